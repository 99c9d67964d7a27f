# The two commands of the README, and those of a working day.
# Each makes .venv on first use and installs what is missing.

.PHONY: run test test-all oracle check format dist clean

VENV := .venv
PYTHON := $(VENV)/bin/python
# Nothing is left in the tree: byte code goes where everything else that is made goes.
export PYTHONPYCACHEPREFIX := $(CURDIR)/$(VENV)/pycache

run: .venv/.installed ## the window, with the default network on a sample photo
	@packaging/bootstrap.sh libraries
	$(VENV)/bin/cnn-explorer

test: .venv/.installed-dev ## everything but the slow tests
	@packaging/bootstrap.sh libraries
	$(PYTHON) -m pytest -m "not slow"

test-all: .venv/.installed-dev ## the slow ones too
	@packaging/bootstrap.sh libraries
	$(PYTHON) -m pytest

oracle: .venv/.installed-dev ## receptive fields of 33 networks at larger inputs against NaN pixels (about half an hour)
	$(PYTHON) -m tests.analysis.run_field_oracle

check: .venv/.installed-dev ## lint, format, types, import contracts
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-cache

format: .venv/.installed-dev
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

dist: .venv/.installed-dev ## sdist and wheel
	$(PYTHON) -m build --outdir dist .

.venv/.installed: pyproject.toml packaging/bootstrap.sh
	packaging/bootstrap.sh environment ""
	@touch $@

.venv/.installed-dev: pyproject.toml packaging/bootstrap.sh
	packaging/bootstrap.sh environment "[dev]"
	@touch $@ .venv/.installed

clean:
	rm -rf dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
