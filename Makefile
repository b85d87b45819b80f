# Good Catch: every recipe sets up what it needs. `make help` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DONE := $(VENV)/.installed
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help install demo test year check format lint types imports fix lock pictures clean

help:  ## List the recipes
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(DONE)  ## Make .venv and install everything, pinned and checked by hash

$(DONE): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(DONE)

demo: install  ## Try Good Catch on this machine, no Slack needed
	@$(BIN)/goodcatch demo $(ARGS)

test: install  ## Run the tests; says what it skips where PostgreSQL or Chromium is missing
	$(BIN)/pytest -n $(WORKERS) --dist worksteal $(ARGS)

year: install  ## Live through a quarter and a whole year, and print what came of them (many minutes)
	$(BIN)/pytest tests/year -m year -s $(ARGS)

check: install format lint types imports test  ## What CI runs: format, lint, types, import rules, tests

format: install  ## Is everything formatted?
	$(BIN)/ruff format --check .

lint: install  ## Does the linter agree?
	$(BIN)/ruff check .

types: install  ## Do the types hold?
	$(BIN)/mypy

imports: install  ## Do imports point down?
	$(BIN)/lint-imports --no-logo

fix: install  ## Format, and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: install  ## Work out requirements.lock anew from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
		--no-header --group dev pyproject.toml --output-file requirements.lock

pictures: install  ## Take the documentation's screenshots anew (needs Chromium)
	$(BIN)/pytest tests/browser --pictures=docs/pictures $(ARGS)

clean:  ## Remove what was installed and cached; data/ stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
