"""Where a browser goes, we go: the names of servers, in every place that takes one."""

from __future__ import annotations

import socket

import pytest
from hypothesis import given, strategies as st
from web_server import PAGES, PUBLIC, World, redirect, serving

from geo.articles.fetch import fetch
from geo.articles.text import newspaper
from geo.errors import ArticleError, GazetteerError, InputError
from geo.gazetteer.download import Downloads
from geo.geocoders.endpoints import is_shared, plain_address
from geo.net.hosts import ascii_host

SPELT = [
    # what IDNA 2003 leads to another server
    ("faß.example", "xn--fa-hia.example"),
    ("FAß.example", "xn--fa-hia.example"),
    ("FAẞ.example", "xn--fa-hia.example"),
    ("βόλος.example", "xn--nxasmm1c.example"),
    ("ΒΌΛΟΣ.example", "xn--nxasmq6b.example"),
    ("نامه\u200cای.example", "xn--mgba3gch31f060k.example"),
    ("ශ්\u200dරී.example", "xn--10cl1a0b660p.example"),
    # spelt in many ways, one server
    ("Zürich.Example", "xn--zrich-kva.example"),
    ("zu\u0308rich.example", "xn--zrich-kva.example"),
    ("ＺＵＥＲＩＣＨ．ｅｘａｍｐｌｅ", "zuerich.example"),
    ("news。example", "news.example"),
    ("news．example", "news.example"),
    ("news｡example", "news.example"),
    ("ne\u00adws.example", "news.example"),
    ("①②⑦.⓪.⓪.①", "127.0.0.1"),
    ("１２７．０．０．１", "127.0.0.1"),
    ("xn--fa-hia.example", "xn--fa-hia.example"),
    ("XN--FA-HIA.Example", "xn--fa-hia.example"),
    ("пример.example", "xn--e1afmkfd.example"),
    ("北京.example", "xn--1lq90i.example"),
    # symbols, which have no place in IDNA 2008 and are names all the same
    ("☕.example", "xn--53h.example"),
    ("i❤️.example", "xn--i-7iq.example"),
    ("xn--53h.example", "xn--53h.example"),
    # names by no book, which pages have
    ("my_paper.example", "my_paper.example"),
    ("r3---sn-4g5e.example", "r3---sn-4g5e.example"),
    ("-a-.example", "-a-.example"),
    ("localhost", "localhost"),
    ("News.Example.", "news.example."),
    ("127.0.0.1", "127.0.0.1"),
    ("::1", "::1"),
    ("a" * 63 + ".example", "a" * 63 + ".example"),
]
NO_NAMES = [
    "", ".", "..", ".news.example", "news..example", "news.example..", "news。。example",
    "a" * 64 + ".example", "ß" * 60 + ".example", "☕" * 60 + ".example",
    ".".join(["a" * 60] * 5), "a." * 130, "a" * 5_000,
    "a\u200db.example", "a\u200cb.example", "☕\u200d☕.example", "\u0301a.example",
    "news.example／x", "news.example：80", "a＠b.example", "a＃b.example", "a？b.example",
    "a b.example", "a\u3000b.example", "a%b.example", "a<b.example", "a^b.example", "¸☕.example", "¸", "a|b.example",
    "℀.example", "a\x00b.example", "a\ud800b.example", "a\ufffdb.example", "\u05d0a.example", "[::1]", "::g", "1:2",
]  # fmt: skip


@pytest.mark.parametrize(("host", "spelt"), SPELT)
def test_a_name_is_spelt_as_browsers_spell_it(host, spelt):
    assert ascii_host(host) == spelt
    assert ascii_host(spelt) == spelt


@pytest.mark.parametrize("host", NO_NAMES)
def test_what_is_no_name_is_said(host):
    with pytest.raises(
        InputError, match=r"is not the name of a server: .*copy"
    ) as caught:
        ascii_host(host)
    assert len(str(caught.value)) < 300 + len(repr(host[:100]))


@given(st.text(max_size=30))
def test_any_name_is_plain_in_the_end_or_refused(host):
    try:
        spelt = ascii_host(host)
    except InputError:
        return
    assert spelt.isascii()
    assert not set(spelt) & set(" /?#@[]\\%")
    assert ascii_host(spelt) == spelt


# Every place that takes a name

NAMES = [(host, spelt) for host, spelt in SPELT if ":" not in host]
PAGE_NAMES = [(h, s) for h, s in NAMES if "127" not in s and s != "localhost"]


@pytest.fixture
def world(monkeypatch):
    with serving(PAGES) as port:
        made = World(port)
        made.names = {spelt: [[PUBLIC]] for _, spelt in PAGE_NAMES}
        monkeypatch.setattr(socket, "getaddrinfo", made.resolve)
        monkeypatch.setattr(socket, "create_connection", made.connect)
        yield made


@pytest.mark.parametrize(("host", "spelt"), PAGE_NAMES)
def test_a_page_is_read_from_there(host, spelt, world):
    assert fetch(f"http://{host}/article").content
    assert world.asked == [spelt]


@pytest.mark.parametrize(("host", "spelt"), PAGE_NAMES)
def test_and_where_another_page_leads_there(host, spelt, world):
    location = f"http://{host}/article".encode().decode("latin-1")  # as servers send it
    with serving({"/": redirect(location), **PAGES}) as port:
        world.lead_to(port)
        world.names["first.example"] = [[PUBLIC]]
        assert fetch("http://first.example/").content
    assert world.asked == ["first.example", spelt]


def test_a_name_may_be_written_in_percents(world):
    assert fetch("http://fa%C3%9F.example/article").content
    assert world.asked == ["xn--fa-hia.example"]


@pytest.mark.parametrize("host", [h for h in NO_NAMES if h and h.isprintable()])
def test_a_page_of_no_name_is_refused(host, world):
    with pytest.raises(ArticleError):
        fetch(f"http://{host}/article")
    assert world.tried == []


@pytest.mark.parametrize(("host", "spelt"), NAMES)
def test_a_geocoder_is_asked_there(host, spelt):
    assert plain_address(f"HTTPS://{host}:8080/a/", "x") == f"https://{spelt}:8080/a"
    assert plain_address(f"https://{host}", "x") == f"https://{spelt}"


def test_a_geocoder_of_no_name_is_said():
    with pytest.raises(
        InputError, match=r"setting photon_url: 'a\.\.b' is not the name"
    ):
        plain_address("https://a..b", "photon_url")
    assert plain_address("http://[::1]:80/x", "x") == "http://[::1]:80/x"


@pytest.mark.parametrize(
    "host",
    [
        "nominatim.openstreetmap.org",
        "Nominatim.OpenStreetMap.org.",
        "ｎominatim。openstreetmap.org",
    ],
)
def test_a_shared_server_is_one_however_it_is_written(host):
    assert is_shared(plain_address(f"https://{host}/", "x"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.zürich.example/a", "http://xn--zrich-kva.example"),
        ("https://FAß.example/a", "https://faß.example/b"),
        ("https://news.example:8080/a", "https://NEWS.example:8080"),
    ],
)
def test_a_newspaper_is_one_however_its_site_is_written(one, other):
    assert newspaper(one) == newspaper(other)


@pytest.mark.parametrize(
    "address", ["http://a..b/", "http://[::1", "http://a:x/", "http://a／b/"]
)
def test_a_download_from_no_name_is_said(address, tmp_path):
    with pytest.raises(GazetteerError):
        Downloads(address, tmp_path, lambda *_: None)


@pytest.mark.parametrize(("host", "spelt"), NAMES)
@pytest.mark.parametrize("led", [False, True], ids=["asked", "led"])
def test_a_file_is_downloaded_from_there(host, spelt, led, tmp_path, monkeypatch):
    asked = []

    def resolve(name: str, *_: object, **__: object) -> list[object]:
        asked.append(name)
        if name != "first.example":
            raise OSError("far enough")
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", port))]

    address = f"http://{host}/cities.txt"
    monkeypatch.setattr("geo.gazetteer.download.WAITS", (0.0,))
    with serving({"/cities.txt": redirect(address.encode().decode("latin-1"))}) as port:
        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        address = "http://first.example/cities.txt" if led else address
        downloads = Downloads(address, tmp_path, lambda *_: None)
        with pytest.raises(GazetteerError, match="could not be downloaded"):
            downloads.find((downloads.given,))
    assert asked == (["first.example", spelt] if led else [spelt])
