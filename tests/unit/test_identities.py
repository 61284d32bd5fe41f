"""Which bodies names are."""

from __future__ import annotations

import pytest

from planlint.facts.agencies.identities import identified, seat_of
from planlint.facts.agencies.registry import registry
from planlint.facts.tasks.running import tasks
from planlint.syntax import read
from planlint.syntax.nodes import Plan
from planlint.text.source import Source


def plan_of(title: str, names: str) -> Plan:
    return read(Source(f"{title}\n一、重点任务\n（一）修路。抓紧。（{names}负责）\n"))


def ids(title: str, names: str) -> list[str]:
    plan = plan_of(title, names)
    who = identified(plan, registry())
    return [who(body).id for task in tasks(plan) for body in task.bodies]


@pytest.mark.parametrize(
    ("title", "seat"),
    [
        ("山东省修路行动方案", ("山东省", None, None)),
        ("佛山市修路行动方案", ("广东省", "佛山市", None)),
        ("上海市修路行动方案", ("上海市", "上海市", None)),
        ("佛山市云溪县修路行动方案", ("广东省", "佛山市", "云溪县")),
        ("修路行动方案", (None, None, None)),
    ],
)
def test_the_title_tells_where_a_plan_is_made(title: str, seat: tuple[str | None, ...]) -> None:
    assert tuple(seat_of(plan_of(title, "县交通局"))) == seat


def test_a_body_has_one_id_however_it_is_written() -> None:
    assert set(ids("佛山市修路行动方案", "市发展改革局、佛山市发展和改革局")) == {"440600:development"}
    assert set(ids("山东省修路行动方案", "省发展改革委、省发改委、山东省发展和改革委员会")) == {"370000:development"}


def test_bodies_of_several_regions_are_several() -> None:
    assert ids("山东省修路行动方案", "省财政厅、济南市财政局") == ["370000:finance", "370100:finance"]


def test_bodies_of_the_state_have_no_region() -> None:
    plan = plan_of("国家修路行动方案", "国家发展改革委、交通运输部")
    who = identified(plan, registry())
    assert [tuple(who(body)) for task in tasks(plan) for body in task.bodies] == [("ndrc", None, None), ("mot", None, None)]


def test_names_that_the_registry_does_not_know_have_the_region_and_the_rest() -> None:
    assert ids("佛山市修路行动方案", "市慢行系统建设局、各区人民政府") == ["440600:慢行系统建设局", "440600:各区人民政府"]


def test_a_department_is_of_a_province_and_no_municipality() -> None:
    assert ids("重庆市修路行动方案", "重庆市科技局、科技厅、省能源局、市能源局") == ["500000:science", "省:science", "省:energy", "500000:energy"]
    assert ids("佛山市修路行动方案", "市科技局、省科技厅") == ["440600:science", "440000:science"]
