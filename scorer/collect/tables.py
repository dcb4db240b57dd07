"""Plain tables, from CSV, a sheet or Parquet: one row for each observation (long), or for each institution (wide).

Long: institution, input, value, status, evidence (机构, 输入项, 值, 状态, 依据). Wide: institution and a column for each
input id, with `<id>:status`, `<id>:evidence`, `<id>:numerator`, `<id>:denominator` and `<id>:p1` … beside it where wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from catalog.model import Catalogue
from catalog.problems import Trouble
from scorer.collect.cells import BLANK, Cell, words_of
from scorer.collect.parts import Spot, assemble
from scorer.domains import Domain, domains
from scorer.observations import FIELD_NAMES, Entry, Place, observe

COLUMNS = {
    "institution": "institution", "机构": "institution",
    "input": "input", "输入项": "input", "输入项编号": "input",
    "value": "value", "值": "value",
    "status": "status", "状态": "status",
    "evidence": "evidence", "依据": "evidence",
    "name": "name", "名称": "name",
}  # fmt: skip
NOTES = {"unit", "单位", "indicator", "指标", "note", "备注"}
REQUIRED = ("institution", "input", "value")
HINT = "首行应为institution,input,value,status,evidence（或机构,输入项,值,状态,依据），或机构加各输入项编号"
HINT_EN = "the first row should be institution,input,value,status,evidence, or institution and ids of inputs"
USE_IDS = {
    "advice": "请删去，或改为目录里的输入项编号（zhibiao inputs可列出）",
    "advice_en": "Delete it, or use the id of an input (zhibiao inputs lists them)",
}
Found = Iterator[Entry | Trouble]


def column_of(name: str) -> str | None:
    """The field that a heading names."""
    return COLUMNS.get(name.strip().lower())


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the first one the header; `place` tells where a cell stands; `plain`: all cells are text."""

    rows: Sequence[Sequence[Cell]]
    place: Callable[[int, int], Place]
    plain: bool = False


def read_table(table: Table, catalogue: Catalogue) -> Found:
    """The entries of a table in either shape. Raises Trouble E601 where the header is neither."""
    header = [
        str(cell.value).strip() if cell.value is not None else "" for cell in (table.rows[0] if table.rows else [])
    ]
    known = domains(catalogue)
    fields = [column_of(name) for name in header]
    if "institution" in fields and "input" not in fields and any(_split(name)[0] in known for name in header):
        return _wide(table, header, known)
    return _long(table, _long_header(header), known)


# --- long ---------------------------------------------------------------------------------------


def _long_header(header: list[str]) -> list[str | None]:
    fields = [column_of(name) for name in header]
    known = [field for field in fields if field]
    wrong = [
        name or "（空）" for name, field in zip(header, fields, strict=True) if not field and name.lower() not in NOTES
    ]
    lacking = [field for field in REQUIRED if field not in known]
    if wrong or lacking or len(known) != len(set(known)):
        raise Trouble("E601", **_header_detail(wrong, lacking))
    return fields


def _header_detail(wrong: list[str], lacking: list[str]) -> dict[str, str]:
    names = "、".join(f"{FIELD_NAMES[field]}（{field}）" for field in lacking)
    told = [f"缺少列：{names}"] * bool(lacking) + [f"不认识的列：{'、'.join(wrong)}"] * bool(wrong)
    english = [f"no column {', '.join(lacking)}"] * bool(lacking) + [f"unknown columns: {', '.join(wrong)}"] * bool(
        wrong
    )
    return {
        "detail": "；".join([*(told or ["有重复的列"]), HINT]),
        "detail_en": "; ".join([*(english or ["a column stands twice"]), HINT_EN]),
    }


def _long(table: Table, header: list[str | None], known: Mapping[str, Domain]) -> Found:
    for number, cells in enumerate(table.rows[1:], 1):
        if all(cell.blank for cell in cells):
            continue
        if any(not cell.blank for cell in cells[len(header) :]):
            yield _overflow(table.place(number, len(header)), len(cells), len(header))
            continue
        spots = {
            field: Spot(cells[column] if column < len(cells) else BLANK, table.place(number, column))
            for column, field in enumerate(header)
            if field
        }
        yield from _record(spots, known, plain=table.plain)


def _overflow(place: Place, count: int, width: int) -> Trouble:
    return place.trouble(
        "E602",
        detail=f"有{count}格，表头只有{width}格（值里有逗号的要加引号）",
        detail_en=f"{count} cells under a header of {width} (a value with a comma needs quotes)",
    )


def _record(spots: Mapping[str, Spot], known: Mapping[str, Domain], *, plain: bool) -> Found:
    """One row: text as it is, other cells as the type of the input asks."""
    texts = {field: str(spot.cell.value or "").strip() for field, spot in spots.items()}
    if plain or texts["input"] not in known or not texts["institution"]:
        yield observe(texts, lambda field: spots.get(field, spots["value"]).place)
        return
    try:
        institution = words_of(spots["institution"].cell, spots["institution"].place)
    except Trouble as trouble:
        yield trouble
        return
    parts = {
        field: spot if field not in ("institution", "input", "name") else Spot(BLANK, spot.place)
        for field, spot in spots.items()
    }
    for found in assemble(institution, known[texts["input"]], parts):
        yield replace(found, name=texts.get("name", "")) if isinstance(found, Entry) else found


# --- wide ---------------------------------------------------------------------------------------


def _split(name: str) -> tuple[str, str]:
    """ "g1-1-i009.1:numerator" → its id and part."""
    ident, _, part = name.partition(":")
    return ident, part or "value"


def _wide(table: Table, header: list[str], known: Mapping[str, Domain]) -> Found:
    faults = list(_wide_faults(table, header, known))
    yield from faults
    if faults:
        return
    home = next(column for column, name in enumerate(header) if column_of(name) == "institution")
    columns = {column: _split(name) for column, name in enumerate(header) if _split(name)[0] in known}
    names: dict[str, Place] = {}
    for number, cells in enumerate(table.rows[1:], 1):
        if all(cell.blank for cell in cells):
            continue
        spots = {
            column: Spot(cells[column] if column < len(cells) else BLANK, table.place(number, column))
            for column in columns
        }
        here = Spot(cells[home] if home < len(cells) else BLANK, table.place(number, home))
        name = _name(here, names)
        if isinstance(name, Trouble):
            yield name
        elif any(not cell.blank for cell in cells[len(header) :]):
            yield _overflow(table.place(number, len(header)), len(cells), len(header))
        else:
            names[name] = here.place
            yield from _row(name, here.place, spots, columns, known)


def _wide_faults(table: Table, header: list[str], known: Mapping[str, Domain]) -> Iterator[Trouble]:
    for column, name in enumerate(header):
        place = table.place(0, column)
        ident, part = _split(name)
        if name in header[:column]:
            yield place.trouble("E619", detail=f"列“{name}”重复", detail_en=f"the column “{name}” stands twice")
        elif column_of(name) == "institution" or name.lower() in NOTES:
            continue
        elif ident not in known or not _is_part(part, known[ident]):
            yield place.trouble("E627", column=name or "（空）", **USE_IDS)


def _is_part(part: str, domain: Domain) -> bool:
    if part in ("numerator", "denominator"):
        return domain.scale is not None
    if part[0] == "p" and part[1:].isdecimal():
        return 1 <= int(part[1:]) <= domain.periods
    return part in ("value", "status", "evidence")


def _name(spot: Spot, names: Mapping[str, Place]) -> str | Trouble:
    try:
        name = words_of(spot.cell, spot.place)
    except Trouble as trouble:
        return trouble
    if not name:
        return spot.place.trouble("E602", detail="没有填机构", detail_en="no institution")
    if name in names:
        return spot.place.trouble("E629", institution=name, first=names[name].zh, first_en=names[name].en)
    return name


def _row(
    name: str,
    place: Place,
    spots: Mapping[int, Spot],
    columns: Mapping[int, tuple[str, str]],
    known: Mapping[str, Domain],
) -> Found:
    gathered: dict[str, dict[str, Spot]] = {}
    for column, (ident, part) in columns.items():
        gathered.setdefault(ident, {"institution": Spot(BLANK, place)})[part] = spots[column]
    for ident, parts in gathered.items():
        yield from assemble(name, known[ident], parts)
