"""Figures and versions as lines a person reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import geo

_PACKAGES = (
    "spacy", "streamlit", "folium", "streamlit-folium", "geopy", "XStatic-Leaflet",
)  # fmt: skip
_PARTS = (
    ("recognition_exact", "recognition, exact span"),
    ("recognition_overlap", "recognition, overlap"),
    ("end_to_end_161km", "end to end, 161 km"),
)


def installed() -> Iterator[tuple[str, str]]:
    """Return the packages Dateline rests on, with their releases."""
    for package in _PACKAGES:
        try:
            yield package, version(package)
        except PackageNotFoundError:
            yield package, "MISSING: install Dateline again"


def map_report(
    opened: Sequence[geo.OpenReport], atlas: geo.Atlas, written: Sequence[str]
) -> dict[str, Any]:
    """Return what a map was made of, for a program: files read, what was found, written."""
    return {
        "files": [
            {
                "name": one.name,
                "articles": len(one.articles),
                "problem": one.problem or None,
                "notes": list(one.notes),
            }
            for one in opened
        ],
        "articles": len(atlas.articles),
        "places": len(atlas.places),
        "links": len(atlas.links),
        "unmapped": len({r.mention.toponym for r in atlas.unresolved}),
        "written": list(written),
    }


def evaluation_table(figures: Mapping[str, Any]) -> str:
    """Set the figures of `geo.evaluation` in lines."""
    counts = figures["counts"]
    rows = [
        f"articles {counts['articles']}   gold mentions {counts['gold_mentions']} "
        f"(+{counts['gold_mentions_without_coordinates']} without coordinates)   "
        f"predictions {counts['predictions']}",
        "",
        f"{'':26}{'precision':>13}{'recall':>13}{'F1':>13}",
    ]
    for key, words in _PARTS:
        part = figures[key]
        cells = "".join(
            f"{_show(part[name]):>13}" for name in ("precision", "recall", "f1")
        )
        rows.append(f"{words:26}{cells}")
        rows.append(f"{'  95 % between':26}{_ranges(part)}")
    part = figures["resolution"]
    rows += [
        "",
        f"resolution of {part['pairs']} pairs: accuracy@161km "
        f"{_show(part['accuracy_161km'])} (95 % {_range(part['accuracy_161km_95'])})"
        f"   median {_show(part['median_error_km'], 1)} km"
        f"   mean {_show(part['mean_error_km'], 1)} km",
    ]
    return "\n".join(rows)


def _show(value: float | None, digits: int = 3) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def _ranges(part: Mapping[str, Any]) -> str:
    names = ("precision_95", "recall_95", "f1_95")
    return "".join(f"{_range(part[name]):>13}" for name in names)


def _range(interval: tuple[float, float] | None) -> str:
    return "-" if interval is None else f"{interval[0]:.3f}-{interval[1]:.3f}"
