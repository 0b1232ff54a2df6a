"""Candidate initiatives: phrases that end in an action noun, a verb's noun or the name of a project."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyminer.extraction.reading import Reading
from policyminer.language.morphemes import Morpheme

# Nouns of doing that end an initiative; collected by hand from public releases of 2020–2026 without the blind years.
ACTION_NOUNS = frozenset(
    "조성 구축 개발 건설 건립 설립 설치 도입 확대 지원 육성 운영 유치 투자 지정 선정 실증 양성 추진 제공 확충 강화 고도화 활성화 개선 전환 확산 보급 생산 건조 착공 준공 완공 개소 "
    "개통 개관 개장 출범 체결 공급 활용 연계 융합 적용 분석 연구 확보 발굴 마련 신설 증설 확장 이전 집적 집적화 정비 복원 보수 리모델링 설계 시공 매입 수출 판매 재배 방류 투입 착수 "
    "시행 실시 제작 교육 컨설팅 시험 검증 인증 평가 관리 점검 신축 증축 변경 승인 허가 통합 협력 상용화 사업화 국산화 표준화 자동화 디지털화 구체화 개편 편입 발전 도약 입주 신규지정 "
    "재개 취항 부여 제정 개최 구현 실현 진출 가동 발족 수립 촉진 창출 보강 해제 수행 진행 기획 개방 공유 협업 최적화 특화 구성 조정 허용 완화 감면 보조 융자 출자 무상임대 임대 분양 "
    "인재양성 인력양성 투자유치 기업유치 기반구축 저변확대 기술개발 연구개발 기술지원 사업화지원 R&D 현대화 다각화 대중화 글로벌화 고부가가치화 산업화 거점화 재생 재정비 정착 배치 배출 "
    "공모 채용 참여 이용 처리 수거 재활용 저감 감축 예방 대응 방제 보전 보존 복구 저장 운송 수송 운항 운행 연결 접목 발행 홍보 전시".split()
)
# Nouns that name a project without saying what is done.
PROJECT_NOUNS = frozenset(
    "사업 서비스 플랫폼 센터 클러스터 단지 특구 거점 시스템 솔루션 프로젝트 프로그램 인프라 체계 허브 벨트 도시 타운 연구소 발전소 밸리 지구 과정 공장 시설 기지 공항 항만 도로 철도 "
    "역 댐 산단 캠퍼스 대학원 학교 협의체 펀드 기금 모델 타워 터미널 부두 산업단지 테스트베드 생태계 데이터센터 전진기지 집적단지 특화단지 시범사업 조성사업 구축사업 지원사업 개발사업 "
    "실증사업 과제 연구회 교육사업 축제 마을 농장 공원 박물관 체험관 주차장 노선 충전소 실증단지 스테이션 파크 존 라인 설비 선도사업".split()
)
_NOMINAL = frozenset({"NNG", "NNP", "NNB", "XPN", "XSN", "XSM", "SL", "SN", "SH", "NR", "XR", "SW", "NP", "MM", "SO"})
_DROP_AT_END = frozenset({"SP", "SF", "SS", "SO", "SE", "SSO", "MAJ", "MAG", "XSV", "XSA", "VCP", "VX"})
_TAIL_TAGS = frozenset({"NNG", "NNP", "XSN", "SL", "XR"})
_EMPTY_TAILS = frozenset("등 것 수 중 때 및 외 내 간 바 데 곳 분 명 개 년 월 일 원 억원".split())
MAX_EDGES = 6
MAX_SPAN = 34
MIN_LENGTH = 4
_STRIP = " \t'\"‘’“”「」｢｣『』<>·,-*□ㅇ○▲△▷()"
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The morpheme an initiative may end with. `kind`: verb, action, project, name or inner (a noun inside a phrase)."""

    sentence: int
    index: int
    kind: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Morphemes `first:last` of one sentence as a possible initiative; `rank` counts left edges from the anchor."""

    anchor: Anchor
    first: int
    last: int
    rank: int
    edges: int
    text: str


def find_candidates(reading: Reading) -> Iterator[Candidate]:
    """Over-generate: every anchor of the body with up to `MAX_EDGES` left edges."""
    for number, sentence in enumerate(reading.sentences):
        if sentence.start < reading.body_start:
            continue
        for anchor in _anchors(reading.morphemes, number, sentence.first, sentence.last):
            firsts = _left_edges(reading.morphemes, anchor.index, sentence.first)
            for rank, first in enumerate(firsts):
                text = render(reading, first, anchor.index + 1)
                if len(text) >= MIN_LENGTH:
                    yield Candidate(anchor, first, anchor.index + 1, rank, len(firsts), text)


def _anchors(morphemes: Sequence[Morpheme], number: int, first: int, last: int) -> Iterator[Anchor]:
    for index in range(first, last):
        morpheme = morphemes[index]
        if morpheme.tag == "SSC" and (index + 1 == last or morphemes[index + 1].tag[0] in "JSE"):
            yield Anchor(number, index, "bracket")
            continue
        if morpheme.tag not in _TAIL_TAGS or morpheme.form in _EMPTY_TAILS:
            continue
        following = morphemes[index + 1] if index + 1 < last else None
        if following is not None and following.tag in ("XSV", "XSA"):
            yield Anchor(number, index, "verb")
        elif following is None or following.tag[0] in "JESV" or following.tag in ("NNB", "MAJ", "MAG"):
            if following is not None and following.tag in ("SL", "SN", "SH"):
                continue
            if morpheme.form in ACTION_NOUNS:
                yield Anchor(number, index, "action")
            elif is_project(morpheme.form):
                yield Anchor(number, index, "project")
            elif following is None or following.tag == "SP" or following.form == "등":
                yield Anchor(number, index, "name")
        elif morpheme.form in ACTION_NOUNS:
            yield Anchor(number, index, "inner")


def is_project(form: str) -> bool:
    """Whether a noun names a project by itself or by its last two syllables.

    >>> is_project("특화단지"), is_project("회의")
    (True, False)
    """
    return form in PROJECT_NOUNS or form[-2:] in PROJECT_NOUNS


def _left_edges(morphemes: Sequence[Morpheme], anchor: int, first: int) -> list[int]:
    """Starts of the noun phrases to the left of the anchor, nearest first."""
    edges: list[int] = []
    index = anchor
    while index > first and anchor - index < MAX_SPAN:
        if not _runs_on(morphemes[index - 1]):
            _add_edge(morphemes, edges, index, anchor)
            if len(edges) >= MAX_EDGES:
                return edges
        index -= 1
    if index == first:
        _add_edge(morphemes, edges, first, anchor)
    return edges[:MAX_EDGES]


def _runs_on(previous: Morpheme) -> bool:
    return previous.tag in _NOMINAL or previous.tag in ("SSO", "SSC") or previous.form in "·/-~"


def _add_edge(morphemes: Sequence[Morpheme], edges: list[int], index: int, anchor: int) -> None:
    while index < anchor and morphemes[index].tag not in _NOMINAL:
        index += 1
    if morphemes[index].tag in _NOMINAL and index not in edges:
        edges.append(index)


def render(reading: Reading, first: int, last: int) -> str:
    """The morphemes `first:last` as a noun phrase: object and topic particles and 등 before them left out, no
    particle or ending at either end (서비스를 개발 → 서비스 개발)."""
    morphemes, text = reading.morphemes, reading.text
    while last > first and (
        morphemes[last - 1].tag[0] in "JE" or morphemes[last - 1].tag in _DROP_AT_END or morphemes[last - 1].form == "등"
    ):
        last -= 1
    while first < last and (morphemes[first].tag[0] in "JE" or morphemes[first].tag in _DROP_AT_END):
        first += 1
    pieces: list[str] = []
    end = morphemes[first].start if first < last else 0
    for index in range(first, last):
        morpheme = morphemes[index]
        if morpheme.start > end:
            pieces.append(" ")
        start = max(morpheme.start, end)
        end = max(end, morpheme.end)
        if start >= morpheme.end or _is_left_out(morphemes, index, last):
            continue
        pieces.append(text[start : morpheme.end])
    return _SPACES.sub(" ", "".join(pieces)).strip(_STRIP) if pieces else ""


def _is_left_out(morphemes: Sequence[Morpheme], index: int, last: int) -> bool:
    morpheme = morphemes[index]
    if morpheme.tag == "JKO" or (morpheme.tag == "JX" and morpheme.form in ("은", "는", "도")):
        return True
    return morpheme.form == "등" and index + 1 < last and morphemes[index + 1].tag == "JKO"
