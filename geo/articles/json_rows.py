"""JSON as people have it to rows: nested fields by their path, lists of words joined."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any

DEEPEST = 5  # objects in one another; what lies deeper is not read
MAX_FIELDS = 400
_MAX_VALUES = 20_000  # values looked at for the list of articles
_MAX_LIST_LENGTH = 2_000_000  # characters of a list that is joined
# What wraps each record of an archive and says nothing itself: {"tweet": {...}}.
_WRAPPERS = frozenset("tweet data node _source article post item document".split())
_MAX_PIECE_FIELDS = 4  # of a piece of text: its kind, its words, where it leads
_NOTICES = (
    "channel_",
    "group_",
    "bot_add",
    "bot_remove",
    "pinned_item",
    "reminder_add",
)  # of Slack
_PARTS = ("text", "value", "content", "insert", "p")


def flat(record: dict[str, Any]) -> dict[str, str]:
    """Return the fields of an object: ``{"source.name": "Lakeside Post"}``."""
    fields: dict[str, str] = {}
    _gather(_unwrapped(record), "", 0, fields)
    return fields


def _unwrapped(record: dict[str, Any]) -> dict[str, Any]:
    """Return what a record holds, where all of it is in one object of it."""
    inner = [
        v for k, v in record.items() if k.lower() in _WRAPPERS and isinstance(v, dict)
    ]
    if len(inner) == 1 and sum(isinstance(v, str) for v in record.values()) <= 1:
        return inner[0]
    return record


def _gather(
    value: dict[str, Any], path: str, depth: int, fields: dict[str, str]
) -> None:
    for key, inner in value.items():
        if len(fields) >= MAX_FIELDS:
            return
        name = f"{path}{key}"
        if isinstance(inner, dict) and depth < DEEPEST:
            _gather(inner, f"{name}.", depth + 1, fields)
        elif isinstance(inner, list):
            if joined := _joined(inner):
                fields[name] = joined
            elif depth < DEEPEST and (one := _as_one(inner)):
                _gather(one, f"{name}.", depth + 1, fields)
        elif isinstance(inner, str | int | float) and not isinstance(inner, bool):
            fields[name] = str(inner)


def _as_one(parts: list[Any]) -> dict[str, Any]:
    """Return the fields of a list of objects that each say something else of one thing."""
    objects = [part for part in parts if isinstance(part, dict)]
    keys = [key for each in objects for key in each]
    alone = len(objects) == len(parts) and len(keys) == len(set(keys))
    return {key: each[key] for each in objects for key in each} if alone else {}


def _joined(parts: list[Any]) -> str:
    """Join a list of pieces of text: Telegram's entities, paragraphs."""
    words = [_part(part) for part in parts]
    if not words or None in words:
        return ""
    # Pieces of one line carry their own blanks; paragraphs do not.
    inline = any(isinstance(part, dict) and "type" in part for part in parts)
    return ("" if inline else "\n\n").join(filter(None, words))[:_MAX_LIST_LENGTH]


def _part(part: Any) -> str | None:
    if isinstance(part, str):
        return part
    if isinstance(part, dict) and not _is_record(part):
        return next((part[k] for k in _PARTS if isinstance(part.get(k), str)), None)
    return None


def _is_record(part: dict[str, Any]) -> bool:
    """True for what stands for itself, as a message does, and is no piece of a text."""
    return "id" in part or len(part) > _MAX_PIECE_FIELDS


def records_of(value: Any) -> list[dict[str, Any]]:
    """Return the list of objects that a document of JSON is about.

    The largest one: of a feed its items, of an export its messages; or the document itself.
    """
    if rows := _rows_of(value):
        return rows
    best: list[dict[str, Any]] = []
    at, weight = "", 0
    for path, found in _lists(value).items():
        weighs = sum(_prose(flat(record)) for record in found)
        # What stands in the records of a list are comments, unless they say less themselves.
        inside = bool(best) and path.startswith(f"{at}.")
        if weighs > weight and (not inside or weighs * len(best) > weight * len(found)):
            best, at, weight = found, path, weighs
    if not best and isinstance(value, dict):
        return [value]
    own = _prose(_unwrapped(value)) if isinstance(value, dict) else 0
    return [value] if own >= weight > 0 else best


def is_notice(record: Mapping[str, Any]) -> bool:
    """True for what a messenger's program itself says: who came, who left, what was pinned."""
    return record.get("type") == "service" or str(record.get("subtype", "")).startswith(
        _NOTICES
    )


def _rows_of(value: Any) -> list[dict[str, Any]]:
    """Return the rows of a table whose columns are named once, as pandas and ArcGIS write it."""
    if not isinstance(value, dict):
        return []
    names, rows = value.get("columns"), value.get("data")
    if not (isinstance(names, list) and isinstance(rows, list) and names and rows):
        return []
    if not all(isinstance(r, list) and len(r) == len(names) for r in rows):
        return []
    return [dict(zip(map(str, names), row, strict=True)) for row in rows]


def _lists(value: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the lists of objects in a document by where they stand: of chats, all their messages."""
    found: dict[str, list[dict[str, Any]]] = {}
    left = deque([(value, 0, "")])
    seen = 0
    while left and seen < _MAX_VALUES:
        one, depth, path = left.popleft()
        seen += 1
        if isinstance(one, list):
            records = [each for each in one if isinstance(each, dict)]
            if records and len(records) * 2 > len(one):
                found.setdefault(path, []).extend(records)
            inner = [(each, path) for each in one[:_MAX_VALUES]]
        else:
            inner = [(each, f"{path}.{key}") for key, each in one.items()]
            if records := _by_key(one):
                found.setdefault(f"{path}.*", []).extend(records)
        if depth < DEEPEST:
            left += [
                (each, depth + 1, at)
                for each, at in inner
                if isinstance(each, dict | list)
            ]
    return found


def _by_key(value: dict[str, Any]) -> list[dict[str, Any]]:
    """Return records that stand under a key each, or whose fields stand under a name each."""
    inner = [each for each in value.values() if isinstance(each, dict)]
    if len(inner) < max(2, len(value)):
        return []
    if all(key.isdigit() for each in inner for key in each):
        # As pandas writes a table: a list of cells for each column.
        rows = dict.fromkeys(key for each in inner for key in each)
        return [{k: v[row] for k, v in value.items() if row in v} for row in rows]
    shared = set(inner[0]).intersection(*inner[1:])
    return inner if any(isinstance(inner[0][key], str) for key in shared) else []


def _prose(record: Mapping[str, Any]) -> int:
    """Return the letters of the texts among some fields."""
    return sum(
        len(text)
        for value in record.values()
        if (text := _joined(value) if isinstance(value, list) else value)
        and isinstance(text, str)
        and " " in text.strip()
    )
