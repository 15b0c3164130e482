"""Which language is a text in? The only door to py3langid.

Scripts are looked at first, then small words, so that the identifier, which takes a second to
load, is asked only about a text that neither of them tells.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from spacy.language import Language

from geo import data
from geo.language.threads import one_thread
from geo.model import Article

ENGLISH = "en"
ANY = "xx"  # spaCy's code of pipelines for many languages
# SpaCy's pipeline for Norwegian reads both. Nobody prints news in Aragonese or Walloon, for which
# the identifier takes sentences of Spanish and French.
_ONE_CODE = {"no": "nb", "nn": "nb", "an": "es", "wa": "fr"}
MAX_READ_LENGTH = 4_000  # characters looked at
# Of them by the identifier, which takes long and is sure by then.
MAX_CLASSIFIED = 1_200
MIN_LETTERS = 60  # fewer tell nothing: a headline of names is in no language
MIN_OWN_LETTERS = 2  # of a script that few languages share
MIN_PROBABILITY = 0.5  # probability from which another language is believed
_MIN_SHARE = 0.4  # of the letters that are in a script
_MIN_SMALL_WORDS = 0.08  # share; English news has a quarter, other languages 0.02
_MIN_SHORT_WORDS = 2  # by which a short text has more of a language's than English
_WORDS = re.compile(r"[^\W\d_]+")
# English as the identifier tells it apart from, or mistakes it for.
_KINDS_OF_ENGLISH = frozenset({"en", "pcm", "sco", "jam", "und"})
# Scripts, and the language that each of them is in where no letter says otherwise.
_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u30ff]")),
    ("ko", re.compile("[\u1100-\u11ff\uac00-\ud7a3]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
    ("ru", re.compile("[\u0400-\u052f]")),
    ("ar", re.compile("[\u0620-\u06d3]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0904-\u0963]")),
    ("bn", re.compile("[\u0985-\u09e1]")),
    ("ta", re.compile("[\u0b85-\u0bd0]")),
    ("th", re.compile("[\u0e01-\u0e5b]")),
    ("my", re.compile("[\u1000-\u104f]")),
    ("ka", re.compile("[\u10d0-\u10ff]")),
    ("am", re.compile("[\u1200-\u137f]")),
    ("hy", re.compile("[\u0531-\u0587]")),
    ("km", re.compile("[\u1780-\u17b3]")),
)
_ANY_SCRIPT = re.compile("|".join(letter.pattern for _, letter in _SCRIPTS))
# Letters of languages that share a script, which their neighbours do not write.
_OWN_LETTERS: Mapping[str, Mapping[str, str]] = {
    "ru": {
        "ru": "ыэё", "uk": "іїєґ", "be": "ўі", "bg": "ъ", "sr": "ђћџјљњ", "mk": "ѓќѕј",
        "kk": "әғқңөұүһі", "ky": "өүң", "mn": "өү", "tg": "ғӣқӯҳҷ",
    },
    "ar": {
        "fa": "پچژگیک", "ur": "ٹڈڑےںہیکپچ", "ps": "ټډړښځڅېیکپچ", "ug": "ۇۆۈېەڭچپ",
        "ku": "ێۆڕڵەیکپچگ",
    },
}  # fmt: skip
_MIN_PRINTED = 4  # words of a text that the identifier is asked about
_LOAN_LETTERS = (
    "éèêëïçâñöü"  # that English prints in words from abroad: "café", "façade"
)
# Letters of languages in Latin letters, by which short texts are told.
_LATIN_LETTERS = {
    "de": "äöüß", "es": "ñáíóú¿¡", "fr": "àâçèêëîïôùûœ", "pt": "ãõâêç", "it": "àèìòù",
    "pl": "ąęłśźżćń", "tr": "ışğ", "cs": "ěřůžšč", "hu": "őű", "ro": "șțăâ", "sv": "åäö",
    "nb": "åøæ", "da": "åøæ", "fi": "äö", "nl": "", "id": "", "vi": "ơưđạảấầẩậắằẳặ",
}  # fmt: skip


def identify(text: str) -> str:
    """Return the ISO 639 code of a text's language, or "" where it cannot be told.

    A text in Latin letters that is too short or too mixed cannot: a headline of names is in no
    language.
    """
    start = text[:MAX_READ_LENGTH]
    words = [word.lower() for word in _WORDS.findall(start)]
    letters = sum(map(len, words))
    if code := _by_script(start.lower(), words, letters):
        return code
    if letters < MIN_LETTERS:
        return _by_few_words(start)
    code, found = _by_small_words(words)
    enough = found >= _MIN_SMALL_WORDS * len(words)
    if code == ENGLISH and enough and not _are_shared(words, found):
        return ENGLISH
    code, probability = _classify(start[:MAX_CLASSIFIED])
    if code in _KINDS_OF_ENGLISH:
        return ENGLISH
    return code if probability >= MIN_PROBABILITY else ""


def is_plainly(code: str, text: str) -> bool:
    """Return whether small words say at once that a text is in a language that has them.

    It has clearly more of them than any other language. The identifier, which takes longer
    than reading a paragraph and mistakes short ones, need not be asked.
    """
    words = [word.lower() for word in _WORDS.findall(text[:MAX_READ_LENGTH])]
    counts = _small_words_met(words)
    lead = counts.pop(code, 0) - max(counts.values())
    return lead >= max(_MIN_SHORT_WORDS, _MIN_SMALL_WORDS * len(words))


def _by_script(text: str, words: Collection[str], letters: int) -> str:
    """Return the language that the letters of a text are in, or "" where they are Latin."""
    if text.isascii() or not _ANY_SCRIPT.search(text):
        return ""
    counts = {code: len(letter.findall(text)) for code, letter in _SCRIPTS}
    if counts["ja"] and counts["ja"] * 10 >= counts["zh"]:
        counts["ja"] += counts["zh"]
    code = max(counts, key=lambda code: counts[code])
    if counts[code] < max(MIN_OWN_LETTERS, _MIN_SHARE * letters):
        return ""
    small = data.small_words()
    own = {
        language: sum(map(text.count, letters))
        + sum(word in small.get(language, ()) for word in words)
        for language, letters in _OWN_LETTERS.get(code, {}).items()
    }
    best = max(own, key=lambda language: own[language], default=code)
    return best if own.get(best) else code


def _by_small_words(words: Collection[str]) -> tuple[str, int]:
    """Return the language that has most of the words, and how many: English where it is one."""
    found = _small_words_met(words)
    most = max(found.values())
    best = (
        ENGLISH if found[ENGLISH] == most else max(found, key=lambda code: found[code])
    )
    return best, most


def _small_words_met(words: Collection[str]) -> dict[str, int]:
    """Return how many of the words are small ones, by language."""
    found = dict.fromkeys(data.small_words(), 0)
    of_word = _languages_of_words()
    for word in words:
        for code in of_word.get(word, ()):
            found[code] += 1
    return found


def _are_shared(words: Collection[str], count: int) -> bool:
    """Return whether another language has as many of the words as English: "traf in Innsbruck"."""
    small = data.small_words()
    met = [word for word in words if word in small[ENGLISH]]
    others = (code for code in small if code != ENGLISH)
    return any(sum(word in small[code] for word in met) == count for code in others)


@cache
def _languages_of_words() -> Mapping[str, tuple[str, ...]]:
    """Return the languages that a small word belongs to."""
    found: dict[str, tuple[str, ...]] = {}
    for code, small in data.small_words().items():
        for word in small:
            found[word] = (*found.get(word, ()), code)
    return found


def _by_few_words(text: str) -> str:
    """Return the language of a short text, or "".

    Small words and letters agree on it; or they leave few, no word of English alone stands
    there, and the identifier chooses among them. A letter tells more in a word that is no name.
    """
    printed = _WORDS.findall(text)
    words = {word.lower() for word in printed if len(word) > 1}  # the "S" of "U.S."
    common = "".join(word for word in printed if word[0].islower())
    small = data.small_words()
    english = len(words & set(small[ENGLISH]))
    found = {
        code: len(words & set(small[code]))
        + any(letter in text.lower() for letter in letters)
        + any(letter in common for letter in letters if letter not in _LOAN_LETTERS)
        for code, letters in _LATIN_LETTERS.items()
    }
    most = max(found.values())
    best = [code for code, count in found.items() if count == most]
    if len(best) == 1 and most - english >= _MIN_SHORT_WORDS:
        return best[0]
    shared = {word for code in best for word in small[code]}
    if not most or len(printed) < _MIN_PRINTED or words & set(small[ENGLISH]) - shared:
        return ""
    code, probability = _classify(text)
    return code if code in best and probability >= MIN_PROBABILITY else ""


def _classify(text: str) -> tuple[str, float]:
    with one_thread():
        code, probability = _identifier().classify(text)
    return _ONE_CODE.get(code, str(code)), probability


def name_language(
    article: Article,
    language: Language,
    by_tables: Collection[str] = (),
    by_names: Collection[str] = (),
) -> Article:
    """Return on an article which language it is in, and that it cannot be read if so.

    Args:
        article: The article.
        language: The pipeline that is to read it; one for any language ("xx") reads all.
        by_tables: Codes of the languages that are read without a pipeline.
        by_names: Codes of those of which only names are known.
    """
    reads = language.lang or ENGLISH
    code = identify(article.text) or reads
    if reads in (ANY, code):
        return replace(article, language=reads)
    if code in by_tables and reads == ENGLISH:
        return replace(article, language=code)
    names = data.language_names()
    name, known = names.get(code, code), names.get(reads, reads)
    if code in by_names and reads == ENGLISH:
        note = (
            f"this text seems to be in {name}, which is not read: only names that the "
            "gazetteer is sure of are shown"
        )
        return replace(article, language=code, notes=(*article.notes, note))
    note = (
        f"this text seems to be in {name}; the language pipeline reads {known}, so no "
        f"places were looked for (name a pipeline for {name} with --model)"
    )
    return replace(article, language=code, notes=(*article.notes, note))


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
