"""Dated, sourced vocabularies: regions, megaregions, places, industries, government bodies, zones, programmes.

Each row of `data/*.csv` is one fact with its `reference` and its `status`: `verified` (checked against the reference),
`candidate` (referenced, in part unchecked) or `editorial` (our own judgement). Every `load_*` checks its file once and
caches it.
"""

from policyminer.vocab._table import change_days
from policyminer.vocab.bodies import Bodies, Body, load_bodies
from policyminer.vocab.crosswalk import SidoCodes, load_crosswalk
from policyminer.vocab.industries import SHORTEST_FORM, Industries, Industry, load_industries, normalise
from policyminer.vocab.initiative_types import InitiativeType, initiative_type
from policyminer.vocab.megaregions import Megaregion, Megaregions, load_megaregions
from policyminer.vocab.nouns import NounKind, Nouns, load_nouns
from policyminer.vocab.places import Place, PlaceKind, Places, load_places
from policyminer.vocab.programmes import ProgrammeItem, ProgrammeKind, load_programmes
from policyminer.vocab.regions import Level, Region, Regions, load_regions
from policyminer.vocab.words import user_words
from policyminer.vocab.zones import Zone, load_zones

__all__ = [
    "SHORTEST_FORM",
    "Bodies",
    "Body",
    "Industries",
    "Industry",
    "InitiativeType",
    "Level",
    "Megaregion",
    "Megaregions",
    "NounKind",
    "Nouns",
    "Place",
    "PlaceKind",
    "Places",
    "ProgrammeItem",
    "ProgrammeKind",
    "Region",
    "Regions",
    "SidoCodes",
    "Zone",
    "change_days",
    "initiative_type",
    "load_bodies",
    "load_crosswalk",
    "load_industries",
    "load_megaregions",
    "load_nouns",
    "load_places",
    "load_programmes",
    "load_regions",
    "load_zones",
    "normalise",
    "user_words",
]
