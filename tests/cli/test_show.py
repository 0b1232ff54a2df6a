from pathlib import Path

from .calls import LONG_RELEASE, NEWS, RELEASE, objects, rows, run, write_objects


def test_a_document_with_its_title_body_removed_lines_and_triples(mined: Path) -> None:
    ran = run("show", LONG_RELEASE, width=5000)
    assert (ran.status, ran.err) == (0, "")
    [text] = [one["text"] for one in objects(mined / "texts.jsonl") if one["doc"] == LONG_RELEASE.stem]
    [document] = [row for row in rows(mined, "documents") if row["doc"] == LONG_RELEASE.stem]
    removed = [row for row in objects_of(mined, "removed") if row["reason"] == "letterhead"]
    triples = objects_of(mined, "triples")
    shown = [line.rstrip() for line in ran.out.splitlines()]
    assert document["title"] in shown[0]
    assert set(text.split("\n")) <= set(shown)
    assert removed
    assert all(row["line"].strip() in ran.out for row in removed)
    assert f"추출 결과 {len(triples)}건" in shown
    for row in triples:
        arrow = f"{row['region_name'] or row['region']} → {row['industry']} → {row['initiative']}  "
        assert any(line.startswith(arrow) for line in shown)
    assert triples


def objects_of(mined: Path, table: str) -> list[dict[str, str]]:
    return [row for row in rows(mined, table) if row["doc"] == LONG_RELEASE.stem]


def test_a_document_in_a_file_of_many(tmp_path: Path) -> None:
    path = write_objects(tmp_path / "docs.jsonl", {"id": "a", "text": RELEASE}, {"id": "b", "text": NEWS})
    assert "신안군" in run("show", path, "--doc", "b").out
    assert "울진군" in run("show", path).out
    ran = run("show", path, "--doc", "c")
    assert ran.status == 2
    assert ran.err.splitlines() == [f"policyminer: no document 'c' in {path}"]


def test_an_unreadable_document(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    for name, reason in (("empty.txt", "empty"), ("nowhere.txt", "not_found")):
        ran = run("show", tmp_path / name)
        assert (ran.status, ran.out) == (2, "")
        [message] = ran.err.splitlines()
        assert message.startswith(f"rejected ({reason}): {tmp_path}/{name}: ")


def test_full_confidence_shows_no_triples() -> None:
    assert "추출 결과 0건" in run("show", LONG_RELEASE, "--min-confidence", "1.0").out


def test_map(tmp_path: Path) -> None:
    path = write_objects(tmp_path / "docs.jsonl", {"k": "n", "v": NEWS})
    assert "신안군" in run("show", path, "--map", "id=k,text=v").out


def test_markup_and_escapes_are_shown_and_not_obeyed(tmp_path: Path) -> None:
    text = f"[bold red]x[/] :smile: \x1b[31m \x9b31m \u202e <b>{NEWS}"
    path = write_objects(
        tmp_path / "docs.jsonl", {"id": "[red]a[/]", "title": "[blink]제목[/] \x1b]0;x\x07", "text": text}
    )
    ran = run("show", path)
    assert ran.status == 0
    assert "[bold red]x[/] :smile:" in ran.out
    assert "<b>전라남도" in ran.out
    assert "[blink]제목[/]" in ran.out
    assert "[red]a[/]" in ran.out
    assert not any(char in ran.out for char in "\x1b\x9b\u202e\x07")


def test_a_path_cannot_colour_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "\x1b[31m.txt"
    path.write_text(NEWS, encoding="utf-8")
    assert "\x1b" not in run("show", path).out
    ran = run("show", path, "--doc", "\x1b[31m")
    assert ran.status == 2
    assert "\x1b" not in ran.err
