"""What a section is for, told by its title, and what kind of document a title names."""

from __future__ import annotations

from functools import cache, lru_cache

from planlint import data
from planlint.patterns import compiled

_TRAILING = compiled(r"(?:[ ]*[（(〔][^（）()〔〕]{1,24}[）)〕])+$")
_NOTICE = compiled(r"(?:的|之)?(?:通知|函|通告|公告|批复|报告|决定)$")


@lru_cache(maxsize=4096)
def role_of(title: str) -> str | None:
    """The role of a section by its title without number (see rules/data/sections.yaml), or None."""
    words = _TRAILING.sub("", "".join(title.split()).rstrip("。：:"))
    if not words or len(words) > 24:
        return None
    roles = _aliases()
    for candidate in _without_verbs(words):
        if candidate in roles:
            return roles[candidate]
    for length in range(min(len(words) - 1, 10), 3, -1):
        if words[-length:] in roles and len(words) - length <= 6:
            return roles[words[-length:]]
    return None


def genre_of(title: str) -> str | None:
    """The kind of document that a title names: 实施方案, 规划, 若干措施 …, 通知 for a cover notice; None when it names none."""
    words = _TRAILING.sub("", "".join(title.split()).rstrip("。"))
    if _NOTICE.search(words):
        return "通知"
    if words.endswith("》"):
        words = words[:-1]
    return next((genre for genre in _genres() if words.endswith(genre)), None)


@cache
def family_of(genre: str) -> str:
    """The genre whose rules hold for a more special one; the genre itself when it stands alone."""
    families: dict[str, list[str]] = data.load("sections")["families"]
    return next((family for family, members in families.items() if genre in members), genre)


def _without_verbs(words: str) -> list[str]:
    verbs: list[str] = data.load("sections")["verbs"]
    found = [words]
    shortened = True
    while shortened:
        shortened = False
        for verb in verbs:
            if words.startswith(verb) and len(words) > len(verb):
                words = words[len(verb) :]
                found.append(words)
                shortened = True
    return found


@cache
def _aliases() -> dict[str, str]:
    roles: dict[str, list[str]] = data.load("sections")["roles"]
    return {alias: role for role, aliases in roles.items() for alias in aliases}


@cache
def _genres() -> tuple[str, ...]:
    genres: list[str] = data.load("sections")["genres"]
    return tuple(sorted(genres, key=len, reverse=True))
