"""How many words a second of one processor are read: names alone, and the whole.

On a text made here, the same each time; `words_per_cpu_second` stands beside each figure.
"""

from __future__ import annotations

from itertools import cycle, islice
from time import process_time

import pytest

import geo
from geo.language import load_language
from geo.mentions import find_mentions

ARTICLES = 20
SENTENCES = 18  # of an article: about 330 words, as news have
PLACES = (
    "Oslo Lagos Lima Cork Perth Riga Hanoi Quito Accra Dakar Sofia Minsk Tunis Turin "
    "Osaka Delhi Sydney Boston Dallas Kyiv Cairo Paris Warsaw Ankara Beirut Havana"
).split()
PEOPLE = ["Ada Holm", "Peter Lund", "Maria Keller", "John Ashby", "Sana Malik"]
# News name a place in every second sentence, and say of one in ten what links two.
PATTERNS = (
    "Officials in {a} said on Monday that the new bridge would be open before the winter.",
    "Nobody knows yet how much of the old harbour can be saved, and few expect it to be soon.",
    "{p}, a teacher from {a}, said that her street had been without water for three days.",
    "The minister flew from {a} to {b} for talks with {c} on trade and on the price of grain.",
    "It was the third time in a month that the market had to close because of the heat.",
    "Two people were hurt when a bus left the road near {a} early in the morning, police said.",
    "“We had hoped for more,” said {p}, who has worked at the {a} Museum since it was built.",
    "The company makes parts for ships and employs about four hundred men and women.",
    "A spokesman for the University of {b} declined to say when the results would be known.",
)


def article(number: int) -> geo.Article:
    """Make an article that names other places and people than the ones before it."""
    places = islice(cycle(PLACES), number, None)
    people = islice(cycle(PEOPLE), number, None)
    patterns = islice(cycle(PATTERNS), number, number + SENTENCES)
    return geo.read_text(
        "\n\n".join(
            pattern.format(
                a=next(places), b=next(places), c=next(places), p=next(people)
            )
            for pattern in patterns
        )
    )


@pytest.fixture(scope="module")
def articles() -> list[geo.Article]:
    return [article(number) for number in range(ARTICLES)]


def tell(benchmark, articles: list[geo.Article]) -> None:
    words = sum(len(article.text.split()) for article in articles)
    benchmark.extra_info["words"] = words
    if benchmark.stats:
        speed = words / benchmark.stats.stats.min
        benchmark.extra_info["words_per_cpu_second"] = round(speed)


@pytest.mark.benchmark(timer=process_time)
def test_words_read_for_names_alone(benchmark, gazetteer, articles):
    language = load_language()
    found = benchmark.pedantic(
        lambda: [find_mentions(each, language, gazetteer) for each in articles],
        rounds=5,
        warmup_rounds=1,
    )
    assert all(len(mentions) > SENTENCES / 2 for mentions in found)
    tell(benchmark, articles)


@pytest.mark.benchmark(timer=process_time)
def test_words_read_from_text_to_atlas(benchmark, gazetteer, articles):
    atlas = benchmark.pedantic(
        geo.build_atlas, (articles, gazetteer), rounds=5, warmup_rounds=1
    )
    assert len(atlas.links) > ARTICLES
    tell(benchmark, articles)
