"""Bytes into text and back."""

from __future__ import annotations

import codecs
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlint.formats.plain import Decoded, Unreadable, decode, encode

PLAN = "关于印发《实施方案》的通知\r\n\n一、总体要求——到二〇二五年，“产业·结构”优化。\n"
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5, codec="gb2312"), min_size=1)
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"))


def refused(raw: bytes, *, encoding: str | None = None) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        decode(raw, encoding=encoding)
    return caught.value


def test_no_bytes_are_an_empty_text() -> None:
    assert decode(b"") == Decoded("", "utf-8", b"")


def test_utf8_is_read() -> None:
    assert decode(PLAN.encode()) == Decoded(PLAN, "utf-8", b"")


def test_gb18030_is_read() -> None:
    assert decode(PLAN.encode("gb18030")) == Decoded(PLAN, "gb18030", b"")


def test_a_rare_character_does_not_make_gb18030_implausible() -> None:
    text = PLAN + "（𬭳㐂）\n"
    assert decode(text.encode("gb18030")).text == text


@pytest.mark.parametrize(
    ("bom", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ],
)
def test_a_byte_order_mark_decides_and_is_kept_apart(bom: bytes, codec: str) -> None:
    assert decode(bom + PLAN.encode(codec)) == Decoded(PLAN, codec, bom)


def test_a_byte_order_mark_alone_is_an_empty_text() -> None:
    assert decode(codecs.BOM_UTF8) == Decoded("", "utf-8", codecs.BOM_UTF8)


def test_bytes_that_break_the_promise_of_their_mark_are_refused() -> None:
    assert "utf-16-le" in refused(codecs.BOM_UTF16_LE + b"a").reason_zh


@pytest.mark.parametrize(
    ("start", "word"),
    [
        (b"PK\x03\x04", ".docx"),
        (b"%PDF-1.7", ".pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"),
        (b"{\\rtf1", ".rtf"),
        (b"\x89PNG\r\n\x1a\n", ".png"),
        (b"\xff\xd8\xff\xe0", ".jpg"),
        (b"\x1f\x8b\x08", ".gz"),
    ],
)
def test_other_kinds_of_files_are_named(start: bytes, word: str) -> None:
    assert word in refused(start + b"\x00\x01 rest").reason_zh


def test_many_nul_bytes_are_binary() -> None:
    assert "二进制" in refused(b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00").reason_zh


def test_a_lone_nul_byte_leaves_a_text_a_text() -> None:
    assert decode(b"abc\x00" + b"d" * 100).encoding == "utf-8"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_recognised_and_its_option_named(codec: str) -> None:
    assert f"--encoding {codec}" in refused(PLAN.encode(codec)).reason_zh


@pytest.mark.parametrize(
    "raw",
    [
        "L'été dernier, où êtes-vous allé ?".encode("latin-1"),
        "über die Maßnahmen für Öfen".encode("cp1252"),
        "關於印發實施方案的通知，請認真貫徹執行".encode("big5"),
        bytes(range(128, 256)),
    ],
)
def test_what_is_not_chinese_in_gb18030_is_refused(raw: bytes) -> None:
    assert "--encoding" in refused(raw).reason_zh


def test_gb18030_without_any_chinese_is_refused() -> None:
    assert "GB18030" in refused("αβγ".encode("gb18030")).reason_zh


def test_a_cut_utf8_file_names_the_line() -> None:
    reason = refused("一、总体要求\n二、重点任务".encode()[:-1])
    assert "utf-8" in reason.reason_zh
    assert "第 2 行" in reason.reason_zh
    assert "line 2" in reason.reason_en


def test_a_cut_gb18030_file_names_the_line() -> None:
    reason = refused("一、总体要求\n二、重点任务".encode("gb18030")[:-1])
    assert "gb18030" in reason.reason_zh
    assert "第 2 行" in reason.reason_zh


def test_a_named_encoding_is_used() -> None:
    assert decode("關於印發".encode("big5"), encoding="Big5") == Decoded("關於印發", "big5", b"")


def test_a_named_encoding_is_not_widened() -> None:
    assert "gb2312" in refused("朱镕基".encode("gbk"), encoding="gb2312").reason_zh


@pytest.mark.parametrize("name", ["utf-8", "UTF8", "utf-8-sig"])
def test_a_named_utf8_may_have_its_mark(name: str) -> None:
    assert decode(codecs.BOM_UTF8 + b"abc", encoding=name) == Decoded("abc", "utf-8", codecs.BOM_UTF8)


def test_a_named_utf16_follows_its_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + "abc".encode("utf-16-be"), encoding="utf-16") == Decoded("abc", "utf-16-be", codecs.BOM_UTF16_BE)


def test_a_named_utf16_without_a_mark_is_little_endian() -> None:
    assert decode("abc".encode("utf-16-le"), encoding="utf-16") == Decoded("abc", "utf-16-le", b"")


@pytest.mark.parametrize("name", ["no-such", "", "中文", "a\x00b", "hex", "rot13"])
def test_an_unknown_encoding_is_refused_by_name(name: str) -> None:
    assert f"“{name}”" in refused(b"abc", encoding=name).reason_zh


def test_bytes_that_could_not_be_written_back_are_refused() -> None:
    assert "原样写回" in refused(b"+AGE-", encoding="utf-7").reason_zh


def test_a_reason_survives_the_way_between_processes() -> None:
    reason = pickle.loads(pickle.dumps(Unreadable("坏", "bad")))
    assert (reason.reason_zh, reason.reason_en) == ("坏", "bad")


def test_a_character_that_the_encoding_lacks_is_not_written() -> None:
    with pytest.raises(UnicodeEncodeError):
        encode("镕", "gb2312", b"")


@given(TEXT)
def test_utf8_comes_back_byte_for_byte(text: str) -> None:
    raw = text.encode()
    assert encode(*decode(raw)) == raw


@given(TEXT)
def test_utf8_with_a_mark_comes_back_byte_for_byte(text: str) -> None:
    raw = codecs.BOM_UTF8 + text.encode()
    assert encode(*decode(raw)) == raw


def test_utf8_with_a_broken_character_is_read_and_keeps_its_bytes() -> None:
    raw = (PLAN * 6).encode()
    at = raw.index("要求".encode())
    broken = raw[: at + 2] + raw[at + 3 :]
    decoded = decode(broken)
    assert (decoded.encoding, decoded.text.count("一、总体")) == ("utf-8", 6)
    assert "\udce8\udca6求" in decoded.text
    assert encode(*decoded) == broken


def test_utf8_with_a_stretch_of_another_encoding_is_refused() -> None:
    reason = refused((PLAN * 6).encode() + "完善养老服务体系".encode("gb18030") + (PLAN * 6).encode())
    assert "utf-8" in str(reason)


@given(TEXT, st.sampled_from([(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")]))
def test_utf16_comes_back_byte_for_byte(text: str, marked: tuple[bytes, str]) -> None:
    bom, codec = marked
    raw = bom + text.encode(codec)
    assert encode(*decode(raw)) == raw


@given(HAN)
def test_gb18030_comes_back_byte_for_byte(text: str) -> None:
    raw = text.encode("gb18030")
    assert encode(*decode(raw)) == raw


@given(TEXT)
def test_a_named_gb18030_comes_back_byte_for_byte(text: str) -> None:
    raw = text.encode("gb18030")
    assert encode(*decode(raw, encoding="gb18030")) == raw


@given(st.binary(), st.none() | st.sampled_from(["utf-8", "gb18030", "utf-16", "big5", "utf-7", "shift_jis", "iso2022_jp", "latin-1"]))
def test_any_bytes_are_read_without_loss_or_refused(raw: bytes, encoding: str | None) -> None:
    try:
        decoded = decode(raw, encoding=encoding)
    except Unreadable:
        return
    assert encode(*decoded) == raw
