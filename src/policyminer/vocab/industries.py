"""Sectors that Korean regional policy speaks of, their surface forms, and what looks like a sector but is none.

The list is editorial; where an entry has KSIC anchors, they are codes of the Korean Standard Industrial
Classification, 11th revision.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources.abc import Traversable
from types import MappingProxyType

from policyminer.vocab._table import DATA, MIDDLE_DOTS, Row, read_table, require_unique

COLUMNS = ("code", "name", "synonyms", "ksic11", "parent", "reference", "status")
CROSS_CUTTING_COLUMNS = ("name", "kind", "reference", "status")
SHORTEST_FORM = 2  # characters: one syllable (물, 김) is too common to name a sector

_SEPARATORS = dict.fromkeys(map(ord, MIDDLE_DOTS + "/"))


@lru_cache(maxsize=1 << 16)  # the same words come back on every page
def normalise(form: str) -> str:
    """Bring a surface form into the shape of the keys of `Industries.forms`: folded case, no spaces, dots or slashes.

    >>> normalise("농식품 제조·가공"), normalise("AI")
    ('농식품제조가공', 'ai')
    """
    return "".join(form.casefold().split()).translate(_SEPARATORS)


class CrossCuttingKind(StrEnum):
    """EXCLUDED: never an industry by itself (일자리); UMBRELLA: one only where nothing narrower is named (신산업)."""

    EXCLUDED = "excluded"
    UMBRELLA = "umbrella"


@dataclass(frozen=True, slots=True)
class Industry:
    """A sector. `synonyms` are surface forms; `ksic11` codes it is anchored to; `parent` the code of a wider sector."""

    code: str
    name: str
    synonyms: tuple[str, ...]
    ksic11: tuple[str, ...]
    parent: str | None
    reference: str
    status: str


class Industries:
    """The sectors by code and by normalised surface form; `excluded` and `umbrella` are normalised forms, `beginnings`
    the first two characters of all of them."""

    def __init__(self, rows: Iterable[Industry], excluded: Iterable[str], umbrella: Iterable[str]) -> None:
        self.rows = tuple(rows)
        self.by_code: Mapping[str, Industry] = MappingProxyType({row.code: row for row in self.rows})
        self.forms: Mapping[str, Industry] = MappingProxyType(
            {normalise(form): row for row in self.rows for form in (row.name, *row.synonyms)}
        )
        self.excluded = frozenset(normalise(form) for form in excluded)
        self.umbrella = frozenset(normalise(form) for form in umbrella)
        self.beginnings = frozenset(form[:SHORTEST_FORM] for form in (*self.forms, *self.excluded))

    def find(self, text: str) -> Industry | None:
        """Return the sector that the whole of `text` names, None where it names none.

        >>> load_industries().find("2차 전지").code
        'IND-BATTERY'
        """
        return self.forms.get(normalise(text))


def read_industries(path: Traversable, cross_cutting_path: Traversable) -> Industries:
    """Read and check a file of industries and its companion of cross-cutting terms. Raises VocabularyError."""
    rows = read_table(path, COLUMNS)
    require_unique(rows, "code")
    known = {row.text("code") for row in rows}
    owner: dict[str, str] = {}
    industries = []
    for row in rows:
        industry = _industry(row)
        row.require_known("parent", filter(None, [industry.parent]), known - {industry.code})
        for form in (industry.name, *industry.synonyms):
            _claim(row, normalise(form), industry.code, owner)
        industries.append(industry)
    _check_parents(rows, industries)
    terms = _read_cross_cutting(cross_cutting_path, owner)
    return Industries(
        industries,
        [term for term, kind in terms.items() if kind is CrossCuttingKind.EXCLUDED],
        [term for term, kind in terms.items() if kind is CrossCuttingKind.UMBRELLA],
    )


def _industry(row: Row) -> Industry:
    code = row.text("code")
    if not (code.isascii() and code.startswith("IND-")):
        raise row.error(f"code {code!r} is not ASCII that begins with IND-")
    return Industry(
        code=code,
        name=row.text("name"),
        synonyms=row.items("synonyms"),
        ksic11=row.items("ksic11"),
        parent=row.optional("parent"),
        reference=row.text("reference"),
        status=row.status(),
    )


def _claim(row: Row, form: str, code: str, owner: dict[str, str]) -> None:
    if len(form) < SHORTEST_FORM:
        raise row.error(f"synonym {form!r} is shorter than {SHORTEST_FORM} characters")
    if form in owner:
        raise row.error(f"synonym {form!r} belongs to {owner[form]} already")
    owner[form] = code


def _check_parents(rows: Iterable[Row], industries: Iterable[Industry]) -> None:
    parents = {industry.code: industry.parent for industry in industries}
    for row in rows:
        seen = set()
        code: str | None = row.text("code")
        while code is not None:
            if code in seen:
                raise row.error("parent leads back to the row itself")
            seen.add(code)
            code = parents[code]


def _read_cross_cutting(path: Traversable, owner: Mapping[str, str]) -> dict[str, CrossCuttingKind]:
    rows = read_table(path, CROSS_CUTTING_COLUMNS)
    require_unique(rows, "name")
    terms = {}
    for row in rows:
        name, kind = row.text("name"), CrossCuttingKind(row.choice("kind", [kind.value for kind in CrossCuttingKind]))
        row.status()
        is_industry = normalise(name) in owner
        if kind is CrossCuttingKind.EXCLUDED and is_industry:
            raise row.error(f"excluded term {name!r} is a synonym of {owner[normalise(name)]}")
        if kind is CrossCuttingKind.UMBRELLA and not is_industry:
            raise row.error(f"umbrella term {name!r} belongs to no industry")
        terms[name] = kind
    return terms


@cache
def load_industries() -> Industries:
    """Load the industries that ship with policyminer. Raises VocabularyError."""
    return read_industries(DATA / "industries.csv", DATA / "cross_cutting.csv")
