"""How sure a sentence is of all that it says: its setting, who tells it, who denies it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geo import data
from geo.data import CueUse, Role
from geo.language.syntax import Doc, Token
from geo.links.cues import Cue, cue_of, governor_of, openers
from geo.links.lexicon import triggers
from geo.links.trees import BARELY, NO, NOT, is_finite, is_negated, is_subject
from geo.model import LinkStatus

_MAX_BEFORE = 3  # words in which a helping verb stands where the tree does not say so
_SETTING_WITHIN = 6  # words at the head of a sentence: "In the film, ..."
_MAX_OPENER = 14  # words before a clause in which "in case", "as long as" may stand
_NONE = NO | BARELY
_NOT_ONE = (["not", "a"], ["not", "one"])
_STAYED = frozenset({"stayed", "remained"})
_HOME = frozenset({"home", "away", "put"})
_CHANGED = frozenset({"change", "changed", "changing"})
_MINDS = frozenset({"mind", "minds", "course", "plans"})
_AWAY = frozenset({"out", "off", "down", "away", "back"})
_COMES = frozenset(
    "do did show showed turn turned arrive arrived appear appeared leave left".split()
)
_DISPUTING = frozenset({"which", "something", "an", "a", "but"})
_BEFORE_SUBJECT = frozenset(
    "that , did does do has have had will would can could is are was were".split()
)
_CHOSE = frozenset("chose decided opted preferred elected voted".split())
_ANYWAY = frozenset(
    "so anyway anyhow regardless just that nonetheless nevertheless all the same it eventually".split()
)
_DID = frozenset({"did", "has", "have", "is", "are"})
_ABOUT = frozenset(
    "about set ready poised preparing point verge brink going due eve".split()
)
_MAX_TURN = 9  # words of "yet on Friday they did"
_ASKING = frozenset("did do does has have is are was were".split())


def setting(token: Token) -> Iterator[Cue]:
    """Read "In the film, Canada invades" and "The film imagines that Canada invades"."""
    head = token.doc[:_SETTING_WITHIN]
    inside = bool(head) and head[0].lower_ == "in"
    for word in head:
        if word.text == ",":
            return
        told = cue_of(word, CueUse.MODIFIER) if inside and word.i < token.i else None
        if told and told.status is LinkStatus.ALLEGED and _is_set_off(word):
            yield told.status, word.text  # "In a purported memo, Chad is said"
        row = cue_of(word, CueUse.SETTING)
        # "In a series of raids" nothing is invented.
        if row and (
            cue_of(after(word), CueUse.DEPICTS) or (inside and not _is_of(word))
        ):
            yield row.status, word.text


def _is_set_off(word: Token) -> bool:
    """True for a word of an opening that a comma ends."""
    return any(w.text == "," for w in word.doc[word.i : word.i + _SETTING_WITHIN])


def after(word: Token) -> Token:
    """Return the next word; of the last, itself."""
    return word.doc[min(word.i + 1, len(word.doc) - 1)]


def _is_of(word: Token) -> bool:
    return after(word).lower_ == "of"


def inverted(token: Token) -> Iterator[Cue]:
    """Read "Had Spain objected, France would have", "Were Chad to attack" and "Did Chad attack?"."""
    first, last = token.doc[0], token.doc[-1]
    if last.text == "?" and first.lower_ in _ASKING:
        yield LinkStatus.POSSIBLE, first.text
    if last.text != "?" and inverts(token.doc):
        yield LinkStatus.POSSIBLE, first.text


def inverts(doc: Doc) -> bool:
    """True for a sentence that opens with a condition: "Had Spain objected"."""
    verb = {"had": "VBN", "were": "VB", "should": "VB"}.get(doc[0].lower_)
    return any(word.tag_ == verb for word in doc)


def opened(token: Token) -> Iterator[Cue]:
    """Read how a sentence opens: "Hardly any aid reached", "Provided it rains, Chad will"."""
    words = [word.lower_ for word in token.doc[:3]]
    between = token.doc[1 : token.i]
    none = words[0] in _NONE or words[:2] in _NOT_ONE
    said = any(_says(each) or governor_of(each, clause=True) for each in between)
    if none and not said:
        yield LinkStatus.DENIED, token.doc[0].text
    # "None of the ships that left Odesa reached": the parser errs on it.
    if token.doc[0].dep_ == "ROOT" and words[0] in _NONE and words[1:2] == ["of"]:
        yield LinkStatus.DENIED, token.doc[0].text
    row = cue_of(token.doc[0], CueUse.MARK)
    condition = row and row.status is LinkStatus.POSSIBLE
    if (condition or _conditional(token.doc)) and any(
        word.text == "," for word in between
    ):
        yield LinkStatus.POSSIBLE, token.doc[0].text


def _conditional(doc: Doc) -> bool:
    """True for a sentence that opens with a condition: "As long as it rains"."""
    head = tuple(word.lower_ for word in doc[:_SETTING_WITHIN])
    return any(
        status is LinkStatus.POSSIBLE and head[: len(words)] == words
        for last in set(head)
        for words, status in openers().get(last, ())
    )


def opens(clause: Token) -> Iterator[Cue]:
    """Read what stands before a clause: "in case France sends", "as long as it sends"."""
    subject = next((c for c in clause.children if is_subject(c)), clause)
    for start in range(subject.left_edge.i, subject.i + 1):
        words = _before(clause.doc, start)
        for phrase, status in openers().get(words[-1], ()) if words else ():
            if tuple(words[-len(phrase) :]) == phrase:
                yield status, " ".join(phrase)


def _before(doc: Doc, end: int) -> list[str]:
    """Return the words before a clause, without "that" and without ", experts say,"."""
    words = [word.lower_ for word in doc[max(0, end - _MAX_OPENER) : end]]
    while words and words[-1] in _BEFORE_SUBJECT:
        words.pop()
    commas = [i for i, word in enumerate(words) if word == ","]
    if len(commas) > 1:
        first, last = commas[-2:]
        if data.context_words(Role.SAYING).intersection(words[first:last]):
            del words[first : last + 1]
    return words


def _says(verb: Token) -> bool:
    return is_finite(verb) and not verb.dep_.startswith("aux")


def told(token: Token) -> Iterator[Cue]:
    """Read who tells it: "according to the rebels", "prosecutors say"."""
    doc = token.doc
    for word in doc[:-1]:
        if word.lower_ == "according" and after(word).lower_ == "to":
            yield from _sources(doc[word.i + 2 : word.i + 2 + _MAX_BEFORE])
    for above in token.ancestors:
        if above.lower_ in data.context_words(Role.SAYING):
            for subject in (c for c in above.children if is_subject(c)):
                yield from _sources([subject, *subject.children])


def _sources(words: Iterable[Token]) -> Iterator[Cue]:
    for word in words:
        if row := cue_of(word, CueUse.SOURCE):
            yield row.status, word.text


def disputed(token: Token) -> Iterator[Cue]:
    """Read who denies it behind: ", which Kyiv denies", ", a claim that Kyiv rejects"."""
    for comma in token.doc[token.i : -1]:
        opener = after(comma)
        if comma.text == "," and opener.lower_ in _DISPUTING:
            for word in token.doc[opener.i + 1 : opener.i + 2 + _MAX_BEFORE]:
                if row := cue_of(word, CueUse.DISPUTES):
                    yield row.status, word.text


def called_off(token: Token) -> str:
    """Return what says behind that a plan came to nothing, or "".

    "Was due to sail, but the voyage was scrapped", "but it fell through", "but never did",
    "but changed its mind"; "who had been expected in Oslo, stayed home".
    """
    behind = token.doc[token.i :]
    turn = next((t.i for t in behind if _turns(t)), len(token.doc))
    for verb in token.doc[turn:]:
        if _calls_off(verb) or _falls_through(verb) or _never_came(verb):
            return verb.text
        if verb.lower_ in _CHOSE and after(verb).lower_ == "not":
            return verb.text  # "but chose not to"
    for verb in behind:
        if verb.lower_ in _STAYED and after(verb).lower_ in _HOME:
            return verb.text
        if verb.lower_ == "still" and after(verb).lower_ in {"in", "at"}:
            return verb.text  # "meant to sail for Oslo, is still in port"
        if verb.lower_ == "when" and verb.tag_ == "WRB" and _was_about(token):
            return verb.text
    return ""


def _turns(word: Token) -> bool:
    """True for the "but" of "but it did not", the "then" of ", then thought better of it"."""
    if word.lower_ in {"but", "yet", ";"}:
        return word.lower_ != "yet" or (word.i > 0 and word.nbor(-1).text == ",")
    return word.lower_ in {"then", "before"} and word.i > 0


def carried_out(token: Token) -> bool:
    """True where a sentence ends in "yet they did", "but went ahead anyway"."""
    turn = next((t.i for t in token.doc[token.i :] if _turns(t)), 0)
    last = [w for w in token.doc[turn + 1 :] if not w.is_punct] if turn else []
    if not last or len(last) > _MAX_TURN or any(w.lower_ in NOT for w in last):
        return False
    done = [w for w in last if w.lower_ not in _ANYWAY]
    if done and done[-1].lower_ in _DID:
        return True
    return any(
        (row := governor_of(w, clause=False, use=CueUse.SUBJECT)) is not None
        and row.status is LinkStatus.STATED
        for w in done
    )


def _was_about(token: Token) -> bool:
    """True for "was about to send it when": it was kept from that."""
    for above in token.ancestors:
        if above.lower_ in _ABOUT:
            return any(c.lower_ in {"was", "were"} for c in above.children)
    return False


def _calls_off(verb: Token) -> bool:
    """True for "scrapped it", "backed out", "changed its mind"."""
    objects = [c for c in verb.children if c.dep_ in {"obj", "nsubj:pass"}]
    if verb.lower_ in _CHANGED and any(c.lower_ in _MINDS for c in objects):
        return True
    row = governor_of(verb, clause=False)
    if row is None or row.status is not LinkStatus.DENIED or is_negated(verb):
        return False
    gave_up = row.particle in _AWAY and not objects
    objects += [c for c in verb.children if c.dep_ == "obl" and c.lower_ == "it"]
    of_it = after(after(verb)).lower_ == "of"  # "thought better of it"
    return gave_up or of_it or any(_means_it(noun) for noun in objects)


def _falls_through(verb: Token) -> bool:
    """True for "the trip fell through", "it collapsed"."""
    uses = (CueUse.SUBJECT, CueUse.OUTCOME)
    rows = [governor_of(verb, clause=False, use=use) for use in uses]
    if not any(row and row.status is LinkStatus.DENIED for row in rows):
        return False
    subject = next((c for c in verb.children if is_subject(c)), None)
    return subject is not None and _means_it(subject) and not is_negated(verb)


def _never_came(verb: Token) -> bool:
    """True for "never did", "neither side showed up", "it did not happen"."""
    alone = not any(c.dep_ in {"obj", "xcomp", "ccomp"} for c in verb.children)
    happens = data.context_words(Role.HAPPENING) | _COMES
    return alone and verb.lower_ in happens and is_negated(verb)


def _means_it(noun: Token) -> bool:
    """True for "it", "the voyage" and "the plan", none of which says where."""
    if noun.lower_ in {"it", "them", "this", "that"}:
        return True
    the = any(c.lower_ in {"the", "that", "this"} for c in noun.children)
    more = any(c.dep_.startswith("nmod") for c in noun.children)
    planned = triggers(noun) or governor_of(noun, clause=True)
    return the and not more and bool(planned)
