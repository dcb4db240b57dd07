"""The JSON Schemas (2020-12) of the files that the program reads and writes."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from catalog.diff import Diff
from catalog.model import Catalogue
from scorer.profile import Profile
from scorer.sheet import ScoreSheet

KINDS: dict[str, Any] = {"catalogue": Catalogue, "profile": Profile, "scores": list[ScoreSheet], "diff": Diff}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def text(kind: str) -> str:
    """The schema of a kind of file, one of `KINDS`, as JSON text: the same bytes for the same models."""
    content = {"$schema": DIALECT, **TypeAdapter(KINDS[kind]).json_schema()}
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
