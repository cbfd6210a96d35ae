"""Sheets written in unusual ways: what was meant stands in its cell, once."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from builders.corpus.xlsx import MAIN, PACKAGE, RELATIONS, book, packed, sheet_xml
from ruralskills.errors import CannotRead
from ruralskills.patching.edits import Edit
from ruralskills.patching.patch import Patch
from ruralskills.patching.verify import ExpectedSheet, NotProved, verify
from ruralskills.text.addresses import Address, cell_address, parse_address

A1 = '<c r="A1" t="inlineStr"><is><t>甲</t></is></c>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def cell(place: str, value: int) -> str:
    return f'<c r="{place}"><v>{value}</v></c>'


def patched(sheet: bytes, values: dict[str, str | int | Decimal]) -> tuple[Patch, bytes]:
    patch = Patch(packed(book(sheet)))
    edits: dict[Address, Edit] = {}
    for place, value in values.items():
        address = parse_address(place)
        assert address is not None
        edits[address] = Edit(value)
    patch.edit({"台账": edits})
    return patch, patch.to_bytes()


def seen(content: bytes, place: str) -> object:
    sheet = openpyxl.load_workbook(BytesIO(content))["台账"]
    return sheet[place].value


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        (row(1, A1) + row(5, cell("A5", 5)) + row(3, cell("A3", 3)), ("A3", "A4", "A5", "A9", "B3")),
        (row(3, cell("A3", 3)) + row(2, cell("A2", 2)) + row(1, A1), ("A1", "A2", "B2", "A7")),
        (row(1, A1) + row(2, cell("D2", 4), cell("B2", 2)), ("A2", "B2", "C2", "D2", "E2")),
        ('<row><c><v>1</v></c></row><row r="4"/><row><c r="B5"><v>2</v></c></row>', ("A1", "B5", "A2")),
        (f"<!-- <sheetData>{row(2, cell('A2', 9))}</sheetData> -->" + row(2, cell("A2", 1)), ("A2", "A1")),
        (row(2, cell("A2", 1)) + "<!-- </sheetData> -->" + row(3, cell("A3", 1)), ("A2", "A3", "A4")),
        ("<![CDATA[ <row r='2'/> ]]>" + row(2, cell("A2", 1)), ("A2",)),
    ],
)  # fmt: skip
def test_rows_and_cells_in_any_order(rows: str, places: tuple[str, ...]) -> None:
    _, result = patched(sheet_xml(rows), dict.fromkeys(places, 77))
    assert [seen(result, place) for place in places] == [77] * len(places)


def packed_sheet(content: bytes) -> bytes:
    return Patch(content)._parts.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    "before", ["<!-- <sheetData><row r='2'/></sheetData> -->", "<!-- <sheetData/> -->"]
)
def test_a_comment_before_the_rows_is_none_of_them(before: str) -> None:
    _, result = patched(sheet_xml(row(2, cell("A2", 1)), before), {"A2": 77, "B3": "新"})
    assert (seen(result, "A2"), seen(result, "B3")) == (77, "新")
    assert before.encode() in packed_sheet(result)


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        (row(2, cell("A2", 1), cell("A2", 2)), {"A2"}),
        (row(2, cell("A2", 1)) + row(3, cell("A3", 1)) + row(2, cell("A2", 2)), {"A2", "B2"}),
        (row(2, cell("A2", 1), "<c><v>3</v></c>", cell("B2", 2)), {"B2"}),
    ],
)
def test_what_is_written_twice_is_left_alone(rows: str, left: set[str]) -> None:
    patch, result = patched(sheet_xml(rows), {"A2": 77, "B2": 78, "A4": 79})
    assert {cell_address(*each.place) for each in patch.left_alone} == left
    assert {each.why for each in patch.left_alone} == {"repeated"}
    assert seen(result, "A4") == 79


@pytest.mark.parametrize(
    "after",
    [
        row(2, cell("A2", 8)),
        row(2, cell("B2", 7)),
        row(2, cell("A2", 7), cell("A2", 7)),
        row(2, cell("A2", 7)) + row(2, cell("A2", 1)),
        row(2, '<c r="A2" t="inlineStr"><is><t>7</t></is></c>'),
        row(2, '<c r="A2"><f>7</f><v>7</v></c>'),
        row(3, cell("A3", 7)),
    ],
)
def test_a_value_that_is_not_where_it_was_meant_is_no_proof(after: str) -> None:
    before, new = sheet_xml(row(2, cell("A2", 1))), sheet_xml(after)
    source, result = packed(book(before)), packed(book(new))
    part = "xl/worksheets/sheet1.xml"
    expected = ExpectedSheet("台账", before, new, {(2, 0): 7}, {2, 3})
    with pytest.raises(NotProved):
        verify(source, result, [part], [], {part: expected})


@pytest.mark.parametrize(
    ("head", "rows", "style"),
    [
        ('<cols><col min="2" max="2" style="1" width="9"/></cols>', row(1, A1), "1"),
        (
            "",
            row(1, '<c r="B1" s="1"/>') + row(2, '<c r="B2" s="1"/>') + row(4, '<c r="B4" s="0"/>'),
            "1",
        ),
        ("", '<row r="1"><c r="B1" s="1"/></row><row r="3" s="0" customFormat="1"/>', None),
        ("", row(1, A1), None),
    ],
)
def test_a_new_cell_takes_the_style_of_its_column(head: str, rows: str, style: str | None) -> None:
    _, result = patched(sheet_xml(rows, head), {"B3": "新"})
    added = packed_sheet(result).partition(b'<c r="B3"')[2].partition(b">")[0]
    assert (f's="{style}"'.encode() in added) if style else b" s=" not in added or b's="0"' in added


COMMENTS = f'<comments xmlns="{MAIN}"><authors><author>甲</author></authors><commentList>{{}}</commentList></comments>'
DRAWING = '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">{}</xml>'
NOTE = '<comment ref="A2" authorId="0"><text><t>他们的</t></text></comment>'
BOX = "<v:shape id='a'><x:Anchor>1, 1, 1, 1, 2, 2, 2, 2</x:Anchor><x:Row>1</x:Row><x:Column>0</x:Column></v:shape>"


def commented(comments: str, drawing: str) -> bytes:
    """A workbook whose sheet has comments and a drawing of their boxes."""
    reference = f'<legacyDrawing xmlns:r="{RELATIONS}" r:id="rId1"/>'
    parts = book(sheet_xml(row(2, cell("A2", 1)), after=reference))
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/>'
        f'<Relationship Id="rId2" Type="{RELATIONS}/comments" Target="../comments1.xml"/></Relationships>'
    ).encode()
    parts["xl/comments1.xml"] = COMMENTS.format(comments).encode()
    parts["xl/drawings/vmlDrawing1.vml"] = DRAWING.format(drawing).encode()
    return packed(parts)


@pytest.mark.parametrize(
    "comments", ['<comment ref="A2">' * 60_000, "<text>" * 60_000, NOTE + "<comment"]
)
def test_comments_without_end_are_refused_at_once(comments: str) -> None:
    patch = Patch(commented(comments, BOX))
    with pytest.raises(CannotRead, match="批注部分不完整"):
        patch.edit({"台账": {(2, 0): Edit(7, note="〔待核〕请核对")}})


@pytest.mark.parametrize(
    "drawing", ["<v:shape id='b'/>" * 60_000 + BOX, BOX + "<v:shape id='b'>" * 60_000, BOX]
)
def test_a_box_grows_among_any_number_of_shapes(drawing: str) -> None:
    patch = Patch(commented(NOTE, drawing))
    patch.edit({"台账": {(2, 0): Edit(7, note="〔待核〕请核对")}})
    made = Patch(patch.to_bytes())._parts.read("xl/drawings/vmlDrawing1.vml").decode()
    assert made.count("<v:shape ") == drawing.count("<v:shape ")
    assert BOX not in made
    assert "<x:Row>1</x:Row>" in made
