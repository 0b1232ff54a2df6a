"""From candidates to triples: score initiatives, link each to its regions and industries, merge restatements."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from policyminer.extraction.context import Context, bigrams, squash
from policyminer.extraction.details import agencies_of, budget_of, period_of
from policyminer.extraction.features.initiatives import InitiativeFeatures
from policyminer.extraction.features.links import Span, closest
from policyminer.extraction.features.triples import Link, triple_rows
from policyminer.extraction.gate import gate_features
from policyminer.extraction.industries import IndustryMention
from policyminer.extraction.initiatives import Candidate, find_anchors, find_candidates
from policyminer.extraction.linking import link_spans
from policyminer.extraction.regions import RegionMention
from policyminer.extraction.scorer import Scorer
from policyminer.extraction.status import status_of
from policyminer.extraction.words import WordFeatures
from policyminer.models import Evidence, Mention, MentionKind, Triple
from policyminer.vocab import initiative_type

ANCHOR_FLOOR = 0.02
SPAN_FLOOR = 0.06
CONFIDENCE_FLOOR = 0.03
SAME_INITIATIVE = 0.45
# Most initiatives are for one industry: another one counts where it is about as likely.
FURTHER_INDUSTRY = 0.9


def decide(context: Context, scorer: Scorer) -> list[Triple]:
    """All triples of a document with their confidence, best restatement kept, in the order of their evidence."""
    if not context.regions_of or not context.industries_of:
        return []
    links, rows = propose_links(context, scorer)
    return triples_of(context, links, scorer.probabilities("triple", rows).tolist())


def triples_of(context: Context, links: Sequence[Link], confidences: Sequence[float]) -> list[Triple]:
    """The triples of links with these confidences. Links of one list of regions or industries are as
    likely as the likeliest of them."""
    of_list: dict[tuple[Span, str, str], float] = defaultdict(float)
    for link, confidence in zip(links, confidences, strict=True):
        of_list[link.list_key] = max(of_list[link.list_key], confidence)
    triples = [
        triple_of(context, link, of_list[link.list_key]) for link in links if of_list[link.list_key] >= CONFIDENCE_FLOOR
    ]
    shift = context.reading.body_start
    span_at = {link.span.start - shift: link.span for link in links}
    # Details cost more than rows, and most rows are restatements.
    return [
        _with_details(context, triple, span_at[triple.initiative.start or 0]) for triple in merge_restatements(triples)
    ]


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
    )


def _with_details(context: Context, triple: Triple, span: Span) -> Triple:
    reading = context.reading
    return replace(
        triple,
        status=status_of(reading, span),
        initiative_type=initiative_type(span.candidate.text),
        agencies=agencies_of(reading, span),
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
    """One row for what a document says twice, the most confident one.

    Triples of one region whose initiatives agree by character bigrams are one, if their industries are the same or the
    further industry is less likely than the first.
    """
    pairs = {triple.initiative.text: bigrams(squash(triple.initiative.text)) for triple in triples}
    kept: dict[str | None, list[Triple]] = defaultdict(list)
    for triple in sorted(triples, key=lambda t: -t.confidence):
        restated = (
            other
            for other in kept[triple.region.code]
            if (_industry(triple) == _industry(other) or triple.confidence < FURTHER_INDUSTRY * other.confidence)
            and _dice(pairs[triple.initiative.text], pairs[other.initiative.text]) >= SAME_INITIATIVE
        )
        if next(restated, None) is None:
            kept[triple.region.code].append(triple)
    merged = [triple for group in kept.values() for triple in group]
    return sorted(merged, key=lambda t: (t.evidence.start, t.initiative.start or 0, -t.confidence))


def _industry(triple: Triple) -> str:
    return triple.industry.code or squash(triple.industry.text)


def _dice(left: frozenset[str], right: frozenset[str]) -> float:
    return 2 * len(left & right) / max(len(left) + len(right), 1)
