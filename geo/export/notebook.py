"""An atlas as a notebook shows it: a summary, and the exported page in a frame.

The frame is sealed: its page cannot reach the notebook, and asks nothing of any network.
"""

from __future__ import annotations

import html

from geo.export.html import to_html
from geo.model import Atlas
from geo.words import describe

HEIGHT = 560  # pixels


def to_notebook(atlas: Atlas) -> str:
    """Write an atlas as the HTML of a notebook's answer."""
    summary = html.escape(describe(atlas))
    page = html.escape(to_html(atlas), quote=True)
    return (
        f'<p>{summary}</p><iframe title="Map of the atlas" sandbox="allow-scripts" '
        f'style="width:100%;height:{HEIGHT}px;border:0" srcdoc="{page}"></iframe>'
    )
