"""How often forms were seen in gold rows: the learned counts behind some features."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

# Shares of positives overall, which a rare form is drawn to.
TAIL_PRIOR, WORD_PRIOR, INDUSTRY_PRIOR = 0.05, 0.06, 0.12


@dataclass(frozen=True, slots=True)
class Counts:
    """How often a form was seen, and how often as part of a gold row: the learned part of some features."""

    positive: Mapping[str, float] = field(default_factory=dict)
    total: Mapping[str, float] = field(default_factory=dict)

    def rate(self, form: str, prior: float) -> float:
        """Smoothed share of positives."""
        return (self.positive.get(form, 0.0) + 3 * prior) / (self.total.get(form, 0.0) + 3)

    def without(self, own: "Counts") -> "Counts":
        """These counts less those of one document among them."""
        return Counts(_less(self.positive, own.positive), _less(self.total, own.total))


def _less(counts: Mapping[str, float], own: Mapping[str, float]) -> dict[str, float]:
    return {**counts, **{form: counts[form] - n for form, n in own.items() if form in counts}}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Counts by the last noun of a phrase, by its words, by industry forms and by the words of these."""

    tails: Counts = field(default_factory=Counts)
    words: Counts = field(default_factory=Counts)
    industries: Counts = field(default_factory=Counts)
    industry_words: Counts = field(default_factory=Counts)

    def without(self, own: "Lexicon") -> "Lexicon":
        """The lexicon as a document among its sources would see it, were it new."""
        return Lexicon(*(getattr(self, f.name).without(getattr(own, f.name)) for f in fields(self)))
