"""Policy megaregions (호남권, 동남권 …): what each scheme counts to them, and the general usage of their names.

Source of facts: the announcements that each row of `data/megaregions.csv` names; the rows of the scheme `common` state
general usage.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable
from types import MappingProxyType

from policyminer.vocab._table import DATA, Row, change_days, compact, in_force, read_table, require_unique
from policyminer.vocab.regions import Region, Regions, load_regions

COLUMNS = (
    "code",
    "name",
    "short_names",
    "scheme",
    "members",
    "valid_from",
    "valid_to",
    "reference",
    "status",
)
COMMON_SCHEME = "common"


@dataclass(frozen=True, slots=True)
class Megaregion:
    """A megaregion as one scheme defines it; `members` are region codes as of the scheme's own time."""

    code: str
    name: str
    short_names: tuple[str, ...]
    scheme: str
    members: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    reference: str
    status: str

    @property
    def forms(self) -> tuple[str, ...]:
        """The words that name it, without spaces, the canonical name first."""
        return tuple(dict.fromkeys(compact(form) for form in (self.name, *self.short_names)))


class Megaregions:
    """The megaregions of every scheme, looked up by code and by surface form."""

    def __init__(self, rows: Iterable[Megaregion], regions: Regions) -> None:
        self.rows = tuple(rows)
        self._regions = regions
        self._by_code = {row.code: row for row in self.rows}
        self._changes = change_days(self.rows)
        self._forms: dict[tuple[int, str | None], Mapping[str, tuple[Megaregion, ...]]] = {}

    @property
    def schemes(self) -> tuple[str, ...]:
        """The names of the schemes, in the order of the file."""
        return tuple(dict.fromkeys(row.scheme for row in self.rows))

    def by_code(self, code: str) -> Megaregion | None:
        """Return the megaregion of a code, None for an unknown one."""
        return self._by_code.get(code)

    def forms(self, day: date | None, scheme: str | None = None) -> Mapping[str, tuple[Megaregion, ...]]:
        """Map each surface form, without spaces, to what it means on `day` (None: latest) in `scheme` (None: in any).

        General usage stands first, then the schemes from the newest to the oldest.

        >>> [row.code for row in load_megaregions().forms(date(2022, 1, 1))["호남권"]]
        ['C:HONAM', 'AI21:HONAM', '52:HONAM']
        """
        interval = len(self._changes) if day is None else bisect_right(self._changes, day)
        if (interval, scheme) not in self._forms:
            self._forms[interval, scheme] = MappingProxyType(self._collect_forms(day, scheme))
        return self._forms[interval, scheme]

    def _collect_forms(self, day: date | None, scheme: str | None) -> dict[str, tuple[Megaregion, ...]]:
        rows = [row for row in self.rows if in_force(row, day) and scheme in (None, row.scheme)]
        rows.sort(key=lambda row: row.valid_from or date.min, reverse=True)
        rows.sort(key=lambda row: row.scheme != COMMON_SCHEME)
        found: dict[str, tuple[Megaregion, ...]] = {}
        for row in rows:
            for form in row.forms:
                found[form] = (*found.get(form, ()), row)
        return found

    def members(self, megaregion: Megaregion, day: date | None) -> tuple[Region, ...]:
        """Return the units that make the megaregion up, as of `day` (None: latest).

        >>> megaregions = load_megaregions()
        >>> honam = megaregions.forms(None, "5극3특")["호남권"][0]
        >>> [unit.name for unit in megaregions.members(honam, date(2026, 1, 1))]
        ['광주광역시', '전라남도']
        """
        units = {unit.code: unit for code in megaregion.members for unit in self._regions.on(code, day)}
        return tuple(units.values())


def read_megaregions(path: Traversable, regions: Regions) -> Megaregions:
    """Read and check a file of megaregions. Raises VocabularyError."""
    rows = read_table(path, COLUMNS)
    require_unique(rows, "code")
    known = {region.code for region in regions.rows}
    return Megaregions([_megaregion(row, known) for row in rows], regions)


def _megaregion(row: Row, known: set[str]) -> Megaregion:
    start, end = row.period()
    members = row.items("members")
    if not members:
        raise row.error("members is empty")
    row.require_known("members", members, known)
    return Megaregion(
        code=row.text("code"),
        name=row.text("name"),
        short_names=row.items("short_names"),
        scheme=row.text("scheme"),
        members=members,
        valid_from=start,
        valid_to=end,
        reference=row.text("reference"),
        status=row.status(),
    )


@cache
def load_megaregions() -> Megaregions:
    """Load the megaregions that ship with policyminer. Raises VocabularyError."""
    return read_megaregions(DATA / "megaregions.csv", load_regions())
