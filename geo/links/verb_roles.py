"""What a verb's subject, object and prepositions are to what it says."""

from __future__ import annotations

from collections.abc import Iterator

from geo import data
from geo.data import EndRole, Part, Role
from geo.language.syntax import Token
from geo.links.arguments import (
    HYPHENS,
    INSIDE,
    End,
    Ends,
    Named,
    can_act,
    is_nature,
    named_by,
    preposition,
)
from geo.links.lexicon import DEMAND, VISIT, Trigger, is_deed, part_of, triggers
from geo.links.roles import RoleFillers, agents, arguments, judged, prepositions
from geo.links.subjects import HELP, RELATIVE, speaker_of, subject_of
from geo.model import LinkKind, MentionKind

_OWN = frozenset({"its", "their", "his", "her"})
_AMOUNTS = frozenset({"CD", "DT", "JJ", "JJR", "PRP$", "$"})


def fill_verb(trigger: Trigger, ends: Ends, filled: RoleFillers) -> None:
    """Note what fills the ends of a verb: its subject, object, agent and prepositions."""
    token, frame = trigger.token, trigger.frame
    if doers := doers_of(token, ends):
        _done_by(trigger, doers, ends, filled)
        return
    subject, passive = subject_of(token)
    prepositions(trigger, arguments(token), ends, filled)
    if subject is not None:
        filled.actor = filled.subject = subject
        role = _passive_role(trigger) if passive else frame.subject
        _add_subject(trigger, role, ends, filled)
    if passive:
        _passive(trigger, ends, filled)
        _where_only(trigger, filled)
        _stands(trigger, ends, filled)
    if frame.name == DEMAND:
        filled.add(EndRole.DESTINATION, _demanded_of(token, ends))
    for child in _objects(token, subject):
        _object(trigger, child, ends, filled)
        _fought(trigger, child, ends, filled)
    visits = frame.name == VISIT and trigger.lemma == VISIT  # "reached across" goes on
    if visits and not filled.of(EndRole.DESTINATION):
        filled.add(EndRole.DESTINATION, _inside_of(token, ends))
    if frame.name == "send" and _brings_home(token, filled):
        filled.roles[EndRole.RETURNER] = filled.roles.pop(EndRole.MOVER, [])
    _each_other(trigger, ends, filled)
    _radiate(trigger, ends, filled)


def _brings_home(verb: Token, filled: RoleFillers) -> bool:
    """True for "airlifted its workers out of Beirut": whose they are takes them home."""
    if not filled.of(EndRole.ORIGIN) or filled.of(EndRole.DESTINATION):
        return False
    objects = (c for c in verb.children if c.dep_ == "obj")
    return any(c.lower_ in _OWN for noun in objects for c in noun.children)


def _each_other(trigger: Trigger, ends: Ends, filled: RoleFillers) -> None:
    """Read "Chad and Mali accused each other": each does so to the other."""
    objects = (c for c in trigger.token.children if c.dep_ in {"obj", "obl", "iobj"})
    if filled.subject is None or not any(_is_mutual(noun) for noun in objects):
        return
    both = named_by(filled.subject, ends).own
    if len(both) > 1:
        filled.roles = {EndRole.PEER: list(both)}


def _is_mutual(noun: Token) -> bool:
    before = noun.nbor(-1).lower_ if noun.i else ""
    after = noun.doc[noun.i + 1 : noun.i + 2].text
    pairs = {(before, noun.lower_), (noun.lower_, after)}
    return not pairs.isdisjoint({("each", "other"), ("one", "another")})


def _done_by(
    trigger: Trigger, doers: tuple[End, ...], ends: Ends, filled: RoleFillers
) -> None:
    """Read "the U.S.-backed government", not "offensive", and "a Perth-bound flight"."""
    noun, subject = trigger.token.head, trigger.frame.subject
    if trigger.token.lower_ == "bound":
        filled.actor = noun
        filled.add(EndRole.DESTINATION, doers)
        filled.add(EndRole.ORIGIN, _from(noun, ends))
        return
    role = _passive_role(trigger)
    if subject and role and not is_deed(noun.lower_):
        filled.add(_plain(subject), doers)
        filled.add(role, named_by(noun, ends).as_agent)
        if not filled.of(role) and noun.dep_.startswith("nsubj"):
            # "a Saudi-funded clinic opened in Riga"
            filled.add(role, _inside_of(noun.head, ends))


def _stands(trigger: Trigger, ends: Ends, filled: RoleFillers) -> None:
    """Read "a clinic funded by Ireland opened in Riga": it is for Riga."""
    noun = trigger.token.head
    given = {EndRole.DESTINATION, EndRole.RECIPIENT}
    open_ = trigger.frame.object in given and not filled.of(EndRole.DESTINATION)
    if trigger.token.dep_ != "acl" or not open_:
        return
    if trigger.kind is not LinkKind.COOPERATION:
        return
    if noun.dep_ == "nsubj" and trigger.frame.object is EndRole.DESTINATION:
        filled.add(EndRole.DESTINATION, _inside_of(noun.head, ends))
    elif noun.dep_ == "obj" and (user := subject_of(noun.head)[0]) is not None:
        # "Samoa has accepted a ferry donated by Canberra"
        filled.add(EndRole.DESTINATION, named_by(user, ends).own)


def _inside_of(verb: Token, ends: Ends) -> tuple[End, ...]:
    where = (n for n in verb.children if preposition(n) in INSIDE)
    return tuple(end for noun in where for end in named_by(noun, ends).own)


def _radiate(trigger: Trigger, ends: Ends, filled: RoleFillers) -> None:
    """Read "a quake off Chile sent waves from Peru to Hawaii": from Chile to each."""
    spreading = data.context_words(Role.SPREADING)
    sent = [c for c in trigger.token.children if c.dep_ == "obj"]
    quake = filled.subject
    if quake is None or not any(noun.lower_ in spreading for noun in sent):
        return
    source = named_by(quake, ends).inner
    if source and filled.of(EndRole.ORIGIN) and filled.of(EndRole.DESTINATION):
        reached = [*filled.of(EndRole.ORIGIN), *filled.of(EndRole.DESTINATION)]
        filled.roles = {}
        filled.add(EndRole.ORIGIN, source)
        filled.add(EndRole.DESTINATION, tuple(reached))


def _where_only(trigger: Trigger, filled: RoleFillers) -> None:
    """Drop the sea of "a Chinese boat was rammed in the Java Sea": it is where, not whom."""
    hit = filled.of(EndRole.DESTINATION)
    if trigger.kind is LinkKind.CONFLICT and any(can_act(end) for end in hit):
        ashore = [end for end in hit if not is_nature(end.place)]
        filled.roles[EndRole.DESTINATION] = ashore


def _passive(trigger: Trigger, ends: Ends, filled: RoleFillers) -> None:
    """Note by whom it was done; what Italy reports as imported came to Italy."""
    token, role = trigger.token, trigger.frame.subject
    if role is None:
        return
    if role is EndRole.RECEIVER and token.dep_ == "acl":
        around = _subject_around(token)
        if around is not None:
            filled.add(EndRole.RECEIVER, named_by(around, ends).as_agent)
    for agent in agents(token):
        filled.actor = agent
        filled.add(_plain(role), _whose(trigger, agent, ends))


def _demanded_of(verb: Token, ends: Ends) -> tuple[End, ...]:
    """Return who is to do it in "demanded that Chile free the sailors"."""
    clauses = (c for c in verb.children if c.dep_ in {"ccomp", "xcomp", "advcl"})
    subjects = (c for each in clauses for c in each.children if c.dep_ == "nsubj")
    return next((judged(subject, ends) for subject in subjects), ())


def _fought(trigger: Trigger, foe: Token, ends: Ends, filled: RoleFillers) -> None:
    """Read "Chad and Mali battled rebels in Niger": not each other, and where or whose."""
    hostile = foe.lower_ in data.context_words(Role.HOSTILE)
    if trigger.kind is not LinkKind.CONFLICT:
        return
    if filled.of(EndRole.PARTNER) and not hostile:
        return
    peers = filled.roles.pop(EndRole.PEER, [])
    if not peers or foe.lower_ not in data.context_words(Role.FOE):
        return
    filled.add(EndRole.ORIGIN, tuple(peers))
    named = named_by(foe, ends)
    filled.add(EndRole.DESTINATION, named.inner or (named.own if hostile else ()))
    for noun in arguments(trigger.token):
        if preposition(noun) in INSIDE:
            filled.add(EndRole.DESTINATION, named_by(noun, ends).as_target)


def doers_of(verb: Token, ends: Ends) -> tuple[End, ...]:
    """Return who did it in "U.S.-backed"."""
    before = verb.doc[: verb.i]
    if verb.dep_ != "amod" or not before or before[-1].text not in HYPHENS:
        return ()
    return ends.get(verb.i - 2, ())


def _objects(verb: Token, subject: Token | None) -> Iterator[Token]:
    """Return the objects, with "plant" of "the plant, which Russia built"."""
    plain = [c for c in verb.children if c.dep_ in {"obj", "iobj"}]
    for noun in plain:
        yield verb.head if _relates(noun, verb) else noun
    if verb.dep_ == "acl:relcl" and not plain and subject not in {None, verb.head}:
        yield verb.head
    if not plain:
        yield from _shared(verb)
    for child in verb.children:
        # "helped build the plant", "shot dead a rebel"
        helped = verb.lower_ in HELP and not _fights(child)
        if child.dep_ == "xcomp" and (helped or child.tag_ == "JJ"):
            yield from _objects(child, subject)


def _shared(verb: Token) -> Iterator[Token]:
    """Return "tanker" of "chased and boarded a tanker": both verbs are done to it."""
    joined = (c for c in verb.children if c.dep_ == "conj" and c.i == verb.i + 2)
    for other in joined:
        yield from (c for c in other.children if c.dep_ == "obj")


def _fights(verb: Token) -> bool:
    """True for "expel" of "helped expel": whom one expels is not helped."""
    return any(each.kind is LinkKind.CONFLICT for each in triggers(verb))


def _relates(noun: Token, verb: Token) -> bool:
    return verb.dep_ == "acl:relcl" and noun.lower_ in RELATIVE


def _subject_around(verb: Token) -> Token | None:
    """Return the subject of the clause that a participle stands in."""
    for above in verb.ancestors:
        if part_of(above) is Part.VERB:
            return subject_of(above)[0]
    return None


def _add_subject(
    trigger: Trigger, role: EndRole | None, ends: Ends, filled: RoleFillers
) -> None:
    subject = filled.subject
    assert subject is not None
    if role is EndRole.RECIPIENT:
        role = EndRole.JUDGED
        filled.add(EndRole.DESTINATION, _ground(subject, ends))
    if role is EndRole.MOVER:
        role = _mover_role(trigger, subject, ends, filled)
    if role in {EndRole.JUDGED, EndRole.SELLER}:
        _add_owner(role, subject, ends, filled)
    elif role:
        named = _chosen(role, named_by(subject, ends))
        if trigger.frame.object is EndRole.JUDGED:
            named = _without_seats(named, subject, ends)
        if role is EndRole.RETURNER:
            named = _without_homes(named, subject, ends)
        elif _strikes(trigger, subject):
            named = _whose(trigger, subject, ends)
        filled.add(role, named or speaker_of(subject, ends))


def _without_seats(named: tuple[End, ...], judge: Token, ends: Ends) -> tuple[End, ...]:
    """Return the ends but the town of "a court in Milan fined": it sits there for a country."""
    own = named_by(judge, ends).own
    return tuple(end for end in named if can_act(end) or end in own)


def _strikes(trigger: Trigger, noun: Token) -> bool:
    """True for a bomb that kills: where it does is not whose it is."""
    thing = is_deed(noun.lower_) or noun.lower_ in data.context_words(Role.WEAPON)
    return thing and trigger.kind is LinkKind.CONFLICT


def _whose(trigger: Trigger, noun: Token, ends: Ends) -> tuple[End, ...]:
    """Return who acts: "a bomb in Baghdad" is not Baghdad's, "one fired from Gaza" is."""
    named = named_by(noun, ends)
    if not _strikes(trigger, noun):
        return named.as_agent
    fired = (c for c in noun.children if c.dep_.startswith("acl"))
    began = (n for each in fired for n in arguments(each) if preposition(n) == "from")
    return named.own or tuple(e for n in began for e in named_by(n, ends).own)


def _mover_role(
    trigger: Trigger, subject: Token, ends: Ends, filled: RoleFillers
) -> EndRole | None:
    """Return what one who goes is: "Chad must leave Mali" goes home, as its soldiers do."""
    if _goes_home(trigger):
        return EndRole.RETURNER
    if any(is_nature(end.place) for end in ends.get(subject.i, ())):
        return None  # "the river was expected at"
    troops = subject.lower_ in data.context_words(Role.FORCE)
    if not _has_object(trigger):
        out = filled.of(EndRole.ORIGIN) and not filled.of(EndRole.DESTINATION)
        return EndRole.RETURNER if troops and out else EndRole.MOVER
    return EndRole.RETURNER if troops or subject.i in ends else None


def _goes_home(trigger: Trigger) -> bool:
    """True for "flew home from Oslo", "is moving back home"."""
    return any(child.lower_ == "home" for child in trigger.token.children)


def _has_object(trigger: Trigger) -> bool:
    """True for "left Oslo for Rome": whose the leaver is says nothing of the journey."""
    return trigger.frame.object is EndRole.ORIGIN and any(
        child.dep_ == "obj" for child in trigger.token.children
    )


def _passive_role(trigger: Trigger) -> EndRole | None:
    """Return what the subject of "was shipped", "was attacked" is."""
    if trigger.frame.object:
        return trigger.frame.object
    mover = trigger.frame.subject in {EndRole.MOVER, EndRole.RETURNER}
    return EndRole.MOVER if mover else None


def _plain(role: EndRole) -> EndRole:
    """Return the end that an agent with "by" is: it is named outright."""
    return EndRole.ORIGIN if role in {EndRole.MOVER, EndRole.RETURNER} else role


def _chosen(role: EndRole, named: Named) -> tuple[End, ...]:
    if role is EndRole.DESTINATION:
        return named.as_target
    return named.own if role is EndRole.PARTNER else named.as_agent


def _object(trigger: Trigger, noun: Token, ends: Ends, filled: RoleFillers) -> None:
    frame = trigger.frame
    if frame.object is EndRole.RECIPIENT:
        filled.add(EndRole.DESTINATION, _recipient(noun, ends))
        filled.add(EndRole.DESTINATION, _receiver(trigger.token, ends))
        if frame.subject is EndRole.ORIGIN and trigger.kind is LinkKind.CONFLICT:
            filled.add(EndRole.DESTINATION, _foes(noun, ends))
    elif frame.object in {EndRole.JUDGED, EndRole.SELLER}:
        _add_owner(frame.object, noun, ends, filled)
    elif frame.object is EndRole.ORIGIN and is_deed(noun.lower_):
        filled.add(EndRole.ORIGIN, named_by(noun, ends).inner)  # "fled fighting in"
    elif frame.object and is_deed(noun.lower_):
        filled.add(EndRole.DESTINATION, judged(noun, ends))
    elif frame.object:
        filled.add(frame.object, _named_object(trigger, frame.object, noun, ends))
    elif _is_given(noun) and EndRole.DESTINATION in frame.prepositions.values():
        filled.add(EndRole.DESTINATION, named_by(noun, ends).as_target)


def _foes(noun: Token, ends: Ends) -> tuple[End, ...]:
    """Return whose thing was seized: of "a dhow from Bandar Abbas" only where it sailed from."""
    found = judged(noun, ends)
    if noun.lower_ not in data.context_words(Role.VESSEL):
        return found
    return tuple(end for end in found if can_act(end))


def _is_given(noun: Token) -> bool:
    """True for "Chad" of "sent Chad tanks", and for "it" of "sent it tanks": no thing sent."""
    after = (c for c in noun.head.children if c.dep_ == "obj" and c.i > noun.i)
    it = noun.lower_ == "it" and next(after, None) is not None
    return noun.dep_ == "iobj" or it


def _named_object(
    trigger: Trigger, role: EndRole, noun: Token, ends: Ends
) -> tuple[End, ...]:
    named = _chosen(role, named_by(noun, ends))
    if role is EndRole.PARTNER:
        return _without_homes(named, noun, ends)
    if role is EndRole.DESTINATION:
        away = [end for end in _from(noun, ends) if not _is_trained(trigger, end)]
        return tuple(end for end in named if end not in away)
    return named


def _is_trained(trigger: Trigger, home: End) -> bool:
    """True for "trained soldiers from Mali", not for "shelled the town from Azaz"."""
    return trigger.kind is not LinkKind.CONFLICT and can_act(home)


def _add_owner(
    role: EndRole | None, noun: Token, ends: Ends, filled: RoleFillers
) -> None:
    """Note whose a thing is: who is judged for it, who sold it."""
    if role is EndRole.SELLER:
        if not filled.of(EndRole.ORIGIN):  # "took in Malian students from Dakar"
            filled.add(EndRole.ORIGIN, _seller(noun, ends))
    else:
        filled.add(EndRole.DESTINATION, judged(noun, ends))


def _seller(thing: Token, ends: Ends) -> tuple[End, ...]:
    """Return whose "Indian missiles" are that somebody buys: nobody's are a deed and a town."""
    weapon = thing.lower_ in data.context_words(Role.WEAPON)
    if thing.i in ends or (is_deed(thing.lower_) and not weapon):
        return ()
    return tuple(end for end in named_by(thing, ends).own if can_act(end))


def _without_homes(named: tuple[End, ...], noun: Token, ends: Ends) -> tuple[End, ...]:
    """Return the ends but the town of "met a senator from Dallas": she speaks for none."""
    homes = [end for end in _from(noun, ends) if not can_act(end)]
    return tuple(end for end in named if end not in homes)


def _from(noun: Token, ends: Ends) -> tuple[End, ...]:
    """Return where a thing is from: "shelled the town from Azaz" aims elsewhere."""
    also = (c for c in noun.children if c.dep_ == "appos")
    return tuple(
        end
        for each in (noun, *also)
        for child in each.children
        if preposition(child) == "from"
        for end in (*named_by(child, ends).own, *named_by(child, ends).inner)
    )


def _recipient(noun: Token, ends: Ends) -> tuple[End, ...]:
    """Return the place of "gave Malawi", also where the parser reads "Malawi 200 tents"."""
    if noun.i in ends or noun.lower_ in data.context_words(Role.RECIPIENT):
        return named_by(noun, ends).own
    return _ground(noun, ends) or tuple(
        end
        for child in noun.children
        if child.dep_ == "compound"
        for end in ends.get(child.i, ())
        if end.mention.kind is not MentionKind.DEMONYM
    )


def _ground(noun: Token, ends: Ends) -> tuple[End, ...]:
    """Return where what is captured lies: "captured a village in Chad"."""
    if noun.lower_ not in data.context_words(Role.GROUND):
        return ()
    return named_by(noun, ends).inner


def _receiver(verb: Token, ends: Ends) -> tuple[End, ...]:
    """Return the place right after the verb: "to lend Tunisia 40 million dollars"."""
    at = verb.i + 1
    while at in ends:
        at += 1
    if at == verb.i + 1 or at >= len(verb.doc) or verb.doc[at].tag_ not in _AMOUNTS:
        return ()
    named = ends[verb.i + 1]
    return tuple(e for e in named if e.mention.kind is not MentionKind.DEMONYM)
