from datetime import date
from typing import Protocol

import pytest
import spacy

from policyminer.extraction.reading import Reading, read

DAY = date(2024, 5, 1)


class ReadText(Protocol):
    def __call__(self, text: str, *, title: str = "", day: date | None = DAY) -> Reading: ...


@pytest.fixture(scope="session")
def read_text() -> ReadText:
    """Read a composed text as a document of a day, with the title as its first line."""
    nlp = spacy.blank("ko", config={"nlp": {"tokenizer": {"@tokenizers": "policyminer.KiwiTokenizer.v1"}}})

    def reader(text: str, *, title: str = "", day: date | None = DAY) -> Reading:
        head = f"{title}\n" if title else ""
        doc = nlp.make_doc(head + text)
        doc._.published = day
        doc._.body_start = len(head)
        return read(doc)

    return reader
