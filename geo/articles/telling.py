"""What became of the files that were opened, in words."""

from __future__ import annotations

from collections.abc import Sequence

from geo.articles.opening import Opened


def tell_all(found: Sequence[Opened]) -> tuple[str, ...]:
    """Return of each file that could be read what was in it.

    Returns:
        A line a file; () where one file gave its one article and no more is to be said.
    """
    lines = tuple(_tell(one) for one in found if not one.problem)
    plainly = [f"{one.name}: 1 article" for one in found]
    return () if list(lines) == plainly[:1] else lines


def _tell(opened: Opened) -> str:
    """Return of one file what was read and assumed: "news.csv: 2 articles; columns guessed"."""
    count = len(opened.articles)
    # A report without articles has notes alone: what an archive or folder left out.
    read = [f"{count:,} article{'' if count == 1 else 's'}"] if count else []
    of_articles = [note for article in opened.articles for note in article.notes]
    notes = dict.fromkeys((*opened.notes, *of_articles))
    return f"{opened.name}: {'; '.join((*read, *notes))}"


def tell_count(found: Sequence[Opened]) -> str:
    """Return how many of the files could be read: "2 of 3 files opened"."""
    files = [one for one in found if one.problem or one.articles]
    read = sum(not one.problem for one in files)
    return f"{read:,} of {len(files):,} files opened"
