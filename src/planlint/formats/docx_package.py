"""The zip of XML parts that a Word file is, opened with limits on all that its sender chose."""

from __future__ import annotations

import posixpath
from zlib import error as ZlibError

from planlint.formats.unreadable import Unreadable
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
    ("xl/workbook.xml", "Excel 表格（.xlsx）", "an Excel workbook (.xlsx)"),
    ("ppt/presentation.xml", "演示文稿（.pptx）", "a presentation (.pptx)"),
    ("OFD.xml", "版式文件（.ofd）", "an OFD file (.ofd)"),
    ("content.xml", "OpenDocument 文件（.odt）", "an OpenDocument file (.odt)"),
)
_STARTS = ((b"%PDF", "PDF", "a PDF file"), (b"{\\rtf", "RTF", "an RTF file"), (b"<", "网页", "a web page or XML"))


class Package:
    """The parts of a Word file, inflated only when asked for; `main` names the one with the text, `strict` tells of the strict form.

    Raises Unreadable for anything else than a Word file within the limits.
    """

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self._zip = _opened(raw)
        self._relations: dict[str, dict[str, str]] = {}
        self.strict = False
        self.main = self.related("", "officeDocument") or "word/document.xml"
        if self.main not in self.names:
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
            raise _encrypted()
        _check_size(info, info.file_size, LARGEST_PART)
        return self._inflated(info)

    def tree(self, name: str) -> _Element:
        """The root of an XML part.

        Raises Unreadable, also for a document type declaration: no Word file has one, and entities are defined there.
        """
        data = self.data(name)
        if _STRICT_W.encode() in data:
            self.strict = True
            data = data.replace(_STRICT_W.encode(), W.encode())
        return parsed(data)

    def related(self, name: str, kind: str) -> str | None:
        """The part that another ("" for the file as a whole) has a relationship of a kind to, such as "styles"; None without one."""
        if name not in self._relations:
            self._relations[name] = self._read_relations(name)
        target = self._relations[name].get(kind)
        return target if target in self.names else None

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
        """The reason why the zip file is no Word document."""
        for name, kind_zh, kind_en in _OTHERS:
            if name in self.names:
                return Unreadable(
                    f"内容是{kind_zh}，不是 Word 文档；另存为 .docx 后再检查",
                    f"this is {kind_en}, not a Word document; save it as .docx and check that",
                )
        return Unreadable(
            "是压缩文件，但不是 Word 文档；解压后检查其中的文件，或另存为 .docx",
            "a zip file, but no Word document; unpack it and check what is inside, or save it as .docx",
        )

    def _inflated(self, info: ZipInfo) -> bytes:
        from zipfile import BadZipFile

        try:
            with self._zip.open(info) as part:
                data = part.read(info.file_size + 1)
        except (BadZipFile, ZlibError, EOFError, OSError, ValueError, NotImplementedError):
            raise broken() from None
        return data

    def _read_relations(self, name: str) -> dict[str, str]:
        path = relations_of(name)
        if path not in self.names:
            return {}
        folder = posixpath.dirname(name)
        found: dict[str, str] = {}
        for relation in parsed(self.data(path)):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
                found.setdefault(relation.get("Type", "").rpartition("/")[2], target)
        return found


def relations_of(name: str) -> str:
    """The part that holds the relationships of a part, "" being the file as a whole."""
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def parsed(data: bytes) -> _Element:
    """The root of XML that comes from elsewhere: entities are never read, nothing is ever fetched.

    Raises Unreadable.
    """
    from lxml import etree

    if any(mark in data for mark in _DOCTYPES):
        raise _declared()
    if data.count(b"<") + data.count(b"=") > MOST_MARKUP:
        raise Unreadable(
            f"文档的标记超过 {MOST_MARKUP:,} 个，不予解析；拆成几个文件后再检查",
            f"holds more than {MOST_MARKUP:,} tags; split it into several files and check those",
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise broken() from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _declared()
    return root


def broken() -> Unreadable:
    """The reason why a file that begins like a Word file can't be read to its end."""
    return Unreadable(
        "文件不完整或已损坏；重新下载，或用 Word、WPS 打开并另存为 .docx 后再检查",
        "cut short or damaged; download it again, or open it in Word or WPS, save it as .docx and check that",
    )


def _opened(raw: bytes) -> ZipFile:
    """The zip file, its directory within the limits."""
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    if raw.startswith(_OLE):
        raise _encrypted() if _ENCRYPTED in raw else _old_kind()
    if not raw.startswith(_ZIP):
        raise _no_zip(raw)
    try:
        package = ZipFile(BytesIO(raw))
    except (BadZipFile, NotImplementedError, OSError, ValueError):
        raise broken() from None
    if len(package.NameToInfo) > MOST_PARTS:
        raise Unreadable(
            f"压缩包内的文件超过 {MOST_PARTS:,} 个，不是正常的 Word 文档",
            f"the zip holds more than {MOST_PARTS:,} files, as no Word document does",
        )
    return package


def _check_size(info: ZipInfo, size: int, limit: int) -> None:
    if size > limit:
        raise _too_large(size, limit)
    if size > _SMALL and size > LARGEST_RATIO * max(info.compress_size, 1):
        raise Unreadable(
            "压缩比异常（疑似压缩炸弹），不予解压；用 Word、WPS 打开并另存为 .docx 后再检查",
            "packed suspiciously small (a zip bomb?) and not inflated; open it in Word or WPS, save it as .docx and check that",
        )


def _fresh(info: ZipInfo) -> ZipInfo:
    """The same entry for another zip file: its name, time, permissions and packing."""
    from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

    new = ZipInfo(info.filename, info.date_time)
    new.compress_type = ZIP_STORED if info.compress_type == ZIP_STORED else ZIP_DEFLATED
    new.external_attr, new.create_system = info.external_attr, info.create_system
    return new


def _no_zip(raw: bytes) -> Unreadable:
    start = raw[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        return Unreadable("空文件", "an empty file")
    for mark, kind_zh, kind_en in _STARTS:
        if start.startswith(mark):
            return Unreadable(
                f"内容不是 Word 文档，像是 {kind_zh}；把扩展名改对，或另存为 .docx 后再检查",
                f"no Word document but, by its looks, {kind_en}; correct the name, or save it as .docx and check that",
            )
    return Unreadable(
        "内容不是 Word 文档；把扩展名改对（纯文本为 .txt），或另存为 .docx 后再检查",
        "no Word document; correct the name (.txt for plain text), or save it as .docx and check that",
    )


def _encrypted() -> Unreadable:
    return Unreadable(
        "文件已加密；在 Word 或 WPS 中去掉打开密码并保存后再检查",
        "encrypted; take the password off in Word or WPS, save it and check that",
    )


def _old_kind() -> Unreadable:
    return Unreadable(
        "是旧版 Word 或 WPS 文件（.doc、.wps）；用 Word、WPS 另存为 .docx 后再检查",
        "an old Word or WPS file (.doc, .wps); save it as .docx and check that",
    )


def _declared() -> Unreadable:
    return Unreadable(
        "文档的 XML 带有 DOCTYPE（可能定义恶意实体），不予解析；用 Word、WPS 打开并另存为 .docx 后再检查",
        "its XML has a DOCTYPE, which can define malicious entities; open it in Word or WPS, save it as .docx and check that",
    )


def _too_large(size: int, limit: int) -> Unreadable:
    return Unreadable(
        f"解压后有 {size >> 20} MB，超过 {limit >> 20} MB 的上限；拆成几个文件后再检查",
        f"inflates to {size >> 20} MB, over the limit of {limit >> 20} MB; split it into several files and check those",
    )
