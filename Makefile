# Two commands do all the set-up: `make brief` and `make test`. Nothing is needed but Python 3.11+, make and the package index.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
ARTICLE ?= examples/two-rivers-communique.md

.PHONY: brief test lint types contract tests lock clean

brief: $(VENV)/runtime
	$(BIN)/westphalia brief $(ARTICLE) --out brief.html
	@echo "Open brief.html in a browser."

test: lint types contract tests

lint: $(VENV)/development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/development
	$(BIN)/mypy

contract: $(VENV)/development
	$(BIN)/lint-imports

tests: $(VENV)/development
	$(BIN)/pytest

# Pinned versions with hashes; the files name no index. The package itself is installed last, without its dependencies.
$(VENV)/runtime: requirements/runtime.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/runtime.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/development: requirements/development.txt $(VENV)/runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/development.txt
	touch $@

# Renew the pins. uv is needed for this alone.
lock:
	uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-header -o requirements/runtime.txt
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url --no-header -c requirements/runtime.txt -o requirements/development.txt

clean:
	rm -rf $(VENV) brief.html
