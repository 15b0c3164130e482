"""The rules that decide which place a name means: a list to read, change and extend.

Each rule gives a candidate a number (its log-odds: 1 more is 2.7 times likelier) and, for the
winner, a sentence a reader can check. The numbers stand in ``geo/data/rules.tsv``. They were set
on gold articles (docs/resolution.md); a trained ranker did no better on newspapers it had not
seen.
"""

from __future__ import annotations

from geo.resolve.rules.article import ARTICLE_RULES as ARTICLE_RULES
from geo.resolve.rules.place import PLACE_RULES
from geo.resolve.rules.rule import Rule as Rule
from geo.resolve.rules.words import WORD_RULES

# What a candidate gets whatever the rest of the article says; then what the rest says.
OWN_RULES: tuple[Rule, ...] = (*PLACE_RULES, *WORD_RULES)
RULES: tuple[Rule, ...] = (*OWN_RULES, *ARTICLE_RULES)
