"""From bytes to text: find the encoding, then bring the text to one form.

The order is byte order mark, strict UTF-8, CP949 and UTF-16 scored by how Korean they come out, the charset an
HTML page declares, and charset-normalizer last: alone it misses short CP949 texts.
"""

import codecs
import re
import unicodedata
from functools import cache
from itertools import groupby, islice

from charset_normalizer import from_bytes

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its prefix
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF16 = ("utf-16-le", "utf-16-be")

# Declared names → Python codecs. A closed list: Python also has codecs that are slow or no text at all.
_DECLARED_CODECS = {
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "cp949": "cp949",
    "ms949": "cp949",
    "uhc": "cp949",
    "windows-949": "cp949",
    "shift_jis": "cp932",
    "euc-jp": "euc_jp",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5",
    "windows-1252": "cp1252",
    "iso-8859-1": "cp1252",
}
# What charset-normalizer may choose from: on short texts it also proposes charsets nobody sends.
_GUESSED_CODECS = ["johab", "cp932", "euc_jp", "gb18030", "big5", "cp1252"]
_META_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_META_LOOK = 4096

# The most frequent syllables of Korean prose: particles, endings and the commonest Sino-Korean morphemes.
_COMMON = frozenset(
    "이다는은을를의에가고와과로도한하지서으기인해된할있했및등며라만적시부자사대정원산업구제전수성보상장일공동국조"
    "개발계관경소주역리여위용신통안중화회실간물치분연품진행자비생농재체선유어차년양술활내출영나"
)
_SCORED = 20_000  # characters looked at
_SAMPLE = 32_768  # bytes given to charset-normalizer
_PLAUSIBLE = 0.5
_MAX_BAD = 0.1
_BAD_WEIGHT = 20

_TELLING = re.compile(r"[^ -~\t\n\f\r]+")  # all but plain ASCII, which most encodings share
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MARK_RUN = re.compile(r"[^\w\s\x00-\x7f]{31,}")
_MAX_MARKS = 30  # of one base character: the bound of Unicode's stream-safe text format (UAX 15)


@cache
def _standard(first: int, last: int) -> frozenset[str]:
    """The characters of rows `first` to `last` (lead bytes) of KS X 1001, the standard Korean character set."""
    rows = bytes(b for lead in range(first, last + 1) for trail in range(0xA1, 0xFF) for b in (lead, trail))
    return frozenset(rows.decode("euc_kr", "ignore"))


def _strict(data: bytes, encoding: str, complete: bool) -> str | None:
    """Decode, or None; a character cut at the end is no error where the data goes on (`complete` is False)."""
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(data, complete)
    except UnicodeError:
        return None


def _is_bad(char: str) -> bool:
    """Tell a control character, an unassigned or private one, and what stands for an undecodable one."""
    return char == "\ufffd" or unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs")


def _bad_share(text: str) -> float:
    sample = text[:_SCORED]
    return sum(_is_bad(char) for run in _TELLING.finditer(sample) for char in run[0]) / max(len(sample), 1)


def _score(text: str) -> float:
    """How Korean a decoded text looks: about 1 to 2 for Korean prose, below 0.5 for bytes decoded wrongly."""
    sample = islice((char for run in _TELLING.finditer(text) for char in run[0]), _SCORED)
    symbols = _standard(0xA1, 0xA2)  # arrows, quotes, boxes: Korean or not, they tell nothing
    telling = [char for char in sample if char not in symbols]
    if not telling:
        return 1.0
    # Korean is written in the 2,350 syllables of rows B0 to C8; wrongly decoded bytes hit the other 8,822
    standard = sum(map(_standard(0xB0, 0xC8).__contains__, telling))
    common = sum(map(_COMMON.__contains__, telling))
    syllables = sum("가" <= char <= "힣" for char in telling)
    ideographs = sum("\u3400" <= char <= "\u9fff" for char in telling)
    bad = sum(map(_is_bad, telling))
    return (standard + common - (syllables - standard) - ideographs - _BAD_WEIGHT * bad) / len(telling)


def _korean(data: bytes, encodings: tuple[str, ...], complete: bool) -> str | None:
    """Name the encoding under which the bytes look most Korean, None where under none they look so."""
    best, best_score = None, _PLAUSIBLE
    for encoding in encodings:
        text = _strict(data, encoding, complete)
        if text is not None and (score := _score(text)) > best_score:
            best, best_score = encoding, score
    return best


def _damaged_utf8(data: bytes) -> bool:
    """Tell UTF-8 with a few broken bytes, which any one-byte encoding would turn into nonsense."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(len(run[0]) for run in _TELLING.finditer(text)) >= 20 * broken


def detect(data: bytes, *, complete: bool = True, guess: bool = True) -> str | None:
    """Name the Python codec that decodes `data` strictly to plausible text, None where there is none.

    `complete` is False where `data` is the head of something longer, so that it may end inside a character;
    without `guess` only UTF-8, UTF-16 and CP949 count, as fits a line of a file whose other lines are one of these.

    >>> detect("지역 산업 육성".encode("cp949")), detect("지역 산업 육성".encode("utf-16-le"))
    ('cp949', 'utf-16-le')
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = _strict(data, encoding, complete)
            return encoding if text is not None and _bad_share(text) <= _MAX_BAD else None
    if b"\x00" in data and (found := _korean(data, _UTF16, complete)):
        return found
    text = _strict(data, "utf-8", complete)
    if text is not None:
        return "utf-8" if _bad_share(text) <= _MAX_BAD else None
    if _damaged_utf8(data):
        return None
    found = _korean(data, ("cp949", *_UTF16), complete)
    if found is None and guess:
        found = _declared(data, complete) or _guessed(data, complete)
    return found


def _declared(data: bytes, complete: bool) -> str | None:
    meta = _META_CHARSET.search(data[:_META_LOOK])
    encoding = _DECLARED_CODECS.get(meta[1].decode("ascii", "replace").lower()) if meta else None
    return encoding if encoding and _fits(data, encoding, complete) else None


def _guessed(data: bytes, complete: bool) -> str | None:
    guess = from_bytes(data[:_SAMPLE], cp_isolation=_GUESSED_CODECS).best()
    return guess.encoding if guess and _fits(data, guess.encoding, complete) else None


def _fits(data: bytes, encoding: str, complete: bool) -> bool:
    text = _strict(data, encoding, complete)
    return text is not None and _bad_share(text) == 0


def decode(data: bytes, *, guess: bool = True) -> str | None:
    """Decode a whole document or line by `detect`; None where no encoding is plausible.

    >>> decode("\ufeff첨단 산업".encode("utf-16"))
    '\ufeff첨단 산업'
    """
    encoding = detect(data, guess=guess)
    return None if encoding is None else data.decode(encoding)


def normalise(text: str) -> str:
    r"""Bring decoded text to the form of `Document.text`: NFC, `\n` line ends, no byte order mark.

    Control characters (C0 but `\n` and tab) become a space, lone surrogates U+FFFD.

    >>> normalise("\ufeff산업\r\n육성\x00계획")
    '산업\n육성 계획'
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", text))
    return unicodedata.normalize("NFC", _MARK_RUN.sub(_stream_safe, text))


def _stream_safe(run: re.Match[str]) -> str:
    """Cut endless runs of combining marks: normalising them takes time quadratic in their length."""
    pieces = ((combining, "".join(chars)) for combining, chars in groupby(run[0], key=_combines))
    return "".join(piece[:_MAX_MARKS] if combining else piece for combining, piece in pieces)


def _combines(char: str) -> bool:
    return unicodedata.combining(char) > 0
