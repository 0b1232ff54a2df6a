"""What the vocabularies say about a code: the only place where the tables meet them."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from policyminer.tables.schema import LIST_SEPARATOR
from policyminer.vocab import load_industries, load_megaregions, load_regions

_MEGAREGION = "megaregion"


@dataclass(frozen=True, slots=True)
class RegionFacts:
    """A region's level, the scheme of a megaregion, the code that took its place, and the first day it held no more."""

    level: str
    scheme: str | None = None
    successor: str | None = None
    valid_to: date | None = None


class Facts(Protocol):
    """Looks codes up; None for a code that the vocabularies do not know."""

    def region(self, code: str) -> RegionFacts | None:
        """The facts of a region's or a megaregion's code."""
        ...

    def ksic(self, code: str) -> str | None:
        """The KSIC codes of an industry's code, joined by `|`; empty where it has none."""
        ...


class VocabularyFacts:
    """The facts of the vocabularies that come with policyminer."""

    def region(self, code: str) -> RegionFacts | None:
        """The facts of a code; of a unit whose facts changed over time, the latest.

        >>> VocabularyFacts().region("42")
        RegionFacts(level='sido', scheme=None, successor='51', valid_to=datetime.date(2023, 6, 11))
        """
        rows = load_regions().by_code(code)
        if rows:
            latest = rows[-1]
            return RegionFacts(
                str(latest.level), successor=LIST_SEPARATOR.join(latest.successors) or None, valid_to=latest.valid_to
            )
        megaregion = load_megaregions().by_code(code)
        return RegionFacts(_MEGAREGION, megaregion.scheme, valid_to=megaregion.valid_to) if megaregion else None

    def ksic(self, code: str) -> str | None:
        """The KSIC codes of an industry's code.

        >>> VocabularyFacts().ksic("IND-NONE") is None
        True
        """
        industry = load_industries().by_code.get(code)
        return LIST_SEPARATOR.join(industry.ksic11) if industry else None
