"""What the words around a name say for its being a place."""

from __future__ import annotations

from functools import cache

from geo import data
from geo.geometry import inside
from geo.mentions.context import BEFORE_GROUND, DASHES, PERSONS, MentionContext
from geo.mentions.lexicon import area_words, organisation_words, plural_area_words
from geo.mentions.names import NameSpan
from geo.model import OWN_NAMES, Match, Reason

# One also goes to a dentist, hears from a friend and works at a firm.
_OF_PEOPLE_TOO = frozenset({"to", "from", "at", "visit", "visited", "visiting", "left"})
_LEAVE = frozenset(
    "leave leaves left leaving depart departs departed departing".split()
)
_AFTER_LANGUAGE = frozenset(
    "and or by with on at to for as but that when before after during".split()
)
MIN_TYPED_LENGTH = 2  # words from which a name can hold its type
MAX_TOLD = 3  # words before what something is called: "an uninhabited volcanic island"
_AFTER_KIND = frozenset(
    {"of", "off", "that", "which", "where", "with", "and", "between"}
)
MAX_DATELINE_GAP = 3  # tokens between "WONSAN" and its dash


def preposition(context: MentionContext) -> Reason | None:
    """Places follow "in", "near", "from"."""
    word = context.word(-1).lower()
    if (context.word(-3), context.word(-2), word) == ("by", "way", "of"):
        word = "via"
    if word not in data.context_words(data.Role.PREPOSITION) or context.head:
        return None
    listed = context.tail[:1] == ("and",) and word != "between"
    alone = context.name.is_alone or listed
    weight = 1.2 if alone else 0.4
    if not context.name.candidates:
        if word in _OF_PEOPLE_TOO:
            weight = 0.3 if word == "at" else 0.2
        elif alone and word in BEFORE_GROUND and _is_one_word(context):
            weight = 1.3  # enough: what one is "in" is a place
    return Reason("preposition", weight, f"it follows “{word}”")


def may_be_ground(context: MentionContext) -> Reason | None:
    """As in "meant for Pecem": no proof of a place, and not to be passed over in silence."""
    word, found = context.word(-1).lower(), context.name
    if found.candidates or not found.is_alone or word not in _OF_ANYTHING:
        return None
    if context.entity in PERSONS or context.entity == "ORG":
        return None
    return Reason("may_be_ground", 0.0, f"it follows “{word}”")


_OF_ANYTHING = frozenset("for off past through along beyond".split())


def direction_of(context: MentionContext) -> Reason | None:
    """As in "east of Cooktown", "30 miles west of Paraburdoo"."""
    direction = context.word(-2).lower()
    directions = data.context_words(data.Role.DIRECTION)
    if context.word(-1) != "of" or context.head or direction not in directions:
        return None
    return Reason("direction_of", 1.3, f"“{direction} of” stands before it")


def direction_before(context: MentionContext) -> Reason | None:
    """As in "eastern Chad", whoever is called so: nobody has an east."""
    word, found = context.word(-1), context.name
    if word not in _QUARTERS or not found.candidates or found.is_demonym:
        return None
    return Reason("direction_before", 1.2, f"“{word}” stands before it")


_QUARTERS = frozenset(
    f"{quarter}ern"
    for quarter in "north south east west northeast southeast northwest southwest".split()
)


def way_between(context: MentionContext) -> Reason | None:
    """As in "the Mokwa-Bida road": a way leads from place to place."""
    before, after = context.before, context.after
    if after and context.word(1) in DASHES and after.start == context.end + 1:
        other, way = after, _way(context, after.end)
    elif before and context.word(-1) in DASHES and before.end == context.start - 1:
        other, way = before, _way(context, context.end)
    else:
        return None
    if not way or not (context.name.candidates and other.candidates):
        return None
    return Reason("way_between", 2.0, f"a {way} joins it with {other.text}")


def _way(context: MentionContext, at: int) -> str:
    """Return "road", "National Highway" behind two names; a town's own "Road" is a street."""
    word = context.block.word(at)
    if word in data.context_words(data.Role.STREET):
        return word
    if word in _OF_LANDS:
        word = f"{word} {context.block.word(at + 1)}"
    return word if word.rpartition(" ")[2] in _LONG_WAYS else ""


_OF_LANDS = frozenset({"National", "State", "Federal"})
_LONG_WAYS = frozenset("Highway Expressway Motorway Freeway Railway Corridor".split())


def _is_one_word(context: MentionContext) -> bool:
    """True for "Tuas", not for "R&D", nor for "Addenbrooke" of "Addenbrooke's Hospital"."""
    return context.name.text.isalpha() and context.word(1) not in {"'s", "’s"}


def way(context: MentionContext) -> Reason | None:
    """As in "from Attu to Adak", "left Honiara for Lata": who goes a way goes from place to place."""
    if context.word(-1).lower() not in ("from", "to", "for"):
        return None
    if context.tail and context.tail[0] != "and":
        return None
    after = context.after
    starts = (context.word(-1).lower(), context.word(1)) == ("from", "to")
    if starts and after and after.start == context.end + 1:
        note = f"“from” stands before it, “to {after.text}” after it"
    elif way_there := _way_there(context):
        note = f"“{way_there}” stands before it"
    else:
        return None
    return Reason("way", 1.2, note)


def carried(context: MentionContext) -> Reason | None:
    """As in "ferries to Lewis", "the last train from Hope": to people goes none."""
    if not context.carrier:
        return None
    note = f"“{context.carrier} {context.word(-1)}” stands before it"
    return Reason("carried", 2.0, note)


def _way_there(context: MentionContext) -> str:
    """Return "from Attu to", "left Honiara for" or "left for" before a name; else ""."""
    goes, before = context.word(-1), context.before
    if goes == "for" and context.word(-2).lower() in _LEAVE:
        return f"{context.word(-2)} for"
    if before is None or before.end != context.start - 1:
        return ""
    starts = context.lower(before.start - 1)
    leads = (starts, goes) == ("from", "to") or (goes == "for" and starts in _LEAVE)
    return f"{starts} {before.text} {goes}" if leads else ""


def in_region_at_head(context: MentionContext) -> Reason | None:
    """As in "In the Kharkiv region, Vovchansk was shelled": what follows lies in it."""
    before, first = context.before, context.sentence.start
    if before is None or not first < before.start <= first + 2:
        return None
    if context.lower(first) not in BEFORE_GROUND or context.word(-1) != ",":
        return None
    typed = context.lower(before.end) in area_words(data.Side.AFTER)
    beside = context.start - before.end == (2 if typed else 1)
    if beside and (typed or before.is_area) and _units(before) & _units(context.name):
        return Reason("in_region_at_head", 2.0, f"the sentence begins in {before.text}")
    return None


def _units(found: NameSpan) -> frozenset[tuple[str, str]]:
    """Return the provinces it can be, or lie in, by a name of its own."""
    places = (c.place for c in found.candidates if c.match in OWN_NAMES)
    return frozenset((p.country_code, p.admin1) for p in places if p.admin1)


def larger_place_follows(context: MentionContext) -> Reason | None:
    """In "Paris, Texas" the larger place after the comma holds the smaller."""
    after = context.after
    beside = after and context.word(1) == "," and after.start == context.end + 1
    if after and _is_apposed(context, after) and contains(after, context.name):
        words = context.block.phrase(after.start - 1, after.end + 1)
        return Reason("larger_place_follows", 3.0, f"“, {words}” follows")
    if after and beside and not _names_more(context, after):
        if contains(after, context.name):
            return Reason("larger_place_follows", 3.0, f"“, {after.text}” follows")
        if after.is_area and context.name.is_alone:
            return Reason("larger_place_follows", 0.8, f"“, {after.text}” follows")
    return None


def _is_apposed(context: MentionContext, after: NameSpan) -> bool:
    """True for "Selma, the Alabama city"."""
    words = context.block.words[context.end : after.start]
    typed = context.lower(after.end) in area_words(data.Side.AFTER)
    return typed and words in ((",", "the"), (",", "a"), (",", "an"))


def _names_more(context: MentionContext, after: NameSpan) -> bool:
    """True for "Freeland, U.S. Trade Representative": the country belongs to the title."""
    more = context.block.word(after.end)
    return more.isalpha() and more[:1].isupper()


def on_island(context: MentionContext) -> Reason | None:
    """As in "Ucluelet on Vancouver Island", where the island's box holds the town."""
    after = context.after
    if not after or context.word(1) != "on" or after.start != context.end + 1:
        return None
    boxes = [
        c.place.extent
        for c in after.candidates
        if c.place.feature_code == "ISL" and c.place.extent
    ]
    towns = [c.place for c in context.name.candidates if c.match in OWN_NAMES]
    if any(inside(box, town.lat, town.lon) for town in towns for box in boxes):
        return Reason("on_island", 2.0, f"“on {after.text}” follows, and it lies there")
    return None


def follows_smaller_place(context: MentionContext) -> Reason | None:
    """So it is for "Texas" in "Paris, Texas" and "TX" in "Paris, TX"."""
    before = context.before
    beside = before and context.word(-1) == "," and before.end == context.start - 1
    if before and beside and contains(context.name, before):
        return Reason("follows_smaller_place", 2.5, f"it follows “{before.text},”")
    return None


def contains(larger: NameSpan, smaller: NameSpan) -> bool:
    """True where a place of the one name lies in an area of the other."""
    holders = {
        (c.place.country_code, c.place.admin1 if c.place.feature_code == "ADM1" else "")
        for c in larger.candidates
        if c.place.feature_class == "A" and c.match is not Match.DEMONYM
    }
    return any(
        (c.place.country_code, code) in holders
        for c in smaller.candidates
        if c.place.country_code
        for code in (c.place.admin1, "")
        if c.place.feature_code != "PCLI"
    )


def type_word(context: MentionContext) -> Reason | None:
    """Words for areas say it: "the Kursk region", "the city of Cork"."""
    after, before = context.word(1), context.word(-1).lower()
    if is_local_government(context):
        return Reason("type_word", 1.5, "“Local Government” follows")
    if after.islower() and after in area_words(data.Side.AFTER):
        return Reason("type_word", 1.5, f"“{after}” follows")
    if context.after and context.after.start == context.end + 1:
        shared = context.block.word(context.after.end)
        if context.word(1) in {"and", "or"} and shared in plural_area_words():
            return Reason("type_word", 1.5, f"“{shared}” follows the two")
    lead = f"{context.word(-2).lower()} of"
    if before == "of" and lead in area_words(data.Side.BEFORE):
        return Reason("type_word", 2.0, f"“{lead}” stands before it")
    return None


def is_local_government(context: MentionContext) -> bool:
    """True for "Anka" in "Maru and Anka Local Government Areas", as Nigeria's are called."""
    return (context.word(1), context.word(2)) == ("Local", "Government")


def type_in_name(context: MentionContext) -> Reason | None:
    """The name itself says it: "Lake Chelan", "Clark County"."""
    words = context.name.text.split()
    if len(words) < MIN_TYPED_LENGTH:
        return None
    if words[-1].lower() in area_words(data.Side.AFTER):
        return Reason("type_in_name", 1.5, f"“{words[-1]}” is part of the name")
    if words[0].lower() in area_words(data.Side.BEFORE):
        return Reason("type_in_name", 1.5, f"“{words[0]}” is part of the name")
    return None


def language_word(context: MentionContext) -> Reason | None:
    """In "she speaks Portuguese" and "translated from Hungarian" it is a language."""
    languages = data.context_words(data.Role.LANGUAGE)
    if context.name.text.lower() not in languages:
        return None
    before, after = context.word(-1).lower(), context.token(1)
    goes_on = after is not None and (after.is_alpha or after.text == "-")
    spoken = before in data.context_words(data.Role.SPEECH)
    if spoken or (
        before in ("in", "from", "into") and not _noun_follows(context, goes_on)
    ):
        return Reason("language_word", -6.0, f"“{before}” makes it a language")
    return None


def _noun_follows(context: MentionContext, goes_on: bool) -> bool:
    """As in "in French hospitals" is of France, "in French and" is not."""
    return goes_on and context.word(1) not in _AFTER_LANGUAGE


def based(context: MentionContext) -> Reason | None:
    """So do "London-based", "Paris-born"."""
    if context.compound:
        return Reason("based", 2.0, f"“-{context.compound}” follows")
    return None


def local_word(context: MentionContext) -> Reason | None:
    """Its mayor, its police, its people: "Alton man", "Monroe Mayor Robert Routson"."""
    word = context.word(1)
    seat = word.isupper() and word in data.titles() and not context.head
    if (
        seat
        or word in data.context_words(data.Role.LOCAL)
        or (word.lower() in data.context_words(data.Role.OFFICE))
    ):
        return Reason("local_word", 1.2, f"“{word}” follows")
    return None


def court(context: MentionContext) -> Reason | None:
    """As in "the Lincoln Municipal Court", "Kent County Court": it is the court of a place."""
    said = " ".join(context.tail[:2])
    if said.startswith("Court") and context.name.text.endswith(" County"):
        said = "County Court"
    if said.endswith(" Court") and said in organisation_words(data.Side.AFTER):
        return Reason("court", 2.0, f"“{said}” makes it a court's place")
    return None


def called_a_place(context: MentionContext) -> Reason | None:
    """As in "Jabal al-Tair, an uninhabited island": the text says what it is."""
    if context.word(1) != "," or context.word(2) not in {"a", "an"}:
        return None
    told = [context.word(offset) for offset in range(3, 4 + MAX_TOLD)]
    at = next((i for i, word in enumerate(told) if word in _kinds_of_place()), None)
    if at is None or not all(word.isalpha() or word == "-" for word in told[:at]):
        return None
    after = context.word(at + 4)  # "a village elder" is none
    if after.isalpha() and after not in _AFTER_KIND | data.context_words(
        data.Role.PREPOSITION
    ):
        return None
    return Reason("called_a_place", 2.6, f"the text calls it “{told[at]}”")


@cache
def _kinds_of_place() -> frozenset[str]:
    """Words for towns, islands, volcanoes, lakes and rivers, which nothing else is called."""
    return frozenset(
        row.word
        for row in data.area_words()
        if row.side is data.Side.AFTER
        and row.feature_codes[0].startswith(("PPL", "ISL", "ATOL", "VLC", "LK", "STM"))
    )


def home_of(context: MentionContext) -> Reason | None:
    """People are of places: "Allison Grodin of Squirrel Hill", "a driver from Hay"."""
    if not context.resident:
        return None
    return Reason("home_of", 1.5, f"“{context.resident}” is of it")


def dateline(context: MentionContext) -> Reason | None:
    """A report opens with "WONSAN, North Korea (AP) —"."""
    opens = context.start == 0 or "\n" in context.word(-1)
    if opens and context.name.text.isupper() and _begins_report(context):
        return Reason("dateline", 3.0, "it opens the report, in capitals")
    return None


def _begins_report(context: MentionContext) -> bool:
    """True before a dash, and for a name of its own before a colon: "DEHRADUN: At least"."""
    own = any(c.match in OWN_NAMES for c in context.name.candidates)
    if own and context.word(1) == ":" and context.word(2)[:1].isupper():
        return not context.word(2).isupper() or len(context.word(2)) == 1
    return _dash_follows(context)


def _dash_follows(context: MentionContext) -> bool:
    end = context.end
    rest = context.block.words[end : end + 10]
    dash = next((i for i, text in enumerate(rest) if text in DASHES), None)
    if dash is None:
        return False
    if dash == 0:  # "PARIS —", not "WATCH —" and not "PARIS-based"
        known = bool(context.name.candidates)
        return known and bool(context.doc[end - 1].whitespace_)
    return "(" in rest[:dash] or dash <= MAX_DATELINE_GAP
