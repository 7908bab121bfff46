# Two commands do everything on a fresh machine: `make serve` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
.DEFAULT_GOAL := help

.PHONY: help serve test check bench browser clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "duizhao needs Python 3.11 or later; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/tested: $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

$(VENV)/measured: $(VENV)/installed
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $@

serve: $(VENV)/installed ## ingest the bundled reports, build the index, serve on http://127.0.0.1:8000
	$(BIN)/duizhao ingest --bundled
	$(BIN)/duizhao index rebuild
	exec $(BIN)/duizhao serve

test: $(VENV)/tested browser ## run every test, the browser's too
	$(BIN)/pytest --numprocesses auto --dist loadfile

check: $(VENV)/tested ## ruff, mypy, then make test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@$(MAKE) test

bench: $(VENV)/measured ## measure beside stock Whoosh and Gale-Church; REPORTS=100000, ALIGNED and JUDGED: folders of judged documents
	$(BIN)/python benchmarks/collection.py --reports $(or $(REPORTS),5000)
	$(BIN)/python benchmarks/alignment.py $(ALIGNED)
	$(BIN)/python benchmarks/retrieval.py $(JUDGED)

# Chromium and a font with Chinese characters, for the tests that open real pages.
browser:
	@if command -v chromium >/dev/null && fc-list :lang=zh 2>/dev/null | grep -q .; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "installing chromium and fonts-noto-cjk"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk fontconfig >/dev/null; \
	else \
	  echo "No Chromium or no Chinese font here: the browser tests will be skipped."; \
	  echo "To run them too: sudo apt-get install chromium fonts-noto-cjk fontconfig"; \
	fi

clean: ## remove the virtual environment and caches; the data folder stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
