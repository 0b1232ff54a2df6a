import json
from pathlib import Path

from policyminer.models import Document, Reject, RejectReason
from policyminer.sources import read


def names(*paths: Path) -> list[str | None]:
    return [outcome.doc for outcome in read(paths)]


def write(path: Path, *records: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_stems_that_collide_are_numbered_in_order(tmp_path: Path) -> None:
    paths = [write(tmp_path / name, "본문") for name in ("a/글.txt", "b/글.md", "글-2.txt", "c/글.txt")]
    assert names(*paths) == ["글", "글-2", "글-2-2", "글-3"]
    assert names(*paths) == ["글", "글-2", "글-2-2", "글-3"]


def test_many_files_of_one_stem(tmp_path: Path) -> None:
    paths = [write(tmp_path / str(n) / "index.html", "<p>본문</p>") for n in range(300)]
    assert names(*paths)[-1] == "index-300"


def test_rows_without_id_are_named_by_their_number(tmp_path: Path) -> None:
    rows = [{"text": "가"}, "", {"id": "x", "text": "나"}, "broken", {"id": "", "text": "다"}]
    path = write(tmp_path / "a.jsonl", *rows)
    assert names(path) == ["a-1", "x", None, "a-4"]


def test_an_id_seen_before_is_rejected_and_names_the_first_place(tmp_path: Path) -> None:
    first = write(tmp_path / "a.jsonl", {"id": "x", "text": "가"})
    second = write(tmp_path / "b.jsonl", {"id": "y", "text": "나"}, {"id": "x", "text": "다"})
    *_, reject = read([first, second])
    assert isinstance(reject, Reject)
    assert (reject.source, reject.reason, reject.doc) == (f"{second}:2", RejectReason.DUPLICATE_ID, "x")
    assert f"{first}:1" in reject.message


def test_ids_that_differ_in_white_space_or_normal_form_only_are_one(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"id": "가 1", "text": "가"}, {"id": " \u1100\u1161  1\n", "text": "나"})
    _, reject = read([path])
    assert isinstance(reject, Reject)
    assert reject.reason is RejectReason.DUPLICATE_ID


def test_a_made_up_name_gives_way_to_an_earlier_id(tmp_path: Path) -> None:
    records = write(tmp_path / "r.jsonl", {"id": "a", "text": "가"}, {"id": "r-3", "text": "나"}, {"text": "다"})
    assert names(records, write(tmp_path / "a.txt", "본문")) == ["a", "r-3", "r-3-2", "a-2"]


def test_a_later_id_never_takes_a_made_up_name_in_silence(tmp_path: Path) -> None:
    text = write(tmp_path / "a.txt", "본문")
    outcomes = list(read([text, write(tmp_path / "r.jsonl", {"id": "a", "text": "가"})]))
    assert isinstance(outcomes[0], Document)
    assert isinstance(outcomes[1], Reject)
    assert outcomes[1].reason is RejectReason.DUPLICATE_ID
    assert str(text) in outcomes[1].message


def test_two_runs_share_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "r.jsonl", {"id": "a", "text": "가"})
    assert list(read([path])) == list(read([path]))


def test_a_long_id_does_not_flood_the_message(tmp_path: Path) -> None:
    record = {"id": "긴" * 10_000, "text": "가"}
    _, reject = read([write(tmp_path / "r.jsonl", record, record)])
    assert isinstance(reject, Reject)
    assert len(reject.message) < 1000
