"""Small questions to a tree that several stages ask: what is finite, what stands on its own."""

from __future__ import annotations

from collections.abc import Iterator

from geo.language.syntax import Token

NOT = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "no"})
NO = frozenset({"no", "none", "nobody", "neither", "nothing"})
BARELY = frozenset({"hardly", "scarcely", "barely"})  # "hardly any aid"
_ANY = frozenset({"one", "a", "an", "single", "any"})
_OF = frozenset({"of", "from"})
_JOINING = _OF | frozenset(
    "against in by on about towards toward for with at into over".split()
)
_LITTLE = frozenset(
    {"little", "scant", "scarce", "few", "hardly", "barely", "scarcely"}
)
_BEYOND = frozenset({"beyond", "without"})
# The parser often takes these for prepositions of the subject: "after rockets struck".
OPENERS = frozenset(
    "after before while as since when because until once although though".split()
)


_WHICH = frozenset({"which", "who", "where", "whose"})
_TENSED = frozenset({"VBD", "VBN", "VBZ", "VBP"})
_HAVE = frozenset({"have", "has", "had", "having"})
_PARTS = ("nmod", "conj", "appos", "flat")
_MIN_RELATIVE = 5  # words before the verb: "Oman, which was neutral, sent"


def has_to(verb: Token) -> bool:
    """True for an infinitive, not for "sending" of "close to sending"."""
    to = any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)
    return to and verb.tag_ != "VBG"


def is_finite(verb: Token) -> bool:
    """True for a verb that stands in a tense of its own."""
    if verb.tag_ in {"VBD", "VBZ", "VBP"}:
        return True
    return any(c.dep_.startswith("aux") and c.tag_ != "VB" for c in verb.children)


def is_perfect(verb: Token) -> bool:
    """True for "would have sent", "to have sent"."""
    return any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children)


def perfect_of(participle: Token) -> Token | None:
    """Return the "had" of "had bombed Riga", where the parser takes the rest for an adjective."""
    if participle.dep_ != "amod" or not participle.i:
        return None
    before = participle.nbor(-1)
    return before if before.lower_ in _HAVE else None


def opens_with_of(word: Token) -> bool:
    """True for "of shelling", "for talks", "from sending"."""
    small = (c for c in word.children if c.dep_ in {"mark", "case"})
    return any(child.lower_ in _OF | {"for"} for child in small)


def is_subject(noun: Token) -> bool:
    """True for a subject, of the passive too."""
    return noun.dep_.startswith("nsubj")


def marks_of(clause: Token) -> Iterator[Token]:
    """Return the small words that open a clause."""
    yield from (c for c in clause.children if c.dep_ in {"mark", "advmod"})


def opened_subject(verb: Token) -> Token | None:
    """Return "rockets" of "after rockets struck", which the parser hangs on the verb before."""
    if verb.tag_ not in {"VBD", "VBN", "VBZ", "VBP"} or not verb.i or has_to(verb):
        return None
    noun = verb.nbor(-1)
    if not noun.dep_.startswith(("obl", "nmod", "compound")):
        return None
    cases = (c for c in noun.children if c.dep_ == "case")
    return noun if any(c.lower_ in OPENERS for c in cases) else None


def resumed_subject(verb: Token) -> Token | None:
    """Return "Angola" of "Angola, which borders Namibia, sent", where "sent" hangs on Namibia."""
    doc = verb.doc
    start = min([verb.i, *(c.i for c in verb.children if c.dep_.startswith("aux"))])
    if verb.tag_ not in _TENSED or start < _MIN_RELATIVE or doc[start - 1].text != ",":
        return None
    comma = next((i for i in range(start - 2, 0, -1) if doc[i].text == ","), 0)
    said = any(is_finite(word) for word in doc[comma + 2 : start - 1])
    if not comma or doc[comma + 1].lower_ not in _WHICH or not said:
        return None
    noun = doc[comma - 1]
    while noun.dep_.startswith(_PARTS) and noun.head.i < noun.i:
        noun = noun.head
    return None if any(is_finite(word) for word in doc[:comma]) else noun


def set_off_from(participle: Token) -> Token | None:
    """Return the "is set" of "the trip, put off in April, is set for June"."""
    main = participle.head
    between = participle.doc[participle.i : main.i]
    apart = participle.dep_ == "advcl" and participle.tag_ in {"VBN", "VBD"}
    return main if apart and any(word.text == "," for word in between) else None


def is_own_clause(verb: Token) -> bool:
    """True for a clause that is said on its own, whatever is said of the one around it.

    A relative clause, a participle on a noun ("workers abducted in"), a clause of time or manner
    ("after accusing"); not an infinitive, nor "accused of sending".
    """
    # "Workers abducted in" is said apart; "evidence that he was sent", "fears that" are not.
    that = any(c.dep_ == "mark" for c in verb.children)
    if opened_subject(verb) is not None or (verb.dep_ == "acl:relcl" and not that):
        return True
    if verb.dep_.startswith("acl"):
        return not that and verb.tag_ in {"VBN", "VBD"}
    if verb.dep_ != "advcl":
        return False
    if that and any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children):
        return False
    small = {c.lower_ for c in verb.children if c.dep_ in {"mark", "case"}}
    # "may join Chad in sending", "could hurt Iran by shelling": one deed with what is around it
    of = small & _JOINING or (verb.tag_ == "VBG" and "to" in small)
    return not (has_to(verb) or of)


def negative_part(verb: Token) -> Token | None:
    """Return the "no" of "no troops were sent", "sent no troops", "none of the tanks"."""
    for child in verb.children:
        if not is_subject(child) and child.dep_ != "obj":
            continue
        if child.lower_ in NO:
            return child
        for small in child.lefts:
            barely = any(c.lower_ in BARELY for c in small.children)
            if small.lower_ in NO | BARELY or barely:
                return small
            if small.lower_ == "not" and small.nbor().lower_ in _ANY:
                return small  # "not one plane took off"
    return None


def is_negated(word: Token) -> bool:
    """True for what is not, never or by few: "few doubt that", "little doubt", "beyond doubt"."""
    if any(c.lower_ in NOT for c in word.children) or negative_part(word):
        return True
    subjects = (c for c in word.children if is_subject(c))
    near = (*word.children, *(g for c in subjects for g in c.children))
    return any(
        (c.lower_ == "few" and not _is_some(c))
        or (c.head == word and _lessens(c, word))
        for c in near
    )


def _lessens(small: Token, word: Token) -> bool:
    """True for what leaves little or nothing of the noun behind it: "scant", "hardly any"."""
    words = {small.lower_, *(c.lower_ for c in small.children)}
    if small.dep_ in {"amod", "det", "advmod"} and small.i < word.i:
        return bool(words & _LITTLE) and not _is_some(small)
    return small.dep_ == "case" and small.lower_ in _BEYOND


def _is_some(few: Token) -> bool:
    """True for "a few", "a little"."""
    return few.i > 0 and few.nbor(-1).lower_ == "a"
