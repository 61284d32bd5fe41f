"""Texts by a grammar of plans: what a drafter writes, in every dress and with everything wrong that a converter does to it.

Everything comes from one `random.Random`, so that a seed is a document: what a long run finds is found again by its number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

_HAN = "一二三四五六七八九十"
_PLACES = ("青禾县", "云溪市", "临江省", "松岭区", "白石镇")
_SUBJECTS = ("社区食堂", "便民驿站", "老旧小区", "口袋公园", "雨水管网", "乡村客运", "图书室", "充电车棚", "河岸绿道", "送餐站点")
_VERBS = ("推进", "建设", "改造", "完善", "开展", "加强", "推动", "健全", "提升", "清查", "支持", "到", "在", "约", "并")
_AGENCIES = ("县民政局", "市发展改革委", "省财政厅", "县住房和城乡建设局", "各乡镇人民政府", "市市场监管局", "有关部门", "县（市、区）人民政府", "工信局")
_ROLES = ("牵头单位", "责任单位", "配合单位", "责任主体", "承办单位", "完成时限", "主管部门", "【牵头单位】")
_INDICATORS = ("森林覆盖率", "到访率", "社区食堂", "生产总值", "前置审批率", "末端配送点", "每万人床位数", "能耗强度", "并网容量", "约束性指标")
_UNITS = ("个", "家", "%", "％", "万元", "亿元", "公里", "平方米", "‰", "个百分点", "吨", "万千瓦", "户", "")
_CHAPTERS = ("总体要求", "基本原则", "工作目标", "重点任务", "保障措施", "组织实施", "附则", "指导思想", "主要任务")
_GENRES = ("实施方案", "行动方案", "工作方案", "规划", "若干措施", "实施意见", "管理办法", "通知", "批复", "三年行动计划（2025—2027年）")
_TITLES = ("关于加强社区服务的意见", "“十四五”便民服务规划（2021—2025年）", "临江省养老条例", "关于印发〈云溪市食堂方案〉的通知", "")
_NUMBERS = ("临政办发〔2023〕29号", "青发[2024]05号", "云政函（2022）第7号", "国发〔2021〕33号")
_LATIN = ("5G", "APP", "https://example.org/a?b=1,2", "a@example.org", "PM2.5", "CO2", "kWh", "N型", "（A）", "(cid:12)", "and", "GB/T 9704-2012")
_DAMAGE = (
    "@@",
    "@@@@",
    "\u200b",
    "\ufeff",
    "\u00ad",
    "\ufffd",
    "\ue010",
    "\u202e",
    " ",
    "\u3000",
    "\t",
    "&nbsp;",
    "<br>",
    "**",
    "锟斤拷",
    "?",
    "\U001001b0",
    "\U00020bb7",
)
_HALF = str.maketrans("，；：（）？！", ",;:()?!")
_FULL = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


def text(rng: Random) -> str:
    """A text of some lines: a plan, one that is damaged, or pieces of plans in no order."""
    lines = rng.choice((_plan, _plan, _soup))(rng)
    made = "\n".join(lines) + rng.choice(("\n", "\n", ""))
    return damaged(rng, made, rng.choice((0, 0, 1, 2, 4)))


def damaged(rng: Random, made: str, times: int) -> str:
    """A text with something done to it so many times that converters and people do to texts."""
    for _ in range(times):
        made = rng.choice(_WOUNDS)(rng, made)
    return made


def piece(rng: Random, texts: Sequence[str]) -> str:
    """Some lines of one of the texts, damaged."""
    lines = rng.choice(texts).split("\n")
    first = rng.randrange(len(lines))
    return damaged(rng, "\n".join(lines[first : first + rng.randint(3, 60)]), rng.randint(1, 6))


def _plan(rng: Random) -> list[str]:
    lines = [title(rng), *(_front(rng) if rng.random() < 0.4 else ()), _sentence(rng)]
    families = [rng.choice(_FAMILIES) for _ in range(3)]
    for chapter in range(1, rng.randint(2, 5)):
        lines.append(families[0](chapter) + rng.choice(_CHAPTERS))
        lines += _section(rng, families, chapter)
    return lines + (_annex(rng) if rng.random() < 0.3 else [])


def _section(rng: Random, families: Sequence[Callable[[int], str]], chapter: int) -> list[str]:
    lines = [_sentence(rng)] if rng.random() < 0.3 else []
    first = rng.choice((1, 1, chapter))
    for number in range(first, first + rng.randint(0, 4)):
        run_in = rng.random() < 0.5
        lines.append(families[1](number) + _words(rng) + (("。" + _sentence(rng)) if run_in else ""))
        for item in range(1, rng.randint(1, 4)):
            lines.append(families[2](item) + _sentence(rng) + (_list(rng) if rng.random() < 0.6 else ""))
        if rng.random() < 0.2:
            lines += rng.choice(_BLOCKS)(rng)
    return lines


def _soup(rng: Random) -> list[str]:
    return [rng.choice(_LINES)(rng) for _ in range(rng.randint(1, 14))]


def title(rng: Random) -> str:
    """The title of a document, with or without its place."""
    return rng.choice(("", *_PLACES)) + rng.choice(_SUBJECTS) + rng.choice(("建设", "提升", "")) + rng.choice(_GENRES)


def _front(rng: Random) -> list[str]:
    return [
        rng.choice(_NUMBERS),
        f"各{rng.choice(_PLACES)}人民政府，有关单位：",
        f"现将《{rng.choice(_TITLES)}》印发给你们。",
        rng.choice(_PLACES) + "人民政府",
        _date(rng),
        "",
    ]


def _annex(rng: Random) -> list[str]:
    number = rng.randint(1, 3)
    return [
        f"附件：{'1.' if number > 1 else ''}{rng.choice(_SUBJECTS)}清单",
        *(f"{at}.{rng.choice(_SUBJECTS)}分工表" for at in range(2, number + 1)),
        "",
        f"附件{rng.choice(('', '1', '2'))}",
        *_columns(rng),
    ]


def _words(rng: Random) -> str:
    return "".join(rng.choice(_VERBS) + rng.choice(_SUBJECTS) for _ in range(rng.randint(1, 2)))


def _sentence(rng: Random) -> str:
    clauses = [rng.choice(_CLAUSES)(rng) for _ in range(rng.randint(1, 5))]
    return rng.choice(("，", "，", "；", "、")).join(clauses) + rng.choice(("。", "。", "。", "；", "："))


def _value(rng: Random) -> str:
    figure = rng.choice(
        (
            str(rng.randint(0, 3000)),
            f"{rng.uniform(0, 100):.1f}",
            _han(rng.randint(1, 300)),
            f"{rng.randint(1, 9)},{rng.randint(0, 999):03}",
            f"{rng.randint(1, 5)}—{rng.randint(5, 9)}",
        )
    )
    return (
        rng.choice(("", "达到", "不少于", "提高到", "≥", "下降", "分别为", "约", "百分之"))
        + figure
        + rng.choice(_UNITS)
        + rng.choice(("", "以上", "左右", "以内"))
    )


def _year(rng: Random) -> str:
    year = rng.choice((rng.randint(2015, 2035), 2025, 2025))
    return rng.choice(
        (
            f"{year}年",
            f"到{year}年",
            f"{year}年底",
            f"{year}—{year + 5}年",
            "“十四五”末",
            f"“十五五”期间（{year}—{year + 4}年）",
            f"{year}年一{year + 5}年",
            "二〇二七年",
            f"{year}年前",
        )
    )


def _date(rng: Random) -> str:
    return rng.choice(
        (
            f"2025年{rng.randint(0, 13)}月{rng.randint(0, 32)}日",
            "2024-02-30",
            "2025.6.31",
            "二〇二五年六月",
            f"{rng.randint(1, 12)}月底前",
            "第三季度",
            "长期坚持",
            "上半年",
        )
    )


def _target(rng: Random) -> str:
    return _year(rng) + "，" * rng.randint(0, 1) + rng.choice(_INDICATORS) + _value(rng)


def _targets(rng: Random) -> str:
    return rng.choice(("", "力争")) + "、".join(_target(rng) for _ in range(rng.randint(1, 4)))


def _reference(rng: Random) -> str:
    return rng.choice(
        (
            f"按照《{rng.choice(_TITLES)}》（{rng.choice(_NUMBERS)}）要求",
            f"见附件{rng.randint(1, 5)}",
            f"本方案第{_han(rng.randint(1, 9))}部分",
            "（以下简称《办法》）",
            f"第{_han(rng.randint(1, 30))}条",
        )
    )


def _count(rng: Random) -> str:
    return rng.choice(
        (f"实施{_han(rng.randint(2, 5))}大行动", f"共{rng.randint(1, 9)}项任务", "、".join(rng.sample(_SUBJECTS, 3)) + f"等{rng.randint(2, 5)}类")
    )


def _quoted(rng: Random) -> str:
    opening, closing = rng.choice(("“”", "《》", "（）", "()", '""', "〔〕", "「」", "““", "（)"))
    return opening + _words(rng) + (closing if rng.random() < 0.9 else "")


def _ordered(rng: Random) -> str:
    return "".join(f"{word}{_words(rng)}{mark}" for word, mark in zip(("一是", "二是", rng.choice(("三是", "四是"))), "；；。", strict=True))


def _list(rng: Random) -> str:
    names = "、".join(rng.choice(_AGENCIES) for _ in range(rng.randint(1, 5)))
    return rng.choice(
        (
            f"（{names}负责）",
            f"（{names}按职责分工负责）",
            f"（牵头单位：{names}；配合单位：{rng.choice(_AGENCIES)}）",
            f"〔{names}〕",
            f"({names}负责)",
            f"（{_date(rng)}完成，{names}）",
            f"\n{rng.choice(_ROLES)}：{names}",
            f"（{names}",
        )
    )


def _columns(rng: Random) -> list[str]:
    gap = rng.choice(("  ", "\t", "    ", "\u3000\u3000", " | "))
    return [
        gap.join(("序号", "指标", "2020年", "2025年")),
        *(gap.join((str(at), rng.choice(_INDICATORS), str(rng.randint(1, 99)), _value(rng))) for at in range(1, rng.randint(2, 5))),
    ]


def _contents(rng: Random) -> list[str]:
    leader = rng.choice(("……", "........", "\t", "    ", "·····"))
    return ["目录", *(f"{_HAN[at]}、{rng.choice(_CHAPTERS)}{leader}{at * 3 + 1}" for at in range(rng.randint(1, 5)))]


def _box(rng: Random) -> list[str]:
    return [f"专栏{rng.choice(('1', '2', '3-1', '一'))} {rng.choice(_SUBJECTS)}工程", *(f"{at}.{_sentence(rng)}" for at in range(1, rng.randint(2, 4)))]


def _page(rng: Random) -> list[str]:
    return [rng.choice((f"— {rng.randint(1, 40)} —", f"第{rng.randint(1, 9)}页 共9页", str(rng.randint(1, 99)), "35"))]


def _markdown(rng: Random) -> list[str]:
    return [
        rng.choice(
            (
                "## 重点任务",
                "- [ ] 建设",
                "```",
                "> 引用，",
                "| a | b |",
                "|---|---|",
                "`代码,`",
                "!!! note",
                "::: tip",
                "{: .c}",
                "[^1]: 注",
                "    缩进",
                "---",
                "<!-- planlint: ignore[NUM001] -->",
            )
        )
    ]


def _han(number: int) -> str:
    tens, ones = divmod(number % 100, 10)
    return ("十" if tens == 1 else _HAN[tens - 1] + "十" if tens else "") + (_HAN[ones - 1] if ones else "" if tens else "〇")


_CLAUSES = (_words, _words, _words, _target, _targets, _reference, _count, _quoted, _ordered, _date, lambda rng: rng.choice(_LATIN), _value)
_BLOCKS = (_columns, _contents, _box, _page, _annex, _markdown)
_LINES = (
    title,
    _sentence,
    _sentence,
    _list,
    _targets,
    _date,
    _words,
    lambda rng: rng.choice(_FAMILIES)(rng.randint(1, 12)) + _sentence(rng),
    lambda rng: "\n".join(rng.choice(_BLOCKS)(rng)),
)
_FAMILIES: tuple[Callable[[int], str], ...] = (
    lambda at: f"第{_han(at)}章\u3000",
    lambda at: f"第{_han(at)}节 ",
    lambda at: f"第{_han(at)}条 ",
    lambda at: f"{_han(at)}、",
    lambda at: f"{_han(at)}、",
    lambda at: f"（{_han(at)}）",
    lambda at: f"({_han(at)})",
    lambda at: f"（{_han(at)}）、",
    lambda at: f"{at}.",
    lambda at: f"{at}．",
    lambda at: f"{at}、",
    lambda at: f"（{at}）",
    lambda at: f"{at}）",
    lambda at: f"1.{at} ",
    lambda at: f"{at}.1.2",
    lambda at: chr(0x2460 + at % 20),
    lambda at: chr(0x3220 + at % 10),
)


def _put_in(rng: Random, made: str) -> str:
    at = rng.randint(0, len(made))
    return made[:at] + rng.choice(_DAMAGE) + made[at:]


def _broken(rng: Random, made: str) -> str:
    at = rng.randint(0, len(made))
    return made[:at] + rng.choice(("\n", "\n\n", "\n— 3 —\n", "\n12\n", "\n\u3000\u3000")) + made[at:]


def _wrapped(rng: Random, made: str) -> str:
    width = rng.randint(12, 40)
    return "\n".join(line[at : at + width] for line in made.split("\n") for at in range(0, len(line) or 1, width))


def _cut(rng: Random, made: str) -> str:
    at = rng.randint(0, len(made))
    return made[:at] + made[at + rng.randint(1, 30) :]


def _doubled(rng: Random, made: str) -> str:
    at = rng.randint(0, len(made))
    piece = made[at : at + rng.randint(1, 60)]
    return made[:at] + piece + made[at:]


def _halved(rng: Random, made: str) -> str:
    at = rng.randint(0, len(made))
    return made[:at] + made[at : at + 80].translate(_HALF) + made[at + 80 :]


def _widened(rng: Random, made: str) -> str:
    at = rng.randint(0, len(made))
    return made[:at] + made[at : at + 200].translate(_FULL) + made[at + 200 :]


def _spaced(rng: Random, made: str) -> str:
    at = rng.randint(0, len(made))
    return made[:at] + " ".join(made[at : at + 30]) + made[at + 30 :]


def _swapped(rng: Random, made: str) -> str:
    lines = made.split("\n")
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


_WOUNDS = (_put_in, _put_in, _put_in, _broken, _broken, _wrapped, _cut, _doubled, _halved, _widened, _spaced, _swapped)
