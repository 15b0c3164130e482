"""``dateline predict`` and ``dateline evaluate``: articles, one a line, answered and measured."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import geo
from geo.cli.options import (
    ALL_KINDS,
    Demonyms,
    Json,
    Kinds,
    Model,
    MoreLinks,
    kept_kinds,
    wanted_sureness,
)
from geo.cli.sources import articles_of, open_lines, read, require_all
from geo.cli.terminal import note, progress_bar, say
from geo.model import Progress

if TYPE_CHECKING:
    from geo.articles import OpenReport
    from geo.batch import Line

FEW_EXAMPLES = 5
_MEASURES = (
    ("recognition_exact", "recognition, exact span"),
    ("recognition_overlap", "recognition, overlap"),
    ("end_to_end_161km", "end to end, 161 km"),
)


def predict(
    source: Annotated[
        str, typer.Argument(metavar="IN.jsonl", help="Or any other file or folder.")
    ],
    target: Annotated[Path, typer.Argument(metavar="OUT.jsonl")],
    demonyms: Demonyms = True,
    kinds: Kinds = ALL_KINDS,
    gold_mentions: Annotated[
        bool, typer.Option("--gold-mentions", help="Resolve the given spans only.")
    ] = False,
    source_prior: Annotated[
        bool,
        typer.Option(
            "--source-prior", help="Learn from the file what sources write of."
        ),
    ] = False,
    more_links: MoreLinks = False,
    model: Model = None,
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs", metavar="N", min=1, help="Processes that read at the same time."
        ),
    ] = 1,
) -> None:
    """Read one article a line, write one answer a line.

    Answers are kept as they come: stopped at any moment, the same command goes on.
    """
    from geo.batch import Job
    from geo.export.resume import resuming

    kept = kept_kinds(kinds, demonyms)
    with progress_bar() as progress, ExitStack() as stack:
        gazetteer = geo.open_gazetteer(progress=progress)
        sureness = wanted_sureness(more_links)
        tools = geo.Tools(gazetteer, model=model, kinds=kept, sureness=sureness)
        lines, opened = _lines_of(source, stack, progress)
        job = Job(lines, tools, gold_mentions=gold_mentions, source_prior=source_prior)
        file = stack.enter_context(resuming(target, job.key))
        if file.done:
            note(f"going on: {file.done:,} of {job.total:,} were answered before")
        answers = job.answers(file.done, processes=jobs)
        for done, answer in enumerate(answers, file.done + 1):
            file.write(answer)
            progress(done / job.total, f"{done:,} of {job.total:,} articles")
    require_all(opened)


def _lines_of(
    source: str, stack: ExitStack, progress: Progress
) -> tuple[Iterable[Line], Sequence[OpenReport]]:
    """Return the articles of a JSON lines file, or of whatever else can be read.

    Args:
        source: File, folder or address; "-" is standard input.
        stack: Closes what is open until the articles have been answered.
        progress: Told how far reading is.

    Returns:
        The articles, and what became of the files they are from.
    """
    from geo.batch import Line, LineFile

    if source == "-" or source.endswith(".jsonl"):
        return LineFile(*open_lines(source, stack)), ()
    opened = read((source,), progress)
    return [Line(a.id, a, ()) for a in articles_of(opened)], opened


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl")],
    as_json: Json = False,
    demonyms: Demonyms = True,
    kinds: Kinds = ALL_KINDS,
    model: Model = None,
) -> None:
    """Measure recognition, resolution and both on gold articles."""
    from geo.batch import Job, LineFile, parse_line
    from geo.evaluation import Spot, Tally, gold_spots

    tally = Tally()
    kept = kept_kinds(kinds, demonyms)
    with progress_bar() as progress, ExitStack() as stack:
        lines = LineFile(*open_lines(str(gold), stack))
        wanted, texts = [], []
        for text, where in lines.texts():
            parse_line(text, where)
            wanted.append(gold_spots(text, where))
            texts.append(json.loads(text)["text"])
        gazetteer = geo.open_gazetteer(progress=progress)
        job = Job(lines, geo.Tools(gazetteer, model=model, kinds=kept))
        for done, answer in enumerate(job.answers()):
            toponyms = json.loads(answer)["toponyms"]
            tally.add(
                wanted[done],
                [Spot(t["start"], t["end"], t["lat"], t["lon"]) for t in toponyms],
                texts[done],
            )
            progress((done + 1) / job.total, f"{done + 1} of {job.total} articles")
    figures = tally.figures()
    say(json.dumps(figures, indent=2) if as_json else evaluation_table(figures))


def evaluation_table(figures: Mapping[str, Any]) -> str:
    """Set the figures of `geo.evaluation` in lines."""
    counts = figures["counts"]
    rows = [
        f"articles {counts['articles']}   gold mentions {counts['gold_mentions']} "
        f"(+{counts['gold_mentions_without_coordinates']} without coordinates)   "
        f"predictions {counts['predictions']}",
        "",
        f"{'':26}{'precision':>13}{'recall':>13}{'F1':>13}",
    ]
    for key, words in _MEASURES:
        part = figures[key]
        cells = "".join(
            f"{_show(part[name]):>13}" for name in ("precision", "recall", "f1")
        )
        rows.append(f"{words:26}{cells}")
        rows.append(f"{'  95 % between':26}{_ranges(part)}")
    part = figures["resolution"]
    rows += [
        "",
        f"resolution of {part['pairs']} pairs: accuracy@161km "
        f"{_show(part['accuracy_161km'])} (95 % {_range(part['accuracy_161km_95'])})"
        f"   median {_show(part['median_error_km'], 1)} km"
        f"   mean {_show(part['mean_error_km'], 1)} km",
    ]
    rows += [
        "",
        "faults, with the words of some:",
        *map(_fault, figures["faults"].items()),
    ]
    return "\n".join(rows)


def _fault(found: tuple[str, Mapping[str, Any]]) -> str:
    name, said = found
    words = ", ".join(dict.fromkeys(said["examples"][:FEW_EXAMPLES]))
    return f"  {name:16}{said['count']:>5}   {words}".rstrip()


def _show(value: float | None, digits: int = 3) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def _ranges(part: Mapping[str, Any]) -> str:
    names = ("precision_95", "recall_95", "f1_95")
    return "".join(f"{_range(part[name]):>13}" for name in names)


def _range(interval: tuple[float, float] | None) -> str:
    return "-" if interval is None else f"{interval[0]:.3f}-{interval[1]:.3f}"
