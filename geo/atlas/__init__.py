"""Put an Atlas together and ask it questions: by place, by link, by what is shown."""

from geo.atlas.index import (
    UNSURE_BELOW,
    PlaceSummary,
    article_number,
    article_of,
    link_of,
    links_between,
    links_of,
    quote,
    summarise,
    summary_of,
)
from geo.atlas.once import once_per_atlas
from geo.atlas.shown import Shown, default_link_kinds, select
from geo.atlas.together import join_atlases, main_places

__all__ = [
    "UNSURE_BELOW",
    "PlaceSummary",
    "Shown",
    "article_number",
    "article_of",
    "default_link_kinds",
    "join_atlases",
    "link_of",
    "links_between",
    "links_of",
    "main_places",
    "once_per_atlas",
    "quote",
    "select",
    "summarise",
    "summary_of",
]
