"""Pasted text, files, folders, archives, feeds and web pages to Articles.

What was assumed is noted on the article, what was left out on the file's report. Files from
strangers are parsed in a process of their own, with limits; the network is reached only for
an address that the user gives.
"""

from __future__ import annotations

from geo.articles.columns import WHATS as WHATS
from geo.articles.formats import FORMATS_IN as FORMATS_IN
from geo.articles.opening import (
    OpenReport as OpenReport,
    count_opened as count_opened,
    describe_opened as describe_opened,
    describe_taken as describe_taken,
    is_url as is_url,
    read_articles as read_articles,
    read_bytes as read_bytes,
    read_file as read_file,
    read_uploads as read_uploads,
    read_url as read_url,
)
from geo.articles.parsed import TableColumns as TableColumns
from geo.articles.samples import (
    FIRST_SAMPLE as FIRST_SAMPLE,
    Sample as Sample,
    samples as samples,
)
from geo.articles.text import (
    MAX_TITLE_LENGTH as MAX_TITLE_LENGTH,
    headline as headline,
    read_text as read_text,
    redescribe as redescribe,
)
