"""Tables → a folder of CSV, Parquet and JSONL files with their `datapackage.json`."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow
import pyarrow.parquet

from policyminer.errors import UsageError
from policyminer.tables.forms import DTYPES, arrow_schema
from policyminer.tables.frames import Tables, records, validate
from policyminer.tables.package import FILES, PACKAGE_FILE, TEXTS_JSONL, TRIPLES_JSONL, describe, load_package
from policyminer.tables.safe import to_cell
from policyminer.tables.schema import LIST_SEPARATOR, TABLES, TRIPLES, ColumnType, Table

_SCRATCH = ".policyminer-"


def write(tables: Tables, out_dir: Path) -> list[Path]:
    """Write a run's tables to `out_dir`, made if absent, and return the paths of the files.

    A folder that policyminer wrote before gets its files replaced, each in one step; other files in it stay. The
    same tables give the same bytes.

    Raises SchemaError before anything is written where a table does not fit its columns or evidence is not verbatim,
    and UsageError for a path that is no folder, a folder with files of somebody else, or one that cannot be written.
    """
    validate(tables)
    prepare_folder(out_dir)
    try:
        with tempfile.TemporaryDirectory(prefix=_SCRATCH, dir=out_dir) as scratch:
            _write_files(tables, Path(scratch))
            # the package goes first: from then on the folder is known as ours, and its hashes tell an unfinished one
            for name in (PACKAGE_FILE, *FILES):
                (Path(scratch) / name).replace(out_dir / name)
    except OSError as error:
        raise _unusable(out_dir, error) from error
    return [out_dir / name for name in (*FILES, PACKAGE_FILE)]


def prepare_folder(out_dir: Path) -> None:
    """Make sure that `write` may use a folder, before the long work starts; make it if absent.

    Raises UsageError for a path that is no folder, a folder with files of somebody else, or one that cannot be made.
    """
    if out_dir.exists() and not out_dir.is_dir():
        raise UsageError(f"{out_dir} is a file; name a folder for the tables")
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
        inside = list(out_dir.iterdir())
        left_over = [path for path in inside if path.name.startswith(_SCRATCH)]
        if len(left_over) < len(inside) and load_package(out_dir) is None:
            raise UsageError(f"{out_dir} holds files that policyminer did not write; name a new or empty folder")
        for path in left_over:  # by a run that was killed
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
    except OSError as error:
        raise _unusable(out_dir, error) from error


def write_csv(frame: pd.DataFrame, table: Table, path: Path) -> None:
    """Write UTF-8 with a byte order mark, without which Excel takes Korean for another encoding; text by `to_cell`."""
    cells = {
        column.name: frame[column.name].astype(object).map(_cell_writer(column.type), na_action="ignore")
        for column in table.columns
    }
    pd.DataFrame(cells).to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")


def write_parquet(frame: pd.DataFrame, table: Table, path: Path) -> None:
    """Write a table verbatim, with its declared Arrow types."""
    schema = arrow_schema(table)
    columns = [pyarrow.array(frame[field.name], from_pandas=True).cast(field.type) for field in schema]
    pyarrow.parquet.write_table(pyarrow.Table.from_arrays(columns, schema=schema), path)


def write_triples_jsonl(triples: pd.DataFrame, path: Path) -> None:
    """Write the triples verbatim, lists as arrays."""
    lists = [column.name for column in TRIPLES.columns if column.is_list]
    rows = records(triples)
    for row in rows:
        row.update({name: row[name].split(LIST_SEPARATOR) if row[name] else [] for name in lists})
    write_jsonl(rows, path)


def write_jsonl(rows: Iterable[Mapping[str, Any]], path: Path) -> None:
    """Write one JSON object a line, in UTF-8."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _write_files(tables: Tables, folder: Path) -> None:
    for table in TABLES:
        frame = tables.frame(table)
        write_csv(frame, table, folder / f"{table.name}.csv")
        write_parquet(frame, table, folder / f"{table.name}.parquet")
    write_triples_jsonl(tables.triples, folder / TRIPLES_JSONL)
    named = records(tables.documents[["doc_id", "doc"]])
    write_jsonl((row | {"text": tables.texts[row["doc_id"]]} for row in named), folder / TEXTS_JSONL)
    package = json.dumps(describe(folder), ensure_ascii=False, indent=2)
    (folder / PACKAGE_FILE).write_text(package + "\n", encoding="utf-8", newline="\n")


def _cell_writer(kind: ColumnType) -> Callable[[Any], str]:
    if DTYPES[kind] == "string":
        return to_cell
    return (lambda value: str(value).lower()) if kind is ColumnType.BOOLEAN else str


def _unusable(out_dir: Path, error: OSError) -> UsageError:
    return UsageError(f"cannot write to {out_dir}: {error}; free the path or name another folder")
