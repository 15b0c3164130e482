"""What may leave the machine: a badge that always says it, and the switches behind it."""

from __future__ import annotations

import streamlit as st

import geo
import geo.gazetteer
import geo.geocoders
from dashboard import cached, guard, session, state
from dashboard.components.browser_events import send_event
from dashboard.components.messages import plain

LOG = "online-log"
TILES = "tiles"  # the key of the switch for the street map
OFFLINE = "Offline"
NOTHING = "Nothing leaves this machine: gazetteer, language model and map lie on it."
GEOCODERS_HELP = (
    "Names without an offline answer, and doubtful ones, are sent, each once: the name, "
    "and the country where the article tells it; never the article. Answers are kept on "
    "this machine."
)
NOT_LISTED = (
    "Only names sent to geocoders are listed; not the pages and feeds whose address you "
    "gave, nor the street map."
)
LOGGED = 50  # of the latest
FEW, TALL = 6, 240  # rows shown without scrolling, and the height in pixels with it
TILES_HELP = (
    "The part of the world you look at is asked for from openstreetmap.org, as "
    "pictures. Your browser's address and that part of the world are known there."
)


def begin() -> None:
    """Set the switches as the settings have them, before anything is read."""
    asked = bool(cached.settings().geocoders)
    if session.get(state.ONLINE) is None:
        session.put({state.ONLINE: asked})


@guard.part
def show() -> None:
    """Show the badge; behind it the switches, the credits and the version."""
    on = _switched_on()
    label = f"Online: {', '.join(on)}" if on else OFFLINE
    icon = ":material/cloud_upload:" if on else ":material/cloud_off:"
    badge = st.container(key="badge-on" if on else "badge-off", width="content")
    with badge.popover(label, icon=icon, width="content", key="online-menu"):
        _switches()
        _about()
    send_event("tiles", {"on": bool(session.get(TILES))})


def _switched_on() -> list[str]:
    """Name what may be asked, so that it stands on the badge."""
    asked = [service.title for service in _services()]
    return [*asked, *(["street map"] if session.get(TILES) else [])]


def _services() -> tuple[geo.geocoders.Service, ...]:
    """Return the geocoders that can be asked: none where one of them is set up wrongly."""
    if not session.get(state.ONLINE):
        return ()
    try:
        return geo.geocoders.switched_on(cached.switched_on())
    except geo.DatelineError:  # `_notice` says why
        return ()


def _switches() -> None:
    st.markdown("**What leaves this machine**")
    if not _switched_on():
        st.caption(NOTHING)
    st.toggle(
        "Street map of OpenStreetMap behind the signs",
        key=TILES,
        persist_state="session",
    )
    st.caption(TILES_HELP)
    st.toggle(
        "Ask an online geocoder about unknown names",
        key=state.ONLINE,
        persist_state="session",
    )
    st.caption(GEOCODERS_HELP)
    for service in _services():
        st.caption(plain(f"{service.title}: {service.endpoint}"))
    if session.get(state.ONLINE):
        _notice()
    _log()


def _notice() -> None:
    """Show what went wrong at a geocoder last."""
    try:
        geocoder = cached.geocoder()
        trouble = geocoder.notice if geocoder else ""
    except geo.DatelineError as error:
        trouble = str(error)
    if trouble:
        st.warning(plain(trouble))


def _log() -> None:
    """List what left this machine for a geocoder, the latest first."""
    log = st.expander("The last names that were sent", key=LOG, on_change="rerun")
    if not log.open:
        return  # the file is not looked into on every run
    with log:
        sent = geo.geocoders.logged_queries(cached.settings(), limit=LOGGED)
        if sent:
            st.dataframe(
                {
                    "Words": [query.query for query in sent],
                    "Came of it": [query.outcome for query in sent],
                    "To": [query.provider for query in sent],
                    "Sent (UTC)": [query.at for query in sent],
                },
                column_config={
                    "Sent (UTC)": st.column_config.DatetimeColumn(
                        format="YYYY-MM-DD HH:mm", timezone="UTC"
                    )
                },
                hide_index=True,
                height="content" if len(sent) <= FEW else TALL,
                alt="Names that were sent to geocoders, the latest first",
            )
        else:
            st.caption("None so far.")
        st.caption(NOT_LISTED)


def _about() -> None:
    with st.expander(plain(f"About Dateline {geo.version}")):
        st.caption("Every sign on the map can be quoted.")
        for line in geo.gazetteer.credits():
            st.caption(plain(line))
        st.caption("Map drawn with Leaflet (BSD-2) and Folium (MIT)")
