"""What an editor may repair: one finding, or all that is safe at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lsprotocol import types

from planlint.findings.diagnostic import Applicability, Diagnostic
from planlint.reporters.escape import visible
from planlint.server.positions import text_edit
from planlint.text.source import Source
from planlint.text.spans import Edit

FIX_ALL = "source.fixAll.planlint"
"""The kind of the action that makes all safe repairs."""
KINDS = (types.CodeActionKind.QuickFix, FIX_ALL)
"""The kinds of the actions there are."""

_ORDER = (Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY)
_TITLES = {
    "zh": {
        Applicability.SAFE: "{} [{}]",
        Applicability.UNSAFE: "{}（可能改变文意）[{}]",
        Applicability.DISPLAY: "建议：{} [{}]",
    },
    "en": {
        Applicability.SAFE: "{} [{}]",
        Applicability.UNSAFE: "{} (may change the meaning) [{}]",
        Applicability.DISPLAY: "Suggestion: {} [{}]",
    },
}


def is_wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Whether an editor that asks for some kinds of actions, or kinds of kinds, takes this one; one that names none takes all."""
    return not only or any(word == "" or kind == word or kind.startswith(word + ".") for word in only)


def quick_fixes(diagnostics: Iterable[tuple[Diagnostic, types.Diagnostic]], language: str, change: Change) -> Iterator[types.CodeAction]:
    """One action for each finding that can be repaired, the safe ones first; what is more than safe is named so."""
    able = [(found.fix, found.code, given) for found, given in diagnostics if found.fix is not None and found.fix.edits]
    for fix, code, given in sorted(able, key=lambda item: _ORDER.index(item[0].applicability)):
        yield types.CodeAction(
            visible(_TITLES[language][fix.applicability].format(fix.title, code)),
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[given],
            is_preferred=fix.applicability is Applicability.SAFE,
            edit=change.edit(fix.edits),
        )


def fix_all(language: str, uri: str) -> types.CodeAction:
    """The action that makes all safe repairs of a document; its edit is worked out when it is chosen."""
    title = "Repair all that is safe to repair" if language == "en" else "修复所有可安全修复的问题"
    return types.CodeAction(title, kind=FIX_ALL, data=uri)


class Change:
    """Changes of one document, in the form that its editor takes."""

    def __init__(self, source: Source, uri: str, version: int, *, versioned: bool) -> None:
        self._source = source
        self._uri = uri
        self._version = version
        self._versioned = versioned

    def edit(self, edits: Iterable[Edit]) -> types.WorkspaceEdit:
        """The change that makes these edits, which are in order and apart."""
        made = [text_edit(self._source, edit) for edit in edits]
        if not self._versioned:
            return types.WorkspaceEdit(changes={self._uri: made})
        document = types.OptionalVersionedTextDocumentIdentifier(self._uri, self._version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, made)])
