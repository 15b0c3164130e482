"""The command: what it prints, where it writes, how it fails."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from urllib.request import ProxyHandler, build_opener

import pytest

from geo.cli import main, report, serving
from geo.cli.progress import progress_bar
from geo.kinds import EVERY_KIND, MentionKind
from geo.settings import get_settings

PLACES = frozenset({MentionKind.PLACE})
NO_PEOPLES = EVERY_KIND - {MentionKind.DEMONYM}
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


@pytest.fixture
def dateline(monkeypatch, capsys, tmp_path, gazetteer):
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


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("ending", "holds"),
    [
        ("geojson", '"FeatureCollection"'),
        ("html", "<!doctype html>"),
        ("csv", "article_id"),
        ("kml", "<kml"),
    ],
)
def test_map_writes_every_format(dateline, article, tmp_path, ending, holds):
    code, out, err = dateline("map", article, "-o", tmp_path / f"out.{ending}")
    assert (code, out) == (0, "")
    assert "3 places" in err
    text = (tmp_path / f"out.{ending}").read_text("utf-8")
    assert holds.lower() in text.lower()
    assert "Moscow" in text


def test_map_to_standard_output(dateline, article):
    code, out, _ = dateline("map", article, "-o", "-")
    names = [f["properties"].get("name") for f in json.loads(out)["features"]]
    assert code == 0
    assert "Moscow" in names


def test_standard_input_is_an_article(dateline, monkeypatch):
    typed = io.TextIOWrapper(io.BytesIO("Rain fell in Łódź.".encode()))
    monkeypatch.setattr(sys, "stdin", typed)
    code, out, _ = dateline("map", "-", "-o", "-", "--format", "csv")
    assert code == 0
    assert "Łódź" in out


def test_format_wins_over_the_ending(dateline, article, tmp_path):
    code, *_ = dateline("map", article, "-o", "out.txt", "--format", ".KML".lower())
    assert code == 0
    assert "<kml" in (tmp_path / "out.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("flag", "kept"), [("--unresolved", 1), ("--no-unresolved", 0)]
)
def test_names_without_a_place_on_request(dateline, tmp_path, flag, kept):
    (tmp_path / "a.txt").write_text("Rain in Oslo and the village of Xyzzyq.", "utf-8")
    _, out, err = dateline("map", "a.txt", "-o", "-", flag)
    assert "1 names not mapped" in err
    features = json.loads(out)["features"]
    assert sum(f["geometry"] is None for f in features) == kept


def test_several_articles_are_one_map(dateline, article, tmp_path):
    (tmp_path / "b.txt").write_text("Rain fell in Lima.", "utf-8")
    _, out, err = dateline("map", article, "b.txt", "-o", "-", "--format", "csv")
    assert "4 places" in err
    assert "Lima" in out


def test_an_older_map_survives_a_failure(dateline, tmp_path):
    (tmp_path / "out.csv").write_text("precious", "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    code, *_ = dateline("map", "bad.txt", "-o", "out.csv")
    assert code == 2
    assert (tmp_path / "out.csv").read_text("utf-8") == "precious"


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
    assert "nothing leaves this machine" in dateline("doctor")[1]
    fresh_settings.setenv("DATELINE_GEOCODERS", "nominatim")
    fresh_settings.setenv("DATELINE_NOMINATIM_URL", "http://127.0.0.1:1")
    get_settings.cache_clear()
    out = dateline("doctor")[1]
    assert "geocoders   nominatim" in out
    assert "http://127.0.0.1:1" in out


def test_a_geocoder_that_is_down_loses_nothing(dateline, fresh_settings, tmp_path):
    """Nothing listens on the port; the name stays, with the reason."""
    cache = tmp_path / "cache"
    cache.mkdir()
    for file in get_settings().cache_dir.glob("gazetteer-*.sqlite"):
        (cache / file.name).symlink_to(file)
    fresh_settings.setenv("DATELINE_CACHE_DIR", str(cache))
    fresh_settings.setenv("DATELINE_GEOCODERS", "nominatim")
    fresh_settings.setenv("DATELINE_NOMINATIM_URL", "http://127.0.0.1:1")
    get_settings.cache_clear()
    (tmp_path / "a.txt").write_text("Rain in Oslo and the village of Xyzzyq.", "utf-8")
    code, out, err = dateline("map", "a.txt", "-o", "-", "--unresolved")
    assert code == 0
    assert "1 places" in err
    (lost,) = (f for f in json.loads(out)["features"] if f["geometry"] is None)
    assert "nominatim" in json.dumps(lost).lower()


@pytest.mark.parametrize(
    ("kinds", "names"),
    [
        ("place", {"Wonsan"}),
        ("place,metonym", {"Wonsan", "Moscow"}),
        ("demonym", {"Norway"}),
    ],
)
def test_map_of_some_kinds(dateline, tmp_path, kinds, names):
    text = "Moscow said a Norwegian ship was in Wonsan."
    (tmp_path / "a.txt").write_text(text, "utf-8")
    _, out, _ = dateline("map", "a.txt", "-o", "-", "--kinds", kinds)
    places = [f["properties"] for f in json.loads(out)["features"]]
    found = {p["name"] for p in places if p["type"] == "place"}
    assert {name.replace("ŏ", "o") for name in found} == names


def test_a_kind_that_is_none(dateline, tmp_path):
    (tmp_path / "a.txt").write_text("In Oslo.", "utf-8")
    code, _, err = dateline("map", "a.txt", "-o", "-", "--kinds", "place,people")
    assert code == 2
    assert "'people'; known: place demonym metonym embedded" in err


def test_another_language_is_named(dateline, tmp_path):
    text = (
        "Der Minister flog am Montag nach Oslo und traf dort Vertreter der Regierung."
    )
    (tmp_path / "a.txt").write_text(text, "utf-8")
    code, out, err = dateline("map", "a.txt", "-o", "-")
    assert (code, json.loads(out)["features"]) == (0, [])
    assert "seems to be in German; the language pipeline reads English" in err


def test_map_without_demonyms(dateline, tmp_path):
    (tmp_path / "a.txt").write_text("The Russian fleet left Malta.", "utf-8")
    _, out, _ = dateline("map", "a.txt", "-o", "-", "--no-demonyms")
    places = [f["properties"]["name"] for f in json.loads(out)["features"]]
    assert places == ["Malta"]


def test_map_says_which_encoding_it_assumed(dateline, tmp_path):
    (tmp_path / "a.txt").write_bytes(
        "Genève est une ville près de Lyon.".encode("cp1252")
    )
    _, _, err = dateline("map", "a.txt", "-o", "-")
    assert "not UTF-8" in err


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"", "empty"),
        (b"  \n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text file"),
    ],
)
def test_map_refuses_what_is_no_article(dateline, tmp_path, content, advice):
    (tmp_path / "bad.txt").write_bytes(content)
    code, out, err = dateline("map", "bad.txt", "-o", "out.geojson")
    assert (code, out) == (2, "")
    assert advice in err
    assert not (tmp_path / "out.geojson").exists()


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (("map", "none.txt", "-o", "out.geojson"), "there is no file"),
        (("map", "article.txt", "-o", "no/such/out.geojson"), "does not exist"),
        (("map", "article.txt", "-o", "out.shp"), "no format"),
        (("map", "article.txt", "-o", "out"), "no format"),
        (("map", ".", "-o", "out.csv"), "folder"),
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


def test_a_port_in_use_is_named():
    with socket.socket() as taken:
        taken.bind((serving.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(serving.ServeError, match=f"port {port} is in use"):
            serving.free_port(port)


def children(process: int) -> list[int]:
    """Give a process's own children; Linux tells."""
    listed = Path(f"/proc/{process}/task/{process}/children")
    return [int(pid) for pid in listed.read_text().split()] if listed.exists() else []


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_serve_answers_and_leaves_no_child(tmp_path, how):
    port = serving.free_port(None)
    command = [sys.executable, "-m", "geo.cli", "serve", "--port", str(port)]
    with subprocess.Popen(
        [*command, "--no-browser"], cwd=tmp_path, stderr=subprocess.PIPE, text=True
    ) as parent:
        lines = iter(parent.stderr.readline, "")
        line = next(line for line in lines if "Dateline is at" in line)
        url = f"http://{serving.HOST}:{port}"
        assert url in line
        opener = build_opener(ProxyHandler({}))
        with opener.open(f"{url}/_stcore/health", timeout=10) as answer:
            assert answer.status == 200
        born = children(parent.pid)
        parent.send_signal(how)
        assert parent.wait(timeout=20) == 0
    assert serving.free_port(port) == port
    for pid in born:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_serve_complains_before_it_starts(dateline, tmp_path):
    with socket.socket() as taken:
        taken.bind((serving.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, _, err = dateline("serve", "--port", port, "--no-browser")
    assert code == 2
    assert f"port {port} is in use" in err
    assert "there is no file" in dateline("serve", "none.txt")[2]
    assert dateline("serve", "--model", "none_such")[0] == 3
    assert dateline("serve", "--port", "0")[0] == 2


def test_no_port_is_free(monkeypatch):
    monkeypatch.setattr(serving, "_is_free", lambda _: False)
    with pytest.raises(serving.ServeError, match="no port from 8501 to 8520 is free"):
        serving.free_port(None)


@pytest.mark.parametrize(
    ("code", "seconds", "message"),
    [
        ("import sys; sys.exit(3)", 60.0, r"stopped at once \(exit 3\)"),
        ("import time; time.sleep(60)", 0.3, r"did not answer within 0 s"),
    ],
)
def test_a_server_that_does_not_come_up(monkeypatch, code, seconds, message):
    monkeypatch.setattr(serving, "command", lambda _: [sys.executable, "-c", code])
    monkeypatch.setattr(serving, "SECONDS_TO_START", seconds)
    nothing = serving.Dashboard((), None, None)
    before = signal.getsignal(signal.SIGTERM)
    try:
        with pytest.raises(serving.ServeError, match=message):
            serving.run(nothing, open_browser=False)
    finally:
        signal.signal(signal.SIGTERM, before)


def test_what_the_server_is_told(tmp_path):
    files = (tmp_path / "a.txt", tmp_path / "b.txt")
    told = serving.environment(serving.Dashboard(files, None, "m", PLACES))
    assert told["DATELINE_SERVE_FILES"].split(os.pathsep) == [str(f) for f in files]
    assert told["DATELINE_SERVE_MODEL"] == "m"
    assert told["DATELINE_SERVE_KINDS"] == "place"
    command = serving.command(8600)
    assert command[command.index("--server.address") + 1] == "127.0.0.1"
    assert command[command.index("--server.headless") + 1] == "true"


def test_the_dashboard_opens_where_no_command_is_named(dateline, monkeypatch):
    seen = []
    monkeypatch.setattr(serving, "run", lambda *what, **how: seen.append((what, how)))
    assert dateline()[0] == 0
    assert dateline("serve", "--no-browser", "--no-demonyms")[0] == 0
    assert seen == [
        ((serving.Dashboard((), None, None),), {"open_browser": True}),
        ((serving.Dashboard((), None, None, NO_PEOPLES),), {"open_browser": False}),
    ]


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


def test_a_folder_is_no_file_of_lines(dateline):
    code, _, err = dateline("predict", ".", "out.jsonl")
    assert code == 2
    assert "cannot be read" in err


def test_a_reader_that_went_away_is_no_error(monkeypatch):
    def gone():
        raise BrokenPipeError

    monkeypatch.setattr("geo.cli.app", gone)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 0


def test_a_missing_package_is_listed(monkeypatch):
    monkeypatch.setattr(report, "_PACKAGES", ("spacy", "no-such-package"))
    (_, release), (name, advice) = report.installed()
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
    monkeypatch.setattr("geo.cli.progress.time", clock)
    with progress_bar() as progress:
        for share in (0.1, 0.2, 0.3, 0.4):
            progress(share, "reading")
    printed = capsys.readouterr().err.splitlines()
    assert printed == ["dateline: 20% reading", "dateline: 40% reading"]
