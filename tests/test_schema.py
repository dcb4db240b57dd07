"""The committed JSON Schema is the one that the models give."""

from pathlib import Path

from catalog.store import schema


def test_schema_is_current():
    committed = Path(__file__).parent.parent / "schemas" / "catalogue.schema.json"
    assert committed.read_text("utf-8") == schema(), "run: make schema"
