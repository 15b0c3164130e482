"""The readers of training texts: what each corpus calls a name, in our labels."""

from __future__ import annotations

import csv
import json
import lzma
from collections.abc import Iterable
from pathlib import Path

import pytest
import recipes_in_tree  # noqa: F401 -- finds them
from training_texts import archive, cells, said, tagged

from geo.recipes.model.annotated import (
    Annotated,
    join,
    looks_like_date,
    with_nationalities,
)
from geo.recipes.model.gmb import read_gmb
from geo.recipes.model.iob import read_crossner, read_uner, read_wnut
from geo.recipes.model.re3d import read_re3d

# --- words as printed ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "text", "names"),
    [
        ("Oslo/B-LOC is cold .", "Oslo is cold.", ["Oslo: LOC"]),
        ("Oslo/B-LOC 's mayor", "Oslo's mayor", ["Oslo: LOC"]),
        ("He did n't go , no ; why ?", "He didn't go, no; why?", []),
        (
            "Old/B-LOC Oslo/I-LOC ( Norway/B-LOC )",
            "Old Oslo (Norway)",
            ["Old Oslo: LOC", "Norway: LOC"],
        ),
        ("`` No , '' he said .", '"No," he said.', []),
        ('" No " or " yes "', '"No" or "yes"', []),
        ('He said " Oslo/B-LOC " .', 'He said "Oslo".', ["Oslo: LOC"]),
        ("It cost £ 5 , or 9 % .", "It cost £5, or 9%.", []),
        ("Oslo/B-LOC Bergen/B-LOC", "Oslo Bergen", ["Oslo: LOC", "Bergen: LOC"]),
        ("Oslo/B-LOC Police/I-ORG", "Oslo Police", ["Oslo: LOC", "Police: ORG"]),
        ("to Oslo/I-LOC", "to Oslo", ["Oslo: LOC"]),
        ("Oslo/B-LOC or Bergen/I-LOC", "Oslo or Bergen", ["Oslo: LOC", "Bergen: LOC"]),
        ("in May/? 1998/? Oslo/I-LOC", "in May 1998 Oslo", "May: ?|1998: ?|Oslo: LOC"),
        ("", "", []),
    ],
)
def test_join(sentence, text, names):
    annotated = join(tagged(sentence))
    assert annotated.text == text
    assert said(annotated) == (names.split("|") if isinstance(names, str) else names)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("two Norwegian ships", ["Norwegian: NORP"]),
        ("two South Korean ships", ["South Korean: NORP"]),
        ("a Norwegian South Korean ship", ["Norwegian: NORP", "South Korean: NORP"]),
        ("Texans and Norwegians", ["Texans: NORP", "Norwegians: NORP"]),
        ("Norwegian/B-ORG Rail/I-ORG", ["Norwegian Rail: ORG"]),
        ("South/B-ORG Korean/I-ORG Air/I-ORG", ["South Korean Air: ORG"]),
        ("the Norwegian/? ship", ["Norwegian: ?"]),
        ("the south of Oslo/B-LOC", ["Oslo: LOC"]),
        ("South", []),
    ],
)
def test_nationalities(sentence, names):
    assert said(join(list(with_nationalities(tagged(sentence))))) == names


@pytest.mark.parametrize(
    ("word", "date"),
    [
        ("May", True),
        ("Monday", True),
        ("yesterday", True),
        ("1998", True),
        ("5th", True),
        ("may", False),
        ("Oslo", False),
        ("", False),
    ],
)
def test_dates(word, date):
    assert looks_like_date(word) is date


# --- Groningen Meaning Bank -----------------------------------------------------------


def gmb(folder: Path, *sentences: str) -> list[Annotated]:
    path = folder / "gmb.csv.xz"
    with lzma.open(path, "wt", encoding="iso-8859-1", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Sentence #", "Word", "POS", "Tag"])
        for number, sentence in enumerate(sentences, 1):
            for i, (word, tag) in enumerate(cells(sentence)):
                rows.writerow(["" if i else f"Sentence: {number}", word, "NN", tag])
    return list(read_gmb(path))


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Rain fell in Ålvik/B-geo .", ["Ålvik: LOC"]),
        ("It rained on Monday/B-tim .", ["Monday: DATE"]),
        # A title is no part of a person, an article and a direction none of a place.
        ("President/B-per Anna/I-per Vik/I-per spoke .", ["Anna Vik: PERSON"]),
        ("Prime/B-per Minister/I-per Vik/I-per spoke .", ["Vik: PERSON"]),
        ("The President/B-per spoke .", []),
        ("in the/B-geo Vik/I-geo Hills/I-geo", ["Vik Hills: LOC"]),
        ("in southern/B-geo Norway/I-geo", ["Norway: LOC"]),
        ("The/B-org Vik/I-org Party/I-org won .", ["Vik Party: ORG"]),
        ("the Vik/B-geo war/B-geo", ["Vik: LOC"]),
        # ``gpe`` is a country or its people.
        ("Norway/B-gpe sent Norwegian/B-gpe ships", ["Norway: LOC", "Norwegian: NORP"]),
        ("a Norwegian ship", ["Norwegian: NORP"]),
        ("a South/B-gpe Korean/I-gpe ship", ["South Korean: NORP"]),
        ("a South/B-geo Korean/B-gpe ship", ["South Korean: NORP"]),
        ("a South Korean/B-gpe ship", ["South Korean: NORP"]),
        ("a Norwegian/B-org Rail/I-org train", ["Norwegian Rail: ORG"]),
        (
            "the Northern/B-geo Mariana/I-geo Islands/I-geo",
            ["Northern Mariana Islands: LOC"],
        ),
        # A name of a place that begins with a people's is one name.
        ("They sailed from Saudi/B-geo Arabia/I-geo .", ["Saudi Arabia: LOC"]),
        ("They sailed the Indian/B-geo Ocean/I-geo .", ["Indian Ocean: LOC"]),
        # Bodies are no places, countries no organisations.
        ("The U.N./B-geo met .", ["U.N.: ORG"]),
        ("The United/B-geo Nations/I-geo met .", ["United Nations: ORG"]),
        ("The United Nations met .", ["United Nations: ORG"]),
        ("The African/B-geo Union/I-geo met .", ["African Union: ORG"]),
        ("Norway/B-org 's army left .", ["Norway: LOC"]),
        ("South/B-org Korea/I-org 's army left .", ["South Korea: LOC"]),
        ("Norway/B-per spoke .", ["Norway: LOC"]),
        ("Norway/B-org Rail/I-org spoke .", ["Norway Rail: ORG"]),
        # What is neither: nobody says.
        ("The Vasa/B-art sank .", ["Vasa: ?"]),
        ("Storm/B-nat Vera/I-nat came .", ["Storm: ?", "Vera: ?"]),
        ("The Winter/B-eve War/I-eve came .", ["Winter: ?", "War: ?"]),
    ],
)
def test_gmb(tmp_path, sentence, names):
    assert [said(found) for found in gmb(tmp_path, sentence)] == [names]


def test_gmb_sentences(tmp_path):
    found = gmb(tmp_path, "He said `` no '' .", "Snow fell in Oslo/B-geo .", "It did .")
    assert [annotated.text for annotated in found] == [
        'He said "no".',
        "Snow fell in Oslo.",
        "It did.",
    ]


# --- one token a line -----------------------------------------------------------------


def column(sentences: Iterable[str], row: str) -> str:
    blocks = [
        "\n".join(
            row.format(i=i, word=word, tag=tag)
            for i, (word, tag) in enumerate(cells(sentence), 1)
        )
        for sentence in sentences
    ]
    return "\n\n".join(blocks) + "\n"


def test_uner(tmp_path):
    said_in = ["Anna/B-PER Vik/I-PER left Oslo/B-LOC .", "Vik/B-ORG won in May 1998"]
    rows = column(said_in, "{i}\t{word}\t{tag}\t-\tsomebody")
    text = "# sent_id = 1\n# text = a comment\twith\ttabs\n" + rows
    (tmp_path / "one.iob2").write_text(text, "utf-8")
    (tmp_path / "notes.md").write_text("1\tOslo\tB-LOC\t-\t-\n", "utf-8")
    assert [said(found) for found in read_uner(tmp_path)] == [
        ["Anna Vik: PERSON", "Oslo: LOC"],
        ["Vik: ORG", "May: ?", "1998: ?"],
    ]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Norway/B-country and Oslo/B-location", ["Norway: LOC", "Oslo: LOC"]),
        ("Anna/B-politician Vik/I-politician", ["Anna Vik: PERSON"]),
        ("the Vik/B-band and Vik/B-university", ["Vik: ORG", "Vik: ORG"]),
        ("the Vik/B-election and the Vasa/B-misc", ["Vik: ?", "Vasa: ?"]),
        ("a Norwegian song/B-song of 1998", ["Norwegian: NORP", "1998: ?"]),
    ],
)
def test_crossner(tmp_path, sentence, names):
    packed = {
        "crossner/music/train.txt": column([sentence], "{word}\t{tag}"),
        "crossner/music/._train.txt": "not\ttext\n",
        "crossner/README.md": "neither\tis this\n",
    }
    path = archive(tmp_path / "crossner.tar.xz", packed)
    assert [said(found) for found in read_crossner(path)] == [names]


def test_wnut(tmp_path):
    rows = column(["Vik/B-corporation sings"], "{word}\t{tag}")
    (tmp_path / "one.conll").write_text(rows, "utf-8")
    rows = column(["Oslo/B-location,B-group or The/B-group"], "{word}\t{tag}")
    (tmp_path / "two.annotated").write_text(rows, "utf-8")
    assert [said(found) for found in read_wnut(tmp_path)] == [
        ["Vik: ORG"],
        ["Oslo: LOC", "The: ORG"],
    ]


# --- re3d -----------------------------------------------------------------------------


def re3d(folder: Path, text: str, *entities: str) -> list[Annotated]:
    """Read a text whose entities are given as "Oslo: Location"."""
    rows = []
    for entity in entities:
        words, _, kind = entity.rpartition(": ")
        begin = text.index(words)
        place = {"begin": begin, "end": begin + len(words)}
        rows.append({"documentId": "1", "type": kind, **place})
    packed = {
        "re3d/A/LICENSE": "free",
        "re3d/A/documents.json": json.dumps({"_id": "1", "text": text}),
        "re3d/A/entities.json": "\n".join(map(json.dumps, rows)),
        "re3d/A/relations.json": json.dumps({"_id": "7"}),
    }
    return list(read_re3d(archive(folder / "re3d.tar.xz", packed)))


@pytest.mark.parametrize(
    ("text", "entities", "names"),
    [
        ("He is in the Vik Hills.", ["the Vik Hills: Location"], ["Vik Hills: LOC"]),
        ("He is in northern Norway.", ["northern Norway: Location"], ["Norway: LOC"]),
        ("He left. They stayed.", ["He: Person", "They: Organisation"], []),
        ("It has a bank.", ["a bank: Organisation"], []),
        ("The Bank of Vik won.", ["The Bank of Vik: Organisation"], "Bank of Vik: ORG"),
        (
            "Vik City Council met.",
            ["Vik: Location", "Vik City Council: Organisation"],
            "Vik City Council: ORG",
        ),
        ("The U.S. forces left.", ["U.S. forces: Organisation"], "U.S.: LOC"),
        ("Syria's army left.", ["Syria's army: Organisation"], "Syria: LOC"),
        ("Anna Vik's car left.", ["Anna Vik's: Person"], "Anna Vik: PERSON"),
        ("Norwegian ships left.", ["Norwegian ships: Organisation"], "Norwegian: NORP"),
        ("President Vik left.", ["President Vik: Person"], "Vik: PERSON"),
        ("President Vik's car left.", ["President Vik's: Person"], "Vik: PERSON"),
        ("Minister for Old Vik left.", ["Minister for Old Vik: Person"], []),
        ("The President left.", ["The President: Person"], []),
        ("Prime Minister Vik left.", ["Prime Minister Vik: Person"], "Vik: PERSON"),
        ("The Prime Minister left.", ["The Prime Minister: Person"], []),
        ("It rained last May.", ["last May: Temporal"], "last May: DATE"),
        ("It cost 5 crowns.", ["5 crowns: Money"], []),
        ("Nothing happened.", [], []),
    ],
)
def test_re3d(tmp_path, text, entities, names):
    wanted = [names] if isinstance(names, str) else names
    assert [said(found) for found in re3d(tmp_path, text, *entities)] == [wanted]


def test_re3d_takes_the_first_of_two_kinds_on_every_run(tmp_path):
    towns = [f"Vik{letter}" for letter in "abcdefghijklmnop"]
    kinds = [("Location", "Person")[:: (-1) ** i] for i in range(len(towns))]
    pairs = zip(towns, kinds, strict=True)
    entities = [f"{town}: {kind}" for town, both in pairs for kind in both]
    (found,) = re3d(tmp_path, " met ".join(towns), *entities)
    assert [name.label for name in found.names] == ["LOC", "PERSON"] * 8
