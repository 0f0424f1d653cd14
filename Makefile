# Everything a developer and the CI machine run. `make help` lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
UV_COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header
PYTEST := $(BIN)/python -m pytest -q --numprocesses=auto --maxprocesses=4

BENCH := $(BIN)/python -m benchmarks
BENCH_POSTS ?= 100000 1000000

RUN_READY := $(VENV)/ready-to-run
DEV_READY := $(VENV)/ready-to-develop

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run dev test bench bench-quick bench-writes bench-search bench-search-load bench-peers bench-nodes bench-memory drill lighthouse pictures lint format messages lock clean

help: ## List these commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

run: $(RUN_READY) .env ## Serve the site on http://127.0.0.1:8000 (PORT=… for another port)
	@$(BIN)/python deploy/port.py --free
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) collectstatic --no-input --verbosity 0
	$(MANAGE) load_demo
	$(MANAGE) rebuild_index --missing --verbosity 0
	@echo "The site is at http://127.0.0.1:$$($(BIN)/python deploy/port.py)/ (Ctrl-C stops it)"
	@exec $(BIN)/python -m gunicorn --config deploy/gunicorn.conf.py forum.wsgi

dev: export DEBUG := true
dev: export DEBUG_TOOLBAR := true
dev: $(DEV_READY) .env ## Serve with auto-reload and the debug toolbar
	@$(BIN)/python deploy/port.py --free
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) load_demo
	@exec $(MANAGE) runserver "127.0.0.1:$$($(BIN)/python deploy/port.py)"

test: $(DEV_READY) ## Run every test: on SQLite with the browser, then on PostgreSQL what reaches a database
	$(PYTEST) --database=sqlite
	$(PYTEST) --database=postgres -m "not browser"

bench: $(DEV_READY) ## Measure the speed at BENCH_POSTS posts, and write docs/performance.md (needs wrk)
	$(BENCH) --posts "$(BENCH_POSTS)"

bench-quick: $(DEV_READY) ## Measure it at 100,000 posts in a few minutes, and only print the result
	$(BENCH) --posts 100000 --quick

bench-writes: $(DEV_READY) ## Measure views and writes, and write docs/performance.md (needs wrk)
	$(BENCH).writes

bench-search: $(DEV_READY) ## Measure how well, completely and fast posts are found, and write docs/search.md
	$(BENCH).search --posts "$(BENCH_POSTS)"

bench-search-load: $(DEV_READY) ## Make the databases of bench-search alone, with progress; stop it and go on later
	$(BENCH).search --posts "$(BENCH_POSTS)" --load

bench-peers: export GNUBOARD5 ?=
bench-peers: $(DEV_READY) ## Measure the Gnuboard5 of GNUBOARD5=/path beside (needs wrk, nginx, MariaDB, PHP-FPM)
	$(BENCH).peers

bench-nodes: $(DEV_READY) ## Measure and check three nodes with a replica (needs wrk, nginx and redis-server)
	$(BIN)/python -m benchmarks.nodes

bench-memory: $(DEV_READY) ## Measure the memory of the web workers, and write docs/performance.md (needs wrk)
	$(BENCH).memory_growth

drill: $(DEV_READY) ## Break a temporary site in every way while members write, and print what they lost
	$(BIN)/python -m benchmarks.drill

lighthouse: export LIGHTHOUSE ?=
lighthouse: export CHROME_PATH ?=
lighthouse: $(DEV_READY) ## Run Lighthouse on the pages, and write docs/performance.md (needs lighthouse, chromium)
	$(BIN)/python -m benchmarks.lighthouse

pictures: $(DEV_READY) ## Make the pictures of docs/moderation.md anew (needs chromium)
	$(BIN)/python -m tests.handbook_pictures

# The checks import the settings, which demand an environment.
lint: export ENV_FILE :=
lint: export SECRET_KEY = $(shell $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')
lint: export SITE_URL := http://127.0.0.1:8000
lint: export DATABASE_URL := sqlite://:memory:
lint: $(DEV_READY) ## Check style, types, templates, migrations and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint templates --lint --quiet
	$(MANAGE) makemigrations --check --dry-run
	$(BIN)/lint-imports

format: $(DEV_READY) ## Format the code as `make lint` expects it
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: $(DEV_READY) .env ## Collect the texts to translate into locale/, and compile them (needs gettext)
	$(MANAGE) makemessages --locale ko --no-location --no-obsolete --ignore $(VENV) --ignore tests --verbosity 0
	$(MANAGE) compilemessages --locale ko --locale en --ignore $(VENV) --verbosity 0

lock: $(DEV_READY) ## Pin the dependencies (LOCK_FLAGS=--upgrade for newer versions)
	$(UV_COMPILE) $(LOCK_FLAGS) --output-file requirements.lock
	$(UV_COMPILE) $(LOCK_FLAGS) --extra s3 --output-file requirements-s3.lock
	$(UV_COMPILE) $(LOCK_FLAGS) --extra s3 --group dev --output-file requirements-dev.lock

clean: ## Remove what was built, but not the data or .env
	rm -rf $(VENV) staticfiles .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

.env:
	$(PYTHON) deploy/write_env.py $@

$(RUN_READY): requirements.lock | $(BIN)/pip
	$(PIP_INSTALL) --requirement requirements.lock
	@touch $@

$(DEV_READY): requirements-dev.lock | $(BIN)/pip
	$(PIP_INSTALL) --requirement requirements-dev.lock
	@touch $@

# pip comes last into a virtual environment: one without it was left half made, and is made anew.
$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: PYTHON=python3.12 names another one." if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); \
		echo "No virtual environment could be made. On Debian and Ubuntu, it needs: sudo apt install python3-venv" >&2; \
		exit 1; }
