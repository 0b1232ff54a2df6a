"""A spaCy tokenizer over Kiwi: exact offsets on any text, morphemes on an extension, tags, lemmas and sentences."""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from policyminer.language.extensions import MORPHEMES, TOKEN_MORPHEMES, declare
from policyminer.language.morphemes import Morpheme, UserWord, analyse, load_kiwi, merge_overlapping, tile
from policyminer.vocab import user_words as policy_words

# Sejong tags (as Kiwi writes them) to Universal Dependencies parts of speech, by the longest prefix listed.
# Source: Universal Dependencies, Korean-GSD conversion notes.
UNIVERSAL = {
    "NNG": "NOUN", "NNP": "PROPN", "NNB": "NOUN", "NP": "PRON", "NR": "NUM", "SN": "NUM",
    "VV": "VERB", "VA": "ADJ", "VX": "AUX", "VC": "AUX", "MM": "DET", "MA": "ADV", "IC": "INTJ",
    "J": "ADP", "E": "X", "XP": "X", "XSV": "VERB", "XSA": "ADJ", "XSN": "NOUN", "XSM": "ADV", "XR": "NOUN",
    "SL": "PROPN", "SH": "NOUN", "W_": "X", "S": "PUNCT", "U": "X",
}  # fmt: skip


@cache
def universal_pos(tag: str) -> str:
    """The Universal Dependencies part of speech of a Sejong tag; `X` for one that is unknown.

    >>> universal_pos("NNP"), universal_pos("VV-I"), universal_pos("JKO")
    ('PROPN', 'VERB', 'ADP')
    """
    for length in range(len(tag), 0, -1):
        if pos := UNIVERSAL.get(tag[:length]):
            return pos
    return "X"


class KiwiTokenizer:
    """Tokenises with one Kiwi pass a text; `doc.text == text` holds for any text.

    Each token carries its morphemes in `token._.morphemes` (a list of `Morpheme`, offsets in code points of the
    text; empty for white space), its Sejong tags joined by `+` in `tag_`, the Universal part of speech of its first
    morpheme in `pos_`, the dictionary form in `lemma_`, and sentence starts. `·`, `・`, `ㆍ`, `‧` are alike.

    `user_words` are (form, Sejong tag) pairs that Kiwi takes as single words.
    """

    def __init__(self, vocab: Vocab, user_words: Iterable[UserWord] = ()) -> None:
        declare()
        self.vocab = vocab
        self.user_words = tuple((form, tag) for form, tag in user_words)

    def __call__(self, text: str) -> Doc:
        morphemes, starts = analyse(load_kiwi(self.user_words), text)
        surfaces = merge_overlapping(morphemes)
        words, spaces, behind = tile(text, surfaces)
        tags: list[str] = []
        lemmas: list[str] = []
        pos: list[str] = []
        begins: list[bool | int | None] = []
        after_line_end = True
        for word, surface in zip(words, behind, strict=True):
            if surface is None:
                tags.append("_SP" if word.isspace() else "UNK")
                pos.append("SPACE" if word.isspace() else "X")
                lemmas.append(word)
                begins.append(not tags[:-1])
                after_line_end = after_line_end or "\n" in word
                continue
            first = morphemes[surface.first]
            tags.append("+".join(m.tag for m in morphemes[surface.first : surface.last]))
            pos.append(universal_pos(first.tag))
            lemmas.append(first.form + "다" if first.tag[:2] in ("VV", "VA", "VX", "VC") else first.form)
            begins.append(after_line_end or surface.start in starts)
            after_line_end = False
        doc = Doc(self.vocab, words=words, spaces=spaces, tags=tags, pos=pos, lemmas=lemmas, sent_starts=begins)
        doc.user_data[MORPHEMES] = morphemes
        doc.user_data[TOKEN_MORPHEMES] = [(s.first, s.last) if s else (0, 0) for s in behind]
        return doc

    def pipe(self, texts: Iterable[str], batch_size: int = 64) -> Iterable[Doc]:  # noqa: ARG002 - spaCy's signature
        """Tokenise texts one after another."""
        return map(self, texts)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002 - spaCy's signature
        """The tokenizer's settings as msgpack."""
        packed: bytes = srsly.msgpack_dumps({"user_words": [list(word) for word in self.user_words]})
        return packed

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "KiwiTokenizer":  # noqa: ARG002
        """Take the settings that `to_bytes` gave."""
        self.user_words = tuple((form, tag) for form, tag in srsly.msgpack_loads(data)["user_words"])
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the settings to a file."""
        Path(path).write_bytes(self.to_bytes(exclude=exclude))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "KiwiTokenizer":
        """Read the settings from a file that `to_disk` wrote."""
        return self.from_bytes(Path(path).read_bytes(), exclude=exclude)


@registry.tokenizers("policyminer.KiwiTokenizer.v1")  # type: ignore[untyped-decorator] # spaCy leaves it untyped
def create_tokenizer(
    user_words: list[UserWord] | None = None, policy_vocabulary: bool = True
) -> Callable[[Language], KiwiTokenizer]:
    """The tokenizer factory for spaCy configs; `policy_vocabulary` adds region, place and industry names as words."""

    def create(nlp: Language) -> KiwiTokenizer:
        words = [*(user_words or ()), *(policy_words() if policy_vocabulary else ())]
        return KiwiTokenizer(nlp.vocab, words)

    return create


def morphemes_of(doc: Doc) -> list[Morpheme]:
    """All morphemes of a doc made by `KiwiTokenizer`, in order."""
    found: list[Any] = doc.user_data.get(MORPHEMES, [])
    if found and isinstance(found[0], Morpheme):
        return found
    # A doc that was serialised holds plain lists, or tuples.
    return [Morpheme(*m) for m in found]
