"""Drawing on a terminal that shows colours."""

import io
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from policyminer import terminal
from policyminer.models import Analysis, Document
from policyminer.pipeline import analyse

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = "\x1b[31m \x1b]0;x\x07 \x9b31m \r \u202e \u2066 [bold red]x[/] :smile: \\[/"
ACTING = "\x1b\x07\x9b\r\u202e\u2066"


def screen() -> Console:
    return Console(file=io.StringIO(), force_terminal=True, color_system="truecolor", width=300, no_color=False)


def drawn(console: Console) -> str:
    """What was printed without rich's own colours."""
    assert isinstance(console.file, io.StringIO)
    return COLOUR.sub("", console.file.getvalue())


def test_a_hostile_document_does_not_act_on_the_terminal() -> None:
    text = f"{HOSTILE} 전라남도 신안군은 2030년까지 해상풍력 단지를 조성한다.\n{HOSTILE}"
    analysis = analyse(Document("0" * 64, HOSTILE, text, title=HOSTILE, publisher=HOSTILE, source_path=HOSTILE))
    assert isinstance(analysis, Analysis)
    console = screen()
    terminal.show(console, analysis)
    shown = drawn(console)
    assert not any(char in shown for char in ACTING)
    assert shown.count("[bold red]x[/] :smile: \\[/") >= 4
    assert "신안군은 2030년까지" in shown


def test_the_tables_of_a_run_do_not_act_on_the_terminal() -> None:
    names = ("region_name", "industry", "industry_name", "initiative", "status", "doc")
    triples = pd.DataFrame([dict.fromkeys(names, HOSTILE) | {"confidence": 0.5}])
    console = screen()
    console.print(terminal.summary(triples))
    console.print(terminal.crosstab(triples))
    shown = drawn(console)
    assert not any(char in shown for char in ACTING)
    assert shown.count("[bold red]x[/] :smile: \\[/") >= 7


def test_a_line_is_printed_as_it_is() -> None:
    console = screen()
    terminal.say(console, f"{HOSTILE} 100:100: " + "가" * 1000, style="red")
    [line] = drawn(console).splitlines()
    assert not any(char in line for char in ACTING)
    assert "[bold red]x[/] :smile: \\[/ 100:100: " in line
    assert line.endswith("가" * 1000)


@given(st.text())
def test_harmless_text_keeps_its_length_lines_and_visible_characters(text: str) -> None:
    shown = terminal.harmless(text)
    assert len(shown) == len(text)
    assert shown.count("\n") == text.count("\n")
    assert all(ord(char) >= 0x20 or char in "\t\n" for char in shown)
    assert [b for a, b in zip(text, shown, strict=True) if a.isprintable()] == [a for a in text if a.isprintable()]


@pytest.mark.parametrize(("on_terminal", "draws"), [(True, True), (False, False)])
def test_progress_is_for_terminals_only(on_terminal: bool, draws: bool) -> None:
    console = Console(file=io.StringIO(), force_terminal=on_terminal, width=120)
    with terminal.progress(console, 2) as tick:
        tick(rejected=False)
        tick(rejected=True)
    shown = drawn(console)
    assert ("2/2" in shown and "1 rejected" in shown) == draws
    assert bool(shown) == draws
