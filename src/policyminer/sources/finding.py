"""From what the user names, files, folders and patterns, to the files to read."""

import glob
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from policyminer.models import Reject, RejectReason
from policyminer.sources.received import STDIN, one_line, reject

_HIDDEN = "."
_SKIPPED_STARTS = (_HIDDEN, "readme", "license")
_SKIPPED_ENDS = (".gold.jsonl", ".body.jsonl")
_SKIPPED = "hidden files, README*, LICENSE*, *.gold.jsonl and *.body.jsonl are passed over"


def find(inputs: Iterable[str | Path]) -> Iterator[Path | Reject | None]:
    """List the files behind the inputs in order, each once however often it is reached; None is standard input.

    A folder stands for the files in it and below, sorted by name; a pattern (`*`, `?`, `[…]`, `**`) for what it
    matches, unless a file has that very name; `-` for standard input. Folders and patterns pass over hidden files and
    folders, `README*`, `LICENSE*` and the annotations `*.gold.jsonl` and `*.body.jsonl`; a file named itself is always
    read. Links are followed, each folder once.
    """
    seen: set[str] = set()
    for given in inputs:
        for found in _expand(os.fspath(given)):
            if isinstance(found, Reject):
                yield found
                continue
            key = os.path.realpath(found) if found else STDIN
            if key not in seen:
                seen.add(key)
                yield found


def _expand(given: str) -> Iterator[Path | Reject | None]:
    if given == STDIN:
        yield None
        return
    path = Path(given)
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode) if given else False
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a NUL in the path
        yield from _missing(given)
    except OSError as error:
        yield unreadable(given, because(error))
    else:
        if not given:
            yield reject("''", RejectReason.NOT_FOUND, "an empty path; name a file or folder")
        elif is_folder:
            yield from _non_empty(given, _walk(path), "a folder without a file to read")
        else:
            yield path


def _missing(given: str) -> Iterator[Path | Reject]:
    if "\0" not in given and Path(given).is_symlink():
        yield unreadable(given, "a link to nothing; mend or remove it")
    elif glob.has_magic(given):
        yield from _non_empty(given, _match(given), "a pattern that matches no file to read")
    else:
        yield reject(one_line(given), RejectReason.NOT_FOUND, "no such file or folder; check the path")


def _non_empty(given: str, found: Iterator[Path | Reject], otherwise: str) -> Iterator[Path | Reject]:
    empty = True
    for one in found:
        empty = False
        yield one
    if empty:
        yield reject(one_line(given), RejectReason.NO_DOCUMENTS, f"{otherwise} ({_SKIPPED}); name the file itself")


def _walk(root: Path) -> Iterator[Path | Reject]:
    """List the files in and below a folder, depth first; with a stack of its own, for nesting a thousand deep."""
    entered: set[tuple[int, int]] = set()
    pending = [root]
    while pending:
        path = pending.pop()
        try:
            status = path.stat()
            if not stat.S_ISDIR(status.st_mode):
                if not _is_skipped(path.name):
                    yield path
                continue
            folder = (status.st_dev, status.st_ino)
            if folder not in entered:
                entered.add(folder)
                children = sorted(path.iterdir(), reverse=True)
                pending.extend(child for child in children if not child.name.startswith(_HIDDEN))
        except OSError as error:
            yield unreadable(str(path), because(error))


def _match(pattern: str) -> Iterator[Path | Reject]:
    """List what a pattern matches, folders with what is in them. `**` does not follow links, so it ends."""
    parts = Path(pattern).parts
    fixed = next(index for index, part in enumerate(parts) if glob.has_magic(part))
    base = Path(*parts[:fixed])
    varying = [part if part == "**" else re.sub(r"\*+", "*", part) for part in parts[fixed:]]
    try:
        matched = sorted(base.glob("/".join(varying)))
    except (OSError, ValueError, RecursionError):
        yield unreadable(pattern, "a pattern that cannot be followed; name a folder instead")
        return
    for path in matched:
        if not any(part.startswith(_HIDDEN) for part in path.relative_to(base).parts):
            yield from _walk(path)


def _is_skipped(name: str) -> bool:
    return name.lower().startswith(_SKIPPED_STARTS) or name.lower().endswith(_SKIPPED_ENDS)


def because(error: OSError) -> str:
    """Say in a few words why the system refused, and what to do."""
    return f"not readable ({one_line(error.strerror or str(error))}); check that it is there and that you may read it"


def unreadable(path: str, message: str) -> Reject:
    """Reject a path that is there and cannot be read."""
    return reject(one_line(path), RejectReason.UNREADABLE, message)
