"""Formats known by their first bytes, and rubbish known by its control bytes."""

import re

# First bytes → what a file that starts with them looks like. Signatures that ordinary text can start with
# ("MZ", "BM", "ID3") are left out: the control bytes of such files give them away.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an HWP or old Office document"),
    (b"HWP Document File", "an HWP 3 document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"RIFF", "a RIFF image, sound or video"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"\x7fELF", "a program"),
)
_BOM = b"\xef\xbb\xbf"
_ZIP = b"PK\x03\x04"
_ZIP_CONTENTS: tuple[tuple[bytes, str], ...] = (
    (b"application/hwp+zip", "an HWPX document"),
    (b"word/", "a DOCX document"),
    (b"xl/", "an XLSX workbook"),
    (b"ppt/", "a PPTX presentation"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
)
_ZIP_LOOK = 8192
_XML = re.compile(rb"<(\?xml|rss|feed)[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<(!doctype\s+html|html)[\s>]", re.IGNORECASE)
_XML_LOOK = 2048

_NOT_CONTROL = bytes(range(0x20, 0x100)) + b"\t\n\f\r\x1b"
_CONTROL_SHARE = 0.02


def looks_like(head: bytes) -> str | None:
    """Say what a file that starts with `head` looks like, None where no signature fits.

    XML that is not XHTML counts as a format of its own (a feed); HTML, JSON and text have no signature.

    >>> looks_like(b"%PDF-1.7 ...")
    'a PDF'
    >>> looks_like("산업 지원".encode()) is None
    True
    """
    start = head.removeprefix(_BOM).lstrip()
    if start.startswith(_ZIP):
        return next((name for mark, name in _ZIP_CONTENTS if mark in head[:_ZIP_LOOK]), "a zip archive")
    for signature, name in _SIGNATURES:
        if start.startswith(signature):
            return name
    if _XML.match(start) and not _HTML.search(start[:_XML_LOOK]):
        return "XML or a feed"
    return None


def looks_binary(data: bytes) -> bool:
    """Tell whether bytes that are no text are data rather than text in an unknown encoding.

    >>> looks_binary(bytes(range(32)) * 4), looks_binary("산업".encode("cp949"))
    (True, False)
    """
    return b"\x00" in data or len(data.translate(None, _NOT_CONTROL)) > _CONTROL_SHARE * len(data)
