"""Candidate initiatives and how they are rendered."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyminer.extraction.initiatives import (
    INLINE_BULLETS,
    MAX_EDGES,
    MAX_LENGTH,
    MIN_LENGTH,
    find_anchors,
    find_candidates,
    is_project,
    render,
)
from policyminer.extraction.reading import Reading

from .conftest import ReadText


def candidates(reading: Reading) -> list[str]:
    return [candidate.text for candidate in find_candidates(reading, find_anchors(reading))]


ITEMS = "부산은 ▲수소선박 실증 ▲친환경 벙커링 기반 구축 ▲기자재 시험센터 건립을 추진한다."
CIRCLED = "① 전통주 체험관 조성 ② 양조 장비 보급"
TWO_CLAUSES = "스마트 양식장 3곳을 설치하고, 수산물 이력 관리 시스템을 도입한다."
TWO_OBJECTS = "인공지능 기반 제조공정 개선과 전문인력 양성을 지원한다."

# sentence, an initiative that must be among the candidates
EXPECTED: list[tuple[str, str]] = [
    ("전남도는 섬 관광 서비스를 개발할 예정이다.", "섬 관광 서비스 개발"),
    ("포항시는 이차전지 특화단지를 조성한다.", "이차전지 특화단지 조성"),
    ("수소충전소 확충 사업을 추진한다.", "수소충전소 확충 사업"),
    ("□ 초광역 물류·제조 융합 클러스터 조성", "초광역 물류·제조 융합 클러스터 조성"),
    (" ㅇ 신약 후보물질 분석 지원", "신약 후보물질 분석 지원"),
    ("1. 해상풍력 지원항만 구축", "해상풍력 지원항만 구축"),
    ("- 드론 배송 실증도시 선정", "드론 배송 실증도시 선정"),
    ("가. 반도체 장비 시험실 개소", "반도체 장비 시험실 개소"),
    ("* 국비 12억 원으로 저온 창고 확충", "저온 창고 확충"),
    ("울산시는 폐배터리 재활용 공장을 2026년까지 짓는다.", "폐배터리 재활용 공장"),
    ("로봇 실증센터가 대구에 문을 열었다.", "로봇 실증센터"),
    ("나주시는 에너지저장 실증단지를 구축하고 있다.", "에너지저장 실증단지 구축"),
    ("스마트팜 혁신밸리를 준공했다.", "스마트팜 혁신밸리 준공"),
    ("김 가공 공장의 수출 물류비를 지원하기로 했다.", "김 가공 공장의 수출 물류비 지원"),
    ("한우 유전자 은행 구축 등을 추진할 계획이다.", "한우 유전자 은행 구축"),
    ("섬유 소재의 시험·인증을 지원한다.", "섬유 소재의 시험·인증 지원"),
    ("규제자유특구로 지정됐다.", "규제자유특구로 지정"),
    ("도는 그린수소 생산 클러스터(거점)를 조성하는 방안을 찾는다.", "그린수소 생산 클러스터(거점) 조성"),
    ("완주군은 품질을 검사하는 인증센터를 건립한다.", "품질을 검사하는 인증센터 건립"),
    ("바이오 소재 기업의 입주를 돕는 임대공장 신축", "바이오 소재 기업의 입주를 돕는 임대공장 신축"),
    ("국내 최초 액화수소 생산기지 착공", "국내 최초 액화수소 생산기지 착공"),
    ("공동 물류센터 건립 및 저온 창고 확충", "공동 물류센터 건립"),
    ("공동 물류센터 건립 및 저온 창고 확충", "저온 창고 확충"),
    ("관광두레 사업으로 주민 여행사를 육성한다.", "주민 여행사 육성"),
    ("“‘바다누리 마리나’를 조성하겠다”고 말했다.", "바다누리 마리나’ 조성"),
    (TWO_CLAUSES, "스마트 양식장 3곳 설치"),
    (TWO_CLAUSES, "수산물 이력 관리 시스템 도입"),
    (TWO_OBJECTS, "인공지능 기반 제조공정 개선"),
    (TWO_OBJECTS, "전문인력 양성"),
    (ITEMS, "친환경 벙커링 기반 구축"),
    (ITEMS, "기자재 시험센터 건립"),
    (CIRCLED, "전통주 체험관 조성"),
    (CIRCLED, "양조 장비 보급"),
]

# sentence, an initiative that should be among the candidates, why it is not
MISSED: list[tuple[str, str, str]] = [
    (
        "도심항공교통 이착륙장(버티포트)을 세울 예정이다.",
        "도심항공교통 이착륙장(버티포트)",
        "neither 세우다 nor 이착륙장 is an anchor",
    ),
    (
        "완주군은 수소용품의 안전성을 검사하는 인증센터를 건립한다.",
        "수소용품의 안전성을 검사하는 인증센터 건립",
        "the left edges stop at MAX_EDGES",
    ),
]


@pytest.mark.parametrize(
    ("text", "initiative"),
    [
        *EXPECTED,
        *(
            pytest.param(text, initiative, marks=pytest.mark.xfail(strict=True, reason=reason))
            for text, initiative, reason in MISSED
        ),
    ],
)
def test_candidates(read_text: ReadText, text: str, initiative: str) -> None:
    assert initiative in candidates(read_text(text))


@pytest.mark.parametrize("bullet", sorted(INLINE_BULLETS))
def test_items_inside_a_sentence_are_not_crossed(read_text: ReadText, bullet: str) -> None:
    text = f"부산은 {bullet}수소선박 실증 {bullet}벙커링 기반 구축 {bullet}기자재 시험센터 건립을 추진한다."
    found = candidates(read_text(text))
    assert {"벙커링 기반 구축", "기자재 시험센터 건립"} <= set(found)
    assert not [c for c in found if bullet in c or ("실증" in c and "벙커링" in c) or ("구축" in c and "기자재" in c)]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("서비스를 개발할 예정이다.", "서비스 개발"),
        ("부두를 확충하는", "부두 확충"),
        ("물류비도 지원한다.", "물류비 지원"),
        ("창고는 정비한다.", "창고 정비"),
        ("창고와 부두를 정비한다.", "창고와 부두 정비"),
        ("부두의 안전을 강화한다.", "부두의 안전 강화"),
        ("창고 등을 정비한다.", "창고 정비"),
        ("배를 고치는 창고를 정비한다.", "배를 고치는 창고 정비"),
        ("‘물결 창고’를 정비한다.", "물결 창고’ 정비"),
    ],
)
def test_render(read_text: ReadText, text: str, phrase: str) -> None:
    reading = read_text(text)
    verbal_suffix = next(i for i, m in reversed(list(enumerate(reading.morphemes))) if m.tag == "XSV")
    assert render(reading, 0, verbal_suffix) == phrase


def test_render_leaves_endings_and_particles_out_at_both_ends(read_text: ReadText) -> None:
    reading = read_text("에서는 부두를 확충하고")
    assert render(reading, 0, len(reading.morphemes)) == "부두 확충"


def test_render_of_nothing_but_particles_is_empty(read_text: ReadText) -> None:
    reading = read_text("에서는")
    assert render(reading, 0, len(reading.morphemes)) == ""


@pytest.mark.parametrize(
    ("noun", "answer"), [("센터", True), ("시험센터", True), ("특화단지", True), ("회의", False), ("수소", False)]
)
def test_is_project(noun: str, answer: bool) -> None:
    assert is_project(noun) is answer


def test_the_title_gives_no_candidates(read_text: ReadText) -> None:
    reading = read_text("회의를 열었다.", title="수소 특화단지 조성")
    assert "수소 특화단지 조성" not in candidates(reading)


def test_candidates_do_not_cross_sentences_or_lines(read_text: ReadText) -> None:
    found = candidates(read_text("수소 부두를 짓는다. 로봇 창고를 정비한다.\n항만 도로\n저온 창고 확충"))
    assert "로봇 창고 정비" in found
    assert not [c for c in found if "부두" in c and "정비" in c]
    assert not [c for c in found if "도로" in c and "확충" in c]


@given(
    st.text(
        st.sampled_from("수소부두단지센터를을의에서는조성구축하고할했다▲①·(),‘’“ .\n□*-"),
        max_size=60,
    )
)
@settings(max_examples=80, deadline=None)
def test_candidates_are_sound(read_text: ReadText, text: str) -> None:
    reading = read_text(text)
    for candidate in find_candidates(reading, find_anchors(reading)):
        sentence = reading.sentences[candidate.anchor.sentence]
        assert sentence.first <= candidate.first <= candidate.anchor.index < sentence.last
        assert candidate.last == candidate.anchor.index + 1
        assert 0 <= candidate.rank < candidate.edges <= MAX_EDGES
        assert MIN_LENGTH <= len(candidate.text) <= MAX_LENGTH
        assert candidate.text == render(reading, candidate.first, candidate.last)
