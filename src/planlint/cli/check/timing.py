"""Where the time of a run went, as a table on standard error."""

from __future__ import annotations

from time import process_time

from planlint.cli.terminal import say
from planlint.clock import Clock

_STEPS = {
    "read": ("读文件", "reading"),
    "parse": ("分析结构", "parsing"),
    "report": ("输出", "reporting"),
}
_REST = ("启动及其他", "start and the rest")


def tell(clock: Clock, language: str) -> None:
    """Print the seconds of each step, each fact and each rule, most first. A fact counts where it is computed, and for no rule that asks for it."""
    whole = process_time()
    rest = whole - sum(clock.spent.values())
    spent = {_name(name, language): seconds for name, seconds in clock.spent.items()} | {_REST[language == "en"]: rest}
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        say(f"{seconds:9.4f} s {seconds / whole:6.1%}  {name}")
    say(f"{whole:9.4f} s {1:6.1%}  {'all' if language == 'en' else '合计'}")


def _name(name: str, language: str) -> str:
    if name in _STEPS:
        return _STEPS[name][language == "en"]
    kind, _, fact = name.partition(" ")
    return f"{'fact' if language == 'en' else '事实'} {fact}" if fact and kind == "fact" else name
