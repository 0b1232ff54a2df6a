"""Readable features of the last decision: given the answers to the others, is the whole triple right?"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyminer.extraction.context import Context, bigrams, squash
from policyminer.extraction.features.links import Span, closest
from policyminer.extraction.gazetteer import PlaceKind
from policyminer.language.outline import LineKind

TRIPLE_FEATURES = (
    "initiative", "region", "industry", "product",
    "region_share", "region_margin", "industry_share", "industry_margin", "regions", "industries",
    "product_rank", "product_share", "span_rank", "likeness_to_better", "in_better", "holds_better",
    "better_in_line", "better_pairs", "region_votes", "industry_votes", "pair_votes", "region_is_first",
    "industry_is_first", "specific_region_votes",
    "best_in_document", "mean_of_best", "spans", "document_regions", "document_megaregions", "document_lines",
    "line_is_prose", "line_share", "characters", "words_inside", "inherited_region", "inherited_industry",
    "title_overlap", "document_likelihood",
)  # fmt: skip
BEST = 5


@dataclass(frozen=True, slots=True)
class Ranked:
    """A region code or industry form for a span: its probability, its share of the sum over all candidates, and by how
    much it stands above (or below) the best of the others. One that was taken in because it stands in a list has the
    scores of the one that it is `listed_with`."""

    key: str
    probability: float
    share: float
    margin: float
    listed_with: str | None = None

    @property
    def first_of_list(self) -> str:
        """The one that speaks for the list that this one stands in."""
        return self.listed_with or self.key


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
    """A possible triple: an initiative with one of its regions and one of its industries; `regions` and
    `industries` count those that were kept for the initiative."""

    span: Span
    region: Ranked
    industry: Ranked
    regions: int
    industries: int

    @property
    def list_key(self) -> tuple[Span, str, str]:
        """What the links of one list of regions or industries share."""
        return self.span, self.region.first_of_list, self.industry.first_of_list


def triple_rows(context: Context, links: Sequence[Link], spans: Sequence[Span], likelihood: float) -> list[list[float]]:
    """Values of `TRIPLE_FEATURES` for the possible triples of a document with these spans, and the gate's probability.

    Each is seen against the others: a document says one thing in several places, and mostly speaks of one region and
    one industry.
    """
    if not links:
        return []
    products = [link.span.probability * link.region.probability * link.industry.probability for link in links]
    total = sum(products)
    region_votes: dict[str, float] = defaultdict(float)
    industry_votes: dict[str, float] = defaultdict(float)
    pair_votes: dict[tuple[str, str], float] = defaultdict(float)
    for link, product in zip(links, products, strict=True):
        region_votes[link.region.key] += product / total
        industry_votes[link.industry.key] += product / total
        pair_votes[_pair(link)] += product / total
    votes_below: dict[str | None, float] = defaultdict(float)
    for code, share in region_votes.items():
        province = context.regions_of[code][0].province
        if province != code:
            votes_below[province] += share
    first_region, first_industry = _greatest(region_votes), _greatest(industry_votes)
    order = sorted(range(len(links)), key=lambda i: -products[i])
    rank_of = {index: position for position, index in enumerate(order)}
    better = _Better(spans)
    best = sorted((s.probability for s in spans), reverse=True)[:BEST]
    megaregions = sum(m[0].kind is PlaceKind.MEGAREGION for m in context.regions_of.values())
    stated: Counter[tuple[str, str]] = Counter()
    stated_before = {}
    for index in order:
        stated_before[index] = stated[_pair(links[index])]
        stated[_pair(links[index])] += 1
    rows = []
    for index, link in enumerate(links):
        span = link.span
        region = closest(context.regions_of[link.region.key], span)
        industry = closest(context.industries_of[link.industry.key], span)
        rows.append(
            [
                span.probability,
                link.region.probability,
                link.industry.probability,
                products[index],
                link.region.share,
                link.region.margin,
                link.industry.share,
                link.industry.margin,
                link.regions,
                link.industries,
                rank_of[index],
                products[index] / products[order[0]],
                *better.values(span),
                stated_before[index],
                region_votes[link.region.key],
                industry_votes[link.industry.key],
                pair_votes[_pair(link)],
                link.region.key == first_region,
                link.industry.key == first_industry,
                votes_below[link.region.key],
                best[0],
                sum(best) / len(best),
                len(spans),
                len(context.regions_of),
                megaregions,
                len(context.reading.lines),
                context.reading.lines[span.line].kind is LineKind.PROSE,
                span.line / len(context.reading.lines),
                span.end - span.start,
                span.candidate.text.count(" ") + 1,
                region.line != span.line,
                industry.line != span.line,
                len(better.pairs[span] & context.title_bigrams) / max(len(better.pairs[span]), 1),
                likelihood,
            ]
        )
    return rows


def _pair(link: Link) -> tuple[str, str]:
    return link.region.key, link.industry.key


def _greatest(votes: Mapping[str, float]) -> str:
    return max(votes, key=lambda key: votes[key])


class _Better:
    """What a span says that a more probable one of its document says already."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._order = sorted(spans, key=lambda span: -span.probability)
        self._texts = {span: squash(span.candidate.text) for span in spans}
        self.pairs = {span: bigrams(text) for span, text in self._texts.items()}
        self._values = {span: self._compare(position, span) for position, span in enumerate(self._order)}

    def values(self, span: Span) -> list[float]:
        """Rank among the spans; likeness (Dice) to the likest better one; the largest share of it that stands in a
        better one, and of a better one in it; better ones in its line."""
        return self._values[span]

    def _compare(self, position: int, span: Span) -> list[float]:
        own = self.pairs[span]
        likeness = inside = holds = 0.0
        in_line = 0
        for other in self._order[:position]:
            theirs = self.pairs[other]
            shared = len(own & theirs)
            likeness = max(likeness, 2 * shared / max(len(own) + len(theirs), 1))
            inside = max(inside, shared / max(len(own), 1))
            holds = max(holds, shared / max(len(theirs), 1))
            in_line += other.line == span.line
        return [position, likeness, inside, holds, in_line]
