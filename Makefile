# Every recipe sets up .venv by itself; a bare Python 3.11, make and git are enough.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
RUN := .venv/bin/python
STAMP := .venv/.set-up
PAGE := lab/page/node_modules/.set-up
unexport PYTHONDONTWRITEBYTECODE
CODE := bot commands adapters jobs lab manifest tests bench docs deploy

.PHONY: help setup page demo test test-all crash check fix lint types imports docs bench package picture clean

help: ## List the recipes
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(STAMP) ## Build .venv from the lock file

$(STAMP): requirements-dev.lock deploy/setup.py
	@$(PYTHON) deploy/setup.py requirements-dev.lock
	@touch $@

page: $(STAMP) ## Fetch what the chat page draws cards with (left out without Node)
	@if ! command -v npm >/dev/null; then \
	    echo "Node.js is not installed: the chat page is left out, the terminal conversation remains."; \
	elif [ ! -e $(PAGE) -o lab/page/package-lock.json -nt $(PAGE) ]; then \
	    (cd lab/page && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null) \
	    && touch $(PAGE) \
	    || echo "npm could not fetch the card renderer: the chat page is left out."; \
	fi

demo: page ## Play the story of a stuck engineer, then keep the chat page open
	@$(RUN) -m bot demo --scenario hbna

test: page ## Run the tests, the long ones left out
	@$(RUN) -m pytest -q -n 2 --dist loadgroup -m "not long"

test-all: page ## Run every test, the long ones too
	@$(RUN) -m pytest -q -n 2 --dist loadgroup

crash: $(STAMP) ## Kill workers and the store at every write and call of a change
	@$(RUN) -m tests.crash

check: lint types imports docs test-all crash ## Everything CI runs

lint: $(STAMP)
	@$(RUN) -m ruff format --check $(CODE)
	@$(RUN) -m ruff check $(CODE)

types: $(STAMP)
	@$(RUN) -m mypy

imports: $(STAMP)
	@.venv/bin/lint-imports --no-logo 2>/dev/null || .venv/bin/lint-imports

docs: $(STAMP) ## Fail when a generated page is stale (make fix writes them)
	@$(RUN) -m docs.build --check

fix: $(STAMP) ## Mend what a tool can mend
	@$(RUN) -m ruff check --fix --quiet $(CODE) || true
	@$(RUN) -m ruff format $(CODE)
	@$(RUN) -m docs.build

bench: $(STAMP) ## Measure, as ratios to a baseline in the same run
	@$(RUN) -m bench.check
	@$(RUN) -m bench.turn
	@$(RUN) -m bench.jobs

package: $(STAMP) ## Build the Teams app package: make package APP_ID=<the bot's app id>
	@$(RUN) -m manifest.build --app-id "$(APP_ID)"

picture: page ## Draw the pictures of the documentation (needs Chromium)
	@$(RUN) -m docs.picture

clean: ## Remove what was built
	@rm -rf .venv lab/page/node_modules build .mypy_cache .ruff_cache .pytest_cache .hypothesis
