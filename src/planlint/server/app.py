"""The talk with an editor: what it asks or tells, and what it gets for it."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine, Generator, Mapping, Sequence
from contextlib import redirect_stdout
from traceback import format_exception

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path

from planlint import __version__
from planlint.findings.diagnostic import Diagnostic
from planlint.messages import UserError
from planlint.reporters.escape import visible
from planlint.reporters.wording import fixable, wording
from planlint.rule import Rule
from planlint.server import findings, outline, repairs, standing
from planlint.server.documents import LANGUAGES, Checked, Document
from planlint.server.files import Files
from planlint.server.positions import offset_of, position_of, range_of, span_of
from planlint.server.settings import Choice
from planlint.session import Failure
from planlint.syntax.nodes import Plan
from planlint.text.source import Source
from planlint.typed import Any

_PAUSE = 0.25
_WATCHED = ("**/.planlint.toml", "**/pyproject.toml", "**/.planlint-ignore.toml", "**/*.yaml", "**/*.yml")
"""Settings, and what they name: rules, registries and lists of terms."""
_OF_SETTINGS = tuple(pattern.removeprefix("**/").removeprefix("*") for pattern in _WATCHED)


def serve(choice: Choice) -> int:
    """Talk with an editor over standard input and output; 0, or 1 when it goes without taking leave."""
    server = PlanServer(choice)
    # what is printed by mistake must not get between the messages
    with open(os.dup(sys.stdout.fileno()), "wb") as out, redirect_stdout(sys.stderr):
        server.start_io(sys.stdin.buffer, out)
    return 0 if server.is_leaving else 1


class _Protocol(LanguageServerProtocol):
    """Counts columns in UTF-16, which every editor can, whatever else it would like better."""

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(self, params: types.InitializeParams) -> Generator[Any, Any, types.InitializeResult]:
        if params.capabilities.general is not None:
            params.capabilities.general.position_encodings = None
        return (yield from super().lsp_initialize(params))


class PlanServer(LanguageServer):
    """One editor: its documents, and what it was told."""

    def __init__(self, choice: Choice) -> None:
        # texts are sent whole: pygls sees ends of lines where there are none, and would make changes in wrong places
        super().__init__("planlint", __version__, types.TextDocumentSyncKind.Full, protocol_cls=_Protocol)
        self.documents: dict[str, Document] = {}
        self.locale: str | None = None
        self.is_leaving = False
        self._choice = choice
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._complaint: str | None = None
        self._confessed: set[tuple[str | None, str]] = set()
        for name, handler in _HANDLERS.items():
            self.feature(name, _OPTIONS.get(name))(handler)
        for name, command in _COMMANDS.items():
            self.command(name)(command)

    def look(self, document: Document, *, after: float = 0) -> None:
        """Check a document once it has been left alone for so many seconds, and show what was found."""
        self.look_away(document)
        loop = asyncio.get_running_loop()
        self._timers[document.uri] = loop.call_later(after, lambda: self._start(self._show(document)))

    def look_away(self, document: Document) -> None:
        """Don't begin the check of a document that is to come."""
        timer = self._timers.pop(document.uri, None)
        if timer is not None:
            timer.cancel()

    async def checked(self, document: Document) -> Checked | None:
        """What is wrong with a document; None when that can't be told, which has been said."""
        try:
            checked = await document.checked(self._choice, self.locale)
        except UserError as error:
            self.complain(error)
            return None
        self._complaint = None
        for failure in checked.failures:
            self._confess(failure, checked.language)
        return checked

    def located_findings(self, document: Document, checked: Checked) -> list[tuple[Diagnostic, types.Diagnostic]]:
        """The findings of a document, each with what the editor sees of it."""
        words, source = wording(checked.language), checked.result.source
        related = self.can("text_document.publish_diagnostics.related_information")
        return [(found, findings.rendered(found, source, document.uri, words, related=related)) for found in checked.result.diagnostics]

    def can(self, path: str) -> bool:
        """Whether the editor says that it can do a thing, by the path to it among its capabilities."""
        return bool(self._capability(path))

    def takes(self, path: str, word: str) -> bool:
        """Whether a word is in the list that the editor gives at a path among its capabilities."""
        words = self._capability(path)
        return isinstance(words, Sequence) and word in words

    async def lets(self, document: Document, here: Sequence[tuple[Diagnostic, types.Diagnostic]], checked: Checked) -> list[types.CodeAction]:
        """The actions that let findings of a document be, where the editor runs commands and the document is a file."""
        if not here or not self.can("workspace.execute_command") or not os.path.isabs(document.path):
            return []
        source, language = checked.result.source, checked.language
        actions = [standing.allowing(*pair, source, document.uri, language) for pair in await self._of_words(document, here)]
        return actions + [action for pair in here if (action := standing.letting_stand(*pair, source, document.uri, language)) is not None]

    async def let_stand(self, document: Document, wish: Mapping[str, Any]) -> list[str]:
        """Enter a finding in the list beside its document; the addresses of the files that were changed.

        Without a reason the entry lacks one, and has no effect before the user has written it, to which the editor is led. Raises UserError.
        """
        reason = str(wish.get("reason") or "").strip()
        path, files = standing.list_path(document.path), self._files()
        text = standing.listed(path, files.read(path), document.path, wish, reason)
        if not reason and not files.can_show({path: text}):
            raise UserError(f"写明理由才能不再提示：{path}", f"a finding stands for a reason only: {path}")
        changed = await self._put(files, {path: text}, standing.LET_STAND)
        if changed and not reason:
            await self._ask_for_reason(changed[0], Source(text, path))
        return changed

    async def allow(self, document: Document, word: str) -> list[str]:
        """Allow a word where the configuration of a document holds; the addresses of the files that were changed. Raises UserError."""
        files = self._files()
        configuration = self._choice.configuration(document.path) or standing.new_configuration(document.path)
        return await self._put(files, standing.allowed(configuration, files.read, word), standing.ALLOW)

    def complain(self, error: UserError) -> None:
        """Show what is wrong with a user's file, once for as long as nothing else comes between."""
        said = visible(error.en if self._choice.speak(None, self.locale) == "en" else error.zh)
        if said != self._complaint:
            self._complaint = said
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"planlint: {said}"))

    async def repaired(self, document: Document) -> types.WorkspaceEdit | None:
        """The change that makes all safe repairs of a document; None when it can't be told, which has been said."""
        try:
            version, source, edits = await document.repaired(self._choice, self.locale)
        except UserError as error:
            self.complain(error)
            return None
        return self.change(document, source, version).edit(edits)

    def change(self, document: Document, source: Source, version: int) -> repairs.Change:
        """Changes of a version of a document, in the form that the editor takes."""
        return repairs.Change(source, document.uri, version, versioned=self.can("workspace.workspace_edit.document_changes"))

    async def _of_words(self, document: Document, here: Sequence[tuple[Diagnostic, types.Diagnostic]]) -> list[tuple[Diagnostic, types.Diagnostic]]:
        """The findings that would be gone if their word was allowed; none where no configuration may be read."""
        if self._choice.isolated:
            return []

        def chosen(plan: Plan, rules: Sequence[Rule]) -> list[tuple[Diagnostic, types.Diagnostic]]:
            return [pair for pair in here if standing.would_be_allowed(pair[0], plan, rules)]

        return await document.asked(self._choice, self.locale, chosen)

    def _files(self) -> Files:
        creates = self.takes("workspace.workspace_edit.resource_operations", types.ResourceOperationKind.Create)
        shows = self.can("workspace.apply_edit") and self.can("workspace.workspace_edit.document_changes")
        return Files(self.workspace.text_documents, shows=shows, creates=creates)

    async def _put(self, files: Files, texts: Mapping[str, str], label: str) -> list[str]:
        """Give files their new texts, through the editor where it shows that, else on the disk; the addresses of those that were changed."""
        if not texts:
            return []
        if files.can_show(texts):
            said = await self.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(files.change(texts), label))
            return [files.uri(path) for path in texts] if said.applied else []
        files.write(texts)
        _look_again(self, None)
        return [files.uri(path) for path in texts]

    async def _ask_for_reason(self, uri: str, source: Source) -> None:
        """Lead the user to the reason that is to be written, and say so."""
        if self.can("window.show_document.support"):
            place = position_of(source, standing.place_of_reason(source.text))
            await self.window_show_document_async(types.ShowDocumentParams(uri, take_focus=True, selection=types.Range(place, place)))
        english = self._choice.speak(None, self.locale) == "en"
        said = "write the reason between the quotation marks, then save" if english else "请在 reason 的引号里写明理由，然后保存"
        self.window_show_message(types.ShowMessageParams(types.MessageType.Info, f"planlint: {source.name}: {said}"))

    def _capability(self, path: str) -> object:
        at: object = self.client_capabilities
        for name in path.split("."):
            at = getattr(at, name, None)
        return at

    async def _show(self, document: Document) -> None:
        checked = await self.checked(document)
        if checked is None or self.documents.get(document.uri) is not document:
            return
        diagnostics = [diagnostic for _, diagnostic in self.located_findings(document, checked)]
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(document.uri, diagnostics, checked.version))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._finish)

    def _finish(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self._log(error)

    def _confess(self, failure: Failure, language: str) -> None:
        """Show a fault of planlint's own, once for each rule and kind of fault."""
        fault = type(failure.error).__name__
        if (failure.code, fault) in self._confessed:
            return
        self._confessed.add((failure.code, fault))
        zh, en = (f"规则 {failure.code}", f"rule {failure.code}") if failure.code else ("分析文件", "reading a document")
        said = f"a fault of planlint in {en} ({fault}); the rest goes on" if language == "en" else f"planlint 自身出错：{zh}（{fault}）；其余照常"
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, said))
        self._log(failure.error)

    def _log(self, error: BaseException) -> None:
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, "".join(format_exception(error))))


def _begin(ls: PlanServer, params: types.InitializeParams) -> None:
    ls.locale = params.locale


async def _watch(ls: PlanServer, params: types.InitializedParams) -> None:
    if ls.can("workspace.did_change_watched_files.dynamic_registration"):
        watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        registration = types.Registration("planlint-settings", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        await ls.client_register_capability_async(types.RegistrationParams([registration]))


def _leave(ls: PlanServer, params: None) -> None:
    ls.is_leaving = True


def _open(ls: PlanServer, params: types.DidOpenTextDocumentParams) -> None:
    item = params.text_document
    format = LANGUAGES.get(item.language_id)
    path = to_fs_path(item.uri) or item.uri
    # an editor that knows no TOML takes settings for a plain text
    if format is not None and not path.endswith(_OF_SETTINGS):
        document = Document(item.uri, path, format, item.text, item.version)
        ls.documents[item.uri] = document
        ls.look(document)


def _change(ls: PlanServer, params: types.DidChangeTextDocumentParams) -> None:
    document = ls.documents.get(params.text_document.uri)
    if document is not None:
        document.change(ls.workspace.get_text_document(document.uri).source, params.text_document.version)
        ls.look(document, after=_PAUSE)


def _close(ls: PlanServer, params: types.DidCloseTextDocumentParams) -> None:
    document = ls.documents.pop(params.text_document.uri, None)
    if document is not None:
        ls.look_away(document)
        ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(document.uri, []))


def _look_again(ls: PlanServer, params: object) -> None:
    for document in ls.documents.values():
        document.forget()
        ls.look(document)


async def _act(ls: PlanServer, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    document = ls.documents.get(params.text_document.uri)
    checked = await ls.checked(document) if document is not None else None
    if document is None or checked is None:
        return None
    only, source, found = params.context.only, checked.result.source, checked.result.diagnostics
    actions: list[types.CodeAction] = []
    if repairs.is_wanted(types.CodeActionKind.QuickFix, only):
        here = findings.touching(found, span_of(source, params.range))
        pairs = [pair for pair in ls.located_findings(document, checked) if pair[0] in here]
        actions += repairs.quick_fixes(pairs, checked.language, ls.change(document, source, checked.version))
        actions += await ls.lets(document, pairs, checked)
    if repairs.is_wanted(repairs.FIX_ALL, only) and any(fixable(diagnostic) for diagnostic in found):
        action = repairs.fix_all(checked.language, document.uri)
        late = ls.takes("text_document.code_action.resolve_support.properties", "edit")
        actions.append(action if late else await _resolve(ls, action))
    return actions


async def _resolve(ls: PlanServer, action: types.CodeAction) -> types.CodeAction:
    document = ls.documents.get(str(action.data))
    if document is not None and action.kind == repairs.FIX_ALL:
        action.edit = await ls.repaired(document)
    return action


async def _hover(ls: PlanServer, params: types.HoverParams) -> types.Hover | None:
    document = ls.documents.get(params.text_document.uri)
    checked = await ls.checked(document) if document is not None else None
    if checked is None:
        return None
    source = checked.result.source
    markdown = ls.takes("text_document.hover.content_format", types.MarkupKind.Markdown)
    offset = offset_of(source, params.position)
    return findings.hover(checked.result.diagnostics, source, offset, wording(checked.language), markdown=markdown)


async def _symbols(ls: PlanServer, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | list[types.SymbolInformation] | None:
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return None
    symbols = outline.symbols(await document.plan())
    nested = ls.can("text_document.document_symbol.hierarchical_document_symbol_support")
    return symbols if nested else outline.flat(symbols, document.uri)


async def _folds(ls: PlanServer, params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
    document = ls.documents.get(params.text_document.uri)
    return outline.folds(await document.plan()) if document is not None else None


async def _define(ls: PlanServer, params: types.DefinitionParams) -> list[types.LocationLink] | types.Location | None:
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return None
    plan = await document.plan()
    source = plan.view.source
    found = outline.target_at(plan, offset_of(source, params.position))
    if found is None:
        return None
    origin, target = (range_of(source, span) for span in found)
    if ls.can("text_document.definition.link_support"):
        return [types.LocationLink(document.uri, target, target, origin)]
    return types.Location(document.uri, target)


async def _let_stand(ls: PlanServer, *given: object) -> list[str]:
    document, wish = _wish(ls, given, code=str, text=str, section=list)
    return await _done(ls, ls.let_stand(document, wish))


async def _allow(ls: PlanServer, *given: object) -> list[str]:
    document, wish = _wish(ls, given, word=str)
    if not wish["word"].strip():
        raise JsonRpcInvalidParams("the word is blank")
    return await _done(ls, ls.allow(document, wish["word"]))


async def _done(ls: PlanServer, work: Coroutine[Any, Any, list[str]]) -> list[str]:
    """What was changed; nothing where that can't be, which is said."""
    try:
        return await work
    except UserError as error:
        ls.complain(error)
        return []


def _wish(ls: PlanServer, given: Sequence[object], **forms: type) -> tuple[Document, Mapping[str, Any]]:
    """What the argument of a command wishes, and for which document. Raises JsonRpcInvalidParams for any other argument."""
    wish = given[0] if len(given) == 1 else None
    document = ls.documents.get(str(wish.get("uri"))) if isinstance(wish, dict) else None
    if document is None or not isinstance(wish, dict) or not os.path.isabs(document.path):
        raise JsonRpcInvalidParams("the argument is an object with the uri of a document that is open")
    if not all(isinstance(wish.get(name), form) for name, form in forms.items()):
        raise JsonRpcInvalidParams(f"the argument has {', '.join(forms)}")
    return document, wish


_HANDLERS: Mapping[str, Callable[..., object]] = {
    types.INITIALIZE: _begin,
    types.INITIALIZED: _watch,
    types.SHUTDOWN: _leave,
    types.TEXT_DOCUMENT_DID_OPEN: _open,
    types.TEXT_DOCUMENT_DID_CHANGE: _change,
    types.TEXT_DOCUMENT_DID_SAVE: _look_again,
    types.TEXT_DOCUMENT_DID_CLOSE: _close,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: _look_again,
    types.WORKSPACE_DID_CHANGE_CONFIGURATION: _look_again,
    types.TEXT_DOCUMENT_CODE_ACTION: _act,
    types.CODE_ACTION_RESOLVE: _resolve,
    types.TEXT_DOCUMENT_HOVER: _hover,
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: _symbols,
    types.TEXT_DOCUMENT_FOLDING_RANGE: _folds,
    types.TEXT_DOCUMENT_DEFINITION: _define,
}
_COMMANDS: Mapping[str, Callable[..., object]] = {standing.LET_STAND: _let_stand, standing.ALLOW: _allow}
_OPTIONS = {types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionOptions(list(repairs.KINDS), resolve_provider=True)}
