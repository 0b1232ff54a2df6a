import json
from pathlib import Path

import pytest

from policyminer import tables
from policyminer.evaluation import errors, read_gold, score

from .calls import CORPUS, NEWS, run, write_objects

TRIPLE = {"region": "제주", "region_name": "제주특별자치도", "industry": "우주", "initiative": "우주센터 건립"}
GOLD = CORPUS / "press.gold.jsonl"


@pytest.mark.parametrize("strict", [False, True])
def test_the_figures_are_those_of_our_scorer(strict: bool, mined: Path) -> None:
    ran = run("evaluate", GOLD, CORPUS / "press", *(["--strict"] if strict else []))
    rows = tables.read(mined).triples.to_dict("records")
    scores = score(read_gold(GOLD), rows, strict=strict)
    assert ran.status == 0
    assert ran.out == scores.table() + "\n"
    assert scores.triple.tp > 0


def test_a_gold_document_that_is_not_there_counts_as_missed(inputs: Path, tmp_path: Path) -> None:
    gold = write_objects(
        tmp_path / "gold.jsonl", {"doc": "absent", "triples": [TRIPLE]}, {"doc": "news", "triples": []}
    )
    ran = run("evaluate", gold, inputs, "--errors", "3", "--min-confidence", "1")
    assert ran.status == 0
    assert ran.out.splitlines()[0] == "missed\tabsent\t제주\t우주\t우주센터 건립"
    assert "triple             P 0.000  R 0.000  F1 0.000  macro F1 0.000  (0 of 1 gold, 0 predicted)" in ran.out
    assert ran.out.splitlines()[-1] == "documents without gold rows left empty: 1 of 1"


def test_error_rows_are_printed_on_demand(mined: Path) -> None:
    rows = tables.read(mined).triples.to_dict("records")
    expected = errors(read_gold(GOLD), rows, 2)
    ran = run("evaluate", GOLD, CORPUS / "press", "--errors", "2")
    assert ran.out.splitlines()[: len(expected)] == ["\t".join(row) for row in expected]
    assert {row[0] for row in expected} == {"missed", "wrong"}


def test_error_rows_keep_to_their_line_and_columns(inputs: Path, tmp_path: Path) -> None:
    hostile = TRIPLE | {"initiative": "우주\t센터\n\x1b[31m건립"}
    gold = write_objects(tmp_path / "gold.jsonl", {"doc": "absent", "triples": [hostile]})
    ran = run("evaluate", gold, inputs, "--errors", "1")
    assert ran.out.splitlines()[0] == "missed\tabsent\t제주\t우주\t우주 센터 ␛[31m건립"


def test_a_threshold_of_one_finds_nothing(inputs: Path, tmp_path: Path) -> None:
    gold = write_objects(tmp_path / "gold.jsonl", {"doc": "news", "triples": [TRIPLE]})
    assert "(0 of 1 gold, 0 predicted)" in run("evaluate", gold, inputs, "--min-confidence", "1.0").out


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"triples": []}',
        '{"doc": "a"}',
        '{"doc": "a", "triples": [{"region": "부산"}]}',
        '{"doc": "first", "triples": []}',
    ],
)
def test_a_bad_gold_file(line: str, inputs: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"doc": "first", "triples": [TRIPLE]}) + "\n" + line + "\n", encoding="utf-8")
    ran = run("evaluate", gold, inputs)
    assert (ran.status, ran.out) == (2, "")
    [message] = ran.err.splitlines()
    assert message.startswith(f"policyminer: {gold}:2: ")


def test_a_missing_gold_file(inputs: Path, tmp_path: Path) -> None:
    ran = run("evaluate", tmp_path / "gold.jsonl", inputs)
    assert ran.status == 2
    [message] = ran.err.splitlines()
    assert message.startswith(f"policyminer: {tmp_path}/gold.jsonl: cannot be read")


def test_nothing_readable(tmp_path: Path) -> None:
    gold = write_objects(tmp_path / "gold.jsonl", {"doc": "news", "triples": []})
    ran = run("evaluate", gold, tmp_path / "nowhere")
    assert ran.status == 2
    assert ran.err.splitlines() == ["policyminer: no document could be read, so there is nothing to score"]


def test_map(tmp_path: Path) -> None:
    path = write_objects(tmp_path / "docs.jsonl", {"k": "n", "v": NEWS})
    gold = write_objects(tmp_path / "gold.jsonl", {"doc": "n", "triples": [TRIPLE]})
    ran = run("evaluate", gold, path, "--map", "id=k,text=v")
    assert ran.status == 0
    assert "of 1 gold" in ran.out
