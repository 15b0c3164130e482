"""Does a name mean the ground, or those who rule, fight or play for it?

"Moscow said", "an ally of Moscow", "Brazil beat Chile": each pattern is one small function
that gives a Reason or None, by the sentence's tree where there is one and by the order of
words, because headlines defeat parsers. The words are in `geo/tongues/en/metonym_words.tsv`.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from geo import data
from geo.data import Stance
from geo.mentions.context import BEFORE_GROUND, MentionContext
from geo.model import Reason

BETWEEN = frozenset({"between", "among", "with", "against", "on", "toward", "towards"})
NEXT_TO = frozenset({"of", "from", "to", "for", *BETWEEN})
HELPERS = frozenset(
    "has have had will would may might can could should must is was were are be been "
    "did does do not n't never also now again already still later since soon ll ’ll 'll "
    "n’t cannot who which that reportedly repeatedly twice itself then first even".split()
)
_BE = frozenset("be is are was were been being am 's ’s 're ’re 'm ’m".split())
TO_VERBS = frozenset(
    "bow bowing bowed appeal yield surrender pander defer loyal".split()
)
COMPOUND_ENDS = frozenset(
    "backed led funded brokered sponsored imposed armed mediated controlled friendly "
    "aligned appointed supplied financed".split()
)
LIES_BY = frozenset("bordered surrounded flanked followed divided separated".split())
DETERMINERS = frozenset("a an the this that its their his her our any no".split())
MAX_OWNED = 3  # words after "'s" among which what is owned is looked for
AFTER_SUBJECT = frozenset({",", "and", "or", ")", "which", "who"}) | HELPERS
MAX_VERB_DISTANCE = 14  # tokens after a name within which its verb is looked for
MAX_BETWEEN = 4  # words between a noun and its preposition: "talks in Geneva between"


def without_tree(context: MentionContext) -> Reason | None:
    """Try what the order of words alone tells; most names need no more."""
    if context.is_ground:
        return None
    return next((r for pattern in BY_ORDER if (r := pattern(context))), None)


def needs_tree(context: MentionContext) -> bool:
    """True where the name could be a subject: a verb, a helper or a comma follows it."""
    before = context.lower(context.group_start - 1)
    possessive = context.lower(context.end) in ("'s", "’s")
    if possessive or context.is_ground or before in NEXT_TO or before in BEFORE_GROUND:
        return False
    after = context.lower(context.end)
    verbs = data.metonym_words(Stance.VERB)
    opens = after in AFTER_SUBJECT or after in verbs or after.endswith("ly")
    rest = map(context.lower, range(context.end, context.end + MAX_VERB_DISTANCE))
    adjectives = data.metonym_words(Stance.ADJECTIVE)
    return opens and any(word in verbs or word in adjectives for word in rest)


def with_tree(context: MentionContext) -> Reason | None:
    """Return whether a name stands for its government or team, by its sentence's tree."""
    return next((r for pattern in BY_TREE if (r := pattern(context))), None)


def subject(context: MentionContext) -> Reason | None:
    """It does what governments and teams do: "Moscow said"."""
    root = context.root
    if not root.dep_.startswith("nsubj"):
        return None
    said = _predicate(root)
    passive = "pass" in root.dep_
    words = data.metonym_words(Stance.OBJECT if passive else Stance.VERB)
    if said.lower_ in words and _is_verb(said):
        return _because(context, f"its verb is “{said.text}”")
    if _is_copular(said) and (
        said.lower_ in data.metonym_words(Stance.ADJECTIVE)
        or said.lower_ in data.metonym_words(Stance.NOUN)
    ):
        return _because(context, f"it is said to be “{said.text}”")
    return None


def _predicate(root: Token) -> Token:
    """Return what is said of a subject; "be" gives way to its adjective or noun."""
    head = root.head
    for child in head.children:
        if head.lower_ in _BE and child.dep_ in ("acomp", "attr"):
            return child
    return head


def _is_verb(token: Token) -> bool:
    return not token.pos_ or token.pos_ in ("VERB", "AUX") or token.tag_[:1] == "V"


def _is_copular(token: Token) -> bool:
    return token.dep_ in ("acomp", "attr") or any(
        child.dep_ == "cop" for child in token.children
    )


def followed_by_verb(context: MentionContext) -> Reason | None:
    """The verb stands right after it, whatever the parser makes of the sentence."""
    before = context.lower(context.group_start - 1)
    if before in NEXT_TO or before in BEFORE_GROUND or before.endswith("ing"):
        return None
    at = context.end
    if context.lower(at) == "," and context.lower(at + 1) in ("which", "who"):
        at += 1
    while context.lower(at) in HELPERS:
        at += 1
    word = context.lower(at)
    helped = at > context.end
    words = data.metonym_words(Stance.VERB)
    finite = word in words and (word != words[word] or helped or context.lower(at + 1))
    if not finite or word.endswith("ing") or not _reads_as_verb(context, at):
        return None
    if context.lower(at + 1) == "by":  # "Ghouta, still held by"
        return None
    if context.lower(at - 1) in ("is", "was", "were", "are", "be", "been"):
        return None
    return _because(context, f"“{context.doc[at].text}” follows it")


def _reads_as_verb(context: MentionContext, at: int) -> bool:
    """A noun after the name ("the Moscow attack") is no verb; trust tag or ending."""
    token = context.doc[at]
    if not token.tag_:
        return token.lower_.endswith(("ed", "s")) or token.lower_ == "said"
    return token.tag_.startswith("V") or (
        token.text[:1].isupper() and token.lower_.endswith(("s", "ed"))
    )


def object_(context: MentionContext) -> Reason | None:
    """It is spoken to or fought: "accused Kyiv", "beat Chile"."""
    words = data.metonym_words(Stance.OBJECT)
    at = context.group_start - 1
    word = context.lower(at)
    if word not in words or context.modifies:
        return None
    inflected = word != words[word] and not word.endswith("ing")
    helped = context.lower(at - 1) in HELPERS or context.lower(at - 1) == "to"
    noun = context.lower(at - 1) in DETERMINERS or word.endswith("ing")
    if inflected or helped or not noun:
        return _because(context, f"it is what is “{context.doc[at].text}”")
    return None


def agent(context: MentionContext) -> Reason | None:
    """It is who did it: "armed by Kigali"."""
    at = context.group_start
    done = context.lower(at - 2)
    if context.lower(at - 1) != "by" or context.modifies or done in LIES_BY:
        return None
    known = {**data.metonym_words(Stance.VERB), **data.metonym_words(Stance.OBJECT)}
    if done.endswith(("ed", "en")) or (done in known and done != known[done]):
        return _because(context, f"“{done} by” makes it the one who acts")
    return None


def owner(context: MentionContext) -> Reason | None:
    """It has what governments and teams have: "Seoul's efforts"."""
    if context.lower(context.end) not in ("'s", "’s"):
        return None
    owned = data.metonym_words(Stance.POSSESSED)
    reach = range(context.end + 1, context.end + 1 + MAX_OWNED)
    word = next((context.lower(at) for at in reach if context.lower(at) in owned), "")
    return _because(context, f"“’s {word}” follows it") if word else None


def noun_before(context: MentionContext) -> Reason | None:
    """It is one side of something between governments or teams: "an ally of Moscow"."""
    at = context.group_start
    preposition = context.lower(at - 1)
    if preposition not in NEXT_TO or context.modifies:
        return None
    reach = MAX_BETWEEN if preposition in ("between", "among", "with") else 1
    nouns = data.metonym_words(Stance.NOUN)
    for back in range(2, 2 + reach):
        word = context.lower(at - back)
        if word in nouns:
            return _because(context, f"“{word} {preposition}” stands before it")
    if preposition == "to" and context.lower(at - 2) in TO_VERBS:
        return _because(context, f"“{context.lower(at - 2)} to” stands before it")
    if preposition in ("with", "against"):
        return _with_verb(context, at)
    return None


def _with_verb(context: MentionContext, at: int) -> Reason | None:
    """As in "sided with Paris", "signed an agreement with Lima"."""
    words = data.metonym_words(Stance.VERB)
    verb = context.lower(at - 2)
    if verb in words and _reads_as_verb(context, at - 2):
        return _because(context, f"“{verb} {context.lower(at - 1)}” stands before it")
    return None


def compound(context: MentionContext) -> Reason | None:
    """As in "pro-Moscow", "UAE-backed"."""
    if context.lower(context.start - 1) == "-" and context.lower(context.start - 2) in (
        "pro",
        "anti",
    ):
        return _because(
            context, f"“{context.lower(context.start - 2)}-” stands before it"
        )
    if (
        context.lower(context.end) == "-"
        and context.lower(context.end + 1) in COMPOUND_ENDS
    ):
        return _because(context, f"“-{context.lower(context.end + 1)}” follows it")
    return None


def _because(context: MentionContext, note: str) -> Reason:
    words = context.doc[context.start : context.end].text
    return Reason("metonym", 0.0, f"“{words}” here means those who act for it: {note}")


BY_ORDER: tuple[Callable[[MentionContext], Reason | None], ...] = (
    compound,
    agent,
    noun_before,
    object_,
    owner,
)
BY_TREE: tuple[Callable[[MentionContext], Reason | None], ...] = (
    subject,
    followed_by_verb,
)
