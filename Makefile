PYTHON ?= python3
SOURCES ?= corpus/raw
OUT ?= out
GOLD ?= corpus/annotated/gold.jsonl
SCORE_OPTIONS ?= --whole-quotes
ANNOTATED ?= ../shared/gold
PRESS ?= ../shared/press/releases.jsonl.gz
PAGES ?= ../shared/html
BENCH_OPTIONS ?=
SECONDS ?= 600
AXE := 4.14.1
SCHEMAS_OPTIONS ?=
export OMP_NUM_THREADS ?= 1
unexport PYTHONDONTWRITEBYTECODE # a command that compiles its modules each time starts a fifth later

BIN := .venv/bin
STAMP := .venv/.installed
COMPILE := $(BIN)/uv pip compile pyproject.toml --upgrade --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 --quiet

.DEFAULT_GOAL := help
.PHONY: help install run review test check fuzz endurance year bench golden schemas score model report entities pictures train-install cluster-install browser-install feeds-install ftm-install lock clean

help: ## show the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:[^#]*##/\t/' | expand -t 18

install: $(STAMP) ## make .venv with the locked dependencies, the language model and the command

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check --progress-bar on --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

run: install ## run the pipeline over SOURCES (corpus/raw), write OUT (out)
	$(BIN)/pressfacts run $(SOURCES) --out $(OUT)

review: install ## open the page to review the records of OUT (out); runs the pipeline first where there are none
	test -f $(OUT)/records.jsonl || $(BIN)/pressfacts run $(SOURCES) --out $(OUT)
	$(BIN)/pressfacts review $(OUT)

test: install ## the tests, but for those in a browser (tests/browser)
	$(BIN)/python -m pytest -n 2 --dist worksteal --ignore=tests/browser

check: install ## lint, format, types, import contracts, the rules' examples
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pressfacts rules --check

fuzz: install ## bad documents steered by the code that they reach, for SECONDS (600); what is found stays in fuzz/
	$(BIN)/python -m pip install --disable-pip-version-check --quiet atheris
	mkdir -p fuzz/seen
	$(BIN)/python -m tests.fuzz.target -max_total_time=$(SECONDS) -timeout=30 -artifact_prefix=fuzz/ fuzz/seen

endurance: install ## ten thousand bad documents, the same as always, and ten thousand new ones
	$(BIN)/python -m tests.fuzz.endurance
	$(BIN)/python -m tests.fuzz.endurance --fresh

year: install train-install ## a year of daily runs over an invented press room; draws docs/year.svg
	$(BIN)/python -m tests.batch.year --plot docs/year.svg

bench: install train-install ## measure what a document costs, beside the goals; BENCH_OPTIONS=--write for docs/performance.md
	$(BIN)/python -m tests.bench --press $(PRESS) --gold $(ANNOTATED) --pages $(PAGES) $(BENCH_OPTIONS)

golden: install ## write the golden files anew; read their diff before you commit it
	$(BIN)/python -m pytest tests/golden --regen-all

schemas: install ## write the JSON Schemas anew; SCHEMAS_OPTIONS=--release once a version is out
	$(BIN)/python -m pipeline.feed.contract $(SCHEMAS_OPTIONS)

score: run ## score the records of OUT against GOLD
	$(BIN)/pressfacts score $(GOLD) $(OUT)/records.jsonl $(SCORE_OPTIONS)

model: install train-install ## fit all that is learned anew on ANNOTATED and PRESS, write weights, draw docs/reliability.svg
	$(BIN)/python -m models.event_fields --gold $(ANNOTATED) --press $(PRESS)
	$(BIN)/python -m models.owners --gold $(ANNOTATED) --press $(PRESS)
	$(BIN)/python -m models.holders --gold $(ANNOTATED) --press $(PRESS)
	$(BIN)/python -m models.train --gold $(ANNOTATED) --press $(PRESS)

report: install train-install ## measure on the annotated articles that were not read
	$(BIN)/python -m models.report --gold $(ANNOTATED) --press $(PRESS)

pictures: browser-install train-install ## draw the pictures of docs/review.md anew from the records of OUT
	test -f $(OUT)/records.jsonl || $(BIN)/pressfacts run $(SOURCES) --out $(OUT)
	$(BIN)/python -m tests.browser.pictures $(OUT) docs/review

entities: install ## measure the joining of persons and organisations on the pairs that were judged by reading
	$(BIN)/python -m models.entities --gold $(ANNOTATED) --press $(PRESS)

train-install: install
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements-train.lock

cluster-install: install
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements-cluster.lock

browser-install: install ## what tests/browser needs besides Chromium itself
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements-browser.lock
	npm install --prefix . --no-save --no-package-lock --no-audit --no-fund axe-core@$(AXE) || echo "no npm: tests with axe-core will be skipped"
	@for name in chromium chromium-browser google-chrome; do command -v $$name > /dev/null && exit; done; \
	echo "no Chromium: apt-get install chromium, or set CHROMIUM to its path"

feeds-install: install ## drivers and writers of feeds, and what their tests read them with; but for FollowTheMoney
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements-feeds.lock

ftm-install: install ## FollowTheMoney; builds PyICU, which takes a compiler, pkg-config and libicu-dev
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements-ftm.lock

lock: install ## write the locks anew from pyproject.toml
	$(COMPILE) --extra dev --output-file requirements.lock
	$(COMPILE) --extra cluster --constraint requirements.lock --output-file requirements-cluster.lock
	$(COMPILE) --extra train --constraint requirements.lock --output-file requirements-train.lock
	$(COMPILE) --extra browser --constraint requirements.lock --output-file requirements-browser.lock
	$(COMPILE) --extra parquet --extra postgres --extra readers --constraint requirements.lock --output-file requirements-feeds.lock
	$(COMPILE) --extra ftm --constraint requirements.lock --output-file requirements-ftm.lock

clean: ## remove everything that was made
	rm -rf .venv $(OUT) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache node_modules *.egg-info
