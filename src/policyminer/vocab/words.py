"""Words of the vocabularies that a Korean tokenizer should keep in one piece."""

import re

from policyminer.vocab.industries import load_industries
from policyminer.vocab.megaregions import load_megaregions
from policyminer.vocab.places import load_places
from policyminer.vocab.regions import load_regions

PROPER_NOUN = "NNP"
COMMON_NOUN = "NNG"

_PROPER = re.compile(r"[가-힣]{2,}")
# Industries of two syllables (조선, 물류) are in every dictionary, and adding them would split longer words.
_COMMON = re.compile(r"[가-힣]{3,}")


def user_words() -> list[tuple[str, str]]:
    """Return (form, Kiwi part-of-speech tag) pairs in a fixed order, each form once.

    Regions, megaregions and places are proper nouns (NNP), without the bare names that are ordinary words as well;
    industries written as one Hangul word are common nouns (NNG).

    >>> words = user_words()
    >>> ("해상풍력", "NNG") in words, ("예산군", "NNP") in words, ("예산", "NNP") in words
    (True, True, False)
    """
    regions = [
        form
        for region in load_regions().rows
        for form in (region.name, *region.short_names)
        if not region.is_homograph(form)
    ]
    megaregions = [form for megaregion in load_megaregions().rows for form in megaregion.forms]
    industries = [form for industry in load_industries().rows for form in (industry.name, *industry.synonyms)]
    words = {form: COMMON_NOUN for form in industries if _COMMON.fullmatch(form)}
    words |= {form: PROPER_NOUN for form in (*regions, *megaregions, *load_places().forms) if _PROPER.fullmatch(form)}
    return sorted(words.items())
