"""Every command with its arguments and options, once: the parser, the help and completion are made from it."""

from __future__ import annotations

from planlint.cli.line.description import (
    FAILING,
    INPUT,
    KNOWN,
    OTHERS,
    OUTPUT,
    REPAIRS,
    RULES,
    RUNNING,
    Argument,
    Command,
    Group,
    Help,
    Option,
    Sentence,
)
from planlint.formats.format import FORMATS
from planlint.settings.config import LANGUAGES, SEVERITIES, STAGE_WORDS

FIGURE_KINDS = ("target", "baseline", "achieved", "threshold", "investment", "all")
CONFIDENCES = ("high", "medium", "low")
COMPARE_FORMATS = ("table", "json", "csv", "xlsx", "markdown", "github", "gitlab")
COMPARE_QUESTIONS = ("missing", "partly", "measures", "targets", "bodies", "leads", "deadlines", "any")
OUTPUT_FORMATS = (
    *("full", "concise", "grouped", "json", "json-lines", "github", "gitlab", "sarif"),
    *("junit", "checkstyle", "rdjson", "rdjsonl", "markdown", "html", "auto"),
)

_LANG = Option(OUTPUT, "lang", ("--lang",), Help("提示信息的语言。", "Language of the messages."), "zh|en", LANGUAGES)
_COLOR = Option(OUTPUT, "color", ("--color",), Help("何时使用颜色。", "When to use colour."), "auto|always|never", ("auto", "always", "never"), preset="auto")
_ENCODING = Option(
    INPUT,
    "encoding",
    ("--encoding",),
    Help("输入文件的文字编码，不写则自动判断。", "Encoding of the input; told by its bytes if not given."),
    "NAME",
)
_FORMAT = Option(
    INPUT,
    "format",
    ("--format",),
    Help("输入文件的格式，不写则看文件名。", "Format of the input; told by its name if not given."),
    "|".join(FORMATS),
    tuple(FORMATS),
)
_STDIN_FILENAME = Option(
    INPUT,
    "stdin_filename",
    ("--stdin-filename",),
    Help("从标准输入读取时使用的文件名。", "Name to use for what is read from standard input."),
    "NAME",
)
_RULES = Option(
    RULES,
    "rules",
    ("--rules",),
    Help("另加规则文件或规则文件夹，可重复。", "More rules: a file or a folder; repeatable."),
    "PATH",
    many=True,
)
_CONFIG = Option(
    RUNNING,
    "config",
    ("--config",),
    Help("用这个配置文件，不另寻找。", "Use this configuration file and look for no other."),
    "FILE",
)
_ISOLATED = Option(RUNNING, "isolated", ("--isolated",), Help("不用任何配置文件。", "Use no configuration file."))
_STAGE = Option(
    RULES,
    "stage",
    ("--stage",),
    Help("文稿所处的阶段，严重程度随之而变。", "The stage of the documents, which severities go by; also draft, consultation, review, final."),
    "起草|征求意见|送审|印发",
    STAGE_WORDS,
)
_JOBS = Option(
    RUNNING,
    "jobs",
    ("--jobs", "-j"),
    Help("用几个进程；auto（默认）：文件少时为一，多时为处理器核数。", "Number of processes; auto, if not given: one for few files, one a core for many."),
    "N|auto",
)
_NO_CACHE = Option(RUNNING, "no_cache", ("--no-cache",), Help("不取用、也不留存检查结果。", "Neither use nor keep what was found."))

_CHECK = Command(
    ("check",),
    "planlint.cli.check.call:Check",
    Help("检查方案文件，报告问题。", "Check plan documents and report what is wrong."),
    (
        Argument(
            "paths",
            "[PATHS|-]",
            Help(
                "文件或文件夹；“-”为标准输入；默认为当前文件夹。",
                "Files or folders; “-” is standard input; the current folder if none is given.",
            ),
            required=False,
            many=True,
        ),
    ),
    (
        Option(
            RULES,
            "select",
            ("--select",),
            Help(
                "只用这些规则：代码、代码前缀、名称或 ALL，逗号分隔。",
                "Only these rules: codes, prefixes of codes, names or ALL, comma-separated.",
            ),
            "CODES",
            many=True,
            of_rules=True,
        ),
        Option(RULES, "ignore", ("--ignore",), Help("不用这些规则。", "Leave out these rules."), "CODES", many=True, of_rules=True),
        Option(
            RULES,
            "extend_select",
            ("--extend-select",),
            Help("在默认规则之外再加这些规则。", "Add these rules to the others."),
            "CODES",
            many=True,
            of_rules=True,
        ),
        _RULES,
        _STAGE,
        Option(
            RULES,
            "min_severity",
            ("--min-severity",),
            Help("不报告低于此严重程度的问题；默认 info。", "Leave out what is less severe; info if not given."),
            "error|warning|info",
            SEVERITIES,
        ),
        Option(
            RULES,
            "min_confidence",
            ("--min-confidence",),
            Help(
                "不用把握低于此的规则；默认 medium，按代码或名称点名的规则除外。",
                "Leave out rules that are less sure; medium, but for rules that are named one by one.",
            ),
            "high|medium|low",
            CONFIDENCES,
        ),
        _STDIN_FILENAME,
        _FORMAT,
        _ENCODING,
        Option(
            INPUT,
            "force_exclude",
            ("--force-exclude",),
            Help("命令行上写明的文件也受配置中 exclude 的约束。", "Leave out what the configuration excludes even where it is named here."),
        ),
        Option(
            KNOWN,
            "changed_since",
            ("--changed-since",),
            Help("只报告自 git 的这一版本以来改动之处的问题，和由改动引起的问题。", "Only findings in what changed since a git revision, or caused by it."),
            "REV",
        ),
        Option(
            KNOWN,
            "baseline",
            ("--baseline",),
            Help("基线文件：其中已知的问题只作标记，不算数。", "A baseline: findings known there are marked and do not count."),
            "FILE",
        ),
        Option(
            KNOWN,
            "update_baseline",
            ("--update-baseline",),
            Help(
                "从基线中去掉已经消失的问题；没有基线文件时以现有问题新建。",
                "Take what is gone out of the baseline; without one, begin one with what is found.",
            ),
        ),
        Option(
            KNOWN, "accept_new", ("--accept-new",), Help("与 --update-baseline 同用：新问题也记入基线。", "With --update-baseline: take in new findings too.")
        ),
        Option(REPAIRS, "fix", ("--fix",), Help("修复能安全修复的问题。", "Repair what can be repaired safely.")),
        Option(REPAIRS, "unsafe_fixes", ("--unsafe-fixes",), Help("也作可能改变文意的修复。", "Repair also where the meaning may change.")),
        Option(REPAIRS, "diff", ("--diff",), Help("只显示修复前后的差异，不改文件。", "Show what --fix would change, and change nothing.")),
        Option(
            REPAIRS,
            "annotate",
            ("--annotate",),
            Help(
                "另存一份 Word 文件：问题写成批注，与 --fix 同用时修复写成修订。",
                "Write a copy of a Word file with findings as comments and, with --fix, repairs as tracked changes.",
            ),
            "OUT.docx",
        ),
        Option(
            REPAIRS,
            "in_place",
            ("--in-place",),
            Help("与 --fix 同用：Word 文件的修订写进原文件。", "With --fix: tracked changes go into the Word file itself."),
        ),
        Option(
            OUTPUT,
            "output_format",
            ("--output-format",),
            Help(
                f"输出格式：{'、'.join(OUTPUT_FORMATS[:-1])} 或 auto；“格式=文件”另写一份到文件，可重复。",
                f"{', '.join(OUTPUT_FORMATS[:-1])} or auto; FORMAT=FILE writes one more to a file; repeatable.",
            ),
            "FORMAT[=FILE]",
            suggestions=OUTPUT_FORMATS,
            many=True,
        ),
        Option(OUTPUT, "output_file", ("--output-file", "-o"), Help("把结果写入文件。", "Write the report to a file."), "FILE"),
        Option(
            OUTPUT,
            "sort",
            ("--sort",),
            Help("每个文件中的问题按原文顺序（place）或按轻重（importance）排列。", "The findings of a file in the order of the text, or the severest first."),
            "place|importance",
            ("place", "importance"),
            preset="place",
        ),
        Option(OUTPUT, "statistics", ("--statistics",), Help("只报告每条规则的次数。", "Only count the findings of each rule.")),
        Option(OUTPUT, "quiet", ("--quiet", "-q"), Help("只输出问题。", "Print findings and nothing else.")),
        _LANG,
        _COLOR,
        Option(
            FAILING,
            "fail_on",
            ("--fail-on",),
            Help(
                "达到此严重程度的问题使退出码为 1；默认 warning。",
                "Severity from which findings make the exit code 1; warning if not given.",
            ),
            "error|warning|info|never",
            (*SEVERITIES, "never"),
        ),
        Option(FAILING, "exit_zero", ("--exit-zero",), Help("有问题时退出码也为 0。", "Exit with 0 even with findings.")),
        _CONFIG,
        _ISOLATED,
        _JOBS,
        _NO_CACHE,
        Option(RUNNING, "watch", ("--watch",), Help("文件一有改动就重新检查，按 Ctrl-C 结束。", "Check again whenever a file changes, until Ctrl-C.")),
        Option(RUNNING, "timing", ("--timing",), Help("报告时间用在哪里，细到每条规则。", "Tell where the time goes, rule by rule.")),
    ),
    exits=(
        Sentence("0", Help("没有达到 --fail-on 的问题（默认为存疑以上）。", "No finding at or above --fail-on (warning if not given).")),
        Sentence("1", Help("有这样的问题；用 --diff 时，有可修复之处。", "There are such findings, or with --diff something to repair.")),
        Sentence("2", Help("用法、配置或规则文件有误，或没有要检查的文件。", "Wrong usage, configuration or rule file, or no file to check.")),
    ),
    examples=(
        Sentence("planlint check drafts", Help("检查一个文件夹里的全部文稿。", "Check all documents of a folder.")),
        Sentence("planlint check draft.txt --fix --diff", Help("看一看自动修复会改什么。", "See what the repairs would change.")),
        Sentence(
            "planlint check draft.docx --annotate out.docx --fix",
            Help("另存一份带批注和修订的 Word 文件。", "Write a Word file with comments and tracked changes."),
        ),
        Sentence("planlint check --baseline known.json --update-baseline", Help("把现有问题记作已知。", "Take what there is as known.")),
        Sentence("planlint check --changed-since origin/main", Help("只看这个分支上的改动。", "Only what this branch has changed.")),
        Sentence(
            "planlint check --output-format concise --output-format sarif=planlint.sarif",
            Help("每个问题一行，另写一份 SARIF。", "A line a finding, and SARIF beside it."),
        ),
        Sentence("planlint check --select NUM,PUN003 --stage 送审", Help("只用某些规则，按送审的要求。", "Some rules alone, as before review.")),
        Sentence("planlint check - --stdin-filename draft.md", Help("检查标准输入。", "Check standard input.")),
    ),
)
_OF_CHECK = {option.name: option for option in _CHECK.options}
_REPORT = Command(
    ("report",),
    "planlint.cli.report:Report",
    Help("把问题和方案内容写成一个网页文件，可转发、打印。", "Write the findings and what the plan says as a page to pass round and print."),
    _CHECK.arguments,
    (
        *(_OF_CHECK[name] for name in ("select", "ignore", "extend_select", "rules", "stage", "min_severity", "min_confidence")),
        *(_OF_CHECK[name] for name in ("stdin_filename", "format", "encoding")),
        Option(
            INPUT,
            "against",
            ("--against",),
            Help("上级方案；报告里多一栏“承接”，可重复。", "A superior plan, which the page then holds each plan against; repeatable."),
            "FILE",
            many=True,
        ),
        _OF_CHECK["baseline"],
        Option(
            OUTPUT,
            "output_file",
            ("--output-file", "-o"),
            Help("写到哪个文件。", "The file to write."),
            "REPORT.html",
            preset="planlint-report.html",
        ),
        Option(OUTPUT, "open", ("--open",), Help("写好后在浏览器中打开。", "Open it in the browser.")),
        *(_OF_CHECK[name] for name in ("quiet", "lang", "config", "isolated", "jobs", "no_cache")),
    ),
    examples=(
        Sentence("planlint report draft.docx -o report.html", Help("一份文稿的报告。", "The report on a document.")),
        Sentence(
            "planlint report draft.docx --against superior.docx -o report.html", Help("另看对上级方案的承接。", "With what it takes up of a superior plan.")
        ),
        Sentence("planlint report drafts --open", Help("一个文件夹的报告，写好后打开。", "The report on a folder, opened in the browser.")),
    ),
)
_TREE = Command(
    ("tree",),
    "planlint.cli.listings.tree:Tree",
    Help("显示方案的结构。", "Show the structure of a plan."),
    (Argument("file", "FILE", Help("文件；“-”为标准输入。", "A file; “-” is standard input.")),),
    (
        _STDIN_FILENAME,
        _FORMAT,
        _ENCODING,
        Option(OUTPUT, "output_format", ("--output-format",), Help("输出格式。", "Form of the output."), "text|json", ("text", "json"), preset="text"),
        _LANG,
        _COLOR,
        _CONFIG,
        _ISOLATED,
    ),
    examples=(Sentence("planlint tree draft.txt --output-format json", Help("结构写成 JSON。", "The structure as JSON.")),),
)
_FILES = Argument(
    "files",
    "FILE…",
    Help("文件或文件夹；“-”为标准输入。", "Files or folders; “-” is standard input."),
    many=True,
)
_LIST_OPTIONS = (
    Option(
        OUTPUT,
        "output_format",
        ("--output-format",),
        Help("输出格式；默认为 table，或由 --output-file 的后缀决定。", "Form of the output; table, or what the name of --output-file ends with."),
        "table|json|csv|xlsx",
        ("table", "json", "csv", "xlsx"),
    ),
    Option(OUTPUT, "output_file", ("--output-file", "-o"), Help("把结果写入文件。", "Write the list to a file."), "FILE"),
    _STDIN_FILENAME,
    _FORMAT,
    _ENCODING,
    _LANG,
    _COLOR,
    _CONFIG,
    _ISOLATED,
)
_TASKS = Command(
    ("tasks",),
    "planlint.cli.listings.tasks:Tasks",
    Help("列出任务：序号、牵头、责任和配合单位、完成时限。", "List the tasks: numbers, bodies that answer for them, deadlines."),
    (_FILES,),
    (
        Option(OUTPUT, "matrix", ("--matrix",), Help("任务与单位对照表。", "Tasks against bodies.")),
        Option(OUTPUT, "by", ("--by",), Help("按单位列出任务。", "List the tasks body by body."), "body", ("body",)),
        *_LIST_OPTIONS,
        _JOBS,
    ),
    examples=(
        Sentence("planlint tasks --matrix draft.txt", Help("任务与单位对照。", "Tasks against bodies.")),
        Sentence("planlint tasks --by body draft.txt", Help("每个单位的任务。", "The tasks of each body.")),
        Sentence("planlint tasks drafts -o tasks.xlsx", Help("一个文件夹的任务存成表格。", "The tasks of a folder in a spreadsheet.")),
    ),
)
_TARGETS = Command(
    ("targets",),
    "planlint.cli.listings.targets:Targets",
    Help("列出目标：年份、指标、数值和单位。", "List the targets: years, indicators, values and units."),
    (_FILES,),
    (
        Option(
            OUTPUT,
            "kind",
            ("--kind",),
            Help("列哪一类数字：目标、基期、已实现、界限、资金，或全部。", "Which figures: targets, baselines, what was achieved, thresholds, money, or all."),
            "|".join(FIGURE_KINDS),
            FIGURE_KINDS,
            preset="target",
        ),
        *_LIST_OPTIONS,
        _JOBS,
    ),
    examples=(
        Sentence("planlint targets draft.txt --output-format csv", Help("目标写成 CSV。", "The targets as CSV.")),
        Sentence("planlint targets draft.txt --kind all", Help("连同基期、界限和资金。", "With baselines, thresholds and money.")),
    ),
)
_OF_LISTS = {option.name: option for option in _LIST_OPTIONS}
_COMPARE = Command(
    ("compare",),
    "planlint.cli.comparing.call:Compare",
    Help(
        "对照上级方案，看哪些任务、举措、目标、单位没有承接；或与上一稿对照，看改了什么。",
        "Compare a draft with the plan it carries out, for what it does not take up, or with the draft before it, for what has changed.",
    ),
    (Argument("draft", "DRAFT", Help("本稿；“-”为标准输入。", "The draft; “-” is standard input.")),),
    (
        Option(
            INPUT,
            "against",
            ("--against",),
            Help("本稿所落实的上级方案，可重复。", "The superior plan that the draft carries out; repeatable."),
            "SUPERIOR",
            many=True,
        ),
        Option(INPUT, "old", ("--with",), Help("上一稿：看本稿改了什么。", "The draft before this one: tell what has changed."), "OLD"),
        Option(INPUT, "since", ("--since",), Help("与 git 的这一版本里的同一文件对照。", "Compare the file with itself at a git revision."), "REV"),
        _STDIN_FILENAME,
        _FORMAT,
        _ENCODING,
        Option(KNOWN, "baseline", ("--baseline",), Help("基线文件：其中已知的问题只作标记。", "A baseline: questions known there are only marked."), "FILE"),
        Option(
            KNOWN,
            "update_baseline",
            ("--update-baseline",),
            Help("从基线中去掉已经消失的问题；没有基线文件时以现有问题新建。", "Take what is gone out of the baseline; without one, begin one."),
        ),
        Option(OUTPUT, "all", ("--all",), Help("已承接的、一致的也列出。", "Show also what is taken up, and what is equal.")),
        Option(
            OUTPUT,
            "output_format",
            ("--output-format",),
            Help(
                f"输出格式：{'、'.join(COMPARE_FORMATS)}；默认为 table，或由 --output-file 的后缀决定。",
                f"{', '.join(COMPARE_FORMATS)}; table, or what the name of --output-file ends with, if not given.",
            ),
            "FORMAT",
            COMPARE_FORMATS,
        ),
        _OF_LISTS["output_file"],
        Option(
            OUTPUT,
            "annotate",
            ("--annotate",),
            Help("另存一份 Word 文件，问题写成批注。", "Write a copy of a Word file with the questions as comments."),
            "OUT.docx",
        ),
        _LANG,
        _COLOR,
        Option(
            FAILING,
            "fail_on",
            ("--fail-on",),
            Help(
                "有这类问题时退出码为 1：missing 任务未见或删去，partly 未见或部分承接，measures 举措，targets 目标，bodies 单位，leads 牵头，deadlines 时限，any 任何一类；可重复。",
                f"Kinds of questions that make the exit code 1: {', '.join(COMPARE_QUESTIONS)}; repeatable.",
            ),
            "KIND",
            COMPARE_QUESTIONS,
            many=True,
        ),
        _CONFIG,
        _ISOLATED,
    ),
    exits=(
        Sentence("0", Help("已完成；有没有问题都是 0，除非用 --fail-on。", "It is done, whatever it asks, but for --fail-on.")),
        Sentence("1", Help("有 --fail-on 所指的问题。", "There are questions of a kind that --fail-on names.")),
        Sentence("2", Help("用法、配置有误，或文件不能读写。", "Wrong usage or configuration, or a file that can't be read or written.")),
    ),
    examples=(
        Sentence("planlint compare draft.docx --against superior.pdf", Help("对照上级方案。", "Against the superior plan.")),
        Sentence("planlint compare draft.docx --against superior.pdf --annotate out.docx", Help("问题写成批注。", "The questions as comments.")),
        Sentence("planlint compare draft.docx --against superior.pdf -o taken-up.xlsx", Help("逐项举措存成表格。", "Measure by measure in a spreadsheet.")),
        Sentence(
            "planlint compare draft.txt --against superior.txt --fail-on missing", Help("有任务未见时退出码为 1。", "Exit with 1 when a task is missing.")
        ),
    ),
)
_MATRIX = Command(
    ("matrix",),
    "planlint.cli.comparing.matrix:Matrix",
    Help("上级方案的各项举措在各方案中的承接情况。", "The measures of a superior plan by the plans that carry it out."),
    (_FILES,),
    (Option(INPUT, "against", ("--against",), Help("上级方案。", "The superior plan."), "SUPERIOR"), *_LIST_OPTIONS),
    examples=(
        Sentence(
            "planlint matrix cities --against province.docx -o matrix.xlsx", Help("各市方案对照省方案，存成表格。", "The plans of the cities in a spreadsheet.")
        ),
    ),
)
TABLE_FORMS = ("parquet", "jsonl", "csv")
_EXTRACT = Command(
    ("extract",),
    "planlint.cli.corpus.extract:Extract",
    Help(
        "从大量文件中提取正文、章节、任务、目标、问题，写成可以关联的表。",
        "Extract text, sections, tasks, targets and findings of many documents as tables that join.",
    ),
    (
        Argument(
            "paths",
            "PATHS…",
            Help(
                "文件、文件夹、zip 或 tar 压缩包、JSONL 或 Parquet 文件。",
                "Files, folders, zip and tar archives, JSON Lines and Parquet files.",
            ),
            many=True,
        ),
    ),
    (
        Option(
            INPUT,
            "text_column",
            ("--text-column",),
            Help("JSONL 和 Parquet 里正文所在的列。", "The column of JSON Lines and Parquet files that holds the text."),
            "NAME",
            preset="text",
        ),
        Option(
            INPUT,
            "id_column",
            ("--id-column",),
            Help("同上，编号所在的列；不写则用行号。", "The column that names the rows; their number if not given."),
            "NAME",
        ),
        _FORMAT,
        _ENCODING,
        Option(
            OUTPUT,
            "output",
            ("--output", "-o"),
            Help("写到哪个文件夹。", "Folder to write to."),
            "FOLDER",
            preset="planlint-out",
        ),
        Option(
            OUTPUT,
            "output_format",
            ("--output-format",),
            Help("表的格式。", "Form of the tables."),
            "|".join(TABLE_FORMS),
            TABLE_FORMS,
            preset="parquet",
        ),
        Option(
            OUTPUT,
            "tables",
            ("--tables",),
            Help("只写这些表，逗号分隔；documents 总有。", "Only these tables, comma-separated; documents is always there."),
            "NAMES",
            many=True,
        ),
        Option(OUTPUT, "edits", ("--edits",), Help("findings 表带上修复的内容。", "Findings come with the edits of their fixes.")),
        Option(OUTPUT, "text", ("--text",), Help("另把干净的正文写到文件夹。", "Write the clean texts to a folder as well."), "FOLDER"),
        Option(
            OUTPUT,
            "markdown",
            ("--markdown",),
            Help("另写成 Markdown：章节为标题，表格为表格。", "Write Markdown as well: sections as headings, tables as tables."),
            "FOLDER",
        ),
        Option(OUTPUT, "quiet", ("--quiet", "-q"), Help("不报告进度。", "Say nothing of how far it is.")),
        _LANG,
        Option(
            RUNNING,
            "jobs",
            ("--jobs", "-j"),
            Help("用几个进程；auto（默认）为处理器核数。", "Number of processes; auto, if not given, is one a core."),
            "N|auto",
        ),
        Option(
            RUNNING,
            "limit_memory",
            ("--limit-memory",),
            Help("一个进程的内存上限；超出的文件记作没有读成。", "Memory that a process may take up; a document that needs more counts as unread."),
            "SIZE",
            preset="2G",
        ),
        Option(
            RUNNING,
            "limit_time",
            ("--limit-time",),
            Help("一个文件的时间上限，秒。", "Seconds that a document may take."),
            "SECONDS",
            preset="120",
        ),
        Option(
            RUNNING,
            "part_size",
            ("--part-size",),
            Help("一个文件里至多写多少篇。", "Documents that a file of a table holds at most."),
            "N",
            preset="1000",
        ),
        Option(RUNNING, "retry", ("--retry",), Help("以前没有读成的再读一次。", "Try again what could not be read before.")),
        Option(RUNNING, "afresh", ("--afresh",), Help("删去以前写的表，重新开始。", "Delete the tables of earlier runs and begin again.")),
        _CONFIG,
        _ISOLATED,
    ),
    exits=(
        Sentence("0", Help("都读成了。", "All documents were read.")),
        Sentence("1", Help("有没有读成的，列在 unread.jsonl。", "Some could not be; unread.jsonl lists them.")),
        Sentence("2", Help("用法、配置或规则文件有误，或不能写。", "Wrong usage, configuration or rule file, or the folder can't be written.")),
        Sentence("130", Help("被停止；再运行就接着做。", "It was stopped; the same call goes on.")),
    ),
    examples=(
        Sentence("planlint extract drafts -o out", Help("一个文件夹，写成 Parquet。", "A folder, as Parquet.")),
        Sentence(
            "planlint extract corpus.zip -o out --output-format jsonl --markdown md",
            Help("一个压缩包，连同 Markdown。", "An archive, with Markdown beside it."),
        ),
        Sentence(
            "planlint extract scraped.jsonl -o out --text-column html --id-column url --format html",
            Help("抓取下来的网页，一行一篇。", "Scraped pages, one a line."),
        ),
    ),
)
_TABLES = Argument("folder", "FOLDER", Help("planlint extract 写的文件夹。", "A folder that planlint extract has written."))
_SIMILAR = Command(
    ("similar",),
    "planlint.cli.corpus.similar:Similar",
    Help("找出几乎相同的文件或任务，按最早的日期和层级列成家族。", "Find documents or tasks that say nearly the same, in families by date and level."),
    (_TABLES,),
    (
        Option(INPUT, "of", ("--of",), Help("比文件还是比任务。", "What to compare."), "documents|tasks", ("documents", "tasks"), preset="documents"),
        Option(
            INPUT,
            "threshold",
            ("--threshold",),
            Help("相似到什么程度才算，0.3 到 1。", "How alike they must be, from 0.3 to 1."),
            "SHARE",
            preset="0.8",
        ),
        _OF_LISTS["output_format"],
        _OF_LISTS["output_file"],
        _LANG,
        _COLOR,
    ),
    examples=(Sentence("planlint similar out --of tasks -o families.xlsx", Help("相似的任务存成表格。", "Tasks that are alike in a spreadsheet.")),),
)
_CITES = Command(
    ("cites",),
    "planlint.cli.corpus.cites:Cites",
    Help("谁贯彻谁：各文件的上位文件，以及链条上缺的。", "Who carries out whom: the superior plans of documents, and the holes in the chain."),
    (_TABLES,),
    (_OF_LISTS["output_format"], _OF_LISTS["output_file"], _LANG, _COLOR),
    examples=(Sentence("planlint cites out --output-format json", Help("写成 JSON。", "As JSON.")),),
)
_SCHEMA = Command(
    ("schema",),
    "planlint.cli.listings.schemas:Schema",
    Help("输出各命令结果的 JSON Schema。", "Print the JSON Schema of what commands give to programs."),
    (
        Argument(
            "name",
            "NAME",
            Help(
                "tree、tasks、bodies、targets、compare、similar、cites 或 records（extract）。",
                "tree, tasks, bodies, targets, compare, similar, cites or records (extract).",
            ),
        ),
    ),
    (_LANG,),
    examples=(Sentence("planlint schema targets", Help("目标的 JSON Schema。", "The JSON Schema of targets.")),),
)
_RULES_LIST = Command(
    ("rules", "list"),
    "planlint.cli.rules:List",
    Help("列出全部规则。", "List the rules."),
    (),
    (
        _RULES,
        _STAGE,
        Option(OUTPUT, "output_format", ("--output-format",), Help("输出格式。", "Form of the output."), "text|json", ("text", "json"), preset="text"),
        _LANG,
        _COLOR,
        _CONFIG,
        _ISOLATED,
    ),
)
_RULES_SHOW = Command(
    ("rules", "show"),
    "planlint.cli.rules:Show",
    Help("解释一条规则：查什么、为何查、例子。", "Explain a rule: what it finds, why, with examples."),
    (Argument("code", "CODE", Help("规则的代码、名称，或名称里的几个字。", "Code or name of a rule, or words of its title."), of_rules=True),),
    (_RULES, _STAGE, _LANG, _CONFIG, _ISOLATED),
    examples=(Sentence("planlint rules show numbering-gap", Help("代码、名称都可以。", "A code or a name will do.")),),
)
_EXPLAIN = _RULES_SHOW._replace(
    path=("explain",), examples=(Sentence("planlint explain 序号不连续", Help("代码、名称都可以，也可以只写几个字。", "A code, a name, or words of a title.")),)
)
_RULE_FILES = Argument(
    "paths",
    "[PATHS]",
    Help("规则文件或文件夹；默认为自带的规则。", "Files or folders of rules; the shipped ones if none is given."),
    required=False,
    many=True,
)
_RULES_TEST = Command(
    ("rules", "test"),
    "planlint.cli.rule_files:Test",
    Help("试运行规则自带的例子。", "Try rules on their own examples."),
    (_RULE_FILES,),
    (_LANG,),
    exits=(
        Sentence("0", Help("例子都对。", "All examples are right.")),
        Sentence("1", Help("有例子不对。", "Some examples are not.")),
        Sentence("2", Help("规则文件有误。", "A rule file is wrong.")),
    ),
    examples=(Sentence("planlint rules test rules", Help("试一个文件夹里的规则。", "Try the rules of a folder.")),),
)
_RULES_PAGES = Command(
    ("rules", "pages"),
    "planlint.cli.rule_files:Pages",
    Help("把规则的说明写成 Markdown，一条一页，另有目录。", "Write the pages of rules, one a rule and a list of them, as Markdown."),
    (
        Argument("folder", "FOLDER", Help("写到哪个文件夹。", "Folder to write to.")),
        _RULE_FILES,
    ),
    (
        _LANG,
        Option(
            OTHERS,
            "check",
            ("--check",),
            Help("不写，只列出与规则不符的文件；有则退出码为 1。", "Write nothing, list the files that are not up to date, and exit with 1 if there are some."),
        ),
    ),
    exits=(
        Sentence("0", Help("已写好，或与规则相符。", "They are written, or up to date.")),
        Sentence("1", Help("用 --check 时，有与规则不符的。", "With --check, some are not up to date.")),
        Sentence("2", Help("规则文件有误，或文件不能读写。", "A rule file is wrong, or a file can't be read or written.")),
    ),
    examples=(
        Sentence("planlint rules pages docs/rules rules", Help("为自己的规则写说明。", "Pages of rules of your own.")),
        Sentence(
            "planlint rules pages docs/rules rules --check", Help("持续集成里看有没有忘记更新。", "See in continuous integration whether they are up to date.")
        ),
    ),
)
_RULES_SCHEMA = Command(
    ("rules", "schema"),
    "planlint.cli.rule_files:Schema",
    Help("输出规则文件的 JSON Schema，供编辑器使用。", "Print the JSON Schema of rule files, for editors."),
)
_RULES_NEW = Command(
    ("rules", "new"),
    "planlint.cli.rule_files:New",
    Help("新建一个规则文件。", "Start a rule file."),
    (Argument("name", "NAME", Help("规则的名称，如 vague-deadline。", "Name of the rule, such as vague-deadline.")),),
    (
        _LANG,
        Option(OTHERS, "folder", ("--in",), Help("放在哪个文件夹。", "Folder to put it in."), "FOLDER", preset="."),
    ),
    examples=(Sentence("planlint rules new vague-deadline --in rules", Help("写一个规则文件，从它改起。", "Write a rule file to start from.")),),
)
_INIT = Command(
    ("init",),
    "planlint.cli.init:Init",
    Help("写一份带说明的 .planlint.toml，并给出 pre-commit 的写法。", "Write a commented .planlint.toml, and show the pre-commit entry."),
    (Argument("folder", "[FOLDER]", Help("放在哪个文件夹；默认为当前文件夹。", "Folder to put it in; the current one if none is given."), required=False),),
    (
        _STAGE,
        _LANG,
        Option(OTHERS, "yes", ("--yes", "-y"), Help("不询问，一律用默认值。", "Ask nothing and use the defaults.")),
    ),
    examples=(Sentence("planlint init --yes --stage 送审", Help("不询问。", "Ask nothing.")),),
)
_CONFIG_SHOW = Command(
    ("config", "show"),
    "planlint.cli.config:Show",
    Help("显示生效的设置和各自的来处。", "Show the settings in force and where each comes from."),
    (
        Argument(
            "path",
            "[PATH]",
            Help("文件或文件夹；默认为当前文件夹。", "A file or folder; the current folder if none is given."),
            required=False,
        ),
    ),
    (
        _STAGE,
        Option(OUTPUT, "output_format", ("--output-format",), Help("输出格式。", "Form of the output."), "text|json", ("text", "json"), preset="text"),
        _LANG,
        _CONFIG,
        _ISOLATED,
    ),
    examples=(Sentence("planlint config show drafts/a.txt", Help("对一个文件生效的设置。", "What is in force for a file.")),),
)
_CONFIG_SCHEMA = Command(
    ("config", "schema"),
    "planlint.cli.config:Schema",
    Help("输出配置文件的 JSON Schema，供编辑器使用。", "Print the JSON Schema of configuration files, for editors."),
    (),
    (
        Option(
            OTHERS,
            "file",
            ("--for",),
            Help("哪个文件的。", "The file that it is of."),
            ".planlint.toml|pyproject.toml|.planlint-ignore.toml",
            (".planlint.toml", "pyproject.toml", ".planlint-ignore.toml"),
            preset=".planlint.toml",
        ),
    ),
    examples=(
        Sentence("planlint config schema", Help("存成 planlint.schema.json 供编辑器用。", "For editors, as planlint.schema.json.")),
        Sentence(
            "planlint config schema --for pyproject.toml", Help("[tool.planlint] 写在 pyproject.toml 里时。", "For a pyproject.toml with [tool.planlint].")
        ),
    ),
)
_SERVER = Command(
    ("server",),
    "planlint.cli.server:Server",
    Help("启动语言服务器，供编辑器使用。", "Start the language server, for editors."),
    (),
    (
        _LANG,
        _CONFIG,
        _ISOLATED,
        Option(OTHERS, "stdio", ("--stdio",), Help("经标准输入输出通信；总是如此。", "Talk over standard input and output; it always does.")),
    ),
)

_APP = Command(
    ("app",),
    "planlint.cli.app.call:App",
    Help("在浏览器中打开检查页面：拖入文稿，看报告，采纳修复，另存。", "Open a page in the browser: drop documents, read the report, accept repairs, save."),
    (),
    (
        _LANG,
        _CONFIG,
        _ISOLATED,
        Option(
            RUNNING,
            "host",
            ("--host",),
            Help("在哪个地址提供服务；默认只供本机。", "The address to serve at; this machine alone if not given."),
            "ADDRESS",
            preset="127.0.0.1",
        ),
        Option(RUNNING, "port", ("--port",), Help("端口；0 为任一空闲端口。", "The port; 0 takes one that is free."), "N", preset="0"),
        Option(
            RUNNING,
            "token",
            ("--token",),
            Help("进入口令；不写则每次新生成，也可用 PLANLINT_APP_TOKEN。", "The token that lets browsers in; a new one each time, or PLANLINT_APP_TOKEN."),
            "TOKEN",
        ),
        Option(RUNNING, "no_token", ("--no-token",), Help("不要口令：由前面的代理决定谁能进入。", "No token: a proxy in front of it decides who gets in.")),
        Option(RUNNING, "no_open", ("--no-open",), Help("不打开浏览器。", "Do not open the browser.")),
        Option(RUNNING, "max_size", ("--max-size",), Help("每份文稿最多多少 MB。", "The megabytes that a document may have."), "MB", preset="50"),
        Option(RUNNING, "time_limit", ("--time-limit",), Help("每份文稿最多用多少秒。", "The seconds that a document may take."), "SECONDS", preset="120"),
        Option(RUNNING, "jobs", ("--jobs", "-j"), Help("同时处理几份文稿；默认为处理器核数。", "Documents worked on at a time; one a core if not given."), "N"),
    ),
    examples=(
        Sentence("planlint app", Help("在本机打开检查页面。", "Open the page on this machine.")),
        Sentence("planlint app --host 0.0.0.0 --port 8765 --no-open", Help("供办公室使用，口令见输出。", "For an office; the token is in the output.")),
    ),
)

HELP = Option(OTHERS, "help", ("--help", "-h"), Help("显示帮助。", "Show this help."))
VERSION = Option(OTHERS, "version", ("--version",), Help("显示版本。", "Show the version."))
"""What may be asked for beside any command."""

COMPLETION = (
    Option(
        OTHERS,
        "install_completion",
        ("--install-completion",),
        Help("为当前的命令行环境（bash、zsh、fish）安装补全。", "Install completion for this shell: bash, zsh or fish."),
    ),
    Option(OTHERS, "show_completion", ("--show-completion",), Help("显示补全脚本，供查看或另行安装。", "Show the completion script, to copy or to change it.")),
)
"""What may be asked for in place of a command. A shell may be named behind it."""

SHELLS = ("bash", "zsh", "fish")
"""The shells that completion is known for."""

COMMANDS = (
    _CHECK,
    _REPORT,
    _APP,
    _TREE,
    _TASKS,
    _TARGETS,
    _COMPARE,
    _MATRIX,
    _EXTRACT,
    _SIMILAR,
    _CITES,
    _SCHEMA,
    _EXPLAIN,
    _RULES_LIST,
    _RULES_SHOW,
    _RULES_TEST,
    _RULES_PAGES,
    _RULES_SCHEMA,
    _RULES_NEW,
    _INIT,
    _CONFIG_SHOW,
    _CONFIG_SCHEMA,
    _SERVER,
)
"""The commands, in the order in which the help lists them."""

GROUPS = (
    Group("rules", Help("规则：列出、解释、试运行、新建。", "The rules: list, explain, try, start one.")),
    Group("config", Help("配置：显示生效的设置、输出 JSON Schema。", "The configuration: what is in force, its JSON Schema.")),
)
"""The words that open the commands of two words."""

PROGRAM = Group(
    "",
    Help("中文方案类公文的检查工具。", "A linter for Chinese plan documents."),
    (VERSION, *COMPLETION),
    exits=(
        Sentence("0", Help("没有达到 --fail-on 的问题，或命令已完成。", "No finding at or above --fail-on, or the command is done.")),
        Sentence("1", Help("有这样的问题。", "There are such findings.")),
        Sentence("2", Help("用法、配置或规则文件有误，或没有可用的文件。", "Wrong usage, configuration or rule file, or no file to work on.")),
    ),
    examples=(
        Sentence("planlint check drafts", Help("检查一个文件夹。", "Check a folder.")),
        Sentence("planlint rules show NUM001", Help("解释一条规则。", "Explain a rule.")),
        Sentence("planlint tasks draft.docx --output-file tasks.xlsx", Help("任务清单存成表格。", "Put the tasks into a spreadsheet.")),
    ),
)
"""What stands before all commands."""
