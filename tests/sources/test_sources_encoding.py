import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyminer.models import Document, RejectReason
from policyminer.sources import read
from policyminer.sources.encoding import decode, detect, normalise

BODY = "한빛도는 바닷가 마을에 해상풍력 실증단지를 조성한다고 밝혔다.\n○ 2025년까지 정비센터를 세운다.\n"


def only_document(path: Path) -> Document:
    (outcome,) = read([path])
    assert isinstance(outcome, Document), outcome
    return outcome


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "johab"]
)
@pytest.mark.parametrize("name", ["보도.txt", "보도.csv", "보도.json", "보도.html", "보도.pdf", "보도"])
def test_text_is_read_in_any_encoding_whatever_its_extension(tmp_path: Path, encoding: str, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BODY.encode(encoding))
    document = only_document(path)
    assert document.text == BODY
    assert document.media_type == "text/plain"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-be"])
def test_byte_order_marks_are_obeyed_and_dropped(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffplain ASCII".encode(encoding))
    assert only_document(path).text == "plain ASCII"


@pytest.mark.parametrize(
    "text",
    ["부산", "수소차", "전남 나주", "인공지능 반도체", "’12(1)→’13(2)→’14(4) 년", "<표 1> 지역별 산업"],
)
@pytest.mark.parametrize("encoding", ["cp949", "utf-16-le", "utf-16-be"])
def test_short_texts_are_told_by_how_korean_they_come_out(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding", "codec"),
    [
        ("地域の産業を支援する新しい計画を発表しました。" * 3, "cp932", "cp932"),
        ("国家发展改革委员会今天发布了新的计划，支持地区产业发展。" * 3, "gb18030", "gb18030"),
        ("Café – the “plan” für Städte" * 3, "cp1252", "cp1252"),
    ],
)
def test_other_languages_are_not_taken_for_korean(text: str, encoding: str, codec: str) -> None:
    assert detect(text.encode(encoding)) == codec


def test_a_declared_charset_settles_what_scoring_cannot() -> None:
    page = (
        '<html><meta http-equiv="Content-Type" content="text/html; charset=ks_c_5601-1987">産業 振興 計劃 發表</html>'
    )
    assert decode(page.encode("cp949")) == page


def test_a_declared_charset_does_not_overrule_the_bytes() -> None:
    page = f'<html><meta charset="iso-8859-1"><p>{BODY}</p></html>'
    assert decode(page.encode("cp949")) == page
    assert decode(page.encode("utf-8")) == page


@pytest.mark.parametrize("declared", ["punycode", "unicode_escape", "utf-7", "hex", "no-such-charset"])
def test_no_codec_outside_the_list_is_run(declared: str) -> None:
    page = f'<meta charset="{declared}">'.encode() + b"\xff\xfe\x81\x20" * 20
    assert detect(page) != declared


def test_the_head_may_end_inside_a_character() -> None:
    for encoding in ("utf-8", "cp949", "utf-16-le"):
        data = BODY.encode(encoding)
        for cut in range(20, 40):
            assert detect(data[:cut], complete=False) == encoding


def test_utf8_with_a_broken_byte_is_refused_rather_than_read_as_nonsense(tmp_path: Path) -> None:
    path = tmp_path / "broken.txt"
    data = BODY.encode()
    path.write_bytes(data[:30] + b"\xff" + data[30:])
    (outcome,) = read([path])
    assert not isinstance(outcome, Document)
    assert outcome.reason is RejectReason.UNDECODABLE
    assert "save it as UTF-8" in outcome.message


def test_text_comes_out_in_one_form(tmp_path: Path) -> None:
    path = tmp_path / "mixed.txt"
    decomposed = unicodedata.normalize("NFD", "광주 인공지능 산업 육성 계획을 여기에 적는다")
    path.write_bytes(b"\xef\xbb\xbf" + decomposed.encode() + b"\r\none\rtwo\tthree\x00four\x0bfive\n")
    assert only_document(path).text == "광주 인공지능 산업 육성 계획을 여기에 적는다\none\ntwo\tthree four five\n"


def test_endless_combining_marks_are_cut() -> None:
    # normalising this text uncut would take hours
    text = normalise("가" + "\u0301\u0316" * 1_000_000 + "나")
    assert text[0] == "가"
    assert text[-1] == "나"
    assert len(text) < 40


def test_long_rules_are_left_as_they_are() -> None:
    text = "─" * 500 + "산업" + "…·" * 300
    assert normalise(text) == text


@given(st.text())
def test_normalised_text_stays_as_it_is(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once.removeprefix("\ufeff")
    assert unicodedata.is_normalized("NFC", once)
    assert not any(c == "\r" or (c < " " and c not in "\n\t") or "\ud800" <= c <= "\udfff" for c in once)


@given(st.binary(max_size=2000))
def test_what_is_detected_decodes(data: bytes) -> None:
    encoding = detect(data)
    assert encoding is None or isinstance(data.decode(encoding), str)
