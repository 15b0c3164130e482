"""Serve and open the dashboard in a network namespace of its own: no way out at all.

Run by ``test_namespace.py`` under ``unshare --net``; prints how many signs are on the map.
"""

from __future__ import annotations

import subprocess
import sys

from app_server import FLAGS, find_chromium
from playwright.sync_api import sync_playwright

from geo.cli.serve import HOST

PORT = 8555
SIGNS = "document.querySelectorAll('path.leaflet-interactive').length"


def main() -> None:
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    command = [sys.executable, "-m", "geo.cli", "serve", "--no-browser"]
    with subprocess.Popen(
        [*command, "--port", str(PORT)], stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            lines = iter(server.stderr.readline, "")
            next(line for line in lines if "Dateline is at" in line)
            print("signs", _signs())  # noqa: T201 - read by the test
        finally:
            server.terminate()


def _signs() -> int:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=FLAGS
        )
        page = browser.new_page()
        page.goto(f"http://{HOST}:{PORT}")
        for _ in range(600):
            for frame in page.frames:
                if "streamlit_folium" in frame.url and (found := frame.evaluate(SIGNS)):
                    return int(found)
            page.wait_for_timeout(100)
    return 0


if __name__ == "__main__":
    main()
