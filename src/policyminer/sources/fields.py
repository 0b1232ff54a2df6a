"""The fields of a record: their names in the wild, and their values as the types of `Document`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from policyminer.errors import UsageError
from policyminer.sources.encoding import normalise

# Our field → the names it goes by, best first, as `_fold` leaves them. Korean ones as in BigKinds exports,
# data.go.kr and the boards of ministries.
_ALIASES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "doc", "docid", "newsid", "뉴스식별자", "식별자", "문서번호"),
    "title": ("title", "headline", "subject", "제목", "기사제목"),
    "publisher": ("publisher", "press", "media", "언론사", "매체", "매체명", "신문사", "발행기관", "부처"),
    "published": (
        *("published", "date", "publishedat", "pubdate", "datepublished"),
        *("일자", "날짜", "발행일", "게시일", "등록일", "보도일", "작성일"),
    ),
    "url": ("url", "link", "링크", "원문url", "원문주소"),
    "text": ("text", "body", "content", "contents", "본문", "기사본문", "내용"),
    "author": ("author", "byline", "reporter", "기자", "기고자", "작성자", "글쓴이"),
}

_YEAR_FIRST = re.compile(r"(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})(?!\d)")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?(?!\d)")
_MONTH_FIRST = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Fields:
    """What a record says of its document beside the text; None where it says nothing."""

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    author: str | None = None


def parse_field_map(text: str) -> dict[str, str]:
    """Parse `ours=theirs,ours=theirs`, as given on a command line, into a field map.

    Raises `UsageError` for a pair without `=`, a field that is none of ours, one named twice, or an empty name.

    >>> parse_field_map("text=본문, title=제목")
    {'text': '본문', 'title': '제목'}
    """
    field_map: dict[str, str] = {}
    for pair in text.split(","):
        ours, equals, theirs = (part.strip() for part in pair.partition("="))
        if not equals:
            raise UsageError(f"field map: {pair.strip()!r} is no pair; write it like text=본문,title=제목")
        if ours in field_map:
            raise UsageError(f"field map: {ours!r} is named twice; name each field once")
        field_map[ours] = theirs
    return check_field_map(field_map)


def check_field_map(field_map: Mapping[str, str]) -> dict[str, str]:
    """Return the map as a dict of its own; raises `UsageError` for an unknown field or an empty name."""
    for ours, theirs in field_map.items():
        if ours not in _ALIASES:
            raise UsageError(f"field map: {ours!r} is no field; the fields are {', '.join(_ALIASES)}")
        if not theirs:
            raise UsageError(f"field map: {ours!r} is given an empty name; name the field or column it stands in")
    return dict(field_map)


def field_values(record: Mapping[str, object], field_map: Mapping[str, str]) -> dict[str, object]:
    """Pick our fields out of a record by the map, then by their usual names; the first that is not empty counts.

    >>> field_values({"제목": "수소 산업", "Body": "본문"}, {})
    {'title': '수소 산업', 'text': '본문'}
    """
    values = {_fold(name): value for name, value in reversed(list(record.items()))}
    picked: dict[str, object] = {}
    for ours, names in _ALIASES.items():
        theirs = _fold(field_map.get(ours, ""))
        for name in (theirs,) if theirs in values else names:
            if values.get(name) not in (None, ""):
                picked[ours] = values[name]
                break
    return picked


def field_of(name: str, field_map: Mapping[str, str]) -> str | None:
    """Tell which of our fields a column or key holds, None for none.

    >>> field_of("기사 본문", {}), field_of("요약", {"text": "요약"}), field_of("비고", {})
    ('text', 'text', None)
    """
    return next(iter(field_values({name: True}, field_map)), None)


def to_fields(values: Mapping[str, object]) -> Fields:
    """Bring the values that `field_values` picked to the types of `Fields`."""
    published = _line(values.get("published"))
    return Fields(
        id=_line(values.get("id")),
        title=_line(values.get("title")),
        publisher=_line(values.get("publisher")),
        published=parse_date(published) if published else None,
        url=_line(values.get("url")),
        author=_line(values.get("author")),
    )


def parse_date(text: str) -> date | None:
    """Read the date at the start of a text; None where there is none or it is not in the calendar.

    Year first with any of `-./` or 년·월, eight digits, or month/day/year. A time after it is left aside, so that the
    date is the one the source states, in the source's own time zone.

    >>> parse_date("2024년 3월 5일"), parse_date("20240305"), parse_date("2024. 13. 5.")
    (datetime.date(2024, 3, 5), datetime.date(2024, 3, 5), None)
    """
    text = text.strip()
    if found := _MONTH_FIRST.match(text):
        year, month, day = found["year"], found["month"], found["day"]
    elif found := _YEAR_FIRST.match(text) or _DIGITS.match(text):
        year, month, day = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _line(value: object) -> str | None:
    """A text, a number, or a list of them as one line; None for anything else and for nothing."""
    values = value if isinstance(value, list) else [value]
    texts = (normalise(str(v)) for v in values if isinstance(v, str | int | float) and not isinstance(v, bool))
    return ", ".join(filter(None, (" ".join(text.split()) for text in texts))) or None


@lru_cache(maxsize=4096)
def _fold(name: str) -> str:
    return re.sub(r"[\s_-]+", "", normalise(name)).casefold()
