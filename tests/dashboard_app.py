"""The app without a browser, on an atlas made by hand, and what it shows.

read, app = pytest.fixture(hand_reader), pytest.fixture(opened_app)
"""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import streamlit as st
from atlases import sample_atlas
from streamlit.testing.v1 import AppTest

import dashboard
import geo
import geo.gazetteer
import geo.logs
import geo.readings
from dashboard import cached, people
from geo import readings
from geo.settings import get_settings

APP = str(Path(dashboard.__file__).with_name("app.py"))


def open_menu(at: AppTest, menu: str) -> AppTest:
    """Open a menu as a press does; what is in it comes with the next run."""
    turn = f"{menu}-round"
    n = at.session_state[turn] if turn in at.session_state else 0  # noqa: SIM401 - no get
    at.session_state[f"{menu}.{n}"] = True
    return at


def hand_reader(monkeypatch, tmp_path):
    """Stand in for recognition: keeps the calls, answers with ``read.atlas``.

    What the browser sends is ``read.cookies``; collections are the test's own. What failed
    unexpectedly is in ``read.failures``: the page lives on, and the test that left some
    there fails.
    """

    class Reader:
        def __init__(self):
            self.calls = []
            self.atlas = sample_atlas()
            self.cookies = {}
            self.failures = []

        def read(self, article, tools, progress):
            self.calls.append((article, tools))
            return self.atlas.readings[0]

        def take_failures(self):
            taken, self.failures = self.failures, []
            return taken

    reader = Reader()
    one_by_one = readings.ReadingCache.atlas

    def read_all(cache, articles, tools, **options):
        several = len(reader.atlas.readings) != 1
        return (
            reader.atlas if several else one_by_one(cache, articles, tools, **options)
        )

    monkeypatch.setattr(readings, "_read", reader.read)
    monkeypatch.setattr(readings.ReadingCache, "atlas", read_all)
    samples = readings.SampleReadings(tmp_path)
    monkeypatch.setattr(
        geo.readings, "SampleReadings", lambda _: samples, raising=False
    )
    monkeypatch.setattr(geo.gazetteer, "gazetteer_ready", lambda: True, raising=False)
    gazetteer = SimpleNamespace(version="hand-made")
    monkeypatch.setattr(geo, "open_gazetteer", lambda: gazetteer, raising=False)
    monkeypatch.setattr(people, "sent_cookies", lambda: reader.cookies)
    monkeypatch.setattr(
        geo.logs,
        "log_failure",
        lambda error, *, private: reader.failures.append((error, private)),
        raising=False,
    )
    monkeypatch.setenv("DATELINE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("DATELINE_CACHE_DIR", str(tmp_path / "cache"))
    get_settings.cache_clear()
    st.cache_resource.clear()
    yield reader
    cached.collections().close()
    st.cache_resource.clear()
    get_settings.cache_clear()
    assert reader.failures == []


def opened_app(read):
    return AppTest.from_file(APP, default_timeout=30)


def field(at, key):
    """The key of the field of a menu that shows a value now."""
    name = f"{key}-round"
    rounds = at.session_state[name] if name in at.session_state else 0  # noqa: SIM401
    return f"{key}.{rounds}"


def page(at):
    """Everything the page says in Streamlit's own words."""
    said = [*at.get("html"), *at.caption, *at.error, *at.info]
    return "\n".join(getattr(e, "value", None) or e.proto.body for e in said)


def data_of(at, name):
    """What one of our components was given."""
    for element in at.get("bidi_component"):
        if element.proto.component_name == name:
            return json.loads(element.proto.json)
    raise LookupError(name)


def panel(at):
    return data_of(at, "dateline_panel")["view"]


def drawn(at):
    """The arguments of the map."""
    (component,) = at.get("component_instance")
    return component.proto.json_args
