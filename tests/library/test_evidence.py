"""What a triple quotes stands in the text, and in the source."""

from policyminer import Analysis


def unspaced(text: str) -> str:
    return "".join(text.split())


def test_evidence_is_verbatim(analyses: list[Analysis]) -> None:
    triples = [(analysis, triple) for analysis in analyses for triple in analysis.triples + analysis.refused]
    assert triples
    for analysis, triple in triples:
        evidence = triple.evidence
        assert evidence.quote == analysis.clean.text[evidence.start : evidence.end]
        assert evidence.quote.strip()


def test_mentions_stand_in_the_clean_text(analyses: list[Analysis]) -> None:
    for analysis in analyses:
        for triple in analysis.triples:
            for mention in (triple.region, triple.industry):
                if mention.start is not None:
                    assert analysis.clean.text[mention.start : mention.end] == mention.text


def test_evidence_maps_to_the_source(analyses: list[Analysis]) -> None:
    mapped = 0
    for analysis in analyses:
        if analysis.document.media_type != "text/plain":
            continue
        for triple in analysis.triples:
            span = analysis.clean.to_source(triple.evidence.start, triple.evidence.end)
            assert span is not None
            assert unspaced(triple.evidence.quote) in unspaced(analysis.document.text[slice(*span)])
            mapped += 1
    assert mapped > 0


def test_every_line_is_kept_or_removed(analyses: list[Analysis]) -> None:
    for analysis in analyses:
        if analysis.document.media_type == "text/plain":
            accounted = sorted(unspaced(analysis.clean.text + "".join(r.line for r in analysis.clean.removed)))
            assert accounted == sorted(unspaced(analysis.document.text)), analysis.document.doc


def test_confidences_and_periods_are_in_order(analyses: list[Analysis]) -> None:
    for analysis in analyses:
        for triple in analysis.triples + analysis.refused:
            assert 0 <= triple.confidence <= 1
            if triple.period and triple.period.start and triple.period.end:
                assert triple.period.start <= triple.period.end
            assert triple.budget is None or triple.budget.won >= 0
