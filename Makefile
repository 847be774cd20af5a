# Everything is set up on first use; nothing is needed but make and Python 3.11 or newer. `make help` lists the commands.

VENV := .venv
BIN := $(VENV)/bin
TORCH := $(shell sed -n 's/^ *"\(torch==[^"]*\)".*/\1/p' pyproject.toml)
# The first Python that is new enough; name another with `make run PYTHON=/path/to/python3`.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
# Where PyTorch is taken from, if not from the usual place: `make run TORCH_INDEX=…` (README, "A smaller PyTorch").
TORCH_INDEX ?=
ARGS ?=
export Q
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet

COVERING := tests/reading tests/indexing tests/retrieval tests/answering tests/trust/test_refusal.py tests/trust/test_questions.py tests/trust/test_damage.py

.PHONY: help run ask chat report index eval test coverage lint trust golden bench clean
.DEFAULT_GOAL := help

help: ## this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(VENV)/run.stamp ## set up, build the index if needed, start the web page (ARGS="--port 8000")
	@$(BIN)/python -m assistant index --if-needed
	$(BIN)/python app.py $(ARGS)

ask: $(VENV)/run.stamp ## answer one question: make ask Q="What does it say about volunteers?"
	@$(BIN)/python -m assistant ask $(ARGS) -- "$$Q"

chat: $(VENV)/run.stamp ## hold a conversation in the terminal
	@$(BIN)/python -m assistant chat $(ARGS)

report: $(VENV)/run.stamp ## list what was read from the report (ARGS="--theme funding")
	@$(BIN)/python -m assistant report $(ARGS)

index: $(VENV)/run.stamp ## build the index anew
	@$(BIN)/python -m assistant index $(ARGS)

eval: $(VENV)/eval.stamp ## measure the answers on judged questions (ARGS="mine.csv --html mine.html")
	@$(BIN)/python -m eval $(ARGS)

test: lint ## set up, then lint, types and all tests
	$(BIN)/python -m pytest $(ARGS)

coverage: $(VENV)/dev.stamp ## which branches of reading, indexing, retrieval and answering the tests take (at least 95 %)
	$(BIN)/python -m coverage run -m pytest -q $(COVERING) $(ARGS)
	$(BIN)/python -m coverage report

lint: $(VENV)/dev.stamp ## ruff and mypy only
	$(BIN)/ruff check .
	$(BIN)/mypy

trust: $(VENV)/dev.stamp ## the long suites of SECURITY.md (ARGS="damage crashes questions served mutants --seconds 600")
	$(BIN)/python -m tests.trust $(ARGS)

golden: $(VENV)/dev.stamp ## write the expected output in tests/golden anew (then read the difference)
	UPDATE_GOLDEN=1 $(BIN)/python -m pytest -q tests/cli

bench: $(VENV)/dev.stamp ## measure against the floor and three rivals, and write bench/results.md (sets up .bench-venv, 2 GB)
	$(BIN)/python -m bench $(ARGS)

clean: ## remove what was set up and built
	rm -rf $(VENV) index build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

# PyTorch comes first and alone, so that a CPU build is taken where one is offered; the rest then finds it installed.
$(VENV)/torch.stamp: pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: https://www.python.org/downloads"; exit 1; }
	@echo "Setting up $(VENV) with $(PYTHON): some minutes, once."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) $(TORCH) $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX))
	@touch $@

$(VENV)/run.stamp: $(VENV)/torch.stamp
	@$(PIP) -e .
	@touch $@

$(VENV)/eval.stamp: $(VENV)/torch.stamp
	@$(PIP) -e ".[eval]"
	@touch $(VENV)/run.stamp $@

$(VENV)/dev.stamp: $(VENV)/torch.stamp
	@$(PIP) -e ".[dev]"
	@command -v chromium || command -v chromium-browser || command -v google-chrome || $(BIN)/playwright install chromium || \
		echo "No Chromium for the browser tests: install one, or leave them out with ARGS=\"--ignore tests/browser\""
	@touch $(VENV)/run.stamp $(VENV)/eval.stamp $@
