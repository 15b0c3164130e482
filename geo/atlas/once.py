"""What is worked out of an atlas, kept: once for each atlas, never twice."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import update_wrapper
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar

from geo.model import Atlas

MOST = 32  # answers of one function; an atlas comes whole and as the filters leave it

P = ParamSpec("P")
T = TypeVar("T")


def once_per_atlas(
    work: Callable[Concatenate[Atlas, P], T],
) -> Callable[Concatenate[Atlas, P], T]:
    """Keep the last answers of a function of atlases and of hashable arguments.

    Atlases are told apart by identity: hashing one would cost more than most questions.
    Each is held while its answer is kept, so that no other can take its identity; and nobody
    gets an answer who does not hold the atlas itself.
    """
    kept: OrderedDict[object, tuple[object, T]] = OrderedDict()
    lock = Lock()

    def ask(atlas: Atlas, /, *args: P.args, **kwargs: P.kwargs) -> T:
        asked = (atlas, *args, *sorted(kwargs.items()))
        key = tuple(id(each) if isinstance(each, Atlas) else each for each in asked)
        with lock:
            if key in kept:
                kept.move_to_end(key)
                return kept[key][1]
        answer = work(atlas, *args, **kwargs)
        with lock:
            kept[key] = (asked, answer)
            while len(kept) > MOST:
                kept.popitem(last=False)
        return answer

    update_wrapper(ask, work)
    return ask
