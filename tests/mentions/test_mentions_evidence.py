"""Each piece of evidence for and against a name, weighed on a hand-fed world."""

from __future__ import annotations

import pytest
import spacy
from hand_fed import WORLD
from plain_english import ENGLISH

from geo.language import read_names, tokenise
from geo.mentions.block import Block
from geo.mentions.context import MentionContext
from geo.mentions.evidence import EVIDENCE, weigh
from geo.mentions.names import find_names


def evidence(text: str, words: str, language=ENGLISH) -> dict[str, float]:
    """Weigh the first name of these words."""
    doc = tokenise(language, text)
    read_names(language, doc, list(doc.sents))
    block = Block(doc)
    found = find_names(block, WORLD)
    at = next(i for i, name in enumerate(found) if name.text == words)
    before = found[at - 1] if at else None
    after = found[at + 1] if at + 1 < len(found) else None
    reasons = weigh(MentionContext(block, found[at], before, after))
    assert all(reason.note.strip() for reason in reasons)
    return {reason.rule: reason.weight for reason in reasons}


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
        ("They live in Oslo and Bergen.", "Oslo", "preposition", 1.2),
        ("They live in Xyzzyq.", "Xyzzyq", "preposition", 1.3),
        ("They live in Xyzzyq's house.", "Xyzzyq", "preposition", 1.2),
        ("They met at Xyzzyq.", "Xyzzyq", "preposition", 0.3),
        ("They sailed from Oslo to Xyzzyq.", "Xyzzyq", "way", 1.2),
        ("They sailed from Oslo to Xyzzyq.", "Oslo", "way", 1.2),
        ("They sailed to Xyzzyq.", "Xyzzyq", "way", None),
        ("Its owner sent the Oslo Express home.", "Oslo", "vessel", -6.0),
        ("Its owner saw Oslo Express home.", "Oslo", "vessel", None),
        ("They left Oslo for Xyzzyq.", "Xyzzyq", "way", 1.2),
        ("They paid Oslo for Xyzzyq.", "Xyzzyq", "way", None),
        ("They left for Xyzzyq.", "Xyzzyq", "way", 1.2),
        ("The Oslo Municipal Court is shut.", "Oslo", "court", 2.0),
        ("The Oslo Tennis Court is shut.", "Oslo", "court", None),
        ("They saw Xyzzyq, an uninhabited island.", "Xyzzyq", "called_a_place", 2.6),
        (
            "They saw Xyzzyq, a Norwegian village, at dawn.",
            "Xyzzyq",
            "called_a_place",
            2.6,
        ),
        ("They saw Xyzzyq, a village elder.", "Xyzzyq", "called_a_place", None),
        ("They saw Xyzzyq, a bird.", "Xyzzyq", "called_a_place", None),
        ("Kingston, who dined in Oslo, spoke.", "Kingston", "is_one_who", -3.0),
        ("Kingston, who are second, won.", "Kingston", "is_one_who", None),
        ("A man from Kingston, who dined, spoke.", "Kingston", "is_one_who", None),
        ("The mayor of Kingston, who dined, spoke.", "Kingston", "is_one_who", None),
        ("Norway, who dined in Oslo, spoke.", "Norway", "is_one_who", None),
        ("(Reporting by Ann Oslo in Bergen)", "Oslo", "in_credits", -6.0),
        ("(Reporting by Ann Hill in Oslo)", "Oslo", "in_credits", None),
        ("Ann Oslo left.", "Oslo", "in_credits", None),
        ("From: Oslo\nSubject: the trip\n\nWe left.", "Oslo", "sender", -6.0),
        ("From: Oslo\n\nWe left.", "Oslo", "sender", None),
        ("Kingston, in Oslo, said no.", "Kingston", "speaks_from", -4.0),
        ("Kingston, in Oslo, burned.", "Kingston", "speaks_from", None),
        ("Norway, in Oslo, said no.", "Norway", "speaks_from", None),
        ("He died aboard the Kingston.", "Kingston", "vessel", -6.0),
        ("He died aboard the Kingston train.", "Kingston", "vessel", None),
        ("Two tankers, the Kingston and the Zyx, sank.", "Kingston", "vessel", -6.0),
        ("They sailed down the Kingston.", "Kingston", "river", -4.0),
        ("The Kingston was high.", "Kingston", "river", -4.0),
        ("They read the Kingston papers.", "Kingston", "river", None),
        ("It burned on the Oslo-Bergen Road.", "Oslo", "street", -7.0),
        ("Rain fell east of Oslo.", "Oslo", "direction_of", 1.3),
        ("The people of Oslo sang.", "Oslo", "direction_of", None),
        ("It rains in eastern Kingston.", "Kingston", "direction_before", 1.2),
        ("It rains in eastern Xyzzyq.", "Xyzzyq", "direction_before", None),
        ("It rains in old Kingston.", "Kingston", "direction_before", None),
        ("Ferries to Kingston are late.", "Kingston", "carried", 2.0),
        ("The last train from Xyzzyq is late.", "Xyzzyq", "carried", 2.0),
        ("Letters to Kingston are late.", "Kingston", "carried", None),
        ("A farmer from Oslo won.", "Oslo", "home_of", 1.5),
        ("A letter from Oslo won.", "Oslo", "home_of", None),
        ("Oslo, a fisherman, sang.", "Oslo", "called_a_person", -6.0),
        ("Oslo, a retired teacher of 84, sang.", "Oslo", "called_a_person", -6.0),
        ("They flew to Oslo, a pianist said.", "Oslo", "called_a_person", None),
        ("Oslo, a fisherman village, sang.", "Oslo", "called_a_person", None),
        ("Oslo, a leader in chess, sang.", "Oslo", "called_a_person", None),
        ("It snows on the Oslo-Bergen road.", "Oslo", "way_between", 2.0),
        ("It snows on the Oslo-Bergen road.", "Bergen", "way_between", 2.0),
        ("It snows on the Oslo-Bergen coast.", "Bergen", "way_between", None),
        ("Said Oslo Kingston again.", "Kingston", "row_of_names", -5.0),
        ("Said Oslo, Kingston again.", "Kingston", "row_of_names", None),
        ("Kingston Phoenix won.", "Phoenix", "team_called_so", -6.0),
        ("Rain in Phoenix.", "Phoenix", "team_called_so", None),
        ("Emirates ordered jets.", "Emirates", "without_article", -6.0),
        ("They live in the Emirates.", "Emirates", "without_article", None),
        ("In Texas, Paris was calm.", "Paris", "in_region_at_head", 2.0),
        ("In Norway they say Oslo.", "Oslo", "in_region_at_head", None),
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
        (
            "Kingston flew home and said he was ill.",
            "Kingston",
            "acts_as_a_person",
            -4.0,
        ),
        ("Kingston flooded.", "Kingston", "acts_as_a_person", None),
        ("The frigate Kingston sank.", "Kingston", "vessel", -6.0),
        ("Her wife, Kingston, sang.", "Kingston", "relative", -7.0),
        ("Her sons Oslo and Kingston sang.", "Kingston", "relative", -7.0),
        ("Her son in Kingston sang.", "Kingston", "relative", None),
        ("Said mayor Kingston Tout.", "Kingston", "office_before", -5.0),
        ("Said Kingston mayor Tout.", "Kingston", "office_before", None),
        ("The Kingston burst its banks.", "Kingston", "river", -6.0),
        ("The Kingston mayor sang.", "Kingston", "river", None),
        ("It has Lamine Yamal.", "Yamal", "height_after_a_name", -5.0),
        ("FLOODS CUT OFF OSLO", "CUT OFF", "words_in_capitals", -5.0),
        ("Kingston's of Soho burned.", "Kingston", "called_after", -4.0),
        ("Kingston, 340, won.", "Kingston", "age_follows", None),
        ("Oslo 170 sang.", "Oslo", "numbered", -1.5),
        ("In Oslo 170 people sang.", "Oslo", "numbered", None),
        ("Oslo fever is rare.", "Oslo", "disease", -6.0),
        ("The Norwegian flu is rare.", "Norwegian", "disease", -6.0),
        ("The Oslo Rift virus is rare.", "Oslo", "disease", -6.0),
        ("Oslo has a virus.", "Oslo", "disease", None),
        ("Kingston & Sons won.", "Kingston", "firm", -2.5),
        ("St. Oslo's is full.", "St. Oslo", "saint_of", -6.0),
        ("St. Oslo is full.", "St. Oslo", "saint_of", None),
        ("By Ann Xyz\nThe Oslo Ledger\nIt ran.", "Oslo", "newspaper", -9.0),
        ("By Ann Xyz\nThe Oslo Times-Mail\nIt ran.", "Oslo", "newspaper", -9.0),
        ("BY ANN XYZ\n\nTHE OSLO LEDGER\n\nIt ran.", "OSLO", "newspaper", -9.0),
        ("By Ann Xyz\nOslo Ledger\nIt ran.", "Oslo", "newspaper", -9.0),
        ("By Ann Xyz\nOslo, Texas\nIt ran.", "Oslo", "newspaper", None),
        ("By Ann Xyz\nOslo Floods\nIt ran.", "Oslo", "newspaper", None),
        ("By Ann Xyz\nIt ran.\nThe Oslo Ledger\n", "Oslo", "newspaper", None),
        ("By Monday it ran.\nThe Oslo Ledger\n", "Oslo", "newspaper", None),
        ("It is Paris, Texas.", "Paris", "larger_place_follows", 3.0),
        ("It was Vikvoll on Askey.", "Vikvoll", "on_island", 2.0),
        ("It was Oslo on Askey.", "Oslo", "on_island", None),
        ("Oil was meant for Xyzzyq.", "Xyzzyq", "may_be_ground", 0.0),
        ("Oil was meant for Oslo.", "Oslo", "may_be_ground", None),
        ("It is Oslo, Texas.", "Oslo", "larger_place_follows", 0.8),
        ("It is Paris, Texas.", "Texas", "follows_smaller_place", 2.5),
        ("It is Paris, TX.", "TX", "follows_smaller_place", 2.5),
        ("It is Paris, TX.", "TX", "abbreviation", 2.5),
        ("So said Xyz Wen, TX, of it.", "TX", "letters_after_a_name", -8.0),
        ("She eats Oslo sprouts.", "Oslo", "product", -9.0),
        ("The Norwegian cheese is old.", "Norwegian", "product", None),
        ("The Cascade Xyzzyq is shut.", "Cascade", "word_of_a_longer_name", -5.0),
        ("The Cascade University is shut.", "Cascade", "word_of_a_longer_name", None),
        ("It is Paris, TX.", "TX", "letters_after_a_name", None),
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
