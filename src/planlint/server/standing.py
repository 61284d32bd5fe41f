"""What a user lets be from within an editor: a finding that stands for a reason, a word that is right here."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from itertools import chain, count

from lsprotocol import types

from planlint import engine
from planlint.files import LIST_FILE
from planlint.findings.diagnostic import Diagnostic
from planlint.reporters.escape import visible
from planlint.rule import Rule
from planlint.server import lists
from planlint.settings.config import OWN_FILE, Config
from planlint.settings.selection import UNUSED, configured
from planlint.syntax.nodes import Plan
from planlint.text.source import Source
from planlint.text.spans import Span
from planlint.typed import Any

LET_STAND = "planlint.letStand"
"""The command that lets a finding stand. Its argument: the `uri` of the document, the `code`, the `text` and the `section` of the finding, the `reason`."""
ALLOW = "planlint.allow"
"""The command that allows a word in the documents of a configuration. Its argument: the `uri` of the document, the `word`."""

_BESIDE = 8
"""So many characters on either side of a finding are given at the least, so that its entry tells a reader which place is meant."""
_OF_TERMS = {"typos", "preferred"}
"""The parameters of the checks that are about the words of a list, for which a user has words `allowed`."""
_TITLES = {
    "zh": {LET_STAND: "不再提示（写明理由）[{code}]", ALLOW: "把“{word}”加入词表 [{code}]"},
    "en": {LET_STAND: "Let it stand (give a reason) [{code}]", ALLOW: "Allow “{word}” in the list of terms [{code}]"},
}


def letting_stand(found: Diagnostic, given: types.Diagnostic, source: Source, uri: str, language: str) -> types.CodeAction | None:
    """The action that lets a finding stand; None for one that is about such requests."""
    if found.code == UNUSED:
        return None
    text = stretch(source, found.span)
    section = [] if source.text.count(text) == 1 else list(found.section)
    return _action(LET_STAND, language, given, {"uri": uri, "code": found.code, "text": text, "section": section}, code=found.code)


def allowing(found: Diagnostic, given: types.Diagnostic, source: Source, uri: str, language: str) -> types.CodeAction:
    """The action that allows the word of a finding."""
    word = found.span.of(source.text)
    return _action(ALLOW, language, given, {"uri": uri, "word": word}, word=word, code=found.code)


def would_be_allowed(found: Diagnostic, plan: Plan, rules: Sequence[Rule]) -> bool:
    """Whether a finding is one of terms and would be gone if its word was allowed."""
    source = plan.view.source
    word = found.span.of(source.text)
    rule = next((rule for rule in rules if rule.code == found.code), None)
    if rule is None or not _OF_TERMS & set(getattr(rule.check, "_fields", ())) or not word.strip() or len(word.splitlines()) > 1:
        return False
    after = engine.lint(plan, configured([rule], Config(allowed=(word,))), path=source.name)
    return all(left.span != found.span for left in after.diagnostics)


def stretch(source: Source, span: Span) -> str:
    """The words at a finding, within its first line: as many as tell it from all other places, or the whole line."""
    line = source.line_span(source.position(span.start).line)
    start, stop = max(span.start - _BESIDE, line.start), min(span.stop + _BESIDE, line.stop)
    while source.text.count(source.text[start:stop]) > 1 and (start, stop) != line:
        start, stop = max(start - 1, line.start), min(stop + 1, line.stop)
    return source.text[start:stop].strip()


def list_path(document: str) -> str:
    """The path of the list beside a document."""
    return os.path.join(os.path.dirname(document), LIST_FILE)


def listed(path: str, text: str | None, document: str, wish: Mapping[str, Any], reason: str) -> str:
    """The list at a path with the entry for a finding of a document. Raises lists.NotAdded."""
    entry = {"file": os.path.basename(document), "code": wish["code"], "section": wish["section"], "text": wish["text"], "reason": reason}
    return lists.with_entry(text or "", {name: value for name, value in entry.items() if value or name == "reason"}, path)


def place_of_reason(text: str) -> int:
    """The offset at which the reason of the last entry is to be written, which has none yet."""
    return text.rindex('reason = "') + len('reason = "')


def allowed(configuration: str, read: Callable[[str], str | None], word: str) -> dict[str, str]:
    """The new texts of the files, by path, by which a word is allowed where a configuration file holds, which need not be there.

    `read` gives the text of a file, None where there is none. There are none where the word is allowed already. The word goes to the last list of terms that the file itself names, so that a
    list that it shares with others stays as it is; where it names none there is a new one beside it. Raises lists.NotAdded.
    """
    folder, text = os.path.dirname(configuration), read(configuration) or ""
    named = lists.own_terms_files(text, configuration)
    if named:
        terms = os.path.normpath(os.path.join(folder, named[-1]))
        before = read(terms) or ""
        after = lists.with_word(before, word, terms)
        return {terms: after} if after != before else {}
    name = next(name for name in chain(("terms.yaml",), (f"terms-{number}.yaml" for number in count(2))) if read(os.path.join(folder, name)) is None)
    terms = os.path.join(folder, name)
    return {terms: lists.with_word("", word, terms), configuration: lists.with_terms_file(text, name, configuration)}


def new_configuration(document: str) -> str:
    """The path of the configuration for a document for which there is none."""
    return os.path.join(os.path.dirname(document), OWN_FILE)


def _action(command: str, language: str, given: types.Diagnostic, argument: dict[str, Any], **words: str) -> types.CodeAction:
    title = visible(_TITLES[language][command].format(**words))
    return types.CodeAction(title, kind=types.CodeActionKind.QuickFix, diagnostics=[given], command=types.Command(title, command, arguments=[argument]))
