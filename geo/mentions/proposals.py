"""What a text proposes as names of places, with evidence, kind and hint.

A proposal is freed from spaCy's document, so that a long article needs little memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.language import Language

from geo import data
from geo.gazetteer.names import normalise
from geo.language import parse
from geo.mentions.block import Block, Sentence
from geo.mentions.context import BEFORE_GROUND, DASHES, MentionContext
from geo.mentions.evidence import weigh
from geo.mentions.evidence.model import part_of_organisation
from geo.mentions.evidence.names import firm_named
from geo.mentions.hints import hint
from geo.mentions.lexicon import (
    find_short_forms,
    organisation_words,
    unit_words,
)
from geo.mentions.listed import listed_with_places
from geo.mentions.metonyms import needs_tree, with_tree, without_tree
from geo.mentions.names import NameSpan
from geo.mentions.neighbours import Spot, towns_of
from geo.model import Article, Match, Mention, MentionKind, Passage, Reason

ENOUGH = 1.3  # weight of evidence at which a name is believed
DIGITS = 6  # of a sum of weights
GROUND = frozenset(
    "preposition larger_place_follows follows_smaller_place type_word based dateline "
    "local_word home_of listed way_between direction_of direction_before carried".split()
)
LITERAL = (
    "dateline",
    "larger_place_follows",
    "follows_smaller_place",
    "home_of",
    "based",
)
_PEOPLE = frozenset({"person", "in_credits", "sender", "called_a_person"})
HOPEFUL = -0.5  # weight from which the rest of the article could still save a name


def total(reasons: Iterable[Reason]) -> float:
    """Return the sum of the weights, without what adding tenths leaves: 1.3, not 1.2999999."""
    return round(sum(reason.weight for reason in reasons), DIGITS)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A found name with its evidence.

    Attributes:
        mention: The mention it would be.
        reasons: What speaks for and against it.
        people: First and last name where the words around it are a person's.
        given: Names of which the article must give one, for a short form; else ().
        towns: Where the towns of that name lie.
        is_entered: True for a known name in "in Cochran", where nobody is.
        is_articled: True for "the Guaíba", which no town is called.
        firm: "Halden Battery Corp.", where the name begins that of a firm; else "".
    """

    mention: Mention
    reasons: tuple[Reason, ...]
    people: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    towns: tuple[Spot, ...] = ()
    is_entered: bool = False
    is_articled: bool = False
    firm: str = ""

    @property
    def weight(self) -> float:
        """The sum of its evidence."""
        return total(self.reasons)

    @property
    def stands_as_ground(self) -> bool:
        """True where the words beside it tie it to the ground."""
        return any(
            reason.rule in GROUND and reason.weight >= 1 for reason in self.reasons
        )

    @property
    def has_other_use(self) -> bool:
        """True for a given name that is a town: of no word that prints large for grammar."""
        common = self.mention.text.lower() in data.common_words()
        return not common and (
            self.has("could_be_a_word") or self.has("opens_sentence")
        )

    def has(self, rule: str) -> bool:
        """True where a piece of evidence applies."""
        return any(reason.rule == rule for reason in self.reasons)


def propose(
    article: Article,
    block: Block,
    found: Sequence[NameSpan],
    offset: int,
    language: Language,
) -> list[Proposal]:
    """Weigh every name found in a block of an article.

    Args:
        article: The article.
        block: A piece of it, with the model's names.
        found: Its names, as `geo.mentions.names.find_names` gives them.
        offset: Where the block begins in the article.
        language: The pipeline, asked for syntax where a metonym could be.
    """
    contexts = list(_contexts(block, found))
    proposals = [_proposal(article, context, offset) for context in contexts]
    for i, reason in listed_with_places(
        contexts, [p.reasons for p in proposals], ENOUGH
    ):
        reasons = (*proposals[i].reasons, reason)
        proposals[i] = replace(proposals[i], reasons=reasons)
    for i, reason in _metonyms(language, contexts, proposals):
        mention = replace(proposals[i].mention, kind=MentionKind.METONYM)
        reasons = (*proposals[i].reasons, reason)
        proposals[i] = replace(proposals[i], mention=mention, reasons=reasons)
    short = [
        Proposal(_short_mention(article, block, row, at, offset), (), given=row.given)
        for row, at in find_short_forms(block)
    ]
    return sorted(proposals + short, key=lambda p: p.mention.passage)


def _contexts(block: Block, found: Sequence[NameSpan]) -> Iterator[MentionContext]:
    for i, name in enumerate(found):
        before = found[i - 1] if i else None
        after = found[i + 1] if i + 1 < len(found) else None
        yield MentionContext(block, name, before, after)


def _proposal(article: Article, context: MentionContext, offset: int) -> Proposal:
    reasons = weigh(context)
    return Proposal(
        mention=mention_of(article, context, offset),
        reasons=reasons,
        people=_people(context, reasons),
        towns=towns_of(context.name),
        is_entered=_is_entered(context),
        firm=firm_named(context),
        is_articled=context.name.is_alone
        and not context.name.is_area
        and context.lower(context.start - 1) == "the",
    )


def _is_entered(context: MentionContext) -> bool:
    """True after "in" for a known name that ends there: not in "in Reed's view", "the Reed case"."""
    known, alone = bool(context.name.candidates), context.name.is_alone
    said, after = context.lower(context.start - 1) in {"in", "near"}, context.token(1)
    owns = context.word(1) in {"'s", "’s"}
    ends = after is None or after.is_stop or not after.is_alpha
    return known and alone and said and ends and not owns


def _people(context: MentionContext, reasons: tuple[Reason, ...]) -> tuple[str, ...]:
    """Return first and last name where the words around are a person's."""
    rules = {reason.rule for reason in reasons}
    doc, start, end = context.doc, context.start, context.end
    if "part_of_person" in rules:
        while start > 0 and doc[start].ent_iob_ == "I":
            start -= 1
        while end < len(doc) and doc[end].ent_iob_ == "I":
            end += 1
        titled = (at for at in range(start, end) if doc[at].text in data.titles())
        start = max(titled, default=start - 1) + 1  # "Ohio Sen. Paul Adams"
        if start == end:
            return ()
        return normalise(doc[start].text), normalise(doc[end - 1].text)
    first, _, last = context.name.text.rpartition(" ")
    if "model_says_person" in rules and first in data.given_names():
        return (normalise(last),)  # "Simon Bolivar", though towns are called so too
    if not rules.isdisjoint(_PEOPLE):
        return (normalise(doc[context.name.run.end - 1].text),)
    return ()


def _metonyms(
    language: Language,
    contexts: Sequence[MentionContext],
    proposals: Sequence[Proposal],
) -> Iterator[tuple[int, Reason]]:
    """Find the names that stand for a government or team; parse only where that helps."""
    to_parse = []
    for i, (context, proposal) in enumerate(zip(contexts, proposals, strict=True)):
        if not _could_act(proposal) or _is_nature(context):
            continue
        reason = without_tree(context)
        if reason:
            yield i, reason
        elif needs_tree(context):
            to_parse.append(i)
    spans = {contexts[i].sentence.start: contexts[i].span for i in to_parse}
    trees = map(Block, parse(language, tuple(spans.values()), lemmas=False))
    by_start = dict(zip(spans, trees, strict=True))
    for i in to_parse:
        tree = by_start[contexts[i].sentence.start]
        reason = with_tree(contexts[i].in_tree(tree))
        if reason:
            yield i, reason


def _could_act(proposal: Proposal) -> bool:
    return (
        proposal.mention.kind is MentionKind.PLACE
        and proposal.weight >= HOPEFUL
        and not any(proposal.has(rule) for rule in LITERAL)
    )


def _is_nature(context: MentionContext) -> bool:
    """True for a river or a range: "the bank of the Seine offered its stage"."""
    places = [c.place for c in context.name.candidates]
    return bool(places) and all(
        place.feature_class in "HV" or place.feature_code.startswith(("MT", "HLL"))
        for place in places
    )


def mention_of(article: Article, context: MentionContext, offset: int) -> Mention:
    """Make a mention of a name where it stands."""
    start, end = context.block.chars(context.start, context.end)
    text = context.block.phrase(context.start, context.end)
    return Mention(
        passage=Passage(article.id, offset + start, offset + end),
        sentence=_passage(article, context.sentence, offset),
        text=text,
        toponym=normalise(text),
        kind=_kind(context),
        hint=hint(context),
        stands_for=context.name.stands_for,
    )


def _passage(article: Article, sentence: Sentence, offset: int) -> Passage:
    start, end = sentence.chars
    return Passage(article.id, offset + start, offset + end)


def _short_mention(
    article: Article, block: Block, row: data.ShortForm, at: int, offset: int
) -> Mention:
    """Make a mention of "North" in "the North": it stands for "North Korea"."""
    start, end = block.chars(at, at + 1)
    return Mention(
        passage=Passage(article.id, offset + start, offset + end),
        sentence=_passage(article, block.sentence(at), offset),
        text=block.words[at],
        toponym=normalise(row.name),
        stands_for=row.name,
    )


def _kind(context: MentionContext) -> MentionKind:
    if context.name.is_demonym or _is_of_a_people(context):
        return MentionKind.DEMONYM
    return MentionKind.EMBEDDED if is_embedded(context) else MentionKind.PLACE


def _is_of_a_people(context: MentionContext) -> bool:
    """True for "Somali pirates", though Ethiopia has a Somali region; no sentence is "in" a people."""
    after = context.word(1).lower()
    return after not in unit_words() and any(
        c.match is Match.DEMONYM and c.place.feature_code.startswith("PCL")
        for c in context.name.candidates
        if after.isalpha() or context.word(-1).lower() not in BEFORE_GROUND
    )


def is_embedded(context: MentionContext) -> bool:
    """True where the name is part of an organisation's, a team's or a treaty's."""
    if _in_organisation(context) or _in_owned_name(context) or _in_road(context):
        return True
    tail, lead = context.tail, " " + " ".join(context.head)
    if tail and tail[0] in organisation_words(data.Side.AFTER):
        return True
    return lead.endswith(_organisation_leads())


@cache
def _organisation_leads() -> tuple[str, ...]:
    return tuple(f" {words}" for words in organisation_words(data.Side.BEFORE))


def _in_owned_name(context: MentionContext) -> bool:
    """True for "London" in "Lloyd's of London"."""
    owner = context.word(-1) == "of" and context.word(-2) in {"'s", "’s"}
    return owner and context.word(-3)[:1].isupper()


def _in_road(context: MentionContext) -> bool:
    """True for "U.S. 42" in "at U.S. 42 near New California", not for "in the U.S. 42 people"."""
    number, before = context.word(1), context.word(-1).lower()
    federal = context.name.text in {"U.S.", "US"} and before != "the"
    return federal and number.isdigit() and context.word(2) not in DASHES


def _in_organisation(context: MentionContext) -> bool:
    """True where the language model took a longer name for an organisation."""
    return (
        part_of_organisation(context) is not None and not context.sentence.is_headline
    )
