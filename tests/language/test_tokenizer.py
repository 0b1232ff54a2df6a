"""The Kiwi tokenizer: exact text on any input, morphemes, sentences, settings that survive storage."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import kiwipiepy
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from policyminer.extraction.industries import find_industries
from policyminer.extraction.initiatives import find_anchors, find_candidates
from policyminer.extraction.reading import read
from policyminer.extraction.regions import find_regions
from policyminer.language import KiwiTokenizer, create_tokenizer
from policyminer.language.morphemes import MIDDLE_DOTS, Morpheme, Surface, merge_overlapping, tile
from policyminer.language.tokenizer import morphemes_of, universal_pos

CONFIG = {"nlp": {"tokenizer": {"@tokenizers": "policyminer.KiwiTokenizer.v1"}}}
TEXT = "경상북도 포항시는 이차전지 특화단지를 조성했다.\n울산은 수소를 키운다."

syllables = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
jamo = st.characters(min_codepoint=0x1100, max_codepoint=0x11FF) | st.characters(
    min_codepoint=0x3130, max_codepoint=0x318F
)
marks = st.characters(categories=["Mn", "Me", "Cf"])
beyond_bmp = st.characters(min_codepoint=0x1F000, max_codepoint=0x1FAFF) | st.sampled_from("👍🏽🇰🇷𠀀𝒳")
spaces = st.sampled_from(" \t\n\r\x00\x0b\x0c\x1c\x85\xa0\u200b\u2028\u3000\ufeff")
endings = st.sampled_from("다했갔된할을의는.,·ㆍ(")
hostile_text = st.text(st.one_of(syllables, jamo, marks, beyond_bmp, spaces, endings), max_size=60)
any_text = st.text(max_size=60) | hostile_text | st.text(spaces, max_size=20)


@pytest.fixture(scope="session")
def nlp() -> Language:
    pipeline = spacy.blank("ko", config=CONFIG)
    pipeline.add_pipe("policyminer_triples")
    return pipeline


def tokens_of(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.whitespace_, t.tag_, t.pos_, t.lemma_, t.is_sent_start, t._.morphemes) for t in doc]


def tags_and_offsets(doc: Doc) -> list[tuple[str, int, int]]:
    return [(m.tag, m.start, m.end) for m in morphemes_of(doc)]


@given(any_text)
@settings(max_examples=150, deadline=None)
def test_the_tokens_spell_the_text(nlp: Language, text: str) -> None:
    assert nlp.make_doc(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "\r\n\r\n",
        "\x00",
        "가\x85나\u2028다",
        "  두  칸  ",
        "각",
        "ㅎㅏㄴ",
        "👨‍👩‍👧가",
        "가" * 3000,
        "조\n다",
    ],
)
def test_the_tokens_spell_an_odd_text(nlp: Language, text: str) -> None:
    assert nlp.make_doc(text).text == text


@given(any_text)
@settings(max_examples=150, deadline=None)
def test_each_morpheme_is_on_the_token_that_holds_it(nlp: Language, text: str) -> None:
    doc = nlp.make_doc(text)
    for token in doc:
        for morpheme in token._.morphemes:
            assert token.idx <= morpheme.start <= morpheme.end <= token.idx + len(token)
    assert [morpheme for token in doc for morpheme in token._.morphemes] == morphemes_of(doc)


def test_unpaired_surrogates_are_no_text(nlp: Language) -> None:
    with pytest.raises(UnicodeError):
        nlp.make_doc("가\ud800나")


def test_fused_morphemes_share_a_token(nlp: Language) -> None:
    [done] = [token for token in nlp.make_doc("특화단지를 조성했다.") if token.text == "했"]
    assert [(m.form, m.tag) for m in done._.morphemes] == [("하", "XSV"), ("었", "EP")]
    assert done.tag_ == "XSV+EP"


def test_tags_lemmas_and_parts_of_speech(nlp: Language) -> None:
    doc = nlp.make_doc("부산에  간다 😀")
    assert [(t.text, t.tag_, t.pos_, t.lemma_) for t in doc] == [
        ("부산", "NNP", "PROPN", "부산"),
        ("에", "JKB", "ADP", "에"),
        (" ", "_SP", "SPACE", " "),
        ("간다", "VV+EF", "VERB", "가다"),
        ("😀", "W_EMOJI", "X", "😀"),
    ]


@pytest.mark.parametrize(
    ("tag", "pos"), [("NNG", "NOUN"), ("XR", "NOUN"), ("SF", "PUNCT"), ("W_URL", "X"), ("VA-I", "ADJ"), ("?", "X")]
)
def test_universal_pos(tag: str, pos: str) -> None:
    assert universal_pos(tag) == pos


def test_policy_words_stay_in_one_piece(nlp: Language) -> None:
    words = {token.text for token in nlp.make_doc("전남 나주에너지국가산단에 도심항공교통 시험장을 짓는다.")}
    assert {"나주에너지국가산단", "도심항공교통"} <= words


def test_own_words_stay_in_one_piece() -> None:
    tokenizer = KiwiTokenizer(Vocab(), [("갈매빛누리단", "NNP")])
    assert tokenizer("갈매빛누리단을 짓는다.")[0].text == "갈매빛누리단"


# Sentences


def test_sentences_start_after_full_stops_and_line_ends(nlp: Language) -> None:
    text = "부산은 항만을 넓힌다. 울산은 배를 짓는다.\n대구 로봇\r\n광주 인공지능\n\n\n  대전 우주"
    assert [sentence.text.strip() for sentence in nlp.make_doc(text).sents] == [
        "부산은 항만을 넓힌다.",
        "울산은 배를 짓는다.",
        "대구 로봇",
        "광주 인공지능",
        "대전 우주",
    ]


@given(st.text(st.one_of(endings, st.sampled_from("가나조성 \n\t\r\x00😀")), max_size=40))
@settings(max_examples=150, deadline=None)
def test_the_first_word_of_a_line_starts_a_sentence(nlp: Language, text: str) -> None:
    doc = nlp.make_doc(text)
    line_starts = [
        next((token for token in doc if token._.morphemes and token.idx > end), None)
        for end, character in enumerate(text)
        if character == "\n"
    ]
    assert all(token.is_sent_start for token in line_starts if token is not None)


# Middle dots


@pytest.mark.parametrize("dot", "·・ㆍ‧")
def test_the_four_middle_dots_are_alike(nlp: Language, dot: str) -> None:
    text = f"부산{dot}울산{dot}경남은 물류{dot}제조 융합{dot}실증을 돕는다."
    doc, plain = nlp.make_doc(text), nlp.make_doc(text.replace(dot, "·"))
    assert doc.text == text
    assert tags_and_offsets(doc) == tags_and_offsets(plain)
    assert [token.idx for token in doc if token.text == dot] == [2, 5, 12, 18]


@given(st.text(st.one_of(syllables, st.sampled_from("·・ㆍ‧ 부산울산경남물류")), max_size=40))
@settings(max_examples=80, deadline=None)
def test_middle_dots_do_not_move_offsets(nlp: Language, text: str) -> None:
    doc, plain = nlp.make_doc(text), nlp.make_doc(text.translate(MIDDLE_DOTS))
    assert tags_and_offsets(doc) == tags_and_offsets(plain)


# One pass


def test_the_analyser_runs_once_a_document(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    tokenize: Callable[..., object] = kiwipiepy.Kiwi.tokenize

    def counted(self: object, text: str, *args: object, **options: object) -> object:
        calls.append(text)
        return tokenize(self, text, *args, **options)

    monkeypatch.setattr(kiwipiepy.Kiwi, "tokenize", counted)
    reading = read(nlp.make_doc(TEXT))
    assert find_regions(reading)
    assert find_industries(reading)
    assert list(find_candidates(reading, find_anchors(reading)))
    assert calls == [TEXT]


# Storage


@given(hostile_text)
@settings(max_examples=60, deadline=None)
def test_a_stored_doc_keeps_its_morphemes(nlp: Language, text: str) -> None:
    doc = nlp.make_doc(text)
    assert tokens_of(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == tokens_of(doc)


def test_a_doc_bin_keeps_morphemes(nlp: Language) -> None:
    docs = [nlp.make_doc(text) for text in (TEXT, "", "제주·강원\n\n수소")]
    stored = DocBin(store_user_data=True, docs=docs).to_bytes()
    kept = list(DocBin(store_user_data=True).from_bytes(stored).get_docs(nlp.vocab))
    assert [morphemes_of(doc) for doc in kept] == [morphemes_of(doc) for doc in docs]
    assert [token._.morphemes for token in kept[0]] == [token._.morphemes for token in docs[0]]


def test_a_pipeline_from_bytes_gives_the_same_tokens(nlp: Language) -> None:
    other = spacy.blank("ko", config=CONFIG)
    other.add_pipe("policyminer_triples")
    other.from_bytes(nlp.to_bytes())
    assert other.pipe_names == nlp.pipe_names
    assert tokens_of(other.make_doc(TEXT)) == tokens_of(nlp.make_doc(TEXT))


def test_a_pipeline_from_disk_gives_the_same_tokens(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    other = spacy.load(tmp_path / "pipeline")
    assert other.pipe_names == nlp.pipe_names
    assert tokens_of(other.make_doc(TEXT)) == tokens_of(nlp.make_doc(TEXT))


def test_settings_survive_bytes_and_disk(tmp_path: Path) -> None:
    words = [("갈매빛누리단", "NNP"), ("물결\u00a0단지", "NNG")]
    tokenizer = KiwiTokenizer(Vocab(), words)
    tokenizer.to_disk(tmp_path / "tokenizer")
    assert KiwiTokenizer(Vocab()).from_bytes(tokenizer.to_bytes()).user_words == tuple(words)
    assert KiwiTokenizer(Vocab()).from_disk(tmp_path / "tokenizer").user_words == tuple(words)


def test_the_factory_adds_the_policy_vocabulary_unless_told_not_to() -> None:
    blank = spacy.blank("ko", config=CONFIG)
    assert ("도심항공교통", "NNG") in create_tokenizer()(blank).user_words
    own = create_tokenizer(user_words=[("갈매빛누리단", "NNP")], policy_vocabulary=False)(blank)
    assert own.user_words == (("갈매빛누리단", "NNP"),)


def test_pipe_gives_docs_in_order(nlp: Language) -> None:
    texts = ["부산", "", "울산 조선"]
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, KiwiTokenizer)
    assert [doc.text for doc in tokenizer.pipe(texts)] == texts


def test_spacy_finds_the_factories_by_itself() -> None:
    code = (
        "import spacy, sys\n"
        f"nlp = spacy.blank('ko', config={CONFIG!r})\n"
        "nlp.add_pipe('policyminer_triples')\n"
        "print(type(nlp.tokenizer).__name__, nlp.pipe_names)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.split("\n")[0] == "KiwiTokenizer ['policyminer_triples']"


# Grouping and tiling without the analyser


def test_a_morpheme_without_width_goes_with_its_neighbour() -> None:
    text = [Morpheme("가", "NNG", 0, 1), Morpheme("이", "VCP", 1, 1), Morpheme("다", "EF", 1, 2)]
    assert merge_overlapping(text) == [Surface(0, 1, 0, 2), Surface(1, 2, 2, 3)]
    after_gap = [Morpheme("조", "NNG", 0, 1), Morpheme("하", "VV", 2, 2), Morpheme("다", "EF", 2, 3)]
    assert merge_overlapping(after_gap) == [Surface(0, 1, 0, 1), Surface(2, 3, 1, 3)]
    at_head = [Morpheme("하", "VV", 0, 0), Morpheme("다", "EF", 0, 1)]
    assert merge_overlapping(at_head) == [Surface(0, 1, 0, 2)]


@given(st.text(max_size=30), st.data())
@settings(max_examples=100, deadline=None)
def test_tiles_spell_the_text(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    surfaces = [Surface(start, end, 0, 1) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    words, after, behind = tile(text, surfaces)
    assert "".join(word + " " * space for word, space in zip(words, after, strict=True)) == text
    assert [surface for surface in behind if surface] == surfaces
    assert all(words)
