"""Amounts of won in Korean policy prose.

A figure is digits with optional scale words (십 백 천 만 억 조). It is money when 원 follows; without 원 only when it
holds 조 or 억 and no counter, foreign currency or article of a law makes it something else.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from policyminer.language.quantities import DASH, SPACE, Spanned, half_width
from policyminer.models import Money

_SCALES = {"십": 10, "백": 100, "천": 1_000, "만": 10**4, "억": 10**8, "조": 10**12}

# Lengths are bounded so that no figure exceeds what Decimal holds exactly, and matching stays linear.
_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?!\d)(?:\.\d{1,6}(?!\d))?"
_COEFFICIENT = _NUMBER + "".join(rf"(?:{SPACE}{scale}(?:{SPACE}\d{{1,3}}(?![\d,.]))?+)?+" for scale in "천백십")


def _part(scale: str) -> str:
    return rf"{SPACE}{_COEFFICIENT}{SPACE}여?{SPACE}{scale}여?"


# 원 that begins another word: 2원화, 5원칙, 10만 원목
_OTHER_WON = r"칙|화|색|심|유|목|료|소(?!요)|형|점|생|아|장|천|본|산지|예|주|전|단|자재|자력|격"
_AMOUNT = re.compile(
    rf"(?=\d)(?:{_part('조')})?+(?:{_part('억')})?+(?:{_part('만')})?+(?:{SPACE}{_COEFFICIENT}여?)?+{SPACE}원(?!{_OTHER_WON})"
)
_WITHOUT_WON = re.compile(
    rf"(?=\d)(?:{_part('조')}(?:{_part('억')})?+|{_part('억')})(?:{_part('만')})?+"
    rf"(?!{SPACE}{_COEFFICIENT}{SPACE}[십백천만])(?!\d)(?!{SPACE}{DASH}{SPACE}\d)"
)

_PARTICLE = r"(?=[^가-힣]|$|[이가은는을를의에도로씩당]|까지|부터|정도|규모|짜리|가량|내외)"
_NOT_WON = re.compile(
    rf"{SPACE}(?:(?:[가-힣]{{1,4}}{SPACE})?달러|유로|위안|파운드|루블|루피|프랑|바트|페소|디르함|크로나|크로네|마리|그루|가구|세대|시간"
    r"|사람|미터|킬로|리터|배럴|베크렐|화소|비트|바이트|토큰|파라미터|매개변수|제곱|세제곱|개국|개사|개소|개월|개체|인분|여명"
    rf"|(?:엔|불|동|명|인|개|건|톤|회|대|주|배|평|장|권|매|년|분|초|점|번|통|병|잔|단|쌍|종|곳|편|척|본|좌|표|뷰){_PARTICLE}"
    r"|(?:USD|EUR|JPY|CNY|[kMGT]?Wh?|Bq|[kmc]?[mgtl]|TOE|toe|[kMGTP]?[bB])(?![A-Za-z])|[㎡㎥㎏㎞㎾㎿ℓ℃%％$€£¥])"
)
_FOREIGN_BEFORE = re.compile(rf"(?:[$€£¥]|미화|USD|EUR){SPACE}$")

_ARTICLE_BEFORE = re.compile(rf"(?:제|법|령|칙|규정|조례|협정|헌장|[인명]){SPACE}[」』｣)'’”]?{SPACE}$")
_ARTICLE_AFTER = re.compile(
    rf"의{SPACE}\d|{SPACE}제?{SPACE}\d+{SPACE}[항호조]|{SPACE}에{SPACE}(?:따|의|근거|명시|규정)|{SPACE}\d+{SPACE}교대|[식각]"
    r"|[성사직례정선치항건작합달기립업력명]"  # 2.0 조성, 3 조직
)

_LOW_END = re.compile(rf"(?P<figure>{_COEFFICIENT}{SPACE}(?P<scale>[만억조])?){SPACE}{DASH}{SPACE}(?=\d)")
# a whole run of digits and separators; the look-behinds keep a failed run from being tried again from its middle
_CANDIDATE = re.compile(rf"(?<!\d)(?<!\d[,.])\d[\d,.]*+(?={SPACE}(?:[십백천만억조원여]|{DASH}))")
_TOKEN = re.compile(rf"{_NUMBER}|[십백천만억조]")
_UNIT = re.compile(rf"{_NUMBER}{SPACE}(?P<unit>[십백천]?{SPACE}[만억조]?)")

_FUND = r"국비|도비|시비|군비|구비|시군비|지방비|국고|민자|민간|민간부담|자부담|융자|기금|기타"
_SHARE = rf"{SPACE}(?:{_FUND}){SPACE}:?{SPACE}{_NUMBER}{SPACE}"
_SHARES = re.compile(rf"{SPACE}\((?={_SHARE})(?:{_SHARE}[,·+/]){{1,5}}{_SHARE}\)")
_NUMBERS = re.compile(_NUMBER)

_Found = tuple[int, int, int]


def find_money(text: str) -> list[Spanned[Money]]:
    """Find the amounts of won that `text` states, in order, without overlaps.

    `won` is whole won (fractions of a won are rounded); of a range both ends are given. The bare shares of a total,
    120억원(국비 60, 지방비 60), are amounts when all name a source of funds and they add up to the total. Figures
    without digits (수백억원), foreign currency and counts (3억 명) are none. Never raises; linear in the length of
    `text`.

    >>> [(found.value.won, found.value.text) for found in find_money("국비 1조 2천억과 지방비 93억5000만원")]
    [(1200000000000, '1조 2천억'), (9350000000, '93억5000만원')]
    """
    found: list[Spanned[Money]] = []
    position = 0
    plain = half_width(text)
    for candidate in _CANDIDATE.finditer(plain):
        if candidate.start() < position:
            continue
        for start, end, won in _read(plain, candidate.start()):
            found.append(Spanned(start, end, Money(won, text[start:end])))
            position = end
    return found


def _read(text: str, start: int) -> Iterator[_Found]:
    """The amounts that begin at `start`: one, the two ends of a range, or a total with its shares."""
    end = _end_of_amount(text, start)
    if end is not None:
        yield start, end, _won(text[start:end])
        yield from _shares(text, start, end)
        return
    low = _LOW_END.match(text, start)
    if low is None or _foreign_before(text, start):
        return
    end = _end_of_amount(text, low.end())
    if end is None:
        return
    high_won, low_won = _won(text[low.end() : end]), _won(low["figure"])
    unit = _UNIT.match(text, low.end())
    if low["scale"] is None and unit is not None:
        low_won = _won(low["figure"] + unit["unit"])
    if low_won <= high_won:
        yield start, start + len(low["figure"].rstrip()), low_won
    yield low.end(), end, high_won


def _end_of_amount(text: str, start: int) -> int | None:
    amount = _AMOUNT.match(text, start)
    if amount is not None:
        # 제2원 …: an ordinal, not a price
        return None if text[start - 1 : start] == "제" else amount.end()
    amount = _WITHOUT_WON.match(text, start)
    if amount is None or _NOT_WON.match(text, amount.end()) or _foreign_before(text, start):
        return None
    if amount.group().endswith("조") and (
        _ARTICLE_BEFORE.search(text, max(0, start - 8), start) or _ARTICLE_AFTER.match(text, amount.end())
    ):
        return None
    return amount.end()


def _foreign_before(text: str, start: int) -> bool:
    return _FOREIGN_BEFORE.search(text, max(0, start - 4), start) is not None


def _shares(text: str, start: int, end: int) -> Iterator[_Found]:
    shares = _SHARES.match(text, end)
    if shares is None:
        return
    last = list(_UNIT.finditer(text, start, end))[-1]
    unit = _won("1" + last["unit"])
    found = [
        (number.start(), number.end(), round(_decimal(number.group()) * unit))
        for number in _NUMBERS.finditer(text, shares.start(), shares.end())
    ]
    total = _won(text[start:end])
    # shares of a hundred (국비 50, 지방비 50) look the same: only the sum tells them apart
    if abs(sum(won for _, _, won in found) - total) * 100 <= total:
        yield from found


def _won(figure: str) -> int:
    """The value of a figure with scale words.

    >>> _won("1조 2천억")
    1200000000000
    >>> _won("12,345백만")
    12345000000
    """
    total = section = Decimal(0)
    number: Decimal | None = None
    for token in _TOKEN.findall(figure):
        scale = _SCALES.get(token)
        if scale is None:
            number = _decimal(token)
        elif scale < _SCALES["만"]:
            section += (Decimal(1) if number is None else number) * scale
            number = None
        else:
            total += (section + (number or 0)) * scale
            section, number = Decimal(0), None
    return round(total + section + (number or 0))


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))
