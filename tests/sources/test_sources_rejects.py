import gzip
import io
import json
import tempfile
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyminer.models import Document, Reject, RejectReason
from policyminer.sources import MAX_BYTES, SOURCES, read
from policyminer.sources.signatures import looks_like

TEXT = "한빛시는 로봇 산업 육성 사업을 시작한다."
LIMIT = 1000


def only_reject(path: Path, data: bytes) -> Reject:
    path.write_bytes(data)
    (outcome,) = read([path])
    assert isinstance(outcome, Reject), outcome
    assert outcome.source == str(path)
    assert outcome.message.startswith(f"{path}: ")
    assert outcome.message.isprintable()
    return outcome


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "application/hwp+zip" if name == "mimetype" else "x")
    return out.getvalue()


class Counting(io.BytesIO):
    """A stream that counts the bytes it gives."""

    given = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.given += len(data)
        return data


class Failing(io.BytesIO):
    """A stream that breaks off after its first bytes, as a network drive does."""

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        if not data:
            raise OSError(5, "Input/output error")
        return data


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv", "a.html", "a.md"])
def test_empty_and_blank_files(tmp_path: Path, name: str) -> None:
    assert only_reject(tmp_path / name, b"").reason is RejectReason.EMPTY
    for blank in (b" \n\t\r\n", b"\xef\xbb\xbf", "\u3000\u200b\n".encode(), "\ufeff \n".encode("utf-16")):
        assert only_reject(tmp_path / name, blank).reason is RejectReason.NO_TEXT


@pytest.mark.parametrize(
    ("data", "looks"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF"),
        (b"%PDF-1.4\nall ASCII", "a PDF"),
        (b"\xef\xbb\xbf%PDF-1.4\n", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "an HWP or old Office document"),
        (b"HWP Document File V3.00 \x1a\x01", "an HWP 3 document"),
        (zipped("mimetype", "Contents/section0.xml"), "an HWPX document"),
        (zipped("[Content_Types].xml", "word/document.xml"), "a DOCX document"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "an XLSX workbook"),
        (zipped("a.txt"), "a zip archive"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
        (b"GIF89a\x01\x00", "a GIF image"),
        (gzip.compress(TEXT.encode()), "a gzip archive"),
        (b"{\\rtf1\\ansi", "an RTF document"),
        (b"<?xml version='1.0'?>\n<rss version='2.0'><channel/></rss>", "XML or a feed"),
        (b"<rss version='2.0'>", "XML or a feed"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a"])
def test_known_formats_that_are_not_read(tmp_path: Path, data: bytes, looks: str, name: str) -> None:
    reject = only_reject(tmp_path / name, data)
    assert reject.reason is RejectReason.UNKNOWN_FORMAT
    assert f"looks like {looks}; this version reads " in reject.message
    assert all(source.name in reject.message for source in SOURCES)


@pytest.mark.parametrize(
    "data",
    [
        b"\x00",
        bytes(5000),
        bytes(range(256)) * 10,
        b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff",
        b"\x01\x02\x03\x04\x05\x06ab",
        b"\xff\xfe\x00\xd8\x00\xd8",
    ],
)
def test_rubbish_is_binary(tmp_path: Path, data: bytes) -> None:
    assert only_reject(tmp_path / "a.txt", data).reason is RejectReason.BINARY


def test_bytes_in_no_encoding_are_undecodable(tmp_path: Path) -> None:
    assert only_reject(tmp_path / "a.txt", b"\xff\xff\xff\x81 \xff\x80\xff" * 50).reason is RejectReason.UNDECODABLE


def test_damage_after_the_head_is_found_too(tmp_path: Path) -> None:
    data = (TEXT * 5000).encode() + b"\xff" + TEXT.encode()
    assert only_reject(tmp_path / "a.txt", data).reason is RejectReason.UNDECODABLE


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl"])
def test_one_line_of_fifty_megabytes_is_refused_and_not_read_to_its_end(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        for _ in range(50):
            file.write(b"a" * 1_000_000)
    (outcome,) = read([path])
    assert isinstance(outcome, Reject)
    assert outcome.reason is RejectReason.TOO_LARGE
    assert f"more than {MAX_BYTES:,} bytes" in outcome.message
    stream = Counting(path.read_bytes())
    (outcome,) = read(["-"], stdin=stream)
    assert isinstance(outcome, Reject)
    assert outcome.reason is RejectReason.TOO_LARGE
    assert stream.given == MAX_BYTES + 1


@pytest.mark.parametrize(
    "form", ["{}", "<html>{}", "---\ntitle: x\n---\n{}", '[{{"text": "{}"}}]', '{{\n"text": "{}"}}']
)
def test_the_limit_holds_to_the_byte(tmp_path: Path, form: str) -> None:
    path = tmp_path / "a"
    for excess in (-1, 0, 1):
        path.write_text(form.format("a" * (LIMIT + excess - len(form.format("")))), encoding="utf-8")
        (outcome,) = read([path], limit=LIMIT)
        assert isinstance(outcome, Document) == (excess <= 0)
        assert excess <= 0 or (isinstance(outcome, Reject) and outcome.reason is RejectReason.TOO_LARGE)


def test_rows_over_the_limit_cost_no_other(tmp_path: Path) -> None:
    small, large = (json.dumps({"text": "a" * size}) for size in (10, 500_000))
    (tmp_path / "a.jsonl").write_text("\n".join([small, large, small, large]), encoding="utf-8")
    (tmp_path / "a.csv").write_text(
        "\n".join(["id,text", "1,a", "2," + "a" * 5000, '3,"' + "b\n" * 5000 + '"', "4,c"]), encoding="utf-8"
    )
    table, lines = (list(read([tmp_path / name], limit=LIMIT)) for name in ("a.csv", "a.jsonl"))
    assert [isinstance(o, Document) for o in lines] == [True, False, True, False]
    assert [o.doc for o in table if isinstance(o, Document)] == ["1", "4"]
    reasons = [(Path(o.source).name, o.reason) for o in (*lines, *table) if isinstance(o, Reject)]
    assert reasons[:4] == [
        (place, RejectReason.TOO_LARGE) for place in ("a.jsonl:2", "a.jsonl:4", "a.csv:3", "a.csv:4")
    ]


@pytest.mark.parametrize(
    ("header", "row"), [("", json.dumps({"text": TEXT}).encode()), ("id,text\n", f",{TEXT}".encode())]
)
def test_a_large_file_of_rows_is_read_as_it_is_asked_for(header: str, row: bytes) -> None:
    stream = Counting(header.encode() + (row + b"\n") * 10_000)
    outcomes = read(["-"], stdin=stream)
    assert isinstance(next(outcomes), Document)
    assert stream.given < 300_000
    assert sum(isinstance(outcome, Document) for outcome in outcomes) == 9_999


def test_a_hostile_table_is_not_read_over_and_over() -> None:
    # every line both closes and opens a quoted cell: no row ever ends, and each line could start another such row
    stream = io.BytesIO(b"id,text\n1,a\n2,b\n" + b'y","z\n' * 100_000)
    outcomes = list(read(["-"], stdin=stream, limit=100_000))
    assert [outcome.doc for outcome in outcomes if isinstance(outcome, Document)] == ["1", "2"]
    assert {outcome.reason for outcome in outcomes if isinstance(outcome, Reject)} <= {
        RejectReason.TOO_LARGE,
        RejectReason.MALFORMED,
    }


def test_what_was_read_before_an_error_is_kept() -> None:
    row = json.dumps({"text": TEXT}).encode() + b"\n"
    outcomes = list(read(["-"], stdin=Failing(row * 2000)))
    assert len(outcomes) > 1000
    *documents, reject = outcomes
    assert all(isinstance(document, Document) for document in documents)
    assert isinstance(reject, Reject)
    assert reject.reason is RejectReason.UNREADABLE
    assert "Input/output error" in reject.message


def test_a_stream_that_is_not_ready_is_unreadable_not_empty() -> None:
    class NotReady(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            return None  # type: ignore[return-value]

    (outcome,) = read(["-"], stdin=NotReady())
    assert isinstance(outcome, Reject)
    assert outcome.reason is RejectReason.UNREADABLE


def test_a_stream_that_gives_a_byte_at_a_time_is_read_to_its_end() -> None:
    class Dripping(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            return super().read(1)

    (outcome,) = read(["-"], stdin=Dripping(TEXT.encode()))
    assert isinstance(outcome, Document)
    assert outcome.text == TEXT


def test_text_bears_no_signature() -> None:
    assert looks_like(TEXT.encode("cp949")) is None
    assert looks_like(TEXT.encode("utf-16")) is None


_PIECES = st.sampled_from(
    [
        *("---\n", "title: x\n", "id: a\n", "본문\n", "text,", "id,", '"', "\n", "\r", "\t", "[", "{", "}", "]", ":"),
        *('{"text": "가"}\n', '{"id": "1", ', '"text": ', "<html>", "<!--", "-->", "<?xml ", "\ufeff", "\x00"),
        *(
            "\ud800",
            "&a ",
            "*a ",
            "!!x ",
            "? ",
            "- ",
            "| ",
            "%YAML 1.1\n",
            "'",
            "\\u",
            "\u0301",
            "...\n",
            "<meta charset=utf-7>",
        ),
    ]
)
_ENCODINGS = st.sampled_from(["utf-8", "cp949", "utf-16", "utf-16-le", "utf-32"])
_HOSTILE = st.one_of(
    st.binary(max_size=400),
    st.builds(lambda parts, enc: "".join(parts).encode(enc, "ignore"), st.lists(_PIECES, max_size=30), _ENCODINGS),
    st.builds(lambda text, enc, end: text.encode(enc, "ignore") + end, st.text(), _ENCODINGS, st.binary(max_size=4)),
)


@given(_HOSTILE, st.sampled_from(["a.txt", "a.md", "a.csv", "a.jsonl", "a.html", "a"]), st.sampled_from([20, 10_000]))
def test_any_file_has_an_outcome_and_never_raises(data: bytes, name: str, limit: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        outcomes = list(read([path], limit=limit))
    assert outcomes
    documents = [outcome for outcome in outcomes if isinstance(outcome, Document)]
    assert len({document.doc for document in documents}) == len(documents)
    for document in documents:
        assert document.text.strip()
        assert unicodedata.is_normalized("NFC", document.text)
        for value in (document.doc, document.text, document.title or "", document.url or ""):
            assert value.encode("utf-8") is not None
            assert not {"\r", "\x00"} & set(value)
    for reject in outcomes:
        if isinstance(reject, Reject):
            assert reject.message.isprintable()
            assert reject.message.startswith(reject.source)
