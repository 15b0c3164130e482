"""What each command does; heavy modules are imported by the command that needs them."""

from __future__ import annotations

import json
import platform
import shutil
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO

import geo
from geo.cli.progress import Progress, progress_bar
from geo.cli.targets import STDOUT, Wanted, map_targets, write_map
from geo.errors import ArticleError, InputError, PartlyDone
from geo.model import MentionKind

if TYPE_CHECKING:
    from geo import batch


def version() -> None:
    """Print the version."""
    _say(f"dateline {geo.version}")


def serve(
    files: tuple[str, ...],
    *,
    port: int | None,
    model: str | None,
    kinds: frozenset[MentionKind],
    browser: bool,
) -> None:
    """Start the dashboard and wait for it."""
    from geo.cli.serving import Dashboard, run

    # Complain here, not in the browser; an address is asked for there, and only once.
    if here := tuple(file for file in files if not geo.is_url(file)):
        read(here, None)
    if model:
        from geo.language import load_language

        load_language(model)
    run(Dashboard(files, port, model, kinds), open_browser=browser)


def map_files(
    files: tuple[str, ...],
    wanted: Wanted,
    *,
    model: str | None,
    kinds: frozenset[MentionKind],
    corrections: bool,
    as_json: bool = False,
) -> None:
    """Read articles and write them as a map.

    Raises:
        PartlyDone: The map is written, without the files that cannot be read.
    """
    from geo.cli.report import map_report
    from geo.geocoders.article import batch_notice

    targets = map_targets(wanted)
    if as_json and any(target.path == STDOUT for target in targets):
        raise InputError("standard output takes the map or --json; name a file with -o")
    with progress_bar() as progress:
        opened = read(files, progress)
        articles = articles_of(opened)
        gazetteer = _gazetteer(progress)
        geocoder = geo.online_geocoder(geo.get_settings())
        atlas = geo.build_atlas(
            articles,
            gazetteer,
            geocoder=geocoder,
            model=model,
            kinds=kinds,
            progress=progress,
        )
    if corrections:
        atlas = _corrected(atlas, gazetteer)
    for target in targets:
        write_map(atlas, target)
    if trouble := batch_notice(geocoder, len(articles)) or getattr(
        geocoder, "notice", ""
    ):
        _note(trouble)
    for note in (note for article in atlas.articles for note in article.notes):
        _note(note)
    if about := geo.main_places(atlas):
        _note("about " + ", ".join(f"{f.place.name} ({f.score:.0%})" for f in about))
    lost = len({r.mention.toponym for r in atlas.unresolved})
    _note(
        f"{len(atlas.places)} places, {len(atlas.links)} links"
        + (f", {lost} names not mapped" if lost else "")
    )
    if as_json:
        written = [target.path for target in targets]
        _say(json.dumps(map_report(opened, atlas, written), indent=2))
    _require_all(opened)


def _require_all(opened: Sequence[geo.OpenReport]) -> None:
    """Raise PartlyDone where something was left out; what, `read` has said."""
    if left := sum(bool(one.problem) for one in opened):
        raise PartlyDone(
            f"{left:,} of {len(opened):,} could not be read and are left out"
        )


def _corrected(atlas: geo.Atlas, gazetteer: Any) -> geo.Atlas:
    corrections, notice = geo.corrections_in_force()
    if notice:
        _note(notice)
    corrected = geo.apply_corrections(atlas, corrections, gazetteer)
    if corrected is not atlas:
        _note("with the corrections of the data folder; --no-corrections is without")
    return corrected


def predict(  # noqa: PLR0913 - as many as the command has options
    source: str,
    target: Path,
    *,
    kinds: frozenset[MentionKind],
    gold_mentions: bool,
    source_prior: bool,
    model: str | None,
    jobs: int,
) -> None:
    """Answer a file of articles, one a line; a stopped run goes on where it was.

    Raises:
        PartlyDone: The rest is answered; some files cannot be read.
    """
    from geo import batch
    from geo.export.resume import resuming

    with progress_bar() as progress, ExitStack() as stack:
        gazetteer = _gazetteer(progress)
        tools = geo.Tools(gazetteer, model=model, kinds=kinds)
        lines, opened = _lines_of(source, stack, progress)
        job = batch.Job(
            lines, tools, gold_mentions=gold_mentions, source_prior=source_prior
        )
        file = stack.enter_context(resuming(target, job.key))
        if file.done:
            _note(f"going on: {file.done:,} of {job.total:,} were answered before")
        answers = job.answers(file.done, processes=jobs)
        for done, answer in enumerate(answers, file.done + 1):
            file.write(answer)
            progress(done / job.total, f"{done:,} of {job.total:,} articles")
    _require_all(opened)


def _lines_of(
    source: str, stack: ExitStack, progress: Progress
) -> tuple[Iterable[batch.Line], Sequence[geo.OpenReport]]:
    """Return the articles of a JSON lines file, or of whatever else can be read.

    Args:
        source: File, folder or address; "-" is standard input.
        stack: Closes what is open until the articles have been answered.
        progress: Told how far reading is.

    Returns:
        The articles, and what became of the files they are from.
    """
    from geo import batch

    if source == "-" or source.endswith(".jsonl"):
        return batch.LineFile(*_open(source, stack)), ()
    opened = read((source,), progress)
    return [batch.Line(a.id, a, ()) for a in articles_of(opened)], opened


def read(
    sources: tuple[str, ...], progress: Progress | None
) -> Sequence[geo.OpenReport]:
    """Read what is named; what cannot be read is said, and the rest is read.

    Raises:
        ArticleError: Nothing can be read.
    """
    opened = geo.read_articles(sources, progress)
    problems = [one.problem for one in opened if one.problem]
    if not any(one.articles for one in opened):
        raise ArticleError(problems[0] if problems else "there is nothing to read")
    for one in opened:
        for note in one.notes:
            _note(f"{one.name}: {note}")
    for problem in problems:
        _note(f"left out: {problem}")
    return opened


def articles_of(opened: Sequence[geo.OpenReport]) -> tuple[geo.Article, ...]:
    """Return the articles of all that was read."""
    return tuple(article for one in opened for article in one.articles)


def evaluate(
    gold: Path, *, as_json: bool, kinds: frozenset[MentionKind], model: str | None
) -> None:
    """Read gold articles and print how right the answers are."""
    from geo import batch
    from geo.cli.report import evaluation_table
    from geo.evaluation import Spot, Tally, gold_spots

    tally = Tally()
    with progress_bar() as progress, ExitStack() as stack:
        lines = batch.LineFile(*_open(str(gold), stack))
        wanted = []
        for text, where in lines.texts():
            batch.parse_line(text, where)
            wanted.append(gold_spots(text, where))
        gazetteer = _gazetteer(progress)
        tools = geo.Tools(gazetteer, model=model, kinds=kinds)
        job = batch.Job(lines, tools)
        for done, answer in enumerate(job.answers()):
            toponyms = json.loads(answer)["toponyms"]
            tally.add(
                wanted[done],
                [Spot(t["start"], t["end"], t["lat"], t["lon"]) for t in toponyms],
            )
            progress((done + 1) / job.total, f"{done + 1} of {job.total} articles")
    figures = tally.figures()
    _say(json.dumps(figures, indent=2) if as_json else evaluation_table(figures))


def doctor() -> None:
    """Print versions, files and what could leave the machine."""
    from geo.cli.report import installed
    from geo.gazetteer import outdated_extension
    from geo.logs import log_file

    settings = geo.get_settings()
    _say(f"dateline    {geo.version}")
    _say(f"python      {platform.python_version()} on {platform.system()}")
    for package, release in installed():
        _say(f"{package:11} {release}")
    _say("model       Dateline's own (built in); --model names another")
    _say(f"cache       {settings.cache_dir}")
    _say(f"data        {settings.data_dir}")
    _say(f"log         {log_file()}{'' if log_file().exists() else ' (empty)'}")
    ready = geo.gazetteer_ready()
    _say(f"gazetteer   {'ready' if ready else 'not built yet (first use builds it)'}")
    if advice := outdated_extension():
        _say(f"            {advice}")
    names = ", ".join(settings.geocoders)
    _say(f"geocoders   {names or 'none: no name leaves this machine'}")
    for service in geo.switched_on(settings):
        shared = " (public: no batch is sent to it)" if service.public else ""
        _say(f"{service.provider:11} {service.endpoint}{shared}")


def _gazetteer(progress: Any) -> Any:
    geo.ensure_gazetteer(progress)
    return geo.open_gazetteer()


def _open(source: str, stack: ExitStack) -> tuple[BinaryIO, str]:
    """Open a file that can be read again and again, and name it.

    Args:
        source: Path; "-" is standard input.
        stack: Closes it.

    Raises:
        ArticleError: It cannot be read.
    """
    if source == "-":
        kept = stack.enter_context(TemporaryFile())  # noqa: SIM115 - the stack does
        shutil.copyfileobj(sys.stdin.buffer, kept)
        return kept, "standard input"
    try:
        return stack.enter_context(Path(source).open("rb")), Path(source).name
    except FileNotFoundError as error:
        raise ArticleError(f"there is no file {source}; check its name") from error
    except OSError as error:
        raise ArticleError(f"{source} cannot be read: {error.strerror}") from error


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _note(text: str) -> None:
    sys.stderr.write(f"dateline: {text}\n")
