"""The state that the cleaning rules share: lines, and which of them are dropped and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from policyminer.cleaning.lines import Line
from policyminer.models import RemovalReason


class Drop(NamedTuple):
    """The decision that a line is not body; `score` in 0..1 says how sure."""

    reason: RemovalReason
    score: float


@dataclass(slots=True)
class Draft:
    """Lines under decision. A rule drops lines by index; the first decision on a line stands.

    `stated_title` is the document's own, as received; `title`, `author` and `publisher` are found in the lines.
    """

    lines: list[Line]
    stated_title: str | None = None
    drops: dict[int, Drop] = field(default_factory=dict)
    title: str | None = None
    author: str | None = None
    publisher: str | None = None

    def drop(self, index: int, reason: RemovalReason, score: float) -> None:
        """Decide that line `index` is not body, unless that has been decided before."""
        self.drops.setdefault(index, Drop(reason, score))

    def drop_all(self, indices: Iterable[int], reason: RemovalReason, score: float) -> None:
        """Decide so for each of `indices`."""
        for index in indices:
            self.drop(index, reason, score)

    def kept(self, start: int = 0, stop: int | None = None) -> Sequence[int]:
        """The indices of the lines in `start:stop` that are body so far."""
        return [i for i in range(start, len(self.lines) if stop is None else stop) if i not in self.drops]
