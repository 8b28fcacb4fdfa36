# make run and make test are all one needs; both make their environment first. See: make help

PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run test lint types audit bench lock words

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /:/' | awk -F: '{ printf "  make %-8s %s\n", $$1, $$2 }'
	@echo
	@echo "  PORT=8000           the port of make run"
	@echo "  SANGSUK_HOME=...    where its data lie"
	@echo "  DATABASE_URL=...    use this PostgreSQL (15 or newer) and start none"

run: ## everything in one terminal: database, pages, background work. Ctrl-C stops it
	@$(PYTHON) tools/bootstrap.py
	@exec $(BIN)/sangsuk run

test: ## the whole suite. ARGS="tests/cases -k queue" chooses; DATABASE_URL=... uses that server
	@$(PYTHON) tools/bootstrap.py --dev
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

lint: ## style and imports
	@$(PYTHON) tools/bootstrap.py --dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: ## mypy
	@$(PYTHON) tools/bootstrap.py --dev
	$(BIN)/mypy

audit: ## known weaknesses of the packages we lean on (needs the network)
	@$(PYTHON) tools/bootstrap.py --dev
	@$(BIN)/pip-audit --requirement requirements.lock --require-hashes --disable-pip

bench: ## all measurements, on a database of their own
	@$(PYTHON) tools/bootstrap.py
	@$(BIN)/sangsuk bench

lock: ## refresh the lock files from pyproject.toml
	@$(PYTHON) tools/lock.py

words: ## collect the sentences of every room for translation; lists what English still lacks
	@$(PYTHON) tools/bootstrap.py
	@$(BIN)/sangsuk words
