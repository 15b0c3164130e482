"""Small parsed sentences and the ends in them, for the parts of the links stage."""

from __future__ import annotations

import re

from atlases import atlas_from
from hand_fed import capital, country, province, town

from geo.language import load_language, parse, tokenise
from geo.language.syntax import Doc, plain_doc
from geo.links.arguments import End, place_ends
from geo.model import MentionKind

NORWAY, LATVIA = country("Norway", "NO"), country("Latvia", "LV")
RUSSIA = country("Russia", "RU")
PLACES = {
    "Norway": NORWAY,
    "Norwegian": NORWAY,
    "Latvia": LATVIA,
    "Latvian": LATVIA,
    "Russia": RUSSIA,
    "Russian": RUSSIA,
    "Kursk": province("Kursk", "RU/41"),
    "Oslo": town("Oslo", "NO/12"),
    "Riga": capital("Riga", "LV/25", 600_000),
    "Bergen": town("Bergen", "NO/46"),
}
DEMONYMS = {"Norwegian", "Latvian", "Russian"}


def tree(text: str) -> Doc:
    language = load_language()
    return plain_doc(parse(language, [tokenise(language, text)[:]])[0])


def ends_in(text: str) -> list[End]:
    said = set(re.findall(r"\w+", text))
    names = {name: PLACES[name] for name in PLACES if name in said}
    kinds = dict.fromkeys(DEMONYMS, MentionKind.DEMONYM)
    atlas = atlas_from(text, names, kinds=kinds)
    return [End(r.mention, r.place) for r in atlas.resolutions if r.place]


def read(text: str) -> tuple[Doc, dict[int, tuple[End, ...]]]:
    doc = tree(text)
    return doc, place_ends(doc, 0, ends_in(text))


def word(doc: Doc, text: str):
    return next(token for token in doc if token.text == text)


def names(ends) -> list[str]:
    return [end.mention.text for end in ends]
