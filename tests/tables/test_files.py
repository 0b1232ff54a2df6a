import csv
import json
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import frictionless
import pandas as pd
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyminer.errors import SchemaError, UsageError
from policyminer.models import Reject, RejectReason
from policyminer.tables import FindingKind, Tables, build, check, prepare_folder, read, write
from policyminer.tables.frames import to_frame
from policyminer.tables.package import FILES, PACKAGE_FILE
from policyminer.tables.read import read_csv, read_jsonl, read_parquet, read_triples_jsonl
from policyminer.tables.schema import REJECTS, TABLES, TRIPLES
from policyminer.tables.write import write_csv, write_parquet, write_triples_jsonl

from .samples import TEXT, FewFacts, make_analysis, make_triple

WRITTEN = {*FILES, PACKAGE_FILE}


def assert_same(one: Tables, other: Tables) -> None:
    for table in TABLES:
        pd.testing.assert_frame_equal(one.frame(table), other.frame(table))
    assert one.texts == other.texts


def frictionless_errors(folder: Path) -> list[str]:
    report = frictionless.validate(str(folder / PACKAGE_FILE))
    return [str(error) for error in report.flatten(["taskName", "rowNumber", "fieldName", "message"])]


def test_every_file_reads_back_equal(tables: Tables, folder: Path) -> None:
    assert_same(read(folder), tables)
    for table in TABLES:
        pd.testing.assert_frame_equal(read_csv(folder / f"{table.name}.csv", table), tables.frame(table))
    pd.testing.assert_frame_equal(read_triples_jsonl(folder / "triples.jsonl"), tables.triples)


def test_the_folder_holds_the_files_and_nothing_else(tables: Tables, tmp_path: Path) -> None:
    paths = write(tables, tmp_path / "new" / "out")
    assert {path.name for path in paths} == WRITTEN
    assert {path.name for path in (tmp_path / "new" / "out").iterdir()} == WRITTEN


def test_frictionless_finds_the_package_valid(folder: Path) -> None:
    assert frictionless_errors(folder) == []


def test_the_frictionless_command_finds_the_package_valid(folder: Path) -> None:
    command = [sys.executable, "-m", "frictionless", "validate", PACKAGE_FILE]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout


def test_frictionless_sees_the_declared_keys(folder: Path) -> None:
    package = json.loads((folder / PACKAGE_FILE).read_text(encoding="utf-8"))
    schema = package["resources"][0]["schema"]
    assert schema["primaryKey"] == ["triple_id"]
    assert schema["foreignKeys"] == [
        {"fields": ["doc_id"], "reference": {"resource": "documents", "fields": ["doc_id"]}}
    ]
    assert [field["name"] for field in schema["fields"]] == list(TRIPLES.column_names)
    assert all(field["title"] and field["description"] for field in schema["fields"])


def test_an_empty_run_is_valid(facts: FewFacts, tmp_path: Path) -> None:
    empty = build([], pipeline_version="0.1.0", facts=facts)
    write(empty, tmp_path / "out")
    assert_same(read(tmp_path / "out"), empty)
    assert frictionless_errors(tmp_path / "out") == []
    assert check(tmp_path / "out", facts=facts) == []


def test_csv_opens_in_a_spreadsheet(folder: Path) -> None:
    assert (folder / "triples.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (folder / "triples.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert rows[0]["title"] == '\'=HYPERLINK("x")'
    assert rows[0]["programme"] == "'+ 지역 활력 프로그램"
    assert rows[0]["evidence"] == "'" + TEXT.split("\n")[0]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values())


def test_parquet_and_jsonl_are_verbatim(folder: Path) -> None:
    rows = read_jsonl(folder / "triples.jsonl")
    assert rows[0]["evidence"] == TEXT.split("\n")[0]
    assert rows[0]["agencies"] == ["경상북도", "산업/통상부"]
    assert rows[0]["ksic_code"] == ["201", "352"]
    assert rows[1]["agencies"] == []
    arrow = pyarrow.parquet.read_table(folder / "triples.parquet")
    assert arrow["title"][0].as_py() == '=HYPERLINK("x")'
    assert str(arrow.schema.field("start_date").type) == "date32[day]"
    assert str(arrow.schema.field("region_code").type) == "string"


def test_texts_hold_each_evidence_at_its_offsets(folder: Path) -> None:
    texts = {row["doc_id"]: row["text"] for row in read_jsonl(folder / "texts.jsonl")}
    rows = read_jsonl(folder / "triples.jsonl")
    assert [texts[row["doc_id"]][row["evidence_start"] : row["evidence_end"]] for row in rows] == [
        row["evidence"] for row in rows
    ]


def test_the_same_tables_give_the_same_bytes(tables: Tables, tmp_path: Path) -> None:
    write(tables, tmp_path / "one")
    write(tables, tmp_path / "two")
    assert {name: (tmp_path / "one" / name).read_bytes() for name in WRITTEN} == {
        name: (tmp_path / "two" / name).read_bytes() for name in WRITTEN
    }


def test_a_second_run_replaces_the_tables_and_leaves_other_files(folder: Path, facts: FewFacts) -> None:
    (folder / "메모.txt").write_text("내 것", encoding="utf-8")
    second = build([make_analysis(doc="z")], pipeline_version="0.2.0", facts=facts)
    write(second, folder)
    assert_same(read(folder), second)
    assert (folder / "메모.txt").read_text(encoding="utf-8") == "내 것"
    assert frictionless_errors(folder) == []


def test_what_a_killed_run_left_goes_away(tables: Tables, tmp_path: Path) -> None:
    (tmp_path / "out" / ".policyminer-x1").mkdir(parents=True)
    (tmp_path / "out" / ".policyminer-x1" / "triples.csv").write_text("half")
    write(tables, tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == WRITTEN


@pytest.mark.parametrize("package", [None, "{}", "[", '["policyminer"]', '{"created_by": "someone"}', "[" * 100_000])
def test_a_folder_of_somebody_else_is_refused_and_stays(tables: Tables, tmp_path: Path, package: str | None) -> None:
    (tmp_path / "triples.csv").write_text("mine")
    if package is not None:
        (tmp_path / PACKAGE_FILE).write_text(package)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(UsageError, match="name a new or empty folder"):
        write(tables, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_is_no_folder(tables: Tables, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(UsageError, match="is a file"):
        write(tables, tmp_path / "out")
    with pytest.raises(UsageError, match="cannot write"):
        prepare_folder(tmp_path / "out" / "below")


def test_a_folder_in_the_place_of_a_file_is_reported(folder: Path, tables: Tables) -> None:
    (folder / "triples.csv").unlink()
    (folder / "triples.csv").mkdir()
    with pytest.raises(UsageError, match="cannot write"):
        write(tables, folder)


def test_a_link_is_replaced_and_its_target_stays(folder: Path, tables: Tables, tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("precious")
    (folder / "triples.csv").unlink()
    (folder / "triples.csv").symlink_to(target)
    write(tables, folder)
    assert target.read_text() == "precious"
    assert not (folder / "triples.csv").is_symlink()


def test_a_linked_package_does_not_make_a_folder_ours(folder: Path, tables: Tables, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / PACKAGE_FILE).symlink_to(folder / PACKAGE_FILE)
    with pytest.raises(UsageError):
        write(tables, other)


def test_nothing_is_written_where_evidence_is_not_verbatim(tables: Tables, tmp_path: Path) -> None:
    texts = {doc_id: f" {text}" for doc_id, text in tables.texts.items()}
    with pytest.raises(SchemaError, match="document 'a', triple"):
        write(replace(tables, texts=texts), tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("text", [None, "다른 글"])
def test_a_document_without_its_text_is_refused(tables: Tables, tmp_path: Path, text: str | None) -> None:
    texts = {} if text is None else dict.fromkeys(tables.texts, text)
    bare = replace(tables, triples=tables.triples.iloc[:0], texts=texts)
    with pytest.raises(SchemaError, match="document 'a' has no clean text"):
        write(bare, tmp_path / "out")


def test_tables_that_were_filtered_can_be_written(tables: Tables, tmp_path: Path) -> None:
    sure = replace(tables, triples=tables.triples[tables.triples["confidence"] > 0.88])
    write(sure, tmp_path / "out")
    assert len(read(tmp_path / "out").triples) == len(sure.triples)


def test_only_folders_of_ours_are_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no tables of policyminer"):
        read(tmp_path)


@pytest.mark.parametrize("name", ["triples.parquet", "texts.jsonl"])
def test_a_missing_or_damaged_file_is_named(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"\xff\x00 not it")
    with pytest.raises(SchemaError, match=name):
        read(folder)
    (folder / name).unlink()
    with pytest.raises(SchemaError, match=f"{name} is missing"):
        read(folder)


NASTY = [
    *("'", '"', "=1", "''=1", "- 수소", "－수소", "a,b;c|d\te", "줄\n바꿈", "되\r돌림\r\n", "\0영", "_x000D_"),
    *("\x85\u2028끝", "🚀", " ", "\ufeff"),
]
CELLS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.text(
    st.sampled_from("'\"=+-@,;|\t\n\r\0\x1f\x7f\x85\u2028_x0D＝\ufeff가🚀"), min_size=1
)


def test_nasty_text_makes_valid_files(tmp_path: Path, facts: FewFacts) -> None:
    text = "\n".join(NASTY)
    triples = [make_triple(text, quote=text, initiative=cell) for cell in NASTY]
    rejects = [Reject(cell, RejectReason.EMPTY, cell) for cell in NASTY]
    tables = build([make_analysis(*triples, text=text)], rejects, pipeline_version="0.1.0", facts=facts)
    write(tables, tmp_path)
    assert_same(read(tmp_path), tables)
    assert [finding for finding in check(tmp_path, facts=facts) if finding.kind is not FindingKind.DUPLICATE] == []
    assert frictionless_errors(tmp_path) == []


@settings(deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=5))
def test_any_text_survives_csv_and_parquet(cells: list[str]) -> None:
    frame = to_frame(({"source": cell, "doc": None, "reason": "empty", "message": cell} for cell in cells), REJECTS)
    with tempfile.TemporaryDirectory() as folder:
        for suffix, writer, reader in (("csv", write_csv, read_csv), ("parquet", write_parquet, read_parquet)):
            path = Path(folder) / f"rejects.{suffix}"
            writer(frame, REJECTS, path)
            pd.testing.assert_frame_equal(reader(path, REJECTS), frame)


@settings(deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=5))
def test_any_text_survives_jsonl(cells: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "triples.jsonl"
        frame = to_frame(({"evidence": cell, "agencies": cell, "ksic_code": None} for cell in cells), TRIPLES)
        write_triples_jsonl(frame, path)
        pd.testing.assert_frame_equal(read_triples_jsonl(path), frame)
