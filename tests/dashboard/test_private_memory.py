"""What a private session read leaves memory with it: no cache of ours holds its texts."""

from __future__ import annotations

import gc

import geo
import geo.atlas
import geo.corrections
import geo.draw
import geo.view
from geo.gazetteer.names import normalise
from geo.model import Article
from geo.view import timeline_view

SECRET = "The envoy hid a zanzibarquux in Moscow and flew to Wonsan."


def use(gazetteer) -> None:
    """Read, look at, filter and correct an article as a session does, then drop it."""
    cache = geo.ReadingCache(max_articles=10)
    article = geo.read_text(SECRET, title="Secret zanzibarquux")
    atlas = cache.atlas([article], geo.Tools(gazetteer))
    mention = atlas.resolutions[0].mention
    words = geo.corrections.TextSpan(
        mention.text, mention.passage.start, mention.passage.end
    )
    correction = geo.make_correction(geo.corrections.NotAPlace(), words, article)
    for seen in (atlas, geo.apply_corrections(atlas, [correction], gazetteer)):
        shown = geo.select(seen, geo.Filters(words="zanzibarquux"))
        geo.atlas.facets(seen)
        geo.view.reader_view(seen, shown)
        geo.view.panel_answers(shown)
        geo.view.article_lines(seen)
        geo.view.unmapped_names(shown)
        timeline_view(seen, shown)
        geo.draw.draw_map(seen)
        geo.view.atlas_stamp(shown)
    geo.corrections.preview_correction([atlas], correction)
    geo.corrections.corrections_reaching(atlas, [correction])


def held() -> list[object]:
    """What still holds the article, or a sentence of it, in a cache or elsewhere."""
    gc.collect()
    return [each for each in gc.get_objects() if _holds(each)]


def _holds(each: object) -> bool:
    if isinstance(each, Article):
        return "zanzibarquux" in each.text
    if type(each) is dict:
        return any(map(_says, (*each.keys(), *each.values())))
    return type(each) in {list, tuple, set} and any(map(_says, [*each]))


def _says(value: object) -> bool:
    return type(value) is str and "zanzibarquux in moscow" in value.casefold()


def test_nothing_of_it_is_left(gazetteer):
    before = len(held())  # this file itself: its source, its names
    use(gazetteer)
    assert len(held()) == before
    hits = normalise.cache_info().hits  # its store cannot be seen from outside
    normalise(SECRET)
    assert normalise.cache_info().hits == hits


def test_the_look_finds_what_is_held(gazetteer):
    before = len(held())
    articles = {geo.read_text(SECRET).id: geo.read_text(SECRET)}
    assert len(held()) == before + len(articles)
    cached: dict[str, list[int]] = {SECRET: []}
    assert len(held()) == before + len(articles) + len(cached)
