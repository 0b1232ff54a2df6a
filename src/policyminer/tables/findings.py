"""What the check of a folder of tables can find."""

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """What is wrong.

    `file`: missing or unreadable; `changed`: not the bytes its package states; `schema`: breaks the declared columns;
    `unknown_code`: in no vocabulary; `evidence`: not a slice of the clean text; `duplicate`: the same triple or key
    twice; `contradiction`: two statements that cannot both hold; `orphan`: refers to no document; `count`: a number
    that the rows do not bear out; `disagreement`: two files of one table differ.
    """

    FILE = "file"
    CHANGED = "changed"
    SCHEMA = "schema"
    UNKNOWN_CODE = "unknown_code"
    EVIDENCE = "evidence"
    DUPLICATE = "duplicate"
    CONTRADICTION = "contradiction"
    ORPHAN = "orphan"
    COUNT = "count"
    DISAGREEMENT = "disagreement"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a table. `row` is its `triple_id` or `doc_id`, `row N` (from 1) in the tables that have
    neither as a key, or None where the whole table is meant.
    """

    table: str
    row: str | None
    kind: FindingKind
    message: str

    def __str__(self) -> str:
        place = self.table if self.row is None else f"{self.table} {self.row}"
        return f"{place}: {self.kind}: {self.message}"
