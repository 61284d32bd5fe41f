"""The settings that a file may have: decoding, what is said of mistakes, the JSON Schema and the documentation come from one table."""

from __future__ import annotations

from planlint.enums import Enum
from planlint.record import Record
from planlint.settings.config import LANGUAGES, SEVERITIES, STAGE_WORDS


class Form(Enum):
    """What a value looks like in the file.

    Paths and patterns of paths start at the file's own folder. RULES is a table of what is set for rules, CODES one from patterns
    of paths to rules, STAGES and PROFILES are tables of tables with the keys of LAYER_KEYS. REASONS is a list of tables that each give a
    reason for a task.
    """

    WORDS = "words"
    PATHS = "paths"
    PATH = "path"
    GLOBS = "globs"
    CHOICE = "choice"
    SWITCH = "switch"
    RULES = "rules"
    CODES = "codes"
    STAGES = "stages"
    PROFILES = "profiles"
    REASONS = "reasons"


class Key(Record):
    """A setting: its name in the file, the form of its value, and one sentence about it in the two languages."""

    name: str
    form: Form
    zh: str
    en: str
    choices: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """The name of its field of Config or Layer."""
        return self.name.replace("-", "_")


_SELECT = Key("select", Form.WORDS, "只用这些规则：代码、代码前缀、名称或 ALL。", "Only these rules: codes, prefixes of codes, names or ALL.")
_IGNORE = Key("ignore", Form.WORDS, "不用这些规则。", "Leave out these rules.")
_EXTEND = Key("extend-select", Form.WORDS, "在默认规则之外再加这些规则。", "Add these rules to the others.")
_LEAST = Key("min-severity", Form.CHOICE, "不报告低于此严重程度的问题。", "Leave out what is less severe.", SEVERITIES)
_STAGE = Key("stage", Form.CHOICE, "文稿所处的阶段，严重程度随之而变。", "The stage of the documents, which severities go by.", STAGE_WORDS)
_RULES = Key("rules", Form.RULES, "各规则的严重程度和参数。", "Severities and parameters of rules.")

KEYS = (
    Key("extends", Form.PATH, "先读另一个配置文件，再以本文件为准。", "Another configuration file that this one is laid over."),
    _SELECT,
    _IGNORE,
    _EXTEND,
    _RULES,
    Key("per-file-ignores", Form.CODES, "某些文件不用的规则：路径 = 规则的列表。", "Rules to leave out for some files: path = list of rules."),
    _STAGE,
    Key("stages", Form.STAGES, "各阶段另用、不用的规则和它们的严重程度。", "Rules and severities of each stage."),
    Key("profiles", Form.PROFILES, "某些路径另有的设置。", "Settings for some paths."),
    _LEAST,
    Key("fail-on", Form.CHOICE, "达到此严重程度的问题使退出码为 1。", "Severity from which findings make the exit code 1.", (*SEVERITIES, "never")),
    Key("exclude", Form.GLOBS, "不检查的文件和文件夹。", "Files and folders to leave out."),
    Key("force-exclude", Form.SWITCH, "命令行上写明的文件也受 exclude 约束。", "Leave them out even where the command line names them."),
    Key("baseline", Form.PATH, "基线文件。", "The baseline."),
    Key("lang", Form.CHOICE, "提示信息的语言。", "Language of the messages.", LANGUAGES),
    Key("rule-files", Form.PATHS, "另加的规则文件或规则文件夹。", "More rules: files or folders."),
    Key("registries", Form.PATHS, "自有的机构名录（YAML）。", "Registries of your own bodies (YAML)."),
    Key(
        "not-applicable",
        Form.REASONS,
        "上级方案中不适用于本地的任务，各有 task（序号或标题）和 reason（理由）。",
        "Tasks of superior plans that are not for this region, each with task (number or title) and reason.",
    ),
    Key("terms", Form.PATHS, "自有的用语表（YAML）：统一用语、允许的写法、错别字。", "Lists of your own terms (YAML): preferred forms, allowed ones, typos."),
)
"""The settings there are: decoding, what is said of mistakes, the JSON Schema and the documentation come from this table."""

STAGE_KEYS = (_EXTEND, _IGNORE, _RULES)
"""The settings of a stage."""
PROFILE_KEYS = (Key("paths", Form.GLOBS, "这些设置用于哪些路径。", "The paths that these settings are for."), _STAGE, _SELECT, _EXTEND, _IGNORE, _LEAST, _RULES)
"""The settings of a profile."""

TERMS = ("typos", "preferred", "allowed")
"""The keys of a list of terms."""
