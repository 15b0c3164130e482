"""Dateline as one spaCy component: an Atlas on every document, places on every span.

    nlp = spacy.blank("en")
    nlp.add_pipe("dateline")
    doc = nlp("Lavrov flew from Moscow to Wonsan.")
    [place.name for place in doc._.places]
    [(span.text, span._.place.name) for span in doc.spans["dateline"]]

It reads the text as all of Dateline does (`geo.pipeline.read_article`), whatever else the
pipeline holds, so that the answer is the same everywhere; the steps of recognition that
listen to the pipeline's own model are apart, in `geo.mentions.spacy_components`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from hashlib import sha256

from spacy.language import Language
from spacy.tokens import Doc, Span

from geo.gazetteer import Gazetteer
from geo.language import (
    msgpack_hooks as msgpack_hooks,  # an atlas must survive Doc.to_bytes
)
from geo.mentions.spacy_components import OFFLINE, SPANS, spans_of
from geo.model import Article, Atlas, Link, Place, Resolution
from geo.pipeline import read_article
from geo.tools import Tools

ATLAS = "dateline_atlas"


class Dateline:
    """Sets ``doc._.dateline_atlas`` and the spans ``doc.spans["dateline"]``."""

    def __init__(self, gazetteer: Gazetteer, model: str | None) -> None:
        self._tools = Tools(gazetteer, model=model)

    def __call__(self, doc: Doc) -> Doc:
        """Read a document onto the map."""
        text = doc.text
        digest = sha256(text.encode("utf-8", "replace")).hexdigest()
        reading = read_article(Article(digest[:16], text), self._tools)
        doc.spans[SPANS] = spans_of(doc, [r.mention for r in reading.resolutions])
        doc._.set(ATLAS, Atlas((reading,)))
        return doc


@Language.factory(
    "dateline",
    default_config={"gazetteer": OFFLINE, "model": None},
    assigns=[f"doc._.{ATLAS}", "doc.spans"],
)
def create_dateline(
    nlp: Language, name: str, gazetteer: Gazetteer, model: str | None
) -> Dateline:
    """Make the component.

    Args:
        nlp: The pipeline it stands in.
        name: What it is called there.
        gazetteer: Any registered function that gives one; the offline gazetteer.
        model: Name of an installed pipeline to read with instead of Dateline's own.
    """
    del nlp, name
    return Dateline(gazetteer, model)


def _atlas(doc: Doc) -> Atlas:
    found: Atlas | None = doc._.get(ATLAS)
    return found or Atlas()


def _places(doc: Doc) -> tuple[Place, ...]:
    return _atlas(doc).places


def _links(doc: Doc) -> tuple[Link, ...]:
    return _atlas(doc).links


def _resolution(span: Span) -> Resolution | None:
    """Return what the first mention in a span was taken to mean."""
    resolutions = _atlas(span.doc).resolutions  # in the order of the text, none overlap
    return _first_in(resolutions, span.start_char, span.end_char)


def _first_in(
    resolutions: Sequence[Resolution], start: int, end: int
) -> Resolution | None:
    at = bisect_right(resolutions, start, key=lambda r: r.mention.passage.end)
    if at < len(resolutions) and resolutions[at].mention.passage.start < end:
        return resolutions[at]
    return None


def _place(span: Span) -> Place | None:
    found = _resolution(span)
    return found.place if found else None


# ``force``: loading this module a second time is no error.
Doc.set_extension(ATLAS, default=None, force=True)
Doc.set_extension("places", getter=_places, force=True)
Doc.set_extension("links", getter=_links, force=True)
Span.set_extension("place", getter=_place, force=True)
Span.set_extension("resolution", getter=_resolution, force=True)
