"""What ``dateline geocode`` does: names to places, offline first."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import geo
from geo.cli.progress import progress_bar
from geo.errors import GeocoderError, InputError

_UNKNOWN = "no place is known by this name"


def geocode(names: Sequence[str], *, as_json: bool) -> None:
    """Print the place of each name, with why.

    Raises:
        InputError: None of them is known.
        GeocoderError: A geocoder gave no answer for a name that stays without a place.
    """
    from geo.geocoders.article import batch_notice, geocoder_for
    from geo.pipeline import resolve_name

    switched_on = geo.online_geocoder(geo.get_settings())
    geocoder = geocoder_for(switched_on, len(names))
    with progress_bar() as progress:
        geo.ensure_gazetteer(progress)
        gazetteer = geo.open_gazetteer()
        answers = []
        for done, name in enumerate(names):
            progress(done / len(names), name)
            answers.append(resolve_name(name, gazetteer, geocoder))
    gazetteer.close()
    if as_json:
        rows = [_row(*pair) for pair in zip(names, answers, strict=True)]
        _say(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for name, answer in zip(names, answers, strict=True):
            for line in _lines(name, answer):
                _say(line)
    notice = batch_notice(switched_on, len(names)) or getattr(geocoder, "notice", "")
    _complain(answers, notice)


def _complain(answers: Sequence[geo.Resolution], notice: str) -> None:
    lost = [answer for answer in answers if answer.place is None]
    if lost and notice:
        raise GeocoderError(notice)
    if notice:
        sys.stderr.write(f"dateline: {notice}\n")
    if lost and len(lost) == len(answers):
        raise InputError(f"{_UNKNOWN}: {', '.join(a.mention.text for a in lost)}")


def _row(name: str, answer: geo.Resolution) -> dict[str, Any]:
    reasons = [reason.note for reason in answer.reasons]
    return {
        "name": name,
        "place": answer.place and _place(answer.place),
        "score": round(answer.score, 4),
        "match": answer.match and str(answer.match),
        "reasons": reasons,
        "runners_up": [
            {**_place(scored.candidate.place), "score": round(scored.score, 4)}
            for scored in answer.runners_up
        ],
    }


def _place(place: geo.Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "feature": place.feature_code,
        "country_code": place.country_code,
        "admin1_name": place.admin1_name,
        "population": place.population,
        "coordinates_from": str(place.provenance),
    }


def _lines(name: str, answer: geo.Resolution) -> Iterator[str]:
    """Return the answer, and below it what else the name could mean."""
    if answer.place is None:
        yield f"{name}: {answer.reasons[-1].note}"
    else:
        yield f"{name}: {_told(answer.place, answer.score)}"
    for scored in answer.runners_up:
        yield f"    or {_told(scored.candidate.place, scored.score)}"


def _told(place: geo.Place, score: float) -> str:
    return (
        f"{place.name}, {geo.where(place)}  {place.lat:.4f} {place.lon:.4f}"
        f"  {score:.0%}  {place.provenance}"
    )


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
