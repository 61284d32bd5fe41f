"""What a command line is made of: commands with their arguments and options, and what is said of each in the two languages."""

from __future__ import annotations

from planlint.record import Record

Value = bool | str | tuple[str, ...] | None
"""What a command line gives for one name: a switch, a word, the words of a repeated option, or nothing."""


class Help(Record):
    """One sentence of help in the two languages."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The sentence in “zh” or “en”."""
        return self.en if language == "en" else self.zh


RULES = Help("规则", "Rules")
INPUT = Help("输入", "Input")
KNOWN = Help("已知的问题和改动", "Known findings and changes")
REPAIRS = Help("修复", "Repairs")
OUTPUT = Help("输出", "Output")
FAILING = Help("退出码的条件", "What fails")
RUNNING = Help("运行", "Running")
OTHERS = Help("其他", "Others")
SECTIONS = (RULES, INPUT, KNOWN, REPAIRS, OUTPUT, FAILING, RUNNING, OTHERS)
"""What options are for, in the order in which the help lists them."""


class Argument(Record):
    """A word that is told by its place; `many` takes all that are left, `of_rules` names a rule."""

    name: str
    metavar: str
    help: Help
    required: bool = True
    many: bool = False
    of_rules: bool = False

    @property
    def default(self) -> Value:
        """The value where no word is given."""
        return () if self.many else None

    @property
    def label(self) -> str:
        """The argument as the help and mistakes name it."""
        return self.metavar.strip("[]")


class Option(Record):
    """A word that is told by its flag. Without a metavar it is a switch; `many` may be repeated, `of_rules` names rules between commas."""

    section: Help
    name: str
    flags: tuple[str, ...]
    help: Help
    metavar: str = ""
    choices: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    preset: str | None = None
    many: bool = False
    of_rules: bool = False

    @property
    def switch(self) -> bool:
        """Whether the option takes no value."""
        return not self.metavar

    @property
    def default(self) -> Value:
        """The value where the option is not given."""
        if self.switch:
            return False
        return () if self.many else self.preset

    @property
    def label(self) -> str:
        """The option as the help names it: its flags, the short one first, and its value."""
        return " ".join((", ".join(reversed(self.flags)), self.metavar)).strip()


class Sentence(Record):
    """A word or a line of the command line, and what is said of it."""

    label: str
    help: Help


DONE = (
    Sentence("0", Help("已完成。", "It is done.")),
    Sentence("2", Help("用法、配置或规则文件有误，或文件不能读写。", "Wrong usage, configuration or rule file, or a file that can't be read or written.")),
)
"""The exit codes of a command that finds nothing."""


class Command(Record):
    """A command. `target` names the module and the Record whose fields are the values and whose run() does the work.

    `exits` says what its exit codes mean, `examples` are command lines to begin with.
    """

    path: tuple[str, ...]
    target: str
    help: Help
    arguments: tuple[Argument, ...] = ()
    options: tuple[Option, ...] = ()
    exits: tuple[Sentence, ...] = DONE
    examples: tuple[Sentence, ...] = ()


class Group(Record):
    """A word that several commands begin with, or with no name planlint itself."""

    name: str
    help: Help
    options: tuple[Option, ...] = ()
    exits: tuple[Sentence, ...] = ()
    examples: tuple[Sentence, ...] = ()
