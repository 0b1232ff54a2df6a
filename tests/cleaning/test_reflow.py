"""Hard-wrapped lines, and where the characters of the clean text stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyminer.cleaning import clean
from policyminer.models import Document, RemovalReason


def lines_of(text: str) -> list[str]:
    return clean(Document(id="0", doc="a", text=text)).lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("□ 시는 수소 산업을 키우기 위해\n실증단지를 짓는다.", ["□ 시는 수소 산업을 키우기 위해 실증단지를 짓는다."]),
        ("□ 시는 액화수소 저장 기술\n을 실증한다.", ["□ 시는 액화수소 저장 기술을 실증한다."]),
        (
            "□ 시장은 “단지를 열겠다”라며,\n\n“기업도 돕겠다”고 했다.",
            ["□ 시장은 “단지를 열겠다”라며, “기업도 돕겠다”고 했다."],
        ),
        ("□\n시는 수소 실증단지를 짓는다.", ["□ 시는 수소 실증단지를 짓는다."]),
        ("\uf0a0\n시는 수소 실증단지를 짓는다.", ["\uf0a0 시는 수소 실증단지를 짓는다."]),
        ("□ 지원 대상을\n\uf06d 넓힌다.", ["□ 지원 대상을", "\uf06d 넓힌다."]),
        ("시도\n예산\n한빛\n120\n△\n면제", ["시도", "예산", "한빛", "120", "△", "면제"]),
        ("- 3곳 조성 -\n시는 단지를 짓는다.", ["- 3곳 조성 -", "시는 단지를 짓는다."]),
        ("시는  단지를\t짓는다.", ["시는 단지를 짓는다."]),
        (
            "□ 이번 사업으로 도내 중소기업의 수소 저장 기술\n개발 비용이 크게 줄어들 것이다.",
            ["□ 이번 사업으로 도내 중소기업의 수소 저장 기술 개발 비용이 크게 줄어들 것이다."],
        ),
    ],
)
def test_reflow(text: str, expected: list[str]) -> None:
    assert lines_of(text) == expected


def test_a_span_across_a_joint_maps_to_the_source() -> None:
    text = "□ 시는 액화수소 저장\n을  실증한다."
    result = clean(Document(id="0", doc="a", text=text))
    start = result.text.index("저장을 실증")
    span = result.to_source(start, start + len("저장을 실증"))
    assert span is not None
    assert text[slice(*span)] == "저장\n을  실증"


FRAGMENTS = st.sampled_from(
    [
        "기사입력 2023.11.06",
        "[한빛=새벽뉴스] 홍길동 기자 = 시는 밝혔다.",
        "[사진=한빛시] 2023.11.06 a@example.com",
        "관련기사",
        "담당 부서",
        "과 장",
        "(044-123-4567)",
        "붙임 1. 개요",
        "2. 계획. 끝.",
        "- 부제 -",
        "□ 시는 단지를",
        "짓는다.",
        "보도시점",
        "  ",
        "\u200b",
        "\x85",
        "무단 전재 및 재배포 금지",
    ]
)


@given(st.lists(st.one_of(st.text(max_size=40), FRAGMENTS), max_size=25), st.sampled_from(["\n", "\n\n", " "]))
def test_no_character_is_lost_or_moved(parts: list[str], joint: str) -> None:
    text = joint.join(parts)
    result = clean(Document(id="0", doc="a", text=text, title="시는 단지를 짓는다"))
    covered = bytearray(len(text))
    end = 0
    for segment in result.segments:
        assert segment.start >= end
        end = segment.start + segment.length
        assert result.text[segment.start : end] == text[segment.source_start : segment.source_start + segment.length]
        covered[segment.source_start : segment.source_start + segment.length] = b"\1" * segment.length
    for removed in result.removed:
        assert removed.start is not None
        assert removed.end is not None
        assert text[removed.start : removed.end] == removed.line
        assert 0 <= removed.score <= 1
        covered[removed.start : removed.end] = b"\1" * (removed.end - removed.start)
    assert all(covered[i] or char.isspace() for i, char in enumerate(text))
    assert all(line.strip() == line and line for line in result.lines)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 300_000,
        "가나다 " * 100_000,
        "[가=" * 100_000,
        "담당 부서\n과장\n" * 20_000,
        "붙임 1. 가\n" * 20_000,
        "a@" * 100_000,
    ],
)
def test_hostile_text_is_cleaned(text: str) -> None:
    result = clean(Document(id="0", doc="a", text=text))
    assert len(result.text) + sum(len(removed.line) for removed in result.removed) > 0


def test_invisible_characters_are_no_body() -> None:
    result = clean(Document(id="0", doc="a", text="\u200b\n시는 단지를 짓는다."))
    assert result.lines == ["시는 단지를 짓는다."]
    assert result.removed[0].reason is RemovalReason.MARKUP
