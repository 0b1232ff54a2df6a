"""What the command line shows: progress, summaries and documents, drawn with rich."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import pandas as pd
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from policyminer.models import Analysis, MentionKind, Triple

# Control characters, also those that turn the direction of writing, act on a terminal. Each is shown as one character,
# so that offsets stay.
_SHOWN = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"},
    0x7F: 0x2421,
    **dict.fromkeys([*range(0x80, 0xA0), 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F)], 0xFFFD),
    **dict.fromkeys(range(0x2066, 0x206A), 0xFFFD),
}
STYLES = {MentionKind.REGION: "bold cyan", MentionKind.INDUSTRY: "bold green", MentionKind.INITIATIVE: "bold yellow"}


class Rate(ProgressColumn):
    """Documents a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f} docs/s" if task.speed else "", style="progress.data.speed")


class Ticker(Protocol):
    """Called once a document."""

    def __call__(self, *, rejected: bool) -> None: ...


def harmless(text: str) -> str:
    r"""Put a visible character in the place of each one that would act on a terminal, but tab and line feed.

    >>> harmless("수소\x1b[31m")
    '수소␛[31m'
    """
    return text.translate(_SHOWN)


def say(console: Console, text: str, style: str = "") -> None:
    """Print a line as it is: unwrapped, neither markup nor emoji codes read, control characters made harmless."""
    console.print(_plain(text, style), soft_wrap=True)


@contextmanager
def progress(console: Console, total: int | None) -> Iterator[Ticker]:
    """A progress bar with counts, rate and remaining time; nothing at all when the console is no terminal."""
    bar = Progress(
        SpinnerColumn(),
        TextColumn("mining"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rejected]} rejected"),
        Rate(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )
    with bar:
        task = bar.add_task("mining", total=total, rejected=0)
        count = 0

        def tick(*, rejected: bool) -> None:
            nonlocal count
            count += rejected
            bar.update(task, advance=1, rejected=count)

        yield tick


def summary(triples: pd.DataFrame, rows: int = 15) -> Table:
    """The first rows of the triples table, most confident first."""
    table = Table("지역", "산업", "사업", "상태", "신뢰도", "문서", title="지역 → 산업 → 사업", title_justify="left")
    best = triples.sort_values("confidence", ascending=False, kind="stable").head(rows)
    for row in best.to_dict("records"):
        cells = [row["region_name"], row["industry"], row["initiative"], row["status"]]
        shown = [_plain(str(cell)) if pd.notna(cell) else "" for cell in cells]
        table.add_row(*shown, f"{row['confidence']:.2f}", _plain(str(row["doc"])))
    return table


def crosstab(triples: pd.DataFrame, rows: int = 10, columns: int = 8) -> Table:
    """How many initiatives each region has for each industry: the most frequent regions and industries."""
    named = triples.assign(industry_name=triples["industry_name"].fillna(triples["industry"]))
    counts = pd.crosstab(named["region_name"], named["industry_name"])
    counts = counts.loc[counts.sum(axis=1).sort_values(ascending=False, kind="stable").index[:rows]]
    counts = counts[counts.sum().sort_values(ascending=False, kind="stable").index[:columns]]
    table = Table("지역", title="지역 × 산업", title_justify="left")
    for name in counts.columns:
        table.add_column(_plain(str(name)))
    for region, values in counts.iterrows():
        table.add_row(_plain(str(region)), *(str(value) if value else "" for value in values))
    return table


def show(console: Console, analysis: Analysis) -> None:
    """A document: its kept and removed lines, then its triples with the evidence, mentions highlighted."""
    document, cleaned = analysis.document, analysis.clean
    console.rule(_plain(cleaned.title or document.doc))
    meta = [document.doc, cleaned.publisher, cleaned.published and cleaned.published.isoformat(), document.source_path]
    console.print(_plain(" · ".join(part for part in meta if part), "dim"))
    console.print(Text("\n본문", style="bold"))
    console.print(_highlighted(cleaned.text, analysis.triples, 0, len(cleaned.text)))
    if cleaned.removed:
        console.print(Text("\n제거된 줄", style="bold"))
        for line in cleaned.removed:
            console.print(Text(f"  {line.reason.value:14s} {line.score:.2f}  ", "red") + _plain(line.line, "dim"))
    console.print(Text(f"\n추출 결과 {len(analysis.triples)}건", style="bold"))
    for triple in analysis.triples:
        console.print(
            _plain(triple.region.name or triple.region.text, STYLES[MentionKind.REGION])
            + Text(" → ")
            + _plain(triple.industry.text, STYLES[MentionKind.INDUSTRY])
            + Text(" → ")
            + _plain(triple.initiative.text, STYLES[MentionKind.INITIATIVE])
            + Text(f"  {triple.status.value if triple.status else ''} {triple.confidence:.2f}", style="dim")
        )
        quote = _highlighted(cleaned.text, [triple], triple.evidence.start, triple.evidence.end)
        console.print(Text("    “") + quote + Text("”"))


def _plain(text: str, style: str = "") -> Text:
    return Text(harmless(text), style)


def _highlighted(text: str, triples: list[Triple] | tuple[Triple, ...], start: int, end: int) -> Text:
    shown = _plain(text[start:end])
    for triple in triples:
        for mention in (triple.initiative, triple.industry, triple.region):
            if mention.start is not None and mention.end is not None and start <= mention.start < end:
                shown.stylize(STYLES[mention.kind], mention.start - start, mention.end - start)
    return shown
