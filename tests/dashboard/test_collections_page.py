"""The app without a browser: what is kept of what is opened, for whom, and its menu."""

from __future__ import annotations

import pytest
from dashboard_app import data_of, field, hand_reader, open_menu, opened_app, page
from streamlit.runtime.scriptrunner_utils.exceptions import ScriptControlException
from streamlit.testing.v1 import AppTest

import geo
import geo.articles
import geo.collections
import geo.team
from dashboard import cached, library, session, sign_in, state
from dashboard.components.collections import (
    FEW,
    FEW_OF_OTHERS,
    FIND,
    INTO,
    MENU,
    NAME,
    PRIVATE,
    READERS,
    SHARED,
)
from dashboard.components.open_menu import ADD, PASTED, PUBLISHED, SOURCE, TITLE

read = pytest.fixture(hand_reader)
app = pytest.fixture(opened_app)


@pytest.fixture
def visit(read):
    """Load the page as a browser does that was here before, or as another one."""

    def load(before: AppTest | None = None, **asked: str) -> AppTest:
        read.cookies = data_of(before, "dateline_remember") if before else {}
        at = opened_app(read)
        at.query_params.update(asked)
        open_menu(at, MENU)  # what is in the menu is made once it is open
        return at.run()

    return load


def paste(at, text, **given):
    at.text_area(key=field(at, PASTED)).set_value(text)
    at.text_input(key=field(at, TITLE)).set_value(given.get("title", ""))
    at.text_input(key=field(at, SOURCE)).set_value(given.get("source", ""))
    if "day" in given:
        at.date_input(key=field(at, PUBLISHED)).set_value(given["day"])
    return at.button(key="read-pasted").click().run()


def texts(at):
    return [article.text for article in at.session_state["open"].articles]


def kept():
    return [(c.name, c.articles) for c in cached.collections().list()]


def own(at):
    return at.session_state["open"].collection


def listed(at):
    """The names of the collections in the menu, in their order."""
    kept = [b.label for b in at.button if str(b.key).startswith("kept-")]
    return [words.split("**")[1].replace("\\", "") for words in kept]


def upload(at, *files):
    (field,) = at.get("file_uploader")
    return field.set_value([(n, c, "text/plain") for n, c in files]).run()


def test_a_sample_is_never_kept(visit):
    visit()
    assert kept() == []


def test_a_pasted_text_is_kept_and_comes_back(visit):
    at = paste(visit(), "Rain in Moscow.", title="Rain", source="Wire")
    assert not at.exception
    assert kept() == [("Rain", 1)]
    again = visit(at)
    assert texts(again) == ["Rain in Moscow."]
    assert again.session_state["open"].articles[0].source == "Wire"


def test_what_was_read_is_not_read_again(visit, read):
    at = paste(visit(), "Rain in Moscow.")
    calls = len(read.calls)
    cached._readings().__init__(
        10, cached.collections()
    )  # a new server has nothing in memory
    assert not visit(at).exception
    assert len(read.calls) == calls


def test_another_browser_sees_nothing_of_it(visit):
    at = paste(visit(), "A secret in Moscow.", title="Secret")
    other = visit()
    assert "A secret in Moscow." not in texts(other)
    assert not any("Secret" in b.label for b in other.button)
    stolen = visit(collection=own(at).id)
    assert "A secret in Moscow." not in texts(stolen)
    assert "not shared" in stolen.error[0].value


def test_adding_reads_only_the_new_one(visit, read):
    at = paste(visit(), "Rain in Moscow.")
    at.checkbox(key=ADD).set_value(True)
    at = paste(at, "Sun in Suva.")
    assert texts(at) == ["Rain in Moscow.", "Sun in Suva."]
    assert read.calls[-1][0].text == "Sun in Suva."
    assert kept() == [("Rain in Moscow.", 2)]


def test_files_are_added_too(visit):
    at = paste(visit(), "Rain in Moscow.")
    at.checkbox(key=ADD).set_value(True)
    at = upload(at, ("a.txt", b"Sun in Suva."))
    assert texts(at) == ["Rain in Moscow.", "Sun in Suva."]
    assert kept() == [("Rain in Moscow.", 2)]


def test_opened_without_adding_it_is_a_collection_of_its_own(visit):
    at = paste(paste(visit(), "Rain in Moscow."), "Sun in Suva.")
    assert texts(at) == ["Sun in Suva."]
    assert kept() == [("Sun in Suva.", 1), ("Rain in Moscow.", 1)]
    first = next(b for b in at.button if "Rain in Moscow" in b.label)
    assert texts(first.click().run()) == ["Rain in Moscow."]


def test_one_bad_file_costs_only_itself(visit):
    at = upload(visit(), ("a.txt", b"Rain in Suva."), ("b.txt", b" "), ("c.txt", b"Sun."))  # fmt: skip
    assert texts(at) == ["Rain in Suva.", "Sun."]
    said = at.error[0].value.replace("\\", "")
    assert "2 of 3 files opened" in said
    assert "B.txt: the text is empty" in said
    assert kept() == [("Rain in Suva. and 1 more", 2)]


def test_private_keeps_nothing_and_stays_on(visit):
    at = visit()
    at = at.toggle(key=PRIVATE).set_value(True).run()
    at = paste(at, "A secret in Moscow.")
    assert texts(at) == ["A secret in Moscow."]
    assert kept() == []
    (article,) = at.session_state["open"].articles
    key = cached.tools_of(state.Options(), online=False).key
    assert not cached._readings().reading(article, key)
    again = visit(at)
    assert "A secret in Moscow." not in texts(again)
    assert again.toggle(key=PRIVATE).value is True
    assert "Nothing you open is kept" in page(again)


def test_renamed_shared_merged_deleted(visit):
    at = paste(paste(visit(), "Rain in Moscow."), "Sun in Suva.")
    at.text_input(key=f"{NAME}-{own(at).id}").set_value("Weather").run()
    assert kept()[0] == ("Weather", 1)
    at.toggle(key=f"{SHARED}-{own(at).id}").set_value(True).run()
    assert at.query_params["collection"] == own(at).id
    assert texts(visit(collection=own(at).id)) == ["Sun in Suva."]
    rain = cached.collections().list(words="rain")[0]
    at.selectbox(key=f"{INTO}-{own(at).id}").set_value(rain.id).run()
    at.button(key="merge").click().run()
    assert texts(at) == ["Rain in Moscow.", "Sun in Suva."]
    assert kept() == [("Rain in Moscow.", 2)]
    open_menu(at, MENU)  # it closed when the other collection was opened
    at.run()
    at.button(key="delete").click().run()
    assert "Delete “Rain in Moscow\\.” with 2 articles?" in at.warning[0].value
    at.button(key="delete-sure").click().run()
    assert kept() == []
    assert texts(at) == [geo.articles.samples()[0].read().text]


def test_a_collection_becomes_an_archive(visit, read):
    from geo.archive import Shelf

    at = paste(visit(), "Rain in Moscow.", title="Rain")
    open_menu(at, MENU)
    at.run().button(key="make-archive").click().run()
    assert not at.exception
    (listed,) = Shelf().list()
    assert listed.name == "Rain"
    asked = at.session_state["open"].asked
    assert asked.archive == listed
    held = cached.archive(listed.address).atlas(asked.question, limit=9).articles
    assert [a.title for a in held] == [read.atlas.articles[0].title]
    assert asked.answering == 1
    assert kept() == [("Rain", 1)]


def test_an_archive_of_a_collection_asks_no_geocoder(visit, monkeypatch):
    tools, asked = cached.tools_of, []

    def noted(options, *, online: bool):
        asked.append(online)
        return tools(options, online=online)

    monkeypatch.setattr(cached, "tools_of", noted)
    at = paste(visit(), "Rain in Moscow.")
    at.session_state[state.ONLINE] = True
    open_menu(at, MENU)
    at.run()
    asked.clear()
    at.button(key="make-archive").click().run()
    assert not at.exception
    assert asked
    assert not any(asked)


@pytest.fixture
def team(monkeypatch):
    """Sign in as Ann; others have been here."""
    ann, bob, cy = (
        geo.team.Person(n.casefold(), n, geo.team.Role.CORRECT)
        for n in ("Ann", "Bob", "Cy")
    )
    monkeypatch.setattr(sign_in, "required", lambda: True)
    monkeypatch.setattr(sign_in, "person", lambda: ann)
    kept = cached.team()
    for who in (ann, bob, cy):
        kept.meet(who)
    return kept


def test_it_is_shared_by_name_with_others_alone(visit, team):
    at = paste(visit(), "Rain in Moscow.")
    (names,) = (m for m in at.multiselect if str(m.key).startswith(READERS))
    assert names.options == ["Bob", "Cy"]
    assert team.shared_with("bob") == frozenset()
    names.set_value(["bob"]).run()
    assert team.shared_with("bob") == {own(at).id}


def test_of_what_many_share_the_first_are_listed_and_all_are_counted(visit, team):
    store = cached.collections()
    for number in range(FEW_OF_OTHERS + 2):
        made = store.create(f"Flood {number}", owner="bob")
        team.share(made.id, ["ann"])
    at = visit()
    of_others = [b for b in at.button if str(b.key).startswith("of-others-")]
    assert len(of_others) == FEW_OF_OTHERS
    assert f"Shared with you ({FEW_OF_OTHERS + 2})" in page(at)


def test_a_deletion_can_be_left(visit):
    at = paste(visit(), "Rain in Moscow.")
    at.button(key="delete").click().run()
    at.button(key="delete-not").click().run()
    assert kept() == [("Rain in Moscow.", 1)]


def test_files_of_the_command_line_are_kept_when_asked(visit, monkeypatch, tmp_path):
    (tmp_path / "one.txt").write_text("News from Moscow.", "utf-8")
    monkeypatch.setenv(state.FILES, str(tmp_path / "one.txt"))
    at = visit()
    assert kept() == []
    at = at.button(key="keep").click().run()
    assert kept() == [("News from Moscow.", 1)]
    other = paste(at, "Later in Suva.")
    assert texts(visit(other)) == ["Later in Suva."]  # the same run of the server
    library._run.clear()
    assert texts(visit(other)) == ["News from Moscow."]  # named anew at its start


def test_what_cannot_be_kept_is_open_all_the_same(visit, monkeypatch):
    def refuse(*args, **options):
        raise geo.OutputError("the disk is full; free some space")

    at = visit()
    monkeypatch.setattr(geo.collections.Collections, "create", refuse)
    at = paste(at, "Rain in Moscow.")
    assert texts(at) == ["Rain in Moscow."]
    assert "disk is full" in at.error[0].value


def test_the_next_click_does_not_break_off_a_callback(monkeypatch):
    stops = [ScriptControlException("the next click")] * 2
    written = {}

    class Session:
        def get(self, name, otherwise):
            if stops:
                raise stops.pop()
            return written.get(name, otherwise)

        __setitem__ = written.__setitem__

    monkeypatch.setattr(session.st, "session_state", Session())
    with pytest.raises(ScriptControlException), session.atomic_callback():
        session.put({"a": session.get("b", 1)})
    assert written == {"a": 1}
    with session.atomic_callback():
        assert session.get("a") == 1


@pytest.mark.parametrize(
    ("asked", "title"),
    [({"sample": "routes"}, "routes"), ({}, "lavrov-wonsan")],
)
def test_the_address_opens_a_sample(visit, asked, title):
    at = visit(**asked)
    assert at.session_state["open"].sample == title


def test_an_unknown_sample_is_said(visit):
    assert "no sample of this name" in visit(sample="none").error[0].value


def test_the_choice_stands_in_the_address_of_a_sample_alone(visit):
    at = visit(place="geonames:524901")
    assert at.session_state["selection"] == state.Selection("place", "geonames:524901")
    assert at.query_params == {
        "sample": "lavrov-wonsan",
        "place": "geonames:524901",
    }
    at = paste(at, "Rain in Moscow.")
    at.session_state["selection"] = state.Selection("place", "geonames:524901")
    assert at.run().query_params == {}


def test_going_back_chooses_what_was_chosen(visit):
    at = visit(place="geonames:524901")
    at.query_params.clear()
    at.query_params["sample"] = "lavrov-wonsan"
    assert at.run().session_state["selection"] == state.Selection()


def test_what_was_opened_last_stands_first(visit):
    at = paste(paste(visit(), "Rain in Moscow."), "Sun in Suva.")
    (rain,) = (b for b in at.button if "Rain in Moscow" in b.label)
    rain.click().run()
    assert [name for name, _ in kept()] == ["Rain in Moscow.", "Sun in Suva."]


def test_what_a_private_session_opens_is_not_noted(visit):
    at = paste(paste(visit(), "Rain in Moscow."), "Sun in Suva.")
    at = at.toggle(key=PRIVATE).set_value(True).run()
    assert own(at) is None  # what was open stays open, and is nobody's collection
    assert texts(at) == ["Sun in Suva."]
    (rain,) = (b for b in at.button if "Rain in Moscow" in b.label)
    assert texts(rain.click().run()) == ["Rain in Moscow."]
    assert [name for name, _ in kept()] == ["Sun in Suva.", "Rain in Moscow."]


def test_in_private_what_is_open_can_be_added_to(visit):
    at = visit().toggle(key=PRIVATE).set_value(True).run()
    at = paste(at, "Rain in Moscow.")
    at.checkbox(key=ADD).set_value(True)
    at = paste(at, "Sun in Suva.")
    assert texts(at) == ["Rain in Moscow.", "Sun in Suva."]
    assert kept() == []


def test_a_text_that_is_added_twice_is_open_once(visit):
    at = paste(visit(), "Rain in Moscow.")
    at.checkbox(key=ADD).set_value(True)
    at = paste(at, "Rain in Moscow.", title="Told again")
    assert [a.title for a in at.session_state["open"].articles] == ["Told again"]


def test_of_two_files_how_many_were_opened_is_said(visit):
    at = upload(visit(), ("a.txt", b"Rain in Suva."), ("b.txt", b" "))
    assert "1 of 2 files opened" in at.error[0].value


def test_many_collections_are_found_by_name(visit):
    at = visit()
    store, owner = cached.collections(), at.session_state["owner"]
    for number in range(FEW + 2):
        made = store.create(f"Flood {number}", owner=owner)
        store.add(made.id, [geo.read_text(f"Water rose for {number} days.")])
    at.run()
    assert len(listed(at)) == FEW
    at.text_input(key=FIND).set_value("flood 1").run()
    assert listed(at) == ["Flood 1"]


def test_a_collection_is_not_merged_into_itself(visit):
    at = paste(paste(visit(), "Rain in Moscow."), "Sun in Suva.")
    offered = at.selectbox(key=f"{INTO}-{own(at).id}").options
    assert [words.partition(" · ")[0] for words in offered] == ["Rain in Moscow."]
