# The public face, and the only list of it: `geo/__init__.py` loads each name from where it
# lives when it is first used. What serves one part of the work is public in its package:
# `geo.view`, `geo.corrections`, `geo.geocoders` ...

from .archive import Archive as Archive, build_archive as build_archive
from .articles import (
    read_articles as read_articles,
    read_file as read_file,
    read_text as read_text,
    read_url as read_url,
)
from .atlas import (
    Filters as Filters,
    as_named as as_named,
    main_places as main_places,
    quote as quote,
    select as select,
    summarise as summarise,
)
from .collections import open_collections as open_collections
from .corrections import (
    apply_corrections as apply_corrections,
    make_correction as make_correction,
    open_corrections as open_corrections,
)
from .errors import (
    ArticleError as ArticleError,
    DatelineError as DatelineError,
    GazetteerError as GazetteerError,
    GeocoderError as GeocoderError,
    InputError as InputError,
    ModelError as ModelError,
    OutputError as OutputError,
)
from .export import (
    export_atlas as export_atlas,
    save_atlas as save_atlas,
    to_geojson as to_geojson,
    to_html as to_html,
)
from .frames import to_frame as to_frame, to_geoframe as to_geoframe
from .gazetteer import Gazetteer as Gazetteer, open_gazetteer as open_gazetteer
from .geocoders import Geocoder as Geocoder
from .labels import link_name as link_name, where as where
from .model import (
    Article as Article,
    Atlas as Atlas,
    Link as Link,
    LinkKind as LinkKind,
    Mention as Mention,
    MentionKind as MentionKind,
    Place as Place,
    Reading as Reading,
    Resolution as Resolution,
    Sureness as Sureness,
)
from .pipeline import read_article as read_article
from .readings import (
    ReadingCache as ReadingCache,
    build_atlas as build_atlas,
    read as read,
)
from .tools import Tools as Tools

__version__: str
version: str  # as `__version__`
