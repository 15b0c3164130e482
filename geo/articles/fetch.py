"""Read what stands at an address that the user gave: a page, a feed or a file."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message
from urllib.parse import urlsplit

from geo.errors import ArticleError
from geo.net import client as net

SECONDS = 20.0  # for everything: names, redirects, the page
MAX_BYTES = 5_000_000
_OK = 200
_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml,application/pdf,*/*;q=0.5",
    "Accept-Encoding": "gzip, identity",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address holds.

    Attributes:
        url: Where it was found in the end.
        content: Its bytes.
        media_type: What the server calls it: "text/html", or "".
        charset: The encoding that the server names, or "".
    """

    url: str
    content: bytes
    media_type: str
    charset: str


def fetch(url: str, *, private: bool = False, seconds: float = SECONDS) -> Fetched:
    """Fetch a page, a feed or a file.

    Args:
        url: Its address.
        private: True to allow addresses of one's own network, and every port.
        seconds: How long it may take.

    Raises:
        ArticleError: The address is not to be read, or what is there cannot be had.
    """
    reach = net.Reach.PRIVATE if private else net.Reach.PUBLIC
    try:
        with net.get(url, _HEADERS, net.deadline(seconds), reach) as answer:
            return _fetched(answer)
    except net.RouteError as error:
        raise ArticleError(str(error)) from error
    except net.NetworkError as error:
        raise ArticleError(f"{error.shown} {_trouble(error)}") from error


def _fetched(answer: net.Response) -> Fetched:
    url = net.address_of(answer)
    if answer.status_code != _OK:
        raise ArticleError(
            f"{net.without_query(url)} answers {answer.status_code}; open it in a "
            "browser, and copy the text from there"
        )
    content = net.read(answer, MAX_BYTES)
    header = Message()
    if said := answer.headers.get("Content-Type"):
        header["Content-Type"] = said
    return Fetched(
        url=urlsplit(url).geturl(),
        content=content,
        media_type=header.get_content_type() if said else "",
        charset=header.get_content_charset() or "",
    )


def _trouble(error: net.NetworkError) -> str:
    match error:
        case net.DeadlineError():
            return "did not answer in time"
        case net.CertificateError():
            return f"cannot prove who it is ({error})"
        case net.SizeError():
            return f"holds more than {MAX_BYTES // 1_000_000} MB; save the file first"
    return f"could not be read: {str(error)[:200]}"
