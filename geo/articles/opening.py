"""Files, folders, archives and addresses to Articles: several at once, each with its report."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from geo.articles.columns import WHATS
from geo.articles.dates import published
from geo.articles.formats import FORMATS_IN, Format, ending, format_of, named_format
from geo.articles.parsed import (
    ColumnsUnknownError,
    ParsedArticle,
    ParsedFile,
    TableColumns,
)
from geo.articles.sandbox import Sandbox, sandbox
from geo.articles.text import printable, read_text, settings
from geo.errors import ArticleError, InputError, require_type
from geo.model import Article, DatePrecision, Progress

_MAX_NAMED = 5  # problems of rows that are named, files that were left out
# Folders in which browsers keep the pictures and frames of a page saved "complete".
_OF_A_PAGE = ("_files", "-Dateien", "_fichiers", "_archivos", ".fld")
_PLAIN = (
    "its ending {!r} says nothing of what it is, and neither does its beginning: it was read "
    "as plain text"
)
_TEXT_ENDINGS = frozenset({".text", ".asc", ".log", ".markdown"})
# Characters of a date that are known.
_LENGTHS = {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7, DatePrecision.DAY: 10}
_STANDARD_INPUT = "standard input"


@dataclass(frozen=True, slots=True)
class OpenReport:
    """The report of one file or address.

    Attributes:
        name: What it is called: to be shown.
        articles: What it holds.
        problem: Why it could not be read, as advice; "" where it could.
        notes: What was assumed or left out ("columns guessed: text from “body”").
        columns: Of a table its columns, for somebody to say which holds what.
    """

    name: str
    articles: tuple[Article, ...] = ()
    problem: str = ""
    notes: tuple[str, ...] = ()
    columns: TableColumns | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Something to open: a file, an address, or bytes that are here already."""

    name: str
    where: str | Path | bytes
    note: str = ""  # a report without anything to open


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody said of the files beforehand."""

    format: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


_NOTHING_SAID = Wanted()


def is_url(text: str) -> bool:
    """True for what is meant as an address of the web."""
    return text.lower().startswith(("http://", "https://"))


def read_articles(
    sources: Iterable[str | Path],
    progress: Progress | None = None,
    *,
    format: str = "",
    columns: Mapping[str, str] | None = None,
) -> tuple[OpenReport, ...]:
    """Read files, folders, archives and addresses; a bad one costs only itself.

    Args:
        sources: Paths, ``-`` for standard input, or addresses with http or https.
        progress: Told the share done and what is being read.
        format: Format of all of them ("csv"), where neither ending nor content says it.
        columns: Which column of a table holds what: ``{"text": "Body", "title": "Head"}``;
            also ``published``, ``source``, ``address``, ``language``; "" of what none holds.

    Returns:
        One report for each file, in order; a folder and an archive have one for each
        file in them.

    Raises:
        InputError: They are no list of paths and addresses.
    """
    advice = "read_articles takes several paths or addresses: read_articles([path])"
    if isinstance(sources, str | Path):
        raise InputError(advice)
    require_type(sources, Iterable, advice)
    sources = tuple(sources)
    for source in sources:
        require_type(source, (str, Path), advice)
    found = [one for source in sources for one in files_of(source)]
    return open_all(found, progress, wanted_of(format, columns))


def read_uploads(
    files: Iterable[tuple[str, bytes]],
    progress: Progress | None = None,
    *,
    columns: Mapping[str, str] | None = None,
) -> tuple[OpenReport, ...]:
    """Read files that are in memory, given with their names; as `read_articles`."""
    given = [Source(name, content) for name, content in files]
    return open_all(given, progress, wanted_of("", columns))


def wanted_of(format_: str, columns: Mapping[str, str] | None) -> Wanted:
    """Return what somebody said of files, checked.

    Raises:
        InputError: A format or column is unknown.
    """
    for what in columns or {}:
        if what not in WHATS:
            raise InputError(f"no column holds {what!r}; known: {', '.join(WHATS)}")
    if format_:
        named_format(format_)
    return Wanted(format_, columns or {})


def read_url(url: str) -> OpenReport:
    """Read the page, feed or file at an address; never anything of this machine.

    Returns:
        The report: its articles, or why there are none.

    Raises:
        InputError: It is no text.
    """
    require_type(url, str, "read_url takes an address that begins with http or https")
    address = url.strip()
    first, *others = open_all([Source(address, address)], None)
    return _as_one(address, (first, *others)) if others else first


def _as_one(name: str, opened: tuple[OpenReport, ...]) -> OpenReport:
    """Return the files of an archive as one report; what could not be read is a note."""
    articles = tuple(article for one in opened for article in one.articles)
    problems = tuple(one.problem for one in opened if one.problem)
    notes = tuple(note for one in opened for note in one.notes)
    if not articles:
        return OpenReport(name, problem="; ".join(problems[:_MAX_NAMED]), notes=notes)
    return OpenReport(name, articles, notes=(*notes, *problems))


def read_bytes(content: bytes, name: str) -> Article:
    """Read the one article of a file's bytes.

    Args:
        content: The bytes.
        name: The file's name, for messages and as the article's source.

    Raises:
        ArticleError: It cannot be read, or holds several articles.
    """
    return _only(read_uploads([(name, content)]), name)


def read_file(path: str | Path) -> Article:
    """Read the one article of a file; ``-`` is standard input.

        >>> from pathlib import Path
        >>> _ = Path("rain.txt").write_text("It rained in Wonsan.")
        >>> geo.read_file("rain.txt").text
        'It rained in Wonsan.'

    Raises:
        InputError: It is no path.
        ArticleError: The file is missing, cannot be read, or holds several articles.
    """
    require_type(path, (str, Path), "read_file takes the path of a file")
    path = Path(path)
    if path.is_dir():
        raise ArticleError(f"{path} is a folder; name the files in it")
    return _only(open_all([*files_of(path)], None), str(path))


def _only(opened: tuple[OpenReport, ...], name: str) -> Article:
    for one in opened:
        if one.problem:
            raise ArticleError(one.problem)
    articles = [article for one in opened for article in one.articles]
    if len(articles) != 1:
        raise ArticleError(f"{name} holds {len(articles):,} articles; one was expected")
    return articles[0]


def files_of(source: str | Path) -> Iterator[Source]:
    """Return what a path or an address stands for: a folder is its files."""
    if isinstance(source, str) and is_url(source):
        yield Source(source, source)
        return
    path = Path(source)
    if not path.is_dir():
        yield Source(_STANDARD_INPUT if str(path) == "-" else path.name, path)
        return
    files = sorted(
        p for p in path.rglob("*") if p.is_file() and not _is_hidden(p, path)
    )
    # A link may lead out of the folder, to what its giver could not read.
    inside = [p for p in files if p.resolve().is_relative_to(path.resolve())]
    wanted = [
        p for p in inside if ending(p.name) in FORMATS_IN and not _is_of_a_page(p, path)
    ]
    for file in wanted:
        yield Source(file.relative_to(path).as_posix(), file)
    if left := [p for p in files if p not in set(wanted)]:
        named = ", ".join(p.relative_to(path).as_posix() for p in left[:_MAX_NAMED])
        note = (
            f"{len(left)} files of other kinds, or outside the folder, were left out: "
            f"{named}{', ...' if len(left) > _MAX_NAMED else ''}"
        )
        yield Source(f"{path.name or path}/", b"", note)
    elif not wanted:
        yield Source(f"{path.name or path}/", b"", "the folder is empty")


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _is_of_a_page(path: Path, folder: Path) -> bool:
    """True for a frame of a page that was saved with all that belongs to it."""
    return any(
        around.name.endswith(_OF_A_PAGE)
        for around in path.parents
        if around != folder and around.is_relative_to(folder)
    )


def open_all(
    sources: list[Source],
    progress: Progress | None,
    wanted: Wanted = _NOTHING_SAID,
) -> tuple[OpenReport, ...]:
    """Open several one after another; the report of each, of an archive one a member."""
    opened: list[OpenReport] = []
    with sandbox(settings().read_seconds) as box:
        for done, source in enumerate(sources):
            if progress:
                progress(done / len(sources), f"reading {printable(source.name)}")
            opened += _open(source, box, wanted)
    if progress:
        progress(1.0, f"{len(sources)} read")
    return tuple(opened)


def _open(
    source: Source, box: Sandbox, wanted: Wanted = _NOTHING_SAID
) -> list[OpenReport]:
    """Open one; an archive gives a report for each file in it."""
    name = printable(source.name)
    if source.note:
        return [OpenReport(name, notes=(source.note,))]
    try:
        name, parsed = _parse(source, name, box, wanted)
    except ArticleError as error:
        columns = error.columns if isinstance(error, ColumnsUnknownError) else None
        problem = _named(printable(str(error)), name)
        return [OpenReport(name, problem=problem, columns=columns)]
    if parsed.members:
        return [*_members(name, parsed, box, wanted)]
    return [_report(name, parsed)]


def _named(problem: str, name: str) -> str:
    return problem if name in problem or "://" in problem else f"{name}: {problem}"


def _members(
    name: str, parsed: ParsedFile, box: Sandbox, wanted: Wanted
) -> Iterator[OpenReport]:
    for member in parsed.members:
        inside = f"{name}/{member.name}"
        if member.problem:
            problem = _named(printable(member.problem), printable(inside))
            yield OpenReport(printable(inside), problem=problem)
        else:
            of_members = replace(wanted, format="")
            yield from _open(Source(inside, member.content), box, of_members)
    if parsed.notes:
        yield OpenReport(name, notes=parsed.notes)


def _parse(
    source: Source, name: str, box: Sandbox, wanted: Wanted
) -> tuple[str, ParsedFile]:
    """Get the bytes and parse them; an address may turn out to be another."""
    charset = media_type = ""
    if isinstance(source.where, str):
        allowed = settings()
        if not allowed.read_urls:
            raise ArticleError(f"{name} is not read: DATELINE_READ_URLS forbids it")
        # A third of a second to import, which files never pay.
        from geo.articles.fetch import fetch

        fetched = fetch(source.where, private=allowed.private_urls)
        content, name = fetched.content, printable(fetched.url)
        charset, media_type = fetched.charset, fetched.media_type
    else:
        content = _content(source.where)
    plain = name.partition("?")[0]
    format_ = (
        named_format(wanted.format)
        if wanted.format
        else format_of(plain, content, media_type)
    )
    parsed = box.parse(content, name, format_, charset, wanted.columns)
    if format_ in (Format.TEXT, Format.MARKDOWN):
        parsed = _told_plain(parsed, ending(plain), wanted.format or media_type)
    return name, parsed


def _told_plain(parsed: ParsedFile, known: str, said: str) -> ParsedFile:
    """Return it with a note where a file was read as text for want of anything better."""
    if said or not known or known in FORMATS_IN or known in _TEXT_ENDINGS:
        return parsed
    return replace(parsed, notes=(*parsed.notes, _PLAIN.format(known)))


def _content(where: Path | bytes) -> bytes:
    """Return the bytes of a file that is not too large."""
    most = settings().max_megabytes * 1_000_000
    content = where if isinstance(where, bytes) else _bytes_of(where, most + 1)
    if len(content) > most:
        raise ArticleError(
            f"this file has more than {most / 1e6:,.0f} MB; split it, or raise "
            "DATELINE_MAX_MEGABYTES"
        )
    return content


def _bytes_of(path: Path, most: int) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read(most)
    try:
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError as error:
        raise ArticleError(f"there is no file {path}; check its name") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ArticleError(f"{path} cannot be read: {reason}") from error


def _report(name: str, parsed: ParsedFile) -> OpenReport:
    """Make articles of drafts; those that are none are named in the notes."""
    articles: list[Article] = []
    problems: list[str] = []
    for number, draft in enumerate(parsed.drafts, 1):
        try:
            articles.append(_article(draft, name))
        except ArticleError as error:
            problems.append(
                f"{number}: {error}" if len(parsed.drafts) > 1 else str(error)
            )
    if not articles:
        return OpenReport(name, problem=f"{name}: {'; '.join(problems[:_MAX_NAMED])}")
    notes = tuple(printable(note) for note in parsed.notes)
    notes = (*notes, *problems[:_MAX_NAMED])
    return OpenReport(name, tuple(articles), notes=notes, columns=parsed.columns)


def _article(draft: ParsedArticle, name: str) -> Article:
    day, precision = published(draft.published)
    article = read_text(
        draft.text,
        title=draft.title,
        source=draft.source or draft.address or name,
        published=day,
        precision=precision,
        address=draft.address,
    )
    notes = (*map(printable, draft.notes), *article.notes)
    return replace(article, language=draft.language or article.language, notes=notes)


def describe_opened(found: Sequence[OpenReport]) -> tuple[str, ...]:
    """Return of each file that could be read what was in it.

    Returns:
        A line a file; () where one file gave its one article and no more is to be said.
    """
    lines = tuple(_tell(one) for one in found if not one.problem)
    plainly = [f"{one.name}: 1 article" for one in found]
    return () if list(lines) == plainly[:1] else lines


def _tell(opened: OpenReport) -> str:
    """Return of one file what was read and assumed: "news.csv: 2 articles; columns guessed"."""
    count = len(opened.articles)
    # A report without articles has notes alone: what an archive or folder left out.
    read = [f"{count:,} article{'' if count == 1 else 's'}"] if count else []
    if count == 1 and (taken := describe_taken(opened.articles[0], opened.name)):
        read.append(taken)
    of_articles = [note for article in opened.articles for note in article.notes]
    notes = dict.fromkeys((*opened.notes, *of_articles))
    return f"{opened.name}: {'; '.join((*read, *notes))}"


def describe_taken(article: Article, name: str) -> str:
    """Return what was taken for an article's title, day and source, where anything was.

    Args:
        article: The article.
        name: The file's name, which is no source that anybody gave.
    """
    day = article.published.isoformat() if article.published else ""
    known = {
        "title": f"“{article.title[:80]}”" if article.title else "",
        "date": day[: _LENGTHS[article.published_precision]],
        "source": "" if article.source == name else article.source[:120],
    }
    taken = [f"{what} {value}" for what, value in known.items() if value]
    return f"taken: {', '.join(taken)}" if taken else ""


def count_opened(found: Sequence[OpenReport]) -> str:
    """Return how many of the files could be read: "2 of 3 files opened"."""
    files = [one for one in found if one.problem or one.articles]
    read = sum(not one.problem for one in files)
    return f"{read:,} of {len(files):,} files opened"
