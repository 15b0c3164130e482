"""The trees that links are read from."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from geo.language import tokenise
from geo.links.parsing import parse_plainly


def test_no_parser_may_cut_a_sentence():
    nlp, begins = spacy.blank("en"), list[bool | None]()

    def look(doc: Doc) -> Doc:
        begins.extend(token.is_sent_start for token in doc)
        return doc

    spacy.Language.component("look_at_what_begins", func=look)
    nlp.add_pipe("look_at_what_begins")
    parse_plainly(nlp, [(tokenise(nlp, "Be warned: Russia sends ships."), {})])
    assert begins == [True] + [False] * 6
