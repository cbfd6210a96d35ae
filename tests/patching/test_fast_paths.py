"""Each fast path gives what the plain one gives, or leaves the work to it."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from ruralskills.patching.cells import change_cells
from ruralskills.patching.edits import Edit
from ruralskills.patching.sheet_xml import find_rows_by_number, find_rows_in_order, parse_sheet
from ruralskills.patching.verify import (
    ExpectedSheet,
    differing_cells,
    expected_row_pairs,
    row_pairs,
)
from ruralskills.patching.xml import has_comments
from ruralskills.text.addresses import Address, cell_address

ROWS = st.sets(st.integers(1, 30))
CELLS = ('<c r="{}"><v>1</v></c>', '<c s="1" r="{}"/>', '<c r="{}" t="s"><v>0</v></c>', "")


@st.composite
def sheets(draw: st.DrawFn) -> bytes:
    """A sheet whose rows stand in their order, with numbers or without, in any way of writing."""
    prefix = draw(st.sampled_from(("", "", "x:")))
    rows = ""
    numbers = draw(ROWS)
    for number in sorted(numbers):
        start = draw(st.sampled_from((f' r="{number}"', f' r="{number}"', f" ht='9' r='{number}'")))
        columns = sorted(draw(st.sets(st.integers(0, 3))))
        cells = "".join(
            draw(st.sampled_from(CELLS)).format(cell_address(number, column)) for column in columns
        )
        cells = cells.replace("<", f"<{prefix}").replace(f"<{prefix}/", f"</{prefix}")
        rows += f"<{prefix}row{start}" + (f">{cells}</{prefix}row>" if cells else "/>")
        unnumbered = "" if number + 1 in numbers else f"<{prefix}row/>"
        rows += draw(st.sampled_from(("", "", "", "\n", unnumbered, '<!--<row r="9"/>-->')))
    data = f"<{prefix}sheetData>{rows}</{prefix}sheetData>" if rows else f"<{prefix}sheetData/>"
    return f'<{prefix}worksheet xmlns:x="m">{data}</{prefix}worksheet>'.encode()


@given(sheets(), ROWS)
@settings(deadline=None)
def test_rows_are_found_by_their_numbers(part: bytes, numbers: set[int]) -> None:
    sheet = parse_sheet(part)
    spans = find_rows_by_number(sheet, numbers)
    if spans is not None:
        assert spans == find_rows_in_order(sheet, numbers)
    else:
        missing = [n for n in numbers if b'row r="%d"' % n not in part]
        assert missing or b"<!" in part or not numbers


@st.composite
def changed_sheets(draw: st.DrawFn) -> ExpectedSheet:
    """A sheet before and after changes, of which some may not be expected."""
    before = draw(sheets())
    addresses = st.tuples(st.integers(1, 30), st.integers(0, 3))
    edits: dict[Address, Edit] = draw(
        st.dictionaries(addresses, st.sampled_from((Edit(1), Edit("x"), Edit(colour="FF0000"))))
    )
    after = change_cells(before, edits, lambda style, _: style).part
    rows = {row for row, _ in edits}
    if draw(st.integers(0, 3)) == 0:
        rows -= draw(ROWS)
    return ExpectedSheet("表", before, after, {}, rows)


@given(changed_sheets())
@settings(deadline=None)
def test_expected_rows_hold_all_cells_that_differ(sheet: ExpectedSheet) -> None:
    pairs = expected_row_pairs(sheet)
    differing = sorted(differing_cells(row_pairs(sheet)))
    if pairs is not None:
        assert sorted(differing_cells(pairs)) == differing
    assert pairs is not None or row_pairs(sheet)


@given(st.lists(st.sampled_from((b"<!--", b"!", b"<", b"<!", b"a"))).map(b"".join))
def test_comments_are_seen(part: bytes) -> None:
    assert has_comments(part) == bool(re.search(b"<!", part))
