"""A large invented atlas: the same for the same numbers, made in a second or two.

    from big_atlas import big_atlas

    atlas = big_atlas(articles=1_000, places=10_000, links=10_000)

Names are numbered ("Harbour 17"), places lie all over the land and sea, articles are a
day apart, and every tenth has no date.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import asin, degrees

from geo.model import (
    Article,
    Atlas,
    Evidence,
    Extent,
    Link,
    LinkKind,
    LinkStatus,
    Match,
    Mention,
    Passage,
    Place,
    Provenance,
    Reading,
    Reason,
    Resolution,
)

FIRST_DAY = date(2024, 1, 1)
COUNTRIES = ("RU", "KP", "US", "FJ", "FR", "KE", "BR", "IN", "NO", "NZ")
CODES = (("P", "PPL"), ("P", "PPLC"), ("A", "ADM1"), ("H", "SEA"), ("S", "AIRP"))
SOURCES = ("Invented Wire", "Invented Herald", "Invented Post")
GOLDEN = 0.6180339887  # spreads points evenly over the globe
EVERY_NTH_UNDATED = 10
PER_SENTENCE = 2


def big_atlas(
    articles: int = 1_000,
    places: int = 10_000,
    links: int = 10_000,
    mentions_per_article: int = 50,
) -> Atlas:
    """Make an atlas of so many articles, places and links; every place is named."""
    known = [_place(i, places) for i in range(places)]
    texts: list[Article] = []
    resolutions: list[Resolution] = []
    pairs: list[Evidence] = []
    per_article = max(mentions_per_article, -(-places // articles))
    for number in range(articles):
        first = number * per_article
        named = [known[(first + i) % places] for i in range(per_article)]
        article, found = _article(number, named)
        texts.append(article)
        resolutions += found
        pairs += _pairs(found)
    within: dict[str, list[Resolution]] = {article.id: [] for article in texts}
    for resolution in resolutions:
        within[resolution.mention.passage.article_id].append(resolution)
    said: dict[str, list[Link]] = {article.id: [] for article in texts}
    for link in _links(links, pairs, resolutions):
        said[link.evidence[0].passage.article_id].append(link)
    return Atlas(
        tuple(Reading(a, tuple(within[a.id]), tuple(said[a.id])) for a in texts)
    )


def _place(number: int, of: int) -> Place:
    feature_class, code = CODES[number % len(CODES)]
    lat = degrees(asin((2 * (number + 0.5) / of - 1) * 0.94))
    lon = (number * GOLDEN * 360) % 360 - 180
    area = feature_class in "AH"
    return Place(
        id=f"geonames:{number + 1}",
        name=f"Harbour {number}",
        lat=round(lat, 5),
        lon=round(lon, 5),
        extent=_around(lat, lon) if area else None,
        feature_class=feature_class,
        feature_code=code,
        country_code=COUNTRIES[number % len(COUNTRIES)],
        admin1="01",
        admin1_name=f"Coast {number % 97}",
        population=1_000 * (number % 500),
        imprecision_km=80.0 if area else 5.0,
        provenance=Provenance("Invented", "1"),
    )


def _around(lat: float, lon: float) -> Extent:
    west, east = (lon - 1 + 180) % 360 - 180, (lon + 1 + 180) % 360 - 180
    return Extent(south=lat - 1, west=west, north=lat + 1, east=east)


def _article(number: int, named: list[Place]) -> tuple[Article, list[Resolution]]:
    """Write an article that names places two to a sentence, and one nobody knows."""
    key = f"invented-{number}"
    words = [place.name for place in named]
    parts: list[str] = []
    spans: list[tuple[Passage, Passage]] = []
    at = 0
    for i in range(0, len(words), PER_SENTENCE):
        pair = words[i : i + PER_SENTENCE]
        sentence = f"Ships left {' for '.join(pair)} at dawn."
        whole = Passage(key, at, at + len(sentence))
        cursor = at
        for word in pair:
            start = cursor + sentence[cursor - at :].index(word)
            spans.append((Passage(key, start, start + len(word)), whole))
            cursor = start + len(word)
        parts.append(sentence)
        at += len(sentence) + 1
    unknown = f"Reef {number % 40}"
    last = f"Nobody has seen {unknown}."
    parts.append(last)
    start, end = at + last.index(unknown), at + last.index(unknown) + len(unknown)
    spans.append((Passage(key, start, end), Passage(key, at, at + len(last))))
    day = FIRST_DAY + timedelta(days=number)
    article = Article(
        id=key,
        text=" ".join(parts),
        title=f"Shipping news {number}",
        source=SOURCES[number % len(SOURCES)],
        published=None if number % EVERY_NTH_UNDATED == 0 else day,
    )
    found = zip(spans, [*named, None], strict=True)
    return article, [
        _resolution(article, *span, place, i) for i, (span, place) in enumerate(found)
    ]


def _resolution(
    article: Article, passage: Passage, sentence: Passage, place: Place | None, i: int
) -> Resolution:
    words = article.text[passage.start : passage.end]
    mention = Mention(passage, sentence, words, words.casefold())
    if place is None:
        why = Reason("no_candidate", 0.0, f"no place called {words} is known")
        return Resolution(mention, None, 0.0, (why,))
    score = 0.5 + (i % 10) / 20
    why = Reason("largest", score, f"the largest place called {place.name}")
    return Resolution(mention, place, score, (why,), match=Match.EXACT)


def _pairs(found: list[Resolution]) -> list[Evidence]:
    """Give the pairs of mapped mentions that share a sentence."""
    return [
        Evidence(a.mention.sentence, a.mention, b.mention)
        for a, b in zip(found[::2], found[1::2], strict=False)
        if a.place and b.place and a.mention.sentence == b.mention.sentence
    ]


def _links(
    count: int, pairs: list[Evidence], resolutions: list[Resolution]
) -> Iterator[Link]:
    place_of = {r.mention.passage: r.place for r in resolutions}
    kinds, states = list(LinkKind), list(LinkStatus)
    for i in range(count):
        evidence = pairs[i % len(pairs)]
        kind = kinds[i % len(kinds)]
        origin = place_of[evidence.origin.passage]
        destination = place_of[evidence.destination.passage]
        assert origin
        assert destination
        yield Link(
            id=f"{i:012x}",
            origin=origin,
            destination=destination,
            kind=kind,
            directed=kind in (LinkKind.MOVEMENT, LinkKind.SPREAD),
            status=states[i % len(states)],
            evidence=(evidence,),
            actor=f"Captain {i % 50}",
            predicate="left for",
            reasons=(Reason("pattern", 1.0, "one sentence states both ends"),),
        )
