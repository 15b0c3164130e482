"""What places are called on screen and in files: as the articles that name them do.

The gazetteer's name stays with the place (`Place.listed_as`). An article that only says
"Russian" or "U.S." gives no name: that place keeps the gazetteer's. A name in another language
stands with the English one beside it: "평양 · Pyongyang".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from operator import attrgetter
from typing import TypeVar

from geo.atlas.query import memoized
from geo.gazetteer.names import normalise
from geo.model import (
    Article,
    Atlas,
    Link,
    Match,
    MentionKind,
    Place,
    Reading,
    Resolution,
)
from geo.tongues import find_tongue

# Short forms, peoples, slips of the pen and points are no names to call a place by.
_NO_NAMES = frozenset(
    {Match.ABBREVIATION, Match.DEMONYM, Match.FUZZY, Match.COORDINATES}
)
_SMALL = frozenset(
    "of the and de la le du da do del der den am an en sur au aux".split()
)
BESIDE = " · "  # between a name in another language and the English one
MIN_SPELT = 4  # letters from which capitals alone are a name printed so, no short form

T = TypeVar("T")


def _remaker(kind: type[T], *changed: str) -> Callable[..., T]:
    """Return what makes a value anew with other values of some fields.

    As dataclasses.replace does, in half the time: of a large atlas all values are made anew.
    """
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    values = attrgetter(*names)
    at = [names.index(name) for name in changed]

    def remade(old: T, *new: object) -> T:
        row = list(values(old))
        for i, value in zip(at, new, strict=True):
            row[i] = value
        return kind(*row)

    return remade


_PLACE = _remaker(Place, "name", "listed_as", "name_language")
_RESOLUTION = _remaker(Resolution, "place")
_LINK = _remaker(Link, "origin", "destination")


@memoized
def as_named(atlas: Atlas) -> Atlas:
    """Return an atlas whose places are called as its articles most often call them.

        >>> atlas = geo.read("It rained in Rangoon.")
        >>> [(place.name, place.listed_as) for place in geo.as_named(atlas).places]
        [('Rangoon', 'Yangon')]

    Where articles differ, the gazetteer's English name decides if one of them has it,
    else most articles.
    """
    named = _named(atlas)
    return Atlas(tuple(_in_reading(reading, named) for reading in atlas.readings))


def _named(atlas: Atlas) -> Mapping[str, Place]:
    """Return each place by its id under the name that the articles give it."""
    said: defaultdict[str, list[Counter[str]]] = defaultdict(list)
    spoken: dict[str, str] = {}  # the language of names that have English beside them
    places: dict[str, Place] = {}
    for reading in atlas.readings:
        here: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for resolution in reading.resolutions:
            if place := resolution.place:
                places.setdefault(place.id, place)
                if name := _name_in(reading.article, resolution, place):
                    here[place.id][name] += 1
                    if BESIDE in name:
                        spoken.setdefault(name, reading.article.language)
        for key, names in here.items():
            said[key].append(names)
    return {key: _call(place, said[key], spoken) for key, place in places.items()}


def _call(
    place: Place, said: Sequence[Counter[str]], spoken: Mapping[str, str]
) -> Place:
    name = _voted(place, said)
    language = spoken.get(name, "")
    if name.split() == place.name.split():
        name = place.name  # with the blanks that it has, whatever they are
    if name.isupper() or name.islower():
        same = normalise(name) == normalise(place.name)
        name = place.name if same else _printed(name)
    return _PLACE(place, name, place.listed_as or place.name, language)


def _voted(place: Place, said: Sequence[Counter[str]]) -> str:
    """Return what most articles call a place, each by what it mostly says."""
    if len(said) == 1 and len(said[0]) == 1:  # as nearly always
        return next(iter(said[0]))
    votes = Counter(names.most_common(1)[0][0] for names in said)
    listed = normalise(place.name)
    english = [name for name in votes if normalise(name) == listed]
    plain = [name for name in votes if BESIDE not in name]
    return max(english or plain or votes, key=votes.__getitem__, default=place.name)


def _printed(name: str) -> str:
    """Return a name of a dateline, or of a text in small letters, as names are printed."""
    words = name.lower().split()
    return " ".join(
        word if at and word in _SMALL else word[:1].upper() + word[1:]
        for at, word in enumerate(words)
    )


def _name_in(article: Article, resolution: Resolution, place: Place) -> str:
    """Return what a mention calls its place; "" where that is no name of it."""
    mention, match = resolution.mention, resolution.match
    name = " ".join((mention.stands_for or mention.text).split())
    if match is None or match in _NO_NAMES or mention.kind is MentionKind.DEMONYM:
        return ""
    if name.isupper() and len(name) < MIN_SPELT:
        return ""
    if tongue := find_tongue(article.language):
        if tongue.script.fold(name) != mention.toponym:
            name = tongue.unbent(name, mention.toponym)
        same = normalise(name) == normalise(place.name)
        printed = _printed(name) if name.isupper() else name
        return name if same or not name else f"{printed}{BESIDE}{place.name}"
    if match is not Match.STRIPPED:
        return name
    # "Kharkiv" is the city; as the oblast it is called "Kharkiv region".
    end = mention.passage.end
    several = mention.hint.endswith("s")  # "Franklin and Madison counties"
    typed = mention.hint and article.text.startswith(f" {mention.hint}", end)
    whole = article.text[end : end + len(mention.hint) + 2][-1:].isalpha()
    return f"{name} {mention.hint}" if typed and not whole and not several else ""


def _in_reading(reading: Reading, named: Mapping[str, Place]) -> Reading:
    def place(old: Place) -> Place:
        return named.get(old.id, old)

    def link(old: Link) -> Link:
        return _LINK(old, place(old.origin), place(old.destination))

    return replace(
        reading,
        resolutions=tuple(
            _RESOLUTION(r, place(r.place)) if r.place else r
            for r in reading.resolutions
        ),
        links=tuple(map(link, reading.links)),
        focus=tuple(replace(f, place=place(f.place)) for f in reading.focus),
    )
