"""The filters that are set, in words: what their chips say."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from geo.atlas import UNSURE_BELOW, Shown
from geo.model import Atlas, Filter
from geo.view.articles import title_of
from geo.words import country_name, label


def filter_words(atlas: Atlas, shown: Shown, each: Filter) -> str:
    """Say what one filter that is set keeps: "Russia and 2 more"."""
    return _WORDS[each](atlas, shown)


def _titles(atlas: Atlas, shown: Shown) -> str:
    return _some(title_of(a) for a in atlas.articles if a.id in shown.article_ids)


def _days(_: Atlas, shown: Shown) -> str:
    if shown.since and shown.until:
        return f"{shown.since} to {shown.until}"
    return f"From {shown.since}" if shown.since else f"Until {shown.until}"


def _some(words: Iterable[str]) -> str:
    first, *rest = [*words] or ["None"]
    return f"{first} and {len(rest)} more" if rest else first


_WORDS: dict[Filter, Callable[[Atlas, Shown], str]] = {
    Filter.WORDS: lambda _, shown: f"“{shown.words.strip()}”",
    Filter.MENTION_KINDS: lambda _, shown: _some(
        map(label, sorted(shown.mention_kinds))
    ),
    Filter.PLACE_KINDS: lambda _, shown: _some(map(label, sorted(shown.place_kinds))),
    Filter.COUNTRIES: lambda _, shown: _some(
        sorted(map(country_name, shown.countries))
    ),
    Filter.LINK_KINDS: lambda _, shown: _some(
        map(label, sorted(shown.link_kinds or ()))
    ),
    Filter.CERTAINTY: lambda _, shown: (
        "Likely and sure" if shown.min_score <= UNSURE_BELOW else "Sure only"
    ),
    Filter.ARTICLES: _titles,
    Filter.DATES: _days,
    Filter.AREA: lambda *_: "In the area shown on the map",
}
