"""Settings: where they come from, and what a wrong one is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from geo.errors import InputError
from geo.settings import (
    KNOWN_GEOCODERS,
    PUBLIC_NOMINATIM,
    Settings,
    default_cache_dir,
    get_settings,
)


@pytest.fixture(autouse=True)
def _elsewhere(fresh_settings, tmp_path):
    """Stand in an empty folder, with no variable of ours set."""
    for name in os.environ:
        if name.startswith("DATELINE_"):
            fresh_settings.delenv(name)
    fresh_settings.chdir(tmp_path)


def test_without_settings_nothing_is_online():
    assert get_settings().geocoders == ()
    assert get_settings().nominatim_url == PUBLIC_NOMINATIM
    assert get_settings().max_characters == 2_000_000


def test_settings_are_read_once(monkeypatch):
    before = get_settings()
    monkeypatch.setenv("DATELINE_MAX_CHARACTERS", "5")
    assert get_settings() is before


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("DATELINE_GEOCODERS", "nominatim", "geocoders", ("nominatim",)),
        ("DATELINE_GEOCODERS", " nominatim, ", "geocoders", ("nominatim",)),
        ("DATELINE_GEOCODERS", "", "geocoders", ()),
        ("DATELINE_SIGN_IN", "", "sign_in", None),
        ("DATELINE_CACHE_DIR", "/x/y", "cache_dir", Path("/x/y")),
        ("DATELINE_DATA_DIR", "/x/z", "data_dir", Path("/x/z")),
        ("DATELINE_GEOCODER_TIMEOUT", "2.5", "geocoder_timeout", 2.5),
        ("DATELINE_MAX_CHARACTERS", "7", "max_characters", 7),
        (
            "DATELINE_NOMINATIM_URL",
            "http://127.0.0.1:8088/",
            "nominatim_url",
            "http://127.0.0.1:8088",
        ),
    ],
)
def test_variables(monkeypatch, name, value, field, expected):
    monkeypatch.setenv(name, value)
    assert getattr(get_settings(), field) == expected


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        (
            "DATELINE_GEOCODERS",
            "gogle",
            "setting geocoders: .*unknown geocoder 'gogle'",
        ),
        ("DATELINE_NOMINATIM_URL", "ftp://x", "setting nominatim_url: .*http://"),
        ("DATELINE_GEOCODER_TIMEOUT", "0", "setting geocoder_timeout"),
        ("DATELINE_GEOCODER_TIMEOUT", "soon", "setting geocoder_timeout"),
        ("DATELINE_MAX_CHARACTERS", "-1", "setting max_characters"),
    ],
)
def test_a_wrong_value_is_named(monkeypatch, name, value, message):
    monkeypatch.setenv(name, value)
    with pytest.raises(InputError, match=message):
        get_settings()


def test_the_file_is_read_and_the_environment_wins(tmp_path, monkeypatch):
    (tmp_path / "dateline.toml").write_text(
        'geocoders = ["nominatim"]\nmax_characters = 9\n'
    )
    monkeypatch.setenv("DATELINE_MAX_CHARACTERS", "10")
    assert get_settings().geocoders == ("nominatim",)
    assert get_settings().max_characters == 10


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("max_charcters = 9\n", "setting max_charcters"),
        ("max_characters = \n", "dateline.toml cannot be read"),
    ],
)
def test_a_wrong_file_is_told(tmp_path, content, message):
    (tmp_path / "dateline.toml").write_text(content)
    with pytest.raises(InputError, match=message):
        get_settings()


def test_settings_cannot_be_changed():
    with pytest.raises(ValidationError, match="frozen"):
        get_settings().max_characters = 3


def test_what_the_caller_says_wins(monkeypatch):
    monkeypatch.setenv("DATELINE_MAX_CHARACTERS", "10")
    assert Settings(max_characters=11).max_characters == 11


@pytest.mark.parametrize(
    ("project", "ours"),
    [
        ('[project]\nname = "dateline"\n', True),
        ('[project]\nname = "other"\n', False),
        ("[tool.x]\n", False),
        ("not toml = = \n", False),
        (None, False),
    ],
)
def test_the_project_keeps_its_cache_beside_it(tmp_path, project, ours):
    if project is not None:
        (tmp_path / "pyproject.toml").write_text(project)
    assert (default_cache_dir() == tmp_path / "cache") is ours
    if not ours:
        assert default_cache_dir().name == "dateline"


def test_every_geocoder_of_geopy_is_known() -> None:
    from geopy.geocoders import SERVICE_TO_GEOCODER

    words = {"what3words", "what3wordsv3"}  # three words name a square, not a place
    assert set(SERVICE_TO_GEOCODER) - words == KNOWN_GEOCODERS
