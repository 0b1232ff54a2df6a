"""The date of publication, from lines that label it and from nothing else."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from policyminer.cleaning.cues import DATE

_LABELS = (
    re.compile(
        r"^[\[(|<#\s\-]{0,4}(?:기사\s?입력|최초\s?입력|입력|등록|승인|송고|발행|게시|작성|날짜|보\s?도\s?시\s?점|보\s?도\s?일\s?시|게재)"
        r"(?:\s?(?:일시|일자|시간|시각|일))?\s?(?:[:：|\]]|\s|$|(?=\d))"
    ),
    re.compile(
        r"^[\[(|<#\s\-]{0,4}(?:배\s?포\s?일\s?시?|배\s?포|자료\s?배포|제\s?공\s?일|보\s?도)\s?(?:[:：|\]]|\s|$|(?=\d))"
    ),
    re.compile(
        r"^[\[(|<#\s\-]{0,4}(?:최종\s?)?(?:수정|업데이트)(?:\s?(?:일시|일자|시간|시각|일))?\s?(?:[:：|\]]|\s|$|(?=\d))"
    ),
)
_REPORTED = re.compile(r"(?:입력|등록|승인|송고|발행)\s?[:：]?\s?(?=20\d{2})")
_LOOK = 120


def labelled_date(texts: Sequence[str]) -> date | None:
    """The day stated beside the strongest label among `texts`, on its line or alone on the next; None if there is none.

    >>> labelled_date(["보도시점", "2026. 1. 7.(수) 11:00", "2025.3.1 사진"])
    datetime.date(2026, 1, 7)
    """
    for label in _LABELS:
        for index, text in enumerate(texts):
            match = label.match(text)
            if match is None:
                continue
            rest = text[match.end() : match.end() + _LOOK]
            found = _first_date([rest] if DATE.search(rest) else _alone(texts[index + 1 : index + 2]))
            if found:
                return found
    return _first_date(m.string[m.end() : m.end() + _LOOK] for t in texts if (m := _REPORTED.search(t[:_LOOK])))


def letterhead_date(texts: Sequence[str]) -> date | None:
    """The first day that one of the lines of a letterhead begins with, for letterheads without a label; a date by
    itself makes no letterhead.

    >>> letterhead_date(["전라남도 보도자료", "2020. 8. 19.(수)"])
    datetime.date(2020, 8, 19)
    """
    return _first_date(_alone(texts)) if len(texts) > 1 else None


def _alone(texts: Iterable[str]) -> list[str]:
    return [text for text in texts if (match := DATE.search(text[:_LOOK])) and match.start() <= 4]


def _first_date(texts: Iterable[str]) -> date | None:
    for text in texts:
        match = DATE.search(text)
        if match is None:
            continue
        year = match["y"] if len(match["y"]) == 4 else f"20{match['y'][1:]}"
        try:
            return date(int(year), int(match["m"]), int(match["d"]))
        except ValueError:
            continue
    return None
