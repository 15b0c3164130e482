"""Mentions in long texts and in any text at all: blocks, offsets, hostile names."""

from __future__ import annotations

import pytest
from hand_fed import WORLD, HandFed, town
from hypothesis import given, settings, strategies as st
from known_places import HOSTILE_NAMES
from plain_english import ENGLISH, words

from geo.articles import read_text
from geo.mentions import BLOCK, blocks, find_mentions
from geo.model import Article, Mention

# --- long texts --------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 2, 7, 50, 1000])
def test_blocks_cover_the_text(size):
    text = "One two.\n\nThree four\nfive sixseveneightnine. \U0001f6f3 ten\n\n\n" * 3
    cut = list(blocks(text, size))
    assert "".join(block for _, block in cut) == text
    assert all(text[start:].startswith(block) for start, block in cut)
    assert all(block for _, block in cut)
    assert all(len(block) <= size for _, block in cut)


def test_blocks_end_where_paragraphs_do():
    text = ("word " * 30 + "\n\n") * 10
    assert all(block.endswith("\n") for _, block in blocks(text, 400))
    assert list(blocks("")) == []


@given(st.text(" \nab", max_size=60), st.integers(1, 20))
@settings(max_examples=200, deadline=None, database=None, derandomize=True)
def test_blocks_of_any_text(text, size):
    assert "".join(block for _, block in blocks(text, size)) == text


def test_offsets_hold_beyond_the_first_block():
    filler = "Nothing happened on that day, nor on the next one. " * (BLOCK // 40)
    article = read_text(f"They met in Oslo. {filler}\n\nThen they met in Bergen.")
    shares: list[float] = []
    found = find_mentions(article, ENGLISH, WORLD, shares.append)
    assert [m.text for m in found] == ["Oslo", "Bergen"]
    assert [article.text[m.passage.start : m.passage.end] for m in found] == [
        "Oslo",
        "Bergen",
    ]
    assert len(shares) > 1
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_name_means_the_same_in_every_block():
    filler = "Nothing happened on that day, nor on the next one. " * (BLOCK // 40)
    text = f"Anna Kingston came. {filler}\n\nKingston is large. So is Kingston."
    assert words(text) == []


# --- any text ----------------------------------------------------------------------

SOUP = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "Oslo",
                "Norway",
                "Paris",
                "TX",
                "Norwegian",
                "Vikvoll",
                "Jack",
                "The Hague",
            ]
        ),
        st.sampled_from(
            [*", . ; : - — ( ) ' ’s", "\n\n", "\u2028", "of", "in", "the", "from", "to"]
        ),
        st.sampled_from([n for k, n in HOSTILE_NAMES.items() if k != "long"]),
        st.text(st.characters(exclude_categories=()), max_size=6),
    ),
    max_size=25,
)


def sound(article: Article, found: tuple[Mention, ...]) -> None:
    """Mentions quote the text, in order, and do not overlap."""
    end = 0
    for mention in found:
        passage, sentence = mention.passage, mention.sentence
        assert article.text[passage.start : passage.end] == mention.text
        assert end <= passage.start < passage.end <= len(article.text)
        assert sentence.start <= passage.start < passage.end <= sentence.end
        assert mention.reasons
        end = passage.end


@given(SOUP, st.sampled_from([" ", "", "\n"]))
@settings(max_examples=150, deadline=None, database=None, derandomize=True)
def test_any_text_is_read(parts, gap):
    text = gap.join(parts)
    if text.strip():
        article = read_text(text)
        sound(article, find_mentions(article, ENGLISH, WORLD))


@pytest.mark.parametrize("key", HOSTILE_NAMES)
def test_hostile_names_are_words_like_others(key):
    name = HOSTILE_NAMES[key]
    world = HandFed({**WORLD.names, name: [town(name, "NO/46", 2_000_000)]})
    article = read_text(f"They met in Oslo near {name} and in Bergen.")
    found = find_mentions(article, ENGLISH, world)
    sound(article, found)
    assert found[0].text == "Oslo"
