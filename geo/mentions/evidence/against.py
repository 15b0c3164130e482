"""What speaks against a name being a place."""

from __future__ import annotations

from functools import cache

from geo import data
from geo.mentions.context import DASHES, PERSONS, MentionContext
from geo.mentions.evidence.around import (
    court,
    is_local_government,
    larger_place_follows,
    way_between,
)
from geo.mentions.evidence.model import part_of_organisation
from geo.mentions.lexicon import area_words, organisation_words, plural_area_words
from geo.mentions.names import NameSpan, shares_type
from geo.model import Match, Reason

_OPENING_QUOTES = frozenset("\"“‘'")
MAX_ACRONYM_LENGTH = 5
SPEAKING_CITY = 500_000  # inhabitants from which a city may "say" something
SMALL_TOWN = (
    50_000  # inhabitants below which a hospital is likelier called after a person
)
NEAR = 12  # words after a name in which one may be called "he"
_AS_ONE = frozenset({"he", "she", "his", "her", "him", "himself", "herself"})
ENOUGH_SAID = 2.0  # weight of a larger place that follows and holds the name
POSTAL = 2  # letters of a state's code
MAX_AGE = 110  # an age, not a number of things


def could_be_a_word(context: MentionContext) -> Reason | None:
    """Reading, Nice, Lincoln, Jackson: places only with evidence."""
    word = context.name.text.casefold()
    if data.false_friends().get(word) != data.FriendRule.CONTEXT or _is_said_where(
        context
    ):
        return None
    typed = context.word(1) in plural_area_words()  # "Perry and Clinton counties"
    if not typed and not shares_type(context.block, context.end):
        return Reason(
            "could_be_a_word", -2.0, f"“{context.name.text}” is often not a place"
        )
    return None


def opens_sentence(context: MentionContext) -> Reason | None:
    """Any word is printed large at the beginning: "Villages along the Danube"."""
    found = context.name
    word = context.block.words[found.start].lower()
    opens = context.sentence.start == found.start or context.word(-1) in _OPENING_QUOTES
    common = word in data.common_words() or word in data.false_friends()
    alone = found.end == found.start + 1
    if opens and common and alone and not _is_said_where(context):
        return Reason(
            "opens_sentence", -2.5, "it opens a sentence and is a common word"
        )
    return None


def _is_said_where(context: MentionContext) -> bool:
    """True for "Reading, Pa.," and "Victoria Premier": said to be the place, whatever the word."""
    if context.carrier:
        return True  # "ferries to Lewis"
    if context.word(-1).lower() == "the" and context.word(1) in _offices():
        return True  # "the Nelson mayor"
    if context.has_office_after:
        return context.name.is_area
    follows = larger_place_follows(context)
    return follows is not None and follows.weight > ENOUGH_SAID


def _offices() -> frozenset[str]:
    return data.context_words(data.Role.OFFICE)


def words_in_capitals(context: MentionContext) -> Reason | None:
    """As in "FLOODS CUT OFF PORT MORESBY": a headline's words, and no Cut Off, Louisiana."""
    words = context.name.text.lower().split() if " " in context.name.text else ()
    if not words or not context.sentence.is_in_capitals or context.name.is_area:
        return None
    common = data.common_words() | data.context_words(data.Role.PREPOSITION)
    if all(word in common or word in data.false_friends() for word in words):
        note = "capitals print common words as names"
        return Reason("words_in_capitals", -5.0, note)
    return None


def acronym(context: MentionContext) -> Reason | None:
    """TASS and WHO are no villages."""
    text = context.name.text
    letters = text.replace(".", "")
    short = (
        letters.isupper() and letters.isalpha() and len(letters) <= MAX_ACRONYM_LENGTH
    )
    spelt = any(c.match is Match.ABBREVIATION for c in context.name.candidates)
    plain = spelt or context.name.is_area or context.sentence.is_shouted
    if short and not plain:
        return Reason("acronym", -3.0, f"“{text}” is written as an acronym")
    return None


def person(context: MentionContext) -> Reason | None:
    """A title or a given name beside it makes it a person's name."""
    head, tail = context.head, context.tail
    before = head[-1] if head else context.word(-1)
    if before in data.titles() and not context.name.is_demonym:
        return Reason("person", -4.0, f"“{before}” stands before it")
    own = head[-2:] if "and" not in head[-1:] else []  # "Victoria and Kent" are two
    named = next((word for word in own if word in data.given_names()), "")
    if named:
        return Reason("person", -4.0, f"it follows the given name “{named}”")
    given = context.name.text in data.given_names()
    if given and context.has_office_after:
        return None  # "Victoria Premier Jacinta Allan"
    if given and tail and tail[0] not in {"and", *_after_words()} and tail[0].isalpha():
        return Reason("person", -4.0, f"“{context.name.text} {tail[0]}” is a person")
    return None


@cache
def _after_words() -> frozenset[str]:
    """Words that may follow a place inside a run, capitalised."""
    words = {w.word for w in data.organisation_words() if w.side == data.Side.AFTER}
    words |= area_words(data.Side.AFTER)
    return frozenset({w[:1].upper() + w[1:] for w in words} | words)


def street(context: MentionContext) -> Reason | None:
    """In "London Road" the name is a road's."""
    streets = data.context_words(data.Role.STREET)
    own = context.name.text.lower().rstrip(".")
    if context.head and own in streets and not context.tail:
        return Reason("street", -7.0, f"“{context.name.text}” ends a street's name")
    tail = context.tail
    joined = tail[:1] and tail[0] in DASHES
    way = tail[-1] if joined else next(iter(tail), "")  # "Lafayette-Plain City Road"
    if way_between(context):
        return None
    if way.lower() in streets and not court(context):
        return Reason("street", -7.0, f"“{way}” follows: a street")
    return None


def speaks(context: MentionContext) -> Reason | None:
    """Small towns do not talk; people called after them do: "Dyer said"."""
    said = _says()
    after = "" if context.resident else context.word(1)  # "Bud Reed of Eastman told"
    word = next((w for w in (after, context.word(-1)) if w in said), "")
    if not word or context.name.is_area or context.name.is_demonym:
        return None
    people = [c.place.population for c in context.name.candidates]
    if max(people, default=0) >= SPEAKING_CITY:
        return None
    return Reason("speaks", -2.0, f"“{word}” stands beside it")


def acts_as_a_person(context: MentionContext) -> Reason | None:
    """Towns do not fly or resign; people called after them do: "Rubio flew to Moscow"."""
    found = context.name
    if not found.is_alone or found.is_demonym:
        return None
    if context.word(1) not in _deeds():
        return None
    after = [context.word(offset) for offset in range(1, NEAR + 1)]
    as_one = next((word for word in after if word.lower() in _AS_ONE), "")
    if as_one and not _is_a_land(found):
        note = f"“{after[0]}” follows, and “{as_one}”"
        return Reason("acts_as_a_person", -4.0, note)
    people = [c.place.population for c in found.candidates]
    if found.is_area or max(people, default=0) >= SPEAKING_CITY or after[0] in _says():
        return None
    return Reason("acts_as_a_person", -2.0, f"“{after[0]}” follows, as of people")


def is_one_who(context: MentionContext) -> Reason | None:
    """As in "Rubio, who had dinner in Doha": towns are "which"; teams, who "play", are many."""
    if (context.word(1), context.word(2)) != (",", "who") or context.name.is_demonym:
        return None
    before = context.word(-1).lower()
    if before == "of" or before in data.context_words(data.Role.PREPOSITION):
        return None
    people = [c.place.population for c in context.name.candidates]
    big = max(people, default=0) >= SPEAKING_CITY
    if big or context.name.is_area or context.word(3) in _OF_MANY:
        return None
    return Reason("is_one_who", -3.0, "“, who” follows, as of people")


_OF_MANY = frozenset("are were have play host face sit lie beat lost won drew".split())


@cache
def _deeds() -> frozenset[str]:
    return data.context_words(data.Role.HUMAN) | _says()


def _says() -> frozenset[str]:
    return data.context_words(data.Role.SAYING)


def _is_a_land(found: NameSpan) -> bool:
    """True for what is called "she" itself, or whose leader is meant: a country, a capital."""
    return any(
        c.place.feature_code.startswith("PCL") or c.place.feature_code == "PPLC"
        for c in found.candidates
    )


def office_before(context: MentionContext) -> Reason | None:
    """As in "mayor Dallas Tout": the one who holds it, with both names."""
    office = context.lower(context.name.run.start - 1)
    if office not in _offices() or context.head:
        return None
    after = context.beside(1)
    if (
        not after
        or after in _after_words()
        or context.name.is_area
        or context.name.is_demonym
    ):
        return None
    return Reason("office_before", -5.0, f"“{office}” stands before both names")


def letters_after_a_name(context: MentionContext) -> Reason | None:
    """In "Li Wen, MD, PhD" it is a degree, and no Maryland; "Bethesda, MD" is a town's."""
    if context.word(-1) != "," or not _is_postal(context.name):
        return None
    text, last = context.name.text, context.word(-2).replace(".", "")
    before = context.before
    beside = before is not None and before.end == context.start - 1
    town = before if beside and before and before.candidates else None
    if not last.isalpha() or (town and not _is_surname(context, town)):
        return None
    return Reason("letters_after_a_name", -8.0, f"“{text}” follows a person's name")


def _is_postal(found: NameSpan) -> bool:
    """True for the two letters of a state: "MD"."""
    states = (c for c in found.candidates if c.match is Match.ABBREVIATION)
    postal = any(c.place.feature_code == "ADM1" for c in states)
    return postal and len(found.text) == POSTAL and found.text.isupper()


def _is_surname(context: MentionContext, found: NameSpan) -> bool:
    """True for "Wen" where the language model reads the person "Li Wen"."""
    doc = context.doc
    last = doc[found.end - 1]
    return last.ent_type_ in PERSONS and doc[found.start].ent_iob_ == "I"


def called_after(context: MentionContext) -> Reason | None:
    """As in "Lloyd's of London", "Salgado Filho airport": called after a person."""
    if context.word(1) in {"'s", "’s"} and context.word(2) == "of":
        return Reason("called_after", -4.0, "“'s of” follows: a firm's name")
    if context.word(1) not in data.context_words(data.Role.BUILT):
        return None
    people = [c.place.population for c in context.name.candidates]
    if people and max(people) < SMALL_TOWN and not context.name.is_area:
        return Reason("called_after", -4.0, f"“{context.word(1)}” follows")
    return None


def age_follows(context: MentionContext) -> Reason | None:
    """As in "Freeland, 34," is a person."""
    age = context.word(2)
    young = age.isdigit() and int(age) < MAX_AGE
    if young and context.word(1) == "," and context.word(3) in {",", "."}:
        return Reason("age_follows", -3.0, f"an age follows: {age}")
    return None


def numbered(context: MentionContext) -> Reason | None:
    """As in "Pack 170", "Exit 6": a number makes it one of several."""
    number, before = context.word(1), context.word(-1).lower()
    if number.isdigit() and before not in data.context_words(data.Role.PREPOSITION):
        return Reason("numbered", -1.5, f"“{number}” follows: one of several")
    return None


def disease(context: MentionContext) -> Reason | None:
    """As in "Marburg fever", "the West Nile virus": named after a place, not in it."""
    words = [context.word(offset) for offset in (1, 2)]
    ills = data.context_words(data.Role.DISEASE)
    ill = next((word for word in words if word in ills), "")
    nearby = words[0] in ills or (context.tail and context.tail[0] != words[1])
    if ill and nearby:
        return Reason("disease", -6.0, f"“{ill}” follows: a disease")
    return None


def product(context: MentionContext) -> Reason | None:
    """As in "Brussels sprouts", "a Panama hat": called after a place, and of any."""
    word = context.word(1)
    if not context.name.is_demonym and word in data.context_words(data.Role.PRODUCT):
        note = f"“{word}” follows: a thing called after it"
        return Reason("product", -9.0, note)
    return None


def firm(context: MentionContext) -> Reason | None:
    """As in "Stevens & Wilkinson", who are partners, and in "India's Tata group"."""
    owned = context.word(-1) in {"'s", "’s"} and context.word(1).islower()
    if owned and context.word(1).title() in organisation_words(data.Side.AFTER):
        return Reason("firm", -5.0, f"“{context.word(1)}” follows, of another place")
    if "&" in (context.word(1), context.word(-1)):
        return Reason("firm", -2.5, "“&” joins it to another name")
    return None


def saint_of(context: MentionContext) -> Reason | None:
    """As in "St. Michael's" is a church or a school."""
    saint = context.name.text.startswith(("St. ", "St ", "Saint "))
    if saint and context.word(1) in {"'s", "’s"}:
        return Reason("saint_of", -6.0, "a saint's, and so a church or a school")
    if saint and context.tail[:1] and context.tail[0] in _OF_SAINTS:
        return Reason("saint_of", -6.0, f"“{context.tail[0]}” follows: a saint's")
    return None


_OF_SAINTS = frozenset(
    "Church Cathedral Chapel Parish Basilica Abbey Priory Convent Monastery".split()
)


def word_of_a_longer_name(context: MentionContext) -> Reason | None:
    """As in "Maritime Trade Operations": a common word, and part of a name."""
    text = context.name.text
    if text in organisation_words(data.Side.AFTER) and context.word(1) == "of":
        return Reason("word_of_a_longer_name", -5.0, f"“{text} of” is a longer name")
    if text.lower() not in data.common_words() or context.sentence.is_in_capitals:
        return None
    after = context.beside(1)
    if not after or after in _after_words():
        return None
    return Reason("word_of_a_longer_name", -5.0, f"“{text} {after}” is a longer name")


def part_of_longer_name(context: MentionContext) -> Reason | None:
    """Unknown capitalised neighbours: "Gary Anderson", "Boston Marathon"."""
    if part_of_organisation(context):
        return None
    before, after = context.beside(-1), context.beside(1)
    if _explained(before) or _is_known(context.before, context.start):
        before = ""
    office = context.name.is_area and context.has_office_after
    seat = after.isupper() and after in data.titles()  # "Richmond MP Claire Hill"
    if (
        office
        or seat
        or after in _after_words()
        or is_local_government(context)
        or _is_known(context.after, context.end)
    ):
        after = ""
    if context.sentence.is_in_capitals and after.lower() in _of_towns():
        after = ""  # "ST. CLOUD MAN HELD"
    if not before and not after:
        return None
    words = " ".join(filter(None, (before, context.name.text, after)))
    return Reason("part_of_longer_name", -2.2, f"it is part of “{words}”")


def height_after_a_name(context: MentionContext) -> Reason | None:
    """As in "Lamine Yamal": an unheard-of word before a peninsula's name makes it a person's."""
    heights = context.name.candidates
    if not heights or any(c.place.feature_class != "T" for c in heights):
        return None
    first, before = context.beside(-1), context.before
    if not first or _explained(first):
        return None
    if before and before.end == context.start and (before.is_area or before.is_demonym):
        return None
    note = f"“{first} {context.name.text}” is a longer name"
    return Reason("height_after_a_name", -5.0, note)


@cache
def _of_towns() -> frozenset[str]:
    return data.context_words(data.Role.LOCAL) | _offices()


def _is_known(neighbour: NameSpan | None, border: int) -> bool:
    """True where the words right beside are a known name of their own."""
    if neighbour is None or not neighbour.candidates:
        return False
    return border in (neighbour.start, neighbour.end)


def _explained(word: str) -> bool:
    friends = data.false_friends()
    directions = data.context_words(data.Role.DIRECTION)
    return word.lower() in directions or word.casefold() in friends
