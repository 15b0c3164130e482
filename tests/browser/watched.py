"""Pages that are watched: nothing may leave this machine, nothing may throw."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Error, Frame, Page, ViewportSize

FAILED = "[data-testid=stException], .st-key-failure"
LOCAL = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "file:", "about:")
SIZE: ViewportSize = {"width": 1280, "height": 800}


@dataclass
class Watch:
    """What a page did that it must not do."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def forget(self) -> None:
        for said in (self.outside, self.errors, self.dialogs):
            said.clear()

    def on(self, page: Page) -> None:
        page.on("request", self._request)
        page.on("websocket", self._request)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", self._dialog)

    def _request(self, request) -> None:
        if not request.url.startswith(LOCAL):
            self.outside.append(request.url)

    def _dialog(self, dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


def _pwned(frame: Frame) -> bool:
    """True where a hostile text ran; a frame on its way out is followed by its like."""
    try:
        return bool(frame.evaluate("window.pwned"))
    except Error as error:
        if "detached" not in str(error):
            raise
        return False


def forget_opened(context: BrowserContext) -> None:
    """Let what an earlier test opened not be open in the next one."""
    context.clear_cookies(name=re.compile("^dateline_"))


def fresh_page(context: BrowserContext) -> tuple[Page, Watch]:
    """Give a page of its own, and what it does wrong."""
    watch = Watch()
    forget_opened(context)
    fresh = context.new_page()
    fresh.set_viewport_size(SIZE)
    watch.on(fresh)
    return fresh, watch


def wrong(page: Page, watch: Watch) -> list[object]:
    """Return what a page did wrong, which fails the test in the end."""
    said: list[object] = [str(watch)] if watch != Watch() else []
    if any(_pwned(frame) for frame in page.frames):
        said.append("a hostile text ran")
    if page.locator(FAILED).count():
        said.append("a part of the page failed")
    return said
