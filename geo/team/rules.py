"""Who may see and do what: decisions, each one function, and the rules they rest on."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from geo.cache import safe_name
from geo.collections import Collection
from geo.corrections import Correction
from geo.errors import InputError

OWNER = "person-"  # before the id of somebody who signed in
GROUPS = "groups"  # the claim in which most providers say it
NOBODY_ELSE = "nobody"  # what `otherwise` says where the others may not come in


class Role(StrEnum):
    """What somebody may do, each with what those before it may."""

    READ = "read"
    CORRECT = "correct"
    ADMINISTER = "administer"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a page.

    Attributes:
        id: The lasting name of who signed in, or of a browser; "" is nobody.
        name: What they are called on the page.
        role: What they may do; None is nothing.
        signed_in: False where nobody signs in: whoever has this machine has its files.
    """

    id: str = ""
    name: str = ""
    role: Role | None = None
    signed_in: bool = True


NOBODY = Person()


@dataclass(frozen=True, slots=True)
class Rules:
    """Who has which role: the table ``[team]`` of the sign-in file.

    Attributes:
        claim: The claim of the identity provider that names a person's groups.
        roles: The role of each group.
        otherwise: The role of who is in none of them; None may not come in.
    """

    claim: str = GROUPS
    roles: Mapping[str, Role] = field(default_factory=dict)
    otherwise: Role | None = Role.CORRECT


def read_rules(path: Path) -> Rules:
    """Read the rules of a sign-in file; without ``[team]`` whoever signs in may correct.

    Raises:
        InputError: The table cannot be used; the message says why.
    """
    said = tomllib.loads(path.read_text("utf-8")).get("team", {})
    known = {"claim", "otherwise", *Role}
    if unknown := set(said) - known:
        raise InputError(
            f"[team] in {path}: no {min(unknown)}; it says {' '.join(sorted(known))}"
        )
    otherwise = said.get("otherwise", Role.CORRECT)
    if otherwise not in {NOBODY_ELSE, *Role}:
        words = " ".join((*Role, NOBODY_ELSE))
        raise InputError(f"[team] in {path}: otherwise is one of {words}")
    roles: dict[str, Role] = {}
    for role in Role:  # of two roles the later one may more
        groups = said.get(role, [])
        if not isinstance(groups, list) or not all(isinstance(g, str) for g in groups):
            raise InputError(f'[team] in {path}: {role} is a list, as ["desk"]')
        roles |= dict.fromkeys(groups, role)
    return Rules(
        str(said.get("claim", GROUPS)),
        roles,
        None if otherwise == NOBODY_ELSE else Role(otherwise),
    )


def person_of(claims: Mapping[str, Any], rules: Rules) -> Person:
    """Return who signed in, from what the identity provider says; or nobody."""
    # The subject is the issuer's own name of a person; an e-mail address can change hands.
    who = [str(claims.get(claim) or "") for claim in ("iss", "sub")]
    if not claims.get("is_logged_in") or not all(who):
        return NOBODY
    name = safe_name(str(claims.get("name") or claims.get("email") or "")) or "somebody"
    said = claims.get(rules.claim)
    groups = said if isinstance(said, list) else [said]
    found = [rules.roles[g] for g in groups if isinstance(g, str) and g in rules.roles]
    role = max(found, key=list(Role).index) if found else rules.otherwise
    return Person(
        OWNER + hashlib.sha256("\n".join(who).encode()).hexdigest()[:32], name, role
    )


def of_browser(name: str) -> Person:
    """Return the person of a browser, where nobody signs in."""
    return Person(name, "", Role.CORRECT, signed_in=False)


def may_enter(person: Person) -> bool:
    """Return whether somebody may see pages, samples and archives, and open texts."""
    return bool(person.id) and person.role is not None


def may_read(
    person: Person, collection: Collection, readers: Iterable[str] = ()
) -> bool:
    """Return whether somebody may read a collection.

    Args:
        person: Who.
        collection: Which.
        readers: The ids of those it is shared with by name.
    """
    return may_enter(person) and (
        collection.shared or may_change(person, collection) or person.id in set(readers)
    )


def may_change(person: Person, collection: Collection) -> bool:
    """Return whether somebody may rename, share, add to, merge or delete a collection."""
    administers = person.role is Role.ADMINISTER
    return may_enter(person) and (administers or collection.belongs_to(person.id))


def may_correct(person: Person) -> bool:
    """Return whether somebody may correct, and mark articles as checked."""
    return may_enter(person) and person.role is not Role.READ


def may_take_back(person: Person, correction: Correction) -> bool:
    """Return whether somebody may take a correction back.

    One that nobody signed was made before there was a sign-in, or imported.
    """
    own = not correction.person or correction.person == person.id
    return may_correct(person) and (
        own or person.role is Role.ADMINISTER or not person.signed_in
    )


def may_audit(person: Person) -> bool:
    """Return whether somebody may see who corrected what and when."""
    return may_enter(person) and (
        person.role is Role.ADMINISTER or not person.signed_in
    )


def may_keep_archives(person: Person) -> bool:
    """Return whether somebody may make, rename and delete archives, which all may ask."""
    return may_audit(person)


def signed(correction: Correction, person: Person) -> Correction:
    """Return a correction with its author; where nobody signs in, as it is."""
    if not person.signed_in:
        return correction
    return replace(correction, author=person.name, person=person.id)


def require_may_change(person: Person, collection: Collection) -> None:
    """Refuse who may not change a collection.

    Raises:
        InputError: They may not.
    """
    if not may_change(person, collection):
        raise InputError("only its owner, or who administers this server, changes it")


def require_may_correct(person: Person) -> None:
    """Refuse who may not correct.

    Raises:
        InputError: They may not.
    """
    if not may_correct(person):
        raise InputError("you may read here, not correct; ask whoever runs this server")


def require_may_keep_archives(person: Person) -> None:
    """Refuse who may not make, rename or delete archives.

    Raises:
        InputError: They may not.
    """
    if not may_keep_archives(person):
        raise InputError("archives are kept by who administers this server; ask them")


def require_may_take_back(person: Person, correction: Correction) -> None:
    """Refuse who may not take a correction back.

    Raises:
        InputError: They may not.
    """
    if not may_take_back(person, correction):
        who = correction.author or "somebody else"
        raise InputError(f"this is a correction of {who}; ask them to take it back")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one person may have read in a day; 0 is any amount.

    Attributes:
        articles: Articles opened.
        seconds: Seconds of reading.
    """

    articles: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Spent:
    """How much one person had read today."""

    articles: int = 0
    seconds: float = 0.0


def require_left(limits: Limits, spent: Spent, articles: int) -> None:
    """Refuse to open more than a person has left today.

    Raises:
        InputError: It is more.
    """
    left = limits.articles - spent.articles
    if limits.articles and articles > left:
        raise InputError(
            f"of {limits.articles:,} articles a day you have {max(0, left):,} left, and this "
            f"would open {articles:,}; open fewer, or the rest tomorrow"
        )
    if limits.seconds and spent.seconds >= limits.seconds:
        raise InputError(
            f"you have used the {limits.seconds:,g} seconds of reading that one person has "
            "a day; what was read stays open, new texts tomorrow"
        )
