"""The annotations of public releases: ids, codes and short phrases, no texts."""

import json
from datetime import date
from pathlib import Path

import pytest

from policyminer.evaluation import read_gold
from policyminer.models import Status

ANNOTATIONS = Path(__file__).parents[2] / "corpus" / "annotations"
FIRST = ANNOTATIONS / "releases.gold.jsonl"
SECOND = ANNOTATIONS / "second-reading" / "releases.gold.jsonl"
LONGEST_PHRASE = 120


@pytest.mark.parametrize("path", [FIRST, SECOND])
def test_entries(path: Path) -> None:
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len({entry["doc"] for entry in entries}) == len(entries)
    for entry in entries:
        assert entry.keys() == {"doc", "published", "triples"}
        assert entry["doc"].startswith("press-")
        assert date.fromisoformat(entry["published"]).year in (2020, 2022, 2024, 2026)
        for row in entry["triples"]:
            assert row["status"] in list(Status)
            assert all(row[name] for name in ("region", "region_name", "industry", "initiative", "evidence"))
            assert len(row["evidence"]) <= 40
            assert max(map(len, row.values())) <= LONGEST_PHRASE


def test_the_counts_that_the_description_states() -> None:
    gold = read_gold(FIRST)
    text = (ANNOTATIONS / "README.md").read_text(encoding="utf-8")
    assert f"{len(gold)} press releases" in text
    assert f"{sum(map(len, gold.values())):,} rows" in text
    assert f"{sum(not rows for rows in gold.values())} releases without any" in text


def test_the_second_reading_is_of_releases_in_the_first() -> None:
    assert read_gold(SECOND).keys() <= read_gold(FIRST).keys()
