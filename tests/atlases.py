"""Hand-made atlases for tests: the offsets are found by searching the text.

    from atlases import atlas_from, MOSCOW, WONSAN, Tie

    atlas = atlas_from(
        "Ivanova flew from Moscow to Wonsan.",
        places={"Moscow": MOSCOW, "Wonsan": WONSAN},
        links=[Tie("Moscow", "Wonsan", actor="Ivanova", predicate="flew")],
    )

Every text is invented; the places are those of ``known_places.py``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from known_places import (
    HONOLULU,
    HOSTILE_NAMES,
    MOSCOW,
    MOSCOW_IDAHO,
    NORTHEAST_ASIA,
    PYONGYANG,
    RUSSIA,
    SUVA,
    WONSAN,
)

from geo.model import (
    Article,
    Atlas,
    Candidate,
    Evidence,
    Link,
    LinkKind,
    LinkStatus,
    Match,
    Mention,
    MentionKind,
    Passage,
    Place,
    Provenance,
    Reading,
    Reason,
    Resolution,
    Scored,
    When,
)


@dataclass(frozen=True)
class Tie:
    """A link as a test states it: the words of its ends, then what it says.

    Its evidence is every sentence with both ends, or only those that say ``within``.
    """

    origin: str
    destination: str
    kind: LinkKind = LinkKind.MOVEMENT
    directed: bool = True
    status: LinkStatus = LinkStatus.STATED
    actor: str = ""
    predicate: str = ""
    day: date | None = None
    when: When | None = None
    within: str = ""


def article(text: str, title: str = "", source: str = "Invented Wire") -> Article:
    """Make an article whose id is a hash of its text."""
    number = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Article(id=number, text=text, title=title, source=source)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Cut a text after ". ", "! " and "? ": enough for texts written for tests."""
    ends = [m.start() + 1 for m in re.finditer(r"[.!?](?=\s)", text)] + [len(text)]
    starts = [0, *(re.compile(r"\s*").match(text, end).end() for end in ends[:-1])]
    return tuple(zip(starts, ends, strict=True))


def mention(
    of: Article, start: int, end: int, kind: MentionKind = MentionKind.PLACE
) -> Mention:
    """Make the mention of a range, with the sentence around it."""
    around = next(s for s in sentences(of.text) if s[0] <= start < s[1])
    words = of.text[start:end]
    return Mention(
        passage=Passage(of.id, start, end),
        sentence=Passage(of.id, around[0], max(around[1], end)),
        text=words,
        toponym=words.casefold(),
        kind=kind,
        reasons=(Reason("in_gazetteer", 0.5, f"{words} is the name of a place"),),
    )


def atlas_from(  # noqa: PLR0913 - a test names what it needs
    text: str,
    places: Mapping[str, Place | None],
    links: Iterable[Tie] = (),
    *,
    kinds: Mapping[str, MentionKind] | None = None,
    scores: Mapping[str, float] | None = None,
    rivals: Mapping[str, Sequence[Place]] | None = None,
    title: str = "",
    source: str = "Invented Wire",
) -> Atlas:
    """Make an atlas of one article.

    Args:
        text: The article.
        places: Words to place; every time the text has the words they are a mention
            (longest words first). None leaves them unresolved.
        links: What to link.
        kinds: Kinds of mention, by words, where not "place".
        scores: Scores, by words, where not 0.9.
        rivals: Runners-up, by words.
        title: Headline.
        source: Newspaper, where not "Invented Wire".
    """
    of = article(text, title, source)
    mentions = tuple(
        mention(of, start, end, (kinds or {}).get(text[start:end], MentionKind.PLACE))
        for start, end in _spans(text, places)
    )
    resolutions = tuple(
        _resolution(
            m,
            places[m.text],
            (scores or {}).get(m.text, 0.9),
            (rivals or {}).get(m.text, ()),
        )
        for m in mentions
    )
    found = tuple(_link(of, tie, places, mentions) for tie in links)
    return Atlas((Reading(of, resolutions, found),))


def put_together(
    articles: Iterable[Article],
    resolutions: Iterable[Resolution] = (),
    links: Iterable[Link] = (),
) -> Atlas:
    """Make an atlas of loose things; each goes to the article its passages are from.

    A link goes to the articles of its evidence, to each with its own part of it.
    """
    resolutions, links = tuple(resolutions), tuple(links)
    return Atlas(
        tuple(
            Reading(
                of,
                tuple(r for r in resolutions if r.mention.passage.article_id == of.id),
                tuple(_said_in(of, links)),
            )
            for of in articles
        )
    )


def _said_in(of: Article, links: Iterable[Link]) -> Iterator[Link]:
    for link in links:
        here = tuple(e for e in link.evidence if e.passage.article_id == of.id)
        if here:
            yield replace(link, evidence=here)


def changed(atlas: Atlas, **fields: Any) -> Atlas:
    """Change fields of the only reading of an atlas."""
    (reading,) = atlas.readings
    return Atlas((replace(reading, **fields),))


def join(atlases: Iterable[Atlas]) -> Atlas:
    """Lay atlases on one another."""
    return Atlas(tuple(reading for each in atlases for reading in each.readings))


def _spans(text: str, names: Iterable[str]) -> list[tuple[int, int]]:
    """Find where the names stand; no two spans overlap."""
    longest_first = sorted(names, key=len, reverse=True)
    pattern = "|".join(re.escape(name) for name in longest_first)
    found = [m.span() for m in re.finditer(pattern, text)] if pattern else []
    missing = set(longest_first) - {text[start:end] for start, end in found}
    if missing:
        raise ValueError(f"the text does not say {min(missing)[:60]!r}")
    return found


def _resolution(
    of: Mention, place: Place | None, score: float, rivals: Sequence[Place]
) -> Resolution:
    if place is None:
        reason = Reason("no_candidate", 0.0, f"no place called {of.text} is known")
        return Resolution(mention=of, place=None, score=0.0, reasons=(reason,))
    return Resolution(
        mention=of,
        place=place,
        score=score,
        reasons=(Reason("largest", score, f"the largest place called {of.text}"),),
        runners_up=tuple(
            Scored(Candidate(rival, rival.name, Match.EXACT), (1 - score) / len(rivals))
            for rival in rivals
        ),
        match=Match.EXACT,
    )


def _link(
    of: Article,
    tie: Tie,
    places: Mapping[str, Place | None],
    mentions: Sequence[Mention],
) -> Link:
    origin, destination = places[tie.origin], places[tie.destination]
    evidence = tuple(
        Evidence(passage=a.sentence, origin=a, destination=b, when=tie.when)
        for a in mentions
        for b in mentions
        if (a.text, b.text) == (tie.origin, tie.destination)
        and a.sentence == b.sentence
        and tie.within in of.text[a.sentence.start : a.sentence.end]
    )
    if not (origin and destination and evidence):
        raise ValueError(f"no sentence says {tie.origin} and {tie.destination}")
    key = f"{origin.id}|{destination.id}|{tie.kind}|{tie.status}|{tie.actor}"
    return Link(
        id=hashlib.sha256(key.encode()).hexdigest()[:12],
        origin=origin,
        destination=destination,
        kind=tie.kind,
        directed=tie.directed,
        status=tie.status,
        evidence=evidence,
        actor=tie.actor,
        predicate=tie.predicate,
        date=tie.day,
        reasons=(Reason("pattern", 1.0, "one sentence states both ends"),),
    )


# 🛳 lies outside the basic plane: offsets that count UTF-16 units fail after it.
SAMPLE_TITLE = "Envoy 🛳 on the move (invented)"
SAMPLE_TEXT = (
    "🛳 Envoy Vera Ivanova flew from Moscow to Pyongyang on Tuesday. "
    "From Pyongyang she went on to Wonsan, the Russian embassy said. "
    "The Kremlin denied that Moscow and Pyongyang had planned drills near Wonsan. "
    "A cable ship sailed from Suva to Honolulu, then called at Northwind Harbour. "
    "Pyongyang is quiet, say traders across Northeast Asia.\n"
)


def sample_atlas() -> Atlas:
    """Give an atlas with every common case.

    7 places (one named by a metonym, one by a demonym, two areas), one unresolved
    mention, 5 links (three between one pair of places, one across 180°).
    """
    return atlas_from(
        SAMPLE_TEXT,
        places={
            "Moscow": MOSCOW,
            "Pyongyang": PYONGYANG,
            "Wonsan": WONSAN,
            "Russian": RUSSIA,
            "Kremlin": MOSCOW,
            "Suva": SUVA,
            "Honolulu": HONOLULU,
            "Northwind Harbour": None,
            "Northeast Asia": NORTHEAST_ASIA,
        },
        links=[
            Tie(
                "Moscow",
                "Pyongyang",
                actor="Vera Ivanova",
                predicate="flew from ... to",
                day=date(2026, 3, 3),
                when=When("on Tuesday", date(2026, 3, 3), date(2026, 3, 3)),
                within="flew from",
            ),
            Tie(
                "Moscow",
                "Pyongyang",
                kind=LinkKind.COOPERATION,
                directed=False,
                status=LinkStatus.DENIED,
                predicate="planned drills",
                within="planned drills",
            ),
            Tie("Moscow", "Pyongyang", kind=LinkKind.CO_MENTION, directed=False),
            Tie("Pyongyang", "Wonsan", actor="she", predicate="went on to"),
            Tie("Suva", "Honolulu", actor="A cable ship", predicate="sailed"),
        ],
        kinds={"Russian": MentionKind.DEMONYM, "Kremlin": MentionKind.METONYM},
        scores={"Wonsan": 0.55, "Russian": 0.8},
        rivals={"Moscow": [MOSCOW_IDAHO]},
        title=SAMPLE_TITLE,
    )


def hostile_atlas() -> Atlas:
    """Give an atlas whose every word is an attack: text, title, names, links, reasons.

    15 places, one unresolved mention, 2 links.
    """
    names = list(HOSTILE_NAMES.values())
    unknown = "<b onclick=window.pwned=1>Nowhere</b>"
    text = f"Ships from {names[0]} met {names[1]} off {unknown}. " + "".join(
        f"They passed {name} at noon. " for name in names[2:]
    )
    places: dict[str, Place | None] = {
        name: Place(
            id=f"geonames:{900000 + i}",
            name=name,
            lat=10.0 + i,
            lon=20.0 + i,
            country_code="XX",
            admin1_name=name,
            provenance=Provenance(name[:200], "<i>1</i>"),
        )
        for i, name in enumerate(names)
    }
    attack = "".join(name for key, name in HOSTILE_NAMES.items() if key != "long")
    return atlas_from(
        text,
        places={**places, unknown: None},
        links=[
            Tie(names[0], names[1], actor=attack, predicate=attack),
            Tie(names[0], names[1], kind=LinkKind.CONFLICT, actor=names[0]),
        ],
        title=attack,
        source=attack,
    )
