from dataclasses import astuple
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyminer.errors import SourceError
from policyminer.evaluation import BodyScores, read_bodies, score_body

HEAD = "가나다라마바사아자차"  # 3 shingles of 8
TAIL = "ABCDEFGHIJ"  # 3 shingles; 7 more lie over the joint with HEAD


def test_the_same_body_with_other_line_breaks_and_spaces() -> None:
    scores = score_body({"a": [HEAD, TAIL]}, {"a": [HEAD[:4], f" {HEAD[4:]}\t{TAIL} "]})
    assert scores == BodyScores(1.0, 1.0, 1.0, 0, 2, 0)


def test_a_lost_line() -> None:
    scores = score_body({"a": [HEAD, TAIL]}, {"a": [HEAD]})
    # 3 of the 13 shingles of 20 characters are kept: F1 = 2 * 3/13 / (16/13) = 6/16
    assert astuple(scores) == pytest.approx((1.0, 3 / 13, 6 / 16, 1, 2, 0))


def test_a_foreign_line() -> None:
    scores = score_body({"a": [HEAD]}, {"a": [HEAD, TAIL]})
    assert astuple(scores) == pytest.approx((3 / 13, 1.0, 6 / 16, 0, 1, 1))


def test_short_lines_are_neither_lost_nor_foreign() -> None:
    scores = score_body({"a": [HEAD, "짧은 줄"]}, {"a": [HEAD, "남의 줄"]})
    assert (scores.lines_lost, scores.lines, scores.foreign_lines) == (0, 2, 0)


def test_a_line_is_lost_below_sixty_percent() -> None:
    # a line of 12 has 5 shingles: of the first 10 characters 3 are kept (60%), of the first 9 only 2
    line = "가나다라마바사아자차카타"
    assert score_body({"a": [line]}, {"a": [line[:10]]}).lines_lost == 0
    assert score_body({"a": [line]}, {"a": [line[:9]]}).lines_lost == 1


def test_a_line_is_foreign_below_forty_percent() -> None:
    line = "가나다라마바사아자차카타"
    assert score_body({"a": [line[:9]]}, {"a": [line]}).foreign_lines == 0
    assert score_body({"a": [line[:8]]}, {"a": [line]}).foreign_lines == 1


def test_a_repeated_line_counts_as_often_as_it_stands() -> None:
    scores = score_body({"a": [HEAD]}, {"a": [HEAD, HEAD]})
    assert scores.precision == pytest.approx(3 / 13)
    assert scores.recall == 1.0


def test_documents_without_a_counterpart() -> None:
    scores = score_body({"a": [HEAD], "b": [TAIL]}, {"a": [HEAD], "c": [TAIL]})
    assert astuple(scores) == pytest.approx((1.0, 0.5, 2 / 3, 1, 2, 0))


def test_empty_bodies() -> None:
    assert score_body({}, {}) == BodyScores(0.0, 0.0, 0.0, 0, 0, 0)
    assert score_body({"a": []}, {"a": []}) == BodyScores(0.0, 0.0, 0.0, 0, 0, 0)
    assert score_body({"a": []}, {"a": [HEAD]}) == BodyScores(0.0, 0.0, 0.0, 0, 0, 1)


def test_table() -> None:
    scores = score_body({"a": [HEAD, TAIL]}, {"a": [HEAD]})
    assert scores.table() == "body P 1.0000  R 0.2308  F1 0.3750  lines lost 1 of 2  foreign lines kept 0"


@given(st.dictionaries(st.text(max_size=3), st.lists(st.text(max_size=30), max_size=4), max_size=3))
def test_the_gold_body_itself_scores_one(gold: dict[str, list[str]]) -> None:
    scores = score_body(gold, gold)
    assert scores.f1 == (1.0 if any("".join(line.split()) for lines in gold.values() for line in lines) else 0.0)


def test_read_bodies(tmp_path: Path) -> None:
    path = tmp_path / "bodies.jsonl"
    path.write_text('{"doc": "a", "body": ["한 줄", ""]}\n\n{"doc": "b", "body": [], "title": "x"}\n', encoding="utf-8")
    assert read_bodies(path) == {"a": ["한 줄", ""], "b": []}


@pytest.mark.parametrize(
    "line",
    [
        '{"doc": "a", "body": []}',
        '{"doc": "b"}',
        '{"doc": "b", "body": "x"}',
        '{"doc": "b", "body": [1]}',
        '{"body": []}',
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bodies.jsonl"
    path.write_text('{"doc": "a", "body": []}\n' + line, encoding="utf-8")
    with pytest.raises(SourceError) as error:
        read_bodies(path)
    assert str(error.value).startswith(f"{path}:2: ")
