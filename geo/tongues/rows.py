"""The rows of a language's tables, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geo.data.read import Target


class WordRole(StrEnum):
    """What a word does around a name, or in its stead."""

    NEVER = "never"  # looks like a place and is none: a month, a common word
    CONTEXT = "context"  # a surname or a word as well: a place where the text says so
    GIVEN_NAME = "given_name"
    SURNAME = "surname"  # a sign that is one, behind a title: "医生王西安"
    TITLE = "title"  # a person's name stands beside it
    ORGANISATION = "organisation"  # makes a place part of an organisation's name
    TYPE = "type"  # "область"; its note is the word in English
    PLACE = "place"  # "в", "из": a place stands beside it
    COMPOUND = "compound"  # a type word that words end in: "Kreisstadt"
    GROUND = "ground"  # what stands behind it is a place, known or not
    TAIL = "tail"  # ends the names of places: "straße"; its note is the word in English
    ARTICLE = "article"  # no town stands right behind it
    ARTICLED = "articled"  # a town that has one: "au Caire"
    ADJECTIVE = "adjective"  # the end of an adjective
    PARTICLE = "particle"  # signs that are in no name
    SOUND = "sound"  # a sign that foreign names are written in
    AND = "and"  # a sign between two names
    UNIT = "unit"  # a sign for what a place is, put to its name: "县"
    RELATION = "relation"  # what is between countries called by a sign each
    SUBJECT = "subject"  # what is put to who does something
    SPEECH = "speech"  # what governments do: "заявила"
    MOTION = "motion"  # "прибыл"
    FROM = "from"
    TO = "to"
    BETWEEN = "between"
    NOT = "not"
    PLANNED = "planned"
    POSSIBLE = "possible"


class AffixSide(StrEnum):
    """Where an affix stands."""

    PREFIX = "prefix"
    SUFFIX = "suffix"


class AffixUse(StrEnum):
    """Which words take an affix."""

    NAME = "name"
    DEMONYM = "demonym"
    TOWN = "town"  # makes a word for its people of a town: "Kursker"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class PlaceName:
    """What a language calls a place, in the form of dictionaries."""

    name: str
    target: Target
    note: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and what it does."""

    word: str
    role: WordRole
    note: str = ""


@dataclass(frozen=True, slots=True)
class AffixRow:
    """What stands at an end of a form, and what stands there in dictionaries.

    Attributes:
        side: Which end.
        affix: It.
        bases: What may stand in its stead, separated by spaces; "-" for nothing.
        of: Which words take it.
    """

    side: AffixSide
    affix: str
    bases: str
    of: AffixUse = AffixUse.ANY


class Reader(StrEnum):
    """What finds the names of places in a language."""

    MODEL = "model"  # with tables of its own (`geo.mentions`): English
    TABLES = "tables"  # the rules of this package
    NAMES = "names"  # these too, but no tables: what the gazetteer lists in its script


@dataclass(frozen=True, slots=True)
class TongueRow:
    """A language that is known.

    Attributes:
        code: ISO 639-1, and the name of its folder.
        reader: What reads it.
        script: Unicode's name of its script.
        home: Countries whose papers are written in it, and each one's share: "RU:0.7|BY:0.1";
            of a language that a model reads, none.
    """

    code: str
    reader: Reader
    script: str
    home: str = ""
