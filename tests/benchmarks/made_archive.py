"""An archive of made articles, to measure questions on: as many as wanted, of the shape of real ones.

    python tests/benchmarks/made_archive.py FOLDER ARTICLES TEXTS.jsonl...

How many places an article names and what words stand about them is drawn from the texts given
(JSON lines with `text` and `toponyms`): sentences are runs of three to six of their words, one
after another, with names of the gazetteer put between them. Places are drawn by rank (Zipf), a
third of them from those named just before; newspapers by rank, days over ten years with
weekends and growth; kinds, matches, links and their status as often as in real readings.
The same call makes the same rows. Reading is not measured by it: nothing is read.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from contextlib import closing
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

import geo
from geo.archive import parquet
from geo.archive.store import Commit, Store, name_once, shard_key
from geo.settings import get_settings

ARTICLES_PER_SHARD = 1_000
MENTIONS, LINKS, SENTENCES = 10.0, 1.45, 0.634  # an article; an article; a mention
FIRST_DAY, DAYS = date(2016, 1, 1), 3_653
KINDS = ("place", "demonym", "embedded", "metonym"), (69, 13, 13, 5)
MATCHES = (
    ("exact", "abbreviation", "alternate", "preferred", "stripped"),
    (88, 7, 2, 1, 2),
)
LINK_KINDS = ("movement", "cooperation", "conflict", "spread"), (42, 38, 18, 2)
STATUSES = ("stated", "planned", "possible", "denied", "alleged"), (80, 8, 3, 5, 4)
SCORES = (0.35, 0.52, 0.64, 0.71, 0.8, 0.86, 0.9, 0.93, 0.96, 0.98, 0.99)


def by_rank(number: int, first: int) -> list[float]:
    """Return cumulated weights that fall with the rank."""
    return list(accumulate(1 / (rank + first) for rank in range(number)))


class Maker:
    """Made articles, a shard at a time.

    Args:
        texts: JSON lines with `text` and `toponyms`.
        places: Rows of places, the most named first.
    """

    def __init__(self, texts: list[Path], places: list[tuple]) -> None:
        records = [json.loads(x) for p in texts for x in p.open(encoding="utf-8")]
        self.words = [word for r in records for word in r["text"].split()]
        counts = [len(r["toponyms"]) for r in records if r["toponyms"]]
        self.counts = [n * MENTIONS * len(counts) / sum(counts) for n in counts]
        self.places = places
        self.place_ranks = by_rank(len(places), 2)
        self.papers = [f"paper-{n:03d}.example" for n in range(500)]
        self.paper_ranks = by_rank(500, 3)
        self.days = list(
            accumulate(
                (0.4 + d / DAYS)
                * (0.55 if (FIRST_DAY + timedelta(d)).weekday() > 4 else 1)
                for d in range(DAYS)
            )
        )

    def run(self, chance: Random, words: int) -> str:
        """Return words of the texts, in runs of three to six."""
        found: list[str] = []
        while len(found) < words:
            at = int(chance.random() * (len(self.words) - 6))
            found += self.words[at : at + 3 + int(chance.random() * 4)]
        return " ".join(found[:words])

    def shard(self, number: int) -> dict[str, list[dict]]:
        """Return the rows of a thousand articles."""
        chance = Random(number)
        rows: dict[str, list[dict]] = {table: [] for table in parquet.TABLES}
        named: set[int] = set()
        for _ in range(ARTICLES_PER_SHARD):
            self.article(chance, rows, named)
        rows["places"] = [self.place(n) for n in sorted(named)]
        return rows

    def place(self, number: int) -> dict:
        names = list(parquet.COLUMNS["places"])
        return dict(zip(names, self.places[number], strict=True))

    def article(self, chance: Random, rows: dict, named: set[int]) -> None:
        paper = chance.choices(self.papers, cum_weights=self.paper_ranks)[0]
        day = FIRST_DAY + timedelta(
            chance.choices(range(DAYS), cum_weights=self.days)[0]
        )
        name = f"{chance.getrandbits(64):016x}"
        about = {"article": name, "source": paper, "published": day}
        mentions = self.mentions(
            chance, int(chance.choice(self.counts) + chance.random())
        )
        length = mentions[-1]["sentence_start"] + 400 if mentions else 900
        links = list(self.links(chance, mentions)) if len(mentions) > 1 else []
        focus = mentions[0]["place"] if mentions else None
        rows["mentions"] += [about | m for m in mentions]
        rows["links"] += [about | link for link in links]
        rows["articles"].append(
            about
            | {
                "precision": "day",
                "title": self.run(chance, 9),
                "language": "en",
                "address": f"https://{paper}/{day:%Y/%m}/{name[:8]}.html",
                "characters": length,
                "mentions": len(mentions),
                "focus": focus,
            }
        )
        named |= {m.pop("_number") for m in mentions}

    def mentions(self, chance: Random, number: int) -> list[dict]:
        found: list[dict] = []
        start, recent = 0, list[int]()
        while len(found) < number:
            here = 1 + (chance.random() < 1 / SENTENCES - 1)
            here = min(here + (chance.random() < 0.1), number - len(found))
            text, marks = "", []
            for _ in range(here):
                text += self.run(chance, 4 + int(chance.random() * 12)) + " "
                again = recent and chance.random() < 0.35
                place = (
                    chance.choice(recent[-6:])
                    if again
                    else chance.choices(
                        range(len(self.places)), cum_weights=self.place_ranks
                    )[0]
                )
                recent.append(place)
                marks.append((len(text), place))
                text += self.places[place][1] + " "
            text += self.run(chance, 3 + int(chance.random() * 12)) + "."
            for at, place in marks:
                name = self.places[place][1]
                unknown = chance.random() < 0.025
                found.append(
                    {
                        "start": start + at,
                        "end": start + at + len(name),
                        "mention": name,
                        "sentence_start": start,
                        "sentence": text,
                        "_number": place,
                        "kind": chance.choices(KINDS[0], KINDS[1])[0],
                        "place": None if unknown else self.places[place][0],
                        "score": None if unknown else chance.choice(SCORES),
                        "match": None
                        if unknown
                        else chance.choices(MATCHES[0], MATCHES[1])[0],
                    }
                )
            start += len(text) + 1 + int(chance.random() * 300)
        return found

    def links(self, chance: Random, mentions: list[dict]):
        for _ in range(int(chance.random() * 2 * LINKS + 0.5)):
            one, other = (
                chance.sample([m for m in mentions if m["place"]] or [{}], 1)[0],
                chance.choice(mentions),
            )
            if not (one and other["place"]) or one["place"] == other["place"]:
                continue
            kind = chance.choices(LINK_KINDS[0], LINK_KINDS[1])[0]
            yield {
                "link": f"{one['place']}>{other['place']}:{kind}",
                "origin": one["place"],
                "destination": other["place"],
                "kind": kind,
                "directed": chance.random() < 0.6,
                "status": chance.choices(STATUSES[0], STATUSES[1])[0],
                "actor": self.run(chance, 2) if chance.random() < 0.6 else "",
                "predicate": self.run(chance, 1),
                "date": None,
                "date_words": "",
                "date_first": None,
                "date_last": None,
                "sentence_start": one["sentence_start"],
                "sentence": one["sentence"],
                "origin_start": one["start"],
                "destination_start": other["start"],
            }


def places_of_the_gazetteer(number: int) -> list[tuple]:
    """Return places as rows, the more people the earlier, more or less."""
    (path,) = get_settings().cache_dir.glob("gazetteer-*.sqlite")
    chance = Random(1)
    with closing(sqlite3.connect(path)) as db:
        found = db.execute(
            "SELECT coalesce(nullif(ref, ''), 'geonames:' || id), name, lat, lon, country_code, "
            "admin1, '', '', feature_code, coalesce(population, 0), 'made' FROM place"
        ).fetchall()
    found.sort(key=lambda row: -(row[9] + 1) * chance.lognormvariate(0, 1.5))
    return found[:number]


def main(folder: str, articles: int, texts: list[Path]) -> None:
    geo.open_gazetteer()
    maker, store = Maker(texts, places_of_the_gazetteer(150_000)), Store.create(folder)
    begun = time.process_time()
    for number in range(articles // ARTICLES_PER_SHARD):
        key = shard_key("made", [str(number)])
        if store.commit_of(key):
            continue
        rows, once = maker.shard(number), name_once()
        parts = {
            table: store.write_part(key, once, table, parquet.write(table, r), len(r))
            for table, r in rows.items()
        }
        store.commit(Commit(key, "made", float(number), parts))
        if number % 50 == 0:
            done = f"{number} shards, {time.process_time() - begun:.0f} CPU s"
            print(done, flush=True)  # noqa: T201 - it takes minutes


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
