"""What a source gets and gives: the bytes of one input with their provenance, and drafts of documents."""

import codecs
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import BinaryIO

from policyminer.errors import PolicyMinerError
from policyminer.models import Document, Reject, RejectReason
from policyminer.sources.encoding import decode, detect, normalise
from policyminer.sources.fields import Fields
from policyminer.sources.signatures import looks_binary, looks_like
from policyminer.sources.stream import ByteStream

STDIN = "-"
MARKDOWN_SUFFIXES = (".md", ".markdown")
_HEAD = 131_072  # bytes looked at to tell the format
_HEAD_LINES = 50
_STEM_LENGTH = 120
_VISIBLE = re.compile(r"[^\s\u200b\ufeff]")  # the last two look like nothing, though they are no white space to Python


class RefusalError(PolicyMinerError):
    """A document that becomes a `Reject`: its reason, what happened, and the way out. Never leaves `sources`."""

    def __init__(self, reason: RejectReason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Draft:
    """A document before its name is settled.

    `named` says that `document.doc` is the record's own id; otherwise it is a made-up name that may still change.
    `place` is where the document stands, as a `Reject` would name it.
    """

    document: Document
    place: str
    named: bool


@dataclass(frozen=True, slots=True)
class Received:
    """One input: its bytes and where they came from.

    `place` names it in messages; `path` is None for standard input. `stem` is the file's name without its extension,
    what a document without an id is called; `suffix` is the extension in lower case (`.md`), empty for none: it may
    break ties, never overrule the bytes. `limit` is the most bytes of one document, `field_map` goes ours → theirs.
    `signature` says what the bytes look like where they bear the signature of some format. `encoding` is the Python
    codec of the head, None where there is a signature or no encoding fits it. `text_head` is the decoded head; where no
    encoding fits the whole of it, its first lines each by itself, for files of records; empty under a signature.
    """

    stream: ByteStream
    place: str
    path: str | None
    stem: str
    suffix: str
    retrieved: datetime | None
    limit: int
    field_map: Mapping[str, str]
    signature: str | None
    encoding: str | None
    text_head: str

    def whole(self, way_out: str = "split it into one file a document") -> bytes:
        """Read all bytes of a file that is read in one piece; refused as too large over the limit."""
        data = self.stream.whole(self.limit)
        if len(data) > self.limit:
            raise RefusalError(
                RejectReason.TOO_LARGE,
                f"more than {self.limit:,} bytes in one piece; {way_out}",
            )
        return data

    def draft(
        self,
        text: str,
        data: bytes,
        fields: Fields | None = None,
        *,
        media_type: str = "text/plain",
        row: int | None = None,
        line: int | None = None,
    ) -> Draft:
        """Draft the document of this text, received as `data`; refused where the text is blank.

        `row`, counted from 1, and `line` are given for a record of a file that holds many.
        """
        fields = fields or Fields()
        if not _VISIBLE.search(text):
            raise RefusalError(RejectReason.NO_TEXT, "nothing but white space; leave it out, or give it a text")
        document = Document(
            id=hashlib.sha256(data).hexdigest(),
            doc=fields.id or (self.stem if row is None else f"{self.stem}-{row}"),
            text=text,
            media_type=media_type,
            source_path=self.path,
            url=fields.url,
            title=fields.title,
            publisher=fields.publisher,
            author=fields.author,
            published=fields.published,
            retrieved=self.retrieved,
        )
        return Draft(document, self._place(line), fields.id is not None)

    def reject(self, refusal: RefusalError, *, line: int | None = None, doc: str | None = None) -> Reject:
        """Put a refusal on record, with the place it holds for."""
        return reject(self._place(line), refusal.reason, str(refusal), doc)

    def _place(self, line: int | None) -> str:
        return self.place if line is None else f"{self.place}:{line}"


@dataclass(frozen=True, slots=True)
class Source:
    """A format: its name as messages give it, whether an input is of it, and how to read it.

    `sniff` looks at the head only (`text_head` for text, `stream.head` for bytes) and leaves the stream alone;
    `read` yields one outcome a document and may raise `RefusalError` for the input as a whole.
    """

    name: str
    sniff: Callable[[Received], bool]
    read: Callable[[Received], Iterator[Draft | Reject]]


def receive(
    raw: BinaryIO, path: str | None, *, retrieved: datetime | None, limit: int, field_map: Mapping[str, str]
) -> Received:
    """Take in an input: read its head and see what it looks like. Raises `OSError` where `raw` cannot be read."""
    stream = ByteStream(raw, min(_HEAD, limit + 1))
    signature = looks_like(stream.head)
    encoding = None if signature else detect(stream.head, complete=stream.complete)
    if encoding:
        text_head = codecs.getincrementaldecoder(encoding)().decode(stream.head, stream.complete)
    else:
        lines = [] if signature else stream.head.split(b"\n", _HEAD_LINES)[:_HEAD_LINES]
        text_head = "\n".join(map(_by_itself, lines))
    name = PurePath(path or "stdin")
    return Received(
        stream=stream,
        place=one_line(path or STDIN),
        path=path,
        stem=one_line(normalise(name.stem))[:_STEM_LENGTH],
        suffix=name.suffix.lower(),
        retrieved=retrieved,
        limit=limit,
        field_map=field_map,
        signature=signature,
        encoding=encoding,
        text_head=normalise(text_head),
    )


def _by_itself(line: bytes) -> str:
    for encoding in ("utf-8", "cp949"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return line.decode("utf-8", "replace")


def reject(place: str, reason: RejectReason, message: str, doc: str | None = None) -> Reject:
    """Make a `Reject` whose message starts with the place."""
    return Reject(place, reason, f"{place}: {message}", doc)


def one_line(text: str) -> str:
    r"""Escape everything that does not print, so that a path or an id fits into a one-line message.

    >>> print(one_line("보도\n자료.txt"))
    보도\n자료.txt
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def to_text(data: bytes) -> str:
    """Decode and normalise a whole document; refused as binary or undecodable where no encoding is plausible."""
    text = decode(data)
    if text is not None:
        return normalise(text)
    raise undecodable(data)


def undecodable(data: bytes) -> RefusalError:
    """Refuse bytes that are no text in any encoding tried: as binary where they look it."""
    if looks_binary(data):
        return RefusalError(RejectReason.BINARY, "binary data, no text; convert it to text, or leave it out")
    return RefusalError(
        RejectReason.UNDECODABLE,
        "text with broken bytes or in an unknown encoding (UTF-8, CP949, UTF-16 and others tried); save it as UTF-8",
    )
