"""What holds for any file and any text: no way out but ours, true offsets, strict output."""

from __future__ import annotations

import json
from itertools import chain
from xml.etree import ElementTree

import made_files
import pytest
from any_input import budget, near, texts
from hypothesis import example, given

import geo
from geo.articles import child
from geo.articles.formats import Format
from geo.articles.parsed import article_from_json
from geo.export import (
    check_rfc7946,
    to_annotations,
    to_csv,
    to_geojson,
    to_kml,
    to_linked_places,
)

RTF = (
    rb"{\rtf1\ansi {\fonttbl{\f0 Arial;}}\f0 Lavrov flew to Wonsan, S\'e3o Paulo.\par}"
)
SRT = b"1\n00:00:01,000 --> 00:00:02,000\nLavrov flew\n\n2\n00:00:03,000 --> 00:00:04,000\nto Wonsan.\n"
ROWS = [{"title": "Talks", "text": made_files.TEXT, "date": "2026-03-10"}] * 2
CSV = "title,text,date\n" + 'Talks,"Lavrov flew to Wonsan; then home.",2026-03-10\n' * 3
# Each format's files, near which others are made.
FILES = {
    Format.TEXT: (made_files.TEXT.encode(), made_files.TEXT.encode("utf-16")),
    Format.MARKDOWN: (
        f"# Talks\n\n> {made_files.TEXT}\n\n| a | b |\n|--|--|".encode(),
    ),
    Format.HTML: (
        made_files.page(f"<article><p>{made_files.TEXT}</article>").encode(),
    ),
    Format.EMAIL: (made_files.mail(), made_files.mail(html="<p>Talks in Wonsan")),
    Format.FEED: (made_files.feed(), made_files.atom()),
    Format.XML: (made_files.feed(),),
    Format.DOCX: (made_files.docx(),),
    Format.EPUB: (made_files.epub(),),
    Format.ZIP: (made_files.zipped({"a.txt": made_files.TEXT}),),
    Format.PDF: (made_files.pdf(),),
    Format.RTF: (RTF,),
    Format.SUBTITLES: (SRT,),
    Format.TABLE: (CSV.encode(), b"sep=;\n" + CSV.replace(",", ";").encode()),
    Format.JSON: (json.dumps(ROWS).encode(), json.dumps({"articles": ROWS}).encode()),
    Format.JSONL: ("\n".join(json.dumps(row) for row in ROWS).encode(),),
}
EXAMPLES = {Format.PDF: 10, Format.EMAIL: 15, Format.FEED: 15}
# What failed once: format and content.
KEPT: tuple[tuple[Format, bytes], ...] = (
    (Format.TABLE, b'text,title\n"Rain in \x00Oslo,"half a quote\n'),
    (Format.JSON, b'[{"text": "Rain in Oslo \\ud800"}, {"text": null}]'),
)


def _parse(format_: Format, content: bytes) -> list[str]:
    request = {"name": "a file", "format": format_, "charset": "", "columns": {}}
    answer, parsed = child._work(request, content)
    json.dumps(answer, allow_nan=False)
    drafts = answer.get("drafts", [])
    assert "problem" in answer or len(drafts) == len(parsed.drafts)
    read = [article_from_json(json.loads(json.dumps(draft))) for draft in drafts]
    assert read == list(parsed.drafts)
    return [draft.text for draft in read]


@pytest.mark.parametrize("format_", FILES)
def test_any_file_is_read_or_told(format_):
    assert any(chain.from_iterable(_parse(format_, f) for f in FILES[format_])) or (
        format_ in (Format.ZIP, Format.XML)
    )

    @given(near(FILES[format_]))
    @budget(EXAMPLES.get(format_, 30))
    def holds(content):
        _parse(format_, content)

    holds()


@pytest.mark.parametrize(("format_", "content"), KEPT)
def test_what_failed_once_is_read_or_told(format_, content):
    _parse(format_, content)


def _not_json(name: str) -> None:
    raise AssertionError(f"{name} is not JSON")


@given(texts())
@budget(40)
@example('\ud800Moscow "Paris, Texas" (U.S.')
def test_any_text_is_read_and_written(text):
    try:
        article = geo.read_text(text)
    except geo.ArticleError:
        return
    gazetteer = geo.open_gazetteer()
    atlas = geo.build_atlas([article], gazetteer)
    for resolution in atlas.resolutions:
        passage = resolution.mention.passage
        assert article.text[passage.start : passage.end] == resolution.mention.text
        assert 0 <= resolution.score <= 1
    for place in atlas.places:
        assert abs(place.lat) <= 90
        assert abs(place.lon) <= 180
    for link in atlas.links:
        assert all(article.text[e.passage.start : e.passage.end] for e in link.evidence)
    assert geo.build_atlas([article], gazetteer) == atlas
    for write in (to_geojson, to_annotations, to_linked_places):
        json.loads(write(atlas), parse_constant=_not_json)
    check_rfc7946(json.loads(to_geojson(atlas)))
    ElementTree.fromstring(to_kml(atlas))
    to_csv(atlas).encode("utf-8")
