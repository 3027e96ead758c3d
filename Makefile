# Every target sets up what it needs; all are safe to run twice.
SHELL := /bin/bash
PYTHON := .venv/bin/python
READY := var/.ready

.DEFAULT_GOAL := help
.PHONY: help run test test-fast browser-tests check train bench mutants lock pictures

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(READY): requirements.txt package-lock.json scripts/set_up.sh scripts/browser_libraries.py
	@scripts/set_up.sh

run: $(READY) ## start the desk with the demo shop; Ctrl-C stops it
	@$(PYTHON) -m bot run

test: $(READY) ## all tests but the browser's
	@$(PYTHON) -m pytest --ignore=tests/e2e

test-fast: $(READY) ## unit and data tests only
	@$(PYTHON) -m pytest tests/unit tests/data -q

browser-tests: $(READY) ## tests in a real Chromium
	@$(PYTHON) -m pytest tests/e2e

check: $(READY) ## lint, types, import contracts, browser tests that load, scripts, training sentences
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@$(PYTHON) -m pytest tests/e2e --collect-only -qq >/dev/null || $(PYTHON) -m pytest tests/e2e --collect-only -q
	@$(PYTHON) -m bot scripts check
	@$(PYTHON) -m bot learn check

train: $(READY) ## train a model on data/nlu and make it the active one
	@$(PYTHON) -m bot learn train --activate

bench: $(READY) ## measure and print tables
	@$(PYTHON) -m benchmarks

mutants: $(READY) ## break the core decisions on purpose and list what no test notices (var/mutants.txt)
	@.venv/bin/mutmut run
	@.venv/bin/mutmut results > var/mutants.txt; echo "$$(grep -c survived var/mutants.txt) survive: var/mutants.txt"

pictures: $(READY) ## make the screenshots of the docs from a running demo shop
	@$(PYTHON) scripts/screenshots.py

lock: ## compile requirements.txt from requirements.in
	@.tools/bin/uv pip compile requirements.in --python $(PYTHON) --generate-hashes --no-header --no-emit-index-url -o requirements.txt
