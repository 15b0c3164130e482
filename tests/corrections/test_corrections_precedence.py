"""Which corrections speak of which articles: as if each were looked for in each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given, strategies as st

from geo.corrections import precedence
from geo.corrections.apply import corrections_reaching
from geo.corrections.model import (
    Action,
    Checked,
    Correction,
    MarkMention,
    NotAPlace,
    RemoveLink,
    Scope,
    TextSpan,
)
from geo.corrections.precedence import Applicable, Phrases
from geo.model import Article, Atlas, LinkKind, Reading

LETTERS = "aab nŏ北京.-\n\u00a0\u3000ß"
SOURCES = ["", "Wire", "https://www.wire.example/a", "https://WIRE.example/b"]
ACTIONS: list[Action] = [
    NotAPlace(),
    MarkMention(),
    RemoveLink(TextSpan("a"), TextSpan("b"), LinkKind.SPREAD),
    Checked(),
]
TEXTS = st.text(LETTERS, max_size=30)
TIME = datetime(2026, 11, 24, tzinfo=UTC)


@st.composite
def any_articles(draw) -> list[Article]:
    given = draw(st.lists(st.tuples(TEXTS, st.sampled_from(SOURCES)), max_size=5))
    return [
        Article(text=text, source=source, id=f"a{number // 2}")  # two may share an id
        for number, (text, source) in enumerate(given)
    ]


def corrections(texts) -> st.SearchStrategy[list[Correction]]:
    """Corrections of parts of the texts, and of words that stand nowhere."""
    parts = st.builds(
        lambda text, at, size: text[at : at + size],
        st.sampled_from([*texts, ""]), st.integers(0, 20), st.integers(0, 12),
    )  # fmt: skip
    numbers = count()

    def made(words, action, scope, source, article) -> Correction:
        number = next(numbers)
        time = TIME + timedelta(minutes=number)
        at = TextSpan(words), f"a{article}", source, ""
        return Correction(f"c{number}", action, scope, *at, time)

    one = st.builds(
        made, parts | st.text(LETTERS, max_size=8), st.sampled_from(ACTIONS),
        st.sampled_from(Scope), st.sampled_from(SOURCES), st.integers(0, 2),
    )  # fmt: skip
    return st.lists(one, max_size=12)


@st.composite
def any_case(draw):
    articles = draw(any_articles())
    return articles, draw(corrections([a.text for a in articles]))


@pytest.fixture(params=[0, 50], ids=["many", "few"], autouse=True, scope="module")
def _few(request):
    """Look for few phrases as for many, too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(precedence, "MIN_INDEXED", request.param)
        yield


@given(any_case())
def test_the_corrections_of_an_atlas_are_those_of_one_of_its_articles(case):
    articles, said = case
    atlas = Atlas(tuple(map(Reading, articles)))
    assert corrections_reaching(atlas, iter(said)) == tuple(
        c
        for c in said
        if any(c.reaches(a) and c.words.text in a.text for a in atlas.articles)
    )


@given(any_case())
def test_an_article_is_asked_about_what_could_change_it(case):
    articles, said = case
    chooser = Applicable(said)
    for article in articles:
        near = [c for c in said if c.reaches(article)]
        marks = [c for c in near if isinstance(c.action, MarkMention)]
        marked = {c.words.toponym for c in marks if could_change(c, article, set())}
        wanted = [c for c in near if could_change(c, article, marked)]
        wanted.sort(key=lambda c: c.order)
        assert list(chooser.for_article(article, ())) == wanted


def could_change(correction: Correction, article: Article, marked: set[str]) -> bool:
    """Say so of an article in which no name was found, and some were marked."""
    narrow = correction.scope in {Scope.MENTION, Scope.ARTICLE}
    match correction.action:
        case Checked():
            return False
        case MarkMention():
            return narrow or correction.words.text in article.text
        case RemoveLink():
            return True
    return narrow or correction.words.toponym in marked


@given(st.lists(TEXTS, max_size=4), st.lists(st.text(LETTERS, max_size=6), max_size=20))
def test_phrases_are_found_letter_for_letter(texts, wanted):
    sought = Phrases(wanted)
    for text in texts:
        found = list(sought.within(text))
        assert sorted(found) == sorted({p for p in wanted if p in text})


class Text(str):
    """A text that counts how often something is looked for in it."""

    __slots__ = ()
    searches = 0

    def __contains__(self, words: str) -> bool:
        Text.searches += 1
        return super().__contains__(words)


@pytest.mark.parametrize("scope", list(Scope))
def test_what_reaches_nothing_is_not_looked_for_in_every_text(scope, monkeypatch):
    monkeypatch.setattr(precedence, "MIN_INDEXED", 50)
    monkeypatch.setattr(Text, "searches", 0)
    articles = [
        Article(text=Text(f"Talks in Town{n} went on."), source=f"Paper {n}", id=f"{n}")
        for n in range(200)
    ]
    said = [
        Correction(
            f"{n}", MarkMention(), scope, TextSpan(f"Quay{n:03}" if n % 10 else f"Town{n}"),
            f"{n}", f"Paper {n}", "", TIME,
        )
        for n in range(200)
    ]  # fmt: skip
    reaching = corrections_reaching(Atlas(tuple(map(Reading, articles))), said)
    assert len(reaching) == 20
    chooser = Applicable(said)
    for article in articles:
        chooser.for_article(article, ())
    assert Text.searches < 1_000  # of 40,000
