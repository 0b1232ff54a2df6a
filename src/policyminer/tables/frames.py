"""`Tables`: the four DataFrames of a run and the clean texts they quote, and the check that they hold together."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pandera.errors
import pyarrow

from policyminer.errors import SchemaError
from policyminer.tables.forms import DTYPES, pandera_schema
from policyminer.tables.schema import TABLES, Table

_SHOWN = 3


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """A run's tables, with the columns `schema` declares, and the clean text of each document by `doc_id`."""

    triples: pd.DataFrame
    documents: pd.DataFrame
    removed: pd.DataFrame
    rejects: pd.DataFrame
    texts: Mapping[str, str]

    def frame(self, table: Table) -> pd.DataFrame:
        """The DataFrame of a declared table."""
        frames = {"triples": self.triples, "documents": self.documents, "removed": self.removed}
        return frames.get(table.name, self.rejects)


@dataclass(frozen=True, slots=True)
class Violation:
    """A cell, or a whole table where `row` is None, that breaks the declared columns. `row` counts from 0.

    `repeated` tells a value that stands twice in a column where each must be another.
    """

    row: int | None
    message: str
    repeated: bool = False


def to_frame(rows: Iterable[Mapping[str, Any]], table: Table) -> pd.DataFrame:
    """Make a DataFrame with the declared columns and dtypes; None becomes null."""
    return typed(pd.DataFrame(list(rows), columns=list(table.column_names), dtype=object), table)


def typed(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Give the columns of a frame of objects their declared dtypes.

    Raises ValueError, TypeError or OverflowError for a cell that has no value of its dtype.
    """
    return frame.astype({column.name: DTYPES[column.type] for column in table.columns})


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as plain values, None for null."""
    rows: list[dict[str, Any]] = pyarrow.Table.from_pandas(frame, preserve_index=False).to_pylist()
    return rows


def violations(frame: pd.DataFrame, table: Table) -> list[Violation]:
    """What breaks the declared columns of `table`, by column and row."""
    try:
        pandera_schema(table).validate(frame.reset_index(drop=True), lazy=True)
    except pandera.errors.SchemaErrors as error:
        return [_violation(case) for case in error.failure_cases.to_dict("records")]
    return []


def misquoted(triples: pd.DataFrame, texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """The rows whose evidence is not the slice of the clean text at its offsets: (`triple_id`, what is wrong).

    Rows that lack a quote or an offset are left to the declared columns.
    """
    columns = ["triple_id", "doc_id", "evidence", "evidence_start", "evidence_end"]
    wrong = []
    for identifier, doc_id, quote, start, end in triples[columns].dropna().itertuples(index=False, name=None):
        text = texts.get(doc_id)
        if text is None:
            wrong.append((identifier, "no clean text for its document"))
        elif not 0 <= start < end <= len(text):
            wrong.append((identifier, f"evidence {start}-{end} is outside the clean text of {len(text)} characters"))
        elif text[start:end] != quote:
            wrong.append((identifier, f"evidence is not characters {start}-{end} of the clean text"))
    return wrong


def validate(tables: Tables) -> None:
    """Check every table against its declared columns, every evidence against the clean text, every text by its hash.

    Raises SchemaError, naming the table and the first cells, or the document and the triple, that do not fit.
    """
    for table in TABLES:
        found = violations(tables.frame(table), table)
        if found:
            shown = "; ".join(violation.message for violation in found[:_SHOWN])
            raise SchemaError(f"table {table.name} has {len(found)} cells that do not fit its columns: {shown}")
    documents = records(tables.documents[["doc_id", "doc", "text_sha256"]])
    names = {row["doc_id"]: row["doc"] for row in documents}
    docs = dict(tables.triples[["triple_id", "doc_id"]].itertuples(index=False, name=None))
    for identifier, message in misquoted(tables.triples, tables.texts):
        doc = names.get(docs[identifier], docs[identifier])
        raise SchemaError(f"document {doc!r}, triple {identifier}: {message}; the offsets are those of another text")
    for row in documents:
        text = tables.texts.get(row["doc_id"])
        if text is None or text_hash(text) != row["text_sha256"]:
            raise SchemaError(
                f"document {row['doc']!r} has no clean text of the stated hash; keep the texts of the run"
            )


def text_hash(text: str) -> str:
    """SHA-256 (hex) of a clean text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def _violation(case: Mapping[str, Any]) -> Violation:
    if case["schema_context"] != "Column" or pd.isna(case["index"]):
        return Violation(None, f"{case['check']}: {case['failure_case']}")
    row = int(case["index"])
    repeated = case["check"] == "field_uniqueness"
    rule = "unique" if repeated else case["check"]
    return Violation(row, f"row {row + 1}, column {case['column']}: {case['failure_case']!r} breaks {rule}", repeated)
