"""What a Python user types first: texts, files, own folders, own gazetteer, mistakes."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

import geo
import geo.corrections
import geo.model

TEXT = "Lavrov flew from Moscow to Wonsan."
ENDS = [("Moscow", "Wonsan")]


def _links(atlas: geo.Atlas) -> list[tuple[str, str]]:
    return [(link.origin.name, link.destination.name) for link in atlas.links]


# Reading in one call


def test_a_text_is_read(gazetteer):
    del gazetteer  # built by now
    assert _links(geo.read(TEXT)) == ENDS


@pytest.mark.parametrize("kind", [str, Path])
def test_a_file_is_read(gazetteer, tmp_path, kind):
    file = tmp_path / "article.txt"
    file.write_text(TEXT, "utf-8")
    atlas = geo.read(kind(file), gazetteer=gazetteer)
    assert _links(atlas) == ENDS
    assert atlas.articles[0].source == "article.txt"
    assert geo.read_file(kind(file)).text == TEXT


def test_a_folder_is_read_and_several_sources_are_one_atlas(gazetteer, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_text("It rained in Paris.", "utf-8")
    article = geo.read_text("It snowed in Oslo.", published=date(2026, 3, 3))
    atlas = geo.read(tmp_path, article, "Berlin is calm.", gazetteer=gazetteer)
    assert [a.text[:6] for a in atlas.articles] == [
        "Lavrov",
        "It rai",
        "It sno",
        "Berlin",
    ]


def test_the_gazetteer_is_built_when_needed(tmp_path):
    opened = geo.open_gazetteer(tmp_path / "cache")
    assert opened.path.parent == tmp_path / "cache"
    assert opened.lookup("Wonsan")
    opened.close()


@pytest.mark.parametrize(
    ("source", "advice"),
    [
        ("missing.txt", "there is no file missing.txt"),
        ("no/such/article.PDF", "there is no file"),
        ("", "the text is empty"),
        (" \n", "the text is empty"),
    ],
)
def test_what_cannot_be_read_is_told(gazetteer, source, advice):
    with pytest.raises(geo.ArticleError, match=advice):
        geo.read(source, gazetteer=gazetteer)


def test_of_several_that_cannot_be_read_one_is_told_and_the_rest_counted(
    gazetteer, tmp_path
):
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("", "utf-8")
    with pytest.raises(geo.ArticleError, match=r"a\.txt: the text is empty.*2 more"):
        geo.read(tmp_path, gazetteer=gazetteer)


# What belongs to nobody's settings


def test_folders_can_be_given(tmp_path):
    with geo.open_corrections(tmp_path / "mine") as kept:
        kept.add(
            geo.make_correction(
                geo.corrections.NotAPlace(),
                geo.corrections.TextSpan("Oslo"),
                scope=geo.corrections.Scope.ALWAYS,
            )
        )
    with geo.open_corrections(str(tmp_path / "mine")) as kept:
        assert len(kept.in_force()) == 1
    collections = geo.open_collections(tmp_path / "mine")
    made = collections.create("A week", owner="me")
    collections.add(made.id, [geo.read_text(TEXT)])
    collections.close()
    again = geo.open_collections(str(tmp_path / "mine"))
    assert [a.text for a in again.articles(made.id)] == [TEXT]
    again.close()


# A gazetteer and a geocoder of one's own, written from the contracts alone


def _place(name: str, lat: float, lon: float, country: str) -> geo.Place:
    return geo.Place(
        id=f"own:{name}",
        name=name,
        lat=lat,
        lon=lon,
        feature_class="P",
        feature_code="PPL",
        country_code=country,
        population=400_000,
        provenance=geo.model.Provenance("our list"),
    )


class OwnGazetteer:
    """Two towns."""

    places = (
        _place("Moscow", 55.75, 37.62, "RU"),
        _place("Wonsan", 39.15, 127.44, "KP"),
    )

    def lookup(self, name: str) -> tuple[geo.model.Candidate, ...]:
        return tuple(
            geo.model.Candidate(place, place.name, geo.model.Match.EXACT)
            for place in self.places
            if place.name.casefold() == name.casefold()
        )

    def lookup_after_comma(self, name: str) -> tuple[geo.model.Candidate, ...]:
        return self.lookup(name)

    def lookup_fuzzy(self, name: str) -> tuple[geo.model.Candidate, ...]:
        return ()

    def area(self, country_code: str, admin1: str = "") -> geo.Place | None:
        return None


class OwnGeocoder:
    """Knows one village, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def lookup(self, name: str, hint: object = None) -> tuple[geo.model.Candidate, ...]:
        self.asked.append(name)
        if name != "Xyzzyq":
            return ()
        found = _place("Xyzzyq", 1.0, 2.0, "GH")
        return (geo.model.Candidate(found, name, geo.model.Match.EXACT),)

    def for_batch(self) -> OwnGeocoder | None:
        return None  # asked about single articles alone


def test_a_gazetteer_of_ones_own_serves():
    atlas = geo.build_atlas([geo.read_text(TEXT)], OwnGazetteer())
    assert _links(atlas) == [("Moscow", "Wonsan")]
    assert {str(place.provenance) for place in atlas.places} == {"our list"}
    assert isinstance(OwnGazetteer(), geo.Gazetteer)


def test_a_geocoder_of_ones_own_is_asked_about_what_is_left_open(gazetteer):
    geocoder = OwnGeocoder()
    atlas = geo.read(
        "It rained in the village of Xyzzyq and in Moscow.",
        gazetteer=gazetteer,
        geocoder=geocoder,
    )
    assert "Xyzzyq" in [place.name for place in atlas.places]
    assert "Moscow" not in geocoder.asked
    assert isinstance(geocoder, geo.Geocoder)


def test_a_geocoder_of_ones_own_decides_about_batches(gazetteer):
    geocoder = OwnGeocoder()
    texts = [f"It rained in the village of Xyzzyq on day {day}." for day in range(60)]
    geo.read(*texts, gazetteer=gazetteer, geocoder=geocoder)
    assert not geocoder.asked


# Mistakes

ARTICLE = geo.read_text(TEXT)
WRONG = [
    (lambda g: geo.read(3), "texts, paths, addresses and articles"),
    (lambda g: geo.read(TEXT, gazetteer="cache"), r"open_gazetteer\(\)"),
    (lambda g: geo.read_text(None), "takes a text"),
    (lambda g: geo.read_text(Path("a.txt")), "read_file takes a file"),
    (lambda g: geo.read_file(3), "the path of a file"),
    (lambda g: geo.read_url(None), "takes an address"),
    (lambda g: geo.read_articles("a.txt"), r"read_articles\(\[path\]\)"),
    (lambda g: geo.read_articles([ARTICLE]), "several paths or addresses"),
    (lambda g: geo.read_articles(3), "several paths or addresses"),
    (lambda g: geo.build_atlas("text", g), r"or read\(text\)"),
    (lambda g: geo.build_atlas(ARTICLE, g), r"\[read_text\(text\)\]"),
    (lambda g: geo.build_atlas(["text"], g), "several articles"),
    (lambda g: geo.build_atlas([ARTICLE], None), r"open_gazetteer\(\)"),
    (lambda g: geo.build_atlas([ARTICLE], g, geocoder="photon"), "a geocoder has"),
    (lambda g: geo.read_article("text", geo.Tools(g)), "takes an article"),
    (lambda g: geo.read_article(ARTICLE, g), "takes tools"),
    (lambda g: geo.export_atlas(ARTICLE, "csv"), "an atlas is needed"),
    (lambda g: geo.save_atlas(None, "map.csv"), "an atlas is needed"),
    (lambda g: geo.save_atlas(geo.Atlas(), 3), "the path of a file"),
    (lambda g: geo.to_frame("places"), "an atlas is needed"),
]


@pytest.mark.parametrize(("call", "advice"), WRONG)
def test_a_wrong_type_is_told_as_advice(gazetteer, call, advice):
    with pytest.raises(geo.InputError, match=advice) as caught:
        call(gazetteer)
    assert isinstance(caught.value, geo.DatelineError)


@pytest.mark.parametrize(
    ("fmt", "options", "advice"),
    [
        ("kml", {"table": "places"}, ".kml has no tables; those with: .csv .parquet"),
        ("html", {"unresolved": True}, ".html has no option unresolved"),
        ("csv", {"unresolved": True}, ".geojson .lpf.json"),
        ("csv", {"table": "towns"}, "towns"),
    ],
)
def test_what_a_format_lacks_is_told(fmt, options, advice):
    with pytest.raises(geo.OutputError, match=advice):
        geo.export_atlas(geo.Atlas(), fmt, **options)


def test_the_face_loads_nothing_heavy(run_python):
    heavy = ["spacy", "streamlit", "folium", "geopy", "pydantic", "numpy", "pandas"]
    said = run_python(
        f"import sys, geo; dir(geo); print([n for n in {heavy} if n in sys.modules])"
    )
    assert said == "[]"


def test_an_archive_loads_neither_maps_nor_the_pipeline(run_python):
    heavy = ["spacy", "folium", "pandas", "pyarrow", "duckdb", "distributed"]
    said = run_python(
        "import sys, geo.archive.shards; "
        f"print([n for n in {heavy} if n in sys.modules])"
    )
    assert said == "[]"  # each process that reads would load them


@pytest.fixture
def run_python():
    import subprocess

    def run(code: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True
        ).stdout.strip()

    return run
