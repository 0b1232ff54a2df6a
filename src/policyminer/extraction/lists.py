"""Things that a text lists side by side."""

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

# What stands between two items of a list, with an explanation in brackets before it: 부산(물류), 인천
LIST_GAP = re.compile(r"(?:\s?\([^()\n]{1,20}\))?(?:\s?[·ㆍ・‧,/]\s?|\s?(?:와|과|및)\s)")


class Placed(Protocol):
    """What stands at `start:end` of a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Placed)


def siblings(text: str, in_line: Sequence[P], item: P) -> list[P]:
    """The things of a line, in the order of their starts, that stand in one unbroken list with `item` (left out)."""
    before, after = item, item
    found: list[P] = []
    for other in reversed([o for o in in_line if o.end <= item.start]):
        if other.end <= before.start and LIST_GAP.fullmatch(text, other.end, before.start):
            before = other
            found.insert(0, other)
    for other in (o for o in in_line if o.start >= item.end):
        if other.start >= after.end and LIST_GAP.fullmatch(text, after.end, other.start):
            after = other
            found.append(other)
    return found
