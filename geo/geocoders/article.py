"""Which names of an article are asked online, where they may lie, and what comes back.

Asked are the names without a place, those whose place is in doubt, and those known only
by a spelling nearly theirs: never a people, never what may be a person's name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from geo.errors import GeocoderError
from geo.gazetteer import Gazetteer
from geo.geocoders.geocoder import Geocoder, Hint
from geo.geometry import rough_km
from geo.model import Candidate, Match, MentionKind, Place, Resolution

BATCH_ARTICLES = 20  # more read at once are a batch
BATCH_NAMES = 100  # as are more names of one article
DOUBTFUL_BELOW = 0.6  # belief below which a place wants a second opinion
SAME_KM = 10.0  # two answers for one kind of place nearer than that are one place
_MAIN_COUNTRY = 0.5  # share of an article's places that makes a country its own
_MIN_PLACES = 2  # places that share is taken of, at least
_LEADS_TO = frozenset({",", "in", "of", ", in", "("})
_BATCH = "a batch is not sent to public servers; name one of your own"

Asked = Callable[[int, int, str], None]  # done, of how many, the name


@dataclass(frozen=True, slots=True)
class Replies:
    """What came of asking.

    Attributes:
        found: By position of a mention: the candidates a geocoder adds.
        advice: By position: why a geocoder gave nothing.
    """

    found: Mapping[int, tuple[Candidate, ...]] = field(default_factory=dict)
    advice: Mapping[int, str] = field(default_factory=dict)


def geocoder_for(geocoder: Geocoder | None, articles: int) -> Geocoder | None:
    """Return the geocoders that so many articles may be read with."""
    if geocoder is None or articles <= BATCH_ARTICLES:
        return geocoder
    return geocoder.for_batch()


def batch_notice(geocoder: Geocoder | None, articles: int) -> str:
    """Return that a batch stays off public servers, or "" where none is kept from any."""
    if geocoder is None or geocoder_for(geocoder, articles) == geocoder:
        return ""
    return f"more than {BATCH_ARTICLES} at once are a batch: {_BATCH}"


def ask(
    text: str,
    resolutions: Sequence[Resolution],
    geocoder: Geocoder,
    gazetteer: Gazetteer,
    asked: Asked | None = None,
) -> Replies:
    """Ask about the names of an article that the offline gazetteer leaves open.

    Args:
        text: The article's text.
        resolutions: What its mentions mean offline, in the order of the text.
        geocoder: Whom to ask.
        gazetteer: Knows the codes of the provinces that answers name.
        asked: Called before each name.
    """
    hints = _hints(text, resolutions)
    wanted: dict[tuple[str, Hint], list[int]] = {}
    for at, resolution in enumerate(resolutions):
        if _is_open(resolution):
            mention = resolution.mention
            name = mention.stands_for or mention.text
            wanted.setdefault((name, hints[at]), []).append(at)
    permitted: Geocoder | None = geocoder
    if len(wanted) > BATCH_NAMES:
        permitted = geocoder.for_batch()
    found: dict[int, tuple[Candidate, ...]] = {}
    advice: dict[int, str] = {}
    for done, ((name, hint), positions) in enumerate(wanted.items()):
        if asked:
            asked(done, len(wanted), name)
        candidates, failure = _lookup(permitted, name, hint)
        known = tuple(_in_its_province(c, gazetteer) for c in candidates)
        found |= {at: known for at in positions if known}
        advice |= {at: failure for at in positions if failure}
    return Replies(found, advice)


def merge(
    offline: tuple[Candidate, ...], online: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """Put the candidates of both together, each place once: the offline one counts."""
    merged = list(offline)
    rank = 0
    for candidate in online:
        if not any(_is_same(candidate.place, other.place) for other in merged):
            merged.append(replace(candidate, rank=rank))
            rank += 1
    return tuple(merged)


def _lookup(
    geocoder: Geocoder | None, name: str, hint: Hint
) -> tuple[tuple[Candidate, ...], str]:
    if geocoder is None:
        return (), _BATCH
    try:
        return geocoder.lookup(name, hint), ""
    except GeocoderError as error:  # an outage must not stop the reading
        return (), str(error)


def _is_open(resolution: Resolution) -> bool:
    if resolution.mention.kind is MentionKind.DEMONYM:
        return False
    if resolution.place is not None:
        return resolution.score < DOUBTFUL_BELOW or resolution.match is Match.FUZZY
    return all(reason.rule != "person_name" for reason in resolution.reasons)


def _hints(text: str, resolutions: Sequence[Resolution]) -> list[Hint]:
    """Return where each name may lie: where the words put it, else the article's country."""
    usual = Hint(_main_country(resolutions))
    return [
        _stated(text, one, following) or usual
        for one, following in zip_longest(resolutions, resolutions[1:])
    ]


def _main_country(resolutions: Sequence[Resolution]) -> str:
    countries = Counter(
        r.place.country_code
        for r in resolutions
        if r.place and r.score >= DOUBTFUL_BELOW
    )
    total = countries.total()
    if total < _MIN_PLACES:
        return ""
    country, count = countries.most_common(1)[0]
    return country if count / total >= _MAIN_COUNTRY else ""


def _stated(text: str, one: Resolution, following: Resolution | None) -> Hint | None:
    """Return "Xyzzyq, Norway" and "Xyzzyq in Texas"."""
    if following is None or following.place is None:
        return None
    gap = text[one.mention.passage.end : following.mention.passage.start]
    place = following.place
    large = place.feature_code.startswith("PCL") or place.feature_code == "ADM1"
    if not large or "\n" in gap or gap.strip() not in _LEADS_TO:
        return None
    return Hint(place.country_code, stated=True) if place.country_code else None


def _in_its_province(candidate: Candidate, gazetteer: Gazetteer) -> Candidate:
    """Return a place the code of the province it names, which resolution goes by."""
    place = candidate.place
    if place.admin1 or not (place.admin1_name and place.country_code):
        return candidate
    for known in gazetteer.lookup(place.admin1_name):
        unit = known.place
        if unit.feature_code == "ADM1" and unit.country_code == place.country_code:
            return replace(candidate, place=replace(place, admin1=unit.admin1))
    return candidate


def _is_same(one: Place, other: Place) -> bool:
    if one.id == other.id:
        return True
    if _area(one) or _area(other):
        return _area(one) == _area(other)
    alike = one.feature_class == other.feature_class or {
        one.feature_class,
        other.feature_class,
    } == {"A", "P"}
    return alike and rough_km(one.lat, one.lon, other.lat, other.lon) <= SAME_KM


def _area(place: Place) -> tuple[str, str] | None:
    """Return the codes of a country or province, which has no one point."""
    if place.feature_code.startswith("PCL") and place.country_code:
        return place.country_code, ""
    if place.feature_code == "ADM1" and place.admin1:
        return place.country_code, place.admin1
    return None
