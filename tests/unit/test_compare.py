"""What a draft takes up of a superior plan."""

from __future__ import annotations

from planlint.compare.against import Against, TaskOf, against, side
from planlint.compare.measures import places
from planlint.compare.relations import Change, Relation, Scope, State, change_of, scope_of
from planlint.compare.targets import Standing
from planlint.facts.agencies.registry import registry
from planlint.syntax import read
from planlint.text.source import Source

_HEAD = "全国湿地公园管护行动方案\n\n一、重点任务\n\n"
_DUCKS = "（一）建好观鸟设施。修建木栈道和观鸟塔，配备望远镜和解说牌。推广预约限流制度。（国家林草局牵头，住房城乡建设部配合）\n\n"
_REEDS = "（二）轮割芦苇。按年度分片收割芦苇，秸秆用于造纸和编织。到2027年，芦苇利用率达到80%以上。（农业农村部负责）\n\n"
_LAW = "（三）健全法规。推动修订湿地保护法。（国家林草局、司法部负责）\n"


def compared(superior: str, draft: str, reasons: dict[str, str] | None = None) -> Against:
    return against(side("superior", read(Source(superior))), side("draft", read(Source(draft))), registry(), reasons)


def task(found: Against, title: str) -> TaskOf:
    return next(one for one in found.tasks if one.taken.place.title == title)


def test_a_task_is_cut_into_clauses_without_its_title_its_targets_and_its_bodies() -> None:
    cut = places(read(Source(_HEAD + _DUCKS + _REEDS)))
    assert [[measure.text for measure in place.measures] for place in cut if place.is_task] == [
        ["修建木栈道和观鸟塔", "配备望远镜和解说牌", "推广预约限流制度"],
        ["按年度分片收割芦苇", "秸秆用于造纸和编织"],
    ]


def test_a_clause_that_leads_over_stays_with_the_one_behind_it() -> None:
    cut = places(read(Source("一、重点任务\n\n（一）护鸟。以候鸟迁徙通道为重点，开展联合巡护。在冰封期到来之前，投放补饲玉米。\n")))
    assert [measure.text for measure in cut[-1].measures] == ["以候鸟迁徙通道为重点，开展联合巡护", "在冰封期到来之前，投放补饲玉米"]


def test_a_plan_without_words_of_its_own_is_taken_up_wholly() -> None:
    found = compared(_HEAD + _DUCKS + _REEDS, _HEAD + _DUCKS + _REEDS)
    assert [one.taken.relation for one in found.tasks] == [Relation.TAKEN_UP] * 2
    assert {match.state for one in found.tasks for match in one.taken.matches} == {State.PRESENT}
    assert [of.pair.standing for of in found.targets] == [Standing.EQUAL]
    assert not found.added_tasks


def test_a_measure_is_looked_for_in_the_whole_draft() -> None:
    draft = _HEAD + _DUCKS.replace("推广预约限流制度。", "") + _REEDS + "二、保障措施\n\n（三）强化管理。推广预约限流制度，严格检查门票。\n"
    found = task(compared(_HEAD + _DUCKS + _REEDS, draft), "建好观鸟设施")
    assert [(match.measure.text, match.state) for match in found.taken.matches if match.state is State.NOT_FOUND] == []


def test_a_measure_that_is_nowhere_is_told_with_what_is_nearest() -> None:
    draft = _HEAD + _DUCKS.replace("配备望远镜和解说牌", "设置停车场") + _REEDS
    (lost,) = task(compared(_HEAD + _DUCKS + _REEDS, draft), "建好观鸟设施").taken.not_found
    assert lost.measure.text == "配备望远镜和解说牌"


def test_a_task_of_the_state_alone_is_set_apart() -> None:
    found = task(compared(_HEAD + _DUCKS + _LAW, _HEAD + _DUCKS), "健全法规")
    assert found.taken.relation is Relation.NOT_APPLICABLE
    assert found.taken.reason == "只有国家或特定区域的举措"


def test_a_task_may_be_declared_not_applicable_by_its_number_or_its_title() -> None:
    for name in ("一、（二）", "轮割芦苇"):
        found = task(compared(_HEAD + _DUCKS + _REEDS, _HEAD + _DUCKS, {name: "本地没有芦苇"}), "轮割芦苇")
        assert (found.taken.relation, found.taken.reason) == (Relation.NOT_APPLICABLE, "本地没有芦苇")


def test_a_task_without_anything_of_it_is_missing() -> None:
    assert task(compared(_HEAD + _DUCKS + _REEDS, _HEAD + _DUCKS), "轮割芦苇").taken.relation is Relation.MISSING


def test_counterparts_are_a_level_down_and_others_are_missing() -> None:
    draft = _HEAD + _DUCKS.replace("国家林草局牵头，住房城乡建设部配合", "省林草局牵头，省水利厅配合") + _REEDS.replace("农业农村部", "省农业农村厅")
    bodies = task(compared(_HEAD + _DUCKS + _REEDS, draft), "建好观鸟设施").bodies
    assert [gap.name for gap in bodies.missing] == ["住房城乡建设部"]
    assert bodies.extra == ("省水利厅",)
    assert bodies.leads is None


def test_another_lead_is_told() -> None:
    draft = _HEAD + _DUCKS.replace("国家林草局牵头，住房城乡建设部配合", "省住房城乡建设厅牵头，省林草局配合")
    assert task(compared(_HEAD + _DUCKS, draft), "建好观鸟设施").bodies.leads == (("国家林草局",), ("省住房城乡建设厅",))


def test_targets_stand_by_value_year_and_unit() -> None:
    for written, standing in (
        ("芦苇利用率达到80%以上", Standing.EQUAL),
        ("芦苇利用率达到85%以上", Standing.STRONGER),
        ("芦苇利用率达到60%以上", Standing.WEAKER),
        ("芦苇利用率明显提升", Standing.WEAKER),
        ("芦苇利用量达到3万吨", Standing.OTHER_MEASURE),
        ("游客满意度达到90%", Standing.NOT_TAKEN_UP),
    ):
        (of,) = compared(_HEAD + _DUCKS + _REEDS, _HEAD + _DUCKS + _REEDS.replace("芦苇利用率达到80%以上", written)).targets
        assert of.pair.standing is standing, written


def test_less_is_more_where_a_target_sets_an_upper_bound() -> None:
    superior = _HEAD + "（一）护鸟。到2027年，鸟巢损毁率控制在5%以内。\n"
    (of,) = compared(superior, superior.replace("5%", "8%")).targets
    assert of.pair.standing is Standing.WEAKER


def test_whose_a_measure_is() -> None:
    assert scope_of("推动修订湿地保护法") is Scope.NATIONAL
    assert scope_of("优化进口关税") is Scope.NATIONAL
    assert scope_of("推进长江流域候鸟通道联防") is Scope.REGIONS
    assert scope_of("修建观鸟塔") is Scope.OPEN


def test_how_a_measure_is_reworded() -> None:
    assert change_of("实施芦苇轮割", "鼓励芦苇轮割") is Change.WEAKENED
    assert change_of("修建3座观鸟塔", "修建观鸟塔") is Change.WEAKENED
    assert change_of("推广芦苇、香蒲、菖蒲编织", "推广柳条、竹篾编织") is Change.LOCALISED
    assert change_of("加强观鸟管理", "强化观鸟管理") is None


def test_tasks_that_one_wider_task_names_are_merged_into_it() -> None:
    steps = ("（一）观鸟塔。修建木栈道，配备望远镜。\n\n", "（二）芦苇荡。分片收割芦苇，编织草席。\n")
    draft = "一、重点任务\n\n（一）建好观鸟塔和芦苇荡。修建木栈道，配备望远镜，分片收割芦苇，编织草席。\n"
    found = compared("一、重点任务\n\n" + "".join(steps), draft)
    assert [one.taken.relation for one in found.tasks] == [Relation.MERGED, Relation.MERGED]


def test_a_task_that_is_there_by_name_alone_is_taken_up_in_part() -> None:
    draft = _HEAD + _DUCKS + "（二）轮割芦苇荡周边。举办龙舟竞渡。\n"
    assert task(compared(_HEAD + _DUCKS + _REEDS, draft), "轮割芦苇").taken.relation is Relation.PARTLY


def test_a_number_in_another_dress_names_the_same_task() -> None:
    found = compared(_HEAD + _DUCKS + _REEDS, _HEAD + _DUCKS, {"一、(二)": "本地没有芦苇"})
    assert task(found, "轮割芦苇").taken.reason == "本地没有芦苇"
