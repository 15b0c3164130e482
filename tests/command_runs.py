"""The command run in a folder of its own, and an article with its gold.

dateline, article = pytest.fixture(command), pytest.fixture(article_file)
"""

from __future__ import annotations

import sys

from geo.cli import main

ARTICLE = "Lavrov flew from Moscow to Wonsan, North Korea, on Friday.\n"
GOLD = {
    "id": "one",
    "text": ARTICLE,
    "toponyms": [
        {"start": 17, "end": 23, "lat": 55.75, "lon": 37.62},
        {"start": 27, "end": 33, "lat": 39.15, "lon": 127.44},
        {"start": 35, "end": 46, "lat": None, "lon": None},
    ],
}


def command(monkeypatch, capsys, tmp_path, gazetteer):
    """Run the command in a folder of its own; gives exit code, stdout, stderr."""
    # The gazetteer stays where it was built; only the current folder changes.
    monkeypatch.setenv("DATELINE_CACHE_DIR", str(gazetteer.path.parent))
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code or 0
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def article_file(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path
