"""The rules a set of tables must keep, each a function from DataFrames to findings."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from policyminer.tables.facts import Facts
from policyminer.tables.findings import Finding, FindingKind
from policyminer.tables.frames import misquoted, records, text_hash, violations
from policyminer.tables.ids import normalise
from policyminer.tables.schema import Table

Triple = Mapping[str, Any]


def schema(frame: pd.DataFrame, table: Table) -> Iterator[Finding]:
    """Cells that break the declared columns, and keys that are not unique."""
    for violation in violations(frame, table):
        kind = FindingKind.DUPLICATE if violation.repeated else FindingKind.SCHEMA
        label = None if violation.row is None else row_label(frame, table, violation.row)
        yield Finding(table.name, label, kind, violation.message)


def unknown_codes(triples: pd.DataFrame, facts: Facts) -> Iterator[Finding]:
    """Region and industry codes that the vocabularies do not know."""
    known_regions = {code: facts.region(code) is not None for code in triples["region_code"].dropna().unique()}
    known_industries = {code: facts.ksic(code) is not None for code in triples["industry_code"].dropna().unique()}
    for row in records(triples):
        for column, known in (("region_code", known_regions), ("industry_code", known_industries)):
            if row[column] is not None and not known[row[column]]:
                message = f"{column} {row[column]!r} is in no vocabulary"
                yield Finding("triples", row["triple_id"], FindingKind.UNKNOWN_CODE, message)


def evidence(triples: pd.DataFrame, texts: Mapping[str, str]) -> Iterator[Finding]:
    """Evidence that is not the slice of the clean text at its offsets."""
    for identifier, message in misquoted(triples, texts):
        yield Finding("triples", identifier, FindingKind.EVIDENCE, message)


def duplicates(triples: pd.DataFrame) -> Iterator[Finding]:
    """Rows of one document that say the same under two ids."""
    seen: dict[tuple[Any, ...], str] = {}
    for row in records(triples):
        key = (row["doc_id"], *(_named(row, name) for name in ("region", "industry", "initiative")))
        first = seen.setdefault(key, row["triple_id"])
        if first != row["triple_id"]:
            message = f"says the same as triple {first}: region, industry and initiative differ in spelling only"
            yield Finding("triples", row["triple_id"], FindingKind.DUPLICATE, message)


def statuses(triples: pd.DataFrame) -> Iterator[Finding]:
    """Initiatives of one region in one document that have two statuses."""
    found: defaultdict[tuple[Any, ...], dict[str, str]] = defaultdict(dict)
    for row in records(triples):
        if row["status"] is None:
            continue
        others = found[(row["doc_id"], _named(row, "region"), _named(row, "initiative"))]
        for status, identifier in others.items():
            if status != row["status"]:
                message = f"status is {row['status']}, but {status} in triple {identifier} of the same initiative"
                yield Finding("triples", row["triple_id"], FindingKind.CONTRADICTION, message)
        others.setdefault(row["status"], row["triple_id"])


def dates(triples: pd.DataFrame, facts: Facts) -> Iterator[Finding]:
    """Periods that end before they start, and regions that were no more when the document came out."""
    for row in records(triples):
        start, end, published, code = row["start_date"], row["end_date"], row["published"], row["region_code"]
        if start is not None and end is not None and end < start:
            message = f"end_date {end} comes before start_date {start}"
            yield Finding("triples", row["triple_id"], FindingKind.CONTRADICTION, message)
        place = facts.region(code) if code is not None else None
        if place and place.valid_to and published is not None and place.valid_to.isoformat() <= published:
            message = f"region_code {code} ended on {place.valid_to}, before the document of {published}"
            yield Finding("triples", row["triple_id"], FindingKind.CONTRADICTION, message)


def orphans(frame: pd.DataFrame, table: Table, documents: pd.DataFrame) -> Iterator[Finding]:
    """Rows whose `doc_id` is in no row of `documents`."""
    known = set(documents["doc_id"].dropna())
    for index, doc_id in enumerate(frame["doc_id"]):
        if not pd.isna(doc_id) and doc_id not in known:
            message = f"doc_id {doc_id} is not in documents"
            yield Finding(table.name, row_label(frame, table, index), FindingKind.ORPHAN, message)


def counts(documents: pd.DataFrame, column: str, frame: pd.DataFrame, name: str) -> Iterator[Finding]:
    """Documents whose count in `column` is not that of their rows in the table called `name`."""
    rows = Counter(frame["doc_id"].dropna())
    for row in records(documents):
        if row[column] != rows[row["doc_id"]]:
            message = f"{column} is {row[column]}, but {name} has {rows[row['doc_id']]} rows of this document"
            yield Finding("documents", row["doc_id"], FindingKind.COUNT, message)


def clean_texts(documents: pd.DataFrame, texts: Mapping[str, str]) -> Iterator[Finding]:
    """Documents without a clean text, with another one than theirs, and clean texts without a document."""
    for row in records(documents):
        text = texts.get(row["doc_id"])
        if text is None:
            yield Finding("texts", row["doc_id"], FindingKind.ORPHAN, "the document has no clean text")
        elif text_hash(text) != row["text_sha256"]:
            yield Finding("texts", row["doc_id"], FindingKind.CHANGED, "the clean text does not have the stated hash")
    for doc_id in texts.keys() - set(documents["doc_id"].dropna()):
        yield Finding("texts", doc_id, FindingKind.ORPHAN, "the clean text belongs to no document")


def disagreements(
    one: pd.DataFrame, one_name: str, other: pd.DataFrame, other_name: str, table: Table
) -> Iterator[Finding]:
    """Rows that stand in only one of two files of a table; their order is free."""
    if one.equals(other):
        return
    one_rows, other_rows = _rows(one), _rows(other)
    labels = [
        *_labels_beyond(one, one_rows, other_rows, table),
        *_labels_beyond(other, other_rows, one_rows, table),
    ]
    for label in dict.fromkeys(labels):
        message = f"{one_name} and {other_name} do not hold the same row"
        yield Finding(table.name, label, FindingKind.DISAGREEMENT, message)


def row_label(frame: pd.DataFrame, table: Table, index: int) -> str:
    """How a finding names a row: by its key, where the table has one and the row has a value there."""
    if table.primary_key:
        key = frame[table.primary_key[0]].iloc[index]
        if not pd.isna(key):
            return str(key)
    return f"row {index + 1}"


def _named(row: Triple, name: str) -> str | None:
    value = row.get(f"{name}_name") or row[name]
    return None if value is None else normalise(value)


def _rows(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in records(frame)]


def _labels_beyond(
    frame: pd.DataFrame, rows: list[tuple[Any, ...]], others: list[tuple[Any, ...]], table: Table
) -> Iterator[str]:
    left = Counter(others)
    for index, row in enumerate(rows):
        if left[row]:
            left[row] -= 1
        else:
            yield row_label(frame, table, index)
