"""Which language is a text in? The only door to py3langid.

English is told by its small words alone, so that the identifier, which takes a second to
load, is asked only about a text that does not look English at once.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Any

from spacy.language import Language

from geo import data
from geo.language.threads import one_thread
from geo.model import Article

ENGLISH = "en"
ANY = "xx"  # spaCy's code of pipelines for many languages
_ONE_CODE = {"no": "nb", "nn": "nb"}  # spaCy's pipeline for Norwegian reads both
MAX_READ_LENGTH = 4_000  # characters looked at
MIN_LETTERS = 60  # fewer tell nothing: a headline of names is in no language
MIN_PROBABILITY = 0.5  # probability from which another language is believed
_MIN_SMALL_WORDS = 0.08  # share; English news has a quarter, other languages 0.02
_WORDS = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = frozenset(
    "the of and to in that is was for on with as it at by from his her he she they this "
    "be are were has have had not but an which who said will would their after been".split()
)
# English as the identifier tells it apart from, or mistakes it for.
_KINDS_OF_ENGLISH = frozenset({"en", "pcm", "sco", "jam", "und"})


def identify(text: str) -> str:
    """Return the ISO 639 code of a text's language, or "" where it cannot be told.

    A text that is too short or too mixed cannot: a headline of names is in no language.
    """
    start = text[:MAX_READ_LENGTH]
    words = [word.lower() for word in _WORDS.findall(start)]
    if sum(map(len, words)) < MIN_LETTERS:
        return ""
    small = sum(word in _SMALL_WORDS for word in words)
    if small >= _MIN_SMALL_WORDS * len(words):
        return ENGLISH
    with one_thread():
        code, probability = _identifier().classify(start)
    if code in _KINDS_OF_ENGLISH:
        return ENGLISH
    return _ONE_CODE.get(code, str(code)) if probability >= MIN_PROBABILITY else ""


def name_language(article: Article, language: Language) -> Article:
    """Return on an article which language it is in, and that it cannot be read if so.

    Args:
        article: The article.
        language: The pipeline that is to read it; one for any language ("xx") reads all.
    """
    reads = language.lang or ENGLISH
    code = identify(article.text) or reads
    if reads in (ANY, code):
        return replace(article, language=reads)
    names = data.language_names()
    name, known = names.get(code, code), names.get(reads, reads)
    note = (
        f"this text seems to be in {name}; the language pipeline reads {known}, so no "
        f"places were looked for (name a pipeline for {name} with --model)"
    )
    return replace(article, language=code, notes=(*article.notes, note))


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
