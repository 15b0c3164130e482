"""The command that searches the gazetteer: lists, JSON, advice."""

from __future__ import annotations

import json
from functools import partial

import pytest
from asked_names import BLACK_SEA, PARIS
from command_runs import command

import geo
import geo.view
from geo.gazetteer import normalise

dateline = pytest.fixture(command)


@pytest.fixture
def search(dateline):
    """Run the command; gives exit code, stdout, stderr."""
    return partial(dateline, "gazetteer", "search")


def test_the_command_lists_places(search):
    code, out, _ = search("Paris")
    assert code == 0
    first = out.splitlines()[0]
    for said in ("Paris", "capital", "Île-de-France, France", "main name", PARIS):
        assert said in first
    assert "parigi" not in out


def test_the_command_lists_names(search):
    out = search("Wonsan", "--names")[1]
    assert "    another name: " in out
    assert "genzan" in out


def test_the_command_speaks_json(search):
    code, out, _ = search("Black", "Sea", "--json", "--names")
    (sea,) = json.loads(out)
    assert code == 0
    assert (sea["id"], sea["match"]) == (BLACK_SEA, "exact")
    assert sea["extent"]["west"] < sea["lon"] < sea["extent"]["east"]
    assert sea["names"] == [{"matched": "main name", "names": ["black sea"]}]


@pytest.mark.parametrize(
    ("name", "advice"),
    [("Wonsann", "spelt nearly so: Wonsan"), ("Xyzzyqqx", "DATELINE_GEOCODERS")],
)
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_name_that_is_not_known_is_an_error_with_advice(
    search, name, advice, options
):
    code, out, err = search(name, *options)
    assert (code, out) == (2, "")
    assert f"no place called '{name}'" in err
    assert advice in err


def test_what_is_suggested_is_spelt_as_the_gazetteer_has_it(gazetteer):
    for near in geo.view.gazetteer_view(gazetteer, "Munchenn")["similar"]:
        assert normalise(near["name"]) in {
            name
            for name, _ in gazetteer.names_of(gazetteer.lookup(near["name"])[0].place)
        }
