"""What the words of a sentence say of several names at once: lists, heads, contrasts, journeys."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from geo import data
from geo.model import Candidate, Mention, MentionKind, Passage

Answers = Sequence[tuple[Mention, tuple[Candidate, ...]]]

MAX_GAP = 200  # characters between two names of which one can be a repeat of the other
MAX_HEAD = 60  # characters of a sentence up to where its head is named
MAX_BETWEEN = 5  # words between two names that are set side by side
MAX_PARTNERS = 20  # names of a list before and behind one that speak for it
_LIST = re.compile(r",? ?(?:and|or|&)|,|;|/")
_AGENCY = re.compile(r"\([A-Z][\w /]*\)|\s(?:--?|–|—)\s")
_JOINS = re.compile(r"(?:;|\b(?:and|or|&|for|to|from))$")
_OPENS = re.compile(
    r"[\s\"'“‘(]*(?:[A-Za-z]+, |(?:meanwhile|also|elsewhere|and|but) )?"
    r"(?:in|across|throughout|around)\s(?:the\s|[A-Za-z]+(?:'s|’s)\s)?",
    re.IGNORECASE,
)
_APPOSED = frozenset({", the", ", a", ", an"})
_NEAR = re.compile(
    r",? (?:just |not far )?(?:outside|near)(?: of)?"
    r"|, (?:a suburb|(?:north|south|east|west)[a-z-]*) of"
    r"|, (?:(?:about|some|roughly|just) )?[a-z0-9.-]+ (?:miles?|km|kilomet(?:er|re)s?)"
    r" (?:(?:north|south|east|west)[a-z-]* )?(?:of|from)"
)
_WORD = re.compile(r"[a-z]+")
_PLAIN = re.compile(r"[a-z-]+(?: [a-z-]+)*")
_PLURAL_FROM = re.compile(r"(?:[a-z-]+ )?[a-z-]+s from")
_INTRODUCES = re.compile(
    r"[A-Z][a-z]+(?: [A-Za-z]+){0,4},"
)  # "In neighbouring states,"
_BARE = re.compile(r"\b(?:in|at|from|to|for|near|outside)\s$", re.IGNORECASE)
MAX_PREPOSITION = 10  # letters of the longest of these, with what stands beside them
_HEAD_COLON = re.compile(r"\s*:")


def is_set_against(text: str, one: Mention, other: Mention) -> bool:
    """True where a sentence sets two names that read alike against each other.

    "Paris, Texas, and Paris", "unlike Paris, France, Paris ..."; "PARIS, Texas (AP) - A storm hit
    Paris" only says it again.
    """
    first, second = sorted((one.passage, other.passage))
    if second.start - first.end > MAX_GAP:
        return False
    between = text[first.end : second.start]
    if _AGENCY.search(between):
        return False
    sentence = one.sentence
    start = max(sentence.start, first.start - MAX_GAP)
    around = _words(text[start : min(sentence.end, second.end + MAX_GAP)])
    if not data.context_words(data.Role.CONTRAST).isdisjoint(around):
        return True
    return len(between.split()) <= MAX_BETWEEN and bool(_JOINS.search(between.strip()))


def are_two(text: str, name: str) -> bool:
    """True for an article of two places that bear one name: "the other Paris"."""
    words = _words(text)
    if not data.context_words(data.Role.NAMESAKE).isdisjoint(words):
        return True
    another = data.context_words(data.Role.ANOTHER)
    own = _words(name)
    return any(
        word in another
        and words[at - 1 : at] == ["the"]
        and own == words[at + 1 : at + 1 + len(own)]
        for at, word in enumerate(words)
    )


def list_partners(text: str, answers: Answers) -> list[tuple[int, ...]]:
    """Return for each mention the others of its list: "the Philippines, Georgia and India"."""
    lists: list[list[int]] = []
    for at in range(len(answers)):
        if at and in_one_list(text, answers[at - 1][0], answers[at][0]):
            lists[-1].append(at)
        else:
            lists.append([at])
    return [
        (*members[max(0, k - MAX_PARTNERS) : k], *members[k + 1 : k + 1 + MAX_PARTNERS])
        for members in lists
        for k in range(len(members))
    ]


def in_one_list(text: str, one: Mention, other: Mention) -> bool:
    """True where nothing but a comma, "and" or "and the" stands between two names."""
    if MentionKind.DEMONYM in (one.kind, other.kind):
        return False
    gap = text[one.passage.end : other.passage.start].strip()
    return bool(_LIST.fullmatch(gap.removesuffix("the").strip()))


def heads(text: str, answers: Answers) -> list[int | None]:
    """Return for each mention the one at the head of its sentence that says where all this is.

    "In the Kharkiv region, Vovchansk was shelled", "Floods in Spain: Valencia ...".
    """
    found: list[int | None] = []
    head: int | None = None
    for at, (mention, _) in enumerate(answers):
        if head is not None and answers[head][0].sentence != mention.sentence:
            head = None
        found.append(head)
        if head is None and _is_head(text, mention):
            head = at
    return found


def near_heads(text: str, answers: Answers) -> list[int | None]:
    """Return for each mention the one that leads on to it without saying that it holds it.

    The region that opens its sentence ("Indiana's Senate ..."), the one before ", where", and the
    head of its paragraph, for the sentences that follow and open with none of their own.
    """
    found: list[int | None] = []
    head: int | None = None
    headed = False  # the head of a paragraph, in a later sentence
    for at, (mention, _) in enumerate(answers):
        before = answers[at - 1][0] if at else None
        if before is not None and before.sentence != mention.sentence:
            gap = text[before.passage.end : mention.passage.start]
            headed = (
                head is not None
                and "\n" not in gap
                and (headed or _is_head(text, answers[head][0]))
            )
            head = head if headed else None
        same = head is not None and answers[head][0].toponym == mention.toponym
        found.append(None if same else head)  # no name is led by itself
        first = before is None or before.sentence != mention.sentence
        if mention.kind is not MentionKind.DEMONYM and _leads(text, mention, first):
            head, headed = at, False
    return found


def _leads(text: str, mention: Mention, first: bool) -> bool:
    """True for what opens its sentence, or heads it, and for "Indiana, where".

    A few words may stand before the first name: "Last week, Indiana's Senate ...".
    """
    start, end = mention.passage.start, mention.passage.end
    if text.startswith(", where ", end) or _is_head(text, mention):
        return True
    before = text[mention.sentence.start : start][:MAX_HEAD].strip()
    opens = not before or (first and _INTRODUCES.fullmatch(before) is not None)
    return opens and text[end : end + 1] != ","


def _is_head(text: str, mention: Mention) -> bool:
    lead = mention.passage.start - mention.sentence.start
    if mention.kind is MentionKind.DEMONYM or lead > MAX_HEAD:
        return False
    end = mention.passage.end
    before = text[mention.sentence.start : mention.passage.start]
    after = text[end : end + 20].removeprefix(
        f" {mention.hint}" if mention.hint else ""
    )
    if _HEAD_COLON.match(after) and len(before.split()) <= MAX_BETWEEN:
        return True
    return bool(_OPENS.fullmatch(before)) and after.lstrip().startswith(",")


def is_behind_preposition(text: str, mention: Mention) -> bool:
    """True for "to Shannon", not for "to the Shannon": a river has an article."""
    start = mention.passage.start
    return _BARE.search(text, max(0, start - MAX_PREPOSITION), start) is not None


def has_types_with_of(between: str) -> bool:
    """True for what comes between a state and its town: "town of", "port city of".

    Not for "Oslo and in the village of", nor "Oslo waited off the coast of": another place.
    """
    words = between.split()
    others = data.context_words(data.Role.PREPOSITION) | {"and", "or"}
    plain = _PLAIN.fullmatch(between) and len(words) <= MAX_BETWEEN
    return bool(
        plain and others.isdisjoint(words[:-1]) and between.endswith(_types_with_of())
    )


@cache
def _types_with_of() -> tuple[str, ...]:
    """Return the type words that a name follows: "town of", but not "coast of" (of what not?)."""
    words = [w for w in data.area_words() if w.side is data.Side.BEFORE]
    of_anything = {"PCLI", "RGN"}
    return tuple(
        w.word
        for w in words
        if w.word.endswith(" of") and not of_anything.issubset(w.feature_codes)
    )


def is_beside(gap: str) -> bool:
    """True for what stands between "Subang" and "Kuala Lumpur" in "Subang, outside Kuala Lumpur"."""
    return _NEAR.fullmatch(gap.rstrip()) is not None


def without_quarter(words: str) -> str:
    """Return "in" of "in eastern", as in "Ternate in eastern Indonesia"."""
    lead, _, last = words.rpartition(" ")
    quarter = last in _BESIDE or last in data.context_words(data.Role.DIRECTION)
    return lead if quarter else words


_BESIDE = frozenset("neighbouring neighboring nearby rural coastal".split())


def said_of_town(gap: str, hint: str) -> bool:
    """True for "Dunwich, the Suffolk town": what stands between, and the word after "Suffolk"."""
    return gap.strip() in _APPOSED and hint in _town_words()


@cache
def _town_words() -> frozenset[str]:
    """Return the words for towns that follow a name: "city", "village"."""
    return frozenset(
        w.word
        for w in data.area_words()
        if w.side is data.Side.AFTER and w.feature_codes[0].startswith("PPL")
    )


def come_from(between: str) -> bool:
    """True for what stands between "French" and "Dunkirk" in "French dockers from Dunkirk"."""
    return _PLURAL_FROM.fullmatch(between.strip()) is not None


def sentences_with(
    text: str, answers: Answers, *several: frozenset[str]
) -> tuple[frozenset[Passage], ...]:
    """Return, for each set of words in small letters, the sentences of names that hold one."""
    sentences = {mention.sentence for mention, _ in answers}
    words_of = {s: _words(text[s.start : s.end]) for s in sentences}
    return tuple(
        frozenset(s for s, said in words_of.items() if not words.isdisjoint(said))
        for words in several
    )


def _words(sentence: str) -> list[str]:
    return _WORD.findall(sentence.lower())
