"""Records, as JSON and CSV files hold them: each is one document, read or refused by itself."""

import json
from collections.abc import Mapping

from policyminer.models import Reject, RejectReason
from policyminer.sources.encoding import decode, normalise
from policyminer.sources.fields import field_values, to_fields
from policyminer.sources.received import Draft, Received, RefusalError

_JSON_NAMES: Mapping[type, str] = {
    dict: "an object",
    list: "an array",
    str: "a string",
    int: "a number",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}


def too_large(limit: int) -> RefusalError:
    """Refuse a record for its size."""
    return RefusalError(
        RejectReason.TOO_LARGE, f"a record of more than {limit:,} bytes; split its text, or close a quote left open"
    )


def decode_line(received: Received, line: bytes) -> str | None:
    """Decode a line of a file by the file's encoding, else by its own bytes; None for neither.

    Lines of UTF-16 and UTF-32 files come as UTF-8 (see `ByteStream.lines`).
    """
    encoding = received.encoding or "utf-8"
    try:
        return line.decode("utf-8" if encoding.startswith(("utf-16", "utf-32")) else encoding)
    except UnicodeDecodeError:
        return decode(line, guess=False)


def canonical(record: object) -> bytes:
    """Give the bytes that stand for a record which has none of its own: JSON with sorted keys.

    >>> canonical({"b": "2", "a": 1})
    b'{"a": 1, "b": "2"}'
    """
    try:
        return json.dumps(record, sort_keys=True).encode()
    except RecursionError as error:
        raise nested_too_deep() from error


def nested_too_deep() -> RefusalError:
    """Refuse a record whose JSON is nested deeper than the stack allows."""
    return RefusalError(RejectReason.MALFORMED, "JSON nested too deep; flatten the record")


def read_record(
    received: Received, record: object, data: bytes, *, row: int | None = None, line: int | None = None
) -> Draft | Reject:
    """Make a document of a record that was received as `data`; rejected by itself where it holds no text."""
    if not isinstance(record, Mapping):
        kind = _JSON_NAMES[type(record)]
        refusal = RefusalError(RejectReason.MALFORMED, f"{kind} where a JSON object is expected; wrap it in one")
        return received.reject(refusal, line=line)
    values = field_values(record, received.field_map)
    fields = to_fields(values)
    try:
        text = _text(values.get("text"))
        return received.draft(text, data, fields, row=row, line=line)
    except RefusalError as refusal:
        return received.reject(refusal, line=line, doc=fields.id)


def _text(value: object) -> str:
    if value is None:
        raise RefusalError(
            RejectReason.NO_TEXT,
            "a record without text; if it has one under another name, say so: --map text=THEIR_NAME",
        )
    if not isinstance(value, str):
        raise RefusalError(RejectReason.MALFORMED, f"a text that is {_JSON_NAMES[type(value)]}; make it a string")
    return normalise(value)
