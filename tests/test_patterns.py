"""Every regular expression of the tree takes a time that grows as its text does.

Each is run over texts made of its own pieces: the pieces that it repeats, and repeats again,
with and without what it would need behind them. Only processor time is compared, of a text
with one four times as long.
"""

from __future__ import annotations

import ast
import pkgutil
import re
import time
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import dashboard
import geo

SHORT, LONG = 1_500, 6_000  # characters
WORTH_A_LOOK = 0.004  # seconds for a short text, which a linear pattern never needs
HOPELESS = 0.03  # seconds for a short text: the long one would take for ever
MOST = 2.2  # times what linear growth would need; quadratic growth needs 4 times
ROOT = Path(__file__).parents[1]
# Patterns made while the product runs, of words that the tables hold, and who tests them.
MADE_LATER = {
    "geo.view.lines", "geo.links.coreference", "geo.corrections.mentions", "geo.data.read",
    "geo.resolve.wording",
}  # fmt: skip
MATCHES_ONLY = {"match", "fullmatch"}


def _modules() -> Iterator[ModuleType]:
    for package in (geo, dashboard):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            name = found.name
            if (
                "recipes" in name
                or name.endswith("__main__")
                or name == "dashboard.app"
            ):
                continue
            yield import_module(name)


def _patterns_in(value: object) -> Iterator[re.Pattern[Any]]:
    match value:
        case re.Pattern():
            yield value
        case Mapping():
            for one in value.values():
                yield from _patterns_in(one)
        case tuple() | list() | set() | frozenset():
            for one in value:
                yield from _patterns_in(one)


@cache
def _patterns() -> dict[str, tuple[re.Pattern[Any], frozenset[str]]]:
    """Return each pattern of a module, and in which ways the module uses it."""
    found = {}
    for module in _modules():
        source = Path(module.__file__ or "").read_text("utf-8")
        made_here = set(re.findall(r"^\w+", source, re.MULTILINE))
        calls = re.findall(r"\b(\w+)\.(\w+)\(", source)
        for name in vars(module).keys() & made_here:
            used = frozenset(way for called, way in calls if called == name)
            for at, pattern in enumerate(_patterns_in(vars(module)[name])):
                found[f"{module.__name__}.{name}.{at}"] = pattern, used
    return found


def _pieces(pattern: re.Pattern[Any]) -> list[str]:
    """Return texts that parts of a pattern match: what a hostile text is made of."""
    parsed = re._parser.parse(pattern.pattern, pattern.flags)  # type: ignore[attr-defined]
    said = [piece for node in parsed for piece in _samples(node)]
    whole = "".join(_sample(node) for node in parsed)
    return list(dict.fromkeys([*filter(None, said), whole, " ", "a", "7"]))[:14]


def _sample(node: Any) -> str:
    """Return a text that a part of a pattern matches, as good as it goes."""
    kind, value = str(node[0]), node[1]
    if kind == "LITERAL":
        return chr(value)
    if kind == "IN":
        return _of_set(value)
    if kind in ("ANY", "NOT_LITERAL"):
        return "b" if value == ord("a") else "a"
    if kind.endswith("_REPEAT"):
        return "".join(map(_sample, value[2])) * max(1, min(value[0], 8))
    insides = {"SUBPATTERN": lambda: value[-1], "ATOMIC_GROUP": lambda: value, "BRANCH": lambda: value[1][0]}  # fmt: skip
    return "".join(map(_sample, insides[kind]())) if kind in insides else ""


def _of_set(members: Any) -> str:
    negated = str(members[0][0]) == "NEGATE"
    letters = "aA7 .,-'\t\n\u0301°é(\"\x80"
    pattern = _set_pattern(members)
    for letter in letters:
        if pattern.match(letter):
            return letter
    if not negated and str(members[0][0]) in ("LITERAL", "RANGE"):
        first = members[0][1]
        return chr(first if isinstance(first, int) else first[0])
    return ""


def _set_pattern(members: Any) -> re.Pattern[str]:
    parts = []
    for kind, value in members:
        match str(kind):
            case "NEGATE":
                parts.append("^")
            case "LITERAL":
                parts.append(f"\\U{value:08x}")
            case "RANGE":
                parts.append(f"\\U{value[0]:08x}-\\U{value[1]:08x}")
            case "CATEGORY":
                sign = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}
                name = str(value).removeprefix("CATEGORY_")
                low = sign[name.removeprefix("NOT_")]
                parts.append("\\" + (low.upper() if "NOT_" in name else low))
    return re.compile(f"[{''.join(parts)}]")


def _samples(node: Any) -> Iterator[str]:
    """Return samples of a part and of all parts in it."""
    yield _sample(node)
    kind, value = str(node[0]), node[1]
    inner: list[Any] = []
    match kind:
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            inner = [value[2]]
        case "SUBPATTERN":
            inner = [value[-1]]
        case "ASSERT" | "ASSERT_NOT":
            inner = [value[1]]
        case "ATOMIC_GROUP":
            inner = [value]
        case "BRANCH":
            inner = list(value[1])
    for part in inner:
        for one in part:
            yield from _samples(one)


def _beginnings(pattern: re.Pattern[Any]) -> list[str]:
    """Return what the first parts of a pattern match: what leads a text into it."""
    parsed = re._parser.parse(pattern.pattern, pattern.flags)  # type: ignore[attr-defined]
    return list(accumulate(_sample(node) for node in parsed))[:6]


def _texts(pieces: list[str], begun: list[str], size: int) -> Iterator[str]:
    for one in pieces:
        many = (one * size)[:size]
        yield many
        yield many + "\0"
        yield from (begin + many + "\0" for begin in begun if begin not in pieces)
        for other in pieces:
            if other != one:
                yield other + many + "\0"
                yield ((one + other) * size)[:size] + "\0"
                half = many[: size // 2] + (other * size)[: size // 2] + "\0"
                yield from (begin + half for begin in begun[:3])


def _seconds(pattern: re.Pattern[Any], used: frozenset[str], text: str) -> float:
    given: Any = text if isinstance(pattern.pattern, str) else text.encode()
    least = float("inf")
    for _ in range(2):
        start = time.process_time()
        if used and used <= MATCHES_ONLY:
            pattern.match(given)
            pattern.fullmatch(given)
        else:
            for _found in pattern.finditer(given):
                pass
        least = min(least, time.process_time() - start)
        if least < WORTH_A_LOOK:
            break
    return least


def _worst(pattern: re.Pattern[Any], used: frozenset[str]) -> tuple[float, str]:
    """Return how many times more than linear a longer text takes, and of what it is.

    The first that takes too many is bad enough: no more texts are tried.
    """
    pieces, begun = _pieces(pattern), _beginnings(pattern)
    worst = 0.0, ""
    texts = (_texts(pieces, begun, size) for size in (SHORT, LONG))
    for short, long in zip(*texts, strict=True):
        before = _seconds(pattern, used, short)
        if before < WORTH_A_LOOK:
            continue
        if before > HOPELESS:
            return before / WORTH_A_LOOK, short[:40]
        grown = _seconds(pattern, used, long) / before / (LONG / SHORT)
        worst = max(worst, (grown, short[:40]))
        if grown > MOST:
            break
    return worst


@pytest.mark.parametrize("name", sorted(_patterns()))
def test_every_pattern_is_linear(name: str) -> None:
    pattern, used = _patterns()[name]
    grown, text = _worst(pattern, used)
    assert grown < MOST, f"{pattern.pattern!r} on {text!r}"


@pytest.mark.parametrize(
    "written", [r"^#{1,6}[ \t]+([^\n]{1,500}?)[ \t]*#{0,6}$", r"\s+$", r"\w+:"]
)
def test_the_test_sees_those_that_are_not(written: str) -> None:
    assert _worst(re.compile(written, re.MULTILINE), frozenset())[0] > MOST


def test_patterns_are_made_where_they_are_seen() -> None:
    """A pattern is a constant of its module; else its module is known for it."""
    hidden = set()
    for path in [*ROOT.glob("geo/**/*.py"), *ROOT.glob("dashboard/**/*.py")]:
        tree = ast.parse(path.read_text("utf-8"))
        inside = {
            id(call)
            for function in ast.walk(tree)
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
            for call in ast.walk(function)
        }
        made = [call for call in ast.walk(tree) if _makes_a_pattern(call)]
        if any(id(call) in inside for call in made):
            hidden.add(".".join(path.relative_to(ROOT).with_suffix("").parts))
    assert {name for name in hidden if "recipes" not in name} <= MADE_LATER


def _makes_a_pattern(node: ast.AST) -> bool:
    """True for a call of `re` with what is no plain text."""
    return (
        isinstance(node, ast.Call)
        and bool(node.args)
        and ast.unparse(node.func).startswith("re.")
        and ast.unparse(node.func) not in ("re.escape", "re.purge")
        and not isinstance(node.args[0], ast.Constant)
    )


def test_patterns_written_in_place_are_harmless():
    found = {
        node.args[0].value
        for path in [*ROOT.glob("geo/**/*.py"), *ROOT.glob("dashboard/**/*.py")]
        if "recipes" not in path.parts
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
        and node.args
        and ast.unparse(node.func).startswith("re.")
        and isinstance(node.args[0], ast.Constant)
    }
    for written in found:
        assert _worst(re.compile(written), frozenset())[0] < MOST
