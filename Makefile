# Every recipe sets up .venv by itself; a bare Python 3.11, make and git are enough.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.set-up
SOURCES := bot commands adapters jobs lab tests bench docs

.PHONY: help setup page demo test test-all check fix lint types imports bench package picture clean

help: ## List the recipes
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(STAMP) ## Build .venv from the lock file

$(STAMP): requirements-dev.lock
	@$(PYTHON) deploy/setup.py requirements-dev.lock
	@touch $@
