"""Which body a name is: one id for all the ways to write it, and the region that it is of."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from planlint import data
from planlint.facts.agencies.mentions import Mention, mentions
from planlint.facts.agencies.registry import NATION, Registry, owner_ends, regions
from planlint.facts.document import document
from planlint.patterns import compiled
from planlint.phrases.bodies import Body
from planlint.record import Record
from planlint.syntax.nodes import Plan
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_MANY = compiled(r"各|有关|相关|所在|属地")
_PROVINCES = ("省", "自治区")
_PROVINCIAL, _OFFICE = "厅", "办公厅"
_MUNICIPALITIES = frozenset(("11", "12", "31", "50"))
_OF_A_CITY = frozenset("市州盟")
_OF_A_COUNTY = frozenset("县区旗")


class Identity(Record):
    """Which body a name is.

    `id` is that of the registry, with the region in front where bodies of many regions bear the name (370000:ndrc-local), or the region
    and the name without it for one that the registry does not know. `region` is the full name where it is known, `code` its six figures.
    """

    id: str
    region: str | None
    code: str | None


class Seat(Record):
    """Where a plan is made: the full names of province, city and county, as far as its issuer and title tell."""

    province: str | None
    city: str | None
    county: str | None


def identified(plan: Plan, registry: Registry) -> Callable[[Body], Identity]:
    """What tells the identity of the bodies that the lists of a plan name."""
    seat = seat_of(plan)
    mentioned = {mention.body.span: _of_mention(mention, seat) for mention in plan.fact(mentions(registry))}

    def identity(body: Body) -> Identity:
        return mentioned.get(body.span) or _of_many(body, seat)

    return identity


def seat_of(plan: Plan) -> Seat:
    """Where the plan is made."""
    facts = plan.fact(document)
    best = Seat(None, None, None)
    for name in (facts.title or "", *facts.issuers):
        found = _seat_in(_without_party("".join(name.split())))
        if sum(part is not None for part in found) > sum(part is not None for part in best):
            best = found
    return best


def code_of(region: str | None) -> str | None:
    """The code of a region by its full name."""
    return _codes().get(region) if region is not None else None


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = data.load("region-codes")["codes"]
    return codes


@cache
def _county() -> regex.Pattern[str]:
    return compiled(rf"(?:{data.load('bodies')['county']})(?=\p{{Han}})")


@cache
def _provinces() -> dict[str, str]:
    """The provinces by the first two figures of their codes."""
    return {code[:2]: name for name, code in _codes().items() if code.endswith("0000")}


def _seat_in(name: str) -> Seat:
    """The regions that a name of a body or document begins with: 山东省济南市历下区人民政府."""
    province = city = county = None
    at = 0
    while (region := next((stop for start, stop, _ in regions().within(name[at:]) if start == 0), None)) is not None:
        both = regions().both(name[at : at + region])
        code = code_of(both[1]) if both is not None else None
        if both is None or code is None:
            break
        at += region
        if code.endswith("0000"):
            province = both[1]
        else:
            city, province = both[1], _provinces()[code[:2]]
    if province is not None and _codes()[province][:2] in _MUNICIPALITIES:
        city = province
    if m := _county().match(name, at):
        county = m[0]
    return Seat(province, city, county)


def _without_party(name: str) -> str:
    """The name of a committee of the party without what stands before its region: 中共上海市委员会."""
    party: str = data.load("bodies")["party"]
    return name.removeprefix(party)


def _of_mention(mention: Mention, seat: Seat) -> Identity:
    reading = mention.judgement.reading
    owner = mention.owner
    if _MANY.match(mention.name):
        return _of_many(mention.body, seat)
    if reading is None:
        end = next((at for at in owner_ends(mention.name) if mention.name[:at] == owner), 0)
        region = _region(owner, seat)
        return _identity(region, mention.name[end:] or mention.name, owner)
    if reading.level in ("national", "names"):
        return Identity(reading.entry.id, None, None)
    if reading.level == "office":
        both = regions().both(reading.region)
        return _identity(both[1] if both is not None else None, reading.entry.id, reading.region)
    owner = reading.owner or owner
    region = _region(owner, seat)
    if mention.name.endswith(_PROVINCIAL) and not mention.name.endswith(_OFFICE) and not _is_province_with_departments(region):
        # 科技厅 behind 市科技局 is of no city, even where the list names no province
        owner, region = _PROVINCES[0], None
    return _identity(region, reading.entry.id, owner)


def _identity(region: str | None, stem: str, owner: str) -> Identity:
    code = code_of(region)
    of = code or region or ("" if owner == NATION else owner)
    return Identity(f"{of}:{stem}" if of else stem, region, code)


def _region(owner: str, seat: Seat) -> str | None:
    """The region that an owner is: 省 is the one of the plan, 济南 is 济南市."""
    if owner in _PROVINCES:
        return seat.province if _is_province_with_departments(seat.province) else None
    if owner in _OF_A_CITY:
        return seat.city or (seat.county if seat.county is not None and seat.county.endswith("市") else None)
    if owner in _OF_A_COUNTY:
        return seat.county
    both = regions().both(owner)
    return both[1] if both is not None else (owner if owner and owner != NATION else None)


def _is_province_with_departments(region: str | None) -> bool:
    """Whether a region is a province or an autonomous region; a municipality has bureaus and is called 市."""
    code = code_of(region)
    return code is not None and code.endswith("0000") and code[:2] not in _MUNICIPALITIES


def _of_many(body: Body, seat: Seat) -> Identity:
    """The identity of what stands for several bodies, such as 各区人民政府: those of the plan's region."""
    region = seat.county or seat.city or seat.province
    return _identity(region, "".join(body.name.split()), "")
