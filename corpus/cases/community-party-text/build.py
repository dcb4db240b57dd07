"""Builds source.docx: a made-up scheme of a sub-district for its communities, in numbered paragraphs without any table.

    python build.py

Points in brackets at three levels: （一）…（20分）, 1.…（8分）, ①…（2分）; the last ones in paragraphs of their own or in
one, with deductions behind the bracket. Some of the second level have no ① below them.
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.shared import Pt

TITLE = "沐阳街道2024年度社区党建工作考核细则"
LINES = [
    "各社区党组织：",
    "为推动社区党建工作提质增效，根据区委组织部有关要求，结合街道实际，制定本细则。",
    "一、考核原则",
    "坚持客观公正、注重实绩、群众公认的原则，考核实行百分制，采取平时考核与年终考核相结合的方式进行。",
    "二、考核内容及评分标准",
    "（一）政治建设（20分）",
    "1.理论学习（8分）",
    "①制定年度学习计划并组织实施（2分）。未制定的扣2分；",
    "②集中学习每月不少于2次（4分）。每少1次扣0.5分；",
    "③学习笔记、会议记录齐全（2分）。缺1次扣0.2分。",
    "2.意识形态（6分）。意识形态工作分析研判每季度不少于1次。每少1次扣1分；辖区负面舆情未及时处置的，该项不得分。",
    "3.组织覆盖（6分）",
    "①网格党支部（党小组）组建率100%（3分）。未组建的，每个网格扣0.5分；",
    "②“两新”组织党的工作覆盖率不低于85%（3分）。每降低5个百分点扣0.5分。",
    "（二）组织建设（25分）",
    "1.班子建设（7分）",
    "①“两委”联席会议每周召开1次（3分）。每缺1次扣0.2分；",
    "②班子成员分工明确、团结协作（2分）。分工不明确的扣1分；",
    "③重大事项执行“四议两公开”（2分）。未执行的，每次扣1分。",
    "2.党员教育管理（10分）",
    "①“三会一课”落实到位（4分）。支部党员大会每少1次扣1分，党课每少1次扣0.5分；",
    "②主题党日每月开展1次（3分）。未开展的，每次扣0.5分；",
    "③发展党员工作程序规范（3分）。违反程序的，每人扣1分。",
    "3.阵地建设（8分）。党群服务中心面积不少于600平方米，全年开放活动不少于100场次。面积不达标的扣2分；开放活动每少1场次扣0.1分，最多扣3分。",
    "（三）党建引领治理（30分）",
    "1.网格服务（10分）。①网格员入户走访率不低于95%（5分）。每降低1个百分点扣0.5分；②居民诉求办结率100%（5分）。未按时办结的，每件扣0.5分。",
    "2.共驻共建（8分）。与驻区单位签订共建协议不少于5份，每季度召开1次党建联席会议。协议每少1份扣0.5分；联席会议每少1次扣1分。",
    "3.志愿服务（6分）。在职党员报到率90%以上得6分，70%～90%得3分，低于70%不得分。",
    "4.矛盾化解（6分）。矛盾纠纷调解率达到100%，力争调解成功率达到98%。发生越级上访的，每起扣1分；调解不及时的，每件扣0.5分。",
    "（四）党风廉政（15分）",
    "1.责任落实（7分）",
    "①签订党风廉政建设责任书（2分）。未签订的扣2分；",
    "②廉政教育每季度不少于1次（3分）。每少1次扣0.5分；",
    "③居务公开及时准确（2分）。公开不及时的扣1分。",
    "2.纪律执行（8分）。严格遵守党的各项纪律，集体资金、资产、资源管理规范。管理不规范的扣1分；党员干部受到党纪处分的，每人扣2分；出现严重违纪违法案件的，一票否决。",
    "（五）群众评价（10分）",
    "1.居民满意度（6分）。居民满意度达到90%得满分，每降低1个百分点扣0.3分，低于70%的不得分。",
    "2.工作创新（4分）。未形成党建品牌的，该项不得分；党建经验被市级以上推广的，每项加1分，最多加2分。",
    "三、结果运用",
    "（一）考核得分90分以上的为“好”，80分至89分的为“较好”，60分至79分的为“一般”，60分以下的为“差”。",
    "（二）评为“好”的社区数量不超过社区总数的30%；评为“差”的，由街道党工委约谈社区党组织书记。",
    "（三）本细则自印发之日起施行。",
    "中共沐阳街道工作委员会",
    "2024年3月6日",
]  # fmt: skip


def build():
    document = docx.Document()
    document.add_paragraph(TITLE)
    for line in LINES:
        document.add_paragraph(line).paragraph_format.first_line_indent = Pt(24)
    return document


def save(document, path):
    """Fixed dates in the package, so that the file is the same every time."""
    raw = io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    save(build(), Path(__file__).parent / "source.docx")
