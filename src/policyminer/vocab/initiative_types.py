"""What kind of initiative a phrase names: our own short list of policy instruments, and the nouns that tell them.

The list follows the families of policy instruments of the EC-OECD STIP Compass codebook, cut down to what Korean
regional policy does; the nouns are editorial, each row of `data/initiative_types.csv` says so.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources.abc import Traversable
from types import MappingProxyType

from policyminer.vocab._table import DATA, compact, read_table

COLUMNS = ("form", "type", "weight", "reference", "status")
STRONG, WEAK = "strong", "weak"


class InitiativeType(StrEnum):
    """CLUSTER: complexes, zones and networks of firms; SUPPORT: help for firms; SERVICE: something run for users;
    COOPERATION: agreements and joint bodies; DESIGNATION: a selection or recognition by itself."""

    CLUSTER = "cluster"
    R_AND_D = "r_and_d"
    INFRASTRUCTURE = "infrastructure"
    DEMONSTRATION = "demonstration"
    DESIGNATION = "designation"
    TALENT = "talent"
    DEREGULATION = "deregulation"
    FINANCE = "finance"
    INVESTMENT = "investment"
    SERVICE = "service"
    SUPPORT = "support"
    PROMOTION = "promotion"
    COOPERATION = "cooperation"


Forms = Mapping[str, Mapping[str, InitiativeType]]


def read_initiative_types(path: Traversable) -> Forms:
    """Read and check a file of nouns: by weight, form to type. Raises VocabularyError."""
    found: dict[str, dict[str, InitiativeType]] = {STRONG: {}, WEAK: {}}
    for row in read_table(path, COLUMNS):
        form = row.text("form")
        if any(form in forms for forms in found.values()):
            raise row.error(f"{form!r} is listed twice")
        kind = InitiativeType(row.choice("type", [kind.value for kind in InitiativeType]))
        found[row.choice("weight", [STRONG, WEAK])][form] = kind
        row.text("reference")
        row.status()
    return MappingProxyType(found)


@cache
def load_initiative_types() -> Forms:
    """Load the nouns that ship with policyminer. Raises VocabularyError."""
    return read_initiative_types(DATA / "initiative_types.csv")


def initiative_type(phrase: str) -> InitiativeType | None:
    """The type of an initiative by its last telling noun, a strong one (단지, 인력양성) before a weak one (조성, 지원).

    >>> initiative_type("수소 특화단지 조성").value, initiative_type("이차전지 기술개발 지원").value
    ('cluster', 'r_and_d')
    >>> initiative_type("호남권") is None
    True
    """
    text = compact(phrase)
    for weight in (STRONG, WEAK):
        ends = [(text.rfind(form) + len(form), len(form), kind) for form, kind in _forms(weight) if form in text]
        if ends:
            return max(ends, key=lambda end: end[:2])[2]
    return None


@cache
def _forms(weight: str) -> tuple[tuple[str, InitiativeType], ...]:
    return tuple(load_initiative_types()[weight].items())
