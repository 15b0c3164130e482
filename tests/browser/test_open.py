"""Files of every kind and a page from a server, opened in a real browser."""

from __future__ import annotations

import made_files as made
from app_server import serving
from playwright.sync_api import expect
from reader import IDLE, LONG, SHORT, TELL, open_app
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from web_server import PAGES, serving as pages

SUN = "The sun shone in Moscow on Sunday."
TABLE = b"headline,body\nRain,Rain fell in Suva.\nSun,The sun shone in Moscow.\n"
FILES = [
    ("page.html", "text/html", made.page().encode()),
    ("report.pdf", "application/pdf", made.pdf()),
    ("table.csv", "text/csv", TABLE),
    ("broken.docx", "application/octet-stream", b"PK\x03\x04 no more"),
]


def ask_for(reading, address):
    reading.menu("Open")
    body = reading.page.get_by_test_id("stPopoverBody")
    tab = body.get_by_role("tab", name="Web address")
    field = body.get_by_label("Address of a page")
    for _ in range(20):  # the menu is built anew once it is open
        if field.is_visible():
            break
        tab.click()
        reading.page.wait_for_timeout(300)
    field.fill(address)
    field.press("Enter")
    body.get_by_role("button", name="Read this page").click()


def test_files_of_every_kind_and_a_broken_one(page, server):
    reading = open_app(page, server)
    reading.menu("Open")
    page.locator("input[type=file]").set_input_files(
        [{"name": n, "mimeType": kind, "buffer": held} for n, kind, held in FILES]
    )
    asked = page.get_by_role("dialog", name="Which column is what?")
    text = asked.get_by_role("combobox", name="Text")
    expect(text).to_have_value("body: Rain fell in Suva.", timeout=LONG)
    asked.get_by_role("button", name="Read", exact=True).click()
    expect(reading.text.locator("article")).to_have_count(4, timeout=LONG)
    problem = page.locator(".st-key-problem")
    expect(problem).to_contain_text("3 of 4 files opened")
    expect(problem).to_contain_text("roken.docx")
    was_read = page.get_by_text("What was read in 3 files")
    before = page.locator(".st-key-stage").bounding_box()
    reading.tell("keep", {"facet": "countries", "id": "FJ"})
    chip = page.locator(".st-key-chips").get_by_role("button", name="Fiji")
    expect(chip).to_be_visible(timeout=SHORT)
    # It stands beside what was read, and moves nothing.
    assert page.locator(".st-key-stage").bounding_box() == before
    said, beside = was_read.bounding_box(), chip.bounding_box()
    assert said["x"] + said["width"] < beside["x"]
    was_read.click()
    expect(page.locator(".st-key-report")).to_contain_text("table.csv: 2 articles")


def test_a_page_of_the_own_network_is_refused(page, server):
    reading = open_app(page, server)
    with pages(PAGES) as port:
        ask_for(reading, f"http://127.0.0.1:{port}/article")
        expect(page.locator(".st-key-problem")).to_be_visible(timeout=SHORT)
    expect(reading.text).to_contain_text("Vera Ivanova")


def test_it_is_read_where_the_setting_allows_it(page, tmp_path):
    with (
        pages(PAGES) as port,
        serving(tmp_path, {"DATELINE_PRIVATE_URLS": "true"}, invented=True) as address,
    ):
        reading = open_app(page, address)
        ask_for(reading, f"http://127.0.0.1:{port}/article")
        expect(reading.text).to_contain_text(made.BODY[0][:40], timeout=LONG)
        expect(page.locator(".st-key-problem")).to_have_count(0)
        page.goto("about:blank")  # a page whose server stops complains


def test_files_that_take_long_are_broken_off(page, server):
    reading = open_app(page, server)
    reading.menu("Open")
    slow = {"name": "slow.txt", "mimeType": "text/plain", "buffer": b"SLOW news."}
    page.locator("input[type=file]").set_input_files([slow])
    cancel = page.get_by_role("button", name="Cancel", exact=True)
    cancel.click(timeout=LONG)
    expect(cancel).to_be_hidden(timeout=LONG)
    page.wait_for_selector(IDLE, timeout=LONG)
    expect(page.locator(".st-key-problem")).to_have_count(0)
    expect(reading.text).to_contain_text("Vera Ivanova")  # what was open still is
    reading.open_text(SUN)
    expect(reading.text).to_contain_text(SUN)


def test_a_text_that_takes_long_is_broken_off(page, server):
    reading = open_app(page, server)
    reading.menu("Open")
    area = page.get_by_label("Text of the article")
    area.fill("SLOW news.")
    area.press("Control+Enter")
    page.get_by_role("button", name="Read this text").click()
    cancel = page.get_by_role("button", name="Cancel", exact=True)
    expect(cancel).to_be_visible(timeout=LONG)
    expect(area).to_be_hidden()  # the menu is not over it
    cancel.click()
    expect(page.locator(".st-key-notice")).to_contain_text("cancelled", timeout=LONG)
    expect(page.locator(".st-key-problem")).to_have_count(0)
    expect(cancel).to_be_hidden(timeout=LONG)
    expect(reading.text).to_contain_text("Vera Ivanova")  # what was read before
    reading.open_text(SUN)
    expect(reading.text).to_contain_text(SUN)


class Late:
    """A server whose answers reach the page late: those that are held, when they are let go."""

    def __init__(self, page):
        self.page, self.holds, self.held = page, False, []
        page.route_web_socket("**/_stcore/stream", self._route)

    def _route(self, socket):
        def answer(said):
            self.held.append((socket, said)) if self.holds else socket.send(said)

        socket.connect_to_server().on_message(answer)

    def wait(self, runs):
        """Wait until the server has run so often while its answers were held."""
        for _ in range(LONG // 100):
            kinds = [ForwardMsg.FromString(s).WhichOneof("type") for _, s in self.held]
            if kinds.count("script_finished") >= runs:
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("the server did not answer")

    def let_go(self):
        self.holds = False
        for socket, said in self.held:
            socket.send(said)


def test_an_event_of_before_does_not_open_the_menu_again(page, server):
    late = Late(page)
    reading = open_app(page, server)
    reading.menu("Open")
    area = page.get_by_label("Text of the article")
    area.fill(SUN)
    area.press("Control+Enter")
    page.wait_for_selector(IDLE)
    late.holds = True
    page.get_by_role("button", name="Read this text").click()
    late.wait(1)
    # Of the page as it was: the browser has not heard that the menu is closed.
    page.evaluate(TELL, ["look", {"look": "countries", "n": 1}])
    late.wait(2)
    late.let_go()
    expect(reading.text).to_contain_text(SUN, timeout=LONG)
    page.wait_for_selector(IDLE, timeout=LONG)
    expect(area).to_be_hidden()
