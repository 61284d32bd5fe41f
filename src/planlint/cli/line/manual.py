"""The help of a command as a page: what it does, its options by what they are for, exit codes, variables, examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from planlint.cli.line.commands import COMMANDS, GROUPS, HELP, PROGRAM
from planlint.cli.line.description import SECTIONS, Command, Group, Help, Option, Sentence
from planlint.damage.wrapping import wrapped
from planlint.reporters.style import Palette
from planlint.text.widths import cells

_LABEL = 27
_WIDEST = 100

VARIABLES = (
    Sentence("PLANLINT_CONFIG", Help("配置文件，同 --config。", "The configuration file, as --config names it.")),
    Sentence("PLANLINT_CACHE_DIR", Help("缓存放在哪个文件夹。", "The folder of the cache.")),
    Sentence(
        "PLANLINT_CACHE_KEY",
        Help("认出自己的缓存所用的密钥，默认取自用户目录。", "The key by which a cache is known as one's own; by default one in the home folder."),
    ),
    Sentence("PLANLINT_OUTPUT_FORMAT", Help("没有写 --output-format 时的输出格式。", "The form of the report where --output-format does not say it.")),
    Sentence("PLANLINT_APP_TOKEN", Help("planlint app 的口令，同 --token。", "The token of planlint app, as --token gives it.")),
    Sentence("PLANLINT_DEBUG", Help("planlint 自身出错时显示详情。", "Show more of a fault of planlint itself.")),
    Sentence("LC_ALL, LC_MESSAGES, LANG", Help("提示信息的语言：非中文的为英文。", "The language of messages: English where it is not Chinese.")),
    Sentence("NO_COLOR, FORCE_COLOR", Help("不用或总用颜色。", "Never or always use colour.")),
    Sentence("COLUMNS", Help("一行的宽度。", "The width of a line.")),
    Sentence("CI", Help("不显示进度。", "Show no progress.")),
    Sentence("GITHUB_ACTIONS", Help("为 true 时，--output-format auto 即 github。", "Where it is true, --output-format auto is github.")),
    Sentence("GITHUB_STEP_SUMMARY", Help("github 格式另把摘要写进这个文件。", "The file to which the github form adds a summary.")),
    Sentence(
        "GITHUB_WORKSPACE, CI_PROJECT_DIR", Help("github、gitlab、sarif 格式的路径从这里算起。", "Where paths in the github, gitlab and sarif forms start.")
    ),
)
"""The variables of the environment that matter."""

_USAGE = Help("用法：", "Usage: ")
_ARGUMENTS = Help("参数", "Arguments")
_COMMANDS = Help("命令", "Commands")
_EXITS = Help("退出码", "Exit codes")
_ENVIRONMENT = Help("环境变量", "Environment")
_EXAMPLES = Help("示例", "Examples")
_OPTIONS = Help("[选项]", "[OPTIONS]")
_COMMAND = Help("命令 …", "COMMAND …")
_DEFAULT = Help("默认：{}。", "Default: {}.")
_MORE = Help("各命令的选项：planlint 命令 --help", "The options of a command: planlint COMMAND --help")
_WITH_VARIABLES = ((), ("check",))


def page(path: Sequence[str], language: str, *, width: int, colors: Palette) -> Iterator[str]:
    """The page of a command, of a group of commands or (without a path) of planlint itself: its lines, in “zh” or “en”."""
    words = tuple(path)
    told = _told_of(words)
    yield usage(words, language)
    yield ""
    yield from wrapped(told.help.in_language(language), min(width, _WIDEST))
    for title, rows in _sections(words, told):
        yield ""
        yield f"{colors.bold}{title.in_language(language)}{colors.reset}"
        yield from _rows(rows, language, min(width, _WIDEST), colors)
    yield from _examples(told.examples, language, width, colors)
    if isinstance(told, Group):
        yield ""
        yield _MORE.in_language(language)


def usage(path: tuple[str, ...], language: str) -> str:
    """The line that says what follows the words of a command, of a group of them or of planlint itself."""
    told = _told_of(path)
    metavars = [argument.metavar for argument in told.arguments] if isinstance(told, Command) else [_COMMAND.in_language(language)]
    return _USAGE.in_language(language) + " ".join(("planlint", *path, _OPTIONS.in_language(language), *metavars))


def _told_of(path: tuple[str, ...]) -> Command | Group:
    """The record of the table that a path of words stands for."""
    command = next((command for command in COMMANDS if command.path == path), None)
    return command or next(group for group in (*GROUPS, PROGRAM) if path == tuple(filter(None, (group.name,))))


def _sections(path: tuple[str, ...], told: Command | Group) -> Iterator[tuple[Help, list[Sentence]]]:
    """The titles with their rows."""
    if isinstance(told, Group):
        yield _COMMANDS, list(_below(path))
    elif told.arguments:
        yield _ARGUMENTS, [Sentence(argument.label, argument.help) for argument in told.arguments]
    yield from _options((*told.options, HELP))
    if told.exits:
        yield _EXITS, list(told.exits)
    if path in _WITH_VARIABLES:
        yield _ENVIRONMENT, list(VARIABLES)


def _below(path: tuple[str, ...]) -> Iterator[Sentence]:
    """The commands of a group; planlint itself has the groups behind its own."""
    for command in COMMANDS:
        if command.path[:-1] == path:
            yield Sentence(command.path[-1], command.help)
    if not path:
        yield from (Sentence(group.name, group.help) for group in GROUPS)


def _options(options: Sequence[Option]) -> Iterator[tuple[Help, list[Sentence]]]:
    """The options by what they are for; within that by the order of the table."""
    for section in SECTIONS:
        found = [Sentence(option.label, _with_default(option)) for option in options if option.section is section]
        if found:
            yield section, found


def _with_default(option: Option) -> Help:
    if option.preset is None:
        return option.help
    zh, en = (f"{help}{space}{default.format(option.preset)}" for help, space, default in zip(option.help, ("", " "), _DEFAULT, strict=True))
    return Help(zh, en)


def _rows(rows: Sequence[Sentence], language: str, width: int, colors: Palette) -> Iterator[str]:
    """Labels with their sentences beside them; a label that is too long for its column stands on a line of its own."""
    column = min(_LABEL, max(cells(label) for label, _ in rows) + 4)
    for label, help in rows:
        lines = wrapped(help.in_language(language), max(width - column, 20))
        shown = f"  {colors.bold}{label}{colors.reset}"
        if cells(label) + 4 > column:
            yield shown
        else:
            yield f"{shown}{' ' * (column - 2 - cells(label))}{lines.pop(0)}"
        for line in lines:
            yield " " * column + line


def _examples(examples: Iterable[Sentence], language: str, width: int, colors: Palette) -> Iterator[str]:
    if not examples:
        return
    yield ""
    yield f"{colors.bold}{_EXAMPLES.in_language(language)}{colors.reset}"
    for line, help in examples:
        yield f"  {line}"
        for told in wrapped(help.in_language(language), min(width, _WIDEST) - 6):
            yield f"      {told}"
