"""Exports of the archives that newsrooms use: Nexis, Factiva and ProQuest, cut into articles.

They come as text, Word, RTF or web pages, with the same lines in them: a cover sheet, and for
each article its headline, newspaper and day, then its words, then index terms and copyright.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from geo.articles.dates import read_date
from geo.articles.parsed import ParsedArticle, ParsedFile
from geo.word_lists import languages

Lines = list[str]
Fields = dict[str, Lines]

_LEFT_OUT = "cover sheet, index terms and copyright were left out"
_WRAPPED = 100  # characters: lines that are all shorter were broken to a width

_NEXIS_END = re.compile(r"End of Document")
_OF_DOCUMENTS = re.compile(r"(?:Document )?\d+ of \d+(?: DOCUMENTS?)?", re.IGNORECASE)
_NEXIS_LABEL = re.compile(
    r"(section|length|byline|dateline|highlight|copyright|series|link to (?:pdf|image)|"
    r"load-date|language|publication-type|document-type|all rights reserved|"
    r"journal code|correction-date|distribution|graphic|url|subject|geographic|company|industry)\b[:.]?\s*(.*)",
    re.IGNORECASE,
)  # fmt: skip
_EDITION = re.compile(r"(?:[\w.’'-]+ ){0,5}Edition(?: \d+)?", re.IGNORECASE)
_NEXIS_AFTER = re.compile(
    r"(?:Classification|Load-Date:.*|Language:.*|Publication-Type:.*|Journal Code:.*|"
    r"(?:SUBJECT|GEOGRAPHIC|COMPANY|INDUSTRY|PERSON|GRAPHIC|URL|DOCUMENT-TYPE): .*|"
    r"Subject: .*\(\d+%\).*|Graphic|Notes|Copyright \d{4} .*)",
    re.IGNORECASE,
)
_COVER = re.compile(
    r"page \d+ of \d+|user name:.*|date and time:.*|job number:.*|documents? \(\d+\)|\d+\. .*|"
    r"client/matter:.*|search (?:terms|type):.*|narrowed by:?.*|content type.*|-none-|timeline:.*|"
    r"about lexisnexis.*|\| ?about.*|news",
    re.IGNORECASE,
)  # fmt: skip

_FACTIVA_TAGS = (
    "SE HD BY CR WC PD ET SN SC ED PG LA CY LP TD CT RF CO IN NS RE PUB AN IPC IPD ART VOL "
    "CLM DLN RST"
).split()
_FACTIVA_TAG = re.compile(rf"({'|'.join(_FACTIVA_TAGS)})(?:$|\t\s*|\s{{2,}}|:\s)(.*)")
# The code of a newspaper, filled up with noughts, the day and a number.
_FACTIVA_END = re.compile(
    r"Document [A-Z]\w{2,11}(?:19|20)\d{6}[a-z]\w{5,14}", re.IGNORECASE
)
_CLOCK = re.compile(r"\d{1,2}:\d\d")
_AUTHOR = re.compile(r"(?:By )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3}(?: in [A-Z]\w+)?")
_WORDS = re.compile(r"[\d,.]+ words?")

_PROQUEST_LINE = re.compile(r"[_=-]{20,}")
_PROQUEST_LABEL = re.compile(
    r"(title|author|publication info|publication title|publication date|publication year|"
    r"abstract|full text|links|subject|location|company / organization|people|identifier[^:]{0,20}|"
    r"section|first page|pages|place of publication|country of publication|publisher|"
    r"publication subject|issn|source type|language of publication|document type|"
    r"proquest document id|document url|copyright|last updated|database|credit|dateline|"
    r"column|issue|volume|year|number of pages|document feature|classification|details|"
    r"illustration|caption|contact us at)(?::\s*(.*)|$)",
    re.IGNORECASE,
)  # fmt: skip
_IN_PROQUEST = re.compile(r"(.+?)(?:;| \[|, )")
_DAY = re.compile(r"\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}")


def split_export(text: str) -> ParsedFile | None:
    """Return the articles of an export of a newsroom's archive, or None of another text."""
    lines = [line.strip() for line in text.replace("\f", "\n").split("\n")]
    for name, split in _SPLITS.items():
        if drafts := split(lines):
            return ParsedFile(drafts, notes=(f"an export of {name}; {_LEFT_OUT}",))
    return None


def _pieces(lines: Lines, ends: Callable[[str], object]) -> list[Lines]:
    """Cut lines at those that end or begin a piece, which are left out."""
    pieces: list[Lines] = [[]]
    for line in lines:
        if ends(line):
            pieces.append([])
        else:
            pieces[-1].append(line)
    return [piece for piece in pieces if any(piece)]


def _text(lines: Sequence[str]) -> str:
    """Put lines together to paragraphs."""
    whole = "\n".join(lines).strip("\n")
    longest = max(map(len, lines), default=0)
    if "\n\n" in whole and longest <= _WRAPPED:
        return "\n\n".join(
            " ".join(part.split("\n")) for part in re.split(r"\n{2,}", whole)
        )
    return "\n\n".join(line for line in lines if line)


def _nexis(lines: Lines) -> tuple[ParsedArticle, ...]:
    told = {
        label[1].lower() for line in lines if (label := _NEXIS_LABEL.fullmatch(line))
    }
    is_new = "End of Document" in lines and bool(told & {"load-date", "length"})
    is_old = any(map(_OF_DOCUMENTS.fullmatch, lines)) and "length" in told
    if not (is_new or is_old):
        return ()
    end = _NEXIS_END if is_new else _OF_DOCUMENTS
    pieces = _pieces(lines, end.fullmatch)
    found = [_of_nexis(piece) for piece in pieces]
    return tuple(draft for draft in found if draft)


def _of_nexis(lines: Lines) -> ParsedArticle | None:
    dated = next((n for n, line in enumerate(lines) if _is_day(line)), None)
    if dated is None:
        return None
    cover = max((n for n in range(dated) if _COVER.fullmatch(lines[n])), default=-1)
    before = [line for line in lines[cover + 1 : dated] if line]
    start, title_after = _nexis_body(lines, dated)
    end = next(
        (n for n in range(start, len(lines)) if _NEXIS_AFTER.fullmatch(lines[n])),
        len(lines),
    )
    body = _text(lines[start:end])
    if not before or not body:
        return None
    # Newer ones: headline, newspaper, day; older ones: newspaper, day, headline.
    older = len(before) == 1
    title = title_after if older else " ".join(before[:-1])
    told = [label for line in lines if (label := _NEXIS_LABEL.fullmatch(line))]
    language = next((t[2].lower() for t in told if t[1].lower() == "language"), "")
    return ParsedArticle(
        f"{title}\n\n{body}" if title else body,
        title=title,
        source=re.sub(r"(?<!\s)\s*+\([^()]*+\)$", "", before[-1]),
        published=read_date(_day_in(lines[dated])),
        language=languages().get(language.split(";")[0].strip(), ""),
    )


def _nexis_body(lines: Lines, dated: int) -> tuple[int, str]:
    """Return where the words begin, and the first line below the day that is no label."""
    title = ""
    for number in range(dated + 1, len(lines)):
        line = lines[number]
        if line == "Body":
            return number + 1, title
    last = dated
    for number in range(dated + 1, min(len(lines), dated + 30)):
        line = lines[number]
        if _NEXIS_AFTER.fullmatch(line) and not line.lower().startswith("copyright"):
            break
        if _NEXIS_LABEL.fullmatch(line):
            last = number
        elif line and not title and not _EDITION.fullmatch(line):
            title, last = line, number
    return last + 1, title


def _is_day(line: str) -> bool:
    return len(line) < 60 and bool(_DAY.match(line)) and len(read_date(_day_in(line))) == 10  # noqa: PLR2004  # fmt: skip


def _day_in(line: str) -> str:
    found = _DAY.search(line)
    return found[0] if found else ""


def _factiva(lines: Lines) -> tuple[ParsedArticle, ...]:
    tags = {tag[1] for line in lines if (tag := _FACTIVA_TAG.fullmatch(line))}
    if "HD" in tags and tags & {"LP", "TD"} and tags & {"PD", "SN", "AN"}:
        return _of_tags(lines)
    if any(map(_FACTIVA_END.fullmatch, lines)) and any(map(_WORDS.fullmatch, lines)):
        found = [_of_factiva(p) for p in _pieces(lines, _FACTIVA_END.fullmatch)]
        return tuple(draft for draft in found if draft)
    return ()


def _of_tags(lines: Lines) -> tuple[ParsedArticle, ...]:
    """Read articles whose parts have tags of two letters in front."""
    articles: list[Fields] = []
    part: Lines = []
    for line in lines:
        tag = _FACTIVA_TAG.fullmatch(line)
        if tag and (tag[1] == "HD" or not articles):
            articles.append({})
        if tag:
            part = articles[-1].setdefault(tag[1], [])
        if articles:
            part.append(tag[2] if tag else line)
    found = []
    for fields in articles:
        body = _text([*fields.get("LP", ()), *fields.get("TD", ())])
        title = " ".join(" ".join(fields.get("HD", ())).split())
        if body and title:
            found.append(
                ParsedArticle(
                    f"{title}\n\n{body}",
                    title=title,
                    source=_first(fields, "SN"),
                    published=read_date(_first(fields, "PD")),
                    language=languages().get(_first(fields, "LA").lower(), ""),
                )
            )
    return tuple(found)


def _first(fields: Fields, tag: str) -> str:
    return next(filter(None, fields.get(tag, ())), "").strip()


def _of_factiva(lines: Lines) -> ParsedArticle | None:
    """Read an article without tags: headline, length, day, newspaper ... and its words."""
    length = next((n for n, li in enumerate(lines) if _WORDS.fullmatch(li)), None)
    if length is None:
        return None
    title = _above(lines[:length])
    after = [
        li for li in lines[length + 1 : length + 12] if li and not _CLOCK.fullmatch(li)
    ]
    day = next((li for li in after if _is_day(li)), "")
    source = after[after.index(day) + 1] if day and after[-1] != day else ""
    start = next(
        (
            n
            for n in range(length, min(len(lines), length + 16))
            if re.match(r"copyright|\(c\)|©", lines[n], re.IGNORECASE)
        ),
        length + 6,
    )
    body = _text(lines[start + 1 :])
    if not body:
        return None
    return ParsedArticle(
        f"{title}\n\n{body}", title=title, source=source, published=read_date(day)
    )


def _above(lines: Lines) -> str:
    """Return the headline: the line above the length, or above who wrote it."""
    said = [line for line in lines if line]
    while len(said) > 1 and _AUTHOR.fullmatch(said[-1]) and " " in said[-2]:
        said.pop()
    return said[-1] if said else ""


def _proquest(lines: Lines) -> tuple[ParsedArticle, ...]:
    labels = {
        la[1].lower() for line in lines if (la := _PROQUEST_LABEL.fullmatch(line))
    }
    named = "proquest" in " ".join([*lines[:40], *lines[-40:]]).lower()
    known = labels & {"publication info", "publication title", "place of publication", "details"}  # fmt: skip
    if "full text" not in labels or not (named or known):
        return ()

    def ends(line: str) -> bool:
        return bool(_PROQUEST_LINE.fullmatch(line) or _OF_DOCUMENTS.fullmatch(line))

    found = [_of_proquest(piece) for piece in _pieces(lines, ends)]
    return tuple(draft for draft in found if draft)


def _of_proquest(lines: Lines) -> ParsedArticle | None:
    fields: Fields = {"": []}
    part = ""
    for line in lines:
        label = _PROQUEST_LABEL.fullmatch(line)
        # In the words of an article only what is written as a label ends them.
        if label and (label[2] is not None or part != "full text" or line.isupper()):
            part = label[1].lower()
            fields.setdefault(part, []).append(label[2] or "")
        else:
            fields.setdefault(part, []).append(line)
    body = _text(fields.get("full text", ())) or _text(fields.get("abstract", ()))
    if not body or not fields.keys() & {"full text", "abstract"}:
        return None
    head = [line for line in fields[""] if line and "proquest" not in line.lower()]
    title = _first(fields, "title") or (head[0] if head else "")
    info = _first(fields, "publication info") or " ".join(head[1:])
    named = _IN_PROQUEST.match(info)
    day = read_date(_first(fields, "publication date")) or read_date(_day_in(info))
    return ParsedArticle(
        f"{title}\n\n{body}" if title else body,
        title=title,
        source=_first(fields, "publication title") or (named[1] if named else ""),
        published=day,
    )


_SPLITS: dict[str, Callable[[Lines], tuple[ParsedArticle, ...]]] = {
    "Factiva": _factiva,
    "ProQuest": _proquest,
    "Nexis": _nexis,
}
