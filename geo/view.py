"""Atlas to the plain values our scripts show: the article, and what was chosen in it.

Everything here is JSON and goes to the page as data; the scripts set it as text.
Offsets stay in Unicode code points, as everywhere.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from geo.atlas import PlaceSummary, article_of, links_between, summarise
from geo.model import (
    Article,
    Atlas,
    Evidence,
    Link,
    Mention,
    Passage,
    Place,
    Reason,
    Resolution,
    Scored,
)
from geo.words import (
    certainty,
    coordinates,
    link_name,
    link_words,
    where,
)

View = dict[str, Any]

TOP = 8  # how many places the panel offers while nothing is chosen
LONG_HEADLINE = 180
_EMPTY_LINE = re.compile(r"\r?\n[ \t]*\r?\n\s*")
_LINE = re.compile(r"\r?\n")
_ENDS = (".", "!", ":", ";", ",")


def reader_view(atlas: Atlas, shown: Atlas) -> View:
    """Give the articles with their marks, and the names the map needs.

    Args:
        atlas: Everything that was read.
        shown: What the filters leave of it: the marks, and what stays on the map.
    """
    number = {article.id: i for i, article in enumerate(atlas.articles)}
    view = {
        "text": "-".join(article.id for article in atlas.articles),
        "articles": [_article(article) for article in atlas.articles],
        "marks": [_mark(r, number) for r in shown.resolutions],
        "evidence": {
            link.id: [_range(e.passage, number) for e in link.evidence]
            for link in shown.links
        },
        "show": {
            "places": {s.place.id: _sign(s) for s in summarise(shown)},
            "links": {link.id: _arc(link) for link in shown.links},
        },
    }
    words = json.dumps(view, sort_keys=True).encode()
    return {**view, "stamp": hashlib.sha256(words).hexdigest()[:16]}


def panel_view(atlas: Atlas, kind: str = "", chosen: str = "") -> View:
    """Give what the panel says of a place or link, or the overview.

    Args:
        atlas: What the filters show.
        kind: "place", "link" or "".
        chosen: Its id; one that is not shown gives the overview.
    """
    if kind == "place":
        for summary in summarise(atlas):
            if summary.place.id == chosen:
                return _place_view(atlas, summary)
    if kind == "link":
        for link in atlas.links:
            if link.id == chosen:
                return _links_view(atlas, link)
    return _overview(atlas)


def _article(article: Article) -> View:
    published = article.published.isoformat() if article.published else ""
    return {
        "id": article.id,
        "title": "" if _says_title(article) else article.title,
        "source": article.source,
        "published": published,
        "notes": list(article.notes),
        "language": article.language,
        "paragraphs": list(paragraphs(article)),
    }


def _says_title(article: Article) -> bool:
    """Say whether the text itself begins with the title: it is not shown twice."""
    return article.text.lstrip().startswith(article.title.strip())


def paragraphs(article: Article) -> Iterator[View]:
    """Cut a text at its empty lines, or at every line where it has none.

    A first line without a full stop is the headline; where the article has a title of
    its own, only the same words are.
    """
    text = article.text
    gap = _EMPTY_LINE if _EMPTY_LINE.search(text) else _LINE
    start = 0
    for end, after in [*(m.span() for m in gap.finditer(text)), (len(text), len(text))]:
        words = text[start:end]
        if words.strip():
            headline = start == 0 and _is_headline(words.strip(), article)
            yield {"start": start, "end": end, "text": words, "headline": headline}
        start = after


def _is_headline(words: str, article: Article) -> bool:
    if article.title:
        return words == article.title.strip()
    is_all = words == article.text.strip()
    return len(words) < LONG_HEADLINE and not words.endswith(_ENDS) and not is_all


def _mark(resolution: Resolution, number: Mapping[str, int]) -> View:
    mention = resolution.mention
    place = resolution.place
    note = f"{place.name}: {where(place)}" if place else _why_not(resolution)
    return {
        **_range(mention.passage, number),
        "kind": mention.kind.value,
        "place": place.id if place else None,
        "sure": certainty(resolution.score) if place else "none",
        "note": note,
        "sentence": _range(mention.sentence, number),
    }


def _why_not(resolution: Resolution) -> str:
    return "; ".join(r.note for r in resolution.reasons) or "No place was found."


def _range(passage: Passage, number: Mapping[str, int]) -> View:
    article = number[passage.article_id]
    return {"article": article, "start": passage.start, "end": passage.end}


def _sign(summary: PlaceSummary) -> View:
    place = summary.place
    return {
        "name": place.name,
        "where": where(place),
        "n": summary.count,
        "unsure": summary.unsure,
    }


def _arc(link: Link) -> View:
    return {
        "name": link_name(link),
        "words": link_words(link),
        "n": len(link.evidence),
    }


def _place_view(atlas: Atlas, summary: PlaceSummary) -> View:
    place = summary.place
    surest = max(summary.resolutions, key=lambda r: r.score)
    touching = [
        link
        for link in atlas.links
        if place.id in (link.origin.id, link.destination.id)
    ]
    return {
        "type": "place",
        "id": place.id,
        "name": place.name,
        "where": where(place),
        "score": surest.score,
        "sure": certainty(surest.score),
        "facts": _facts(place),
        "passages": [_passage(atlas, said) for said in _by_sentence(summary)],
        "reasons": _reasons(surest.reasons),
        "runners_up": [_runner(s) for s in _others(summary)],
        "links": [_link_line(link) for link in touching],
    }


def _by_sentence(summary: PlaceSummary) -> Iterable[list[Mention]]:
    """Put the mentions of a place together that stand in one sentence."""
    groups: dict[Passage, list[Mention]] = {}
    for resolution in summary.resolutions:
        mention = resolution.mention
        groups.setdefault(mention.sentence, []).append(mention)
    return groups.values()


def _facts(place: Place) -> list[list[str]]:
    rows = [
        ["Coordinates", coordinates(place.lat, place.lon)],
        ["Coordinates from", str(place.provenance)],
    ]
    if place.geonames_id:
        rows.append(["GeoNames", str(place.geonames_id)])
    return rows


def _others(summary: PlaceSummary) -> Iterable[Scored]:
    """Give what the mentions could have meant instead, each place once, best first."""
    best: dict[str, Scored] = {}
    for resolution in summary.resolutions:
        for other in resolution.runners_up:
            seen = best.setdefault(other.candidate.place.id, other)
            if other.score > seen.score:
                best[other.candidate.place.id] = other
    best.pop(summary.place.id, None)
    return sorted(best.values(), key=lambda s: -s.score)


def _runner(scored: Scored) -> View:
    place = scored.candidate.place
    return {"name": place.name, "where": where(place), "score": scored.score}


def _reasons(reasons: Iterable[Reason]) -> list[View]:
    return [{"note": r.note, "weight": round(r.weight, 3)} for r in reasons]


def _passage(atlas: Atlas, mentions: list[Mention], of: Passage | None = None) -> View:
    """Give a sentence as runs of text, the mentions apart, and where it stands."""
    sentence = of or mentions[0].sentence
    article = article_of(atlas, sentence)
    number = atlas.articles.index(article)
    runs, at = [], sentence.start
    for mention in sorted(mentions, key=lambda m: m.passage):
        start, end = mention.passage.start, mention.passage.end
        if start < at or end > sentence.end:
            continue
        runs += [[article.text[at:start], ""], [article.text[start:end], mention.kind]]
        at = end
    runs.append([article.text[at : sentence.end], ""])
    return {
        "article": number,
        "start": sentence.start,
        "end": sentence.end,
        "focus": mentions[0].passage.start,
        "title": article.title if len(atlas.articles) > 1 else "",
        "kind": mentions[0].kind.value,
        "runs": [run for run in runs if run[0]],
    }


def _link_line(link: Link) -> View:
    return {
        "id": link.id,
        "name": link_name(link),
        "kind": link.kind.value,
        "status": link.status.value,
        "words": link_words(link),
    }


def _links_view(atlas: Atlas, link: Link) -> View:
    """Give all links of a pair of places, the chosen one first."""
    pair = links_between(atlas, link.origin.id, link.destination.id)
    ordered = [link, *(other for other in pair if other.id != link.id)]
    return {
        "type": "link",
        "id": link.id,
        "ends": [
            {"id": p.id, "name": p.name, "where": where(p)}
            for p in (link.origin, link.destination)
        ],
        "links": [_link_view(atlas, each) for each in ordered],
    }


def _link_view(atlas: Atlas, link: Link) -> View:
    facts = [
        ["Who or what", link.actor],
        ["In the words", link.predicate],
        ["Day", link.date.isoformat() if link.date else ""],
    ]
    return {
        **_link_line(link),
        "directed": link.directed,
        "facts": [fact for fact in facts if fact[1]],
        "passages": [_evidence(atlas, e) for e in link.evidence],
        "reasons": _reasons(link.reasons),
    }


def _evidence(atlas: Atlas, evidence: Evidence) -> View:
    return _passage(atlas, [evidence.origin, evidence.destination], of=evidence.passage)


def _overview(atlas: Atlas) -> View:
    top = summarise(atlas)
    return {
        "type": "overview",
        "id": "",
        "places": [{"id": s.place.id, **_sign(s)} for s in top[:TOP]],
        "more": max(0, len(top) - TOP),
        "links": [_link_line(link) for link in atlas.links[:TOP]],
        "more_links": max(0, len(atlas.links) - TOP),
        "unmapped": len(atlas.unresolved),
    }
