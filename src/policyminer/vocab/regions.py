"""Administrative units of Korea with the days on which they hold, and the words that name them.

Source of facts: the code table of legal districts of the Ministry of the Interior and Safety (법정동코드) and the acts
that moved, merged or renamed units; each row of `data/regions.csv` states its own.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources.abc import Traversable
from types import MappingProxyType

from policyminer.vocab._table import DATA, Row, change_days, compact, in_force, read_table, require_one_at_a_time

COLUMNS = (
    "code",
    "name",
    "short_names",
    "level",
    "parent",
    "valid_from",
    "valid_to",
    "successor",
    "homograph",
    "reference",
    "status",
)


class Level(StrEnum):
    """SIDO: a province-level unit; SIGUNGU: a municipality; OTHER: 새만금, and the 구 of a city that is no 자치구."""

    SIDO = "sido"
    SIGUNGU = "sigungu"
    OTHER = "other"


_RANK = {Level.SIDO: 0, Level.SIGUNGU: 1, Level.OTHER: 2}


@dataclass(frozen=True, slots=True)
class Region:
    """One unit while one set of facts held: from `valid_from` until the day before `valid_to`.

    `successors` are the codes of the units that took its territory over; `homograph` says that its bare short name is
    an ordinary word as well (예산, 음성) or the better-known name of another unit (경기도 광주시).
    """

    code: str
    name: str
    short_names: tuple[str, ...]
    level: Level
    parent: str | None
    valid_from: date | None
    valid_to: date | None
    successors: tuple[str, ...]
    homograph: bool
    reference: str
    status: str

    @property
    def forms(self) -> tuple[str, ...]:
        """The words that name the unit, without spaces, the official name first."""
        return tuple(dict.fromkeys(compact(form) for form in (self.name, *self.short_names)))

    def is_homograph(self, form: str) -> bool:
        """Say whether `form` needs a suffix or a parent nearby before it can be read as this unit."""
        return self.homograph and compact(form) != compact(self.name)


class Regions:
    """Every unit, past and present, looked up by code, by day and by surface form."""

    def __init__(self, rows: Iterable[Region]) -> None:
        self.rows = tuple(rows)
        self._by_code: dict[str, tuple[Region, ...]] = {}
        self._predecessors: dict[str, tuple[str, ...]] = {}
        for row in self.rows:
            self._by_code[row.code] = (*self._by_code.get(row.code, ()), row)
            for successor in row.successors:
                self._predecessors[successor] = (*self._predecessors.get(successor, ()), row.code)
        self._changes = change_days(self.rows)
        self._forms: dict[int, Mapping[str, tuple[Region, ...]]] = {}

    def by_code(self, code: str) -> tuple[Region, ...]:
        """Return the dated rows of a code, oldest first; empty for an unknown code.

        >>> [row.name for row in load_regions().by_code("42")]
        ['강원도']
        """
        return self._by_code.get(code, ())

    def at(self, day: date | None) -> tuple[Region, ...]:
        """Return the units in force on `day`; None asks for the latest set."""
        return tuple(row for row in self.rows if in_force(row, day))

    def on(self, code: str, day: date | None) -> tuple[Region, ...]:
        """Return the unit of `code` as of `day`, following successors forwards and predecessors backwards.

        Several units come back where the unit was split after `day` or merged, none for an unknown code.

        >>> [unit.name for unit in load_regions().on("42", date(2024, 1, 1))]
        ['강원특별자치도']
        """
        return self._follow(code, day, frozenset())

    def _follow(self, code: str, day: date | None, seen: frozenset[str]) -> tuple[Region, ...]:
        rows = self.by_code(code)
        current = tuple(row for row in rows if in_force(row, day))
        if current or code in seen:
            return current
        ended = [row for row in rows if row.valid_to is not None and (day is None or row.valid_to <= day)]
        others = ended[-1].successors if ended else self._predecessors.get(code, ())
        units = {unit.code: unit for other in others for unit in self._follow(other, day, seen | {code})}
        return tuple(units.values())

    def name(self, region: Region, day: date | None) -> str:
        """Return the canonical name on `day`: the full name of a 시·도, 시·도 + name of a 시·군·구.

        A 구 of a city counts as its city; a renamed or moved unit bears the name it has on `day`; 새만금 keeps its own.

        >>> regions = load_regions()
        >>> regions.name(regions.by_code("47111")[0], date(2024, 5, 1))
        '경상북도 포항시'
        >>> regions.name(regions.by_code("47720")[0], date(2024, 5, 1))
        '대구광역시 군위군'
        """
        current = self.on(region.code, day)
        unit = current[0] if len(current) == 1 else region
        if unit.parent is None:
            return unit.name
        parent = (self.on(unit.parent, day) or self.by_code(unit.parent))[0]
        if parent.level is not Level.SIDO:
            return self.name(parent, day)
        return unit.name if unit.level is Level.OTHER else f"{parent.name} {unit.name}"

    def forms(self, day: date | None) -> Mapping[str, tuple[Region, ...]]:
        """Map each surface form, without spaces, to the units it can mean on `day`.

        Former names, and official names to come, lead to the units in force (전라북도 → 전북특별자치도); the 구 of a
        city to its city. The likeliest reading of the bare form stands first: a 시·도 before a 시·군·구, a present
        name before another.

        >>> [unit.code for unit in load_regions().forms(date(2024, 5, 1))["고성군"]]
        ['48820', '51820']
        """
        interval = len(self._changes) if day is None else bisect_right(self._changes, day)
        if interval not in self._forms:
            self._forms[interval] = MappingProxyType(self._collect_forms(day))
        return self._forms[interval]

    def _collect_forms(self, day: date | None) -> dict[str, tuple[Region, ...]]:
        found: dict[str, list[tuple[int, bool, str, Region]]] = {}
        for row in self.rows:
            current = in_force(row, day)
            units = {self._municipality(unit, day) for unit in self.on(row.code, day)}
            for form in row.forms if current else _forms_out_of_time(row, day):
                found.setdefault(form, []).extend((_RANK[unit.level], not current, unit.code, unit) for unit in units)
        return {
            form: tuple({code: unit for _, _, code, unit in sorted(readings, key=lambda r: r[:3])}.values())
            for form, readings in found.items()
            if readings
        }

    def _municipality(self, unit: Region, day: date | None) -> Region:
        if unit.level is not Level.OTHER or unit.parent is None:
            return unit
        parents = self.on(unit.parent, day)
        return parents[0] if len(parents) == 1 and parents[0].level is Level.SIGUNGU else unit


def read_regions(path: Traversable) -> Regions:
    """Read and check a file of regions. Raises VocabularyError."""
    rows = read_table(path, COLUMNS)
    require_one_at_a_time(rows)
    regions = Regions(_region(row) for row in rows)
    for row, region in zip(rows, regions.rows, strict=True):
        _check_links(row, region, regions)
    return regions


def _forms_out_of_time(region: Region, day: date | None) -> tuple[str, ...]:
    """Names by which a document of `day` may call a unit that is no more, or that is announced."""
    if day is not None and region.valid_from is not None and day < region.valid_from:
        return region.forms[:1]
    return tuple(form for form in region.forms if not region.is_homograph(form))


def _region(row: Row) -> Region:
    start, end = row.period()
    return Region(
        code=row.text("code"),
        name=row.text("name"),
        short_names=row.items("short_names"),
        level=Level(row.choice("level", [level.value for level in Level])),
        parent=row.optional("parent"),
        valid_from=start,
        valid_to=end,
        successors=row.items("successor"),
        homograph=row.choice("homograph", ("", "y")) == "y",
        reference=row.text("reference"),
        status=row.status(),
    )


def _check_links(row: Row, region: Region, regions: Regions) -> None:
    for successor in region.successors:
        if not regions.by_code(successor):
            raise row.error(f"successor names {successor!r}, which has no row")
    if region.successors and region.valid_to is None:
        raise row.error("a unit that still holds has no successor")
    if region.level is Level.SIDO:
        if region.parent is not None:
            raise row.error("a sido has no parent")
        return
    parents = regions.by_code(region.parent) if region.parent is not None else ()
    if not parents:
        raise row.error(f"parent names {region.parent!r}, which has no row")
    allowed = {Level.SIDO} if region.level is Level.SIGUNGU else {Level.SIDO, Level.SIGUNGU}
    if any(parent.level not in allowed for parent in parents):
        raise row.error(f"parent {region.parent!r} is no unit of a higher level")
    if not any(_overlap(region, parent) for parent in parents):
        raise row.error(f"parent {region.parent!r} never held at the same time")


def _overlap(one: Region, other: Region) -> bool:
    starts_before = (one.valid_from or date.min) < (other.valid_to or date.max)
    return starts_before and (other.valid_from or date.min) < (one.valid_to or date.max)


@cache
def load_regions() -> Regions:
    """Load the regions that ship with policyminer. Raises VocabularyError."""
    return read_regions(DATA / "regions.csv")
