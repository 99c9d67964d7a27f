# The two commands of the README, and those of a working day.
# Each makes .venv on first use and installs what is missing.

.PHONY: run test test-all test-minimum oracle bench check format dist frozen dist-test clean

VENV := .venv
# Not PYTHON: that is the user's word for the Python of which .venv is made, and make would overwrite it.
VENV_PYTHON := $(VENV)/bin/python
# Nothing is left in the tree: byte code goes where everything else that is made goes.
export PYTHONPYCACHEPREFIX := $(CURDIR)/$(VENV)/pycache

run: .venv/.installed ## the window, with the default network on a sample photo
	@packaging/bootstrap.sh libraries
	$(VENV)/bin/cnn-explorer

test: .venv/.installed-dev ## everything but the slow tests
	@packaging/bootstrap.sh libraries
	$(VENV_PYTHON) -m pytest -m "not slow"

test-all: .venv/.installed-dev ## the slow ones too
	@packaging/bootstrap.sh libraries
	$(VENV_PYTHON) -m pytest

oracle: .venv/.installed-dev ## receptive fields of 33 networks at larger inputs against NaN pixels (about half an hour)
	$(VENV_PYTHON) -m tests.analysis.run_field_oracle

# BENCH=--readme puts the table into README.md too.
bench: .venv/.installed-bench ## all benchmarks with few rounds, and one table of ratios (about ten minutes)
	@packaging/bootstrap.sh libraries
	$(VENV_PYTHON) packaging/bench.py $(BENCH)

check: .venv/.installed-dev ## lint, format, types, import contracts, dead code, links of the documents, translations
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-cache
	$(VENV_PYTHON) packaging/dead_code.py
	$(VENV_PYTHON) packaging/check_links.py
	$(VENV_PYTHON) packaging/translations.py check

format: .venv/.installed-dev
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

dist: .venv/.installed-dev ## sdist and wheel, and a look at what is in them
	rm -f dist/*.whl dist/*.tar.gz
	$(VENV_PYTHON) -m build --no-isolation --outdir dist .
	$(VENV_PYTHON) packaging/check_dist.py dist

frozen: .venv/.installed-dev ## the program with its own Python, in dist/frozen (torch for CPUs; about 5 minutes)
	@packaging/bootstrap.sh libraries
	packaging/freeze.sh

dist-test: dist ## what `dist` has made, installed and used; what `frozen` has made, if it is there
	@packaging/bootstrap.sh libraries
	DIST=dist $(VENV_PYTHON) -m pytest tests/packaging tests/test_wheel.py

# In an environment of its own: torch 2.6 and Qt 6.9 are downloaded (several GB with CUDA).
test-minimum: ## the tests with the lowest versions that pyproject.toml allows, on Python 3.11
	packaging/test_minimum.sh

.venv/.installed-bench: .venv/.installed-dev
	packaging/bootstrap.sh environment "[dev,bench]"
	@touch $@

.venv/.installed: pyproject.toml packaging/bootstrap.sh
	packaging/bootstrap.sh environment ""
	@touch $@

.venv/.installed-dev: pyproject.toml packaging/bootstrap.sh
	packaging/bootstrap.sh environment "[dev]"
	@touch $@ .venv/.installed

clean:
	rm -rf dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
