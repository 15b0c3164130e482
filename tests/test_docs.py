"""The documents say what the code does: nothing left out, nothing invented."""

from __future__ import annotations

import ast
import doctest
import inspect
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module, metadata
from pathlib import Path

import pytest
import typer

import geo
from geo.atlas import UNSURE_BELOW
from geo.cli import app
from geo.labels import SURE_FROM
from geo.mentions import ENOUGH
from geo.mentions.evidence import EVIDENCE
from geo.resolve import RULES, TOO_DOUBTFUL, UNSURE
from geo.settings import Settings

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "seeds/README.md"]
)
MAX_PUBLIC_NAMES = 50
MAIN_VERBS = (
    "apply_corrections",
    "build_atlas",
    "export_atlas",
    "open_gazetteer",
    "read",
    "read_file",
    "read_text",
    "save_atlas",
    "select",
    "to_frame",
)
# The public names, each with the module of geo that it is loaded from.
HOMES = {
    name.name: line.module
    for line in ast.parse(Path(geo.__file__).with_suffix(".pyi").read_text()).body
    if isinstance(line, ast.ImportFrom)
    for name in line.names
}
FENCE = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _rows(name: str) -> dict[str, str]:
    """Give the table rows of a document by the first name in backticks."""
    rows = (line for line in _text(name).splitlines() if line.startswith("| `"))
    return {row.split("`")[1]: row for row in rows}


# Links


@pytest.mark.parametrize(
    ("document", "target"),
    [
        pytest.param(path, target, id=f"{_name(path)}:{target}")
        for path in DOCUMENTS
        for target in LINK.findall(path.read_text("utf-8"))
        if not target.startswith(("https://", "http://", "#"))
    ],
)
def test_what_is_linked_exists(document, target):
    assert (document.parent / target.partition("#")[0]).is_file()


def test_every_document_can_be_found_from_the_map_of_documents():
    linked = set(LINK.findall(_text("docs/index.md")))
    assert {p.name for p in ROOT.glob("docs/*.md")} - linked == {"index.md"}


# Settings


@pytest.mark.parametrize("name", Settings.model_fields)
def test_each_setting_is_documented(name):
    row = _rows("docs/settings.md")[name]
    default = Settings.model_fields[name].default
    assert f"`DATELINE_{name.upper()}`" in row
    match default:
        case str():
            assert f"`{default}`" in row
        case bool():
            assert f"| {str(default).lower()} |" in row
        case int() | float():
            assert f"| {default:,g} |".replace("2e+06", "2,000,000") in row
        case ():
            assert "| none |" in row


def test_no_setting_is_documented_that_does_not_exist():
    assert set(_rows("docs/settings.md")) == set(Settings.model_fields)


# Commands


def _commands() -> dict[tuple[str, ...], set[str]]:
    """Give the options of each command; () is `dateline` itself."""
    found: dict[tuple[str, ...], set[str]] = {}

    def walk(command, path: tuple[str, ...]) -> None:
        options = {o for p in command.params for o in (*p.opts, *p.secondary_opts)}
        found[path] = {o for o in options if o.startswith("-")}
        for name, below in getattr(command, "commands", {}).items():
            walk(below, (*path, name))

    walk(typer.main.get_command(app), ())
    return found


COMMANDS = _commands()


def _section(command: str) -> str:
    """Give what docs/commands.md says of a command, up to the next one."""
    heading = f"\n## {command}\n"
    assert heading in _text("docs/commands.md")
    return _text("docs/commands.md").split(heading)[1].split("\n## ")[0]


@pytest.mark.parametrize(
    ("path", "options"),
    COMMANDS.items(),
    ids=[" ".join(path) or "dateline" for path in COMMANDS],
)
def test_each_command_and_option_is_documented(path, options):
    section = _section(path[0] if path else "dateline")
    assert " ".join(("dateline", *path)) in section
    shared = {
        o
        for o in options
        if o.lstrip("-") in {"model", "demonyms", "no-demonyms", "kinds"}
    }
    for option in options - shared:
        assert re.search(rf"(?<![\w-]){option}(?![\w-])", section), option
    for option in {o.replace("no-", "") for o in shared}:
        assert f"`{option}`" in section, option


def _shown() -> Iterator[tuple[str, str]]:
    """Give each line of the documents that calls `dateline`, with where it stands."""
    for path in DOCUMENTS:
        text = path.read_text("utf-8")
        code = "\n".join(body for _, body in FENCE.findall(text))
        indented = "\n".join(
            line for line in text.splitlines() if line.startswith("    ")
        )
        for line in f"{code}\n{indented}".splitlines():
            call = re.search(r"(?:^|/|\s)dateline(?= |$)([^#&|]*)", line)
            if call and "import" not in line and "from" not in line.split()[0]:
                yield _name(path), f"dateline{call.group(1)}".strip()


@pytest.mark.parametrize("line", sorted({line for _, line in _shown()}))
def test_each_command_shown_exists(line):
    words = line.replace("[", " ").replace("]", " ").split()[1:]
    path: tuple[str, ...] = ()
    while words and (*path, words[0]) in COMMANDS:
        path = (*path, words.pop(0))
    group = any(other[:-1] == path for other in COMMANDS if other)
    assert not words or not group or words[0].startswith("-"), f"no command {words[0]}"
    for word in words:
        if word.startswith("-") and len(word) > 1:
            assert word in COMMANDS[path] | {"--help"}


def test_commands_shown_were_found():
    lines = {line for where, line in _shown() if where == "README.md"}
    assert "dateline doctor" in lines
    assert "dateline" in lines
    assert len(lines) >= 6


# Python


@pytest.mark.parametrize(
    ("where", "code"),
    [
        pytest.param(_name(path), body, id=_name(path))
        for path in DOCUMENTS
        for language, body in FENCE.findall(path.read_text("utf-8"))
        if language == "python" and ">>>" in body
    ],
)
def test_python_shown_does_what_it_says(gazetteer, where, code):
    del gazetteer  # built by now
    _run_example(code, where)


def _run_example(text: str, where: str) -> None:
    example = doctest.DocTestParser().get_doctest(text, {"geo": geo}, where, where, 0)
    said: list[str] = []
    outcome = doctest.DocTestRunner().run(example, out=said.append)
    assert outcome.attempted
    assert not outcome.failed, "".join(said)


def test_the_readme_shows_python():
    assert ">>> import geo" in README.read_text("utf-8")


# Evidence and rules

WEIGHING = (
    *(
        f"geo.mentions.evidence.{name}"
        for name in ("gazetteer", "around", "model", "against")
    ),
    "geo.mentions.proposals",
)


def _weights(module) -> Iterator[tuple[str, float]]:
    """Give the constant weights that a module's code gives its reasons."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reason":
            name, weight, *_ = node.args
            try:
                yield ast.literal_eval(name), float(ast.literal_eval(weight))
            except ValueError:
                continue  # worked out, not constant


def test_each_piece_of_evidence_is_documented():
    names = [rule.__name__ for rule in EVIDENCE]
    rows = list(_rows("docs/recognition.md"))
    assert rows[: len(names)] == names


@pytest.mark.parametrize(
    ("name", "weight"),
    [found for module in WEIGHING for found in _weights(import_module(module))],
)
def test_each_weight_is_documented(name, weight):
    cell = _rows("docs/recognition.md")[name].split("|")[2]
    assert re.search(rf"(?<![\d.-]){re.escape(str(weight))}(?!\d)", cell)


def test_the_threshold_is_documented():
    assert f"**{ENOUGH}**" in _text("docs/recognition.md")


def test_each_rule_is_documented():
    assert list(_rows("docs/resolution.md")) == [rule.name for rule in RULES]


def test_the_bands_of_the_score_are_documented():
    text = _text("docs/resolution.md")
    for row in (
        f"| {SURE_FROM:g} and more |",
        f"| {UNSURE_BELOW:g} to {SURE_FROM:g} |",
        f"| {TOO_DOUBTFUL:g} to {UNSURE:g} |",
        f"| less than {TOO_DOUBTFUL:g} |",
    ):
        assert row in text
    assert UNSURE == UNSURE_BELOW


# Code


def test_the_layout_is_documented_in_the_order_of_the_contract():
    contracts = tomllib.loads(_text("pyproject.toml"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(c["layers"] for c in contracts if c["id"] == "geo-down")
    text = _text("docs/architecture.md")
    rows = [
        f"| {', '.join(f'`{m}`' for m in layer.split(' | '))} |" for layer in layers
    ]
    found = [text.index(row) for row in rows]
    assert found == sorted(found)


@pytest.mark.parametrize("name", geo.__all__)
def test_public_names_keep_their_meaning_whatever_was_imported_before(name):
    home = import_module(f"geo.{HOMES[name]}")
    assert getattr(geo, name) is getattr(home, name)


def test_the_public_face_is_small_enough_to_learn():
    assert sorted(HOMES) == geo.__all__
    assert len(HOMES) <= MAX_PUBLIC_NAMES


@pytest.mark.parametrize("name", ["version", "__version__"])
def test_the_version_is_a_public_name(name):
    assert getattr(geo, name) == metadata.version("dateline")
    assert name in dir(geo)


@pytest.mark.parametrize("verb", MAIN_VERBS)
def test_main_verbs_show_an_example_that_works(gazetteer, monkeypatch, tmp_path, verb):
    del gazetteer  # built by now
    monkeypatch.chdir(tmp_path)
    shown = inspect.getdoc(getattr(geo, verb)) or ""
    _run_example(shown, f"geo.{verb}")
