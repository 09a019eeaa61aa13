PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: chat test check install clean

chat: $(VENV)/.installed  ## open the chat on http://127.0.0.1:7860
	$(BIN)/podbor chat

test: $(VENV)/.installed-dev  ## run all tests
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

check: $(VENV)/.installed-dev  ## lint, types and arrows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy -p podbor
	$(BIN)/lint-imports

install: $(VENV)/.installed-dev

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
