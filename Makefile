# Two commands matter: `make run` and `make test`. Each does its own set-up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
# uv installs the same locked files ten times as fast; where it can't, pip does it.
INSTALL = $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1) 2>/dev/null || $(PIP) -r $(1)

# What Python has compiled is kept, whatever it is told elsewhere: else each of the hundred processes
# of a test run compiles all that it imports anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run setup test quick suite lint quick-style quick-types quick-tests check bench soak mutants package audit docs bot-api \
	lock clean

run: setup
	$(BIN)/python -m bot run

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || (echo "Python 3.11 or newer is needed; set PYTHON=…"; exit 1)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what the desk needs…"
	@$(PIP) -r requirements-setup.txt || true
	@$(call INSTALL,requirements.txt)
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.txt
	@echo "Installing what the tests need…"
	@$(call INSTALL,requirements-dev.txt)
	@touch $@

test: $(VENV)/.ready-dev
	@tests/browser/chromium.sh
	$(BIN)/python -m bot check
	@$(MAKE) --no-print-directory -j 2 lint suite

suite: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -q -n 4 --dist loadgroup

# While one works: style, types and the tests that open nothing.
quick: $(VENV)/.ready-dev
	@$(MAKE) --no-print-directory -j 3 quick-style quick-types quick-tests

quick-style:
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

quick-types:
	@$(BIN)/mypy

quick-tests:
	@$(BIN)/python -m pytest -q -n 2 --confcutdir=tests/domain -p no:cacheprovider tests/domain

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: setup
	$(BIN)/python -m bot check

bench: $(VENV)/.ready-dev
	$(BIN)/python -m tests.bench

# The long runs of the tests that kill the desk, then an hour of a hostile afternoon on both databases.
# How long others wait is measured with nothing beside it.
SOAK_MINUTES ?= 60
FAIRNESS = tests/durability/test_fairness.py
soak: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -q -n 2 -m soak --ignore=$(FAIRNESS)
	$(BIN)/python -m pytest -q -m soak $(FAIRNESS)
	$(BIN)/python -m tests.durability.soak --minutes $(SOAK_MINUTES)

# Small faults are put into the rules, one at a time; their pure tests must see so many of a hundred.
MUTANTS_FLOOR ?= 85
mutants: $(VENV)/.ready-dev
	@rm -rf mutants
	$(BIN)/python -m mutmut run --max-children 2
	@$(BIN)/python -m mutmut export-cicd-stats >/dev/null
	@$(BIN)/python -m tests.mutants $(MUTANTS_FLOOR)

# The wheel in an environment of its own, tried in an empty folder.
package: $(VENV)/.ready-dev
	$(BIN)/python -m tests.package

# Known holes in what is locked; asks the registry.
audit: $(VENV)/.ready
	$(BIN)/uv tool run pip-audit@2.10.1 --require-hashes --disable-pip -r requirements.txt

# The pages of docs/ in dist/docs; a warning is a failure.
docs: $(VENV)/.ready
	$(BIN)/uv venv -q --allow-existing $(VENV)/docs
	$(BIN)/uv pip install -q --python $(VENV)/docs/bin/python --require-hashes -r requirements-docs.txt
	$(VENV)/docs/bin/zensical build --strict

# The Bot API's types, which the stand-in is held against, written down anew.
bot-api: $(VENV)/.ready
	$(BIN)/uv run --quiet --isolated --no-project --with aiogram==3.31.0 python -m tests.playground.bot_api

lock: $(VENV)/.ready-dev
	echo "uv" | $(BIN)/uv pip compile -q --generate-hashes --universal --no-header --no-annotate - -o requirements-setup.txt
	$(BIN)/uv pip compile -q --generate-hashes --universal --no-header --no-annotate --extra postgres pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --generate-hashes --universal --no-header --no-annotate --extra postgres --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	$(BIN)/uv pip compile -q --generate-hashes --universal --no-header --no-annotate --group docs -o requirements-docs.txt

clean:
	rm -rf $(VENV) playground-data data
