"""CSV and TSV: one document a row, under a header that names the columns."""

from collections.abc import Iterable, Iterator
from itertools import islice, takewhile

from policyminer.models import Reject, RejectReason
from policyminer.sources.encoding import normalise
from policyminer.sources.fields import field_of
from policyminer.sources.received import Draft, Received, RefusalError, Source, one_line, undecodable
from policyminer.sources.records import canonical, decode_line, read_record, too_large
from policyminer.sources.rows import Line, Row, split_rows

_DELIMITERS = (",", "\t")
_SUFFIXES = (".csv", ".tsv")
_LOOKED_AT = 20  # rows
_SHOWN = 100  # characters of the header in a message


def _sniff(received: Received) -> bool:
    return _delimiter(received) is not None


def _delimiter(received: Received) -> str | None:
    """Name the character that splits the head into a header with a column of texts and rows that fit under it.

    A file that is called a table and splits into one without such a column is a table too: to say so serves better
    than to take it for prose.
    """
    by_name = received.suffix in _SUFFIXES
    for delimiter in _DELIMITERS:
        columns, rows = _table(received, delimiter)
        fields = {field_of(column, received.field_map) for column in columns} - {None}
        even = sum(len(row.cells) == len(columns) for row in rows)
        telling = by_name or (len(columns) > 1 and (rows or len(fields) > 1))
        if "text" in fields and telling and 2 * even >= len(rows):
            return delimiter
    return next((d for d in _DELIMITERS if by_name and _is_even(*_table(received, d))), None)


def _is_even(columns: list[str], rows: list[Row]) -> bool:
    return len(columns) > 1 and bool(rows) and all(len(row.cells) == len(columns) for row in rows)


def _table(received: Received, delimiter: str) -> tuple[list[str], list[Row]]:
    """Split the head into the columns' names and the first rows."""
    texts = received.text_head.split("\n")
    if not received.stream.complete:
        texts.pop()  # it may be cut
    lines = (Line(number, text, len(text)) for number, text in enumerate(texts, start=1))
    rows: Iterator[Row] = islice(split_rows(lines, delimiter, received.limit), _LOOKED_AT)
    header = next(rows, None)
    if not received.stream.complete:
        rows = takewhile(lambda row: row.refusal is None, rows)  # the head may end inside a quoted cell
    return (_names(header.cells), list(rows)) if header else ([], [])


def _names(cells: Iterable[str]) -> list[str]:
    return [normalise(cell).strip() for cell in cells]


def _read(received: Received) -> Iterator[Draft | Reject]:
    rows = split_rows(_lines(received), _delimiter(received) or ",", received.limit)
    header = next(rows, None)
    if header is None:
        return
    if header.refusal:
        raise header.refusal
    columns = _names(header.cells)
    if "text" not in {field_of(column, received.field_map) for column in columns}:
        shown = one_line(", ".join(columns))[:_SHOWN]
        raise RefusalError(
            RejectReason.MALFORMED, f"a table without a column of texts ({shown}); name it: --map text=COLUMN"
        )
    for number, row in enumerate(rows, start=1):
        yield _read_row(received, columns, row, number)


def _lines(received: Received) -> Iterator[Line]:
    for number, data in enumerate(received.stream.lines(received.encoding or "utf-8", received.limit), start=1):
        if data is None:
            yield Line(number, "", 0, too_large(received.limit))
            continue
        text = decode_line(received, data)
        if text is None:
            yield Line(number, data.decode("utf-8", "replace"), len(data), undecodable(data))
        else:
            yield Line(number, text, len(data))


def _read_row(received: Received, columns: list[str], row: Row, number: int) -> Draft | Reject:
    cells = row.cells
    while len(cells) > len(columns) and not cells[-1]:
        cells = cells[:-1]
    refusal = row.refusal
    if refusal is None and len(cells) != len(columns):
        refusal = RefusalError(
            RejectReason.MALFORMED,
            f"a row of {len(cells)} cells under a header of {len(columns)}; quote cells with delimiters or line breaks",
        )
    if refusal:
        return received.reject(refusal, line=row.line)
    record = dict(zip(reversed(columns), reversed(cells), strict=True))  # of two columns with one name the first counts
    return read_record(received, record, canonical(record), row=number, line=row.line)


DELIMITED = Source("CSV", _sniff, _read)
