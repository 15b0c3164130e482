"""Article to Mentions: which words name a place, and how we know.

The text is read in blocks, so that a long one needs little memory and can show progress;
then the whole article is asked once more: what is a surname somewhere is one everywhere, and
what is clearly a place somewhere is one where it stands alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from geo import data
from geo.gazetteer.names import normalise
from geo.mentions.case import Case
from geo.mentions.evidence import weigh
from geo.mentions.found import Found, Names, Run, find_names
from geo.model import Article, Mention, MentionKind, Passage, Reason

ENOUGH = 1.1  # weight of evidence at which a name is believed
BLOCK = 20_000  # characters read at once

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class _Proposal:
    """A found name with its evidence, freed from spaCy's document."""

    mention: Mention
    reasons: tuple[Reason, ...]
    surname: str

    @property
    def weight(self) -> float:
        return sum(reason.weight for reason in self.reasons)

    def has(self, rule: str) -> bool:
        return any(reason.rule == rule for reason in self.reasons)


def find_mentions(
    article: Article,
    language: Language,
    gazetteer: Names,
    progress: Progress | None = None,
) -> tuple[Mention, ...]:
    """Find every mention of a place, in the order of the text.

    Args:
        article: The text.
        language: A pipeline of `geo.language`.
        gazetteer: The offline gazetteer.
        progress: Called with the share of the text read, 0 to 1.
    """
    proposals: list[_Proposal] = []
    for start, block in blocks(article.text):
        with language.memory_zone():
            doc = language(block)
            proposals += _propose(article, doc, start, gazetteer)
        if progress:
            progress((start + len(block)) / len(article.text))
    return tuple(_decide(proposals))


def blocks(text: str, size: int = BLOCK) -> Iterator[tuple[int, str]]:
    """Cut a text at paragraph ends, else at line ends or spaces, near ``size``."""
    start = 0
    while start < len(text):
        end = start + size
        if end < len(text):
            cuts = (
                text.rfind(gap, start + size // 2, end) for gap in ("\n\n", "\n", " ")
            )
            cut = next((cut for cut in cuts if cut > start), end - 1)
            end = cut + 1
        yield start, text[start:end]
        start = min(end, len(text)) if end < len(text) else len(text)


def _propose(
    article: Article, doc: Doc, offset: int, gazetteer: Names
) -> Iterator[_Proposal]:
    found = find_names(doc, gazetteer)
    for i, name in enumerate(found):
        before = found[i - 1] if i else None
        after = found[i + 1] if i + 1 < len(found) else None
        case = Case(doc, name, before, after)
        reasons = weigh(case)
        mention = _mention(article, case, offset)
        yield _Proposal(mention, reasons, _surname(case, reasons))


def _surname(case: Case, reasons: tuple[Reason, ...]) -> str:
    """Give the last name where the run is a person's: "Lavrov"."""
    if not any(reason.rule == "person" for reason in reasons):
        return ""
    last = case.doc[case.found.run.end - 1]
    return normalise(last.text)


def _mention(article: Article, case: Case, offset: int) -> Mention:
    doc, found = case.doc, case.found
    span = doc[found.start : found.end]
    sentence = span.sent
    start = offset + sentence.start_char
    words = sentence.text
    lead = len(words) - len(words.lstrip())
    return Mention(
        passage=Passage(article.id, offset + span.start_char, offset + span.end_char),
        sentence=Passage(article.id, start + lead, start + len(words.rstrip())),
        text=span.text,
        toponym=normalise(span.text),
        kind=_kind(case),
        hint=_hint(case),
    )


def _kind(case: Case) -> MentionKind:
    if case.found.is_demonym:
        return MentionKind.DEMONYM
    tail, lead = case.tail, " " + " ".join(case.head)
    if tail and tail[0] in _organisation_words(data.Side.AFTER):
        return MentionKind.EMBEDDED
    starts = _organisation_words(data.Side.BEFORE)
    if any(lead.endswith(f" {words}") for words in starts):
        return MentionKind.EMBEDDED
    return MentionKind.PLACE


@cache
def _organisation_words(side: data.Side) -> frozenset[str]:
    """Give "University" (after), "University of" (before) as names print them."""
    return frozenset(
        w.word[:1].upper() + w.word[1:]
        for w in data.organisation_words()
        if w.side == side
    )


@cache
def _area_words() -> frozenset[str]:
    return frozenset(w.word for w in data.area_words())


def _hint(case: Case) -> str:
    """Give the type word or the comma that later stages need."""
    if case.found.after_comma:
        return ","
    area = _area_words()
    if case.word(1) in area:
        return case.word(1)
    lead = f"{case.word(-2).lower()} of"
    if case.word(-1) == "of" and lead in area:
        return lead
    return _apposition(case, area)


def _apposition(case: Case, area: frozenset[str]) -> str:
    """Hear what "Georgia, the country" and "Georgia, the American state" say."""
    if case.word(1) == "," and case.word(2) in {"the", "a", "an"}:
        for offset in (3, 4):
            word = case.word(offset)
            if word in area or f"{word} of" in area:
                return word if word in area else f"{word} of"
    return ""


def _decide(proposals: list[_Proposal]) -> Iterator[Mention]:
    surnames = {p.surname for p in proposals if p.surname}
    sure = {
        p.mention.toponym
        for p in proposals
        if p.weight >= ENOUGH and p.mention.toponym not in surnames
    }
    for proposal in proposals:
        reasons = proposal.reasons + tuple(_from_elsewhere(proposal, surnames, sure))
        if sum(reason.weight for reason in reasons) >= ENOUGH:
            yield replace(proposal.mention, reasons=reasons)


def _from_elsewhere(
    proposal: _Proposal, surnames: set[str], sure: set[str]
) -> Iterator[Reason]:
    """Weigh what the rest of the article says of the same words."""
    toponym = proposal.mention.toponym
    if toponym in surnames and not proposal.has("larger_place_follows"):
        note = f"“{proposal.mention.text}” is somebody's name in this article"
        yield Reason("surname", -3.0, note)
    elif proposal.weight < ENOUGH and toponym in sure and not proposal.has("person"):
        note = f"“{proposal.mention.text}” is clearly a place elsewhere in it"
        yield Reason("seen_elsewhere", 1.5, note)


def mentions_at(
    article: Article,
    spans: Sequence[tuple[int, int]],
    language: Language,
    gazetteer: Names,
) -> tuple[Mention, ...]:
    """Take given spans as mentions; only their kind and hint are worked out.

    Args:
        article: The text.
        spans: Character ranges, in the order of the text.
        language: A pipeline of `geo.language`.
        gazetteer: The offline gazetteer.
    """
    mentions = []
    with language.memory_zone():
        doc = language(article.text)
        for start, end in spans:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is None:  # inside white space: no token there
                continue
            text = article.text[start:end]
            mention = _mention(article, Case(doc, _given(span, text, gazetteer)), 0)
            mentions.append(
                replace(
                    mention,
                    passage=Passage(article.id, start, end),
                    text=text,
                    toponym=normalise(text),
                )
            )
    return tuple(mentions)


def _given(span: Span, text: str, gazetteer: Names) -> Found:
    start, end = span.start, span.end
    candidates = gazetteer.lookup(text)
    after_comma = False
    if not candidates and start > 0 and span.doc[start - 1].text == ",":
        candidates = gazetteer.lookup_after_comma(text)
        after_comma = bool(candidates)
    run = Run(start, end)
    return Found(start, end, text, candidates, run, after_comma=after_comma)
