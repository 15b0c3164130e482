"""Article to Mentions in other languages than English: known names, and what is around them.

The longest known name at each word is taken, in whatever form it is printed; words beside it
then tell a place from a person, an organisation, a word. The whole article is asked last.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from geo.gazetteer import Gazetteer
from geo.gazetteer.names import normalise
from geo.model import Article, Candidate, Match, Mention, MentionKind, Passage, Reason
from geo.tongues.evidence import ENOUGH, Stand, is_ground, type_word, weigh
from geo.tongues.names import TongueGazetteer
from geo.tongues.rows import WordRole
from geo.tongues.scan import Found, Sentence, Word
from geo.tongues.shorts import short_names
from geo.tongues.tables import Tongue
from geo.tongues.unknown import unknown_name, weigh_unknown

Progress = Callable[[float], bool | None]
_ELSEWHERE = 0.7  # what being clearly a place elsewhere in the article adds
_INSIDE = 1.5  # standing right behind what it lies in
_LISTED = 1.5  # and what standing in a list with one
# Between two names of a list: a comma, or a small word such as "and".
_IN_LIST = re.compile(r", | [^\W\d_]{1,3} |[、·]|[和与與及]|[와과](?: )?| و")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mention that could be.

    Attributes:
        mention: It.
        base: What its name comes from.
        country: The code of the country that it names, or "".
        countries: Codes of those that a place called so lies in.
    """

    mention: Mention
    base: str
    country: str = ""
    countries: frozenset[str] = frozenset()

    @property
    def weight(self) -> float:
        """The sum of its evidence."""
        return sum(reason.weight for reason in self.mention.reasons)


def recognise(
    article: Article,
    gazetteer: Gazetteer,
    progress: Progress | None = None,
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Find every name in an article that could be a place's, and say which are.

    Args:
        article: The article.
        gazetteer: A gazetteer that is asked in the article's language; any other finds none.
        progress: Called with the share of the text read, 0 to 1; where it says True, the rest
            is not read.

    Returns:
        Those that are, and those that are not, each with the reason that decided it; in the
        order of the text.
    """
    if not isinstance(gazetteer, TongueGazetteer):
        return (), ()
    proposals: list[Proposal] = []
    people = _people(article.text, gazetteer.tongue)
    for span in gazetteer.tongue.sentences(article.text):
        sentence = read_sentence(article.text, span, gazetteer)
        passage = Passage(article.id, *span)
        for found in sentence.names(unknown_name, short_names):
            proposals += _propose(passage, sentence, found, people)
        if progress and progress(span[1] / len(article.text)):
            break
    decided = [*_decide(article.text, proposals)]
    return (
        tuple(mention for mention, is_place in decided if is_place),
        tuple(_passed_over(mention) for mention, is_place in decided if not is_place),
    )


def read_sentence(
    text: str, span: tuple[int, int], gazetteer: TongueGazetteer
) -> Sentence:
    """Return a stretch of a text as words."""
    words = (
        Word(found.group(), found.start(), found.end())
        for found in gazetteer.tongue.script.words.finditer(text, *span)
    )
    return Sentence(text, tuple(words), gazetteer)


def mentions_at(
    article: Article, spans: Sequence[tuple[int, int]], gazetteer: TongueGazetteer
) -> tuple[Mention, ...]:
    """Take given spans as mentions, in the order of the text."""
    sentences = [*gazetteer.tongue.sentences(article.text)]
    starts = [start for start, _ in sentences]
    mentions = []
    for start, end in spans:
        text = article.text[start:end]
        at = max(0, bisect_right(starts, start) - 1)
        around = sentences[at] if sentences else (start, end)
        matches = {candidate.match for candidate in gazetteer.lookup(text)}
        people = matches == {Match.DEMONYM}
        mentions.append(
            Mention(
                Passage(article.id, start, end),
                Passage(article.id, *around),
                text,
                normalise(text),
                MentionKind.DEMONYM if people else MentionKind.PLACE,
            )
        )
    return tuple(mentions)


def _decide(text: str, proposals: Sequence[Proposal]) -> Iterator[tuple[Mention, bool]]:
    """Return each name and whether it is believed.

    What is clearly a place elsewhere in the article, or beside it in a list, is likelier here.
    """
    sure = {p.base for p in proposals if p.weight >= ENOUGH}
    listed = _listed(text, proposals)
    for at, proposal in enumerate(proposals):
        mention = proposal.mention
        more = []
        if proposal.weight < ENOUGH and (outer := _outer(text, proposals, at)):
            note = f"it lies in “{outer}”, which stands right before it"
            more.append(Reason("of_country", _INSIDE, note))
        elif proposal.weight < ENOUGH and at in listed:
            note = f"it is listed with {listed[at]}"
            more.append(Reason("listed", _LISTED, note))
        elif proposal.weight < ENOUGH and proposal.base in sure:
            note = f"“{mention.text}” is clearly a place elsewhere in it"
            more.append(Reason("seen_elsewhere", _ELSEWHERE, note))
        mention = replace(mention, reasons=(*mention.reasons, *more))
        yield mention, sum(reason.weight for reason in mention.reasons) >= ENOUGH


def _outer(text: str, proposals: Sequence[Proposal], at: int) -> str:
    """Return the country that a name of a place in it stands right behind: "老挝琅勃拉邦"."""
    if not at or proposals[at].mention.text[:1].isupper():
        return ""
    outer, inner = proposals[at - 1], proposals[at]
    gap = text[outer.mention.passage.end : inner.mention.passage.start]
    holds = outer.country in inner.countries - {inner.country}
    believed = outer.weight >= ENOUGH and gap in ("", " ")
    return outer.mention.text if holds and believed else ""


def _listed(text: str, proposals: Sequence[Proposal]) -> dict[int, str]:
    """Return which names stand in a list beside a believed one, with that."""
    found: dict[int, str] = {}
    for at, (left, right) in enumerate(pairwise(proposals)):
        gap = text[left.mention.passage.end : right.mention.passage.start]
        kinds = {left.mention.kind, right.mention.kind}
        if MentionKind.DEMONYM in kinds or not _IN_LIST.fullmatch(gap):
            continue
        if left.weight >= ENOUGH:
            found[at + 1] = left.mention.text
        if right.weight >= ENOUGH:
            found[at] = right.mention.text
    return found


def _passed_over(mention: Mention) -> Mention:
    """Return a name that is not believed with what spoke most against it."""
    worst = min(mention.reasons, key=lambda reason: reason.weight)
    return replace(mention, reasons=(worst,))


def _propose(
    passage: Passage, sentence: Sentence, found: Found, people: frozenset[str]
) -> Iterator[Proposal]:
    start, end = sentence.printed(found)
    text = sentence.text[start:end]
    if found.is_unknown:
        yield from _propose_unknown(passage, sentence, found, people)
        return
    candidates = sentence.gazetteer.lookup(text) if found.base else ()
    if not candidates:
        return
    mention = Mention(
        Passage(passage.article_id, start, end), passage, text, found.base
    )
    if found.is_people and text.casefold() in people:
        return  # "Ivan Rostovsky"
    if found.is_people and _is_surname(sentence, found):
        return
    if found.is_people:
        reason = Reason("demonym", 2.0, f"“{text}” is a word for a people")
        kind = MentionKind.DEMONYM
        yield Proposal(replace(mention, kind=kind, reasons=(reason,)), found.base)
        return
    tongue = sentence.gazetteer.tongue
    stand = Stand(
        text=text,
        base=found.base,
        candidates=candidates,
        in_tables=sentence.gazetteer.in_tables(found.base),
        is_bent=tongue.script.fold(text) != found.base,
        is_first=found.first == 0,
        before=sentence.before(found),
        after=sentence.after(found),
        further=sentence.further(found),
        follows_name=sentence.follows_name(found),
        apart=sentence.apart(found),
        is_followed=sentence.goes_on(found),
        people=people,
        quoted=sentence.quoted(found),
        initial=sentence.initial(found),
        is_part=sentence.is_part(found),
        closing=sentence.closing(),
        titled=_titled(sentence, found),
        of_country=_of_country(sentence, found, candidates),
        forms=sentence.forms_of(found.first) if found.end == found.first + 1 else (),
    )
    mention = replace(
        mention,
        kind=_kind(stand, tongue),
        reasons=weigh(stand, tongue),
        hint=type_word(stand, tongue),
    )
    first = candidates[0].place
    country = first.country_code if first.feature_code.startswith("PCL") else ""
    countries = frozenset(candidate.place.country_code for candidate in candidates)
    yield Proposal(mention, found.base, country, countries)


def _of_country(
    sentence: Sentence, found: Found, candidates: Sequence[Candidate]
) -> str:
    """Return the word for a people before a name of theirs: "im englischen Hatfield"."""
    gazetteer, at = sentence.gazetteer, found.first - 1
    if not gazetteer.tongue.script.is_cased or not sentence.words_before(found.first):
        return ""
    word = sentence.words[at].text
    targets = filter(None, map(gazetteer.place_of, gazetteer.demonym(word)))
    countries = {place.country_code for place in targets}
    lies_there = any(c.place.country_code in countries for c in candidates)
    return word if lies_there else ""


def _titled(sentence: Sentence, found: Found) -> str:
    """Return the title behind a name's comma: "contó Lara Segovia, portavoz del 112"."""
    at, words = found.end, sentence.words
    if not sentence.gazetteer.tongue.script.is_cased or at >= len(words):
        return ""
    comma = sentence.text[words[at - 1].end : words[at].start] == ", "
    title = comma and sentence.gazetteer.tongue.says(
        WordRole.TITLE, words[at].text.casefold()
    )
    return words[at].text if title else ""


def _is_surname(sentence: Sentence, found: Found) -> bool:
    """Return whether a title makes somebody's name of a noun for people: "Herr Bremer"."""
    tongue = sentence.gazetteer.tongue
    if sentence.initial(found):
        return True
    if not tongue.words.get(WordRole.COMPOUND):  # where nouns are printed small
        return False
    before = sentence.before(found)
    given = any(tongue.says(WordRole.GIVEN_NAME, word) for word in before)
    return given or any(tongue.says(WordRole.TITLE, word) for word in before)


def _propose_unknown(
    passage: Passage, sentence: Sentence, found: Found, people: frozenset[str]
) -> Iterator[Proposal]:
    start, end = sentence.printed(found)
    text = sentence.text[start:end]
    if people.isdisjoint(text.casefold().split()):
        at, reasons = (
            Passage(passage.article_id, start, end),
            weigh_unknown(sentence, found),
        )
        yield Proposal(
            Mention(at, passage, text, found.base, reasons=reasons), found.base
        )


def _kind(stand: Stand, tongue: Tongue) -> MentionKind:
    # "в России завод": what stands in a place is not named after it.
    behind = () if tongue.script.is_cased and _is_in(stand, tongue) else stand.after
    words = (*stand.before, *behind)
    if any(tongue.says(WordRole.ORGANISATION, word) for word in words):
        return MentionKind.EMBEDDED
    speaks = any(tongue.says(WordRole.SPEECH, word) for word in stand.after) or (
        tongue.says(WordRole.SUBJECT, stand.apart)
        and any(tongue.says(WordRole.SPEECH, word) for word in stand.closing)
    )
    if speaks and not is_ground(stand, tongue):
        return MentionKind.METONYM
    return MentionKind.PLACE


def _is_in(stand: Stand, tongue: Tongue) -> bool:
    return any(tongue.says(WordRole.PLACE, word) for word in stand.before)


def _people(text: str, tongue: Tongue) -> frozenset[str]:
    """Return the words that stand behind a given name, in small letters."""
    if not tongue.script.is_cased:
        return frozenset()
    words = [*tongue.script.words.finditer(text)]
    return frozenset(
        second.group().casefold()
        for first, second in pairwise(words)
        if second.group()[0].isupper()
        and text[first.end() : second.start()] == " "
        and tongue.says(WordRole.GIVEN_NAME, first.group().casefold())
    )
