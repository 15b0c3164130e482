"""What ``dateline corrections`` does: list them, write them to a file, take in a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import geo
from geo.cli.progress import progress_bar
from geo.corrections.csv import Fault, read_table, write_table
from geo.corrections.model import Correction
from geo.corrections.records import StoredCorrection, from_json, to_json
from geo.corrections.store import open_corrections
from geo.corrections.text import say_correction
from geo.errors import InputError, OutputError

_ENDINGS = (".jsonl", ".csv")


def list_all(*, undone: bool, as_json: bool) -> None:
    """Print what is in force, the latest last; with ``undone`` what was taken back too."""
    with open_corrections() as kept:
        history = [each for each in kept.history() if undone or each.in_force]
        _warn(kept.notice)
    if as_json:
        for each in history:
            sys.stdout.write(to_json(each) + "\n")
        return
    for each in history:
        sys.stdout.write(_line(each) + "\n")
    if not history:
        _warn("no corrections yet; make them in the dashboard, or import a file")


def _line(kept: StoredCorrection) -> str:
    made = kept.correction
    who = f"  {made.author}" if made.author else ""
    gone = "  (taken back)" if kept.undone else ""
    note = f"  ({made.note})" if made.note else ""
    return f"{made.id}  {made.time:%Y-%m-%d}{who}  {say_correction(made)}{note}{gone}".replace(
        "\n", " "
    )


def export(
    output: str, articles: tuple[Path, ...], *, gold: bool, unchecked: bool
) -> None:
    """Write every correction, or with ``gold`` the checked ones of these articles.

    Raises:
        InputError: Gold needs articles, and nothing else takes them.
        OutputError: The file's ending names no format.
    """
    if gold != bool(articles):
        raise InputError("gold needs the articles: export OUT.jsonl --gold FILE...")
    ending = _ending(output, _ENDINGS[:1] if gold else _ENDINGS)
    with open_corrections() as kept:
        history = kept.history()
        _warn(kept.notice)
    in_force = [each.correction for each in history if each.in_force]
    if gold:
        _write(output, _gold_lines(articles, in_force, unchecked=unchecked))
    elif ending == ".csv":
        table = write_table(in_force)
        _write(output, [table])
        _warn("links and what was taken back are in .jsonl only")
    else:
        _write(output, (to_json(each) + "\n" for each in history))


def _ending(output: str, known: tuple[str, ...]) -> str:
    ending = Path(output).suffix.lower() if output != "-" else known[0]
    if ending not in known:
        words = " ".join(known)
        raise OutputError(f"{output}: no format {ending or '(none)'}; known: {words}")
    return ending


def _gold_lines(
    articles: Iterable[Path], corrections: list[Correction], *, unchecked: bool
) -> Iterator[str]:
    from geo.corrections.gold import gold_records

    to_read = list(_articles(articles))
    written = 0
    with progress_bar() as progress:
        geo.ensure_gazetteer(progress)
        gazetteer = geo.open_gazetteer()
        atlases = (geo.build_atlas([each], gazetteer) for each in to_read)
        for record in gold_records(atlases, corrections, unchecked=unchecked):
            written += 1
            progress(written / len(to_read), f"{written} gold articles")
            yield json.dumps(record, ensure_ascii=False) + "\n"
    _warn(f"{written} of {len(to_read)} articles are gold")


def _articles(paths: Iterable[Path]) -> Iterator[geo.Article]:
    from geo.batch import parse_line

    for path in paths:
        if path.suffix.lower() == ".jsonl":
            lines = _text(path).split("\n")
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield parse_line(line, f"{path.name}, line {number}").article
        else:
            yield geo.read_file(path)


def _write(output: str, pieces: Iterable[str]) -> None:
    from geo.export.atomic_write import writing

    if output == "-":
        sys.stdout.writelines(pieces)
        return
    with writing(output) as file:
        file.writelines(pieces)


def import_(path: Path, author: str) -> None:
    """Take in a file; a row that cannot be used is reported and costs only itself.

    Args:
        path: JSON Lines or CSV.
        author: Who made those that name nobody.

    Raises:
        InputError: The file cannot be read, or nothing in it could be used.
    """
    from dataclasses import replace

    rows = list(_rows(path))
    faults = [row for row in rows if isinstance(row, Fault)]
    found = [
        replace(row, correction=replace(row.correction, author=author))
        if author and not row.correction.author
        else row
        for row in rows
        if isinstance(row, StoredCorrection)
    ]
    for fault in faults:
        _warn(f"{path.name}, line {fault.line}: {fault.advice}")
    if faults and not found:
        raise InputError(f"nothing in {path} could be used")
    with open_corrections() as kept:
        new = kept.import_corrections(found)
        _warn(kept.notice)
    known = f", {len(found) - new} known already" if new < len(found) else ""
    left = f", {len(faults)} left out" if faults else ""
    _warn(f"{new} corrections taken in{known}{left}")


def _rows(path: Path) -> Iterator[StoredCorrection | Fault]:
    text = _text(path)
    if path.suffix.lower() == ".csv":
        geo.ensure_gazetteer()
        for row in read_table(text, geo.open_gazetteer().place):
            yield StoredCorrection(row) if isinstance(row, Correction) else row
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield from_json(line)
            except InputError as error:
                yield Fault(number, str(error))


def _text(path: Path) -> str:
    try:
        if str(path) == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8; save it as UTF-8 first") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error


def _warn(note: str) -> None:
    if note:
        sys.stderr.write(f"dateline: {note}\n")
