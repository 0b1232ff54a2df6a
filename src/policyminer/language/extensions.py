"""The spaCy extensions of policyminer: declared here and nowhere else.

Payloads live in `doc.user_data` as plain lists and strings, so that `Doc.to_bytes` and `DocBin` keep them.
"""

from datetime import date

from spacy.tokens import Doc, Token

from policyminer.language.morphemes import Morpheme

MORPHEMES = "policyminer.morphemes"
TOKEN_MORPHEMES = "policyminer.token_morphemes"  # noqa: S105 - a key, not a secret
BODY_START = "policyminer.body_start"
PUBLISHED = "policyminer.published"


def body_start_of(doc: Doc) -> int:
    """Where the body begins in the doc's text: what stands before is the document's title. 0 without a title."""
    return int(doc.user_data.get(BODY_START, 0))


def published_of(doc: Doc) -> date | None:
    """The document's date, which relative dates and dated names are resolved against."""
    value = doc.user_data.get(PUBLISHED)
    return date.fromisoformat(value) if value else None


def _token_morphemes(token: Token) -> list[Morpheme]:
    data = token.doc.user_data
    if MORPHEMES not in data:
        return []
    first, last = data[TOKEN_MORPHEMES][token.i]
    return [Morpheme(*m) for m in data[MORPHEMES][first:last]]


def _set_published(doc: Doc, value: date | None) -> None:
    doc.user_data[PUBLISHED] = value.isoformat() if value else None


def _set_body_start(doc: Doc, value: int) -> None:
    doc.user_data[BODY_START] = value


def declare() -> None:
    """Declare the extensions; harmless when called again."""
    if Token.has_extension("morphemes"):
        return
    Token.set_extension("morphemes", getter=_token_morphemes)
    Doc.set_extension("published", getter=published_of, setter=_set_published)
    Doc.set_extension("body_start", getter=body_start_of, setter=_set_body_start)
