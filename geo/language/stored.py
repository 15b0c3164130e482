"""Let spaCy store a document with its mentions: between processes, in files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import srsly

from geo.model import Mention, MentionKind, Passage, Reason

_KEY = "dateline.mention"

Chain = Callable[[Any], Any]


def encode(value: Any, chain: Chain | None = None) -> Any:
    """Write a mention as plain values; anything else goes on down the chain."""
    if isinstance(value, Mention):
        return {_KEY: asdict(value)}
    return value if chain is None else chain(value)


def decode(stored: Any, chain: Chain | None = None) -> Any:
    """Make a mention of its plain values; anything else goes on down the chain."""
    if isinstance(stored, dict) and _KEY in stored:
        given = stored[_KEY]
        return Mention(
            **{
                **given,
                "passage": Passage(**given["passage"]),
                "sentence": Passage(**given["sentence"]),
                "kind": MentionKind(given["kind"]),
                "reasons": tuple(Reason(**reason) for reason in given["reasons"]),
            }
        )
    return stored if chain is None else chain(stored)


srsly.msgpack_encoders(_KEY, func=encode)
srsly.msgpack_decoders(_KEY, func=decode)
