"""The tables and their columns, with what each holds in the two languages: every form of the schema is made from here.

A row belongs to the document whose `document` it bears, and to the section whose `node` it bears in that document. `start` and `stop` count code
points of the text as read, from 0; `line` is that of the file as an editor shows it (a paragraph of a Word file, a line of a PDF's text), `page`
that of a PDF, both from 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planlint.record import Record

if TYPE_CHECKING:
    from typing import Annotated

VERSION = "1.0.0"
"""The version of the schema: the last number rises where words change, the middle one with a new column or table, the first where a reader breaks."""


class Document(Record):
    """A document: what it says of itself, and how well it could be read."""

    document: Annotated[str, "文件的编号：路径与内容的 SHA-256 摘要，前 32 位", "Id of the document: 32 digits of a SHA-256 of its path and content"]
    path: Annotated[str, "文件的路径；压缩包、表格中的写在其后", "Path of the file; behind it the member of an archive or the row of a table"]
    sha256: Annotated[str | None, "内容的 SHA-256；没有读到内容时为空", "SHA-256 of the content; empty where there was none to read"]
    format: Annotated[str | None, "读作哪种格式", "Format it was read in"]
    encoding: Annotated[str | None, "文字编码", "Encoding of the text"]
    title: Annotated[str | None, "标题", "Title of the plan"]
    genre: Annotated[str | None, "文种", "Genre: 实施方案, 行动计划, 规划 …"]
    issuers: Annotated[tuple[str, ...], "发文机关", "Issuing bodies as written"]
    region: Annotated[str | None, "地区全称：省、市、县", "Region: the names of province, city and county in full"]
    region_id: Annotated[str | None, "行政区划代码，六位", "Six figures of the region: of the city, else of the province"]
    level: Annotated[str | None, "层级：national、province、city、county", "Level of who issued it: national, province, city, county"]
    date: Annotated[str | None, "成文日期，如 2023-02-16、2024-12", "Date of issue: 2023-02-16, or 2024-12 where no day is told"]
    document_number: Annotated[str | None, "发文字号", "Document number"]
    period_start: Annotated[int | None, "规划期的第一年", "First year of the period in the title"]
    period_end: Annotated[int | None, "规划期的最后一年", "Last year of the period in the title"]
    characters: Annotated[int, "字数，不计空白", "Characters of the text, spaces and line ends not counted"]
    damaged: Annotated[float, "损坏的字符所占的比例，0 至 1", "Share of the characters that are damaged, from 0 to 1"]
    scanned: Annotated[bool, "是否由扫描识别而来", "Whether the text comes from character recognition"]
    structured: Annotated[bool, "是否读出了章节", "Whether numbered sections were found"]
    error: Annotated[
        str | None,
        "没有读成的缘由：unreadable、time、memory、crash、failure；读成的为空",
        "Why it could not be read: unreadable, time, memory, crash, failure; empty where it was",
    ]
    reason: Annotated[str | None, "没有读成的说明", "The same in words"]


class Section(Record):
    """A part of the tree: a part of the document, a chapter, a heading or a numbered item. Node 0 is the whole document."""

    document: Annotated[str, "所属文件", "Document it belongs to"]
    node: Annotated[int, "节点的编号，文件内按阅读顺序", "Number of the node in its document, in reading order"]
    parent: Annotated[int | None, "上一级节点", "Node above it"]
    kind: Annotated[str, "种类：document、notice、plan、annex、heading、box …", "Kind: document, notice, plan, annex, heading, box …"]
    level: Annotated[int, "序号的层级，从 1 起；0 为没有序号", "Depth among numbered nodes from 1; 0 for one without number"]
    number: Annotated[str | None, "序号，如（四）", "Number as written, without spaces"]
    value: Annotated[int | None, "序号的值", "Value of the number"]
    title: Annotated[str, "标题", "Title without number"]
    role: Annotated[str | None, "章节的作用：goals、tasks、safeguards …", "Role of the section: goals, tasks, safeguards …"]
    text: Annotated[str, "标题之下、下级标题之外的正文，一段一行", "Text below the title and above the next section, a paragraph a line"]
    start: Annotated[int, "起点", "Where it begins"]
    stop: Annotated[int, "终点", "Where it ends, exclusive"]
    line: Annotated[int, "行", "Line of the file"]
    page: Annotated[int | None, "页", "Page of a PDF"]


class Task(Record):
    """A list of bodies with what it answers for, or an item that has none."""

    document: Annotated[str, "所属文件", "Document it belongs to"]
    task: Annotated[int, "任务在文件内的编号，从 1 起", "Number of the task in its document, from 1"]
    node: Annotated[int, "所在章节", "Section it stands in"]
    number_path: Annotated[tuple[str, ...], "从外到内的序号", "Numbers from the outermost down"]
    title: Annotated[str, "标题", "Title of the item"]
    role: Annotated[str | None, "所在章节的作用", "Role of the chapter"]
    row: Annotated[int, "同一项中的第几行", "Which row of its item, from 1"]
    rows: Annotated[int, "同一项共有几行", "How many rows the item has"]
    measure: Annotated[str, "责任单位所对应的文字", "What the list stands behind"]
    lead: Annotated[tuple[str, ...], "牵头单位", "Lead bodies"]
    responsible: Annotated[tuple[str, ...], "责任单位", "Responsible bodies"]
    supporting: Annotated[tuple[str, ...], "配合单位", "Supporting bodies"]
    collective: Annotated[bool, "只写“各有关部门”之类", "Whether nobody is named but all departments concerned"]
    inherited_from: Annotated[tuple[str, ...] | None, "责任单位写在哪一项", "Numbers of the item whose list speaks for this one"]
    deadline: Annotated[str | None, "完成时限：2025-12-31、2025-12 或 2025", "Deadline: 2025-12-31, 2025-12 or 2025"]
    deadline_text: Annotated[str | None, "时限的原文", "Deadline as written"]
    ongoing: Annotated[bool, "是否长期坚持", "Whether it has no end"]
    start: Annotated[int, "起点", "Where it begins"]
    stop: Annotated[int, "终点", "Where it ends, exclusive"]
    line: Annotated[int, "行", "Line of the file"]
    page: Annotated[int | None, "页", "Page of a PDF"]


class TaskBody(Record):
    """A body that answers for a task."""

    document: Annotated[str, "所属文件", "Document it belongs to"]
    task: Annotated[int, "任务的编号", "Task of that document"]
    node: Annotated[int, "所在章节", "Section the task stands in"]
    body_id: Annotated[str, "单位的编号，各种写法同一", "Id of the body: one for all ways to write it"]
    name: Annotated[str, "写法", "Name as written, without spaces"]
    role: Annotated[str, "职责：lead、responsible、supporting", "Duty: lead, responsible, supporting"]
    region: Annotated[str | None, "所属地区", "Region of the body"]
    region_id: Annotated[str | None, "地区代码", "Six figures of that region"]
    implied: Annotated[bool, "是否由别处一并写明", "Whether a clause elsewhere names it for all tasks"]
    start: Annotated[int, "起点", "Where the name begins"]
    stop: Annotated[int, "终点", "Where it ends, exclusive"]
    line: Annotated[int, "行", "Line of the file"]
    page: Annotated[int | None, "页", "Page of a PDF"]


class Target(Record):
    """A figure that the document names with what it measures: a target, or what `kind` says."""

    document: Annotated[str, "所属文件", "Document it belongs to"]
    target: Annotated[int, "目标在文件内的编号，从 1 起", "Number of the target in its document, from 1"]
    node: Annotated[int, "所在章节", "Section it stands in"]
    kind: Annotated[str, "种类：target、baseline、achieved、threshold、investment", "Kind: target, baseline, achieved, threshold, investment"]
    indicator_id: Annotated[str, "指标的编号，用于比较", "Indicator in the form that is compared"]
    indicator: Annotated[str, "指标", "Indicator as written"]
    subject: Annotated[str | None, "指标的主体，如全市", "Whose indicator it is, such as 全市"]
    year: Annotated[int | None, "目标年", "Year by which"]
    period: Annotated[str | None, "时期，如十四五", "Period in its place, such as 十四五"]
    base_year: Annotated[int | None, "基期年", "Year it is measured from"]
    base: Annotated[float | None, "基期值", "Value in the base year, where a table tells it"]
    comparator: Annotated[str, "比较：=、>=、<=、>、<、~、before、qualitative", "Comparator: = >= <= > < ~ before qualitative"]
    change: Annotated[str | None, "increase 或 decrease", "increase or decrease"]
    low: Annotated[float | None, "下限", "Least value that meets it"]
    high: Annotated[float | None, "上限", "Greatest value that meets it"]
    value_text: Annotated[str, "数值的原文", "Value as written"]
    unit: Annotated[str | None, "单位", "Unit as written"]
    binding: Annotated[str | None, "属性：binding 或 expected", "binding or expected, where the document says so"]
    cumulative: Annotated[bool, "是否累计值", "Whether it is a sum over the period"]
    text: Annotated[str, "原文", "The words it was read from"]
    start: Annotated[int, "起点", "Where it begins"]
    stop: Annotated[int, "终点", "Where it ends, exclusive"]
    line: Annotated[int, "行", "Line of the file"]
    page: Annotated[int | None, "页", "Page of a PDF"]


class Citation(Record):
    """A document that is cited by its title."""

    document: Annotated[str, "所属文件", "Document it belongs to"]
    citation: Annotated[int, "引用在文件内的编号，从 1 起", "Number of the citation in its document, from 1"]
    node: Annotated[int, "所在章节", "Section it stands in"]
    title: Annotated[str, "所引文件的标题", "Title of the cited document, without marks and spaces"]
    document_number: Annotated[str | None, "所引文件的发文字号", "Its document number"]
    superior: Annotated[bool, "是否为依据、贯彻的上位文件", "Whether the document says that it carries this one out"]
    start: Annotated[int, "起点", "Where it begins"]
    stop: Annotated[int, "终点", "Where it ends, exclusive"]
    line: Annotated[int, "行", "Line of the file"]
    page: Annotated[int | None, "页", "Page of a PDF"]


class Finding(Record):
    """A finding of a rule."""

    document: Annotated[str, "所属文件", "Document it belongs to"]
    finding: Annotated[int, "问题在文件内的编号，从 1 起", "Number of the finding in its document, from 1"]
    node: Annotated[int, "所在章节", "Section it stands in"]
    code: Annotated[str, "规则的代码", "Code of the rule"]
    name: Annotated[str, "规则的名称", "Name of the rule"]
    severity: Annotated[str, "严重程度：error、warning、info", "error, warning or info"]
    confidence: Annotated[str, "把握：high、medium、low", "high, medium or low"]
    message: Annotated[str, "说明", "What is wrong"]
    excerpt: Annotated[str, "原文，至多 80 字", "The place as written, 80 characters at most"]
    occurrences: Annotated[int, "代表几处", "How many places it stands for"]
    fix: Annotated[str | None, "修复：safe、unsafe、display", "Who may apply its fix: safe, unsafe, display"]
    edits: Annotated[str | None, "修复的内容（JSON），要求时才有", "The edits of the fix as JSON, where they are asked for"]
    suppressed: Annotated[str | None, "不算数的缘由", "Why it does not count"]
    fingerprint: Annotated[str, "指纹", "16 digits that stay while lines move"]
    start: Annotated[int, "起点", "Where it begins"]
    stop: Annotated[int, "终点", "Where it ends, exclusive"]
    line: Annotated[int, "行", "Line of the file"]
    page: Annotated[int | None, "页", "Page of a PDF"]


Row = Document | Section | Task | TaskBody | Target | Citation | Finding
"""A row of any table."""

TABLES: dict[str, type[Row]] = {
    "documents": Document,
    "sections": Section,
    "tasks": Task,
    "task_bodies": TaskBody,
    "targets": Target,
    "citations": Citation,
    "findings": Finding,
}
"""The records by the name of their table."""
