"""When a predicted row and a gold row say the same: the matching rules of the annotation guidelines."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_SEPARATORS = re.compile(r"[\s·・ㆍ‧•/,()\[\]{}<>「」『』〈〉《》'\"‘’“”\-–—~∼.…:;]+")
# a renamed unit and its successor are one region
_SUCCESSORS = {"강원도": "강원특별자치도", "전라북도": "전북특별자치도", "제주도": "제주특별자치도"}

_SAME_INITIATIVE = 0.5
_SAME_INITIATIVE_STRICT = 0.8
_CONTAINED_LENGTH = 6
_CONTAINED_SHARE = 0.4
_CONTAINED_INDUSTRY = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A gold or predicted row, made ready for comparison: texts without separators, `""` where there is none.

    `stated` is the region, industry and initiative as the row gives them.
    """

    stated: tuple[str, str, str]
    region_forms: frozenset[str]
    region_key: str
    industry: str
    industry_name: str
    industry_code: object
    initiative: str
    bigrams: Counter[str]


def prepared(row: Mapping[Any, object]) -> Row:
    """Make a row with region, region_name, industry, industry_name, industry_code and initiative ready.

    Fields may be missing, None or NaN.
    """
    region, region_name = squash(row.get("region")), squash(row.get("region_name"))
    forms = {region, region_name} - {""}
    initiative = squash(row.get("initiative"))
    return Row(
        (_text(row.get("region")), _text(row.get("industry")), _text(row.get("initiative"))),
        frozenset(forms | {_in_force(form) for form in forms}),
        _in_force(region_name or region),
        squash(row.get("industry")),
        squash(row.get("industry_name")),
        row.get("industry_code"),
        initiative,
        _bigrams(initiative),
    )


def squash(value: object) -> str:
    """The text of a field without white space and separators; `""` for None and NaN.

    >>> squash("보건·의료 (바이오)")
    '보건의료바이오'
    """
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", _text(value)))


def same_region(gold: Row, predicted: Row) -> bool:
    """Whether a name or surface form of the regions is equal, a renamed unit counting as its successor."""
    return not gold.region_forms.isdisjoint(predicted.region_forms)


def same_industry(gold: Row, predicted: Row) -> bool:
    """Whether codes, names or surface forms are equal, or one (of two characters at least) contains the other."""
    if gold.industry_code and gold.industry_code == predicted.industry_code:
        return True
    return any(
        _industries_agree(one, other)
        for one in (gold.industry, gold.industry_name)
        for other in (predicted.industry, predicted.industry_name)
        if one and other
    )


def initiative_agreement(gold: Row, predicted: Row, strict: bool) -> float:
    """How far the initiatives agree, 0..1; 0 below the threshold.

    The measure is the Dice coefficient of their character bigrams, 0.5 or more to agree; the shorter one's being
    contained in the longer counts 0.5. Strict: 0.8 or more, and containment does not count.
    """
    dice = _dice(gold.bigrams, predicted.bigrams)
    if strict:
        return dice if dice >= _SAME_INITIATIVE_STRICT else 0.0
    short, long = sorted((gold.initiative, predicted.initiative), key=len)
    if len(short) >= _CONTAINED_LENGTH and len(short) >= _CONTAINED_SHARE * len(long) and short in long:
        dice = max(dice, _SAME_INITIATIVE)
    return dice if dice >= _SAME_INITIATIVE else 0.0


def _text(value: object) -> str:
    return "" if value is None or (isinstance(value, float) and math.isnan(value)) else str(value)


def _industries_agree(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _CONTAINED_INDUSTRY and short in long)


def _in_force(name: str) -> str:
    for old, new in _SUCCESSORS.items():
        if name.startswith(old):
            return new + name.removeprefix(old)
    return name


def _bigrams(text: str) -> Counter[str]:
    if len(text) < 2:
        return Counter([text] if text else [])
    return Counter(text[i : i + 2] for i in range(len(text) - 1))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    if not one or not other:
        return 0.0
    return 2 * (one & other).total() / (one.total() + other.total())
