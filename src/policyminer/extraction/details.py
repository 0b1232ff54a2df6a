"""The money, the period and the government bodies that a sentence states for an initiative."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import TypeVar

from policyminer.extraction.features.links import Span
from policyminer.extraction.reading import Reading
from policyminer.language.dates import find_periods
from policyminer.language.money import find_money
from policyminer.language.quantities import Spanned
from policyminer.models import DatePrecision, Money, Period
from policyminer.vocab import load_bodies

Value = TypeVar("Value")
# An amount or a date further from the initiative than this (code points) is likely another one's.
REACH = 40


def budget_of(reading: Reading, span: Span) -> Money | None:
    """The amount nearest to the initiative in its sentence, in whole won; None where none is within reach."""
    sentence = reading.text[span.sentence_start : span.sentence_end]
    return _nearest(find_money(sentence), span)


def period_of(reading: Reading, span: Span, published: date | None) -> Period | None:
    """The period nearest to the initiative in its sentence, relative dates resolved against `published`.

    A day by itself is most often that of the announcement, and is left out.
    """
    sentence = reading.text[span.sentence_start : span.sentence_end]
    found = find_periods(sentence, published)
    return _nearest((p for p in found if p.value.precision is not DatePrecision.DAY), span)


def agencies_of(reading: Reading, span: Span) -> tuple[str, ...]:
    """The central government bodies named in the initiative's sentence, in order, by their official names on the
    document's day."""
    sentence = reading.text[span.sentence_start : span.sentence_end]
    bodies = load_bodies()
    found = (bodies.find(match[0], reading.published) for match in _body_forms().finditer(sentence))
    return tuple(dict.fromkeys(body.name for body in found if body))


@cache
def _body_forms() -> re.Pattern[str]:
    """Any name of a body that no longer word holds: 환경부, but not in 환경부문."""
    forms = sorted(load_bodies().forms, key=len, reverse=True)
    return re.compile(rf"(?<![가-힣])(?:{'|'.join(map(re.escape, forms))})(?!문|분|위|장관급)")


def _nearest(found: Iterable[Spanned[Value]], span: Span) -> Value | None:
    start, end = span.start - span.sentence_start, span.end - span.sentence_start
    near = [(max(item.start - end, start - item.end, 0), item.start, item.value) for item in found]
    near = [item for item in near if item[0] <= REACH]
    return min(near, key=lambda item: item[:2])[2] if near else None
