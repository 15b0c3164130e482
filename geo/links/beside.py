"""What hangs on a word and says how sure it is: "may", "not", "if", "allegedly", "to"."""

from __future__ import annotations

from collections.abc import Iterator, Set

from geo import data
from geo.data import CueUse, Role, StatusWord
from geo.language.syntax import Token
from geo.links.cues import Cue, cue_of, governor_of
from geo.links.governing import is_no_time
from geo.links.lexicon import triggers
from geo.links.trees import (
    BARELY,
    NOT,
    has_to,
    is_finite,
    is_negated,
    is_perfect,
    is_subject,
    marks_of,
    negative_part,
)
from geo.model import LinkStatus

_ADDRESSED = frozenset({"obj", "iobj", "nsubj:pass"})
_CAN = frozenset({"can", "ca", "could"})
_WOULD = frozenset({"would", "'d", "’d"})
_HYPOTHETICAL = StatusWord("would", LinkStatus.POSSIBLE, CueUse.AUX)
_ONLY = frozenset({"only", "just", "merely", "simply"})
_BE = frozenset({"is", "are", "was", "were", "be"})
_USES = {
    "aux": CueUse.AUX,
    "mark": CueUse.MARK,
    "advmod": CueUse.MODIFIER,
    "amod": CueUse.MODIFIER,
    "compound": CueUse.MODIFIER,
}


def beside(
    token: Token, below: Token | None = None, *, spent: Set[int] = frozenset()
) -> Iterator[Cue]:
    """Return the cues that hang on a word: helping verbs, "not", "if", "allegedly".

    Args:
        token: The word.
        below: What hangs on it that the cues go for; of a subject another object says nothing.
        spent: Words whose "no" or "not" is of themselves: "did not deny having sent".
    """
    quiet = token.i in spent or _is_to_refrain(token)
    yield from () if quiet else _nothing(token, below, spent)
    for child in token.children:
        if not_ := next((c for c in (child, *_of_helper(child)) if _negates(c)), None):
            yield from () if quiet else [(LinkStatus.DENIED, not_.text)]
        elif child.lower_ == "far" and child.nbor().lower_ == "from":
            yield LinkStatus.DENIED, child.text  # "far from attacking"
        elif child.dep_ == "advcl":
            # "threatened war unless": a threat is made, whatever hangs on it
            yield from () if _threatens(token) else _condition(child)
        elif child.dep_ == "mark" and child.lower_ == "to":
            yield from _infinitive(child)
        elif row := _small(token, child):
            could = (
                token.i in spent and child.lower_ in _CAN
            )  # "could not help sending"
            yield from () if could else [(row.status, child.text)]


def suspected(verb: Token) -> Iterator[Cue]:
    """Read "suspected Pakistani gunmen killed": who did it is not sure."""
    for who in verb.children:
        if is_subject(who) or any(c.lower_ == "by" for c in who.children):
            rows = (
                cue_of(c, CueUse.MODIFIER) for c in who.children if c.dep_ == "amod"
            )
            cue = next((r for r in rows if r and r.status is LinkStatus.ALLEGED), None)
            yield from [(cue.status, cue.word)] if cue else ()


def _of_helper(child: Token) -> tuple[Token, ...]:
    """Return what hangs on "will" in "will not, after all, buy"."""
    return child.children if child.dep_ == "aux" else ()


def _small(token: Token, child: Token) -> StatusWord | None:
    """Return how a helping verb, an adverb or a mark bears on the word that it hangs on."""
    use = _USES.get(child.dep_.partition(":")[0])
    if child.dep_ == "case" and token.tag_ == "VBG":
        use = CueUse.MARK  # "instead of sending"
    row = cue_of(child, use) if use else None
    if use is CueUse.AUX and is_perfect(token):
        row = cue_of(child, CueUse.PERFECT) or row
    elif use is CueUse.AUX and child.lower_ in _WOULD and _is_main(token):
        row = _HYPOTHETICAL  # "given the chance, Chad would send"
    if child.dep_ == "advmod":
        row = row or cue_of(child, CueUse.MARK)
    none = row is None or _is_always(child) or _is_over(token, child, row)
    return None if none else row


def _is_main(verb: Token) -> bool:
    """True for a clause that nobody tells: "would" means no plan in it."""
    if verb.dep_ != "ROOT":
        return False
    if data.context_words(Role.SAYING).intersection(w.lower_ for w in verb.doc):
        return False
    plans = (
        cue_of(noun, CueUse.INFINITIVE) or cue_of(noun, CueUse.GOVERNOR)
        for noun in verb.doc
    )
    return not any(plan and plan.status is LinkStatus.PLANNED for plan in plans)


def _is_over(verb: Token, adverb: Token, row: StatusWord) -> bool:
    """True for the "eventually" of "eventually sent": it did."""
    past = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and is_finite(verb))
    return past and adverb.dep_ == "advmod" and row.status is LinkStatus.PLANNED


def _is_always(mark: Token) -> bool:
    """True for the "without" of "not a week passes without an attack"."""
    before = mark.doc[: mark.i]
    return mark.lower_ == "without" and any(w.lower_ in NOT | BARELY for w in before)


def _nothing(token: Token, below: Token | None, spent: Set[int]) -> Iterator[Cue]:
    none = negative_part(token)
    if none is not None and none.head.i in spent:
        return  # "there is no doubt that"
    mine = below is None or not is_subject(below)
    if (
        none is not None
        and not is_no_time(none)
        and (mine or below in {none, none.head})
    ):
        yield LinkStatus.DENIED, none.text


def _is_to_refrain(verb: Token) -> bool:
    """True for "urged Chad not to sell": it may do so yet."""
    above = verb.head
    told = (c for c in above.children if c.dep_ in _ADDRESSED and c.i < verb.i)
    if not has_to(verb) or above == verb or next(told, None) is None:
        return False
    row = governor_of(above, clause=True)
    return row is not None and row.status is LinkStatus.POSSIBLE


def _threatens(token: Token) -> bool:
    row = cue_of(token, CueUse.GOVERNOR)
    made = row is not None and row.status is LinkStatus.POSSIBLE
    return made and any(t.token == token for t in triggers(token))


def _negates(child: Token) -> bool:
    """True for "not", but not for that of "India, not China, sent"."""
    if child.dep_ == "amod" and child.tag_ == "VBN":
        # "why has it not imposed sanctions": a participle to the parser
        return any(word.lower_ in NOT for word in child.lefts)
    if child.dep_ in {"advmod", "amod"} and cue_of(child, CueUse.NEGATED):
        return any(word.lower_ in NOT for word in child.lefts)  # "no longer"
    if child.i > 1 and child.nbor(-2).lower_ == "or" and child.nbor(-1).tag_ == "MD":
        return False  # "may or may not"
    small = child.lower_ in NOT and child.dep_ in {"advmod", "aux", "det", "cc"}
    if not small or child.nbor().lower_ in _ONLY:
        return False  # "not only did it sail"
    return not (child.dep_ == "advmod" and _is_of_another(child))


def _is_of_another(no: Token) -> bool:
    """True for the "not" of "India, not China, sent" and "not India but China sent"."""
    cc = (c for other in no.head.children if other.dep_ == "conj" for c in other.lefts)
    helped = no.i > 0 and no.nbor(-1).tag_ in {"MD", "VBZ", "VBD", "VBP"}
    return (no.nbor().text == "," and not helped) or any(c.lower_ == "but" for c in cc)


def _condition(clause: Token) -> Iterator[Cue]:
    """Read "will strike if": what hangs on a condition is no more than possible."""
    for word in (clause, *marks_of(clause)):
        row = cue_of(word, CueUse.MARK) if word.lower_ != "whether" else None
        if row and row.status is LinkStatus.POSSIBLE:
            yield row.status, word.text


def _infinitive(to: Token) -> Iterator[Cue]:
    """Read "is to visit", "is set to visit", "LEADER TO VISIT"."""
    if not to.i:
        return
    before = to.nbor(-1)
    if before.lower_ in _BE:
        perfect = is_perfect(to.head)  # "was to have docked"
        yield LinkStatus.DENIED if perfect else LinkStatus.PLANNED, "to"
    elif row := _before_infinitive(before, to.head):
        yield row.status, before.text
    elif not any(is_finite(word) or word.tag_ == "MD" for word in to.doc):
        yield LinkStatus.PLANNED, to.text


def _before_infinitive(before: Token, verb: Token) -> StatusWord | None:
    """Return how the word before "to" bears on a verb that does not hang on it."""
    if before == verb.head or is_negated(before):
        return None
    return governor_of(before, clause=True, shape=CueUse.INFINITIVE)
