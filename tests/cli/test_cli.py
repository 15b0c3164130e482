"""The command: predictions, figures, settings, progress, and how it fails."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from types import SimpleNamespace

import pytest
from command_runs import GOLD, article_file, command

from geo.cli import doctor, main
from geo.cli.terminal import progress_bar
from geo.logs import log_file
from geo.settings import get_settings

dateline = pytest.fixture(command)
article = pytest.fixture(article_file)


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"", "holds no articles"),
        (b" \n\n", "holds no articles"),
        (b"\xff\xfe", "not UTF-8"),
        (b"{}", '"id" must be given'),
    ],
)
@pytest.mark.parametrize("command", ["predict", "evaluate"])
def test_lines_that_are_none(dateline, tmp_path, command, content, advice):
    (tmp_path / "in.jsonl").write_bytes(content)
    more = ["out.jsonl"] if command == "predict" else []
    code, out, err = dateline(command, "in.jsonl", *more)
    assert (code, out) == (2, "")
    assert advice in err
    assert not (tmp_path / "out.jsonl").exists()


def test_gold_without_mentions_is_told(dateline, tmp_path):
    (tmp_path / "in.jsonl").write_text('{"id": "a", "text": "Oslo"}', "utf-8")
    code, _, err = dateline("evaluate", "in.jsonl")
    assert code == 2
    assert "the gold mentions" in err


def test_a_wrong_setting_is_told(dateline, fresh_settings, article):
    fresh_settings.setenv("DATELINE_GEOCODERS", "gogle")
    code, _, err = dateline("doctor")
    assert code == 2
    assert err.startswith("dateline: setting geocoders: ")


def test_doctor_says_what_could_leave_the_machine(dateline, fresh_settings):
    assert "no name leaves this machine" in dateline("doctor")[1]
    fresh_settings.setenv("DATELINE_GEOCODERS", "nominatim")
    fresh_settings.setenv("DATELINE_NOMINATIM_URL", "http://127.0.0.1:1")
    get_settings.cache_clear()
    out = dateline("doctor")[1]
    assert "geocoders   nominatim" in out
    assert "http://127.0.0.1:1" in out


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (("map", "none.txt", "-o", "out.geojson"), "there is no file"),
        (("map", "article.txt", "-o", "no/such/out.geojson"), "does not exist"),
        (("map", "article.txt", "-o", "out.shp"), "no format"),
        (("map", "article.txt", "-o", "out"), "no format"),
        (("map", "article.txt", "-o", "o.csv", "--model", "none_such"), ""),
        (("predict", "none.jsonl", "out.jsonl"), "there is no file"),
        (("evaluate", "none.jsonl"), "there is no file"),
        (("gazetteer", "search", "Xyzzyqqx"), "no place called"),
        (("map", "article.txt"), ""),
        (("nonsense",), ""),
    ],
)
def test_mistakes_end_with_advice_and_write_nothing(
    dateline, article, tmp_path, arguments, advice
):
    code, out, err = dateline(*arguments)
    assert code in {2, 3}
    assert out == ""
    assert advice in err
    assert "Traceback" not in err
    assert [path.name for path in tmp_path.iterdir()] == [article.name]


def test_predict_writes_a_line_for_each_article(dateline, tmp_path):
    (tmp_path / "in.jsonl").write_text(json.dumps(GOLD) + "\n\n", "utf-8")
    code, _, _ = dateline("predict", "in.jsonl", "out.jsonl")
    (answer,) = map(
        json.loads, (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    )
    assert code == 0
    assert answer["id"] == "one"
    assert [t["text"] for t in answer["toponyms"]] == [
        "Moscow",
        "Wonsan",
        "North Korea",
    ]
    assert [link["kind"] for link in answer["links"]] == ["movement"]


def test_predict_leaves_no_file_after_a_bad_line(dateline, tmp_path):
    (tmp_path / "in.jsonl").write_text(json.dumps(GOLD) + "\n{broken\n", "utf-8")
    code, _, err = dateline("predict", "in.jsonl", "out.jsonl")
    assert code == 2
    assert "line 2" in err
    assert not (tmp_path / "out.jsonl").exists()


def test_evaluate_prints_figures(dateline, tmp_path):
    (tmp_path / "gold.jsonl").write_text(json.dumps(GOLD), "utf-8")
    code, out, _ = dateline("evaluate", "gold.jsonl", "--json")
    figures = json.loads(out)
    assert code == 0
    assert figures["recognition_exact"]["f1"] == 1.0
    assert figures["end_to_end_161km"]["f1"] == 1.0
    _, table, _ = dateline("evaluate", "gold.jsonl")
    assert "accuracy@161km 1.000" in table


def test_gazetteer_and_doctor_speak(dateline):
    assert "GeoNames" in dateline("gazetteer", "info")[1]
    assert "geonames:" in dateline("gazetteer", "search", "Wonsan")[1]
    assert "spacy" in dateline("doctor")[1]
    assert f"log         {log_file()}" in dateline("doctor")[1]
    assert dateline("--version")[1].startswith("dateline ")


def test_help_loads_nothing_heavy():
    heavy = ["spacy", "streamlit", "folium", "geopy", "pydantic", "numpy", "pandas"]
    code = (
        "import sys, contextlib\n"
        "sys.argv = ['dateline', '--help']\n"
        "from geo.cli import main\n"
        "with contextlib.suppress(SystemExit): main()\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert "gazetteer" in done.stdout
    assert done.stdout.strip().endswith("[]")


def test_the_gazetteer_is_built_on_request(dateline, monkeypatch, tmp_path):
    def build(progress):
        progress(0.5, "half")
        return tmp_path / "built.sqlite"

    monkeypatch.setattr("geo.gazetteer.build_gazetteer", build)
    code, out, _ = dateline("gazetteer", "build")
    assert (code, out.strip()) == (0, str(tmp_path / "built.sqlite"))


def test_lines_come_from_standard_input(dateline, monkeypatch, tmp_path):
    typed = io.TextIOWrapper(io.BytesIO(json.dumps(GOLD).encode() + b"\n[]\n"))
    monkeypatch.setattr(sys, "stdin", typed)
    code, _, err = dateline("predict", "-", "out.jsonl")
    assert code == 2
    assert "standard input, line 2" in err


def test_an_empty_folder_has_nothing_to_read(dateline):
    code, _, err = dateline("predict", ".", "out.jsonl")
    assert code == 2
    assert "nothing to read" in err


def test_a_folder_is_read_and_what_is_bad_in_it_is_said(dateline, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text("They met in Oslo.", "utf-8")
    (tmp_path / "in" / "bad.pdf").write_bytes(b"no")
    code, _, err = dateline("map", "in", "-o", "out.geojson")
    assert code == 1  # some failed
    assert "left out: bad.pdf is no PDF file" in err
    assert "Oslo" in (tmp_path / "out.geojson").read_text("utf-8")


def test_a_reader_that_went_away_is_no_error(monkeypatch):
    def gone():
        raise BrokenPipeError

    monkeypatch.setattr("geo.cli.app", gone)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 0


def test_a_missing_package_is_listed(monkeypatch):
    monkeypatch.setattr(doctor, "_PACKAGES", ("spacy", "no-such-package"))
    (_, release), (name, advice) = doctor._installed()
    assert release[0].isdigit()
    assert (name, advice) == ("no-such-package", "MISSING: install Dateline again")


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_on_a_terminal_is_a_bar(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress_bar() as progress:
        progress(0.25, "reading [bold]cities[/bold]")
    assert "reading [bold]cities[/bold]" in terminal.getvalue()  # words, not markup


def test_progress_elsewhere_is_a_line_now_and_then(monkeypatch, capsys):
    now = iter([0.0, 3.0, 10.0, 11.0, 20.5])
    clock = SimpleNamespace(monotonic=lambda: next(now))
    monkeypatch.setattr("geo.cli.terminal.time", clock)
    with progress_bar() as progress:
        for share in (0.1, 0.2, 0.3, 0.4):
            progress(share, "reading")
    printed = capsys.readouterr().err.splitlines()
    assert printed == ["dateline: 20% reading", "dateline: 40% reading"]
