"""The app with an archive open: what tests of its page set up, press and look at."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

from dashboard_app import data_of, open_menu
from hand_fed import BERGEN, BLACK_SEA, OSLO, TALLINN, World

import geo
from dashboard.components.collections import MENU
from geo.archive import Shelf, build_archive
from geo.settings import get_settings

NEWS = (
    ("Harbour Wire", "2024-01-03", "Ships sailed from Oslo to Tallinn on Monday."),
    ("Harbour Wire", "2024-01-10", "Snow fell in Oslo."),
    ("Lakeside Post", "2024-02-01", "A fair was held in Bergen."),
)


WORLD = World(
    {"Oslo": [OSLO], "Bergen": [BERGEN], "Tallinn": [TALLINN], "Black Sea": [BLACK_SEA]}
)


def built(tmp_path_factory):
    """Give the folder of an archive, to be copied."""
    folder = tmp_path_factory.mktemp("built")
    source = folder / "news.jsonl"
    records = ({"source": s, "date": d, "text": t} for s, d, t in NEWS)
    source.write_text("\n".join(map(json.dumps, records)), "utf-8")
    build_archive(folder / "news", [source], geo.Tools(WORLD))
    return folder / "news"


def listed(read, built, tmp_path):
    """Give an archive that the dashboard lists."""
    shutil.copytree(built, tmp_path / "news")
    get_settings.cache_clear()
    return Shelf().add(tmp_path / "news")


def opened(app, listed):
    """Give the app with the archive open, as its menu opens it."""
    menu(app).button(key=f"archive-{listed.id}").click().run()
    assert not app.exception
    return app


def add(listed, folder, *records):
    """Add articles to an archive."""
    source = folder / "more.jsonl"
    source.write_text("\n".join(map(json.dumps, records)), "utf-8")
    build_archive(listed.address, [source], geo.Tools(WORLD))


def ask(at, **question):
    """Ask what the map asks: a press on it cannot be made here."""
    now = at.session_state["open"]
    new = replace(now.asked, question=replace(now.asked.question, **question))
    at.session_state["open"] = replace(now, asked=new)
    return at.run()


def menu(at):
    return open_menu(at, MENU).run()


def asked(fields, name):
    return next(f for f in fields if f.key.startswith(f"archive-asked-{name}-"))


def reading(at, on=True):
    """Read the articles that answer, or count all of them again."""
    shown = next(c for c in at.segmented_control if c.key.startswith("archive-shown-"))
    return shown.set_value("Articles" if on else "Overview").run()


def panel(at, what):
    return at.segmented_control(key="archive-panel-shows").set_value(what).run()


def titles(at):
    return [a.text for a in at.session_state["open"].articles]


def said(at):
    return "\n".join(m.value for m in at.markdown)


def html(at):
    return "\n".join(element.proto.body for element in at.get("html"))


def told(at, name):
    """Return what the map was told last."""
    sent = [
        json.loads(element.proto.json)
        for element in at.get("bidi_component")
        if element.proto.component_name == "dateline_send_event"
    ]
    (found,) = [one["detail"] for one in sent if one["name"] == name]
    return found


def counted(at):
    shown = told(at, "counted")["show"]
    return {p["name"]: p["n"] for p in shown["places"].values()}


def played(at):
    """Return what the line of time plays: at each step places, and how often each."""
    line = data_of(at, "dateline_timeline")
    return {
        step["label"]: {
            line["places"][at["places"][i]]: at["places"][i + 1]
            for i in range(0, len(at["places"]), 2)
        }
        for step, at in zip(line["steps"], line["at"], strict=True)
        if at["places"]
    }


def rows(at):
    return [b.label for b in at.button if str(b.key).startswith("dossier-")]


def buttons(at, *keys):
    return [key for key in keys if key in {b.key for b in at.button}]
