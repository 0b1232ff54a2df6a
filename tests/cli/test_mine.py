import json
import shutil
from pathlib import Path

import frictionless
import pytest

from policyminer import tables

from .calls import CORPUS, FILES, LONG_RELEASE, NEWS, RELEASE, Ran, names, objects, rows, run, write_objects


def corpus_files() -> list[Path]:
    return [path for path in CORPUS.glob("*/*") if path.suffix in (".txt", ".md", ".html") and path.stem != "README"]


def assert_valid(folder: Path) -> None:
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["taskName", "rowNumber", "fieldName", "message"])
    assert tables.check(folder) == []


def test_the_corpus_becomes_a_valid_package(corpus_run: tuple[Ran, Path]) -> None:
    ran, folder = corpus_run
    assert ran.status == 0
    assert ran.err == ""
    assert {path.name for path in folder.iterdir()} == FILES
    assert frictionless.validate(str(folder / "datapackage.json")).valid
    assert rows(folder, "triples")


def test_every_input_is_a_document_or_a_reject(mined: Path) -> None:
    assert len(rows(mined, "documents")) + len(rows(mined, "rejects")) == len(corpus_files())
    assert names(mined) == {path.stem for path in corpus_files()}


def test_documents_count_their_triples_and_removed_lines(mined: Path) -> None:
    for table, column in (("triples", "triples"), ("removed", "lines_removed")):
        docs = [row["doc"] for row in rows(mined, table)]
        assert {row["doc"]: int(row[column]) for row in rows(mined, "documents")} == {
            doc: docs.count(doc) for doc in names(mined)
        }


def test_documents_without_initiatives_are_listed_too(mined: Path) -> None:
    fair = next(row for row in rows(mined, "documents") if row["doc"] == "2026-saegil-hiring-fair")
    assert int(fair["body_characters"]) > 0


def test_the_last_line_counts_and_the_tables_show_regions(corpus_run: tuple[Ran, Path]) -> None:
    ran, folder = corpus_run
    triples = rows(folder, "triples")
    assert ran.out.splitlines()[-1] == f"{len(corpus_files())} documents, {len(triples)} triples, 0 rejects → {folder}"
    surest = max(triples, key=lambda row: float(row["confidence"]))
    assert surest["region_name"] in ran.out


def test_triples_of_a_document_do_not_depend_on_the_others(mined: Path, tmp_path: Path) -> None:
    alone = tmp_path / "out"
    assert run("mine", CORPUS / "news", "--out", alone).status == 0
    docs = names(alone)
    assert rows(alone, "triples") == [row for row in rows(mined, "triples") if row["doc"] in docs]
    assert rows(alone, "triples")


def test_inputs_may_be_files_folders_and_patterns_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for name in ("a/1.txt", "a/b/2.txt", "c/31.txt", "c/32.txt", "c/4.txt", "5.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{name} {NEWS}", encoding="utf-8")
    ran = run("mine", folder / "a", folder / "c" / "3*", folder / "5.txt", folder / "a", "--out", tmp_path / "out")
    assert ran.status == 0
    assert [row["doc"] for row in rows(tmp_path / "out", "documents")] == ["1", "2", "31", "32", "5"]


def test_running_again_replaces_our_own_tables(inputs: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert run("mine", inputs, "--out", folder).status == 0
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert run("mine", inputs, "--out", folder).status == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert run("mine", inputs / "news.txt", "--out", folder).status == 0
    assert names(folder) == {"news"}
    assert_valid(folder)


def test_full_confidence_leaves_no_rows_and_a_valid_package(inputs: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    ran = run("mine", inputs, "--out", folder, "--min-confidence", "1.0")
    assert ran.status == 0
    assert rows(folder, "triples") == []
    assert len(rows(folder, "documents")) == 2
    assert_valid(folder)


def test_a_lower_threshold_never_loses_rows(tmp_path: Path) -> None:
    counts = []
    for threshold in ("0", "0.5"):
        folder = tmp_path / threshold
        assert run("mine", LONG_RELEASE, "--out", folder, "--min-confidence", threshold).status == 0
        counts.append(len(rows(folder, "triples")))
        assert all(float(row["confidence"]) >= float(threshold) for row in rows(folder, "triples"))
    assert counts[0] >= counts[1]
    assert counts[0] > 0


def test_standard_input(tmp_path: Path) -> None:
    ran = run("mine", "-", "--out", tmp_path / "out", stdin=RELEASE.encode())
    assert ran.status == 0
    assert names(tmp_path / "out") == {"stdin"}


def test_json_lines_on_standard_input(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in (("가", RELEASE), ("나", NEWS)))
    assert run("mine", "-", "--out", tmp_path / "out", stdin=lines.encode()).status == 0
    assert names(tmp_path / "out") == {"가", "나"}


def test_fields_of_json_lines_are_kept(tmp_path: Path) -> None:
    record = {"id": "a-1", "title": "수소 클러스터", "publisher": "한빛도", "date": "2024-03-05", "text": RELEASE}
    path = write_objects(tmp_path / "in.jsonl", record)
    assert run("mine", path, "--out", tmp_path / "out").status == 0
    [row] = rows(tmp_path / "out", "documents")
    assert [row[name] for name in ("doc", "title", "publisher", "published")] == [
        *("a-1", "수소 클러스터", "한빛도", "2024-03-05"),
    ]


def test_map_names_unusual_columns(tmp_path: Path) -> None:
    path = write_objects(tmp_path / "in.jsonl", {"번호": "k1", "기사문": NEWS, "머리": "해상풍력"})
    assert run("mine", path, "--out", tmp_path / "without").status == 2
    assert run("mine", path, "--out", tmp_path / "out", "--map", "text=기사문,title=머리,id=번호").status == 0
    [row] = rows(tmp_path / "out", "documents")
    assert (row["doc"], row["title"]) == ("k1", "해상풍력")


def test_map_works_for_csv(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text(f'번호,기사문\nk1,"{NEWS}"\nk2,"{RELEASE}"\n', encoding="cp949")
    assert run("mine", path, "--out", tmp_path / "out", "--map", "text=기사문,id=번호").status == 0
    assert names(tmp_path / "out") == {"k1", "k2"}


def test_rejects_fail_only_a_strict_run(inputs: Path, tmp_path: Path) -> None:
    (inputs / "empty.txt").touch()
    assert run("mine", inputs, "--out", tmp_path / "a").status == 0
    ran = run("mine", inputs, "--out", tmp_path / "b", "--strict")
    assert ran.status == 1
    assert names(tmp_path / "b") == {"release", "news"}
    (inputs / "empty.txt").unlink()
    assert run("mine", inputs, "--out", tmp_path / "c", "--strict").status == 0


def test_nothing_readable(tmp_path: Path) -> None:
    ran = run("mine", tmp_path / "nowhere.txt", "--out", tmp_path / "out")
    assert ran.status == 2
    assert ran.err.splitlines() == [
        f"rejected (not_found): {tmp_path}/nowhere.txt: no such file or folder; check the path",
        "policyminer: no document could be read",
    ]
    assert [row["reason"] for row in rows(tmp_path / "out", "rejects")] == ["not_found"]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["in.txt"],
        ["--out", "out"],
        ["in.txt", "--out", "out", "--workers", "0"],
        ["in.txt", "--out", "out", "--min-confidence", "1.5"],
        ["in.txt", "--out", "out", "--no-such-option"],
    ],
)
def test_a_wrong_call(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.txt").write_text(NEWS, encoding="utf-8")
    ran = run("mine", *arguments)
    assert ran.status == 2
    assert "Usage" in ran.err
    assert not Path("out").exists()


@pytest.mark.parametrize("field_map", ["", "text", "colour=red", "text=", "text=a,text=b"])
def test_a_malformed_map(field_map: str, inputs: Path, tmp_path: Path) -> None:
    ran = run("mine", inputs, "--out", tmp_path / "out", "--map", field_map)
    assert ran.status == 2
    [line] = ran.err.splitlines()
    assert line.startswith("policyminer: field map: ")
    assert not (tmp_path / "out").exists()


def test_a_folder_of_somebody_else_is_left_alone(inputs: Path, tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "triples.csv").write_text("mine", encoding="utf-8")
    ran = run("mine", inputs, "--out", folder)
    assert ran.status == 2
    assert ran.err.splitlines() == [
        f"policyminer: {folder} holds files that policyminer did not write; name a new or empty folder"
    ]
    assert [path.name for path in folder.iterdir()] == ["triples.csv"]
    assert (folder / "triples.csv").read_text(encoding="utf-8") == "mine"


def test_a_file_where_the_folder_should_be(inputs: Path, tmp_path: Path) -> None:
    ran = run("mine", inputs, "--out", inputs / "news.txt")
    assert ran.status == 2
    assert ran.err.splitlines() == [f"policyminer: {inputs}/news.txt is a file; name a folder for the tables"]
    assert (inputs / "news.txt").read_text(encoding="utf-8") == NEWS


def test_the_files_agree_with_each_other(mined: Path) -> None:
    triples = rows(mined, "triples")
    assert [row["triple_id"] for row in objects(mined / "triples.jsonl")] == [row["triple_id"] for row in triples]
    assert {row["doc"] for row in objects(mined / "texts.jsonl")} == names(mined)


def test_tables_move_with_their_folder(mined: Path, tmp_path: Path) -> None:
    moved = Path(shutil.copytree(mined, tmp_path / "moved"))
    assert frictionless.validate(str(moved / "datapackage.json")).valid
