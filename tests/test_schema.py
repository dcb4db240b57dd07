"""The committed JSON Schemas are those that the models give, and say what every field means."""

import json
from pathlib import Path

import pytest

from catalog.base import Model
from zhibiao.schemas import KINDS, text

FOLDER = Path(__file__).parent.parent / "schemas"
SCHEMAS = sorted(FOLDER.glob("*.json"))


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_current(kind):
    assert (FOLDER / f"{kind}.schema.json").read_text("utf-8") == text(kind), "run: make schema"


def test_every_schema_is_of_a_kind():
    assert [path.name for path in SCHEMAS] == sorted(f"{kind}.schema.json" for kind in KINDS)


def records(content):
    """Every object of a schema by its name: the file itself, unless it is a list, and its definitions."""
    return ({"": content} if "properties" in content else {}) | content.get("$defs", {})


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_every_definition_and_property_is_described(path):
    found = records(json.loads(path.read_text("utf-8")))
    silent = [name for name, record in found.items() if not record.get("description")]
    for name, record in found.items():
        silent += [f"{name}.{key}" for key, each in record.get("properties", {}).items() if not each.get("description")]
    assert silent == []


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_objects_are_closed(path):
    """Unknown keys are errors for other programs too."""
    found = records(json.loads(path.read_text("utf-8")))
    assert [
        name for name, each in found.items() if each.get("properties") and each.get("additionalProperties", True)
    ] == []


def test_models_stay_strict():
    for model in kinds(Model):
        config = model.model_config
        assert (config["strict"], config["extra"], config["frozen"]) == (True, "forbid", True), model


def kinds(model):
    return [model, *(each for below in model.__subclasses__() for each in kinds(below))]
