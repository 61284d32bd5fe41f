"""The words of the pages of rules, in both languages."""

from __future__ import annotations

from planlint.record import Record


class Labels(Record):
    """The words of one language; those with {} are templates."""

    name: str
    message: str
    severity: str
    confidence: str
    default: str
    on: str
    off: str
    holds: str
    everything: str
    where: str
    check: str
    fold: str
    instead_of: str
    basis: str
    measured: str
    measurement: str
    fix: str
    none: str
    colon: str
    comma: str
    reported: str
    silent: str
    fixed: str
    parameters: str
    needed: str
    standard: str
    in_rule: str
    elsewhere: str
    settings: str
    leave_out: str
    take_in: str
    stand: str
    marked: str
    word: str
    plain: str
    reason: str


ZH = Labels(
    name="名称",
    message="报告",
    severity="级别",
    confidence="把握",
    default="默认",
    on="开",
    off="关",
    holds="适用",
    everything="全部文种",
    where="范围",
    check="检查",
    fold="合并：一个文件里多于 {} 处时合为一条",
    instead_of="合并：代替同一文件里 {} 的全部问题",
    basis="依据",
    measured="实测",
    measurement="{1} 份公开文件里判读 {0} 处：属实 {2}，可议 {3}，误报 {4}",
    fix="修复",
    none="没有",
    colon="：",
    comma="、",
    reported="会报告",
    silent="不报告",
    fixed="修复后：",
    parameters="参数",
    needed="必须写明",
    standard="默认 {}",
    in_rule="本规则为 {}",
    elsewhere="另由配置的 `{}` 给出",
    settings="在配置里改",
    leave_out='`ignore = ["{}"]` 关闭这条规则。',
    take_in='这条规则默认关闭，`extend-select = ["{}"]` 打开。',
    stand="放过一处",
    marked="Markdown 和 HTML：写在那一段之前",
    word="Word：加一条批注",
    plain="纯文本：写在旁边的 `.planlint-ignore.toml` 里",
    reason="理由",
)
EN = Labels(
    name="Name",
    message="Message",
    severity="Severity",
    confidence="Confidence",
    default="Default",
    on="on",
    off="off",
    holds="Holds for",
    everything="all kinds of documents",
    where="Looks at",
    check="Check",
    fold="Folding: more than {} findings in a file are reported as one",
    instead_of="Folding: stands for all findings of {} in the file",
    basis="Basis",
    measured="Measured",
    measurement="{0} findings judged in {1} published documents: {2} true, {3} arguable, {4} wrong",
    fix="Fix",
    none="none",
    colon=": ",
    comma=", ",
    reported="Reported",
    silent="Not reported",
    fixed="Fixed:",
    parameters="Parameters",
    needed="required",
    standard="default {}",
    in_rule="here {}",
    elsewhere="the configuration adds to it under `{}`",
    settings="In the configuration",
    leave_out='`ignore = ["{}"]` turns the rule off.',
    take_in='The rule is off; `extend-select = ["{}"]` turns it on.',
    stand="Letting one finding stand",
    marked="Markdown and HTML, before the block",
    word="Word, as a comment",
    plain="Plain text, in a `.planlint-ignore.toml` beside it",
    reason="reason",
)


def labels(language: str) -> Labels:
    """The words in “zh” or “en”."""
    return EN if language == "en" else ZH
