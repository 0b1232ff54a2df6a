"""What money and dates share: a value with the place where the text states it."""

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")

# Expressions never cross a line: cells of a flattened table stand on lines of their own.
SPACE = r"[ \t\u00a0\u3000]?"
TILDE = r"[~∼〜∽˜]"
DASH = r"[~∼〜∽˜–—‐-]"

_FULL_WIDTH = re.compile("[！-～]")
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@dataclass(frozen=True, slots=True)
class Spanned(Generic[Value]):
    """A value read from `text[start:end]`; half-open offsets in code points."""

    start: int
    end: int
    value: Value


def half_width(text: str) -> str:
    """`text` with full-width digits, letters and signs as ASCII; no offset moves.

    >>> half_width("３，０００억원")
    '3,000억원'
    """
    return text.translate(_HALF_WIDTH) if _FULL_WIDTH.search(text) else text
