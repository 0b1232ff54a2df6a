"""Readable features of the last decision: given the answers to the others, is the whole triple right?"""

from collections.abc import Sequence
from dataclasses import dataclass

from policyminer.extraction.context import Context, bigrams, squash
from policyminer.extraction.features.links import Span, closest
from policyminer.extraction.gazetteer import PlaceKind
from policyminer.language.outline import LineKind

TRIPLE_FEATURES = (
    "initiative", "region", "region_share", "region_margin", "industry", "industry_share", "industry_margin", "regions",
    "best_in_document", "mean_of_best", "spans", "document_regions", "document_megaregions", "document_lines",
    "line_is_prose", "inherited_region", "inherited_industry", "title_overlap", "document_likelihood",
)  # fmt: skip
BEST = 5


@dataclass(frozen=True, slots=True)
class Ranked:
    """A region code or industry form for a span: its probability, its share of the sum over all candidates, and by how
    much it stands above (or below) the best of the others."""

    key: str
    probability: float
    share: float
    margin: float


def rank(keys: Sequence[str], probabilities: Sequence[float]) -> list[Ranked]:
    """Candidates by falling probability.

    >>> [(r.key, round(r.share, 2), round(r.margin, 2)) for r in rank(["a", "b"], [0.2, 0.6])]
    [('b', 0.75, 0.4), ('a', 0.25, -0.4)]
    """
    total = sum(probabilities) or 1.0
    order = sorted(zip(probabilities, keys, strict=True), key=lambda pair: -pair[0])
    best, second = order[0][0] if order else 0.0, order[1][0] if len(order) > 1 else 0.0
    return [
        Ranked(key, value, value / total, value - (second if position == 0 else best))
        for position, (value, key) in enumerate(order)
    ]


@dataclass(frozen=True, slots=True)
class Link:
    """A possible triple: an initiative with one of its regions and one of its industries; `regions` counts the regions
    that were kept for the initiative."""

    span: Span
    region: Ranked
    industry: Ranked
    regions: int


def triple_row(context: Context, link: Link, spans: Sequence[Span], likelihood: float) -> list[float]:
    """Values of `TRIPLE_FEATURES` for a possible triple of a document with these spans, and the gate's probability."""
    span = link.span
    best = sorted((s.probability for s in spans), reverse=True)[:BEST]
    region = closest(context.regions_of[link.region.key], span)
    industry = closest(context.industries_of[link.industry.key], span)
    pairs = bigrams(squash(span.candidate.text))
    return [
        span.probability,
        link.region.probability,
        link.region.share,
        link.region.margin,
        link.industry.probability,
        link.industry.share,
        link.industry.margin,
        link.regions,
        best[0],
        sum(best) / len(best),
        len(spans),
        len(context.regions_of),
        sum(m[0].kind is PlaceKind.MEGAREGION for m in context.regions_of.values()),
        len(context.reading.lines),
        context.reading.lines[span.line].kind is LineKind.PROSE,
        region.line != span.line,
        industry.line != span.line,
        len(pairs & context.title_bigrams) / max(len(pairs), 1),
        likelihood,
    ]
