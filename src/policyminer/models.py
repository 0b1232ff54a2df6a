"""The frozen types that pass between the rooms of policyminer. Standard library only.

All offsets are half-open and count Unicode code points.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class RejectReason(StrEnum):
    """Why an input did not become a document. One reason a reject."""

    EMPTY = "empty"
    BINARY = "binary"
    UNKNOWN_FORMAT = "unknown_format"
    UNREADABLE = "unreadable"
    UNDECODABLE = "undecodable"
    TOO_LARGE = "too_large"
    MALFORMED = "malformed"
    NO_TEXT = "no_text"
    DUPLICATE_ID = "duplicate_id"
    NO_DOCUMENTS = "no_documents"
    NOT_FOUND = "not_found"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Reject:
    """An input that did not become a document.

    `source` is the path (with `:line` for a row of a file); `doc` the user's name for it where it had one;
    `message` one English line that says what happened and the way out.
    """

    source: str
    reason: RejectReason
    message: str
    doc: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What was received, decoded but otherwise untouched, with its provenance.

    `id` is the SHA-256 (hex) of the received bytes; `doc` the user's name for the document, unique in a run;
    `text` is NFC with `\\n` line ends (for HTML: the markup); `published` is the date stated beside the text.
    """

    id: str
    doc: str
    text: str
    media_type: str = "text/plain"
    source_path: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    retrieved: datetime | None = None


class RemovalReason(StrEnum):
    """Why a line is not body."""

    TITLE = "title"
    MENU = "menu"
    TIMESTAMP = "timestamp"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    RELATED = "related"
    FOREIGN_STORY = "foreign_story"
    SHARE = "share"
    COMMENT = "comment"
    ADVERTISEMENT = "advertisement"
    COPYRIGHT = "copyright"
    LETTERHEAD = "letterhead"
    CONTACT = "contact"
    ATTACHMENT = "attachment"
    FOOTER = "footer"
    MARKUP = "markup"


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """A line, or the cut part of one, that is not body.

    `start` and `end` are offsets in `Document.text`, or None where the extractor of the format gives none (HTML);
    `score` in 0..1 says how sure the cleaner is.
    """

    line: str
    reason: RemovalReason
    score: float
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters of the clean text that stands verbatim, in one piece, in `Document.text`."""

    start: int
    source_start: int
    length: int


@dataclass(frozen=True, slots=True)
class CleanText:
    """The author's own lines, joined by `\\n`, with every removed one beside them.

    `segments` are ordered by `start` and do not overlap; characters outside every segment (a space put in by
    reflow, the `\\n` between lines) stand nowhere in the source.
    """

    text: str
    segments: tuple[Segment, ...] = ()
    removed: tuple[RemovedLine, ...] = ()
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None

    @property
    def lines(self) -> list[str]:
        """The body, line by line; empty for an empty text."""
        return self.text.split("\n") if self.text else []

    def to_source(self, start: int, end: int) -> tuple[int, int] | None:
        """Map a span of the clean text to the smallest span of `Document.text` that covers it.

        Returns None where no character of the span stands in the source.

        >>> clean = CleanText("ab cd", (Segment(0, 10, 2), Segment(3, 14, 2)))
        >>> clean.to_source(1, 4)
        (11, 15)
        >>> clean.to_source(2, 3) is None
        True
        """
        first = max(bisect_right(self.segments, start, key=lambda s: s.start) - 1, 0)
        covered: list[tuple[int, int]] = []
        for segment in self.segments[first:]:
            if segment.start >= end:
                break
            left, right = max(start, segment.start), min(end, segment.start + segment.length)
            if left < right:
                shift = segment.source_start - segment.start
                covered.append((left + shift, right + shift))
        if not covered:
            return None
        return min(left for left, _ in covered), max(right for _, right in covered)


class MentionKind(StrEnum):
    """Which of a triple's three parts a mention is."""

    REGION = "region"
    INDUSTRY = "industry"
    INITIATIVE = "initiative"


@dataclass(frozen=True, slots=True)
class Mention:
    """A region, industry or initiative where the document names it.

    `text` is the document's own words (for an initiative: rendered as a noun phrase); `start` and `end` are offsets in
    the clean text, None where the mention stands in the title only. `code` and `name` are the vocabulary's, where it
    has an entry. `rule` names the vocabulary row, pattern or model that found it.
    """

    kind: MentionKind
    text: str
    start: int | None
    end: int | None
    rule: str
    code: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole won, as `text` states it."""

    won: int
    text: str


class DatePrecision(StrEnum):
    """How finely the text states a date."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both inclusive, either None where open; `precision` is that of the coarser bound."""

    start: date | None
    end: date | None
    precision: DatePrecision
    text: str


class Status(StrEnum):
    """How far an initiative is."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim slice of the clean text: `quote == clean.text[start:end]`."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Triple:
    """In or for this region, for this industry, this initiative is planned, under way or done."""

    region: Mention
    industry: Mention
    initiative: Mention
    evidence: Evidence
    rule: str
    confidence: float
    industry_inherited: bool = False
    status: Status | None = None
    initiative_type: str | None = None
    programme: str | None = None
    agencies: tuple[str, ...] = ()
    budget: Money | None = None
    period: Period | None = None
    features: Mapping[str, float] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything policyminer says about one document. `refused` are candidates that scored below the threshold."""

    document: Document
    clean: CleanText
    triples: tuple[Triple, ...] = ()
    refused: tuple[Triple, ...] = ()
