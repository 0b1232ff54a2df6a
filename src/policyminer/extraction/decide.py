"""From candidates to triples: score initiatives, link each to its regions and industries, merge restatements."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from policyminer.extraction.context import Context, squash
from policyminer.extraction.details import budget_of, period_of
from policyminer.extraction.features.initiatives import InitiativeFeatures
from policyminer.extraction.features.links import Span, closest, industry_rows, region_rows
from policyminer.extraction.features.triples import Link, Ranked, rank, triple_rows
from policyminer.extraction.gate import gate_features
from policyminer.extraction.industries import ENABLING, IndustryMention
from policyminer.extraction.initiatives import Candidate, find_anchors, find_candidates
from policyminer.extraction.regions import RegionMention, siblings
from policyminer.extraction.scorer import Scorer
from policyminer.extraction.status import status_of
from policyminer.extraction.words import WordFeatures
from policyminer.models import Evidence, Mention, MentionKind, Triple

ANCHOR_FLOOR = 0.02
SPAN_FLOOR = 0.06
LINK_FLOOR = 0.4
# Phrases less likely than this to be initiatives are not worth linking.
LINKED_SPAN = 0.1
# A sector beside an enabling technology counts unless the model holds it for this much less likely.
SECTOR_RATIO = 0.3
CONFIDENCE_FLOOR = 0.03
SAME_INITIATIVE = 0.6
MAX_INDUSTRIES = 4


def decide(context: Context, scorer: Scorer) -> list[Triple]:
    """All triples of a document with their confidence, best restatement kept, in the order of their evidence."""
    if not context.regions_of or not context.industries_of:
        return []
    links, rows = propose_links(context, scorer)
    confidences = scorer.probabilities("triple", rows)
    triples = [
        triple_of(context, link, confidence)
        for link, confidence in zip(links, confidences.tolist(), strict=True)
        if confidence >= CONFIDENCE_FLOOR
    ]
    return merge_restatements(triples)


def propose_links(context: Context, scorer: Scorer) -> tuple[list[Link], list[list[float]]]:
    """Possible triples of a document and their rows of `TRIPLE_FEATURES`."""
    likelihood = scorer.gate.probability(gate_features(context.reading.text, context.reading.published))
    spans = propose_spans(context, scorer, likelihood)
    links = link_spans(context, spans, scorer)
    return links, triple_rows(context, links, spans, likelihood)


def propose_spans(context: Context, scorer: Scorer, likelihood: float) -> list[Span]:
    """Initiative spans that do not overlap, the most probable first taken.

    Most phrases need not be looked at: their last noun tells that no initiative ends there.
    """
    features = InitiativeFeatures(context, scorer.lexicon, likelihood)
    words = WordFeatures(context)
    anchors = find_anchors(context.reading)
    by_words = scorer.probabilities("anchor words", words.anchors(anchors)).tolist()
    scores = scorer.probabilities("anchor", list(map(features.anchor_row, anchors, by_words))).tolist()
    likely = {
        anchor: own for anchor, own, score in zip(anchors, by_words, scores, strict=True) if score >= ANCHOR_FLOOR
    }
    candidates = list(find_candidates(context.reading, likely))
    by_edge = scorer.probabilities("edge words", words.edges(candidates)).tolist()
    rows = [features.candidate_row(c, likely[c.anchor], edge) for c, edge in zip(candidates, by_edge, strict=True)]
    return choose_spans(context, candidates, scorer.probabilities("initiative", rows).tolist())


def choose_spans(context: Context, candidates: Sequence[Candidate], scores: Sequence[float]) -> list[Span]:
    """Greedy choice of candidates above `SPAN_FLOOR` that share no morpheme with a better one."""
    taken: set[int] = set()
    spans = []
    for score, candidate in sorted(zip(scores, candidates, strict=True), key=lambda pair: -pair[0]):
        if score < SPAN_FLOOR:
            break
        covered = range(candidate.first, candidate.last)
        if taken.isdisjoint(covered):
            taken.update(covered)
            spans.append(make_span(context, candidate, score))
    return sorted(spans, key=lambda span: span.start)


def make_span(context: Context, candidate: Candidate, probability: float) -> Span:
    """The span of a candidate in the text."""
    reading = context.reading
    sentence = reading.sentences[candidate.anchor.sentence]
    return Span(
        candidate=candidate,
        line=sentence.line,
        start=reading.morphemes[candidate.first].start,
        end=max(m.end for m in reading.morphemes[candidate.first : candidate.last]),
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        probability=probability,
    )


def link_spans(context: Context, spans: Sequence[Span], scorer: Scorer) -> list[Link]:
    """The regions of each span, and for each its industries: those above `LINK_FLOOR`, the best one in any case.

    All feature rows of a document are scored in one call a decision: calls cost more than rows.
    """
    likely = [span for span in spans if span.probability >= LINKED_SPAN]
    codes = list(context.regions_of)
    scores = iter(
        scorer.probabilities("region", [row for span in likely for row in region_rows(context, span)]).tolist()
    )
    placed = [(span, _with_siblings(context, span, rank(codes, list(islice(scores, len(codes)))))) for span in likely]
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
            industries = _distinct(_kept(_sectors_first(context, span, ranked)))
            links += [Link(span, region, industry, len(regions), len(industries)) for industry in industries]
    return links


def _with_siblings(context: Context, span: Span, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The regions kept, and those listed side by side with one of them: 경기와 인천은 … holds for both."""
    kept = {item.key: item for item in _kept(ranked)}
    for item in list(kept.values()):
        best = closest(context.regions_of[item.key], span)
        for sibling in siblings(context.reading.text, context.regions_in_line.get(best.line, ()), best):
            kept.setdefault(sibling.code, replace(item, key=sibling.code))
    return list(kept.values())


def _sectors_first(context: Context, span: Span, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Leave out an enabling technology beside a sector in the span: 조선에 인공지능을 융합 is 조선."""
    inside = {
        mention.key: mention
        for mention in context.industries_in_line.get(span.line, ())
        if span.start <= mention.start < span.end and mention.code and not mention.umbrella
    }
    sectors = [item for item in ranked if item.key in inside and inside[item.key].code not in ENABLING]
    best = max((item.probability for item in sectors), default=0.0)
    return [
        item
        for item in ranked
        if item.key not in inside or inside[item.key].code not in ENABLING or best < SECTOR_RATIO * item.probability
    ]


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


def triple_of(context: Context, link: Link, confidence: float) -> Triple:
    """The triple of a link, with offsets in the body and the sentence of the initiative as evidence."""
    span = link.span
    reading = context.reading
    shift = reading.body_start
    region = closest(context.regions_of[link.region.key], span)
    industry = closest(context.industries_of[link.industry.key], span)
    sentence = reading.sentences[span.candidate.anchor.sentence]
    quote = reading.text[sentence.start : sentence.end]
    initiative = Mention(
        MentionKind.INITIATIVE,
        span.candidate.text,
        span.start - shift,
        span.end - shift,
        f"initiative:{span.candidate.anchor.kind}",
    )
    inherited = not sentence.start <= industry.start < sentence.end
    return Triple(
        region=_mention(MentionKind.REGION, region, reading.text, shift),
        industry=_mention(MentionKind.INDUSTRY, industry, reading.text, shift),
        initiative=initiative,
        evidence=Evidence(quote, sentence.start - shift, sentence.end - shift),
        rule=f"{initiative.rule} {region.rule} {industry.rule}",
        confidence=round(confidence, 4),
        industry_inherited=inherited,
        status=status_of(reading, span),
        budget=budget_of(reading, span),
        period=period_of(reading, span, reading.published),
    )


def _mention(kind: MentionKind, found: RegionMention | IndustryMention, text: str, shift: int) -> Mention:
    in_title = found.start < shift
    return Mention(
        kind,
        text[found.start : found.end],
        None if in_title else found.start - shift,
        None if in_title else found.end - shift,
        found.rule,
        found.code,
        found.name,
    )


def merge_restatements(triples: Sequence[Triple]) -> list[Triple]:
    """One row for what a document says twice: of triples of one region and industry whose initiatives agree by
    character bigrams, the most confident one is kept."""
    kept: dict[tuple[str | None, str], list[Triple]] = defaultdict(list)
    for triple in sorted(triples, key=lambda t: -t.confidence):
        key = (triple.region.code, triple.industry.code or squash(triple.industry.text))
        if not any(_dice(triple.initiative.text, other.initiative.text) >= SAME_INITIATIVE for other in kept[key]):
            kept[key].append(triple)
    merged = [triple for group in kept.values() for triple in group]
    return sorted(merged, key=lambda t: (t.evidence.start, t.initiative.start or 0, -t.confidence))


def _dice(left: str, right: str) -> float:
    a, b = squash(left), squash(right)
    x, y = (Counter(s[i : i + 2] for i in range(len(s) - 1)) for s in (a, b))
    total = x.total() + y.total()
    return 2 * (x & y).total() / total if total else float(a == b)
