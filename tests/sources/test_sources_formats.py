import csv
import hashlib
import io
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyminer.models import Document, Reject, RejectReason
from policyminer.sources import read
from policyminer.sources.rows import Line, split_rows

TEXT = "한빛시는 로봇 산업 육성 사업을 시작한다."


def outcomes(path: Path, data: bytes | str, field_map: Mapping[str, str] | None = None) -> list[Document | Reject]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read([path], field_map=field_map))


def documents(path: Path, data: bytes | str, field_map: Mapping[str, str] | None = None) -> list[Document]:
    found = outcomes(path, data, field_map)
    assert all(isinstance(outcome, Document) for outcome in found), found
    return [outcome for outcome in found if isinstance(outcome, Document)]


def rejected(found: list[Document | Reject]) -> list[tuple[str, RejectReason]]:
    for outcome in found:
        if isinstance(outcome, Reject):
            assert outcome.message.startswith(outcome.source + ": ")
            assert outcome.message.isprintable()
    return [(Path(o.source).name, o.reason) for o in found if isinstance(o, Reject)]


def as_csv(*rows: list[str], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


class TestPlain:
    def test_provenance(self, tmp_path: Path) -> None:
        path = tmp_path / "보도 자료.v2.txt"
        data = TEXT.encode("cp949")
        (document,) = documents(path, data)
        assert document == Document(
            id=hashlib.sha256(data).hexdigest(),
            doc="보도 자료.v2",
            text=TEXT,
            source_path=str(path),
            retrieved=datetime.fromtimestamp(path.stat().st_mtime, UTC),
        )

    @pytest.mark.parametrize(
        "text",
        [
            "[한빛=새소식] 로봇 산업을 키운다.\n둘째 줄",
            "<표 1> 지역별 산업\n<제목> 없음",
            "{지역} 산업\n{분야} 계획",
            "---\n보도시점: 즉시\n---\n본문이 이어진다.",
            "---\n\n본문이 가로줄 아래에 있다.",
            "제목, 본문, 사진을 함께 보낸다.\n받는 곳은 따로 적는다.",
            "MZ세대가 모이는 한빛시",
            "BM 특허를 사업화한다",
            "ID3 기술을 실증한다",
            "# 머리글\n본문",
        ],
    )
    def test_prose_that_resembles_a_format_stays_text(self, tmp_path: Path, text: str) -> None:
        (document,) = documents(tmp_path / "a.txt", text)
        assert (document.text, document.media_type, document.title) == (text, "text/plain", None)


class TestHtml:
    @pytest.mark.parametrize(
        "opening",
        [
            "<!DOCTYPE html>\n<html>",
            "<!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>",
            "\n  <html lang='ko'>",
            "<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE html>",
            "<!-- 머리 --><!-- 둘 -->\n<HTML>",
            "<div class='view'>",
            "<p>",
        ],
    )
    @pytest.mark.parametrize("name", ["a.html", "a.txt", "a.hwpx"])
    def test_pages_are_told_by_their_markup(self, tmp_path: Path, opening: str, name: str) -> None:
        markup = f"{opening}<title>제목</title><p>{TEXT}</p>"
        (document,) = documents(tmp_path / name, markup)
        assert (document.media_type, document.text, document.title) == ("text/html", markup, None)

    def test_markdown_may_open_with_a_tag(self, tmp_path: Path) -> None:
        for markup, media_type in (("<p align=center>그림</p>\n\n# 제목", "text/markdown"), ("<html>x", "text/html")):
            (document,) = documents(tmp_path / "a.md", markup)
            assert document.media_type == media_type

    def test_a_flood_of_comments_does_not_hang(self, tmp_path: Path) -> None:
        (document,) = documents(tmp_path / "a.txt", "<!-- 주석 -->" * 5000 + "본문")
        assert document.media_type == "text/plain"


class TestMarkdown:
    def test_front_matter(self, tmp_path: Path) -> None:
        front = (
            "---\nid: 0123\ntitle: '제목: 부제'\npublisher: 한빛시\npublished: 2024-03-05\n"
            "author: [김하나, 이둘]\nlink: https://example.org/a\ntags:\n  - 로봇\n---\n\n# 머리\n" + TEXT
        )
        (document,) = documents(tmp_path / "a.txt", front)
        assert document.doc == "0123"
        assert document.title == "제목: 부제"
        assert document.publisher == "한빛시"
        assert document.published == date(2024, 3, 5)
        assert document.author == "김하나, 이둘"
        assert document.url == "https://example.org/a"
        assert document.text == "# 머리\n" + TEXT
        assert document.media_type == "text/markdown"
        assert document.id == hashlib.sha256(front.encode()).hexdigest()

    def test_front_matter_under_other_names_and_encodings(self, tmp_path: Path) -> None:
        data = f"---\r\n표제: 로봇 산업\r\n날짜: 2024-02-31\r\nid: ~\r\n...\r\n{TEXT}".encode("cp949")
        (document,) = documents(tmp_path / "a.md", data, {"title": "표제"})
        assert (document.title, document.published, document.doc) == ("로봇 산업", None, "a")
        assert document.text == TEXT

    def test_without_front_matter_the_extension_decides(self, tmp_path: Path) -> None:
        for name, media_type in (("a.md", "text/markdown"), ("a.markdown", "text/markdown"), ("a.txt", "text/plain")):
            (document,) = documents(tmp_path / name, "# 머리\n" + TEXT)
            assert document.media_type == media_type

    def test_a_rule_of_dashes_is_no_front_matter(self, tmp_path: Path) -> None:
        text = "---\n첫 문단이다\n---\n둘째 문단이다"
        (document,) = documents(tmp_path / "a.md", text)
        assert document.text == text

    @pytest.mark.parametrize(
        ("front", "complaint"),
        [
            ("title: [속보\n---\n", "no YAML in its line"),
            ("title: [속보] 로봇\n---\n", "no YAML in its line"),
            ("title: a\n\tid: b\n---\n", "no YAML"),
            ("title: &a x\nid: *a\n---\n", "anchor or alias"),
            ("title: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n", "anchor or alias"),
            ("title: " + "[" * 60_000 + "\n---\n", "nested more than 10 deep"),
            ("title: " + "{a: " * 5000 + "\n---\n", "nested more than 10 deep"),
            ("title: x\n" + "k: v\n" * 20_000 + "---\n", "more than 65,536 bytes"),
            ("title: x\n", "never closed"),
            ('title: "\\UFFFFFFFF"\n---\n', "no YAML"),
            ("title: x\n%YAML " + "9" * 5000 + ".1\n---\n", "no YAML|without keys"),
            ("title: x\n- y\n---\n", "no YAML"),
        ],
    )
    def test_malformed_front_matter(self, tmp_path: Path, front: str, complaint: str) -> None:
        found = outcomes(tmp_path / "a.md", f"---\n{front}{TEXT}")
        assert rejected(found) == [("a.md", RejectReason.MALFORMED)]
        (reject,) = found
        assert isinstance(reject, Reject)
        assert any(part in reject.message for part in complaint.split("|"))

    def test_tags_construct_nothing(self, tmp_path: Path) -> None:
        (document,) = documents(tmp_path / "a.md", f"---\ntitle: !!python/object/apply:os.getcwd []\n---\n{TEXT}")
        assert document.title is None

    def test_front_matter_without_body_has_no_text(self, tmp_path: Path) -> None:
        assert rejected(outcomes(tmp_path / "a.md", "---\ntitle: x\n---\n\n")) == [("a.md", RejectReason.NO_TEXT)]


class TestJson:
    def test_fields(self, tmp_path: Path) -> None:
        line = json.dumps(
            {
                "id": "r-1",
                "title": "제목",
                "publisher": "한빛시",
                "published": "2024-03-05T09:00:00+09:00",
                "url": "https://example.org",
                "author": "김하나",
                "text": TEXT + "\r\n끝",
            },
            ensure_ascii=False,
        )
        (document,) = documents(tmp_path / "a.jsonl", line + "\r\n")
        assert document == Document(
            id=hashlib.sha256(line.encode()).hexdigest(),
            doc="r-1",
            text=TEXT + "\n끝",
            source_path=str(tmp_path / "a.jsonl"),
            url="https://example.org",
            title="제목",
            publisher="한빛시",
            author="김하나",
            published=date(2024, 3, 5),
            retrieved=document.retrieved,
        )

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le"])
    @pytest.mark.parametrize("name", ["a.jsonl", "a.txt", "a.csv"])
    def test_lines_in_any_encoding_whatever_the_extension(self, tmp_path: Path, encoding: str, name: str) -> None:
        lines = [json.dumps({"제목": f"{n}호", "본문": f"{n}. {TEXT}"}, ensure_ascii=False) for n in range(4000)]
        found = documents(tmp_path / name, "\n".join(lines).encode(encoding))
        assert [document.text for document in found] == [f"{n}. {TEXT}" for n in range(4000)]
        assert found[-1].doc == "a-4000"

    def test_bad_rows_cost_no_other(self, tmp_path: Path) -> None:
        good = [json.dumps({"id": f"g{n}", "text": TEXT}) for n in range(4)]
        lines = [
            '{"id": "x", "text": ',
            good[0],
            "",
            "no JSON",
            good[1],
            '["text"]',
            '{"id": "y"}',
            '{"id": "z", "text": " \\n\\u3000"}',
            good[2],
            '{"id": "l", "text": ["a", "b"]}',
            "[" * 100_000,
            '{"id": ' + "9" * 5000 + ', "text": "a"}',
            good[3],
        ]
        found = outcomes(tmp_path / "a.jsonl", "\n".join(lines) + "\n")
        assert [outcome.doc for outcome in found if isinstance(outcome, Document)] == ["g0", "g1", "g2", "g3"]
        assert rejected(found) == [
            ("a.jsonl:1", RejectReason.MALFORMED),
            ("a.jsonl:4", RejectReason.MALFORMED),
            ("a.jsonl:6", RejectReason.MALFORMED),
            ("a.jsonl:7", RejectReason.NO_TEXT),
            ("a.jsonl:8", RejectReason.NO_TEXT),
            ("a.jsonl:10", RejectReason.MALFORMED),
            ("a.jsonl:11", RejectReason.MALFORMED),
            ("a.jsonl:12", RejectReason.MALFORMED),
        ]
        assert [o.doc for o in found if isinstance(o, Reject)] == [None, None, None, "y", "z", "l", None, None]

    def test_an_undecodable_row_costs_no_other(self, tmp_path: Path) -> None:
        row = json.dumps({"text": TEXT}, ensure_ascii=False).encode()
        found = outcomes(tmp_path / "a.jsonl", b"\n".join([row, row.replace(b"\xed", b"\xff", 1), row]))
        assert [isinstance(outcome, Document) for outcome in found] == [True, False, True]
        assert rejected(found) == [("a.jsonl:2", RejectReason.UNDECODABLE)]

    def test_rows_of_mixed_encodings(self, tmp_path: Path) -> None:
        row = json.dumps({"text": TEXT}, ensure_ascii=False)
        found = documents(tmp_path / "a.jsonl", row.encode() + b"\n" + row.encode("cp949"))
        assert [document.text for document in found] == [TEXT, TEXT]

    def test_lone_surrogates_are_replaced(self, tmp_path: Path) -> None:
        (document,) = documents(tmp_path / "a.jsonl", '{"id": "\\ud800", "text": "산업\\udfff \\ud83d\\ude80"}')
        assert (document.doc, document.text) == ("\ufffd", "산업\ufffd 🚀")

    def test_an_array_and_a_single_object(self, tmp_path: Path) -> None:
        records: list[object] = [{"id": "a", "text": "가"}, {"text": "나"}, 3, {"id": "c"}]
        found = outcomes(tmp_path / "a.json", json.dumps(records, indent=1))
        assert [outcome.doc for outcome in found] == ["a", "a-2", None, "c"]
        assert rejected(found) == [("a.json:3", RejectReason.MALFORMED), ("a.json:4", RejectReason.NO_TEXT)]
        data = json.dumps({"title": "제목", "text": TEXT}, indent=1, ensure_ascii=False).encode("cp949")
        (document,) = documents(tmp_path / "한 건.json", data)
        assert (document.doc, document.text, document.id) == ("한 건", TEXT, hashlib.sha256(data).hexdigest())

    @pytest.mark.parametrize("data", ['{"text": "가"', '[{"text": "가"}', '[{"text": "가"},]', '{"a":' * 50_000])
    def test_broken_as_a_whole(self, tmp_path: Path, data: str) -> None:
        assert [reason for _, reason in rejected(outcomes(tmp_path / "a.json", data))] == [RejectReason.MALFORMED]

    def test_an_empty_array_holds_no_documents(self, tmp_path: Path) -> None:
        assert rejected(outcomes(tmp_path / "a.json", "[ ]")) == [("a.json", RejectReason.NO_DOCUMENTS)]

    def test_rows_longer_than_the_head(self, tmp_path: Path) -> None:
        rows = [json.dumps({"text": mark * 200_000}, ensure_ascii=False) for mark in "가나"]
        found = outcomes(tmp_path / "a.jsonl", "\n".join([rows[0], '{"broken', rows[1]]))
        assert [isinstance(outcome, Document) for outcome in found] == [True, False, True]
        found = outcomes(tmp_path / "b.jsonl", "\n".join(['{"broken', *rows]))
        assert [isinstance(outcome, Document) for outcome in found] == [False, True, True]

    def test_a_field_map(self, tmp_path: Path) -> None:
        (document,) = documents(tmp_path / "a.jsonl", '{"전문": "본문이다", "text": "요약"}', {"text": "전문"})
        assert document.text == "본문이다"

    @given(st.lists(st.one_of(st.text("가나다 abc.", min_size=1), st.none())))
    def test_every_row_has_one_outcome_in_order(self, texts: list[str | None]) -> None:
        rows = [json.dumps({"text": "처음"}), *("{]" if text is None else json.dumps({"text": text}) for text in texts)]
        found = list(read(["-"], stdin=io.BytesIO("\n".join(rows).encode())))
        expected = ["처음", *(text if text and text.strip() else None for text in texts)]
        assert [outcome.text if isinstance(outcome, Document) else None for outcome in found] == expected


class TestDelimited:
    HEADER = ("식별자", "제목", "본문", "일자")

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
    @pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ","), ("a.tsv", "\t"), ("a.txt", ","), ("a.md", "\t")])
    def test_rows_in_any_encoding_whatever_the_extension(
        self, tmp_path: Path, encoding: str, name: str, delimiter: str
    ) -> None:
        text = '첫 줄, "따옴표"와 쉼표\n둘째 줄\t끝'
        table = as_csv(
            list(self.HEADER), ["r1", "제목", text, "2024.3.5"], ["", "둘", TEXT, "미정"], delimiter=delimiter
        )
        first, second = documents(tmp_path / name, table.encode(encoding))
        assert (first.doc, first.title, first.text, first.published) == ("r1", "제목", text, date(2024, 3, 5))
        assert (second.doc, second.text, second.published) == ("a-2", TEXT, None)
        row = {"식별자": "", "제목": "둘", "본문": TEXT, "일자": "미정"}
        assert second.id == hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()

    def test_a_field_beyond_the_limit_of_the_standard_module(self, tmp_path: Path) -> None:
        before = csv.field_size_limit(131_072)  # the standard default, whatever another library set it to
        try:
            (document,) = documents(tmp_path / "a.csv", as_csv(["id", "text"], ["1", "산업 " * 100_000 + "\n끝"]))
            assert len(document.text) > csv.field_size_limit() == 131_072
        finally:
            csv.field_size_limit(before)

    def test_bad_rows_cost_no_other(self, tmp_path: Path) -> None:
        lines = [
            "id,text,title",
            "1,첫째,가",
            "2,칸이 모자란다",
            "",
            '3,"둘째\n두 줄",나',
            "4,칸이,너무,많다",
            "5,  ,본문 없음",
            '6,"따옴표 "안의" 따옴표",다',
            "7,셋째,라,,",
            '8,5" 관,마',
            '9,"닫지 않음,바',
            "10,넷째,사",
        ]
        found = outcomes(tmp_path / "a.csv", "\n".join(lines))
        kept = [(o.doc, o.text) for o in found if isinstance(o, Document)]
        assert kept == [("1", "첫째"), ("3", "둘째\n두 줄"), ("7", "셋째"), ("8", '5" 관'), ("10", "넷째")]
        assert rejected(found) == [
            ("a.csv:3", RejectReason.MALFORMED),
            ("a.csv:7", RejectReason.MALFORMED),
            ("a.csv:8", RejectReason.NO_TEXT),
            ("a.csv:9", RejectReason.MALFORMED),
            ("a.csv:12", RejectReason.MALFORMED),
        ]

    def test_an_open_quote_early_in_a_long_table(self, tmp_path: Path) -> None:
        rows = [f'{n},"{n}번째 글\n둘째 줄"' for n in range(2000)]
        found = outcomes(tmp_path / "a.csv", "\n".join(["id,text", rows[0], 'x,"열린 글', *rows[1:]]))
        assert [o.doc for o in found if isinstance(o, Document)] == [str(n) for n in range(2000)]
        assert rejected(found) == [("a.csv:4", RejectReason.MALFORMED)]

    def test_an_undecodable_row_costs_no_other(self, tmp_path: Path) -> None:
        rows = [b"id,text", f"1,{TEXT}".encode(), b'2,"ab\xff\xfe\nc"', f"3,{TEXT}".encode()]
        found = outcomes(tmp_path / "a.csv", b"\n".join([rows[0], *[rows[1]] * 20, *rows[2:]]))
        assert [o.doc for o in found if isinstance(o, Document)] == ["1", "3"]
        assert ("a.csv:22", RejectReason.UNDECODABLE) in rejected(found)

    def test_old_macintosh_line_ends(self, tmp_path: Path) -> None:
        found = documents(tmp_path / "a.csv", f"id,text\r1,{TEXT}\r2,둘\r")
        assert [document.text for document in found] == [TEXT, "둘"]

    def test_a_table_without_texts_says_which_columns_it_has(self, tmp_path: Path) -> None:
        table = as_csv(["번호", "비고"], ["1", TEXT], ["2", TEXT])
        found = outcomes(tmp_path / "a.csv", table)
        assert rejected(found) == [("a.csv", RejectReason.MALFORMED)]
        assert isinstance(found[0], Reject)
        assert "(번호, 비고); name it: --map text=COLUMN" in found[0].message
        assert [d.text for d in documents(tmp_path / "b.csv", table, {"text": "비고"})] == [TEXT, TEXT]

    def test_a_header_alone_holds_no_documents(self, tmp_path: Path) -> None:
        assert rejected(outcomes(tmp_path / "a.csv", "id,text\n")) == [("a.csv", RejectReason.NO_DOCUMENTS)]

    def test_of_two_columns_with_one_name_the_first_counts(self, tmp_path: Path) -> None:
        (document,) = documents(tmp_path / "a.csv", "text,title,text\n본문,제목,다른 글\n")
        assert document.text == "본문"

    @given(
        st.lists(
            st.lists(st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"])), min_size=2, max_size=4)
        ),
        st.sampled_from(",\t"),
    )
    def test_rows_are_split_as_the_standard_module_writes_them(self, rows: list[list[str]], delimiter: str) -> None:
        texts = as_csv(*rows, delimiter=delimiter).replace("\r\n", "\n").split("\n")
        lines = (Line(number, text, 1) for number, text in enumerate(texts, start=1))
        found = [row.cells for row in split_rows(lines, delimiter, 1_000_000)]
        blank = [row for row in rows if as_csv(row, delimiter=delimiter).strip() == ""]
        assert found == [row for row in rows if row not in blank]

    @given(st.text('",\n가 ', max_size=60), st.integers(1, 40))
    def test_no_line_is_lost_whatever_the_quotes(self, text: str, limit: int) -> None:
        lines = [Line(number, line, len(line)) for number, line in enumerate(text.split("\n"), start=1)]
        rows = list(split_rows(lines, ",", limit))
        assert [row.line for row in rows] == sorted({row.line for row in rows})
        assert all(bool(row.cells) != bool(row.refusal) for row in rows)
        first = next((line.number for line in lines if line.text.strip()), None)
        assert (rows[0].line if rows else None) == first
