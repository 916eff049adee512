# Resonanz: `make run` starts a demo site, `make test` checks everything.
# Needs make and Python 3.11 or newer; everything else is set up here.

.DEFAULT_GOAL := help
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
TOOLS := tests/tools
PORT ?= 8000
ARGS ?=
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run test check format bench lock translations wheel clean env env-dev

help: ## Show this help.
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: env ## Start the demo site and its worker on http://localhost:8000 (PORT=… for another port).
	@mkdir -p var
	@exec $(BIN)/resonanz demo --database var/resonanz.db --port $(PORT)

test: env-dev ## Set up, then check and run all tests (ARGS="-k name" for a part).
	@$(BIN)/python $(TOOLS)/environment.py --browser --postgres --redis -- \
		$(MAKE) --no-print-directory check pytest

.PHONY: pytest
pytest:
	@$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not bench" $(ARGS)

check: env-dev ## Lint, format, types, templates, import contracts, translations.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/lint-imports --no-logo
	$(BIN)/python $(TOOLS)/translations.py

format: env-dev ## Sort imports and format the code.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: env-dev ## Measure the hot pages with wrk or oha and say what limits them.
	@$(BIN)/python $(TOOLS)/environment.py --postgres --redis -- \
		$(BIN)/python -m pytest -q -s -m bench tests/bench $(ARGS)

translations: env-dev ## Bring the .po files up to date with the texts in code and templates.
	$(BIN)/python $(TOOLS)/translations.py --update

lock: env-dev ## Resolve the newest allowed versions into the lock files.
	@$(BIN)/python -m pip install --quiet uv
	@rm -f requirements.lock requirements-dev.lock
	$(BIN)/uv pip compile pyproject.toml $(LOCK_OPTIONS) -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev -c requirements.lock $(LOCK_OPTIONS) \
		-o requirements-dev.lock
LOCK_OPTIONS := --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header

wheel: env-dev ## Build the wheel and the sdist into dist/.
	$(BIN)/python -m hatchling build

clean: ## Remove the environment, caches and built files (var/ with its data stays).
	rm -rf $(VENV) dist .ruff_cache .mypy_cache .hypothesis .import_linter_cache
	find platform tests migrations -name __pycache__ -type d -prune -exec rm -rf {} +

env:
	@$(TOOLS)/venv.sh requirements.lock

env-dev:
	@$(TOOLS)/venv.sh requirements-dev.lock
