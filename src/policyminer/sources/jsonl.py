"""JSON: one document a line (JSON lines), or a whole file that is one object or an array of objects.

JSON lines are read line by line, so that a file may be larger than memory; a broken line costs its own document only.
"""

import json
import re
from collections.abc import Iterator

from policyminer.models import Reject, RejectReason
from policyminer.sources.received import Draft, Received, RefusalError, Source, to_text, undecodable
from policyminer.sources.records import canonical, decode_line, nested_too_deep, read_record, too_large

_LOOKED_AT = 50  # lines
_OBJECT = re.compile(r'\s*\{\s*(?:"|\})')
_ARRAY = re.compile(r"\s*\[\s*(?:\{|\]\s*\Z)")


def _sniff(received: Received) -> bool:
    return _is_lines(received) or _is_whole(received)


def _is_whole(received: Received) -> bool:
    head = received.text_head
    return received.encoding is not None and bool(_OBJECT.match(head) or _ARRAY.match(head))


def _is_lines(received: Received) -> bool:
    """Tell JSON lines: the first is an object, or one is and half of them look like one; the rest may be broken."""
    head = received.text_head
    *lines, last = head.split("\n")
    if received.stream.complete:
        lines.append(last)
    cut = not received.stream.complete and _OBJECT.match(last) is not None  # a line that goes on after the head
    lines = [line for line in lines if line.strip()][:_LOOKED_AT]
    if lines and _is_object(lines[0]):
        return True
    alike = sum(_OBJECT.match(line) is not None for line in lines)
    return not _ARRAY.match(head) and 2 * alike >= len(lines) and (cut or any(map(_is_object, lines)))


def _is_object(line: str) -> bool:
    try:
        return isinstance(_parse(line), dict)
    except RefusalError:
        return False


def _parse(text: str) -> object:
    try:
        return json.loads(text, strict=False)  # a bare tab or line break inside a string does no harm
    except RecursionError as error:
        raise nested_too_deep() from error
    except json.JSONDecodeError as error:
        message = f"broken JSON ({error.msg} at character {error.pos + 1}); mend it or leave it out"
        raise RefusalError(RejectReason.MALFORMED, message) from error
    except ValueError as error:
        raise RefusalError(RejectReason.MALFORMED, "JSON with an endless number; mend it or leave it out") from error


def _read(received: Received) -> Iterator[Draft | Reject]:
    return _read_lines(received) if _is_lines(received) else _read_whole(received)


def _read_lines(received: Received) -> Iterator[Draft | Reject]:
    row = 0
    for number, line in enumerate(received.stream.lines(received.encoding or "utf-8", received.limit), start=1):
        if line is None or line.strip():
            row += 1
            try:
                yield _read_line(received, line, row, number)
            except RefusalError as refusal:
                yield received.reject(refusal, line=number)


def _read_line(received: Received, line: bytes | None, row: int, number: int) -> Draft | Reject:
    if line is None:
        raise too_large(received.limit)
    text = decode_line(received, line)
    if text is None:
        raise undecodable(line)
    return read_record(received, _parse(text.removeprefix("\ufeff")), line, row=row, line=number)


def _read_whole(received: Received) -> Iterator[Draft | Reject]:
    data = received.whole("write it as JSON lines, one record a line")
    value = _parse(to_text(data))
    if not isinstance(value, list):
        yield read_record(received, value, data)
        return
    for row, item in enumerate(value, start=1):
        try:
            yield read_record(received, item, canonical(item), row=row, line=row)  # the item stands for the line
        except RefusalError as refusal:
            yield received.reject(refusal, line=row)


JSONL = Source("JSON lines", _sniff, _read)
