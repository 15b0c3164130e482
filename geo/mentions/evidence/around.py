"""What the words around a name say for its being a place."""

from __future__ import annotations

from geo import data
from geo.mentions.context import MentionContext
from geo.mentions.evidence.model import PERSONS
from geo.mentions.lexicon import area_words
from geo.mentions.names import NameSpan
from geo.model import Match, Reason

_DASHES = frozenset([*"-‐‑–—", "--"])
# One also goes to a dentist, hears from a friend and works at a firm.
_OF_PEOPLE_TOO = frozenset({"to", "from", "at", "visit", "visited", "visiting", "left"})
_AFTER_LANGUAGE = frozenset("and or by with on at to for as but".split())
MIN_TYPED_LENGTH = 2  # words from which a name can hold its type
MAX_DATELINE_GAP = 3  # tokens between "WONSAN" and its dash


def preposition(context: MentionContext) -> Reason | None:
    """Places follow "in", "near", "from"."""
    word = context.word(-1).lower()
    if word in data.context_words(data.Role.PREPOSITION) and not context.head:
        weight = 1.2 if context.name.is_alone else 0.4
        if not context.name.candidates and word in _OF_PEOPLE_TOO:
            weight = 0.2
        return Reason("preposition", weight, f"it follows “{word}”")
    return None


def larger_place_follows(context: MentionContext) -> Reason | None:
    """In "Paris, Texas" the larger place after the comma holds the smaller."""
    after = context.after
    beside = after and context.word(1) == "," and after.start == context.end + 1
    if after and beside and not _names_more(context, after):
        if _contains(after, context.name):
            return Reason("larger_place_follows", 3.0, f"“, {after.text}” follows")
        if after.is_area and context.name.is_alone:
            return Reason("larger_place_follows", 0.8, f"“, {after.text}” follows")
    return None


def _names_more(context: MentionContext, after: NameSpan) -> bool:
    """True for "Freeland, U.S. Trade Representative": the country belongs to the title."""
    more = context.block.word(after.end)
    return more.isalpha() and more[:1].isupper()


def follows_smaller_place(context: MentionContext) -> Reason | None:
    """So it is for "Texas" in "Paris, Texas" and "TX" in "Paris, TX"."""
    before = context.before
    beside = before and context.word(-1) == "," and before.end == context.start - 1
    if before and beside and _contains(context.name, before):
        return Reason("follows_smaller_place", 2.5, f"it follows “{before.text},”")
    return None


def _contains(larger: NameSpan, smaller: NameSpan) -> bool:
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
    if after.islower() and after in area_words(data.Side.AFTER):
        return Reason("type_word", 1.5, f"“{after}” follows")
    lead = f"{context.word(-2).lower()} of"
    if before == "of" and lead in area_words(data.Side.BEFORE):
        return Reason("type_word", 2.0, f"“{lead}” stands before it")
    return None


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
    if not context.name.is_demonym or context.name.text.lower() not in languages:
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
    if context.word(1) in _DASHES and context.word(2) in {
        "based",
        "born",
        "area",
        "bound",
    }:
        return Reason("based", 2.0, f"“-{context.word(2)}” follows")
    return None


def local_word(context: MentionContext) -> Reason | None:
    """Its mayor, its police, its people: "Alton man", "Monroe Mayor Robert Routson"."""
    word = context.word(1)
    if word in data.context_words(data.Role.LOCAL) or (
        word.lower() in data.context_words(data.Role.OFFICE)
    ):
        return Reason("local_word", 1.2, f"“{word}” follows")
    return None


def home_of(context: MentionContext) -> Reason | None:
    """People are of places: "Allison Grodin of Squirrel Hill"."""
    before = context.token(-2)
    if context.word(-1) == "of" and before is not None and before.ent_type_ in PERSONS:
        return Reason("home_of", 1.5, f"“{before.text} of” stands before it")
    return None


def dateline(context: MentionContext) -> Reason | None:
    """A report opens with "WONSAN, North Korea (AP) —"."""
    opens = context.start == 0 or "\n" in context.word(-1)
    if opens and context.name.text.isupper() and _dash_follows(context):
        return Reason("dateline", 3.0, "it opens the report, in capitals")
    return None


def _dash_follows(context: MentionContext) -> bool:
    end = context.end
    rest = context.block.words[end : end + 10]
    dash = next((i for i, text in enumerate(rest) if text in _DASHES), None)
    if dash is None:
        return False
    if dash == 0:  # "PARIS —", not "WATCH —" and not "PARIS-based"
        known = bool(context.name.candidates)
        return known and bool(context.doc[end - 1].whitespace_)
    return "(" in rest[:dash] or dash <= MAX_DATELINE_GAP
