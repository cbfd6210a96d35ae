"""Single cells of a sheet's XML change; every other byte stays."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ruralskills.errors import CannotRead
from ruralskills.patching.cells import ChangedSheet, change_cells, restyle_cells
from ruralskills.patching.edits import Edit
from ruralskills.text.addresses import Address

HEAD = b'<?xml version="1.0"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def sheet(rows: bytes, tail: bytes = b"") -> bytes:
    return HEAD + b"<sheetData>" + rows + b"</sheetData>" + tail + b"</worksheet>"


def changed(part: bytes, edits: dict[Address, Edit]) -> ChangedSheet:
    """The sheet after edits of which a colour makes style 7 of 3, and 1 of 0."""
    return change_cells(part, edits, lambda style, _: {3: 7, 0: 1}[style])


def rows_of(part: bytes) -> bytes:
    start, end = part.index(b"<sheetData>") + 11, part.rindex(b"</sheetData>")
    return part[start:end]


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        (
            b'<row r="1"><c r="A1" s="3" t="s"><v>0</v></c><c r="B1"><v>2</v></c></row>',
            Edit("张三"),
            '<row r="1"><c r="A1" s="3" t="inlineStr"><is><t xml:space="preserve">张三</t></is></c>'
            '<c r="B1"><v>2</v></c></row>',
        ),
        (b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>', Edit(Decimal("3.50")),
         '<row r="1"><c r="A1"><v>3.50</v></c></row>'),
        (b'<row r="1"><c r="A1" s="3"/></row>', Edit(colour="FF0000"),
         '<row r="1"><c r="A1" s="7"/></row>'),
        (b"<row r='1'><c r='A1' s='3'><v>1</v></c></row>", Edit(2),
         "<row r='1'><c r=\"A1\" s=\"3\"><v>2</v></c></row>"),
        (b"<row><c><v>1</v></c><c><v>2</v></c></row>", Edit(5),
         "<row><c><v>5</v></c><c><v>2</v></c></row>"),
        (b'<row r="1"><c r="C1"><v>1</v></c></row>', Edit(5),
         '<row r="1"><c r="A1"><v>5</v></c><c r="C1"><v>1</v></c></row>'),
        (b'<row r="1" s="6" customFormat="1"/>', Edit("x"),
         '<row r="1" s="6" customFormat="1"><c r="A1" s="6" t="inlineStr"><is>'
         '<t xml:space="preserve">x</t></is></c></row>'),
        (b'<row r="2"><c r="A2"/></row>', Edit(1),
         '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"/></row>'),
        (b"", Edit(1), '<row r="1"><c r="A1"><v>1</v></c></row>'),
        (b'<row r="1"><c r="A1" t="e" vm="1"><v>#VALUE!</v></c></row>', Edit(""),
         '<row r="1"><c r="A1"/></row>'),
        (b'<row r="1"><!-- <c r="A1"/> --><c r="A1" t="str"><v><![CDATA[a<b]]></v></c></row>',
         Edit(colour="FF0000"), '<row r="1"><c r="A1" t="str" s="1"><v>a&lt;b</v></c></row>'),
    ],
)  # fmt: skip
def test_the_first_cell(before: bytes, change: Edit, after: str) -> None:
    part = sheet(before, b'<pageMargins left="1"/>')
    result = changed(part, {(1, 0): change})
    assert rows_of(result.part).decode() == after
    assert result.part.startswith(HEAD)
    assert result.part.endswith(b'</sheetData><pageMargins left="1"/></worksheet>')
    assert not result.left_alone


def test_a_row_in_a_comment_is_none() -> None:
    part = sheet(b'<!-- <row r="1"><c r="A1"><v>9</v></c></row> --><row r="1"><c r="A1"/></row>')
    result = changed(part, {(1, 0): Edit(1)})
    assert b'<row r="1"><c r="A1"><v>1</v></c></row>' in result.part
    assert b"<v>9</v>" in result.part


def test_names_with_a_prefix_keep_it() -> None:
    part = (
        b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        b'<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    result = changed(part, {(1, 0): Edit("a"), (2, 1): Edit(2)})
    assert (
        b'<x:c r="A1" t="inlineStr"><x:is><x:t xml:space="preserve">a</x:t></x:is></x:c>'
        in result.part
    )
    assert b'<x:row r="2"><x:c r="B2"><x:v>2</x:v></x:c></x:row></x:sheetData>' in result.part


def test_a_formula_is_left_alone_and_told() -> None:
    rows = b'<row r="1"><c r="A1"><f>B1</f><v>1</v></c><c r="B1"><v>1</v></c></row>'
    result = changed(sheet(rows), {(1, 0): Edit(7), (1, 1): Edit(8)})
    assert result.left_alone == {(1, 0): "formula"}
    assert rows_of(result.part) == rows.replace(b'<c r="B1"><v>1</v>', b'<c r="B1"><v>8</v>')


def test_what_xml_cannot_hold_is_written_as_excel_writes_it() -> None:
    result = changed(
        sheet(b'<row r="1"><c r="A1"/></row>'), {(1, 0): Edit("a\x0b<&>_x000A_\ud800")}
    )
    assert b">a_x000B_&lt;&amp;&gt;_x005F_x000A__xD800_<" in result.part


def test_many_rows_of_which_few_change() -> None:
    rows = b"".join(
        b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n) for n in range(1, 2001)
    )
    result = changed(sheet(rows), {(n, 0): Edit(0) for n in (1, 1000, 2000)})
    assert result.part.count(b"<v>0</v>") == 3
    kept = rows_of(result.part).replace(b"<v>0</v>", b"")
    assert kept == b"".join(
        b'<row r="%d"><c r="A%d">%s</c></row>'
        % (n, n, b"" if n in (1, 1000, 2000) else b"<v>%d</v>" % n)
        for n in range(1, 2001)
    )


@pytest.mark.parametrize(
    "part", [b"<html/>", HEAD + b"</worksheet>", HEAD + b"<sheetData><row r='1'>"]
)
def test_what_is_no_sheet_is_refused(part: bytes) -> None:
    with pytest.raises(CannotRead):
        changed(part, {(1, 0): Edit(1)})


def test_styles_are_changed_wherever_they_are_used() -> None:
    part = sheet(
        b'<row r="1" s="2"><c r="A1" s="2"/><c r="B1" s="22"/><c s="2" r="C1"><v>2</v></c></row>'
    )
    assert rows_of(restyle_cells(part, {2: 9})) == (
        b'<row r="1" s="2"><c r="A1" s="9"/><c r="B1" s="22"/><c s="9" r="C1"><v>2</v></c></row>'
    )
