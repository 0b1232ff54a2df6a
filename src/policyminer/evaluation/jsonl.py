"""Reading the JSON lines that gold files are made of."""

import json
from collections.abc import Iterator
from pathlib import Path

from policyminer.errors import SourceError


def read_objects(path: str | Path) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield `("file:line", object)` for each line of a JSON lines file; blank lines are left out.

    Raises SourceError when the file cannot be read, or a line is no JSON object in UTF-8.
    """
    try:
        with Path(path).open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield f"{path}:{number}", _object(line, f"{path}:{number}")
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror}); give a JSON lines file") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"{path}: is not UTF-8; convert it first") from error


def _object(line: str, where: str) -> dict[str, object]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{where}: is no JSON; write one object a line") from error
    if not isinstance(value, dict):
        raise SourceError(f"{where}: is no JSON object; write one object a line")
    return value


def name_of(value: dict[str, object], where: str) -> str:
    """The document's name in `doc`; raises SourceError where it is missing or empty."""
    name = value.get("doc")
    if not isinstance(name, str) or not name:
        raise SourceError(f"{where}: has no document name; give it as text in `doc`")
    return name
