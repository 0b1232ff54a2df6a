"""The check of a folder of tables, whoever touched it since it was written."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from policyminer.errors import SchemaError
from policyminer.tables import rules
from policyminer.tables.facts import Facts, VocabularyFacts
from policyminer.tables.findings import Finding, FindingKind
from policyminer.tables.package import FILES, PACKAGE_FILE, TEXTS_JSONL, TRIPLES_JSONL, fingerprint
from policyminer.tables.read import read_csv, read_parquet, read_texts, read_triples_jsonl, require_own
from policyminer.tables.schema import DOCUMENTS, REMOVED, SCHEMA_VERSION, TABLES, TRIPLES, Table

_T = TypeVar("_T")


def check(folder: Path, *, facts: Facts | None = None) -> list[Finding]:
    """Look for everything wrong in a folder that `write` made; an empty list means that all is well.

    Damage becomes findings. Raises UsageError for a folder that policyminer did not write. `facts` looks codes up;
    by default in the vocabularies that come with policyminer.
    """
    lookup = VocabularyFacts() if facts is None else facts
    findings = list(_check_package(folder, require_own(folder)))
    texts = _load(lambda: read_texts(folder / TEXTS_JSONL), "texts", findings)
    forms = {table.name: _load_forms(folder, table, findings) for table in TABLES}
    for table in TABLES:
        files = list(forms[table.name].items())
        for name, frame in files[1:]:
            findings.extend(rules.disagreements(files[0][1], files[0][0], frame, name, table))
    verbatim, edited = _frames(forms, ".parquet"), _frames(forms, ".csv")
    findings.extend(_check_frames(verbatim, texts, lookup))
    if any(name not in verbatim or not frame.equals(verbatim[name]) for name, frame in edited.items()):
        findings.extend(_check_frames(edited, texts, lookup))
    return list(dict.fromkeys(findings))


def _check_package(folder: Path, package: Mapping[str, Any]) -> Iterator[Finding]:
    if package.get("schema_version") != SCHEMA_VERSION:
        message = f"written with schema version {package.get('schema_version')}; this policyminer has {SCHEMA_VERSION}"
        yield Finding(PACKAGE_FILE, None, FindingKind.SCHEMA, message)
    resources = package.get("resources")
    described = {
        resource.get("path"): resource
        for resource in (resources if isinstance(resources, list) else [])
        if isinstance(resource, dict) and isinstance(resource.get("path"), str)
    }
    for name in FILES:
        table, path = name.partition(".")[0], folder / name
        if name not in described:
            yield Finding(table, None, FindingKind.SCHEMA, f"{PACKAGE_FILE} does not describe {name}")
        elif path.is_file() and _changed(path, described[name]):
            message = f"{name} does not have the size and hash that {PACKAGE_FILE} states: it was changed after the run"
            yield Finding(table, None, FindingKind.CHANGED, message)


def _changed(path: Path, resource: Mapping[str, Any]) -> bool:
    try:
        return any(resource.get(key) != value for key, value in fingerprint(path).items())
    except OSError:
        return False  # whoever reads the file reports it


def _frames(forms: Mapping[str, Mapping[str, pd.DataFrame]], suffix: str) -> dict[str, pd.DataFrame]:
    return {name: files[f"{name}{suffix}"] for name, files in forms.items() if f"{name}{suffix}" in files}


def _load_forms(folder: Path, table: Table, findings: list[Finding]) -> dict[str, pd.DataFrame]:
    """A table's readable files by name, the verbatim ones first."""
    readers: dict[str, Callable[[], pd.DataFrame]] = {
        f"{table.name}.parquet": lambda: read_parquet(folder / f"{table.name}.parquet", table),
        f"{table.name}.csv": lambda: read_csv(folder / f"{table.name}.csv", table),
    }
    if table is TRIPLES:
        readers[TRIPLES_JSONL] = lambda: read_triples_jsonl(folder / TRIPLES_JSONL)
    frames = {name: _load(reader, table.name, findings) for name, reader in readers.items()}
    return {name: frame for name, frame in frames.items() if frame is not None}


def _load(reader: Callable[[], _T], table: str, findings: list[Finding]) -> _T | None:
    try:
        return reader()
    except SchemaError as error:
        findings.append(Finding(table, None, FindingKind.FILE, str(error)))
        return None


def _check_frames(
    frames: Mapping[str, pd.DataFrame], texts: Mapping[str, str] | None, facts: Facts
) -> Iterator[Finding]:
    """Apply every rule whose tables could be read."""
    for table in TABLES:
        if table.name in frames:
            yield from rules.schema(frames[table.name], table)
    triples, documents, removed = (frames.get(table.name) for table in (TRIPLES, DOCUMENTS, REMOVED))
    if triples is not None:
        yield from rules.unknown_codes(triples, facts)
        yield from rules.duplicates(triples)
        yield from rules.statuses(triples)
        yield from rules.dates(triples, facts)
        if texts is not None:
            yield from rules.evidence(triples, texts)
    if documents is None:
        return
    if texts is not None:
        yield from rules.clean_texts(documents, texts)
    for column, frame, table in (("triples", triples, TRIPLES), ("lines_removed", removed, REMOVED)):
        if frame is not None:
            yield from rules.orphans(frame, table, documents)
            yield from rules.counts(documents, column, frame, table.name)
