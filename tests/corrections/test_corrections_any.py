"""What holds for any corrections of an atlas."""

from __future__ import annotations

from atlases import sample_atlas
from correcting import told
from hypothesis import example, given, strategies as st
from known_places import MOSCOW, MOSCOW_IDAHO, SUVA, WONSAN

from geo.atlas import quote
from geo.corrections.apply import apply_corrections
from geo.corrections.model import (
    AddLink,
    ChangeLink,
    MarkMention,
    MeansPlace,
    NotAPlace,
    RemoveLink,
    SameAs,
    Scope,
    TextSpan,
)
from geo.model import LinkKind

SAMPLE = sample_atlas()
NAMES = sorted({r.mention.text for r in SAMPLE.resolutions} | {"Envoy", "New", "quiet"})
PLACES = st.sampled_from([MOSCOW_IDAHO, SUVA, WONSAN, MOSCOW])
PAIRS = [(e.origin, e.destination, k.kind, e) for k in SAMPLE.links for e in k.evidence]


@st.composite
def any_correction(draw):
    scope = draw(st.sampled_from(list(Scope)))
    if draw(st.booleans()):
        name = draw(st.sampled_from([n for n in NAMES if n in SAMPLE.articles[0].text]))
        action = draw(
            st.one_of(
                PLACES.map(MeansPlace),
                st.just(NotAPlace()),
                st.builds(SameAs, st.sampled_from(NAMES), st.none() | PLACES),
                st.builds(MarkMention, st.none() | PLACES),
            )
        )
        return told(SAMPLE, name, action, scope)
    origin, destination, kind, said = draw(st.sampled_from(PAIRS))
    both = [words_of(origin), words_of(destination)]
    other = draw(st.sampled_from(list(LinkKind)))
    where = quote(SAMPLE, said.passage)
    action = draw(
        st.sampled_from(
            [
                AddLink(*both, other),
                AddLink(*both[::-1], other),
                RemoveLink(*both, draw(st.sampled_from([kind, other]))),
                ChangeLink(*both, kind, other, swapped=draw(st.booleans())),
                ChangeLink(*both, other, kind),
            ]
        )
    )
    narrow = Scope.MENTION if isinstance(action, AddLink) else scope
    return told(SAMPLE, where, action, narrow)


def words_of(mention):
    return TextSpan(mention.text, mention.passage.start, mention.passage.end)


def of_a_marked_name(*scopes):
    """Give what people said of a word that only they took for a name."""
    actions = MarkMention(None), MeansPlace(SUVA)
    pairs = zip(actions, scopes, strict=True)
    return [told(SAMPLE, "quiet", action, scope) for action, scope in pairs]


@example(of_a_marked_name(Scope.SOURCE, Scope.SOURCE))
@example(of_a_marked_name(Scope.MENTION, Scope.ALWAYS))
@given(st.lists(any_correction(), max_size=6))
def test_twice_is_once(corrections):
    once = apply_corrections(SAMPLE, corrections)
    assert apply_corrections(once, corrections) == once


@given(st.lists(any_correction(), max_size=6))
def test_the_order_they_are_given_in_does_not_matter(corrections):
    backwards = apply_corrections(SAMPLE, corrections[::-1])
    assert apply_corrections(SAMPLE, corrections) == backwards


@given(st.lists(any_correction(), max_size=6))
def test_every_passage_still_quotes_its_article(corrections):
    after = apply_corrections(SAMPLE, corrections)
    known = {r.mention for r in after.resolutions}
    for resolution in after.resolutions:
        mention = resolution.mention
        assert quote(after, mention.passage) == mention.text
        assert mention.text in quote(after, mention.sentence)
        assert (resolution.score > 0) == (resolution.place is not None)
    for link in after.links:
        assert link.evidence
        assert link.origin.id != link.destination.id
        for said in link.evidence:
            assert {said.origin, said.destination} <= known
