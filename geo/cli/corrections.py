"""``dateline corrections``: list them, write them to a file, take in a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import geo
from geo.cli.options import From
from geo.cli.sources import read_utf8
from geo.cli.terminal import note, progress_bar, say
from geo.errors import InputError, OutputError

if TYPE_CHECKING:
    from geo.corrections import Correction, StoredCorrection
    from geo.corrections.csv import Fault

corrections_app = typer.Typer(
    help="What people said about the answers.", rich_markup_mode=None
)
_ENDINGS = (".jsonl", ".csv")


@corrections_app.command("list")
def list_all(
    undone: Annotated[
        bool, typer.Option("--all", help="Also what was taken back.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False,
) -> None:
    """List the corrections in force."""
    from geo.corrections.records import to_json

    with geo.open_corrections() as kept:
        history = [each for each in kept.history() if undone or each.in_force]
        note(kept.notice)
    if as_json:
        for each in history:
            say(to_json(each))
        return
    for each in history:
        say(_line(each))
    if not history:
        note("no corrections yet; make them in the dashboard, or import a file")


def _line(kept: StoredCorrection) -> str:
    from geo.corrections import say_correction

    made = kept.correction
    who = f"  {made.author}" if made.author else ""
    gone = "  (taken back)" if kept.undone else ""
    why = f"  ({made.note})" if made.note else ""
    words = f"{made.id}  {made.time:%Y-%m-%d}{who}  {say_correction(made)}{why}{gone}"
    return words.replace("\n", " ")


@corrections_app.command()
def export(
    output: Annotated[str, typer.Argument(metavar="OUT", help="- is stdout.")],
    files: Annotated[list[Path] | None, typer.Argument(metavar="[FILE]...")] = None,
    gold: Annotated[
        bool, typer.Option("--gold", help="Checked articles among FILE, as gold.")
    ] = False,
    unchecked: Annotated[
        bool, typer.Option("--unchecked", help="Gold: also those only corrected.")
    ] = False,
    audit: Annotated[
        bool, typer.Option("--audit", help="CSV: who said what and when, all ever.")
    ] = False,
    damaged: From = None,
) -> None:
    """Write the corrections to a file: .jsonl .csv."""
    from geo.corrections.audit import audit_table
    from geo.corrections.csv import write_table
    from geo.corrections.damage import salvaged
    from geo.corrections.records import to_json

    if gold != bool(files):
        raise InputError("gold needs the articles: export OUT.jsonl --gold FILE...")
    ending = _ending(output, _known_endings(gold or bool(damaged), audit))
    if damaged:
        _write(output, (line + "\n" for line in salvaged(damaged)))
        return
    with geo.open_corrections() as kept:
        history, unreadable = kept.history(), kept.unreadable()
        note(kept.notice)
    in_force = [each.correction for each in history if each.in_force]
    if audit:
        _write(output, [audit_table(history)])
    elif gold:
        _write(output, _gold_lines(files or (), in_force, unchecked=unchecked))
    elif ending == ".csv":
        _write(output, [write_table(in_force)])
        note("links and what was taken back are in .jsonl only")
    else:
        lines = [
            *map(to_json, history),
            *(each.replace("\n", " ") for each in unreadable),
        ]
        _write(output, (line + "\n" for line in lines))


def _known_endings(lines: bool, audit: bool) -> tuple[str, ...]:
    if audit:
        return _ENDINGS[1:]
    return _ENDINGS[:1] if lines else _ENDINGS


def _ending(output: str, known: tuple[str, ...]) -> str:
    ending = Path(output).suffix.lower() if output != "-" else known[0]
    if ending not in known:
        words = " ".join(known)
        raise OutputError(f"{output}: no format {ending or '(none)'}; known: {words}")
    return ending


def _gold_lines(
    articles: Iterable[Path], corrections: list[Correction], *, unchecked: bool
) -> Iterator[str]:
    from geo.corrections import gold_records

    to_read = list(_articles(articles))
    written = 0
    with progress_bar() as progress:
        gazetteer = geo.open_gazetteer(progress=progress)
        atlases = (geo.build_atlas([each], gazetteer) for each in to_read)
        for record in gold_records(atlases, corrections, unchecked=unchecked):
            written += 1
            progress(written / len(to_read), f"{written} gold articles")
            yield json.dumps(record, ensure_ascii=False) + "\n"
    note(f"{written} of {len(to_read)} articles are gold")


def _articles(paths: Iterable[Path]) -> Iterator[geo.Article]:
    from geo.batch import parse_line

    for path in paths:
        if path.suffix.lower() == ".jsonl":
            lines = read_utf8(path).split("\n")
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield parse_line(line, f"{path.name}, line {number}").article
        else:
            yield geo.read_file(path)


def _write(output: str, pieces: Iterable[str]) -> None:
    from geo.atomic_write import writing

    if output == "-":
        sys.stdout.writelines(pieces)
        return
    with writing(output) as file:
        file.writelines(pieces)


@corrections_app.command("import")
def import_(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="- is stdin.")],
    author: Annotated[
        str, typer.Option("--author", metavar="NAME", help="Of those without one.")
    ] = "",
) -> None:
    """Take in a file of corrections: .jsonl .csv."""
    from geo.corrections import StoredCorrection
    from geo.corrections.csv import Fault

    rows = list(_rows(path))  # one that cannot be used costs only itself
    faults = [row for row in rows if isinstance(row, Fault)]
    found = [
        replace(row, correction=replace(row.correction, author=author))
        if author and not row.correction.author
        else row
        for row in rows
        if isinstance(row, StoredCorrection)
    ]
    for fault in faults:
        note(f"{path.name}, line {fault.line}: {fault.advice}")
    if faults and not found:
        raise InputError(f"nothing in {path} could be used")
    with geo.open_corrections() as kept:
        new = kept.import_corrections(found)
        note(kept.notice)
    known = f", {len(found) - new} known already" if new < len(found) else ""
    left = f", {len(faults)} left out" if faults else ""
    note(f"{new} corrections taken in{known}{left}")


def _rows(path: Path) -> Iterator[StoredCorrection | Fault]:
    from geo.corrections import Correction, StoredCorrection
    from geo.corrections.csv import Fault, read_table
    from geo.corrections.records import from_json

    text = read_utf8(path)
    if path.suffix.lower() == ".csv":
        for row in read_table(text, geo.open_gazetteer().place):
            yield StoredCorrection(row) if isinstance(row, Correction) else row
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield from_json(line)
            except InputError as error:
                yield Fault(number, str(error))
