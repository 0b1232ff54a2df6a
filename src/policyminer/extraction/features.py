"""Readable features of the three decisions: is this phrase an initiative, is this its region, is this its industry."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from policyminer.extraction.context import Context, bigrams, squash
from policyminer.extraction.gazetteer import PlaceKind
from policyminer.extraction.industries import ENABLING, IndustryMention
from policyminer.extraction.initiatives import Candidate, is_inline_bullet
from policyminer.extraction.regions import RegionMention, Role
from policyminer.language.morphemes import Morpheme
from policyminer.language.outline import LineKind
from policyminer.vocab import normalise

M = TypeVar("M", RegionMention, IndustryMention)

ANCHOR_KINDS = ("verb", "action", "project", "name", "inner", "bracket")
LINE_KINDS = tuple(LineKind)
# Tags by grammatical class; trees split on the number.
TAG_CLASS = {
    "": 0, "SP": 1, "SF": 2, "SSO": 3, "SSC": 4, "SS": 4, "SO": 5, "SW": 5, "SE": 5, "MAJ": 6, "MAG": 6, "MM": 7,
    "JKO": 8, "JKS": 9, "JX": 10, "JKB": 11, "JKG": 12, "JC": 13, "JKQ": 14, "JKC": 14, "EC": 15, "ETM": 16, "EF": 17,
    "ETN": 18, "EP": 19, "VCP": 20, "VCN": 20, "VV": 21, "VA": 22, "VX": 23, "XSV": 24, "XSA": 25, "NNB": 26,
    "NNG": 27, "NNP": 28, "SL": 29, "SN": 30, "NR": 31, "XPN": 32, "XSN": 33, "XR": 34,
}  # fmt: skip
OTHER_TAG = 35
FAR = 60
LINE_HEAD = 12
OPENING, CLOSING = frozenset("‘'“\"「｢『<《〈"), frozenset("’'”\"」｣』>》〉")
# A place that a clause is about: 호남권에는, 경상북도는, 경기와 인천은.
_TOPIC = re.compile(r"(?:지역|도|시|군|구)?(?:에서는|에선|에는|엔|은|는|이|가|의 경우)(?![가-힣])")


@dataclass(frozen=True, slots=True)
class Counts:
    """How often a form was seen, and how often as part of a gold row: the learned part of some features."""

    positive: Mapping[str, float] = field(default_factory=dict)
    total: Mapping[str, float] = field(default_factory=dict)

    def rate(self, form: str, prior: float, own: "Counts | None" = None) -> float:
        """Smoothed share of positives; `own` holds the counts of the document at hand, to be left out in training."""
        positive, total = self.positive.get(form, 0.0), self.total.get(form, 0.0)
        if own is not None:
            positive, total = positive - own.positive.get(form, 0.0), total - own.total.get(form, 0.0)
        return (positive + 3 * prior) / (total + 3)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Counts by the last noun of a phrase, by its words, and by industry forms; with the share of positives overall."""

    tails: Counts = field(default_factory=Counts)
    words: Counts = field(default_factory=Counts)
    industries: Counts = field(default_factory=Counts)


# A noun that ended so many phrases of the training documents without once ending an initiative is passed over.
HOPELESS_AFTER = 15


def worth_scoring(context: Context, candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether a phrase's last noun has ever ended an initiative, or is too rare to tell."""
    tail = context.reading.morphemes[candidate.last - 1].form
    return tail in lexicon.tails.positive or lexicon.tails.total.get(tail, 0.0) < HOPELESS_AFTER


TAIL_PRIOR, WORD_PRIOR, INDUSTRY_PRIOR = 0.05, 0.06, 0.12

INITIATIVE_FEATURES = (
    *(f"anchor_{kind}" for kind in ANCHOR_KINDS),
    "tail_rate", "tail_seen", "word_rate_mean", "word_rate_max", "word_rate_first",
    "rank", "edges", "is_outermost", "characters", "morphemes",
    "objects_inside", "topics_inside", "subjects_inside", "adverbials_inside", "genitives_inside",
    "conjunctions_inside",     "endings_inside", "adnominals_inside", "commas_inside", "dots_inside",
    "regions_inside", "industries_inside", "starts_with_region",
    "item_starts", "item_ends", "items_in_sentence", "opens_quotation", "closes_quotation",
    "tag_before", "tag_first", "tag_after", "tag_after_next", "purpose_after", "through_after",
    "sentence_plan", "sentence_wish", "sentence_said", "sentence_meeting", "sentence_done", "sentence_nominal",
    "sentence_length", "sentence_regions", "sentence_industries", "position_from_end", "in_quote",
    "line_level", *(f"line_{kind.value}" for kind in LINE_KINDS),
    "line_index", "line_share", "line_length", "line_regions", "ancestor_regions", "previous_regions",
    "title_regions", "title_industries", "title_overlap", "document_regions", "document_region_mentions",
    "document_industries", "document_lines", "has_title", "occurrences",
)  # fmt: skip


def initiative_row(context: Context, candidate: Candidate, lexicon: Lexicon, own: Lexicon | None = None) -> list[float]:
    """Values of `INITIATIVE_FEATURES` for a candidate."""
    reading = context.reading
    morphemes = reading.morphemes
    sentence = reading.sentences[candidate.anchor.sentence]
    line = reading.lines[sentence.line]
    cues = context.cues[candidate.anchor.sentence]
    inside = morphemes[candidate.first : candidate.last]
    tags = [m.tag for m in inside]
    start, end = inside[0].start, inside[-1].end
    tail = inside[-1].form
    own_tails, own_words = (own.tails, own.words) if own else (None, None)
    words = [lexicon.words.rate(m.form, WORD_PRIOR, own_words) for m in inside if m.tag[0] == "N" or m.tag == "SL"]
    words = words or [WORD_PRIOR]
    regions = context.regions_in_line.get(sentence.line, ())
    industries = context.industries_in_line.get(sentence.line, ())
    after = reading.text[end : end + 14]
    squashed = squash(candidate.text)
    pairs = bigrams(squashed)
    ancestors = reading.ancestors[sentence.line]
    row = [float(candidate.anchor.kind == kind) for kind in ANCHOR_KINDS]
    row += [
        lexicon.tails.rate(tail, TAIL_PRIOR, own_tails),
        min(lexicon.tails.total.get(tail, 0.0), 200.0),
        sum(words) / len(words),
        max(words),
        words[0],
        candidate.rank,
        candidate.edges,
        candidate.rank == candidate.edges - 1,
        len(squashed),
        len(inside),
        tags.count("JKO"),
        tags.count("JX"),
        tags.count("JKS"),
        tags.count("JKB"),
        tags.count("JKG"),
        tags.count("JC"),
        tags.count("EC"),
        tags.count("ETM"),
        sum(m.form == "," for m in inside),
        sum(m.form == "·" for m in inside),
        sum(start <= r.start < end for r in regions),
        sum(start <= i.start < end for i in industries),
        any(r.start == start for r in regions),
        candidate.first > sentence.first and is_inline_bullet(morphemes[candidate.first - 1]),
        candidate.last < sentence.last and is_inline_bullet(morphemes[candidate.last]),
        cues.items,
        reading.text[max(start - 1, 0) : start] in OPENING,
        reading.text[end : end + 1] in CLOSING,
        _tag_class(morphemes, candidate.first - 1, sentence.first, sentence.last),
        TAG_CLASS.get(tags[0], OTHER_TAG),
        _tag_class(morphemes, candidate.last, sentence.first, sentence.last),
        _tag_class(morphemes, candidate.last + 1, sentence.first, sentence.last),
        "위해" in after or "위한" in after or "위하" in after,
        "통해" in after or "통하" in after,
        cues.plan,
        cues.wish,
        cues.said,
        cues.meeting,
        cues.done,
        cues.nominal,
        sentence.end - sentence.start,
        sum(sentence.start <= r.start < sentence.end for r in regions),
        sum(sentence.start <= i.start < sentence.end for i in industries),
        sentence.last - candidate.last,
        any(left <= start < right for left, right in cues.quotes),
        line.level,
    ]
    row += [float(line.kind is kind) for kind in LINE_KINDS]
    row += [
        sentence.line,
        sentence.line / len(reading.lines),
        line.end - line.start,
        len(regions),
        sum(len(context.regions_in_line.get(a, ())) for a in ancestors),
        len(context.regions_in_line.get(sentence.line - 1, ())),
        len(context.regions_in_line.get(0, ())) if context.has_title else 0,
        len(context.industries_in_line.get(0, ())) if context.has_title else 0,
        len(pairs & context.title_bigrams) / max(len(pairs), 1),
        len(context.regions_of),
        len(context.regions),
        len(context.industries_of),
        len(reading.lines),
        context.has_title,
        min(context.squashed.count(squashed), 9),
    ]
    return [float(value) for value in row]


def _tag_class(morphemes: Sequence[Morpheme], index: int, first: int, last: int) -> int:
    if not first <= index < last:
        return 0
    return TAG_CLASS.get(morphemes[index].tag, OTHER_TAG)


GEOMETRY = (
    "inside", "distance_before", "before", "distance_after", "after", "earlier_in_line", "later_in_line",
    "ancestor_distance", "lines_back", "lines_ahead", "in_title", "in_lead", "mentions", "first_line", "share",
    "nearest_before", "only_in_line", "parent_line", "starts_line", "others_since_in_line",
)  # fmt: skip
REGION_FEATURES = (
    *GEOMETRY, "is_municipality", "is_megaregion", "is_below", "organisation_share", "best_is_organisation",
    "candidates", "line_candidates", "more_specific_near", "less_specific_near", "listed_with_nearest",
    "followed_by_topic", "topic_in_line", "last_topic_in_line",
    "followed_by_locative", "sentence_meeting", "line_level", "line_note", "line_cell",
    "is_most_frequent",
)  # fmt: skip
INDUSTRY_FEATURES = (
    *GEOMETRY, "in_vocabulary", "is_umbrella", "before_strong_head", "before_weak_head", "length", "position_inside",
    "rate", "seen", "in_longer", "holds_shorter", "candidates", "same_code_mentions", "region_link_distance",
    "region_before_it", "before_etc", "line_level", "line_note", "title_overlap", "is_most_frequent",
    "initiative_length",     "others_inside", "is_enabling", "sectors_inside", "sectors_in_sentence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """An accepted initiative: where it stands and how sure it is."""

    candidate: Candidate
    line: int
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    probability: float


def _geometry(
    context: Context,
    span: Span,
    mentions: Sequence[RegionMention] | Sequence[IndustryMention],
    total: int,
    in_line: Sequence[RegionMention] | Sequence[IndustryMention],
) -> list[float]:
    inside = False
    before = after = earlier = later = 0
    last_before = -1
    line_start = context.reading.lines[span.line].start
    nearest_before, nearest_after, lines_back, lines_ahead = FAR * 2, FAR * 2, FAR, FAR
    lines = set()
    for mention in mentions:
        lines.add(mention.line)
        if mention.line == span.line:
            if mention.start < span.start:
                last_before = max(last_before, mention.start)
            if span.start <= mention.start < span.end:
                inside = True
            elif span.sentence_start <= mention.start < span.start:
                before += 1
                nearest_before = min(nearest_before, span.start - mention.end)
            elif span.end <= mention.start < span.sentence_end:
                after += 1
                nearest_after = min(nearest_after, mention.start - span.end)
            elif mention.start < span.start:
                earlier += 1
            else:
                later += 1
        elif mention.line < span.line:
            lines_back = min(lines_back, span.line - mention.line)
        else:
            lines_ahead = min(lines_ahead, mention.line - span.line)
    ancestors = context.reading.ancestors[span.line]
    depth = next((d for d, a in enumerate(reversed(ancestors)) if a in lines), 9)
    title = context.has_title and 0 in lines
    first_body = 1 if context.has_title else 0
    others_between = sum(
        1 for m in in_line if m.start < span.start and span.start - m.end < nearest_before and m not in mentions
    )
    return [
        float(inside),
        nearest_before,
        before,
        nearest_after,
        after,
        earlier,
        later,
        depth,
        lines_back,
        lines_ahead,
        float(title),
        float(any(first_body <= x < first_body + 3 for x in lines)),
        len(mentions),
        min(lines),
        len(mentions) / max(total, 1),
        others_between if before else 9,
        float(span.line in lines and all(m in mentions for m in in_line)),
        float(bool(ancestors) and ancestors[-1] in lines),
        float(any(m.line == span.line and m.start - line_start <= LINE_HEAD for m in mentions)),
        sum(last_before < m.start < span.start for m in in_line) if last_before >= 0 else 9,
    ]


def region_row(context: Context, span: Span, code: str) -> list[float]:
    """Values of `REGION_FEATURES`: does the region `code` belong to the initiative at `span`?"""
    mentions = context.regions_of[code]
    in_line = context.regions_in_line.get(span.line, ())
    best = closest(mentions, span)
    text = context.reading.text
    line = context.reading.lines[span.line]
    near = {m.code for m in in_line}
    provinces = {m.province for m in in_line if m.kind is not PlaceKind.PROVINCE}
    before = [m for m in in_line if span.sentence_start <= m.start < span.start]
    nearest = before[-1] if before else None
    topics = [m for m in in_line if m.start < span.start and _TOPIC.match(text, m.end)]
    following = text[best.end : best.end + 3]
    row = _geometry(context, span, mentions, len(context.regions), in_line)
    row += [
        best.kind is PlaceKind.MUNICIPALITY,
        best.kind is PlaceKind.MEGAREGION,
        best.kind is PlaceKind.BELOW,
        sum(m.role is Role.ORGANISATION for m in mentions) / len(mentions),
        best.role is Role.ORGANISATION,
        len(context.regions_of),
        len(near),
        code in provinces,
        best.province in near and best.province != code,
        nearest is not None and _listed(before, mentions),
        bool(_TOPIC.match(text, best.end)),
        any(m.code == code for m in topics),
        bool(topics) and topics[-1].code == code,
        following.startswith("에서"),
        context.cues[span.candidate.anchor.sentence].meeting,
        line.level,
        line.kind is LineKind.NOTE,
        line.kind is LineKind.CELL,
        len(mentions) == context.most_region_mentions,
    ]
    return [float(value) for value in row]


def _listed(before: Sequence[RegionMention], mentions: Sequence[RegionMention]) -> bool:
    """Whether one of `mentions` stands in the unbroken list that ends with the nearest mention before the span."""
    chain = [before[-1]]
    for mention in reversed(before[:-1]):
        if chain[-1].start - mention.end > 4:
            break
        chain.append(mention)
    return any(m in chain for m in mentions)


def industry_rows(
    context: Context,
    span: Span,
    keys: Sequence[str],
    region: str,
    lexicon: Lexicon,
    own: Lexicon | None = None,
) -> list[list[float]]:
    """Values of `INDUSTRY_FEATURES` for each industry form: is it that of the initiative at `span` in `region`?"""
    in_line = context.industries_in_line.get(span.line, ())
    text = context.reading.text
    line = context.reading.lines[span.line]
    squashed = squash(span.candidate.text).casefold()
    inside = [key for key in context.industries_of if key in squashed]
    sectors = [(normalise(m.text), m.start) for m in in_line if m.code is not None and m.code not in ENABLING]
    sectors_inside = Counter(form for form, start in sectors if span.start <= start < span.end)
    sectors_near = Counter(form for form, start in sectors if span.sentence_start <= start < span.sentence_end)
    region_ends: dict[int, list[int]] = defaultdict(list)
    for mention in context.regions_of.get(region, ()):
        region_ends[mention.line].append(mention.end)
    rows = []
    for key in keys:
        mentions = context.industries_of[key]
        best = closest(mentions, span)
        code = best.code
        distances = [m.start - end for m in mentions for end in region_ends.get(m.line, ()) if m.start >= end]
        longer, shorter = context.containment[key]
        row = _geometry(context, span, mentions, len(context.industries), in_line)
        row += [
            any(m.code for m in mentions),
            best.umbrella,
            any(m.rule.endswith("strong_head") for m in mentions),
            any(m.rule.endswith("weak_head") for m in mentions),
            len(key),
            squashed.find(key),
            lexicon.industries.rate(key, INDUSTRY_PRIOR, own.industries if own else None),
            lexicon.industries.total.get(key, 0.0) - (own.industries.total.get(key, 0.0) if own else 0.0),
            longer,
            shorter,
            len(context.industries_of),
            context.code_mentions[code] if code else 0,
            min(distances, default=FAR * 3),
            bool(distances),
            text[best.end : best.end + 2].strip().startswith("등"),
            line.level,
            line.kind is LineKind.NOTE,
            len(bigrams(key) & context.title_bigrams) / max(len(key) - 1, 1),
            len(mentions) == context.most_industry_mentions,
            len(squashed),
            len(inside) - (key in inside),
            code in ENABLING,
            sectors_inside.total() - sectors_inside[key],
            sectors_near.total() - sectors_near[key],
        ]
        rows.append([float(value) for value in row])
    return rows


def closest(mentions: Sequence[M], span: Span) -> M:
    """The mention that speaks for its group at `span`: inside it, else before it in the sentence, else after it in the
    sentence, else the last one in an earlier line, else the first."""
    inside = [m for m in mentions if m.line == span.line and span.start <= m.start < span.end]
    if inside:
        return inside[0]
    before = [m for m in mentions if m.line == span.line and span.sentence_start <= m.start < span.start]
    if before:
        return before[-1]
    after = [m for m in mentions if m.line == span.line and span.end <= m.start < span.sentence_end]
    if after:
        return after[0]
    earlier = [m for m in mentions if m.line <= span.line and m.start < span.start]
    return earlier[-1] if earlier else mentions[0]


TRIPLE_FEATURES = (
    "initiative", "region", "region_share", "region_margin", "industry", "industry_share", "industry_margin", "regions",
    "best_in_document", "mean_of_best", "spans", "document_regions", "document_megaregions", "document_lines",
    "line_is_prose", "inherited_region", "inherited_industry", "title_overlap",
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


def triple_row(context: Context, link: Link, spans: Sequence[Span]) -> list[float]:
    """Values of `TRIPLE_FEATURES` for a possible triple of a document with these spans."""
    span = link.span
    best = sorted((s.probability for s in spans), reverse=True)[:BEST]
    region = closest(context.regions_of[link.region.key], span)
    industry = closest(context.industries_of[link.industry.key], span)
    pairs = bigrams(squash(span.candidate.text))
    row = [
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
    ]
    return [float(value) for value in row]
