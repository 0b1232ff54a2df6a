"""The visible text of markup with the place of each character, and lines found in it again.

A linear scan by hand: it survives markup of any depth, size or brokenness, which a tree does not.
"""

import html
import re
from array import array
from collections.abc import Iterator, Sequence

from policyminer.models import Segment

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(r"<(?P<name>/?[A-Za-z][A-Za-z0-9]{0,30}|[!?/])")
_HIDDEN = frozenset({"script", "style", "noscript", "template", "textarea", "svg", "head"})
_SPACES = re.compile(r"\s+")
_RAW = frozenset({"script", "style"})
_BLOCK = re.compile(
    r"/?(?:address|article|aside|blockquote|br|caption|d[dlt]|div|fig(?:caption|ure)|footer|form|h[1-6]|header|hr|li|main|nav"
    r"|ol|option|p|pre|section|select|table|tbody|t[dhr]|tfoot|thead|title|ul)$"
)


Run = tuple[str, int]
"""A piece of visible text and its offset in the markup; -1 for a decoded entity and for the line break of a block."""


def visible_runs(markup: str) -> list[Run]:
    """The visible text of `markup`, in pieces and in order.

    >>> visible_runs("<p>수소 &amp; 전지")
    [('\\n', -1), ('수소 ', 3), ('&', -1), (' 전지', 11)]
    """
    runs: list[Run] = []
    at = 0
    lowered = markup.lower() if len(markup.lower()) == len(markup) else markup
    absent: set[str] = set()

    def find(needle: str, start: int) -> int:
        """`str.find`, which never looks twice for what is not there: that keeps the scan linear."""
        found = -1 if needle in absent else lowered.find(needle, start)
        if found < 0:
            absent.add(needle)
        return found

    while at < len(markup):
        tag = _TAG.search(markup, at)
        stop = tag.start() if tag else len(markup)
        if stop > at:
            runs += _decoded(markup, at, stop)
        if tag is None:
            break
        comment = markup.startswith("<!--", stop)
        close = find("-->" if comment else ">", stop + 1)
        if close < 0:
            break
        at = close + (3 if comment else 1)
        word = "" if comment else tag["name"].lower()
        if word in _HIDDEN and markup[close - 1] != "/":
            ending = find(f"</{word}", at)
            at = ending if ending >= 0 else len(markup) if word in _RAW else at
        elif _BLOCK.match(word):
            runs.append(("\n", -1))
    return runs


def _decoded(markup: str, start: int, stop: int) -> Iterator[Run]:
    at = start
    for entity in _ENTITY.finditer(markup, start, stop):
        if entity.start() > at:
            yield markup[at : entity.start()], at
        yield html.unescape(entity[0]), -1
        at = entity.end()
    if stop > at:
        yield markup[at:stop], at


def visible_text(runs: Sequence[Run]) -> str:
    """What `visible_runs` found, a line a block.

    >>> visible_text(visible_runs("<p>수소 &amp; 전지<p>산업"))
    '\\n수소 & 전지\\n산업'
    """
    return "".join("\n" if piece == "\n" and at < 0 else _SPACES.sub(" ", piece) for piece, at in runs)


def align(text: str, runs: Sequence[Run], markup: str) -> tuple[Segment, ...]:
    """Where the lines of `text`, taken from `markup` in order, stand in it verbatim.

    White space is ignored in the search. A line that is not found has no segment, nor has a decoded entity.

    >>> markup = "<p>수소 산업</p>"
    >>> align("수소 산업", visible_runs(markup), markup)
    (Segment(start=0, source_start=3, length=5),)
    """
    squashed: list[str] = []
    places = array("q")
    for piece, at in runs:
        for offset, char in enumerate(piece):
            if not char.isspace():
                squashed.append(char)
                places.append(at + offset if at >= 0 else -1)
    haystack = "".join(squashed)
    segments: list[Segment] = []
    cursor = offset = 0
    for line in text.split("\n"):
        needle = "".join(line.split())
        found = haystack.find(needle, cursor) if needle else -1
        if found >= 0:
            segments += _verbatim(line, offset, places[found : found + len(needle)], markup)
            cursor = found + len(needle)
        offset += len(line) + 1
    return tuple(segments)


def _verbatim(line: str, offset: int, places: "array[int]", markup: str) -> Iterator[Segment]:
    """The runs of `line` that stand in `markup` in one piece; `places` has one entry for each non-space character."""
    start, source, length = 0, -1, 0
    place = iter(places)
    for at, char in enumerate(line):
        if char.isspace():
            here = source + length if length and markup[source + length : source + length + 1] == char else -1
        else:
            here = next(place)
        if length and here == source + length:
            length += 1
            continue
        if length:
            yield Segment(offset + start, source, length)
        start, source, length = at, here, int(here >= 0)
    if length:
        yield Segment(offset + start, source, length)
