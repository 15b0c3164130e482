"""What a text proposes as names of places, with evidence, kind and hint; and what is believed.

A proposal is freed from spaCy's document, so that a long article needs little memory. The whole
article then decides: what is a surname somewhere is one everywhere; what is clearly a place
somewhere is one where it stands alone; "the North" needs North Korea to have been named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
from geo.mentions.hints import hint
from geo.mentions.lexicon import (
    find_short_forms,
    organisation_words,
    unit_words,
)
from geo.mentions.listed import listed_with_places
from geo.mentions.metonyms import needs_tree, with_tree, without_tree
from geo.mentions.names import NameSpan, water_of
from geo.mentions.neighbours import Spot, Towns, towns_beside, towns_of
from geo.model import Article, Match, Mention, MentionKind, Passage, Reason

ENOUGH = 1.3  # weight of evidence at which a name is believed
GROUND = frozenset(
    "preposition larger_place_follows follows_smaller_place type_word based dateline "
    "local_word home_of listed way_between direction_of".split()
)
LITERAL = (
    "dateline",
    "larger_place_follows",
    "follows_smaller_place",
    "home_of",
    "based",
)
CERTAINLY_NOT = -4.0  # weight of evidence that other mentions do not outweigh
_PEOPLE = frozenset({"person", "in_credits", "sender"})
HOPEFUL = -0.5  # weight from which the rest of the article could still save a name


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
    """

    mention: Mention
    reasons: tuple[Reason, ...]
    people: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    towns: tuple[Spot, ...] = ()
    is_entered: bool = False
    is_articled: bool = False

    @property
    def weight(self) -> float:
        """The sum of its evidence."""
        return sum(reason.weight for reason in self.reasons)

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
        is_articled=context.name.is_alone
        and not context.name.is_area
        and context.lower(context.start - 1) == "the",
    )


def _is_entered(context: MentionContext) -> bool:
    """True after "in" for a known name that owns nothing: not in "in Reed's view"."""
    known, alone = bool(context.name.candidates), context.name.is_alone
    said = context.lower(context.start - 1) in {"in", "near"}
    return known and alone and said and context.word(1) not in {"'s", "’s"}


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


def decide(proposals: Sequence[Proposal]) -> Iterator[Mention]:
    """Return the mentions that are believed, in the order of the text."""
    for proposal, reasons in weigh_in_article(proposals):
        if is_believed(reasons):
            yield replace(proposal.mention, reasons=reasons)


def is_believed(reasons: Iterable[Reason]) -> bool:
    """True where enough speaks for a name being a place."""
    return sum(reason.weight for reason in reasons) >= ENOUGH


def weigh_in_article(
    proposals: Sequence[Proposal],
) -> Iterator[tuple[Proposal, tuple[Reason, ...]]]:
    """Return each proposal with its evidence and what the rest of the article says of it."""
    people = {name for p in proposals for name in p.people}
    sure = {
        p.mention.toponym
        for p in proposals
        if p.weight >= ENOUGH and p.mention.toponym not in people
    }
    ground = {p.mention.toponym for p in proposals if p.stands_as_ground}
    speakers = {p.mention.toponym for p in proposals if p.has("speaks")} - ground
    waters = {
        normalise(bare): p.mention.text
        for p in proposals
        if (bare := water_of(p.mention.text))
    }
    article = Elsewhere(
        people, sure, ground, speakers, _neighbours(proposals, people), waters
    )
    for proposal in proposals:
        yield proposal, proposal.reasons + tuple(from_elsewhere(proposal, article))


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What the whole article knows of names, by toponym.

    Attributes:
        people: Given and last names of its people.
        sure: Names that are clearly places somewhere in it.
        ground: Names that somewhere stand as ground: "in Cork", "Cork, Ireland".
        speakers: Names of small places that somewhere speak, and nowhere are ground.
        neighbours: Names that may be a town beside a clear place, with the name of that.
        waters: By the name alone what it calls lakes and rivers: "Lake Guaíba".
    """

    people: Collection[str]
    sure: Collection[str]
    ground: Collection[str]
    speakers: Collection[str]
    neighbours: Mapping[str, str]
    waters: Mapping[str, str]


def from_elsewhere(proposal: Proposal, article: Elsewhere) -> Iterator[Reason]:
    """Weigh what the rest of the article says of the same words."""
    toponym = proposal.mention.toponym
    if proposal.given:
        yield from _short_form(proposal, article.sure)
    elif water := _water(proposal, article):
        note = f"no town has an article, and the text names {water}"
        yield Reason("water_elsewhere", -6.0, note)
    elif toponym in article.people and not proposal.has("larger_place_follows"):
        note = f"“{proposal.mention.text}” is somebody's name in this article"
        yield Reason("surname", _weight_of_surname(proposal, article), note)
    elif toponym in article.speakers and not proposal.has("speaks"):
        note = f"“{proposal.mention.text}” speaks elsewhere, as people do"
        yield Reason("speaks_elsewhere", -2.0, note)
    elif beside := proposal.weight > 0 and article.neighbours.get(toponym):
        yield Reason("neighbour", 1.1, f"a town of that name lies beside {beside}")
    elif (
        proposal.weight < ENOUGH
        and toponym in article.sure
        and not any(reason.weight <= CERTAINLY_NOT for reason in proposal.reasons)
    ):
        note = f"“{proposal.mention.text}” is clearly a place elsewhere in it"
        weight = _weight_again(proposal, on_ground=toponym in article.ground)
        yield Reason("seen_elsewhere", weight, note)


def _water(proposal: Proposal, article: Elsewhere) -> str:
    """Return "Lake Guaíba" for "the Guaíba"; "" for a town, and for "the Chelan mayor"."""
    if not proposal.is_articled or proposal.has("local_word"):
        return ""
    return article.waters.get(proposal.mention.toponym, "")


def _weight_of_surname(proposal: Proposal, article: Elsewhere) -> float:
    """Return what a name that somebody bears weighs against a place here."""
    if proposal.mention.toponym not in article.ground:
        return -6.0
    if proposal.is_entered:
        return -0.3
    return -1.5 if proposal.stands_as_ground else -3.0


def _neighbours(
    proposals: Sequence[Proposal], people: Collection[str]
) -> Mapping[str, str]:
    """Return the names that may be a town beside a clear place of the article."""
    sure = {
        p.mention.toponym: Towns(p.mention.text, p.towns)
        for p in proposals
        if p.weight >= ENOUGH and p.mention.toponym not in people
    }
    open_ = {
        p.mention.toponym: p.towns
        for p in proposals
        if 0 < p.weight < ENOUGH and p.mention.toponym not in sure
    }
    return towns_beside(open_, sure) if open_ else {}


def _weight_again(proposal: Proposal, *, on_ground: bool) -> float:
    """Return what a place elsewhere in the article says for the same words here.

    The model's doubt counts, and so does the gazetteer's silence; less where they stood as
    ground: what is marked once is marked again.
    """
    if on_ground and proposal.has_other_use and proposal.has("size"):
        return 3.5  # "Marion council splits", where Marion is the town all through
    if proposal.has("size"):
        return 1.5 if on_ground or proposal.has("model_says_place") else 0.7
    acts = proposal.mention.kind is MentionKind.METONYM
    return ENOUGH if on_ground and not acts else 0.5


def _short_form(proposal: Proposal, sure: Collection[str]) -> Iterator[Reason]:
    named = next((name for name in proposal.given if normalise(name) in sure), "")
    if named:
        mention = proposal.mention
        note = f"the article names {named}: “{mention.text}” is {mention.stands_for}"
        yield Reason("short_form", 2.5, note)
