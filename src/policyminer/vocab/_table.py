"""Reading the vocabulary files: UTF-8 CSV with a fixed header, one fact a row, each with its reference."""

import csv
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Protocol

from policyminer.errors import VocabularyError

DATA: Traversable = files("policyminer.vocab") / "data"
LIST_SEPARATOR = "|"
STATUSES = frozenset({"verified", "candidate", "editorial"})
MIDDLE_DOTS = "·・ㆍ･‧•∙⋅"

_ONE_DOT = {ord(dot): "·" for dot in MIDDLE_DOTS}


def compact(form: str) -> str:
    """Write a surface form without white space and with one kind of middle dot.

    >>> compact("반월 ･ 시화 산단")
    '반월·시화산단'
    """
    return "".join(form.split()).translate(_ONE_DOT)


class Dated(Protocol):
    """A fact that holds from `valid_from` until the day before `valid_to`; None where open or unknown."""

    @property
    def valid_from(self) -> date | None: ...

    @property
    def valid_to(self) -> date | None: ...


def in_force(fact: Dated, day: date | None) -> bool:
    """Say whether `fact` holds on `day`; None asks for what holds last, however far ahead."""
    if day is None:
        return fact.valid_to is None
    return (fact.valid_from is None or fact.valid_from <= day) and (fact.valid_to is None or day < fact.valid_to)


def change_days(facts: Iterable[Dated]) -> list[date]:
    """List the days, in order, on which the set of facts in force changes."""
    days = {day for fact in facts for day in (fact.valid_from, fact.valid_to) if day is not None}
    return sorted(days)


@dataclass(frozen=True, slots=True)
class Row:
    """One data row of a vocabulary file; `number` is its line as an editor shows it (the header is 1)."""

    file: str
    number: int
    cells: dict[str, str]

    def error(self, rule: str) -> VocabularyError:
        """Make the error that names the file, the row and the broken rule."""
        return VocabularyError(f"{self.file}, row {self.number}: {rule}; correct the row or reinstall policyminer")

    def text(self, column: str) -> str:
        """Return a cell that must not be empty. Raises VocabularyError."""
        value = self.cells[column]
        if not value:
            raise self.error(f"{column} is empty")
        return value

    def optional(self, column: str) -> str | None:
        """Return a cell, or None where it is empty."""
        return self.cells[column] or None

    def items(self, column: str) -> tuple[str, ...]:
        """Split a cell at `|`. Raises VocabularyError for empty or repeated items."""
        value = self.cells[column]
        if not value:
            return ()
        items = tuple(value.split(LIST_SEPARATOR))
        if any(not item or item != item.strip() for item in items):
            raise self.error(f"{column} holds an empty item or stray spaces")
        if len(set(items)) < len(items):
            raise self.error(f"{column} repeats an item")
        return items

    def choice(self, column: str, allowed: Collection[str]) -> str:
        """Return a cell that must be one of `allowed`. Raises VocabularyError."""
        value = self.cells[column]
        if value not in allowed:
            raise self.error(f"{column} is {value!r}, not one of {', '.join(sorted(allowed))}")
        return value

    def day(self, column: str) -> date | None:
        """Return an ISO date (YYYY-MM-DD), or None where the cell is empty. Raises VocabularyError."""
        value = self.cells[column]
        if not value:
            return None
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is None or day.isoformat() != value:
            raise self.error(f"{column} is {value!r}, not an ISO date (YYYY-MM-DD)")
        return day

    def period(self) -> tuple[date | None, date | None]:
        """Return `valid_from` and `valid_to`. Raises VocabularyError where they are out of order."""
        start, end = self.day("valid_from"), self.day("valid_to")
        if start is not None and end is not None and start >= end:
            raise self.error("valid_from is not before valid_to")
        return start, end

    def status(self) -> str:
        """Return how sure the row is: verified, candidate or editorial. Raises VocabularyError."""
        return self.choice("status", STATUSES)

    def require_known(self, column: str, codes: Iterable[str], known: Collection[str]) -> None:
        """Check that every code that `column` names exists. Raises VocabularyError."""
        for code in codes:
            if code not in known:
                raise self.error(f"{column} names {code!r}, which has no row")


def read_table(path: Traversable, columns: Sequence[str]) -> list[Row]:
    """Read a vocabulary file whose header is exactly `columns`.

    Raises VocabularyError for an unreadable file, another header, a row of another width, cells with stray spaces
    and an empty `reference`.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        table = list(csv.reader(lines, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise VocabularyError(f"{path.name} cannot be read ({error}); reinstall policyminer") from error
    if not table or table[0] != list(columns):
        raise VocabularyError(f"{path.name}, row 1: the header is not {','.join(columns)}; reinstall policyminer")
    rows = []
    for number, cells in enumerate(table[1:], start=2):
        if len(cells) != len(columns):
            raise VocabularyError(f"{path.name}, row {number}: {len(cells)} cells, not {len(columns)}; correct the row")
        row = Row(path.name, number, dict(zip(columns, cells, strict=True)))
        for column, cell in row.cells.items():
            if cell != cell.strip():
                raise row.error(f"{column} has stray spaces")
        row.text("reference")
        rows.append(row)
    return rows


def require_unique(rows: Iterable[Row], column: str) -> None:
    """Check that no two rows share a value of `column`. Raises VocabularyError."""
    first: dict[str, int] = {}
    for row in rows:
        value = row.text(column)
        if value in first:
            raise row.error(f"{column} {value!r} stands in row {first[value]} already")
        first[value] = row.number


def require_one_at_a_time(rows: Iterable[Row], column: str = "code") -> None:
    """Check that rows that share a value of `column` hold in intervals that do not overlap. Raises VocabularyError."""
    held: dict[str, list[tuple[date, date, int]]] = {}
    for row in rows:
        start, end = row.period()
        low, high = start or date.min, end or date.max
        intervals = held.setdefault(row.text(column), [])
        for other_low, other_high, number in intervals:
            if low < other_high and other_low < high:
                raise row.error(f"{column} {row.text(column)!r} holds at the same time as in row {number}")
        intervals.append((low, high, row.number))
