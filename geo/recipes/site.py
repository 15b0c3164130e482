"""The documentation as a site: pages that are made, and links to files beside ``docs``.

MkDocs calls the functions by their names (``mkdocs.yml``).
"""

from __future__ import annotations

import inspect
import posixpath
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

import geo
from geo.cli import app

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#)([^)\s#]+)")
GROUPS: dict[str, Callable[[object], bool]] = {  # of the reference, by what a name is
    "Verbs": inspect.isroutine,
    "Errors": lambda value: inspect.isclass(value) and issubclass(value, Exception),
    "Values and interfaces": inspect.isclass,
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made, and what the documents link to outside their folder."""
    made = {"reference/api.md": api_reference(), "reference/cli.md": cli_reference()}
    beside = {_on_site(path): (ROOT / path).read_text("utf-8") for path in _beside()}
    for name, content in (made | beside).items():
        files.append(File.generated(config, name, content=content))
    return files


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """Lead links to where a file lies on the site."""
    return site_links(markdown, page.file.src_uri)


def site_links(markdown: str, page: str) -> str:
    """Return a page with its links as the site has them, from links between files of the tree."""
    here = posixpath.dirname(page)
    source = posixpath.dirname(_in_tree(page))

    def lead(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(source, link.group()))
        return posixpath.relpath(_on_site(target), here or ".")

    return LINK.sub(lead, markdown)


def _beside() -> set[str]:
    """Return the files of the tree that a document, or one of these, links to."""
    found: set[str] = set()
    left = [path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/**/*.md")]
    while left:
        page = left.pop()
        folder = posixpath.dirname(page)
        for link in LINK.findall((ROOT / page).read_text("utf-8")):
            path = posixpath.normpath(posixpath.join(folder, link))
            if path.startswith("docs/") or path in found:
                continue
            found.add(path)
            left += [path] if path.endswith(".md") else []
    return found


def _in_tree(page: str) -> str:
    return (
        page.removeprefix("project/") if page.startswith("project/") else f"docs/{page}"
    )


def _on_site(path: str) -> str:
    return path.removeprefix("docs/") if path.startswith("docs/") else f"project/{path}"


def api_reference() -> str:
    """Return the page of the public names, each shown from its docstring."""
    left = {name: getattr(geo, name) for name in geo.__all__}  # type: ignore[attr-defined]
    lines = [
        "# Python",
        "",
        "The public names of `geo`; how they play together: [library.md](../library.md).",
        "",
    ]
    for title, belongs in GROUPS.items():
        names = [name for name, value in left.items() if belongs(value)]
        lines += [f"## {title}", ""]
        for name in names:
            value = left.pop(name)
            lines += [f"::: {value.__module__}.{value.__qualname__}", ""]
    if left:
        raise ValueError(f"the reference has no place for {sorted(left)}")
    return "\n".join(lines)


def cli_reference() -> str:
    """Return the page of commands and options, as the parser knows them."""
    lines = [
        "# Commands, from the parser",
        "",
        "With explanations: [commands.md](../commands.md).",
        "",
    ]
    for path, command in _commands(typer.main.get_command(app), ("dateline",)):
        lines += [f"## {' '.join(path)}", "", inspect.cleandoc(command.help or ""), ""]
        lines += ["| | |", "|---|---|", *map(_row, command.params), ""]
    return "\n".join(lines)


# Typer has a parser of its own inside, whose types are not public.
def _commands(
    command: Any, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from _commands(below, (*path, name))


def _row(parameter: Any) -> str:
    names = [*parameter.opts, *parameter.secondary_opts]
    if parameter.param_type_name == "argument":
        names = [parameter.metavar or parameter.name]
    said = str(getattr(parameter, "help", None) or "").replace("|", "\\|")
    said = " ".join(said.split())
    return f"| {', '.join(f'`{name}`' for name in names)} | {said} |"
