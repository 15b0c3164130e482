"""Small questions to a tree that several stages ask: what is finite, what stands on its own."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

NOT = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "no"})
_NO = frozenset({"no", "none", "nobody", "neither", "nothing"})
_BARELY = frozenset({"hardly", "scarcely", "barely"})  # "hardly any aid"
_OF = frozenset({"of", "from"})
# The parser often takes these for prepositions of the subject: "after rockets struck".
OPENERS = frozenset(
    "after before while as since when because until once although though".split()
)


def has_to(verb: Token) -> bool:
    """True for an infinitive."""
    return any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)


def is_finite(verb: Token) -> bool:
    """True for a verb that stands in a tense of its own."""
    if verb.tag_ in {"VBD", "VBZ", "VBP"}:
        return True
    return any(c.dep_.startswith("aux") and c.tag_ != "VB" for c in verb.children)


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


def is_own_clause(verb: Token) -> bool:
    """True for a clause that is said on its own, whatever is said of the one around it.

    A relative clause, a participle on a noun ("workers abducted in"), a clause of time or manner
    ("after accusing"); not an infinitive, nor "accused of sending".
    """
    if verb.dep_ == "acl:relcl" or opened_subject(verb) is not None:
        return True
    if verb.dep_ == "acl":
        return not has_to(verb) and verb.tag_ in {"VBN", "VBD"}
    if verb.dep_ != "advcl":
        return False
    of = any(c.dep_ in {"mark", "case"} and c.lower_ in _OF for c in verb.children)
    return not (has_to(verb) or of)


def negative_part(verb: Token) -> Token | None:
    """Return the "no" of "no troops were sent", "sent no troops", "none of the tanks"."""
    for child in verb.children:
        if not is_subject(child) and child.dep_ != "obj":
            continue
        if child.lower_ in _NO:
            return child
        for small in child.lefts:
            barely = any(c.lower_ in _BARELY for c in small.children)
            if small.lower_ in _NO | _BARELY or barely:
                return small
    return None
