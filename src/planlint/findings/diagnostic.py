"""What is reported: plain values that reporters print and the fixer applies."""

from __future__ import annotations

from planlint.enums import Enum, IntEnum
from planlint.record import Record
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.text.source import Source
    from planlint.text.spans import Edit, Span


class Severity(IntEnum):
    """How much a finding weighs."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The name as rules, options and reports write it."""
        return self.name.lower()


class Confidence(IntEnum):
    """How sure a rule is of what it says."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3

    @property
    def label(self) -> str:
        """The name as rules, options and reports write it."""
        return self.name.lower()


class Applicability(Enum):
    """Who may apply a fix: `--fix`, `--fix --unsafe-fixes`, or only a person."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"


class Fix(Record):
    """A repair: edits of the source, in order and apart from each other."""

    applicability: Applicability
    title: str
    edits: tuple[Edit, ...]

    @property
    def is_safe(self) -> bool:
        """Whether `--fix` makes it without being asked for more."""
        return self.applicability is Applicability.SAFE


class Related(Record):
    """A second place that a finding speaks of."""

    span: Span
    message: str


class Suppression(Record):
    """Why a finding does not count: its kind, “inline” for a remark in the document, “file” for a list beside it, or “baseline”."""

    kind: str
    reason: str


class Diagnostic(Record):
    """One finding. Spans are places of the source; texts are in the language of the run.

    `occurrences` counts the places one finding stands for; `section` names the headings above it, outermost first;
    `fingerprint` is 16 hexadecimal digits that stay the same while the lines around it move. `suppressed` tells why it does not
    count; such a finding is marked in reports for programs and left out of those for people.
    """

    path: str
    code: str
    name: str
    severity: Severity
    confidence: Confidence
    message: str
    span: Span
    occurrences: int
    section: tuple[str, ...]
    related: tuple[Related, ...]
    fix: Fix | None
    basis: str
    why: str
    fingerprint: str
    suppressed: Suppression | None = None


def context(source: Source, span: Span) -> str:
    """The text of a place with up to twelve characters of its line on each side, without spaces, 80 at most: what it is known by."""
    line = source.line_span(source.position(span.start).line)
    around = source.text[max(span.start - 12, line.start) : max(span.stop, min(span.stop + 12, line.stop))]
    return "".join(around[:80].split())
