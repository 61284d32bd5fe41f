"""The zip of XML parts that a Word file or an Excel workbook is, opened with limits on all that its sender chose."""

from __future__ import annotations

import posixpath
from zlib import error as ZlibError

from planlint.formats.unreadable import Unreadable
from planlint.record import Record
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zipfile import ZipFile, ZipInfo

    from lxml.etree import _Element

LARGEST_PART = 32 << 20
"""How many bytes a part may hold once inflated."""
LARGEST_PACKAGE = 512 << 20
"""How many bytes all parts together may hold once inflated."""
MOST_PARTS = 10_000
"""How many parts there may be."""
LARGEST_RATIO = 400
"""How many times smaller than itself a part of any size may have been packed."""
MOST_MARKUP = 3_000_000
"""How many tags and attributes a part may hold."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""The namespace of what Word writes, in the form that nearly all files have; the strict form is read as this one."""
_STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_TYPES = "http://purl.oclc.org/ooxml/officeDocument/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"

_SMALL = 1 << 20
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DOCTYPES = tuple("<!DOCTYPE".encode(codec) for codec in ("utf-8", "utf-16-le", "utf-16-be"))
_BAD_PASSWORD_FLAG = 0x1
_OTHERS = (
    ("word/document.xml", "Word 文档（.docx）", "a Word document (.docx)"),
    ("xl/workbook.xml", "Excel 表格（.xlsx）", "an Excel workbook (.xlsx)"),
    ("ppt/presentation.xml", "演示文稿（.pptx）", "a presentation (.pptx)"),
    ("OFD.xml", "版式文件（.ofd）", "an OFD file (.ofd)"),
    ("content.xml", "OpenDocument 文件（.odt）", "an OpenDocument file (.odt)"),
)
_STARTS = ((b"%PDF", "PDF", "a PDF file"), (b"{\\rtf", "RTF", "an RTF file"), (b"<", "网页", "a web page or XML"))


class Kind(Record):
    """What a package is to be: its main part where no relation names one, the end of its name, and what it and its programs are called."""

    main: str
    suffix: str
    zh: str
    en: str
    old: str
    programs: tuple[str, str]

    @property
    def again(self) -> tuple[str, str]:
        """What to do with a file that can't be read as it is, in two languages."""
        zh, en = self.programs
        return f"用 {zh} 打开并另存为 {self.suffix} 后再检查", f"open it in {en}, save it as {self.suffix} and check that"


WORD = Kind("word/document.xml", ".docx", "Word 文档", "Word document", ".doc、.wps", ("Word、WPS", "Word or WPS"))
EXCEL = Kind("xl/workbook.xml", ".xlsx", "Excel 表格", "Excel workbook", ".xls、.et", ("Excel、WPS", "Excel or WPS"))


class Package:
    """The parts of a Word file or workbook, inflated only when asked for; `main` names the one with the text, `strict` tells of the strict form.

    Raises Unreadable for anything else than a file of its kind within the limits.
    """

    def __init__(self, raw: bytes, kind: Kind = WORD) -> None:
        self.raw = raw
        self._kind = kind
        self._zip = _opened(raw, kind)
        self._relations: dict[str, dict[str, str]] = {}
        self.strict = False
        self.main = self.related("", "officeDocument") or kind.main
        if self.main not in self.names or self.main in {name for name, _, _ in _OTHERS} - {kind.main}:
            raise self.other_kind()

    @property
    def names(self) -> Mapping[str, ZipInfo]:
        """The parts by name."""
        return self._zip.NameToInfo

    def data(self, name: str) -> bytes:
        """The bytes of a part.

        Raises Unreadable for one that is too large, damaged or encrypted.
        """
        info = self.names[name]
        if info.flag_bits & _BAD_PASSWORD_FLAG:
            raise _encrypted(self._kind)
        _check_size(info, info.file_size, LARGEST_PART, self._kind)
        return self._inflated(info)

    def tree(self, name: str) -> _Element:
        """The root of an XML part.

        Raises Unreadable, also for a document type declaration: no such file has one, and entities are defined there.
        """
        data = self.data(name)
        if _STRICT_W.encode() in data:
            self.strict = True
            data = data.replace(_STRICT_W.encode(), W.encode())
        return parsed(data, self._kind)

    def related(self, name: str, kind: str) -> str | None:
        """The part that another ("" for the file as a whole) has a relationship of a kind to, such as "styles"; None without one."""
        if name not in self._relations:
            self._relations[name] = self._read_relations(name)
        target = self._relations[name].get(kind)
        return target if target in self.names else None

    def targets(self, name: str) -> dict[str, str]:
        """The parts that another has relationships to, by the id of each."""
        path = relations_of(name)
        if path not in self.names:
            return {}
        return {relation.get("Id", ""): _target(relation, name) for relation in parsed(self.data(path), self._kind) if _target(relation, name) in self.names}

    def rewritten(self, parts: Mapping[str, bytes]) -> bytes:
        """The file with some parts given new content, or added; what the other parts hold stays as it is.

        Raises Unreadable where all parts together are too large.
        """
        from io import BytesIO
        from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

        held = list(self.names.values())
        if sum(info.file_size for info in held) > LARGEST_PACKAGE:
            raise _too_large(sum(info.file_size for info in held), LARGEST_PACKAGE)
        new = BytesIO()
        with ZipFile(new, "w", ZIP_DEFLATED) as package:
            for info in held:
                package.writestr(_fresh(info), parts[info.filename] if info.filename in parts else self._inflated(info))
            for name, content in parts.items():
                if name not in self.names:
                    added = ZipInfo(name)
                    added.compress_type = ZIP_DEFLATED
                    package.writestr(added, content)
        return new.getvalue()

    def serialized(self, root: _Element) -> bytes:
        """An XML part as it is written to the file."""
        from lxml import etree

        data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
        return data.replace(W.encode(), _STRICT_W.encode()) if self.strict else data

    def relation_type(self, kind: str) -> str:
        """The name in full of a kind of relationship."""
        return f"{_STRICT_TYPES if self.strict else TYPES}/{kind}"

    def other_kind(self) -> Unreadable:
        """The reason why the zip file is none of its kind."""
        kind = self._kind
        for name, kind_zh, kind_en in _OTHERS:
            if name in self.names and name != kind.main:
                return Unreadable(
                    f"内容是{kind_zh}，不是 {kind.zh}；另存为 {kind.suffix} 后再检查",
                    f"this is {kind_en}, not {_a(kind.en)}; save it as {kind.suffix} and check that",
                )
        return Unreadable(
            f"是压缩文件，但不是 {kind.zh}；解压后检查其中的文件，或另存为 {kind.suffix}",
            f"a zip file, but no {kind.en}; unpack it and check what is inside, or save it as {kind.suffix}",
        )

    def _inflated(self, info: ZipInfo) -> bytes:
        from zipfile import BadZipFile

        try:
            with self._zip.open(info) as part:
                data = part.read(info.file_size + 1)
        except (BadZipFile, ZlibError, EOFError, OSError, ValueError, NotImplementedError):
            raise broken(self._kind) from None
        return data

    def _read_relations(self, name: str) -> dict[str, str]:
        path = relations_of(name)
        if path not in self.names:
            return {}
        found: dict[str, str] = {}
        for relation in parsed(self.data(path), self._kind):
            if relation.get("TargetMode") != "External":
                found.setdefault(relation.get("Type", "").rpartition("/")[2], _target(relation, name))
        return found


def relations_of(name: str) -> str:
    """The part that holds the relationships of a part, "" being the file as a whole."""
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _target(relation: _Element, name: str) -> str:
    """The part that a relationship of a part leads to."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(name), relation.get("Target", ""))).lstrip("/")


def parsed(data: bytes, kind: Kind = WORD) -> _Element:
    """The root of XML that comes from elsewhere: entities are never read, nothing is ever fetched.

    Raises Unreadable.
    """
    from lxml import etree

    check_markup(data, kind)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise broken(kind) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _declared(kind)
    return root


def check_markup(data: bytes, kind: Kind) -> None:
    """Raises Unreadable for XML with a document type declaration, and for more of it than is parsed."""
    if any(mark in data for mark in _DOCTYPES):
        raise _declared(kind)
    if data.count(b"<") + data.count(b"=") > MOST_MARKUP:
        raise Unreadable(
            f"文档的标记超过 {MOST_MARKUP:,} 个，不予解析；拆成几个文件后再检查",
            f"holds more than {MOST_MARKUP:,} tags; split it into several files and check those",
        )


def broken(kind: Kind = WORD) -> Unreadable:
    """The reason why a file that begins like one of a kind can't be read to its end."""
    zh, en = kind.again
    return Unreadable(f"文件不完整或已损坏；重新下载，或{zh}", f"cut short or damaged; download it again, or {en}")


def _opened(raw: bytes, kind: Kind) -> ZipFile:
    """The zip file, its directory within the limits."""
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    if raw.startswith(_OLE):
        raise _encrypted(kind) if _ENCRYPTED in raw else _old_kind(kind)
    if not raw.startswith(_ZIP):
        raise _no_zip(raw, kind)
    try:
        package = ZipFile(BytesIO(raw))
    except (BadZipFile, NotImplementedError, OSError, ValueError):
        raise broken(kind) from None
    if len(package.NameToInfo) > MOST_PARTS:
        raise Unreadable(
            f"压缩包内的文件超过 {MOST_PARTS:,} 个，不是正常的 {kind.zh}",
            f"the zip holds more than {MOST_PARTS:,} files, as no {kind.en} does",
        )
    return package


def _check_size(info: ZipInfo, size: int, limit: int, kind: Kind) -> None:
    if size > limit:
        raise _too_large(size, limit)
    if size > _SMALL and size > LARGEST_RATIO * max(info.compress_size, 1):
        zh, en = kind.again
        raise Unreadable(f"压缩比异常（疑似压缩炸弹），不予解压；{zh}", f"packed suspiciously small (a zip bomb?) and not inflated; {en}")


def _fresh(info: ZipInfo) -> ZipInfo:
    """The same entry for another zip file: its name, time, permissions and packing."""
    from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

    new = ZipInfo(info.filename, info.date_time)
    new.compress_type = ZIP_STORED if info.compress_type == ZIP_STORED else ZIP_DEFLATED
    new.external_attr, new.create_system = info.external_attr, info.create_system
    return new


def _no_zip(raw: bytes, kind: Kind) -> Unreadable:
    start = raw[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        return Unreadable("空文件", "an empty file")
    for mark, kind_zh, kind_en in _STARTS:
        if start.startswith(mark):
            return Unreadable(
                f"内容不是 {kind.zh}，像是 {kind_zh}；把扩展名改对，或另存为 {kind.suffix} 后再检查",
                f"no {kind.en} but, by its looks, {kind_en}; correct the name, or save it as {kind.suffix} and check that",
            )
    return Unreadable(
        f"内容不是 {kind.zh}；把扩展名改对（纯文本为 .txt），或另存为 {kind.suffix} 后再检查",
        f"no {kind.en}; correct the name (.txt for plain text), or save it as {kind.suffix} and check that",
    )


def _a(name: str) -> str:
    return f"an {name}" if name[0] in "AEIO" else f"a {name}"


def _encrypted(kind: Kind) -> Unreadable:
    zh, en = kind.programs
    return Unreadable(
        f"文件已加密；在 {zh.replace('、', ' 或 ')} 中去掉打开密码并保存后再检查", f"encrypted; take the password off in {en}, save it and check that"
    )


def _old_kind(kind: Kind) -> Unreadable:
    zh, en = kind.programs
    return Unreadable(
        f"是旧版 {zh.replace('、', ' 或 ')} 文件（{kind.old}）；用 {zh} 另存为 {kind.suffix} 后再检查",
        f"an old {en} file ({kind.old.replace('、', ', ')}); save it as {kind.suffix} and check that",
    )


def _declared(kind: Kind) -> Unreadable:
    zh, en = kind.again
    return Unreadable(f"文档的 XML 带有 DOCTYPE（可能定义恶意实体），不予解析；{zh}", f"its XML has a DOCTYPE, which can define malicious entities; {en}")


def _too_large(size: int, limit: int) -> Unreadable:
    return Unreadable(
        f"解压后有 {size >> 20} MB，超过 {limit >> 20} MB 的上限；拆成几个文件后再检查",
        f"inflates to {size >> 20} MB, over the limit of {limit >> 20} MB; split it into several files and check those",
    )
