"""Who is at the page: what an identity provider says, and nobody else."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

import geo
from dashboard import people, sign_in
from geo.corrections import Checked, Scope, TextSpan
from geo.team import Role, Rules, Spent, open_team

ANN = {"is_logged_in": True, "iss": "https://id.example", "sub": "ann", "name": "Ann"}


@pytest.fixture
def claims(monkeypatch, tmp_path):
    said = dict(ANN)
    monkeypatch.setattr(sign_in, "st", SimpleNamespace(user=said))
    monkeypatch.setattr(sign_in, "required", lambda: True)
    return said


@pytest.mark.parametrize(
    "changed",
    [{"is_logged_in": False}, {"is_logged_in": None}, {"iss": ""}, {"sub": None}],
)
def test_nobody(claims, changed):
    claims.update(changed)
    assert sign_in.person().id == people.owner() == ""


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        ({"name": "Anna", "email": "a@example.org"}, True),
        ({"sub": "bob"}, False),
        ({"iss": "https://other.example"}, False),
    ],
)
def test_a_person_is_who_the_provider_says(claims, changed, same):
    ann = sign_in.person().id
    claims.update(changed)
    assert (sign_in.person().id == ann) is same


def test_no_cookie_makes_a_person(claims, monkeypatch):
    sent = {people.OWNER_COOKIE: "person-x"}
    monkeypatch.setattr(people, "sent_cookies", lambda: sent)
    assert people.owner() == sign_in.person().id != "person-x"
    assert "ann" not in people.owner()


# What is decided of a person reaches the files


@pytest.fixture
def kept(claims, monkeypatch, tmp_path):
    """Give what the dashboard keeps, in a folder of its own; ``claims`` say who asks."""
    stores = SimpleNamespace(
        collections=geo.open_collections(tmp_path),
        corrections=geo.open_corrections(tmp_path),
        team=open_team(tmp_path),
    )
    for name in vars(stores):
        monkeypatch.setattr(
            people.cached, name, lambda name=name: getattr(stores, name)
        )
    limits = SimpleNamespace(person_articles=3, person_seconds=0.0)
    monkeypatch.setattr(people.cached, "settings", lambda: limits)
    rules = Rules(roles={"guests": Role.READ, "chiefs": Role.ADMINISTER})
    monkeypatch.setattr(sign_in, "_rules", lambda: rules)
    yield stores
    for store in vars(stores).values():
        store.close()


BOB = {"sub": "bob", "name": "Bob"}


def _checked():
    article = geo.read_text("Rain fell in Suva.")
    return geo.make_correction(Checked(), TextSpan(""), article, Scope.ARTICLE)


def test_a_correction_is_signed_and_taken_back_by_its_author_or_who_administers(
    claims, kept
):
    for made in (_checked(), _checked()):
        people.keep_correction(made)
    first, second = kept.corrections.in_force()
    assert (first.author, first.person) == ("Ann", people.owner())
    people.take_back(first.id)
    claims.update(BOB)
    with pytest.raises(geo.InputError, match="a correction of Ann"):
        people.take_back(second.id)
    claims.update(groups=["chiefs"])
    people.take_back(second.id)
    undone = [each.undone.author for each in kept.corrections.history()]
    assert undone == ["Ann", "Bob"]


def test_who_only_reads_corrects_nothing(claims, kept):
    claims.update(groups=["guests"])
    assert not people.may_correct()
    with pytest.raises(geo.InputError, match="you may read here"):
        people.keep_correction(_checked())
    assert not kept.corrections.history()


def test_what_is_shared_by_name_is_found_by_whom_it_is_shared_with(claims, kept):
    mine = kept.collections.create("Rain", owner=people.owner())
    kept.team.meet(people.person())
    claims.update(BOB)
    assert not people.may_read(mine)
    with pytest.raises(geo.InputError, match="only its owner"):
        people.share_with(mine, [people.owner()])
    bob = people.owner()
    claims.update(ANN)
    people.share_with(mine, [bob])
    assert not any(people.others_collections().values())
    claims.update(BOB)
    assert people.may_read(mine)
    assert not people.may_change(mine)
    assert people.others_collections()["Shared with you"] == [(mine, "Ann")]
    claims.update(sub="cy", groups=["chiefs"])
    assert people.others_collections()["Of everybody"] == [(mine, "Ann")]
    assert people.may_change(mine)


def test_a_limit_is_each_person_s_own(claims, kept):
    people.open_some(2)
    with pytest.raises(geo.InputError, match="you have 1 left"):
        people.open_some(2)
    claims.update(BOB)
    people.open_some(3)
    with people.reading():
        pass  # too little work to be noted
    assert kept.team.spent(people.owner()) == Spent(3)
