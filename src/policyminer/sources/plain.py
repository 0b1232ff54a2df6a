"""Plain text: one document a file. The last source to be asked, since every text is plain text."""

from collections.abc import Iterator

from policyminer.models import Reject
from policyminer.sources.received import Draft, Received, Source, to_text


def _sniff(received: Received) -> bool:
    return received.encoding is not None


def _read(received: Received) -> Iterator[Draft | Reject]:
    data = received.whole()
    yield received.draft(to_text(data), data)


PLAIN = Source("text", _sniff, _read)
