"""Whatever a widget says, or nothing: the page is whole and its callbacks do not fail.

A menu's widgets may lose their state while it is closed. Each page below is drawn; then
its widgets are gone, or say None; then every callback is called as well; then the menus
close.
"""

from __future__ import annotations

import ast
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from atlases import sample_atlas
from big_atlas import big_atlas
from correcting import told
from dashboard_app import hand_reader
from known_places import SUVA
from lost_widgets import CLOSED, MISSING, NONE, SAY, callbacks, lose, lossy_app
from streamlit.util import calc_hash

import dashboard
import geo
import geo.archive
import geo.articles
import geo.corrections
import geo.model
import geo.team
import geo.view
from dashboard import cached, sign_in, state
from dashboard.components import (
    archive_panel,
    collections,
    online,
    search,
    table_columns,
    tables,
)
from dashboard.components.corrections import link, place, undo
from dashboard.state import Asked, Opened, Selection
from geo.atlas import CompareBy, Comparing

read = pytest.fixture(hand_reader)
MOSCOW = Selection("place", "geonames:524901")
LINK = Selection("link", sample_atlas().links[0].id)
ARTICLE = sample_atlas().articles[0]
ME = geo.team.Person("me", "Ann", role=geo.team.Role.ADMINISTER)
MENUS = {f"{collections.MENU}.0": True, f"{place.MENU}.0": True, online.LOG: True}


class Gazetteer:
    """Knows one place."""

    path = Path("hand-made.sqlite")

    def lookup(self, name):
        return (geo.model.Candidate(SUVA, name, geo.model.Match.EXACT),)

    def area(self, *named):
        return None


def several():
    return big_atlas(6, 30, 20, mentions_per_article=10)


def correcting(what):
    return {"selection": MOSCOW, **MENUS, place.WHAT: what}


# What the session holds on each page.
PAGES = {
    "untouched": {},
    "a place": {"selection": MOSCOW, **MENUS},
    "a point": correcting(place.POINT),
    "no place": correcting(place.NO_PLACE),
    "another name": correcting(place.SAME_AS),
    "a place linked": {**correcting(place.LINKED), link.TO: 0},
    "a link": {"selection": LINK, **MENUS},
    "no link": {"selection": LINK, **MENUS, link.WHAT: link.REMOVE},
    "private": {"private": True, **MENUS},
    "links in a table": {tables.KEY: "Links"},
    "what is not mapped": {tables.KEY: "Not mapped"},
    "an article described": {tables.KEY: "Articles", **MENUS},
    "articles": {
        tables.KEY: "Articles",
        SAY: {"articles-": {"selection": {"rows": [1], "columns": [], "cells": []}}},
    },
    "comparing": {
        "comparing": Comparing(CompareBy.DAY, "2024-01-04"),
        "comparing-of": geo.view.atlas_stamp(several()),
    },
    "filters": {"filter-words": "Harbour", "filters-of": "", **MENUS},
    "collections": {**MENUS, "collection-sure": "own"},
    "files not kept": MENUS,
    "many corrections": MENUS,
    "archive": MENUS,
    "articles of an archive": {**MENUS, state._READS: True},
    "passages of an archive": {**MENUS, archive_panel.SHOWN: archive_panel.PASSAGES},
    "sides of an archive": {**MENUS, archive_panel.SHOWN: archive_panel.COMPARED},
    "shared by name": MENUS,
    "a table that is asked about": {},
    "gazetteer": {search.NAME: "Moscow"},
    "gazetteer, nothing found": {search.NAME: "Mosscow"},
}
SEVERAL = {"articles", "comparing", "filters"}


@pytest.fixture(params=PAGES)
def at(request, read, monkeypatch, gazetteer, tmp_path, built):
    """Give a page as it was just drawn."""
    opened = lossy_app()
    monkeypatch.setattr(geo, "open_gazetteer", Gazetteer, raising=False)
    if request.param in SEVERAL:
        read.atlas = several()
    if request.param.startswith("gazetteer"):
        monkeypatch.setattr(geo, "open_gazetteer", lambda: gazetteer)
        opened._page_hash = calc_hash("gazetteer")
    if request.param.endswith("archive"):
        shutil.copytree(built, tmp_path / "news")
    held = {**PAGES[request.param], **opening(request.param, read, tmp_path)}
    if request.param == "shared by name":
        monkeypatch.setattr(sign_in, "required", lambda: True)
        monkeypatch.setattr(sign_in, "person", lambda: ME)
    if request.param == "many corrections":
        corrected(undo.AT_ONCE * 2 + 1)
        held["undo-first"] = undo.AT_ONCE
    for name, value in held.items():
        opened.session_state[name] = value
    opened.run()
    # What a page says of its widgets counts the second time.
    return opened.run() if SAY in held else opened


@pytest.fixture(scope="module")
def built(tmp_path_factory, gazetteer):
    """Give the folder of an archive of two days."""
    folder = tmp_path_factory.mktemp("built")
    source = folder / "news.jsonl"
    days = {"2024-01-03": "Snow fell in Oslo.", "2024-01-10": "Rain fell in Oslo."}
    records = ({"date": day, "text": text} for day, text in days.items())
    source.write_text("\n".join(map(json.dumps, records)), "utf-8")
    geo.archive.build_archive(folder / "news", [source], geo.Tools(gazetteer))
    return folder / "news"


def opening(page, read, folder):
    """Give what the session holds on the pages where something has to be made first."""
    if page == "shared by name":
        cached.team().meet(geo.team.Person("other", "Bob"))
    if page in {"collections", "an article described", "shared by name"}:
        return kept(read, page)
    if page == "files not kept":
        return {"open": Opened((ARTICLE,))}
    if page.endswith("archive"):
        return {"open": of_an_archive(folder / "news", page)}
    if page == "a table that is asked about":
        given = [("news.csv", b"day,text\n2024-01-03,Snow fell in Oslo.\n")]
        return {table_columns.ASKED: (given, geo.articles.read_uploads(given))}
    return {}


def kept(read, page):
    """Keep more collections than a menu lists, the last one open."""
    store = cached.collections()
    made = [
        store.add(store.create(f"Rain {n}", owner="me").id, [ARTICLE])
        for n in range(collections.FEW + 2 if page == "collections" else 1)
    ]
    own = made[-1]
    held = {"owner": "me", "open": Opened((ARTICLE,), collection=own)}
    if page == "collections":
        held["collection-sure"] = own.id
        held[f"{collections.INTO}-{own.id}"] = made[0].id
    return held


def of_an_archive(folder, page):
    """Give what is open when an archive was asked."""
    listed = cached.shelf().add(folder)
    question = geo.archive.Question()
    atlas = geo.Atlas(())
    if state._READS in PAGES[page]:
        atlas = geo.archive.Archive(listed.address).atlas(question, limit=2)
    asked = Asked(listed, question, 0, atlas, answering=2)
    return Opened(atlas.articles, asked=asked)


def corrected(many):
    first = told(sample_atlas(), "Moscow", geo.corrections.NotAPlace())
    said = [replace(first, id=f"correction {n}") for n in range(many)]
    cached.corrections().add(*said)


@pytest.fixture(scope="module")
def reached():
    """Every callback that the pages above have, once all were drawn."""
    return {}


@pytest.mark.parametrize("how", [NONE, MISSING])
def test_no_widget_is_counted_on(at, read, how, reached, request):
    reached[request.node.callspec.params["at"]] = callbacks(at)
    lose(at, how)
    assert_whole(at, read)
    lose(at, how, calling=True)
    assert_whole(at, read)
    lose(at, CLOSED)
    assert_whole(at, read)


def assert_whole(at, read):
    assert not at.exception
    assert read.failures == []
    assert any('class="dl-wordmark"' in e.proto.body for e in at.get("html"))


def whole(folder=Path(dashboard.__file__).parent):
    """Name every function that is a callback: it is done whole, and fails alone."""
    for file in folder.rglob("*.py"):
        module = ".".join(
            ("dashboard", *file.relative_to(folder).with_suffix("").parts)
        )
        module = module.removesuffix(".__init__")
        yield from _whole(ast.parse(file.read_text("utf-8")), module)


def _whole(tree, prefix):
    for node in ast.iter_child_nodes(tree):
        name = f"{prefix}.{getattr(node, 'name', '')}"
        if isinstance(node, ast.FunctionDef):
            if "session.atomic_callback()" in map(ast.unparse, node.decorator_list):
                yield name
            yield from _whole(node, f"{name}.<locals>")


def test_every_callback_is_done_whole_and_was_tried(reached):
    if len(reached) < len(PAGES):
        pytest.skip("not every page was drawn")
    of_the_map = {"dashboard.components.map_view._take"}  # streamlit-folium calls it
    assert set().union(*reached.values()) | of_the_map == set(whole())


@pytest.mark.parametrize("folder", ["components", "pages"])
def test_the_session_is_read_by_way_of_the_state(folder):
    files = (Path(dashboard.__file__).parent / folder).rglob("*.py")
    assert [f.name for f in files if "session_state" in f.read_text("utf-8")] == []
