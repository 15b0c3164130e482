"""The app without a browser: what may leave the machine, and what can be taken away."""

from __future__ import annotations

import pytest
from dashboard_app import hand_reader, opened_app, page

import geo
import geo.export
from dashboard.components import downloads, online
from geo.cache import GeocoderCache, LoggedQuery
from geo.geocoders import cache_file
from geo.settings import get_settings

read = pytest.fixture(hand_reader)
app = pytest.fixture(opened_app)


@pytest.fixture
def set_up(read, monkeypatch, tmp_path):
    """Set what the settings say; the cache is the test's own."""

    def setting(**values):
        for name, value in {"cache_dir": tmp_path / "cache", **values}.items():
            monkeypatch.setenv(f"DATELINE_{name.upper()}", str(value))
        get_settings.cache_clear()
        return opened_app(read)

    return setting


def badge(at):
    (found,) = (p for p in at.get("popover") if p.proto.popover.icon.count("cloud"))
    return found.proto.popover.label


@pytest.mark.parametrize(
    ("geocoders", "says"),
    [
        ("", "Offline"),
        ("nominatim", "Online: Nominatim"),
        ("nominatim,photon", "Online: Nominatim, Photon"),
    ],
)
def test_the_badge_names_the_services_switched_on(set_up, geocoders, says):
    assert badge(set_up(geocoders=geocoders).run()) == says


def test_what_is_sent_is_said_and_whom_to(set_up):
    # Addresses hold a sign that shows nothing, so that no link is made of them.
    said = (
        page(set_up(geocoders="photon").run()).replace("\\", "").replace("\u2060", "")
    )
    assert "Photon: https://photon.komoot.io" in said
    assert "the country where the article tells it; never the article" in said


def test_the_last_names_sent_are_listed(set_up):
    at = set_up(geocoders="nominatim")
    cache = GeocoderCache(cache_file(get_settings()))
    sent = LoggedQuery(
        "nominatim", "https://here", "Xyzzyq <b>", cache.now(), "1 places"
    )
    cache.log_query(sent)
    cache.close()
    at.session_state[online.LOG] = True
    tables = [table.value for table in at.run().dataframe]
    (log,) = (table for table in tables if "Came of it" in table)
    assert log["Words"].tolist() == ["Xyzzyq <b>"]
    assert log["Came of it"].tolist() == ["1 places"]


def test_looking_at_the_log_makes_no_cache(set_up, tmp_path):
    at = set_up()
    at.session_state[online.LOG] = True
    assert "None so far." in page(at.run())
    assert not (tmp_path / "cache").exists()


def test_a_service_without_its_key_is_explained(set_up):
    at = set_up(geocoders="opencage").run()
    assert badge(at) == "Offline"
    assert "DATELINE_OPENCAGE_KEY" in at.warning[0].value.replace("\\", "")


# Download


def offered(at):
    return [b.proto.label for b in at.get("download_button")]


def test_every_format_can_be_had(app):
    labels = offered(app.run())
    assert {offer.ending for offer in downloads.FOR_PROGRAMS} | {
        downloads.PAGE.ending,
        downloads.SHEET.ending,
        downloads.EARTH.ending,
        downloads.WORKBOOK.ending,
        downloads.TABLES[0].ending,
    } == set(geo.export.FORMATS)
    assert {"Places", "Links", "Mentions", "Web Annotations"} <= set(labels)
    assert downloads.SHEET.label in labels


def test_what_is_not_installed_is_not_offered_but_explained(app, monkeypatch):
    missing = {".gpkg", ".parquet"}
    monkeypatch.setattr(
        geo.export, "can_export", lambda e: e not in missing, raising=False
    )
    at = app.run()
    assert not {"GeoPackage", "GeoParquet"} & set(offered(at))
    assert "dateline[geo]" in page(at).replace("\\", "")
