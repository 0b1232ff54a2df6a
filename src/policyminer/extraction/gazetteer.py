"""All names of Korean places in force on a day, as one table of surface forms."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache

from policyminer.vocab import Level, Region, Regions, change_days, load_megaregions, load_places, load_regions


class PlaceKind(StrEnum):
    """What a name stands for; BELOW is a place or facility that counts as its municipality."""

    PROVINCE = "province"
    MUNICIPALITY = "municipality"
    MEGAREGION = "megaregion"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Place:
    """What a surface form may mean: `code` and canonical `name` of the region a triple gets, and the province's code
    (None for a megaregion). `needs_context`: the form is also a common noun, or several places share it."""

    code: str
    name: str
    kind: PlaceKind
    province: str | None
    needs_context: bool = False


Gazetteer = Mapping[str, tuple[Place, ...]]
LONGEST_FORM = 14


def place_names(day: date | None) -> Gazetteer:
    """Surface form to the places it may mean on `day` (None: the latest names).

    A place that lies in two municipalities (반월시화) is all of its readings at once.
    """
    if day is None:
        return _collect(None)
    days = _change_days()
    position = bisect_right(days, day)
    return _collect(days[position - 1] if position else date.min)


@cache
def sure_forms(day: date | None) -> frozenset[str]:
    """The forms that name a place by themselves on `day`, without a suffix or a province beside them."""
    return frozenset(form for form, places in place_names(day).items() if not all(p.needs_context for p in places))


@cache
def beginnings(day: date | None) -> frozenset[str]:
    """The first two syllables of all forms of a day: most words of a text are ruled out by them."""
    return frozenset(form[:2] for form in place_names(day))


@cache
def _change_days() -> list[date]:
    """The days on which any name changes its meaning: between two of them the table is the same."""
    return change_days((*load_regions().rows, *load_megaregions().rows))


@cache
def _collect(day: date | None) -> Gazetteer:
    regions, places = load_regions(), load_places()
    table: dict[str, tuple[Place, ...]] = {}
    for form, units in regions.forms(day).items():
        found = {place.code: place for place in (_place(regions, unit, form, len(units) > 1, day) for unit in units)}
        table[form] = tuple(found.values())
    for form, below in places.forms.items():
        if form not in table:
            units = places.regions_of(below, day)
            table[form] = tuple(
                replace(_place(regions, unit, unit.name, False, day), kind=PlaceKind.BELOW) for unit in units
            )
    for form, schemes in load_megaregions().forms(day).items():
        mega = schemes[0]
        table.setdefault(form, (Place(mega.code, mega.name, PlaceKind.MEGAREGION, None),))
    return table


def _place(regions: Regions, unit: Region, form: str, shared: bool, day: date | None) -> Place:
    is_municipality = unit.level is Level.SIGUNGU
    kind = PlaceKind.MUNICIPALITY if is_municipality else PlaceKind.PROVINCE
    province = unit.parent if unit.level is not Level.SIDO else unit.code
    doubtful = unit.is_homograph(form) or (shared and is_municipality)
    return Place(unit.code, regions.name(unit, day), kind, province, doubtful)
