"""National programmes and taxonomies (12대 국가전략기술, 특화단지, 지역주력산업 …) with their sectors and regions.

Source of facts: press reports of the official announcements, named in each row of `data/programmes.csv`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources.abc import Traversable

from policyminer.vocab._table import DATA, Row, read_table, require_unique
from policyminer.vocab.industries import Industries, load_industries
from policyminer.vocab.regions import Regions, load_regions

COLUMNS = (
    "code",
    "name",
    "short_names",
    "programme",
    "kind",
    "regions",
    "industries",
    "valid_from",
    "valid_to",
    "reference",
    "status",
)


class ProgrammeKind(StrEnum):
    """What an item is in its programme: a class of a taxonomy, a designation, a region's main industry, a scheme."""

    TAXONOMY = "taxonomy"
    DESIGNATION = "designation"
    MAIN_INDUSTRY = "main_industry"
    SCHEME = "scheme"


@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    """One item of a programme; `regions` are codes as of the announcement, `industries` codes of our own list."""

    code: str
    name: str
    short_names: tuple[str, ...]
    programme: str
    kind: ProgrammeKind
    regions: tuple[str, ...]
    industries: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    reference: str
    status: str


def read_programmes(path: Traversable, regions: Regions, industries: Industries) -> tuple[ProgrammeItem, ...]:
    """Read and check a file of programme items. Raises VocabularyError."""
    rows = read_table(path, COLUMNS)
    require_unique(rows, "code")
    known = {region.code for region in regions.rows}
    return tuple(_item(row, known, industries) for row in rows)


def _item(row: Row, known: set[str], industries: Industries) -> ProgrammeItem:
    start, end = row.period()
    codes, sectors = row.items("regions"), row.items("industries")
    row.require_known("regions", codes, known)
    row.require_known("industries", sectors, industries.by_code)
    return ProgrammeItem(
        code=row.text("code"),
        name=row.text("name"),
        short_names=row.items("short_names"),
        programme=row.text("programme"),
        kind=ProgrammeKind(row.choice("kind", [kind.value for kind in ProgrammeKind])),
        regions=codes,
        industries=sectors,
        valid_from=start,
        valid_to=end,
        reference=row.text("reference"),
        status=row.status(),
    )


@cache
def load_programmes() -> tuple[ProgrammeItem, ...]:
    """Load the programme items that ship with policyminer. Raises VocabularyError."""
    return read_programmes(DATA / "programmes.csv", load_regions(), load_industries())
