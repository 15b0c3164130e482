"""What the newspapers of an archive usually write about, learnt from it, and read with.

    habits/<number>.json    put where there is none; the newest counts

It is learnt once and kept, so that the same articles are read in the same way until it is
learnt anew.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from math import isfinite

from geo.archive import snapshots
from geo.archive.query import Archive
from geo.archive.snapshots import State
from geo.archive.store import NOT_OURS, Store
from geo.articles.text import newspaper
from geo.errors import InputError
from geo.tools import Area, Prior

FOLDER = "habits"
MIN_ARTICLES = 5  # of a newspaper before its habits are believed
FEW_ARTICLES = 5  # of so many what is learnt counts half
MIN_SHARE = 0.005  # of what it writes about: less says nothing
_NAME = re.compile(r"habits/[0-9]{6}\.json", re.ASCII)


def learn_habits(address: str) -> dict[str, Prior]:
    """Learn what the newspapers of an archive write about, and have builds read with it.

    Returns:
        The share of its mentions in each country (code, "") and admin-1 unit, by newspaper.

    Raises:
        InputError: It is no archive, is empty, or is damaged.
        OutputError: It cannot be written.
    """
    store = Store(address)

    def learnt(_: State) -> dict[str, Prior]:
        with Archive(address) as archive:
            return _habits_of(archive)

    found = snapshots.unmoved(store, learnt)
    record = {
        paper: [[*area, share] for area, share in sorted(prior.items())]
        for paper, prior in sorted(found.items())
    }
    content = json.dumps(record, ensure_ascii=False).encode()
    number = len(_names(store)) + 1
    while not store.files.put(f"{FOLDER}/{number:06d}.json", content):
        number += 1
    return found


def habits(store: Store) -> dict[str, Prior]:
    """Return what was learnt last; nothing where nothing was.

    Raises:
        InputError: It cannot be read.
    """
    names = _names(store)
    if not names:
        return {}
    (content,) = store.files.read(names[-1:])
    try:
        return {
            str(paper): dict(map(_share, rows))
            for paper, rows in json.loads(content).items()
        }
    except NOT_OURS as error:
        raise InputError(
            f"{store.address}/{names[-1]} is damaged; delete it, or learn anew: “dateline "
            "archive learn”"
        ) from error


def _share(row: list[object]) -> tuple[Area, float]:
    country, admin1, share = row
    if not (isinstance(share, float) and isfinite(share) and 0 <= share <= 1):
        raise ValueError(row)
    return (str(country), str(admin1)), share


def _habits_of(archive: Archive) -> dict[str, Prior]:
    counted: Mapping[str, Counter[Area]] = defaultdict(Counter)
    articles = Counter[str]()
    for source, number in archive.rows(_ARTICLES):
        articles[newspaper(source)] += number
    for source, country, admin1, number in archive.rows(_AREAS):
        counted[newspaper(source)][country, ""] += number
        if admin1:
            counted[newspaper(source)][country, admin1] += number
    return {
        paper: _shares(areas, articles[paper])
        for paper, areas in counted.items()
        if paper and articles[paper] >= MIN_ARTICLES
    }


def _shares(areas: Counter[Area], articles: int) -> Prior:
    """Return the share of each area, the less of it the fewer articles tell."""
    total = sum(number for (_, admin1), number in areas.items() if not admin1)
    believed = articles / (articles + FEW_ARTICLES) / total
    shares = {area: round(number * believed, 3) for area, number in areas.items()}
    return {area: share for area, share in shares.items() if share >= MIN_SHARE}


def _names(store: Store) -> list[str]:
    return [n for n in store.files.names(FOLDER) if _NAME.fullmatch(n)]


_ARTICLES = "SELECT source, count(*) FROM all_articles GROUP BY source"
_AREAS = """
SELECT r.source, p.country_code, p.admin1, count(*) FROM all_mentions r
JOIN places p USING (place_no) WHERE p.country_code <> '' GROUP BY ALL
"""
