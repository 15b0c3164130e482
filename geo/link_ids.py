"""What makes two statements one link: its ends, its kind, who acts."""

from __future__ import annotations

import hashlib

from geo.model import Link, LinkKind, Place

# One word for many people: what "he" did in two sentences is not one man's doing.
PRONOUNS = frozenset("he it she that they we which who i you".split())


def same_link_id(link: Link) -> str:
    """Return the id that `find_links` would give a link whose ends or kind were changed."""
    ends = link.origin, link.destination
    if link.kind is LinkKind.CO_MENTION:
        return link_id(ends, link.kind, directed=False)
    actor = link.actor.casefold()
    parts = link.kind, link.status, actor, link.date
    return link_id(ends, *parts, directed=link.directed)


def names_actor(link: Link) -> bool:
    """Return whether it is told who acts: not a pronoun, nor the words of the act itself."""
    actor = link.actor.casefold().strip()
    nobody = not actor or actor in PRONOUNS or actor == link.predicate.casefold()
    return not nobody


def link_id(ends: tuple[Place, Place], *parts: object, directed: bool) -> str:
    """Hash what makes two statements one link."""
    ids = [place.id for place in ends]
    if not directed:
        ids.sort()
    key = "|".join([*ids, str(directed), *map(str, parts)])
    return hashlib.sha256(key.encode()).hexdigest()[:12]
