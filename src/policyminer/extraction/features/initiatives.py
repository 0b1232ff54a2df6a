"""Readable features of the first two decisions: may an initiative end here, and is this phrase one?"""

from collections.abc import Sequence

from policyminer.extraction.context import Context, bigrams, squash
from policyminer.extraction.features.lexicon import TAIL_PRIOR, WORD_PRIOR, Lexicon
from policyminer.extraction.initiatives import Anchor, Candidate, is_inline_bullet
from policyminer.language.morphemes import Morpheme
from policyminer.language.outline import LineKind

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
OPENING, CLOSING = frozenset("‘'“\"「｢『<《〈"), frozenset("’'”\"」｣』>》〉")
PARTICLES = ("JKO", "JX", "JKS", "JKB", "JKG", "JC", "EC", "ETM")

SENTENCE_FEATURES = (
    "items_in_sentence", "sentence_plan", "sentence_wish", "sentence_said", "sentence_meeting", "sentence_done",
    "sentence_nominal", "sentence_length", "sentence_regions", "sentence_industries",
    "line_level", *(f"line_{kind.value}" for kind in LINE_KINDS),
    "line_index", "line_share", "line_length", "line_regions", "ancestor_regions", "previous_regions",
    "title_regions", "title_industries", "document_regions", "document_region_mentions",
    "document_industries", "document_lines", "has_title", "document_likelihood",
)  # fmt: skip
ANCHOR_FEATURES = (
    *(f"anchor_{kind}" for kind in ANCHOR_KINDS),
    "words", "tail_rate", "tail_seen", "rate_before", "rate_two_before", "tag_before", "tag_two_before", "tag_after",
    "tag_after_next", "position_in_sentence", "position_from_end", "in_quote", "tail_in_title",
    *SENTENCE_FEATURES,
)  # fmt: skip
INITIATIVE_FEATURES = (
    "words", "edge_words",
    *(f"anchor_{kind}" for kind in ANCHOR_KINDS),
    "tail_rate", "tail_seen", "word_rate_mean", "word_rate_max", "word_rate_first",
    "rank", "edges", "is_outermost", "characters", "morphemes",
    "objects_inside", "topics_inside", "subjects_inside", "adverbials_inside", "genitives_inside",
    "conjunctions_inside", "endings_inside", "adnominals_inside", "commas_inside", "dots_inside",
    "regions_inside", "industries_inside", "starts_with_region",
    "item_starts", "item_ends", "opens_quotation", "closes_quotation",
    "tag_before", "tag_first", "tag_after", "tag_after_next", "purpose_after", "through_after",
    "position_from_end", "in_quote", "title_overlap", "occurrences",
    *SENTENCE_FEATURES,
)  # fmt: skip


class InitiativeFeatures:
    """The feature rows of a document's anchors and candidates; what they share is computed once."""

    def __init__(self, context: Context, lexicon: Lexicon, likelihood: float) -> None:
        self._context = context
        self._likelihood = likelihood
        self._lexicon = lexicon
        self._title = context.reading.text[: context.reading.body_start]
        self._rates = [
            lexicon.words.rate(m.form, WORD_PRIOR) if m.tag[0] == "N" or m.tag == "SL" else None
            for m in context.reading.morphemes
        ]
        self._sentences: dict[int, list[float]] = {}

    def anchor_row(self, anchor: Anchor, words: float) -> list[float]:
        """Values of `ANCHOR_FEATURES`; `words` is what the words around the anchor make of it."""
        reading = self._context.reading
        sentence = reading.sentences[anchor.sentence]
        index, first, last = anchor.index, sentence.first, sentence.last
        tail = reading.morphemes[index]
        rates = [rate for rate in self._rates[max(first, index - 4) : index] if rate is not None]
        return [
            *(anchor.kind == kind for kind in ANCHOR_KINDS),
            words,
            self._lexicon.tails.rate(tail.form, TAIL_PRIOR),
            min(self._lexicon.tails.total.get(tail.form, 0.0), 200.0),
            rates[-1] if rates else 0.0,
            rates[-2] if len(rates) > 1 else 0.0,
            *(_tag_class(reading.morphemes, index + offset, first, last) for offset in (-1, -2, 1, 2)),
            index - first,
            last - index,
            any(left <= tail.start < right for left, right in self._context.cues[anchor.sentence].quotes),
            tail.form in self._title,
            *self._shared(anchor.sentence),
        ]

    def candidate_row(self, candidate: Candidate, words: float, edge_words: float) -> list[float]:
        """Values of `INITIATIVE_FEATURES`; what the words around its end and its left edge make of it go first."""
        own = _own_values(self._context, candidate, self._lexicon, self._rates)
        return [words, edge_words, *own, *self._shared(candidate.anchor.sentence)]

    def _shared(self, number: int) -> list[float]:
        if number not in self._sentences:
            self._sentences[number] = [*_sentence_values(self._context, number), self._likelihood]
        return self._sentences[number]


def _own_values(context: Context, candidate: Candidate, lexicon: Lexicon, rates: Sequence[float | None]) -> list[float]:
    reading = context.reading
    morphemes = reading.morphemes
    sentence = reading.sentences[candidate.anchor.sentence]
    first, last = candidate.first, candidate.last
    inside = morphemes[first:last]
    tags = [m.tag for m in inside]
    forms = [m.form for m in inside]
    start, end = inside[0].start, inside[-1].end
    tail = forms[-1]
    words = [rate for rate in rates[first:last] if rate is not None] or [WORD_PRIOR]
    region_starts = [r.start for r in context.regions_in_line.get(sentence.line, ()) if start <= r.start < end]
    industries = context.industries_in_line.get(sentence.line, ())
    after = reading.text[end : end + 14]
    squashed = squash(candidate.text)
    pairs = bigrams(squashed)
    return [
        *(candidate.anchor.kind == kind for kind in ANCHOR_KINDS),
        lexicon.tails.rate(tail, TAIL_PRIOR),
        min(lexicon.tails.total.get(tail, 0.0), 200.0),
        sum(words) / len(words),
        max(words),
        words[0],
        candidate.rank,
        candidate.edges,
        candidate.rank == candidate.edges - 1,
        len(squashed),
        len(inside),
        *map(tags.count, PARTICLES),
        forms.count(","),
        forms.count("·"),
        len(region_starts),
        sum(start <= i.start < end for i in industries),
        start in region_starts,
        first > sentence.first and is_inline_bullet(morphemes[first - 1]),
        last < sentence.last and is_inline_bullet(morphemes[last]),
        reading.text[max(start - 1, 0) : start] in OPENING,
        reading.text[end : end + 1] in CLOSING,
        _tag_class(morphemes, first - 1, sentence.first, sentence.last),
        TAG_CLASS.get(tags[0], OTHER_TAG),
        _tag_class(morphemes, last, sentence.first, sentence.last),
        _tag_class(morphemes, last + 1, sentence.first, sentence.last),
        "위해" in after or "위한" in after or "위하" in after,
        "통해" in after or "통하" in after,
        sentence.last - last,
        any(left <= start < right for left, right in context.cues[candidate.anchor.sentence].quotes),
        len(pairs & context.title_bigrams) / max(len(pairs), 1),
        min(context.squashed.count(squashed), 9),
    ]


def _sentence_values(context: Context, number: int) -> list[float]:
    """Values of `SENTENCE_FEATURES`, but the last."""
    reading = context.reading
    sentence = reading.sentences[number]
    line = reading.lines[sentence.line]
    cues = context.cues[number]
    regions = context.regions_in_line.get(sentence.line, ())
    industries = context.industries_in_line.get(sentence.line, ())
    ancestors = reading.ancestors[sentence.line]
    in_title = context.has_title
    return [
        cues.items,
        cues.plan,
        cues.wish,
        cues.said,
        cues.meeting,
        cues.done,
        cues.nominal,
        sentence.end - sentence.start,
        sum(sentence.start <= r.start < sentence.end for r in regions),
        sum(sentence.start <= i.start < sentence.end for i in industries),
        line.level,
        *(line.kind is kind for kind in LINE_KINDS),
        sentence.line,
        sentence.line / len(reading.lines),
        line.end - line.start,
        len(regions),
        sum(len(context.regions_in_line.get(a, ())) for a in ancestors),
        len(context.regions_in_line.get(sentence.line - 1, ())),
        len(context.regions_in_line.get(0, ())) if in_title else 0,
        len(context.industries_in_line.get(0, ())) if in_title else 0,
        len(context.regions_of),
        len(context.regions),
        len(context.industries_of),
        len(reading.lines),
        in_title,
    ]


def _tag_class(morphemes: Sequence[Morpheme], index: int, first: int, last: int) -> int:
    if not first <= index < last:
        return 0
    return TAG_CLASS.get(morphemes[index].tag, OTHER_TAG)
