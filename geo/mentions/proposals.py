"""What a text proposes as names of places: each with its evidence, kind and hint.

A proposal is freed from spaCy's document, so that a long article needs little memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.language import Language

from geo import data
from geo.gazetteer.names import normalise
from geo.language import parse
from geo.mentions.block import Block, Sentence
from geo.mentions.case import Case
from geo.mentions.evidence import weigh
from geo.mentions.evidence.model import part_of_organisation
from geo.mentions.found import Found
from geo.mentions.metonyms import needs_tree, with_tree, without_tree
from geo.mentions.scene import Scene
from geo.mentions.short_forms import find_short_forms
from geo.mentions.word_lists import area_words, organisation_words, unit_words
from geo.model import Article, Mention, MentionKind, Passage, Reason

ENOUGH = 1.3  # weight of evidence at which a name is believed
GROUND = frozenset(
    "preposition larger_place_follows follows_smaller_place type_word based dateline "
    "local_word home_of".split()
)
LITERAL = ("dateline", "larger_place_follows", "follows_smaller_place", "home_of")
HOPEFUL = -0.5  # weight from which the rest of the article could still save a name


@dataclass(frozen=True, slots=True)
class Proposal:
    """A found name with its evidence.

    Attributes:
        mention: The mention it would be.
        reasons: What speaks for and against it.
        people: First and last name where the words around it are a person's.
        given: Names of which the article must give one, for a short form; else ().
    """

    mention: Mention
    reasons: tuple[Reason, ...]
    people: tuple[str, ...] = ()
    given: tuple[str, ...] = ()

    @property
    def weight(self) -> float:
        """The sum of its evidence."""
        return sum(reason.weight for reason in self.reasons)

    @property
    def stands_as_ground(self) -> bool:
        """True where the words beside it tie it to the ground."""
        return any(
            reason.rule in GROUND and reason.weight >= 1 for reason in self.reasons
        )

    def has(self, rule: str) -> bool:
        """True where a piece of evidence applies."""
        return any(reason.rule == rule for reason in self.reasons)


def propose(
    article: Article,
    block: Block,
    found: Sequence[Found],
    offset: int,
    language: Language,
) -> list[Proposal]:
    """Weigh every name found in a block of an article.

    Args:
        article: The article.
        block: A piece of it, with the model's names.
        found: Its names, as `geo.mentions.found.find_names` gives them.
        offset: Where the block begins in the article.
        language: The pipeline, asked for syntax where a metonym could be.
    """
    cases = list(_cases(block, found))
    proposals = [_proposal(article, case, offset) for case in cases]
    for i, reason in _metonyms(language, cases, proposals):
        mention = replace(proposals[i].mention, kind=MentionKind.METONYM)
        reasons = (*proposals[i].reasons, reason)
        proposals[i] = replace(proposals[i], mention=mention, reasons=reasons)
    short = [
        Proposal(_short_mention(article, block, row, at, offset), (), given=row.given)
        for row, at in find_short_forms(block)
    ]
    return sorted(proposals + short, key=lambda p: p.mention.passage)


def _cases(block: Block, found: Sequence[Found]) -> Iterator[Case]:
    for i, name in enumerate(found):
        before = found[i - 1] if i else None
        after = found[i + 1] if i + 1 < len(found) else None
        yield Case(block, name, before, after)


def _proposal(article: Article, case: Case, offset: int) -> Proposal:
    reasons = weigh(case)
    return Proposal(mention_of(article, case, offset), reasons, _people(case, reasons))


def _people(case: Case, reasons: tuple[Reason, ...]) -> tuple[str, ...]:
    """Return first and last name where the words around are a person's."""
    rules = {reason.rule for reason in reasons}
    doc, start, end = case.doc, case.found.start, case.found.end
    if "part_of_person" in rules:
        while start > 0 and doc[start].ent_iob_ == "I":
            start -= 1
        while end < len(doc) and doc[end].ent_iob_ == "I":
            end += 1
        return normalise(doc[start].text), normalise(doc[end - 1].text)
    if "person" in rules:
        return (normalise(doc[case.found.run.end - 1].text),)
    return ()


def _metonyms(
    language: Language, cases: Sequence[Case], proposals: Sequence[Proposal]
) -> Iterator[tuple[int, Reason]]:
    """Find the names that stand for a government or team; parse only where that helps."""
    to_parse = []
    for i, (case, proposal) in enumerate(zip(cases, proposals, strict=True)):
        if not _could_act(proposal) or _is_nature(case):
            continue
        scene = Scene(case.block, case.found.start, case.found.end)
        reason = without_tree(scene)
        if reason:
            yield i, reason
        elif needs_tree(scene):
            to_parse.append(i)
    spans = {cases[i].sentence.start: cases[i].span for i in to_parse}
    trees = map(Block, parse(language, tuple(spans.values())))
    by_start = dict(zip(spans, trees, strict=True))
    for i in to_parse:
        first, found = cases[i].sentence.start, cases[i].found
        scene = Scene(by_start[first], found.start - first, found.end - first)
        reason = with_tree(scene)
        if reason:
            yield i, reason


def _could_act(proposal: Proposal) -> bool:
    return (
        proposal.mention.kind is MentionKind.PLACE
        and proposal.weight >= HOPEFUL
        and not any(proposal.has(rule) for rule in LITERAL)
    )


def _is_nature(case: Case) -> bool:
    """True for a river or a range: "the bank of the Seine offered its stage"."""
    places = [c.place for c in case.found.candidates]
    return bool(places) and all(
        place.feature_class in "HV" or place.feature_code.startswith(("MT", "HLL"))
        for place in places
    )


def mention_of(article: Article, case: Case, offset: int) -> Mention:
    """Make a mention of a name where it stands."""
    span = case.doc[case.found.start : case.found.end]
    return Mention(
        passage=Passage(article.id, offset + span.start_char, offset + span.end_char),
        sentence=_passage(article, case.sentence, offset),
        text=span.text,
        toponym=normalise(span.text),
        kind=_kind(case),
        hint=_hint(case),
    )


def _passage(article: Article, sentence: Sentence, offset: int) -> Passage:
    start, end = sentence.chars
    return Passage(article.id, offset + start, offset + end)


def _short_mention(
    article: Article, block: Block, row: data.ShortForm, at: int, offset: int
) -> Mention:
    """Make a mention of "North" in "the North": it stands for "North Korea"."""
    span = block.doc[at : at + 1]
    return Mention(
        passage=Passage(article.id, offset + span.start_char, offset + span.end_char),
        sentence=_passage(article, block.sentence(at), offset),
        text=span.text,
        toponym=normalise(row.name),
        stands_for=row.name,
    )


def _kind(case: Case) -> MentionKind:
    if case.found.is_demonym:
        return MentionKind.DEMONYM
    return MentionKind.EMBEDDED if is_embedded(case) else MentionKind.PLACE


def is_embedded(case: Case) -> bool:
    """True where the name is part of an organisation's, a team's or a treaty's."""
    if _in_organisation(case):
        return True
    tail, lead = case.tail, " " + " ".join(case.head)
    if tail and tail[0] in organisation_words(data.Side.AFTER):
        return True
    return lead.endswith(_organisation_leads())


@cache
def _organisation_leads() -> tuple[str, ...]:
    return tuple(f" {words}" for words in organisation_words(data.Side.BEFORE))


def _in_organisation(case: Case) -> bool:
    """True where the language model took a longer name for an organisation."""
    return part_of_organisation(case) is not None and not case.sentence.is_headline


def _hint(case: Case) -> str:
    """Return the type word or the comma that later stages need."""
    if case.found.after_comma:
        return ","
    area = area_words()
    if case.word(1) in area:
        return case.word(1)
    for word in (case.word(1).lower(), case.found.text.rpartition(" ")[2].lower()):
        if word in unit_words():
            return word
    lead = f"{case.word(-2).lower()} of"
    if case.word(-1) == "of" and lead in area:
        return lead
    return _apposition(case, area)


def _apposition(case: Case, area: frozenset[str]) -> str:
    """Return what "Georgia, the country" and "Georgia, the American state" say."""
    if case.word(1) == "," and case.word(2) in {"the", "a", "an"}:
        for offset in (3, 4):
            word = case.word(offset)
            if word in area or f"{word} of" in area:
                return word if word in area else f"{word} of"
    return ""
