"""The real dashboard over an invented world: no gazetteer, the same names each time.

    python serve_invented.py PORT [BASE_PATH]

Only recognition is replaced: a text that begins with "HOSTILE" gives the hostile atlas,
"SEVERAL" six articles a day apart, a file or text that begins with "SLOW" is never read to its
end, "BROKEN" a failure that nobody expects, the sample text of atlases.py its own, any other
text the known names it says.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path
from time import sleep

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))

import atlases  # noqa: E402
import big_atlas  # noqa: E402
import known_places  # noqa: E402

import geo  # noqa: E402
import geo.articles  # noqa: E402
import geo.gazetteer  # noqa: E402
from dashboard.__main__ import main as serve  # noqa: E402
from geo import readings  # noqa: E402
from geo.cli.serve import Dashboard, command  # noqa: E402
from geo.model import Candidate, Match  # noqa: E402
from geo.settings import get_settings as settings  # noqa: E402

KNOWN = {
    "Moscow": known_places.MOSCOW,
    "Pyongyang": known_places.PYONGYANG,
    "Wonsan": known_places.WONSAN,
    "Suva": known_places.SUVA,
    "Honolulu": known_places.HONOLULU,
    "Russian": known_places.RUSSIA,
    "Atlantis": None,
}
MISSED = {"Kalma Pier": known_places.KALMA_PIER}  # never read in a text


read_files = geo.articles.read_uploads


class Gazetteer:
    """Knows the known places by the names that articles give them."""

    version = "invented"

    def lookup(self, name):
        places = [place for word, place in {**KNOWN, **MISSED}.items() if word == name]
        return tuple(Candidate(p, p.name, Match.EXACT) for p in places if p)

    def lookup_after_comma(self, name):
        return ()

    def area(self, country_code, admin1=""):
        return None


def read(article):
    if article.text.startswith("HOSTILE"):
        return atlases.hostile_atlas()
    if article.text.startswith("SEVERAL"):
        return big_atlas.big_atlas(6, 30, 20, mentions_per_article=10)
    if article.text.startswith("BROKEN"):
        raise KeyError(article.text)
    if article.text == atlases.SAMPLE_TEXT:
        return atlases.sample_atlas()
    places = {name: place for name, place in KNOWN.items() if name in article.text}
    return atlases.atlas_from(
        article.text, places, title=article.title, source=article.source
    )


def read_uploads(given, progress, **more):
    while any(content.startswith(b"SLOW") for _, content in given):
        progress(0.5, "reading slowly")
        sleep(0.05)
    return read_files(given, progress, **more)


@lru_cache(maxsize=8)  # the same articles are the same atlas
def joined(articles):
    return atlases.join(map(read, articles))


def atlas(_, articles, *__, progress, **___):
    while any(article.text.startswith("SLOW") for article in articles):
        progress(0.5, "reading slowly")
        sleep(0.05)
    return joined(tuple(articles))


def main() -> None:
    readings.ReadingCache.atlas = atlas
    geo.gazetteer.ensure_gazetteer = lambda *_: None
    geo.gazetteer.gazetteer_ready = lambda: True
    geo.build_atlas = lambda articles, *_, **__: joined(tuple(articles))
    geo.read_article = lambda article, *_, **__: read(article).readings[0]
    geo.open_gazetteer = Gazetteer
    geo.articles.read_uploads = read_uploads
    port, *path = sys.argv[1:]
    said = Dashboard(
        (), None, None, base_path="".join(path), sign_in=settings().sign_in
    )
    sys.argv = command(int(port), said)[2:]  # all but "python -m"
    serve()


main()
