import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyminer.language.money import find_money

만, 억, 조 = 10**4, 10**8, 10**12

# input, the amounts as (won, text), why
CASES: list[tuple[str, list[tuple[int, str]], str]] = [
    ("300억원", [(300 * 억, "300억원")], "plain"),
    ("93억5000만원", [(93 * 억 + 5000 * 만, "93억5000만원")], "two scales, no spaces"),
    ("국비 1조 2천억", [(12000 * 억, "1조 2천억")], "원 left out"),
    ("국비 1조 2천억 원", [(12000 * 억, "1조 2천억 원")], "with 원 after a space"),
    ("1조 9,019억원", [(19019 * 억, "1조 9,019억원")], "comma under 조"),
    ("2,783억 원", [(2783 * 억, "2,783억 원")], "space before 원"),
    ("3조3,368억원", [(33368 * 억, "3조3,368억원")], "no space after 조"),
    ("93.5억원", [(93_5000_0000, "93.5억원")], "decimal"),
    ("1.5조원", [(15000 * 억, "1.5조원")], "decimal under 조"),
    ("0.6억원", [(6000 * 만, "0.6억원")], "less than one"),
    ("622.54억원", [(622_5400_0000, "622.54억원")], "two decimals, exact"),
    ("5천만원", [(5000 * 만, "5천만원")], "small scale under 만"),
    ("4백만원", [(400 * 만, "4백만원")], "hundreds of 만"),
    ("3십억원", [(30 * 억, "3십억원")], "tens of 억"),
    ("500만 원", [(500 * 만, "500만 원")], "space"),
    ("5천8백만원", [(5800 * 만, "5천8백만원")], "two small scales"),
    ("6억 4천680만원", [(6_4680_0000, "6억 4천680만원")], "digits behind a small scale"),
    ("5천 5백만 원", [(5500 * 만, "5천 5백만 원")], "spaced small scales"),
    ("5천원", [(5000, "5천원")], "thousands alone"),
    ("2,380원", [(2380, "2,380원")], "no scale"),
    ("15원", [(15, "15원")], "small"),
    ("0원", [(0, "0원")], "zero is stated"),
    ("1,234천원", [(123_4000, "1,234천원")], "unit 천원"),
    ("12,345백만원", [(12_345 * 100 * 만, "12,345백만원")], "unit 백만원"),
    ("225백만원", [(2_2500_0000, "225백만원")], "unit 백만원 without comma"),
    ("1만 5천원", [(15000, "1만 5천원")], "만 and 천"),
    ("2만 3,500원", [(23500, "2만 3,500원")], "만 and units"),
    ("약 200여억원", [(200 * 억, "200여억원")], "여 before the scale"),
    ("178억여 원", [(178 * 억, "178억여 원")], "여 behind the scale"),
    ("100여 억 원", [(100 * 억, "100여 억 원")], "여 apart"),
    ("120여만 원", [(120 * 만, "120여만 원")], "여 under 만"),
    ("１２억 ３,０００만원", [(12_3000_0000, "１２억 ３,０００만원")], "full-width digits"),
    ("５，０００억원", [(5000 * 억, "５，０００억원")], "full-width comma"),
    ("1천조원 시장", [(1000 * 조, "1천조원")], "thousands of 조"),
    ("50조+α", [(50 * 조, "50조")], "bare 조 before a sign"),
    ("11.5조*의 민간 투자", [(115000 * 억, "11.5조")], "bare 조 before a footnote mark"),
    ("600조 규모의 시장", [(600 * 조, "600조")], "bare 조 before 규모"),
    ("4조 원전 수출", [(4 * 조, "4조")], "원 belongs to 원전"),
    ("국비 25억/년", [(25 * 억, "25억")], "bare 억 a year"),
    ("10억 개발비", [(10 * 억, "10억")], "개 is no counter in 개발"),
    ("20억 이상", [(20 * 억, "20억")], "bare 억 before 이상"),
    ("10억 초과", [(10 * 억, "10억")], "초 is no counter in 초과"),
    ("총 200억의 사업비", [(200 * 억, "200억")], "bare 억 with a particle"),
    ("80억 대비 증가", [(80 * 억, "80억")], "대 is no counter in 대비"),
    ("3억 5천만", [(3_5000_0000, "3억 5천만")], "억 + 만 without 원"),
    ("국비 88억, 지방비 32억", [(88 * 억, "88억"), (32 * 억, "32억")], "list"),
    ("출자 1,700억+회수 200억", [(1700 * 억, "1,700억"), (200 * 억, "200억")], "sum"),
    ("국비 200억 지방비 100억원", [(200 * 억, "200억"), (100 * 억, "100억원")], "bare, then with 원"),
    ("3억,5억 원", [(3 * 억, "3억"), (5 * 억, "5억 원")], "comma between amounts"),
    ("kg당 5,657원/kg", [(5657, "5,657원")], "price"),
    ("10억원당 3명", [(10 * 억, "10억원")], "억원당"),
    ("130만원인 경우", [(130 * 만, "130만원")], "원인 is a particle here"),
    ("100억 원가량", [(100 * 억, "100억 원")], "원가량"),
    ("100억~200억 원", [(100 * 억, "100억"), (200 * 억, "200억 원")], "range, both with scale"),
    ("100~200억원", [(100 * 억, "100"), (200 * 억, "200억원")], "range, one unit"),
    ("2∼3조 원", [(2 * 조, "2"), (3 * 조, "3조 원")], "range under 조"),
    ("2~3천만 원", [(2000 * 만, "2"), (3000 * 만, "3천만 원")], "range under 천만"),
    ("5천만~1억원", [(5000 * 만, "5천만"), (억, "1억원")], "range over scales"),
    ("136～215만 원", [(136 * 만, "136"), (215 * 만, "215만 원")], "full-width tilde"),
    ("2024~3억원", [(3 * 억, "3억원")], "a low end above the high one is none"),
    ("1,000억원~2,000억원", [(1000 * 억, "1,000억원"), (2000 * 억, "2,000억원")], "range, both with 원"),
    ("총 120억원(국비 60, 지방비 60)", [(120 * 억, "120억원"), (60 * 억, "60"), (60 * 억, "60")], "shares"),
    ("107억원(도비27, 시비80)", [(107 * 억, "107억원"), (27 * 억, "27"), (80 * 억, "80")], "shares, no space"),
    (
        "1조 2,000억원(국비 7,000·민자 5,000)",
        [(12000 * 억, "1조 2,000억원"), (7000 * 억, "7,000"), (5000 * 억, "5,000")],
        "shares are in the last unit of the total",
    ),
    ("120억원(국비 50, 지방비 50)", [(120 * 억, "120억원")], "may be percentages: they do not add up"),
    ("120억원(국비 60)", [(120 * 억, "120억원")], "one share is not enough"),
    ("120억원(남자 60, 여자 60)", [(120 * 억, "120억원")], "no sources of funds"),
    ("2,720억원(국비1 : 지방비1)", [(2720 * 억, "2,720억원")], "ratio"),
    (
        "총 80억원(국비 50억원, 시비 30억원)",
        [(80 * 억, "80억원"), (50 * 억, "50억원"), (30 * 억, "30억원")],
        "units given",
    ),
    ("3억 명", [], "counter"),
    ("1억 건의 자료", [], "counter with particle"),
    ("8억개 이상", [], "counter without space"),
    ("5천만 톤", [], "만 alone needs 원"),
    ("1억 2천만 명", [], "no partial figure"),
    ("3억5천", [], "unfinished figure"),
    ("2억 달러", [], "dollars"),
    ("35억불", [], "dollars, old word"),
    ("8억 불 달성", [], "dollars with a space"),
    ("1조 2,000억 달러", [], "dollars after two scales"),
    ("9.3조 유로", [], "euro"),
    ("50억 엔", [], "yen"),
    ("3억 미국 달러", [], "which dollars"),
    ("100억~200억 달러", [], "range in dollars"),
    ("US$3억", [], "currency sign before"),
    ("€ 9억", [], "currency sign and space"),
    ("10억분의 1", [], "fraction"),
    ("61.2억톤", [], "tonnes"),
    ("220억 Bq", [], "Latin unit"),
    ("3억㎡", [], "area"),
    ("제2조", [], "article"),
    ("민법 32조", [], "article of a law"),
    ("｢가칭 진흥법｣ 5조 제1항", [], "article and paragraph"),
    ("시행령 54조의2", [], "article 54-2"),
    ("5조 2교대", [], "shifts"),
    ("2인 1조", [], "teams of two"),
    ("3개 조", [], "teams"),
    ("7조에 따라", [], "article by what follows"),
    ("2.0 조성 지역", [], "조성"),
    ("수백억원", [], "no digits"),
    ("수십억 원대 피해", [], "no digits"),
    ("백만원", [], "a unit alone"),
    ("5원칙", [], "원칙"),
    ("2원화 체계", [], "원화"),
    ("10만 원목", [], "원목"),
    ("3원 색", [(3, "3원")], "three won, followed by a word"),
    ("1,2345억원", [], "misplaced comma"),
    ("1234567890123456억원", [], "no figure is that long"),
    ("", [], "empty"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[case[0][:20] or "empty" for case in CASES])
def test_amounts(text: str, expected: list[tuple[int, str]], why: str) -> None:
    assert [(found.value.won, found.value.text) for found in find_money(text)] == expected, why


def test_spans_point_into_a_longer_text() -> None:
    text = "○ 시는 올해 국비 12억 원과 시비 3억5000만원을 들여 센터를 짓는다."
    assert [text[found.start : found.end] for found in find_money(text)] == ["12억 원", "3억5000만원"]


def test_a_figure_does_not_cross_a_line() -> None:
    assert [found.value.won for found in find_money("1조\n2천억원")] == [조, 2000 * 억]


@pytest.mark.parametrize("piece", ["1", "1,", "5천", "1~", "1억", "국비 1억(", "1조 1억 1만 ", "１", "60, 국비 "])
def test_a_long_repetition_is_read(piece: str) -> None:
    text = piece * 20_000
    found = find_money(text + ". 7억원")
    assert found[-1].value.won == 7 * 억


def _check_spans(text: str) -> None:
    position = 0
    for found in find_money(text):
        assert position <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.value.text
        assert found.value.won >= 0
        position = found.end


@given(st.text())
def test_any_text_gives_ordered_spans(text: str) -> None:
    _check_spans(text)


@given(st.text(alphabet="0123456789１.,~ 십백천만억조여원명달러국지방비(제)\n", max_size=60))
def test_figure_like_text_gives_ordered_spans(text: str) -> None:
    _check_spans(text)


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_a_written_amount_is_read_back(eok: int, man: int) -> None:
    (found,) = find_money(f"사업비 {eok:,}억 {man:,}만 원을")
    assert found.value.won == eok * 억 + man * 만
