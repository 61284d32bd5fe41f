"""The numbers that open a line of a plan: 第一章, 一、, （一）, 1., （1）, ①, 1.1, 专栏3, 附件2; and the families they belong to."""

from __future__ import annotations

from planlint.enums import Enum, StrEnum
from planlint.patterns import compiled
from planlint.phrases import numerals
from planlint.phrases.marks import GAP
from planlint.phrases.numerals import Script
from planlint.record import Record
from planlint.text.spans import Span


class Heads(Enum):
    """What a numbered line may head."""

    SECTION = "section"
    TASK = "task"


_SECTION, _TASK, _BOTH = frozenset((Heads.SECTION,)), frozenset((Heads.TASK,)), frozenset(Heads)


class Form(Record):
    """One way to write the numbers of a family.

    `shape` is the pattern of the number, `{n}` in it the numeral in one of the `scripts`; a shape without `{n}` bears no value.
    `mark` is the pattern of what may stand behind it, wrong marks too, and `follow` says what must come behind the mark.
    """

    shape: str
    scripts: tuple[Script, ...] = ()
    mark: str = ""
    follow: str = ""


class Row(Record):
    """What is known of a family. `plain` is its number as it should be written, with # for the figure. The first of its forms is the one to write; the others are read, and are its odd dress.

    `marks` are the marks that may stand behind a number, empty where none may and None where nothing is said of it; `level` is that of
    GB/T 9704-2012, 7.3.3, 0 for families outside of it; `called` are the words by which a text refers to one (第三部分, 第三章);
    `runs_on` tells that its numbers go on through the whole text where they can; `apart` that it stands outside of the levels.
    """

    plain: str
    forms: tuple[Form, ...]
    heads: frozenset[Heads] = frozenset()
    marks: str | None = None
    level: int = 0
    called: tuple[str, ...] = ()
    runs_on: bool = False
    apart: bool = False


_DIGITS = (numerals.ARABIC, numerals.FULL_WIDTH)
_COMMA = r"[,，](?![0-9])(?=.)"
_AFTER_BRACKET = "[、.．，,：:]?(?![。；])"
_FORMAL = r"[、.．：:]?(?!项(?!目)|[，。款第的至])"
_UNIT = r"[ \t]*(?:[万亿年月日%％℃倍元吨亩米克升]|公[里斤顷]|平方|立方|千[瓦克米伏]|[个家辆]|项(?!目)|户(?!外|籍))"
_YEAR_OR_MONTH = r"(?:19|20)[0-9]{2}[ ]?年|(?:1[0-2]|[1-9])[ ]?月"
_NO_FIGURE = rf"(?:(?![0-9０-９])|(?={_YEAR_OR_MONTH}))"

_LONGEST_HEADING = 20


class Family(StrEnum):
    """A way of numbering, one row each. The order of the members is the usual order of levels (GB/T 9704-2012, 7.3.3)."""

    row: Row

    def __new__(cls, sign: str, row: Row) -> Family:
        """A member whose value is how its first number looks. Raises ValueError for a row without a form to write."""
        if not row.forms or not row.forms[0].scripts:
            raise ValueError(f"{sign}: a family has a form with a script to write its numbers in")
        member = str.__new__(cls, sign)
        member._value_ = sign
        member.row = row
        return member

    PART = "篇", Row("第#篇", (Form(r"第[ \t]*{n}[ \t]*(?:篇|部[ \t]*分)", (numerals.HAN, *_DIGITS), _FORMAL),), _SECTION, called=("部分", "章"))
    CHAPTER = "章", Row("第#章", (Form(r"第[ \t]*{n}[ \t]*章", (numerals.HAN, *_DIGITS), _FORMAL),), _BOTH, called=("部分", "章"), runs_on=True)
    SECTION = "节", Row("第#节", (Form(r"第[ \t]*{n}[ \t]*节", (numerals.HAN, *_DIGITS), _FORMAL),), _BOTH, called=("节",))
    ARTICLE = (
        "条",
        Row("第#条", (Form(r"第[ \t]*{n}[ \t]*条(?:[ \t]*之{n})?", (numerals.HAN, *_DIGITS), _FORMAL),), _TASK, called=("条",), runs_on=True),
    )
    ROMAN = "Ⅰ、", Row("#、", (Form("{n}", (numerals.ROMAN, numerals.LATIN_ROMAN), "[、.．]", r"(?![0-9A-Za-z])"),), _BOTH)
    HAN = (
        "一、",
        Row(
            "#、",
            (Form("{n}", (numerals.HAN,), rf"[ \t]?(?:[、.．丶､]|{_COMMA})", rf"(?!{numerals.HAN.shape}[、，])"),),
            _BOTH,
            marks="、",
            level=1,
            called=("部分", "章"),
        ),
    )
    LABELLED = (
        "任务一",
        Row("任务#：", (Form(r"(?:任务|行动|工程|举措)[ \t]*{n}", (numerals.HAN, *_DIGITS), r"(?:[：:、.．]|(?=[ \t\u3000]))", r"(?=\p{Han}|“)"),), _TASK),
    )
    HAN_BRACKET = (
        "（一）",
        Row(
            "（#）",
            (
                Form(r"[（(][ \t]*{n}[ \t]*[）)]", (numerals.HAN,), _AFTER_BRACKET),
                Form(r"[〔［\[][ \t]*{n}[ \t]*[〕］\]]", (numerals.HAN,), _AFTER_BRACKET),
                Form("{n}", (numerals.HAN_BRACKETED,), _AFTER_BRACKET),
            ),
            _BOTH,
            marks="",
            level=2,
            called=("项", "点", "款"),
        ),
    )
    ARABIC = (
        "1.",
        Row(
            "#.",
            (
                Form("{n}", _DIGITS, rf"[ \t]?[.．、､丶]{_NO_FIGURE}"),
                Form("{n}", (numerals.DOTTED,)),
                Form("{n}", (numerals.LETTER,), "[、.．]", r"(?=[ \t\u3000]*\p{Han})"),
            ),
            _BOTH,
            marks=".．",
            level=3,
            called=("项", "点", "款"),
        ),
    )
    ARABIC_BRACKET = "（1）", Row("（#）", (Form(r"[（(][ \t]*{n}[ \t]*[）)]", _DIGITS, _AFTER_BRACKET),), marks="", level=4)
    BRACKETED = "⑴", Row("#", (Form("{n}", (numerals.BRACKETED,), _AFTER_BRACKET),), marks="")
    HALF_BRACKET = "1）", Row("#）", (Form("{n}[）)]", _DIGITS, "", r"(?![0-9０-９，。；、）)])"),), marks="")
    CIRCLED = "①", Row("#", (Form("{n}", (numerals.CIRCLED,), "[、.．]?"),), marks="")
    DECIMAL = (
        "1.1",
        Row(
            "1.#",
            (Form(r"(?=[1-9][0-9]?(?:\.[1-9][0-9]?){1,3}(?![0-9])){n}(?:\.{n}){1,9}", (numerals.ARABIC,), rf"\.?(?!{_UNIT})", r"(?<=[ \t\u3000])(?=\p{Han})"),),
            _TASK,
        ),
    )
    BOX = (
        "专栏",
        Row(
            "专栏#",
            (
                # 专栏3-1 counts within chapter 3, in no sequence of its own
                Form(r"专[ \t]*栏[ \t]*{n}(?![ \t]*[-—–－.．][0-9])", (numerals.HAN, *_DIGITS), "[：:]?"),
                Form(rf"专[ \t]*栏[ \t]*(?:{numerals.HAN.shape}|{numerals.ARABIC.shape})[-—–－.．][0-9]{{1,2}}", (), "[：:]?"),
                Form(r"专[ \t]*栏", (), "[：:]?"),
            ),
            called=("专栏",),
            runs_on=True,
            apart=True,
        ),
    )
    ANNEX = (
        "附件",
        Row(
            "附件#",
            (
                Form(r"附[ \t]*(?:件|表|录)[ \t]*{n}", (numerals.HAN, *_DIGITS), r"(?:[：:]|[.．、](?![0-9]))?"),
                Form(r"附(?:[ \t]*(?:件|表|录)|(?=[：:]))", (), "[：:]?"),
            ),
            apart=True,
        ),
    )

    @property
    def rank(self) -> int:
        """0 for the family that usually stands at the top; the more the deeper."""
        return _RANKS[self]

    def written(self, value: int) -> str:
        """The number of a value in the family's own form. Raises ValueError where its script does not count so far."""
        script = self.row.forms[0].scripts[0]
        if not 1 <= value <= script.last:
            raise ValueError(f"{self.value} does not count to {value}")
        return self.row.plain.replace("#", script.write(value))


_RANKS = {family: rank for rank, family in enumerate(Family)}
_LEADS = r"[\p{So}\p{Sm}\p{Co}•‣·※§*#†‡]"


def _alternative(family: Family, at: int, form: Form) -> str:
    """The pattern of a form; the names of its groups begin with the key of the form and end with s, n, m or g for number, numeral, mark and gap."""
    key = f"{family.name}_{at}"
    numeral = "|".join(dict.fromkeys(script.shape for script in form.scripts))
    shape = form.shape.replace("{n}", f"(?P<{key}n>{numeral})")
    return rf"(?P<{key}s>{shape}(?P<{key}m>{form.mark}))(?P<{key}g>{GAP}*+){form.follow}"


_SHAPES = compiled(
    rf"{GAP}*(?:(?:{_LEADS}{{1,6}}+|[-–—](?=[ \t])){GAP}*+)?(?:"
    + "|".join(_alternative(family, at, form) for family in (Family.DECIMAL, *Family) for at, form in enumerate(family.row.forms))
    + ")"
)


class _Groups(Record):
    """The numbers of the groups of a form; a number costs a twentieth of a name to ask for. Number 0, the whole, stands for a numeral where there is none."""

    family: Family
    form: int
    number: int
    numeral: int
    mark: int
    gap: int


def _groups(family: Family, at: int) -> _Groups:
    known = _SHAPES.groupindex
    key = f"{family.name}_{at}"
    return _Groups(family, at, known[f"{key}s"], known.get(f"{key}n", 0), known[f"{key}m"], known[f"{key}g"])


_FORMS = {groups.gap: groups for family in Family for at in range(len(family.row.forms)) for groups in (_groups(family, at),)}
"""The groups of each form by the last of them."""
_HAN_OPENERS = frozenset(
    sign
    for family in Family
    for form in family.row.forms
    for sign in form.shape + "".join(script.signs for script in form.scripts)
    if "\u4e00" <= sign <= "\u9fff"
)
"""The Han characters that numbers are written with: a line that begins with another one, as most do, bears no number."""


class Ordinal(Record):
    """A number at the start of a line.

    `text` is the number as written, without spaces; `numeral` its last figure alone; `mark` what stands between the figure and
    the title (“、”, “.”, “．”, or nothing); `gap` the spaces after it; `span` the number without the spaces around it.
    `values` are the figures of a number that has several (1.2 → 1, 2; 第二条之一 → 2, 1); `value` is the last of them.
    `figure` is the place of the numeral, `form` the index of its form in the row of the family, and `lead` what stands before it: ■, •.
    """

    family: Family
    text: str
    numeral: str
    mark: str
    gap: str
    value: int
    values: tuple[int, ...]
    span: Span
    figure: Span
    form: int = 0
    lead: str = ""

    @property
    def is_well_marked(self) -> bool:
        """Whether the mark is one that the family takes; a family without a rule takes any."""
        allowed = self.family.row.marks
        return allowed is None or (self.mark in allowed if allowed and self.mark else self.mark == allowed)

    @property
    def script(self) -> Script:
        """The script that the numeral is written in; the family's own where it bears none."""
        scripts = self.family.row.forms[self.form].scripts or self.family.row.forms[0].scripts
        return next((script for script in scripts if script.wrote(self.numeral)), scripts[0])

    @property
    def after(self) -> int:
        """Where the title begins: behind the number and its gap."""
        return self.span.stop + len(self.gap)

    def numeral_of(self, value: int) -> str | None:
        """The figure of another value in the script of this one; None where the script does not count so far."""
        script = self.script
        return script.write(value) if 1 <= value <= script.last else None

    def written(self, value: int) -> str:
        """The number of another value, written as this one is: （四） like （三）, 4. like 3.; in Arabic figures beyond the script."""
        numeral = self.numeral_of(value)
        at = self.text.rfind(self.numeral) if self.numeral else len(self.text)
        return self.text[:at] + (str(value) if numeral is None else numeral) + self.text[at + len(self.numeral) :]


def ordinal_at(text: str, start: int, stop: int) -> Ordinal | None:
    """The number that opens the line from start to stop, or None; bullets and icons may stand before it.

    A quantity or a date is no number: `1.8亿吨`, `13.5%`, `5G`, `2025年`; nor is an enumeration such as 一、二、三产业.
    """
    if start >= stop or ("\u4e00" <= text[start] <= "\u9fff" and text[start] not in _HAN_OPENERS):
        return None
    found = _SHAPES.match(text, start, stop)
    if found is None:
        return None
    assert found.lastindex is not None
    groups = _FORMS[found.lastindex]
    numerals = found.captures(groups.numeral) if groups.numeral else []
    values = tuple([_value(numeral, groups.family.row.forms[groups.form]) for numeral in numerals])
    if not all(values):
        return None
    span = Span(*found.span(groups.number))
    return Ordinal(
        groups.family,
        "".join(span.of(text).split()),
        numerals[-1] if numerals else "",
        found[groups.mark].strip(),
        found[groups.gap],
        values[-1] if values else 0,
        values or (0,),
        span,
        Span(*found.span(groups.numeral)) if numerals else Span(span.stop, span.stop),
        groups.form,
        text[found.start() : span.start].strip(),
    )


def counts_something(text: str, at: int, stop: int) -> bool:
    """Whether a unit stands behind a figure that ends there: 1.8亿吨, 3个."""
    return _UNIT_AFTER_FIGURE.match(text, at, stop) is not None


_UNIT_AFTER_FIGURE = compiled(_UNIT)


def _value(numeral: str, form: Form) -> int:
    """The value of a numeral by the script of a form that it is written in; 0 where it has none."""
    for script in form.scripts:
        if script.wrote(numeral):
            return script.read(numeral) or 0
    return 0


def ends_with_heading(text: str, start: int, stop: int) -> bool:
    """Whether a numbered heading stands at the end of a line, behind its last sentence: …，制定本方案。 二、工作目标."""
    last = text.rfind("。", start, stop) + 1
    while 0 < last < stop and text[last] in " \u3000\t":
        last += 1
    if not 0 < last < stop or stop - last > _LONGEST_HEADING or text.find("，", last, stop) >= 0:
        return False
    ordinal = ordinal_at(text, last, stop)
    return ordinal is not None and ordinal.span.stop < stop and Heads.SECTION in ordinal.family.row.heads
