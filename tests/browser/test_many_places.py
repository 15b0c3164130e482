"""Many places on the map: those too near stand as one, and of thousands cells are counted."""

from __future__ import annotations

import re

from atlases import sample_atlas
from big_atlas import big_atlas
from playwright.sync_api import expect
from reader import Reading

from geo.atlas import summarise
from geo.draw.columns import place_columns
from geo.export.html import to_html


def test_places_too_near_stand_as_one_and_a_press_parts_them(page, tmp_path):
    file = tmp_path / "atlas.html"
    file.write_text(to_html(big_atlas(articles=10, places=150, links=10)), "utf-8")
    page.goto(file.as_uri())
    reading = Reading(page, framed=False)
    under = "[...dateline.atlas.items.values()].filter((item) => item.under).length"
    leader = "[...dateline.atlas.items.values()].find((item) => item.group?.length)"
    before = reading.ask(under)
    assert before > 10
    expect(
        reading.map.locator(
            ".label:not(.hidden)", has_text=re.compile(r" \+\d+$")
        ).first
    ).to_be_visible()
    # What is chosen stands alone.
    hidden = reading.ask(f"{leader}.group[0].props.id")
    reading.tell("select", {"kind": "place", "id": hidden, "from": "map"})
    assert reading.ask(
        "(id) => dateline.atlas.map.hasLayer(dateline.atlas.items.get(id).layer)",
        hidden,
    )
    reading.tell("select", {"kind": "", "id": "", "from": "map"})
    zoom = reading.view()[0]
    reading.ask(f"dateline.atlas.press({leader})")
    reading.settled()
    assert reading.view()[0] > zoom
    reading.ask(
        "dateline.atlas.moved = true;"
        " void dateline.atlas.map.setZoom(9, { animate: false })"
    )
    assert reading.ask(under) == 0


def test_a_cluster_is_counted_and_opens(page, tmp_path):
    file = tmp_path / "atlas.html"
    file.write_text(to_html(sample_atlas()), "utf-8")
    page.goto(file.as_uri())
    reading = Reading(page, framed=False)
    found = summarise(big_atlas(articles=40, places=2000, links=0))
    columns = place_columns(found, -180.0, max_markers=0)
    reading.ask(
        "columns => { const { atlas } = dateline;"
        " atlas.moved = true; atlas.map.setView([0, 0], 1, { animate: false });"
        " atlas.clusters = new dateline.Clusters(atlas, columns); atlas.clusters.draw() }",
        columns,
    )
    cells = reading.map.locator(".cell")
    counted = [int(words) for words in cells.all_text_contents()]
    assert len(counted) > 10
    alone = reading.ask("dateline.atlas.clusters.alone.size")
    assert 1500 < sum(counted) + alone <= 2000 - columns["alone"]
    cells.nth(counted.index(max(counted))).click()
    reading.settled()
    assert reading.view()[0] >= 2
    reading.look_at(0, 0, 8)
    assert reading.ask("dateline.atlas.clusters.alone.size") < 50
