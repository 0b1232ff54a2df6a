"""The extraction as a spaCy component: `nlp.add_pipe("policyminer_triples")`."""

from spacy.language import Language
from spacy.tokens import Doc

from policyminer.extraction.context import understand
from policyminer.extraction.decide import decide
from policyminer.extraction.payload import from_plain, to_plain
from policyminer.extraction.reading import read
from policyminer.extraction.scorer import Scorer, shipped
from policyminer.models import Triple

TRIPLES = "policyminer.triples"


class TripleExtractor:
    """Sets `doc._.triples`: a list of `Triple` with offsets in code points of the doc's body, every candidate with its
    confidence. The doc must come from the Kiwi tokenizer; `doc._.published` (a date) dates the names of regions and
    `doc._.body_start` says where a title at the head of the text ends."""

    def __init__(self, scorer: Scorer | None = None) -> None:
        self._scorer = scorer

    def __call__(self, doc: Doc) -> Doc:
        doc.user_data[TRIPLES] = [to_plain(triple) for triple in self.extract(doc)]
        return doc

    def extract(self, doc: Doc) -> list[Triple]:
        """The triples themselves, without storing them on the doc."""
        return decide(understand(read(doc)), self._scorer or shipped())


def _triples_of(doc: Doc) -> list[Triple]:
    return [from_plain(plain) for plain in doc.user_data.get(TRIPLES, [])]


@Language.factory("policyminer_triples")
def create_extractor(nlp: Language, name: str) -> TripleExtractor:  # noqa: ARG001 - spaCy's signature
    """The component factory that spaCy finds by entry point."""
    if not Doc.has_extension("triples"):
        Doc.set_extension("triples", getter=_triples_of)
    return TripleExtractor()
