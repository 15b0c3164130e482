"""The words beside numbers that say they are coordinates, or that they are not."""

from __future__ import annotations

import re

BEFORE, AFTER = 60, 40  # characters looked at
_NEAR = 40  # characters before, for what speaks against

_STRONG = re.compile(
    r"\b(?:co-?ord(?:inate)?s?|latitudes?|lat|longitudes?|lng|gps|geo-?locat\w*|"
    r"positions?|positioned|locat(?:ed|ion|ions)|geotag\w*|waypoints?|pinned|"
    r"epicent(?:re|er)|wgs ?-?84|maps?)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:/@|[?&](?:q|ll|query|mlat)=|geo:|/place/|/search/)$")
_WEAK = re.compile(r"\b(?:at|near|around)[ ]$", re.IGNORECASE)
_AGAINST = re.compile(
    r"[%$€£¥₹]|\b(?:per ?cent|percentage|ci|confidence|interval|odds|ratios?|rates?|index|"
    r"indices|prices?|yields?|scor\w+|averag\w+|mean|medians?|seconds|points?|rose|fell|"
    r"rising|falling|dollars?|euros?|yen|yuan|pounds?|versions?|won|lost|beat|weigh\w*|"
    r"budget|traded|shares?|stocks?|p[ ]?[=<])(?!\w)",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"[ ]?(?:%|per ?cent|points?|km|kilomet|metres|meters|m\b|kg|tonnes|tons|million|"
    r"billion|seconds|minutes|hours|dollars|euros|yen|yuan|litres|liters|votes)",
    re.IGNORECASE,
)
_MORE = re.compile(r"[ ]?(?:,|;|and|or|to)[ ]?-?\d")
_MORE_BEFORE = re.compile(r"\d[ ]?(?:,|;|and|or|to)[ ]?$")
_GRID = re.compile(
    r"\b(?:mgrs|usng|utm|grid|co-?ord(?:inate)?s?|map reference|military grid)\b",
    re.IGNORECASE,
)
_PRODUCT = re.compile(
    r"\b(?:models?|parts?|serial|codes?|no|nos|number|numbers|sku|isbn|order|orders|tracking|"
    r"ticket|vin|registration|reference|ref|invoice|item|catalogue|catalog|product|batch|"
    r"lot|plate|licence|license|passport|account|id|case|file)\b[ .:#]*$",
    re.IGNORECASE,
)


def allows_numbers(text: str, start: int, end: int, *, exact: bool) -> bool:
    """True where plain numbers are coordinates by what stands around them.

    A word such as "coordinates" or "GPS" near them is enough, or the address of a map. A
    pair of four or more decimals is also taken in brackets, after "at" or on a line of its
    own, unless the words around speak of prices, rates, scores.

    Args:
        text: The text.
        start: Where the numbers begin.
        end: Where they end.
        exact: True for four decimals or more, and two digits before the point in one.
    """
    if _UNIT.match(text, end):
        return False
    before, after = _around(text, start, end)
    if _LINK.search(before) or _STRONG.search(before) or _STRONG.search(after):
        return True
    if not exact or _AGAINST.search(before[-_NEAR:]) or _AGAINST.search(after):
        return False
    return _stands_apart(text, start, end)


def says_coordinates(text: str, start: int, end: int) -> bool:
    """True where a word beside the numbers says outright that they are coordinates."""
    before, after = _around(text, start, end)
    return bool(_STRONG.search(before) or _STRONG.search(after))


def says_grid(text: str, start: int, end: int) -> bool:
    """True where the words around speak of a grid or of coordinates."""
    before, after = _around(text, start, end)
    return bool(_GRID.search(before) or _GRID.search(after))


def says_product(text: str, start: int) -> bool:
    """True where the word before says that a code is that of a thing: "part no."."""
    return bool(_PRODUCT.search(text[max(0, start - _NEAR) : start]))


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the words before and after; the paragraph is as far as they reach."""
    before = text[max(0, start - BEFORE) : start].rpartition("\n\n")[2]
    after = text[end : end + AFTER].partition("\n")[0]
    return before, after


def _stands_apart(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 12) : start], text[end : end + 4]
    if before[-1:] in "([" and after[:1] in ")]" and before and after:
        return True
    if (not before or before.endswith("\n")) and (not after or after[0] in "\r\n"):
        return True
    listed = _MORE.match(after) or _MORE_BEFORE.search(before)
    return bool(_WEAK.search(before)) and not listed
