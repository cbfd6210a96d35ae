"""The scan by patterns gives what the scan by an XML parser gives, or leaves the sheet to it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders.corpus.xlsx import SHEET, book, packed
from ruralskills.errors import CannotRead
from ruralskills.readers.open import open_content
from ruralskills.readers.xml_parse import parse_scan
from ruralskills.readers.xml_scan import exact_extent, pattern_scan, positions
from ruralskills.text.addresses import cell_address

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MARKS = ((b"<!", 1), (b"xmlns:", 0), (b't="e"', 3), (b't="b"', 3), (b"<f", 1), (b'hidden="', 2))
STRUCK = frozenset({b"2", b"7"})
FORMULAS = ("", "<f>A1</f>", "<f/>", '<f t="shared" si="0"/>', '<f t="array" ref="A1">1</f>')
TEXTS = (' t="s"', ' t="inlineStr"')
VALUES = {
    "": ("<v>1</v>", "<v/>", "<v></v>", ""),
    ' t="n"': ("<v>0</v>", ""),
    ' t="s"': ("<v>0</v>",),
    ' t="str"': ("<v>文字 t=</v>", "<v></v>", ""),
    ' t="inlineStr"': ("<is><t>t=&quot;e&quot; &lt;f</t></is>",),
    ' t="e"': ("<v>#N/A</v>", "<v>#SPILL!</v>"),
    ' t="b"': ("<v>0</v>", "<v>1</v>"),
}


@st.composite
def cells(draw: st.DrawFn, row: int, usual: bool) -> str:
    """The cells of a row, written as programs usually write them or in other ways."""
    columns = draw(st.lists(st.sampled_from((0, 1, 25, 26, 701, 702, 16383)), unique=True))
    text = ""
    for column in sorted(columns):
        kind = draw(st.sampled_from(sorted(VALUES)))
        style = draw(st.sampled_from(("", ' s="1"', ' s="2"', ' s="7"', ' s="22"')))
        formula = draw(st.sampled_from(FORMULAS)) if kind not in TEXTS else ""
        content = formula + draw(st.sampled_from(VALUES[kind]))
        attributes = [f' r="{cell_address(row, column)}"', style, kind]
        if not usual:
            attributes = draw(st.permutations(attributes))[: draw(st.integers(2, 3))]
            text += draw(st.sampled_from(("", "", "<!-- <c r='A1'/> -->")))
        empty = "/>" if draw(st.booleans()) else "></c>"
        text += f"<c{''.join(attributes)}" + (f">{content}</c>" if content else empty)
    return text


@st.composite
def sheets(draw: st.DrawFn) -> bytes:
    usual = draw(st.sampled_from((True, True, True, False)))
    rows = ""
    for row in sorted(draw(st.sets(st.sampled_from((1, 2, 9, 99_999, 100_000, 1_048_576))))):
        attributes = [f' r="{row}"', draw(st.sampled_from(("", ' hidden="1"', ' hidden="0"')))]
        if not usual:
            attributes = draw(st.permutations(attributes))
        rows += f"<row{''.join(attributes)}>{draw(cells(row, usual))}</row>"
    prefix = "" if usual else draw(st.sampled_from(("", "x:")))
    rows = re.sub(r"<(/?)(?=\w)", rf"<\1{prefix}", rows) if prefix else rows
    name = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    declared = f'{name}="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006"'
    sheet = f"<{prefix}worksheet {declared}><{prefix}sheetData>{rows}"
    return f"{sheet}</{prefix}sheetData></{prefix}worksheet>".encode()


def pieces(sheet: bytes, size: int) -> list[bytes]:
    return [sheet[start : start + size] for start in range(0, len(sheet), size)]


@given(sheets(), st.integers(1, 400))
@settings(max_examples=200, deadline=None)
@example(f'<worksheet xmlns="{MAIN}"/>'.encode(), 1000)
def test_patterns_find_what_the_parser_finds(sheet: bytes, size: int) -> None:
    exact = parse_scan([sheet], STRUCK)
    scan = pattern_scan(pieces(sheet, size), STRUCK)
    if scan is None:
        assert re.search(rb"<!|<\w+:|<c(?! r=)|<row(?! r=)", sheet)
        return
    assert (scan.errors, scan.truths, scan.uncomputed) == (
        exact.errors, exact.truths, exact.uncomputed
    )  # fmt: skip
    assert scan.hidden_rows == exact.hidden_rows
    assert scan.struck_rows == exact.struck_rows
    assert scan.last_row >= exact.last_row
    assert scan.last_column >= exact.last_column
    row, column = exact_extent(pieces(sheet, size))
    assert exact.last_row <= row <= scan.last_row
    assert exact.last_column <= column <= max(scan.last_column, 25)


@pytest.mark.parametrize(("mark", "rare"), MARKS)
@given(data=st.data())
@settings(deadline=None)
def test_positions_are_those_of_the_mark(mark: bytes, rare: int, data: st.DataObject) -> None:
    near = st.sampled_from([mark, mark[:-1], mark[1:], mark[rare : rare + 1], b"x", b" "])
    block = b"".join(data.draw(st.lists(near, max_size=300)))
    assert list(positions(block, mark, rare)) == [m.start() for m in re.finditer(mark, block)]


@given(st.binary(max_size=300))
def test_positions_in_any_bytes(block: bytes) -> None:
    for mark, rare in MARKS:
        assert list(positions(block, mark, rare)) == [m.start() for m in re.finditer(mark, block)]


def test_values_too_far_apart_are_seen_in_utf_16() -> None:
    """The reader is given such a part in UTF-8, and would take 500 GB for it."""
    parts = book()
    sheet = parts[SHEET].decode().replace("</row>", '<c r="XFD1"><v>1</v></c></row>', 1)
    far = '<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
    parts[SHEET] = sheet.replace("</sheetData>", far).encode("utf-16")
    with pytest.raises(CannotRead, match="范围过大"):
        read_all(packed(parts))


def test_declared_entities_are_seen_in_utf_16() -> None:
    parts = book()
    declared = (
        parts[SHEET].decode().replace("<worksheet", '<!DOCTYPE w [<!ENTITY a "b">]><worksheet', 1)
    )
    parts[SHEET] = declared.encode("utf-16")
    with pytest.raises(CannotRead, match="实体声明"):
        read_all(packed(parts))


def read_all(content: bytes) -> None:
    assert zipfile.is_zipfile(BytesIO(content))
    workbook = open_content(content, "台账.xlsx")
    for name in workbook.names:
        workbook.read(name)
