"""Markdown: one document a file, with the fields of YAML front matter where there is any.

Front matter is read as plain text values, nothing is constructed from it: `id: 0123` stays `0123`, and a date that
is not in the calendar is no error.
"""

import re
from collections.abc import Iterator

import yaml

from policyminer.models import Reject, RejectReason
from policyminer.sources.fields import field_of, field_values, to_fields
from policyminer.sources.received import MARKDOWN_SUFFIXES, Draft, Received, RefusalError, Source, one_line, to_text

MAX_FRONT_MATTER = 65_536  # bytes of UTF-8
_MAX_DEPTH = 10
_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_KEY = re.compile(r"^([^\s:#][^:\n]{0,100}?)[ \t]*:(?=\s)", re.MULTILINE)
_NULL = "tag:yaml.org,2002:null"


def _sniff(received: Received) -> bool:
    if received.encoding is None:
        return False
    return received.suffix in MARKDOWN_SUFFIXES or _has_front_matter(received, received.text_head)


def _has_front_matter(received: Received, text: str) -> bool:
    """Tell front matter from a rule of three dashes: it names a field of ours, at the latest before a closing fence."""
    opening = _OPENING.match(text)
    if not opening:
        return False
    closing = _CLOSING.search(text, opening.end())
    keys = _KEY.finditer(text, opening.end(), closing.start() if closing else len(text))
    if closing and received.suffix in MARKDOWN_SUFFIXES:
        return next(keys, None) is not None
    first = _KEY.match(text, opening.end())
    candidates = keys if closing else filter(None, [first])
    return any(field_of(key[1], received.field_map) for key in candidates)


def _read(received: Received) -> Iterator[Draft | Reject]:
    data = received.whole()
    text = to_text(data)
    values: dict[str, object] = {}
    if _has_front_matter(received, text):
        block, text = _split(text)
        values = field_values(_front_matter(block), received.field_map)
    yield received.draft(text, data, to_fields(values), media_type="text/markdown")


def _split(text: str) -> tuple[str, str]:
    """Cut a text into its front matter, without the fences, and the body after it."""
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    closing = _CLOSING.search(text, start)
    if not closing:
        raise _malformed("front matter that is never closed; end it with a line of three dashes")
    block = text[start : closing.start()]
    if len(block.encode()) > MAX_FRONT_MATTER:
        raise _malformed(f"front matter of more than {MAX_FRONT_MATTER:,} bytes; keep the document's own fields only")
    return block, text[closing.end() :].lstrip("\n")


def _front_matter(block: str) -> dict[str, object]:
    """Read the block's top-level keys; a value is a text, a list of texts, or None."""
    try:
        depth = 0
        for event in yaml.parse(block, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise _malformed("front matter with a YAML anchor or alias; write the value out")
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _MAX_DEPTH:
                raise _malformed(f"front matter nested more than {_MAX_DEPTH} deep; write it as plain key: value lines")
        root = yaml.compose(block, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the last two: escapes and directives out of range
        mark = getattr(error, "problem_mark", None)
        where = f" in its line {mark.line + 1}" if mark else ""
        problem = one_line(getattr(error, "problem", None) or "a character that YAML does not allow")
        raise _malformed(f"front matter that is no YAML{where} ({problem}); mend it or quote the value") from error
    if not isinstance(root, yaml.MappingNode):
        raise _malformed("front matter without keys; write it as key: value lines")
    return {key.value: _value(value) for key, value in root.value if isinstance(key, yaml.ScalarNode)}


def _value(node: yaml.Node) -> object:
    if isinstance(node, yaml.SequenceNode):
        return [item.value for item in node.value if isinstance(item, yaml.ScalarNode)]
    return node.value if isinstance(node, yaml.ScalarNode) and node.tag != _NULL else None


def _malformed(message: str) -> RefusalError:
    return RefusalError(RejectReason.MALFORMED, message)


MARKDOWN = Source("Markdown", _sniff, _read)
