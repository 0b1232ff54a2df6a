import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from policyminer.vocab._table import DATA

Rows = list[dict[str, str]]
Breaker = Callable[[str, Callable[[Rows], None]], Path]


@pytest.fixture
def broken_copy(tmp_path: Path) -> Breaker:
    """Copy a shipped vocabulary file to a temporary folder after `damage` has had its way with the rows."""

    def copy(name: str, damage: Callable[[Rows], None]) -> Path:
        reader = csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines())
        rows = list(reader)
        damage(rows)
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, reader.fieldnames or [], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return path

    return copy
