"""Dates and periods in Korean policy prose, resolved to days by the document's own date.

How the vaguer forms are read: 초 and 말 of a year are its first and last quarter, of a month the month; A까지 has no
start, A부터 and A 이후 no end; 1990년대 is ten years. A month or half-year without a year is the document's year, a day
without a month the document's month, in a list (’25.9월, 11월) those of the date before; 지난 and 오는 move it to their
side of the document's date.
"""

import re
from datetime import date, timedelta

from policyminer.language.points import (
    APOSTROPHE,
    DAYS_LONG,
    TOWARD,
    TOWARDS,
    WEEKDAY,
    WORD_END,
    Point,
    bounds,
    coarser,
    full_year,
    next_occurrence,
    plausible_year,
    read_point,
    shifted,
)
from policyminer.language.quantities import DASH, SPACE, TILDE, Spanned, half_width
from policyminer.models import DatePrecision, Period

# The first class lets the search pass over the characters at which nothing can begin.
_TRIGGER = re.compile(
    r"[\d'‘’`´′ʼ‛올금내지재작이다오연향앞상하~∼〜∽˜]"
    rf"(?:(?<={APOSTROPHE})\d\d(?!\d)"
    rf"|(?<=\d)(?<!\d\d)(?<!\d[.,]\d)\d{{0,3}}(?!\d)(?={SPACE}(?:[년월일분./]|{DASH}))"
    r"|(?<![가-힣].)(?:(?<=올)|(?<=금)[년월]|(?<=내)[년달후]|(?<=지)난|(?<=재)작년|(?<=작)년|(?<=이)(?:달|번)|(?<=다)음"
    r"|(?<=오)는|(?<=연)[내초말]|(?<=향)후|(?<=앞)으로|(?<=[상하])(?<!상[·‧ㆍ/∙,].)반기)"
    rf"|(?<={TILDE})(?<![\d가-힣.)\]~∼].)(?={SPACE}(?:{APOSTROPHE}|\d)))"
)
_LENGTH = re.compile(
    rf"(?:향후|앞으로){SPACE}(?:약|총|최대)?{SPACE}(?P<count>[1-9]\d?){SPACE}(?P<unit>년|개월)(?:{SPACE}(?:간|동안))?"
)
_DECADE = re.compile(rf"(?:(?P<century>19|20)|{APOSTROPHE})?(?P<decade>\d0)년대{WORD_END}")
_WITHIN_YEAR = re.compile(r"연내(?![가-힣])|연내(?=에|로)")

_RANGE = re.compile(rf"{SPACE}(?:(?P<dash>{DASH})|부터|에서){SPACE}")
_UNTIL = re.compile(rf"{SPACE}까지|{SPACE}안에|{SPACE}내에")
_FROM = re.compile(rf"{SPACE}부터|{SPACE}이후|{SPACE}{TILDE}(?!{SPACE}{APOSTROPHE}?\d)")
_OPENING = re.compile(rf"{TILDE}{SPACE}")
_ANCHORED = re.compile(
    rf"{SPACE}(?:향후|총|약)?{SPACE}(?P<count>[1-9]\d?){SPACE}(?P<unit>년|개월)(?:{SPACE}동안|{SPACE}간)"
)

_YEARS = re.compile(
    rf"(?P<low>(?:19|20)\d\d|(?P<quote>{APOSTROPHE})?\d\d){SPACE}(?:{TILDE}|[-–])"
    rf"{SPACE}(?P<high>(?:19|20)\d\d|{APOSTROPHE}?\d\d)(?!\.?\d|-\d)(?:(?P<unit>{SPACE}년도?)|(?![가-힣A-Za-z%]))"
)
_NOT_YEARS = re.compile(rf"{SPACE}(?:이[상내하]|제|차|된|생|째|정도)")
_NUMBERS = re.compile(
    rf"{SPACE}{TOWARD}(?P<low>\d{{1,2}}){SPACE}{DASH}{SPACE}(?P<high>\d{{1,2}}){SPACE}"
    rf"(?:(?P<month>월)(?:{SPACE}[초말]{WORD_END})?|(?P<day>일)(?:{WEEKDAY}|{DAYS_LONG})|(?P<quarter>분기))"
)
_LOOSE_MONTH_DAY = re.compile(
    rf"(?P<month>\d{{1,2}}){SPACE}\.{SPACE}(?P<day>\d{{1,2}})(?!\d)(?:\.?{SPACE}일|\.)?{WEEKDAY}?"
)
_LOOSE_NUMBER = re.compile(
    rf"(?P<number>\d{{1,2}})(?![\d:]|\.\d)(?:\.?{SPACE}일|\.)?{WEEKDAY}?(?!{SPACE}[년월분개회차명건억만])"
)
_LISTED = re.compile(rf"{SPACE}[,·‧ㆍ]{SPACE}")
_RECURRING = re.compile(rf"(?:매년|매월|매달|매주|해마다|매|\d박|(?<![가-힣])주){SPACE}$")

_Span = tuple[date | None, date | None, DatePrecision]
_Read = tuple[int, _Span | None]


def find_periods(text: str, today: date | None) -> list[Spanned[Period]]:
    """Find the dates and periods that `text` states, in order, without overlaps.

    `today` is the document's date; without it relative and short forms (내년, 3월) give nothing. Lengths (5년간) are
    periods only when the text anchors them: 향후 5년간, 2024년부터 3년간. Days that no calendar has give nothing. Never
    raises; linear in the length of `text`.

    >>> found = find_periods("2024년부터 '26.6월까지", None)[0]
    >>> found.value.start, found.value.end, found.value.precision.value, found.value.text
    (datetime.date(2024, 1, 1), datetime.date(2026, 6, 30), 'year', "2024년부터 '26.6월까지")
    """
    found: list[Spanned[Period]] = []
    position = 0
    plain = half_width(text)
    for trigger in _TRIGGER.finditer(plain):
        start = trigger.start()
        if start < position:
            continue
        listed = found and _LISTED.fullmatch(plain, found[-1].end, start)
        base = (found[-1].value.start if listed and plain[start].isdigit() else None) or today
        position, span = _read(plain, start, base)
        if span is not None and not _RECURRING.search(plain, max(0, start - 4), start):
            found.append(Spanned(start, position, Period(*span, text[start:position])))
    return found


def _read(text: str, start: int, today: date | None) -> _Read:
    """Read the period at `start`; the end is where to go on, also when what stands there has no dates."""
    if length := _LENGTH.match(text, start):
        last = _after(today, length) if today else None
        precision = DatePrecision.YEAR if length["unit"] == "년" else DatePrecision.MONTH
        return length.end(), (today, last, precision) if last else None
    if decade := _DECADE.match(text, start):
        first = int(decade["century"] + decade["decade"]) if decade["century"] else full_year(decade["decade"])
        return decade.end(), (date(first, 1, 1), date(first + 9, 12, 31), DatePrecision.YEAR)
    if within := _WITHIN_YEAR.match(text, start):
        return within.end(), (None, date(today.year, 12, 31), DatePrecision.YEAR) if today else None
    if opening := _OPENING.match(text, start):
        return _opened(text, opening, today)
    if years := _years(text, start, today):
        return _closed(text, *years, today)
    point = read_point(text, start, today)
    numbers = _NUMBERS.match(text, point.end if point else start)
    pair = _shared_unit(point, numbers) if numbers else None
    if pair:
        return _closed(text, *pair, today)
    if point is None:
        return start, None
    right = _right_end(text, point, today)
    if right:
        return _closed(text, point, right, today)
    return _single(text, point, today)


def _opened(text: str, opening: re.Match[str], today: date | None) -> _Read:
    point = read_point(text, opening.end(), today)
    if point is None:
        return opening.end(), None
    limits = _limits(point, today)
    until = _UNTIL.match(text, point.end)
    return until.end() if until else point.end, (None, limits[1], point.precision) if limits else None


def _single(text: str, point: Point, today: date | None) -> _Read:
    """A point by itself, or a period with one end."""
    limits = _limits(point, today)
    since, until = _FROM.match(text, point.end), _UNTIL.match(text, point.end)
    side = since or until
    if side is None:
        return point.end, (*limits, point.precision) if limits else None
    if limits is None:
        return side.end(), None
    first, last = limits
    length = _ANCHORED.match(text, side.end())
    if length is None:
        return side.end(), (first, None, point.precision) if since else (None, last, point.precision)
    if since:
        return length.end(), (first, _after(first, length), point.precision)
    before = shifted(last + timedelta(days=1), -_months(length)) if last < date.max else None
    return length.end(), (before, last, point.precision)


def _closed(text: str, left: Point, right: Point, today: date | None) -> _Read:
    """A period from `left` to `right`, which takes from `left` what it leaves open."""
    until = _UNTIL.match(text, right.end)
    end = until.end() if until else right.end
    first = _limits(left, today)
    if first is None:
        return end, None
    last = _limits(right, today) if right.toward else bounds(right, first[0])
    if last and last[1] < first[0] and right.year is None:
        last = next_occurrence(right, first[0], 1)
    if last is None or last[1] < first[0]:
        return end, None
    return end, (first[0], last[1], coarser(left.precision, right.precision))


def _limits(point: Point, today: date | None) -> tuple[date, date] | None:
    """The point's bounds by the document's date, on the side of it that 지난 or 오는 names."""
    limits = bounds(point, today)
    if limits is None or today is None or point.year is not None or not point.toward:
        return limits
    if point.toward > 0:
        return limits if limits[1] >= today else next_occurrence(point, today, 1)
    # 지난 6월 said in June is last year's
    past = limits[0] <= today if point.day else limits[1] < today
    return limits if past else next_occurrence(point, today, -1)


def _right_end(text: str, left: Point, today: date | None) -> Point | None:
    to = _RANGE.match(text, left.end)
    if to is None:
        return None
    right = read_point(text, to.end(), today)
    if right is None and to["dash"]:
        right = _loose_end(text, to.end(), left)
    # 4월부터 5월에 …: only 까지 closes what 부터 opens
    if right is None or not (to["dash"] or _UNTIL.match(text, right.end)):
        return None
    return right


def _loose_end(text: str, start: int, left: Point) -> Point | None:
    """What only the left end shows to be a date: 12.21.~1.3, 4.28.∼29, '24.3~6."""
    if left.precision not in (DatePrecision.DAY, DatePrecision.MONTH):
        return None
    if left.day and (match := _LOOSE_MONTH_DAY.match(text, start)):
        month = int(match["month"])
        return Point(match.end(), DatePrecision.DAY, None, (month, month), int(match["day"]))
    match = _LOOSE_NUMBER.match(text, start)
    if match is None:
        return None
    number = int(match["number"])
    if left.day:
        return Point(match.end(), DatePrecision.DAY, None, None, number)
    return Point(match.end(), DatePrecision.MONTH, None, (number, number))


def _years(text: str, start: int, today: date | None) -> tuple[Point, Point] | None:
    """2022~2026년, '24~'28, 20~22년: the unit stands once or not at all."""
    match = _YEARS.match(text, start)
    if match is None:
        return None
    low, high = match["low"], match["high"]
    first = int(low) if len(low) == 4 else full_year(low[-2:])
    last = int(high) if len(high) == 4 else full_year(high[-2:])
    if first >= last:
        return None
    if len(low) == 2:
        stand = match["unit"] and last - first <= 6 and plausible_year(low, today) and plausible_year(high[-2:], today)
        if not stand or _NOT_YEARS.match(text, match.end()):
            return None
    left = Point(match.start("high"), DatePrecision.YEAR, first, (1, 12))
    return left, Point(match.end(), DatePrecision.YEAR, last, (1, 12))


def _shared_unit(point: Point | None, numbers: re.Match[str]) -> tuple[Point, Point] | None:
    """11월 6~10일, 2026년 1~3월, 1~3분기: two numbers under one unit, after what they have in common."""
    low, high = int(numbers["low"]), int(numbers["high"])
    year, toward = (point.year, point.toward) if point else (None, TOWARDS.get(numbers["toward"], 0))
    end = numbers.end()
    if numbers["day"]:
        if point and (point.precision is not DatePrecision.MONTH or point.months is None):
            return None
        day = DatePrecision.DAY
        return Point(end, day, year, point.months if point else None, low, toward), Point(end, day, day=high)
    if point and point.precision is not DatePrecision.YEAR:
        return None
    if numbers["month"]:
        month = DatePrecision.MONTH
        return Point(end, month, year, (low, low), None, toward), Point(end, month, months=(high, high))
    quarter = DatePrecision.QUARTER
    first, last = (3 * low - 2, 3 * low), (3 * high - 2, 3 * high)
    return Point(end, quarter, year, first, None, toward), Point(end, quarter, months=last)


def _after(first: date, length: re.Match[str]) -> date | None:
    """The last day of a length that begins on `first`."""
    behind = shifted(first, _months(length))
    return behind - timedelta(days=1) if behind else None


def _months(length: re.Match[str]) -> int:
    return int(length["count"]) * (12 if length["unit"] == "년" else 1)
