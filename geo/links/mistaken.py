"""Verbs that the parser takes for nouns and adjectives: "Durban exports coal to India"."""

from __future__ import annotations

from collections.abc import Set
from itertools import islice, takewhile

from geo.language.syntax import Doc, Token
from geo.links.cues import governor_of
from geo.links.lexicon import could_be_verb, is_past_alone, present_of
from geo.links.trees import OPENERS
from geo.model import LinkStatus

_PLAIN_VERB = "sends"
_PLAIN_PARTICIPLE = "taken"
_AFTER_PARTICIPLE = frozenset("by from in to at near off with back on".split())
_PLAIN_BASE = "send"
_BEFORE_GERUND = frozenset("of from in against for by without into".split())
_PLAIN_GERUND = "sending"
_PLAIN_PAST = "moved"
_PLAIN_DUE = "expected"
_BE = frozenset({"is", "are", "was", "were", "be", "been"})
_INSIDE = frozenset({"in", "at", "on"})
_BLAMING = frozenset({"of", "for"})
_FAR = 8  # words from "accused" to "bombing"
_MIN_REST = 3  # words behind "bought" of "wheat bought by Egypt was"
_MAX_CARGO = 4  # words of "ships frozen soy beans to"
_TENSED = frozenset({"VBD", "VBN", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_ONE = frozenset({"NN", "NNP"})
_PLURALS = frozenset({"NNS", "NNPS"})
_WAYS = frozenset({"to", "from"})
_JOINS = frozenset({"and", "but", "while"})


def mistaken_verbs(tree: Doc, names: Set[int]) -> dict[int, str]:
    """Return where a tree has a noun or an adjective and only a verb can stand.

    A plural behind ", which", and between a name and a thing that goes to a place or comes from
    one, if no other verb follows: "Durban exports to India fell" and "Durban exports coal to India
    fell" are of nouns. And a past tense that hangs on a noun: "Peru and Chad traded blame".

    Args:
        tree: A sentence, parsed.
        names: Its tokens that are names of places.

    Returns:
        What to print there instead, that the parser knows for a verb, by token.
    """
    return {word.i: plain for word in tree[1:] if (plain := _plain(word, names))}


def _plain(word: Token, names: Set[int]) -> str:
    """Return the verb to print for a word that only a verb can be; "" for any other."""
    if not could_be_verb(word.lower_):
        return ""
    if word.tag_ in _PLURALS:
        moves = word.i - 1 in names and _moves(word, names)
        return _PLAIN_VERB if moves or _is_relative(word) else ""
    if _is_gerund(word):
        return _PLAIN_GERUND
    if word.tag_ in _ONE and word.text.islower() and is_past_alone(word.text):
        return _PLAIN_PAST  # "the bishop flew"
    if _is_due(word):
        return _PLAIN_DUE
    return _PLAIN_PARTICIPLE if _is_garden_path(word) else _hung(word, names)


def _is_due(word: Token) -> bool:
    """True for "due" of "is due in Oslo", a preposition to the parser."""
    after = word.doc[word.i + 1 : word.i + 2].text.lower()
    before = word.nbor(-1)
    late = before.tag_ == "RB" and word.i > 1
    verb = word.nbor(-2) if late else before
    return word.lower_ == "due" and verb.lower_ in _BE and after in _INSIDE


def _hung(word: Token, names: Set[int]) -> str:
    """Return the verb to print for one that the parser hangs on the noun behind it."""
    if word.dep_ not in {"amod", "compound"} or word.head.i < word.i:
        return ""
    if word.tag_ == "VB":
        return _PLAIN_BASE  # "let Chad sell gas"
    alone = word.tag_ == "VBN" and (_alone(word, names) or _is_opened(word, names))
    if not (alone or (word.tag_ == "VBD" and word.dep_ == "amod")):
        return ""
    present = present_of(word.lower_)
    several = word.nbor(-1).tag_ in _PLURALS | {"VBZ"} and word.i - 1 not in names
    return present.removesuffix("s") if several else present  # "planes bomb"


def _is_opened(word: Token, names: Set[int]) -> bool:
    """True for "bombed" of "after Israel bombed Damascus", an adjective to the parser."""
    opens = word.i > 1 and word.nbor(-2).lower_ in OPENERS
    return opens and {word.i - 1, word.i + 1} <= names


def _is_gerund(word: Token) -> bool:
    """True for "bombing" of "accused Israel on Friday of bombing warehouses"."""
    if word.dep_ not in {"amod", "compound"} or word.head.i < word.i:
        return False
    before = word.nbor(-1).lower_
    if word.tag_ == "VBG":
        return before in _BEFORE_GERUND  # "talked it out of buying gas"
    noun = word.lower_.endswith("ing") and word.dep_ == "compound"
    if not noun or before not in _BLAMING or word.nbor().tag_ not in _NOUNS:
        return False
    rows = (
        governor_of(t, clause=True) for t in word.doc[max(0, word.i - _FAR) : word.i]
    )
    return any(row and row.status is LinkStatus.ALLEGED for row in rows)


def _is_garden_path(word: Token) -> bool:
    """True for "bought" of "wheat bought by Egypt was sold": the past tense to the parser."""
    rest = word.doc[word.i + 1 :]
    if word.tag_ != "VBD" or word.nbor(-1).tag_ not in _NOUNS or len(rest) < _MIN_REST:
        return False
    by = rest[0].lower_ in _AFTER_PARTICIPLE
    return by and any(_lacks_subject(verb, word) for verb in rest[1:])


def _lacks_subject(verb: Token, before: Token) -> bool:
    """True for a verb in a tense of its own that the words before it can only be subject of."""
    main = verb.head if verb.dep_.startswith("aux") else verb
    near = before in {main, main.head} or main == before.head
    if verb.tag_ not in _TENSED - {"VBN"} or not near:
        return False
    subjects = any(c.dep_.startswith(("nsubj", "cc")) for c in main.children)
    return not subjects and verb.nbor(-1).tag_ in _NOUNS | {"CD", "JJ"}


def _alone(word: Token, names: Set[int]) -> bool:
    """True for "signed" of "Chad signed two pacts.": behind a name, and no other verb stands.

    So for "Thai warplanes bombed camps", where the planes are the verb to the parser.
    """
    before, doc = word.nbor(-1), word.doc
    doer = before.i in names or before.tag_ in _PLURALS | {"VBZ"}
    if not doer or doc[-1].text != ".":
        return False
    return not any(t.tag_ in _TENSED - {"VBN"} for t in doc if t != before)


def _is_relative(word: Token) -> bool:
    """True for "ships" of "Odesa, which ships grain" and "a port that ships grain"."""
    before = word.nbor(-1)
    if before.lower_ == "which":
        return before.i > 0 and before.nbor(-1).text == ","
    return before.lower_ == "that" and before.tag_ == "WDT"


def _moves(word: Token, names: Set[int]) -> bool:
    """True where a thing follows, then "to" or "from" and a place, and no other verb."""
    after = word.doc[word.i + 1 :]
    cargo = list(takewhile(lambda each: each.lower_ not in _WAYS, after))
    if not 0 < len(cargo) <= _MAX_CARGO or cargo[-1].tag_ not in _NOUNS:
        return False
    way = cargo[-1].i + 1
    if not names & {way + 1, way + 2} or not all(t.text.isalpha() for t in cargo):
        return False
    rest = takewhile(lambda each: not _ends(each), islice(after, len(cargo), None))
    return not any(each.tag_ in _TENSED for each in (*cargo, *rest))


def _ends(word: Token) -> bool:
    return word.is_punct or word.lower_ in _JOINS
