"""Links that sentences state, or do not; the parts: test_link_parts.py, _ends.py."""

from __future__ import annotations

import pytest
from atlases import atlas_from
from hand_fed import place, town

import geo
from geo.language import load_language
from geo.links import MAX_IN_SENTENCE, contains, find_links
from geo.model import Link, LinkKind, join_links

WORLD = {
    "Oslo": town("Oslo", "NO/12", 580_000),
    "Riga": town("Riga", "LV/25", 600_000),
    "Bergen": town("Bergen", "NO/46", 250_000),
    "Norway": place("Norway", "NO", "PCLI", 5_000_000),
    "Latvia": place("Latvia", "LV", "PCLI", 1_900_000),
    "Nowhere": None,
}


def links_of(text: str) -> tuple[Link, ...]:
    atlas = atlas_from(text, {name: WORLD[name] for name in WORLD if name in text})
    return find_links(atlas.articles[0], atlas.resolutions, load_language())


def say(link: Link) -> str:
    """Write a link in short: "movement: Oslo -> Riga (planned)"."""
    ends = link.evidence[0].origin.text, link.evidence[0].destination.text
    words = f"{link.kind}: {(' -> ' if link.directed else ' - ').join(ends)}"
    return words if link.status == "stated" else f"{words} ({link.status})"


def stated(links: tuple[Link, ...]) -> list[Link]:
    return [link for link in links if link.kind is not LinkKind.CO_MENTION]


def said(text: str) -> list[str]:
    return [say(link) for link in stated(links_of(text))]


def read(text: str, gazetteer) -> list[Link]:
    return stated(geo.build_atlas([geo.read_text(text)], gazetteer).links)


@pytest.mark.parametrize(
    "text",
    [
        "Norway withdrew|its last soldiers from Latvia on Thursday.",
        "Norway signed visa agreements|with Latvia.",
        "Sewage from Oslo has|fouled beaches in Riga.",
        "Norway allegedly|sold Latvia stolen wheat.",
    ],
)
def test_an_indented_line_end_links_what_a_blank_does(text):
    links = said(text.replace("|", " "))
    assert links
    assert said(text.replace("|", "\n            ")) == links


@pytest.mark.parametrize(
    ("text", "link"),
    [
        # movement
        ("A ferry sailed from Oslo to Riga.", "movement: Oslo -> Riga"),
        ("A ferry sailed from the port of Oslo to Riga.", "movement: Oslo -> Riga"),
        ("She returned to Oslo from Riga.", "movement: Riga -> Oslo"),
        ("The ferry will leave Oslo for Riga.", "movement: Oslo -> Riga (planned)"),
        ("She flew from Oslo, her home since 1990, to Riga.", "movement: Oslo -> Riga"),
        ("Flights between Oslo and Riga resumed.", "movement: Oslo - Riga"),
        ("A railway links Oslo with Riga.", "movement: Oslo - Riga"),
        ("Norway sent two ships to Latvia.", "movement: Norway -> Latvia"),
        ("Two ships were sent from Norway to Latvia.", "movement: Norway -> Latvia"),
        ("The Norwegian king arrived in Riga.", None),  # nobody said what it means
        ("Latvia was visited by the king of Norway.", "movement: Norway -> Latvia"),
        (
            "A visit by the king of Norway to Latvia ended.",
            "movement: Norway -> Latvia",
        ),
        ("Norway withdrew its soldiers from Latvia.", "movement: Latvia -> Norway"),
        ("Growers in Norway exported roses to Riga.", "movement: Norway -> Riga"),
        ("Shops in Oslo imported onions from Riga.", "movement: Riga -> Oslo"),
        # cooperation
        ("Talks between Norway and Latvia began.", "cooperation: Norway - Latvia"),
        ("Norway and Latvia signed a treaty.", "cooperation: Norway - Latvia"),
        ("Norway held talks with Latvia.", "cooperation: Norway - Latvia"),
        ("The pact was signed by Norway and Latvia.", "cooperation: Norway - Latvia"),
        ("Norway gave Latvia 200 tents.", "cooperation: Norway -> Latvia"),
        ("Latvia bought boots from Norway.", "cooperation: Norway -> Latvia"),
        # conflict
        ("A war between Norway and Latvia ended.", "conflict: Norway - Latvia"),
        ("Norway invaded Latvia.", "conflict: Norway -> Latvia"),
        ("Norway struck a hospital in Riga.", "conflict: Norway -> Riga"),
        ("Norway imposed sanctions on Latvia.", "conflict: Norway -> Latvia"),
        ("Norway accused Latvia of theft.", "conflict: Norway -> Latvia"),
        ("Norway recalled its ambassador to Latvia.", "conflict: Norway -> Latvia"),
        ("Norway severed ties with Latvia.", "conflict: Norway - Latvia"),
        # spread
        ("Cholera spread from Norway to Latvia.", "spread: Norway -> Latvia"),
        ("A virus came to Latvia from Norway.", "spread: Norway -> Latvia"),
    ],
)
def test_what_a_sentence_states(text, link):
    assert said(text) == ([link] if link else [])


@pytest.mark.parametrize(
    "text",
    [
        "From Oslo to Riga, voters waited.",
        "The hills between Oslo and Riga are low.",
        "Oslo lies 20 miles north of Riga.",
        "A ferry sailed from Oslo. To Riga it was far.",
        "A ferry sailed from Oslo to Oslo.",
        "A bus ran from Oslo to Norway.",
        "Norway sent ships to Bergen.",
        "Norway beat Latvia 3-1.",
        "She was born in Oslo and lives in Riga.",
        "A teacher from Oslo spoke in Riga.",
        "He visited Oslo, Bergen and Riga.",
        "She flew between Oslo.",
        "She flew from Oslo to",
        "She flew from Oslo to Nowhere.",
    ],
)
def test_what_states_nothing(text):
    assert said(text) == []


def test_an_army_may_attack_a_town_of_its_country():
    assert said("Norway attacked Bergen.") == ["conflict: Norway -> Bergen"]


def test_equals_are_linked_each_with_each(gazetteer):
    found = read("Ministers from Norway, Latvia and Chile met.", gazetteer)
    assert [say(link) for link in found] == [
        "cooperation: Norway - Latvia",
        "cooperation: Norway - Chile",
        "cooperation: Latvia - Chile",
    ]


def test_a_line_break_within_a_sentence_parts_nothing(gazetteer):
    (link,) = read("A ferry sailed from Oslo\n to Riga.", gazetteer)
    assert say(link) == "movement: Oslo -> Riga"
    assert read("A ferry sailed from Oslo\n\nto Riga.", gazetteer) == []
    assert read("A ferry sailed from Oslo\nTo Riga it is far.", gazetteer) == []


def test_a_link_says_who_what_and_why():
    (link,) = stated(links_of("A ferry will sail from Oslo to Riga."))
    assert (link.actor, link.predicate) == ("ferry", "sail")
    assert [(reason.rule, reason.note) for reason in link.reasons] == [
        ("link_word", "“sail” links Oslo and Riga"),
        ("status", "“will” makes it planned"),
    ]


def test_each_half_of_a_sentence_has_its_own_time(gazetteer):
    text = "Israel attacked Iran last week; France condemned Syria in March 2014."
    times = [str(e.when) for link in read(text, gazetteer) for e in link.evidence]
    assert times == ["“last week”", "“in March 2014”: March 2014"]


def test_evidence_is_the_sentence_and_both_names():
    text = "It rained. A ferry sailed from Oslo to Riga."
    (link,) = stated(links_of(text))
    (evidence,) = link.evidence
    assert text[evidence.passage.start : evidence.passage.end].startswith("A ferry")
    assert (evidence.origin.text, evidence.destination.text) == ("Oslo", "Riga")


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (
            "Norway and Latvia share a past. The two countries signed a treaty.",
            "cooperation: Norway - Latvia",
        ),
        (
            "The king was in Riga. Norway sent ships to the capital.",
            "movement: Norway -> Riga",
        ),
    ],
)
def test_evidence_reaches_back_to_the_sentence_that_names_an_end(text, link, gazetteer):
    (found,) = read(text, gazetteer)
    assert say(found) == link
    (evidence,) = found.evidence
    assert (evidence.passage.start, evidence.passage.end) == (0, len(text))


def test_whom_an_article_has_introduced_acts_for_a_country(gazetteer):
    later = "Later Lavrov visited North Korea."
    first = "Russian Foreign Minister Sergei Lavrov was at home."
    (link,) = read(f"{first} {later}", gazetteer)
    assert say(link) == "movement: Russian -> North Korea"
    assert link.actor == "Sergei Lavrov"
    assert read(f"Sergei Lavrov was at home. {later}", gazetteer) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A flight between Oslo and Riga. A flight between Riga and Oslo.", 1),
        ("A flight from Oslo to Riga. A flight from Riga to Oslo.", 2),
        ("A bus went from Oslo to Riga. A bus went from Oslo to Riga.", 1),
        ("A bus went from Oslo to Riga. A train went from Oslo to Riga.", 2),
        ("A flight from Oslo to Riga. She will go from Oslo to Riga.", 2),
        ("A flight between Oslo and Riga. A war between Oslo and Riga.", 2),
    ],
)
def test_what_makes_links_one(text, count):
    found, again = stated(links_of(text)), stated(links_of(text))
    assert len({link.id for link in found}) == len(found) == count
    assert sum(len(link.evidence) for link in found) == 2
    assert [link.id for link in found] == [link.id for link in again]


def test_merging_nothing():
    assert join_links([]) == ()


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Oslo and Riga are cold.", ["Oslo Riga"]),
        ("Oslo is the capital of Norway.", []),
        ("Oslo is cold. Riga is cold.", []),
        ("Oslo, Oslo and Oslo.", []),
        ("Oslo in Latvia.", ["Oslo Latvia"]),
        ("She flew from Oslo to Riga.", []),
        (
            "She flew from Oslo to Riga, where Bergen is loved.",
            ["Oslo Bergen", "Riga Bergen"],
        ),
    ],
)
def test_places_named_together(text, pairs):
    together = [k for k in links_of(text) if k.kind is LinkKind.CO_MENTION]
    assert [f"{k.origin.name} {k.destination.name}" for k in together] == pairs
    assert not any(k.directed for k in together)


@pytest.mark.parametrize("more", [0, 1])
def test_a_list_of_many_places_links_none(more):
    names = [f"Town{chr(65 + i)}" for i in range(MAX_IN_SENTENCE + more)]
    places = {name: town(name, f"X{name[-1]}") for name in names}
    atlas = atlas_from(", ".join(names), places)
    found = find_links(atlas.articles[0], atlas.resolutions, load_language())
    assert bool(found) is (more == 0)


def test_a_place_and_its_country_are_no_link():
    assert contains(WORLD["Norway"], WORLD["Bergen"])
    assert contains(WORLD["Bergen"], WORLD["Norway"])
    assert not contains(WORLD["Norway"], WORLD["Riga"])
    assert not contains(WORLD["Norway"], WORLD["Norway"])
