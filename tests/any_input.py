"""Inputs nobody wrote, for the tests of what holds for any: bytes near to a file, texts near to news.

A gate tries the same few each time. FUZZ=50 tries fifty times as many, others each time; what
fails then is printed, and stays as one of the `KEPT` of its test.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings, strategies as st

TIMES = int(os.environ.get("FUZZ", "1"))
ODD = (
    b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"<", b">", b"&", b"&#x0;", b'"', b"'", b"\n", b"\r", b"{", b"}", b"[",
    b"]", b"\\u", b"\\'", b"-1", b"1e999", b"NaN", b"%%EOF", b"obj", b"<<", b">>", b"stream", b"PK\x03\x04", b"]]>",
    b"<![CDATA[", b"<!--", b"=?utf-8?b?", b"--", b"Content-Type: ", b"charset=utf8mb4", b" " * 500, b"(" * 500, b"\xf0\x9f",
)  # fmt: skip
NAMES = (
    "Moscow", "Wonsan", "New York", "Paris, Texas", "Dar es Salaam", "U.S.", "São Paulo", "Kyiv", "the North", "Washington",
    "39.15, 127.44", "39°09'N 127°26'E", "Lavrov", "Mr. Paris", "North\u00a0Korea", "Côte d'Ivoire", "القاهرة", "東京", "İstanbul",
)  # fmt: skip
WORDS = (
    "flew from", "to", "and", "said", "met in", "on Friday", "both countries", "shelled", "(", ")", '"', "“", "”", "'", "—",
    ",", ";", ".", "\n", "\n\n", "\t", "-", "--", "\u200b", "\u00ad", "\u202e", "\u2066", "a\u0301", "😀", "\x00", "\x1b[31m",
    "\ud800", "<b>", "[1]", "http://a.example/", "a@b.example", "ß", "\u0130", "\ufb01", "5 May 2014", "1e999",
)  # fmt: skip


def budget(examples: int):
    """Return settings for so many tries, and many more where somebody asks for them."""
    return settings(
        max_examples=examples * TIMES,
        deadline=None,
        database=None,
        derandomize=TIMES == 1,
        suppress_health_check=list(HealthCheck),
    )


@st.composite
def near(draw, files: tuple[bytes, ...]) -> bytes:
    """Return a file with pieces flipped, cut out, doubled, put in or taken from another."""
    content = draw(st.sampled_from(files))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.sampled_from((0, 1, 2, 8, 60, 2_000))))
        new = draw(
            st.one_of(
                st.sampled_from(ODD),
                st.binary(max_size=3),
                st.just(content[start:end] * 2),
                st.sampled_from([other[start:end] for other in files]),
            )
        )
        content = content[:start] + new + content[end:]
    return content[: draw(st.sampled_from((None, len(content) // 2)))]


def texts() -> st.SearchStrategy[str]:
    """Return texts of names, of what stands around them, and of anything."""
    piece = st.one_of(
        st.sampled_from(NAMES), st.sampled_from(WORDS), st.text(max_size=3)
    )
    return st.lists(piece, min_size=1, max_size=40).map(" ".join)
