"""Whether a user's registry of bodies is written as it should be."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from planlint.facts.agencies.registry import LEVELS
from planlint.rulebook.yaml_nodes import LARGEST, Place, RuleError, compose

_FIELDS = ("as_of", "bodies", "single")
_BODY_FIELDS = ("id", *LEVELS, "until", "grace", "successors")
_MONTH = regex.compile(r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?")
_REGION = regex.compile(r"\{[RFS]\}")


def check_registry(path: str) -> None:
    """Raises RuleError, with the place, for what is wrong in a registry, and OSError for a file that can't be read."""
    with open(path, "rb") as file:
        raw = file.read(4 * LARGEST + 1)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise RuleError(path, line, 1, "机构名录不是UTF-8编码", "the registry is not UTF-8") from None
    root = compose(text, path)
    fields = root.fields(_FIELDS)
    if "bodies" not in fields and "single" not in fields:
        root.fail("名录里没有 bodies", "the registry has no bodies")
    seen: set[str] = set()
    for body in fields["bodies"].items() if "bodies" in fields else ():
        _check_body(body, seen)
    for level, names in fields["single"].fields(LEVELS).items() if "single" in fields else ():
        _check_names(level, names)


def _check_body(body: Place, seen: set[str]) -> None:
    fields = body.fields(_BODY_FIELDS)
    if "id" not in fields:
        body.fail("单位没有 id", "the body has no id")
    name = fields["id"].filled()
    if name in seen:
        fields["id"].fail(f"id“{name}”重复", f"the id “{name}” is repeated")
    seen.add(name)
    levels = [level for level in LEVELS if level in fields]
    if not levels:
        body.fail(f"单位没有名称；名称写在 {'、'.join(LEVELS)} 之下", f"the body has no names; they go under {', '.join(LEVELS)}")
    for level in levels:
        _check_names(level, fields[level])
    if "until" in fields and _MONTH.fullmatch(fields["until"].text()) is None:
        fields["until"].fail("until 应写作年月，如 2023-05", "until must be a month such as 2023-05")
    if "grace" in fields:
        fields["grace"].number(least=0)
    if "successors" in fields:
        for successor in fields["successors"].some():
            successor.filled()
        if "until" not in fields:
            fields["successors"].fail("有 successors 而没有 until", "there are successors but no until")


def _check_names(level: str, names: Place) -> None:
    for place, name in _names(names):
        if len(name) < 2:
            place.fail(f"名称“{name}”太短", f"the name “{name}” is too short")
        if (_REGION.search(name) is not None) != (level == "office"):
            place.fail("office 的名称里要有 {R}、{F} 或 {S}，别处不能有", "names under office hold {R}, {F} or {S}, others do not")


def _names(names: Place) -> Iterator[tuple[Place, str]]:
    for place in names.some():
        yield from ((place, name) for name in place.filled().split())
