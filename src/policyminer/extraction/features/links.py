"""Readable features of the second and third decision: which regions and which industries belong to an initiative?"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from policyminer.extraction.context import Context, bigrams, squash
from policyminer.extraction.features.lexicon import INDUSTRY_PRIOR, Lexicon
from policyminer.extraction.gazetteer import PlaceKind
from policyminer.extraction.industries import IndustryMention
from policyminer.extraction.initiatives import Candidate
from policyminer.extraction.regions import RegionMention, Role
from policyminer.language.outline import LineKind

M = TypeVar("M", RegionMention, IndustryMention)

FAR = 60
LINE_HEAD = 12
# A place that a clause is about: 호남권에는, 경상북도는, 경기와 인천은.
_TOPIC = re.compile(r"(?:지역|도|시|군|구)?(?:에서는|에선|에는|엔|은|는|이|가|의 경우)(?![가-힣])")
_FIELD = re.compile(r"\s?(?:등의?\s?)?(?:분야|산업|업종|부문|업계)")

GEOMETRY = (
    "inside", "distance_before", "before", "distance_after", "after", "earlier_in_line", "later_in_line",
    "ancestor_distance", "lines_back", "lines_ahead", "in_title", "in_lead", "mentions", "first_line", "share",
    "nearest_before", "only_in_line", "parent_line", "starts_line", "clauses_between", "items_between",
    "in_name_before", "others_since_in_line",
)  # fmt: skip
REGION_FEATURES = (
    *GEOMETRY, "is_municipality", "is_megaregion", "is_below", "organisation_share", "best_is_organisation",
    "candidates", "line_candidates", "more_specific_near", "less_specific_near", "listed_with_nearest",
    "followed_by_topic", "topic_in_line", "last_topic_in_line", "followed_by_locative", "sentence_meeting",
    "line_level", "line_note", "line_cell", "is_most_frequent",
)  # fmt: skip
INDUSTRY_FEATURES = (
    *GEOMETRY, "in_vocabulary", "is_umbrella", "before_strong_head", "before_weak_head", "length", "position_inside",
    "rate", "seen", "in_longer", "holds_shorter", "candidates", "same_code_mentions", "before_etc", "line_level",
    "line_note", "title_overlap", "is_most_frequent", "initiative_length", "others_inside", "is_enabling",
    "sectors_inside", "sectors_in_sentence", "sectors_in_clause", "word_rate_least", "word_rate_mean",
    "word_rate_first", "word_rate_last", "before_field", "is_example", "region_link_distance", "region_before_it",
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


def _geometry(context: Context, span: Span, mentions: Sequence[M], total: int, in_line: Sequence[M]) -> list[float]:
    """Values of `GEOMETRY` for the mentions of one region or industry, of `total` mentions in the document and those
    `in_line` with the span."""
    reading = context.reading
    key = mentions[0].key
    start, end = span.start, span.end
    inside = starts_line = False
    before = after = earlier = later = 0
    last_before = -1
    nearest_before, nearest_after, lines_back, lines_ahead = FAR * 2, FAR * 2, FAR, FAR
    lines = {mention.line for mention in mentions}
    for mention in mentions:
        if mention.line < span.line:
            lines_back = min(lines_back, span.line - mention.line)
        elif mention.line > span.line:
            lines_ahead = min(lines_ahead, mention.line - span.line)
        else:
            position = mention.start
            starts_line = starts_line or position - reading.lines[span.line].start <= LINE_HEAD
            if position < start:
                last_before = max(last_before, position)
            if start <= position < end:
                inside = True
            elif span.sentence_start <= position < start:
                before += 1
                nearest_before = min(nearest_before, start - mention.end)
            elif end <= position < span.sentence_end:
                after += 1
                nearest_after = min(nearest_after, position - end)
            elif position < start:
                earlier += 1
            else:
                later += 1
    ancestors = reading.ancestors[span.line]
    first_body = 1 if context.has_title else 0
    return [
        inside,
        nearest_before,
        before,
        nearest_after,
        after,
        earlier,
        later,
        next((depth for depth, line in enumerate(reversed(ancestors)) if line in lines), 9),
        lines_back,
        lines_ahead,
        context.has_title and 0 in lines,
        not lines.isdisjoint(range(first_body, first_body + 3)),
        len(mentions),
        min(lines),
        len(mentions) / max(total, 1),
        sum(m.start < start and start - m.end < nearest_before and m.key != key for m in in_line) if before else 9,
        span.line in lines and all(m.key == key for m in in_line),
        bool(ancestors) and ancestors[-1] in lines,
        starts_line,
        _count_between(context.breaks, last_before, start) if last_before >= 0 else 9,
        _count_between(context.items, last_before, start) if last_before >= 0 else 9,
        any(context.stands_in_name(m.start) for m in mentions if m.line == span.line and m.start < start),
        sum(last_before < m.start < start for m in in_line) if last_before >= 0 else 9,
    ]


def _count_between(offsets: Sequence[int], start: int, end: int) -> int:
    return bisect_left(offsets, end) - bisect_left(offsets, start)


def region_rows(context: Context, span: Span) -> list[list[float]]:
    """Values of `REGION_FEATURES` for each region of `context.regions_of`: is it that of the initiative at `span`?"""
    text = context.reading.text
    line = context.reading.lines[span.line]
    in_line = context.regions_in_line.get(span.line, ())
    near = {m.code for m in in_line}
    provinces = {m.province for m in in_line if m.kind is not PlaceKind.PROVINCE}
    before = [m for m in in_line if span.sentence_start <= m.start < span.start]
    listed = _listed(before)
    topics = [m.code for m in in_line if m.start < span.start and _TOPIC.match(text, m.end)]
    meeting = context.cues[span.candidate.anchor.sentence].meeting
    rows = []
    for code, mentions in context.regions_of.items():
        best = closest(mentions, span)
        rows.append(
            [
                *_geometry(context, span, mentions, len(context.regions), in_line),
                best.kind is PlaceKind.MUNICIPALITY,
                best.kind is PlaceKind.MEGAREGION,
                best.kind is PlaceKind.BELOW,
                sum(m.role is Role.ORGANISATION for m in mentions) / len(mentions),
                best.role is Role.ORGANISATION,
                len(context.regions_of),
                len(near),
                code in provinces,
                best.province in near and best.province != code,
                code in listed,
                _TOPIC.match(text, best.end) is not None,
                code in topics,
                topics[-1:] == [code],
                text.startswith("에서", best.end),
                meeting,
                line.level,
                line.kind is LineKind.NOTE,
                line.kind is LineKind.CELL,
                len(mentions) == context.most_region_mentions,
            ]
        )
    return rows


def _listed(before: Sequence[RegionMention]) -> set[str]:
    """The regions of the unbroken list that ends with the last of these mentions."""
    codes: set[str] = set()
    next_start = None
    for mention in reversed(before):
        if next_start is not None and next_start - mention.end > 4:
            break
        codes.add(mention.code)
        next_start = mention.start
    return codes


def industry_rows(
    context: Context, span: Span, keys: Sequence[str], regions: Sequence[str], lexicon: Lexicon
) -> list[list[float]]:
    """Values of `INDUSTRY_FEATURES` for each region code and, within it, each industry form: is the form that of the
    initiative at `span` in the region?"""
    shared = _industry_values(context, span, keys, lexicon)
    rows = []
    for region in regions:
        ends: dict[int, list[int]] = defaultdict(list)
        for mention in context.regions_of.get(region, ()):
            ends[mention.line].append(mention.end)
        for key, values in zip(keys, shared, strict=True):
            mentions = context.industries_of[key]
            distances = [m.start - end for m in mentions for end in ends.get(m.line, ()) if m.start >= end]
            rows.append([*values, min(distances, default=FAR * 3), bool(distances)])
    return rows


def _industry_values(context: Context, span: Span, keys: Sequence[str], lexicon: Lexicon) -> list[list[float]]:
    """What the rows of an industry form share over the regions."""
    in_line = context.industries_in_line.get(span.line, ())
    text = context.reading.text
    line = context.reading.lines[span.line]
    squashed = squash(span.candidate.text).casefold()
    inside = {key for key in context.industries_of if key in squashed}
    sectors = [(m.key, m.start) for m in in_line if m.code is not None and not m.enabling]
    sectors_inside = Counter(form for form, start in sectors if span.start <= start < span.end)
    clause = context.clause_start(span.start, span.sentence_start)
    sectors_in_clause = Counter(form for form, start in sectors if clause <= start < span.end)
    sectors_near = Counter(form for form, start in sectors if span.sentence_start <= start < span.sentence_end)
    rows = []
    for key in keys:
        mentions = context.industries_of[key]
        best = closest(mentions, span)
        longer, shorter = context.containment[key]
        rates = [lexicon.industry_words.rate(word, INDUSTRY_PRIOR) for word in best.words] or [INDUSTRY_PRIOR]
        rows.append(
            [
                *_geometry(context, span, mentions, len(context.industries), in_line),
                any(m.code for m in mentions),
                best.umbrella,
                any(m.rule.endswith("strong_head") for m in mentions),
                any(m.rule.endswith("weak_head") for m in mentions),
                len(key),
                squashed.find(key),
                lexicon.industries.rate(key, INDUSTRY_PRIOR),
                lexicon.industries.total.get(key, 0.0),
                longer,
                shorter,
                len(context.industries_of),
                context.code_mentions[best.code] if best.code else 0,
                text[best.end : best.end + 2].strip().startswith("등"),
                line.level,
                line.kind is LineKind.NOTE,
                len(bigrams(key) & context.title_bigrams) / max(len(key) - 1, 1),
                len(mentions) == context.most_industry_mentions,
                len(squashed),
                len(inside) - (key in inside),
                best.enabling,
                sectors_inside.total() - sectors_inside[key],
                sectors_near.total() - sectors_near[key],
                sectors_in_clause.total() - sectors_in_clause[key],
                min(rates),
                sum(rates) / len(rates),
                rates[0],
                rates[-1],
                _FIELD.match(text, best.end) is not None,
                best.example,
            ]
        )
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
