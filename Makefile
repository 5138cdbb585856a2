# `make build` and `make test` set up what they need on a machine with Python and make.
.DEFAULT_GOAL := help
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
export PYTHONUTF8 := 1

help:  ## show these lines
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 16

build: $(VENV)/installed  ## set up what is needed, then seeds/ -> build/
	@echo "== building seeds/ into build/"
	@$(BIN)/gzsite build

serve: $(VENV)/installed  ## build, and look at it on http://127.0.0.1:8000/
	@$(BIN)/gzsite serve

test: $(VENV)/installed-tests $(VENV)/browser  ## set up what is needed (a browser too), then run every check
	@echo "== ruff: style"              && $(BIN)/ruff check . && $(BIN)/ruff format --check .
	@echo "== mypy: types"              && $(BIN)/mypy
	@echo "== import-linter: the shape" && $(BIN)/lint-imports
	@echo "== pytest: behaviour"        && $(BIN)/coverage erase && $(BIN)/coverage run -m pytest
	@echo "== coverage"                 && $(BIN)/coverage combine --quiet && $(BIN)/coverage report
	@echo "== all checks passed"

SIZES ?= 1000,10000
ROUNDS ?= 3
bench: $(VENV)/installed benchmarks/.venv/installed  ## measure beside Hugo and Pagefind; SIZES=1000,10000,100000 ROUNDS=3
	@$(BIN)/python benchmarks --sizes $(SIZES) --rounds $(ROUNDS)

micro: $(VENV)/installed-bench  ## time each stage by itself
	@$(BIN)/python -m pytest benchmarks/micro -o python_files='bench_*.py' -q --benchmark-columns=min,median,max,rounds

$(VENV)/installed-bench: $(VENV)/installed
	@$(PIP) -e '.[bench]'
	@touch $@

benchmarks/.venv/installed: benchmarks/peers.txt
	@bash tests/tools/make-venv.sh benchmarks/.venv
	@echo "== installing the peers into benchmarks/.venv/"
	@benchmarks/.venv/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/peers.txt
	@touch $@

clean:  ## remove what was built and set up
	rm -rf build dist $(VENV) benchmarks/.venv benchmarks/.work .gzsite-cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*

$(VENV)/made:
	@bash tests/tools/make-venv.sh $(VENV)
	@touch $@

$(VENV)/installed: $(VENV)/made pyproject.toml constraints.txt
	@echo "== installing gzsite into $(VENV)/"
	@$(PIP) -e .
	@touch $@

$(VENV)/installed-tests: $(VENV)/installed
	@echo "== installing the tools of the checks into $(VENV)/"
	@$(PIP) -e '.[test]'
	@touch $@

$(VENV)/browser: $(VENV)/installed-tests
	@sh tests/tools/browser.sh $(BIN)/python
	@touch $@

.PHONY: help build serve test bench micro clean
