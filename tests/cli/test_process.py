"""The command as the system runs it: exit status, streams, encodings, worker processes."""

import os
import subprocess
import sys
from pathlib import Path

from .calls import CORPUS, names, rows


def start(*arguments: object, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "policyminer.cli", *map(str, arguments)]
    return subprocess.run(  # noqa: S603 - our own command
        command, capture_output=True, encoding="utf-8", check=False, env=os.environ | env, stdin=subprocess.DEVNULL
    )


def test_two_workers_give_the_same_tables_as_one(mined: Path, tmp_path: Path) -> None:
    done = start("mine", CORPUS / "html", CORPUS / "flattened", "--out", tmp_path / "out", "--workers", "2")
    assert done.returncode == 0
    docs = names(tmp_path / "out")
    for table in ("triples", "documents", "removed"):
        found = sorted(rows(tmp_path / "out", table), key=str)
        assert found == sorted((row for row in rows(mined, table) if row["doc"] in docs), key=str)
        assert found


def test_only_rejects_are_told_where_there_is_no_terminal(inputs: Path, tmp_path: Path) -> None:
    (inputs / "bad.txt").touch()
    done = start("mine", inputs, "--out", tmp_path / "out", "--strict")
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert line.startswith(f"rejected (empty): {inputs}/bad.txt: ")
    assert "\x1b" not in done.stdout
    assert done.stdout.splitlines()[-1].startswith("2 documents, ")


def test_a_stream_without_hangul_gets_escapes(inputs: Path, tmp_path: Path) -> None:
    done = start("mine", inputs, "--out", tmp_path / "out", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\u2192" in done.stdout.splitlines()[-1]


def test_no_traceback_for_a_wrong_call(tmp_path: Path) -> None:
    done = start("check", tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
