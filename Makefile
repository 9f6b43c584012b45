PYTHON ?= python3
SOURCES ?= corpus/raw
OUT ?= out
GOLD ?= corpus/annotated/gold.jsonl
SCORE_OPTIONS ?= --whole-quotes
export OMP_NUM_THREADS ?= 1

BIN := .venv/bin
STAMP := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help install run test check golden score lock clean

help: ## show the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:[^#]*##/\t/' | expand -t 12

install: $(STAMP) ## make .venv with the locked dependencies, the language model and the command

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check --progress-bar on --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

run: install ## run the pipeline over SOURCES (corpus/raw), write OUT (out)
	$(BIN)/pressfacts run $(SOURCES) --out $(OUT)

test: install ## the tests
	$(BIN)/python -m pytest -n 2

check: install ## lint, format, types, import contracts, the rules' examples
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pressfacts rules --check

golden: install ## write the golden files anew; read their diff before you commit it
	$(BIN)/python -m pytest tests/golden --regen-all

score: run ## score the records of OUT against GOLD
	$(BIN)/pressfacts score $(GOLD) $(OUT)/records.jsonl $(SCORE_OPTIONS)

lock: install ## write requirements.lock anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --extra dev --upgrade --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 --quiet --output-file requirements.lock

clean: ## remove everything that was made
	rm -rf .venv $(OUT) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
