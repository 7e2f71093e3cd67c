# The two commands of the README: `make demo` and `make test`. Both set up everything below .venv on first use.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif
CATALOGS := $(wildcard src/planctl/locale/*/LC_MESSAGES/*.po)

.PHONY: demo test lint types tests check docs golden pictures catalogs bench clean

demo: $(VENV)/installed
	$(BIN)/planctl -C plans status --as-of 2026-11-22
	@echo; echo 'planctl is in $(BIN): type ". $(BIN)/activate" to use it by its name.'

test: lint types tests check

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-dev
	$(BIN)/mypy

tests: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n auto --dist loadgroup --cov --cov-report=term --cov-fail-under=95

check: $(VENV)/installed-dev
	$(BIN)/planctl check plans examples

# What is generated and committed: golden files of the tests, and the pages in docs/ that come from the code.
golden: $(VENV)/installed-dev
	$(BIN)/python -m pytest -p no:cacheprovider --update-golden tests

docs: golden

# The pictures of the README, from the site of plans/ in Chromium.
pictures: $(VENV)/installed-dev
	$(BIN)/python -m pytest -p no:cacheprovider --update-golden tests/browser/test_pictures.py

# Texts for translation: collect them from the code into the catalog; then translate what is empty in it.
catalogs: $(VENV)/installed-dev
	mkdir -p build
	$(BIN)/pybabel -q extract -F babel.cfg -k Message -k Plural:1,2 -k N_ --no-location --sort-output --no-wrap -o build/planctl.pot src/planctl templates
	$(BIN)/pybabel -q update -i build/planctl.pot -d src/planctl/locale -D planctl -l sv --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	$(BIN)/python hatch_build.py

bench: $(VENV)/installed-dev
	$(BIN)/python -m bench

$(VENV)/installed: pyproject.toml hatch_build.py $(CATALOGS)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	$(BIN)/python -m compileall -q src/planctl
	touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	touch $@

clean:
	rm -rf $(VENV) .coverage* .mypy_cache .pytest_cache .ruff_cache dist
