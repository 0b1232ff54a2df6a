import re
from importlib.metadata import version
from typing import Any

import pytest
import typer.main

from policyminer.cli import app

from .calls import ROOT, run

COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
DECORATION = re.compile(r"\x1b\[[0-9;]*m|[\u2500-\u257f]")
HANGUL = re.compile("[가-힣]")


def helped(*arguments: str) -> str:
    ran = run(*arguments, "--help")
    assert ran.status == 0
    return " ".join(DECORATION.sub(" ", ran.out).split())


@pytest.mark.parametrize("name", COMMANDS)
def test_help_names_the_exit_statuses(name: str) -> None:
    shown = helped(name)
    assert f"Usage: policyminer {name} " in shown
    assert "Exit status: 0 " in shown
    assert re.search(r", 2 .+", shown)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_english(name: str) -> None:
    assert not HANGUL.search(helped(name).replace("text=본문,title=제목", ""))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_and_argument_says_what_it_is(name: str) -> None:
    for parameter in COMMANDS[name].params:
        assert parameter.help, f"{name} {parameter.name}"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_tells_of_every_command(name: str) -> None:
    assert f"policyminer {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_commands_are_listed() -> None:
    shown = helped()
    assert set(COMMANDS) == {"mine", "clean", "evaluate", "hydrate", "show", "check", "train"}
    assert all(f" {name} " in shown for name in COMMANDS)


def test_version() -> None:
    ran = run("--version")
    assert (ran.status, ran.out) == (0, f"policyminer {version('policyminer')}\n")


def test_no_command_and_a_wrong_one() -> None:
    assert "Usage" in run().out
    ran = run("no-such-command")
    assert ran.status == 2
    assert "No such command" in ran.err
