# Needs only Python 3.11 or later and make. `make run PYTHON=python3.12` chooses another interpreter.

PYTHON ?= python3
PORT ?= 8080
HOST ?= 127.0.0.1
FRESH ?=

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.installed-from-lock
# pip speaks only when something is wrong; its own updates are not our news.
PIP := python -m pip --disable-pip-version-check -qq
PIP_TOOLS := pip-tools==7.6.2

.PHONY: run test lint format lock clients clean help
.DEFAULT_GOAL := help

help:
	@echo "make run      the demonstration on http://$(HOST):$(PORT)/ (FRESH=1 begins anew; PORT, HOST)"
	@echo "make test     style, types and every test that this machine can run"
	@echo "make lint     style and types only; make format puts the style right"
	@echo "make lock     write requirements.lock anew from pyproject.toml"
	@echo "make clients  fetch the stand-ins for Slack and Teams that some tests talk to (Linux on x86-64, npm)"
	@echo "make clean    remove what make made: the environment, caches, the demonstration's database"

run: $(READY)
	@HANDRAIL_HOST='$(HOST)' HANDRAIL_PORT='$(PORT)' exec $(BIN)/python -m bot demo $(if $(filter-out 0,$(FRESH)),--fresh)

# Pytest goes last: it closes with what this machine could not run.
test: lint
	@$(BIN)/python -m pytest -q

lint: $(READY)
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy

format: $(READY)
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

# The stamp is written last, so an installation that broke off is made again.
$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Handrail needs Python 3.11 or later, and '$(PYTHON)' is: $$($(PYTHON) --version 2>&1)"; \
	  echo "Name another one, for example: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; } >&2
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv"; \
	  exit 1; } >&2
	@echo "Setting up $(VENV) from requirements.lock (a minute or two, only when it has changed)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/$(PIP) install --require-hashes -r requirements.lock
	@touch $@

# Always with the oldest Python that is supported: what it resolves to, the newer ones can install too.
# The options keep the address of whatever mirror this machine uses out of the file. What --allow-unsafe lets in is
# setuptools, which something needs and newer Pythons do not bring: without it, installing by hashes would fail.
lock:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { \
	  echo "The lock is made with Python 3.11: make lock PYTHON=python3.11"; exit 1; } >&2
	@$(PYTHON) -m venv .lock
	@.lock/bin/$(PIP) install '$(PIP_TOOLS)'
	@CUSTOM_COMPILE_COMMAND='make lock' .lock/bin/pip-compile --quiet --extra dev --generate-hashes \
	  --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
	  --output-file requirements.lock pyproject.toml

clients:
	@cd tests/clients && npm ci --silent --no-audit --no-fund

clean:
	@rm -rf $(VENV) .lock .demo .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info
	@rm -rf tests/.shots tests/clients/node_modules
	@find adapters bot core tests -name __pycache__ -type d -prune -exec rm -rf {} +
