"""Nouns that tell what a phrase is: what ends an initiative, and what stands after the name of an industry.

An editorial list; each row of `data/nouns.csv` says where it was read.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources.abc import Traversable
from types import MappingProxyType

from policyminer.vocab._table import DATA, read_table

COLUMNS = ("form", "kind", "reference", "status")


class NounKind(StrEnum):
    """ACTION: a noun of doing (구축); PROJECT: what a project is called (센터); SECTOR_HEAD: a word that may follow an
    industry's name (기술); STRONG_SECTOR_HEAD: one that nearly always does (산업)."""

    ACTION = "action"
    PROJECT = "project"
    SECTOR_HEAD = "sector_head"
    STRONG_SECTOR_HEAD = "strong_sector_head"


Nouns = Mapping[NounKind, frozenset[str]]


def read_nouns(path: Traversable) -> Nouns:
    """Read and check a file of nouns. Raises VocabularyError."""
    found: dict[NounKind, set[str]] = {kind: set() for kind in NounKind}
    for row in read_table(path, COLUMNS):
        form, kind = row.text("form"), NounKind(row.choice("kind", [kind.value for kind in NounKind]))
        row.text("reference")
        row.status()
        if form in found[kind]:
            raise row.error(f"{form!r} is listed twice as {kind.value}")
        found[kind].add(form)
    return MappingProxyType({kind: frozenset(forms) for kind, forms in found.items()})


@cache
def load_nouns() -> Nouns:
    """Load the nouns that ship with policyminer. Raises VocabularyError.

    >>> "구축" in load_nouns()[NounKind.ACTION]
    True
    """
    return read_nouns(DATA / "nouns.csv")
