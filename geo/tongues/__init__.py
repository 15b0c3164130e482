"""Languages, a folder of tables for each; and those but English, read by these tables.

A folder says what the language calls places, which words stand around them, and how a name is
bent in a sentence (``docs/languages.md``). What a bent form could come from is only proposed;
the tables and the gazetteer decide. The text is never translated: every answer quotes it.
"""

from __future__ import annotations

from geo.tongues.mentions import (
    mentions_at as mentions_at,
    recognise as recognise,
)
from geo.tongues.names import TongueGazetteer as TongueGazetteer, names_in as names_in
from geo.tongues.rows import Reader as Reader
from geo.tongues.tables import (
    Tongue as Tongue,
    find_tongue as find_tongue,
    tongue_codes as tongue_codes,
    usual_in as usual_in,
)
