"""Documents that mean harm."""

import json
from pathlib import Path

from .calls import LONG_RELEASE, NEWS, RELEASE, TABLES, names, objects, rows, run, write_objects

FORMULA = '=HYPERLINK("http://evil.example","수소")'
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def inside(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_no_cell_of_the_corpus_starts_a_formula(mined: Path) -> None:
    cells = [cell for table in TABLES for row in rows(mined, table) for cell in row.values()]
    assert cells
    assert not any(cell.startswith(STARTS_FORMULA) for cell in cells)


def test_formulas_are_defused_in_csv_and_verbatim_elsewhere(tmp_path: Path) -> None:
    record = {"id": "=1+1", "title": FORMULA, "publisher": "@SUM(A1)", "url": "-1", "author": "+82"}
    removed = "=cmd|' /C calc'!A0 무단 전재 및 재배포 금지"
    path = write_objects(tmp_path / "in.jsonl", record | {"text": LONG_RELEASE.read_text(encoding="utf-8") + removed})
    assert run("mine", path, "--out", tmp_path / "out").status == 0
    cells = [cell for table in TABLES for row in rows(tmp_path / "out", table) for cell in row.values()]
    assert not any(cell.startswith(STARTS_FORMULA) for cell in cells)
    [document] = rows(tmp_path / "out", "documents")
    assert document["title"] == f"'{FORMULA}"
    assert {row["title"] for row in objects(tmp_path / "out" / "triples.jsonl")} == {FORMULA}
    assert run("check", tmp_path / "out").status == 0


def test_a_table_written_by_us_and_read_by_us_is_not_run(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text(f'id,title,text\na,"{FORMULA.replace(chr(34), chr(34) * 2)}","{NEWS}"\n', encoding="utf-8")
    assert run("mine", path, "--out", tmp_path / "out").status == 0
    assert rows(tmp_path / "out", "documents")[0]["title"] == f"'{FORMULA}"


def test_ids_that_look_like_paths_write_nothing_elsewhere(tmp_path: Path) -> None:
    ids = ["../../x", "/tmp/policyminer-x", "..\\..\\y", "a/b/c", "triples.csv", "C:\\z", "~/w"]  # noqa: S108
    path = write_objects(tmp_path / "in.jsonl", *({"id": i, "text": f"{i} {NEWS}"} for i in ids))
    ran = run("mine", path, "--out", tmp_path / "deep" / "er" / "out")
    assert ran.status == 0
    out = tmp_path / "deep" / "er" / "out"
    assert names(out) == set(ids)
    assert inside(tmp_path) == {"in.jsonl", "deep", "deep/er", "deep/er/out"} | {
        f"deep/er/out/{name}" for name in inside(out)
    }
    assert not any("/" in name for name in inside(out))
    assert not Path("/tmp/policyminer-x").exists()  # noqa: S108


def test_scripts_and_styles_are_no_body(tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE html><html><head><title>해상풍력</title><script>alert('훔치기')</script>"
        "<style>body{background:url(http://evil.example)}</style></head><body><article>"
        f"<p>{NEWS}</p><img src=x onerror=\"alert('훔치기')\"><p>{RELEASE}</p><script>alert('훔치기')</script>"
        "<iframe src='javascript:alert(1)'></iframe></article></body></html>"
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    assert run("mine", tmp_path / "page.html", "--out", tmp_path / "out").status == 0
    [text] = [one["text"] for one in objects(tmp_path / "out" / "texts.jsonl")]
    assert "신안군" in text
    assert "울진군" in text
    kept = text + json.dumps(rows(tmp_path / "out", "triples") + rows(tmp_path / "out", "removed"), ensure_ascii=False)
    assert not any(harm in kept for harm in ("훔치기", "alert", "evil.example", "<script", "<img", "javascript:"))


def test_ten_thousand_nested_tags(tmp_path: Path) -> None:
    page = "<!DOCTYPE html><html><body>" + "<div>" * 10_000 + f"<p>{NEWS}</p>" + "</div>" * 10_000 + "</body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    assert run("mine", tmp_path / "page.html", "--out", tmp_path / "out", "--strict").status == 0
    assert "신안군" in objects(tmp_path / "out" / "texts.jsonl")[0]["text"]


def test_ten_thousand_tags_that_are_never_closed(tmp_path: Path) -> None:
    page = "<html><body>" + "<b><table><td>" * 10_000 + NEWS
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    assert run("mine", tmp_path / "page.html", "--out", tmp_path / "out", "--strict").status == 0
    assert "신안군" in objects(tmp_path / "out" / "texts.jsonl")[0]["text"]


def test_json_nested_ten_thousand_deep(tmp_path: Path) -> None:
    path = write_objects(tmp_path / "in.jsonl", {"id": "a", "text": NEWS})
    with path.open("a", encoding="utf-8") as file:
        file.write('{"id": "b", "text": ' + "[" * 100_000 + "]" * 100_000 + "}\n")
    assert run("mine", path, "--out", tmp_path / "out").status == 0
    assert names(tmp_path / "out") == {"a"}
    assert [row["reason"] for row in rows(tmp_path / "out", "rejects")] == ["malformed"]
