from datetime import date
from pathlib import Path

import pytest

from policyminer.models import RemovalReason

from .calls import CORPUS, NEWS, RELEASE, objects, run, write_objects


def test_lines_have_exactly_the_documented_keys(tmp_path: Path) -> None:
    out = tmp_path / "clean.jsonl"
    ran = run("clean", CORPUS / "press", CORPUS / "html", "--out", out)
    cleaned = objects(out)
    assert ran.status == 0
    assert ran.out == f"{len(cleaned)} documents → {out}\n"
    for one in cleaned:
        assert list(one) == ["doc", "title", "publisher", "author", "published", "body", "removed"]
        assert all(list(removed) == ["line", "reason", "score"] for removed in one["removed"])
        assert all(0 <= removed["score"] <= 1 and RemovalReason(removed["reason"]) for removed in one["removed"])
        assert all(isinstance(line, str) and "\n" not in line for line in one["body"])
        assert one["published"] is None or date.fromisoformat(one["published"])
    assert {one["doc"] for one in cleaned} == {
        path.stem for kind in ("press", "html") for path in (CORPUS / kind).iterdir()
    }


def test_the_foreign_stories_of_a_flattened_page_are_removed(tmp_path: Path) -> None:
    path = CORPUS / "flattened" / "2022-hanbit-hydrogen-belt.txt"
    assert run("clean", path, "--out", tmp_path / "clean.jsonl").status == 0
    [one] = objects(tmp_path / "clean.jsonl")
    body = "\n".join(one["body"])
    assert "울산의 수소그린모빌리티 특구에서는" in body
    assert "그린수소를 시내버스 연료로" not in body
    assert "수도권 직장인 열 명" not in body
    foreign = "\n".join(removed["line"] for removed in one["removed"] if removed["reason"] == "foreign_story")
    assert "그린수소를 시내버스 연료로" in foreign
    assert "수도권 직장인 열 명" in foreign
    assert one["published"] == "2022-11-09"


def test_rejects_are_told_and_cost_nobody_else(inputs: Path, tmp_path: Path) -> None:
    (inputs / "bad.txt").touch()
    ran = run("clean", inputs, "--out", tmp_path / "clean.jsonl")
    assert ran.status == 0
    assert ran.err.startswith(f"rejected (empty): {inputs}/bad.txt: ")
    assert {one["doc"] for one in objects(tmp_path / "clean.jsonl")} == {"release", "news"}


def test_nothing_readable(tmp_path: Path) -> None:
    ran = run("clean", tmp_path / "nowhere", "--out", tmp_path / "clean.jsonl")
    assert ran.status == 2
    assert ran.err.splitlines()[-1] == "policyminer: no document could be read"


@pytest.mark.parametrize("out", [".", "nowhere/clean.jsonl"])
def test_a_file_that_cannot_be_written(out: str, inputs: Path, tmp_path: Path) -> None:
    ran = run("clean", inputs, "--out", tmp_path / out)
    assert ran.status == 2
    [line] = ran.err.splitlines()
    assert line.startswith(f"policyminer: {tmp_path / out}: cannot be written")


def test_map_and_standard_input(tmp_path: Path) -> None:
    line = b'{"k": "\xea\xb0\x80", "v": "\xed\x9a\x8c\xec\x9d\x98"}\n'
    assert run("clean", "-", "--out", tmp_path / "clean.jsonl", "--map", "id=k,text=v", stdin=line).status == 0
    assert [(one["doc"], one["body"]) for one in objects(tmp_path / "clean.jsonl")] == [("가", ["회의"])]


def test_the_output_may_be_one_of_the_inputs(tmp_path: Path) -> None:
    path = write_objects(tmp_path / "docs.jsonl", {"id": "a", "text": RELEASE}, {"id": "b", "text": NEWS})
    assert run("clean", path, "--out", path).status == 0
    assert [one["doc"] for one in objects(path)] == ["a", "b"]
