"""One point of the calendar as prose writes it: 2026년 하반기, '24.3, 지난 6월, 3.5(화), 다음 달 9일."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from policyminer.language.quantities import DASH, SPACE
from policyminer.models import DatePrecision

APOSTROPHE = r"['‘’`´′ʼ‛]"
WEEKDAY = rf"(?:{SPACE}\({SPACE}[월화수목금토일月火水木金土日](?:요일)?{SPACE}\))"
# what may follow 초, 말 or 년대: 초등, 말레이시아 and 2020년대비 are other words
WORD_END = r"(?=[^가-힣]|$|까지|부터|에|의|쯤|경|께|이후|이전|기준|현재|로|은|는|이[면다며]|[준완착]공|개통|예정|목표)"
# what follows a number of days or years that is a length, not a date
DAYS_LONG = (
    rf"(?![간째차씩로만생분])(?!{SPACE}(?:이내|이상|이하|미만|동안|전[^가-힣남북주]|전까지|후|뒤|마다|간격|평균|최대|처리|생산|충전"
    r"|이용|정도|여|소요|\d))"
)
_YEARS_LONG = re.compile(
    rf"{SPACE}(?:[간째차만생제후뒤넘여이]|마다|동안|단위|주기|내외|정도|가까|미만|연속|연장|무상|임대|빈도|거치|상환|안팎|남짓|전후"
    r"|전[^가-힣남북]|으로|을|의|분|치|근속|경력|단임|세월)"
)
_LENGTH_BEFORE = re.compile(
    rf"(?:지난|최근|과거|향후|앞으로|약|총|최대|최소|이후|도입|매|만|업력|기간|수명|경력|후|추가|새로운){SPACE}\(?$"
)

TOWARD = rf"(?:(?P<toward>지난|오는){SPACE})?"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])(?!\d)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)"
_DAY_OF_MONTH = rf"{SPACE}(?P<day>\d{{1,2}}){SPACE}일(?![간째차]){WEEKDAY}?"
_PART_OF_MONTH = rf"{SPACE}(?:초순|초|중순|하순|말){WORD_END}"
_IN_YEAR = (
    rf"(?P<month>\d{{1,2}}){SPACE}월(?:{_DAY_OF_MONTH}|{_PART_OF_MONTH})?"
    rf"|(?P<half>[상하])반기|(?P<quarter>[1-4]){SPACE}(?:/{SPACE}4{SPACE})?분기(?!{SPACE}연속)|연?(?P<edge>[초말]){WORD_END}"
)
_YEAR = (
    rf"(?:(?P<year>(?:19|20)\d\d)(?:{SPACE}년(?!{SPACE}(?:간|동안|만에|역사|전통)|대{WORD_END})도?|(?=\.{SPACE}[상하]반기))"
    rf"|{APOSTROPHE}(?P<quoted>\d\d)(?:{SPACE}년(?!대|간|만에|동안)도?|(?![\d가-힣A-Za-z%]))|(?P<bare>\d\d)년(?P<fiscal>도)?"
    rf"|(?P<relative>재작년|지난{SPACE}해|작년|올해|금년|내년|내후년)도?"
    rf"|(?P<this>올{SPACE}한{SPACE}해|올(?={SPACE}(?:[상하]반기|연[초말]|\d))))"
)
_ISO = re.compile(rf"(?P<year>(?:19|20)\d\d)(?P<mark>[-/]){_MONTH}(?P=mark){_DAY}")
_DOTTED = re.compile(
    rf"{TOWARD}(?:(?P<year>(?:19|20)\d\d)|{APOSTROPHE}(?P<quoted>\d\d)|(?P<bare>\d\d)){SPACE}\.{SPACE}{_MONTH}"
    rf"(?!{SPACE}[억만천조%]|[a-zA-Z])(?:{SPACE}\.{SPACE}{_DAY}(?![개명건억조만천%]|{SPACE}월))?(?!\.?\d)"
    rf"(?:\.?{SPACE}(?P<unit>[월일])(?!간)(?:{_PART_OF_MONTH})?|\.)?{WEEKDAY}?"
)
# alone, month.day looks like a decimal: 일, a weekday, or a dot before a closing mark tells them apart
_MONTH_DAY = re.compile(
    rf"{TOWARD}{_MONTH}{SPACE}\.{SPACE}{_DAY}"
    rf"(?:\.?{SPACE}일(?!간){WEEKDAY}?|\.?{WEEKDAY}|\.(?={SPACE}(?:{DASH}|[),]|부터|까지)))"
)
_NAMED = re.compile(rf"{TOWARD}{_YEAR}(?:\.?{SPACE}(?:{_IN_YEAR}))?")
_YEARLESS = re.compile(rf"{TOWARD}(?:{_IN_YEAR})")
_RELATIVE_MONTH = re.compile(
    rf"(?P<relative_month>지난{SPACE}달|이달(?!의)|이번{SPACE}달|금월|다음{SPACE}달|내달)(?:{_DAY_OF_MONTH}|{_PART_OF_MONTH})?"
)
_DAY_ALONE = re.compile(rf"{TOWARD}(?P<day>\d{{1,2}}){SPACE}일(?:{WEEKDAY}|{DAYS_LONG})")
_PATTERNS = (_ISO, _DOTTED, _MONTH_DAY, _NAMED, _YEARLESS, _RELATIVE_MONTH, _DAY_ALONE)

_RELATIVE_YEARS = {"재작년": -2, "지난해": -1, "작년": -1, "올해": 0, "금년": 0, "내년": 1, "내후년": 2}
_RELATIVE_MONTHS = {"지난달": -1, "이달": 0, "이번달": 0, "금월": 0, "다음달": 1, "내달": 1}
TOWARDS = {"지난": -1, "오는": 1}
_HALVES = {"상": (1, 6), "하": (7, 12)}
_EDGES = {"초": (1, 3), "말": (10, 12)}
_ROUGHNESS = {precision: rank for rank, precision in enumerate(DatePrecision)}


@dataclass(frozen=True, slots=True)
class Point:
    """A day or a span of months, as far as the text states it; what it leaves to the context is None.

    `end` is the offset behind the expression; `months` are the first and the last; `toward` is -1 after 지난, 1 after
    오는.
    """

    end: int
    precision: DatePrecision
    year: int | None = None
    months: tuple[int, int] | None = None
    day: int | None = None
    toward: int = 0


def read_point(text: str, start: int, today: date | None) -> Point | None:
    """Read the point that begins at `start`; relative ones (내년, 다음 달) count from `today` and stay open without it.

    The month and day need not exist: `bounds` says so.
    """
    for pattern in _PATTERNS:
        match = pattern.match(text, start)
        if match is not None:
            point = _point(match, text, today)
            if point is not None:
                return point
    return None


def bounds(point: Point, base: date | None) -> tuple[date, date] | None:
    """The first and the last day of `point`; `base` gives the year and month that it leaves open.

    None where the base is needed and missing, or the calendar has no such day.

    >>> bounds(Point(0, DatePrecision.MONTH, months=(2, 2)), date(2024, 7, 1))
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    year = point.year or (base.year if base else None)
    months = point.months or ((base.month, base.month) if base else None)
    if year is None or months is None:
        return None
    try:
        first = date(year, months[0], point.day or 1)
        return first, first if point.day else date(year, months[1], monthrange(year, months[1])[1])
    except ValueError:
        return None


def shifted(day: date, months: int) -> date | None:
    """`day` so many months later (or earlier), on the month's last day where it is shorter; None outside the calendar.

    >>> shifted(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def next_occurrence(point: Point, base: date, step: int) -> tuple[date, date] | None:
    """The bounds of a point without a year, a year (a month where it is only a day) later or earlier than by `base`."""
    moved = shifted(base.replace(day=1), step * (1 if point.months is None else 12))
    return None if moved is None else bounds(point, moved)


def coarser(one: DatePrecision, other: DatePrecision) -> DatePrecision:
    """The less precise of two.

    >>> coarser(DatePrecision.DAY, DatePrecision.MONTH).value
    'month'
    """
    return max(one, other, key=_ROUGHNESS.__getitem__)


def full_year(two_digits: str) -> int:
    """The year of '24: up to '59 in this century, from '60 in the last.

    >>> full_year("24"), full_year("97")
    (2024, 1997)
    """
    year = int(two_digits)
    return 2000 + year if year < 60 else 1900 + year


def plausible_year(two_digits: str, today: date | None) -> bool:
    """Whether bare digits can be a year of the document's time: from 10 years before to 15 after it."""
    return today is not None and -10 <= full_year(two_digits) - today.year <= 15


def _point(match: re.Match[str], text: str, today: date | None) -> Point | None:
    said = match.groupdict()
    if said.get("bare") and not _bare_year_stands(match, text, today):
        return None
    year = _year(said, today)
    months = _months(said)
    if said.get("relative_month") and today is not None:
        month = shifted(today.replace(day=1), _RELATIVE_MONTHS[said["relative_month"].replace(" ", "")])
        year, months = (month.year, (month.month, month.month)) if month else (None, None)
    return Point(
        match.end(),
        _precision(said),
        year,
        months,
        int(said["day"]) if said.get("day") else None,
        TOWARDS.get(said.get("toward") or "", 0),
    )


def _year(said: dict[str, str | None], today: date | None) -> int | None:
    if digits := said.get("year"):
        return int(digits)
    if digits := said.get("quoted") or said.get("bare"):
        return full_year(digits)
    if said.get("this"):
        return today.year if today else None
    if name := said.get("relative"):
        return today.year + _RELATIVE_YEARS[re.sub(r"\s", "", name)] if today else None
    return None


def _months(said: dict[str, str | None]) -> tuple[int, int] | None:
    if month := said.get("month"):
        return int(month), int(month)
    if quarter := said.get("quarter"):
        return 3 * int(quarter) - 2, 3 * int(quarter)
    if half := said.get("half"):
        return _HALVES[half]
    if edge := said.get("edge"):
        return _EDGES[edge]
    if said.get("year") or said.get("quoted") or said.get("bare") or said.get("relative") or said.get("this"):
        return 1, 12
    return None


def _precision(said: dict[str, str | None]) -> DatePrecision:
    if said.get("day"):
        return DatePrecision.DAY
    if said.get("month") or said.get("relative_month"):
        return DatePrecision.MONTH
    if said.get("quarter") or said.get("edge"):
        return DatePrecision.QUARTER
    return DatePrecision.HALF if said.get("half") else DatePrecision.YEAR


def _bare_year_stands(match: re.Match[str], text: str, today: date | None) -> bool:
    """20년 is a year or twenty years, 20.7 a month or a decimal: only the words around tell."""
    said = match.groupdict()
    if "unit" in said:
        return plausible_year(said["bare"], today) and bool(said["day"] or said["unit"] == "월")
    if said["fiscal"] or said["month"] or said["half"] or said["quarter"] or said["edge"]:
        return True
    start = match.start("bare")
    return (
        plausible_year(said["bare"], today)
        and not _YEARS_LONG.match(text, match.end())
        and not _LENGTH_BEFORE.search(text, max(0, start - 6), start)
    )
