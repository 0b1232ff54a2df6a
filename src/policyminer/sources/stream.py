"""Bytes that are read once, from front to back, and never more of them than asked for."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

_CHUNK = 65_536


class ByteStream:
    """The bytes of one input, with a look at the head first.

    `head` holds the first `head_size` bytes; `complete` says that they are all there is. Raises `OSError` where the
    underlying stream does.
    """

    def __init__(self, raw: BinaryIO, head_size: int) -> None:
        self._raw = raw
        self.head = self._pull(head_size)
        self.complete = len(self.head) < head_size

    def whole(self, limit: int) -> bytes:
        """Read everything, but no more than `limit` + 1 bytes: a longer answer means more than `limit`."""
        return self.head if self.complete else self.head + self._pull(limit + 1 - len(self.head))

    def lines(self, encoding: str, limit: int) -> Iterator[bytes | None]:
        """Read line by line, without line ends; None stands for a line of more than `limit` bytes.

        UTF-16 and UTF-32 are turned to UTF-8 on the way. A lone carriage return ends a line only where the head
        has no line feed.
        """
        chunks, head = self._chunks(), self.head
        if encoding.startswith(("utf-16", "utf-32")):
            chunks, head = _as_utf8(chunks, encoding), head.decode(encoding, "ignore").encode()
        separator = b"\r" if b"\r" in head and b"\n" not in head else b"\n"
        line, too_long = bytearray(), False
        for chunk in chunks:
            *ended, rest = chunk.split(separator)
            for end in ended:
                line += end
                yield None if too_long or len(line) > limit else bytes(line.removesuffix(b"\r"))
                line, too_long = bytearray(), False
            line += rest
            if too_long or len(line) > limit:
                line, too_long = bytearray(), True
        if line or too_long:
            yield None if too_long else bytes(line.removesuffix(b"\r"))

    def _chunks(self) -> Iterator[bytes]:
        yield self.head
        while not self.complete and (chunk := self._pull(_CHUNK)):
            yield chunk

    def _pull(self, size: int) -> bytes:
        """Read `size` bytes, fewer only at the end: pipes and terminals give what they have."""
        pulled = bytearray()
        while len(pulled) < size:
            piece = self._raw.read(size - len(pulled))
            if piece is None:
                raise BlockingIOError("no bytes are ready")
            if not piece:
                break
            pulled += piece
        return bytes(pulled)


def _as_utf8(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for chunk in chunks:
        yield decoder.decode(chunk).encode()
    yield decoder.decode(b"", True).encode()
