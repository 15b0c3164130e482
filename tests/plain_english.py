"""English without a model, and the mentions that it finds on a hand-fed world."""

from __future__ import annotations

import spacy
from hand_fed import WORLD

from geo.articles import read_text
from geo.language import add_abbreviations
from geo.mentions import find_mentions
from geo.model import Mention

# No model: what the gazetteer and the words themselves tell.
ENGLISH = spacy.blank("en")
add_abbreviations(ENGLISH)


def mentions(text: str, gazetteer=WORLD, language=ENGLISH) -> tuple[Mention, ...]:
    return find_mentions(read_text(text), language, gazetteer)


def words(text: str, gazetteer=WORLD) -> list[str]:
    return [mention.text for mention in mentions(text, gazetteer)]
