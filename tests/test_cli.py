"""The command: what it prints, where it writes, how it fails."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from urllib.request import ProxyHandler, build_opener

import pytest

from geo.cli import main, serving

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


@pytest.mark.slow
def test_serve_answers_and_leaves_no_child(tmp_path):
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
        parent.send_signal(signal.SIGTERM)
        parent.wait(timeout=20)
    assert serving.free_port(port) == port
