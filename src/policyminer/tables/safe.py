"""Text that is safe to store: in any file, and in a CSV file that a spreadsheet will open.

Both escapes of `to_cell` are undone by `from_cell`. Control characters are written the way Office Open XML
writes them (ECMA-376 part 1, 22.9.2.19 ST_Xstring); the leading apostrophe is what OWASP advises against CSV injection.
"""

import re

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f]"
_CODE = r"x(?:00[01][0-9A-F]|005F|007F)"
_TO_ESCAPE = re.compile(rf"{_CONTROL}|_(?={_CODE}(?:_|{_CONTROL}))")
_ESCAPE = re.compile(rf"_({_CODE})_")
_STARTS_FORMULA = re.compile(r"'*[=+\-@\t\n＝＋－＠]")
_MARKED_FORMULA = re.compile(r"'+[=+\-@\t\n＝＋－＠]")


def storable(text: str) -> str:
    """Put U+FFFD for each lone surrogate, which no UTF-8 file can hold; file names that are not UTF-8 carry them.

    >>> storable("보도자료\\udcff.txt")
    '보도자료�.txt'
    """
    return _SURROGATE.sub("\ufffd", text)


def to_cell(text: str) -> str:
    """Write `text` so that no spreadsheet runs it and no CSV reader stumbles over a control character.

    A text that begins with = + - @, a tab, a line end or a full-width form of the signs gets an apostrophe in front,
    as does one that would otherwise be taken for such a cell; control characters other than tab and line feed
    become ``_x0000_``.

    >>> to_cell("=1+1"), to_cell("- 수소"), to_cell("수소 -"), to_cell("'=1")
    ("'=1+1", "'- 수소", '수소 -', "''=1")
    >>> to_cell("가\\r나")
    '가_x000D_나'
    """
    escaped = _TO_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return f"'{escaped}" if _STARTS_FORMULA.match(escaped) else escaped


def from_cell(cell: str) -> str:
    """Undo `to_cell`.

    >>> from_cell("'- 수소"), from_cell("가_x000D_나"), from_cell("'24년")
    ('- 수소', '가\\r나', "'24년")
    """
    escaped = cell[1:] if _MARKED_FORMULA.match(cell) else cell
    return _ESCAPE.sub(lambda match: chr(int(match[1][1:], 16)), escaped)
