"""Saved e-mails (.eml, .mbox) and pages saved as one (.mhtml).

The fuller of text and HTML is read; mails attached or in one file are an article each;
header words of forwards are no text; other attachments are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

from geo.articles.dates import read_date
from geo.articles.encoding import decode
from geo.articles.markup import blocks_of, read_markup
from geo.articles.parsed import ParsedArticle, ParsedFile, with_headline
from geo.articles.parsers import html
from geo.errors import ArticleError

_LOCKED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
MAX_NAMED = 5
MAX_MAILS = 2_000
_DEEPEST = 5  # mails attached to one another
_COVERING = 200  # characters of a mail that only passes another on
_FULLER = 2.0  # times the words of the plain text: that is a stub of the HTML
_MBOX = re.compile(rb"^From \S+.{0,60}\d{4}\r?\n(?=>?[A-Z][\w-]{1,40}:)", re.MULTILINE)
# Apple's mail program writes how many bytes the mail has above it, and notes of its own below.
_APPLE = re.compile(rb"(\d{2,9})[ \t]*\r?\n(?=[A-Z][\w-]{1,40}:)")
_HEADER_LINE = (
    r"(?:> ?)*+[*_]{0,2}(?:From|Sent|Date|To|Cc|Subject|Reply-To|Von|An|Datum|Betreff|De|"
    r"Objet|Gesendet|Envoyé|À)[*_]{0,2}:[^\n]*+(?:\n[ \t]++[^\n]++)*+\n"
)
_FORWARD = re.compile(
    rf"^(?:(?:> ?)*+(?:-{{2,}} ?(?:Forwarded|Original) message ?-{{2,}}|"
    rf"Begin forwarded message:|-{{2,}}Original Message-{{2,}})[^\n]*+\n\s*+(?:{_HEADER_LINE}){{0,8}}"
    rf"|(?:_{{10,}}[ \t]*\n)?(?:{_HEADER_LINE}){{3,8}})",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNATURE = re.compile(
    # A line ends where it ends: or eight of them could be parted in endless ways.
    r"\n-- ?\n(?:[^\n]*\n){0,7}+[^\n]*+\n?\Z"
    r"|\n(?:Sent from my|Get Outlook for|Von meinem|Envoyé de mon) [^\n]{1,40}+\s*+\Z"
)
# What only shows in the list of mails, and what a newsletter says of itself.
_UNSEEN = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE
)
_OF_ITSELF = re.compile(
    r"\bunsubscribe\b|\bview (?:\w+ ){0,3}(?:in|on) (?:\w+ )?(?:browser|online|web)\b|"
    r"\b(?:manage|update) (?:your )?(?:e-?mail )?preferences\b|\babbestellen\b|\bse désinscrire\b|"
    r"\bdarse de baja\b",
    re.IGNORECASE,
)
_MAX_OF_ITSELF = 400  # characters
_QUOTED = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)


def parse(content: bytes, name: str, charset: str = "") -> ParsedFile:
    """Read mails; see `Parser`."""
    if kept := _APPLE.match(content):
        content = content[kept.end() : kept.end() + int(kept[1])]
    cuts = [found.end() for found in _MBOX.finditer(content)]
    if not cuts or not content.lstrip().startswith(b"From "):
        return _read(content, name, charset)
    starts = [found.start() for found in _MBOX.finditer(content)][1:]
    drafts: list[ParsedArticle] = []
    notes: dict[str, None] = {}
    ends = [*starts, len(content)]
    for begin, end in list(zip(cuts, ends, strict=True))[:MAX_MAILS]:
        try:
            parsed = _read(
                content[begin:end].replace(b"\n>From ", b"\nFrom "), name, charset
            )
        except ArticleError as error:
            notes[str(error)] = None
            continue
        drafts += parsed.drafts
        notes |= dict.fromkeys(parsed.notes)
    if not drafts:
        raise ArticleError(f"{name} has no mails with a text in it")
    if len(cuts) > MAX_MAILS:
        notes[f"only the first {MAX_MAILS:,} of {len(cuts):,} mails were read"] = None
    return ParsedFile(tuple(drafts), notes=tuple(notes)[:MAX_NAMED])


def _read(content: bytes, name: str, charset: str) -> ParsedFile:
    mail = message_from_bytes(content, policy=default)
    assert isinstance(mail, EmailMessage)  # the policy sees to it
    if not any(
        _header(mail, key) for key in ("From", "Date", "Subject", "MIME-Version")
    ):
        raise ArticleError(f"{name} is no saved e-mail; if it is a text, call it .txt")
    if mail.get_content_type() in _LOCKED:
        raise ArticleError(
            f"{name} is encrypted; save it decrypted from your mail program"
        )
    if _is_page(mail):
        return _page(mail, name)
    drafts = [*_mails(mail, name, charset, 0)]
    if not drafts:
        raise ArticleError(
            f"{name} has no text in it; if it has attachments, save those"
        )
    if len(drafts) > 1 and len(drafts[0].text) - len(drafts[0].title) < _COVERING:
        covering = " ".join(drafts[0].text.removeprefix(drafts[0].title).split())
        day = drafts[0].published  # of one that tells no day, the day it was passed on
        return ParsedFile(
            tuple(replace(d, published=d.published or day) for d in drafts[1:]),
            notes=(f"a mail with another attached; left out: “{covering}”",),
        )
    return ParsedFile(tuple(drafts))


def _is_page(mail: EmailMessage) -> bool:
    """True for a page that a browser saved as one file."""
    saved = _header(mail, "Snapshot-Content-Location") or "Saved by" in _header(mail, "From")  # fmt: skip
    related = mail.get_content_type() == "multipart/related"
    return bool(saved) or (related and not _header(mail, "To") and not _header(mail, "Received"))  # fmt: skip


def _page(mail: EmailMessage, name: str) -> ParsedFile:
    address = _header(mail, "Snapshot-Content-Location") or next(
        (_header(p, "Content-Location") for p in mail.walk() if _is_html(p)), ""
    )
    for part in mail.walk():
        if _is_html(part):
            called = address if address.startswith("http") else name
            return html.parse(_bytes(part), called, part.get_content_charset() or "")
    raise ArticleError(f"{name} has no page in it; save it as HTML")


def _is_html(part: object) -> bool:
    return isinstance(part, EmailMessage) and part.get_content_type() in {
        "text/html", "application/xhtml+xml"
    }  # fmt: skip


def _mails(
    mail: EmailMessage, name: str, charset: str, depth: int
) -> Iterator[ParsedArticle]:
    """Return the mail, and those attached to it."""
    text, note = _body(mail, name, charset)
    title = " ".join(_header(mail, "Subject").split())
    shown, address = parseaddr(_header(mail, "From"))
    if text.strip():
        yield ParsedArticle(
            with_headline(title, text),
            title=title,
            source=shown or address,
            published=read_date(_header(mail, "Date")),
            language=_header(mail, "Content-Language").strip().lower()[:2],
            notes=tuple(filter(None, (note, _attached(mail)))),
        )
    for part in mail.iter_attachments():
        if part.get_content_type() == "message/rfc822" and depth < _DEEPEST:
            inner = part.get_payload()
            inner = inner[0] if isinstance(inner, list) and inner else None
            if isinstance(inner, EmailMessage):
                yield from _mails(inner, name, charset, depth + 1)


def _header(mail: EmailMessage, key: str) -> str:
    try:
        return str(mail.get(key, ""))
    except (LookupError, ValueError, AttributeError, IndexError, TypeError):
        return ""  # a header that the library cannot take apart


def _bytes(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _body(mail: EmailMessage, name: str, charset: str) -> tuple[str, str]:
    """Return the fuller of the two ways in which a mail says the same."""
    plain, note = _part(mail, "plain", name, charset)
    marked, marked_note = _part(mail, "html", name, charset)
    if len(marked) > _FULLER * len(plain):
        why = "the plain text is shorter; the HTML was read" if plain.strip() else ""
        return marked.strip(), "; ".join(filter(None, (marked_note, why)))
    return plain.strip(), note


def _part(mail: EmailMessage, kind: str, name: str, charset: str) -> tuple[str, str]:
    part = mail.get_body((kind,))
    if not isinstance(part, EmailMessage):
        return "", ""
    text, note = decode(_bytes(part), name, part.get_content_charset() or charset)
    if kind == "html":
        return _without_headers(_shown(text)), note
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _unflowed(text, str(part.get_param("delsp", "")).lower() == "yes")
    return _QUOTED.sub("", _without_headers(text)), note


def _shown(markup: str) -> str:
    """Return the words of a mail that are seen, without what a newsletter says of itself."""
    blocks = blocks_of(
        read_markup(markup), lambda e: bool(_UNSEEN.search(e.attrs.get("style", "")))
    )
    return "\n\n".join(
        block.text
        for block in blocks
        if len(block.text) > _MAX_OF_ITSELF or not _OF_ITSELF.search(block.text)
    )


def _without_headers(text: str) -> str:
    """Leave out what a mail program puts above what is passed on, and the signature."""
    return _SIGNATURE.sub("\n", _FORWARD.sub("", text.replace("\r", "") + "\n"))


def _unflowed(text: str, joined: bool) -> str:
    """Put lines together that were broken for the way (RFC 3676)."""
    lines: list[str] = []
    for line in text.split("\n"):
        quoted = _QUOTED.match(line)
        depth = quoted[0].count(">") if quoted else 0
        before = lines[-1] if lines else ""
        around = _QUOTED.match(before)
        same = (around[0].count(">") if around else 0) == depth
        if before.endswith(" ") and before.strip("> ") != "--" and same:
            start = before[:-1] if joined else before
            lines[-1] = start + (line[quoted.end() :] if quoted else line).lstrip(" " if not joined else "")  # fmt: skip
        else:
            lines.append(line)
    return "\n".join(lines)


def _attached(mail: EmailMessage) -> str:
    names = [
        part.get_filename() or "without a name"
        for part in mail.iter_attachments()
        if part.get_content_type() != "message/rfc822"
    ]
    if not names:
        return ""
    more = ", ..." if len(names) > MAX_NAMED else ""
    return f"attachments not read: {', '.join(names[:MAX_NAMED])[:300]}{more}"
