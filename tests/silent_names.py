"""Names of which nothing is said: capitalised, known to the gazetteer, and in no list.

    python tests/silent_names.py ARTICLES.jsonl ...      counts them in articles, one a line

It knows nothing of how names are found: it asks the gazetteer about every capitalised word
but those of grammar ("The", "But"), and whether an entry covers it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from geo.articles import read_text
from geo.gazetteer import Gazetteer, open_gazetteer
from geo.language import load_language, tokenise
from geo.mentions.block import is_name
from geo.model import Reading
from geo.pipeline import read_article
from geo.tools import Tools

LONGEST = 4  # words of a name that is looked up


def known_words(text: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """Return where capitalised words stand that some place is called by, the longest first."""
    doc = tokenise(load_language(), text)
    at = 0
    while at < len(doc):
        for end in range(min(len(doc), at + LONGEST), at, -1):
            span = doc[at:end]
            printed = all(is_name(token.text) for token in span)
            if printed and not span[0].is_stop and gazetteer.lookup(span.text):
                yield span.start_char, span.end_char
                break
        else:
            end = at + 1
        at = end


def silent_names(reading: Reading, gazetteer: Gazetteer) -> list[str]:
    """Return the known words of an article that no entry of it covers."""
    text = reading.article.text
    said = bytearray(len(text))
    mentions = [r.mention for r in reading.resolutions]
    for mention in (*mentions, *reading.passed_over):
        start, end = mention.passage.start, mention.passage.end
        said[start:end] = b"\1" * (end - start)
    words = known_words(text, gazetteer)
    return [text[start:end] for start, end in words if not all(said[start:end])]


def main(files: list[str]) -> None:
    tools = Tools(open_gazetteer())
    words, silent = 0, Counter[str]()
    for file in files:
        for line in Path(file).read_text(encoding="utf-8").splitlines():
            reading = read_article(read_text(json.loads(line)["text"]), tools)
            words += sum(1 for _ in known_words(reading.article.text, tools.gazetteer))
            silent.update(silent_names(reading, tools.gazetteer))
    lines = [f"{words:,} known names, {silent.total():,} without an entry"]
    lines += [f"{count:7,} {word}" for word, count in silent.most_common(50)]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
