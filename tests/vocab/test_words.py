import pytest

from policyminer.vocab import user_words

WORDS = dict(user_words())


@pytest.mark.parametrize("form", ["포항", "예산군", "광주", "호남권", "대불산단", "새만금", "녹산산단"])
def test_names_are_proper_nouns(form: str) -> None:
    assert WORDS[form] == "NNP"


@pytest.mark.parametrize("form", ["이차전지", "해상풍력", "데이터센터"])
def test_industries_are_common_nouns(form: str) -> None:
    assert WORDS[form] == "NNG"


@pytest.mark.parametrize("form", ["예산", "음성", "경기", "고성", "연기", "조선", "AI", "수원시 장안구", "반월·시화"])
def test_ordinary_short_or_broken_words_are_left_out(form: str) -> None:
    assert form not in WORDS


def test_the_order_is_fixed_and_each_form_stands_once() -> None:
    words = user_words()
    assert words == sorted(words)
    assert len(WORDS) == len(words)
