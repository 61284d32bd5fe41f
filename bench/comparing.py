"""How long `planlint compare` takes: plans of so many tasks made up from a small vocabulary, against one another and with one another.

    python bench/comparing.py [--tasks 50 500] [--rounds 3]

Each call is a process of its own. Nothing in the two plans agrees, which costs most. Printed are the median of the seconds by the clock
and of the processor's, beside the goals: 50 tasks against 50 under a second, 500 against 500 under ten.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from statistics import median

_VERBS = ("修缮", "新建", "清查", "编印", "培训", "巡查", "种植", "翻译", "采集", "展出", "拓宽", "检修")
_HALVES = "石凉路水戏风木碑古鱼磨窑花雕钟染琴药剪皮竹陶绣灯筝门糖漆银蜡油砚蜂鸡粮温车茶桑苗梯盐"
_BODIES = ("市民政局", "市商务局", "市财政局", "市教育局", "市水利局", "市农业农村局", "市交通运输局")
_HAN = "一二三四五六七八九十"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", type=int, nargs="*", default=[50, 500])
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for number in arguments.tasks:
            one, other = (Path(folder, f"{name}-{number}.txt") for name in ("one", "other"))
            one.write_text(plan(number, 1), encoding="utf-8")
            other.write_text(plan(number, 2), encoding="utf-8")
            for way in ("--against", "--with"):
                spent = [_spent("compare", str(one), way, str(other), "--isolated") for _ in range(arguments.rounds)]
                clock, processor = (median(times) for times in zip(*spent, strict=True))
                print(f"{number:5} tasks {way:10} {clock:7.2f} s by the clock {processor:7.2f} s of the processor")


def plan(tasks: int, seed: int) -> str:
    """A plan of so many tasks in sections of ten."""
    random = Random(seed)
    lines = ["青禾市民俗保护工作方案", "为保护民俗，制定本方案。", "一、重点任务"]
    for number in range(tasks):
        if number % 10 == 0:
            lines.append(f"（{_counted(number // 10 + 1)}）{_measure(random)}")
        words = "。".join(_measure(random) for _ in range(random.randint(3, 6)))
        lead, other = random.sample(_BODIES, 2)
        lines.append(
            f"{number % 10 + 1}.{_measure(random)}。{words}。到2030年，{_thing(random)}完好率达到{random.randint(20, 90)}%以上。（{lead}牵头，{other}配合）"
        )
    return "\n".join(lines) + "\n"


def _measure(random: Random) -> str:
    return f"{random.choice(_VERBS)}{_thing(random)}和{_thing(random)}"


def _thing(random: Random) -> str:
    return "".join(random.sample(_HALVES, 2))


def _counted(value: int) -> str:
    tens, ones = divmod(value, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_HAN[tens - 1]}十") + ("" if ones == 0 else _HAN[ones - 1])


def _spent(*words: str) -> tuple[float, float]:
    """The seconds of a call by the clock and of the processor."""
    before, began = os.times(), time.perf_counter()
    subprocess.run([sys.executable, "-m", "planlint", *words], check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return time.perf_counter() - began, after.children_user + after.children_system - before.children_user - before.children_system


if __name__ == "__main__":
    main()
