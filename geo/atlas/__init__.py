"""Put an Atlas together and ask it questions: by place, by link, by what is shown."""

from geo.atlas.bundles import (
    Bundle as Bundle,
    bundle as bundle,
    bundle_of as bundle_of,
    bundles_at as bundles_at,
    bundles_between as bundles_between,
    bundles_of as bundles_of,
)
from geo.atlas.compare import (
    Compared as Compared,
    Comparison as Comparison,
    Group as Group,
    compare as compare,
    groups_by_day as groups_by_day,
    groups_by_source as groups_by_source,
)
from geo.atlas.filters import (
    Facets as Facets,
    FilterName as FilterName,
    Filters as Filters,
    active_filters as active_filters,
    default_link_kinds as default_link_kinds,
    facets as facets,
    left_out_undated as left_out_undated,
    loosen as loosen,
    place_kind as place_kind,
    select as select,
    without as without,
)
from geo.atlas.names import as_named as as_named
from geo.atlas.query import (
    UNSURE_BELOW as UNSURE_BELOW,
    PlaceSummary as PlaceSummary,
    article_number as article_number,
    article_of as article_of,
    index_of as index_of,
    main_places as main_places,
    memoized as memoized,
    quote as quote,
    summarise as summarise,
    summary_of as summary_of,
)
from geo.atlas.url import URL_NAMES as URL_NAMES, from_url as from_url, to_url as to_url
