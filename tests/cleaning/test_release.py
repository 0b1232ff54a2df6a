"""Press releases: letterhead, title, subtitles, contacts, attachments."""

from datetime import date

import pytest

from policyminer.cleaning import clean
from policyminer.models import CleanText, Document, RemovalReason

LETTERHEAD = """한빛산업부
보도자료

보도시점

2024. 3. 6.(수) 11:00
< 3.6.(수) 석간 >

배포
2024. 3. 5.(화)

담당 부서
수소경제과
책임자
과 장
홍길동
(044-123-4567)
"""

BODY = """
한빛시에 수소 실증단지
문을 연다

- 한빛산업부, 2030년까지 실증단지 3곳 조성 -
- 액화수소 충전소 20기 설치 -

□ 한빛산업부(장관 김가온)는 3월 5일 한빛시에 수소 실증단지를 조성하기 위해
민간기업과 협약을 맺었다고 밝혔다.

 ㅇ 이번 사업은 액화수소 저장 기술
을 실증하는 것으로, 총사업비는 1,200억 원이다.

* 국비 600억 원, 지방비 600억 원

구분

예산

120
"""

FOOT = """
붙임 1. 실증단지 개요
 2. 협약식 계획. 끝.

담당 부서

한빛산업부
수소경제과

책임자

과 장

홍길동

(044-123-4567)

담당자

사무관

이몽룡

(044-123-4568)
"""

TITLE = "[보도자료] 한빛시에 수소 실증단지 문을 연다"


def release(text: str, title: str | None = TITLE, **stated: str) -> CleanText:
    return clean(Document(id="0", doc="release", text=text, title=title, **stated))  # type: ignore[arg-type]


def reasons(result: CleanText) -> dict[str, RemovalReason]:
    return {removed.line: removed.reason for removed in result.removed}


def test_body_keeps_subtitles_bullets_notes_and_cells() -> None:
    assert release(LETTERHEAD + BODY + FOOT).lines == [
        "- 한빛산업부, 2030년까지 실증단지 3곳 조성 -",
        "- 액화수소 충전소 20기 설치 -",
        "□ 한빛산업부(장관 김가온)는 3월 5일 한빛시에 수소 실증단지를 조성하기 위해 민간기업과 협약을 맺었다고 밝혔다.",
        "ㅇ 이번 사업은 액화수소 저장 기술을 실증하는 것으로, 총사업비는 1,200억 원이다.",
        "* 국비 600억 원, 지방비 600억 원",
        "구분",
        "예산",
        "120",
    ]


def test_every_removed_line_has_its_reason() -> None:
    found = reasons(release(LETTERHEAD + BODY + FOOT))
    assert found["한빛시에 수소 실증단지"] is RemovalReason.TITLE
    assert found["문을 연다"] is RemovalReason.TITLE
    assert found["보도시점"] is RemovalReason.LETTERHEAD
    assert found["2. 협약식 계획. 끝."] is RemovalReason.ATTACHMENT
    assert found["이몽룡"] is RemovalReason.CONTACT
    assert found["(044-123-4568)"] is RemovalReason.CONTACT


def test_metadata_of_the_letterhead() -> None:
    result = release(LETTERHEAD + BODY, title=None)
    assert result.title == "한빛시에 수소 실증단지 문을 연다"
    assert result.published == date(2024, 3, 6)
    assert result.publisher == "한빛산업부"


def test_stated_metadata_takes_precedence() -> None:
    document = Document(
        id="0",
        doc="a",
        text=LETTERHEAD + BODY,
        title=TITLE,
        publisher="다른청",
        published=date(2020, 1, 1),
        author="김",
    )
    result = clean(document)
    assert (result.title, result.publisher, result.published, result.author) == (
        TITLE,
        "다른청",
        date(2020, 1, 1),
        "김",
    )


def test_a_title_that_is_a_different_headline_is_no_body_above_a_subtitle() -> None:
    result = release("수소로 여는 미래\n- 3곳 조성 -\n□ 시는 단지를 만든다.", title="한빛시 주간 계획")
    assert result.lines == ["- 3곳 조성 -", "□ 시는 단지를 만든다."]


def test_a_first_sentence_much_like_the_title_stays() -> None:
    sentence = "한빛시는 내년 수소 실증단지를 조성한다."
    assert release(f"{sentence}\n이어 충전소도 짓는다.", title="한빛시 내년 수소 실증단지 조성").lines[0] == sentence


def test_a_subtitle_equal_to_the_title_stays() -> None:
    subtitle = "- 한빛시에 수소 실증단지 문을 연다 -"
    assert subtitle in release(f"미래를 열다\n{subtitle}\n□ 시는 단지를 만든다.").lines


@pytest.mark.parametrize(
    "line",
    [
        "* 문의: 수소경제과 홍길동 사무관(044-123-4567)",
        "이 보도자료와 관련하여 취재를 원하시면 수소경제과 홍길동(☎044-123-4567)에게 연락주시기 바랍니다.",
        "배포 즉시 보도하여 주시기 바랍니다.",
        '본 저작물은 공공누리 "출처표시" 조건에 따라 이용할 수 있습니다.',
        "협약식 계획.hwp[102 kb] [바로보기] 파일",
        "[사진: 홍길동 시장이 충전소를 둘러보고 있다.]",
        "<끝>",
    ],
)
def test_frame_lines_go(line: str) -> None:
    assert release(f"□ 시는 수소 실증단지를 조성한다.\n\n{line}", title=None).lines == [
        "□ 시는 수소 실증단지를 조성한다."
    ]


@pytest.mark.parametrize(
    "line",
    [
        "자세한 사항은 실증단지 운영팀(☎044-123-4567)에 문의하면 된다.",
        "등록",
        "보통",
        "서울",
        "과장급 인력 20명 양성",
        "※ 출처: 한빛통계원",
        "붙임",
        "참고 1",
        "홍보 담당자 교육 과정 개설",
    ],
)
def test_body_lines_that_look_like_a_frame_stay(line: str) -> None:
    text = f"□ 시는 수소 실증단지를 조성한다.\n\n{line}\n\n□ 예산은 1,200억 원이다."
    assert line in release(text, title=None).lines


def test_an_attachment_with_its_own_text_stays() -> None:
    text = "□ 시는 단지를 만든다.\n\n붙임 1\n\n실증단지 개요\n\n□ 위치: 한빛시 가온동\n\n□ 규모: 3만㎡ 부지를 쓴다."
    assert release(text, title=None).lines[1:] == [
        "붙임 1",
        "실증단지 개요",
        "□ 위치: 한빛시 가온동",
        "□ 규모: 3만㎡ 부지를 쓴다.",
    ]


def test_a_date_in_the_text_is_no_date_of_publication() -> None:
    assert release("□ 시는 2023. 5. 1. 단지를 열었다.\n[사진: 2022. 3. 4. 개소식]", title=None).published is None


def test_an_impossible_date_is_none() -> None:
    assert release("보도시점 2024. 13. 45.\n\n□ 시는 단지를 열었다.", title=None).published is None


def test_municipal_page_menus_above_the_title_and_survey_below_go() -> None:
    text = (
        "글자확대 글자축소 인쇄\n홈\n열린시정\n한빛시에 수소 실증단지 문을 연다\n"
        "시는 수소 실증단지를 조성한다고 5일 밝혔다."
        "\n이 페이지에서 제공하는 정보에 만족하십니까?\n매우만족\n보통\n의견등록"
    )
    assert release(text).lines == ["시는 수소 실증단지를 조성한다고 5일 밝혔다."]


def test_a_letterhead_without_labels_is_dated_by_its_date_line() -> None:
    head = "하늘도 보도자료\n2024. 8. 19.(월) 석간부터\n담당부서 물류과 과장 홍길동 (061-000-0000)\n\n"
    assert clean(Document(id="0", doc="a", text=head + "□ 하늘도는 항만을 정비한다.")).published == date(2024, 8, 19)


def test_a_letterhead_line_with_two_editions_is_no_title() -> None:
    head = "보도시점\n2024. 9. 21.(토) 11:00 이후 (9. 22.(일) 조간)\n배포일시\n2024. 9. 21.(토) 06:00\n"
    contacts = "담당부서\n물류과\n책임자\n과 장 홍길동 (061-000-0000)\n\n"
    result = clean(
        Document(id="0", doc="a", text=head + contacts + "항만 정비 서두른다\n- 3곳 동시에 -\n□ 시는 항만을 정비한다.")
    )
    assert (result.title, result.published) == ("항만 정비 서두른다", date(2024, 9, 21))
