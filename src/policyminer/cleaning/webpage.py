"""HTML: trafilatura takes the story out of the page, the line rules clean it, and the markup is searched for it."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from policyminer.cleaning.dates import labelled_date
from policyminer.cleaning.markup import align, visible_runs, visible_text
from policyminer.models import CleanText, Document, Segment

_MAX_MARKUP = 4_000_000
_MAX_TAGS = 20_000
_MAX_DEPTH = 400
_OPENING = re.compile(r"<(/?)(?:div|span|table|tr|td|ul|li|p|b|i|a|font|section|article|blockquote|em|strong)\b")
_SITE_NAME = re.compile(r"\s?[|ㅣ]\s?")
_DAY = r"(?P<y>(?:19|20)\d{2})-?(?P<m>\d{2})-?(?P<d>\d{2})"
_NAME = r"[\"'](?:article:published_time|datePublished|og:regDate|dable:published|pubdate)[\"']"
_PUBLISHED = (
    re.compile(rf"{_NAME}[^<>\d]{{0,80}}{_DAY}"),
    re.compile(rf"content=[\"']{_DAY}[^\"'<>]{{0,30}}[\"'][^<>]{{0,40}}{_NAME}"),
)


def clean_html(document: Document, clean_text: Callable[[Document], CleanText]) -> CleanText:
    """Clean a page of HTML; `clean_text` cleans the text taken out of it.

    Removed lines have no offsets. A page out of which nothing can be taken, or which is too large or too deep to be
    parsed, is cleaned as the flattened text of all that it shows.
    """
    markup = document.text
    shown = visible_runs(markup)
    everything = visible_text(shown)
    parseable = _parseable(markup)
    text = (_story(markup) if parseable else None) or everything
    stated = _with_metadata(document) if parseable else document
    clean = clean_text(replace(stated, text=text, media_type="text/plain"))
    dated = document.published or _published(markup) or clean.published
    return replace(
        clean,
        segments=_compose(clean.segments, align(text, shown, markup)),
        removed=tuple(replace(removed, start=None, end=None) for removed in clean.removed),
        published=dated or labelled_date([line.strip() for line in everything.split("\n") if line.strip()]),
    )


def _parseable(markup: str) -> bool:
    """Whether the page is of a size and depth that a tree of it can be built and walked."""
    if len(markup) > _MAX_MARKUP or markup.count("<") > _MAX_TAGS:
        return False
    depth = deepest = 0
    for tag in _OPENING.finditer(markup):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest <= _MAX_DEPTH


def _story(markup: str) -> str | None:
    import trafilatura  # slow to import, and needed for HTML only

    body = trafilatura.extract(_encodable(markup), include_comments=False, include_tables=True, output_format="txt")
    return body if body and body.strip() else None


def _with_metadata(document: Document) -> Document:
    """The document with title, publisher and author from the page's own metadata where it states none."""
    from trafilatura import extract_metadata  # slow to import, and needed for HTML only

    found = extract_metadata(_encodable(document.text), default_url=document.url, extensive=False)
    return replace(
        document,
        title=document.title or _own_title(found.title),
        publisher=document.publisher or found.sitename,
        author=document.author or found.author,
    )


def _own_title(title: str | None) -> str | None:
    """A page's title without the site's name behind it; None for a path of menus.

    >>> _own_title("수소 도시 조성 | 한빛일보"), _own_title("알림>보도자료")
    ('수소 도시 조성', None)
    """
    own = _SITE_NAME.split(title, maxsplit=1)[0].strip() if title else ""
    return None if not own or ">" in own else own


def _published(markup: str) -> date | None:
    """The day in the page's JSON-LD or OpenGraph; not any day the page shows somewhere."""
    for pattern in _PUBLISHED:
        for match in pattern.finditer(markup):
            try:
                return date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                continue
    return None


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")


def _compose(inner: Sequence[Segment], outer: Sequence[Segment]) -> tuple[Segment, ...]:
    """Segments of the clean text in the taken-out text, carried on into the markup that this text stands in."""
    composed: list[Segment] = []
    starts = [segment.start for segment in outer]
    for segment in inner:
        end = segment.source_start + segment.length
        for source in outer[max(bisect_right(starts, segment.source_start) - 1, 0) :]:
            if source.start >= end:
                break
            left, right = max(segment.source_start, source.start), min(end, source.start + source.length)
            if left < right:
                at = segment.start + left - segment.source_start
                composed.append(Segment(at, source.source_start + left - source.start, right - left))
    return tuple(composed)
