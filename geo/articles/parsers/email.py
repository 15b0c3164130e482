"""Saved e-mails (.eml): the text, else the words of the HTML; attachments are named."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

from geo.articles.dates import read_date
from geo.articles.encoding import decode
from geo.articles.markup import words_of
from geo.articles.parsed import ParsedArticle, ParsedFile
from geo.articles.parsers.html import with_headline
from geo.errors import ArticleError

_LOCKED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
MAX_NAMED = 5


def parse(content: bytes, name: str, charset: str = "") -> ParsedFile:
    """Read a mail; see `Parser`."""
    mail = message_from_bytes(content, policy=default)
    assert isinstance(mail, EmailMessage)  # the policy sees to it
    if not any(mail.get(key) for key in ("From", "Date", "Subject", "MIME-Version")):
        raise ArticleError(f"{name} is no saved e-mail; if it is a text, call it .txt")
    if mail.get_content_type() in _LOCKED:
        raise ArticleError(
            f"{name} is encrypted; save it decrypted from your mail program"
        )
    text, note = _body(mail, name, charset)
    title = " ".join(_header(mail, "Subject").split())
    shown, address = parseaddr(_header(mail, "From"))
    if not text.strip():
        raise ArticleError(
            f"{name} has no text in it; if it has attachments, save those"
        )
    return ParsedFile(
        (
            ParsedArticle(
                with_headline(title, text),
                title=title,
                source=shown or address,
                published=read_date(_header(mail, "Date")),
                language=_header(mail, "Content-Language").strip().lower()[:2],
                notes=tuple(filter(None, (note, _attached(mail)))),
            ),
        )
    )


def _header(mail: EmailMessage, key: str) -> str:
    return str(mail.get(key, ""))


def _body(mail: EmailMessage, name: str, charset: str) -> tuple[str, str]:
    part = mail.get_body(("plain", "html"))
    if part is None:
        return "", ""
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    text, note = decode(content, name, part.get_content_charset() or charset)
    if part.get_content_type() == "text/html":
        text = words_of(text)
    return text.strip(), note


def _attached(mail: EmailMessage) -> str:
    names = [
        part.get_filename() or "without a name" for part in mail.iter_attachments()
    ]
    if not names:
        return ""
    more = ", ..." if len(names) > MAX_NAMED else ""
    return f"attachments not read: {', '.join(names[:MAX_NAMED])[:300]}{more}"
