# Two commands for a fresh clone: `make demo` (set up, mine corpus/) and `make test` (set up, run every test).
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
SAMPLE ?= corpus

.PHONY: demo test check format bench model clean

demo: $(VENV)/installed
	$(BIN)/policyminer mine corpus --out out
	@echo
	@echo "Tables: out/triples.csv (opens in a spreadsheet), out/triples.parquet, out/triples.jsonl;"
	@echo "also out/documents.csv, out/removed.csv, out/rejects.csv, described in out/datapackage.json."

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest

check: $(VENV)/installed-dev
	$(BIN)/ruff check src tests bench
	$(BIN)/ruff format --check src tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/installed-dev
	$(BIN)/ruff format src tests bench
	$(BIN)/ruff check --fix src tests bench

# Documents per CPU-second against Kiwi alone, side by side in one run: make bench SAMPLE=releases.jsonl
bench: $(VENV)/installed-dev
	$(BIN)/python bench/throughput.py $(SAMPLE)

$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	@touch $@

clean:
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
