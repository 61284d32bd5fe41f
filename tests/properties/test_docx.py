"""Laws of Word files: what is read is what was written; changes and comments touch nothing but their place."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from planlint.formats.docx import read
from planlint.formats.docx_write import AUTHOR, Comment, annotated, refused, revised
from planlint.text.source import Source
from planlint.text.spans import Edit, Span, apply
from word_files import W, accepted, part, rejected, word_file

_DATE = "2025-03-01T08:00:00Z"
_T, _R, _RPR, _DELETED = (f"{{{W}}}{name}" for name in ("t", "r", "rPr", "delText"))
_CHARACTERS = st.sampled_from("一二甲乙。，（）《》1aA \u3000\t\U00020000é")
_LINES = st.lists(st.text(_CHARACTERS, max_size=12), min_size=1, max_size=6)


@st.composite
def written(draw: st.DrawFn) -> tuple[str, bytes]:
    """A text, and a Word file of it whose runs are cut anywhere and formatted at random."""
    lines = draw(_LINES)
    document = docx.Document()
    for line in lines:
        paragraph = document.add_paragraph()
        cuts = sorted(draw(st.lists(st.integers(0, len(line)), max_size=3)))
        for start, stop in zip([0, *cuts], [*cuts, len(line)], strict=True):
            run = paragraph.add_run(line[start:stop])
            run.bold = draw(st.booleans())
            run.font.name = draw(st.sampled_from((None, "仿宋", "黑体")))
    file = BytesIO()
    document.save(file)
    return "\n".join(lines), file.getvalue()


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, bytes, list[Edit]]:
    """A text, its file, and edits of it in order and apart."""
    text, raw = draw(written())
    edits: list[Edit] = []
    at = 0
    for _ in range(draw(st.integers(1, 4))):
        if at > len(text):
            break
        start = draw(st.integers(at, len(text)))
        stop = draw(st.integers(start, min(len(text), start + 8)))
        edits.append(Edit(Span(start, stop), draw(st.text(st.sampled_from("新文字，\t\n "), max_size=4))))
        at = stop + 1
    return text, raw, edits


def _runs(raw: bytes) -> list[tuple[str, str]]:
    """The characters of the runs of a file one by one, each with the formatting of its run; none that were inserted."""
    found: list[tuple[str, str]] = []
    for run in part(raw).iter(_R):
        if any(above.get(f"{{{W}}}author") == AUTHOR and above.tag.endswith("}ins") for above in run.iterancestors()):
            continue
        properties = run.find(_RPR)
        formatting = "" if properties is None else etree.tostring(properties).decode()
        for child in run:
            for character in child.text or "" if child.tag != _RPR else "":
                found.append((character, formatting))
    return found


@given(written())
def test_what_was_written_is_read(case: tuple[str, bytes]) -> None:
    text, raw = case
    assert read(raw, "a.docx").text == text


@given(written())
def test_every_place_says_its_paragraph_and_run(case: tuple[str, bytes]) -> None:
    text, raw = case
    source = read(raw, "a.docx")
    paragraphs = docx.Document(BytesIO(raw)).paragraphs
    for offset in range(len(text)):
        origin = source.origin(offset)
        assert origin is not None and origin.paragraph == text.count("\n", 0, offset) + 1
        if text[offset] != "\n":
            assert origin.run is not None
            assert text[offset] in paragraphs[origin.paragraph - 1].runs[origin.run - 1].text


@settings(max_examples=60)
@given(edited())
def test_accepting_all_changes_gives_the_edited_text_and_rejecting_them_the_text_before(case: tuple[str, bytes, list[Edit]]) -> None:
    text, raw, edits = case
    source = read(raw, "a.docx")
    changed, left = revised(raw, source, edits, date=_DATE)
    assert left == refused(raw, source, edits)
    expected = apply(text, [edit for edit in edits if edit not in left])
    assert left == []
    assert read(changed, "a.docx").text == expected
    assert read(accepted(changed), "a.docx").text == expected
    assert read(rejected(changed), "a.docx").text == text
    deleted = [element.tag for change in part(changed).iter(f"{{{W}}}del") for element in change.iter(_T, _DELETED)]
    assert _T not in deleted
    assert len(deleted) == sum(1 for _ in part(changed).iter(_DELETED))


@given(edited())
def test_a_change_leaves_every_character_in_its_formatting(case: tuple[str, bytes, list[Edit]]) -> None:
    _text, raw, edits = case
    changed, _ = revised(raw, read(raw, "a.docx"), edits, date=_DATE)
    assert _runs(changed) == _runs(raw)


@given(edited())
def test_other_parts_of_the_file_stay_as_they_are(case: tuple[str, bytes, list[Edit]]) -> None:
    _text, raw, edits = case
    changed, _ = revised(raw, read(raw, "a.docx"), edits, date=_DATE)
    with ZipFile(BytesIO(raw)) as before, ZipFile(BytesIO(changed)) as after:
        assert before.namelist() == after.namelist()
        assert [name for name in before.namelist() if before.read(name) != after.read(name)] in ([], ["word/document.xml"])


@st.composite
def commented(draw: st.DrawFn) -> tuple[str, bytes, list[Comment]]:
    """A text, its file, and comments on any spans of it."""
    text, raw = draw(written())
    comments = []
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        comments.append(Comment(Span(start, draw(st.integers(start, len(text)))), draw(st.text(st.sampled_from("说明\n"), max_size=5))))
    return text, raw, comments


@settings(max_examples=60)
@given(commented())
def test_a_comment_stands_on_the_characters_of_its_span_and_changes_none(case: tuple[str, bytes, list[Comment]]) -> None:
    text, raw, comments = case
    noted = annotated(raw, Source(text), comments, date=_DATE)
    assert read(noted, "a.docx").text == text
    assert _runs(noted) == _runs(raw)
    for number, comment in enumerate(comments):
        covered = comment.span.of(text)
        if covered.strip("\n"):
            assert commented_text(noted, str(number)) == covered.strip("\n")


def commented_text(raw: bytes, number: str) -> str:
    """What stands between the marks of a comment, paragraphs apart by line ends."""
    taking, pieces = False, []
    for element in part(raw).iter():
        name = etree.QName(element).localname
        if name in ("commentRangeStart", "commentRangeEnd") and element.get(f"{{{W}}}id") == number:
            taking = name == "commentRangeStart"
        elif taking and name == "p":
            pieces.append("\n")
        elif taking and name in ("t", "tab") and element.getparent().tag == _R:
            pieces.append(element.text or "" if name == "t" else "\t")
    return "".join(pieces).strip("\n")


_PIECES = (
    '<w:r><w:rPr><w:b/></w:rPr><w:lastRenderedPageBreak/><w:t>甲乙</w:t><w:tab/><w:t xml:space="preserve"> 丙 </w:t></w:r>',
    "<w:r><w:t> 丁 </w:t><w:br/><w:noBreakHyphen/><w:softHyphen/></w:r>",
    '<w:hyperlink w:anchor="x"><w:r><w:t>链接</w:t></w:r></w:hyperlink>',
    "<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>",
    '<w:fldSimple w:instr="DATE"><w:r><w:t>日期</w:t></w:r></w:fldSimple>',
    '<w:r><w:t>注</w:t><w:footnoteReference w:id="{note}"/><w:t>后</w:t></w:r>',
    '<w:bookmarkStart w:id="9" w:name="b"/><w:r/><w:bookmarkEnd w:id="9"/>',
    "<w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>框一</w:t></w:r></w:p><w:p/></w:txbxContent></v:textbox></w:pict></w:r>",
    "<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>",
    '<w:ins w:id="70" w:author="某人"><w:r><w:t>增加</w:t></w:r><w:r><w:t>的</w:t></w:r></w:ins>',
    '<w:del w:id="71" w:author="某人"><w:r><w:delText>删去</w:delText></w:r></w:del>',
)
_MARKS = tuple(f'<w:pPr><w:rPr><w:{change} w:id="72" w:author="某人"/></w:rPr></w:pPr>' for change in ("ins", "del"))
_TABLE = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>格一</w:t></w:r></w:p><w:p><w:r><w:t>格二</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"


@st.composite
def manifold(draw: st.DrawFn) -> bytes:
    """A Word file of paragraphs and tables with all that may stand in them, in any order."""
    blocks, notes = "", 0
    for _ in range(draw(st.integers(1, 5))):
        if draw(st.integers(0, 4)) == 0:
            blocks += _TABLE
            continue
        pieces = ""
        for piece in draw(st.lists(st.sampled_from(_PIECES), max_size=4)):
            notes += 1
            pieces += piece.replace("{note}", str(notes))
        mark = draw(st.sampled_from(("", "", "", *_MARKS)))
        blocks += f"<w:p>{mark}{pieces}</w:p>" + ("<w:p><w:r><w:t>续</w:t></w:r></w:p>" if "w:del " in mark else "")
    footnotes = "".join(f'<w:footnote w:id="{note + 1}"><w:p><w:r><w:t xml:space="preserve"> 脚注</w:t></w:r></w:p></w:footnote>' for note in range(notes))
    return word_file(f"{blocks}<w:p/>", footnotes=footnotes)


@settings(max_examples=200)
@given(manifold(), st.data())
def test_an_edit_of_any_file_is_made_whole_or_refused(raw: bytes, data: st.DataObject) -> None:
    source = read(raw, "a.docx")
    start = data.draw(st.integers(0, len(source.text)))
    middle = data.draw(st.integers(start, min(len(source.text), start + 8)))
    spans = [Span(start, middle)]
    if middle < len(source.text):
        later = data.draw(st.integers(middle + 1, len(source.text)))
        spans.append(Span(later, data.draw(st.integers(later, min(len(source.text), later + 8)))))
    edits = [Edit(span, data.draw(st.sampled_from(("", "新", "新文。")))) for span in spans]
    changed, left = revised(raw, source, edits, date=_DATE)
    expected = apply(source.text, [edit for edit in edits if edit not in left])
    assert read(changed, "a.docx").text == expected
    assert read(accepted(changed), "a.docx").text == expected
    assert read(rejected(changed), "a.docx").text == read(rejected(raw), "a.docx").text


@settings(max_examples=200)
@given(manifold(), st.data())
def test_comments_on_any_file_change_none_of_its_text(raw: bytes, data: st.DataObject) -> None:
    text = read(raw, "a.docx").text
    comments = []
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        comments.append(Comment(Span(start, data.draw(st.integers(start, len(text)))), "说明"))
    noted = annotated(raw, Source(text), comments, date=_DATE)
    assert read(noted, "a.docx").text == text
    order = {str(number): "" for number in range(len(comments))}
    for element in part(noted).iter(*(f"{{{W}}}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))):
        order[element.get(f"{{{W}}}id") or ""] += str(element.tag).rpartition("}comment")[2][:6]
    assert set(order.values()) == {"RangeS" + "RangeE" + "Refere"}
