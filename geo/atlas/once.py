"""What is worked out of an atlas or a reading, kept with it: never worked out twice."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import update_wrapper
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

from geo.model import Atlas, Reading

MAX_ANSWERS = 4  # of one function to one atlas: filters are set and taken back

P = ParamSpec("P")
T = TypeVar("T")
Of = TypeVar("Of", Atlas, Reading)


def once_per_atlas(
    work: Callable[Concatenate[Of, P], T],
) -> Callable[Concatenate[Of, P], T]:
    """Keep the last answers of a function of an atlas and of hashable arguments.

    They are kept in the atlas itself and gone when it is: nothing of a private reading
    stays. Further atlases among the arguments are told apart by identity, because
    hashing one would cost more than most questions; each is held while its answer is,
    so that no other can take its identity.
    """
    lock = Lock()

    def ask(atlas: Of, /, *args: P.args, **kwargs: P.kwargs) -> T:
        asked = (*args, *sorted(kwargs.items()))
        key = tuple(id(each) if isinstance(each, Atlas) else each for each in asked)
        with lock:
            kept: OrderedDict[object, Any] = atlas.answers.setdefault(
                work, OrderedDict()
            )
            if key in kept:
                kept.move_to_end(key)
                answer: T = kept[key][1]
                return answer
        answer = work(atlas, *args, **kwargs)
        with lock:
            kept[key] = (asked, answer)
            while len(kept) > MAX_ANSWERS:
                kept.popitem(last=False)
        return answer

    update_wrapper(ask, work)
    return ask
