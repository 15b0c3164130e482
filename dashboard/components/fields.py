"""Fields of menus that are mostly closed.

A browser has no field of a closed menu. What Python writes into one meanwhile never gets
there: opened, the field says what it held before, or nothing. So whenever Python sets or
empties a field, it is another one from then on: its key ends in a number that goes up. A
value that counts while its menu is closed is held by the session under a name of its own.

A menu that Python opens or closes is a new one as well. An event that a browser sent
before it heard of that says how all was: of the menu before, which is gone, not of this.

What a part of the page tells at the same moment as another part may reach Python and run the
other alone, or its answer is lost. So parts number what they tell, and tell it again until
they see that it was `heard` (`bus.teller`); it counts once (`news`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from dashboard import session

T = TypeVar("T")


def field(key: str, *, clearable: bool = False, **first: Any) -> dict[str, Any]:
    """Return the arguments that make a field show a value of the session and change it.

    Args:
        key: The name of the value.
        clearable: Whether the field says None where somebody emptied it. Of any other
            None only says that the field is lost: the value stays.
        first: What the field begins with, by the name that it has for that.
    """
    name = name_of(key)
    return {
        "key": name,
        "on_change": _take,
        "args": (key, name, clearable),
        **first,
    }


def name_of(key: str) -> str:
    """Return the key of the field that shows a value now."""
    return f"{key}.{session.get(_round(key), 0)}"


def put(values: Mapping[str, Any]) -> None:
    """Set values of the session; the fields that show them are new ones from now on."""
    session.put(values)
    empty(*values)


def empty(*keys: str) -> None:
    """Have new fields for values; one that is shown with no value is empty then."""
    session.put({_round(key): session.get(_round(key), 0) + 1 for key in keys})


def set_open(menu: str, on: bool) -> None:
    """Open or close a menu, whose key is its `name_of`."""
    empty(menu)
    session.put({name_of(menu): on})


def one_of(options: Collection[T], value: object) -> T:
    """Return the option that a value is; the first where it is none of them."""
    return next(iter([*(each for each in options if each == value), *options]))


def told(key: str, name: str) -> Any:
    """Return what a component of ours told under a name; None where it told nothing."""
    said = session.get(key)
    return said.get(name) if isinstance(said, Mapping) else None


def detail(key: str, name: str) -> Mapping[str, Any]:
    """Return the fields that a component told under a name; none where it told none."""
    said = told(key, name)
    return said if isinstance(said, Mapping) else {}


def heard(key: str) -> int:
    """Return the number of the last that a part of the page told; 0 before the first."""
    return max(_heard(key).values(), default=0)


def news(key: str, name: str) -> Any:
    """Note what a part of the page told under a name, and return it.

    None where it told nothing, or tells again what was heard.
    """
    said = detail(key, name)
    number = said.get("n")
    before = _heard(key)
    if not isinstance(number, int) or number <= before.get(name, 0):
        return None
    session.put({f"{key}-heard": {**before, name: number}})
    return said.get("what")


def _heard(key: str) -> dict[str, int]:
    last: dict[str, int] = session.get(f"{key}-heard", {})
    return last


def _round(key: str) -> str:
    return f"{key}-round"


@session.atomic_callback()
def _take(key: str, name: str, clearable: bool) -> None:
    said = session.get(name)
    if said is not None or clearable:
        session.put({key: said})
