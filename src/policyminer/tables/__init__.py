"""Analyses → checked tables → files, and the check of such files."""

from policyminer.tables.build import build
from policyminer.tables.check import check
from policyminer.tables.findings import Finding, FindingKind
from policyminer.tables.frames import Tables
from policyminer.tables.ids import triple_id
from policyminer.tables.read import read
from policyminer.tables.schema import SCHEMA_VERSION
from policyminer.tables.write import prepare_folder, write

__all__ = [
    "SCHEMA_VERSION",
    "Finding",
    "FindingKind",
    "Tables",
    "build",
    "check",
    "prepare_folder",
    "read",
    "triple_id",
    "write",
]
