"""The list of articles: what each is about, and how much of it is on the map."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from geo.atlas import index_of, once_per_atlas
from geo.model import Article, Atlas

LONG_TITLE = 80  # characters


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article in the list.

    Attributes:
        article: The article.
        title: Its title, or how its text begins.
        places: Places it names.
        links: Links it is evidence of.
        unmapped: Names in it that are not mapped.
        about: What it is mainly about, country first.
    """

    article: Article
    title: str
    places: int
    links: int
    unmapped: int
    about: tuple[str, ...]


@once_per_atlas
def article_lines(atlas: Atlas) -> tuple[ArticleLine, ...]:
    """Return the list of the articles, in order."""
    within = index_of(atlas).within
    links = Counter(
        article
        for link in atlas.links
        for article in {said.passage.article_id for said in link.evidence}
    )
    about: dict[str, list[str]] = {}
    for focus in atlas.focus:
        about.setdefault(focus.article_id, []).append(focus.place.name)
    lines = []
    for article in atlas.articles:
        found = within.get(article.id, ())
        lines.append(
            ArticleLine(
                article=article,
                title=title_of(article),
                places=len({r.place.id for r in found if r.place}),
                links=links[article.id],
                unmapped=sum(r.place is None for r in found),
                about=tuple(dict.fromkeys(about.get(article.id, ()))),
            )
        )
    return tuple(lines)


def title_of(article: Article) -> str:
    """Return the title of an article, or how its text begins; its start where it is long."""
    title = article.title.strip() or article.text.strip().partition("\n")[0].strip()
    short = len(title) <= LONG_TITLE
    return title if short else f"{title[: LONG_TITLE - 1].rstrip()}…"
