"""Article to Mentions: which words name a place, and how we know.

The text is read in blocks, so that a long one needs little memory and can show progress:
tokens, the names the gazetteer knows, what the tables know of each word (`model_features`),
what the language model reads, the evidence for each name, and whether it means the ground or
those who rule it (`proposals`). Then the whole article is asked once more (`elsewhere`). Coordinates stand
apart: they are mentions by themselves (`coordinates`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from spacy.language import Language
from spacy.tokens import Span

from geo import tongues
from geo.coordinates import find_coordinates
from geo.gazetteer import Gazetteer
from geo.language import one_reader, reading_with, tokenise
from geo.language.printed import Printed, read_printed
from geo.mentions.block import Block
from geo.mentions.capitals import casing_note as casing_note, is_small, with_capitals
from geo.mentions.context import MentionContext
from geo.mentions.coordinates import (
    coordinate_mentions,
    in_text_order,
    outside_points,
    toponym_of,
)
from geo.mentions.elsewhere import is_believed, weigh_in_article
from geo.mentions.lexicon import distribute_type_words
from geo.mentions.model_features import read_block
from geo.mentions.names import NameSpan, Run
from geo.mentions.passed_over import never_weighed, outside, why_not_believed
from geo.mentions.proposals import ENOUGH as ENOUGH, Proposal, mention_of, propose
from geo.model import MAIN_NAMES, Article, Mention, Passage

BLOCK = 20_000  # characters read at once
MAX_SHORT = 4_000  # characters; a shorter article has one turn for all of it
MIN_BROKEN = 5_000  # people of a town whose name may go on over a line end

Progress = Callable[[float], bool | None]


@dataclass(frozen=True, slots=True)
class Recognised:
    """The names of an article, in the order of the text.

    Attributes:
        mentions: Those that are taken for places.
        passed_over: Those that are not, each with the reason that decided it.
    """

    mentions: tuple[Mention, ...] = ()
    passed_over: tuple[Mention, ...] = ()


def find_mentions(
    article: Article,
    language: Language,
    gazetteer: Gazetteer,
    progress: Progress | None = None,
) -> tuple[Mention, ...]:
    """Find every mention of a place, in the order of the text; see `recognise`."""
    return recognise(article, language, gazetteer, progress).mentions


def recognise(
    article: Article,
    language: Language,
    gazetteer: Gazetteer,
    progress: Progress | None = None,
) -> Recognised:
    """Find every name that could be a place's, and say which are.

    An article in another language than the pipeline's is read by that language's tables, where
    there are some; else it has none: nonsense would be worse.

    Args:
        article: The text.
        language: A pipeline of `geo.language`.
        gazetteer: The offline gazetteer.
        progress: Called with the share of the text read, 0 to 1; where it says True, the
            rest is not read.
    """
    if article.language != language.lang:
        return Recognised(*tongues.recognise(article, gazetteer, progress))
    printed = read_printed(article.text, partial(_is_name, gazetteer))
    text = printed.text
    if is_small(text):
        text = with_capitals(text, gazetteer)
    read = replace(article, text=text)
    proposals: list[Proposal] = []
    given: list[Mention] = []
    passed: list[Mention] = []
    points = find_coordinates(read.text)
    # A short article has one turn for all of it: those who wait behind a long one wait once.
    short = len(read.text) <= MAX_SHORT
    with one_reader(language) if short else reading_with(language):
        for start, text in blocks(read.text):
            with one_reader(language):
                block, found = read_block(text, language, gazetteer)
            with one_reader(language):  # one who waited may have been in between
                proposals += propose(read, block, found, start, language)
                given += coordinate_mentions(read, points, block.doc, start)
                passed += never_weighed(read, block, found, gazetteer, start)
            if progress and progress((start + len(text)) / len(read.text)):
                break
        weighed = tuple(weigh_in_article(outside_points(proposals, points)))
    for proposal, reasons in weighed:
        if is_believed(reasons):
            given.append(replace(proposal.mention, reasons=reasons))
        elif reason := why_not_believed(proposal, reasons):
            passed.append(replace(proposal.mention, reasons=(reason,)))
    mentions = distribute_type_words(read, in_text_order(given))
    return Recognised(
        tuple(_where_printed(mention, article, printed) for mention in mentions),
        tuple(
            _where_printed(mention, article, printed)
            for mention in outside(passed, mentions)
        ),
    )


def _is_name(gazetteer: Gazetteer, words: str) -> bool:
    """True where a place of some size bears the words as its main name."""
    return any(
        c.match in MAIN_NAMES
        and (c.place.feature_class != "P" or c.place.population >= MIN_BROKEN)
        for c in gazetteer.lookup(words)
    )


def _where_printed(mention: Mention, article: Article, printed: Printed) -> Mention:
    """Return a mention of what was read where it stands in the article, quoting that."""
    at = mention.passage
    if not printed.cuts and article.text[at.start : at.end] == mention.text:
        return mention
    start, end = printed.origin(mention.passage.start, mention.passage.end)
    sentence = printed.origin(mention.sentence.start, mention.sentence.end)
    text = article.text[start:end]
    return replace(
        mention,
        passage=Passage(article.id, start, end),
        sentence=Passage(article.id, *sentence),
        text=text,
        stands_for=mention.stands_for or (mention.text if mention.text != text else ""),
    )


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


def mentions_at(
    article: Article,
    spans: Sequence[tuple[int, int]],
    language: Language,
    gazetteer: Gazetteer,
) -> tuple[Mention, ...]:
    """Take given spans as mentions; only their kind and hint are worked out.

    Args:
        article: The text.
        spans: Character ranges, in the order of the text.
        language: A pipeline of `geo.language`.
        gazetteer: The offline gazetteer.
    """
    if isinstance(gazetteer, tongues.TongueGazetteer):
        return tongues.mentions_at(article, spans, gazetteer)
    mentions = []
    with one_reader(language):
        block = Block(tokenise(language, article.text))
        for start, end in spans:
            span = block.doc.char_span(start, end, alignment_mode="expand")
            if span is None:  # inside white space: no token there
                continue
            text = article.text[start:end]
            mention = mention_of(
                article, MentionContext(block, _given(span, text, gazetteer)), 0
            )
            mentions.append(
                replace(
                    mention,
                    passage=Passage(article.id, start, end),
                    text=text,
                    toponym=toponym_of(text),
                )
            )
    return distribute_type_words(article, mentions)


def _given(span: Span, text: str, gazetteer: Gazetteer) -> NameSpan:
    start, end = span.start, span.end
    candidates = gazetteer.lookup(text)
    after_comma = False
    if not candidates and start > 0 and span.doc[start - 1].text == ",":
        candidates = gazetteer.lookup_after_comma(text)
        after_comma = bool(candidates)
    run = Run(start, end)
    return NameSpan(start, end, text, candidates, run, after_comma=after_comma)
