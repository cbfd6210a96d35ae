"""Archive, styles, notes, appended sheets: each does its own, and can be taken off again."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from random import Random

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from builders.watchdog import watchdog
from ruralskills.errors import CannotRead
from ruralskills.patching.cell_geometry import CellGeometry
from ruralskills.patching.comment_shapes import text_height
from ruralskills.patching.edits import Edit
from ruralskills.patching.new_sheets import NewSheet, StyledText
from ruralskills.patching.patch import Patch
from ruralskills.patching.ranges import array_cells, covered_cells
from ruralskills.patching.styles import Styles
from ruralskills.patching.zip_rewrite import Archive
from ruralskills.text.addresses import cell_address

RED = "FFC7CF"


def package(**members: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def rewritten(content: bytes, **members: bytes | None) -> zipfile.ZipFile:
    target = BytesIO()
    Archive(content).write(target, members)
    return zipfile.ZipFile(target)


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表 '一'"
    for row in range(1, 5):
        sheet.append([f"甲{row}", row, None, "丁"])
    sheet["A2"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["A3"].fill = PatternFill("lightGrid", fgColor="FF00FF00")
    sheet["B2"].comment = Comment("他们自己的批注", "某人", width=300, height=111)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def written(patch: Patch) -> bytes:
    return patch.to_bytes()


def test_members_keep_their_bytes_and_their_order() -> None:
    content = package(a=b"1" * 99, b=b"2" * 99, c=b"3" * 99)
    made = rewritten(content, b=b"new", d=b"added")
    assert made.namelist() == ["a", "b", "c", "d"]
    assert [made.read(n) for n in made.namelist()] == [b"1" * 99, b"new", b"3" * 99, b"added"]
    assert made.testzip() is None
    assert rewritten(content, b=None).namelist() == ["a", "c"]


def test_members_described_behind_their_data_are_copied_with_it() -> None:
    class Unseekable(BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise OSError

        def tell(self) -> int:
            raise OSError

    target = Unseekable()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in "abc":
            archive.writestr(name, name.encode() * 50)
    made = rewritten(target.getvalue(), b=b"new")
    assert made.testzip() is None
    assert [made.read(n) for n in "abc"] == [b"a" * 50, b"new", b"c" * 50]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_package_with_two_members_of_one_name_is_not_written_again() -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a", b"1")
        archive.writestr("a", b"2")
    with pytest.raises(CannotRead, match="重名"):
        Archive(target.getvalue())


def test_a_mark_keeps_in_mind_what_it_covers() -> None:
    patch = Patch(workbook())
    name = patch.sheets[0]
    patch.edit({name: {(r, 0): Edit(colour=RED) for r in (1, 2, 3)}})
    marked = openpyxl.load_workbook(BytesIO(written(patch)))[name]
    fills = [marked.cell(r, 1).fill for r in (1, 2, 3)]
    assert [f.fgColor.rgb for f in fills] == ["FF" + RED, "FF" + RED, "FF00FF00"]
    assert fills[2].patternType == "lightGrid", "a pattern stays and is not marked"
    again = Patch(written(patch))
    again.clean(frozenset({RED}))
    plain = openpyxl.load_workbook(BytesIO(written(again)))[name]
    assert plain["A1"].fill.patternType is None
    assert plain["A2"].fill.fgColor.rgb == "FF00FF00"


def test_ours_stands_behind_somebodys_note_and_leaves_it_as_it_was() -> None:
    source = workbook()
    patch = Patch(source)
    name = patch.sheets[0]
    patch.edit({name: {(2, 1): Edit(note="请核对"), (4, 3): Edit(note="〔填错〕另一处")}})
    noted = openpyxl.load_workbook(BytesIO(written(patch)))[name]
    assert noted["B2"].comment.text == "他们自己的批注\n【核查】请核对"
    assert (noted["B2"].comment.author, noted["D4"].comment.author) == ("某人", "台账核查")
    again = Patch(written(patch))
    again.clean(frozenset())
    plain = openpyxl.load_workbook(BytesIO(written(again)))[name]
    assert plain["B2"].comment.text == "他们自己的批注"
    assert plain["D4"].comment is None
    shapes = zipfile.ZipFile(BytesIO(written(again))).read("xl/drawings/commentsDrawing1.vml")
    assert shapes.count(b":shape ") == 1


def test_more_notes_than_a_block_of_shapes_holds() -> None:
    patch = Patch(workbook())
    name = patch.sheets[0]
    patch.edit({name: {(row, 5): Edit(note="注") for row in range(1, 1201)}})
    content = zipfile.ZipFile(BytesIO(written(patch))).read("xl/drawings/commentsDrawing1.vml")
    numbers = re.findall(rb'id="_x0000_s(\d+)"', content)
    assert len(numbers) == len(set(numbers)) == 1201
    blocks = {int(n) // 1024 for n in numbers}
    declared = re.search(rb'idmap[^>]*data="([\d,]+)"', content)
    assert declared is not None
    assert blocks <= {int(n) for n in declared[1].split(b",")}


def test_notes_on_many_sheets_share_no_number_and_no_part() -> None:
    book = openpyxl.Workbook()
    for number in range(400):
        book.create_sheet(f"表{number}")["A1"] = "甲"
    target = BytesIO()
    book.save(target)
    with watchdog():
        patch = Patch(target.getvalue())
        patch.edit({name: {(1, 0): Edit(note="注")} for name in patch.sheets[1:]})
        archive = zipfile.ZipFile(BytesIO(written(patch)))
    drawings = [archive.read(n) for n in archive.namelist() if n.endswith(".vml")]
    numbers = re.findall(rb'id="_x0000_s(\d+)"', b"".join(drawings))
    assert len(drawings) == len(set(numbers)) == len(numbers) == 400
    assert len({int(number) // 1024 for number in numbers}) == 400


def test_a_sheet_is_appended_and_taken_away() -> None:
    source = workbook()
    patch = Patch(source)
    name = patch.sheets[0]
    sheet = NewSheet(
        "问题清单", [10, 20], [[StyledText("【台账核查】题", "title")], [StyledText("头", "head"), StyledText("二", "head")],
        [StyledText("见", link=f"'{name.replace(chr(39), chr(39) * 2)}'!A1"), StyledText("")]], 2, choices=(1, ("甲", "乙")),
    )  # fmt: skip
    patch.append(sheet)
    book = openpyxl.load_workbook(BytesIO(written(patch)))
    assert book.sheetnames == [name, "问题清单"]
    assert book["问题清单"]["A3"].hyperlink.location == "'表 ''一'''!A1"
    again = Patch(written(patch))
    again.clean(frozenset())
    before, after = zipfile.ZipFile(BytesIO(source)), zipfile.ZipFile(BytesIO(written(again)))
    assert after.namelist() == before.namelist()
    assert openpyxl.load_workbook(BytesIO(written(again))).sheetnames == [name]


def test_styles_with_a_prefix_grow_with_it() -> None:
    part = (
        b'<x:styleSheet xmlns:x="m"><x:fills count="1"><x:fill><x:patternFill patternType="none"/>'
        b'</x:fill></x:fills><x:cellXfs count="1"><x:xf numFmtId="0" fillId="0"/></x:cellXfs></x:styleSheet>'
    )
    styles = Styles(part)
    assert styles.marked(0, RED) == styles.marked(0, RED) == 1
    assert styles.formatted(0, "yyyy-mm-dd") == 2
    grown = styles.to_part()
    assert b'<x:cellXfs count="3">' in grown
    assert b'<x:fills count="2">' in grown
    assert (
        b'<x:numFmts count="1"><x:numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></x:numFmts>'
        in grown
    )


def test_what_somebody_typed_into_a_note_of_ours_stays() -> None:
    patch = Patch(workbook())
    name = patch.sheets[0]
    patch.edit(
        {
            name: {
                (4, 3): Edit(note="〔填错〕性别不符\n→ 请核对"),
                (2, 1): Edit(note="〔待核〕另一处"),
            }
        }
    )
    book = openpyxl.load_workbook(BytesIO(written(patch)))
    for cell in ("D4", "B2"):
        note = book[name][cell].comment
        note.text += "\n户口本上是男"
    target = BytesIO()
    book.save(target)
    again = Patch(target.getvalue())
    again.clean(frozenset())
    plain = openpyxl.load_workbook(BytesIO(written(again)))[name]
    assert plain["D4"].comment.text == "户口本上是男"
    assert plain["B2"].comment.text == "他们自己的批注\n户口本上是男"


def test_merges_and_arrays_of_any_size_are_never_listed() -> None:
    part = b"""<worksheet><sheetData><row r="1"><c r="A1"><f t="array" ref="A1:XFD1048576">1</f></c></row></sheetData>
    <mergeCells><mergeCell ref="B2:XFD1048576"/></mergeCells></worksheet>"""
    places = {(1, 0), (2, 1), (2, 2), (1048576, 16383)}
    assert covered_cells(part, places) == {(2, 2), (1048576, 16383)}
    assert array_cells(part, places) == places


def test_cells_of_many_ranges_are_those_of_each() -> None:
    random = Random(7)
    ends = [sorted(random.sample(range(1, 30), 2)) for _ in range(80)]
    ranges = [
        (top, left, bottom, right)
        for (top, bottom), (left, right) in zip(ends[:40], ends[40:], strict=True)
    ]
    named = [f"{cell_address(r, c)}:{cell_address(s, d)}" for r, c, s, d in ranges]
    merges = "".join(f'<mergeCell ref="{name}"/>' for name in named)
    arrays = "".join(f'<c><f t="array" ref="{name}">1</f></c>' for name in named)
    part = f"<worksheet><sheetData><row>{arrays}</row></sheetData><mergeCells>{merges}</mergeCells></worksheet>"
    places = {(random.randrange(1, 40), random.randrange(40)) for _ in range(500)}
    inside = {
        place
        for place in places
        for top, left, bottom, right in ranges
        if top <= place[0] <= bottom and left <= place[1] <= right
    }
    hidden = {
        place
        for place in places
        for top, left, bottom, right in ranges
        if top <= place[0] <= bottom and left <= place[1] <= right and place != (top, left)
    }
    assert array_cells(part.encode(), places) == inside
    assert covered_cells(part.encode(), places) == hidden


def test_a_list_of_the_townships_own_is_not_taken_away() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook()))
    book.create_sheet("问题清单").append(["我镇自查的问题"])
    book.create_sheet("后来加的")
    target = BytesIO()
    book.save(target)
    patch = Patch(target.getvalue())
    patch.append(NewSheet("问题清单", [9], [[StyledText("【台账核查】问题清单", "title")]], 1))
    [*others, ours] = openpyxl.load_workbook(BytesIO(written(patch))).sheetnames
    assert (others[1:], ours) == (["问题清单", "后来加的"], "问题清单（核查）")
    again = Patch(written(patch))
    assert again.appended_sheets == [ours]
    again.clean(frozenset())
    assert openpyxl.load_workbook(BytesIO(written(again))).sheetnames == others


def test_what_no_cell_can_hold_is_cut_at_what_it_can() -> None:
    patch = Patch(workbook())
    patch.append(NewSheet("问题清单", [9], [[StyledText("长" * 40_000)]], 1))
    book = openpyxl.load_workbook(BytesIO(written(patch)))
    assert book["问题清单"]["A1"].value == "长" * 32_767


def test_a_sheet_goes_with_all_that_the_workbook_says_of_it() -> None:
    """Excel and WPS open the workbook at a sheet, and name the rows that a filter hides."""
    patch = Patch(workbook())
    patch.append(NewSheet("问题清单", [9], [[StyledText("【台账核查】问题清单", "title")]], 1))
    book = openpyxl.load_workbook(BytesIO(written(patch)))
    book.create_sheet("后来加的").print_title_rows = "1:2"
    book["问题清单"].print_title_rows = "1:3"
    book["问题清单"].column_dimensions["A"].width = 5
    book.active = 2
    target = BytesIO()
    book.save(target)
    again = Patch(target.getvalue())
    again.clean(frozenset())
    plain = openpyxl.load_workbook(BytesIO(written(again)))
    assert plain.sheetnames[1:] == ["后来加的"]
    assert plain["后来加的"].print_title_rows == "$1:$2"
    assert plain.active is plain["后来加的"]


def test_a_box_is_as_high_as_its_text_whatever_rows_are_hidden() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook()))
    sheet = book.worksheets[0]
    for row in range(3, 60):
        sheet.row_dimensions[row].hidden = row % 9 != 0
    target = BytesIO()
    book.save(target)
    patch = Patch(target.getvalue())
    text = "〔填错〕" + "很长的一句话" * 20
    patch.edit({patch.sheets[0]: {(4, 3): Edit(note=text)}})
    members = zipfile.ZipFile(BytesIO(written(patch)))
    drawing = members.read("xl/drawings/commentsDrawing1.vml")
    *_, anchor = re.findall(rb":Anchor>([\d, ]+)<", drawing)
    _, _, top, above, _, _, bottom, below = map(int, anchor.split(b","))
    geometry = CellGeometry(members.read("xl/worksheets/sheet1.xml"))
    high = sum(geometry.height(row) for row in range(top, bottom)) - above + below
    assert high == text_height(text) + 14
    assert bottom > 50


def test_a_note_of_ours_is_told_without_its_author() -> None:
    patch = Patch(workbook())
    name = patch.sheets[0]
    patch.edit({name: {(4, 3): Edit(note="〔填错〕性别不符\n→ 请核对\n依据：通用核查")}})
    book = openpyxl.load_workbook(BytesIO(written(patch)))
    book[name]["D4"].comment.author = ""
    book[name]["D3"].comment = Comment("〔注〕他们自己的", "", width=99, height=99)
    target = BytesIO()
    book.save(target)
    again = Patch(target.getvalue())
    again.clean(frozenset())
    plain = openpyxl.load_workbook(BytesIO(written(again)))[name]
    assert plain["D4"].comment is None
    assert plain["D3"].comment.text == "〔注〕他们自己的"
