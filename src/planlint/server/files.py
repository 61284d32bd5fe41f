"""The files of settings that the server changes: as the editor has them open, else as they are on the disk."""

from __future__ import annotations

import os
from collections.abc import Mapping

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path
from pygls.workspace import TextDocument

from planlint.findings import fixer
from planlint.messages import UserError, Words, reason_of
from planlint.server.lists import difference
from planlint.server.positions import text_edit
from planlint.text.source import Source


class NoFile(UserError):
    """A file can't be read or written, for a reason."""

    def __init__(self, path: str, words: Words) -> None:
        super().__init__(f"{path}：{words.zh}", f"{path}: {words.en}")


class Files:
    """Files by path. `shows` tells whether the editor shows changes of files, `creates` whether it makes new ones."""

    def __init__(self, opened: Mapping[str, TextDocument], *, shows: bool, creates: bool) -> None:
        self._open = {os.path.normcase(to_fs_path(uri) or uri): document for uri, document in opened.items()}
        self._shows = shows
        self._creates = creates

    def read(self, path: str) -> str | None:
        """The text of a file, None where there is none. Raises NoFile."""
        document = self._opened(path)
        if document is not None:
            return str(document.source)
        try:
            with open(path, encoding="utf-8-sig", newline="") as file:
                return file.read()
        except FileNotFoundError:
            return None
        except UnicodeDecodeError as error:
            raise NoFile(path, Words("不是 UTF-8 文本", "it is no UTF-8 text")) from error
        except OSError as error:
            raise NoFile(path, reason_of(error)) from error

    def uri(self, path: str) -> str:
        """The address of a file, as the editor writes it where it has the file open."""
        document = self._opened(path)
        return str(document.uri) if document is not None else str(from_fs_path(path))

    def can_show(self, texts: Mapping[str, str]) -> bool:
        """Whether the editor shows the change that gives files these texts."""
        return self._shows and (self._creates or all(self.read(path) is not None for path in texts))

    def change(self, texts: Mapping[str, str]) -> types.WorkspaceEdit:
        """The change that gives files these texts."""
        changes: list[types.TextDocumentEdit | types.CreateFile | types.RenameFile | types.DeleteFile] = []
        for path, after in texts.items():
            before, document, uri = self.read(path), self._opened(path), self.uri(path)
            if before is None:
                changes.append(types.CreateFile(uri, options=types.CreateFileOptions(ignore_if_exists=True)))
            edit = text_edit(Source(before or "", path), difference(before or "", after))
            version = document.version if document is not None else None
            changes.append(types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri, version), [edit]))
        return types.WorkspaceEdit(document_changes=changes)

    def write(self, texts: Mapping[str, str]) -> None:
        """Give files on the disk these texts. Raises NoFile."""
        for path, after in texts.items():
            try:
                _write(path, after.encode("utf-8"))
            except OSError as error:
                raise NoFile(path, reason_of(error)) from error

    def _opened(self, path: str) -> TextDocument | None:
        return self._open.get(os.path.normcase(path))


def _write(path: str, content: bytes) -> None:
    if not os.path.exists(path):
        with open(path, "xb") as new:
            new.write(content)
        return
    with open(path, "rb") as old:
        before = old.read()
    fixer.write(path, content, before=before)
