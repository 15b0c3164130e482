"""When a name means a government or a team, and when the ground."""

from __future__ import annotations

import pytest

from geo.articles import read_text
from geo.labels import how_meant
from geo.language import load_language
from geo.mentions import find_mentions
from geo.model import MentionKind, Reason

METONYM, PLACE = MentionKind.METONYM, MentionKind.PLACE


def kinds(text: str, gazetteer) -> dict[str, MentionKind]:
    found = find_mentions(read_text(text), load_language(), gazetteer)
    return {mention.text: mention.kind for mention in found}


@pytest.mark.parametrize(
    ("text", "metonyms"),
    [
        # by what it does
        ("Moscow said that talks would go on.", {"Moscow"}),
        ("Tehran has rejected the offer.", {"Tehran"}),
        ("On Friday, Ankara expelled two diplomats.", {"Ankara"}),
        ("Beijing and Hanoi agreed to share the water.", {"Beijing", "Hanoi"}),
        ("Manila, which had rejected it, lodged a protest.", {"Manila"}),
        ("Warsaw is ready to sign.", {"Warsaw"}),
        ("KENYA BANS PLASTIC BAGS", {"KENYA"}),
        # by what is done to it
        ("The minister accused Kyiv of delay.", {"Kyiv"}),
        ("Brazil beat Chile 2-1.", {"Brazil", "Chile"}),
        ("The camps were funded by Riyadh.", {"Riyadh"}),
        # by what stands before it
        ("The general was an ally of Moscow.", {"Moscow"}),
        ("Talks between Seoul and Pyongyang broke down.", {"Seoul", "Pyongyang"}),
        ("They want sanctions against Minsk.", {"Minsk"}),
        ("A pro-Moscow party won.", {"Moscow"}),
        ("The UAE-backed fighters left.", {"UAE"}),
        # by what it has
        ("Nobody noticed Seoul's efforts.", {"Seoul"}),
        # the ground
        ("The envoy flew to Moscow.", set()),
        ("It rained in Moscow, said a driver.", set()),
        ("Moscow lies on a river.", set()),
        ("Warsaw was rebuilt after the war.", set()),
        ("Moscow's streets were empty.", set()),
        ("A man in eastern Aleppo said so.", set()),
        ("Moscow police found the car.", set()),
        ("It was noted by Moscow's ministry.", set()),
        ("A house bordered by Lebanon and the sea.", set()),
        ("WARSAW, Poland (AP) - Officials agreed to wait.", set()),
        ("Officials in Paris, Texas, said no.", set()),
    ],
)
def test_metonyms(text, metonyms, gazetteer):
    found = kinds(text, gazetteer)
    assert found, text
    assert {words for words, kind in found.items() if kind is METONYM} == metonyms


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Kremlin denied it.", METONYM),
        ("Crowds stood outside the Kremlin.", PLACE),
        ("The White House declined to comment.", METONYM),
        ("Snow fell on the White House lawn.", PLACE),
        ("Downing Street said nothing.", METONYM),
    ],
)
def test_seats(text, kind, gazetteer):
    assert set(kinds(text, gazetteer).values()) == {kind}


def test_a_metonym_says_why(gazetteer):
    article = read_text("Moscow said no. An ally of Moscow agreed.")
    found = find_mentions(article, load_language(), gazetteer)
    notes = [_reason(mention.reasons).note for mention in found]
    meant = "“Moscow” here means those who act for it: "
    assert notes[0] == meant + "its verb is “said”"
    assert notes[1] == meant + "“ally of” stands before it"


def test_what_a_metonym_means_can_be_shown(gazetteer):
    text = "South Korea sent rice. The North said no. It rained in Moscow."
    found = find_mentions(read_text(text), load_language(), gazetteer)
    shown = {mention.text: how_meant(mention) for mention in found}
    assert shown["Moscow"] == ()
    assert shown["North"][-1].endswith("“North” is North Korea")


def _reason(reasons: tuple[Reason, ...]) -> Reason:
    (reason,) = (r for r in reasons if r.rule == "metonym")
    assert reason.weight == 0.0
    return reason


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("South Korea sent rice. The North sent it back.", {"North": "North Korea"}),
        ("Pyongyang closed the road to the South.", {"South": "South Korea"}),
        ("Gaza was dark. Nobody left the Strip.", {"Strip": "Gaza Strip"}),
        ("The North of England is wet, said Oslo.", {}),
        ("Farmers in the North say it is dry.", {}),
        ("South Korea sent a ship to the North Sea.", {}),
    ],
)
def test_short_forms(text, short, gazetteer):
    found = find_mentions(read_text(text), load_language(), gazetteer)
    assert {m.text: m.stands_for for m in found if m.stands_for} == short
