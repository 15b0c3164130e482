"""The outlines of provinces and waters: where they lie, what they leave out."""

from __future__ import annotations

import pytest
import recipes_in_tree  # noqa: F401 -- finds them

from geo.recipes.basemap.file import load_basemap
from geo.recipes.outlines.arcs import shared
from geo.web import OUTLINES, asset
from geo.web.outlines import NATURE, PROVINCES, outlines_for, read_outlines


def lines_of(document):
    """The arcs of a document as points (lon, lat) in degrees."""
    lines = []
    for steps in document["arcs"]:
        x = y = 0
        line = []
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            line.append((x / document["units"], y / document["units"]))
        lines.append(line)
    return lines


def joined(refs, lines):
    return [
        p for ref in refs for p in (lines[ref] if ref >= 0 else lines[~ref][::-1])[1:]
    ]


def around(rings, lon, lat):
    points = [point for ring in rings for point in ring]
    west, south = map(min, zip(*points, strict=True))
    east, north = map(max, zip(*points, strict=True))
    return west <= lon <= east and south <= lat <= north


def crossings(ring, lon, lat):
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(
        (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1
        for (x1, y1), (x2, y2) in pairs
    )


@pytest.fixture(scope="module")
def provinces():
    document = read_outlines(PROVINCES)
    lines = lines_of(document)
    return {
        code: [
            r for polygon in polygons for ring in polygon if (r := joined(ring, lines))
        ]
        for code, polygons in document["areas"].items()
    }


# What is disputed is drawn as BASEMAP.md says; another source must not change it unseen.
@pytest.mark.parametrize(
    ("where", "lat", "lon", "province"),
    [
        ("London", 51.5, -0.12, "GB.ENG"),
        ("Austin", 30.27, -97.7, "US.TX"),
        ("Petropavlovsk-Kamchatsky", 53.02, 158.65, "RU.92"),
        ("Chukotka", 66.5, 175.0, "RU.15"),
        ("Paris", 48.85, 2.35, "FR.11"),
        ("Haifa", 32.79, 35.03, "IL.04"),
        ("Simferopol in Crimea", 44.95, 34.1, "UA.11"),
        ("Sevastopol", 44.6, 33.53, "UA.20"),
        ("Katzrin on the Golan Heights", 32.99, 35.69, ""),
        ("Laayoune in Western Sahara", 27.15, -13.2, ""),
        ("Dakhla in Western Sahara", 23.7, -15.93, ""),
        ("Srinagar", 34.08, 74.8, "IN.12"),
        ("Muzaffarabad", 34.37, 73.47, "PK.06"),
        ("Gilgit", 35.92, 74.31, "PK.07"),
        ("Aksai Chin", 35.1, 79.5, "CN.13"),
        ("Itanagar", 27.1, 93.6, "IN.30"),
        ("Sukhumi in Abkhazia", 43.0, 41.02, "GE.02"),
        ("Tiraspol", 46.84, 29.63, "MD.58"),
        ("Kyrenia in Northern Cyprus", 35.34, 33.32, ""),
        ("Hargeisa in Somaliland", 9.56, 44.06, ""),
        ("Stepanakert", 39.82, 46.75, ""),
        ("Yuzhno-Kurilsk", 44.03, 145.86, "RU.64"),
        ("Hala'ib", 22.22, 36.64, "EG.02"),
        ("Hyderabad: Telangana is newer than the source", 17.38, 78.48, ""),
        ("Nairobi: likewise", -1.28, 36.8, ""),
        ("the Atlantic", 40.0, -40.0, ""),
    ],
)  # fmt: skip
def test_in_which_province_a_point_lies(provinces, where, lat, lon, province):
    near = {c: rings for c, rings in provinces.items() if around(rings, lon, lat)}
    found = [
        c for c, rings in near.items() if sum(crossings(r, lon, lat) for r in rings) % 2
    ]
    assert found == ([province] if province else []), where


def test_a_coast_is_the_basemaps_own():
    """Points used by one province alone lie on its country's line, or end a line inside it."""
    document = read_outlines(PROVINCES)
    lines = lines_of(document)
    basemap = load_basemap()
    groups = (basemap.coasts, basemap.borders, *basemap.disputed.values())
    known = {(lon, lat) for group in groups for line in group for lat, lon in line}
    users: dict[int, set[str]] = {}
    for code, polygons in document["areas"].items():
        for ref in (r for p in polygons for ring in p for r in ring):
            users.setdefault(max(ref, ~ref), set()).add(code)
    coast = [p for arc, who in users.items() if len(who) == 1 for p in lines[arc][1:-1]]
    assert len(coast) > 10_000
    assert sum(p not in known for p in coast) < 0.03 * len(coast)


def test_they_are_small():
    sizes = {name: asset(name).stat().st_size for name in OUTLINES}
    assert sizes["provinces.json.gz"] < 600_000
    assert sum(sizes.values()) < 700_000


def test_a_page_gets_what_it_names():
    some = outlines_for(
        ["US.CA", "US.NV", "box", "PRK", "KE.30"], ["dateline:red-sea", "geonames:1"]
    )
    assert list(some[PROVINCES]["areas"]) == ["US.CA", "US.NV"]
    assert list(some[NATURE]["shapes"]) == ["red-sea"]
    assert len(some[PROVINCES]["arcs"]) < 200
    whole = read_outlines(PROVINCES)
    before = [
        lines_of(whole)[max(r, ~r)]
        for p in whole["areas"]["US.CA"]
        for ring in p
        for r in ring
    ]
    after = [
        lines_of(some[PROVINCES])[max(r, ~r)]
        for p in some[PROVINCES]["areas"]["US.CA"]
        for ring in p
        for r in ring
    ]
    assert before == after
    assert outlines_for([], [])[PROVINCES]["areas"] == {}


@pytest.mark.parametrize(
    ("slug", "kind"),
    [
        ("red-sea", "sea"),
        ("danube", "river"),
        ("caspian-sea", "sea"),
        ("sahara", "land"),
        ("lake-victoria", "lake"),
    ],
)
def test_what_nature_drew(slug, kind):
    assert read_outlines(NATURE)["shapes"][slug]["kind"] == kind


def test_a_side_that_two_areas_share_is_kept_once():
    left = [[[(0, 0), (0, 9), (5, 9), (5, 0), (0, 0)]]]
    right = [[[(5, 0), (5, 9), (9, 9), (9, 0), (5, 0)]]]
    arcs, areas = shared({"left": left, "right": right})
    assert len(arcs.all) == 3
    one, other = ({max(r, ~r) for r in areas[side][0][0]} for side in ("left", "right"))
    assert len(one & other) == 1
    assert arcs.steps()[0][:2] == list(arcs.all[0][0])
