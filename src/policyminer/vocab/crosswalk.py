"""Province codes in other code systems: Statistics Korea (SGIS) and ISO 3166-2.

Source of facts: named in each row of `data/crosswalk.csv`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from types import MappingProxyType

from policyminer.vocab._table import DATA, read_table, require_unique
from policyminer.vocab.regions import Regions, load_regions

COLUMNS = ("code", "kostat", "iso3166_2", "name", "valid_to", "reference", "status")


@dataclass(frozen=True, slots=True)
class SidoCodes:
    """The codes of one 시·도; `kostat` and `iso3166_2` are None where no code is known (yet)."""

    code: str
    kostat: str | None
    iso3166_2: str | None
    reference: str
    status: str


def read_crosswalk(path: Traversable, regions: Regions) -> Mapping[str, SidoCodes]:
    """Read and check a crosswalk, keyed by our region code. Raises VocabularyError."""
    rows = read_table(path, COLUMNS)
    require_unique(rows, "code")
    codes = {}
    for row in rows:
        code = row.text("code")
        row.day("valid_to")
        if row.text("name") not in {region.name for region in regions.by_code(code)}:
            raise row.error(f"no region has the code {code!r} and the name {row.text('name')!r}")
        codes[code] = SidoCodes(
            code=code,
            kostat=row.optional("kostat"),
            iso3166_2=row.optional("iso3166_2"),
            reference=row.text("reference"),
            status=row.status(),
        )
    return MappingProxyType(codes)


@cache
def load_crosswalk() -> Mapping[str, SidoCodes]:
    """Load the crosswalk that ships with policyminer. Raises VocabularyError."""
    return read_crosswalk(DATA / "crosswalk.csv", load_regions())
