"""Flattened news pages: head, captions, related articles and foreign stories."""

from datetime import date

import pytest

from policyminer.cleaning import clean
from policyminer.cleaning.captions import dateline_end
from policyminer.models import CleanText, Document, RemovalReason

OWN = [
    "한빛도가 내년부터 액화수소 산업을 키우기 위해 실증단지 세 곳을 짓는다.",
    "한빛도는 5일 수소 산업 육성 계획을 내고 액화수소 저장과 운송 기술을 실증한다고 밝혔다.",
    "가온시에는 액화수소 저장 탱크 시험장이 들어서고 나래시에는 수소 트럭 충전소가 세워진다.",
    "도는 수소 전문기업 20곳을 뽑아 실증에 드는 비용을 3년 동안 지원할 계획이다.",
    "수소 실증단지가 문을 열면 액화수소 운송 비용이 크게 줄 것으로 도는 내다봤다.",
]
FOREIGN = (
    "[누리=새벽뉴스] 성춘향 기자 = 누리도가 해양 관광 육성 계획을 발표했다. "
    "누리도는 섬 여행 상품을 개발하고 요트 계류장을 늘린다. "
    "도는 관광객 편의를 위해 여객선 운항을 확대할 예정이다. 누리도 관계자는 관광 산업을 키우겠다고 말했다. "
    "chunhyang@example.com 2024-05-02 06:00"
)
PAGE = "\n\n".join(
    [
        "전체기사 최신뉴스 증권",
        "한빛도, 액화수소 실증단지 3곳 짓는다...내년 착공",
        "기사입력 : 2023년11월06일 09:30",
        "최종수정 : 2023년11월07일 10:00",
        "수소 트럭 충전소도 함께 세워",
        f"[한빛=새벽뉴스] 홍길동 기자 = {OWN[0]}",
        OWN[1],
        "[한빛=새벽뉴스]이몽룡 지사가 수소 충전소를 둘러보고 있다.[사진=한빛도] 2021.06.16photo@example",
        OWN[2],
        "액화수소 실증단지 조감도 [자료=한빛도] 2023.11.06 gildong@example.com",
        OWN[3],
        OWN[4],
        "gildong@example.com",
        "[새벽뉴스 베스트 기사]",
        "사진",
        f"누리도, 섬 여행 상품 개발 {FOREIGN}",
        "새벽쇼핑",
        "Top으로 이동",
        "저작권자 ⓒ 새벽뉴스, 무단 전재 및 재배포 금지",
    ]
)


def page(text: str, title: str | None = None) -> CleanText:
    return clean(Document(id="0", doc="page", text=text, title=title))


def reason_of(result: CleanText, part: str) -> RemovalReason:
    return next(removed.reason for removed in result.removed if part in removed.line)


def test_only_the_story_is_kept() -> None:
    assert page(PAGE).lines == OWN


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("전체기사", RemovalReason.MENU),
        ("한빛도, 액화수소", RemovalReason.TITLE),
        ("수소 트럭 충전소도 함께", RemovalReason.TITLE),
        ("기사입력", RemovalReason.TIMESTAMP),
        ("홍길동 기자", RemovalReason.DATELINE),
        ("이몽룡 지사가", RemovalReason.CAPTION),
        ("조감도", RemovalReason.CAPTION),
        ("베스트", RemovalReason.RELATED),
        ("누리도, 섬 여행", RemovalReason.RELATED),
        ("성춘향 기자", RemovalReason.FOREIGN_STORY),
        ("Top으로", RemovalReason.FOOTER),
        ("무단 전재", RemovalReason.COPYRIGHT),
    ],
)
def test_reasons(part: str, reason: RemovalReason) -> None:
    assert reason_of(page(PAGE), part) is reason


def test_metadata_comes_from_head_and_dateline_not_from_captions_or_other_stories() -> None:
    result = page(PAGE)
    assert result.title == "한빛도, 액화수소 실증단지 3곳 짓는다...내년 착공"
    assert (result.publisher, result.author, result.published) == ("새벽뉴스", "홍길동", date(2023, 11, 6))


def test_a_foreign_story_between_two_paragraphs_goes_and_the_rest_stays() -> None:
    text = "\n".join(["기사입력 2023.11.06", f"[한빛=새벽뉴스] 홍길동 기자 = {OWN[0]}", *OWN[1:4], FOREIGN, OWN[4]])
    result = page(text, title="한빛도, 액화수소 실증단지 3곳 짓는다")
    assert result.lines == OWN
    assert reason_of(result, "성춘향") is RemovalReason.FOREIGN_STORY


def test_a_foreign_story_on_the_same_policy_of_another_region_goes_with_its_second_paragraph() -> None:
    other = [
        "[누리=새벽뉴스] 성춘향 기자 = 누리도가 바닷가 산업단지에 수소 항만을 만들고 수소 선박을 띄운다.",
        "누리도는 수소 선박과 수소 항만을 위해 바닷가 산업단지의 땅을 빌려주고 수소 선박 기업의 세금을 깎는다.",
    ]
    text = "\n".join(["기사입력 2023.11.06", f"[한빛=새벽뉴스] 홍길동 기자 = {OWN[0]}", *OWN[1:], *other])
    assert page(text, title="한빛도, 액화수소 실증단지 3곳 짓는다").lines == OWN


def test_related_headlines_in_mid_page_go_and_the_story_goes_on() -> None:
    text = "\n".join(
        [
            f"[한빛=새벽뉴스] 홍길동 기자 = {OWN[0]}",
            *OWN[1:4],
            "[관련기사]",
            "누리도 요트 계류장 확대",
            OWN[1] + " " + OWN[4],
        ]
    )
    result = page(text)
    assert result.lines[-1] == OWN[1] + " " + OWN[4]
    assert reason_of(result, "요트") is RemovalReason.RELATED


def test_a_caption_inside_a_long_line_is_cut_out() -> None:
    caption = "[한빛=새벽뉴스] 변학도 기자 = 5일 한빛도청에서 협약식이 열리고 있다. 2023.11.05 hakdo@example.com"
    text = f"[한빛=새벽뉴스] 홍길동 기자 = {OWN[0]} {OWN[1]} {caption} {OWN[2]}"
    result = page(text)
    assert result.text == " ".join(OWN[:3])
    assert reason_of(result, "변학도") is RemovalReason.CAPTION


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("[세종=새벽뉴스] 홍길동 기자 = 시는 밝혔다.", "시는 밝혔다."),
        ("(한빛=새벽통신) 홍길동 성춘향 기자 = 시는 밝혔다.", "시는 밝혔다."),
        ("[새벽데일리 홍길동 기자] 시는 밝혔다.", "시는 밝혔다."),
        ("【한빛=새벽뉴스】홍길동 기자 = 시는 밝혔다.", "시는 밝혔다."),
        ("[새벽경제=홍길동 기자] 시는 밝혔다.", "시는 밝혔다."),
        ("홍길동 기자 = 시는 밝혔다.", "시는 밝혔다."),
        ("[새 정책] 시는 밝혔다.", "[새 정책] 시는 밝혔다."),
        ("(장관 홍길동)는 밝혔다.", "(장관 홍길동)는 밝혔다."),
    ],
)
def test_dateline(text: str, rest: str) -> None:
    assert text[dateline_end(text) :] == rest


def test_a_press_release_is_not_taken_for_news() -> None:
    text = "□ 시는 기자 간담회를 열었다.\n\n경제\n\n사회"
    assert page(text).lines == ["□ 시는 기자 간담회를 열었다.", "경제", "사회"]
