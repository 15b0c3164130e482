"""Pages that Safari saved as one file (.webarchive)."""

from __future__ import annotations

import plistlib
from xml.parsers.expat import ExpatError

from geo.articles.parsed import ParsedFile
from geo.articles.parsers import html
from geo.errors import ArticleError


def parse(content: bytes, name: str, charset: str = "") -> ParsedFile:
    """Read a saved page; see `Parser`."""
    try:
        page = plistlib.loads(content, fmt=plistlib.FMT_BINARY)["WebMainResource"]
        markup, address = page["WebResourceData"], page.get("WebResourceURL", "")
        charset = charset or page.get("WebResourceTextEncodingName", "")
    except (ValueError, LookupError, TypeError, AttributeError, ExpatError, RecursionError) as error:  # fmt: skip
        raise ArticleError(
            f"{name} is a list of a Mac program, and no page; save the page as HTML"
        ) from error
    if not isinstance(markup, bytes) or not isinstance(charset, str):
        raise ArticleError(f"{name} holds no page; save it as HTML")
    called = address if isinstance(address, str) and "://" in address else name
    return html.parse(markup, called, charset)
