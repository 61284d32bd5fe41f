"""Word files built for tests, and what Word does to them when all changes in them are accepted or rejected."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def word_file(body: str, **parts: str) -> bytes:
    """A Word file with a body; `parts` are the contents of further parts by kind: styles, numbering, footnotes, endnotes, header1, comments."""
    types = "".join(f'<Override PartName="/word/{kind}.xml" ContentType="{_XML}.{kind.rstrip("1")}+xml"/>' for kind in parts)
    relations = "".join(f'<Relationship Id="r{kind}" Type="{_TYPES}/{kind.rstrip("1")}" Target="{kind}.xml"/>' for kind in parts)
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{_XML}.document.main+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_TYPES}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    roots = {"header1": "hdr"}
    for kind, content in parts.items():
        root = roots.get(kind, kind)
        members[f"word/{kind}.xml"] = f"<w:{root} {_NAMESPACES}>{content}</w:{root}>"
    return zipped(members)


def zipped(members: dict[str, str | bytes], *, packing: int = ZIP_DEFLATED) -> bytes:
    """A zip file with these members."""
    file = BytesIO()
    with ZipFile(file, "w", packing) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return file.getvalue()


def part(raw: bytes, name: str = "word/document.xml") -> etree._Element:
    """The root of a part of a Word file."""
    with ZipFile(BytesIO(raw)) as package:
        return etree.fromstring(package.read(name))


def accepted(raw: bytes) -> bytes:
    """The file after all tracked changes were accepted."""
    return _settled(raw, kept=("ins", "moveTo"), dropped=("del", "moveFrom"))


def rejected(raw: bytes) -> bytes:
    """The file after all tracked changes were rejected."""
    return _settled(raw, kept=("del", "moveFrom"), dropped=("ins", "moveTo"))


def _settled(raw: bytes, *, kept: tuple[str, ...], dropped: tuple[str, ...]) -> bytes:
    with ZipFile(BytesIO(raw)) as package:
        members: dict[str, str | bytes] = {info.filename: package.read(info) for info in package.infolist()}
    for name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
        if name in members:
            root = etree.fromstring(members[name])
            _settle(root, [_tag(change) for change in kept], [_tag(change) for change in dropped])
            members[name] = etree.tostring(root)
    return zipped(members)


def _settle(root: etree._Element, kept: list[str], dropped: list[str]) -> None:
    ended = [mark.getparent().getparent().getparent() for mark in root.iter(*dropped) if mark.getparent().tag == _tag("rPr")]
    for change in [change for change in root.iter(*dropped) if change.getparent().tag != _tag("rPr")]:
        change.getparent().remove(change)
    for change in list(root.iter(*kept, *dropped)):
        parent = change.getparent()
        if parent is None:
            continue
        at = parent.index(change)
        parent[at : at + 1] = list(change) if parent.tag != _tag("rPr") else []
    for text in root.iter(_tag("delText")):
        text.tag = _tag("t")
    for paragraph in reversed(ended):
        following = paragraph.getnext()
        content = [child for child in paragraph if child.tag != _tag("pPr")]
        if following is None or following.tag != _tag("p") or not content:
            if not content and following is not None:
                paragraph.getparent().remove(paragraph)
            continue
        paragraph.extend([child for child in following if child.tag != _tag("pPr")])
        paragraph.getparent().remove(following)


def _tag(name: str) -> str:
    return f"{{{W}}}{name}"
