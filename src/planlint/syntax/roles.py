"""What a section is for, told by its title, and what kind of document a title names."""

from __future__ import annotations

from functools import cache, lru_cache

from planlint import data
from planlint.patterns import compiled

_TRAILING = compiled(r"(?:[ ]*[（(〔][^（）()〔〕]{1,24}[）)〕])+$")
_CLOSING = ("）", ")", "〕")
_LONGEST_ROLE = 10
_LONGEST_BEFORE = 6
_LAW = compiled(r"中华人民共和国\p{Han}+法$")
_JOINS = compiled(r"[、和与及]")


@lru_cache(maxsize=4096)
def role_of(title: str) -> str | None:
    """The role of a section by its title without number (see rules/data/sections.yaml), or None."""
    words = "".join(title.split()).rstrip("。：:")
    if words.endswith(_CLOSING):
        words = _TRAILING.sub("", words)
    if not words or len(words) > 30:
        return None
    roles = _aliases()
    for candidate in _without_verbs(words):
        if candidate in roles:
            return roles[candidate]
    for length in range(min(len(words) - 1, _LONGEST_ROLE), max(3, len(words) - _LONGEST_BEFORE - 1), -1):
        if words[-length:] in roles:
            return roles[words[-length:]]
    pieces = [roles.get(piece) for piece in _JOINS.split(words)]
    if len(pieces) > 1 and all(pieces):
        return pieces[0]
    return next((role for role, ends in _endings().items() if words.endswith(ends)), None)


def genre_of(title: str) -> str | None:
    """The kind of document that a title names: 实施方案, 规划, 若干措施 …, 通知, 批复, 条例 …; None when it names none."""
    words = _TRAILING.sub("", "".join(title.split()).rstrip("。"))
    quoted = words.endswith("》")
    if quoted:
        words = words[:-1]
    found = next((genre for genre in _genres() if words.endswith(genre) and len(words) >= max(len(genre), 2)), None)
    return found if found is not None or not _LAW.search(words) else "法律"


def is_plan_genre(genre: str | None) -> bool:
    """Whether documents of the genre set goals and hand out tasks: no notice, no regulation, no contract; False where no genre is known."""
    return genre is not None and genre in data.load("sections")["genres"] and genre not in data.load("sections")["regulations"]


def is_letter(genre: str | None) -> bool:
    """Whether the genre is one of those that bodies write to one another, a notice, reply or report, and that may hand out a plan."""
    return genre in data.load("sections")["letters"]


def opens_text(genre: str | None) -> bool:
    """Whether a title of the genre may open a text of its own behind a notice: a plan or a regulation."""
    sections = data.load("sections")
    return genre in sections["genres"] or genre in sections["regulations"]


@cache
def family_of(genre: str) -> str:
    """The genre whose rules hold for a more special one; the genre itself when it stands alone."""
    families: dict[str, list[str]] = data.load("sections")["families"]
    return next((family for family, members in families.items() if genre in members), genre)


def _without_verbs(words: str) -> list[str]:
    found = [words]
    shortened = words.startswith(_verbs())
    while shortened:
        shortened = False
        for verb in _verbs():
            if words.startswith(verb) and len(words) > len(verb):
                words = words[len(verb) :]
                found.append(words)
                shortened = True
    return found


@cache
def _verbs() -> tuple[str, ...]:
    return tuple(data.load("sections")["verbs"])


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    endings: dict[str, list[str]] = data.load("sections")["endings"]
    return {role: tuple(ends) for role, ends in endings.items()}


@cache
def _aliases() -> dict[str, str]:
    roles: dict[str, list[str]] = data.load("sections")["roles"]
    return {alias: role for role, aliases in roles.items() for alias in aliases}


@cache
def _genres() -> tuple[str, ...]:
    sections = data.load("sections")
    names = {*sections["genres"], *sections["regulations"], *sections["letters"], *sections["papers"]}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))
