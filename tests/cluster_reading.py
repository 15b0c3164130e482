"""A gazetteer that Dask workers are sent, and what they read with it.

A worker that is told so (`READ_BY_HEART`) reads no articles and loads no model: what is tested
is who wrote what. It begins when the gazetteer arrives, for that imports this module.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

from hand_fed import HandFed

import geo.pipeline
from geo.archive import cores
from geo.model import Reading

READ_BY_HEART = "DATELINE_TEST_READ_BY_HEART"  # a folder
STUCK = "stuck"  # who reads an article with this word first never comes back


@dataclass(frozen=True)
class World(HandFed):
    version: str = "hand-fed"


def read_by_heart(article, tools):
    folder = os.environ.get(READ_BY_HEART)
    if folder and STUCK in article.text:
        marked = Path(folder) / article.id
        if not marked.exists():
            marked.touch()
            time.sleep(600)
    return Reading(article)


if os.environ.get(READ_BY_HEART):
    geo.pipeline.read_article = read_by_heart
    cores.PATIENCE = 0.5  # who is stuck holds a core, and there may be one alone
