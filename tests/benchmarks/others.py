"""Put Dateline beside what somebody would install instead, in one run and one table.

    python tests/benchmarks/others.py [SENTENCES.toml]

By hand; each is measured where it is installed: spaCy's English models, geotext, flashgeotext.
Measured is whether the words that name a place are found, to the letter (names of peoples,
and places within other names, count neither way), and words a second of processor time. The
sentences are ours, kept back from whoever wrote the rules; the words of Dateline's own makers,
so take other sentences where you have some.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from time import process_time

Span = tuple[int, int]
Finder = Callable[[str], Iterable[Span]]
SENTENCES = Path(__file__).parent.parent / "recognition_kept_back.toml"
SPACY = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_trf")
PLACES = {"GPE", "LOC", "FAC"}


def dateline() -> Finder:
    import geo
    from geo.language import load_language
    from geo.mentions import find_mentions

    language, gazetteer = load_language(), geo.open_gazetteer()

    def find(text: str) -> Iterator[Span]:
        for mention in find_mentions(geo.read_text(text), language, gazetteer):
            if mention.kind is geo.MentionKind.PLACE:
                yield mention.passage.start, mention.passage.end

    return find


def spacy_model(name: str) -> Finder:
    import spacy

    nlp = spacy.load(name)
    return lambda text: [
        (e.start_char, e.end_char) for e in nlp(text).ents if e.label_ in PLACES
    ]


def geotext() -> Finder:
    from geotext import GeoText

    def find(text: str) -> Iterator[Span]:  # it gives names without their places
        found = GeoText(text)
        for name in {*found.cities, *found.countries}:
            yield from (m.span() for m in re.finditer(rf"\b{re.escape(name)}\b", text))

    return find


def flashgeotext() -> Finder:
    from flashgeotext.geotext import GeoText

    finder = GeoText()

    def find(text: str) -> Iterator[Span]:
        for kind in finder.extract(text, span_info=True).values():
            for name in kind.values():
                yield from name["span_info"]

    return find


def candidates() -> Iterator[tuple[str, Callable[[], Finder]]]:
    yield "dateline", dateline
    for name in SPACY:
        if find_spec(name):
            yield name, lambda name=name: spacy_model(name)
    for make in (geotext, flashgeotext):
        if find_spec(make.__name__):
            yield make.__name__, make


def gold(file: Path) -> Iterator[tuple[str, set[Span], set[Span]]]:
    """Give each text with its places, and with what counts neither way."""
    for sentence in tomllib.loads(file.read_text("utf-8"))["sentence"]:
        text, at = sentence["text"], 0
        places, neither = set(), set()
        for mention in sentence["mentions"]:
            words, _, kind = mention.rpartition(": ")
            start = text.index(words, at)
            at = start + len(words)
            (places if kind == "place" else neither).add((start, at))
        yield text, places, neither


def measure(find: Finder, texts: list[tuple[str, set[Span], set[Span]]]) -> str:
    list(find(texts[0][0]))  # what is loaded at the first text is no part of the speed
    right = said = wanted = 0
    begun = process_time()
    answers = [set(find(text)) for text, _, _ in texts]
    took = process_time() - begun
    for found, (_, places, neither) in zip(answers, texts, strict=True):
        counted = {s for s in found if not any(_overlap(s, n) for n in neither)}
        right += len(counted & places)
        said += len(counted)
        wanted += len(places)
    words = sum(len(text.split()) for text, _, _ in texts)
    precision, recall = right / max(1, said), right / max(1, wanted)
    f1 = 2 * right / max(1, said + wanted)
    return f"{precision:9.2f} {recall:9.2f} {f1:9.2f} {words / took:12,.0f}"


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def main(file: Path) -> None:
    texts = list(gold(file))
    print(f"{len(texts)} texts, {sum(len(p) for _, p, _ in texts)} places")  # noqa: T201
    print(f"{'':18}{'precision':>9} {'recall':>9} {'F1':>9} {'words/CPU-s':>12}")  # noqa: T201
    for name, make in candidates():
        print(f"{name:18}{measure(make(), texts)}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SENTENCES)
