"""Triples as plain dictionaries and back, so that a spaCy Doc can serialise them."""

from dataclasses import asdict
from datetime import date
from typing import Any

from policyminer.models import DatePrecision, Evidence, Mention, MentionKind, Money, Period, Status, Triple


def to_plain(triple: Triple) -> dict[str, Any]:
    """A triple as dictionaries, lists, strings and numbers that msgpack can hold."""
    plain = asdict(triple)
    if triple.period:
        plain["period"] |= {
            "start": triple.period.start and triple.period.start.isoformat(),
            "end": triple.period.end and triple.period.end.isoformat(),
        }
    return plain


def from_plain(plain: dict[str, Any]) -> Triple:
    """The triple that `to_plain` was given."""
    fields = dict(plain)
    for kind in MentionKind:
        fields[kind.value] = Mention(**(fields[kind.value] | {"kind": MentionKind(fields[kind.value]["kind"])}))
    fields["evidence"] = Evidence(**fields["evidence"])
    fields["agencies"] = tuple(fields["agencies"])
    fields["status"] = Status(fields["status"]) if fields["status"] else None
    fields["budget"] = Money(**fields["budget"]) if fields["budget"] else None
    if period := fields["period"]:
        fields["period"] = Period(
            start=date.fromisoformat(period["start"]) if period["start"] else None,
            end=date.fromisoformat(period["end"]) if period["end"] else None,
            precision=DatePrecision(period["precision"]),
            text=period["text"],
        )
    return Triple(**fields)
