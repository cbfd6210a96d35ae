"""Sheets written in unusual ways: what was meant stands in its cell, once."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from builders.corpus.xlsx import book, packed, sheet_xml
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
