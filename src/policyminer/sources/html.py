"""HTML pages: one document a file, its text the decoded markup. What the page says of itself is left to cleaning."""

import re
from collections.abc import Iterator

from policyminer.models import Reject
from policyminer.sources.received import MARKDOWN_SUFFIXES, Draft, Received, Source, to_text

_BEFORE = r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?>.*?-->)\s*)*+"  # atomic: a thousand comments are no reason to backtrack
_PAGE = re.compile(_BEFORE + r"<(?:!doctype\s+html|(?:html|head|body)(?=[\s/>]))", re.IGNORECASE | re.DOTALL)
# Korean text likes to open with <제목> or <표 1>: only tags that HTML has count
_FRAGMENT = re.compile(
    _BEFORE + r"<(?:title|meta|link|script|style|div|article|section|main|header|nav|"
    r"p|span|table|ul|ol|h[1-6]|br|hr|img|a|b|strong|font|center)(?=[\s/>])",
    re.IGNORECASE | re.DOTALL,
)


def _sniff(received: Received) -> bool:
    if received.encoding is None:
        return False
    head = received.text_head
    # Markdown may open with a tag too; then the extension decides
    return bool(_PAGE.match(head) or (received.suffix not in MARKDOWN_SUFFIXES and _FRAGMENT.match(head)))


def _read(received: Received) -> Iterator[Draft | Reject]:
    data = received.whole()
    yield received.draft(to_text(data), data, media_type="text/html")


HTML = Source("HTML", _sniff, _read)
