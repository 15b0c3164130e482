"""What belongs to a noun that says it, and what the verb around it lends."""

from __future__ import annotations

from collections.abc import Iterator

from geo import data
from geo.data import EndRole, Part, Role
from geo.language.syntax import Token
from geo.links.arguments import (
    End,
    Ends,
    named_by,
    possessor,
    preposition,
)
from geo.links.cues import governor_of
from geo.links.lexicon import (
    ENVOY,
    STATION,
    SUPPLIER,
    TALK,
    TRIP,
    Trigger,
    is_deed,
    part_of,
)
from geo.links.roles import (
    RoleFillers,
    agents,
    arguments,
    deeper,
    prepositions,
    right_after,
)
from geo.links.subjects import subject_of
from geo.links.verb_roles import doers_of
from geo.model import LinkKind, LinkStatus

_ENGAGED = frozenset({"on", "in", "at", "behind"})
_BECOMING = frozenset("become becomes became becoming remain remains remained".split())
_TOLD = frozenset({"xcomp", "ccomp", "acl", "advcl"})
_KEEPS = frozenset(
    "have has had having keep keeps kept keeping maintain maintains maintained station stations"
    " stationed retain retains retained base bases based leave leaves left run runs operate"
    " operates operated lose loses lost post posts posted".split()
)
_COMES = frozenset(
    "come comes came coming remain remains remained fall falls fell be is was lie lies lay".split()
)
_ASKING = frozenset(
    "ask asks asked asking turn turns turned turning beg begs begged begging appeal appeals"
    " appealed appealing look looks looked looking petition petitioned press pressed".split()
)
_SPELLS = frozenset(
    "night nights day days week weeks month months hour hours year years wave waves round rounds"
    " series spate barrage string volley campaign rain hail".split()
)
_ABOUT = frozenset({"into", "over", "about", "after", "amid"})
_OCCASIONS = frozenset({"for", "on", "during", "after", "before", "following"})


def fill_noun(trigger: Trigger, ends: Ends, filled: RoleFillers) -> None:
    """Note what fills the ends of a noun: what belongs to it, and what its verb lends."""
    token = trigger.token
    prepositions(trigger, arguments(token), ends, filled)
    mine = _belongs_to(trigger, ends)
    subject_role = trigger.frame.subject
    if subject_role is EndRole.MOVER and _is_homeward(token):
        subject_role = EndRole.RETURNER
    if subject_role and mine:
        filled.add(subject_role, mine)
    if subject_role is EndRole.PEER and (other := _equated(token)):
        filled.add(subject_role, named_by(other, ends).own)
    if not mine:
        _said_of(trigger, ends, filled)
    _participles(trigger, ends, filled)
    if token.dep_ == "nsubj:pass" and trigger.frame.name == ENVOY:
        _expelled(token.head, filled)
    if trigger.frame.name == SUPPLIER:
        _supplied(trigger, mine, ends, filled)
        return
    _struck(token, ends, filled)
    verb = _light_verb(trigger)
    if verb is None:
        _staying(trigger, ends, filled)
    else:
        _lent(trigger, verb, mine, ends, filled)


def _said_of(trigger: Trigger, ends: Ends, filled: RoleFillers) -> None:
    """Read "Chad is in talks with Mali", "is on a visit to Riga", "is behind the attack on"."""
    noun = trigger.token
    subject = next((c for c in noun.children if c.dep_ == "nsubj"), None)
    role = trigger.frame.subject
    has = trigger.frame.name == STATION and any(
        c.dep_ == "aux" and c.lower_ in _KEEPS for c in noun.children
    )
    if subject is not None and role and has:  # the parser's "Chad both have troops in"
        filled.add(role, named_by(subject, ends).own)
    if subject is None or role is None or preposition(noun) not in _ENGAGED:
        return
    if any(child.dep_ == "cop" for child in noun.children):
        filled.actor = subject
        filled.add(role, named_by(subject, ends).as_agent)


def _lent(
    trigger: Trigger,
    verb: Token,
    mine: tuple[End, ...],
    ends: Ends,
    filled: RoleFillers,
) -> None:
    """Note what the verb around a noun lends it: "held talks", "sought help from Oslo"."""
    token, subject_role = trigger.token, trigger.frame.subject
    if not filled.of(EndRole.PARTNER, EndRole.DESTINATION):
        prepositions(trigger, _beside(verb, token), ends, filled)
    more = (c for c in verb.children if c.dep_ == "conj" and part_of(c) is Part.NOUN)
    prepositions(trigger, more, ends, filled)  # "and, a day later, on Riga"
    if trigger.frame.name == "aid" and verb.lower_ in _ASKING:
        _asked(verb, ends, filled)
        return
    between = len(filled.of(EndRole.PARTNER)) > 1 and _has_between(token)
    started = filled.of(EndRole.ORIGIN) and subject_role is not EndRole.RECEIVER
    if subject_role and not mine and not between and not started:
        _lend_subject(verb, token, subject_role, ends, filled)
    elif _is_sought(trigger, filled):
        _lend_subject(verb, token, EndRole.DESTINATION, ends, filled)


def _asked(verb: Token, ends: Ends, filled: RoleFillers) -> None:
    """Read "Chad asked Mali for help", "turned to Mali for help": Mali is to give it."""
    subject, _ = subject_of(verb)
    givers = (
        c for c in verb.children if c.dep_ in {"obj", "iobj"} or preposition(c) == "to"
    )
    for giver in givers:
        filled.add(EndRole.ORIGIN, named_by(giver, ends).own)
    if subject is not None:
        filled.actor = subject
        filled.add(EndRole.DESTINATION, named_by(subject, ends).as_agent)


def _supplied(
    trigger: Trigger, whose: tuple[End, ...], ends: Ends, filled: RoleFillers
) -> None:
    """Read "Chad is Mali's main supplier", "Chad, a donor to Mali"."""
    filled.add(EndRole.DESTINATION, whose)
    if (who := _equated(trigger.token)) is not None:
        filled.actor = who
        filled.roles[EndRole.ORIGIN] = list(named_by(who, ends).own)


def _struck(deed: Token, ends: Ends, filled: RoleFillers) -> None:
    """Read "Iran, battered by American sanctions": they are on Iran."""
    if not is_deed(deed.lower_) or filled.of(EndRole.DESTINATION):
        return
    if (sufferer := _sufferer(deed)) is not None:
        filled.add(EndRole.DESTINATION, named_by(sufferer, ends).as_target)
        return
    verb = deed.head
    if preposition(deed) != "by" or part_of(verb) is not Part.VERB:
        return
    subject, passive = subject_of(verb)
    beside = verb.dep_.startswith(("acl", "parataxis", "amod")) and verb.tag_ == "VBN"
    hit = verb.head if beside and part_of(verb.head) is Part.NOUN else subject
    if hit is not None and (passive or hit == verb.head):
        filled.add(EndRole.DESTINATION, named_by(hit, ends).as_target)


def _sufferer(deed: Token) -> Token | None:
    """Return Riga of "Riga came under fire", "suffered a night of strikes", "faces sanctions"."""
    at = deed
    if preposition(at) == "of" and at.head.lower_ in _SPELLS:
        at = at.head
    verb = at.head
    if preposition(at) == "under":
        if any(child.dep_ == "cop" for child in at.children):  # "is under fire"
            return next((c for c in at.children if c.dep_ == "nsubj"), None)
        at, verb = deed, deed.head
        under = part_of(verb) is Part.VERB and verb.lower_ in _COMES
        return subject_of(verb)[0] if under else None
    undergoes = at.dep_ == "obj" and verb.lower_ in data.context_words(Role.UNDERGOING)
    return subject_of(verb)[0] if undergoes else None


def _is_homeward(way: Token) -> bool:
    """True for "his way home from Oslo", "her way back"."""
    return any(child.lower_ in {"home", "back"} for child in way.children)


def _is_sought(trigger: Trigger, filled: RoleFillers) -> bool:
    """True for aid of which only the giver is told."""
    if trigger.kind is not LinkKind.COOPERATION or filled.of(EndRole.DESTINATION):
        return False
    return trigger.frame.subject is EndRole.ORIGIN and bool(filled.of(EndRole.ORIGIN))


def _participles(trigger: Trigger, ends: Ends, filled: RoleFillers) -> None:
    """Note the roles in "a ceasefire brokered by Turkey with Russia"."""
    role = trigger.frame.subject
    for child in trigger.token.children:
        if child.dep_ != "acl" or child.tag_ != "VBN":
            continue
        prepositions(trigger, arguments(child), ends, filled)
        # "talks between Chad and Mali brokered by Oslo": Oslo is none of those who talk
        if role and not filled.between:
            for agent in agents(child):
                filled.add(role, named_by(agent, ends).as_agent)


def _has_between(noun: Token) -> bool:
    return any(preposition(child) == "between" for child in noun.children)


def _belongs_to(trigger: Trigger, ends: Ends) -> tuple[End, ...]:
    """Return whose it is: "Turkish attack", "Lavrov's visit", "a visit by Japan"."""
    noun = trigger.token
    named = [
        named_by(each, ends).own
        for child in noun.children
        if child.dep_ in {"amod", "compound", "nmod:poss", "nmod:desc"}
        # "Canada-EU deal": the parser takes the second for a part of the first.
        # So it does of "Israeli" in "the Israeli-Palestinian ceasefire".
        for each in (child, *(c for c in child.children if c.dep_ in {"flat", "amod"}))
    ]
    if is_deed(noun.lower_):  # "the Russian-backed offensive"
        named += [doers_of(c, ends) for c in noun.children]
    if trigger.frame.subject is EndRole.PEER and not any(named):
        named.append(possessor(noun, ends))  # "postponed their meeting"
    # "The withdrawal of Syrian troops": who leaves is whose troops they are.
    leaves = trigger.frame.subject is EndRole.RECEIVER and trigger.frame.object is None
    # "The visit of the Thai premier to Cambodia", not "a tour of Cambodia".
    goes = trigger.frame.name == TRIP
    doers = {"by", "of"} if leaves or goes else {"by"}
    by = [
        named_by(child, ends).as_agent
        for child in noun.children
        if child.dep_.startswith("nmod") and preposition(child) in doers
    ]
    return tuple(end for group in (*named, *by) for end in group)


def _expelled(verb: Token, filled: RoleFillers) -> None:
    """Turn round "the Danish envoy to Mali was expelled": Mali did it."""
    if verb.lower_ in data.context_words(Role.EXPELLING):
        sender = filled.roles.pop(EndRole.ORIGIN, [])
        filled.roles[EndRole.ORIGIN] = filled.of(EndRole.DESTINATION)
        filled.roles[EndRole.DESTINATION] = sender


def _staying(trigger: Trigger, ends: Ends, filled: RoleFillers) -> None:
    """Note where they are in "Syrian refugees live in Jordan"."""
    noun = trigger.token
    if preposition(noun) == "of":
        noun = noun.head
    verb = noun.head
    if trigger.frame.name == STATION:
        filled.add(EndRole.DESTINATION, right_after(trigger.token, ends))
    if verb.lower_ == "home" and noun.dep_ == "obl":  # "is home to refugees"
        host = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if trigger.frame.name == STATION and host is not None:
            filled.add(EndRole.DESTINATION, named_by(host, ends).own)
    told = noun.dep_.startswith(("nsubj", "obj", "iobj")) or preposition(noun) == "for"
    if trigger.frame.name != STATION or not told:
        return
    # "Syrian refugees live in", "let Danish troops stay in", "for troops to stay in"
    inner = (c for c in (*verb.children, *noun.children) if c.dep_ in _TOLD)
    for each in (verb, *inner):
        if each.lower_ in data.context_words(Role.STAYING):
            prepositions(trigger, _beside(each, noun), ends, filled)


def _equated(noun: Token) -> Token | None:
    """Return what a noun is said to be: "Peru, an ally of Chile", "Peru is an ally of"."""
    if noun.dep_ == "appos" or (noun.dep_ == "nsubj" and _is_equated(noun.head)):
        return noun.head  # "Chad, a donor", "the main donor is Chad"
    named = next((c for c in noun.children if c.dep_ == "appos"), None)
    if named is not None:
        return named  # "India's rival, Pakistan"
    cop = any(child.dep_ == "cop" for child in noun.children)
    above = noun if cop else noun.head
    if not cop and above.lower_ not in _BECOMING:
        return None  # "Chad has become a supplier"
    return next((c for c in above.children if c.dep_ == "nsubj"), None)


def _is_equated(name: Token) -> bool:
    cop = any(child.dep_ == "cop" for child in name.children)
    return name.tag_ == "NNP" and cop and not preposition(name)


def _light_verb(trigger: Trigger) -> Token | None:
    """Return the verb that only lends its subject: "imposed sanctions", "held talks"."""
    noun = trigger.token
    verb = noun.head
    keeps = noun.dep_ == "obj" and verb.lower_ in _KEEPS
    if keeps and trigger.frame.name == STATION:
        return verb  # "has troops in Mali"
    if noun.dep_.startswith("obl") and preposition(noun) in _occasions(trigger):
        # "arrived for talks with", "said during a visit to"; not "called for a truce"
        return None if is_called_for(noun, verb) else verb
    if trigger.beside:
        return verb  # "recalled its ambassador to Denmark"
    if is_deed(noun.lower_) and preposition(noun) in _ABOUT:
        return None  # "opened an inquiry into the shelling of"
    is_argument = noun.dep_.startswith(("obj", "nsubj", "obl"))
    light = {verb.lower_, verb.lemma_.lower()} & data.context_words(Role.LIGHT)
    mine = light or _answers(verb, noun) or _gives_up(trigger, verb)
    return verb if is_argument and mine and part_of(verb) is Part.VERB else None


def is_called_for(noun: Token, verb: Token) -> bool:
    """True for a truce that others are to keep: who calls for it names no partner."""
    calls = preposition(noun) == "for" and verb.lower_ in data.context_words(
        Role.URGING
    )
    return calls and not any(preposition(c) == "with" for c in noun.children)


def _answers(verb: Token, noun: Token) -> bool:
    """True for "answered with raids on": those are its subject's."""
    answering = verb.lower_ in data.context_words(Role.ANSWERING)
    return answering and preposition(noun) == "with"


def _gives_up(trigger: Trigger, verb: Token) -> bool:
    """True for "called off a trip", "mulled talks": they would be its subject's."""
    row = governor_of(verb, clause=False)
    if row is not None and trigger.frame.name in {"aid", "sale"}:
        given = any(preposition(child) == "from" for child in trigger.token.children)
        return given and row.status is LinkStatus.DENIED  # "turned down a loan from"
    return row is not None and trigger.frame.name in {TRIP, "tour", TALK}


def _occasions(trigger: Trigger) -> frozenset[str]:
    """Return the prepositions with which a noun is what its verb's subject is there for."""
    if trigger.frame.name in {TRIP, "tour", TALK}:
        return _OCCASIONS | {"in"} if trigger.frame.name == TALK else _OCCASIONS
    return frozenset({"for", "with"} if trigger.frame.name == "aid" else {"for"})


def _beside(verb: Token, noun: Token) -> Iterator[Token]:
    for child in verb.children:
        if child != noun and child.dep_.startswith("obl"):
            yield child
            yield from deeper(child)


def _lend_subject(
    verb: Token, noun: Token, role: EndRole, ends: Ends, filled: RoleFillers
) -> None:
    subject, passive = subject_of(verb)
    # "The two nations entered into": where a noun is the root, the parser took a plain past
    # tense for a participle.
    mistaken = verb.dep_ == "acl" and verb.head.dep_ == "ROOT"
    if passive and not mistaken:
        for agent in agents(verb):
            filled.actor = agent
            filled.add(role, named_by(agent, ends).as_agent)
    elif blamed := _blamed(verb, noun):
        filled.actor = blamed
        filled.add(role, named_by(blamed, ends).as_agent)
    elif subject is not None and subject != noun:
        filled.actor = subject
        filled.add(role, named_by(subject, ends).as_agent)


def _blamed(verb: Token, noun: Token) -> Token | None:
    """Return who did it in "blamed Iran for the attack": the object, not the subject."""
    if noun.dep_ in {"obj", "iobj"} or verb.lower_ not in data.context_words(
        Role.JUDGING
    ):
        return None
    return next((c for c in verb.children if c.dep_ == "obj"), None)
