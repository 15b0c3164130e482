"""What people have: tables of every origin, archives of newsrooms, saved mails, subtitles ..."""

from __future__ import annotations

import gzip
import io
import json
import plistlib
import tarfile

import made_files as made
import pytest

from geo.articles import read_articles, read_uploads
from geo.articles.dates import is_day_first, read_date

pytestmark = pytest.mark.usefixtures("one_parser")

ONE = "The minister flew from Nairobi to Kampala on Tuesday for talks about ferries."
TWO = "A storm closed the port of Rotterdam, and ships waited off the coast all day."
HEAD, DAY = "Ferry talks resume", "2026-03-10"
NEXIS = "\n".join(
    f"{t}\nThe Lakeside Post (Nairobi)\nMarch {d}, 2026 Tuesday\nCopyright 2026 Press House All Rights Reserved\n"
    f"Section: NEWS; Pg. 4\nLength: 12 words\nByline: Tom Ferrier\nBody\n{b}\nLoad-Date: March 12, 2026\nEnd of Document"
    for t, d, b in ((HEAD, 10, ONE), ("Storm closes port", 11, TWO))
)  # fmt: skip
NEXIS_COVER = f"Page 1 of 3\nUser Name: = Reader\nDocuments (2)\n1. {HEAD}\nClient/Matter: -None-\nSearch Terms: Oslo\n"
OLD_NEXIS = "\n".join(
    f"   {n} of 2 DOCUMENTS\n\n    The Lakeside Post\n\n   March 1{n}, 2026 Tuesday\n\n{HEAD}\n\nBYLINE: Tom\n"
    f"SECTION: NEWS; Pg. 4\nLENGTH: 12 words\nDATELINE: NAIROBI\n\n{b}\n\nLOAD-DATE: March 12, 2026\nLANGUAGE: ENGLISH\n"
    for n, b in ((1, ONE), (2, TWO))
)  # fmt: skip
FACTIVA = "".join(
    f"HD\n{HEAD}\nWC\n12 words\nPD\n10 March 2026\nSN\nThe Lakeside Post\nLA\nEnglish\nCY\nCopyright 2026\nLP\n{b}\n"
    f"TD\nIt went on.\nRE\nkenz : Kenya\nPUB\nPress House, Cape Town\nAN\nDocument LAKE000020260310em3a0001\n\n"
    for b in (ONE, TWO)
)  # fmt: skip
PLAIN_FACTIVA = "".join(
    f"{HEAD}\nBy Tom Ferrier\n12 words\n10 March 2026\nThe Lakeside Post\nLAKE\nEnglish\nCopyright 2026 Press House\n\n{b}\n\n"
    "Document LAKE000020260310em3a0001\n\n"
    for b in (ONE, TWO)
)  # fmt: skip
PROQUEST = "Report Information from ProQuest\n" + "".join(
    f"{'_' * 60}\nDocument {n} of 2\n{HEAD}\nAuthor: Ferrier, Tom\nPublication info: The Lakeside Post; Nairobi [Nairobi]. 10 Mar 2026: A.4.\n"
    f"Full text: {b}\nSubject: Ferries\nPlace of publication: London\nCopyright 2026 ProQuest LLC, Ann Arbor\n"
    for n, b in ((1, ONE), (2, TWO))
)  # fmt: skip


def rtf(text: str) -> bytes:
    return ("{\\rtf1\\ansi\\ansicpg1252 " + text.replace("\n", "\\par\n").replace("ã", "\\'e3") + "}").encode()  # fmt: skip


def odt(*paragraphs: str) -> bytes:
    body = "".join(f"<text:p>{p}</text:p>" for p in paragraphs)
    content = f'<o:document xmlns:o="o" xmlns:text="t"><text:tracked-changes><text:p>Deleted in Lisbon.</text:p></text:tracked-changes>{body}</o:document>'
    kind = "application/vnd.oasis.opendocument.text"
    return made.zipped({"mimetype": kind, "content.xml": content})


def workbook() -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    book.active.append(["Headline", "Story", "Day"])
    book.active.append([HEAD, ONE, 46091])
    book.create_sheet("Notes").append(["x", 1, 2])
    book.save(out)
    return out.getvalue()


def tarred(**files: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, text in files.items():
            info = tarfile.TarInfo(f"{name}.txt")
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text.encode()))
    return gzip.compress(out.getvalue(), mtime=0)


def opened(name: str, content: bytes | str):
    raw = content.encode() if isinstance(content, str) else content
    return read_uploads([(name, raw)])


def articles(name: str, content: bytes | str):
    found = opened(name, content)
    assert not [one.problem for one in found if one.problem]
    return [article for one in found for article in one.articles]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", NEXIS_COVER + NEXIS), ("a.docx", made.docx(tuple((NEXIS_COVER + NEXIS).split("\n")))),
        ("a.rtf", rtf(NEXIS_COVER + NEXIS)), ("a.odt", odt(*NEXIS.split("\n"))),
        ("a.txt", OLD_NEXIS), ("a.txt", FACTIVA), ("a.rtf", rtf(FACTIVA)), ("a.txt", PLAIN_FACTIVA),
        ("a.html", f"<html><body><table><tr><td>{'</td></tr><tr><td>'.join(FACTIVA.split(chr(10)))}</td></tr></table></body></html>"),
        ("a.txt", PROQUEST), ("a.html", f"<html><body><p>{'</p><p>'.join(PROQUEST.split(chr(10)))}</p></body></html>"),
    ],
)  # fmt: skip
def test_an_export_of_an_archive_is_its_articles(name, content):
    found = articles(name, content)
    assert len(found) == 2
    for article, body in zip(found, (ONE, TWO), strict=True):
        assert body in article.text
        assert article.published.isoformat()[:7] == "2026-03"
        assert article.source == "The Lakeside Post"
        assert article.title
        for word in ("Copyright", "London", "Cape Town", "Oslo", "Kenya", "Ann Arbor"):
            assert word not in article.text


def test_a_text_that_names_such_words_is_no_export():
    text = f"End of Document\n\nLength: 3 words\n\n{ONE}"
    assert articles("a.txt", text)[0].text == text


GDELT = "\t".join(["1", "20260310", "202603", *["Nairobi, Nairobi Area, Kenya"] * 3, "https://x.example/2026/a-b"])  # fmt: skip
ROWS = [
    ("e.csv", f"article,headline,body_clean,date\nA-1,{HEAD},\"{ONE}\",{DAY}\nA-2,Storm,\"{TWO}\",{DAY}", ONE, HEAD, DAY, "", ""),
    ("e.csv", f"content,title,words\nWORLD NEWS,{HEAD},\"{ONE}\"", ONE, HEAD, "", "", ""),
    ("e.csv", f"title,description,full_article_text\n{HEAD},Talks resume.,\"{ONE}\"", ONE, HEAD, "", "", ""),
    ("e.csv", f"Article,Headline,Words\nhttps://x.example/1,{HEAD},\"{ONE}\"", ONE, HEAD, "", "", ""),
    ("e.csv", f"id,media_name,publish_date,title,url\na,Lakeside,{DAY},Ferry talks resume in Nairobi,https://x.example/2026/1", "Ferry talks resume in Nairobi", "", DAY, "Lakeside", "https://x.example/2026/1"),
    ("e.csv", "URL,MobileURL,Date,Title\nhttps://x.example/1,,20260310081500,Ferry talks resume in Nairobi", "Ferry talks resume in Nairobi", "", DAY, "", "https://x.example/1"),
    ("e.csv", f"event_date,year,event_type,location,source,notes\n10 March 2026,2026,Riots,Kisumu,Lakeside Post,\"{ONE}\"", ONE, "", DAY, "Lakeside Post", ""),
    ("e.csv", f"sep=;\nTitle;Text;Date\n{HEAD};{ONE};{DAY}", ONE, HEAD, DAY, "", ""),
    ("e.csv", f"Exported from our archive\nGenerated {DAY}\n\nTitle,Text,Date\n{HEAD},\"{ONE}\",{DAY}", ONE, HEAD, DAY, "", ""),
    ("e.csv", f"title,text\n{HEAD},\"<p>{ONE}</p><p>S&atilde;o Paulo\\nknew.</p>\"", f"{ONE}\n\nSão Paulo knew.", HEAD, "", "", ""),
    ("e.csv", f"date,text\n03/04/2026,\"{ONE}\"\n15/04/2026,\"{TWO}\"", ONE, "", "2026-04-03", "", ""),
    ("e.jsonl", json.dumps({"link": "https://x.example/entry/ferry-talks", "headline": HEAD, "short_description": "Minister flew to Kampala.", "date": DAY}), f"{HEAD}\n\nMinister flew to Kampala.", HEAD, DAY, "", "https://x.example/entry/ferry-talks"),
    ("e.jsonl", json.dumps({"created_utc": 1773129600, "title": "Boats left Kisumu for Mwanza", "selftext": "[removed]", "permalink": "/r/x/1/", "subreddit": "lakes"}), "Boats left Kisumu for Mwanza", "", DAY, "lakes", ""),
    ("e.jsonl", json.dumps({"created_at": "Tue Mar 10 08:00:00 +0000 2026", "full_text": ONE, "source": '<a href="https://t.example">App of many words for the phone</a>', "user": {"name": "Lake Radio"}}), ONE, "", DAY, "Lake Radio", ""),
    ("e.ndjson", f"{json.dumps({'text': ONE})}\n{json.dumps({'text': TWO})}\n", ONE, "", "", "", ""),
    ("e.json", json.dumps([{"title": HEAD, "text": ONE, "date": DAY}]), ONE, HEAD, DAY, "", ""),
    ("e.json", json.dumps({"status": "ok", "totalResults": 1, "articles": [{"source": {"id": None, "name": "Lakeside"}, "title": HEAD, "description": "Short words of it here.", "url": "https://x.example/1", "publishedAt": f"{DAY}T08:00:00Z", "content": f"{ONE} [+1234 chars]"}]}), ONE, HEAD, DAY, "Lakeside", "https://x.example/1"),
    ("e.json", json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Lakeside", "items": [{"id": "1", "url": "https://x.example/1", "title": HEAD, "content_html": f"<p>{ONE}</p>", "date_published": DAY}]}), ONE, HEAD, DAY, "Lakeside", "https://x.example/1"),
    ("e.json", json.dumps({"name": "Lake", "messages": [{"id": 1, "date": f"{DAY}T08:00:00", "from": "Lake", "text": ["Boats left ", {"type": "bold", "text": "Kisumu"}, " for good on Monday."]}]}), "Boats left Kisumu for good on Monday.", "", DAY, "Lake", ""),
    ("e.js", f"window.YTD.tweets.part0 = {json.dumps([{'tweet': {'full_text': ONE, 'created_at': 'Tue Mar 10 08:00:00 +0000 2026'}}])}", ONE, "", DAY, "", ""),
    ("e.json", json.dumps({"orderedItems": [{"id": "1", "type": "Create", "published": DAY, "object": {"content": f"<p>{ONE}</p>", "url": "https://m.example/@a/1"}}]}), ONE, "", DAY, "", "https://m.example/@a/1"),
    ("e.json", json.dumps({"a1": {"title": HEAD, "text": ONE}, "a2": {"title": "Storm", "text": TWO}}), ONE, HEAD, "", "", ""),
    ("e.json", json.dumps({"title": {"0": HEAD, "1": "Storm"}, "text": {"0": ONE, "1": TWO}}), ONE, HEAD, "", "", ""),
    ("e.jsonl", json.dumps({"date_download": "2026-03-12", "date_publish": DAY, "maintext": ONE, "title": HEAD, "url": "https://x.example/1"}), ONE, HEAD, DAY, "", "https://x.example/1"),
    ("e.csv", f"Überschrift;Datum;Zeitung;Volltext\n{HEAD};10. März 2026;Seeblatt;{ONE}", ONE, HEAD, DAY, "Seeblatt", ""),
    ("e.csv", f"Заголовок;Дата;Источник;Текст\n{HEAD};10 марта 2026 г.;Озеро;{ONE}", ONE, HEAD, DAY, "Озеро", ""),
    ("e.csv", f"Kop,Wanneer,Verhaal\nFerry talks resume on the lake,{DAY},\"{ONE} {TWO}\"", f"{ONE} {TWO}", "Ferry talks resume on the lake", DAY, "", ""),
    ("e.txt", f"title\tdate\tsource\ttext\n{HEAD}\t{DAY}\tLakeside\t{ONE}".encode("utf-16"), ONE, HEAD, DAY, "Lakeside", ""),
    ("e.csv", f"title,text\n{HEAD},\"Boats left SÃ£o TomÃ© for good on Monday.\"", "Boats left São Tomé for good on Monday.", HEAD, "", "", ""),
    ("e.json", json.dumps({"data": [{"id": "1", "text": ONE, "created_at": DAY}, {"id": "2", "text": TWO}], "includes": {"users": [{"id": "9", "description": "All of the news, every day."}]}}), ONE, "", DAY, "", ""),
    ("e.json", json.dumps({"chats": {"list": [{"name": "A", "messages": [{"id": 1, "date": DAY, "from": "Lake", "text": ONE, "type": "message"}]}, {"name": "B", "messages": [{"id": 1, "date": DAY, "from": "Sea", "text": TWO, "type": "message"}] * 2}]}}), ONE, "", DAY, "Lake", ""),
    ("e.json", json.dumps([{"timestamp": 1773129600, "title": HEAD, "data": [{"post": ONE}]}]), ONE, HEAD, DAY, "", ""),
    ("e.json", json.dumps({"features": [{"type": "Feature", "properties": {"title": HEAD, "notes": ONE, "date": DAY}}]}), ONE, HEAD, DAY, "", ""),
    ("e.json", json.dumps([{"title": HEAD, "text": ONE, "comments": [{"id": n, "text": TWO} for n in range(5)]}]), ONE, HEAD, "", "", ""),
    ("e.txt", f"Title: {HEAD}\nDate: March 10, 2026\nSource: Lakeside\nAuthor: Ada\n\n{ONE}", ONE, HEAD, DAY, "Lakeside", ""),
    ("e.txt", f"13/03/2026, 08:15 - Messages are encrypted.\n10/03/2026, 08:15 - Ada Lomé: {ONE}\n10/03/2026, 08:16 - Bo: <Media omitted>\n", ONE, "", DAY, "Ada Lomé", ""),
    ("e.csv", f"title,content,full_content\n{HEAD},\"{ONE} [+9 chars]\",\"{ONE} {TWO}\"\nStorm,\"{TWO} [+9 chars]\",", f"{ONE} {TWO}", HEAD, "", "", ""),
    ("e.csv", f"{DAY}\thttps://x.example/1\t<PAGE_TITLE>Ferry talks resume in Nairobi</PAGE_TITLE>", "Ferry talks resume in Nairobi", "", DAY, "", "https://x.example/1"),
    ("e.csv", f"Kop;Inhoud;Verschenen;Krant\n{HEAD};{ONE};13-03-2026;De Bode", ONE, HEAD, "2026-03-13", "De Bode", ""),
    ("e.json", json.dumps([{"text": ONE, "author": {"name": "Ada", "roles": [{"name": "Desk"}]}}]), ONE, "", "", "Ada", ""),
    ("e.json", json.dumps([{"title": HEAD, "body": ONE, "source": {"title": "Lakeside"}, "lang": "eng"}]), ONE, HEAD, "", "Lakeside", ""),
    ("e.json", json.dumps([{"title": HEAD, "data": [{"post": ONE}, {"update_timestamp": 1}]}]), ONE, HEAD, "", "", ""),
    ("e.json", json.dumps({"columns": ["title", "text"], "index": [0], "data": [[HEAD, ONE]]}), ONE, HEAD, "", "", ""),
    ("e.json", json.dumps({"messages": [{"type": "service", "title": "A channel", "text": ""}, {"type": "message", "text": ONE}]}), ONE, "", "", "", ""),
    ("e.jsonl", "\n".join(map(json.dumps, [{"key": "wyIs5YdXT727Vn2pCNXkfw", "shared": True}, {"key": "kyIa-Iiwpo_TcMCP7S8gVg", "text": ONE}])), ONE, "", "", "", ""),
    ("e.json", '[{"id": "1", "text": "It rained in Oslo \\ud83d all day long."}]', "It rained in Oslo \ufffd all day long.", "", "", "", ""),
    ("e.tab", f"date\theadline\tbody\n{DAY}\t{HEAD}\t{ONE}", ONE, HEAD, DAY, "", ""),
    ("e.xlsx", None, ONE, HEAD, DAY, "", ""),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS)
def test_a_row_gives_text_title_day_paper_and_address(row):
    name, content, text, title, day, source, address = row
    first = articles(name, workbook() if content is None else content)[0]
    headed = text if text.startswith(title) else f"{title}\n\n{text}"
    assert first.text == headed  # a headline names places too
    assert first.title == title or (not title and first.title in {"", text})
    assert (first.published.isoformat() if first.published else "") == day
    assert first.source == (source or address or name)
    assert first.address == address


def test_columns_can_be_named():
    table = f"a,b,c\n{ONE},{TWO.replace(',', ' ')},{DAY}\n".encode()
    (one,) = read_uploads([("a.csv", table)], columns={"text": "b", "published": "C"})
    assert one.articles[0].text.startswith("A storm")
    assert one.articles[0].published.isoformat() == DAY
    assert one.notes[0].startswith("columns: text from “b”")
    (none,) = read_uploads([("a.csv", table)], columns={"text": "d"})
    assert "no column 'd' (there are: a, b, c)" in none.problem


TELEGRAM = "".join(
    f'<div class="message default clearfix"><div class="body"><div class="date details" title="1{n}.03.2026 08:15:00 UTC"></div>{who}<div class="text">{words}</div></div></div>'
    for n, who, words in ((0, '<div class="from_name">The Lakeside Post</div>', ONE), (1, "", TWO))
)  # fmt: skip
EUROPRESSE = "".join(
    f'<article><span class="DocPublicationName">The Lakeside Post, no. 4</span><span class="DocHeader">Monde, mardi 1{n} mars 2026 9 mots</span><p class="titreArticleVisu">{HEAD}</p><div class="DocText"><p>{words}</p></div><footer>London</footer></article>'
    for n, words in enumerate((ONE, TWO))
)  # fmt: skip


@pytest.mark.parametrize("body", [TELEGRAM, EUROPRESSE])
def test_a_page_that_is_a_list_is_its_articles(body):
    found = articles("a.html", f"<html><body><div>10 March</div>{body}</body></html>")
    assert [article.text.removeprefix(HEAD).strip() for article in found] == [ONE, TWO]
    days = [article.published.isoformat() for article in found]
    assert days == ["2026-03-10", "2026-03-11"]
    assert {article.source for article in found} == {"The Lakeside Post"}


MAIL = f"From: Ada <ada@x.example>\nSubject: {HEAD}\nDate: Tue, 10 Mar 2026 09:00:00 +0300\nMIME-Version: 1.0\n"
PARTS = (
    MAIL
    + 'Content-Type: {}; boundary="b"\n\n--b\nContent-Type: text/plain\n\n{}\n\n--b\nContent-Type: {}\n\n{}\n\n--b--\n'
)
PAGE = made.page()


@pytest.mark.parametrize(
    ("name", "content", "texts"),
    [
        ("a.rtf", rtf(f"{ONE}\nS\\'e3o Paulo knew {{\\v Djakarta}}of it."), [f"{ONE}\n\nSão Paulo knew of it."]),
        ("a.doc", rtf(ONE), [ONE]),
        ("a.odt", odt(ONE, TWO), [f"{ONE}\n\n{TWO}"]),
        ("a", odt(ONE), [ONE]),
        ("a.eml", PARTS.format("multipart/alternative", "View this email in your browser", "text/html", f"<p>{ONE}</p><p>{TWO}</p>"), [f"{HEAD}\n\n{ONE}\n\n{TWO}"]),
        ("a.eml", PARTS.format("multipart/mixed", "FYI, see below.", "message/rfc822", f"From: a@x.example\nSubject: Storm\n\n{TWO}"), [f"Storm\n\n{TWO}"]),
        ("a.eml", f"{MAIL}\n---------- Forwarded message ---------\nFrom: Bo <bo@x.example>\nDate: Mon, 9 Mar 2026\nSubject: x\nTo: <c@x.example>\n\n{ONE}\n-- \nAda | Dublin\n", [f"{HEAD}\n\n{ONE}"]),
        ("a.eml", f"{MAIL}Content-Type: text/plain; format=flowed\n\nThe minister flew from New \nYork to Oslo.\n", [f"{HEAD}\n\nThe minister flew from New York to Oslo."]),
        ("a.mbox", f"From ada@x.example Tue Mar 10 09:00:00 2026\n{MAIL}\n{ONE}\n\nFrom bo@x.example Wed Mar 11 09:00:00 2026\n{MAIL}\n{TWO}\n", [f"{HEAD}\n\n{ONE}", f"{HEAD}\n\n{TWO}"]),
        ("a.mhtml", f'From: <Saved by Blink>\nSnapshot-Content-Location: https://x.example/1\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n\n{PAGE}\n--b--\n', [f"{made.TITLE}\n\n{made.TEXT}"]),
        ("a.emlx", f"{len(MAIL) + len(ONE) + 1}\n{MAIL}\n{ONE}<plist/>", [f"{HEAD}\n\n{ONE}"]),
        ("a.eml", f"{MAIL}Content-Type: text/html\n\n<div style='display:none'>Lisbon.</div><p>{ONE}</p><p>Unsubscribe. Press House, Dublin</p>", [f"{HEAD}\n\n{ONE}"]),
        ("a.eml", f"{MAIL}\n____________________\nFrom: Bo\nSent: Mon\nTo: c\nSubject: x\n\n{ONE}\nSent from my phone\n", [f"{HEAD}\n\n{ONE}"]),
        ("a.webarchive", plistlib.dumps({"WebMainResource": {"WebResourceData": PAGE.encode()}}, fmt=plistlib.FMT_BINARY), [f"{made.TITLE}\n\n{made.TEXT}"]),
        ("a.srt", "1\n00:00:01,000 --> 00:00:04,000\nThe min-\n\n2\n00:00:04,000 --> 00:00:08,000\nister left Wind-\nhoek.\n", ["The minister left Wind-\nhoek."]),
        ("a.srt", "1\n00:00:01,000 --> 00:00:04,000\n<i>The minister flew from New</i>\n\n2\n00:00:04,000 --> 00:00:08,000\nYork to Oslo.\n[music]\n", ["The minister flew from New York to Oslo."]),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ada>The minister flew\nto Oslo.\n\n00:20.000 --> 00:24.000\nIt rained.\n", ["The minister flew to Oslo.\n\nIt rained."]),
        ("a", "WEBVTT\n\n00:01.000 --> 00:04.000\nIt rained in Oslo.\n", ["It rained in Oslo."]),
        ("a.csv.gz", gzip.compress(f"text\n{ONE}\n".encode(), mtime=0), [ONE]),
        ("a.tar.gz", tarred(a=ONE, b=TWO), [ONE, TWO]),
        ("a.xml", f'<?xml version="1.0"?><nitf><head><title>x</title></head><body><body.head><hedline><hl1>{HEAD}</hl1></hedline></body.head><body.content><p>{ONE}</p></body.content></body></nitf>', [f"{HEAD}\n\n{ONE}"]),
        ("a.xml", f'<newsitem date="{DAY}"><headline>{HEAD}</headline><text><p>{ONE}</p><p>{TWO}</p></text></newsitem>', [f"{HEAD}\n\n{ONE}\n\n{TWO}"]),
        ("a.xml", f"<TEI><teiHeader><p>Not this.</p></teiHeader><text><body><p>{ONE}</p></body></text></TEI>", [ONE]),
        ("a.php", f"<!-- {'x' * 3000} --><html><body><article><h1>T</h1><p>{ONE}</p></article></body></html>", [ONE]),
        ("a.txt", f"<!doctype html><html><body><p>{ONE}</p></body></html>", [ONE]),
        ("a.md", f"{ONE}[^1]\n\n| Town | Votes |\n|---|---|\n| Mombasa | 900 |\n\n[^1]: {TWO}", [f"{ONE}\n\nTown\tVotes\nMombasa\t900\n\n {TWO}"]),
        ("a.txt", "The ship left S\u00e3o Paulo for M\u00e1laga and M\u00fcnchen on Monday.".encode("mac_roman"), ["The ship left São Paulo for Málaga and München on Monday."]),
    ],
)  # fmt: skip
def test_what_people_save_is_read(name, content, texts):
    assert [article.text for article in articles(name, content)] == texts


@pytest.mark.parametrize(
    ("name", "content", "advice"),
    [
        ("a.csv", GDELT, "no column of texts"),
        ("a.xml", "<urlset><url><loc>https://x.example/1</loc></url></urlset>", "a site map"),
        ("a.xml", "<opml><body><outline/></body></opml>", "a list of feeds"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "save it as .docx"),
        ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_".encode("utf-16-le"), "save it as .eml"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "save it as CSV"),
        ("a.pptx", made.zipped({"ppt/presentation.xml": "<a/>"}), "save it as PDF"),
        ("a.svg", '<svg xmlns="http://www.w3.org/2000/svg"><text>Oslo is here</text></svg>', "a drawing"),
        ("a.warc", b"WARC/1.0\r\n", "as HTML first"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", "unpack it first"),
        ("a.parquet", b"PAR1xxxx", "as CSV or JSON lines"),
        ("a.json", '{"a": 1, "b": [1, 2]}', "column of texts"),
        ("a.json", '{"text": "unfinished', "looks like JSON, and is not"),
        ("a.gz", gzip.compress(b"a" * 60_000_000), "made to do harm"),
        ("a.gz", gzip.compress(b"In Oslo.", mtime=0)[:-9], "damaged"),
        ("a.tar.gz", tarred()[:40], "damaged"),
        ("a.ris", "TY  - NEWS\nTI  - Ferry talks\nER  -\n", "export it as CSV"),
        ("a.plist", plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY), "save the page as HTML"),
        ("a.rtf", b"{\\rtf1 }", "no words"),
        ("a.rtf", b"{\\rtf1 " * 200_000, "no words"),
        ("a.srt", "1\n00:00:01,000 --> 00:00:04,000\n\n", "give its transcript"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_named_with_what_to_do(name, content, advice):
    (one, *_) = opened(name, content)
    assert advice in one.problem
    assert not one.articles


def test_what_has_an_unknown_ending_says_that_it_was_read_as_text():
    (one,) = opened("a.tex", "It rained in Oslo.")
    assert "read as plain text" in one.notes[0]
    (plain,) = opened("a.txt", "It rained in Oslo.")
    assert plain.notes == ()


def test_frames_of_a_saved_page_are_left_out_by_name(tmp_path):
    (tmp_path / "in" / "Talks_files").mkdir(parents=True)
    (tmp_path / "in" / "Talks.html").write_text(made.page())
    (tmp_path / "in" / "Talks_files" / "saved_resource.html").write_text("Oslo")
    found = read_articles([tmp_path / "in"])
    assert [one.name for one in found] == ["Talks.html", "in/"]
    assert "Talks_files/saved_resource.html" in found[1].notes[0]


def test_the_format_of_what_has_no_name_can_be_said(tmp_path):
    file = tmp_path / "list"
    file.write_text(f"{ONE}\n{TWO}\n")
    (one,) = read_articles([file], format="csv")
    assert len(one.articles) == 2


def shown_at(*lines: tuple[str, int, int]) -> bytes:
    return "".join(
        f"BT /F 12 Tf {x} {y} Td ({text}) Tj ET " for text, x, y in lines
    ).encode()


COLUMNS = [
    ("The minister flew from Nairobi to", "A storm closed the port of"),
    ("Kampala on Tuesday for talks on", "Rotterdam for a second day and"),
    ("ferries, and went on to Entebbe", "ships from Hamburg lay in rows"),
    ("where boats had waited all week.", "off the coast until the morning."),
]


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        ([[(c, 50 + 260 * n, 700 - 14 * r) for r, row in enumerate(COLUMNS) for n, c in enumerate(row)]],
         " ".join(a for a, _ in COLUMNS) + "\n\n" + " ".join(b for _, b in COLUMNS)),
        ([[("The Lagos Herald", 50, 780), ("Quill, who had waited a week for it, flew from Moscow", 50, 700), ("Page 1 of 2", 50, 20)],
          [("The Lagos Herald", 50, 780), ("to Wonsan on Friday, and will stay there for a week.", 50, 700), ("Page 2 of 2", 50, 20)]],
         "Quill, who had waited a week for it, flew from Moscow to Wonsan on Friday, and will stay there for a week."),
        ([[("A boat went from Stratford-", 50, 700), ("upon-Avon to Port-", 50, 686), ("au-Prince, and nego-", 50, 672), ("tiations went on.", 50, 658)]],
         "A boat went from Stratford-upon-Avon to Port-au-Prince, and negotiations went on."),
        ([[("Ferry talks resume", 50, 760), ("The well-", 50, 700), ("known min-", 50, 686), ("ister left Wind-", 50, 672), ("hoek at noon.", 50, 658)]],
         "Ferry talks resume The well-known minister left Wind-\nhoek at noon."),
    ],
)  # fmt: skip
def test_pages_of_print_are_read_in_order(pages, text):
    (article,) = articles("a.pdf", made.pdf(tuple(shown_at(*page) for page in pages)))
    assert article.text.replace("\n\n", " ") == text.replace("\n\n", " ")


def test_word_leaves_hidden_words_out_and_reads_footnotes():
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Djakarta.</w:t></w:r><w:moveFrom><w:r><w:t>Caracas.</w:t></w:r></w:moveFrom></w:p>"
    document = f'<w:document xmlns:w="{made.W}"><w:body><w:p><w:r><w:t>{ONE}</w:t></w:r></w:p>{hidden}</w:body></w:document>'
    notes = f'<w:footnotes xmlns:w="{made.W}"><w:footnote><w:p><w:r><w:t>As in Zanzibar.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    (article,) = articles("a.docx", made.zipped({"word/document.xml": document, "word/footnotes.xml": notes}))  # fmt: skip
    assert article.text == f"{ONE}\n\nAs in Zanzibar."
    assert "footnotes" in article.notes[0]


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("1773129600", DAY), ("1773129600000", DAY), ("20260310T081500Z", DAY), ("20260310081500", DAY),
        ("2026-03-10T08:00:00.000+00:00", DAY), ("10 March 2026 Tuesday", DAY), ("March 10, 2026 Tuesday", DAY),
        ("Tuesday, March 10, 2026", DAY), ("Mar 10, 2026 10:00 AM EDT", DAY), ("46091", DAY),
        ("March 10, 2026 at 8:00 a.m.", DAY), ("10th March 2026", DAY), ("Updated: March 10, 2026", DAY),
        ("10.3.2026 08:00", DAY), ("2026/03/10 08:00:00", DAY), ("10-Mar-2026", DAY), ("10-Mar-26", DAY),
        ("3/15/2026 8:00 AM", "2026-03-15"), ("10/03/26", "2026"), ("2026.0", "2026"), ("2026-W11", "2026-03"),
        ("10. März 2026", DAY), ("10 марта 2026 г.", DAY), ("10 de marzo de 2026", DAY), ("2026年3月10日", DAY),
        ("2026-W14", "2026"), ("Mar 10", ""), ("2 hours ago", ""), ("31 February 2026", ""), ("12345", ""),
    ],
)  # fmt: skip
def test_dates_of_all_spellings(given, read):
    assert read_date(given) == read


def test_the_order_of_a_column_is_told_by_its_dates():
    assert is_day_first(["03/04/2026", "15/04/2026"]) is True
    assert is_day_first(["03/04/2026", "04/15/26"]) is False
    assert is_day_first(["03/04/2026"]) is is_day_first(["15/04/26", "04/15/26"]) is None  # fmt: skip
