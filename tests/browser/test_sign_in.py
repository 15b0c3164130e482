"""A team's server: who may see what, with a sign-in, under a path of its own."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from app_server import failures, free_port, serving
from google.protobuf.message import DecodeError
from identity_provider import providing, sign_in_file
from playwright.sync_api import expect
from reader import LONG, open_app
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

RAIN = "Rain fell in Suva.\n\nIt was seen from Honolulu too."
SHARED = re.compile(r"/maps/?\?collection=[\w-]{22}$")


@pytest.fixture(scope="module")
def team(chromium, tmp_path_factory):
    """Serve the invented world under a path to those who sign in."""
    del chromium
    folder, port = tmp_path_factory.mktemp("team"), free_port()
    with providing() as issuer:
        said = sign_in_file(folder, issuer, f"http://127.0.0.1:{port}/maps")
        told = {"DATELINE_SIGN_IN": str(said)}
        with serving(folder, told, invented=True, port=port, base_path="maps") as at:
            yield at
    assert not failures(folder / "data")


def sign_in(page, address, person):
    page.goto(address)
    page.get_by_role("button", name="Sign in").click(timeout=LONG)
    page.get_by_role("link", name=person).click(timeout=LONG)
    expect(page.locator(".reader article").first).to_be_visible(timeout=LONG)


def sessions_of(page):
    """Return the names of the sessions that a page will have, as the server tells it."""
    found = []

    def heard(said):
        with suppress(DecodeError, TypeError):
            name = ForwardMsg.FromString(said).new_session.initialize.session_id
            found.extend([name] if name else [])

    page.on("websocket", lambda socket: socket.on("framereceived", heard))
    return found


def put(page, address, session):
    """Put a file into a session, as a page does, and return how that is answered."""
    cookies = {c["name"]: c["value"] for c in page.context.cookies()}
    answer = page.request.put(
        f"{address.rstrip('/')}/_stcore/upload_file/{session}/1",
        headers={"X-Xsrftoken": cookies.get("_streamlit_xsrf", "")},
        multipart={
            "file": {"name": "a.txt", "mimeType": "text/plain", "buffer": b"Oslo"}
        },
    )
    return answer.status


def in_menu(reading):
    reading.menu("Collections")
    return reading.page.get_by_test_id("stPopoverBody")


def test_who_may_see_what(page, team, desk):
    # Nobody: a button, whatever the address asks for.
    page.goto(f"{team}?sample=pacific")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible(timeout=LONG)
    expect(page.locator(".reader")).to_have_count(0)
    # Ann: what she opens is hers; shared, it has an address.
    sign_in(page, team, "Ann")
    sessions = sessions_of(page)
    ann = open_app(page, team, RAIN)
    menu = in_menu(ann)
    expect(menu).to_contain_text("for Ann alone")
    menu.get_by_text("May be shared by its address").click()
    expect(page).to_have_url(SHARED, timeout=LONG)
    address = page.url
    # Ann elsewhere: the same.
    other = desk()
    sign_in(other, team, "Ann")
    expect(in_menu(open_app(other, team))).to_contain_text("Rain fell in Suva")
    # Bob: not in his list; by its address he reads, and changes nothing.
    theirs = desk()
    sign_in(theirs, team, "Bob")
    expect(in_menu(open_app(theirs, team))).not_to_contain_text("Rain fell in Suva")
    bob = open_app(theirs, address)
    expect(bob.text).to_contain_text("Rain fell in Suva", timeout=LONG)
    menu = in_menu(bob)
    expect(menu.get_by_role("button", name="Keep it as a collection")).to_be_visible()
    expect(menu.get_by_label("Name of the open collection")).to_have_count(0)
    # Nor does he put a file where Ann is, though he knows of her session.
    assert sessions
    assert [put(page, team, sessions[-1]), put(theirs, team, sessions[-1])] == [
        204,
        403,
    ]
    # Signed out: nobody again, at the shared address as well.
    menu.get_by_role("button", name="Sign out").click()
    expect(theirs.get_by_role("button", name="Sign in")).to_be_visible(timeout=LONG)
    theirs.goto(address)
    expect(theirs.get_by_role("button", name="Sign in")).to_be_visible(timeout=LONG)
    expect(theirs.locator(".reader")).to_have_count(0)
