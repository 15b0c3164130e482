# What is done most often. PYTHON=.venv/bin/python make test; the environment: CONTRIBUTING.md
PYTHON ?= .venv/bin/python
RUN = $(PYTHON) -m
BIN = $(dir $(PYTHON))

.PHONY: check test fast app docs quality benchmarks

check:  ## form, types, import contract
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy
	$(BIN)lint-imports

test:  ## all tests, two files at a time
	$(RUN) pytest --numprocesses=2 --dist=loadfile

fast:  ## what needs no browser and only seconds
	$(RUN) pytest --numprocesses=2 --dist=loadfile -m "not browser and not slow"

app:  ## the dashboard on the sample
	$(RUN) geo.cli serve

docs:  ## the documents followed to the letter, and as a site: site/index.html
	$(RUN) pytest tests/test_docs.py
	NO_MKDOCS_2_WARNING=1 $(RUN) mkdocs build

quality:  ## how right it is on articles that somebody marked: make quality GOLD=gold.jsonl
	$(RUN) geo.cli evaluate $(GOLD)

benchmarks:  ## against the last release, and beside what others have: one table each
	$(PYTHON) tests/benchmarks/against.py $(COMMIT)
	$(PYTHON) tests/benchmarks/others.py
