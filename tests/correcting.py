"""Corrections for tests, made on words of an atlas.

told(atlas, "Moscow", MeansPlace(MOSCOW_IDAHO), Scope.ARTICLE)
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

from geo.corrections.model import Action, Correction, Scope, TextSpan, make_correction
from geo.model import Atlas

_minutes = count()
START = datetime(2026, 11, 24, 12, tzinfo=UTC)


def words_at(atlas: Atlas, words: str, nth: int = 0) -> TextSpan:
    """Give the nth time the first article says words."""
    text, at = atlas.articles[0].text, -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return TextSpan(words, at, at + len(words))


def told(  # noqa: PLR0913 - a test names what it needs
    atlas: Atlas,
    words: str,
    action: Action,
    scope: Scope = Scope.MENTION,
    *,
    nth: int = 0,
    author: str = "",
    note: str = "",
) -> Correction:
    """Make a correction, a minute later than the last one."""
    return make_correction(
        action,
        words_at(atlas, words, nth),
        atlas.articles[0],
        scope,
        author=author,
        note=note,
        time=START + timedelta(minutes=next(_minutes)),
    )


def meanings(atlas: Atlas) -> list[tuple[str, str]]:
    """Give each mention with the name of its place, "" where it has none."""
    return [
        (r.mention.text, r.place.name if r.place else "") for r in atlas.resolutions
    ]


def ties(atlas: Atlas) -> list[str]:
    """Give each link in words: "Moscow > Wŏnsan movement stated"."""
    return [
        f"{k.origin.name} {'>' if k.directed else '-'} {k.destination.name} {k.kind} {k.status}"
        for k in atlas.links
    ]
