"""``dateline gazetteer``: build it, tell of it, search it; ``dateline geocode``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

import geo
from geo.cli.options import Json
from geo.cli.terminal import note, progress_bar, say, say_json
from geo.errors import GazetteerError, GeocoderError, InputError

if TYPE_CHECKING:
    from geo.gazetteer import OfflineGazetteer

gazetteer_app = typer.Typer(help="The offline gazetteer.", rich_markup_mode=None)
Row = dict[str, Any]
_FIGURES = range(3, 6)  # the columns set flush right
GEONAMES = "https://download.geonames.org/export/dump/"


@gazetteer_app.command()
def build(
    geonames: Annotated[
        str | None,
        typer.Option(
            "--geonames",
            metavar="PATH_OR_URL",
            help="GeoNames' own files: a folder, a file of places, or their address.",
        ),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option("--country", metavar="XX", help="Add this country's places only."),
    ] = None,
) -> None:
    """Build the gazetteer anew, from GeoNames' own files if so asked."""
    from geo.gazetteer import build_gazetteer, extend_gazetteer

    code = _country(country) if country is not None else ""
    with progress_bar() as progress:
        if geonames is None and not code:
            path = build_gazetteer(progress)
        else:
            path = extend_gazetteer(geonames or GEONAMES, code, progress)
    say(str(path))
    if code or geonames:
        with_file = geo.open_gazetteer()
        missing = json.loads(with_file.meta.get("missing", "[]"))
        with_file.close()
        if missing:
            note(f"built without {', '.join(missing)}")


def _country(code: str) -> str:
    from geo import data

    wanted = code.upper()
    if wanted not in {row.iso2 for row in data.countries()}:
        raise InputError(f"no country has the code {code!r}; give two letters, like FR")
    return wanted


@gazetteer_app.command()
def info() -> None:
    """Print where the gazetteer lies and what it was built from."""
    from geo.gazetteer import gazetteer_ready, outdated_extension

    if not gazetteer_ready():
        raise GazetteerError(
            "the gazetteer has not been built yet: dateline gazetteer build"
        )
    gazetteer = geo.open_gazetteer()
    meta = gazetteer.meta
    say(f"file      {gazetteer.path}")
    say(f"size      {gazetteer.path.stat().st_size / 1e6:.1f} MB")
    say(f"built     {meta['built']}")
    say(f"places    {int(meta['places']):,}")
    say(f"names     {int(meta['distinct_names']):,}")
    for package, release in json.loads(meta["packages"]).items():
        say(f"from      {package} {release}")
    for name, size, day in json.loads(meta.get("files", "[]")):
        say(f"from      GeoNames {name}, {size:,} bytes, {day}")
    for name in json.loads(meta.get("missing", "[]")):
        say(f"without   GeoNames {name}")
    for table, origin, licence in json.loads(meta["tables"]):
        say(f"table     {table}: {origin} [{licence}]")
    say(f"credit    {meta['attribution']}")
    if advice := outdated_extension():
        say(f"note      {advice}")
    gazetteer.close()


@gazetteer_app.command()
def search(
    name: Annotated[list[str], typer.Argument(metavar="NAME")],
    as_json: Json = False,
    names: Annotated[
        bool, typer.Option("--names", help="All names of each place as well.")
    ] = False,
) -> None:
    """List the places of a name."""
    from geo.view import gazetteer_view

    with progress_bar() as progress:
        gazetteer = geo.open_gazetteer(progress=progress)
    asked = " ".join(name)
    found = gazetteer_view(gazetteer, asked)
    features = json.loads(gazetteer.meta.get("features", "{}"))
    rows = [
        {**row, "meaning": features.get(row["feature"], "")} for row in found["places"]
    ]
    if names:
        _add_names(gazetteer, rows)
    gazetteer.close()
    if not rows:
        raise InputError(_advice(asked, found["similar"]))
    if as_json:
        say_json(rows)
    else:
        for line in _lines(rows):
            say(line)


def _add_names(gazetteer: OfflineGazetteer, rows: list[Row]) -> None:
    from geo.view.gazetteer import names_view

    places = [place for row in rows if (place := gazetteer.place(row["id"]))]
    names = gazetteer.names_of_each(places)
    for row in rows:
        row["names"] = names_view(names[row["id"]])


def _advice(name: str, similar: Sequence[Mapping[str, Any]]) -> str:
    said = f"the gazetteer knows no place called {name!r}; "
    if similar:
        near = ", ".join(place["name"] for place in similar)
        return f"{said}names spelt nearly so: {near}"
    return (
        f"{said}a smaller place an online geocoder may know: "
        "switch one on with DATELINE_GEOCODERS"
    )


def _lines(rows: list[Row]) -> Iterator[str]:
    """Return the places in columns as wide as they need, names below their place."""
    table = [_cells(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row, cells in zip(rows, table, strict=True):
        padded = (
            cell.rjust(width) if at in _FIGURES else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        yield "  ".join(padded).rstrip()
        for group in row.get("names", ()):
            yield f"    {group['matched']}: {', '.join(group['names'])}"


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row["name"],
        row["what"],
        ", ".join(filter(None, (row["province"], row["country"]))),
        f"{row['lat']:.4f}",
        f"{row['lon']:.4f}",
        f"{row['population']:,}",
        row["matched"],
        row["id"],
        row["feature"],
        row["meaning"],
    )


def geocode(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME...", help="Each one name: quote it.")
    ],
    as_json: Json = False,
) -> None:
    """Find the place of each name: offline first, then the geocoders switched on."""
    from geo.geocoders import batch_notice, geocoder_for, online_geocoder
    from geo.pipeline import resolve_name
    from geo.settings import get_settings

    switched_on = online_geocoder(get_settings())
    geocoder = geocoder_for(switched_on, len(names))
    with progress_bar() as progress:
        gazetteer = geo.open_gazetteer(progress=progress)
        answers = []
        for done, name in enumerate(names):
            progress(done / len(names), name)
            answers.append(resolve_name(name, gazetteer, geocoder))
    gazetteer.close()
    if as_json:
        say_json([_row(*pair) for pair in zip(names, answers, strict=True)])
    else:
        for name, answer in zip(names, answers, strict=True):
            for line in _answer_lines(name, answer):
                say(line)
    notice = batch_notice(switched_on, len(names)) or getattr(geocoder, "notice", "")
    _complain(answers, notice)


def _complain(answers: Sequence[geo.Resolution], notice: str) -> None:
    lost = [answer for answer in answers if answer.place is None]
    if lost and notice:
        raise GeocoderError(notice)
    note(notice)
    if lost and len(lost) == len(answers):
        names = ", ".join(answer.mention.text for answer in lost)
        raise InputError(f"no place is known by this name: {names}")


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


def _answer_lines(name: str, answer: geo.Resolution) -> Iterator[str]:
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
