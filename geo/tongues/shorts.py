"""Countries called by one sign beside one another: "美中两国", "한·미·일 정상회담".

Alone such a sign is a word or part of one; beside another, before a word for what is between
countries, it is a country.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from geo.tongues.affixes import Form
from geo.tongues.rows import WordRole
from geo.tongues.scan import Found, Sentence
from geo.tongues.tables import Tongue

MAX_SHORT = 4  # countries in a row
DOTS = frozenset("·・‧ㆍ、")


def short_names(sentence: Sentence, at: int) -> tuple[Found, ...]:
    """Return the countries called by a sign each that begin at a word, or ()."""
    tongue = sentence.gazetteer.tongue
    if sentence.words[at].text[0] not in tongue.shorts:
        return ()
    dotted = tuple(_dotted(sentence, at))
    if len(dotted) > 1:
        return dotted
    together = _in_signs if not tongue.script.is_spaced else _in_word
    return tuple(together(sentence, at))


def _dotted(sentence: Sentence, at: int) -> Iterator[Found]:
    """Return signs with dots between them; what is put to the last is no part of it."""
    tongue, words = sentence.gazetteer.tongue, sentence.words
    run = [at]
    for left, right in pairwise(range(at, min(at + MAX_SHORT, len(words)))):
        gap = sentence.text[words[left].end : words[right].start]
        if gap not in DOTS or len(words[left].text) > 1:
            break
        if words[right].text[0] not in tongue.shorts:
            break
        run.append(right)
    rest = sentence.text[words[run[-1]].start + 1 :]
    ends = words[run[-1]].text[1:]
    known = not ends or _is_put_to_names(ends, tongue)
    if len(run) > 1 and (known or _is_between(rest, tongue)):
        for each in run:
            after = len(words[each].text) - 1
            yield Found(each, each + 1, words[each].text[0], Form("", after=after))


def _is_put_to_names(ends: str, tongue: Tongue) -> bool:
    """Return whether what stands behind a name is put to names: "과의"."""
    name = next(iter(tongue.names))
    return any(form.after == len(ends) for form in tongue.affixes.forms(name + ends))


def _in_signs(sentence: Sentence, at: int) -> Iterator[Found]:
    tongue, words = sentence.gazetteer.tongue, sentence.words
    end = at
    while (
        end < len(words) and words[end].text in tongue.shorts and end - at < MAX_SHORT
    ):
        if end > at and words[end].start != words[end - 1].end:
            break
        end += 1
    if end - at > 1 and _is_between(sentence.text[words[end - 1].end :], tongue):
        for each in range(at, end):
            yield Found(each, each + 1, words[each].text, Form(""))


def _in_word(sentence: Sentence, at: int) -> Iterator[Found]:
    """Return "한" and "미" of "한미 정상회담"."""
    tongue, word = sentence.gazetteer.tongue, sentence.words[at]
    count = 0
    while count < min(len(word.text), MAX_SHORT) and word.text[count] in tongue.shorts:
        count += 1
    rest = sentence.text[word.start + count :].lstrip(" ")
    if count > 1 and _is_between(rest, tongue):
        for each in range(count):
            form = Form("", before=each, after=len(word.text) - each - 1)
            yield Found(at, at + 1, word.text[each], form)
    elif len(word.text) == 1 and _is_before_office(sentence, at):
        yield Found(at, at + 1, word.text, Form(""))


def _is_before_office(sentence: Sentence, at: int) -> bool:
    """Return whether somebody of a country follows its sign alone: "미 국무장관"."""
    tongue, words = sentence.gazetteer.tongue, sentence.words
    if at + 1 >= len(words) or tongue.says(WordRole.CONTEXT, words[at].text):
        return False
    gap = sentence.text[words[at].end : words[at + 1].start]
    before = sentence.text[words[at].start - 1 : words[at].start]
    roles = (WordRole.TITLE, WordRole.ORGANISATION)
    forms = sentence.forms_of(at + 1)
    office = any(tongue.says(role, form) for role in roles for form in forms)
    return gap == " " and before in ("", " ") and office


def _is_between(text: str, tongue: Tongue) -> bool:
    return text.startswith(tuple(tongue.words.get(WordRole.RELATION, ())))
