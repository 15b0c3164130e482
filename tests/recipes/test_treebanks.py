"""Treebanks and whole corpora as training reads them, and what it keeps back."""

from __future__ import annotations

import lzma

import pytest
import recipes_in_tree  # noqa: F401 -- finds them
import spacy
from training_texts import archive, said

from geo.recipes.model.annotated import Annotated, Name
from geo.recipes.model.conllu import (
    SENTENCES_A_DOC,
    Sentence,
    Token,
    named_sentences,
    read_treebank,
    syntax_docs,
)
from geo.recipes.model.corpora import named_texts, syntax_sentences
from geo.recipes.model.documents import documents

ENGLISH = spacy.blank("en")

LEAVE = """
# newdoc id = {document}
# text = Don't leave Oslo!
1-2 Don't _ _ _ _ _ _ _ _
1 Do do AUX VB _ 3 aux _ _
2 n't not PART RB _ 3 advmod _ _
3 leave leave VERB VB _ 0 root _ _
3.1 it it PRON PRP _ _ _ _ _
4 Oslo Oslo PROPN NNP _ 3 obj _ Discourse=a|Entity=(1-place-new-1-sgl-Oslo)|SpaceAfter=No
5 ! ! PUNCT . _ 3 punct _ _
"""
GONE = """
# text = We're gone
1-2 We're _ _ _ _ _ _ _ SpaceAfter=No
1 We we PRON PRP _ 3 nsubj _ _
2 're be AUX VBP _ 3 cop _ _
3 gone go VERB VBN _ 0 root _ _
"""


def conllu(*blocks: str) -> str:
    """Print blocks as treebanks do, with tabs."""
    lines = "\n".join(blocks).splitlines()
    printed = [row.replace(" ", "\t") if row[:1].isdigit() else row for row in lines]
    return "\n".join(printed).strip() + "\n\n"


def treebank(folder, *blocks):
    files = {"gum/one.conllu": conllu(*blocks), "gum/LICENSE.txt": "1\tfree\n"}
    return list(read_treebank(archive(folder / "gum.tar.xz", files)))


# --- syntax ---------------------------------------------------------------------------


def test_contractions_and_empty_nodes(tmp_path):
    first, second = treebank(tmp_path, LEAVE.format(document="GUM_a"), GONE)
    assert (first.document, first.text) == ("GUM_a", "Don't leave Oslo!")
    assert (second.document, second.text) == ("GUM_a", "We'regone")
    assert [token.text for token in first.tokens] == "Do n't leave Oslo !".split()


def test_syntax(tmp_path):
    sentences = treebank(tmp_path, LEAVE.format(document="GUM_a"), GONE)
    (doc,) = syntax_docs(sentences, ENGLISH.vocab)
    assert doc.text.strip() == "Don't leave Oslo! We'regone"
    assert [token.head.i for token in doc] == [2, 2, 2, 2, 2, 7, 7, 7]
    assert [token.dep_ for token in doc][:5] == "aux advmod ROOT obj punct".split()
    assert [token.tag_ for token in doc][5:] == "PRP VBP VBN".split()
    assert [token.pos_ for token in doc][5:] == "PRON AUX VERB".split()
    assert [token.lemma_ for token in doc][5:] == "we be go".split()
    assert [token.i for token in doc if token.is_sent_start] == [0, 5]


@pytest.mark.parametrize(
    ("documents_of", "sizes"),
    [
        ([], []),
        (["a"] * 3, [3]),
        (["a", "a", "b"], [2, 1]),
        (["a"] * (SENTENCES_A_DOC + 1), [SENTENCES_A_DOC, 1]),
        (["a"] * SENTENCES_A_DOC + ["b"], [SENTENCES_A_DOC, 1]),
    ],
)
def test_syntax_comes_in_short_documents(documents_of, sizes):
    def sentence(name: str) -> Sentence:
        return Sentence(name, [Token("Go", "go", "VERB", "VB", 0, "ROOT", False, "")])

    docs = syntax_docs(map(sentence, documents_of), ENGLISH.vocab)
    assert [len(list(doc.sents)) for doc in docs] == sizes


# --- names ----------------------------------------------------------------------------


def sentence(words: str) -> Sentence:
    """Read "Oslo|PROPN|2|(1-place-new)": word, kind, its head counted from 1, brackets."""
    tokens = []
    for i, word in enumerate(words.split()):
        text, upos, head, entity = [*word.split("|"), "", "", ""][:4]
        to = int(head) - 1 if head else i
        dep = "ROOT" if to == i else "dep"
        tokens.append(Token(text, text, upos or "X", "", to, dep, True, entity))
    return Sentence("GUM_a", tokens)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Snow in Oslo|PROPN|1|(1-place-new)", ["Oslo: LOC"]),
        ("Anna|PROPN|1|(1-person-new Vik|PROPN|1|1)", ["Anna Vik: PERSON"]),
        ("the|DET|2|(3-organization-new Vik|PROPN|2|3) won", ["Vik: ORG"]),
        ("the|DET|2|(3-place-new town|NOUN|2|3) slept", []),
        (
            "the|DET|2|(1-place-new town|NOUN of|ADP|4 Vik|PROPN|2|(2-place-new)1)",
            ["Vik: LOC"],
        ),
        (
            "Bank|PROPN|1|(1-organization-new of|ADP|3 Vik|PROPN|1|(2-place-new)1)",
            ["Bank of Vik: ORG"],
        ),
        (
            "Vik|PROPN|1|(1-place-new in|ADP|3 May|PROPN|1|1)",
            ["Vik: LOC"],
        ),
        (
            "on|ADP|2|(1-time-new Monday|PROPN|2|1) and|X|3|(2-time-new) later",
            ["on Monday: DATE"],
        ),
        ("two|NUM|2|(1-object-new Vasas|PROPN|2|1)", []),
        ("a Norwegian|ADJ|3 ship|NOUN|3|(1-object-new)", ["Norwegian: NORP"]),
        (
            "a South|ADJ|3 Korean|ADJ|4 ship|NOUN|4|(1-object-new)",
            ["South Korean: NORP"],
        ),
        (
            "Vik|PROPN|2|(1-place-new)(2-organization-new Police|PROPN|2|2)",
            ["Vik Police: ORG"],
        ),
        ("Oslo|PROPN|1|7) is|X|1 cold", []),
        ("nobody marked Oslo|PROPN|1", None),
    ],
)
def test_names_are_the_proper_nouns_of_a_mention(words, names):
    found = [said(annotated) for annotated in named_sentences([sentence(words)])]
    assert found == ([] if names is None else [names])


def test_names_stand_where_the_text_has_them(tmp_path):
    (found,) = named_sentences(treebank(tmp_path, LEAVE.format(document="GUM_a"), GONE))
    assert found == Annotated("Don't leave Oslo!", (Name(12, 16, "LOC"),))


# --- corpora --------------------------------------------------------------------------

SPLITS = """# Splits

## dev

  * GUM_news_dev

## test

  * GUM_news_test

## test2

  * GENTLE_a

## train

  * GUM_news_train
"""
GMB = """Sentence #,Word,POS,Tag
Sentence: 1,Snow,NN,O
,in,IN,O
,Bergen,NNP,B-geo
Sentence: 2,Snow,NN,O
,in,IN,O
,Bergen,NNP,B-geo
"""


@pytest.fixture(scope="module")
def corpora(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpora")
    for name in ("gum", "ewt", "gmb", "crossner", "uner", "re3d"):
        (folder / name).mkdir()
    parts = ("train", "dev", "test")
    gum = {
        f"gum/GUM_news_{part}.conllu": conllu(LEAVE.format(document=f"GUM_news_{part}"))
        for part in parts
    }
    archive(folder / "gum/gum-open-genres.tar.xz", gum)
    ewt = {
        f"ewt/en_ewt-ud-{part}.conllu": conllu(LEAVE.format(document=f"ewt-{part}"))
        for part in parts
    }
    archive(folder / "ewt/en_ewt-ud.tar.xz", ewt)
    (folder / "gum/splits.md").write_text(SPLITS, "utf-8")
    with lzma.open(folder / "gmb/ner_dataset.csv.xz", "wt", encoding="latin1") as file:
        file.write(GMB)
    crossner = {"crossner/a/train.txt": "In\tO\nVik\tB-location\n"}
    archive(folder / "crossner/crossner-without-conll2003.tar.xz", crossner)
    row = "1\tTo\tO\t-\t-\n2\tVoss\tB-LOC\t-\t-\n"
    (folder / "uner/a.iob2").write_text(row, "utf-8")
    re3d = {
        "re3d/documents.json": '{"_id": "1", "text": "Near Moss."}',
        "re3d/entities.json": (
            '{"documentId": "1", "type": "Location", "begin": 5, "end": 9}'
        ),
    }
    archive(folder / "re3d/re3d-without-bbc.tar.xz", re3d)
    return folder


@pytest.mark.parametrize(
    ("part", "documents_of_it"),
    [
        ("train", ["ewt-train", "GUM_news_train"]),
        ("dev", ["ewt-dev", "GUM_news_dev"]),
        ("ewt-test", ["ewt-test"]),
        ("gum-test", ["GUM_news_test"]),
    ],
)
def test_no_part_reads_another(corpora, part, documents_of_it):
    found = [sentence.document for sentence in syntax_sentences(corpora, part)]
    assert found == documents_of_it


def test_names_once_of_silver_and_twice_of_gold(corpora):
    texts = [annotated.text for annotated in named_texts(corpora)]
    leave = ["Don't leave Oslo!"] * 2  # of train and dev; what measures is kept back
    gold = ["To Voss", "Near Moss.", *leave]
    assert texts == ["Snow in Bergen", "In Vik", *gold, *gold]


# --- documents ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names", "entities", "unknown"),
    [
        ("Snow in Old Oslo.", ["Old Oslo"], [(2, 4, "LOC")], ()),
        ("Snow in Oslo.", ["Osl"], [(2, 3, "LOC")], ()),
        ("Snow in Oslo\nBergen.", ["Oslo\nBergen"], [], ()),
        (
            "Snow in Oslo\nBergen.",
            ["Oslo", "Bergen"],
            [(2, 3, "LOC"), (4, 5, "LOC")],
            (),
        ),
        ("Snow in Old Oslo.", ["Oslo", "Old Oslo"], [(2, 4, "LOC")], ()),
        ("Snow in Oslo in May.", ["Oslo", "?May"], [(2, 3, "LOC")], (4,)),
        ("Snow in Oslo in May.", ["Oslo", "?Oslo", "?May"], [(2, 3, "LOC")], (4,)),
    ],
)
def test_documents(text, names, entities, unknown):
    spans = [(text.index(n.strip("?")), len(n.strip("?")), n[0] == "?") for n in names]
    named = tuple(Name(s, s + size, "LOC") for s, size, ask in spans if not ask)
    asked = tuple((s, s + size) for s, size, ask in spans if ask)
    (tokens,) = documents(ENGLISH, [Annotated(text, named, asked)])
    assert tokens.doc(ENGLISH.vocab).text == text
    assert list(tokens.entities) == entities
    assert tokens.unknown == unknown


def test_a_document_says_what_it_does_not_know():
    annotated = Annotated("Snow in Oslo in May", (Name(8, 12, "LOC"),), ((16, 19),))
    (tokens,) = documents(ENGLISH, [annotated])
    doc = tokens.doc(ENGLISH.vocab)
    assert [token.ent_iob_ for token in doc] == ["O", "O", "B", "O", ""]
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Oslo", "LOC")]
