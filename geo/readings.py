"""Articles to an Atlas: what was read before is looked up, the rest is read and kept.

A store (`ReadingStore`) keeps readings: on disk (`geo.Collections`), in memory
(`ReadingCache`), or both. What loads spaCy is imported when an article has to be read:
a kept atlas opens without it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Generic, Protocol, TypeVar

from geo.articles import FORMATS_IN, is_url, read_articles, read_text
from geo.errors import ArticleError, InputError, require_type
from geo.gazetteer import Gazetteer, open_gazetteer
from geo.geocoders.article import batch_notice, geocoder_for
from geo.geocoders.geocoder import Geocoder
from geo.model import (
    EVERY_KIND,
    Article,
    Atlas,
    MentionKind,
    Progress,
    Reading,
    Sureness,
)
from geo.reading_files import (
    SampleReadings as SampleReadings,
    ServedReadings as ServedReadings,
)
from geo.tools import Tools
from geo.watch import was_cut

MAX_PATH_LENGTH = 1_000  # characters: what is longer is a text

V = TypeVar("V")
Notice = Callable[[str], None]


class ReadingStore(Protocol):
    """Where readings are kept, so that no article is read twice: `geo.Collections`."""

    def reading(self, article: Article, key: str) -> Reading | None:
        """Return what was read in an article with a key, or None."""
        ...

    def keep_reading(self, article: Article, key: str, reading: Reading) -> None:
        """Keep what was read in an article with a key, where it can be kept."""
        ...


def build_atlas(  # noqa: PLR0913 - each is a choice of the reader's
    articles: Iterable[Article],
    gazetteer: Gazetteer,
    *,
    geocoder: Geocoder | None = None,
    model: str | None = None,
    kinds: frozenset[MentionKind] = EVERY_KIND,
    sureness: Sureness = Sureness.SURER,
    store: ReadingStore | None = None,
    progress: Progress | None = None,
) -> Atlas:
    """Read articles onto the map.

        >>> article = geo.read_text("Lavrov flew from Moscow to Wonsan.")
        >>> atlas = geo.build_atlas([article], geo.open_gazetteer())
        >>> [(link.origin.name, link.destination.name) for link in atlas.links]
        [('Moscow', 'Wonsan')]

    Args:
        articles: What to read; a text given twice is read once.
        gazetteer: The offline gazetteer, or one of your own.
        geocoder: Asked about names the gazetteer leaves open; None keeps everything
            offline. A batch is never sent to public servers.
        model: Name of an installed spaCy pipeline instead of Dateline's own.
        kinds: Kinds of mention kept: without `DEMONYM`, words such as "Russian" go.
        sureness: How likely a link must be that no rule states.
        store: Where readings are looked up and kept; None reads everything anew.
        progress: Called with the share done, 0 to 1, and what is being done.

    Raises:
        InputError: What was given is something else; the message says what to give.
        ModelError: The model named is not installed.
    """
    articles = _require_articles(articles)
    require_type(gazetteer, Gazetteer, "a gazetteer is needed: open_gazetteer()")
    if geocoder is not None:
        require_type(geocoder, Geocoder, "a geocoder has lookup and for_batch")
    tools = Tools(gazetteer, geocoder, model, kinds, sureness=sureness)
    return Atlas(tuple(read_each(articles, tools, store=store, progress=progress)))


def read(  # noqa: PLR0913 - as build_atlas
    *sources: str | Path | Article,
    gazetteer: Gazetteer | None = None,
    geocoder: Geocoder | None = None,
    model: str | None = None,
    kinds: frozenset[MentionKind] = EVERY_KIND,
    sureness: Sureness = Sureness.SURER,
    store: ReadingStore | None = None,
    progress: Progress | None = None,
) -> Atlas:
    """Read texts, files and addresses onto the map.

        >>> atlas = geo.read("Lavrov flew from Moscow to Wonsan.")
        >>> [place.name for place in atlas.places]
        ['Moscow', 'Wonsan']

    Args:
        sources: Each a text; the path of a file or folder; an address with http or
            https; or an article. A single word that ends like a file is a path.
        gazetteer: None is the offline gazetteer, built where it has not been yet.
        geocoder: As of `build_atlas`, like all that follows.
        model: As of `build_atlas`.
        kinds: As of `build_atlas`.
        sureness: As of `build_atlas`.
        store: As of `build_atlas`.
        progress: As of `build_atlas`.

    Raises:
        InputError: Something else was given.
        ArticleError: One of them cannot be read; `read_articles` reads the others.
        GazetteerError: The gazetteer cannot be built or read.
        ModelError: The model named is not installed.
    """
    articles = [article for source in sources for article in _articles_in(source)]
    return build_atlas(
        articles,
        gazetteer or open_gazetteer(progress=progress),
        geocoder=geocoder,
        model=model,
        kinds=kinds,
        sureness=sureness,
        store=store,
        progress=progress,
    )


def _articles_in(source: str | Path | Article) -> Iterable[Article]:
    if isinstance(source, Article):
        return [source]
    require_type(source, (str, Path), "read takes texts, paths, addresses and articles")
    if isinstance(source, str) and not _names_a_file(source):
        return [read_text(source)]
    opened = read_articles([source])
    if problems := [one.problem for one in opened if one.problem]:
        more = len(problems) - 1
        rest = f" (and {more:,} more: read_articles tells of each)" if more else ""
        raise ArticleError(problems[0] + rest)
    return [article for one in opened for article in one.articles]


def _names_a_file(source: str) -> bool:
    """Return whether a text is an address or a path rather than an article."""
    if is_url(source):
        return True
    if len(source) > MAX_PATH_LENGTH or "\n" in source:
        return False
    a_word = not any(map(str.isspace, source))
    if a_word and Path(source).suffix.lower() in FORMATS_IN:
        return True
    try:
        return bool(source.strip()) and Path(source).exists()
    except (OSError, ValueError):
        return False


def _require_articles(articles: Iterable[Article]) -> tuple[Article, ...]:
    """Return articles that are such.

    Raises:
        InputError: They are something else.
    """
    advice = "build_atlas takes several articles: [read_text(text)]"
    if isinstance(articles, str):  # a sequence too, of letters
        raise InputError(f"{advice}; or read(text)")
    require_type(articles, Iterable, advice)
    articles = tuple(articles)
    for article in articles:
        require_type(article, Article, advice)
    return articles


def read_each(
    articles: Iterable[Article],
    tools: Tools,
    *,
    store: ReadingStore | None = None,
    progress: Progress | None = None,
    notice: Notice | None = None,
) -> Iterator[Reading]:
    """Read articles one by one; what was read before is looked up, what is new is kept.

    Args:
        articles: What to read; each text once.
        tools: What with. How many articles have to be read decides who may be asked.
        store: Where readings are looked up and kept at once, so that a long reading
            that is broken off goes on where it was.
        progress: Told the share done and what is being done.
        notice: Told why a geocoder is not asked, and what was not read to its end.

    Raises:
        ModelError: The model named is not installed.
    """
    once = _each_once(articles)
    known = _look_up(once, tools.key, store, progress)
    unread = len(once) - len(known)
    if notice and (words := batch_notice(tools.geocoder, unread)):
        notice(words)
    tools = replace(tools, geocoder=geocoder_for(tools.geocoder, unread))
    key = tools.key
    for at, article in enumerate(once):
        reading = known.get(article.id) or _kept(store, article, key)
        if reading is None:
            reading = _read(article, tools, _part(progress, at, len(once)))
            if cut := was_cut(reading):
                if notice:
                    notice(f"{article.title or article.source}: {cut}".lstrip(": "))
            elif store and key:
                store.keep_reading(article, key, reading)
        yield reading


def _each_once(articles: Iterable[Article]) -> tuple[Article, ...]:
    by_id: dict[str, Article] = {}
    for article in articles:
        by_id.setdefault(article.id, article)
    return tuple(by_id.values())


def _look_up(
    articles: Sequence[Article],
    key: str,
    store: ReadingStore | None,
    progress: Progress | None,
) -> dict[str, Reading]:
    """Return what is kept of the articles, by their ids."""
    known = {}
    for at, article in enumerate(articles):
        if store and progress:
            _part(progress, at, len(articles))(0.0, "opening")
        if found := _kept(store, article, key):
            known[article.id] = found
    return known


def _read(article: Article, tools: Tools, progress: Progress) -> Reading:
    from geo.pipeline import read_article  # loads spaCy

    return read_article(article, tools, progress=progress)


def _kept(store: ReadingStore | None, article: Article, key: str) -> Reading | None:
    return store.reading(article, key) if store and key else None


def _part(progress: Progress | None, at: int, total: int) -> Progress:
    """Return what reports one article's progress as a part of the whole."""
    which = f" article {at + 1:,} of {total:,}" if total > 1 else ""

    def report(share: float, words: str) -> None:
        if progress:
            progress((at + share) / total, words + which)

    return report


class LRUCache(Generic[V]):
    """The values used last, up to a total weight; safe to share between threads.

    Args:
        max_weight: What all values may weigh together; the last one stays in any case.
    """

    def __init__(self, max_weight: int) -> None:
        self._max = max_weight
        self._weight = 0
        self._kept: OrderedDict[Hashable, tuple[int, V]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> V | None:
        """Return a value, or None where it is not kept."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][1]

    def put(self, key: Hashable, value: V, weight: int = 1) -> None:
        """Keep a value; those not used for longest make room."""
        with self._lock:
            self._weight += weight - self._kept.pop(key, (0, value))[0]
            self._kept[key] = weight, value
            while self._weight > self._max and len(self._kept) > 1:
                _, (gone, _) = self._kept.popitem(last=False)
                self._weight -= gone


class ReadingStores:
    """Several stores as one: the first that has a reading gives it, all keep it."""

    def __init__(self, *stores: ReadingStore) -> None:
        self._stores = stores

    def reading(self, article: Article, key: str) -> Reading | None:
        """Return what was read in an article with a key, or None."""
        found = (store.reading(article, key) for store in self._stores)
        return next(filter(None, found), None)

    def keep_reading(self, article: Article, key: str, reading: Reading) -> None:
        """Keep what was read in an article with a key, wherever it can be kept."""
        for store in self._stores:
            store.keep_reading(article, key, reading)


class ReadingCache:
    """A store of readings in memory; what it lacks it asks of another store.

    The whole atlases read last are kept too: one that is asked for again is the same
    object, with all that was worked out of it.

    Args:
        max_articles: Of how many articles readings are kept.
        store: The store behind it, such as `geo.Collections`; None where nothing may
            outlive the cache.
    """

    def __init__(self, max_articles: int, store: ReadingStore | None = None) -> None:
        self._store = store
        self._readings: LRUCache[Reading] = LRUCache(max_articles)
        self._atlases: LRUCache[Atlas] = LRUCache(max_articles)

    def reading(self, article: Article, key: str) -> Reading | None:
        """Return what was read in an article with a key, or None."""
        found = self._readings.get((article, key))
        if found is None and self._store:
            found = self._store.reading(article, key)
            if found:
                self._readings.put((article, key), found)
        return found

    def keep_reading(self, article: Article, key: str, reading: Reading) -> None:
        """Keep what was read in an article with a key, here and in the store behind."""
        self._readings.put((article, key), reading)
        if self._store:
            self._store.keep_reading(article, key, reading)

    def atlas(
        self,
        articles: Sequence[Article],
        tools: Tools,
        *,
        progress: Progress | None = None,
        notice: Notice | None = None,
    ) -> Atlas:
        """Return the atlas of articles: as it was asked for before, or read now.

        Arguments and errors as for `read_each`.
        """
        key = (tuple(articles), tools.key)
        known = self._atlases.get(key)
        if known is not None:
            return known
        readings = read_each(
            articles, tools, store=self, progress=progress, notice=notice
        )
        atlas = Atlas(tuple(readings))
        self._atlases.put(key, atlas, weight=len(articles))
        return atlas
