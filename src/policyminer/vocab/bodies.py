"""Ministries, agencies and commissions of the central government, present and former.

Source of facts: the body codes of the government's news site (korea.kr), the rule on official abbreviations
(정부조직 약칭과 영어 명칭에 관한 규칙), the Government Organization Act; each row of `data/bodies.csv` states its own.
Codes that begin with X- are our own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable
from types import MappingProxyType

from policyminer.vocab._table import DATA, Row, compact, in_force, read_table, require_one_at_a_time

COLUMNS = (
    "code",
    "name",
    "short_names",
    "level",
    "parent",
    "valid_from",
    "valid_to",
    "successor",
    "reference",
    "status",
)


@dataclass(frozen=True, slots=True)
class Body:
    """A government body; `level` is its Korean rank (부, 처, 청 …), `successors` the codes of those after it."""

    code: str
    name: str
    short_names: tuple[str, ...]
    level: str
    parent: str | None
    valid_from: date | None
    valid_to: date | None
    successors: tuple[str, ...]
    reference: str
    status: str

    @property
    def forms(self) -> tuple[str, ...]:
        """The words that name it, without spaces, the official name first."""
        return tuple(dict.fromkeys(compact(form) for form in (self.name, *self.short_names)))


class Bodies:
    """The bodies, looked up by surface form and day; `forms` maps each form to its bearers, the newest first."""

    def __init__(self, rows: Iterable[Body]) -> None:
        self.rows = tuple(rows)
        found: dict[str, list[Body]] = {}
        for row in sorted(self.rows, key=lambda body: body.valid_to or date.max, reverse=True):
            for form in row.forms:
                found.setdefault(form, []).append(row)
        self.forms: Mapping[str, tuple[Body, ...]] = MappingProxyType({form: tuple(b) for form, b in found.items()})

    def find(self, form: str, day: date | None) -> Body | None:
        """Return the body that `form` named on `day` (None: latest), else the last one that bore it before.

        None comes back for an unknown form and for a body that did not exist yet.

        >>> load_bodies().find("산업부", date(2024, 5, 1)).name
        '산업통상자원부'
        """
        bearers = self.forms.get(compact(form), ())
        for body in bearers:
            if in_force(body, day):
                return body
        ended = [body for body in bearers if body.valid_to and (day is None or body.valid_to <= day)]
        return ended[0] if ended else None


def read_bodies(path: Traversable) -> Bodies:
    """Read and check a file of bodies. Raises VocabularyError."""
    rows = read_table(path, COLUMNS)
    require_one_at_a_time(rows)
    require_one_at_a_time(rows, "name")
    known = {row.text("code") for row in rows}
    return Bodies(_body(row, known) for row in rows)


def _body(row: Row, known: set[str]) -> Body:
    start, end = row.period()
    parent, successors = row.optional("parent"), row.items("successor")
    row.require_known("parent", filter(None, [parent]), known)
    row.require_known("successor", successors, known)
    if successors and end is None:
        raise row.error("a body that still holds has no successor")
    return Body(
        code=row.text("code"),
        name=row.text("name"),
        short_names=row.items("short_names"),
        level=row.text("level"),
        parent=parent,
        valid_from=start,
        valid_to=end,
        successors=successors,
        reference=row.text("reference"),
        status=row.status(),
    )


@cache
def load_bodies() -> Bodies:
    """Load the government bodies that ship with policyminer. Raises VocabularyError."""
    return read_bodies(DATA / "bodies.csv")
