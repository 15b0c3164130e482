"""An atlas as a notebook shows it: a summary, and the exported page in a frame.

The frame is sealed: its page cannot reach the notebook, and asks nothing of any network.
"""

from __future__ import annotations

import html

from geo.export.html import to_html
from geo.labels import describe
from geo.model import Atlas

HEIGHT = 560  # pixels
MOST_PLACES = 500  # on a page that a notebook may carry along: about 2 MB


def to_notebook(atlas: Atlas) -> str:
    """Write an atlas as the HTML of a notebook's answer; a large one as its summary."""
    summary = f"<p>{html.escape(describe(atlas))}</p>"
    if len(atlas.places) > MOST_PLACES:
        return (
            f"{summary}<p>Too many places for a notebook: "
            "<code>geo.save_atlas(atlas, &quot;map.html&quot;)</code> writes their map.</p>"
        )
    page = html.escape(to_html(atlas), quote=True)
    return (
        f'{summary}<iframe title="Map of the atlas" sandbox="allow-scripts" '
        f'style="width:100%;height:{HEIGHT}px;border:0" srcdoc="{page}"></iframe>'
    )
