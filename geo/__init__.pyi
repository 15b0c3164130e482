# The public names and where they live, for type checkers; see __init__.py.

from geo.articles import (
    FORMATS_IN as FORMATS_IN,
)
from geo.articles import (
    OpenReport as OpenReport,
)
from geo.articles import (
    Sample as Sample,
)
from geo.articles import (
    count_opened as count_opened,
)
from geo.articles import (
    describe_opened as describe_opened,
)
from geo.articles import (
    is_url as is_url,
)
from geo.articles import (
    read_articles as read_articles,
)
from geo.articles import (
    read_bytes as read_bytes,
)
from geo.articles import (
    read_file as read_file,
)
from geo.articles import (
    read_text as read_text,
)
from geo.articles import (
    read_uploads as read_uploads,
)
from geo.articles import (
    read_url as read_url,
)
from geo.articles import (
    redescribe as redescribe,
)
from geo.articles import (
    samples as samples,
)
from geo.atlas import (
    UNSURE_BELOW as UNSURE_BELOW,
)
from geo.atlas import (
    URL_NAMES as URL_NAMES,
)
from geo.atlas import (
    Facets as Facets,
)
from geo.atlas import (
    FilterName as FilterName,
)
from geo.atlas import (
    Filters as Filters,
)
from geo.atlas import (
    Group as Group,
)
from geo.atlas import (
    PlaceSummary as PlaceSummary,
)
from geo.atlas import (
    active_filters as active_filters,
)
from geo.atlas import (
    default_link_kinds as default_link_kinds,
)
from geo.atlas import (
    facets as facets,
)
from geo.atlas import (
    from_url as from_url,
)
from geo.atlas import (
    groups_by_day as groups_by_day,
)
from geo.atlas import (
    groups_by_source as groups_by_source,
)
from geo.atlas import (
    left_out_undated as left_out_undated,
)
from geo.atlas import (
    main_places as main_places,
)
from geo.atlas import (
    memoized as memoized,
)
from geo.atlas import (
    quote as quote,
)
from geo.atlas import (
    select as select,
)
from geo.atlas import (
    summarise as summarise,
)
from geo.atlas import (
    to_url as to_url,
)
from geo.atlas import (
    without as without,
)
from geo.collections import (
    Collection as Collection,
)
from geo.collections import (
    Collections as Collections,
)
from geo.collections import (
    collection_name as collection_name,
)
from geo.collections import (
    open_collections as open_collections,
)
from geo.collections import (
    reading_key as reading_key,
)
from geo.corrections.apply import (
    apply_corrections as apply_corrections,
)
from geo.corrections.apply import (
    corrections_reaching as corrections_reaching,
)
from geo.corrections.csv import (
    point_by_hand as point_by_hand,
)
from geo.corrections.gold import (
    checked_articles as checked_articles,
)
from geo.corrections.gold import (
    gold_records as gold_records,
)
from geo.corrections.links import (
    Partner as Partner,
)
from geo.corrections.links import (
    link_partners as link_partners,
)
from geo.corrections.model import (
    Action as Action,
)
from geo.corrections.model import (
    AddLink as AddLink,
)
from geo.corrections.model import (
    ChangeLink as ChangeLink,
)
from geo.corrections.model import (
    Checked as Checked,
)
from geo.corrections.model import (
    Correction as Correction,
)
from geo.corrections.model import (
    MarkMention as MarkMention,
)
from geo.corrections.model import (
    MeansPlace as MeansPlace,
)
from geo.corrections.model import (
    NotAPlace as NotAPlace,
)
from geo.corrections.model import (
    RemoveLink as RemoveLink,
)
from geo.corrections.model import (
    SameAs as SameAs,
)
from geo.corrections.model import (
    Scope as Scope,
)
from geo.corrections.model import (
    TextSpan as TextSpan,
)
from geo.corrections.model import (
    make_correction as make_correction,
)
from geo.corrections.preview import (
    Preview as Preview,
)
from geo.corrections.preview import (
    preview_correction as preview_correction,
)
from geo.corrections.records import (
    StoredCorrection as StoredCorrection,
)
from geo.corrections.store import (
    Corrections as Corrections,
)
from geo.corrections.store import (
    corrections_in_force as corrections_in_force,
)
from geo.corrections.store import (
    open_corrections as open_corrections,
)
from geo.corrections.text import (
    say_correction as say_correction,
)
from geo.draw import (
    Assets as Assets,
)
from geo.draw import (
    draw_map as draw_map,
)
from geo.errors import (
    ArticleError as ArticleError,
)
from geo.errors import (
    DatelineError as DatelineError,
)
from geo.errors import (
    GazetteerError as GazetteerError,
)
from geo.errors import (
    GeocoderError as GeocoderError,
)
from geo.errors import (
    InputError as InputError,
)
from geo.errors import (
    ModelError as ModelError,
)
from geo.errors import (
    OutputError as OutputError,
)
from geo.export import (
    FORMATS as FORMATS,
)
from geo.export import (
    can_export as can_export,
)
from geo.export import (
    export_atlas as export_atlas,
)
from geo.export import (
    save_atlas as save_atlas,
)
from geo.export import (
    to_geojson as to_geojson,
)
from geo.export import (
    to_html as to_html,
)
from geo.export import (
    to_notebook as to_notebook,
)
from geo.frames import (
    to_frame as to_frame,
)
from geo.frames import (
    to_geoframe as to_geoframe,
)
from geo.gazetteer import (
    Gazetteer as Gazetteer,
)
from geo.gazetteer import (
    OfflineGazetteer as OfflineGazetteer,
)
from geo.gazetteer import (
    credits as credits,
)
from geo.gazetteer import (
    ensure_gazetteer as ensure_gazetteer,
)
from geo.gazetteer import (
    gazetteer_ready as gazetteer_ready,
)
from geo.gazetteer import (
    open_gazetteer as open_gazetteer,
)
from geo.geocoders import (
    Geocoder as Geocoder,
)
from geo.geocoders import (
    Geocoders as Geocoders,
)
from geo.geocoders import (
    Service as Service,
)
from geo.geocoders import (
    batch_notice as batch_notice,
)
from geo.geocoders import (
    geocoder_for as geocoder_for,
)
from geo.geocoders import (
    logged_queries as logged_queries,
)
from geo.geocoders import (
    online_geocoder as online_geocoder,
)
from geo.geocoders import (
    switched_on as switched_on,
)
from geo.itinerary import (
    Itinerary as Itinerary,
)
from geo.itinerary import (
    itineraries as itineraries,
)
from geo.labels import (
    SURE_FROM as SURE_FROM,
)
from geo.labels import (
    advise as advise,
)
from geo.labels import (
    country_name as country_name,
)
from geo.labels import (
    describe as describe,
)
from geo.labels import (
    format_coordinates as format_coordinates,
)
from geo.labels import (
    label as label,
)
from geo.labels import (
    link_name as link_name,
)
from geo.labels import (
    where as where,
)
from geo.logs import (
    keep_log as keep_log,
)
from geo.logs import (
    log_failure as log_failure,
)
from geo.model import (
    Article as Article,
)
from geo.model import (
    Atlas as Atlas,
)
from geo.model import (
    Candidate as Candidate,
)
from geo.model import (
    DatePrecision as DatePrecision,
)
from geo.model import (
    Evidence as Evidence,
)
from geo.model import (
    Extent as Extent,
)
from geo.model import (
    Focus as Focus,
)
from geo.model import (
    FocusLevel as FocusLevel,
)
from geo.model import (
    Link as Link,
)
from geo.model import (
    LinkKind as LinkKind,
)
from geo.model import (
    LinkStatus as LinkStatus,
)
from geo.model import (
    Match as Match,
)
from geo.model import (
    Mention as Mention,
)
from geo.model import (
    MentionKind as MentionKind,
)
from geo.model import (
    Passage as Passage,
)
from geo.model import (
    Place as Place,
)
from geo.model import (
    PlaceKind as PlaceKind,
)
from geo.model import (
    Provenance as Provenance,
)
from geo.model import (
    Reading as Reading,
)
from geo.model import (
    Reason as Reason,
)
from geo.model import (
    Resolution as Resolution,
)
from geo.model import (
    Scored as Scored,
)
from geo.pipeline import (
    read_article as read_article,
)
from geo.readings import (
    ReadingCache as ReadingCache,
)
from geo.readings import (
    ReadingStore as ReadingStore,
)
from geo.readings import (
    ReadingStores as ReadingStores,
)
from geo.readings import (
    SampleReadings as SampleReadings,
)
from geo.readings import (
    build_atlas as build_atlas,
)
from geo.readings import (
    read_each as read_each,
)
from geo.settings import (
    Settings as Settings,
)
from geo.settings import (
    get_settings as get_settings,
)
from geo.tools import (
    Tools as Tools,
)
from geo.view import (
    ArticleLine as ArticleLine,
)
from geo.view import (
    GazetteerPlaceView as GazetteerPlaceView,
)
from geo.view import (
    GazetteerView as GazetteerView,
)
from geo.view import (
    NamesView as NamesView,
)
from geo.view import (
    ShownView as ShownView,
)
from geo.view import (
    Unmapped as Unmapped,
)
from geo.view import (
    article_lines as article_lines,
)
from geo.view import (
    atlas_stamp as atlas_stamp,
)
from geo.view import (
    compare_view as compare_view,
)
from geo.view import (
    describe_filter as describe_filter,
)
from geo.view import (
    gazetteer_atlas as gazetteer_atlas,
)
from geo.view import (
    gazetteer_place_view as gazetteer_place_view,
)
from geo.view import (
    gazetteer_view as gazetteer_view,
)
from geo.view import (
    groups_by_article as groups_by_article,
)
from geo.view import (
    panel_answers as panel_answers,
)
from geo.view import (
    panel_view as panel_view,
)
from geo.view import (
    reader_view as reader_view,
)
from geo.view import (
    timeline_view as timeline_view,
)
from geo.view import (
    title_of as title_of,
)
from geo.view import (
    unmapped_names as unmapped_names,
)
from geo.web import (
    PANEL_SCRIPTS as PANEL_SCRIPTS,
)
from geo.web import (
    PANEL_STYLES as PANEL_STYLES,
)
from geo.web import (
    READER_SCRIPTS as READER_SCRIPTS,
)
from geo.web import (
    READER_STYLES as READER_STYLES,
)
from geo.web import (
    TILES as TILES,
)
from geo.web import (
    Served as Served,
)
from geo.web import (
    read_assets as read_assets,
)
from geo.web import (
    served_map as served_map,
)

version: str
