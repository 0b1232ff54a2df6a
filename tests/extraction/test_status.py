"""Planned, under way or done, by the words after the initiative."""

import pytest

from policyminer.extraction.context import understand
from policyminer.extraction.decide import make_span
from policyminer.extraction.initiatives import find_anchors, find_candidates
from policyminer.extraction.status import status_of

from .conftest import ReadText

# sentence, initiative as rendered, status
CASES: list[tuple[str, str, str]] = [
    ("포항시는 수소 단지를 조성할 계획이다.", "수소 단지 조성", "planned"),
    ("포항시는 수소 단지를 조성할 예정이다.", "수소 단지 조성", "planned"),
    ("포항시는 수소 단지를 조성한다.", "수소 단지 조성", "planned"),
    ("포항시는 수소 단지를 조성한다고 밝혔다.", "수소 단지 조성", "planned"),
    ("포항시는 수소 단지를 조성할 계획이라고 밝혔다.", "수소 단지 조성", "planned"),
    ("포항시는 수소 단지를 조성하겠다고 밝혔다.", "수소 단지 조성", "planned"),
    ("포항시는 수소 단지 조성에 나선다.", "수소 단지 조성", "planned"),
    ("포항시는 수소 단지 조성을 추진한다.", "수소 단지 조성", "planned"),
    ("포항시는 수소 단지를 조성하기로 했다.", "수소 단지 조성", "planned"),
    ("포항시는 수소 단지를 조성해 나갈 방침이다.", "수소 단지 조성", "planned"),
    ("포항시는 수소 단지를 2028년까지 넓힌다.", "수소 단지", "planned"),
    ("내년에 수소 단지를 착공한다.", "수소 단지 착공", "planned"),
    ("수소 시험장을 준공할 예정이다.", "수소 시험장 준공", "planned"),
    ("수소 시험장 구축을 완료할 계획이다.", "수소 시험장 구축", "planned"),
    ("수소 시험장 구축을 마무리하기로 했다.", "수소 시험장 구축", "planned"),
    ("수소 단지 조성", "수소 단지 조성", "planned"),
    ("포항시는 수소 단지를 조성하고 있다.", "수소 단지 조성", "ongoing"),
    ("포항시는 수소 단지를 조성 중이다.", "수소 단지 조성", "ongoing"),
    ("포항시는 수소 단지 조성을 추진 중이다.", "수소 단지 조성", "ongoing"),
    ("포항시는 수소 단지 조성을 추진하고 있다.", "수소 단지 조성", "ongoing"),
    ("포항시는 수소 단지 조성을 추진해 왔다.", "수소 단지 조성", "ongoing"),
    ("수소 단지가 조성되고 있다.", "수소 단지", "ongoing"),
    ("수소 단지 조성 사업이 진행 중이다.", "수소 단지 조성 사업", "ongoing"),
    ("수소 생산 시설을 운영 중이다.", "수소 생산 시설", "ongoing"),
    ("수소 시험센터가 지난달 착공됐다.", "수소 시험센터", "ongoing"),
    ("포항시는 수소 시험센터를 착공했다.", "수소 시험센터 착공", "ongoing"),
    ("포항시는 수소 시험센터를 착공할 예정이다.", "수소 시험센터 착공", "planned"),
    ("포항시는 수소 시험센터 설계에 착수했다.", "수소 시험센터 설계에 착수", "ongoing"),
    ("포항시는 수소 단지를 준공했다.", "수소 단지 준공", "done"),
    ("포항시가 수소 특화단지로 지정됐다.", "수소 특화단지로 지정", "done"),
    ("포항시가 수소 특화단지로 최종 선정됨", "수소 특화단지", "done"),
    ("수소 특화단지로 지정된 포항시는 기업을 모은다.", "수소 특화단지로 지정", "done"),
    ("수소 단지 조성을 마쳤다.", "수소 단지 조성", "done"),
    ("수소 단지 조성을 완료했다.", "수소 단지 조성", "done"),
    ("수소 단지를 조성한 바 있다.", "수소 단지 조성", "done"),
    ("포항시는 수소 시험센터를 개소했다.", "수소 시험센터 개소", "done"),
    ("수소 시험센터가 문을 열었다.", "수소 시험센터", "done"),
    ("기업과 투자 협약을 체결했습니다.", "투자 협약 체결", "done"),
]


@pytest.mark.parametrize(("text", "initiative", "status"), CASES)
def test_status(read_text: ReadText, text: str, initiative: str, status: str) -> None:
    reading = read_text(text)
    candidate = next(c for c in find_candidates(reading, find_anchors(reading)) if c.text == initiative)
    assert status_of(reading, make_span(understand(reading), candidate, 1.0)).value == status


def test_the_nearest_words_decide(read_text: ReadText) -> None:
    text = "수소 단지를 준공했고, 로봇 시험센터를 구축할 예정이다."
    reading = read_text(text)
    context = understand(reading)
    found = {
        c.text: status_of(reading, make_span(context, c, 1.0)).value
        for c in find_candidates(reading, find_anchors(reading))
    }
    assert found["수소 단지 준공"] == "done"
    assert found["로봇 시험센터 구축"] == "planned"


def test_other_sentences_do_not_count(read_text: ReadText) -> None:
    reading = read_text("수소 단지를 조성한다. 로봇 시험센터는 지난해 개소했다.")
    candidate = next(c for c in find_candidates(reading, find_anchors(reading)) if c.text == "수소 단지 조성")
    assert status_of(reading, make_span(understand(reading), candidate, 1.0)).value == "planned"
