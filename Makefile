# The one door: everything a person or the continuous integration does starts here.
# Needs nothing but python3 (3.11 or newer) and make; `make help` lists what there is.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
# Handed on to pytest, for example: make test ARGS="tests/engine -x"
ARGS ?=

# Where people reach the application; behind a proxy this is its public address.
export STAFFELSTAB_PUBLIC_ADDRESS ?= http://$(HOST):$(PORT)

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
MANAGE := $(PY) -m staffelstab.web.project.manage
PO_FILES := $(shell find src -name '*.po' 2>/dev/null)
PIP_INSTALL := $(PY) -m pip --disable-pip-version-check install --quiet
INSTALL_PINNED := $(PIP_INSTALL) --require-hashes --only-binary :all:
PIN := $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-header --no-annotate --python-version 3.11

.DEFAULT_GOAL := help
.PHONY: help install demo run serve test test-engine test-alone test-postgresql check lint format types imports migrations \
	translations messages docs-check e2e bench bench-web lock clean

help: ## Show this list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /\1\t/' | expand -t 18

# --- install ---------------------------------------------------------------------------------------

install: $(VENV)/.package node_modules/.installed $(VENV)/.messages $(VENV)/.kernels ## Install what is missing or outdated

$(VENV)/.requirements: requirements/dev.txt
	@sh tools/python_check.sh "$(PYTHON)"
	@test -x $(PY) || "$(PYTHON)" -m venv $(VENV)
	$(INSTALL_PINNED) -r requirements/dev.txt
	@touch $@

$(VENV)/.package: $(VENV)/.requirements pyproject.toml requirements/base.in requirements/web.in requirements/notebook.in \
		requirements/cluster.in
	$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.node: $(VENV)/.requirements requirements/node.txt
	$(PY) tools/npm.py --machine-has-node || $(INSTALL_PINNED) -r requirements/node.txt
	@touch $@

node_modules/.installed: $(VENV)/.node package.json package-lock.json .npmrc
	$(PY) tools/npm.py ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(VENV)/.messages: $(VENV)/.requirements $(PO_FILES)
	$(PY) tools/messages.py compile
	@touch $@

# The checker's kernels are compiled here, so that nobody waits for them on a page.
$(VENV)/.kernels: $(VENV)/.package $(wildcard src/staffelstab/engine/check/*.py src/staffelstab/engine/check/*/*.py)
	@echo "Compiling the checker (once, about a minute) ..."
	@$(PY) -m staffelstab.engine.check.warm || \
		echo "It could not be compiled beforehand; it compiles itself when it is first used."
	@touch $@

# --- work with the application ---------------------------------------------------------------------

demo: install ## Fill the demonstration districts, print the logins, serve on PORT (8000)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_demo
	@$(MAKE) --no-print-directory serve

run: install ## Serve what is in the database, without touching it except for migrations
	@$(MANAGE) migrate --verbosity 0
	@$(MAKE) --no-print-directory serve

serve:
	@echo "Staffelstab: $(STAFFELSTAB_PUBLIC_ADDRESS)/   (end with Ctrl+C)"
	@exec $(BIN)/gunicorn staffelstab.web.project.wsgi --bind $(HOST):$(PORT) \
		--workers 2 --threads 4 --log-level warning

# --- test ------------------------------------------------------------------------------------------

test: install ## Run all tests except the journeys in a browser; ARGS="..." goes to pytest
	$(PY) -m pytest $(ARGS)

test-engine: install ## The storeys below the web, with Django locked out
	$(PY) -m pytest -p no:django $(wildcard tests/engine tests/programmes tests/cli tests/notebook) $(ARGS)

test-alone: install ## The delivered package in a fresh environment without Django: wheel, locked packages, one check
	$(PY) tools/try_engine_alone.py

test-postgresql: install ## The tests of the web on a temporary PostgreSQL
	bash tools/with_postgresql.sh $(PY) -m pytest tests/web tests/house $(ARGS)

e2e: install ## Whole stories in Chromium, with an accessibility scan
	bash tools/system_packages.sh chromium poppler-utils
	$(PY) -m pytest -m journey tests/journeys $(ARGS)

$(VENV)/.bench: $(VENV)/.requirements requirements/bench.txt
	$(INSTALL_PINNED) -r requirements/bench.txt
	@touch $@

bench: install $(VENV)/.bench ## Measure and write docs/background/benchmarks.md; never blocks (ARGS="--quick")
	$(PY) -m benchmarks $(ARGS)

bench-web: install ## Measure the pages at state level and write docs/background/web_speed.md; never blocks
	$(PY) -m benchmarks.web $(ARGS)

# --- check -----------------------------------------------------------------------------------------

check: lint types migrations translations test ## Everything a change has to pass (without browser)

lint: install ## Style, common mistakes, format, import directions
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@$(MAKE) --no-print-directory imports

format: install ## Put the source into its format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

imports: install ## The directions in .importlinter
	$(BIN)/lint-imports

types: install ## Strict types
	$(BIN)/mypy

migrations: install ## Does a model wait for its migration?
	$(MANAGE) makemigrations --check --dry-run

translations: install ## Is every text translated into German?
	$(PY) tools/messages.py check

docs-check: install ## Run the examples of the documentation, follow its links
	$(PY) -m pytest tests/house/test_documentation.py $(ARGS)

# --- keep up to date -------------------------------------------------------------------------------

messages: install ## Collect new texts into the .po files, then compile them
	$(PY) tools/messages.py update
	$(PY) tools/messages.py compile

lock: install ## Pin requirements/*.in and package.json anew (UPGRADE=1: to the newest versions)
	cd requirements && ../$(PIN) $(if $(UPGRADE),--upgrade) base.in -o base.txt
	cd requirements && ../$(PIN) $(if $(UPGRADE),--upgrade) base.in web.in -o web.txt
	cd requirements && ../$(PIN) $(if $(UPGRADE),--upgrade) base.in web.in notebook.in dev.in -o dev.txt
	cd requirements && ../$(PIN) $(if $(UPGRADE),--upgrade) node.in -o node.txt
	cd requirements && ../$(PIN) $(if $(UPGRADE),--upgrade) -c dev.txt bench.in -o bench.txt
	$(PY) tools/npm.py $(if $(UPGRADE),update,install) --package-lock-only

clean: ## Remove everything that make install and the tests made; the data directory var/ stays
	rm -rf $(VENV) node_modules build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
	find src \( -name '*.egg-info' -o -name '*.mo' \) -prune -exec rm -rf {} +
