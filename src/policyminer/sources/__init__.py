"""Reads what it is given: files, folders, patterns and standard input become `Document` or `Reject`, one a document."""

from policyminer.sources.fields import parse_field_map
from policyminer.sources.reading import MAX_BYTES, SOURCES, read

__all__ = ["MAX_BYTES", "SOURCES", "parse_field_map", "read"]
