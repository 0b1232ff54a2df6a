"""`datapackage.json`: what the folder holds, and the mark by which policyminer knows its own folders."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from policyminer.tables.forms import table_schema
from policyminer.tables.schema import SCHEMA_VERSION, TABLES

PACKAGE_FILE = "datapackage.json"
TRIPLES_JSONL = "triples.jsonl"
TEXTS_JSONL = "texts.jsonl"
CREATED_BY = "policyminer"
FILES: tuple[str, ...] = (
    *(f"{table.name}{suffix}" for table in TABLES for suffix in (".csv", ".parquet")),
    TRIPLES_JSONL,
    TEXTS_JSONL,
)
"""Every file of the folder beside `datapackage.json`."""

_DIALECT = {
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "lineTerminator": "\n",
    "skipInitialSpace": False,
    "header": True,
}
_JSONL_TEXTS = {
    TRIPLES_JSONL: ("지역–산업–사업(JSONL)", "triples 표와 같은 행. 여러 값을 담는 열은 배열이다."),
    TEXTS_JSONL: ("정제한 본문", "문서마다 doc_id, doc, text(정제한 본문). 근거 위치는 이 본문의 코드 포인트이다."),
}


def describe(folder: Path) -> dict[str, Any]:
    """The Frictionless Data Package (version 1) of the files in `folder`, each with its size and SHA-256."""
    resources = []
    for table in TABLES:
        csv, parquet = f"{table.name}.csv", f"{table.name}.parquet"
        labels = {"title": table.title, "description": table.description}
        resources.append(
            {
                "name": table.name,
                "path": csv,
                "profile": "tabular-data-resource",
                **labels,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": _DIALECT,
                "schema": table_schema(table),
                **fingerprint(folder / csv),
            }
        )
        resources.append(_plain(folder / parquet, "application/vnd.apache.parquet", labels))
    for name, (title, description) in _JSONL_TEXTS.items():
        resources.append(_plain(folder / name, "application/x-ndjson", {"title": title, "description": description}))
    return {
        "profile": "data-package",
        "name": "policyminer-tables",
        "title": "지역–산업–사업 표",
        "description": "정책 문서에서 뽑은 지역·산업·사업과 그 근거, 문서, 걷어낸 줄, 읽지 못한 입력.",
        "created_by": CREATED_BY,
        "schema_version": SCHEMA_VERSION,
        "resources": resources,
    }


def fingerprint(path: Path) -> dict[str, Any]:
    """The size in bytes and the SHA-256 of a file, as a resource states them."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"bytes": path.stat().st_size, "hash": f"sha256:{digest}"}


def load_package(folder: Path) -> Mapping[str, Any] | None:
    """The `datapackage.json` of a folder that policyminer wrote; None for any other folder."""
    path = folder / PACKAGE_FILE
    if path.is_symlink():
        return None
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return package if isinstance(package, dict) and package.get("created_by") == CREATED_BY else None


def _plain(path: Path, mediatype: str, labels: Mapping[str, str]) -> dict[str, Any]:
    # `type: file` keeps frictionless from reading it as a table, for which it would need an extra of its own
    return {
        "name": path.name.replace(".", "-"),
        "path": path.name,
        "profile": "data-resource",
        "type": "file",
        **labels,
        "format": path.suffix[1:],
        "mediatype": mediatype,
        **fingerprint(path),
    }
