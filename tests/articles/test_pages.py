"""The article of a page: what is kept of it, what of the rest, in forty content systems."""

from __future__ import annotations

import json

import pytest
from cms_pages import H1, NAV, PAGES, S, kept, page, story, words

from geo.articles.parsers.html import parse
from geo.errors import ArticleError


def draft(markup: str, charset: str = ""):
    (found,) = parse(markup.encode(), "a.html", charset).drafts
    return found


@pytest.mark.parametrize("system", PAGES)
def test_the_article_is_kept_and_the_clutter_is_not(system):
    body, clutter = kept(draft(PAGES[system]).text, PAGES[system])
    assert body >= 0.98
    assert clutter <= 0.02


def linked(**said: object) -> str:
    about = {
        "@type": "NewsArticle",
        "headline": "Ferry talks resume on the lake",
        **said,
    }
    return f'<script type="application/ld+json">{json.dumps({"@graph": [{"@type": "Person"}, about]})}</script>'


def test_what_a_page_gives_to_search_engines_is_read():
    body = " ".join(story(6, "{}").split("\n"))
    markup = page(
        f"<nav>{NAV}</nav><article>{H1}{story(1)}<div class=paywall><p>Subscribe to continue reading.</p></div></article>",
        linked(articleBody=body, datePublished="2026-03-10T08:00:00Z", inLanguage="fr",
               publisher={"name": "The Lakeside Post"}, isAccessibleForFree=False),
    )  # fmt: skip
    found = draft(markup.replace(' lang="en"', ""))
    assert kept(found.text, body)[0] == 1
    assert (found.published, found.source, found.language) == ("2026-03-10", "The Lakeside Post", "fr")  # fmt: skip
    assert "search engines" in found.notes[0]


@pytest.mark.parametrize(
    "script",
    [
        f'<script type="application/json">{json.dumps({"props": {"article": {"body": story()}, "related": [{"title": words()}]}})}</script>',
        f"<script>x=1;Fusion.globalContent={json.dumps({'content_elements': [{'type': 'text', 'content': p} for p in story(wrap='{}').splitlines()]})};y=2</script>",
    ],
)  # fmt: skip
def test_a_page_that_a_script_writes_is_read_from_its_data(script):
    found = draft(page(f"<div id=app>Loading…</div>{script}"))
    assert kept(found.text, S) == (1, 0)
    assert "scripts" in found.notes[0]
    with pytest.raises(ArticleError, match="a script writes them"):
        draft("<html><body><div>Loading…</div><script>go()</script></body></html>")


@pytest.mark.parametrize(
    "more",
    [
        '<div id="HEADER"><p>archive.today webpage capture, and the CLUTTER of it.</p></div>',
        '<div><p><a href="#cmnt_ref1">[a]</a>CLUTTER: ask Lisbon about it.</p></div>',
        "<p>Copyright © 2026 CLUTTER House, all rights reserved.</p>",
    ],
)
def test_what_programs_put_round_an_article_goes(more):
    assert "CLUTTER" not in draft(page(f"<div>{H1}{S}{more}</div>")).text


@pytest.mark.parametrize(
    ("end", "head"),
    [
        ("<p>Subscribe to continue reading.</p>", ""),
        ("<div><p>This post is for paid subscribers</p></div>", ""),
        ("", linked(isAccessibleForFree="False")),
    ],
)
def test_a_page_that_ends_at_a_paywall_says_so(end, head):
    found = draft(page(f"<article>{H1}{story(2)}{end}</article>", head))
    assert any("beginning of the article" in n or "beginning; open" in n for n in found.notes)  # fmt: skip
    assert "ubscri" not in found.text


def test_a_free_page_says_nothing_of_a_paywall():
    text = "<p>The paper said on Monday that to subscribe now costs BODYq half.</p>"
    assert draft(page(f"<article>{H1}{S}{text}</article>")).notes == ()


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("iso-8859-1", "utf-8"), ("utf8mb4", "utf-8"), ("nonsense-7", "utf-8"),
        ("unknown-8bit", "utf-8"), ("x-sjis", "cp932"), ("gb2312", "gb18030"),
        ("iso-8859-8-i", "iso8859_8"), ("ks_c_5601-1987", "cp949"), ("x-mac-roman", "mac_roman"),
    ],
)  # fmt: skip
def test_encodings_by_all_their_names(declared, encoding):
    word = {"cp932": "東京", "gb18030": "北京", "iso8859_8": "ירושלים", "cp949": "서울"}.get(encoding, "Málaga")  # fmt: skip
    markup = page(f"<article>{H1}{S}<p>It rained in {word} all day, said the radio.</p></article>", f'<meta charset="{declared}">')  # fmt: skip
    (found,) = parse(markup.encode(encoding), "a.html").drafts
    assert word in found.text


def test_pictures_in_a_saved_page_do_not_count():
    picture = f'<img src="data:image/png;base64,{"A" * 6_000_000}">'
    assert kept(draft(page(f"<article>{H1}{picture}{S}</article>")).text, S)[0] == 1


def test_marks_of_notes_are_taken_from_words():
    note = '<sup class="reference"><a href="#n">[1]</a></sup>'
    found = draft(page(f"<article>{H1}{S}<p>A boat left Kisumu{note} for Mwanza{note} at noon.</p></article>"))  # fmt: skip
    assert "left Kisumu for Mwanza at noon" in found.text


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Rain - in the hills | The Post</title><meta property='og:site_name' content='The Post'>", "Rain - in the hills"),
        ("<title>Rain in the hills | The Post</title>", "Rain in the hills"),
        ("<title>Talks - and more talks</title>", "Talks - and more talks"),
        ("<title>*|MC:SUBJECT|*</title>", ""),
    ],
)  # fmt: skip
def test_the_name_of_the_site_is_no_part_of_the_title(head, title):
    headline = "Rain in the hills" if "Rain in" in head else ""
    markup = f"<html><head>{head}</head><body><h1>{headline}</h1>{S}</body></html>"
    assert draft(markup).title == title


def test_an_index_page_keeps_its_words():
    assert "CLUTTER0" in draft(page(f"<div><p>{words()}</p></div>")).text
