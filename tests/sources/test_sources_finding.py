import io
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from policyminer.models import Document, Reject, RejectReason
from policyminer.sources import read

TEXT = "한빛시는 로봇 산업 육성 사업을 시작한다."


def write(path: Path, text: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def docs(*inputs: str | Path) -> list[str]:
    outcomes = list(read(inputs))
    assert all(isinstance(outcome, Document) for outcome in outcomes), outcomes
    return [outcome.doc for outcome in outcomes if isinstance(outcome, Document)]


def only_reject(*inputs: str | Path) -> Reject:
    (outcome,) = read(inputs)
    assert isinstance(outcome, Reject), outcome
    assert outcome.message.isprintable()
    return outcome


def test_inputs_are_read_in_the_order_given(tmp_path: Path) -> None:
    assert docs(write(tmp_path / "나.txt"), str(write(tmp_path / "가.txt"))) == ["나", "가"]


def test_a_single_path_is_one_input(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    (outcome,) = read(str(path))
    assert isinstance(outcome, Document)


def test_a_folder_is_walked_in_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", "a/깊이/0.md", "c/1.html"):
        write(tmp_path / name)
    assert docs(tmp_path) == ["1", "2", "0", "b", "1-2"]


def test_a_walk_passes_over_what_is_no_document(tmp_path: Path) -> None:
    passed_over = [
        ".hidden.txt",
        ".git/config",
        "README.md",
        "readme.txt",
        "LICENSE",
        "x.gold.jsonl",
        "x.body.jsonl",
        "sub/README",
    ]
    for name in passed_over:
        write(tmp_path / name)
    write(tmp_path / "readme-folder" / "doc.txt")
    assert docs(tmp_path) == ["doc"]
    assert docs(tmp_path / "README.md", tmp_path / ".hidden.txt") == ["README", ".hidden"]


def test_patterns(tmp_path: Path) -> None:
    for name in ("a1.txt", "a2.txt", "b.txt", "sub/a3.txt", "sub/deep/a4.txt", ".h/a5.txt", "README-a.txt"):
        write(tmp_path / name)
    assert docs(f"{tmp_path}/a?.txt") == ["a1", "a2"]
    assert docs(f"{tmp_path}/[ab]*.txt") == ["a1", "a2", "b"]
    assert docs(f"{tmp_path}/*.txt") == ["a1", "a2", "b"]
    assert docs(f"{tmp_path}/**/a*.txt") == ["a1", "a2", "a3", "a4"]
    assert docs(f"{tmp_path}/s*") == ["a3", "a4"]
    assert docs(f"{tmp_path}/.h/*") == ["a5"]


def test_patterns_relative_to_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "in" / "a.txt")
    monkeypatch.chdir(tmp_path)
    assert docs("in/*") == ["a"]
    assert docs("*") == ["a"]
    assert docs("**") == ["a"]


@pytest.mark.parametrize("pattern", ["**x**", "[", "[z-a]", "[!", "***", "*\n", "?" * 300, "*/../*", "**/" * 20])
def test_odd_patterns_end_in_an_outcome(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str) -> None:
    monkeypatch.chdir(tmp_path)
    assert only_reject(pattern).reason in (RejectReason.NO_DOCUMENTS, RejectReason.UNREADABLE)


def test_a_file_whose_name_looks_like_a_pattern_is_itself(tmp_path: Path) -> None:
    write(tmp_path / "1.txt")
    assert docs(write(tmp_path / "[1].txt")) == ["[1]"]


def test_a_file_reached_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    (tmp_path / "z-link.txt").symlink_to(path)
    assert docs(path, tmp_path, f"{tmp_path}/*.txt", path.parent / "." / "a.txt") == ["a"]


def test_loops_of_links_end(tmp_path: Path) -> None:
    write(tmp_path / "d" / "a.txt")
    for name in ("one", "two", "three"):
        (tmp_path / "d" / name).symlink_to(tmp_path / "d", target_is_directory=True)
    assert docs(tmp_path) == ["a"]
    assert docs(f"{tmp_path}/**/*.txt") == ["a"]
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert only_reject(loop).reason is RejectReason.UNREADABLE


def test_linked_folders_are_entered(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere" / "a.txt")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert docs(tmp_path / "in") == ["a"]


def test_folders_nested_deeper_than_the_stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    depth = 1200
    for _ in range(depth):
        Path("d").mkdir()
        os.chdir("d")
    write(Path("a.txt"))
    os.chdir(tmp_path)
    try:
        assert docs("d") == ["a"]
        assert isinstance(next(read(["**/*.txt"])), Document | Reject)
    finally:  # pytest's own way to remove a folder is recursive
        os.chdir("/".join(["d"] * depth))
        Path("a.txt").unlink()
        for _ in range(depth):
            os.chdir("..")
            Path("d").rmdir()


@pytest.mark.parametrize("name", ["no-such-file.txt", "", "with\0nul", "a.txt/child", "줄\n바꿈.txt"])
def test_what_is_not_there_is_not_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.txt")
    assert only_reject(name).reason is RejectReason.NOT_FOUND


@pytest.mark.parametrize("folder", ["empty", "only-readme"])
def test_a_folder_without_documents(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path / "only-readme" / "README.md")
    reject = only_reject(tmp_path / folder)
    assert reject.reason is RejectReason.NO_DOCUMENTS
    assert reject.source == str(tmp_path / folder)
    assert "name the file itself" in reject.message


def test_a_pattern_without_documents(tmp_path: Path) -> None:
    write(tmp_path / "README.md")
    assert only_reject(f"{tmp_path}/*.md").reason is RejectReason.NO_DOCUMENTS


def test_a_link_to_nothing_is_unreadable(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "nothing")
    assert only_reject(link).reason is RejectReason.UNREADABLE
    assert only_reject(tmp_path).reason is RejectReason.UNREADABLE


def test_a_name_too_long_for_the_system_is_unreadable() -> None:
    assert only_reject("x" * 5000).reason is RejectReason.UNREADABLE


@pytest.mark.parametrize("through_folder", [True, False])
def test_pipes_and_sockets_are_unreadable_and_never_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, through_folder: bool
) -> None:
    monkeypatch.chdir(tmp_path)  # socket paths are short
    os.mkfifo("pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.txt")
        outcomes = list(read(["."] if through_folder else ["pipe.txt", "socket.txt"]))
    assert [getattr(o, "reason", None) for o in outcomes] == [RejectReason.UNREADABLE] * 2


def test_devices_are_unreadable() -> None:
    reject = only_reject(os.devnull)
    assert reject.reason is RejectReason.UNREADABLE
    assert "standard input" in reject.message


def test_what_vanishes_while_reading_is_unreadable(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c/d.txt"):
        write(tmp_path / name)
    outcomes = read([tmp_path])
    assert isinstance(next(outcomes), Document)
    (tmp_path / "b.txt").unlink()
    shutil.rmtree(tmp_path / "c")
    assert [getattr(o, "reason", None) for o in outcomes] == [RejectReason.UNREADABLE] * 2


def test_reading_is_lazy(tmp_path: Path) -> None:
    def inputs() -> Iterator[Path]:
        yield write(tmp_path / "a.txt")
        raise AssertionError("asked for the second input before the first was taken")

    assert isinstance(next(read(inputs())), Document)


def test_standard_input_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    outcomes = list(read(["-", path, "-"], stdin=io.BytesIO(TEXT.encode("cp949"))))
    first, second = outcomes
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.doc, first.text, first.source_path, first.retrieved) == ("stdin", TEXT, None, None)
    assert second.source_path == str(path)


def test_standard_input_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    (outcome,) = read(["-"])
    assert isinstance(outcome, Document)
    assert outcome.text == TEXT


def test_standard_input_that_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = io.BytesIO(TEXT.encode())
    closed.close()
    (outcome,) = read(["-"], stdin=closed)
    assert isinstance(outcome, Reject)
    assert (outcome.source, outcome.reason) == ("-", RejectReason.UNREADABLE)
    monkeypatch.setattr("sys.stdin", None)
    assert only_reject("-").reason is RejectReason.UNREADABLE


def test_a_file_called_dash_is_reached_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "-")
    assert docs("./-") == ["-"]


def test_names_that_are_no_utf8_or_hold_line_breaks(tmp_path: Path) -> None:
    write(tmp_path / "두\n줄.txt")
    with open(os.fsencode(tmp_path) + b"/\xbb\xea.txt", "wb") as file:  # noqa: PTH123 - a name of bytes
        file.write(b"\x00\x01\x02\x03")
    document, reject = read([tmp_path])
    assert isinstance(document, Document)
    assert document.doc == "두\\n줄"
    assert isinstance(reject, Reject)
    assert reject.reason is RejectReason.BINARY
    assert reject.message.isprintable()
    assert "\\xbb\\xea.txt" in reject.source
