"""Put an Atlas together and ask it questions: by place, by link, by what is shown."""

from geo.atlas.address import ADDRESS_NAMES, from_address, to_address
from geo.atlas.compare import (
    Compared,
    Comparison,
    Group,
    compare,
    groups_by_day,
    groups_by_source,
)
from geo.atlas.facets import (
    Facets,
    Filter,
    active_filters,
    facets,
    left_out_undated,
    loosen,
    without,
)
from geo.atlas.index import (
    UNSURE_BELOW,
    PlaceSummary,
    article_number,
    article_of,
    index_of,
    link_of,
    links_between,
    links_of,
    main_places,
    quote,
    summarise,
    summary_of,
)
from geo.atlas.once import once_per_atlas
from geo.atlas.shown import (
    Shown,
    default_link_kinds,
    place_kind,
    select,
)

__all__ = [
    "ADDRESS_NAMES",
    "UNSURE_BELOW",
    "Compared",
    "Comparison",
    "Facets",
    "Filter",
    "Group",
    "PlaceSummary",
    "Shown",
    "active_filters",
    "article_number",
    "article_of",
    "compare",
    "default_link_kinds",
    "facets",
    "from_address",
    "groups_by_day",
    "groups_by_source",
    "index_of",
    "left_out_undated",
    "link_of",
    "links_between",
    "links_of",
    "loosen",
    "main_places",
    "once_per_atlas",
    "place_kind",
    "quote",
    "select",
    "summarise",
    "summary_of",
    "to_address",
    "without",
]
