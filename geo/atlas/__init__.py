"""Put an Atlas together and ask it questions: by place, by link, by what is shown."""

from geo.atlas.actors import Actor as Actor, actor_of as actor_of, actors as actors
from geo.atlas.bundles import (
    Bundle as Bundle,
    bundle as bundle,
    bundle_of as bundle_of,
    bundles_at as bundles_at,
    bundles_between as bundles_between,
    bundles_of as bundles_of,
)
from geo.atlas.compare import (
    CompareBy as CompareBy,
    Compared as Compared,
    Comparing as Comparing,
    Comparison as Comparison,
    Group as Group,
    asked_comparison as asked_comparison,
    compare as compare,
    groups_by_day as groups_by_day,
    groups_by_source as groups_by_source,
    ways_to_compare as ways_to_compare,
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
from geo.atlas.order import (
    ArticleOrder as ArticleOrder,
    order_articles as order_articles,
)
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
from geo.atlas.regions import (
    RegionCount as RegionCount,
    RegionLevel as RegionLevel,
    region_of as region_of,
    regions as regions,
)
from geo.atlas.url import (
    URL_NAMES as URL_NAMES,
    comparison_from_url as comparison_from_url,
    comparison_to_url as comparison_to_url,
    from_url as from_url,
    to_url as to_url,
)
