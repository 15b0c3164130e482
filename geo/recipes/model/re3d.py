"""re3d: reports on the war in Syria and Iraq, names by character ranges.

Its ranges take in articles and descriptions ("the northern part of Syria"); only the
capitalised part of each is a name.
"""

from __future__ import annotations

import json
import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo import data
from geo.recipes.model.annotated import (
    DATE,
    NATIONALITY,
    ORGANISATION,
    PERSON,
    PLACE,
    Annotated,
    Name,
    nationalities,
)

_LABELS = {
    "Location": PLACE,
    "Person": PERSON,
    "Organisation": ORGANISATION,
    "Nationality": NATIONALITY,
    "Temporal": DATE,
}
_NAME = re.compile(r"[A-Z][\w.'’-]*(?:(?: (?:of|and|the|for|al|de))* [A-Z&][\w.'’-]*)*")
_PRONOUNS = frozenset({"He", "I", "She", "They", "We", "His", "Her", "Our", "Their"})
_LEAD = re.compile(r"^(?:the|The|a|an) ")


def read_re3d(archive: Path) -> Iterator[Annotated]:
    """Read every document of the archive."""
    texts: dict[str, str] = {}
    found: defaultdict[str, list[Name]] = defaultdict(list)
    with tarfile.open(archive) as files:
        for member in sorted(files.getmembers(), key=lambda m: m.name):
            content = files.extractfile(member)
            if content is None or not member.name.endswith(".json"):
                continue
            rows = [json.loads(row) for row in content.read().decode().splitlines()]
            if member.name.endswith("documents.json"):
                texts |= {row["_id"]: row["text"] for row in rows}
            elif member.name.endswith("entities.json"):
                for row in rows:
                    found[row["documentId"]].append(_name(row))
    for number, text in texts.items():
        yield Annotated(text, tuple(_longest(_names(text, found[number]))))


def _name(row: dict[str, Any]) -> Name:
    return Name(row["begin"], row["end"], _LABELS.get(row["type"], ""))


def _names(text: str, ranges: list[Name]) -> Iterator[Name]:
    for given in ranges:
        words = text[given.start : given.end]
        if given.label == DATE:
            yield given
        elif given.label and (name := _NAME.search(_LEAD.sub("", words))):
            start = given.start + words.index(name.group())
            yield from _kind(text, Name(start, start + len(name.group()), given.label))


def _kind(text: str, name: Name) -> Iterator[Name]:
    words = text[name.start : name.end]
    if words in _PRONOUNS:
        return
    if words in nationalities():
        yield Name(name.start, name.end, NATIONALITY)
        return
    if name.label == PERSON and (title := _title(words)):
        start = name.start + len(title) + 1
        if start < name.end and text[start].isupper():  # not "Minister for Old Vik"
            yield from _kind(text, Name(start, name.end, PERSON))
        return
    place = words.removesuffix("'s").removesuffix("’s")
    country = place in {"U.S", "US", "U.S.", "UK", "Syria", "Iraq", "Russia", "Iran"}
    yield Name(name.start, name.start + len(place), PLACE if country else name.label)


def _title(words: str) -> str:
    """Return the longest title that the words begin with, or ""."""
    begun = (title for title in data.titles() if f"{words} ".startswith(f"{title} "))
    return max(begun, key=len, default="")


def _longest(names: Iterator[Name]) -> Iterator[Name]:
    """Drop a name that lies in a longer one, and the second kind of the same words."""
    end = 0
    for name in sorted(names, key=lambda n: (n.start, -n.end)):
        if name.start >= end:
            yield name
            end = name.end
