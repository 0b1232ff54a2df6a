"""Where industries are named: vocabulary entries and open phrases before words such as 산업."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyminer.extraction.industries import IndustryMention, find_industries

from .conftest import ReadText


def named(mentions: list[IndustryMention]) -> list[tuple[str, str]]:
    """Surface and code of the vocabulary hits."""
    return [(m.text, m.code) for m in mentions if m.code is not None]


def open_phrases(mentions: list[IndustryMention]) -> list[str]:
    return [m.text for m in mentions if m.code is None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("이차전지 공장을 짓는다.", [("이차전지", "IND-BATTERY")]),
        ("2차전지 공장을 짓는다.", [("2차전지", "IND-BATTERY")]),
        ("2차 전지 공장을 짓는다.", [("2차 전지", "IND-BATTERY")]),
        ("수소와 로봇을 키운다.", [("수소", "IND-HYDROGEN"), ("로봇", "IND-ROBOT")]),
        ("농식품 제조·가공을 돕는다.", [("농식품 제조·가공", "IND-FOOD")]),
        ("농식품 제조ㆍ가공을 돕는다.", [("농식품 제조ㆍ가공", "IND-FOOD")]),
        ("보건·의료 분야를 돕는다.", [("보건·의료", "IND-MEDICAL")]),
        ("기계·조선을 키운다.", [("기계", "IND-MACH"), ("조선", "IND-SHIP")]),
        (
            "풍력·태양광 등 신재생에너지를 보급한다.",
            [("풍력", "IND-WIND"), ("태양광", "IND-SOLAR"), ("신재생에너지", "IND-RENEWABLE")],
        ),
        ("조선에 인공지능을 융합한다.", [("조선", "IND-SHIP"), ("인공지능", "IND-AI")]),
        ("도심항공교통(UAM)을 실증한다.", [("도심항공교통", "IND-UAM"), ("UAM", "IND-UAM")]),
        ("K-뷰티를 키운다.", [("K-뷰티", "IND-BEAUTY")]),
        ("물 산업을 키운다.", [("물 산업", "IND-WATER")]),
        ("수산물 가공을 돕는다.", [("수산물 가공", "IND-SEAFOOD")]),
        ("해상풍력 단지를 짓는다.", [("해상풍력 단지", "IND-WIND")]),
        ("시스템반도체를 설계한다.", [("시스템반도체", "IND-SEMI")]),
        ("첨단산업을 키운다.", [("첨단산업", "IND-ADVANCED")]),
    ],
)
def test_vocabulary_hits(read_text: ReadText, text: str, expected: list[tuple[str, str]]) -> None:
    assert named(find_industries(read_text(text))) == expected


@pytest.mark.parametrize(
    ("text", "phrase", "rule"),
    [
        ("갯벌치유 산업을 키운다.", "갯벌치유", "industry:before_strong_head"),
        ("고추냉이 특구를 지정한다.", "고추냉이", "industry:before_strong_head"),
        ("곶감 산업특구를 지정한다.", "곶감 산업", "industry:before_strong_head"),
        ("펫테크놀로지 클러스터를 짓는다.", "펫테크놀로지", "industry:before_strong_head"),
        ("물빛누리 규제자유특구를 지정한다.", "물빛누리", "industry:before_strong_head"),
        ("차세대 이동체 기업을 모은다.", "차세대 이동체", "industry:before_weak_head"),
    ],
)
def test_open_phrases(read_text: ReadText, text: str, phrase: str, rule: str) -> None:
    found = find_industries(read_text(text))
    assert [m.rule for m in found if m.text == phrase] == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "일자리 산업을 돕는다.",
        "탄소중립 산업을 키운다.",
        "고용 분야를 돕는다.",
        "균형발전 사업을 돕는다.",
        "도시재생 사업을 한다.",
        "지식재산 분야를 돕는다.",
        "연구개발 사업을 돕는다.",
        "기술사업화 기업을 돕는다.",
        "투자유치 기업을 찾는다.",
        "3대 산업을 키운다.",
        "5개 분야를 돕는다.",
        "우리 산업을 지킨다.",
        "산업을 키운다.",
        "회의를 열었다.",
    ],
)
def test_goals_and_cross_cutting_terms_are_no_industry(read_text: ReadText, text: str) -> None:
    assert find_industries(read_text(text)) == []


@pytest.mark.parametrize("word", ["첨단산업", "신산업", "제조업", "전략산업", "지역특화산업"])
def test_umbrella_terms_are_marked(read_text: ReadText, word: str) -> None:
    [mention] = [m for m in find_industries(read_text(f"{word}을 키운다.")) if m.code]
    assert (mention.text, mention.umbrella) == (word, True)


def test_a_sector_is_no_umbrella(read_text: ReadText) -> None:
    assert not any(m.umbrella for m in find_industries(read_text("수소와 조선을 키운다.")))


def test_mentions_know_their_lines(read_text: ReadText) -> None:
    reading = read_text("□ 반도체를 키운다.\n ㅇ 로봇을 키운다.", title="조선 도시")
    assert [(m.line, m.text, reading.text[m.start : m.end]) for m in find_industries(reading)] == [
        (0, "조선", "조선"),
        (1, "반도체", "반도체"),
        (2, "로봇", "로봇"),
    ]


def test_phrases_do_not_cross_lines(read_text: ReadText) -> None:
    assert find_industries(read_text("물빛누리\n특구를 지정한다.")) == []


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        pytest.param(
            "조선시대 유물을 옮긴다.",
            "조선",
            marks=pytest.mark.xfail(strict=True, reason="조선 of 조선시대 reads as shipbuilding"),
        ),
        pytest.param(
            "관련 산업을 키운다.",
            "관련",
            marks=pytest.mark.xfail(strict=True, reason="관련 is not among the cross-cutting terms"),
        ),
        pytest.param(
            "수소, 로봇 등 첨단기업을 모은다.",
            "첨단",
            marks=pytest.mark.xfail(strict=True, reason="첨단 is not among the umbrella terms"),
        ),
        pytest.param(
            "2차전지 기업을 모은다.",
            "전지",
            marks=pytest.mark.xfail(strict=True, reason="an open phrase may begin inside a vocabulary hit"),
        ),
    ],
)
def test_words_that_name_no_industry(read_text: ReadText, text: str, unwanted: str) -> None:
    assert unwanted not in [m.text for m in find_industries(read_text(text))]


@given(st.text(st.sampled_from("수소로봇조선이차전지2 ·ㆍ산업특구클러스터기업·등과.\n□*"), max_size=40))
@settings(max_examples=80, deadline=None)
def test_mentions_are_the_documents_own_words(read_text: ReadText, text: str) -> None:
    reading = read_text(text)
    for mention in find_industries(reading):
        line = reading.lines[mention.line]
        assert line.start <= mention.start < mention.end <= line.end
        assert reading.text[mention.start : mention.end] == mention.text
        assert (mention.code is None) == (mention.name is None)


@pytest.mark.parametrize(
    ("text", "examples"),
    [
        ("풍력·태양광 등 신재생에너지를 키운다.", {"풍력", "태양광"}),
        ("바이오, 미디어 등의 분야에 쓴다.", set()),
        ("기계·조선 등 제조업을 돕는다.", set()),
    ],
)
def test_examples_stand_before_the_sector_they_are_examples_of(
    text: str, examples: set[str], read_text: ReadText
) -> None:
    assert {m.text for m in find_industries(read_text(text)) if m.example} == examples


@pytest.mark.parametrize(
    ("text", "phrase", "enabling"),
    [
        ("인공지능 융합 산업을 키운다.", "인공지능 융합", True),
        ("인공지능을 배운다.", "인공지능", True),
        ("디지털 관광 산업을 키운다.", "디지털 관광", False),
        ("조선과 기계를 키운다.", "조선", False),
    ],
)
def test_a_technology_is_no_sector(text: str, phrase: str, enabling: bool, read_text: ReadText) -> None:
    assert [m.enabling for m in find_industries(read_text(text)) if m.text == phrase] == [enabling]
