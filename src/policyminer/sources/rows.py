"""Split delimited text into rows of cells (RFC 4180), row by row and whatever the text holds.

The standard `csv` module does not serve here: its field limit is state of the whole process, and a quote that is never
closed swallows the rest of the file. Here such a row is refused and reading goes on with the line after its first.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policyminer.models import RejectReason
from policyminer.sources.received import RefusalError
from policyminer.sources.records import too_large


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end; `number` counts from 1, `size` is in bytes. A `refusal` holds for the whole row."""

    number: int
    text: str
    size: int
    refusal: RefusalError | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, or why it has none; `line` is the number of its first line."""

    line: int
    cells: list[str]
    refusal: RefusalError | None = None


def split_rows(lines: Iterable[Line], delimiter: str, limit: int) -> Iterator[Row]:
    """Split lines into rows, blank ones left out; a row of more than `limit` bytes is refused.

    Cells stand as they are or between double quotes, where they may hold delimiters, line breaks and doubled quotes.

    >>> texts = ['번호,본문', '1,"첫 줄', '둘째 줄"', '2,"닫지 않음', '3,"셋, 넷"']
    >>> for row in split_rows((Line(n, t, len(t)) for n, t in enumerate(texts, 1)), ",", 100):
    ...     print(row.line, row.cells, row.refusal is None)
    1 ['번호', '본문'] True
    2 ['1', '첫 줄\\n둘째 줄'] True
    4 [] False
    5 ['3', '셋, 넷'] True
    """
    fresh = iter(lines)
    again: deque[Line] = deque()
    to_spare = limit  # bytes that may be read a second time: a hostile file must not take quadratic time
    while True:
        row, left = _read_row(_draw(again, fresh), delimiter, limit)
        if row is None:
            return
        yield row
        if to_spare > 0:
            to_spare -= sum(line.size for line in left)
            again.extendleft(reversed(left))


def _draw(again: deque[Line], fresh: Iterator[Line]) -> Iterator[Line]:
    while True:
        if again:
            yield again.popleft()
        elif line := next(fresh, None):
            yield line
        else:
            return


def _read_row(lines: Iterator[Line], delimiter: str, limit: int) -> tuple[Row | None, list[Line]]:
    """Read one row, None at the end; where it breaks off, the lines after its first come back to be read again."""
    taken: list[Line] = []
    cells: list[str] = []
    open_cell: list[str] = []
    size = 0
    refusal: RefusalError | None = None
    for line in lines:
        if not taken and not line.text.strip() and line.refusal is None:
            continue
        taken.append(line)
        size += line.size
        refusal = refusal or line.refusal
        try:
            if size > limit and refusal is None:
                raise too_large(limit)
            parts, inside = _split(line.text, delimiter, bool(open_cell))
        except RefusalError as broken:
            return Row(taken[0].number, [], broken), taken[1:]
        if open_cell:
            open_cell.append(parts.pop(0))
            if inside and not parts:
                continue
            cells.append("\n".join(open_cell))
        open_cell = [parts.pop()] if inside else []
        cells += parts
        if not inside:
            return Row(taken[0].number, [] if refusal else cells, refusal), []
    if not taken:
        return None, []
    unclosed = RefusalError(RejectReason.MALFORMED, "a row whose quote is never closed; close it, or double it")
    return Row(taken[0].number, [], unclosed), taken[1:]


def _split(line: str, delimiter: str, inside: bool) -> tuple[list[str], bool]:
    """Split one line, which may start inside a quoted cell; say too whether it ends inside one."""
    cells: list[str] = []
    at = 0
    while True:
        if inside or line.startswith('"', at):
            start = at if inside else at + 1
            end = _closing_quote(line, start)
            cells.append(line[start : end if end >= 0 else None].replace('""', '"'))
            if end < 0:
                return cells, True
            inside, at = False, end + 1
            while line.startswith(" ", at):
                at += 1
            if at == len(line):
                return cells, False
            if not line.startswith(delimiter, at):
                raise RefusalError(
                    RejectReason.MALFORMED, "a row with text after a closing quote; double the quotes inside a cell"
                )
            at += 1
        else:
            end = line.find(delimiter, at)
            cells.append(line[at : end if end >= 0 else None])
            if end < 0:
                return cells, False
            at = end + 1


def _closing_quote(line: str, at: int) -> int:
    while (at := line.find('"', at)) >= 0 and line.startswith('""', at):
        at += 2
    return at
