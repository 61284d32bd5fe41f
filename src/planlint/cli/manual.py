"""The help of a command as a page: what it does, its options by what they are for, exit codes, variables, examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from planlint.cli.options import COMMANDS, GROUPS, VERSION, Argument, Command, Help, Option
from planlint.damage.wrapping import wrapped
from planlint.reporters.style import Palette
from planlint.text.widths import cells

ABOUT = Help("中文方案类公文的检查工具。", "A linter for Chinese plan documents.")
HELP = Option("help", ("--help", "-h"), Help("显示帮助。", "Show this help."))
COMPLETION = (
    Option(
        "install_completion",
        ("--install-completion",),
        Help("为当前的命令行环境（bash、zsh、fish）安装补全。", "Install completion for this shell: bash, zsh or fish."),
    ),
    Option("show_completion", ("--show-completion",), Help("显示补全脚本，供查看或另行安装。", "Show the completion script, to copy or to change it.")),
)
"""The options that come with typer."""

_LABEL = 27
_WIDEST = 100


class Section(NamedTuple):
    """What some options are for, and their names."""

    title: Help
    names: tuple[str, ...]


SECTIONS = (
    Section(Help("规则", "Rules"), ("select", "ignore", "extend_select", "rules", "stage", "min_severity", "min_confidence")),
    Section(Help("输入", "Input"), ("stdin_filename", "format", "encoding", "force_exclude")),
    Section(Help("已知的问题和改动", "Known findings and changes"), ("changed_since", "baseline", "update_baseline", "accept_new")),
    Section(Help("修复", "Repairs"), ("fix", "unsafe_fixes", "diff", "annotate", "in_place")),
    Section(Help("输出", "Output"), ("output_format", "output_file", "matrix", "statistics", "quiet", "lang", "color")),
    Section(Help("退出码的条件", "What fails"), ("fail_on", "exit_zero")),
    Section(Help("运行", "Running"), ("config", "isolated", "jobs", "no_cache", "watch", "timing")),
)
"""Options in the order in which the help lists them; what is not here comes last."""

_OTHERS = Help("其他", "Others")

EXIT_CODES = {
    (): (
        ("0", Help("没有达到 --fail-on 的问题，或命令已完成。", "No finding at or above --fail-on, or the command is done.")),
        ("1", Help("有这样的问题。", "There are such findings.")),
        ("2", Help("用法、配置或规则文件有误，或没有可用的文件。", "Wrong usage, configuration or rule file, or no file to work on.")),
    ),
    ("check",): (
        ("0", Help("没有达到 --fail-on 的问题（默认为警告以上）。", "No finding at or above --fail-on (warning if not given).")),
        ("1", Help("有这样的问题；用 --diff 时，有可修复之处。", "There are such findings, or with --diff something to repair.")),
        ("2", Help("用法、配置或规则文件有误，或没有要检查的文件。", "Wrong usage, configuration or rule file, or no file to check.")),
    ),
    ("rules", "pages"): (
        ("0", Help("已写好，或与规则相符。", "They are written, or up to date.")),
        ("1", Help("用 --check 时，有与规则不符的。", "With --check, some are not up to date.")),
        ("2", Help("规则文件有误，或文件不能读写。", "A rule file is wrong, or a file can't be read or written.")),
    ),
    ("rules", "test"): (
        ("0", Help("例子都对。", "All examples are right.")),
        ("1", Help("有例子不对。", "Some examples are not.")),
        ("2", Help("规则文件有误。", "A rule file is wrong.")),
    ),
}
"""What the exit codes mean, of the commands that use all three and of planlint as a whole."""

_PLAIN_CODES = (
    ("0", Help("已完成。", "It is done.")),
    ("2", Help("用法、配置或规则文件有误，或文件不能读写。", "Wrong usage, configuration or rule file, or a file that can't be read or written.")),
)

VARIABLES = (
    ("PLANLINT_CONFIG", Help("配置文件，同 --config。", "The configuration file, as --config names it.")),
    ("PLANLINT_CACHE_DIR", Help("缓存放在哪个文件夹。", "The folder of the cache.")),
    ("PLANLINT_OUTPUT_FORMAT", Help("没有写 --output-format 时的输出格式。", "The form of the report where --output-format does not say it.")),
    ("PLANLINT_DEBUG", Help("planlint 自身出错时显示详情。", "Show more of a fault of planlint itself.")),
    ("LC_ALL, LC_MESSAGES, LANG", Help("提示信息的语言：非中文的为英文。", "The language of messages: English where it is not Chinese.")),
    ("NO_COLOR, FORCE_COLOR", Help("不用或总用颜色。", "Never or always use colour.")),
    ("COLUMNS", Help("一行的宽度。", "The width of a line.")),
    ("CI", Help("不显示进度。", "Show no progress.")),
    ("GITHUB_ACTIONS", Help("为 true 时，--output-format auto 即 github。", "Where it is true, --output-format auto is github.")),
    ("GITHUB_STEP_SUMMARY", Help("github 格式另把摘要写进这个文件。", "The file to which the github form adds a summary.")),
    ("GITHUB_WORKSPACE, CI_PROJECT_DIR", Help("github、gitlab、sarif 格式的路径从这里算起。", "Where paths in the github, gitlab and sarif forms start.")),
)
"""The variables of the environment that matter."""

EXAMPLES = {
    (): (
        ("planlint check drafts", Help("检查一个文件夹。", "Check a folder.")),
        ("planlint rules show NUM001", Help("解释一条规则。", "Explain a rule.")),
        ("planlint tasks draft.docx --output-file tasks.xlsx", Help("任务清单存成表格。", "Put the tasks into a spreadsheet.")),
    ),
    ("check",): (
        ("planlint check drafts", Help("检查一个文件夹里的全部文稿。", "Check all documents of a folder.")),
        ("planlint check draft.txt --fix --diff", Help("看一看自动修复会改什么。", "See what the repairs would change.")),
        (
            "planlint check draft.docx --annotate out.docx --fix",
            Help("另存一份带批注和修订的 Word 文件。", "Write a Word file with comments and tracked changes."),
        ),
        ("planlint check --baseline known.json --update-baseline", Help("把现有问题记作已知。", "Take what there is as known.")),
        ("planlint check --changed-since origin/main", Help("只看这个分支上的改动。", "Only what this branch has changed.")),
        (
            "planlint check --output-format concise --output-format sarif=planlint.sarif",
            Help("每个问题一行，另写一份 SARIF。", "A line a finding, and SARIF beside it."),
        ),
        ("planlint check --select NUM,PUN003 --stage 送审", Help("只用某些规则，按送审的要求。", "Some rules alone, as before review.")),
        ("planlint check - --stdin-filename draft.md", Help("检查标准输入。", "Check standard input.")),
    ),
    ("tree",): (("planlint tree draft.txt --output-format json", Help("结构写成 JSON。", "The structure as JSON.")),),
    ("tasks",): (
        ("planlint tasks --matrix draft.txt", Help("任务与单位对照。", "Tasks against bodies.")),
        ("planlint tasks drafts -o tasks.xlsx", Help("一个文件夹的任务存成表格。", "The tasks of a folder in a spreadsheet.")),
    ),
    ("targets",): (("planlint targets draft.txt --output-format csv", Help("目标写成 CSV。", "The targets as CSV.")),),
    ("rules", "show"): (("planlint rules show numbering-gap", Help("代码、名称都可以。", "A code or a name will do.")),),
    ("rules", "new"): (("planlint rules new vague-deadline --in rules", Help("写一个规则文件，从它改起。", "Write a rule file to start from.")),),
    ("rules", "test"): (("planlint rules test rules", Help("试一个文件夹里的规则。", "Try the rules of a folder.")),),
    ("rules", "pages"): (
        ("planlint rules pages docs/rules rules", Help("为自己的规则写说明。", "Pages of rules of your own.")),
        ("planlint rules pages docs/rules rules --check", Help("持续集成里看有没有忘记更新。", "See in continuous integration whether they are up to date.")),
    ),
    ("init",): (("planlint init --yes --stage 送审", Help("不询问。", "Ask nothing.")),),
    ("config", "show"): (("planlint config show drafts/a.txt", Help("对一个文件生效的设置。", "What is in force for a file.")),),
    ("config", "schema"): (
        ("planlint config schema", Help("存成 planlint.schema.json 供编辑器用。", "For editors, as planlint.schema.json.")),
        ("planlint config schema --for pyproject.toml", Help("[tool.planlint] 写在 pyproject.toml 里时。", "For a pyproject.toml with [tool.planlint].")),
    ),
}
"""Command lines to begin with, by command."""

_TITLES = {
    "usage": Help("用法：", "Usage: "),
    "arguments": Help("参数", "Arguments"),
    "commands": Help("命令", "Commands"),
    "exit": Help("退出码", "Exit codes"),
    "variables": Help("环境变量", "Environment"),
    "examples": Help("示例", "Examples"),
}
_OPTIONS = Help("[选项]", "[OPTIONS]")
_COMMAND = Help("命令 …", "COMMAND …")
_DEFAULT = Help("默认：{}。", "Default: {}.")
_MORE = Help("各命令的选项：planlint 命令 --help", "The options of a command: planlint COMMAND --help")

Row = tuple[str, str]


def page(path: Sequence[str], language: str, *, width: int, colors: Palette) -> Iterator[str]:
    """The page of a command, of a group of commands or (without a path) of planlint itself: its lines, in “zh” or “en”."""
    words = tuple(path)
    command = next((command for command in COMMANDS if command.path == words), None)
    yield from _head(words, command, language, width)
    for title, rows in _sections(words, command):
        yield ""
        yield f"{colors.bold}{title.in_language(language)}{colors.reset}"
        yield from _rows([(label, help.in_language(language)) for label, help in rows], min(width, _WIDEST), colors)
    yield from _examples(EXAMPLES.get(words, ()), language, width, colors)
    if command is None:
        yield ""
        yield _MORE.in_language(language)


def _head(path: tuple[str, ...], command: Command | None, language: str, width: int) -> Iterator[str]:
    told = [_OPTIONS.in_language(language)]
    told += [argument.metavar for argument in command.arguments] if command is not None else [_COMMAND.in_language(language)]
    yield f"{_TITLES['usage'].in_language(language)}{' '.join(('planlint', *path, *told))}"
    yield ""
    groups = {group.name: group.help for group in GROUPS}
    about = command.help if command is not None else groups[path[0]] if path else ABOUT
    yield from wrapped(about.in_language(language), min(width, _WIDEST))


def _sections(path: tuple[str, ...], command: Command | None) -> Iterator[tuple[Help, list[tuple[str, Help]]]]:
    """The titles with their rows of a label and a sentence."""
    if command is None:
        below = {known.path[: len(path) + 1]: known.help for known in COMMANDS if known.path[: len(path)] == path}
        below |= {(group.name,): group.help for group in GROUPS if not path}
        yield _TITLES["commands"], [(" ".join(name[len(path) :]), help) for name, help in below.items()]
    elif command.arguments:
        yield _TITLES["arguments"], [(_label(argument), argument.help) for argument in command.arguments]
    yield from _options(command.options if command is not None else () if path else (VERSION, *COMPLETION))
    if command is not None or not path:
        yield _TITLES["exit"], list(EXIT_CODES.get(path, _PLAIN_CODES))
    if path in ((), ("check",)):
        yield _TITLES["variables"], list(VARIABLES)


def _options(options: Iterable[Option]) -> Iterator[tuple[Help, list[tuple[str, Help]]]]:
    left = {option.name: option for option in (*options, HELP)}
    for section in SECTIONS:
        found = [left.pop(name) for name in section.names if name in left]
        if found:
            yield section.title, [(_label(option), _with_default(option)) for option in found]
    yield _OTHERS, [(_label(option), _with_default(option)) for option in left.values()]


def _label(value: Argument | Option) -> str:
    if isinstance(value, Argument):
        return value.metavar.strip("[]")
    return " ".join((", ".join(reversed(value.flags)), value.metavar)).strip()


def _with_default(option: Option) -> Help:
    if option.preset is None:
        return option.help
    zh, en = (f"{help}{space}{default.format(option.preset)}" for help, space, default in zip(option.help, ("", " "), _DEFAULT, strict=True))
    return Help(zh, en)


def _rows(rows: Sequence[Row], width: int, colors: Palette) -> Iterator[str]:
    """Labels with their sentences beside them; a label that is too long for its column stands on a line of its own."""
    column = min(_LABEL, max(cells(label) for label, _ in rows) + 4)
    for label, sentence in rows:
        lines = wrapped(sentence, max(width - column, 20))
        shown = f"  {colors.bold}{label}{colors.reset}"
        if cells(label) + 4 > column:
            yield shown
        else:
            yield f"{shown}{' ' * (column - 2 - cells(label))}{lines.pop(0)}"
        for line in lines:
            yield " " * column + line


def _examples(examples: Sequence[tuple[str, Help]], language: str, width: int, colors: Palette) -> Iterator[str]:
    if not examples:
        return
    yield ""
    yield f"{colors.bold}{_TITLES['examples'].in_language(language)}{colors.reset}"
    for line, help in examples:
        yield f"  {line}"
        for told in wrapped(help.in_language(language), min(width, _WIDEST) - 6):
            yield f"      {told}"
