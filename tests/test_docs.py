"""The documents say what the code does: nothing left out, nothing invented."""

from __future__ import annotations

import ast
import doctest
import inspect
import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stdout
from importlib import import_module, metadata
from io import StringIO
from pathlib import Path

import pytest
import typer
from command_runs import command

import geo
from geo.atlas import UNSURE_BELOW
from geo.cli import app
from geo.labels import SURE_FROM
from geo.mentions import ENOUGH
from geo.mentions.evidence import EVIDENCE
from geo.resolve import RULES, TOO_DOUBTFUL, UNSURE
from geo.settings import Settings, get_settings

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "seeds/README.md"]
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
FILE = re.compile(r"`((?:dashboard|docs|geo|seeds|tests)/[\w./-]+)`")


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


def test_the_files_that_documents_name_exist():
    named = {
        file for path in DOCUMENTS for file in FILE.findall(path.read_text("utf-8"))
    }
    assert len(named) > 20
    assert [file for file in sorted(named) if not (ROOT / file).exists()] == []


def test_every_document_can_be_found_from_the_map_of_documents():
    linked = set(LINK.findall(_text("docs/index.md")))
    pages = {p.relative_to(ROOT / "docs").as_posix() for p in ROOT.glob("docs/**/*.md")}
    assert pages - linked == {"index.md"}


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
    assert "dateline serve article.txt" in lines
    assert "dateline" in lines
    assert len({line for _, line in _shown()}) >= 60


# What is shown can be followed: a page from top to end, in a folder of its own

# What a page also shows, and no test does: it installs, runs until it is stopped, or is the
# gate itself, which does what README's two commands do. `dateline serve` is tests/cli's.
ELSEWHERE = {".", "bash", "dask", "python", "python3"}
dateline = pytest.fixture(command)


@pytest.mark.parametrize(
    "page", [p for p in DOCUMENTS if FENCE.search(p.read_text("utf-8"))], ids=_name
)
def test_a_page_can_be_followed(dateline, monkeypatch, tmp_path, page):
    monkeypatch.setenv("DATELINE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr("geo.archive.usable_cores", lambda: 1)  # in this process
    get_settings.cache_clear()
    names: dict[str, object] = {"geo": geo}
    printed = ""
    for language, body in FENCE.findall(page.read_text("utf-8")):
        match language:
            case "sh":
                for line in body.splitlines():
                    _run_line(shlex.split(line, comments=True), dateline)
            case "python" if ">>>" in body:
                names = _run_example(body, _name(page), names)
            case "python":
                with redirect_stdout(StringIO()) as output:
                    exec(body, names)
                printed = output.getvalue()
            case "text":
                assert printed == body
            case other:
                pytest.fail(f"nobody runs what is shown as {other!r}")
    get_settings.cache_clear()


def _run_line(words: list[str], dateline) -> None:
    match words:
        case ["echo", text, sign, path]:
            with Path(path).open("a" if sign == ">>" else "w") as file:
                file.write(f"{text}\n")
        case [] | ["dateline"] | ["dateline", "serve", *_]:
            pass
        case ["dateline", *arguments]:
            code, _, error = dateline(*arguments)
            assert code == 0, error
        case [program, *_]:
            assert program in ELSEWHERE, program


@pytest.mark.parametrize(
    ("notebook", "name", "value", "file"),
    [
        ("tutorial", "decision.place.name", "Wonsan", "map.html"),
        ("archive", "lines", [(1,)], ""),
    ],
)
def test_a_notebook_can_be_followed(  # noqa: PLR0913, PLR0917
    notebook, name, value, file, gazetteer, monkeypatch, tmp_path
):
    del gazetteer  # built by now
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for cell in json.loads(_text(f"docs/{notebook}.ipynb"))["cells"]:
        assert not cell.get("outputs"), "answers are not kept in the tree"
        if cell["cell_type"] == "code":
            with redirect_stdout(StringIO()):
                exec("".join(cell["source"]), names)
    assert eval(name, names) == value
    assert not file or "Wonsan" in (tmp_path / file).read_text("utf-8")


def _run_example(text: str, where: str, names: dict[str, object]) -> dict[str, object]:
    """Run an example; return the names it leaves."""
    example = doctest.DocTestParser().get_doctest(text, names, where, where, 0)
    said: list[str] = []
    outcome = doctest.DocTestRunner().run(example, out=said.append, clear_globs=False)
    assert outcome.attempted
    assert not outcome.failed, "".join(said)
    return example.globs


def test_each_public_name_has_an_example():
    texts = [p.read_text("utf-8") for p in DOCUMENTS]
    shown = [code for t in texts for lang, code in FENCE.findall(t) if lang == "python"]
    shown += [line for name in geo.__all__ for line in _example(name)]
    code = "\n".join(shown)
    assert not [n for n in geo.__all__ if not re.search(rf"\bgeo\.{n}\b", code)]


def _example(name: str) -> list[str]:
    lines = (inspect.getdoc(getattr(geo, name)) or "").splitlines()
    return [line for line in lines if line.lstrip().startswith((">>>", "..."))]


# Evidence and rules

WEIGHING = (
    *(
        f"geo.mentions.evidence.{name}"
        for name in (
            *("gazetteer", "around", "model", "against"),
            *("names", "persons", "waters"),
        )
    ),
    "geo.mentions.elsewhere",
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


@pytest.mark.parametrize(
    "name", [name for name in geo.__all__ if name in MAIN_VERBS or _example(name)]
)
def test_an_example_in_a_docstring_works(gazetteer, monkeypatch, tmp_path, name):
    del gazetteer  # built by now
    monkeypatch.chdir(tmp_path)
    shown = inspect.getdoc(getattr(geo, name)) or ""
    _run_example(shown, f"geo.{name}", {"geo": geo})
