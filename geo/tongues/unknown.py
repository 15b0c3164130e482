"""Names that no table and no gazetteer has, where only a place can stand: "в порту Сокчо".

They are listed, never mapped. What a word is not is asked first: a given name, a title, a common
word, an abbreviation.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from geo.model import Reason
from geo.tongues.affixes import Form
from geo.tongues.rows import WordRole
from geo.tongues.scan import Found, Sentence
from geo.tongues.tables import Tongue

MIN_LETTERS = 3
STREET = "street"
MAX_NAME = 3  # words of such a name
MIN_SIGNS = 2  # of a name in a script without blanks
MAX_GROUND = 3  # signs of a word of place there
MAX_OWN_SIGNS = 4  # signs of a name before its type word, in a script without blanks
_NO_NAMES = (
    WordRole.NEVER, WordRole.CONTEXT, WordRole.GIVEN_NAME, WordRole.TITLE,
    WordRole.ORGANISATION, WordRole.TYPE, WordRole.SPEECH, WordRole.PLACE,
)  # fmt: skip


def unknown_name(sentence: Sentence, at: int, last: Found | None) -> Found | None:
    """Return the unknown name of a place that begins at a word, or None.

    Args:
        sentence: The sentence.
        at: The word; no known name begins there.
        last: The known or unknown name before it, if there is one.
    """
    script = sentence.gazetteer.tongue.script
    if script.is_cased:
        return _printed_large(sentence, at)
    if not script.is_spaced:
        return _of_signs(sentence, at, last)
    return _after_larger(sentence, at, last) if script.stacks else _typed(sentence, at)


def weigh_unknown(sentence: Sentence, found: Found) -> tuple[Reason, ...]:
    """Return why an unknown name is taken for a place's."""
    before = sentence.before(found)
    start, end = sentence.printed(found)
    name = sentence.text[start:end]
    beside = f"“{before[0]}” stands before it" if before else "its last part says so"
    note = f"“{name}” is printed where places are ({beside}); the gazetteer has it not"
    return (Reason("position", 1.4, note),)


def _printed_large(sentence: Sentence, at: int) -> Found | None:
    tongue = sentence.gazetteer.tongue
    word = sentence.words[at].text
    if not _may_be_name(word, tongue):
        return None
    if _is_followed_small(sentence, at, word, tongue):  # "на Манежной площади"
        ends = any(form in tongue.tails for form in sentence.forms_of(at + 1))
        return _found(sentence, at, at + 2) if ends else None
    if not _is_placed(sentence, at, word):
        return None
    end = at + 1
    while end < min(len(sentence.words), at + MAX_NAME) and _goes_on(sentence, end):
        end += 1
    if sentence.text[sentence.words[end - 1].end :][:1] in ("-", "»", '"'):
        return None
    return _found(sentence, at, end)


def _is_placed(sentence: Sentence, at: int, word: str) -> bool:
    """Return whether what stands before an unknown name, or its own end, says it is a place."""
    tongue = sentence.gazetteer.tongue
    before, tail = sentence.words_before(at), _tail(word, tongue)
    typed = any(map(tongue.type_of, before))
    ground = any(tongue.says(WordRole.GROUND, form) for form in before)
    if not tongue.words.get(WordRole.COMPOUND):
        return at > 0 and (typed or ground)
    # Every noun is printed so: a name's end has to say what it is.
    return tail == STREET or (at > 0 and (typed or (ground and bool(tail))))


def _goes_on(sentence: Sentence, at: int) -> bool:
    left, right = sentence.words[at - 1], sentence.words[at]
    joined = sentence.text[left.end : right.start] in (" ", "-")
    return joined and _may_be_name(right.text, sentence.gazetteer.tongue)


@lru_cache(maxsize=20_000)
def _may_be_name(word: str, tongue: Tongue) -> bool:
    """Return whether an unknown word could be a name, and no person's or word's."""
    script = tongue.script
    if len(word) < MIN_LETTERS or not word[0].isupper() or not word[1:].islower():
        return False
    if script.name != "Latin" and not script.first <= word[1] <= script.last:
        return False
    forms = {form.base for form in tongue.affixes.forms(word)} | {word.casefold()}
    return not any(tongue.says(role, form) for form in forms for role in _NO_NAMES)


def _is_followed_small(sentence: Sentence, at: int, word: str, tongue: Tongue) -> bool:
    """Return whether a word is an adjective of the small word behind it: "в Верховном суде"."""
    if at + 1 >= len(sentence.words):
        return False
    following = sentence.words[at + 1]
    joined = sentence.text[sentence.words[at].end : following.start] == " "
    ends = tongue.words.get(WordRole.ADJECTIVE, ())
    return joined and following.text.islower() and word.endswith(tuple(ends))


def _tail(word: str, tongue: Tongue) -> str:
    """Return the English of what a name ends in, or ""."""
    low = word.casefold()
    return next(
        (
            note
            for tail, note in tongue.tails.items()
            if low.endswith(tail) and len(low) > len(tail) + 1
        ),
        "",
    )


def _after_larger(sentence: Sentence, at: int, last: Found | None) -> Found | None:
    """Return "논현동" of "서울 강남구 논현동": a smaller unit right behind what it lies in."""
    if not last or last.end != at or last.form.after or last.is_people:
        return None
    word, tongue = sentence.words[at], sentence.gazetteer.tongue
    if sentence.text[sentence.words[at - 1].end : word.start] != " ":
        return None
    for form in tongue.affixes.forms(word.text):
        if _tail(form.base, tongue) and form.base == word.text[: len(form.base)]:
            return Found(at, at + 1, form.base, form, is_unknown=True)
    return None


def _of_signs(sentence: Sentence, at: int, last: Found | None) -> Found | None:
    """Return a name up to its type word, behind a larger place or a word of place."""
    tongue, words = sentence.gazetteer.tongue, sentence.words
    begin = words[at].start
    behind = last is not None and words[last.end - 1].end == begin and last.end == at
    starts = range(1, min(MAX_GROUND, begin) + 1)
    ground = any(
        tongue.says(WordRole.GROUND, sentence.text[begin - n : begin]) for n in starts
    )
    listed = _list_tail(sentence, at)
    if not ((behind and last and not last.is_people) or ground or listed):
        return None
    for end in range(at + MIN_SIGNS, min(len(words), at + MAX_OWN_SIGNS + 2) + 1):
        name = sentence.text[begin : words[end - 1].end]
        if len(name) != end - at or (
            end > at + MIN_SIGNS and sentence.known_at(end - 1)
        ):
            return None
        if _tail(name, tongue) and not _holds_small(name, tongue):
            if not (behind or ground) and not name.endswith(listed):
                return None
            longer = sentence.text[begin : begin + end - at + 1]
            more = longer[-MIN_SIGNS:] in tongue.tails and end < len(words)  # "街道"
            return _found(sentence, at, end + more)
    return None


def _list_tail(sentence: Sentence, at: int) -> str:
    """Return the type sign that the name before a comma of a list ends in, or ""."""
    begin = sentence.words[at].start
    comma, sign = sentence.text[begin - 1 : begin], sentence.text[begin - 2 : begin - 1]
    return sign if comma == "、" and sign in sentence.gazetteer.tongue.tails else ""


def _holds_small(name: str, tongue: Tongue) -> bool:
    """Return whether a stretch of signs holds a word that no name has: "发生山"."""
    return any(word in name for word in tongue.words.get(WordRole.PARTICLE, ()))


def _typed(sentence: Sentence, at: int) -> Found | None:
    """Return the word behind an indefinite type word: "بلدة كفركلا"."""
    tongue, word = sentence.gazetteer.tongue, sentence.words[at].text
    article = tongue.script.article
    before = sentence.words_before(at)[:1]
    if not before or before[0] not in tongue.types or not article:
        return None
    if before[0].startswith(article) or word.startswith(article):
        return None
    forms = (word, *(form.base for form in tongue.affixes.forms(word)))
    if len(word) < MIN_LETTERS or any(
        tongue.says(role, form) for form in forms for role in _NO_NAMES
    ):
        return None
    return _found(sentence, at, at + 1)


def _found(sentence: Sentence, at: int, end: int) -> Found:
    words: Iterable[str] = (word.text for word in sentence.words[at:end])
    base = sentence.gazetteer.tongue.script.fold(" ".join(words))
    return Found(at, end, base, Form(base), is_unknown=True)
