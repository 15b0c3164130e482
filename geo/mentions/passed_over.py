"""Names that are not taken for places, each with what decided it: nothing is dropped in silence.

Most were weighed, and too little spoke for them. The rest never were: words that are nearly
always something else, and names of more words than places have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from geo import data
from geo.gazetteer import Gazetteer
from geo.gazetteer.names import normalise
from geo.mentions.block import Block
from geo.mentions.context import BEFORE_GROUND, PERSONS
from geo.mentions.lexicon import is_never_a_place
from geo.mentions.names import MAX_UNKNOWN_LENGTH, NameSpan
from geo.mentions.proposals import Proposal
from geo.model import Article, Mention, Passage, Reason

# Evidence that a name stands where places do, whatever else speaks against it.
_POSITION = frozenset(
    "preposition may_be_ground way carried way_between direction_of direction_before listed based in_region_at_head larger_place_follows type_word "
    "type_in_name dateline home_of model_says_place".split()
)


def why_not_believed(proposal: Proposal, reasons: Sequence[Reason]) -> Reason | None:
    """Return what decided against a name, or None for one that no reader takes for a place.

    Args:
        proposal: A name that is not believed.
        reasons: All that speaks for and against it, in the whole article too.
    """
    known = proposal.has("size")
    if proposal.given or not (known or _POSITION & {r.rule for r in reasons}):
        return None
    worst = min(reasons, key=lambda reason: reason.weight)
    if worst.weight < 0:
        return worst
    words = proposal.mention.text
    if not known:
        return _no_entry(words)
    note = f"too little in the text says that “{words}” is a place here"
    return Reason("too_little", 0.0, note)


def never_weighed(
    article: Article,
    block: Block,
    found: Iterable[NameSpan],
    gazetteer: Gazetteer,
    offset: int,
) -> Iterator[Mention]:
    """Return the names of a block that evidence was never weighed for.

    Args:
        article: The article.
        block: A piece of it.
        found: Its names that were weighed.
        gazetteer: The offline gazetteer.
        offset: Where the block begins in the article.
    """
    left = bytearray(b"\1" * len(block.words))
    for name in found:
        left[name.start : name.end] = bytes(name.end - name.start)
    end = 0
    for at in block.names:
        if at < end or not left[at] or _is_grammar(block, at):
            continue
        goes_on = at + 1
        while goes_on < len(left) and left[goes_on] and block.is_name(goes_on):
            goes_on += 1
        end, reason = _reason(block, at, goes_on, gazetteer)
        if reason:
            yield _mention(article, block, (at, end), reason, offset)


def _is_grammar(block: Block, at: int) -> bool:
    """True for "But", "I", "The"; "in May" is none of these."""
    before = block.word(at - 1)
    inside = before.islower() or before == "," or before.lower() in BEFORE_GROUND
    return block.doc[at].is_stop and not (inside and len(block.words[at]) > 1)


def _reason(
    block: Block, at: int, goes_on: int, gazetteer: Gazetteer
) -> tuple[int, Reason | None]:
    """Return how far a name at a word reaches, and why it is none, or None for no name.

    Args:
        block: The text.
        at: The word.
        goes_on: Where the capitalised words end that nothing was weighed for.
        gazetteer: The offline gazetteer.
    """
    last = min(goes_on, at + MAX_UNKNOWN_LENGTH)
    for end in range(last, at, -1):
        words = block.phrase(at, end)
        if is_never_a_place(words):
            known = any(map(gazetteer.lookup, block.words[at:end]))
            return end, _other_word(block, at, words) if known else None
    if block.lower(at - 1) in data.context_words(data.Role.PREPOSITION):
        return goes_on, _no_entry(block.phrase(at, goes_on))
    return at + 1, None


def _other_word(block: Block, at: int, words: str) -> Reason:
    token = block.doc[at]
    if token.ent_type_ in PERSONS and token.ent_iob_ == "I":  # "Kim Jong Un"
        note = "the language model reads a person's whole name"
        return Reason("part_of_person", 0.0, note)
    return Reason("other_word", 0.0, f"“{words}” is nearly always another word")


def _no_entry(words: str) -> Reason:
    note = f"the offline gazetteer has no entry for “{words}”"
    return Reason("no_entry", 0.0, note)


def _mention(
    article: Article, block: Block, at: tuple[int, int], reason: Reason, offset: int
) -> Mention:
    first, last = block.chars(*at)
    start, end = block.sentence(at[0]).chars
    text = block.phrase(*at)
    return Mention(
        passage=Passage(article.id, offset + first, offset + last),
        sentence=Passage(article.id, offset + start, offset + end),
        text=text,
        toponym=normalise(text),
        reasons=(reason,),
    )


def outside(mentions: Iterable[Mention], others: Iterable[Mention]) -> list[Mention]:
    """Return in the order of the text the mentions that touch none of the others."""
    taken = sorted((m.passage.start, m.passage.end) for m in others)
    kept, at = [], 0
    for mention in sorted(mentions, key=lambda m: m.passage):
        while at < len(taken) and taken[at][1] <= mention.passage.start:
            at += 1
        if at == len(taken) or mention.passage.end <= taken[at][0]:
            kept.append(mention)
    return kept
