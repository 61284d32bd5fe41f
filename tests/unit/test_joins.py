"""Each rule of the tables of joins by an example that comes out wrong without it. ⏎ is a line end that is to stay, ⤸ one at which the lines are joined."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from planlint.damage.joins import PARAGRAPHS, PRINTED, Joint, Page, joints
from planlint.damage.set_lines import set_lines
from planlint.reasons import Reason

_WRAPPED = (
    "加快建设骨干水网工程统筹城乡供水和防洪排涝⤸"
    "系统，新建改建一批中小型水库和引调水工程，⤸"
    "完善灌区渠系配套，推进农村供水规模化发展，⤸"
    "健全水价形成机制，落实管护主体责任，强化水⤸"
    "资源刚性约束，严格取用水管理，加强节水宣传⤸"
    "教育，推广节水器具，建设节水型社会，提升水⤸"
    "旱灾害防御能力，完善监测预警体系，加密站点⤸"
    "布设，修订应急预案，储备抢险物资。⏎"
)
_SET_IN = (
    "　　加快建设骨干水网工程统筹城乡供水和防洪⤸"
    "排涝系统，新建改建一批中小型水库和引调水工⤸"
    "程，完善灌区渠系配套，推进农村供水规模化。⏎"
    "　　健全水价形成机制，落实管护主体，强化水⤸"
    "资源刚性约束，严格取用水管理，加强节水宣传⤸"
    "教育，推广节水器具，建设节水型社会，提升水⤸"
    "旱灾害防御能力。⏎"
    "　　完善监测预警体系，加密站点布设，修订应⤸"
    "急预案，储备抢险物资，开展演练培训，确保人⤸"
    "民群众生命财产安全。⏎"
)
_LONG = "加快建设骨干水网工程，统筹城乡供水、防洪排涝和灌溉节水，新建改建一批中小"
_UNSTOPPED = (
    "（一）完善网络。统筹城乡供水、防洪排涝和灌溉节水，新建改建一批水库⏎"
    "（二）健全机制。落实管护主体，严格取用水管理，加强节水宣传教育培训⏎"
    "（三）强化保障。完善监测预警体系，加密站点布设，修订各类应急预案⏎"
)

_EXAMPLES = {
    "row": "水源工程\t新建改建水库，配套建设渠系、泵站和监测设施，完善管护机制\t三年⏎管网工程\t更新老旧管网，补齐短板。",
    "below-article": f"{_LONG}型水库和泵站⏎版权所有，转载请注明出处，侵权即删，欢迎读者来信来电指正。",
    "cut-number": _WRAPPED + "尽力而为量力而行，坚持安全第一和生态保护第⤸一，统筹供水和防洪。",
    "number": f"{_LONG}型水库⏎（二）优化调度，补齐短板。",
    "imprint": _WRAPPED + "各乡镇要加强领导，抓好落实，重大问题及时报⏎甲县人民政府⏎2024年3月5日",
    "leading-mark": "完善供水网络⤸，补齐短板。",
    "fresh": f"{_LONG}型水库⏎——坚持系统治理，统筹推进。",
    "label": f"{_LONG}型水库⏎验收方式：县级自查，市级抽查。",
    "set-in": _SET_IN + "　　尽力而为量力而行，坚持安全第一，统筹供⤸水和防洪，加强组织领导和要素保障，抓好督查⏎　　强化宣传引导，营造良好氛围，推广好做法。",
    "letter": "甲县人民政府办公室关于加快骨干水网建设工作的通知⏎各乡镇人民政府：⏎" + _WRAPPED + "加快建设骨干水网工程统筹城乡供水和防洪排⤸涝系统。",
    "value": "到2027年，全县饮用水水源水质稳定达标，平均硬度控制在⤸35⤸毫克以下。",
    "figure": "到2027年，全县供水普及率达到95%，水质达标率达到100%，⏎12⏎漏损率控制在8%以内。",
    "verse": "政府主导，⏎部门协同，⏎社会参与。",
    "pause": "责任单位：县水务局、⤸县财政局",
    "bracket": _WRAPPED + "健全水价形成机制（农业用水分档累进加价；⤸居民用水实行阶梯水价），强化用水管理。",
    "list-closed": _WRAPPED
    + "健全水价形成机制，强化水资源刚性约束。（县水⤸务局、县发展改革局、县财政局、县审计局指导）⏎落实管护主体，严格取用水管理，加强宣传。",
    "no-first-line": _SET_IN + "　　尽力而为，量力而行，坚持安全第一，统筹⤸供水和防洪，加强组织领导和要素保障和监管。⤸各乡镇要抓好落实，及时报告。",
    "full-stop-at-margin": _WRAPPED + "强化监测预警，严格取用水管理，加强节水宣传⤸教育，推广节水器具，提升水旱灾害防御的能力。⤸修订应急预案，储备抢险物资。",
    "stop": _WRAPPED + "强化监测预警，严格取用水管理，加强节水宣传⤸教育，提升防御能力。⏎修订应急预案，储备抢险物资。",
    "bracket-unwrapped": "加快建设骨干水网工程，统筹城乡供水，补齐短板。（县水务局、县⤸林业局按职责分工负责）",
    "label-above": _WRAPPED + "责任单位：县水务局、县发展改革局、县财政局⏎加强组织领导",
    "full": _WRAPPED + "健全水价形成机制，落实管护主体责任，强化水⤸资源刚性约束",
    "heading-at-end": f"{_LONG}型水库，建成一批泵站。 二、强化管护⏎各乡镇要抓好落实，及时报告，压实责任，加强督导检查和考核评价。",
    "cut-word": _UNSTOPPED + f"{_LONG}⤸型水库和引调水工程，补齐短板。",
    "no-stops": _UNSTOPPED + "县水务局牵头负责，每季度通报一次进展，年底前对照清单逐项验收⏎各乡镇要抓好落实，及时报告。",
    "sentence": f"{_LONG}型水库和泵站⤸以及引调水工程，补齐短板。",
}
_EXAMPLES_OF_PARAGRAPHS = {
    "row": "水源工程\t统筹推进，新建水库（含水闸\t三年⏎管网工程\t更新老旧管网），补齐短板。",
    "number": "新建改建一批水库（⏎1.水闸；⏎2.泵站）。",
    "leading-mark": "完善供水网络⤸，补齐短板。",
    "fresh": "完善网络，新建改建一批水库（含水闸⏎——泵站），补齐短板。",
    "label": "完善网络，新建改建一批水库（含水闸⏎承办单位：县水务局），补齐短板。",
    "opening-mark": "新建改建一批工程（⤸水库、泵站等。",
    "bracket": "完善网络，新建改建一批水库（含水闸和⤸泵站），补齐短板。",
}


@pytest.mark.parametrize(
    ("table", "name", "example"),
    [
        *(pytest.param(PRINTED, name, example, id=f"printed-{name}") for name, example in _EXAMPLES.items()),
        *(pytest.param(PARAGRAPHS, name, example, id=f"paragraphs-{name}") for name, example in _EXAMPLES_OF_PARAGRAPHS.items()),
    ],
)
def test_a_rule_is_needed_for_its_example(table: Sequence[Reason[Joint]], name: str, example: str) -> None:
    assert _marked(example, table) == example
    assert _marked(example, [rule for rule in table if rule.name != name]) != example


@pytest.mark.parametrize(
    "example",
    [
        "关于改造社区食堂，优化便民服务环境的实施意见⏎为落实便民服务要求，改造社区食堂，制定本意见。",
        "加快建设骨干水网工程，统筹城乡供水防洪和⤸"
        "灌溉节水，新建改建一批中小型水库和引调水⤸"
        "工程，完善灌区渠系，推进农村供水的规模化⤸"
        "为群众办实事的举措，健全水价，落实好管护⤸"
        "主体责任，强化水资源刚性约束，严格取用水⤸"
        "管理，加强节水宣传教育，推广节水器具和再⤸"
        "生水利用，提升水旱灾害防御能力，完善监测⤸"
        "预警体系，修订应急预案。",
    ],
    ids=["a-title-with-clauses", "a-sentence-that-fills-its-lines"],
)
def test_the_first_sentence_begins_below_a_title_and_not_inside_a_sentence(example: str) -> None:
    assert _marked(example, PRINTED) == example


def test_every_rule_has_an_example() -> None:
    assert [rule.name for rule in PRINTED] == list(_EXAMPLES)
    assert [rule.name for rule in PARAGRAPHS] == list(_EXAMPLES_OF_PARAGRAPHS)


def _marked(example: str, rules: Sequence[Reason[Joint]]) -> str:
    """The example as the rules have it."""
    text = example.replace("⤸", "\n").replace("⏎", "\n")
    joined = {above.stop for above, _ in joints(Page(text, set_lines(text)), rules)}
    return "".join(("⤸" if at in joined else "⏎") if character == "\n" else character for at, character in enumerate(text))
