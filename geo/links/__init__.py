"""Resolutions to Links: what the article says connects its places, each with its words.

A sentence with two places and a word that could link them is parsed; the word's subject,
object and prepositions fill the ends. Where nothing is stated, two places in one sentence are
a co-mention.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, starmap

from spacy.language import Language
from spacy.tokens import Doc

from geo import data
from geo.language import one_reader, reading_with, tokenise
from geo.link_ids import link_id
from geo.links.arguments import End, Ends, contains as contains, place_ends
from geo.links.coreference import (
    back_references,
    could_mean,
    find_people,
    home_of,
    pairs_back,
)
from geo.links.dates import find_date
from geo.links.lexicon import kinds_of
from geo.links.moves import find_moves
from geo.links.pairs import MAX_SLOTS, Counts, Pair, pairs_of
from geo.links.parsing import parse_plainly
from geo.links.statements import Statement, can_link, statements
from geo.links.status import Factuality, factuality
from geo.links.weigh import Weighed, best, said_word, threshold, weigh
from geo.model import (
    Article,
    Evidence,
    Link,
    LinkKind,
    LinkStatus,
    Passage,
    Reason,
    Resolution,
    Sureness,
    join_links,
)
from geo.tongues import find_tongue

MAX_EARLIER = 12  # ends before a sentence that its words can point back to
_ATTITUDE = re.compile(r"\b(?:pro|anti)[-‐‑]$", re.IGNORECASE)
# "BEIRUT, Lebanon - ", "PARIS, Texas (AP) -- ": a line that opens with a name in capitals.
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’/-]+(?: [A-Z][A-Z.'’/-]+)*(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)*)?"
    r"(?:,? \w+\.? \d{1,2})?(?: \([^)\n]{2,30}\))? ?(?:--|[-–—]) "
)
SENTENCES_A_TURN = 32  # parsed while others wait: 50 ms
MAX_DATELINE = 200  # characters; what stands further into its line is in none
MAX_IN_SENTENCE = 8  # a sentence with more places is a list: it links none of them


def find_links(
    article: Article,
    resolutions: Sequence[Resolution],
    language: Language,
    *,
    sureness: Sureness = Sureness.SURER,
) -> tuple[Link, ...]:
    """Find the links of one article, in the order of its sentences.

    Args:
        article: The article.
        resolutions: What its mentions mean; those without a place can be no end.
        language: The pipeline, asked for the trees of a few sentences.
        sureness: How likely a pair that no rule states must be.
    """
    sentences = _sentences(article, resolutions)
    found: defaultdict[Passage, list[Link]] = defaultdict(list)
    if tongue := find_tongue(article.language):
        for passage, ends in sentences.items():
            moves = find_moves(article.text, passage, ends, tongue)
            found[passage] += [_link(said, passage) for said in moves]
    else:
        with reading_with(language):
            read = tuple(_read(article, sentences, language))
            for each in read:
                found[each.passage] += each.links(article)
            for passage, link in _weighed(read, sentences, sureness):
                found[passage].append(link)
    for passage, ends in sentences.items():
        found[passage] += _co_mentions(passage, ends, found[passage])
    return join_links(link for passage in sorted(found) for link in found[passage])


def pairs_in(
    article: Article, resolutions: Sequence[Resolution], language: Language
) -> Iterator[tuple[Passage, Pair, bool]]:
    """Return every pair that a sentence could link, and whether a rule states it."""
    sentences = _sentences(article, resolutions)
    counts = _counts(sentences)
    with reading_with(language):
        for each in _read(article, sentences, language):
            for pair in pairs_of(each.tree, each.ends, counts, each.said_pairs):
                ids = frozenset((pair.first.end.place.id, pair.second.end.place.id))
                yield each.passage, pair, ids in each.said_pairs


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A parsed sentence, its ends by token, and what rules read in it."""

    passage: Passage
    tree: Doc
    ends: Ends
    said: tuple[Statement, ...]

    @property
    def said_pairs(self) -> frozenset[frozenset[str]]:
        return frozenset(
            frozenset((s.origin.place.id, s.destination.place.id)) for s in self.said
        )

    def links(self, article: Article) -> list[Link]:
        day = find_date(self.tree.text, article.published)
        return [
            _link(s, _evidence(s, self.passage, article.text), day) for s in self.said
        ]


def _counts(sentences: Mapping[Passage, Sequence[End]]) -> Counts:
    counts = Counts()
    for ends in sentences.values():
        ids = [end.place.id for end in ends]
        counts.places.update(ids)
        counts.pairs.update(
            frozenset(pair) for pair in combinations(sorted(set(ids)), 2)
        )
    return counts


def _weighed(
    read: Sequence[_Sentence],
    sentences: Mapping[Passage, Sequence[End]],
    sureness: Sureness,
) -> Iterator[tuple[Passage, Link]]:
    """Return a link of each likely pair that no rule states, from its likeliest sentence."""
    limit = threshold(sureness)
    if limit >= 1:
        return
    counts = _counts(sentences)
    stated = frozenset(pair for each in read for pair in each.said_pairs)
    found = {}
    for each in read:
        for pair in pairs_of(each.tree, each.ends, counts, each.said_pairs):
            likely = weigh(pair, limit)
            if likely is None or likely.places in stated:
                continue
            if not _share_an_actor(likely.places, each.said_pairs):
                found[likely] = each.passage
    for likely in best(found):
        yield found[likely], _weighed_link(likely, found[likely])


def _sentences(
    article: Article, resolutions: Sequence[Resolution]
) -> dict[Passage, list[End]]:
    sentences: defaultdict[Passage, list[End]] = defaultdict(list)
    for resolution in resolutions:
        if resolution.place and not _is_aside(article.text, resolution):
            end = End(resolution.mention, resolution.place)
            sentences[resolution.mention.sentence].append(end)
    return dict(sorted(sentences.items()))


def _is_aside(text: str, resolution: Resolution) -> bool:
    """True for what is no end of what an article says.

    "GENEVA (AP) -" is where it was written, "pro-Russian" says whom somebody is for.
    """
    start, end = resolution.mention.passage.start, resolution.mention.passage.end
    if any(reason.rule == "dateline" for reason in resolution.mention.reasons):
        return True
    if resolution.mention.text.lower() in data.context_words(data.Role.BODY):
        return True
    if _ATTITUDE.search(text, max(0, start - 5), start):
        return True
    line = text.rfind("\n", max(0, start - MAX_DATELINE), start) + 1
    if start - line > MAX_DATELINE:
        return False
    dateline = _DATELINE.match(text, line, line + MAX_DATELINE)
    return dateline is not None and end <= dateline.end()


def _read(
    article: Article, sentences: dict[Passage, list[End]], language: Language
) -> Iterator[_Sentence]:
    """Parse the sentences that could state a link, and yield what they state."""
    people: dict[str, End] = {}
    chosen = []
    for passage, earlier in _worth_reading(article, sentences, language):
        words = article.text[passage.start : passage.end]
        with one_reader(language):
            doc, ends = tokenise(language, words), sentences.get(passage, [])
            named = place_ends(doc, passage.start, ends)
            people |= find_people(doc, named)
            if _could_link(doc, earlier, people, ends):
                chosen.append((passage, earlier, (doc, named)))
    for start in range(0, len(chosen), SENTENCES_A_TURN):
        turn = chosen[start : start + SENTENCES_A_TURN]
        with one_reader(language):
            trees = parse_plainly(language, [each for _, _, each in turn])
        for (passage, earlier, _), tree in zip(turn, trees, strict=True):
            named = place_ends(tree, passage.start, sentences.get(passage, []))
            back = back_references(tree, earlier, named)
            ends_by_token = {**home_of(tree, people), **back, **named}
            said = statements(tree, ends_by_token)
            yield _Sentence(passage, tree, ends_by_token, said)


def _share_an_actor(pair: frozenset[str], said: frozenset[frozenset[str]]) -> bool:
    """True for two partners of one actor: rules link each to a third place."""
    thirds = [{i for each in said if end in each for i in each} for end in pair]
    return bool(set.intersection(*thirds) - pair)


def _worth_reading(
    article: Article, sentences: dict[Passage, list[End]], language: Language
) -> Iterator[tuple[Passage, list[End]]]:
    """Return the sentences that name or mean a place, with the ends named last before."""
    earlier: list[End] = []
    passages = list(sentences)
    for i, passage in enumerate(passages):
        yield passage, earlier[-MAX_EARLIER:]
        earlier += sentences[passage]
        last = i + 1 == len(passages)
        until = len(article.text) if last else passages[i + 1].start
        for pointing in _pointing_back(article, (passage.end, until), language):
            yield pointing, earlier[-MAX_EARLIER:]


def _pointing_back(
    article: Article, stretch: tuple[int, int], language: Language
) -> Iterator[Passage]:
    """Return the sentences of a stretch without names that speak of "both countries"."""
    text = article.text[slice(*stretch)]
    if not pairs_back(text):
        return
    with one_reader(language):
        sentences = tuple(tokenise(language, text).sents)
    for sentence in sentences:
        if pairs_back(sentence.text):
            start = stretch[0] + sentence.start_char
            lead = len(sentence.text) - len(sentence.text.lstrip())
            end = start + len(sentence.text.rstrip())
            yield Passage(article.id, start + lead, end)


def _could_link(
    doc: Doc, earlier: Sequence[End], people: Mapping[str, End], ends: Sequence[End]
) -> bool:
    """True where a sentence has, one way or another, two places that it could link.

    Only a fight links a place to what it lies in.
    """
    words = [token.lower_ for token in doc]
    kinds = {kind for word in words for kind in kinds_of(word)}
    meant = {end.place.id: end.place for end in ends}
    for token, word in zip(doc, words, strict=True):
        named = (people[token.text],) if token.text in people else ()
        meant |= {e.place.id: e.place for e in (*named, *could_mean(word, earlier))}
    if LinkKind.CONFLICT in kinds and len(meant) > 1:
        return True
    if not kinds and len(ends) > MAX_SLOTS:
        return False  # a list, and nothing that says what it lists
    return any(starmap(can_link, combinations(meant.values(), 2)))


def _evidence(said: Statement, passage: Passage, text: str) -> Passage:
    """Return the sentence, with the one before it where an end stands right there."""
    ends = (said.origin.mention.sentence, said.destination.mention.sentence)
    first = min(*ends, passage)
    beside = first < passage and not text[first.end : passage.start].strip()
    return Passage(
        passage.article_id, first.start if beside else passage.start, passage.end
    )


def _co_mentions(
    passage: Passage, ends: Sequence[End], stated: Sequence[Link]
) -> Iterator[Link]:
    pairs = {frozenset((link.origin.id, link.destination.id)) for link in stated}
    by_place: dict[str, End] = {}
    for end in ends:
        by_place.setdefault(end.place.id, end)
    if len(by_place) > MAX_IN_SENTENCE:
        return
    for first, second in combinations(by_place.values(), 2):
        pair = frozenset((first.place.id, second.place.id))
        if pair not in pairs and can_link(first.place, second.place):
            yield _co_mention(passage, first, second)


def _link(said: Statement, passage: Passage, day: date | None = None) -> Link:
    """Make the link that a sentence states, on the day that it gives."""
    first, second = said.origin, said.destination
    note = f"“{said.word}” links {first.mention.text} and {second.mention.text}"
    reasons = [Reason("link_word", 1.0, note)]
    if said.factuality.cue:
        status = said.factuality.status.value
        reasons.append(
            Reason("status", 0.0, f"“{said.factuality.cue}” makes it {status}")
        )
    return Link(
        id=link_id(
            (first.place, second.place),
            said.kind,
            said.factuality.status,
            said.actor.casefold(),
            day,
            directed=said.directed,
        ),
        origin=first.place,
        destination=second.place,
        kind=said.kind,
        directed=said.directed,
        status=said.factuality.status,
        evidence=(Evidence(passage, first.mention, second.mention),),
        date=day,
        actor=said.actor,
        predicate=said.word,
        reasons=tuple(reasons),
    )


def _weighed_link(likely: Weighed, passage: Passage) -> Link:
    """Make the link of a pair that is likely one, though no rule states it."""
    one, other = likely.pair.first.end, likely.pair.second.end
    if likely.way == "backward":
        one, other = other, one
    word = said_word(likely)
    sure = factuality(word) if word is not None else Factuality()
    directed = likely.way != "equal"
    note = f"no rule states it; it is likely ({likely.share:.0%}), most of all because"
    reasons = [Reason("weighed", round(likely.share, 2), note)]
    reasons += [Reason("weighed", weight, told) for told, weight in likely.reasons]
    if sure.cue:
        note = f"“{sure.cue}” makes it {sure.status.value}"
        reasons.append(Reason("status", 0.0, note))
    return Link(
        id=link_id(
            (one.place, other.place), likely.kind, sure.status, directed=directed
        ),
        origin=one.place,
        destination=other.place,
        kind=likely.kind,
        directed=directed,
        status=sure.status,
        evidence=(Evidence(passage, one.mention, other.mention),),
        predicate=word.text if word is not None else "",
        reasons=tuple(reasons),
    )


def _co_mention(passage: Passage, first: End, second: End) -> Link:
    """Make the weak link of two places that one sentence names."""
    note = f"{first.mention.text} and {second.mention.text} stand in one sentence"
    kind, status = LinkKind.CO_MENTION, LinkStatus.NONE
    return Link(
        id=link_id((first.place, second.place), kind, directed=False),
        origin=first.place,
        destination=second.place,
        kind=kind,
        directed=False,
        status=status,
        evidence=(Evidence(passage, first.mention, second.mention),),
        reasons=(Reason("co_mention", 0.1, note),),
    )
