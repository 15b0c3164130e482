"""Who may see and do what: each cell of the table in docs/server.md, and what it rests on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from geo.collections import Collection
from geo.corrections import (
    Checked,
    Scope,
    StoredCorrection,
    TextSpan,
    audit_table,
    make_correction,
)
from geo.corrections.records import Undo, from_json, to_json
from geo.errors import InputError
from geo.model import Article
from geo.team import (
    Limits,
    Person,
    Role,
    Rules,
    Spent,
    Team,
    may_audit,
    may_change,
    may_correct,
    may_enter,
    may_keep_archives,
    may_read,
    may_take_back,
    of_browser,
    open_team,
    person_of,
    read_rules,
    require_left,
    signed,
)

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
PEOPLE = {
    "not signed in": Person(),
    "no role": Person("person-a", "Ann"),
    "reads": Person("person-a", "Ann", Role.READ),
    "corrects": Person("person-a", "Ann", Role.CORRECT),
    "administers": Person("person-a", "Ann", Role.ADMINISTER),
}
CLAIMS = {"is_logged_in": True, "iss": "https://id.example", "sub": "ann"}


def _collection(owner: str, *, shared: bool = False) -> Collection:
    return Collection("c", "Rain", NOW, NOW, shared, 1, owner)


def _said(person: str, author: str = "Bob"):
    made = make_correction(
        Checked(), TextSpan(""), Article("a", "Rain."), Scope.ARTICLE, time=NOW
    )
    return signed(made, Person(person, author, Role.CORRECT))


OWN, ANOTHERS = _collection("person-a"), _collection("person-b")
SHARED = _collection("person-b", shared=True)
DEEDS = {
    "any page, samples, archives; open a text": may_enter,
    "a collection of one's own: read": lambda who: may_read(who, OWN),
    "a collection of one's own: rename, share, merge, delete": lambda who: may_change(
        who, OWN
    ),
    "another's collection: read": lambda who: may_read(who, ANOTHERS, ["person-c"]),
    "another's, shared with them by name: read": lambda who: may_read(
        who, ANOTHERS, ["person-a"]
    ),
    "another's, shared by its address: read": lambda who: may_read(who, SHARED),
    "another's, however shared: rename, share, delete": lambda who: may_change(
        who, SHARED
    ),
    "correct, mark an article as checked": may_correct,
    "take back a correction of one's own": lambda who: may_take_back(
        who, _said("person-a", "Ann")
    ),
    "take back another's correction": lambda who: may_take_back(who, _said("person-b")),
    "see and download who corrected what and when": may_audit,
    "make, rename, delete an archive": may_keep_archives,
}


def _table() -> list[tuple[str, str, str]]:
    text = Path(__file__).parents[2] / "docs/server.md"
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.read_text("utf-8").splitlines()
        if line.startswith("| ") and line.count("|") == len(PEOPLE) + 2
    ]
    head, *body = rows
    return [
        (deed, who, cell)
        for deed, *cells in body
        for who, cell in zip(head[1:], cells, strict=True)
    ]


@pytest.mark.parametrize(("deed", "who", "cell"), _table())
def test_the_table_is_true(deed, who, cell):
    assert cell == ("yes" if DEEDS[deed](PEOPLE[who]) else "no")


def test_the_table_is_whole():
    assert {(deed, who) for deed, who, _ in _table()} == {
        (deed, who) for deed in DEEDS for who in PEOPLE
    }


def test_where_nobody_signs_in_a_browser_has_its_own_and_the_corrections_are_all_s():
    browser = of_browser("random")
    assert may_change(browser, _collection("random"))
    assert not may_read(browser, ANOTHERS)
    assert may_correct(browser)
    assert may_take_back(browser, _said("person-b"))
    assert may_audit(browser)
    made = make_correction(
        Checked(), TextSpan(""), Article("a", "Rain."), Scope.ARTICLE
    )
    assert signed(made, browser) is made


# Roles


RULES = """
[team]
claim = "teams"
read = ["guests"]
correct = ["desk"]
administer = ["chiefs"]
otherwise = "nobody"
"""


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ({}, None),
        ({"teams": []}, None),
        ({"teams": "guests"}, Role.READ),
        ({"teams": ["desk", "guests"]}, Role.CORRECT),
        ({"teams": ["chiefs", "desk"]}, Role.ADMINISTER),
        ({"teams": ["Chiefs", 7, None]}, None),
        ({"teams": {"chiefs": 1}}, None),
        ({"teams": 7}, None),
        ({"groups": ["chiefs"]}, None),
    ],
)
def test_a_role_is_what_the_provider_s_groups_say(tmp_path, said, role):
    file = tmp_path / "sign-in.toml"
    file.write_text(RULES)
    person = person_of(CLAIMS | said, read_rules(file))
    assert person.role is role
    assert may_enter(person) is bool(role)


def test_without_rules_whoever_signs_in_may_correct(tmp_path):
    file = tmp_path / "sign-in.toml"
    file.write_text("[auth]\n")
    assert read_rules(file) == Rules()
    assert person_of(CLAIMS, Rules()).role is Role.CORRECT


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ('admin = ["x"]', "no admin"),
        ('otherwise = "all"', "otherwise is one of"),
        ('read = "desk"', 'read is a list, as ["desk"]'),
        ("read = [1]", "read is a list"),
    ],
)
def test_rules_that_cannot_be_used_say_why(tmp_path, line, advice):
    file = tmp_path / "sign-in.toml"
    file.write_text(f"[team]\n{line}\n")
    with pytest.raises(InputError) as refused:
        read_rules(file)
    assert advice in str(refused.value)


# The file of the team


@pytest.fixture
def team(tmp_path):
    with open_team(tmp_path) as opened:
        yield opened


def test_a_collection_is_shared_by_name(team):
    team.meet(Person("person-b", "Bob"))
    team.meet(Person("person-a", "Ann"))
    team.meet(Person("person-b", "Bob Smith"))  # the provider has another name now
    assert list(team.people().items()) == [
        ("person-a", "Ann"), ("person-b", "Bob Smith"),
    ]  # fmt: skip
    team.share("one", ["person-a", "person-b"])
    team.share("two", ["person-b"])
    team.share("one", ["person-b"])
    assert team.readers("one") == {"person-b"}
    assert team.shared_with("person-b") == {"one", "two"}
    assert team.shared_with("person-a") == frozenset()


def test_what_is_spent_is_of_a_person_and_a_day(tmp_path):
    day = [NOW]
    with Team(tmp_path / "team.sqlite", clock=lambda: day[0]) as team:
        team.spend("person-a", articles=3)
        team.spend("person-a", seconds=1.5)
        team.spend("person-b", articles=9)
        assert team.spent("person-a") == Spent(3, 1.5)
        day[0] += timedelta(days=1)
        assert team.spent("person-a") == Spent()


@pytest.mark.parametrize(
    ("limits", "articles", "advice"),
    [
        (Limits(), 10_000, ""),
        (Limits(articles=10), 4, ""),
        (
            Limits(articles=10),
            5,
            "of 10 articles a day you have 4 left, and this would open 5",
        ),
        (Limits(articles=3), 1, "you have 0 left"),
        (Limits(seconds=60), 1, ""),
        (Limits(seconds=50), 1, "the 50 seconds of reading"),
    ],
)
def test_a_limit_refuses_what_is_too_much(limits, articles, advice):
    spent = Spent(6, 50.0)
    if not advice:
        require_left(limits, spent, articles)
        return
    with pytest.raises(InputError, match=advice):
        require_left(limits, spent, articles)


# Who said what and when


def test_the_list_of_corrections_says_who_what_and_when():
    taken_back = StoredCorrection(_said("person-b"), Undo("Ann", NOW))
    evil = StoredCorrection(_said("person-c", "=cmd()"))
    first, last, before = audit_table([taken_back, evil]).splitlines()
    assert first.startswith("time,author,said,scope,article")
    assert last.startswith("2026-11-29T12:00:00+00:00,'=cmd(),this article is checked")
    assert ",2026-11-29T12:00:00+00:00,Ann," in before
    assert before.endswith(",person-b")


def test_the_author_s_id_is_kept_and_an_older_file_has_none():
    kept = StoredCorrection(_said("person-b"))
    line = to_json(kept)
    assert from_json(line) == kept
    older = line.replace(',"person":"person-b"', "")
    assert from_json(older).correction.person == ""
