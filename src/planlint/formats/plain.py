"""Plain text: which characters the bytes of a file stand for, and the same bytes back."""

from __future__ import annotations

import codecs

from planlint.formats.unreadable import Unreadable as Unreadable
from planlint.patterns import compiled
from planlint.record import Record

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_WITHOUT_ORDER = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
_EXACT = frozenset(("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"))
_NOT_TEXT = (
    (b"PK\x03\x04", "压缩格式的文件（.docx、.wps、.ofd、.xlsx、.zip）", "a zipped file (.docx, .wps, .ofd, .xlsx, .zip)"),
    (b"PK\x05\x06", "空的压缩文件（.zip）", "an empty zip file"),
    (b"%PDF", "版式文件（.pdf）", "a PDF file"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word、WPS 或 Excel 文件（.doc、.wps、.xls）", "an old Word, WPS or Excel file (.doc, .wps, .xls)"),
    (b"{\\rtf", "富文本文件（.rtf）", "an RTF file"),
    (b"\x89PNG", "图片（.png）", "a PNG picture"),
    (b"\xff\xd8\xff", "图片（.jpg）", "a JPEG picture"),
    (b"GIF8", "图片（.gif）", "a GIF picture"),
    (b"II*\x00", "图片（.tif）", "a TIFF picture"),
    (b"MM\x00*", "图片（.tif）", "a TIFF picture"),
    (b"\x1f\x8b", "压缩文件（.gz）", "a gzip file"),
    (b"7z\xbc\xaf", "压缩文件（.7z）", "a 7z file"),
    (b"Rar!\x1a", "压缩文件（.rar）", "a RAR file"),
)
_SAVE = ("另存为 UTF-8 编码的文本文件（.txt）后再检查", "save it as UTF-8 text (.txt) and check that")
_NUL_SHARE = 0.05
_GB2312_SHARE = 0.95
_PROBE = 1 << 16
_KEPT = "surrogateescape"
_BROKEN = compiled(r"[\udc80-\udcff]+")
_LONGEST_PIECE = 3
_FEW_BROKEN = 200
# GB2312 has · and — under other code points in Python's codec, and 〇 not at all, though every 二〇二五年 needs it
_NEARLY_GB2312 = str.maketrans("", "", "·—〇")


class Decoded(Record):
    """What the bytes say: the text without its byte order mark, the canonical name of its codec, and the mark."""

    text: str
    encoding: str
    bom: bytes


def decode(raw: bytes, *, encoding: str | None = None) -> Decoded:
    """The text of the bytes; encode() gives exactly these bytes back.

    Without an encoding a byte order mark decides, then UTF-8, then GB18030 where that gives everyday Chinese, then UTF-8 in which a few characters
    are broken: their bytes stand as lone surrogates.
    Raises Unreadable for anything else, for bytes that the encoding does not have, and for an unknown encoding.
    """
    if encoding is not None:
        return _decoded_as(raw, encoding)
    for bom, codec in _MARKS:
        if raw.startswith(bom):
            return _strictly(raw, codec, bom)
    for start, kind_zh, kind_en in _NOT_TEXT:
        if raw.startswith(start):
            raise Unreadable(f"看起来是{kind_zh}，不是纯文本；{_SAVE[0]}", f"looks like {kind_en}, not plain text; {_SAVE[1]}")
    if raw.count(0) > _NUL_SHARE * len(raw):
        raise _refusal(raw)
    try:
        return Decoded(raw.decode("utf-8"), "utf-8", b"")
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if _is_everyday_chinese(text):
        return _written_back(Decoded(text, "gb18030", b""), raw)
    text = raw.decode("utf-8", _KEPT)
    if not _is_hardly_broken(text):
        raise _refusal(raw)
    return Decoded(text, "utf-8", b"")


def encode(text: str, encoding: str, bom: bytes) -> bytes:
    """The bytes of a text under an encoding, behind its byte order mark.

    Raises UnicodeEncodeError for a character that the encoding does not have.
    """
    return bom + text.encode(encoding, _KEPT if encoding == "utf-8" else "strict")


def _decoded_as(raw: bytes, encoding: str) -> Decoded:
    try:
        codec = codecs.lookup(encoding).name
        for bom, marked in _MARKS:
            if raw.startswith(bom) and (marked == _WITHOUT_ORDER.get(codec, codec) or marked.startswith(f"{codec}-")):
                return _strictly(raw, marked, bom)
        return _strictly(raw, _WITHOUT_ORDER.get(codec, codec), b"")
    except (LookupError, ValueError):
        raise Unreadable(
            f"没有名为“{encoding}”的文字编码；常用的有 utf-8、gb18030、utf-16、big5",
            f"there is no text encoding named “{encoding}”; common ones are utf-8, gb18030, utf-16, big5",
        ) from None


def _strictly(raw: bytes, codec: str, bom: bytes) -> Decoded:
    body = raw[len(bom) :]
    try:
        decoded = Decoded(body.decode(codec), codec, bom)
    except UnicodeDecodeError as error:
        line = _line_of(body, error, codec)
        raise Unreadable(
            f"按 {codec} 读到第 {line} 行出错（字节 {_hex(error)}）；文件不完整，或是别的编码：用 --encoding 指明编码，或{_SAVE[0]}",
            f"not {codec} at line {line} (bytes {_hex(error)}): cut short, or another encoding; name it with --encoding, or {_SAVE[1]}",
        ) from None
    except UnicodeError:
        raise Unreadable(
            f"不能按 {codec} 读出；用 --encoding 指明编码，或{_SAVE[0]}",
            f"not {codec}; name the encoding with --encoding, or {_SAVE[1]}",
        ) from None
    return decoded if codec in _EXACT else _written_back(decoded, raw)


def _written_back(decoded: Decoded, raw: bytes) -> Decoded:
    """The same, where it gives the same bytes back: some codecs read two byte sequences as one character."""
    try:
        if encode(*decoded) == raw:
            return decoded
    except UnicodeError:
        pass
    codec = decoded.encoding
    raise Unreadable(
        f"按 {codec} 读出后不能原样写回；{_SAVE[0]}",
        f"read as {codec} it could not be written back unchanged; {_SAVE[1]}",
    )


def _is_everyday_chinese(text: str) -> bool:
    """Whether the text holds Chinese and nearly all of it beyond ASCII is of GB2312, as other languages and binary data never are."""
    foreign = "".join([c for c in text if c > "\x7f"])
    plain = foreign.translate(_NEARLY_GB2312)
    known = plain.encode("gb2312", "ignore").decode("gb2312")
    return len(plain) - len(known) <= (1 - _GB2312_SHARE) * len(foreign) and any("一" <= c <= "龥" for c in known)


def _is_hardly_broken(text: str) -> bool:
    """Whether everyday Chinese has a few bytes that are none of its characters: no more in a row than a piece of one, as another encoding has."""
    pieces = _BROKEN.findall(text)
    return len(pieces) * _FEW_BROKEN <= len(text) and all(len(piece) <= _LONGEST_PIECE for piece in pieces) and _is_everyday_chinese(_BROKEN.sub("", text))


def _refusal(raw: bytes) -> Unreadable:
    """The reason why the bytes are no text, as near as it can be told."""
    for codec in ("utf-16-le", "utf-16-be"):
        if _is_everyday_chinese(raw[:_PROBE].decode(codec, "ignore")):
            return Unreadable(
                f"像是没有字节序标记（BOM）的 {codec} 文本；加上 --encoding {codec}，或{_SAVE[0]}",
                f"looks like {codec} text without a byte order mark; add --encoding {codec}, or {_SAVE[1]}",
            )
    if raw.count(0) > _NUL_SHARE * len(raw):
        return Unreadable(
            f"含有大量空字节，是二进制文件或没有字节序标记的 UTF-16，不是纯文本；{_SAVE[0]}",
            f"holds many NUL bytes: a binary file, or UTF-16 without a byte order mark; {_SAVE[1]}",
        )
    for codec in ("utf-8", "gb18030"):
        try:
            raw.decode(codec)
        except UnicodeDecodeError as error:
            if _is_everyday_chinese(raw[: error.start].decode(codec)):
                line = _line_of(raw, error, codec)
                return Unreadable(
                    f"像是 {codec} 文本，但第 {line} 行有读不出的字节（{_hex(error)}），文件不完整或混有别的编码；{_SAVE[0]}",
                    f"looks like {codec}, but line {line} has bytes that are not ({_hex(error)}): cut short or mixed; {_SAVE[1]}",
                )
    return Unreadable(
        f"不是 UTF-8，也不像 GB18030 的中文文本；用 --encoding 指明编码（如 big5），或{_SAVE[0]}",
        f"neither UTF-8 nor, by its looks, Chinese in GB18030; name the encoding with --encoding (such as big5), or {_SAVE[1]}",
    )


def _line_of(body: bytes, error: UnicodeDecodeError, codec: str) -> int:
    return body[: error.start].decode(codec, "replace").count("\n") + 1


def _hex(error: UnicodeDecodeError) -> str:
    return error.object[error.start : error.end][:4].hex(" ").upper()
