"""Universal Dependencies treebanks (EWT, GUM): syntax as spaCy documents, names of GUM.

GUM marks every mention of an entity, "the old city" too; its named part is the run of
proper nouns around the mention's head.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from geo.recipes.model.annotated import (
    DATE,
    ORGANISATION,
    PERSON,
    PLACE,
    Annotated,
    Name,
    nationalities,
)

SENTENCES_A_DOC = 8
_LABELS = {
    "place": PLACE,
    "organization": ORGANISATION,
    "person": PERSON,
    "time": DATE,
}
_INSIDE = frozenset({"of", "the", "and", "for", "-", "de", "'s", "&"})
_MARK = re.compile(r"\((\d+)-(\w+)-[^()]*\)?|(\d+)\)")


@dataclass(slots=True)
class Token:
    """One word of a treebank; ``head`` is its index in the sentence, itself for the root."""

    text: str
    lemma: str
    upos: str
    tag: str
    head: int
    dep: str
    space: bool
    entity: str


@dataclass(slots=True)
class Sentence:
    """The words of a sentence, and the document it stands in."""

    document: str
    tokens: list[Token] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return "".join(t.text + " " * t.space for t in self.tokens).rstrip()


def read_treebank(archive: Path, wanted: str = "") -> Iterator[Sentence]:
    """Read the sentences of an archive's ``.conllu`` files whose name holds ``wanted``."""
    with tarfile.open(archive) as files:
        for member in sorted(files.getmembers(), key=lambda m: m.name):
            content = files.extractfile(member) if member.isfile() else None
            if content and member.name.endswith(".conllu") and wanted in member.name:
                yield from _sentences(content.read().decode("utf-8"))


def _sentences(text: str) -> Iterator[Sentence]:
    document = ""
    for block in text.split("\n\n"):
        lines = block.splitlines()
        for line in lines:
            if line.startswith("# newdoc id = "):
                document = line.rpartition(" ")[2]
        tokens = list(_tokens([r.split("\t") for r in lines if r[:1].isdigit()]))
        if tokens:
            yield Sentence(document, tokens)


def _tokens(rows: list[list[str]]) -> Iterator[Token]:
    """Return the words; a contraction's row ("1-2 don't") tells only about spaces."""
    glued: set[int] = set()
    for number, *_, misc in rows:
        if "-" in number:
            first, last = (int(part) for part in number.split("-"))
            glued.update(range(first, last))
            if "SpaceAfter=No" in misc:
                glued.add(last)
    for number, text, lemma, upos, tag, _, head, dep, _, misc in rows:
        if not number.isdigit():
            continue
        at = int(number)
        entity = misc.partition("Entity=")[2].partition("|")[0]
        space = at not in glued and "SpaceAfter=No" not in misc
        root = int(head) == 0
        to = at - 1 if root else int(head) - 1
        label = "ROOT" if root else dep
        yield Token(text, lemma, upos, tag, to, label, space, entity)


def syntax_docs(sentences: Iterable[Sentence], vocab: Vocab) -> Iterator[Doc]:
    """Make spaCy documents of a few sentences each, with tags, lemmas and trees."""
    group: list[Sentence] = []
    for sentence in sentences:
        full = len(group) == SENTENCES_A_DOC
        if group and (full or sentence.document != group[0].document):
            yield _doc(group, vocab)
            group = []
        group.append(sentence)
    if group:
        yield _doc(group, vocab)


def _doc(group: Sequence[Sentence], vocab: Vocab) -> Doc:
    heads: list[int] = []
    starts: list[bool | int | None] = []
    tokens: list[Token] = []
    for sentence in group:
        offset = len(tokens)
        heads += [token.head + offset for token in sentence.tokens]
        starts += [i == 0 for i in range(len(sentence.tokens))]
        tokens += sentence.tokens
        tokens[-1].space = True
    return Doc(
        vocab,
        words=[t.text for t in tokens],
        spaces=[t.space for t in tokens],
        tags=[t.tag for t in tokens],
        pos=[t.upos for t in tokens],
        lemmas=[t.lemma for t in tokens],
        heads=heads,
        deps=[t.dep for t in tokens],
        sent_starts=starts,
    )


def named_sentences(sentences: Iterable[Sentence]) -> Iterator[Annotated]:
    """Return GUM's sentences with their names."""
    for sentence in sentences:
        if not any(token.entity for token in sentence.tokens):
            continue
        found = sorted(_names(sentence.tokens), key=lambda n: (n[0], -n[1]))
        starts, at = [], 0
        for token in sentence.tokens:
            starts.append(at)
            at += len(token.text) + token.space
        names: list[Name] = []
        for first, end, label in found:
            if not names or starts[first] >= names[-1].end:
                last = sentence.tokens[end - 1]
                stop = starts[end - 1] + len(last.text)
                names.append(Name(starts[first], stop, label))
        yield Annotated(sentence.text, tuple(names))


def _names(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    for start, end, kind in _mentions(tokens):
        if kind == "time" and any(
            t.upos in ("PROPN", "NUM") for t in tokens[start:end]
        ):
            yield start, end, DATE
        elif kind in _LABELS and kind != "time":
            yield from _named_part(tokens, start, end, _LABELS[kind])
    for i, token in enumerate(tokens):
        two = f"{token.text} {tokens[i + 1].text}" if i + 1 < len(tokens) else ""
        if two in nationalities():
            yield i, i + 2, "NORP"
        elif token.text in nationalities() and token.upos != "PROPN":
            yield i, i + 1, "NORP"


def _mentions(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Read GUM's brackets: ``(12-place-...`` opens, ``12)`` closes."""
    opened: list[tuple[str, str, int]] = []
    for i, token in enumerate(tokens):
        for match in _MARK.finditer(token.entity):
            number, kind, closed = match.groups()
            if number and match.group().endswith(")"):
                yield i, i + 1, kind
            elif number:
                opened.append((number, kind, i))
            else:
                at = next((o for o in reversed(opened) if o[0] == closed), None)
                if at:
                    opened.remove(at)
                    yield at[2], i + 1, at[1]


def _named_part(
    tokens: Sequence[Token], start: int, end: int, label: str
) -> Iterator[tuple[int, int, str]]:
    """Return the run of proper nouns around the head of a mention."""
    outside = [i for i in range(start, end) if not start <= tokens[i].head < end]
    roots = [i for i in range(start, end) if tokens[i].head == i]
    head = (outside or roots or [start])[0]
    if tokens[head].upos != "PROPN":
        return
    first = last = head
    while first > start and _belongs(tokens, first - 1, start, -1):
        first -= 1
    while last + 1 < end and _belongs(tokens, last + 1, end - 1, 1):
        last += 1
    while tokens[first].upos != "PROPN":
        first += 1
    while tokens[last].upos != "PROPN" and tokens[last].text not in {")", "."}:
        last -= 1
    yield first, last + 1, label


def _belongs(tokens: Sequence[Token], at: int, border: int, step: int) -> bool:
    token = tokens[at]
    if token.upos == "PROPN" or token.text in {"City", "University"}:
        return True
    beyond = at + step
    within = beyond <= border if step > 0 else beyond >= border
    return token.text in _INSIDE and within and tokens[beyond].upos == "PROPN"
