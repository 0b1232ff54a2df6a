"""Bad input beside good: a reject row with its reason, a line on stderr, and no other document lost."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from .calls import NEWS, RELEASE, names, rows, run, write_objects

MAKE_FIFO: Callable[[Path], None] | None = getattr(os, "mkfifo", None)


def assert_only_reject(inputs: Path, tmp_path: Path, source: object, reason: str, *good: str) -> str:
    """Mine `inputs`: one reject from `source`, and the good documents; returns the message."""
    folder = tmp_path / "out"
    ran = run("mine", inputs, "--out", folder)
    assert ran.status == 0
    [reject] = rows(folder, "rejects")
    assert (reject["source"], reject["reason"]) == (str(source), reason)
    assert ran.err.splitlines() == [f"rejected ({reason}): {reject['message']}"]
    assert reject["message"].startswith(f"{source}: ")
    assert names(folder) == {"release", "news", *good}
    return reject["message"]


def test_an_empty_file(inputs: Path, tmp_path: Path) -> None:
    (inputs / "bad.txt").touch()
    assert "empty file" in assert_only_reject(inputs, tmp_path, inputs / "bad.txt", "empty")


def test_a_file_of_white_space(inputs: Path, tmp_path: Path) -> None:
    (inputs / "bad.txt").write_text(" \n\t\n\u3000\n", encoding="utf-8")
    assert_only_reject(inputs, tmp_path, inputs / "bad.txt", "no_text")


def test_binary_rubbish(inputs: Path, tmp_path: Path) -> None:
    (inputs / "bad.txt").write_bytes(bytes(range(256)) * 40)
    assert "binary data" in assert_only_reject(inputs, tmp_path, inputs / "bad.txt", "binary")


def test_broken_bytes(inputs: Path, tmp_path: Path) -> None:
    (inputs / "bad.txt").write_bytes(RELEASE.encode() + b"\xff\xfe\xff" + RELEASE.encode())
    assert "save it as UTF-8" in assert_only_reject(inputs, tmp_path, inputs / "bad.txt", "undecodable")


@pytest.mark.parametrize("encoding", ["cp949", "utf-16", "utf-8-sig"])
def test_other_encodings_of_korean_are_read(encoding: str, inputs: Path, tmp_path: Path) -> None:
    (inputs / "other.txt").write_bytes(f"{encoding} {RELEASE}".encode(encoding))
    assert run("mine", inputs, "--out", tmp_path / "out", "--strict").status == 0
    assert names(tmp_path / "out") == {"release", "news", "other"}


def test_a_single_line_of_50_megabytes(inputs: Path, tmp_path: Path) -> None:
    with (inputs / "bad.txt").open("w", encoding="utf-8") as file:
        for _ in range(50):
            file.write("가나다라 " * 80_000)
    assert (inputs / "bad.txt").stat().st_size > 50_000_000
    assert "10,000,000 bytes" in assert_only_reject(inputs, tmp_path, inputs / "bad.txt", "too_large")


def test_a_line_of_50_megabytes_among_json_lines(inputs: Path, tmp_path: Path) -> None:
    path = write_objects(inputs / "bad.jsonl", {"id": "before", "text": NEWS + "첫째."})
    with path.open("a", encoding="utf-8") as file:
        file.write('{"id": "long", "text": "')
        for _ in range(50):
            file.write("가나다라 " * 80_000)
        file.write('"}\n{"id": "after", "text": "둘째 회의를 열었다."}\n')
    assert_only_reject(inputs, tmp_path, f"{path}:2", "too_large", "before", "after")


def test_a_pdf(inputs: Path, tmp_path: Path) -> None:
    (inputs / "bad.txt").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n")
    assert "looks like a PDF" in assert_only_reject(inputs, tmp_path, inputs / "bad.txt", "unknown_format")


def test_a_zip_archive(inputs: Path, tmp_path: Path) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as members:
        members.writestr("보도자료.txt", RELEASE)
    (inputs / "bad.txt").write_bytes(archive.getvalue())
    assert "looks like a zip archive" in assert_only_reject(inputs, tmp_path, inputs / "bad.txt", "unknown_format")


def test_a_dangling_link(inputs: Path, tmp_path: Path) -> None:
    (inputs / "bad.txt").symlink_to(tmp_path / "nowhere.txt")
    assert "not readable" in assert_only_reject(inputs, tmp_path, inputs / "bad.txt", "unreadable")


def test_a_link_to_itself(inputs: Path, tmp_path: Path) -> None:
    (inputs / "bad.txt").symlink_to("bad.txt")
    assert "not readable" in assert_only_reject(inputs, tmp_path, inputs / "bad.txt", "unreadable")


@pytest.mark.skipif(MAKE_FIFO is None, reason="this system has no named pipes")
def test_a_named_pipe_does_not_block(inputs: Path, tmp_path: Path) -> None:
    assert MAKE_FIFO is not None
    MAKE_FIFO(inputs / "bad.txt")
    assert "pipe" in assert_only_reject(inputs, tmp_path, inputs / "bad.txt", "unreadable")


def test_an_id_that_comes_twice(inputs: Path, tmp_path: Path) -> None:
    records = [{"id": "same", "text": "첫 회의를 열었다."}, {"id": "same", "text": "둘째 회의를 열었다."}]
    path = write_objects(inputs / "bad.jsonl", *records)
    message = assert_only_reject(inputs, tmp_path, f"{path}:2", "duplicate_id", "same")
    assert f"already stands for {path}:1" in message
    assert [row["doc"] for row in rows(tmp_path / "out", "rejects")] == ["same"]


def test_the_same_bytes_under_two_names(inputs: Path, tmp_path: Path) -> None:
    (inputs / "twin.txt").write_text(RELEASE, encoding="utf-8")
    ran = run("mine", inputs, "--out", tmp_path / "out")
    assert ran.status == 0
    [reject] = rows(tmp_path / "out", "rejects")
    assert (reject["source"], reject["reason"]) == (str(inputs / "twin.txt"), "duplicate_id")
    assert names(tmp_path / "out") == {"release", "news"}


def test_a_row_without_text(inputs: Path, tmp_path: Path) -> None:
    path = write_objects(inputs / "bad.jsonl", {"id": "a", "title": "제목뿐"}, {"id": "b", "text": "회의를 열었다."})
    message = assert_only_reject(inputs, tmp_path, f"{path}:1", "no_text", "b")
    assert "--map text=" in message


def test_a_broken_row(inputs: Path, tmp_path: Path) -> None:
    path = write_objects(inputs / "bad.jsonl", {"id": "a", "text": "첫 회의."}, {"id": "b", "text": "둘째 회의."})
    path.write_text('{"id": "x", "text": \n' + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert "broken JSON" in assert_only_reject(inputs, tmp_path, f"{path}:1", "malformed", "a", "b")


def test_a_table_row_of_too_few_cells(inputs: Path, tmp_path: Path) -> None:
    path = inputs / "bad.csv"
    path.write_text("id,title,text\na,회의,첫 회의를 열었다.\nb\nc,회의,셋째 회의를 열었다.\n", encoding="utf-8")
    assert_only_reject(inputs, tmp_path, f"{path}:3", "malformed", "a", "c")


def test_a_folder_without_documents(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "README.md").write_text("설명", encoding="utf-8")
    ran = run("mine", tmp_path / "in", "--out", tmp_path / "out")
    assert ran.status == 2
    [reject] = rows(tmp_path / "out", "rejects")
    assert (reject["source"], reject["reason"]) == (str(tmp_path / "in"), "no_documents")
    assert ran.err.splitlines() == [
        f"rejected (no_documents): {reject['message']}",
        "policyminer: no document could be read",
    ]


def test_a_missing_file_beside_good_ones(inputs: Path, tmp_path: Path) -> None:
    ran = run("mine", tmp_path / "gone.txt", inputs, "--out", tmp_path / "out")
    assert ran.status == 0
    assert [row["reason"] for row in rows(tmp_path / "out", "rejects")] == ["not_found"]
    assert names(tmp_path / "out") == {"release", "news"}


def test_a_message_reads_no_emoji_codes_and_no_markup(inputs: Path, tmp_path: Path) -> None:
    records = [{"id": str(number), "text": f"회의 {number}"} for number in range(1, 100)]
    path = write_objects(inputs / "[bold]100.jsonl", *records, {"id": "x"})
    ran = run("mine", path, "--out", tmp_path / "out")
    assert ran.err.startswith(f"rejected (no_text): {path}:100: a record without text")


def test_a_file_name_cannot_colour_the_terminal(inputs: Path, tmp_path: Path) -> None:
    (inputs / "\x1b[31m빨강\n.txt").touch()
    ran = run("mine", inputs, "--out", tmp_path / "out")
    assert ran.err.splitlines() == [
        f"rejected (empty): {inputs}/\\x1b[31m빨강\\n.txt: an empty file; leave it out, or fetch it again"
    ]
