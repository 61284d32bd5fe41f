"""The bodies there are and were: what a name in a plan stands for, and whether it was its name at the time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

from planlint import data
from planlint.enums import StrEnum
from planlint.patterns import compiled
from planlint.record import Record
from planlint.typed import Any, Literal

NATION = "国"
"""The owner of a body of the state as a whole."""

_OWNER_ENDS = frozenset("省市县区州盟旗团")
_PROVINCES = ("省", "自治区")
_ZONES = ("开发区", "高新区", "经开区", "新区", "园区", "示范区", "度假区", "保税区", "试验区", "合作区")
OF_THE_NATION = ("国家", "国务院", "中央", "中国", "全国", "中华")
"""How the names of bodies of the state begin."""
_LONGEST_OWNER = 16
_LONGEST_REGION = 12
_GRACE = 6
_MARK = compiled(r"\{[RFS]\}")


Level = Literal["national", "names", "province", "below", "local", "office"]
"""Where a name stands: alone, behind an owner (of a province, below one, any), or around a region."""

LEVELS: tuple[Level, ...] = ("national", "names", "province", "below", "local", "office")
"""All of them, in the order in which names are looked up."""

_ALONE: tuple[Level, ...] = ("national", "names")
_BEHIND: tuple[Level, ...] = ("province", "below", "local")


class Standing(StrEnum):
    """What is known of a name at some time."""

    CURRENT = "current"
    RETIRED = "retired"
    UNKNOWN = "unknown"


class Entry(Record):
    """A body: its names by level, the full one first and the short one to prefer second.

    `until` is the last month of its names, in months since the year 0, None while they last; after it they may be used for
    `grace` months more. `successors` are ids, or words for bodies that have none. A `single` body has one name only.
    """

    id: str
    names: Mapping[Level, Sequence[str]]
    until: int | None = None
    grace: int = _GRACE
    successors: tuple[str, ...] = ()
    single: bool = False

    def is_retired(self, month: int | None) -> bool:
        """Whether the names are out of use in a month; never when the month is not known."""
        return self.until is not None and month is not None and month > self.until + self.grace


class Reading(Record):
    """One way to read a name: the owner in front as written or understood (省, 晋中市, NATION; empty when nobody tells), and the form of the body behind it.

    `explicit` is the part of the name that is the owner; `region` the one that an office's name holds.
    """

    entry: Entry
    level: Level
    form: str
    owner: str
    explicit: str = ""
    region: str = ""


class Judgement(Record):
    """What a name stands for at a date. `reading` is None when the name is unknown.

    `successors` are names to write instead of a retired one; one that `is_exact` can stand in its place as it is.
    """

    standing: Standing
    reading: Reading | None = None
    successors: tuple[str, ...] = ()
    is_exact: bool = False


class Registry:
    """Looks bodies up by the names plans give them.

    `contents` are decoded files of bodies; a later body replaces one of the same id. Raises ValueError for one that is no registry.
    """

    def __init__(self, contents: Iterable[Any]) -> None:
        self._bodies: dict[str, Any] = {}
        self._single: dict[str, Level] = {}
        for content in contents:
            if not isinstance(content, dict):
                raise ValueError("no registry")
            self._bodies.update((body["id"], body) for body in content.get("bodies", ()))
            for level, names in content.get("single", {}).items():
                self._single.update(dict.fromkeys(_words(names), level))
        self._entries: dict[str, Entry] = {}
        # one plan names the same bodies over and over, and so does the next one
        self._judged = lru_cache(maxsize=8192)(self._judge)
        self._ids: dict[Level, dict[str, str]] = {level: {} for level in LEVELS}
        for id_, body in self._bodies.items():
            for level in body.keys() & self._ids.keys():
                self._ids[level].update(dict.fromkeys(_words(body[level]), id_))

    def judge(self, name: str, owner: str = "", date: str | None = None) -> Judgement:
        """What a name stands for at a date (2023-02-16, 2023-02 or 2023; None: no name is out of use).

        `owner` is that of the nearest body before it in its list, for a name that tells none of its own.
        """
        return self._judged(name, owner, month_of(date))

    def _judge(self, name: str, owner: str, month: int | None) -> Judgement:
        retired: Reading | None = None
        for reading in self.readings(name, owner):
            # the reforms of governments did not reach the administrations of zones
            if not reading.entry.is_retired(month) or reading.owner.endswith(_ZONES):
                return Judgement(Standing.CURRENT, reading)
            retired = retired or reading
        if retired is None:
            return Judgement(Standing.UNKNOWN)
        names = tuple(dict.fromkeys(self._successors(retired, month)))
        exact = len(names) == 1 and not any("{" in written or written in retired.entry.successors for written in names)
        return Judgement(Standing.RETIRED, retired, tuple(_MARK.sub("", written) for written in names), exact)

    def readings(self, name: str, owner: str = "") -> Iterator[Reading]:
        """The ways to read a name, the likeliest first."""
        alone = [Reading(entry, level, name, NATION if level == "national" else "") for entry, level in self._named(name, _ALONE)]
        elided = [] if name.startswith(OF_THE_NATION) else [Reading(entry, level, name, owner) for entry, level in self._named(name, _BEHIND)]
        yield from (*elided, *alone) if owner and owner != NATION else (*alone, *elided)
        if name[0] not in _OWNER_ENDS:
            yield from self._offices(name)
        for at in owner_ends(name):
            for entry, level in self._named(name[at:], _BEHIND):
                yield Reading(entry, level, name[at:], name[:at], name[:at])

    def knows(self, name: str) -> bool:
        """Whether there is a way to read a name that stands alone."""
        return next(self.readings(name), None) is not None

    def forms(self, *levels: Level) -> Iterator[tuple[str, Level, str]]:
        """The names in use on some levels with the ids of their bodies, those of bodies with a single name left out."""
        for level in levels:
            for name, id_ in self._ids[level].items():
                if "until" not in self._bodies[id_]:
                    yield id_, level, name

    def alphabet(self) -> str:
        """The characters that names of bodies are made of, with repetitions."""
        return "".join(chain(self._single, *self._ids.values()))

    def counterpart(self, reading: Reading, level: Level) -> str | None:
        """The name that the body of a reading bears on another level, spelt in the same fashion."""
        names = reading.entry.names.get(level)
        return _alike(reading.form, reading.entry.names[reading.level], names) if names else None

    def _named(self, form: str, levels: Sequence[Level]) -> Iterator[tuple[Entry, Level]]:
        found = False
        for level in levels:
            id_ = self._ids[level].get(form)
            if id_ is not None:
                found = True
                yield self._entry(id_), level
        level_of_one = self._single.get(form)
        if not found and level_of_one is not None and level_of_one in levels:
            yield Entry(form, {level_of_one: (form,)}, single=True), level_of_one

    def _entry(self, id_: str) -> Entry:
        entry = self._entries.get(id_)
        if entry is None:
            body = self._bodies[id_]
            names = {level: _words(body[level]) for level in LEVELS if level in body}
            successors = tuple(_words(body.get("successors", ())))
            entry = self._entries[id_] = Entry(id_, names, month_of(body.get("until")), int(body.get("grace", _GRACE)), successors)
        return entry

    def _offices(self, name: str) -> Iterator[Reading]:
        ids = self._ids["office"]
        for start, stop, is_full in regions().within(name):
            form = name[:start] + ("{F}" if is_full else "{R}") + name[stop:]
            if form not in ids and is_full:
                form = name[:start] + "{S}" + name[stop:]
            if name in ids:
                form = name
            if form in ids:
                yield Reading(self._entry(ids[form]), "office", form, name[start:stop], region=name[start:stop])

    def _successors(self, reading: Reading, month: int | None) -> Iterator[str]:
        """The names that hold in a month instead of that of a reading, with the owner or region in them where it is known."""
        for successor in reading.entry.successors:
            if successor not in self._bodies:
                yield successor
                continue
            entry = self._entry(successor)
            level = next(level for level in (reading.level, "local", "office", *LEVELS) if level in entry.names)
            form = _alike(reading.form, reading.entry.names[reading.level], entry.names[level])
            follower = reading._replace(entry=entry, level=level, form=form)
            if entry.is_retired(month):
                yield from self._successors(follower, month)
            else:
                yield self._spelt(follower)

    def _spelt(self, reading: Reading) -> str:
        if reading.level != "office":
            return reading.explicit + reading.form
        short, full = regions().both(reading.region) or (reading.region, reading.region)
        written = reading.form
        for mark, region in (("{R}", short), ("{F}", full), ("{S}", regions().seat(reading.region) or full)):
            if region:
                written = written.replace(mark, region)
        return written


class Regions:
    """The provinces, cities, prefectures and leagues by their short and full names."""

    def __init__(self, provinces: Mapping[str, str]) -> None:
        self._full: dict[str, str] = {}
        self._short: dict[str, str] = {}
        self._seats: dict[str, str] = {}
        self._provinces: dict[str, str] = {}
        for written, cities in provinces.items():
            province = self._enter(written)
            self._seats[province] = province
            names = [self._enter(city) for city in cities.split()]
            self._provinces.update((name, province) for name in names)
            self._seats.update((name, province if at == 0 else name) for at, name in enumerate(names))

    def within(self, name: str) -> Iterator[tuple[int, int, bool]]:
        """Where a name holds that of a region: start, end, and whether it is the full name; the longest first at each place."""
        for start in range(len(name) - 1):
            for stop in range(min(start + _LONGEST_REGION, len(name)), start + 1, -1):
                part = name[start:stop]
                if part in self._short:
                    yield start, stop, True
                elif part in self._full:
                    yield start, stop, False

    def is_region(self, name: str) -> bool:
        """Whether this is the full or short name of a region."""
        return name in self._short or name in self._full

    def both(self, name: str) -> tuple[str, str] | None:
        """The short and the full name of a region; None for anything else."""
        full = self._full.get(name, name)
        return (self._short[full], full) if full in self._short else None

    def province_of(self, city: str) -> str | None:
        """The full name of the province that a city, prefecture or league of this full name is in; None for anything else."""
        return self._provinces.get(city)

    def provinces(self) -> frozenset[str]:
        """The full names of the provinces that have cities."""
        return frozenset(self._provinces.values())

    def seat(self, name: str) -> str | None:
        """Whom a bank's branch in a city serves: the whole province where the city is its capital, else the city; None for no region."""
        both = self.both(name)
        return self._seats[both[1]] if both is not None else None

    def _enter(self, written: str) -> str:
        short, _, full = written.rpartition("=")
        short = short or full[:-1]
        self._short[full] = short
        # a province goes before a prefecture of the same short name (海南)
        self._full.setdefault(short, full)
        return full


def registry(paths: tuple[str, ...] = ()) -> Registry:
    """The registry that ships with planlint, with the bodies of more files of the same form; a later body replaces one of its id.

    Files are read anew when they have changed. Raises OSError for a file that can't be read and ValueError for one that is no registry.
    """
    return _registry(tuple(map(data.stamp, paths)))


@lru_cache(maxsize=2)
def _registry(files: tuple[data.Stamp, ...]) -> Registry:
    """The registry with files that stay as they are. A server that runs for days keeps that of now and the one without files."""
    return Registry((data.load("agencies"), *(data.load_own(file.path) for file in files)))


@cache
def regions() -> Regions:
    """The regions of China, as far as names of bodies hold them."""
    return Regions(data.load("regions")["provinces"])


def month_of(date: str | None) -> int | None:
    """The month of a date written 2023-02-16, 2023-02 or 2023 (its first one), in months since the year 0."""
    if date is None:
        return None
    return int(date[:4]) * 12 + (int(date[5:7]) if len(date) > 4 else 1) - 1


def rank(owner: str) -> Level | None:
    """Whether bodies of an owner are those of a province or below; None where the owner doesn't tell.

    区 alone may be short for 自治区, and 兵团 has bodies of a province with names of a city.
    """
    if owner.endswith(_PROVINCES):
        return "province"
    return "below" if owner and owner != "区" and owner[-1] in _OWNER_ENDS and owner[-1] != "团" else None


def owner_ends(name: str) -> Iterator[int]:
    """Where an owner at the start of a name may end: behind 省, 市, 县 and the like, or a region's short name; 市市 is none."""
    for at in range(1, min(_LONGEST_OWNER, len(name) - 1)):
        if at == 2 and name[0] == name[1]:
            continue
        if name[at - 1] in _OWNER_ENDS or (2 <= at <= 4 and regions().is_region(name[:at])):
            yield at


def _alike(form: str, forms: Sequence[str], others: Sequence[str]) -> str:
    """The one of other forms that is spelt like a form: it begins as this does, or is full where this is; else the short one."""
    is_full = len(forms) > 1 and form == forms[0] and form not in forms[1:]
    like = others[0 if is_full else min(1, len(others) - 1)]
    head, mark, _ = form.partition("{")
    return next((other for other in (like, *others) if other.partition("{")[0] == head), like) if mark else like


def _words(written: Any) -> Sequence[str]:
    """The names of a list, or of a text with spaces between them."""
    return written.split() if isinstance(written, str) else " ".join(written).split()
