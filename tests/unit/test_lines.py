"""Broken lines, marks at the edge of a line, and what pages print around a text."""

from __future__ import annotations

import pytest

from planlint.damage.damage import Damage
from planlint.damage.lines import LineEnds, damaged_lines
from planlint.text.spans import Edit, Span, apply

_UPPER = "加快建设骨干水网工程，统筹城乡供水、防洪排涝和灌溉节水，新建改建一批中小"
_LOWER = "型水库和引调水工程，补齐短板。"
_WRAPPED = (
    "加快建设骨干水网工程统筹城乡供水和防洪排涝\n"
    "系统，新建改建一批中小型水库和引调水工程，\n"
    "完善灌区渠系配套，推进农村供水规模化发展，\n"
    "健全水价形成机制，落实管护主体责任，强化水\n"
    "资源刚性约束，严格取用水管理，加强节水宣传\n"
    "教育，推广节水器具，建设节水型社会，提升水\n"
    "旱灾害防御能力，完善监测预警体系，加密站点\n"
    "布设，修订应急预案，储备抢险物资，开展演练\n"
    "培训，确保人民群众生命财产安全。\n"
)


def kinds(text: str, ends: LineEnds = LineEnds.PRINTED) -> list[str]:
    return [wound.kind for wound in damaged_lines(text, ends=ends)]


def healed(text: str) -> str:
    """The text with all its broken lines joined."""
    return apply(text, [edit for wound in damaged_lines(text) if wound.kind != "page-furniture" for edit in wound.edits])


def without_furniture(text: str) -> str:
    return apply(text, [edit for wound in damaged_lines(text) if wound.kind == "page-furniture" for edit in wound.edits])


def test_a_sentence_cut_in_a_word_goes_on_in_the_next_line() -> None:
    [wound] = damaged_lines(f"{_UPPER}\n{_LOWER}\n")
    assert wound == Damage("broken-line", Span(32, 41), (Edit(Span(36, 37), ""),), True, "一批中小型水库和", None)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (f"{_UPPER}\n{_LOWER}\n", f"{_UPPER}{_LOWER}\n"),
        (f"{_UPPER}\r\n{_LOWER}\r\n", f"{_UPPER}{_LOWER}\r\n"),
        (f"{_UPPER}  \n　　{_LOWER}\n", f"{_UPPER}{_LOWER}\n"),
        (f"{_UPPER}\n\n{_LOWER}\n", f"{_UPPER}{_LOWER}\n"),
        (
            "加快建设骨干水网工程，统筹城乡供水、防洪排涝和灌溉节水，\n新建改建一批水库。\n",
            "加快建设骨干水网工程，统筹城乡供水、防洪排涝和灌溉节水，新建改建一批水库。\n",
        ),
        (
            "加快建设骨干水网工程，统筹城乡供水。（县水务局、县财政局、县\n林业局按职责分工负责）\n",
            "加快建设骨干水网工程，统筹城乡供水。（县水务局、县财政局、县林业局按职责分工负责）\n",
        ),
        (
            "加快建设骨干水网工程，统筹城乡供水、防洪排涝，推广 smart\ngrid 技术，补齐短板。\n",
            "加快建设骨干水网工程，统筹城乡供水、防洪排涝，推广 smart grid 技术，补齐短板。\n",
        ),
    ],
)
def test_a_broken_line_is_joined(text: str, whole: str) -> None:
    assert healed(text) == whole


@pytest.mark.parametrize(
    "text",
    [
        "一、完善网络\n二、优化调度\n",
        "（一）加快建设骨干水网工程统筹城乡供水防洪排涝\n坚持系统治理。\n",
        f"{_UPPER}型水库。\n{_LOWER}\n",
        f"{_UPPER}\n（二）优化调度。\n",
        f"{_UPPER}\n责任单位：县水务局\n",
        f"{_UPPER}\n2024年3月5日\n",
        "各乡镇人民政府，\n县级各部门：\n现印发给你们。\n",
        "各乡镇人民政府，开发区管委会，\n县级各部门、\n各有关企业：\n现印发给你们。\n",
        "抄送：县委办公室，县人大常委会办公室，\n县政协办公室，\n县法院，县检察院。\n",
        "现印发给你们，请认真组织实施。\n甲县人民政府\n2024年3月5日\n",
        "甲县人民政府办公室\n关于加快推进水网建设\n促进城乡供水一体化的\n实施意见\n",
        "江水清清两岸绿，渠水弯弯，\n家家户户喜盈盈，\n引得清泉入城来，润得禾苗生。\n",
        "甲县供水条例\n（2015年8月4日甲县第十五届人民代表大会常务委员会第二十次会议通过\n2019年3月28日修正）\n",
        f"4.2完善供水网络，{_UPPER}\n{_LOWER}\n",
        f"{_UPPER}水库\n4.2完善供水网络，补齐短板。\n",
        "任务\t单位\n建渠\t水务局\n",
        "",
        "\n\n",
        "一行",
    ],
)
def test_headings_addressees_signatures_titles_and_tables_are_not_broken(text: str) -> None:
    assert kinds(text) == []


def test_the_rows_of_a_markdown_table_are_not_broken() -> None:
    text = "| 加快建设骨干水网工程，统筹城乡供水、防洪排涝和灌溉节水， |\n| 补齐 |\n"
    assert kinds(text, LineEnds.SOFT) == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("完善供水网络\n，补齐短板。\n", "完善供水网络，补齐短板。\n"),
        ("落实《\n水法》要求。\n", "落实《水法》要求。\n"),
    ],
)
def test_a_mark_at_the_edge_of_a_line_is_told_as_such(text: str, whole: str) -> None:
    assert kinds(text) == ["mark-at-line-edge"]
    assert healed(text) == whole


def test_the_lines_of_a_hard_wrapped_text_are_one_habit() -> None:
    found = damaged_lines(_WRAPPED)
    assert [(wound.kind, wound.group) for wound in found] == [("broken-line", "wrapped")] * 8
    assert healed(_WRAPPED) == _WRAPPED.replace("\n", "") + "\n"


def test_a_figure_in_a_line_of_its_own_is_joined_only_where_one_is_called_for() -> None:
    assert healed(f"{_LOWER}水质稳定达标，全年硬度平均值稳定地控制在\n35\n毫克以下。\n") == f"{_LOWER}水质稳定达标，全年硬度平均值稳定地控制在35毫克以下。\n"
    assert kinds(f"{_LOWER}年度断水断电次数与城区常住人口之比，单位为次每万人口数\n\n22\n\n人均用水量，按全年计。\n") == []


def test_a_page_number_in_word_is_taken_out_by_a_person() -> None:
    assert [wound.doubtful for wound in damaged_lines("补齐短板。\n— 3 —\n加强领导。\n", ends=LineEnds.MEANT)] == [True]


def test_what_a_joint_shows_is_of_two_lines() -> None:
    assert [wound.note for wound in damaged_lines("完善制度（\n含\n），补齐短板。\n")] == ["善制度（含", "含），补齐"]


def test_a_few_broken_lines_are_no_habit() -> None:
    assert [wound.group for wound in damaged_lines(f"{_UPPER}\n{_LOWER}\n" * 2)] == [None, None]


@pytest.mark.parametrize("number", ["— 3 —", "- 3 -", "—3—", "第3页", "第 3 页 共 10 页", "第3页，共10页"])
def test_a_page_number_is_furniture(number: str) -> None:
    text = f"补齐短板。\n{number}\n加强领导。\n"
    assert kinds(text) == ["page-furniture"]
    assert without_furniture(text) == "补齐短板。\n加强领导。\n"


def test_a_sentence_goes_on_behind_the_number_of_its_page() -> None:
    text = f"{_UPPER}\n— 3 —\n{_LOWER}\n"
    assert kinds(text) == ["broken-line", "page-furniture"]
    assert healed(text) == f"{_UPPER}{_LOWER}\n"


_SENTENCE = "统筹城乡供水、防洪排涝和灌溉节水，新建改建一批中小型水库。" * 9


def pages(*numbers: str) -> str:
    """Pages of text, each of which ends with a line of its own in the middle of a sentence."""
    return "".join(f"{_SENTENCE}\n{_UPPER}\n{number}\n{_LOWER}\n" for number in numbers)


@pytest.mark.parametrize("numbers", [("7", "8", "9"), ("7", "8", "10"), ("7/30", "8/30", "9/30"), ("甲县公报 7", "甲县公报 8", "甲县公报 9")])
def test_lines_that_count_on_with_the_pages_are_furniture(numbers: tuple[str, ...]) -> None:
    assert kinds(pages(*numbers)).count("page-furniture") == 3


def test_two_page_numbers_that_follow_each_other_prove_one_another() -> None:
    assert kinds(pages("7", "8")).count("page-furniture") == 2
    assert "page-furniture" not in kinds("。\n".join(pages("7", "8").split("\n", 2)))


def test_a_value_between_page_numbers_is_no_page_number() -> None:
    text = pages("34") + f"{_SENTENCE}\n水质稳定达标，全年硬度的平均值控制在\n35\n毫克以下，{_SENTENCE}\n" + pages("36", "37")
    assert [wound.note for wound in damaged_lines(text) if wound.kind == "page-furniture"] == ["34", "36", "37"]


@pytest.mark.parametrize("numbers", [("7", "9"), ("7", "7", "7"), ("9", "8", "7"), ("7", "80", "9"), ("7/30", "8/31", "9/32"), ("甲表 7", "乙表 8", "丙表 9")])
def test_numbers_that_do_not_count_on_are_text(numbers: tuple[str, ...]) -> None:
    assert "page-furniture" not in kinds(pages(*numbers))


def test_numbers_a_line_apart_are_those_of_a_table() -> None:
    rows = "".join(f"{_UPPER}\n{number}\n{_LOWER}\n" for number in range(1, 9))
    assert "page-furniture" not in kinds(rows)


def test_numbers_that_open_items_cut_no_sentence() -> None:
    items = "".join(f"{number}\n{_SENTENCE}\n" for number in range(1, 9))
    assert kinds(items) == []


def test_a_page_number_at_the_number_of_a_heading_goes() -> None:
    text = "（一）扩大供水\n新建水库。\n2（二）节约用水\n推广器具。\n"
    assert without_furniture(text) == "（一）扩大供水\n新建水库。\n（二）节约用水\n推广器具。\n"


@pytest.mark.parametrize("text", ["（一）扩大供水\n2（三）节约用水\n", "2（二）节约用水\n", "（一）扩大供水\n2（一期）工程\n"])
def test_a_number_at_one_that_does_not_count_on_stays(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text", ["序号\n12\n水库\n", "补齐短板。\n12\n加强领导。\n", "12\n", "一、网络\n3\n二、调度\n", "供水率\n3.5\n95%\n", f"{_UPPER}\n12\n{_LOWER}\n"]
)
def test_a_bare_figure_that_cuts_no_sentence_is_no_furniture(text: str) -> None:
    assert kinds(text) == []


def test_a_running_head_beside_three_page_numbers_is_furniture() -> None:
    pages = "补齐供水短板。\n甲县水网规划\n- 1 -\n加强组织领导。\n甲县水网规划\n- 2 -\n强化督查考核。\n甲县水网规划\n- 3 -\n"
    assert without_furniture(pages) == "补齐供水短板。\n加强组织领导。\n强化督查考核。\n"


def test_a_line_beside_two_page_numbers_is_text() -> None:
    pages = "补齐供水短板。\n甲县水网规划\n- 1 -\n加强组织领导。\n甲县水网规划\n- 2 -\n"
    assert without_furniture(pages) == "补齐供水短板。\n甲县水网规划\n加强组织领导。\n甲县水网规划\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_furniture_goes_with_its_line_end(end: str) -> None:
    assert without_furniture(f"补齐短板。{end}  — 3 —  {end}加强领导。{end}") == f"补齐短板。{end}加强领导。{end}"


def test_wounds_come_in_the_order_of_their_places() -> None:
    spans = [wound.span for wound in damaged_lines(f"{_UPPER}\n— 3 —\n{_LOWER}\n完善网络\n，补齐短板。\n")]
    assert spans == sorted(spans) and len(spans) == 3


@pytest.mark.parametrize(
    "label", ["责任主体：", "承办单位：", "主管部门:", "评 价 方 式：", "【牵头处室】", "［落实科室］：", "（承办单位：", "——验收标准：", "牵头/配合单位："]
)
def test_a_line_that_opens_with_a_label_is_no_second_half(label: str) -> None:
    assert kinds(f"{_UPPER}水库\n{label}县水务局，每年督查一次。\n") == []


@pytest.mark.parametrize("ends", [LineEnds.PRINTED, LineEnds.SOFT, LineEnds.MEANT])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_mark_that_opens_no_sentence_is_at_a_wrong_place_in_every_format(ends: LineEnds, end: str) -> None:
    [wound] = damaged_lines(f"完善供水网络{end}{end}，补齐短板。{end}", ends=ends)
    assert (wound.kind, wound.doubtful) == ("mark-at-line-edge", ends is not LineEnds.PRINTED)


def test_what_a_reader_has_settled_stays() -> None:
    assert damaged_lines(f"{_UPPER}水库\n{_LOWER}\n完善供水网络\n，补齐短板。\n", ends=LineEnds.SETTLED) == []


@pytest.mark.parametrize("ends", [LineEnds.SOFT, LineEnds.MEANT])
@pytest.mark.parametrize(
    "text",
    [
        f"{_UPPER}水库\n\n{_LOWER}\n",
        f"{_UPPER}水库，\n\n{_LOWER}\n",
        "县（区）供水规程\n\n“坚持系统治理。\n\n“坚持统筹推进。”\n",
        f"{_UPPER}水库（含水闸\n\n{_LOWER}\n",
        "关于印发《甲县供水\n\n实施方案》的通知\n",
    ],
)
def test_paragraphs_that_are_meant_to_be_apart_are_whole(text: str, ends: LineEnds) -> None:
    assert kinds(text, ends) == []


@pytest.mark.parametrize("text", [f"{_UPPER}水库（含水闸\n、泵站），补齐短板。\n", f"{_UPPER}水库（含水闸和\n泵站），补齐短板。\n", "落实《\n水法》要求。\n"])
def test_a_paragraph_that_plainly_goes_on_is_joined_by_a_person(text: str) -> None:
    assert [(wound.safe, wound.doubtful) for wound in damaged_lines(text, ends=LineEnds.MEANT)] == [(True, True)]


def test_a_wrapped_text_is_read_joined_where_its_lines_are_paragraphs() -> None:
    text = _WRAPPED * 2
    assert [(wound.kind, wound.group, wound.doubtful) for wound in damaged_lines(text, ends=LineEnds.MEANT)] == [("broken-line", "wrapped", True)] * 16


@pytest.mark.parametrize("end", ["", "\n", "\r\n", " "])
def test_a_page_number_goes_with_its_line_end_at_the_end_of_the_text_too(end: str) -> None:
    text = f"建设驿站，方便群众\n— 1 —\n歇脚饮水，用好空间。\n— 2 —\n建设食堂。\n— 3 —{end}"
    numbers = [found.edits[0].span.of(text) for found in damaged_lines(text) if found.kind == "page-furniture"]
    assert numbers == ["— 1 —\n", "— 2 —\n", f"— 3 —{end}"]
