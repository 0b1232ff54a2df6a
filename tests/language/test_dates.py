from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyminer.language.dates import find_periods

TODAY = date(2026, 5, 20)

# input, start, end, precision, the text of the period, why; "" for an open end
Case = tuple[str, str, str, str, str, str]
CASES: list[Case] = [
    ("내년", "2027-01-01", "2027-12-31", "year", "내년", "relative year"),
    ("올해", "2026-01-01", "2026-12-31", "year", "올해", "relative year"),
    ("금년도 사업", "2026-01-01", "2026-12-31", "year", "금년도", "with 도"),
    ("지난해", "2025-01-01", "2025-12-31", "year", "지난해", "relative year"),
    ("지난 해", "2025-01-01", "2025-12-31", "year", "지난 해", "spaced"),
    ("작년", "2025-01-01", "2025-12-31", "year", "작년", "relative year"),
    ("재작년", "2024-01-01", "2024-12-31", "year", "재작년", "not 작년"),
    ("내후년", "2028-01-01", "2028-12-31", "year", "내후년", "relative year"),
    ("올 한 해", "2026-01-01", "2026-12-31", "year", "올 한 해", "올 with 해"),
    ("2024년도 예산", "2024-01-01", "2024-12-31", "year", "2024년도", "년도"),
    ("1953년 창설", "1953-01-01", "1953-12-31", "year", "1953년", "last century"),
    ("‘2024년 박람회’", "2024-01-01", "2024-12-31", "year", "2024년", "the quotation mark is no apostrophe"),
    ("‘25년", "2025-01-01", "2025-12-31", "year", "‘25년", "apostrophe"),
    ("(’19)", "2019-01-01", "2019-12-31", "year", "’19", "apostrophe without 년"),
    ("`30년", "2030-01-01", "2030-12-31", "year", "`30년", "grave accent"),
    ("'97년", "1997-01-01", "1997-12-31", "year", "'97년", "last century"),
    ("23년도", "2023-01-01", "2023-12-31", "year", "23년도", "bare digits with 도"),
    ("26년 신규사업", "2026-01-01", "2026-12-31", "year", "26년", "bare digits near the document"),
    ("20년(2020)", "2020-01-01", "2020-12-31", "year", "20년", "bare digits"),
    ("1990년대", "1990-01-01", "1999-12-31", "year", "1990년대", "decade"),
    ("90년대 후반", "1990-01-01", "1999-12-31", "year", "90년대", "short decade"),
    ("2020년대비 증가", "2020-01-01", "2020-12-31", "year", "2020년", "대비, no decade"),
    ("2025년 초등학교", "2025-01-01", "2025-12-31", "year", "2025년", "초등, no 초"),
    ("2026년 하반기", "2026-07-01", "2026-12-31", "half", "2026년 하반기", "half"),
    ("올해 상반기", "2026-01-01", "2026-06-30", "half", "올해 상반기", "half"),
    ("올 하반기", "2026-07-01", "2026-12-31", "half", "올 하반기", "올"),
    ("상반기 중", "2026-01-01", "2026-06-30", "half", "상반기", "half of the document's year"),
    ("’23.상반기", "2023-01-01", "2023-06-30", "half", "’23.상반기", "dot"),
    ("2021. 하반기", "2021-07-01", "2021-12-31", "half", "2021. 하반기", "year without 년"),
    ("2026년 1분기", "2026-01-01", "2026-03-31", "quarter", "2026년 1분기", "quarter"),
    ("3/4분기", "2026-07-01", "2026-09-30", "quarter", "3/4분기", "quarter of four"),
    ("내년 4분기", "2027-10-01", "2027-12-31", "quarter", "내년 4분기", "relative"),
    ("2025년 말", "2025-10-01", "2025-12-31", "quarter", "2025년 말", "end of a year"),
    ("내년 초", "2027-01-01", "2027-03-31", "quarter", "내년 초", "beginning of a year"),
    ("올해 연말", "2026-10-01", "2026-12-31", "quarter", "올해 연말", "연말"),
    ("내년 3월", "2027-03-01", "2027-03-31", "month", "내년 3월", "month"),
    ("지난해 12월", "2025-12-01", "2025-12-31", "month", "지난해 12월", "month"),
    ("지난 6월", "2025-06-01", "2025-06-30", "month", "지난 6월", "not yet this year"),
    ("지난 3월", "2026-03-01", "2026-03-31", "month", "지난 3월", "this year"),
    ("지난 5월", "2025-05-01", "2025-05-31", "month", "지난 5월", "said in May"),
    ("오는 10월", "2026-10-01", "2026-10-31", "month", "오는 10월", "this year"),
    ("오는 2월", "2027-02-01", "2027-02-28", "month", "오는 2월", "next year"),
    ("이달", "2026-05-01", "2026-05-31", "month", "이달", "document's month"),
    ("다음 달", "2026-06-01", "2026-06-30", "month", "다음 달", "spaced"),
    ("다음달", "2026-06-01", "2026-06-30", "month", "다음달", "joined"),
    ("지난달 말", "2026-04-01", "2026-04-30", "month", "지난달 말", "end of a month is the month"),
    ("10월 말", "2026-10-01", "2026-10-31", "month", "10월 말", "end of a month"),
    ("11월 중순", "2026-11-01", "2026-11-30", "month", "11월 중순", "middle of a month"),
    ("'26.1월말", "2026-01-01", "2026-01-31", "month", "'26.1월말", "short, joined"),
    ("’24.10 개소", "2024-10-01", "2024-10-31", "month", "’24.10", "month after a dot"),
    ("19.7월", "2019-07-01", "2019-07-31", "month", "19.7월", "no apostrophe, with 월"),
    ("2024. 2월", "2024-02-01", "2024-02-29", "month", "2024. 2월", "leap year"),
    ("2024.3.5.", "2024-03-05", "2024-03-05", "day", "2024.3.5.", "dots"),
    ("2024. 3. 5.(화)", "2024-03-05", "2024-03-05", "day", "2024. 3. 5.(화)", "weekday"),
    ("2025년 9월 30일", "2025-09-30", "2025-09-30", "day", "2025년 9월 30일", "full"),
    ("2024-03-05", "2024-03-05", "2024-03-05", "day", "2024-03-05", "ISO"),
    ("2024/3/5", "2024-03-05", "2024-03-05", "day", "2024/3/5", "slashes"),
    ("‘24.12.20일(금)", "2024-12-20", "2024-12-20", "day", "‘24.12.20일(금)", "short with 일"),
    ("26.3.5일 기준", "2026-03-05", "2026-03-05", "day", "26.3.5일", "no apostrophe"),
    ("２０２４년 ３월 ５일", "2024-03-05", "2024-03-05", "day", "２０２４년 ３월 ５일", "full-width"),
    ("3월 5일", "2026-03-05", "2026-03-05", "day", "3월 5일", "document's year"),
    ("2월 5일(월요일)", "2026-02-05", "2026-02-05", "day", "2월 5일(월요일)", "weekday in full"),
    ("3.5(화)", "2026-03-05", "2026-03-05", "day", "3.5(화)", "month.day with weekday"),
    ("7.25.(목)", "2026-07-25", "2026-07-25", "day", "7.25.(목)", "closing dot"),
    ("12.27일", "2026-12-27", "2026-12-27", "day", "12.27일", "month.day with 일"),
    ("설명회(9.27.)", "2026-09-27", "2026-09-27", "day", "9.27.", "month.day. before a bracket"),
    ("지난 9.14일", "2025-09-14", "2025-09-14", "day", "지난 9.14일", "last year's"),
    ("5일", "2026-05-05", "2026-05-05", "day", "5일", "document's month"),
    ("17일(수)", "2026-05-17", "2026-05-17", "day", "17일(수)", "weekday is not checked"),
    ("지난 28일", "2026-04-28", "2026-04-28", "day", "지난 28일", "month before"),
    ("지난 11일", "2026-05-11", "2026-05-11", "day", "지난 11일", "this month"),
    ("오는 3일", "2026-06-03", "2026-06-03", "day", "오는 3일", "month after"),
    ("이달 10일", "2026-05-10", "2026-05-10", "day", "이달 10일", "relative month"),
    ("내달 5일", "2026-06-05", "2026-06-05", "day", "내달 5일", "relative month"),
    ("2024년 2월 29일", "2024-02-29", "2024-02-29", "day", "2024년 2월 29일", "leap day"),
    ("2022~2026년", "2022-01-01", "2026-12-31", "year", "2022~2026년", "one unit"),
    ("2022년~2026년", "2022-01-01", "2026-12-31", "year", "2022년~2026년", "two units"),
    ("’24~’28", "2024-01-01", "2028-12-31", "year", "’24~’28", "apostrophes only"),
    ("'24년∼'28년", "2024-01-01", "2028-12-31", "year", "'24년∼'28년", "other tilde"),
    ("‘24~28년", "2024-01-01", "2028-12-31", "year", "‘24~28년", "one apostrophe"),
    ("(2020-2024)", "2020-01-01", "2024-12-31", "year", "2020-2024", "hyphen"),
    ("2024～26년", "2024-01-01", "2026-12-31", "year", "2024～26년", "short end"),
    ("20~22년간 총 50억", "2020-01-01", "2022-12-31", "year", "20~22년", "bare years"),
    ("2024년부터 2028년까지", "2024-01-01", "2028-12-31", "year", "2024년부터 2028년까지", "부터 … 까지"),
    ("올해부터 내년 6월까지", "2026-01-01", "2027-06-30", "year", "올해부터 내년 6월까지", "coarser bound"),
    (
        "지난해 12월부터 오는 7월까지",
        "2025-12-01",
        "2026-07-31",
        "month",
        "지난해 12월부터 오는 7월까지",
        "오는 at the end",
    ),
    ("3월부터 11월까지", "2026-03-01", "2026-11-30", "month", "3월부터 11월까지", "months"),
    ("11월부터 2월까지", "2026-11-01", "2027-02-28", "month", "11월부터 2월까지", "over New Year"),
    ("'24.3~'25.12", "2024-03-01", "2025-12-31", "month", "'24.3~'25.12", "short months"),
    ("2024.3∼2026.12", "2024-03-01", "2026-12-31", "month", "2024.3∼2026.12", "months"),
    ("2024.3~6", "2024-03-01", "2024-06-30", "month", "2024.3~6", "bare month"),
    ("2020. 10.∼2022. 12.", "2020-10-01", "2022-12-31", "month", "2020. 10.∼2022. 12.", "spaced dots"),
    ("‘22.4월~‘26.3월", "2022-04-01", "2026-03-31", "month", "‘22.4월~‘26.3월", "with 월"),
    ("`19.1~11월 누계", "2019-01-01", "2019-11-30", "month", "`19.1~11월", "year from the left"),
    ("3~4월 중", "2026-03-01", "2026-04-30", "month", "3~4월", "one unit"),
    ("7~8월초", "2026-07-01", "2026-08-31", "month", "7~8월초", "one unit with 초"),
    ("2026년 1∼3월", "2026-01-01", "2026-03-31", "month", "2026년 1∼3월", "year before both"),
    ("지난 2~3월", "2026-02-01", "2026-03-31", "month", "지난 2~3월", "지난 before both"),
    ("8월 말~10월", "2026-08-01", "2026-10-31", "month", "8월 말~10월", "part of a month"),
    ("1~3분기", "2026-01-01", "2026-09-30", "quarter", "1~3분기", "quarters"),
    ("2026년 상반기~2027년 하반기", "2026-01-01", "2027-12-31", "half", "2026년 상반기~2027년 하반기", "halves"),
    ("2020.11. ~ 2021. 상반기", "2020-11-01", "2021-06-30", "half", "2020.11. ~ 2021. 상반기", "month to half"),
    ("다음달 9~13일", "2026-06-09", "2026-06-13", "day", "다음달 9~13일", "one unit"),
    ("11월 6~10일까지", "2026-11-06", "2026-11-10", "day", "11월 6~10일까지", "one unit, 까지"),
    ("7월 3일∼5일", "2026-07-03", "2026-07-05", "day", "7월 3일∼5일", "month from the left"),
    ("28일부터 3일까지", "2026-05-28", "2026-06-03", "day", "28일부터 3일까지", "over the month's end"),
    ("지난 15일부터 16일까지", "2026-05-15", "2026-05-16", "day", "지난 15일부터 16일까지", "days"),
    ("’22.12.28.~’23.1.26.", "2022-12-28", "2023-01-26", "day", "’22.12.28.~’23.1.26.", "full dots"),
    ("'26. 3. 31. ~ 4. 11.까지", "2026-03-31", "2026-04-11", "day", "'26. 3. 31. ~ 4. 11.까지", "year from the left"),
    ("(10.20.~10.21.)", "2026-10-20", "2026-10-21", "day", "10.20.~10.21.", "month.day."),
    ("2024.12.21.~1.3", "2024-12-21", "2025-01-03", "day", "2024.12.21.~1.3", "over New Year"),
    ("6.24.(월) ~ 26.(수)", "2026-06-24", "2026-06-26", "day", "6.24.(월) ~ 26.(수)", "bare day"),
    (
        "2026년 6월 3일 ~ 2027년 2월",
        "2026-06-03",
        "2027-02-28",
        "month",
        "2026년 6월 3일 ~ 2027년 2월",
        "coarser bound",
    ),
    ("2030년까지", "", "2030-12-31", "year", "2030년까지", "no start"),
    ("올해말까지", "", "2026-12-31", "quarter", "올해말까지", "no start"),
    ("연말까지", "", "2026-12-31", "quarter", "연말까지", "until the year's end"),
    ("연내 착공", "", "2026-12-31", "year", "연내", "until the year's end"),
    ("올해 안에", "", "2026-12-31", "year", "올해 안에", "until the year's end"),
    ("12월말까지", "", "2026-12-31", "month", "12월말까지", "until the month's end"),
    ("4월 10일까지", "", "2026-04-10", "day", "4월 10일까지", "until a day"),
    ("(~’19.12월)", "", "2019-12-31", "month", "~’19.12월", "tilde before"),
    ("2024년부터", "2024-01-01", "", "year", "2024년부터", "no end"),
    ("11월 1일부터", "2026-11-01", "", "day", "11월 1일부터", "no end"),
    ("’18년~, 6개소", "2018-01-01", "", "year", "’18년~", "tilde behind"),
    ("2040년 이후", "2040-01-01", "", "year", "2040년 이후", "이후"),
    ("올 하반기부터", "2026-07-01", "", "half", "올 하반기부터", "no end"),
    ("향후 5년간", "2026-05-20", "2031-05-19", "year", "향후 5년간", "from the document's date"),
    ("앞으로 3년간", "2026-05-20", "2029-05-19", "year", "앞으로 3년간", "from the document's date"),
    ("향후 6개월간", "2026-05-20", "2026-11-19", "month", "향후 6개월간", "months"),
    ("2024년부터 3년간", "2024-01-01", "2026-12-31", "year", "2024년부터 3년간", "length from a year"),
    ("3월부터 6개월간", "2026-03-01", "2026-08-31", "month", "3월부터 6개월간", "length from a month"),
    ("2025년까지 6년간", "2020-01-01", "2025-12-31", "year", "2025년까지 6년간", "length before a year"),
    ("6월부터 매달", "2026-06-01", "", "month", "6월부터", "no end"),
]

# text without periods, why
NONE: list[tuple[str, str]] = [
    ("5년간", "length without an anchor"),
    ("지난 5년간", "the anchor is not stated"),
    ("20년간 운영", "length"),
    ("10년 만에", "length"),
    ("착공 후 20년이 지나", "length"),
    ("사업기간(20년)", "length"),
    ("25~30년 이상", "length"),
    ("2~4년제", "kind of school"),
    ("5개년 계획", "length"),
    ("3년 차", "ordinal"),
    ("5일간", "length"),
    ("15일 이내", "length"),
    ("20일로 단축", "length"),
    ("1일 평균", "a day"),
    ("주 5일", "days a week"),
    ("2박 3일", "length"),
    ("6개월", "length"),
    ("12개월", "length"),
    ("3분기 연속", "count"),
    ("매년 3월", "every year"),
    ("매월 5일", "every month"),
    ("상·하반기", "both halves are no half"),
    ("2월 29일", "2026 is no leap year"),
    ("2월 30일", "no such day, nor the 30th of the document's month"),
    ("2024년 13월", "no such month"),
    ("다음 달 31일", "June has 30 days"),
    ("2026년~2024년", "backwards"),
    ("0.66㎢", "decimal"),
    ("1.23조", "decimal"),
    ("3.5 배", "decimal"),
    ("4.0(540명)", "version"),
    ("042-470-0165", "telephone"),
    ("14:00~16:00", "hours"),
    ("'3특", "quoted word"),
    ("‘20대 과제’", "quoted word"),
    ("연말정산", "other word"),
    ("연내용", "other word"),
    ("3000년", "no year of ours"),
    ("국내년도", "other word"),
    ("향후 0년간", "no length"),
    ("", "empty"),
]

WITHOUT_TODAY: list[Case] = [
    ("2024년부터", "2024-01-01", "", "year", "2024년부터", "absolute"),
    ("’24~’28", "2024-01-01", "2028-12-31", "year", "’24~’28", "absolute"),
    ("23년도", "2023-01-01", "2023-12-31", "year", "23년도", "absolute"),
    ("1990년대", "1990-01-01", "1999-12-31", "year", "1990년대", "absolute"),
    ("'24.3~6", "2024-03-01", "2024-06-30", "month", "'24.3~6", "absolute"),
]


def _read(text: str, today: date | None) -> list[tuple[str, str, str, str]]:
    periods = [found.value for found in find_periods(text, today)]
    return [(str(p.start or ""), str(p.end or ""), p.precision.value, p.text) for p in periods]


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_periods(case: Case) -> None:
    text, start, end, precision, said, why = case
    assert _read(text, TODAY) == [(start, end, precision, said)], why


@pytest.mark.parametrize(("text", "why"), NONE, ids=[case[0] or "empty" for case in NONE])
def test_no_period(text: str, why: str) -> None:
    assert _read(text, TODAY) == [], why


@pytest.mark.parametrize("case", WITHOUT_TODAY, ids=[case[0] for case in WITHOUT_TODAY])
def test_absolute_forms_need_no_document_date(case: Case) -> None:
    text, start, end, precision, said, why = case
    assert _read(text, None) == [(start, end, precision, said)], why


@pytest.mark.parametrize(
    "text",
    [
        "내년",
        "올해 3월",
        "3월",
        "3월 5일",
        "5일",
        "다음 달",
        "상반기",
        "연내",
        "연말까지",
        "향후 5년간",
        "26년 사업",
        "1~3월",
    ],
)
def test_relative_forms_give_nothing_without_the_document_date(text: str) -> None:
    assert _read(text, None) == []


def test_a_list_takes_year_and_month_from_the_date_before() -> None:
    text = "간담회(’25.9월, 11월, 12월), 접수는 3월"
    assert [start for start, *_ in _read(text, TODAY)] == ["2025-09-01", "2025-11-01", "2025-12-01", "2026-03-01"]


def test_several_periods_in_a_sentence() -> None:
    text = "시는 올해 6월 착공해 2028년까지 단지를 짓고, 2029년부터 5년간 운영한다."
    assert [said for *_, said in _read(text, TODAY)] == ["올해 6월", "2028년까지", "2029년부터 5년간"]


def test_only_until_closes_from() -> None:
    assert [said for *_, said in _read("4월부터 5월에는 쉬고", TODAY)] == ["4월부터", "5월"]


def test_a_period_does_not_cross_a_line() -> None:
    assert [said for *_, said in _read("2024년\n3월", TODAY)] == ["2024년", "3월"]


@pytest.mark.parametrize("piece", ["1", "1.", "'24~", "지난 ", "2024. 3. ", "~", "~ 1", "매년 ", "향후 ", "1~1~"])
def test_a_long_repetition_is_read(piece: str) -> None:
    found = find_periods(piece * 20_000 + " 그리고 2031년 4월", TODAY)
    assert found[-1].value.start == date(2031, 4, 1)


def _check_spans(text: str, today: date | None) -> None:
    position = 0
    for found in find_periods(text, today):
        assert position <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.value.text
        assert found.value.start or found.value.end
        if found.value.start and found.value.end:
            assert found.value.start <= found.value.end
        position = found.end


@given(st.text(), st.none() | st.dates())
def test_any_text_gives_ordered_spans(text: str, today: date | None) -> None:
    _check_spans(text, today)


PIECES = [
    *"0123456789.~-/()'’ ,년월일말초",
    "20",
    "2024",
    "년 ",
    "월 ",
    "일(화)",
    "지난 ",
    "오는 ",
    "내년 ",
    "다음 달",
    "부터",
    "까지",
    "하반기",
    "분기",
    "향후 ",
    "년간",
    "연말",
    "년대",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.none() | st.dates())
def test_date_like_text_gives_ordered_spans(text: str, today: date | None) -> None:
    _check_spans(text, today)


@given(st.dates(date(2000, 1, 1), date(2059, 12, 31)))
def test_a_written_day_is_read_back(day: date) -> None:
    forms = [
        f"{day.year}년 {day.month}월 {day.day}일",
        f"{day.year}. {day.month}. {day.day}.",
        f"’{day:%y}.{day.month}.{day.day}",
        day.isoformat(),
    ]
    for form in forms:
        (found,) = find_periods(f"행사는 {form} 열린다", None)
        assert found.value.start == found.value.end == day
