"""The exported page: one file, nothing from outside, no text that becomes code."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re

import pytest
from atlases import hostile_atlas, sample_atlas

from geo.export.html import island, to_html
from geo.model import Atlas

CODE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
DATA = re.compile(
    r'<script type="application/json" id="dateline-data">(.*?)</script>', re.DOTALL
)


@pytest.fixture(scope="module")
def page():
    return to_html(sample_atlas())


@pytest.fixture(scope="module")
def hostile_page():
    return to_html(hostile_atlas())


def data_of(page):
    return json.loads(DATA.search(page).group(1))


def policy_of(page):
    return re.search(r'Content-Security-Policy" content="([^"]*)"', page).group(1)


def test_it_holds_article_map_and_passages(page):
    data = data_of(page)
    assert data["summary"] == "7 places in 4 countries · 4 links · 1 name not mapped"
    places, links = (data["drawing"][of]["ids"] for of in ("places", "links"))
    assert len(places) == 7
    assert len(links) == 4
    assert set(data["panels"]) == {
        "",
        *(f"place:{place}" for place in places),
        *(f"link:{link}" for link in links),
    }
    assert "GeoNames" in " ".join(data["credits"])
    shared = data["shared"]
    assert set(shared["places"]) == set(places)
    assert set(shared["links"]) == set(links)
    kinds = {each["kind"] for each in shared["kinds"]}
    assert {part["kind"] for part in (*shared["places"].values(), *shared["links"].values())} == kinds  # fmt: skip
    assert all(set(part["ends"]) <= set(places) for part in shared["links"].values())


def test_it_loads_nothing(page):
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)\s*=", page)
    assert "default-src 'none'" in policy_of(page)


def test_only_its_own_scripts_and_styles_may_run(page):
    allowed = set(re.findall(r"'sha256-([^']+)'", policy_of(page)))
    blocks = [
        *CODE.findall(page),
        *re.findall(r"<style>(.*?)</style>", page, re.DOTALL),
    ]
    found = {
        base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()
        for block in blocks
    }
    assert allowed == found
    assert "unsafe" not in policy_of(page)


def test_the_same_atlas_gives_the_same_bytes(page):
    assert to_html(sample_atlas()) == page


def test_hostile_words_stay_in_the_island(hostile_page):
    island_of, outside = DATA.search(hostile_page).group(1), DATA.sub("", hostile_page)
    title = re.search(r"<title>(.*?)</title>", outside, re.DOTALL).group(1)
    assert "pwned" not in outside.replace(title, "")
    assert "<" not in title
    assert not re.search(r"[<>&\u2028\u2029]", island_of)


def test_hostile_words_come_out_as_they_went_in(hostile_page):
    atlas = hostile_atlas()
    data = data_of(hostile_page)
    shown = "".join(p["text"] for p in data["reader"]["articles"][0]["paragraphs"])
    for resolution in atlas.resolutions:
        assert resolution.mention.text in shown
    title = re.search(r"<title>(.*?)</title>", hostile_page, re.DOTALL).group(1)
    assert html.unescape(title).startswith(atlas.articles[0].title[:50])


def test_an_island_is_json_without_a_way_out():
    words = "</script><!--\u2028&"
    written = island({"a": words})
    assert json.loads(written) == {"a": words}
    assert "<" not in written


def test_an_empty_atlas_is_a_page_too():
    assert data_of(to_html(Atlas()))["summary"] == "0 places"
