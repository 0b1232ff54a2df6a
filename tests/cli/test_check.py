import shutil
from pathlib import Path

import pytest

from .calls import run


@pytest.fixture
def folder(mined: Path, tmp_path: Path) -> Path:
    """A run's folder to spoil."""
    return Path(shutil.copytree(mined, tmp_path / "out"))


def test_a_clean_folder(mined: Path) -> None:
    ran = run("check", mined)
    assert (ran.status, ran.out, ran.err) == (0, f"0 findings in {mined}\n", "")


def test_edited_evidence(folder: Path) -> None:
    path = folder / "triples.jsonl"
    first, _, rest = path.read_text(encoding="utf-8").partition("\n")
    path.write_text(first.replace('"evidence": "', '"evidence": "거짓 ') + "\n" + rest, encoding="utf-8")
    ran = run("check", folder)
    assert ran.status == 1
    assert "disagreement" in ran.out
    assert ran.out.splitlines()[-1].endswith(f"findings in {folder}")


def test_evidence_edited_in_a_spreadsheet(folder: Path) -> None:
    path = folder / "triples.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace("조성", "철거"), encoding="utf-8-sig")
    ran = run("check", folder)
    assert ran.status == 1
    assert "is not characters" in ran.out


def test_a_missing_file(folder: Path) -> None:
    (folder / "documents.parquet").unlink()
    ran = run("check", folder)
    assert ran.status == 1
    assert "documents.parquet is missing" in ran.out


def test_findings_do_not_act_on_the_terminal(folder: Path) -> None:
    path = folder / "datapackage.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"schema_version": "1"', '"schema_version": "\\u001b[31m"'),
        encoding="utf-8",
    )
    ran = run("check", folder)
    assert ran.status == 1
    assert "␛[31m" in ran.out
    assert "\x1b" not in ran.out


def test_a_folder_of_somebody_else(tmp_path: Path) -> None:
    (tmp_path / "triples.csv").touch()
    for folder in (tmp_path, tmp_path / "nowhere", tmp_path / "triples.csv"):
        ran = run("check", folder)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.splitlines() == [
            f"policyminer: {folder} holds no tables of policyminer; name a folder that a run wrote"
        ]
