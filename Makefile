# Everything Ponte can do from the shell. `make help` lists it.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run demo test check format bench docs tour messages import validate backup restore lock

help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(BIN)/python:
	@$(PYTHON) -m venv $(VENV) || { echo "Ponte needs Python 3.11 or newer with venv (Debian: apt install python3-venv)."; exit 1; }

$(VENV)/.run: requirements.lock | $(BIN)/python
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock && touch $@

$(VENV)/.dev: requirements-dev.lock | $(BIN)/python
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock && touch $@ $(VENV)/.run

setup: $(VENV)/.run
	@bash ponte/core/paper/install_pango $(VENV)/.pango
setup-dev: $(VENV)/.dev
	@bash ponte/core/paper/install_pango $(VENV)/.pango

run: setup ## the whole product on http://localhost:8000, demo office loaded (PORT= another port)
	@PONTE_DEMO=$${PONTE_DEMO:-1} PORT=$(PORT) $(BIN)/python manage.py serve --stop-with-parent

demo: setup ## load the demo office into an empty database
	@PONTE_DEMO=1 $(BIN)/python manage.py load_demo

test: setup-dev ## the suite: SQLite, a throw-away PostgreSQL and a real browser
	@bash tests/run

check: setup-dev ## format, lint, types, contracts, docs match code: under a minute
	@bash tests/check

format: setup-dev ## put the code in its one format
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

bench: setup-dev ## what the pages cost, as ratios and counts
	@$(BIN)/python -m bench

docs: setup-dev ## write the generated pages of docs/ again
	@$(BIN)/python manage.py write_docs

tour: setup-dev ## take the pictures of docs/tour.md again, in a real browser
	@PONTE_SCREENSHOTS=1 $(BIN)/python -m pytest -n0 $$(grep -l camera tests/journeys/test_*.py)

messages: setup-dev ## collect and compile the catalogues of the interface
	@$(BIN)/python manage.py messages

import: setup ## import organisations: make import FILE=list.csv VISIBILITY=public
	@test -n "$(FILE)" || { echo "Say which file: make import FILE=list.csv"; exit 1; }
	@$(BIN)/python manage.py import_organisations "$(FILE)" --visibility "$(or $(VISIBILITY),office)"

validate: setup ## check a file against a standard: make validate STANDARD=xlsform FILE=form.xlsx
	@test -n "$(STANDARD)" -a -n "$(FILE)" || { echo "Say which: make validate STANDARD=xlsform FILE=form.xlsx"; exit 1; }
	@$(BIN)/python manage.py validate "$(STANDARD)" "$(FILE)"

backup: setup ## copy database and files into one file under var/backups
	@$(BIN)/python manage.py backup

restore: setup ## put a backup back: make restore FILE=var/backups/....tar.gz
	@test -n "$(FILE)" || { echo "Say which backup: make restore FILE=var/backups/...tar.gz"; exit 1; }
	@$(BIN)/python manage.py restore "$(FILE)"

lock: setup-dev ## resolve the dependencies again, with hashes
	@$(BIN)/python -m pip install -q uv && for group in "" "--group dev"; do \
	  $(BIN)/uv pip compile pyproject.toml $$group --generate-hashes --no-emit-index-url --no-header -q \
	    -o requirements$${group:+-dev}.lock; done
