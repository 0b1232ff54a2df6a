"""Regulation-free zones (규제자유특구) and global innovation zones, each with its region and sectors.

Source of facts: press reports of the official designations, named in each row of `data/zones.csv`.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable

from policyminer.vocab._table import DATA, Row, read_table, require_unique
from policyminer.vocab.industries import Industries, load_industries
from policyminer.vocab.regions import Regions, load_regions

COLUMNS = ("code", "name", "round", "region", "valid_from", "valid_to", "industries", "reference", "status")


@dataclass(frozen=True, slots=True)
class Zone:
    """A designated zone. `round` is the round of designation (1차 …); `region` a code as of the designation."""

    code: str
    name: str
    round: str
    region: str
    valid_from: date | None
    valid_to: date | None
    industries: tuple[str, ...]
    reference: str
    status: str


def read_zones(path: Traversable, regions: Regions, industries: Industries) -> tuple[Zone, ...]:
    """Read and check a file of zones. Raises VocabularyError."""
    rows = read_table(path, COLUMNS)
    require_unique(rows, "code")
    return tuple(_zone(row, regions, industries) for row in rows)


def _zone(row: Row, regions: Regions, industries: Industries) -> Zone:
    start, end = row.period()
    region, sectors = row.text("region"), row.items("industries")
    if not regions.by_code(region):
        raise row.error(f"region names {region!r}, which has no row")
    row.require_known("industries", sectors, industries.by_code)
    return Zone(
        code=row.text("code"),
        name=row.text("name"),
        round=row.text("round"),
        region=region,
        valid_from=start,
        valid_to=end,
        industries=sectors,
        reference=row.text("reference"),
        status=row.status(),
    )


@cache
def load_zones() -> tuple[Zone, ...]:
    """Load the zones that ship with policyminer. Raises VocabularyError."""
    return read_zones(DATA / "zones.csv", load_regions(), load_industries())
