"""What Python hands the scripts, as declarations for their type checker.

    python tests/view_types.py        writes geo/web/views.d.ts anew

They are made of the TypedDicts of geo.view.types, its facet_types, find_types, gazetteer_types and geo.draw.columns; a test holds them
together.
"""

from __future__ import annotations

import types
import typing
from inspect import getmembers, isclass
from pathlib import Path
from typing import Any, Literal, Union

from geo.draw import columns
from geo.view import facet_types, find_types, gazetteer_types, types as views

FILE = Path(__file__).parents[1] / "geo" / "web" / "views.d.ts"
HEAD = """\
/* What Python hands the scripts: made by tests/view_types.py, not by hand, of the types in
   geo/view/types.py and geo/draw/columns.py, which say what each means. */
"""
PRIMITIVES = {
    str: "string",
    int: "number",
    float: "number",
    bool: "boolean",
    type(None): "null",
}


def declarations() -> str:
    """Return the text of views.d.ts."""
    found = [
        declaration(each)
        for module in (views, facet_types, find_types, gazetteer_types, columns)
        for _, each in sorted(getmembers(module, isclass))
        if typing.is_typeddict(each) and each.__module__ == module.__name__
    ]
    panel = f"type PanelView = {typescript(views.PanelView)};\n"
    return "\n".join([HEAD, *found, panel])


def declaration(view: Any) -> str:
    lines = [
        f"  {name}{'' if name in view.__required_keys__ else '?'}: {typescript(kind)};"
        for name, kind in typing.get_type_hints(view).items()
    ]
    return "\n".join([f"interface {view.__name__} {{", *lines, "}\n"])


def typescript(kind: Any) -> str:
    """Write a type of Python in TypeScript."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if kind in PRIMITIVES:
        return PRIMITIVES[kind]
    if origin is Literal:
        return " | ".join(f'"{value}"' for value in args)
    if origin in (Union, types.UnionType):
        return " | ".join(map(typescript, args))
    if origin is list:
        inner = typescript(args[0])
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if origin is dict:
        return f"Record<string, {typescript(args[1])}>"
    assert typing.is_typeddict(kind), kind
    return str(kind.__name__)


if __name__ == "__main__":
    FILE.write_text(declarations(), "utf-8")
