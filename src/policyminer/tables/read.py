"""Files → tables: the way back from `write`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow
import pyarrow.parquet

from policyminer.errors import SchemaError, UsageError
from policyminer.tables.forms import arrow_schema
from policyminer.tables.frames import Tables, to_frame, typed
from policyminer.tables.package import TEXTS_JSONL, load_package
from policyminer.tables.safe import from_cell, storable
from policyminer.tables.schema import DOCUMENTS, LIST_SEPARATOR, REJECTS, REMOVED, TRIPLES, ColumnType, Table


def read(folder: Path) -> Tables:
    """Read the tables that `write` put into `folder`, from its Parquet files.

    Raises UsageError for a folder that policyminer did not write, SchemaError for a file that is missing or damaged.
    The cells themselves are checked by `check`.
    """
    require_own(folder)
    return Tables(
        triples=read_parquet(folder / "triples.parquet", TRIPLES),
        documents=read_parquet(folder / "documents.parquet", DOCUMENTS),
        removed=read_parquet(folder / "removed.parquet", REMOVED),
        rejects=read_parquet(folder / "rejects.parquet", REJECTS),
        texts=read_texts(folder / TEXTS_JSONL),
    )


def require_own(folder: Path) -> dict[str, Any]:
    """The `datapackage.json` of a folder. Raises UsageError where policyminer did not write it."""
    package = load_package(folder)
    if package is None:
        raise UsageError(f"{folder} holds no tables of policyminer; name a folder that a run wrote")
    return dict(package)


def read_csv(path: Path, table: Table) -> pd.DataFrame:
    """Read a CSV file of `write`, undoing what `safe.to_cell` did to its text.

    Raises SchemaError for a file that is missing, is no such table, or holds a cell that is not of its column's type.
    """
    _require_file(path)
    try:
        raw = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""], encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if not isinstance(raw.index, pd.RangeIndex):
        raise SchemaError(f"{path.name} has rows with more cells than columns")
    _require_columns(list(raw.columns), table, path)
    cells: dict[str, pd.Series[Any]] = {}
    try:
        for column in table.columns:
            cells[column.name] = raw[column.name].astype(object).map(_cell_reader(column.type), na_action="ignore")
        return typed(pd.DataFrame(cells), table)
    except (ValueError, OverflowError) as error:
        raise SchemaError(f"{path.name} holds a cell that is not of its column's type: {error}") from error


def read_parquet(path: Path, table: Table) -> pd.DataFrame:
    """Read a Parquet file of `write`; dates become ISO text.

    Raises SchemaError for a file that is missing, is no such table, or holds a column of another type.
    """
    _require_file(path)
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            arrow = file.read()
        _require_columns(arrow.column_names, table, path)
        for expected, actual in zip(arrow_schema(table), arrow.schema, strict=True):
            if actual.type != expected.type:
                raise SchemaError(f"{path.name}, column {actual.name}, is of type {actual.type}, not {expected.type}")
        for index, column in enumerate(table.columns):
            if column.type is ColumnType.DATE:
                arrow = arrow.set_column(index, column.name, arrow[column.name].cast(pyarrow.string()))
        return typed(pd.DataFrame(arrow.to_pydict(), dtype=object), table)
    except (OSError, ValueError, OverflowError, pyarrow.ArrowException) as error:
        raise _unreadable(path, error) from error


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """Read a file of one JSON object a line. Raises SchemaError for a file that is missing or holds anything else."""
    _require_file(path)
    records = []
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(file, 1):
                record = json.loads(line)
                if not isinstance(record, dict):
                    raise SchemaError(f"{path.name}, line {number}, is not a JSON object")
                records.append(record)
    except (OSError, ValueError, RecursionError) as error:
        raise _unreadable(path, error) from error
    return records


def read_texts(path: Path) -> dict[str, str]:
    """Read the clean texts by `doc_id`. Raises SchemaError for a file that is missing or damaged."""
    texts = {}
    for number, record in enumerate(read_jsonl(path), 1):
        doc_id, text = record.get("doc_id"), record.get("text")
        if not isinstance(doc_id, str) or not isinstance(text, str):
            raise SchemaError(f"{path.name}, line {number}, lacks a doc_id or a text")
        texts[doc_id] = storable(text)
    return texts


def read_triples_jsonl(path: Path) -> pd.DataFrame:
    """Read `triples.jsonl`, its arrays joined again. Raises SchemaError for a file that is missing or damaged."""
    lists = {column.name for column in TRIPLES.columns if column.is_list}
    records = read_jsonl(path)
    try:
        for record in records:
            for name in lists:
                record[name] = LIST_SEPARATOR.join(record[name]) or None
        for record in records:
            _require_columns(list(record), TRIPLES, path)
        return to_frame(records, TRIPLES)
    except (KeyError, ValueError, TypeError, OverflowError) as error:
        raise _unreadable(path, error) from error


def _require_file(path: Path) -> None:
    if not path.is_file():
        raise SchemaError(f"{path.name} is missing")


def _require_columns(names: list[str], table: Table, path: Path) -> None:
    if names != list(table.column_names):
        odd = sorted(set(names) ^ set(table.column_names)) or ["their order"]
        raise SchemaError(f"{path.name} does not have the declared columns: see {', '.join(odd[:5])}")


def _unreadable(path: Path, error: Exception) -> SchemaError:
    reason = str(error).partition("\n")[0] or type(error).__name__
    return SchemaError(f"cannot read {path.name}: {reason}; write the tables again")


def _cell_reader(kind: ColumnType) -> Callable[[str], Any]:
    readers: dict[ColumnType, Callable[[str], Any]] = {
        ColumnType.INTEGER: int,
        ColumnType.NUMBER: float,
        ColumnType.BOOLEAN: _boolean,
    }
    return readers.get(kind, from_cell)


def _boolean(cell: str) -> bool:
    if cell not in ("true", "false"):
        raise ValueError(f"{cell!r} is neither true nor false")
    return cell == "true"
