"""From scored links to triples."""

from policyminer.extraction.decide import merge_restatements
from policyminer.models import Evidence, Mention, MentionKind, Triple


def triple(initiative: str, confidence: float, *, industry: str = "IND-PORT", region: str = "2600000000") -> Triple:
    return Triple(
        region=Mention(MentionKind.REGION, "부산", 0, 2, "region:name", region, "부산광역시"),
        industry=Mention(MentionKind.INDUSTRY, "항만", 3, 5, "industry", industry, "항만"),
        initiative=Mention(MentionKind.INITIATIVE, initiative, 3, 3 + len(initiative), "initiative:action"),
        evidence=Evidence("부산 항만", 0, 5),
        rule="r",
        confidence=confidence,
    )


def test_a_restatement_is_one_row_the_most_confident() -> None:
    first, again = triple("항만 자동화 단지 조성", 0.5), triple("항만 자동화 단지 조성 사업", 0.6)
    assert merge_restatements([first, again]) == [again]


def test_other_initiatives_and_other_regions_stay() -> None:
    rows = [
        triple("항만 자동화 단지 조성", 0.5),
        triple("선박 수리 인력 양성", 0.5),
        triple("항만 자동화 단지 조성", 0.4, region="2800000000"),
    ]
    assert sorted(merge_restatements(rows), key=repr) == sorted(rows, key=repr)


def test_a_further_industry_counts_where_it_is_about_as_likely() -> None:
    first = triple("항만 자동화 단지 조성", 0.5)
    likely, unlikely = (triple(first.initiative.text, c, industry="IND-LOGISTICS") for c in (0.48, 0.3))
    assert len(merge_restatements([first, likely])) == 2
    assert merge_restatements([first, unlikely]) == [first]
