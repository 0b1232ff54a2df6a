"""A release of the corpus, with initiatives that no model should miss all of, and a short story."""

import hashlib
from datetime import date
from pathlib import Path

from policyminer import Document

CORPUS = Path(__file__).parents[2] / "corpus"
RELEASE = (CORPUS / "press" / "2024-gyeongbuk-hydrogen.txt").read_text(encoding="utf-8")
NEWS = "전라남도 신안군은 내년부터 해상풍력 집적화단지를 조성할 계획이라고 5일 밝혔다.\n"


def make(doc: str, text: str, published: date | None = None) -> Document:
    return Document(hashlib.sha256(text.encode()).hexdigest(), doc, text, published=published)
