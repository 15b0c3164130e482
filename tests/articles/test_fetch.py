"""Reading an address: what is let through, what is not, and what servers may do."""

from __future__ import annotations

import socket
import time
from dataclasses import replace

import made_files as made
import pytest
from web_server import PAGES, PUBLIC, World, body, redirect, serving

from geo.articles import read_url
from geo.articles.fetch import fetch
from geo.errors import ArticleError
from geo.net.routes import is_public
from geo.settings import get_settings

HOSTILE = (
    # not the web
    "file:///etc/passwd", "ftp://news.example/a", "gopher://news.example/", "data:text/html,x",
    "javascript:alert(1)", "//news.example/a", "http:news.example", "http://", "https:///a",
    "jar:http://news.example!/a", "unix:/var/run/docker.sock",
    # this machine
    "http://127.0.0.1/", "http://localhost/", "http://LOCALHOST./", "http://127.1/", "http://0/",
    "http://0.0.0.0/", "http://0x7f.1/", "http://0x7f000001/", "http://2130706433/",
    "http://017700000001/", "http://0177.0.0.01/", "http://127.0.0.1./", "http://[::1]/", "http://[::]/",
    # this machine in disguise
    "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/", "http://[64:ff9b:1::7f00:1]/", "http://[2002:7f00:1::]/",
    "http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/", "http://[2606:4700::5efe:7f00:1]/",
    "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/",
    # networks of one's own, and none at all
    "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/", "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/", "http://[fe80::1]/", "http://[fd00:ec2::254]/",
    "http://[fec0::1]/", "http://224.0.0.1/", "http://255.255.255.255/", "http://192.0.2.1/",
    "http://198.18.0.1/", "http://240.0.0.1/", "http://192.0.0.192/",
    # names that lead there
    "http://inside.example/", "http://both.example/", "http://metadata.google.internal/",
    # written to be read in two ways
    "http://news.example@127.0.0.1/", "http://user:word@news.example/", "http://news.example:22/",
    "http://news.example:8080/", "http://news.example:99999/", "http://127.0.0.1\\@news.example/",
    "http://news.example\t.evil/", "http://news.example/\r\nHost: inside", "http://[::1", "http://a" + "b" * 3000,
)  # fmt: skip


@pytest.fixture(scope="module")
def port():
    with serving(PAGES) as number:
        yield number


@pytest.fixture
def world(port, monkeypatch):
    made = World(port)
    made.names = {
        "news.example": [[PUBLIC]],
        "localhost": [["127.0.0.1", "::1"]],
        "localhost.": [["127.0.0.1"]],
        "inside.example": [["10.1.2.3"]],
        "both.example": [[PUBLIC, "127.0.0.1"]],
        "metadata.google.internal": [["169.254.169.254"]],
        "rebind.example": [[PUBLIC], ["127.0.0.1"]],
    }
    monkeypatch.setattr(socket, "getaddrinfo", made.resolve)
    monkeypatch.setattr(socket, "create_connection", made.connect)
    return made


@pytest.mark.parametrize("url", HOSTILE)
def test_no_hostile_address_is_let_through(url, world):
    with pytest.raises(ArticleError):
        fetch(url)
    assert world.tried == []


SENDABLE = [
    url for url in HOSTILE if "://" in url and url.isascii() and "\n" not in url
]


@pytest.mark.parametrize("target", SENDABLE)
def test_no_redirect_leads_to_one(target, world):
    with serving({"/": redirect(target)}) as port:
        world.lead_to(port)
        with pytest.raises(ArticleError):
            fetch("http://news.example/")
    assert set(world.tried) == {PUBLIC}


def test_a_name_that_changes_its_mind_is_asked_once(world):
    assert fetch("http://rebind.example/article").url == "http://rebind.example/article"
    assert world.asked == ["rebind.example"]
    assert world.tried == [PUBLIC]


def test_and_again_for_each_redirect(world):
    with pytest.raises(ArticleError, match="private network"):
        fetch("http://rebind.example/moved")
    assert world.tried == [PUBLIC]


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "2a00:1450:4001::8a",
     "64:ff9b::808:808", "2002:808:808::1"],
)  # fmt: skip
def test_public_addresses_are(address):
    assert is_public(address)


def test_a_page_is_read_with_its_date_and_source(world):
    opened = read_url(" http://news.example/article ")
    (article,) = opened.articles
    assert article.title == "Talks in Wonsan"
    assert article.source == "The Paper"
    assert article.published.isoformat() == "2025-07-12"


@pytest.mark.parametrize(
    ("path", "articles"), [("zipped", 1), ("moved", 1), ("feed", 2), ("report", 1)]
)
def test_pages_feeds_and_files_are_read(path, articles, world):
    opened = read_url(f"http://news.example/{path}")
    assert opened.problem == ""
    assert len(opened.articles) == articles


def test_a_server_may_zip_in_parts(world):
    (in_parts,) = read_url("http://news.example/zipped-in-parts").articles
    (whole,) = read_url("http://news.example/article").articles
    assert replace(in_parts, address=whole.address) == whole


def test_a_server_chooses_no_codec(world):
    (article,) = read_url("http://news.example/named-wrongly").articles
    assert article.text == "In Wonsan, Жень said."


def test_an_archive_is_read_whole(world):
    packed = made.zipped({"a.txt": "In Oslo.", "b.txt": "", "c.txt": "In Suva."})
    with serving({"/a.zip": body(packed, "application/zip")}) as port:
        world.lead_to(port)
        opened = read_url("http://news.example/a.zip")
    assert [article.text for article in opened.articles] == ["In Oslo.", "In Suva."]
    assert "b.txt" in " ".join(opened.notes)


def test_the_date_may_stand_in_the_address(world):
    (article,) = read_url("http://news.example/2024/03/05/plain").articles
    assert article.published.isoformat() == "2024-03-05"
    assert article.source == "http://news.example/2024/03/05/plain"


@pytest.mark.parametrize(
    ("path", "advice"),
    [
        ("large", "more than 5 MB"),
        ("bomb", "more than 5 MB"),
        ("broken", "could not be read"),
        ("zip-cut-short", "the packed file is cut off"),
        ("zip-of-nothing", "the packed file is cut off"),
        ("zip-of-many", "too many parts"),
        ("packed-otherwise", "packed as 'br'"),
        ("cut-short", "the connection was lost half-way"),
        ("picture", "not a text file"),
        ("loop", "on and on"),
        ("gone", "answers 404"),
    ],
)
def test_what_a_server_may_not_do(path, advice, world):
    began = time.monotonic()
    opened = read_url(f"http://news.example/{path}?key=secret")
    assert time.monotonic() - began < 5
    assert advice in opened.problem
    assert opened.articles == ()


@pytest.mark.parametrize("path", ["drip", "drip-headers"])
def test_a_server_that_takes_for_ever_does_not_get_it(path, world):
    began = time.monotonic()
    with pytest.raises(ArticleError, match="in time"):
        fetch(f"http://news.example/{path}?key=secret", seconds=0.5)
    assert time.monotonic() - began < 2


def test_messages_keep_secrets(world):
    with pytest.raises(ArticleError) as caught:
        fetch("http://news.example/gone?key=secret")
    assert "secret" not in str(caught.value)


def test_a_server_that_is_not_there_is_said(world):
    with pytest.raises(ArticleError, match="no server nowhere"):
        fetch("http://nowhere.example/")


def test_a_closed_network_reads_no_address(world, fresh_settings):
    fresh_settings.setenv("DATELINE_READ_URLS", "false")
    assert "DATELINE_READ_URLS forbids it" in read_url("http://news.example/a").problem
    assert world.asked == world.tried == []


def test_an_address_of_ones_own_network_needs_a_setting(port, fresh_settings):
    url = f"http://127.0.0.1:{port}/article"
    assert "port" in read_url(url).problem
    fresh_settings.setenv("DATELINE_PRIVATE_URLS", "true")
    get_settings.cache_clear()
    assert read_url(url).articles


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize(
    "host",
    ["169.254.169.254", "[::ffff:a9fe:a9fe]", "[64:ff9b::a9fe:a9fe]", "[fd00:ec2::254]", "[fd20:ce::254]",
     "100.100.100.200", "192.0.0.192", "168.63.129.16", "[::ffff:168.63.129.16]"],
)  # fmt: skip
def test_the_services_of_a_cloud_machine_stay_closed_even_then(world, host, private):
    with pytest.raises(ArticleError):
        fetch(f"http://{host}/latest/meta-data/", private=private)
    assert world.tried == []


def test_read_url_reads_no_file(tmp_path):
    (tmp_path / "a.txt").write_text("In Oslo.")
    assert read_url(str(tmp_path / "a.txt")).articles == ()
