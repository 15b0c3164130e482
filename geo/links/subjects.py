"""Who does what a verb says: its own subject, the one it shares, the one who was told to."""

from __future__ import annotations

from geo import data
from geo.data import CueUse, Part, Role
from geo.language.syntax import Token
from geo.links.arguments import End, Ends, can_act, named_by, preposition
from geo.links.cues import cue_of, governor_of
from geo.links.lexicon import part_of
from geo.links.trees import has_to, is_finite, opened_subject, resumed_subject

SUBJECT = ("nsubj", "csubj")
_INHERITS = frozenset({"conj", "xcomp", "advcl", "acl", "ccomp", "parataxis"})
_PRONOUNS = frozenset({"it", "they", "he", "she"})
_LOOSE = frozenset({"obj", "iobj", "obl:unmarked"})
_PERSONS = frozenset({"he", "she"})
_NAMES = frozenset({"NN", "NNP"})  # one person, or her office
RELATIVE = frozenset({"which", "who", "that", "whom"})
HELP = frozenset({"help", "helped", "helping", "helps"})  # "helped build"
_TOWARDS = frozenset({"on", "upon", "for", "to", "with", "from"})
_BLAMING = frozenset({"of", "from", "against", "into", "for", "with"})
_MAX_STEPS_UP = 4


def subject_of(verb: Token) -> tuple[Token | None, bool]:
    """Return the subject of a verb, its own or the one it shares, and whether it is passive."""
    if opened := opened_subject(verb):
        return opened, False
    if resumed := resumed_subject(verb):
        return resumed, any(c.dep_ == "aux:pass" for c in verb.children)
    return _shared_subject(verb), is_passive(verb)


def _shared_subject(verb: Token) -> Token | None:
    at = verb
    for _ in range(_MAX_STEPS_UP):
        if own := _own_subject(at) or _told(at):
            return own
        if at.dep_.startswith("acl"):
            return _owner(at)
        if accused := _accused(at):
            return accused
        if at.dep_ not in _INHERITS or at.head == at:
            break
        if _is_said(at):
            return _misplaced(at)
        at = at.head
    return None


def _is_said(verb: Token) -> bool:
    """True for a verb in a tense of its own that somebody else says: "would leave, Bonn said"."""
    if not is_finite(verb) or verb.dep_ not in {"ccomp", "parataxis"}:
        return False
    if verb.head.lower_ in data.context_words(Role.SAYING):
        return True
    # "Hapag is sending it, and Maersk said its ship might go": others speak in between.
    between = verb.doc[verb.head.i + 1 : verb.i]
    return verb.dep_ == "parataxis" and any(t.dep_ == "nsubj" for t in between)


def _misplaced(verb: Token) -> Token | None:
    """Return "the ship" of "said the ship, which left Oslo, would": the parser's object."""
    if verb.dep_ != "ccomp":
        return None
    # "A Paris man, police said, drove" hangs on "said" too.
    nouns = (c for c in verb.head.children if c.dep_ in _LOOSE and c.i < verb.i)
    return next(
        (c for c in nouns if c.dep_ != "obl:unmarked" or c.i < verb.head.i), None
    )


def _own_subject(verb: Token) -> Token | None:
    subjects = [c for c in verb.children if c.dep_.startswith(SUBJECT)]
    before = [c for c in subjects if c.i < verb.i]  # of two the nearer one is its own
    own = next(iter([*reversed(before), *subjects]), None) or _mistaken(verb)
    if own is None:
        return None
    if own.lower_ in _PRONOUNS and verb.head != verb:
        return _subject_before(own) or own
    return _antecedent(own, verb)


def _mistaken(verb: Token) -> Token | None:
    """Return "Aswan" of "Salah Aswan flew", where the parser made one name of all."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    return next(
        (c for c in verb.children if c.dep_ == "compound" and c.i < verb.i), None
    )


def _subject_before(pronoun: Token) -> Token | None:
    """Return whom "it" means in "Canada said it had sent": the subject of a clause around."""
    for above in pronoun.head.ancestors:
        subject = object_ = None
        for child in above.children:
            if child.dep_.startswith(SUBJECT) and child.i < pronoun.i:
                subject = child
            elif child.dep_ == "obj" and child.i < pronoun.i:
                object_ = child
        if subject is not None:
            return object_ if object_ and _is_meant(pronoun, object_) else subject
    return None


def _is_meant(pronoun: Token, noun: Token) -> bool:
    """True for an object that is spoken of next: "sent Vance to Oslo; he", "seized a dhow; it"."""
    if pronoun.lower_ in _PERSONS:
        return _is_somebody(noun)
    ship = noun.lower_ in data.context_words(Role.VESSEL)
    return pronoun.lower_ == "it" and pronoun.nbor(-1).text == ";" and ship


def _is_somebody(noun: Token) -> bool:
    """True for one person or her office, not for the "claim" of "denied a claim that he"."""
    says = cue_of(noun, CueUse.TELLING) or governor_of(noun, clause=True)
    return noun.tag_ in _NAMES and not says


def speaker_of(subject: Token, ends: Ends) -> tuple[End, ...]:
    """Return whose "troops" are in "the Israeli army says troops shot": the speaker's."""
    force = data.context_words(Role.FORCE)
    ours = subject.lower_ in force or any(
        c.dep_ == "conj" and c.lower_ in force for c in subject.children
    )  # "two F/A-18s" are two nouns
    if not ours:
        return ()
    others = data.context_words(Role.HOSTILE)
    if any(child.lower_ in others or child.i in ends for child in subject.children):
        return ()
    for above in subject.head.ancestors:
        if above.lower_ in data.context_words(Role.SAYING):
            said = next((c for c in above.children if c.dep_.startswith(SUBJECT)), None)
            named = named_by(said, ends).own if said is not None else ()
            return tuple(end for end in named if can_act(end))
    return ()


def _antecedent(subject: Token, verb: Token) -> Token:
    """Return what "which" stands for: "the convoy, which left"."""
    if subject.lower_ in RELATIVE and verb.dep_ == "acl:relcl":
        return verb.head
    return subject


def _told(verb: Token) -> Token | None:
    """Return who is to do it in "urged Chad to send", "called on Spain to send"."""
    governor = verb.head
    if not has_to(verb) or governor == verb:
        return None
    urging = governor.lower_ in data.context_words(Role.URGING)
    for child in governor.children:
        if not governor.i < child.i < verb.i:
            continue
        if preposition(child) == "for" and _stands_before(child, verb):
            return child  # "cleared the way for Chad to send"
        object_ = child.dep_ in {"obj", "iobj"}
        on = child.dep_.startswith(("obl", "nmod")) and preposition(child) in _TOWARDS
        if urging and (object_ or on):
            return child
    return None


def _stands_before(noun: Token, verb: Token) -> bool:
    to = next((c for c in verb.children if c.dep_ == "mark"), verb)
    return noun.right_edge.i + 1 == to.i


def _accused(verb: Token) -> Token | None:
    """Return who supplies in "accused Tehran of supplying": the object, not the subject."""
    small = {c.lower_ for c in verb.children if c.dep_ in {"mark", "case"}}
    # "praised Oman for sending", "warned Oman against sending", "talked it into sending"
    of = bool(small & _BLAMING) and verb.tag_ == "VBG"
    if not (of or _is_intent(verb)) or part_of(verb.head) is not Part.VERB:
        return None
    objects = (c for c in verb.head.children if c.dep_ in {"obj", "iobj"})
    return next((noun for noun in objects if noun.i < verb.i), None)


def _is_intent(verb: Token) -> bool:
    """True for "shell" of "accused Iran of planning to shell", which hangs on "accused"."""
    to = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ == "to"), None)
    return to is not None and to.i > 1 and preposition(to.nbor(-1)) == "of"


def is_passive(verb: Token) -> bool:
    """True for "was sent", and for "troops sent to Mali"."""
    if any(c.dep_ in {"aux:pass", "nsubj:pass"} for c in verb.children):
        return True
    if _is_garden_path(verb):
        return True
    by = any(c.dep_ == "obl:agent" for c in verb.children)
    if by and verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.children):
        return True  # "wheat bought by Egypt was sold", also where "bought" is the root
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.tag_ == "VBN":
        own = any(c.dep_.startswith(SUBJECT) for c in verb.children)
        return not own and is_passive(verb.head)
    alone = not any(c.dep_ in {"aux", "nsubj", "obj"} for c in verb.children)
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and alone


def _is_garden_path(verb: Token) -> bool:
    """True for "sent" of "migrants sent back by Italy said": an object clause to the parser."""
    above = verb.head
    if verb.dep_ != "ccomp" or above.i < verb.i or verb.tag_ not in {"VBD", "VBN"}:
        return False
    spoken = any(c.dep_.startswith(SUBJECT) for c in above.children)
    plain = not any(c.dep_ in {"obj", "aux"} for c in verb.children)
    return plain and not spoken and above.nbor(-1).text != ","


def _meant_to(noun: Token, verb: Token) -> Token | None:
    """Return who is to do it in "calls for Chad to withdraw", "an attempt by Chad to invade"."""
    between = (c for c in noun.children if noun.i < c.i < verb.i)
    named = [c for c in between if preposition(c) in {"on", "for", "by", "to"}]
    return next(reversed(named), None)


def _owner(verb: Token) -> Token | None:
    """Return who does what a noun's clause says: "plans to send" are the planner's."""
    noun = verb.head
    small = {c.lower_ for c in verb.children if c.dep_ in {"mark", "case"}}
    # "dropped the idea of sending"
    idea = "of" in small and verb.tag_ == "VBG" and bool(governor_of(noun, clause=True))
    if "to" not in small and not idea:
        return noun
    if who := _meant_to(noun, verb):
        return who
    plan = governor_of(noun, clause=True, shape=CueUse.INFINITIVE)
    if plan and any(_is_whose(child) for child in noun.children):
        return noun  # "rejected Chad's plan to send"
    above = noun.head
    if preposition(noun) in {"over", "for", "about"} and not idea:
        return None  # "arrested two men over a plot to attack"
    if preposition(noun) in {"to", "into", "with"} and part_of(above) is Part.NOUN:
        above = above.head  # "sent soldiers to Kursk to fight"
    if part_of(above) is Part.VERB and above != noun:
        return subject_of(above)[0] or noun
    return noun


def _is_whose(child: Token) -> bool:
    """True for a name or a people before a noun: "Chad's", "Chadian"."""
    before = child.dep_ in {"nmod:poss", "amod", "compound", "nmod:desc"}
    return before and child.i < child.head.i and child.text[0].isupper()
