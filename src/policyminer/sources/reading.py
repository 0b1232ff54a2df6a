"""The room's door: inputs in, one outcome a document out."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from policyminer.errors import UsageError
from policyminer.models import Document, Reject, RejectReason
from policyminer.sources.delimited import DELIMITED
from policyminer.sources.fields import check_field_map
from policyminer.sources.finding import because, find
from policyminer.sources.html import HTML
from policyminer.sources.jsonl import JSONL
from policyminer.sources.markdown import MARKDOWN
from policyminer.sources.naming import Names
from policyminer.sources.plain import PLAIN
from policyminer.sources.received import (
    STDIN,
    Draft,
    Received,
    RefusalError,
    Source,
    one_line,
    receive,
    reject,
    undecodable,
)

MAX_BYTES = 10_000_000
SOURCES: tuple[Source, ...] = (HTML, JSONL, DELIMITED, MARKDOWN, PLAIN)
"""Every format that is read, in the order in which they are asked; plain text takes what nobody else does."""


def read(
    inputs: Iterable[str | Path],
    *,
    field_map: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    limit: int = MAX_BYTES,
) -> Iterator[Document | Reject]:
    """Read documents from files, folders, patterns and standard input (`-`), one outcome each, in order and lazily.

    The bytes decide on format and encoding, not the extension. `field_map` says under which names (of JSON keys, CSV
    columns, front matter) our fields stand, ours → theirs; `stdin` stands in for standard input; `limit` is the most
    bytes of one document. Files are found as `finding.find` says.

    Raises `UsageError` at once for an unusable field map or limit; bad input never raises but becomes a `Reject`.
    """
    if limit < 1:
        raise UsageError(f"limit: {limit} leaves no room for a document; give a number of bytes of 1 or more")
    given = [inputs] if isinstance(inputs, str | Path) else inputs
    return _read_all(given, check_field_map(field_map or {}), stdin, limit)


def _read_all(
    inputs: Iterable[str | Path], field_map: Mapping[str, str], stdin: BinaryIO | None, limit: int
) -> Iterator[Document | Reject]:
    names = Names()
    for path in find(inputs):
        if isinstance(path, Reject):
            yield path
            continue
        for outcome in _read_input(path, field_map, stdin, limit):
            yield outcome if isinstance(outcome, Reject) else names.settle(outcome)


def _read_input(
    path: Path | None, field_map: Mapping[str, str], stdin: BinaryIO | None, limit: int
) -> Iterator[Draft | Reject]:
    """Read one input; whatever is wrong with it as a whole becomes one `Reject`, after what was read before."""
    name = os.fsencode(path).decode("utf-8", "backslashreplace") if path else None  # a name may be no UTF-8
    place = one_line(name or STDIN)
    empty = True
    try:
        with _opened(path, stdin) as (raw, retrieved):
            received = receive(raw, name, retrieved=retrieved, limit=limit, field_map=field_map)
            for outcome in _choose(received).read(received):
                empty = False
                yield outcome
    except RefusalError as refusal:
        yield reject(place, refusal.reason, str(refusal))
    except OSError as error:
        yield reject(place, RejectReason.UNREADABLE, because(error))
    else:
        if empty:
            message = "a file of records without a single one; leave it out"
            yield reject(place, RejectReason.NO_DOCUMENTS, message)


def _choose(received: Received) -> Source:
    """Ask each source in turn; where none takes the input, refuse it for what it looks like."""
    if not received.stream.head:
        raise RefusalError(RejectReason.EMPTY, "an empty file; leave it out, or fetch it again")
    for source in SOURCES:
        if source.sniff(received):
            return source
    if received.signature:
        *names, last = sorted(source.name for source in SOURCES)
        formats = f"{', '.join(names)} and {last}"
        message = f"looks like {received.signature}; this version reads {formats}: convert it to one of them"
        raise RefusalError(RejectReason.UNKNOWN_FORMAT, message)
    raise undecodable(received.stream.head)


@contextmanager
def _opened(path: Path | None, stdin: BinaryIO | None) -> Iterator[tuple[BinaryIO, datetime | None]]:
    """Open an input for reading without buffer, so that no byte is read in vain; gives its time of change with it."""
    if path is None:
        yield _standard_input(stdin), None
        return
    _check_regular(path.stat())  # before opening: a device may act on it
    # a pipe put in the file's place since then must not block
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb", buffering=0) as raw:
        status = os.fstat(descriptor)
        _check_regular(status)
        yield raw, _utc(status.st_mtime)


def _standard_input(stdin: BinaryIO | None) -> BinaryIO:
    if stdin is None and sys.stdin is not None:
        stdin = sys.stdin.buffer
    if stdin is None or stdin.closed:
        raise RefusalError(RejectReason.UNREADABLE, "standard input is closed; name a file instead")
    return stdin


def _check_regular(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise RefusalError(
            RejectReason.UNREADABLE,
            "a pipe, socket or device where a file is expected; send what it holds to standard input and name -",
        )


def _utc(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):  # some file systems keep times beyond the calendar
        return None
