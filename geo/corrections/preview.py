"""What a correction would change, before it is kept: "14 mentions in 6 articles"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo.corrections.apply import correct_reading
from geo.corrections.model import Correction
from geo.corrections.precedence import Applicable
from geo.model import Atlas, Link, LinkKind, Passage, Place, Reading, Resolution

MAX_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Example:
    """One mention that would change.

    Attributes:
        passage: Where it stands.
        text: Its words.
        sentence: The sentence around it.
        before: What it means now; None where no place.
        after: What it would mean; None where no place.
    """

    passage: Passage
    text: str
    sentence: str
    before: Place | None
    after: Place | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a correction would change.

    Attributes:
        mentions: How many mentions would be answered otherwise, appear or go.
        links: How many stated links would appear, go or change: a changed one counts once.
        articles: In how many articles.
        examples: The first few of the mentions.
        reached: How many articles it may change, where not all were looked into.
    """

    mentions: int = 0
    links: int = 0
    articles: int = 0
    examples: tuple[Example, ...] = ()
    reached: int = 0

    def __str__(self) -> str:
        """Return it in words."""
        if self.reached:
            return f"may change {_count(self.reached, 'article')}"
        if not self.articles:
            return "changes nothing"
        counts = [(self.mentions, "mention"), (self.links, "link")]
        what = " and ".join(_count(n, noun) for n, noun in counts if n)
        return f"changes {what} in {_count(self.articles, 'article')}"


def preview_correction(
    atlases: Iterable[Atlas],
    correction: Correction,
    in_force: Sequence[Correction] = (),
) -> Preview:
    """Return what a correction would change; one atlas is looked at, at a time.

    Args:
        atlases: What the machine read, uncorrected; a stream of any length.
        correction: The one that is thought of.
        in_force: Those that hold already.
    """
    alone, old = Applicable((correction,)), Applicable(in_force)
    new = Applicable((*in_force, correction))
    return count_changes(
        (correct_reading(reading, old), correct_reading(reading, new))
        for atlas in atlases
        for reading in atlas.readings
        if alone.for_article(reading.article, reading.resolutions)
    )


def count_changes(pairs: Iterable[tuple[Reading, Reading]]) -> Preview:
    """Return what changed in readings, each given as it was and as it would be."""
    mentions = links = articles = 0
    examples: list[Example] = []
    for before, after in pairs:
        changed = _changed_mentions(before, after)
        old_links, new_links = _link_ids(before.links), _link_ids(after.links)
        other_links = max(len(old_links - new_links), len(new_links - old_links))
        mentions += len(changed)
        links += other_links
        articles += bool(changed or other_links)
        wanted = MAX_EXAMPLES - len(examples)
        examples += [_example(before, *pair) for pair in changed[:wanted]]
    return Preview(mentions, links, articles, tuple(examples))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


Pair = tuple[Resolution | None, Resolution | None]


def _changed_mentions(before: Reading, after: Reading) -> list[Pair]:
    old = {r.mention.passage: r for r in before.resolutions}
    new = {r.mention.passage: r for r in after.resolutions}
    return [
        (old.get(passage), new.get(passage))
        for passage in sorted(old.keys() | new.keys())
        if old.get(passage) != new.get(passage)
    ]


def _link_ids(links: Iterable[Link]) -> frozenset[tuple[str, int]]:
    stated = (link for link in links if link.kind is not LinkKind.CO_MENTION)
    return frozenset((link.id, len(link.evidence)) for link in stated)


def _example(
    reading: Reading, before: Resolution | None, after: Resolution | None
) -> Example:
    found = before or after
    assert found  # one of the two
    mention = found.mention
    around = mention.sentence
    return Example(
        passage=mention.passage,
        text=mention.text,
        sentence=reading.article.text[around.start : around.end],
        before=before.place if before else None,
        after=after.place if after else None,
    )
