"""Pasted text, files, folders, archives, feeds and web pages to Articles.

What was assumed is noted on the article, what was left out on the file's report. Files from
strangers are parsed in a process of their own, with limits; the network is reached only for
an address that the user gives.
"""

from __future__ import annotations

from geo.articles.formats import FORMATS_IN as FORMATS_IN
from geo.articles.opening import OpenReport as OpenReport
from geo.articles.opening import count_opened as count_opened
from geo.articles.opening import describe_opened as describe_opened
from geo.articles.opening import is_url as is_url
from geo.articles.opening import read_articles as read_articles
from geo.articles.opening import read_bytes as read_bytes
from geo.articles.opening import read_file as read_file
from geo.articles.opening import read_uploads as read_uploads
from geo.articles.opening import read_url as read_url
from geo.articles.samples import FIRST_SAMPLE as FIRST_SAMPLE
from geo.articles.samples import Sample as Sample
from geo.articles.samples import samples as samples
from geo.articles.text import MAX_TITLE_LENGTH as MAX_TITLE_LENGTH
from geo.articles.text import headline as headline
from geo.articles.text import read_text as read_text
from geo.articles.text import redescribe as redescribe
