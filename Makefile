# Two commands for a fresh machine with Python 3.11 and a package index: make demo, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CASE := corpus/cases/hospital-notice-2022
OUT := demo-out

.PHONY: demo test check mutations browser schema bench clean

$(BIN)/zhibiao: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@

demo: $(BIN)/zhibiao
	@mkdir -p $(OUT)
	@$(BIN)/zhibiao extract $(CASE)/source.docx -o $(OUT)/catalogue.json --quiet
	@$(BIN)/zhibiao show $(OUT)/catalogue.json
	@$(BIN)/zhibiao export $(OUT)/catalogue.json -o $(OUT)/catalogue.xlsx
	@$(BIN)/zhibiao score $(OUT)/catalogue.json $(CASE)/observations.csv -o $(OUT)/score.json | tee $(OUT)/score.txt
	@$(BIN)/zhibiao template $(OUT)/catalogue.json --institution 示例医院 -o $(OUT)/采集表.xlsx
	@$(BIN)/zhibiao report $(OUT)/catalogue.json $(CASE)/observations.csv --institution 示例医院 -o $(OUT)/report.html --xlsx $(OUT)/report.xlsx
	@echo "采集表 $(OUT)/采集表.xlsx  报告 $(OUT)/report.html、$(OUT)/report.xlsx"
	@echo "目录 $(OUT)/catalogue.json  表格 $(OUT)/catalogue.xlsx  得分 $(OUT)/score.json、$(OUT)/score.txt"

test: $(BIN)/zhibiao
	$(BIN)/python -m pytest

# What CI runs beside the tests: style, types, the one direction of imports, the schema, the golden corpus.
check: $(BIN)/zhibiao
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/zhibiao check corpus

# The corpus damaged on purpose: what does the tool not object to?
mutations: $(BIN)/zhibiao
	$(BIN)/zhibiao check --mutate corpus

# The report in a real browser: Debian's chromium, driven by playwright.
browser: $(BIN)/zhibiao
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev,browser]"
	ZHIBIAO_BROWSER_REQUIRED=1 $(BIN)/python -m pytest tests/browser

schema: $(BIN)/zhibiao
	@for kind in catalogue profile scores diff; do $(BIN)/zhibiao schema --of $$kind -o schemas/$$kind.schema.json; done

bench: $(BIN)/zhibiao
	$(BIN)/python benchmarks/extract.py

clean:
	rm -rf $(VENV) $(OUT)
