"""Every rule of resolution with its words, and what holds for any answers."""

from __future__ import annotations

import pytest
from hand_fed import (
    BERGEN,
    BLACK_SEA,
    GEORGIA,
    GEORGIA_US,
    HAMLET,
    NORWAY,
    OSLO,
    PARIS,
    PARIS_TEXAS,
    TALLINN,
    TEXAS,
    USA,
    WORLD,
    HandFed,
    country,
    named,
    place,
    province,
    town,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.articles import read_text
from geo.candidates import ask_geocoder, find_candidates
from geo.errors import GeocoderBusy
from geo.model import (
    Candidate,
    Match,
    Mention,
    MentionKind,
    Passage,
    Place,
    Reason,
    Resolution,
)
from geo.resolve import resolve, source_shares
from geo.resolve.cases import Case, Context, group
from geo.resolve.rules import RULES

RULE = {rule.name: rule for rule in RULES}


def mention(text: str, words: str, **rest: object) -> Mention:
    start = text.index(words, rest.get("after", 0))
    end = text.find(".", start) + 1 or len(text)
    return Mention(
        passage=Passage("a", start, start + len(words)),
        sentence=Passage("a", text.rfind(".", 0, start) + 1, end),
        text=words,
        toponym=words.lower(),
        kind=rest.get("kind", MentionKind.PLACE),
        reasons=(Reason("hand", 2.0, "a test says so"),),
        hint=rest.get("hint", ""),
    )


def answer(text: str, *names: str, world=WORLD, **rest: object) -> list[Resolution]:
    """Resolve these words of a text, each looked for after the one before."""
    answers, at = [], 0
    for name in names:
        found = mention(text, name, after=at)
        at = found.passage.end
        answers.append((found, world.lookup(name)))
    return list(resolve(read_text(text), answers, **rest))


def case(words: str, *candidates: Candidate | Place, **rest: object) -> Case:
    """Make a case of one mention."""
    made = tuple(
        c if isinstance(c, Candidate) else named(c, Match.EXACT, words)
        for c in candidates
    )
    hand = mention(words, words, **{k: rest[k] for k in ("kind", "hint") if k in rest})
    more = {k: v for k, v in rest.items() if k not in ("kind", "hint")}
    return Case((hand,), made, (0,), **more)


# --- each rule ---------------------------------------------------------------------

FOR, NEUTRAL, AGAINST = 1, 0, -1  # how much is a matter of tuning
VILLAGE = town("Village", "NO/46", 0)
CITY = town("City", "NO/46", 999_999)
STATE = province("City", "NO/46", 5_000_000)
AT_OSLO = ((OSLO.lat, OSLO.lon),)
TWO = (PARIS, PARIS_TEXAS)


@pytest.mark.parametrize(
    ("rule", "of", "context", "speaks", "note"),
    [
        ("prominence", case("Village", VILLAGE), Context(), NEUTRAL, "widely known"),
        ("prominence", case("City", CITY), Context(), FOR, "no other City has more"),
        ("prominence", case("Oslo", OSLO, CITY), Context(), FOR, "1 others have more"),
        ("prominence", case("Sea", BLACK_SEA), Context(), FOR, "widely known area"),
        ("prominence", case("Norway", NORWAY), Context(), FOR, "5,000,000"),
        ("prominence", case("Texas", TEXAS), Context(), FOR, "29,000,000"),
        ("name_match", case("Oslo", OSLO), Context(), NEUTRAL, "is its main name"),
        (
            "name_match",
            case("Kristiania", named(OSLO, Match.ALTERNATE)),
            Context(),
            AGAINST,
            "another name of Oslo",
        ),
        (
            "name_match",
            case("Kursk", named(STATE, Match.STRIPPED)),
            Context(),
            AGAINST,
            "without its type word",
        ),
        (
            "name_match",
            case("TX", named(TEXAS, Match.ABBREVIATION)),
            Context(),
            NEUTRAL,
            "short for Texas",
        ),
        (
            "name_match",
            case("Texan", named(TEXAS, Match.DEMONYM)),
            Context(),
            NEUTRAL,
            "people and things of Texas",
        ),
        (
            "name_match",
            case("Olso", named(OSLO, Match.FUZZY)),
            Context(),
            NEUTRAL,
            "spelt nearly like Oslo",
        ),
        (
            "name_match",
            case("Pier", named(OSLO, Match.GEOCODER)),
            Context(),
            FOR,
            "answered with it",
        ),
        (
            "stated_container",
            case("Paris", PARIS_TEXAS, container=(("US", "TX"),), container_text="TX"),
            Context(),
            FOR,
            "“Paris, TX”",
        ),
        (
            "stated_container",
            case("Paris", PARIS, container=(("US", "TX"),), container_text="TX"),
            Context(),
            AGAINST,
            "“Paris, TX”",
        ),
        (
            "stated_container",
            case("Paris", PARIS_TEXAS, contrast=(("US", "TX"),)),
            Context(),
            AGAINST,
            "",
        ),
        (
            "stated_container",
            case("Paris", PARIS_TEXAS),
            Context(contained=(("US", "TX"),)),
            FOR,
            "lies in TX",
        ),
        (
            "stated_container",
            case("Paris", PARIS),
            Context(contained=(("US", "TX"),)),
            AGAINST,
            "",
        ),
        ("type_word", case("City", STATE, hint="province"), Context(), FOR, "province"),
        ("type_word", case("City", CITY, hint="province"), Context(), AGAINST, ""),
        ("type_word", case("City", CITY, hint="city of"), Context(), FOR, "a city,"),
        ("type_word", case("Oslo", OSLO, hint="city of"), Context(), FOR, "a city,"),
        ("type_word", case("City", CITY, hint=","), Context(), NEUTRAL, ""),
        ("same_country", case("Oslo", OSLO), Context({("NO", ""): 0.5}), FOR, "50%"),
        ("same_country", case("Oslo", OSLO), Context({("EE", ""): 0.5}), NEUTRAL, "0%"),
        ("same_province", case("Oslo", OSLO), Context({("NO", "12"): 0.5}), FOR, "50%"),
        ("same_province", case("Sea", BLACK_SEA), Context({("", ""): 1.0}), FOR, ""),
        ("near_neighbours", case("Oslo", *TWO), Context(), NEUTRAL, ""),
        (
            "near_neighbours",
            case("Paris", *TWO),
            Context(near=((PARIS.lat, PARIS.lon),)),
            NEUTRAL,
            "0 km away",
        ),
        (
            "near_neighbours",
            case("Oslo", OSLO, CITY),
            Context(near=((BERGEN.lat, BERGEN.lon),)),
            AGAINST,
            "30",
        ),
        ("near_neighbours", case("Oslo", OSLO), Context(near=AT_OSLO), NEUTRAL, ""),
        (
            "in_a_cluster",
            case("Oslo", OSLO, CITY),
            Context(spots=AT_OSLO * 3 + ((0.0, 0.0),)),
            FOR,
            "75% of the other places lie within 161 km",
        ),
        ("in_a_cluster", case("Oslo", OSLO), Context(spots=AT_OSLO), NEUTRAL, ""),
        (
            "usual_for_source",
            case("Oslo", OSLO),
            Context(source={("NO", ""): 1.0, ("NO", "12"): 0.5}),
            FOR,
            "the newspaper often writes about 12",
        ),
        ("usual_for_source", case("Oslo", OSLO), Context(), NEUTRAL, ""),
        (
            "demonym_of_country",
            case("Georgian", GEORGIA, kind=MentionKind.DEMONYM),
            Context(),
            FOR,
            "said of the country Georgia",
        ),
        (
            "demonym_of_country",
            case("Georgian", GEORGIA_US, kind=MentionKind.DEMONYM),
            Context(),
            NEUTRAL,
            "",
        ),
        ("demonym_of_country", case("Georgia", GEORGIA), Context(), NEUTRAL, ""),
        (
            "city_before_its_province",
            case("City", STATE, CITY),
            Context(),
            AGAINST,
            "the province City has a city of that name",
        ),
        (
            "city_before_its_province",
            case("City", STATE, CITY, hint="region"),
            Context(),
            NEUTRAL,
            "",
        ),
        (
            "city_before_its_province",
            case("City", STATE, VILLAGE),
            Context(),
            NEUTRAL,
            "",
        ),
    ],
)
def test_rules(rule, of, context, speaks, note):
    first = of.candidates[0]
    weight = RULE[rule].weigh(of, first, context)
    assert (weight > 0) - (weight < 0) == speaks
    assert note in RULE[rule].say(of, first, context)


def test_every_rule_is_in_the_table_above():
    rows = test_rules.pytestmark[0].args[1]
    assert {row[0] for row in rows if row[3]} == set(RULE)


# --- what the text states ----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("In Paris.", ["Paris"], [PARIS]),
        ("In Paris, Texas.", ["Paris", "Texas"], [PARIS_TEXAS, TEXAS]),
        ("In Paris in Texas.", ["Paris", "Texas"], [PARIS_TEXAS, TEXAS]),
        ("In Paris of Texas.", ["Paris", "Texas"], [PARIS_TEXAS, TEXAS]),
        ("In Paris,\nTexas.", ["Paris", "Texas"], None),
        ("In Paris and Texas.", ["Paris", "Texas"], None),
        (
            "In Paris, Texas, and Paris.",
            ["Paris", "Texas", "Paris"],
            [PARIS_TEXAS, TEXAS, PARIS],
        ),
        ("In Bergen. In Oslo.", ["Bergen", "Oslo"], [BERGEN, OSLO]),
        ("In Norway, Georgia.", ["Norway", "Georgia"], [NORWAY, None]),
    ],
)
def test_what_the_text_states(text, names, found):
    got = [resolution.place for resolution in answer(text, *names)]
    if found is None:
        assert got[0] in (PARIS, PARIS_TEXAS)
        assert "stated_container" not in {
            r.rule for r in answer(text, *names)[0].reasons
        }
    else:
        wanted = [a or b for a, b in zip(found, got, strict=True)]
        assert got == wanted


def test_the_rest_of_the_article_decides():
    world = HandFed(
        {
            "Georgia": [GEORGIA, GEORGIA_US],
            "Atlanta": [town("Atlanta", "US/GA", 500_000)],
            "Macon": [town("Macon", "US/GA", 150_000)],
            "Tbilisi": [town("Tbilisi", "GE/51", 1_000_000)],
            "Batumi": [town("Batumi", "GE/04", 150_000)],
        }
    )
    text = "Georgia. Atlanta. Macon. Tbilisi. Batumi."
    south = answer(text, "Georgia", "Atlanta", "Macon", world=world)
    east = answer(text, "Georgia", "Tbilisi", "Batumi", world=world)
    assert south[0].place == GEORGIA_US
    assert east[0].place == GEORGIA


def test_an_answer_tells_what_else_it_could_have_been():
    (paris,) = answer("In Paris.", "Paris")
    assert paris.place == PARIS
    assert paris.match is Match.EXACT
    assert [s.candidate.place for s in paris.runners_up] == [PARIS_TEXAS]
    assert paris.score + sum(s.score for s in paris.runners_up) <= 1.0
    assert paris.reasons[0].rule == "prominence"


def test_the_more_even_the_rivals_the_lower_the_score():
    rivals = [town("X", "NO/1", 50_000), town("X", "EE/1", 49_000)]
    (even,) = answer("X.", "X", world=HandFed({"X": rivals}))
    (clear,) = answer("In Paris.", "Paris")
    assert even.score < 0.6 < clear.score


@pytest.mark.parametrize(
    ("match", "most"),
    [(Match.EXACT, 0.98), (Match.ALTERNATE, 0.8), (Match.GEOCODER, 0.9)],
)
def test_no_answer_is_surer_than_its_kind_of_match(match, most):
    (only,) = answer("X.", "X", world=HandFed({"X": [named(OSLO, match)]}))
    assert only.score == most


def test_a_name_without_candidates_stays_with_its_reason():
    text = "In Nowhere."
    hand = mention(text, "Nowhere")
    (plain,) = resolve(read_text(text), [(hand, ())])
    (asked,) = resolve(read_text(text), [(hand, ())], advice={0: "the server is down"})
    assert plain.place is asked.place is None
    assert plain.score == 0.0
    assert plain.match is None
    assert "has no entry for “Nowhere”" in plain.reasons[-1].note
    assert asked.reasons[-1].note.endswith("; the server is down")
    assert plain.reasons[0].rule == "hand"


def test_nothing_to_resolve():
    assert resolve(read_text("Nothing."), []) == ()


def test_mentions_come_back_in_their_order():
    text = "Oslo. Paris. Oslo. Bergen."
    got = answer(text, "Oslo", "Paris", "Oslo", "Bergen")
    assert [r.mention.text for r in got] == ["Oslo", "Paris", "Oslo", "Bergen"]
    assert [r.mention.passage for r in got] == sorted(r.mention.passage for r in got)


# --- cases -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names", "sizes"),
    [
        ("Oslo. Oslo. Paris.", ["Oslo", "Oslo", "Paris"], [2, 1]),
        ("Paris, Texas. Paris.", ["Paris", "Texas", "Paris"], [1, 1, 1]),
        ("Paris, Texas, Paris.", ["Paris", "Texas", "Paris"], [1, 1, 1]),
    ],
)
def test_mentions_that_must_mean_the_same_are_one_case(text, names, sizes):
    at, answers = 0, []
    for name in names:
        hand = mention(text, name, after=at)
        at = hand.passage.end
        answers.append((hand, WORLD.lookup(name)))
    assert [len(c.mentions) for c in group(text, answers)] == sizes


# --- candidates --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "kind", "hint", "found"),
    [
        ("Oslo", MentionKind.PLACE, "", [OSLO]),
        ("Greater Oslo", MentionKind.PLACE, "", [OSLO]),
        ("The Oslo", MentionKind.PLACE, "", [OSLO]),
        ("Norwegian", MentionKind.DEMONYM, "", [NORWAY]),
        ("Norwegian", MentionKind.PLACE, "", []),
        ("Norway", MentionKind.DEMONYM, "", []),
        ("TX", MentionKind.PLACE, ",", [TEXAS]),
        ("TX", MentionKind.PLACE, "", []),
        ("Nowhere", MentionKind.PLACE, "", []),
    ],
)
def test_candidates(words, kind, hint, found):
    hand = mention(words, words, kind=kind, hint=hint)
    assert [c.place for c in find_candidates(hand, WORLD)] == found


class Geocoder:
    def __init__(self, *found: Candidate, error: Exception | None = None) -> None:
        self.found, self.error, self.asked = found, error, []

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        self.asked.append(name)
        if self.error:
            raise self.error
        return self.found


def test_a_geocoder_answers_or_its_failure_is_told():
    pier = named(OSLO, Match.GEOCODER)
    hand = mention("Pier", "Pier")
    assert ask_geocoder(hand, Geocoder(pier)) == ((pier,), "")
    assert ask_geocoder(hand, None) == ((), "")
    failing = Geocoder(error=GeocoderBusy("wait a minute"))
    assert ask_geocoder(hand, failing) == ((), "wait a minute")


def test_a_geocoder_is_not_asked_about_peoples():
    geocoder = Geocoder()
    hand = mention("Norsk", "Norsk", kind=MentionKind.DEMONYM)
    assert ask_geocoder(hand, geocoder) == ((), "")
    assert geocoder.asked == []


# --- newspapers --------------------------------------------------------------------


def test_what_a_newspaper_writes_about():
    got = answer("Oslo. Bergen. Tallinn. Norway. Black Sea.", "Oslo", "Bergen",
                 "Tallinn", "Norway", "Black Sea")  # fmt: skip
    assert source_shares(got) == {
        ("NO", ""): 0.75,
        ("NO", "12"): 0.25,
        ("NO", "46"): 0.25,
        ("EE", ""): 0.25,
        ("EE", "01"): 0.25,
    }
    assert source_shares([]) == {}


def test_a_newspaper_of_texas_means_the_paris_of_texas():
    world = HandFed({"Paris": [PARIS_TEXAS, town("Paris", "US/KY", 30_000)]})
    habit = {("US", "TX"): 0.8, ("US", ""): 0.9}
    (plain,) = answer("Paris.", "Paris", world=world)
    (local,) = answer("Paris.", "Paris", world=world, source=habit)
    assert plain.place.admin1 == "KY"
    assert local.place == PARIS_TEXAS


# --- any answers -------------------------------------------------------------------

PLACES = st.sampled_from(
    [OSLO, BERGEN, TALLINN, PARIS, PARIS_TEXAS, NORWAY, USA, GEORGIA, GEORGIA_US, TEXAS,
     BLACK_SEA, HAMLET, country("Nil", "XX", 0), place("Null", "", "RGN", lat=0, lon=0)]
)  # fmt: skip
ANSWERS = st.lists(
    st.tuples(
        st.sampled_from(["Oslo", "Paris", "X"]),
        st.lists(st.tuples(PLACES, st.sampled_from(Match)), max_size=4),
        st.sampled_from(["", ",", "region", "city of"]),
        st.sampled_from(MentionKind),
    ),
    max_size=8,
)


@given(ANSWERS)
@settings(max_examples=150, deadline=None, database=None, derandomize=True)
def test_any_answers_are_resolved(rows):
    text = ", ".join(name for name, *_ in rows) or "x"
    answers, at = [], 0
    for name, candidates, hint, kind in rows:
        hand = mention(text, name, after=at, hint=hint, kind=kind)
        at = hand.passage.end
        answers.append((hand, tuple(named(p, m, name) for p, m in candidates)))
    got = resolve(read_text(text), answers)
    assert [r.mention for r in got] == [m for m, _ in answers]
    for resolution, (_, candidates) in zip(got, answers, strict=True):
        assert 0.0 <= resolution.score <= 0.98
        assert resolution.reasons
        assert all(reason.note for reason in resolution.reasons)
        assert (resolution.place is None) == (resolution.match is None)
        if not candidates:
            assert resolution.mention.text in {"Oslo", "Paris", "X"}
