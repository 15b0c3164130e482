"""Does a name mean the ground, or those who rule, fight or play for it?

"Moscow said", "an ally of Moscow", "Brazil beat Chile": each pattern is one small function
that gives a Reason or None, by the sentence's tree where there is one and by the order of
words, because headlines defeat parsers. The words are in `geo/data/metonym_words.tsv`.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from geo import data
from geo.data import Stance
from geo.mentions.scene import (
    AFTER_SUBJECT,
    BEFORE_GROUND,
    COMPOUND_ENDS,
    DETERMINERS,
    FARTHEST_VERB,
    HELPERS,
    LIES_BY,
    MOST_BETWEEN,
    MOST_OWNED,
    NEXT_TO,
    TO_VERBS,
    Scene,
)
from geo.model import Reason


def without_tree(scene: Scene) -> Reason | None:
    """Try what the order of words alone tells; most names need no more."""
    if scene.is_ground:
        return None
    return next((r for pattern in BY_ORDER if (r := pattern(scene))), None)


def needs_tree(scene: Scene) -> bool:
    """True where the name could be a subject: a verb, a helper or a comma follows it."""
    before = scene.word(scene.group_start - 1)
    possessive = scene.word(scene.end) in ("'s", "’s")
    if possessive or scene.is_ground or before in NEXT_TO or before in BEFORE_GROUND:
        return False
    after = scene.word(scene.end)
    verbs = data.metonym_words(Stance.VERB)
    opens = after in AFTER_SUBJECT or after in verbs or after.endswith("ly")
    rest = map(scene.word, range(scene.end, scene.end + FARTHEST_VERB))
    adjectives = data.metonym_words(Stance.ADJECTIVE)
    return opens and any(word in verbs or word in adjectives for word in rest)


def with_tree(scene: Scene) -> Reason | None:
    """Return by its sentence's tree whether a name stands for its government or team.

    Args:
        scene: The name in its sentence, which is parsed where the pipeline can.
    """
    return next((r for pattern in BY_TREE if (r := pattern(scene))), None)


def subject(scene: Scene) -> Reason | None:
    """It does what governments and teams do: "Moscow said"."""
    root = scene.root
    if not root.dep_.startswith("nsubj"):
        return None
    said = _predicate(root)
    passive = "pass" in root.dep_
    words = data.metonym_words(Stance.OBJECT if passive else Stance.VERB)
    if said.lower_ in words and _is_verb(said):
        return _because(
            scene, f"“{said.text}” is said of it as of a government or team"
        )
    if _is_copular(said) and (
        said.lower_ in data.metonym_words(Stance.ADJECTIVE)
        or said.lower_ in data.metonym_words(Stance.NOUN)
    ):
        return _because(scene, f"it is said to be “{said.text}”")
    return None


def _predicate(root: Token) -> Token:
    """Return what is said of a subject; "be" gives way to its adjective or noun."""
    head = root.head
    for child in head.children:
        if head.lemma_ == "be" and child.dep_ in ("acomp", "attr"):
            return child
    return head


def _is_verb(token: Token) -> bool:
    return not token.pos_ or token.pos_ in ("VERB", "AUX") or token.tag_[:1] == "V"


def _is_copular(token: Token) -> bool:
    return token.dep_ in ("acomp", "attr") or any(
        child.dep_ == "cop" for child in token.children
    )


def followed_by_verb(scene: Scene) -> Reason | None:
    """The verb stands right after it, whatever the parser makes of the sentence."""
    before = scene.word(scene.group_start - 1)
    if before in NEXT_TO or before in BEFORE_GROUND or before.endswith("ing"):
        return None
    at = scene.end
    if scene.word(at) == "," and scene.word(at + 1) in ("which", "who"):
        at += 1
    while scene.word(at) in HELPERS:
        at += 1
    word = scene.word(at)
    helped = at > scene.end
    words = data.metonym_words(Stance.VERB)
    finite = word in words and (word != words[word] or helped or scene.word(at + 1))
    if not finite or word.endswith("ing") or not _reads_as_verb(scene, at):
        return None
    if scene.word(at + 1) == "by":  # "Ghouta, still held by"
        return None
    if scene.word(at - 1) in ("is", "was", "were", "are", "be", "been"):
        return None
    return _because(scene, f"“{scene.doc[at].text}” follows it")


def _reads_as_verb(scene: Scene, at: int) -> bool:
    """A noun after the name ("the Moscow attack") is no verb; trust tag or ending."""
    token = scene.doc[at]
    if not token.tag_:
        return token.lower_.endswith(("ed", "s")) or token.lower_ == "said"
    return token.tag_.startswith("V") or (
        token.text[:1].isupper() and token.lower_.endswith(("s", "ed"))
    )


def object_(scene: Scene) -> Reason | None:
    """It is spoken to or fought: "accused Kyiv", "beat Chile"."""
    words = data.metonym_words(Stance.OBJECT)
    at = scene.group_start - 1
    word = scene.word(at)
    if word not in words or scene.modifies:
        return None
    inflected = word != words[word] and not word.endswith("ing")
    helped = scene.word(at - 1) in HELPERS or scene.word(at - 1) == "to"
    noun = scene.word(at - 1) in DETERMINERS or word.endswith("ing")
    if inflected or helped or not noun:
        return _because(scene, f"it is what is “{scene.doc[at].text}”")
    return None


def agent(scene: Scene) -> Reason | None:
    """It is who did it: "armed by Kigali"."""
    at = scene.group_start
    done = scene.word(at - 2)
    if scene.word(at - 1) != "by" or scene.modifies or done in LIES_BY:
        return None
    known = {**data.metonym_words(Stance.VERB), **data.metonym_words(Stance.OBJECT)}
    if done.endswith(("ed", "en")) or (done in known and done != known[done]):
        return _because(scene, f"“{done} by” makes it the one who acts")
    return None


def owner(scene: Scene) -> Reason | None:
    """It has what governments and teams have: "Seoul's efforts"."""
    if scene.word(scene.end) not in ("'s", "’s"):
        return None
    owned = data.metonym_words(Stance.POSSESSED)
    reach = range(scene.end + 1, scene.end + 1 + MOST_OWNED)
    word = next((scene.word(at) for at in reach if scene.word(at) in owned), "")
    return _because(scene, f"“’s {word}” follows it") if word else None


def noun_before(scene: Scene) -> Reason | None:
    """It is one side of something between governments or teams: "an ally of Moscow"."""
    at = scene.group_start
    preposition = scene.word(at - 1)
    if preposition not in NEXT_TO or scene.modifies:
        return None
    reach = MOST_BETWEEN if preposition in ("between", "among", "with") else 1
    nouns = data.metonym_words(Stance.NOUN)
    for back in range(2, 2 + reach):
        word = scene.word(at - back)
        if word in nouns:
            return _because(scene, f"“{word} {preposition}” stands before it")
    if preposition == "to" and scene.word(at - 2) in TO_VERBS:
        return _because(scene, f"“{scene.word(at - 2)} to” stands before it")
    if preposition in ("with", "against"):
        return _with_verb(scene, at)
    return None


def _with_verb(scene: Scene, at: int) -> Reason | None:
    """As in "sided with Paris", "signed an agreement with Lima"."""
    words = data.metonym_words(Stance.VERB)
    verb = scene.word(at - 2)
    if verb in words and _reads_as_verb(scene, at - 2):
        return _because(scene, f"“{verb} {scene.word(at - 1)}” stands before it")
    return None


def compound(scene: Scene) -> Reason | None:
    """As in "pro-Moscow", "UAE-backed"."""
    if scene.word(scene.start - 1) == "-" and scene.word(scene.start - 2) in (
        "pro",
        "anti",
    ):
        return _because(scene, f"“{scene.word(scene.start - 2)}-” stands before it")
    if scene.word(scene.end) == "-" and scene.word(scene.end + 1) in COMPOUND_ENDS:
        return _because(scene, f"“-{scene.word(scene.end + 1)}” follows it")
    return None


def _because(scene: Scene, note: str) -> Reason:
    words = scene.doc[scene.start : scene.end].text
    return Reason("metonym", 0.0, f"{note}: “{words}” stands for those who act for it")


BY_ORDER: tuple[Callable[[Scene], Reason | None], ...] = (
    compound,
    agent,
    noun_before,
    object_,
    owner,
)
BY_TREE: tuple[Callable[[Scene], Reason | None], ...] = (
    subject,
    followed_by_verb,
)
