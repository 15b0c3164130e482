"""The page that says how right Dateline is on a newsroom's own articles."""

from __future__ import annotations

import pytest
from dashboard_app import hand_reader, opened_app, page
from streamlit.util import calc_hash

import geo
import geo.evaluation
import geo.team
from dashboard import cached, people
from geo.corrections import Checked, NotAPlace, Scope, TextSpan

EVIL, EVIL_SHOWN = " ![x](y)", r" \!\[x\]\(y\)"
read = pytest.fixture(hand_reader)


def _hostile(rows):
    """Have an article's words end in Markdown."""
    return lambda told: [
        row | {"Such as": row["Such as"] + EVIL if row["Such as"] else ""}
        for row in rows(told)
    ]


@pytest.fixture
def at(read):
    at = opened_app(read)
    at._page_hash = calc_hash("how-right")
    return at


def test_without_a_checked_article_it_says_how_to_begin(at):
    at.run()
    assert not at.exception
    assert any("No article is checked yet" in each.value for each in at.markdown)
    assert "Nobody has corrected anything" in page(at)


def test_checked_articles_are_counted_and_corrections_listed(at, read, monkeypatch):
    monkeypatch.setattr(people, "owner", lambda: "me")
    monkeypatch.setattr(people, "person", lambda: geo.team.of_browser("me"))
    (article,) = read.atlas.articles
    kept = cached.collections()
    kept.add(kept.create("Own", owner="me").id, [article])
    wrong = read.atlas.resolutions[0].mention
    monkeypatch.setattr(
        geo.evaluation, "fault_rows", _hostile(geo.evaluation.fault_rows)
    )
    words = TextSpan(wrong.text, wrong.passage.start, wrong.passage.end)
    cached.corrections().add(
        geo.make_correction(NotAPlace(), words, article, Scope.MENTION, author="<b>"),
        geo.make_correction(Checked(), TextSpan(""), article, Scope.ARTICLE),
    )
    at.run()
    assert not at.exception
    assert "1 checked article of collections you may read" in page(at)
    shares, faults = (table.value for table in at.table)
    assert shares["Of"].tolist()
    assert faults.iloc[0].tolist() == ["not a place", "1", wrong.text + EVIL_SHOWN]
    (audit,) = at.dataframe
    assert audit.value["author"].tolist() == ["", "<b>"]
