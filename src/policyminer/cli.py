"""The command line: parse, call, print."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

import policyminer
from policyminer import hydrate as texts
from policyminer import learning, pipeline, tables, terminal
from policyminer.errors import PolicyMinerError
from policyminer.models import Analysis, Reject
from policyminer.sources import parse_field_map, read

app = typer.Typer(
    help="Reads Korean policy documents and says, in checked tables, which region does what for which industry.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out = Console()
err = Console(stderr=True)

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help="Files, folders (searched recursively), globs, or - for standard input: text, Markdown with front matter, "
        "HTML, JSON lines, CSV.",
        show_default=False,
    ),
]
FieldMap = Annotated[
    str | None,
    typer.Option("--map", help="Names of columns in JSON lines and CSV: text=본문,title=제목.", show_default=False),
]
Gold = Annotated[
    Path, typer.Argument(help="Gold triples: JSON lines with doc and triples, or a folder of *.gold.jsonl.")
]
MinConfidence = Annotated[
    float | None,
    typer.Option(min=0.0, max=1.0, help="Leave out rows below this confidence (0..1). Default: the model's own."),
]
COMPLETED, FINDINGS, NOTHING_READ = 0, 1, 2


@contextmanager
def _one_line_errors() -> Iterator[None]:
    """Errors raised on purpose become one line and exit status 2."""
    try:
        yield
    except PolicyMinerError as error:
        terminal.say(err, f"policyminer: {error}", style="red")
        raise typer.Exit(NOTHING_READ) from error


def _report(reject: Reject) -> None:
    terminal.say(err, f"rejected ({reject.reason.value}): {reject.message}")


def _names(field_map: str | None) -> dict[str, str]:
    return {} if field_map is None else parse_field_map(field_map)


def _version(wanted: bool) -> None:
    if wanted:
        terminal.say(out, f"policyminer {policyminer.__version__}")
        raise typer.Exit


@app.callback()
def main(
    _wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Read the options that come before a command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # where an encoding lacks Hangul, escapes and no traceback


@app.command()
def mine(
    inputs: Inputs,
    out_dir: Annotated[Path, typer.Option("--out", help="Folder for the tables; made if it does not exist.")],
    min_confidence: MinConfidence = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes to work with.")] = 1,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if any input was rejected.")] = False,
    field_map: FieldMap = None,
) -> None:
    """Extract region → industry → initiative triples from documents into tables.

    Writes triples, documents, removed and rejects as CSV and Parquet, triples.jsonl and datapackage.json.
    Exit status: 0 done, 1 --strict and there are rejects, 2 nothing could be read or the call is wrong.
    """
    with _one_line_errors():
        names = _names(field_map)
        tables.prepare_folder(out_dir)
        total = sum(1 for _ in read(inputs, field_map=names)) if err.is_terminal and "-" not in inputs else None
        with terminal.progress(err, total) as tick:

            def on_outcome(outcome: pipeline.Outcome) -> None:
                tick(rejected=isinstance(outcome, Reject))
                if isinstance(outcome, Reject):
                    _report(outcome)

            mined = pipeline.mine(
                inputs, min_confidence=min_confidence, workers=workers, field_map=names, on_outcome=on_outcome
            )
        tables.write(mined, out_dir)
    if len(mined.triples):
        out.print(terminal.summary(mined.triples))
        out.print(terminal.crosstab(mined.triples))
    counts = f"{len(mined.documents)} documents, {len(mined.triples)} triples, {len(mined.rejects)} rejects"
    terminal.say(out, f"{counts} → {out_dir}")
    if mined.documents.empty:
        terminal.say(err, "policyminer: no document could be read", style="red")
        raise typer.Exit(NOTHING_READ)
    if strict and len(mined.rejects):
        raise typer.Exit(FINDINGS)


@app.command()
def clean(
    inputs: Inputs,
    out_file: Annotated[Path, typer.Option("--out", help="JSON lines file to write, one object a document.")],
    field_map: FieldMap = None,
) -> None:
    """Strip boilerplate and unrelated stories: write the body lines, and each removed line with its reason.

    Exit status: 0 done, 2 nothing could be read or the call is wrong.
    """
    with _one_line_errors():
        count = pipeline.write_cleaned(inputs, out_file, field_map=_names(field_map), on_reject=_report)
    terminal.say(out, f"{count} documents → {out_file}")
    if not count:
        terminal.say(err, "policyminer: no document could be read", style="red")
        raise typer.Exit(NOTHING_READ)


@app.command()
def evaluate(
    gold: Gold,
    inputs: Inputs,
    errors: Annotated[int, typer.Option(min=0, help="Print up to N missed and N wrong rows a document.")] = 0,
    strict: Annotated[bool, typer.Option("--strict", help="Score by the strict rule for initiatives.")] = False,
    min_confidence: MinConfidence = None,
    field_map: FieldMap = None,
) -> None:
    """Score the extraction on documents with gold triples, by the annotation guidelines.

    Exit status: 0 done, 2 nothing could be read or the call is wrong.
    """
    with _one_line_errors():
        scores, missed_and_wrong = policyminer.evaluate(
            gold,
            inputs,
            strict=strict,
            min_confidence=min_confidence,
            errors_per_document=errors,
            field_map=_names(field_map),
        )
    for error in missed_and_wrong:
        sys.stdout.write("\t".join(" ".join(terminal.harmless(cell).split()) for cell in error) + "\n")
    sys.stdout.write(scores.table() + "\n")


@app.command()
def show(
    document: Annotated[str, typer.Argument(metavar="DOC", help="A file, or a file of many documents with --doc.")],
    doc: Annotated[str, typer.Option("--doc", help="Name of the document in a file of many.", show_default=False)] = "",
    min_confidence: MinConfidence = None,
    field_map: FieldMap = None,
) -> None:
    """Show a document: kept and removed lines, and its triples with their evidence.

    Exit status: 0 done, 2 the document could not be read or found.
    """
    with _one_line_errors():
        for item in read([document], field_map=_names(field_map)):
            if doc and item.doc != doc:
                continue
            found = [item] if isinstance(item, Reject) else pipeline.outcomes([item], min_confidence=min_confidence)
            for outcome in found:
                if isinstance(outcome, Analysis):
                    terminal.show(out, outcome)
                    return
                _report(outcome)
            raise typer.Exit(NOTHING_READ)
    terminal.say(err, f"policyminer: no document {doc!r} in {document}", style="red")
    raise typer.Exit(NOTHING_READ)


@app.command()
def check(folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that `mine` wrote.")]) -> None:
    """Check tables: schema, codes, offsets and evidence, duplicates, contradictions.

    Exit status: 0 no findings, 1 findings, 2 not a folder of ours.
    """
    with _one_line_errors():
        findings = tables.check(folder)
    for finding in findings:
        terminal.say(out, str(finding))
    terminal.say(out, f"{len(findings)} findings in {folder}")
    if findings:
        raise typer.Exit(FINDINGS)


@app.command()
def train(
    gold: Gold,
    inputs: Inputs,
    out_dir: Annotated[Path, typer.Option("--out", help="Folder for the model.")],
    folds: Annotated[int, typer.Option(min=2, help="Cross-validate by document in N folds.")] = 5,
    min_confidence: Annotated[
        float | None,
        typer.Option(min=0.0, max=1.0, help="The model's default threshold. Default: chosen by cross-validation."),
    ] = None,
    field_map: FieldMap = None,
) -> None:
    """Train the extraction model on documents with gold triples; the same inputs give the same model.

    Exit status: 0 done, 2 nothing could be read or the call is wrong.
    """
    with _one_line_errors():
        report = learning.train(
            gold, inputs, out_dir, folds=folds, min_confidence=min_confidence, field_map=_names(field_map)
        )
    sys.stdout.write(report + "\n")


@app.command()
def hydrate(
    annotations: Annotated[Path, typer.Argument(help="Annotations without texts: JSON lines with doc and published.")],
    out_file: Annotated[Path, typer.Option("--out", help="JSON lines file to write, a release a line.")],
    copies: Annotated[
        list[str] | None,
        typer.Option("--from", help="Local copies: files or folders whose names or ids are those of the annotations."),
    ] = None,
    api: Annotated[str, typer.Option(help="Address of the press release service.")] = texts.API,
) -> None:
    """Find the texts that annotations speak of: in local copies, else by the public API of data.go.kr.

    The API key is read from DATA_GO_KR_KEY. Exit status: 0 all found, 1 some missing, 2 nothing to look in.
    """
    with _one_line_errors():
        done = texts.hydrate(
            annotations, out_file, copies=copies or (), key=os.environ.get(texts.KEY_VARIABLE) or None, api=api
        )
    terminal.say(out, f"{done.found} releases → {out_file}, {len(done.missing)} not found")
    for doc in done.missing:
        terminal.say(err, f"not found: {doc}")
    if done.missing:
        raise typer.Exit(FINDINGS)


if __name__ == "__main__":
    app()
