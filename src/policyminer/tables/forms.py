"""The declared columns in the forms of other libraries: pandas dtypes, pandera, Arrow and Frictionless Table Schema."""

import re
from datetime import date, datetime
from functools import cache
from typing import Any

import pandera.pandas as pa
import pyarrow

from policyminer.tables.schema import Column, ColumnType, Table

DTYPES: dict[ColumnType, str] = {
    ColumnType.TEXT: "string",
    ColumnType.CODE: "string",
    ColumnType.INTEGER: "Int64",
    ColumnType.NUMBER: "Float64",
    ColumnType.BOOLEAN: "boolean",
    ColumnType.DATE: "string",
    ColumnType.DATETIME: "string",
}
"""pandas dtypes; all of them hold nulls as `pd.NA`. Dates are ISO 8601 text in a DataFrame and in CSV."""

_ARROW: dict[ColumnType, pyarrow.DataType] = {
    ColumnType.TEXT: pyarrow.string(),
    ColumnType.CODE: pyarrow.string(),
    ColumnType.INTEGER: pyarrow.int64(),
    ColumnType.NUMBER: pyarrow.float64(),
    ColumnType.BOOLEAN: pyarrow.bool_(),
    ColumnType.DATE: pyarrow.date32(),
    ColumnType.DATETIME: pyarrow.string(),  # some times have a zone and some have none: no Arrow type takes both
}

_FRICTIONLESS: dict[ColumnType, str] = {
    ColumnType.TEXT: "string",
    ColumnType.CODE: "string",
    ColumnType.INTEGER: "integer",
    ColumnType.NUMBER: "number",
    ColumnType.BOOLEAN: "boolean",
    ColumnType.DATE: "date",
    ColumnType.DATETIME: "datetime",
}

_CSV_NOTE = (
    " CSV에서는 수식으로 실행될 수 있는 글자(= + - @ 등)로 시작하는 값 앞에 작은따옴표(')를 붙이고,"
    " 제어 문자를 _x0000_ 꼴로 적는다. Parquet과 JSONL은 글자 그대로이다."
)


@cache
def pandera_schema(table: Table) -> pa.DataFrameSchema:
    """The checks of a whole table: its columns, no others, in order; dtypes; constraints; the primary key."""
    return pa.DataFrameSchema(
        {
            column.name: pa.Column(
                DTYPES[column.type],
                _checks(column),
                nullable=not column.required,
                unique=column.unique or table.primary_key == (column.name,),
            )
            for column in table.columns
        },
        strict=True,
        ordered=True,
    )


@cache
def arrow_schema(table: Table) -> pyarrow.Schema:
    """The Arrow schema of a table's Parquet file; dates are `date32`."""
    return pyarrow.schema(
        [pyarrow.field(column.name, _ARROW[column.type], metadata=_labels(column)) for column in table.columns]
    )


def table_schema(table: Table) -> dict[str, Any]:
    """The Frictionless Table Schema (version 1) of a table's CSV file."""
    descriptor: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.primary_key:
        descriptor["primaryKey"] = list(table.primary_key)
    if table.foreign_keys:
        descriptor["foreignKeys"] = [
            {"fields": [key.column], "reference": {"resource": key.table, "fields": [key.column]}}
            for key in table.foreign_keys
        ]
    return descriptor


def is_iso_date(value: str) -> bool:
    """Whether `value` is a day of the calendar, written YYYY-MM-DD.

    >>> is_iso_date("2024-02-29"), is_iso_date("2023-02-29"), is_iso_date("20240229")
    (True, False, False)
    """
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def is_iso_datetime(value: str) -> bool:
    """Whether `value` is a second of a day, written YYYY-MM-DDThh:mm:ss, with Z when it is in UTC.

    >>> is_iso_datetime("2024-02-29T09:00:00Z"), is_iso_datetime("2024-02-29")
    (True, False)
    """
    bare = value.removesuffix("Z")
    try:
        return datetime.fromisoformat(bare).isoformat(timespec="seconds") == bare
    except ValueError:
        return False


def _checks(column: Column) -> list[pa.Check]:
    checks = []
    if column.enum:
        checks.append(pa.Check.isin(column.enum))
    if column.pattern:
        matches = re.compile(column.pattern).fullmatch
        checks.append(
            pa.Check(lambda value: matches(value) is not None, element_wise=True, error=f"pattern {column.pattern}")
        )
    if column.minimum is not None:
        checks.append(pa.Check.ge(column.minimum))
    if column.maximum is not None:
        checks.append(pa.Check.le(column.maximum))
    if column.type is ColumnType.DATE:
        checks.append(pa.Check(is_iso_date, element_wise=True, error="a date YYYY-MM-DD"))
    if column.type is ColumnType.DATETIME:
        checks.append(pa.Check(is_iso_datetime, element_wise=True, error="a time YYYY-MM-DDThh:mm:ss"))
    return checks


def _labels(column: Column) -> dict[str, str]:
    return {"title": column.title, "description": column.description}


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.unique:
        constraints["unique"] = True
    if column.enum:
        constraints["enum"] = list(column.enum)
    if column.pattern:
        constraints["pattern"] = column.pattern
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    if column.maximum is not None:
        constraints["maximum"] = column.maximum
    descriptor = {"name": column.name, "type": _FRICTIONLESS[column.type], **_labels(column)}
    if column.type is ColumnType.TEXT:
        descriptor["description"] += _CSV_NOTE
    return {**descriptor, "constraints": constraints} if constraints else descriptor
