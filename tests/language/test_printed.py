"""Names as texts print them: over line ends, odd blanks, hyphens, note marks and glue."""

from __future__ import annotations

import pytest

import geo
from geo.language.printed import MAX_WIDTH, plain, read_printed

WRAPPED = (
    "The convoy had left the old town before dawn and was heading for Port{}Sudan\n"
    "when a lorry turned over on the road, said a man who came from New{}York, the\n"
    "driver of the second car.\n"
)


def found(text: str, gazetteer) -> list[str]:
    """Give the placed names of a text: its own words, and the country each is put in."""
    article = geo.read_text(text)
    atlas = geo.build_atlas([article], gazetteer)
    for resolution in atlas.resolutions:
        passage = resolution.mention.passage
        assert article.text[passage.start : passage.end] == resolution.mention.text
    return [
        f"{r.mention.text} {r.place.country_code}" for r in atlas.resolutions if r.place
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # Blanks of every kind.
        ("Shops in New\u00a0York and Hong\u2009Kong closed.", ["New\u00a0York US", "Hong\u2009Kong HK"]),
        ("Trains to Sri\u202fLanka and Addis  Ababa stood.", ["Sri\u202fLanka LK", "Addis  Ababa ET"]),
        # Characters that nobody sees.
        ("Rain fell in Bei\u00adrut and in Nai\u200brobi.", ["Bei\u00adrut LB", "Nai\u200brobi KE"]),
        ("She went from Addis Ababa to Cape\u200bTown.", ["Addis Ababa ET", "Cape\u200bTown ZA"]),
        # Line ends, mail and hyphens.
        ("Aid came from Hong\nKong to Addis\nAbaba.", ["Hong\nKong HK", "Addis\nAbaba ET"]),
        ("> A plane left Buenos\n> Aires at noon.", ["Buenos\n> Aires AR"]),
        ("A plane left Johannes-\nburg at noon.", ["Johannes-\nburg ZA"]),
        ("A play opened in Stratford-\nupon-Avon.", ["Stratford-\nupon-Avon GB"]),
        ("A man of Baden-\nWürttemberg won.", ["Baden-\nWürttemberg DE"]),
        # Note marks.
        ("He was born in Odesa[3] and raised in Lviv.²", ["Odesa UA", "Lviv UA"]),
        ("She moved to Paris,[2] Texas.", ["Paris US", "Texas US"]),
        # Punctuation without a blank.
        ("The U.S.-Mexico border was shut.", ["U.S. US", "Mexico MX"]),
        ("A U.S.-led force left Iraq.", ["U.S. US", "Iraq IQ"]),
        ("In Paris(France) and Oslo,Norway it rained.", ["Paris FR", "France FR", "Oslo NO", "Norway NO"]),
        ('He said:"Beirut is calm."', ["Beirut LB"]),
        ("London|Paris|Berlin", ["London GB", "Paris FR", "Berlin DE"]),
        ("Kano,14\nLagos,9", ["Kano NG", "Lagos NG"]),
        ("Floods in @Mwanza and #Dodoma", ["Mwanza TZ", "Dodoma TZ"]),
        ("(Kabul)Two men died.", ["Kabul AF"]),
        # Capitals.
        ("ST. LOUIS (AP) - Police met.", ["ST. LOUIS US"]),
        ("FT. WORTH, Texas (AP) - Police met.", ["FT. WORTH US", "Texas US"]),
        ("MT. VERNON, Ill. - Police met.", ["MT. VERNON US", "Ill. US"]),
    ],
)  # fmt: skip
def test_names_as_printed(text, names, gazetteer):
    assert found(text, gazetteer) == names


@pytest.mark.parametrize("end", [" ", "\n", "\n> ", "\r\n", "\u00a0", "  "])
def test_a_name_is_found_over_whatever_divides_it(end, gazetteer):
    said = [name.split()[-1] for name in found(WRAPPED.format(end, end), gazetteer)]
    assert said == ["SD", "US"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        # What is a line of its own stays one.
        ("Kampala\nNairobi\nDar es Salaam", "Kampala\nNairobi\nDar es Salaam"),
        ("Rain stops the match in Leeds\n\nThe players left.", "Rain stops the match in Leeds\n\nThe players left."),
        ("x" * (MAX_WIDTH + 1) + "\n" + "y" * 90, "x" * (MAX_WIDTH + 1) + "\n" + "y" * 90),
        # A table keeps its columns.
        ("Lagos      9      3", "Lagos      9      3"),
        ("pre- and post-war", "pre- and post-war"),
    ],
)  # fmt: skip
def test_what_is_no_printing_stays(text, left):
    assert plain(text) == left
    assert read_printed(text, lambda words: False).text == left


def test_plain_keeps_every_offset():
    text = "In New\u00a0York[1] and\u2009Rome² it\nrained."
    assert len(plain(text)) == len(text)


def test_every_character_that_stays_is_traced_to_where_it_stood():
    text = "A\u00ad b\u200b  c-\nd e\u00a0f."
    printed = read_printed(text, lambda words: False)
    for at, character in enumerate(printed.text):
        start, end = printed.origin(at, at + 1)
        assert end == start + 1
        assert text[start] == character or not text[start].strip()
