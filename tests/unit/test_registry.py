"""Bodies looked up by their names, owners and dates, and names one slip away from theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from planlint import data
from planlint.facts.agencies.mentions import mentions
from planlint.facts.agencies.registry import NATION, Regions, Standing, month_of, owner_ends, rank, registry
from planlint.facts.agencies.slips import Kind, slip_between
from planlint.facts.agencies.unclosed import unclosed_lists
from planlint.rulebook.registries import check_registry
from planlint.rulebook.yaml_nodes import RuleError
from planlint.syntax import read
from planlint.text.source import Source

REGISTRY = registry()


@pytest.mark.parametrize(
    "name",
    [
        *("国家发展改革委", "国资委", "国铁集团", "最高人民法院", "省发展改革委", "市市场监管局", "青禾县财政局", "自治区水利厅"),
        *("市委宣传部", "中共山西省委组织部", "团市委", "省政府办公厅", "兵团发展改革委", "重庆市能源局", "四川证监局", "国家税务总局山西省税务局"),
        *("国网晋中供电公司", "国网山西省电力公司", "人民银行上海总部", "人行晋中市分行", "中国铁路太原局集团", "太原海关", "国家能源局山西监管办公室"),
        *("市城管局", "市园林局", "省粮食和储备局", "市水务局", "市委办公室", "市文广局", "沙县区人民政府"),
    ],
)
def test_current_names_are_known_at_any_date(name: str) -> None:
    assert REGISTRY.judge(name, date="2025-06").standing is Standing.CURRENT


@pytest.mark.parametrize("name", ["云溪高新区管委会", "各县（市、区）人民政府", "省工业和信息厅", "晋中集团", "财政局局", "市"])
def test_other_names_are_unknown(name: str) -> None:
    assert REGISTRY.judge(name, date="2025-06").standing is Standing.UNKNOWN


@pytest.mark.parametrize(
    ("name", "owner", "date", "successors"),
    [
        ("省国税局", "", "2023-02-16", ("省税务局",)),
        ("国税局", "省", "2023-02-16", ("税务局",)),
        ("县质监局", "", "2022", ("县市场监管局",)),
        ("县质量技术监督局", "", "2022", ("县市场监督管理局",)),
        ("银保监会", NATION, "2024-12", ("金融监管总局",)),
        ("银监会", NATION, "2020-05", ("银保监会",)),
        ("银监会", NATION, "2024-05", ("金融监管总局",)),
        ("国家质检总局", NATION, "2024-05", ("市场监管总局", "海关总署")),
        ("山西银保监局", "", "2024-05", ("山西金融监管局",)),
        ("人民银行太原中心支行", "", "2024-05", ("人民银行山西省分行",)),
        ("人行达州市中心支行", "", "2024-05", ("人行达州市分行",)),
        ("人民银行济南分行", "", "2024-05", ("人民银行山东省分行",)),
        ("市银保监局", "", "2024-05", ("金融监管总局在当地的监管局（分局）",)),
        ("市国土资源局", "", "2022-01", ("市自然资源局", "市自然资源和规划局")),
    ],
)
def test_retired_names_bring_what_holds_at_the_date(name: str, owner: str, date: str, successors: tuple[str, ...]) -> None:
    judged = REGISTRY.judge(name, owner, date)
    assert (judged.standing, judged.successors) == (Standing.RETIRED, successors)


@pytest.mark.parametrize(
    ("name", "date"),
    [
        *(("山西银保监局", "2023-06-13"), ("山西银保监局", "2023-12"), ("人民银行太原中心支行", "2023-02"), ("银保监会", "2022-07-07")),
        *(("省地方金融监管局", "2024-06"), ("省国税局", "2018-10"), ("省国税局", None), ("国家旅游局", "2018"), ("林业局", "2024")),
        *(("云溪高新区环保局", "2024"), ("兵团教育局", "2024"), ("省民族宗教局", "2024")),
    ],
)
def test_names_hold_until_their_end_with_some_grace_and_without_a_date(name: str, date: str | None) -> None:
    assert REGISTRY.judge(name, date=date).standing is Standing.CURRENT


def test_only_a_successor_of_a_known_place_is_exact() -> None:
    assert REGISTRY.judge("山西银保监局", date="2024-05").is_exact
    assert not REGISTRY.judge("市银保监局", date="2024-05").is_exact
    assert not REGISTRY.judge("国家质检总局", date="2024-05").is_exact


def test_a_name_without_owner_takes_that_of_the_body_before_it() -> None:
    plan = read(Source("1.完善管网。（省水利厅、财政厅，市水务局、财政局、国家能源局、应急管理部负责）\n"))
    assert [mention.owner for mention in plan.fact(mentions(REGISTRY))] == ["省", "省", "市", "市", NATION, NATION]


def test_nested_bodies_are_both_known_and_collective_ones_are_left_out() -> None:
    plan = read(Source("1.完善管网。（省发展改革委（省能源局）、各有关部门负责）\n"))
    assert [(mention.name, mention.judgement.standing.value) for mention in plan.fact(mentions(REGISTRY))] == [
        ("省发展改革委", "current"),
        ("省能源局", "current"),
    ]


@pytest.mark.parametrize(("text", "expected"), [("2023年6月5日", "retired"), ("", "current")])
def test_the_date_of_the_document_decides(text: str, expected: str) -> None:
    plan = read(Source(f"青禾县供水工作方案\n\n一、重点任务\n1.完善管网。（县质监局负责）\n\n青禾县人民政府\n{text}\n"))
    assert [mention.judgement.standing.value for mention in plan.fact(mentions(REGISTRY))] == [expected]


def test_a_plan_is_issued_a_year_before_its_period_at_most() -> None:
    plan = read(Source("青禾县供水工作方案（2022—2024年）\n\n一、重点任务\n1.完善管网。（县质监局负责）\n"))
    assert [mention.judgement.standing.value for mention in plan.fact(mentions(REGISTRY))] == ["retired"]


@pytest.mark.parametrize(
    ("owner", "expected"),
    [("省", "province"), ("自治区", "province"), ("晋中市", "below"), ("沙县区", "below"), ("区", None), ("兵团", None), ("", None), (NATION, None)],
)
def test_the_rank_of_an_owner(owner: str, expected: str | None) -> None:
    assert rank(owner) == expected


def test_months_count_from_the_year_0() -> None:
    assert [month_of("2023-02-16"), month_of("2023-02"), month_of("2023"), month_of(None)] == [24277, 24277, 24276, None]


def test_regions_are_found_short_and_full_the_longest_first() -> None:
    regions = Regions({"云岭省": "溪口市 河东市", "海西=海西自治区": "海西=海西蒙古族自治州"})
    assert list(regions.within("驻云岭省局")) == [(1, 4, True), (1, 3, False)]
    assert [regions.both("海西"), regions.both("溪口"), regions.both("海东")] == [("海西", "海西自治区"), ("溪口", "溪口市"), None]
    assert [regions.seat("溪口"), regions.seat("河东市"), regions.seat("云岭")] == ["云岭省", "河东市", "云岭省"]


def test_the_shipped_regions_have_their_capitals_first() -> None:
    first = {province: (cities.split() or [""])[0] for province, cities in data.load("regions")["provinces"].items()}
    assert (len(first), first["山西省"], first["四川省"], first["内蒙古=内蒙古自治区"], first["海南省"]) == (31, "太原市", "成都市", "呼和浩特市", "海口市")


def test_every_successor_of_the_shipped_registry_comes_later() -> None:
    bodies = {body["id"]: body for body in data.load("agencies")["bodies"]}
    for body in bodies.values():
        successors = body.get("successors", ())
        for successor in [successors] if isinstance(successors, str) else successors:
            assert bodies.get(successor, {}).get("until", "9999") >= body["until"], body["id"]


@pytest.mark.parametrize(
    ("written", "right", "expected"),
    [
        *(("生态坏境厅", "生态环境厅", (Kind.CHANGED, 2)), ("工业和信息厅", "工业和信息化厅", (Kind.LEFT_OUT, 5)), ("省水利利厅", "省水利厅", (Kind.ADDED, 3))),
        *(("财致局", "财政局", (Kind.CHANGED, 1)), ("政财局", "财政局", (Kind.SWAPPED, 0)), ("财政局", "财政局", None), ("财务处", "财政局", None)),
        *(("水利", "水利局", (Kind.LEFT_OUT, 2)), ("水利局局", "水利局", (Kind.ADDED, 3)), ("", "局", (Kind.LEFT_OUT, 0)), ("利水局", "水务局", None)),
    ],
)
def test_one_slip_is_told_from_two(written: str, right: str, expected: tuple[Kind, int] | None) -> None:
    assert slip_between(written, right) == expected


_CLOSED = "".join(f"{at}.健全制度{at}。（市财政局、市教育局负责）\n" for at in range(1, 5))


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("5.完善管网。（市水务局、市林业局）\n", ["（市水务局、市林业局）"]),
        ("5.完善管网。（市水务局）\n", ["（市水务局）"]),
        ("5.完善管网（市水务局、林业局）。\n", ["（市水务局、林业局）"]),
        ("5.完善管网。（各县（市、区）人民政府，市水务局）\n", ["（各县（市、区）人民政府，市水务局）"]),
        ("5.完善管网（市水务局）。\n", []),
        ("5.报送主管部门（市水务局、市林业局）。\n", []),
        ("5.完善管网。（老城片区、新城片区）\n", []),
        ("5.完善管网。（市水务局、市政管网）\n", []),
    ],
)
def test_a_bracket_of_known_bodies_without_a_duty_is_a_list(task: str, expected: list[str]) -> None:
    plan = read(Source(_CLOSED + task))
    assert [found.span.of(plan.text) for found in unclosed_lists(plan)] == expected
    assert unclosed_lists(read(Source(task))) == []


def test_a_user_s_bodies_come_beside_ours_and_replace_those_of_the_same_id(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("bodies:\n- {id: park, names: [云溪高新区管委会]}\n- {id: tax, below: 税收局}\nsingle: {below: 小水电局}\n", encoding="utf-8")
    own = registry((str(path),))
    known = [own.judge(name).standing.value for name in ("云溪高新区管委会", "市税收局", "市小水电局", "市税务局", "市财政局")]
    assert known == ["current", "current", "current", "unknown", "current"]


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("bodies:\n- {id: a, name: 云溪局}\n", 2, "name"),
        ("bodies:\n- {id: a, below: 水电局}\n- {id: a, below: 水库局}\n", 3, "重复"),
        ("bodies:\n- {id: a}\n", 2, "没有名称"),
        ("bodies:\n- {below: 水电局}\n", 2, "没有 id"),
        ("bodies:\n- id: a\n  below: 水电局\n  until: 去年\n", 4, "年月"),
        ("bodies:\n- id: a\n  below: 水电局\n  grace: 半年\n", 4, "整数"),
        ("bodies:\n- id: a\n  below: 水电局\n  successors: b\n", 4, "until"),
        ("bodies:\n- id: a\n  office: 水电局\n", 3, "{R}"),
        ("bodies:\n- id: a\n  below: 局\n", 3, "太短"),
        ("as_of: 2024-05\n", 1, "bodies"),
    ],
)
def test_what_is_wrong_in_a_registry_is_told_with_its_place(tmp_path: Path, content: str, line: int, message: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RuleError, match=message) as raised:
        check_registry(str(path))
    assert raised.value.line == line


def test_a_registry_of_ones_own_is_read_again_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("bodies:\n  - id: lenglian\n    local: 冷链署\n", encoding="utf-8")
    assert registry((str(path),)).judge("县冷链署").standing is Standing.CURRENT
    assert registry((str(path),)) is registry((str(path),))
    path.write_text("bodies:\n  - id: lenglian\n    local: 冷链署\n    until: 2019-03\n", encoding="utf-8")
    assert registry((str(path),)).judge("县冷链署", date="2025-03").standing is Standing.RETIRED


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("云南省水利厅", [2, 3]),
        ("云南水利厅", [2]),
        ("内蒙古水利厅", [3]),
        ("青禾县水务局", [3]),
        ("市市场监管局", [1]),
        ("区区域办", [1]),
        ("水利厅", []),
    ],
)
def test_an_owner_ends_behind_its_own_sign_or_is_the_short_name_of_a_region(name: str, ends: list[int]) -> None:
    assert list(owner_ends(name)) == ends
