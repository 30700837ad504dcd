# `make lab` opens the first notebook; `make test` runs everything CI runs.

UV := $(or $(shell command -v uv 2>/dev/null),.tools/bin/uv)
PYTHON := .venv/bin/python
COURSE := .venv/.course-is-installed
TESTS := .venv/.tests-are-installed
NODE := node_modules/.tools-are-installed

# Two files at a time, in the order of tests/conftest.py.
WORKERS := --numprocesses 2 --dist loadfile --no-loadscope-reorder

# A proxy at a school or a company signs with its own certificate, which only the system knows.
export UV_SYSTEM_CERTS ?= true

.PHONY: lab test quick setup setup-tests lint types pytest notebooks pins vendor clean

lab: setup
	$(PYTHON) -m jupyterlab notebooks/01_feedforward.ipynb $(if $(filter 0,$(shell id -u)),--allow-root)

test: lint types pytest

setup: $(COURSE)

setup-tests: $(TESTS)

.tools/bin/uv:
	PIP_ROOT_USER_ACTION=ignore python3 -m pip install --quiet --target .tools uv

$(PYTHON): | $(filter .tools/bin/uv,$(UV))
	$(UV) venv --quiet --allow-existing --python-preference system --python '>=3.11' .venv

$(COURSE): Makefile requirements.txt pyproject.toml $(wildcard binder/*.json) | $(PYTHON)
	$(UV) pip install --quiet --python $(PYTHON) --requirements requirements.txt
	$(UV) pip install --quiet --python $(PYTHON) --no-deps --editable .
	mkdir -p .venv/share/jupyter/lab/settings .venv/etc/jupyter/jupyter_server_config.d
	cp binder/overrides.json .venv/share/jupyter/lab/settings/
	cp binder/jupyter_server_config.json .venv/etc/jupyter/jupyter_server_config.d/nnwidgets.json
	touch $@

$(TESTS): requirements-test.txt $(COURSE)
	$(UV) pip install --quiet --python $(PYTHON) --requirements requirements-test.txt
	touch $@

# Tools for the page's code alone, in the versions of package.json; no explorer needs them to run.
$(NODE): package.json
	@command -v npm >/dev/null || { echo "The page's code is tested with Node 20 or later, which this machine lacks: install it with its npm from https://nodejs.org, or by 'apt-get install nodejs npm' or 'brew install node'." >&2; exit 1; }
	npm install --silent --no-audit --no-fund
	touch $@

lint: $(TESTS) $(NODE)
	@echo '== Style: ruff'
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	@echo '== Style of the page: biome'
	node_modules/.bin/biome check --error-on-warnings

types: $(TESTS) $(NODE)
	@echo '== Types: mypy'
	$(PYTHON) -m mypy
	@echo '== Types of the page: tsc'
	node_modules/.bin/tsc

pytest: $(TESTS) $(NODE)
	@echo '== Tests of the page, by node'
	node --test --test-reporter=dot tests/page/*.test.js
	@echo '== Tests: the package, the notebooks by nbval and by their rules, the browser'
	env -u NNWIDGETS_GATES NNWIDGETS_CHROMIUM="$$($(PYTHON) -m tools.chromium)" $(PYTHON) -m pytest $(WORKERS) --nbval --nbval-current-env nnwidgets tests notebooks

# What needs neither a browser nor a sandbox nor a kernel: every folder of tests but these.
SLOW := browser grading notebooks benchmarks page tools conftest.py __pycache__

quick: lint types
	@echo '== Tests: all that needs neither a browser, a sandbox nor a kernel'
	$(PYTHON) -m pytest $(WORKERS) --quiet nnwidgets $(filter-out $(SLOW:%=tests/%),$(wildcard tests/*))

# Derived files, each by one command.

notebooks: $(TESTS)
	$(PYTHON) -m tools.notebooks

PIN := $(UV) pip compile --quiet --upgrade --universal --fork-strategy fewest --python-version 3.11 \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml

pins: | $(filter .tools/bin/uv,$(UV))
	$(PIN) --extra grading --extra lab --extra test --output-file requirements-test.txt
	$(PIN) --extra lab --constraints requirements-test.txt --output-file requirements.txt
	{ sed '/- pip:/q' environment.yml; $(PIN) --constraints requirements-test.txt | sed 's/^/      - /'; } > binder/environment.yml
	cp binder/environment.yml environment.yml

AXE := axe-core-4.14.1

vendor: .cache/$(AXE).tgz
	tar -xzf .cache/$(AXE).tgz -C .cache
	cp .cache/package/axe.min.js tests/browser/
	cp .cache/package/LICENSE tests/browser/axe.LICENSE.txt
	cp .cache/package/LICENSE-3RD-PARTY.txt tests/browser/axe.LICENSE-3RD-PARTY.txt

.cache/%.tgz:
	mkdir -p .cache
	npm pack --silent --pack-destination .cache $(shell echo $* | sed 's/-\([0-9.]*\)$$/@\1/')

clean:
	rm -rf .venv .tools .cache node_modules build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
