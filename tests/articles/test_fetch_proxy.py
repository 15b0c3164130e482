"""Reading an address through the proxy of this machine's settings."""

from __future__ import annotations

import socket
from base64 import b64encode
from threading import Event

import pytest
from proxy_server import proxying, trusting_the_tests
from test_fetch import HOSTILE, SENDABLE
from web_server import (
    PAGES,
    PUBLIC,
    World,
    connected_to,
    drip_headers,
    redirect,
    status,
)

from geo.articles import read_url
from geo.articles.fetch import fetch
from geo.errors import ArticleError

TARGETS = {
    "/to-https": redirect("https://other.example/article"),
    "/to-inside": redirect("http://inside.example/article"),
}
trusting = pytest.fixture(trusting_the_tests)
BY_NAME_ALONE = ("inside.example", "both.example")  # nobody can tell by their look


@pytest.fixture(scope="module")
def served():
    with proxying(PAGES | TARGETS) as asked:
        yield asked


@pytest.fixture
def proxy(served):
    """Give what the proxy was asked for in this test."""
    for noted in (served.targets, served.passwords, served.names):
        noted.clear()
    served.tunnel = None
    return served


class Office(World):
    """A machine that can reach its proxy, and the public address."""

    def connect(
        self, address: tuple[str, int], timeout: float, **_: object
    ) -> socket.socket:
        if address == ("127.0.0.1", self._port):
            return connected_to(self._port, timeout)
        return super().connect(address, timeout)


@pytest.fixture
def office(proxy, monkeypatch):
    made = Office(proxy.port)
    made.names = {
        "news.example": [[PUBLIC]],
        "xn--fa-hia.example": [[PUBLIC]],
        "localhost": [["127.0.0.1"]],
        "localhost.": [["127.0.0.1"]],
        "inside.example": [["10.1.2.3"]],
        "both.example": [[PUBLIC, "127.0.0.1"]],
        "metadata.google.internal": [["169.254.169.254"]],
    }
    monkeypatch.setattr(socket, "getaddrinfo", made.resolve)
    monkeypatch.setattr(socket, "create_connection", made.connect)
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{proxy.port}")
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
    return made


def refused(url: str, **more) -> str:
    with pytest.raises(ArticleError) as caught:
        fetch(url, **more)
    return str(caught.value)


def test_a_page_is_asked_of_the_proxy_by_its_whole_address(office, proxy):
    found = fetch("http://news.example/article?a=ü")
    assert found.url == "http://news.example/article?a=ü"
    assert proxy.targets == ["GET http://news.example/article?a=%C3%BC"]
    assert proxy.headers["Host"] == "news.example"
    assert office.tried == []


def test_a_secure_page_comes_through_a_tunnel(office, proxy, trusting):
    (article,) = read_url("https://news.example/article").articles
    assert article.title == "Talks in Wonsan"
    assert proxy.targets == ["CONNECT news.example:443"]
    assert proxy.names == ["news.example"]
    assert office.tried == []


def test_the_server_in_a_tunnel_must_prove_who_it_is(office, proxy):
    assert "cannot prove who it is" in refused("https://news.example/article")


def test_names_are_asked_for_as_the_network_spells_them(office, proxy, trusting):
    assert fetch("http://FAß.example/article").content
    assert fetch("https://faß.example/article").content
    assert proxy.targets == [
        "GET http://xn--fa-hia.example/article",
        "CONNECT xn--fa-hia.example:443",
    ]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_name_that_this_machine_does_not_know_is_the_proxys(
    scheme, office, proxy, trusting
):
    assert fetch(f"{scheme}://far.example/article").content
    assert len(proxy.targets) == 1


def test_a_name_service_that_says_nothing_is_not_waited_for(office, proxy, monkeypatch):
    silent = Event()
    monkeypatch.setattr("geo.net.routes.PATIENCE", 0.05)

    def resolve(host: str, port: int, **_: object) -> list[object]:
        if host == "far.example":
            silent.wait()
        return office.resolve(host, port)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert fetch("http://far.example/article", seconds=60).content
    silent.set()


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY"])
@pytest.mark.parametrize(
    "value", ["http://127.0.0.1:{}", "http://127.0.0.1:{}/", "127.0.0.1:{}"]
)
def test_the_setting_may_be_written_as_people_do(
    name, value, office, proxy, monkeypatch
):
    monkeypatch.delenv("HTTP_PROXY")
    monkeypatch.setenv(name, value.format(proxy.port))
    assert fetch("http://news.example/article").content
    assert proxy.targets


@pytest.mark.parametrize("name", ["no_proxy", "NO_PROXY"])
@pytest.mark.parametrize("value", ["news.example", ".example", "a.b,news.example", "*"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_what_needs_no_proxy_is_reached_straight(
    name, value, scheme, office, proxy, monkeypatch
):
    monkeypatch.setenv(name, value)
    office.lead_to(1)  # nobody is there
    assert "could not be read" in refused(f"{scheme}://news.example/article")
    assert office.tried == [PUBLIC]
    assert proxy.targets == []


def test_a_proxy_for_one_scheme_is_not_asked_for_the_other(office, proxy, monkeypatch):
    monkeypatch.delenv("HTTP_PROXY")
    fetch("http://news.example/article")
    assert office.tried == [PUBLIC]


# Nothing inside a network, whoever would connect to it


@pytest.mark.parametrize("url", HOSTILE)
def test_no_hostile_address_is_asked_of_the_proxy(url, office, proxy):
    refused(url)
    assert proxy.targets == office.tried == []


@pytest.mark.parametrize(
    "url", [u for u in HOSTILE if not any(n in u for n in BY_NAME_ALONE)]
)
def test_nor_where_this_machine_knows_no_name_and_no_number(
    url, office, proxy, monkeypatch
):
    def unknown(*_, **__):
        raise OSError("no name service")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    refused(url)
    assert proxy.targets == office.tried == []


@pytest.mark.parametrize(
    "host",
    ["wiki", "printer.local", "wiki.lan", "db.corp", "a.internal.", "x.localhost", "router.home.arpa",
     "1.2.3.4.5", "0x7f.0x1", "a.0x7f", "a.127", "127%2E0.0.1", "localhost%2e"],
)  # fmt: skip
def test_names_that_mean_something_inside_are_not_asked_for(host, office, proxy):
    refused(f"http://{host}/")
    assert proxy.targets == office.tried == []


@pytest.mark.parametrize("target", SENDABLE)
def test_no_redirect_leads_to_one(target, office, proxy, monkeypatch):
    with proxying({"/": redirect(target)}) as other:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{other.port}")
        office.lead_to(other.port)
        refused("http://news.example/")
    # Where a target is no address of its own, or its name is one that nobody here knows.
    public = {"GET http://news.example/", "GET http://news.example.evil/"}
    assert public.issuperset(other.targets)
    assert proxy.targets == office.tried == []


def test_each_redirect_finds_its_own_way(office, proxy, trusting):
    assert fetch("http://news.example/to-https").url == "https://other.example/article"
    assert proxy.targets == [
        "GET http://news.example/to-https", "CONNECT other.example:443",
    ]  # fmt: skip
    assert "private network" in refused("http://news.example/to-inside")


def test_ones_own_network_is_reached_straight_never_through_the_proxy(office, proxy):
    assert "could not be read" in refused("http://inside.example/", private=True)
    assert "could not be read" in refused("http://localhost:8080/", private=True)
    assert office.tried == ["10.1.2.3", "127.0.0.1"]
    assert proxy.targets == []
    assert "private network" in refused("http://169.254.169.254/", private=True)
    assert "private network" in refused("http://x.localhost/", private=True)
    assert fetch("http://wiki/article", private=True).content
    assert proxy.targets == ["GET http://wiki/article"]


# What a proxy may say


def test_a_password_is_for_the_proxy_alone(office, proxy, monkeypatch, trusting):
    for name in ("HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, f"http://ann:p%40ss@127.0.0.1:{proxy.port}")
    fetch("http://news.example/article")
    fetch("https://news.example/article")
    assert proxy.passwords == [f"Basic {b64encode(b'ann:p@ss').decode()}"] * 2
    assert "Proxy-Authorization" not in proxy.headers


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_wants_a_password_is_said(scheme, office, proxy, monkeypatch):
    with proxying({"/x": status(407)}) as other:
        other.tunnel = status(407)
        office.lead_to(other.port)
        for name in ("HTTP_PROXY", "HTTPS_PROXY"):
            monkeypatch.setenv(name, f"http://ann:secret@127.0.0.1:{other.port}")
        said = refused(f"{scheme}://news.example/x")
    assert "wants a user name and password" in said
    assert "secret" not in said


@pytest.mark.parametrize(
    ("tunnel", "advice"),
    [
        (status(403), "does not let us to news.example"),
        (
            lambda request: request.wfile.write(b"no HTTP at all\r\n\r\n"),
            "could not be read",
        ),
        (lambda request: None, "could not be read"),
        (drip_headers, "in time"),
    ],
)
def test_a_proxy_that_gives_no_tunnel_is_said(tunnel, advice, office, proxy):
    proxy.tunnel = tunnel
    assert advice in refused("https://news.example/article", seconds=1)


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        ("socks5://127.0.0.1:1080", "cannot be used"),
        ("http://", "cannot be used"),
        ("http://127.0.0.1:99999", "cannot be used"),
        ("http://nowhere.example:3128", "no server nowhere.example"),
        ("http://user:secret@127.0.0.1:1", "cannot be reached"),
    ],
)
def test_a_setting_that_leads_nowhere_is_said(value, advice, office, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", value)
    said = refused("http://news.example/article")
    assert advice in said
    assert "secret" not in said
