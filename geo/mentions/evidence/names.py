"""What the name itself, and names right beside it, say against its being a place."""

from __future__ import annotations

from geo import data
from geo.mentions.context import MentionContext
from geo.mentions.evidence.model import PLACES
from geo.mentions.lexicon import organisation_words
from geo.mentions.names import NameSpan
from geo.model import MAIN_NAMES, OWN_NAMES, Match, Reason

MAX_LINES = 120  # letters of a byline with what stands below it
MAX_BYLINE = 8  # words of "Ann Miller and Tom Reed"
MAX_TITLE = 2  # words behind the place: "The Toledo News Blade"
_BYLINE_JOINS = frozenset({"and", "with", "AND", "WITH"})
MAX_ASKED = 20  # places of a name that are asked whether they lie in its neighbour


def row_of_names(context: MentionContext) -> Reason | None:
    """As in "Washington Sundar took": two places with nothing between them are one name."""
    if context.sentence.is_in_capitals or not _is_a_place(context.name):
        return None
    before, after = context.before, context.after
    other = before if before and before.end == context.start else None
    if after and other is None and after.start == context.end:
        read = context.entity in {*PLACES, "ORG"} and not _is_ocean(after)
        other = None if read and not _is_somebody(context.word(-1)) else after
    names = OWN_NAMES if _is_ocean(context.name) else MAIN_NAMES
    if other is None or not _is_a_place(other, names):
        return None
    first = min(context.start, other.start)
    together = names is MAIN_NAMES and _together(context.name, other)
    if together and not _is_somebody(context.lower(first - 1)):
        return None
    note = f"“{other.text}” stands right beside it, and lies elsewhere"
    return Reason("row_of_names", -5.0, note)


def _is_somebody(word: str) -> bool:
    """True for "defender", "pianist": two names behind it are a person's."""
    return word.isalpha() and word.endswith(_WHO_DO) and word not in _NOBODY


_WHO_DO = ("er", "or", "ist", "man", "woman", "ian")
_NOBODY = frozenset(
    "after border center centre corner either former greater inner lower nor or outer over river under upper "
    "water".split()
) | data.context_words(data.Role.PREPOSITION)


def _is_a_place(found: NameSpan, names: frozenset[Match] = MAIN_NAMES) -> bool:
    """True for a town, a province or an ocean by its own name; a country leads names of any kind."""
    return (
        bool(found.candidates)
        and all(
            c.match in names
            and c.place.feature_class in "PA"
            and not c.place.feature_code.startswith("PCL")
            for c in found.candidates[:1]
        )
    ) or _is_ocean(found)


def _is_ocean(found: NameSpan) -> bool:
    """True for "Pacific": behind a town's name it is an airline's or a railway's."""
    return any(c.place.feature_code == "OCN" for c in found.candidates[:1])


def _together(one: NameSpan, other: NameSpan) -> bool:
    """True where the best known places of two names lie in one province, or in each other."""
    places = [c.place for c in (*one.candidates[:1], *other.candidates[:1])]
    if all(place.feature_class == "P" for place in places):
        return len({(place.country_code, place.admin1) for place in places}) == 1
    return any(
        c.place.country_code == place.country_code
        and (place.admin1 in ("", c.place.admin1))
        for place in places
        if place.feature_class == "A"
        for c in (*one.candidates[:MAX_ASKED], *other.candidates[:MAX_ASKED])
        if c.place is not place
    )


def team_called_so(context: MentionContext) -> Reason | None:
    """As in "Wellington Phoenix": the second word is what the team is called."""
    before = context.before
    if before is None or before.end != context.start or not before.candidates:
        return None
    if context.name.text in organisation_words(data.Side.AFTER):
        note = f"“{context.block.phrase(before.start, context.end)}” is a team's name"
        return Reason("team_called_so", -6.0, note)
    return None


def firm_named(context: MentionContext) -> str:
    """Return "Halden Battery Corp.", which the text will call "Halden"; "" for a city or an area."""
    tail = context.tail
    at = next((i for i, word in enumerate(tail) if word.rstrip(".") in _LEGAL), None)
    city = context.name.is_area or context.name.most_people >= MAX_FIRM_TOWN
    if at is None or context.head or city:
        return ""
    return context.block.phrase(context.start, context.end + at + 1)


_LEGAL = frozenset(
    "Corp Corporation Inc Ltd Limited LLC LLP PLC Plc GmbH AG SA".split()
)
MAX_FIRM_TOWN = 100_000  # people of a town that is named for itself beside a firm


def without_article(context: MentionContext) -> Reason | None:
    """As in "Emirates ordered 65 jets": without "the" it is no place."""
    rule = data.false_friends().get(context.name.text.casefold())
    if rule != data.FriendRule.ARTICLE:
        return None
    flown = data.context_words(data.Role.FAR) | data.context_words(data.Role.BUILT)
    bare = context.word(-1).lower() != "the" or context.word(1).lower() in flown
    return (
        Reason("without_article", -6.0, "without “the” it is no place")
        if bare
        else None
    )


def newspaper(context: MentionContext) -> Reason | None:
    """As in "The Piedmont Ledger", alone on its line below "By Ann Miller": who printed it."""
    before, after = context.block.beside(context.start, context.end, MAX_LINES)
    above, _, head = before.rpartition("\n")
    title = after.partition("\n")[0].split()
    if not 0 < len(title) <= MAX_TITLE or not _is_byline(above.rstrip()):
        return None
    articled = head.split()[:1] in (["The"], ["THE"])
    known = title[-1].title() in organisation_words(data.Side.AFTER)
    as_name = all(
        word.replace("-", "").isalpha() and word[0].isupper() for word in title
    )
    few = len(head.split()) <= MAX_TITLE
    if as_name and few and (articled or known):
        note = "it stands alone below who wrote the text: the newspaper's name"
        return Reason("newspaper", -9.0, note)
    return None


def _is_byline(above: str) -> bool:
    """True where the last line is "By Ann Miller" and no more."""
    words = above.rpartition("\n")[2].split()
    names = words[1 : MAX_BYLINE + 1]
    if words[:1] not in (["By"], ["BY"]) or not names or len(names) + 1 < len(words):
        return False
    return all(word[0].isupper() or word in _BYLINE_JOINS for word in names)
