"""The sheet of notes: how to fill in the workbook, for people who read Chinese and know nothing of this program."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model import Catalogue

NOTES = (
    ("填哪里", "只填黄色的格子。灰色的格子不用填。不要增删列、改表头、合并单元格；输入项的行不要删除。"),
    ("机构", "只写机构名称，各处写得一样。机构这一列不要写合计、签名、备注。不要隐藏行、列和工作表，不要另存一张副本在旁边填。"),
    ("率（%）", "优先填分子和分母（程序自己算，没有四舍五入的误差）；没有的填报表上的数值。两种只填一种。"
     "数值写93.5或93.5%都可以，不超过1的请写上%（0.8%），免得看不出是0.8%还是80%。"),
    ("分母为0", "没有发生过的事情（例如全年没有抢救病例），分子、分母都填0：表示本项不适用，不是0分。分子不为0而分母为0是填错了。"),
    ("数字", "不带单位，不加千位分隔符（写12345，不写12,345）。个数填整数，没有发生的填0，不要留空。不要填公式，计算好的数用“选择性粘贴→数值”。"),
    ("是/否、等次", "从下拉列表里选。"),
    ("日期", "写成2022-10-31。没有完成的填“否”。"),
    ("分数（人工评分）", "由考核人填。依据一栏一定要写明谁、何时、为何。"),
    ("状态", "正常：有数据时不必填。\n缺失：应当有、暂时没有。\n不适用：本单位不涉及（例如没有病床）。\n估计：是估计值，照用，报告里会列出。\n"
     "有争议：暂不采用，等核定。\n已核实：超出常规范围但确实如此（例如完成率120%），依据一栏写明谁、何时、凭什么核实。"),
    ("依据", "数据从哪里来：报表名称、日期、经办人。考核时据此核对。"),
    ("留空", "留空等于缺失：该项得分显示为一个区间，等补上数据再定，不会按0分算。"),
    ("填好以后", "保存为.xlsx，运行：zhibiao score 目录.json 采集表.xlsx\n"
     "有填错的，程序会把每一处的工作表和单元格（例如“填报!E12”）一次列全；只要有一处错误就不计分。"),
)  # fmt: skip


def notes(catalogue: Catalogue, fingerprint: str) -> Iterator[tuple[str, str]]:
    """Key and text of each note."""
    yield from NOTES
    issued = catalogue.document.number or catalogue.document.issuer or ""
    yield "考核文件", "\n".join(filter(None, (catalogue.title, issued)))
    yield "目录编号", catalogue.id
    for source in catalogue.sources:
        yield "来源文件", f"{source.name}\nsha256 {source.sha256}"
    yield "输入项指纹", f"{fingerprint}（{len(catalogue.inputs)}项；目录更新后指纹不同，旧表不能再用）"
    yield "生成程序", f"{catalogue.generator.name} {catalogue.generator.version}"
