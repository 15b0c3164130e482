"""Files of every format, made here: sound ones, and those that mean harm."""

from __future__ import annotations

import io
import zipfile
import zlib
from email.message import EmailMessage

TITLE = "Talks in Wonsan"
BODY = (
    "Lavrov flew from Moscow to Wonsan on Friday.",
    "He met Kim Jong Un at the new seaside resort, and they spoke of flights.",
)
TEXT = "\n\n".join(BODY)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10)
)
DOCTYPE = f"<!DOCTYPE x [{LAUGHS}]>"
OUTSIDE = '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'


def zipped(files: dict[str, bytes | str], **options: int) -> bytes:
    """Pack files, to the same bytes at any time of day."""
    buffer = io.BytesIO()
    method = options.get("compression", zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def page(body: str = "", *, head: str = "", language: str = "en") -> str:
    """Make a web page with everything around the article that pages have."""
    links = "".join(f'<li><a href="/{n}">Section {n} news</a></li>' for n in range(40))
    body = body or "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    return f"""<!DOCTYPE html><html lang="{language}"><head><title>{TITLE} | The Paper</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="The Paper">
<meta property="article:published_time" content="2025-07-12T08:00:00Z">{head}
<style>p {{color: red}}</style><script>var hidden = "SCRIPT";</script></head><body>
<nav><ul>{links}</ul></nav><div class="cookie-banner"><p>We use COOKIES. Accept?</p></div>
<main><article><h1>{TITLE}</h1>{body}</article>
<section id="comments"><h2>Comments</h2><p>COMMENT: this is all wrong, says a reader.</p>
</section></main><footer><p>FOOTER all rights reserved</p></footer></body></html>"""


def docx(
    paragraphs: tuple[str, ...] = BODY, *, doctype: str = "", more: str = ""
) -> bytes:
    """Make a Word document."""
    body = "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs)
    document = (
        f'{doctype}<w:document xmlns:w="{W}"><w:body>{body}{more}</w:body></w:document>'
    )
    core = (
        '<c xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{TITLE}</dc:title><dc:language>en-GB</dc:language></c>"
    )
    return zipped({"word/document.xml": document, "docProps/core.xml": core})


def epub(
    chapters: tuple[str, ...] = BODY, *, lock: str = "", doctype: str = ""
) -> bytes:
    """Make a book."""
    items = "".join(
        f'<item id="c{n}" href="c%20{n}.xhtml"/>' for n in range(len(chapters))
    )
    order = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    files: dict[str, bytes | str] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<c><rootfile full-path="b/p.opf"/></c>',
        "b/p.opf": f'{doctype}<package xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{TITLE}</dc:title><dc:date>2024</dc:date><dc:language>en</dc:language>"
        f"{items}{order}</package>",
    }
    if lock:
        files["META-INF/encryption.xml"] = (
            f'<e><EncryptionMethod Algorithm="{lock}"/></e>'
        )
    for n, chapter in enumerate(chapters):
        files[f"b/c {n}.xhtml"] = f"<html><body><p>{chapter}</p></body></html>"
    return zipped(files)


def mail(text: str = TEXT, *, html: str = "", charset: str = "utf-8") -> bytes:
    """Make a saved mail."""
    message = EmailMessage()
    message["Subject"] = TITLE
    message["From"] = "News Desk <desk@example.org>"
    message["Date"] = "Sat, 12 Jul 2025 08:00:00 +0900"
    if text:
        message.set_content(text, charset=charset)
    if html:
        message.add_alternative(html, subtype="html")
    message.add_attachment(b"\0\1", "image", "png", filename="map.png")
    return message.as_bytes()


def feed(entries: int = 2, *, doctype: str = "", words: str = "") -> bytes:
    """Make an RSS feed."""
    items = "".join(
        f"<item><title>{TITLE} {n}</title><link>https://example.org/{n}</link>"
        f"<pubDate>Sat, 12 Jul 2025 08:00:00 GMT</pubDate><description>"
        f"&lt;p&gt;{words or BODY[0]} {n}&lt;/p&gt;&lt;script&gt;SCRIPT&lt;/script&gt;"
        f"</description></item>"
        for n in range(entries)
    )
    return (
        f'<?xml version="1.0"?>{doctype}<rss version="2.0"><channel><title>Wire</title>'
        f"<language>en</language>{items}</channel></rss>"
    ).encode()


def atom() -> bytes:
    """Make an Atom feed of one entry."""
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry>'
        f"<title>{TITLE}</title><link href='https://example.org/1'/>"
        f"<updated>2025-07-12T08:00:00Z</updated><content type='html'>{BODY[0]}</content>"
        "</entry></feed>"
    ).encode()


def pdf(
    pages: tuple[bytes, ...] | None = None, *, extra: str = "", trailer: str = ""
) -> bytes:
    """Make a PDF whose pages have these content streams (see `shown`)."""
    streams = pages if pages is not None else (shown(BODY),)
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(streams)))
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(streams)}>>".encode())
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    for n, stream in enumerate(streams):
        packed = zlib.compress(stream, 9)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {5 + 2 * n} 0 R"
            f"/Resources<</Font<</F 3 0 R>>{extra}>>>>".encode()
        )
        objects.append(
            f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode()
            + packed
            + b"\nendstream"
        )
    return assembled(objects, trailer)


def assembled(objects: list[bytes], trailer: str = "") -> bytes:
    """Put numbered objects together to a PDF file."""
    out, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end = f"trailer<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF"
    return out + (head + end).encode()


def shown(lines: tuple[str, ...]) -> bytes:
    """Give the content stream that shows these lines, one below the other."""
    steps = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    return f"BT /F 12 Tf 72 700 Td {steps}ET".encode()


def locked_pdf() -> bytes:
    """Make a PDF with a password (40-bit RC4, the oldest way)."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("secret", algorithm="RC4-40")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def nested_forms(depth: int = 25) -> bytes:
    """Make a PDF whose page shows a form twice, which shows another twice, and so on."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
        b"/Resources<</XObject<</X 5 0 R>>>>>>",
        b"<</Length 11>>stream\n/X Do /X Do\nendstream",
    ]
    objects += [
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
        b"/Length 11>>stream\n/X Do /X Do\nendstream" % (number + 1)
        for number in range(5, 5 + depth)
    ]
    objects.append(
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 0>>stream\n\nendstream"
    )
    return assembled(objects)


def lying_zip() -> bytes:
    """Make a zip file that declares far less than it unpacks to."""
    packed = bytearray(zipped({"a.txt": b"a" * 40_000_000}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = packed.find(mark) + offset
        packed[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(packed)


def locked_zip() -> bytes:
    """Make a zip file whose only file says that it is encrypted."""
    packed = bytearray(zipped({"a.txt": TEXT}))
    packed[packed.find(b"PK\x03\x04") + 6] |= 1
    packed[packed.find(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


def long_list(count: int = 30_000) -> bytes:
    """Make a zip file of very many empty files."""
    return zipped({f"{n}.txt": b"" for n in range(count)}, compression=0)
