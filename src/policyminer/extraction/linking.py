"""Which regions and industries each initiative is linked to."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from policyminer.extraction.context import Context
from policyminer.extraction.features.links import M, Span, closest, industry_rows, region_rows
from policyminer.extraction.features.triples import Link, Ranked, rank
from policyminer.extraction.lists import siblings
from policyminer.extraction.scorer import Scorer

LINK_FLOOR = 0.4
# Phrases less likely than this to be initiatives are not worth linking.
LINKED_SPAN = 0.1
# A sector beside an enabling technology counts unless the model holds it for this much less likely.
SECTOR_RATIO = 0.3
MAX_INDUSTRIES = 4


def link_spans(context: Context, spans: Sequence[Span], scorer: Scorer) -> list[Link]:
    """The regions of each span, and for each its industries: those above `LINK_FLOOR`, the best one in any case.

    All feature rows of a document are scored in one call a decision: calls cost more than rows.
    """
    likely = [span for span in spans if span.probability >= LINKED_SPAN]
    codes = list(context.regions_of)
    scores = iter(
        scorer.probabilities("region", [row for span in likely for row in region_rows(context, span)]).tolist()
    )
    placed = []
    for span in likely:
        regions = _kept(rank(codes, list(islice(scores, len(codes)))))
        placed.append((span, _with_listed(context, span, regions, context.regions_of, context.regions_in_line)))
    keys = [plausible_industries(context, span) for span in likely]
    rows = [
        row
        for (span, regions), forms in zip(placed, keys, strict=True)
        for row in industry_rows(context, span, forms, [region.key for region in regions], scorer.lexicon)
    ]
    scores = iter(scorer.probabilities("industry", rows).tolist())
    links = []
    for (span, regions), forms in zip(placed, keys, strict=True):
        for region in regions:
            ranked = rank(forms, list(islice(scores, len(forms))))
            kept = _distinct(_kept(_sectors_first(context, span, _heads_first(context, span, ranked))))
            industries = _with_listed(context, span, kept, context.industries_of, context.industries_in_line)
            links += [Link(span, region, industry, len(regions), len(industries)) for industry in industries]
    return links


def _with_listed(
    context: Context,
    span: Span,
    kept: Sequence[Ranked],
    mentions: Mapping[str, Sequence[M]],
    in_line: Mapping[int, Sequence[M]],
) -> list[Ranked]:
    """The regions or industries kept, and known ones listed side by side with one of them: what is said of one
    (경기와 인천은 …, 바이오, 미디어 등의 분야에 …) holds for the whole list."""
    found: dict[str, Ranked] = {}
    for item in kept:  # the likeliest first
        found.setdefault(item.key, item)
        best = closest(mentions[item.key], span)
        for sibling in siblings(context.reading.text, in_line.get(best.line, ()), best):
            if sibling.code is not None:
                found.setdefault(sibling.key, replace(item, key=sibling.key, listed_with=found[item.key].first_of_list))
    return list(found.values())


def _heads_first(context: Context, span: Span, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Leave out examples before 등 where the sector that they are examples of follows: 풍력·태양광 등 신재생에너지."""
    examples = {item.key for item in ranked if closest(context.industries_of[item.key], span).example}
    return [item for item in ranked if item.key not in examples] or list(ranked)


def _sectors_first(context: Context, span: Span, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Leave out enabling technologies beside a sector: 조선에 인공지능을 융합 is 조선.

    Beside means in the span, before it in its part of the clause, or in the name of the project that the span is an
    item of. Where a technology is likeliest, the sector beside it is the industry.
    """
    clause = context.clause_start(span.start, span.sentence_start)
    part = max(clause, context.reading.text.rfind(", ", clause, span.start))
    first_item = next(iter(context.items[bisect_left(context.items, span.sentence_start) :]), span.end)
    beside = {
        mention.key
        for mention in context.industries_in_line.get(span.line, ())
        if (part <= mention.start < span.end)
        or (mention.start < first_item < span.end and context.stands_in_name(mention.start))
        if not (mention.enabling or mention.umbrella or mention.example)
    }
    enabling = {key for key, mentions in context.industries_of.items() if mentions[0].enabling}
    best = max((item.probability for item in ranked if item.key in beside), default=0.0)
    likeliest = max((item.probability for item in ranked if item.key in enabling), default=0.0)
    if best < SECTOR_RATIO * likeliest:
        return list(ranked)
    if ranked[0].key in enabling:
        return [item for item in ranked if item.key in beside]
    return [item for item in ranked if item.key not in enabling]


def plausible_industries(context: Context, span: Span) -> list[str]:
    """Industry forms near the span, in its ancestors, title or lead, or frequent in the document."""
    near = {span.line, *context.reading.ancestors[span.line], 0, 1, 2}
    keys = [
        key
        for key, mentions in context.industries_of.items()
        if len(mentions) > 1 or any(m.line in near or 0 <= span.line - m.line <= 4 for m in mentions)
    ]
    return keys or list(context.industries_of)


def _kept(ranked: Sequence[Ranked]) -> list[Ranked]:
    return [item for item in ranked if item.probability >= LINK_FLOOR] or list(ranked[:1])


def _distinct(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Leave out forms that contain, or are contained in, a better one."""
    kept: list[Ranked] = []
    for item in ranked:
        if not any(item.key in other.key or other.key in item.key for other in kept):
            kept.append(item)
    return kept[:MAX_INDUSTRIES]
