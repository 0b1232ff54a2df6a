"""Places below the municipality, and facilities that stand for one: 오송, 대불산단, 부산항, 가덕도신공항.

The locations are an editorial list; each row of `data/places.csv` says what kind of public register names the place.
No form in it is an ordinary word.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources.abc import Traversable
from types import MappingProxyType

from policyminer.vocab._table import DATA, Row, compact, in_force, read_table, require_unique
from policyminer.vocab.regions import Region, Regions, load_regions

COLUMNS = ("name", "short_names", "kind", "region", "reference", "status")


class PlaceKind(StrEnum):
    """What a place is."""

    INDUSTRIAL_COMPLEX = "industrial_complex"
    PORT = "port"
    AIRPORT = "airport"
    TOWN = "town"
    DISTRICT = "district"
    ISLAND = "island"
    RESEARCH_PARK = "research_park"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """A place and the codes of the units it lies in: several where it spans them, or where they changed over time."""

    name: str
    short_names: tuple[str, ...]
    kind: PlaceKind
    regions: tuple[str, ...]
    reference: str
    status: str

    @property
    def forms(self) -> tuple[str, ...]:
        """The words that name it, without spaces, the fullest name first."""
        return tuple(dict.fromkeys(compact(form) for form in (self.name, *self.short_names)))


class Places:
    """The places, looked up by surface form."""

    def __init__(self, rows: Iterable[Place], regions: Regions) -> None:
        self.rows = tuple(rows)
        self._regions = regions
        self.forms: Mapping[str, Place] = MappingProxyType({form: row for row in self.rows for form in row.forms})

    def regions_of(self, place: Place, day: date | None) -> tuple[Region, ...]:
        """Return the units that the place lies in on `day` (None: latest): those of its codes in force, else their kin.

        >>> places = load_places()
        >>> [unit.name for unit in places.regions_of(places.forms["반월시화"], date(2024, 5, 1))]
        ['안산시', '시흥시']
        """
        current = [row for code in place.regions for row in self._regions.by_code(code) if in_force(row, day)]
        return tuple(current) or self._regions.on(place.regions[0], day)


def read_places(path: Traversable, regions: Regions) -> Places:
    """Read and check a file of places. Raises VocabularyError."""
    rows = read_table(path, COLUMNS)
    require_unique(rows, "name")
    known = {region.code for region in regions.rows}
    places = [_place(row, known) for row in rows]
    owner: dict[str, str] = {}
    for row, place in zip(rows, places, strict=True):
        for form in place.forms:
            if owner.setdefault(form, place.name) != place.name:
                raise row.error(f"{form!r} names {owner[form]} already")
    return Places(places, regions)


def _place(row: Row, known: set[str]) -> Place:
    codes = row.items("region")
    if not codes:
        raise row.error("region is empty")
    row.require_known("region", codes, known)
    return Place(
        name=row.text("name"),
        short_names=row.items("short_names"),
        kind=PlaceKind(row.choice("kind", [kind.value for kind in PlaceKind])),
        regions=codes,
        reference=row.text("reference"),
        status=row.status(),
    )


@cache
def load_places() -> Places:
    """Load the places that ship with policyminer. Raises VocabularyError."""
    return read_places(DATA / "places.csv", load_regions())
