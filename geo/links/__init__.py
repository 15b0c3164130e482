"""Resolutions to Links: what the article says connects its places, each with its words.

A sentence with two places and a word that could link them is parsed; the word's subject,
object and prepositions fill the ends. Where nothing is stated, two places in one sentence are
a co-mention.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, starmap

from spacy.language import Language

from geo.language import cut, one_reader, reading_with, tokenise
from geo.language.syntax import Doc, plain_doc
from geo.links.actors import Actors, find_actors, is_headline
from geo.links.antecedents import may_point_back, spoken_on_of
from geo.links.arguments import End, Ends, contains as contains, place_ends
from geo.links.asides import after_dateline, is_aside
from geo.links.clauses import clauses_of
from geo.links.coreference import (
    back_references,
    could_mean,
    find_officials,
    home_of,
    pairs_back,
)
from geo.links.dates import find_when
from geo.links.lexicon import kinds_in
from geo.links.made import co_mention, stated_link, weighed_link
from geo.links.moves import find_moves
from geo.links.pairs import MAX_SLOTS, Counts, Pair, pairs_of
from geo.links.parsing import parse_plainly
from geo.links.pronouns import (
    Listener,
    Told,
    persons_in,
    selves_in,
    speaks_of_one,
)
from geo.links.statements import Statement, can_link, statements
from geo.links.unsaid import could_say
from geo.links.weigh import best, threshold, weigh
from geo.model import (
    Article,
    DatePrecision,
    Link,
    LinkKind,
    LinkStatus,
    Passage,
    Resolution,
    Sureness,
    When,
    join_links,
)
from geo.tongues import find_tongue

MAX_EARLIER = 12  # ends before a sentence that its words can point back to
Late = Callable[[float], bool]
SENTENCES_A_TURN = 32  # parsed while others wait: 50 ms
MAX_SHORT = 4_000  # characters; a shorter article has one turn for all of its sentences
MAX_IN_SENTENCE = 8  # a sentence with more places is a list: it links none of them


def find_links(
    article: Article,
    resolutions: Sequence[Resolution],
    language: Language,
    *,
    sureness: Sureness = Sureness.SURER,
    late: Late = lambda _: False,
) -> tuple[Link, ...]:
    """Find the links of one article, in the order of its sentences.

    Args:
        article: The article.
        resolutions: What its mentions mean; those without a place can be no end.
        language: The pipeline, asked for the trees of a few sentences.
        sureness: How likely a pair that no rule states must be.
        late: Told the share of the text that is searched; True ends it there.
    """
    sentences = _sentences(article, resolutions)
    found: defaultdict[Passage, list[Link]] = defaultdict(list)
    if tongue := find_tongue(article.language):
        for passage, ends in sentences.items():
            if late(passage.start / len(article.text)):
                break
            moves = find_moves(article.text, passage, ends, tongue)
            found[passage] += [stated_link(said, passage) for said in moves]
    else:
        short = len(article.text) <= MAX_SHORT
        with one_reader(language) if short else reading_with(language):
            read = tuple(_read(article, sentences, language, late))
            actors = _actors(article, read)
            for each in read:
                found[each.passage] += each.links(article, actors)
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
    told: Told | None = None

    @property
    def said_pairs(self) -> frozenset[frozenset[str]]:
        return frozenset(
            frozenset((s.origin.place.id, s.destination.place.id)) for s in self.said
        )

    @property
    def named(self) -> Ends:
        """Its ends where they are named, without people and what points back."""
        return {
            i: ends
            for i, ends in self.ends.items()
            if self.tree[i].text in ends[0].mention.text
        }

    def links(self, article: Article, actors: Actors) -> list[Link]:
        # "Of March 2024": on no day that "yesterday" is counted from.
        exact = article.published_precision is DatePrecision.DAY
        day = article.published if exact else None
        return [
            stated_link(
                replace(said, actor=self._called(said, article.text, actors)),
                self._evidence(said, article.text),
                self._time(said, day),
            )
            for said in self.said
        ]

    def _evidence(self, said: Statement, text: str) -> Passage:
        """Return the sentence, with the one before in its paragraph where an end stands there.

        An end stands there too where "he" is it: the sentence before tells who he is.
        """
        passage, ends = self.passage, (said.origin, said.destination)
        first = min(passage, *(end.mention.sentence for end in ends))
        if self.told and self.told.person in ends:
            first = self.told.sentence
        between = text[first.end : passage.start]
        beside = first < passage and not between.strip() and "\n\n" not in between
        return Passage(
            passage.article_id, first.start if beside else passage.start, passage.end
        )

    def _time(self, said: Statement, published: date | None) -> When | None:
        """Return when a statement holds: the sentence's one time, else its own clause's."""
        planned = said.factuality.status is LinkStatus.PLANNED
        texts, word = (self.tree.text, self._clause(said)), said.word
        told = (find_when(t, published, planned=planned, word=word) for t in texts)
        return next(filter(None, told), None)

    def _clause(self, said: Statement) -> str:
        """Return what stands between semicolons with both ends, or nothing."""
        start = self.passage.end - len(self.tree.text)
        both = (said.origin, said.destination)
        ends = [end.mention.passage.start - start for end in both]
        return next(
            (
                clause.text
                for clause in clauses_of(self.tree)
                if all(clause.start_char <= end < clause.end_char for end in ends)
            ),
            "",
        )

    def _called(self, said: Statement, text: str, actors: Actors) -> str:
        """Return who acts: a person of the article, and no words of a headline."""
        places = (said.origin.place.id, said.destination.place.id)
        called = actors.called(said.actor, self.tree.text, places)
        ends = (said.origin.mention.text, said.destination.mention.text)
        known = called in actors.names.values() or called in ends
        headline = is_headline(text, self.passage.start, self.passage.end)
        return "" if headline and not known else called


def _actors(article: Article, read: Sequence[_Sentence]) -> Actors:
    """Return who acts in an article, by the sentences that were parsed."""
    officials = (o for each in read for o in find_officials(each.tree, each.named))
    acting = (said.actor for each in read for said in each.said)
    return find_actors(article.text, officials, acting)


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
        for pair in pairs_of(each.tree, each.ends, counts, each.said_pairs, stated):
            likely = weigh(pair, limit)
            if likely and not _share_an_actor(likely.places, each.said_pairs):
                found[likely] = each.passage
    for likely in best(found):
        yield found[likely], weighed_link(likely, found[likely])


def _sentences(
    article: Article, resolutions: Sequence[Resolution]
) -> dict[Passage, list[End]]:
    sentences: defaultdict[Passage, list[End]] = defaultdict(list)
    for resolution in resolutions:
        if resolution.place and not is_aside(article.text, resolution):
            end = End(resolution.mention, resolution.place)
            sentences[resolution.mention.sentence].append(end)
    return dict(sorted(sentences.items()))


def _read(
    article: Article,
    sentences: dict[Passage, list[End]],
    language: Language,
    late: Late = lambda _: False,
) -> Iterator[_Sentence]:
    """Parse the sentences that could state a link, and yield what they state."""
    listener = Listener()
    chosen = tuple(_choose(article, sentences, language, listener, late))
    for at in range(0, len(chosen), SENTENCES_A_TURN):
        turn = chosen[at : at + SENTENCES_A_TURN]
        if late(turn[0].passage.start / len(article.text)):
            return
        with one_reader(language):
            trees, before = _parsed(turn, sentences, language)
        for each, tree in zip(turn, trees, strict=True):
            inside, known = sentences.get(each.passage, []), list(each.earlier)
            for offset, part in _parts(article, each.start, tree, inside, language):
                ends = [end for end in inside if _is_in(end, offset, part)]
                named = place_ends(part, offset, ends)
                back = back_references(part, known, named)
                he = persons_in(part, each.told, named)
                who = home_of(part, listener.people)
                it = selves_in(part, named)
                if offset == each.start and each.passage in before:
                    it |= spoken_on_of(part, named, *before[each.passage])
                ends_by_token = {**it, **who, **he, **back, **named}
                said = statements(part, ends_by_token)
                told = each.told if he and not who else None
                yield _Sentence(each.passage, part, ends_by_token, said, told)
                known += ends


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A sentence that could state a link, not yet parsed: its words with their ends."""

    passage: Passage
    start: int
    earlier: Sequence[End]
    told: Told | None
    words: tuple[Doc, Ends]
    before: _Chosen | None = None


def _parsed(
    turn: Sequence[_Chosen],
    sentences: Mapping[Passage, Sequence[End]],
    language: Language,
) -> tuple[list[Doc], dict[Passage, tuple[Doc, Ends]]]:
    """Parse sentences, and the ones before those that speak on of the same thing.

    Returns:
        The trees, and what stands before by the sentence that speaks on.
    """
    pairs = [(each.passage, each.before) for each in turn if each.before]
    by_passage = {each.passage: each.words for _, each in pairs}
    by_passage |= {each.passage: each.words for each in turn}
    docs = parse_plainly(language, list(by_passage.values()))
    trees = dict(zip(by_passage, docs, strict=True))
    before: dict[Passage, tuple[Doc, Ends]] = {}
    for passage, each in pairs:
        tree, inside = trees[each.passage], sentences.get(each.passage, [])
        before[passage] = tree, place_ends(tree, each.start, inside)
    return [trees[each.passage] for each in turn], before


def _choose(
    article: Article,
    sentences: dict[Passage, list[End]],
    language: Language,
    listener: Listener,
    late: Late,
) -> Iterator[_Chosen]:
    last: _Chosen | None = None
    for passage, earlier in _worth_reading(article, sentences, language):
        if late(passage.start / len(article.text)):
            return
        start = after_dateline(article.text, passage)
        with one_reader(language):
            doc = plain_doc(cut(language, article.text[start : passage.end]))
            ends = sentences.get(passage, [])
            named = place_ends(doc, start, ends)
            told = listener.hear(article.text, passage, doc, named)
            people, before = listener.people, last
            if before and article.text[before.passage.end : passage.start].strip():
                before = None
            if before and not may_point_back(doc):
                before = None
            last = _Chosen(passage, start, earlier, told, (doc, named))
            known = sentences.get(before.passage, []) if before else []
            if _could_link(doc, earlier, people, [*known, *ends], told):
                yield replace(last, before=before)


def _is_in(end: End, offset: int, part: Doc) -> bool:
    return offset <= end.mention.passage.start < offset + len(part.text)


def _parts(
    article: Article, start: int, tree: Doc, ends: Sequence[End], language: Language
) -> Iterator[tuple[int, Doc]]:
    """Return the clauses of a sentence that are said apart, each with where it begins."""
    clauses = clauses_of(tree)
    if len(clauses) == 1:
        yield start, tree
        return
    offsets, docs = [start + clause.start_char for clause in clauses], []
    with one_reader(language):
        for offset, clause in zip(offsets, clauses, strict=True):
            text = article.text[offset : start + clause.end_char]
            doc = plain_doc(cut(language, text))
            inside = [end for end in ends if _is_in(end, offset, doc)]
            docs.append((doc, place_ends(doc, offset, inside)))
        parts = parse_plainly(language, docs)
    yield from zip(offsets, parts, strict=True)


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
    doc: Doc,
    earlier: Sequence[End],
    people: Mapping[str, End],
    ends: Sequence[End],
    told: Told | None,
) -> bool:
    """True where a sentence has, one way or another, two places that it could link.

    Only a fight links a place to what it lies in.
    """
    words = [token.lower_ for token in doc]
    kinds = kinds_in(set(words))
    if not kinds and (len(ends) > MAX_SLOTS or not could_say(set(words))):
        return False  # a list, or nothing that says what links them
    meant = {end.place.id: end.place for end in ends}
    if told is not None and kinds and speaks_of_one(doc):
        meant[told.person.place.id] = told.person.place
    for token, word in zip(doc, words, strict=True):
        named = (people[token.text],) if token.text in people else ()
        meant |= {e.place.id: e.place for e in (*named, *could_mean(word, earlier))}
    if LinkKind.CONFLICT in kinds and len(meant) > 1:
        return True
    return any(starmap(can_link, combinations(meant.values(), 2)))


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
            yield co_mention(passage, first, second)
