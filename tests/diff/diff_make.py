"""Catalogues made by code for the tests of the comparison: rows with what matters, everything else as it must be."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from random import Random
from typing import Any

from catalog.base import Evidence, Place
from catalog.model import Catalogue, DocumentFacts, Generator, Group, Indicator, LedgerCount, RuleClause, Target

# Sentences and names as notices have them, so that rows of a made catalogue are unlike each other.
NAMES = [
    "信访稳定", "安全生产", "预算执行", "档案管理", "信息公开", "窗口服务", "应急值守", "环境整治", "河道巡查", "食品抽检", "校园安全",
    "人才引进", "招商引资", "林长制落实", "垃圾分类", "养老服务", "图书借阅", "消防演练", "数据共享", "投诉办理",
]  # fmt: skip
TEXTS = [
    "全年不发生越级上访事件，初次信访事项办结率100%。", "落实一岗双责，每季度开展一次隐患排查并建立台账。", "按序时进度支出，结余资金及时上缴国库。",
    "归档文件齐全完整，分类准确，按期移交。", "主动公开目录及时更新，依申请公开按时答复。", "实行首问负责和一次性告知，群众满意度不低于95%。",
    "严格执行领导带班和双人双岗制度，无漏岗脱岗。", "村庄道路两侧无积存垃圾，公厕有人管护。", "镇级河长每月巡河不少于2次，问题按时销号。", "年度抽检任务完成率100%，不合格产品处置到位。",
    "护学岗高峰时段有人值守，校车驾驶员定期培训。", "全年引进本科以上专业人才不少于20名。", "签约亿元以上项目不少于3个，到位资金过半。", "林区火情早发现早处置，古树名木挂牌保护。",
    "居民小区分类设施覆盖率达到90%以上。", "为失能老人提供上门照护，建立一人一档。", "年人均到馆次数逐年增长，新书按月上架。", "微型消防站器材完好，每半年组织演练一次。",
    "政务数据按目录归集，接口调用成功率不低于99%。", "热线工单按时签收，限期办结并回访。",
]  # fmt: skip


def row(
    name: str,
    text: str = "",
    points: str | None = "10",
    path: str = "",
    *,
    number: str | None = None,
    targets: Sequence[tuple[str, str, str, str | None]] = (),
    rules: Sequence[dict[str, Any]] = (),
    **more: Any,
) -> dict[str, Any]:
    """A row; `path` is names of groups with / between, a target is measure, relation, value, unit."""
    found = [
        Target.model_validate({"id": f"t{n}", "measure": m, "relation": r, "value": v, "unit": u})
        for n, (m, r, v, u) in enumerate(targets)
    ]
    clauses = [RuleClause.model_validate(each) for each in rules]
    fields = {"name": name, "requirement": text, "points": points, "number": number}
    return {"path": path, "targets": found, "rules": clauses, **fields, **more}


def notice(
    *rows: dict[str, Any], year: int | None = 2022, title: str = "年度考核细则", declared: dict[str, str] | None = None
) -> Catalogue:
    """A catalogue of rows; `declared`: the points that groups print, by their path."""
    groups: dict[str, Group] = {}
    made = [_indicator(n, each, groups, declared or {}) for n, each in enumerate(rows, 1)]
    points = [each.points for each in made if each.points is not None]
    return Catalogue(
        id=sha256(repr((title, year, rows)).encode()).hexdigest(), title=title, document=DocumentFacts(year=year), sources=[],
        generator=Generator(name="test", version="0"), total_points=sum(points) if points else None,
        groups=list(groups.values()), indicators=made, ledger=LedgerCount(characters=0, used=0, furniture=0, residue=0),
    )  # fmt: skip


def _indicator(ordinal: int, fields: dict[str, Any], groups: dict[str, Group], declared: dict[str, str]) -> Indicator:
    given = dict(fields)
    group = _group(given.pop("path"), groups, declared)
    place = Evidence(source="s1", place=Place(table=0, row=ordinal, column=2), start=0, end=1, quote="字")
    return Indicator.model_validate(
        {"id": f"i{ordinal}", "ordinal": ordinal, "group": group, "evidence": {"name": [place]}, **given}
    )


def _group(path: str, groups: dict[str, Group], declared: dict[str, str]) -> str | None:
    parent = None
    names = path.split("/") if path else []
    for depth in range(1, len(names) + 1):
        own = "/".join(names[:depth])
        if own not in groups:
            fields = {"id": f"g{len(groups) + 1}", "number": None, "name": names[depth - 1], "level": depth}
            groups[own] = Group.model_validate({**fields, "parent": parent, "points": declared.get(own)})
        parent = groups[own].id
    return parent


def plain_rows(count: int = len(NAMES), path: str = "") -> list[dict[str, Any]]:
    """Rows that are unlike each other."""
    return [row(NAMES[n % len(NAMES)], TEXTS[n % len(TEXTS)], path=path) for n in range(count)]


def shuffled(rows: Sequence[dict[str, Any]], seed: int) -> list[dict[str, Any]]:
    """The rows in another order."""
    found = list(rows)
    Random(seed).shuffle(found)
    return found
