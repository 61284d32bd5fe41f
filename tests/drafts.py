"""Forty drafts of a scratch repository: plans of eight places on five subjects, each with faults that are told here."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from word_files import word_file


class Task(NamedTuple):
    """A numbered task; `{0}` in what is to be done is a number of the draft's own."""

    title: str
    doing: str
    bodies: tuple[str, ...]


class Subject(NamedTuple):
    """What a plan is about: its name, an indicator in percent, and four tasks."""

    name: str
    indicator: str
    tasks: tuple[Task, ...]


class Draft(NamedTuple):
    """A draft of the repository: its path, its lines, and the codes of the faults that were put in, sorted."""

    path: str
    lines: list[str]
    codes: list[str]

    @property
    def content(self) -> bytes:
        """The file as it is on disk."""
        return _WRITERS[Path(self.path).suffix](self.lines)


PLACES = ("云溪市", "桐安市", "青禾县", "临湖县", "石泉县", "松岭市", "南浦县", "白沙市")
SUBJECTS = (
    Subject(
        "养老服务",
        "护理型床位占比",
        (
            Task("布局服务设施", "在人口较多的社区建设综合服务点{0}个，新建小区同步配建。", ("民政局", "自然资源局")),
            Task("发展助餐服务", "依托社区食堂设置助餐点{0}个，食材采购记录按月公示。", ("民政局", "市场监管局")),
            Task("开展适老改造", "每年改造困难老年人家庭{0}户，验收合格后拨付补贴。", ("民政局", "残联")),
            Task("加强队伍建设", "培训养老护理员{0}人次，落实入职补贴和岗位津贴。", ("人力资源社会保障局", "民政局")),
        ),
    ),
    Subject(
        "农村供水",
        "自来水普及率",
        (
            Task("编制供水规划", "逐村核实用水需求，划分供水片区{0}个。", ("水利局", "发展改革委")),
            Task("更新老旧管网", "分批更换使用年限较长的管网{0}公里，压降漏损。", ("水利局", "财政局")),
            Task("加强水质检测", "设置水质监测点{0}个，检测结果向用水户公示。", ("生态环境局", "卫生健康委")),
            Task("健全管护机制", "组建维修队伍{0}支，抢修电话全天畅通。", ("水利局", "农业农村局")),
        ),
    ),
    Subject(
        "建筑垃圾治理",
        "资源化利用率",
        (
            Task("强化源头减量", "在{0}个在建工地推行现场分类，拆除与清运同步验收。", ("住房城乡建设局", "城市管理局")),
            Task("规范收集运输", "核准运输车辆{0}辆，全部安装定位装置。", ("城市管理局", "公安局")),
            Task("建设处置设施", "建成资源化利用项目{0}个，优先采用成熟工艺。", ("发展改革委", "自然资源局")),
            Task("严格执法检查", "每月联合检查不少于{0}次，查处擅自倾倒行为。", ("城市管理局", "公安局")),
        ),
    ),
    Subject(
        "校园午餐",
        "食堂设施达标率",
        (
            Task("改造食堂设施", "新建或者改扩建学校食堂{0}所，添置留样和报警设备。", ("教育局", "发展改革委")),
            Task("规范食材采购", "公开招标确定供应企业{0}家，每学期评价一次。", ("教育局", "市场监管局")),
            Task("改善营养状况", "培训营养指导人员{0}人次，按季节制定带量食谱。", ("卫生健康委", "教育局")),
            Task("完善经费管理", "抽查食堂账目{0}次，结余全部用于改善伙食。", ("财政局", "审计局")),
        ),
    ),
    Subject(
        "冷链物流",
        "产地预冷率",
        (
            Task("完善产地设施", "建设田头冷库{0}座，支持合作社共同使用。", ("农业农村局", "财政局")),
            Task("畅通运输网络", "开通冷链运输线路{0}条，推广标准化托盘。", ("交通运输局", "商务局")),
            Task("培育骨干企业", "培育冷链企业{0}家，引导行业自律。", ("商务局", "发展改革委")),
            Task("健全追溯体系", "把{0}类农产品纳入追溯平台，信息全程可查。", ("市场监管局", "农业农村局")),
        ),
    ),
)
WORN = "方案/云溪市养老服务.txt"
"""The draft with the most faults."""


def drafts() -> list[Draft]:
    """The forty drafts, in the order of their paths."""
    made = [_draft(place, subject) for place in range(len(PLACES)) for subject in range(len(SUBJECTS))]
    return sorted(made, key=lambda draft: draft.path)


def _draft(place: int, subject: int) -> Draft:
    number = place * len(SUBJECTS) + subject
    folder, suffix = _KINDS[place]
    lines = _plan(PLACES[place], SUBJECTS[subject], number)
    faults = _FAULTS if number == 0 else [_FAULTS[at] for at in _CHOSEN[number % len(_CHOSEN)]]
    for fault in faults:
        lines = fault.put(lines)
    path = f"{folder}/{PLACES[place]}{SUBJECTS[subject].name}{suffix}"
    return Draft(path, lines, sorted(fault.code for fault in faults))


def _plan(place: str, subject: Subject, number: int) -> list[str]:
    low = 60 + number % 20
    own = place[-1]
    lines = [
        f"{place}{subject.name}提升实施方案",
        f"（2025年{number % 12 + 1}月10日）",
        f"为落实省委、省政府工作部署，提高全{own}{subject.name}水平，结合实际，制定本方案。",
        "一、总体要求",
        "（一）工作思路",
        "坚持问题导向，统筹设施、人员和资金，先急后缓，分步实施。",
        "（二）主要目标",
        f"到2026年底，{subject.indicator}达到{low}%。到2027年底，{subject.indicator}达到{low + 12}%。",
        "二、重点任务",
    ]
    for at, (title, doing, bodies) in enumerate(subject.tasks):
        lines += [f"（{'一二三四'[at]}）{title}", doing.format(7 + number * 3 + at) + f"（{'、'.join(own + body for body in bodies)}负责）"]
    return [
        *lines,
        "三、保障措施",
        "（一）加强组织领导",
        f"{own}政府每季度召开一次调度会议，研究解决用地、资金等问题。",
        "（二）严格督导考核",
        "各部门要加强协作，考核结果按程序公开。",
    ]


class _Fault(NamedTuple):
    code: str
    put: Callable[[list[str]], list[str]]


def _replacing(line: int, old: str, new: str) -> Callable[[list[str]], list[str]]:
    """Puts a fault into the first of its texts on a line, counted from the end where negative."""

    def put(lines: list[str]) -> list[str]:
        assert old in lines[line], lines[line]
        at = line % len(lines)
        return [*lines[:at], lines[at].replace(old, new, 1), *lines[at + 1 :]]

    return put


def _doubled_body(lines: list[str]) -> list[str]:
    first = lines[10][lines[10].index("（") + 1 : lines[10].index("、", lines[10].index("（"))]
    return _replacing(10, "负责）", f"、{first}负责）")(lines)


def _without_third_task(lines: list[str]) -> list[str]:
    return lines[:13] + lines[15:]


_FAULTS = (
    _Fault("TXT001", _replacing(5, "统筹", "统筹@@")),
    _Fault("PUN003", _replacing(5, "实施。", "实施。。")),
    _Fault("TGT003", _replacing(7, "到2026年底", "到2022年底")),
    _Fault("AGY002", _doubled_body),
    _Fault("TRM003", _replacing(-3, "研究解决", "布署解决")),
    _Fault("PUN010", _replacing(-3, "资金等", "资金、等")),
    _Fault("TRM001", _replacing(-1, "加强协作", "加强加强协作")),
    _Fault("NUM001", _without_third_task),
)
_CHOSEN: tuple[tuple[int, ...], ...] = ((), (0, 6), (7,), (), (1, 5), (3,), (2, 4))
_KINDS = (
    *(("方案", ".txt"), ("方案", ".txt"), ("方案", ".txt"), ("方案", ".txt")),
    *(("纪要", ".md"), ("纪要", ".md"), ("来文", ".docx"), ("网页", ".html")),
)


def _text(lines: Sequence[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def _markdown(lines: Sequence[str]) -> bytes:
    return ("# " + "\n\n".join(lines) + "\n").encode()


def _word(lines: Sequence[str]) -> bytes:
    return word_file("".join(f"<w:p><w:r><w:t>{html.escape(line)}</w:t></w:r></w:p>" for line in lines))


def _page(lines: Sequence[str]) -> bytes:
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    return f'<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"></head>\n<body>\n{body}</body></html>\n'.encode()


_WRITERS: dict[str, Callable[[Sequence[str]], bytes]] = {".txt": _text, ".md": _markdown, ".docx": _word, ".html": _page}
