.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

PYTHON = .venv/bin/python
STACK = $(PYTHON) -m local_stack
CERTS ?= samples
STAGE ?=
TYPED = $(wildcard layers/*/python functions cli local infra migrations tests bench evaluation)
BENCHES = $(patsubst bench/%.py,bench.%,$(filter-out bench/table.py bench/certificates.py,$(wildcard bench/*.py))) \
	$(patsubst bench/%/__main__.py,bench.%,$(wildcard bench/*/__main__.py))

WEB_SOURCES = $(shell [ -d web ] && find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*')

.PHONY: help setup up demo down status logs test check lock openapi eval bench deploy test-localstack clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.installed .venv-stack/.installed .local/web-built ## Install what the rest needs (quick when nothing changed)

up: setup ## Run the whole product on this machine until Ctrl-C
	@exec $(STACK) up

demo: setup ## Read the samples (or CERTS=folder) into tracker.xlsx and tracker.csv
	@$(STACK) run -- .venv/bin/cpe demo --certs "$(CERTS)"

down: setup ## End a stack that runs elsewhere, or what a killed one left running
	@$(STACK) down

status: setup ## Say whether the stack runs, and where
	@$(STACK) status

logs: setup ## Show what the functions wrote since the stack started
	@$(STACK) logs

test: setup ## Run every test
	$(PYTHON) -m pytest
	@sh local/setup/browser.sh $(PYTHON) -m pytest -m browser
	@sh local/setup/web.sh test
	@sh local/setup/browser.sh $(STACK) --data .local/browser-tests run -- sh local/setup/web.sh browser

check: lint test ## Lint, types, import contract, tests: what CI does

lint: setup ## Lint, types, import contract
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy $(TYPED)
	.venv/bin/lint-imports
	@sh local/setup/web.sh check

lock: ## Lock the versions and hashes of requirements/*.in (needs uv)
	@sh local/setup/lock.sh

openapi: setup ## Write docs/openapi.json from the routes and their models
	@PYTHONPATH=functions/api $(PYTHON) -c 'from app import api; from chalicelib.openapi import openapi_text; print(openapi_text(api.endpoints), end="")' > docs/openapi.json

eval: setup ## Measure how well certificates are read: CERTS=folder with a truth.json, else invented ones
	@if [ "$(CERTS)" != samples ]; then \
		$(PYTHON) -m evaluation score "$(CERTS)"; \
	else \
		rm -rf .local/evaluation/held_out && \
		$(PYTHON) -m evaluation generate held_out .local/evaluation/held_out && \
		$(PYTHON) -m evaluation score .local/evaluation/held_out; \
	fi

bench: setup ## Measure speed, sizes and statements; prints tables
	@for bench in $(BENCHES); do echo "== $$bench"; $(PYTHON) -m "$$bench" || exit 1; done

deploy: setup ## Deploy to AWS: make deploy STAGE=prod (see docs/operations.md)
	@$(PYTHON) -m infra deploy --stage "$(STAGE)"

test-localstack: setup ## Run the integration tests against AWS_ENDPOINT_URL (default: LocalStack of localstack-compose.yml)
	AWS_ENDPOINT_URL="$${AWS_ENDPOINT_URL:-http://127.0.0.1:4566}" $(PYTHON) -m pytest tests/integration

clean: ## Remove what was installed and built; what you stored in .local stays
	rm -rf .venv .venv-stack .local/build .local/web-built web/node_modules web/dist
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis

DEVELOPERS_LOCKS = $(wildcard requirements/dev.txt requirements/ocr.txt requirements/evaluation.txt)

.venv/.installed: $(DEVELOPERS_LOCKS) pyproject.toml local/setup/python.sh
	@sh local/setup/python.sh .venv $(DEVELOPERS_LOCKS)
	@sh local/setup/project.sh .venv
	@touch $@

.venv-stack/.installed: requirements/stack.txt local/setup/python.sh
	@sh local/setup/python.sh .venv-stack requirements/stack.txt
	@touch $@

.local/web-built: $(WEB_SOURCES) local/setup/web.sh
	@sh local/setup/web.sh build
	@mkdir -p .local && touch $@
