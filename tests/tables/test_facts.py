from policyminer.tables.facts import RegionFacts, VocabularyFacts


def test_a_megaregion_has_a_scheme() -> None:
    assert VocabularyFacts().region("5G3T:HONAM") == RegionFacts("megaregion", scheme="5극3특")


def test_a_unit_that_was_split_names_every_successor() -> None:
    place = VocabularyFacts().region("28110")
    assert place is not None
    assert place.successor == "28125|28155"


def test_a_unit_whose_facts_changed_still_holds() -> None:
    place = VocabularyFacts().region("X-SAEMANGEUM")
    assert place is not None
    assert place.valid_to is None


def test_an_industry_has_ksic_codes() -> None:
    assert VocabularyFacts().ksic("IND-SEMI") == "261|2927"


def test_unknown_codes_have_no_facts() -> None:
    assert VocabularyFacts().region("99") is None
    assert VocabularyFacts().ksic("IND-NONE") is None
