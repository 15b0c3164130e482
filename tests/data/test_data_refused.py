"""What a bad table of geo/data is told: its line, its cell, what to write instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hand_tables import AIRPORT, CHAD, COUNTRY, CREDIT, MALI, REGION, table

from geo import data
from geo.data import LinkWord
from geo.data.read import read_credit
from geo.errors import DataError


@pytest.mark.parametrize(
    ("rows", "advice"),
    [
        (["TD|Chad|91|19|7|13|24|24||"], "line 5: lat 91.0 is not between"),
        (["TD|Chad|15|190|7|13|24|24||"], "lon 190.0 is not between"),
        (["TD|Chad|north|19|7|13|24|24||"], "decimal degrees"),
        (["TD|Chad|15|40|7|13|24|24||"], "move the point into the box"),
        (["TD|Chad|15|19|24|13|7|24||"], "south must be smaller than north"),
        (["TD|Chad|15|19|7|13|24|13||"], "west and east must differ"),
        (["TD|Chad|15|19|||||||"], "11 cells for 10 columns"),
        (["TD|Chad|15|19||||||"], "give the box"),
        (["TD||15|19|7|13|24|24||"], "fill in the column 'name'"),
        (["TCD|Chad|15|19|7|13|24|24||"], "two capital letters"),
        (["TD| Chad|15|19|7|13|24|24||"], "remove the spaces"),
        (["TD|Chad|15|19|7|13|24|24|Tchad++Ciad|"], "remove empty names"),
        (["TD|Chad|15|19|7|13|24|24|TCD|"], "move TCD to abbreviations.tsv"),
        ([CHAD, CHAD], "line 6: 'TD' stands already in line 5"),
        ([CHAD, MALI.replace("Mali|", "Chad|", 1)], "'chad' stands already"),
        ([CHAD, MALI.replace("||", "|Chád|")], "'chad' stands already"),
        ([CHAD, MALI.replace("Malian", "Chadian")], "'chadian' stands already"),
    ],
)
def test_bad_countries(tmp_path, rows, advice):
    with pytest.raises(DataError, match=re.escape(advice)) as caught:
        data.countries(table(tmp_path, COUNTRY, *rows))
    assert str(caught.value).startswith("bad.tsv, line ")


@pytest.mark.parametrize(
    ("row", "advice"),
    [
        ("Sahel|Sahel|L|RGN|15|5|11|-18|18|38||||", "write the slug in a-z"),
        ("sahel|Sahel|Q|RGN|15|5|11|-18|18|38||||", "no GeoNames feature"),
        ("sahel|Sahel|L|rgn|15|5|11|-18|18|38||||", "no GeoNames feature"),
        ("sahel|Sahel|L|RGN|15|5|11|-18|18|38|Mali|||", "two capital letters"),
        ("sahel|Sahel|L|RGN|50|5|11|-18|18|38||||", "move the point into the box"),
        ("sahel|Sahel|L|RGN|15|5|11||18|38||||", "fill in the column 'west'"),
        ("sahel|Sahel|L|RGN|15|5|11|-18|18|38|||Sahel|", "'sahel' stands already"),
    ],
)
def test_bad_regions(tmp_path, row, advice):
    with pytest.raises(DataError, match=re.escape(advice)):
        data.regions(table(tmp_path, REGION, row))


def test_a_region_without_box_is_a_point(tmp_path):
    row = "mount-etna|Etna|T|VLC|37.75|14.99|||||IT|||"
    assert data.regions(table(tmp_path, REGION, row))[0].extent is None


ORLY = "ORY|Orly Airport|48.725|2.359|FR|11|Orly"


@pytest.mark.parametrize(
    ("rows", "advice"),
    [
        (["ory|Orly Airport|48.7|2.4|FR|11|"], "three capital letters"),
        (["ORY|Orly Airport|98.7|2.4|FR|11|"], "lat 98.7 is not between"),
        (["ORY|Orly Airport|48.7|2.4||11|"], "fill in the column 'country_code'"),
        (["ORY|Orly Airport|48.7|2.4|FRA|11|"], "two capital letters"),
        (["ORY|Orly Airport|48.7|2.4|FR|11|ORY"], "move ORY to abbreviations.tsv"),
        ([ORLY, ORLY], "'ORY' stands already"),
        ([ORLY, "LBG|Orly|48.9|2.4|FR|11|"], "'orly' stands already"),
    ],
)
def test_bad_airports(tmp_path, rows, advice):
    with pytest.raises(DataError, match=re.escape(advice)):
        data.airports(table(tmp_path, AIRPORT, *rows))


STATUS = ("words", "status", "use", "particle")
ABBREVIATION = ("surface", "target", "after_comma", "note")
LINK = ("words", "part", "kind", "frame", "beside")
FRAME = ("name", "subject", "object", "prepositions")
AREA = ("word", "feature_codes", "side")


def link_words(path: Path) -> tuple[LinkWord, ...]:
    folder = path.parent / "frames"
    folder.mkdir()
    return data.link_words(path, table(folder, FRAME, "go|mover||destination=to"))


@pytest.mark.parametrize(
    ("read", "columns", "rows", "advice"),
    [
        (data.abbreviations, ABBREVIATION, ["Ky.|US.KY||"], "admin1:US.TX"),
        (data.abbreviations, ABBREVIATION, ["Ky.|state:KY||"], "admin1:US.TX"),
        (data.abbreviations, ABBREVIATION, ["X|city:07||"], "city:id"),
        (
            data.abbreviations,
            ABBREVIATION,
            ["X|city:7|no|"],
            "write after_comma",
        ),
        (
            data.abbreviations,
            ABBREVIATION,
            ["Ky.|admin1:US.KY||", "Ky.|city:7||"],
            "stands already",
        ),
        (
            data.area_demonyms,
            ("surfaces", "target"),
            ["Texan+Texans|admin1:US.TX", "Texan|city:7"],
            "'texan' stands already",
        ),
        (
            data.prominent,
            ("name", "target", "note"),
            ["Rome|city:1|", "ROME|city:2|"],
            "'rome' stands already",
        ),
        (
            data.false_friends,
            ("name", "rule", "note"),
            ["Monday|sometimes|"],
            "use article, context, never",
        ),
        (
            data.false_friends,
            ("name", "rule", "note"),
            ["Nice|context|", "nice|never|"],
            "'nice' stands already",
        ),
        (
            data.organisation_words,
            ("word", "side"),
            ["Times|beside"],
            "use after",
        ),
        (data.area_words, AREA, ["Region|RGN|after"], "lower case"),
        (data.area_words, AREA, ["region|rgn|after"], "ADM1|RGN"),
        (
            data.area_words,
            AREA,
            ["region||after"],
            "fill in the column 'feature_codes'",
        ),
        (link_words, LINK, ["flew|verb|flight|go|"], "use conflict"),
        (link_words, LINK, ["war|noun|co-mention|go|"], "use conflict"),
        (link_words, LINK, ["flew|adverb|movement|go|"], "use noun, verb"),
        (link_words, LINK, ["flew|verb|movement|fly|"], "use go"),
        (link_words, LINK, ["Flew|verb|movement|go|"], "lower case"),
        (link_words, LINK, ["|verb|movement|go|"], "fill in the column 'words'"),
        (
            link_words,
            LINK,
            ["fly+flew|verb|movement|go|", "flew|verb|movement|go|"],
            "'flew (verb, go, movement)' stands already",
        ),
        (data.link_frames, FRAME, ["go|walker||"], "use destination"),
        (data.link_frames, FRAME, ["go||walker|"], "use destination"),
        (
            data.link_frames,
            FRAME,
            ["go|mover||walker=to"],
            "write prepositions as destination=to|into",
        ),
        (
            data.link_frames,
            FRAME,
            ["go|mover||destination="],
            "not 'destination='",
        ),
        (
            data.link_frames,
            FRAME,
            ["go|mover||to"],
            "not 'to'",
        ),
        (
            data.link_frames,
            FRAME,
            ["go|mover||", "go|origin||"],
            "'go' stands already",
        ),
        (
            data.status_words,
            STATUS,
            ["surely|certain|aux|"],
            "use alleged, denied, planned",
        ),
        (
            data.status_words,
            STATUS,
            ["Will|planned|aux|"],
            "lower case",
        ),
    ],
)
def test_bad_rows(tmp_path, read, columns, rows, advice):
    with pytest.raises(DataError, match=re.escape(advice)):
        read(table(tmp_path, columns, *rows))


def test_repeated_word_in_a_list(tmp_path):
    path = table(tmp_path, ("word", "note"), "Judge|", "judge|")
    with pytest.raises(DataError, match="'judge' stands already"):
        data.titles(path)


def test_wrong_columns(tmp_path):
    path = table(tmp_path, ("name", "note"), "Judge|")
    with pytest.raises(DataError, match="line 4: write the columns as word, note"):
        data.titles(path)


@pytest.mark.parametrize("missing", ["origin", "licence"])
def test_missing_credit(tmp_path, missing):
    path = tmp_path / "bad.tsv"
    kept = [line for line in CREDIT.splitlines() if missing not in line]
    path.write_text("\n".join([*kept, "word\tnote", ""]), "utf-8")
    with pytest.raises(DataError, match=f"# {missing}:"):
        read_credit(path)
