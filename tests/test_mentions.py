"""Recognition on a hand-fed world: each piece of evidence, and what holds for any text."""

from __future__ import annotations

import pytest
import spacy
from hand_fed import WORLD, HandFed, named, town
from hypothesis import given, settings
from hypothesis import strategies as st
from known_places import HOSTILE_NAMES

from geo.articles import read_text
from geo.language import add_abbreviations, read_names, tokenise
from geo.mentions import BLOCK, ENOUGH, blocks, find_mentions, mentions_at
from geo.mentions.case import Case
from geo.mentions.evidence import EVIDENCE, weigh
from geo.mentions.found import find_names
from geo.model import Article, Match, Mention, MentionKind

# No model: what the gazetteer and the words themselves tell.
ENGLISH = spacy.blank("en")
add_abbreviations(ENGLISH)


def evidence(text: str, words: str, language=ENGLISH) -> dict[str, float]:
    """Weigh the first name of these words."""
    doc = tokenise(language, text)
    read_names(language, doc, list(doc.sents))
    found = find_names(doc, WORLD)
    at = next(i for i, name in enumerate(found) if name.text == words)
    before = found[at - 1] if at else None
    after = found[at + 1] if at + 1 < len(found) else None
    reasons = weigh(Case(doc, found[at], before, after))
    assert all(reason.note.strip() for reason in reasons)
    return {reason.rule: reason.weight for reason in reasons}


def mentions(text: str, gazetteer=WORLD, language=ENGLISH) -> tuple[Mention, ...]:
    return find_mentions(read_text(text), language, gazetteer)


def words(text: str, gazetteer=WORLD) -> list[str]:
    return [mention.text for mention in mentions(text, gazetteer)]


# --- each piece of evidence --------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "rule", "weight"),
    [
        ("Norway is calm.", "Norway", "known_area", 2.5),
        ("The Black Sea is calm.", "Black Sea", "known_area", 2.5),
        ("Norwegian ships sail.", "Norwegian", "demonym", 2.5),
        ("It says UNN again.", "UNN", "abbreviation", 2.5),
        ("It says Oslo.", "Oslo", "size", 1.9),
        ("It says Paris.", "Paris", "size", 2.6),
        ("It says Kingston.", "Kingston", "size", 0.8),
        ("It says Vikvoll.", "Vikvoll", "size", 0.2),
        ("It says Byname.", "Byname", "only_alternate", -1.0),
        ("They live in Oslo.", "Oslo", "preposition", 1.2),
        ("They live in Oslo Heights.", "Oslo", "preposition", 0.4),
        ("It is Oslo, Estonia Minister.", "Oslo", "larger_place_follows", None),
        ("The Oslo River is wide.", "Oslo River", "type_in_name", 1.5),
        ("On Lake Xyzzyq it rains.", "Lake Xyzzyq", "type_in_name", 1.5),
        ("Reading helps.", "Reading", "opens_sentence", -2.5),
        ("“Reading helps.”", "Reading", "opens_sentence", -2.5),
        ("It is Reading.", "Reading", "opens_sentence", None),
        ("Oslo helps.", "Oslo", "opens_sentence", None),
        ("She speaks Norwegian.", "Norwegian", "language_word", -6.0),
        ("It is written in Norwegian.", "Norwegian", "language_word", -6.0),
        ("It is in Norwegian hands.", "Norwegian", "language_word", None),
        ("An Oslo man won.", "Oslo", "local_word", 1.2),
        ("The Oslo Mayor won.", "Oslo", "local_word", 1.2),
        ("Vikvoll said no.", "Vikvoll", "speaks", -2.0),
        ("No, said Vikvoll.", "Vikvoll", "speaks", -2.0),
        ("Paris said no.", "Paris", "speaks", None),
        ("Norway said no.", "Norway", "speaks", None),
        ("Kingston, 34, won.", "Kingston", "age_follows", -3.0),
        ("Kingston, 340, won.", "Kingston", "age_follows", None),
        ("Oslo fever is rare.", "Oslo", "disease", -6.0),
        ("The Norwegian flu is rare.", "Norwegian", "disease", -6.0),
        ("The Oslo Rift virus is rare.", "Oslo", "disease", -6.0),
        ("Oslo has a virus.", "Oslo", "disease", None),
        ("Kingston & Sons won.", "Kingston", "firm", -2.5),
        ("St. Oslo's is full.", "St. Oslo", "saint_of", -6.0),
        ("St. Oslo is full.", "St. Oslo", "saint_of", None),
        ("It is Paris, Texas.", "Paris", "larger_place_follows", 3.0),
        ("It is Oslo, Texas.", "Oslo", "larger_place_follows", 0.8),
        ("It is Paris, Texas.", "Texas", "follows_smaller_place", 2.5),
        ("It is Paris, TX.", "TX", "follows_smaller_place", 2.5),
        ("It is Paris, TX.", "TX", "abbreviation", 2.5),
        ("The Kursk region is flat.", "Kursk", "type_word", 1.5),
        ("In the city of Vikvoll it rains.", "Vikvoll", "type_word", 2.0),
        ("An Oslo-based firm.", "Oslo", "based", 2.0),
        ("OSLO (AP) - Rain fell.", "OSLO", "dateline", 3.0),
        ("OSLO, Norway — Rain fell.", "OSLO", "dateline", 3.0),
        ("OSLO — Rain fell.", "OSLO", "dateline", 3.0),
        ("OSLO-based firms", "OSLO", "dateline", None),
        ("XYZZYQ — Rain fell.", "XYZZYQ", "dateline", None),
        ("Title\n\nOSLO -- Rain fell.", "OSLO", "dateline", 3.0),
        ("It is Reading.", "Reading", "could_be_a_word", -2.0),
        ("He told UNZ so.", "UNZ", "acronym", -3.0),
        ("President Kingston spoke.", "Kingston", "person", -4.0),
        ("Jack London spoke.", "London", "person", -4.0),
        ("Jack van London spoke.", "London", "person", None),
        ("Victoria Kingston spoke.", "Kingston", "person", -4.0),
        ("On London Road it rains.", "London", "street", -7.0),
        ("The Oslo Zyx spoke.", "Oslo", "part_of_longer_name", -2.2),
        ("The Zyx Oslo spoke.", "Oslo", "part_of_longer_name", -2.2),
        ("Northern Norway is calm.", "Norway", "part_of_longer_name", None),
        ("Oslo University is calm.", "Oslo", "part_of_longer_name", None),
        ("Oslo Bergen is a line.", "Oslo", "part_of_longer_name", None),
        ("It says Norway.", "Norway", "preposition", None),
        ("The oslo (AP) - Oslo.", "Oslo", "dateline", None),
        ("Norway and Estonia.", "Estonia", "person", None),
    ],
)
def test_evidence(text, name, rule, weight):
    assert evidence(text, name).get(rule) == weight


def tagged(label: str, pattern: str):
    """Give a pipeline that takes these words for a thing of this kind."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": pattern}])
    return nlp


@pytest.mark.parametrize(
    ("label", "pattern", "rule", "weight"),
    [
        ("GPE", "Vikvoll", "model_says_place", 1.0),
        ("LOC", "Vikvoll", "model_says_place", 1.0),
        ("FAC", "Vikvoll", "model_says_place", 1.0),
        ("LOC", "Xyzzyq", "model_says_place", 1.0),
        ("PERSON", "Vikvoll", "model_says_person", -1.2),
        ("PERSON", "Old Vikvoll", "model_says_person", None),
        ("PERSON", "Old Vikvoll", "part_of_person", -4.0),
        ("ORG", "Vikvoll", "model_says_organisation", -0.7),
        ("ORG", "Vikvoll Zyx", "model_says_organisation", None),
        ("ORG", "Vikvoll Zyx", "part_of_organisation", 0.0),
        ("ORG", "Old Vikvoll", "part_of_organisation", 0.0),
        ("EVENT", "Vikvoll", "model_says_other", -2.5),
        ("CARDINAL", "Vikvoll", "model_says_place", None),
        ("CARDINAL", "Vikvoll", "model_says_other", None),
        ("PERSON", "Anna Old", "home_of", 1.5),
        ("ORG", "Anna Old", "home_of", None),
    ],
)
def test_evidence_of_a_model(label, pattern, rule, weight):
    text = "Anna Old of Vikvoll left. Old Vikvoll Zyx spoke to Xyzzyq."
    name = "Xyzzyq" if pattern == "Xyzzyq" else "Vikvoll"
    if rule == "home_of":
        assert evidence(text, name, tagged(label, pattern)).get(rule) == weight
    else:
        rest = text.partition(". ")[2]
        assert evidence(rest, name, tagged(label, pattern)).get(rule) == weight


@pytest.mark.parametrize(
    ("text", "name", "label", "pattern", "rule", "weight"),
    [
        ("They saw Oslo.", "Oslo", "LOC", "Oslo", "model_says_place", 2.0),
        ("They saw Norway.", "Norway", "LOC", "Norway", "model_says_place", 2.0),
        ("Oslo Zyx won.", "Oslo", "ORG", "Oslo Zyx", "part_of_organisation", 0.8),
        (
            "The Zyx of Oslo won.",
            "Oslo",
            "ORG",
            "Zyx of Oslo",
            "part_of_organisation",
            0.8,
        ),
        ("Zyx Oslo won.", "Oslo", "ORG", "Zyx Oslo", "part_of_organisation", 0.0),
    ],
)
def test_a_model_is_believed_more_of_large_places(
    text, name, label, pattern, rule, weight
):
    assert evidence(text, name, tagged(label, pattern)).get(rule) == weight


def test_every_piece_of_evidence_is_in_a_table_above():
    marks = [*test_evidence.pytestmark, *test_evidence_of_a_model.pytestmark]
    rules = {row[-2] for mark in marks for row in mark.args[1] if row[-1] is not None}
    assert rules == {rule.__name__ for rule in EVIDENCE}


# --- what is believed --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rain fell in Oslo and Bergen.", ["Oslo", "Bergen"]),
        ("The Hague is calm. The Norwegians left.", ["The Hague", "Norwegians"]),
        ("He told UNZ so.", []),
        ("It says Vikvoll.", []),
        ("They live in Vikvoll.", ["Vikvoll"]),
        ("Kingston is calm. They live in Kingston.", ["Kingston", "Kingston"]),
        ("Vikvoll is calm. They live in Vikvoll.", ["Vikvoll"]),
        ("Vikvoll said no. Vikvoll left.", []),
        ("Anna Kingston won. Kingston wept.", []),
        (
            "Anna Kingston won. She lives in Kingston, Norway.",
            ["Kingston", "Norway"],
        ),
        ("He said it in Reading. Reading is fun.", []),
        ("He lives in the city of Reading. Reading is fun.", ["Reading"]),
        ("oslo and norway", []),
        ("The well in the village of Xyzzyq ran dry.", ["Xyzzyq"]),
        ("He left a Xyzzyq-based firm.", ["Xyzzyq"]),
        ("They saw Xyzzyq.", []),
    ],
)
def test_what_is_believed(text, found):
    assert words(text) == found


def test_a_mention_tells_where_it_stands_and_why():
    article = read_text("It rained.\n\nThen snow fell in Oslo. It melted.")
    (mention,) = find_mentions(article, ENGLISH, WORLD)
    assert article.text[mention.passage.start : mention.passage.end] == "Oslo"
    sentence = article.text[mention.sentence.start : mention.sentence.end]
    assert sentence == "Then snow fell in Oslo."
    assert mention.passage.article_id == article.id
    assert mention.toponym == "oslo"
    assert sum(reason.weight for reason in mention.reasons) >= ENOUGH


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Norway is calm.", "Norway", MentionKind.PLACE),
        ("The Norwegian fleet.", "Norwegian", MentionKind.DEMONYM),
        ("Norway University is calm.", "Norway", MentionKind.EMBEDDED),
        ("The University of Norway is calm.", "Norway", MentionKind.EMBEDDED),
        ("The Bank of Norway is calm.", "Norway", MentionKind.EMBEDDED),
        ("The north of Norway is calm.", "Norway", MentionKind.PLACE),
    ],
)
def test_kinds(text, name, kind):
    (mention,) = (m for m in mentions(text) if m.text == name)
    assert mention.kind is kind


@pytest.mark.parametrize(
    ("text", "name", "hint"),
    [
        ("The Kursk region is flat.", "Kursk", "region"),
        ("They live in the city of Kursk.", "Kursk", "city of"),
        ("It is Paris, TX.", "TX", ","),
        ("It is Paris, Texas.", "Texas", ""),
        ("Georgia, the country, is calm.", "Georgia", "country of"),
        ("Georgia, the American state, is calm.", "Georgia", "state"),
        ("Georgia is calm.", "Georgia", ""),
    ],
)
def test_hints(text, name, hint):
    assert {m.hint for m in mentions(text) if m.text == name} == {hint}


# --- given spans -------------------------------------------------------------------


def test_given_spans_are_taken_as_they_are():
    article = read_text("The Norwegian flew to Paris, TX, and Nowhereville.")
    spans = [(4, 13), (22, 27), (29, 31), (37, 49)]
    found = mentions_at(article, spans, ENGLISH, WORLD)
    assert [(m.passage.start, m.passage.end) for m in found] == spans
    assert [m.text for m in found] == ["Norwegian", "Paris", "TX", "Nowhereville"]
    assert [m.kind.value for m in found] == ["demonym", "place", "place", "place"]
    assert [m.hint for m in found] == ["", "", ",", ""]


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([], []),
        ([(0, 2)], ["Os"]),
        ([(0, 100)], None),
        ([(4, 5)], [" "]),
        ([(0, 15)], ["Oslo and Bergen"]),
    ],
)
def test_odd_spans(spans, found):
    got = mentions_at(read_text("Oslo and Bergen"), spans, ENGLISH, WORLD)
    if found is None:
        assert got == ()
    else:
        assert [m.text for m in got if m.text.strip()] == [
            w for w in found if w.strip()
        ]


# --- long texts --------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 2, 7, 50, 1000])
def test_blocks_cover_the_text(size):
    text = "One two.\n\nThree four\nfive sixseveneightnine. \U0001f6f3 ten\n\n\n" * 3
    cut = list(blocks(text, size))
    assert "".join(block for _, block in cut) == text
    assert all(text[start:].startswith(block) for start, block in cut)
    assert all(block for _, block in cut)
    assert all(len(block) <= size for _, block in cut)


def test_blocks_end_where_paragraphs_do():
    text = ("word " * 30 + "\n\n") * 10
    assert all(block.endswith("\n") for _, block in blocks(text, 400))
    assert list(blocks("")) == []


@given(st.text(" \nab", max_size=60), st.integers(1, 20))
@settings(max_examples=200, deadline=None, database=None, derandomize=True)
def test_blocks_of_any_text(text, size):
    assert "".join(block for _, block in blocks(text, size)) == text


def test_offsets_hold_beyond_the_first_block():
    filler = "Nothing happened on that day, nor on the next one. " * (BLOCK // 40)
    article = read_text(f"They met in Oslo. {filler}\n\nThen they met in Bergen.")
    shares: list[float] = []
    found = find_mentions(article, ENGLISH, WORLD, shares.append)
    assert [m.text for m in found] == ["Oslo", "Bergen"]
    assert [article.text[m.passage.start : m.passage.end] for m in found] == [
        "Oslo",
        "Bergen",
    ]
    assert len(shares) > 1
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_name_means_the_same_in_every_block():
    filler = "Nothing happened on that day, nor on the next one. " * (BLOCK // 40)
    text = f"Anna Kingston came. {filler}\n\nKingston is large. So is Kingston."
    assert words(text) == []


# --- any text ----------------------------------------------------------------------

SOUP = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "Oslo",
                "Norway",
                "Paris",
                "TX",
                "Norwegian",
                "Vikvoll",
                "Jack",
                "The Hague",
            ]
        ),
        st.sampled_from(
            [*", . ; : - — ( ) ' ’s", "\n\n", "\u2028", "of", "in", "the", "from", "to"]
        ),
        st.sampled_from([n for k, n in HOSTILE_NAMES.items() if k != "long"]),
        st.text(st.characters(exclude_categories=()), max_size=6),
    ),
    max_size=25,
)


def sound(article: Article, found: tuple[Mention, ...]) -> None:
    """Mentions quote the text, in order, and do not overlap."""
    end = 0
    for mention in found:
        passage, sentence = mention.passage, mention.sentence
        assert article.text[passage.start : passage.end] == mention.text
        assert end <= passage.start < passage.end <= len(article.text)
        assert sentence.start <= passage.start < passage.end <= sentence.end
        assert mention.reasons
        end = passage.end


@given(SOUP, st.sampled_from([" ", "", "\n"]))
@settings(max_examples=150, deadline=None, database=None, derandomize=True)
def test_any_text_is_read(parts, gap):
    text = gap.join(parts)
    if text.strip():
        article = read_text(text)
        sound(article, find_mentions(article, ENGLISH, WORLD))


@pytest.mark.parametrize("key", HOSTILE_NAMES)
def test_hostile_names_are_words_like_others(key):
    name = HOSTILE_NAMES[key]
    world = HandFed({**WORLD.names, name: [town(name, "NO/46", 2_000_000)]})
    article = read_text(f"They met in Oslo near {name} and in Bergen.")
    found = find_mentions(article, ENGLISH, world)
    sound(article, found)
    assert found[0].text == "Oslo"


def test_a_place_known_only_by_an_alternate_name_needs_a_preposition():
    world = HandFed({"Zed": [named(town("Z", "NO/1", 90_000), Match.ALTERNATE)]})
    assert words("They met near Zed.", world) == []
    assert words("They met in the city of Zed.", world) == ["Zed"]
