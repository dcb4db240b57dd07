"""Catalogue files: strict reading with every error at once, atomic writing."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from catalog.base import Model
from catalog.checks import check
from catalog.model import SCHEMA_VERSION, Catalogue
from catalog.problems import Trouble

MAX_BYTES = 50 * 1024 * 1024
MAX_DEPTH = 64
SHOWN_ERRORS = 20


def load(path: Path) -> Catalogue:
    """Read a catalogue file. Raises Trouble E106, E110, E501–E520."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Trouble("E106", detail=f"{path.name}: {error.strerror}") from error
    return loads(data)


def loads(data: bytes) -> Catalogue:
    """Read a catalogue from bytes: duplicate keys, unknown keys, wrong versions and lost ids are refused."""
    if len(data) > MAX_BYTES:
        raise Trouble("E110", limit="目录文件大小", maximum=MAX_BYTES)
    content = _parse(data)
    version = content.get("schema_version") if isinstance(content, dict) else None
    if version != SCHEMA_VERSION:
        raise Trouble("E520", version=version, known=SCHEMA_VERSION)
    try:
        catalogue = Catalogue.model_validate_json(data)
    except ValidationError as error:
        raise Trouble("E503", count=error.error_count(), detail=_errors(error)) from error
    check(catalogue)
    return catalogue


def dumps(catalogue: Catalogue) -> str:
    """The catalogue as JSON text: the same catalogue gives the same bytes."""
    return b"".join(parts(catalogue)).decode()


def parts(catalogue: Catalogue) -> Iterator[bytes]:
    """The same JSON piece by piece, record by record, for files that are better not held in memory as a whole."""
    before = b"{\n"
    for name in Catalogue.model_fields:
        value = getattr(catalogue, name)
        if isinstance(value, list) and value:
            yield before + b'  "%s": [\n    ' % name.encode()
            yield from _records(value)
            yield b"\n  ]"
        else:
            yield before + catalogue.model_dump_json(indent=2, include={name}).encode()[2:-2]
        before = b",\n"
    yield b"\n}\n"


def _records(records: list[Model]) -> Iterator[bytes]:
    """Records of a list, each on its own lines."""
    before = ""
    for record in records:
        yield (before + record.model_dump_json(indent=2).replace("\n", "\n    ")).encode()
        before = ",\n    "


def save(catalogue: Catalogue, path: Path) -> None:
    """Write a catalogue file as a whole or not at all. Raises Trouble E130."""
    write(path, parts(catalogue))


def write(path: Path, data: Iterable[bytes]) -> None:
    """Write bytes through a temporary file in the same folder, fsync and replace. Raises Trouble E130."""
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.tmp-", delete=False) as file:
            temporary = Path(file.name)
            file.writelines(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise Trouble("E130", path=path.name, detail=error.strerror or error) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)  # gone already where it took its place


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _parse(data: bytes) -> Any:
    try:
        text = data.decode("utf-8-sig")
        _check_depth(text)
        return json.loads(text, object_pairs_hook=_no_duplicates, parse_constant=_no_constant)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise Trouble("E501", detail=str(error)[:120]) from error


def _check_depth(text: str) -> None:
    """Count brackets outside strings, so that a deep file is refused before a recursive parser sees it."""
    depth, in_string, escaped = 0, False, False
    for character in text:
        if in_string:
            in_string = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            in_string = True
        elif character in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise Trouble("E110", limit="JSON嵌套层数", maximum=MAX_DEPTH)
        elif character in "]}":
            depth -= 1


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        keys = [key for key, _ in pairs]
        raise Trouble("E502", key=next(key for key in keys if keys.count(key) > 1))
    return content


def _no_constant(name: str) -> Any:
    raise Trouble("E501", detail=f"{name} 不是允许的数值")


def _errors(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_input=False)
    lines = [f"  {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in found[:SHOWN_ERRORS]]
    return "\n".join(lines + (["  …"] if len(found) > SHOWN_ERRORS else []))
