"""Workbooks with very many tables, wide rows and rows about one thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from builders.corpus.case import Cell
from builders.corpus.xlsx import book, packed, row, rows_xml, sheet_xml
from builders.header_rows import letter
from builders.hostile.kinds import HEADERS, workbook_kinds

_TITLE: Final = "致富带头人台账"
_PERSON: Final[tuple[Cell, ...]] = (
    "张三", "青龙村", "贫困村", "500199198506150017", "13800000000", "2020-05-06", "在库", "3", "",
)  # fmt: skip


def _of(rows: str, before: str = "", after: str = "") -> bytes:
    return packed(book(sheet_xml(rows, before, after)))


def _merged(ranges: list[str]) -> str:
    cells = "".join(f'<mergeCell ref="{one}"/>' for one in ranges)
    return f"<mergeCells>{cells}</mergeCells>"


def halves_with_totals(count: int) -> bytes:
    """Tables side by side, each with a total that is wrong."""
    total: list[Cell] = ["合计", *[None] * 6, 99.0, None]
    return _of(
        row(0, [_TITLE])
        + row(1, [*HEADERS] * count)
        + row(2, [*_PERSON] * count)
        + row(3, [*_PERSON] * count)
        + row(4, total * count)
    )


def two_halves_with_totals(count: int) -> bytes:
    """Two columns of rows, of which every other row is a total."""
    total: list[Cell] = ["小计", *[None] * 6, 99.0, None]
    rows: list[list[Cell]] = [[_TITLE], [*HEADERS] * 2]
    for _ in range(count):
        rows += [[*_PERSON] * 2, total * 2]
    return _of(rows_xml(rows))


def tables_with_merges(count: int) -> bytes:
    """Tables one below the other, the village merged over the rows of each."""
    rows: list[list[Cell]] = []
    merges = []
    for at in range(count):
        top = len(rows) + 1
        rows += [[f"第{at}组{_TITLE}"], [*HEADERS], [*_PERSON], [*_PERSON], [*_PERSON], []]
        merges += [f"A{top}:I{top}", f"B{top + 2}:B{top + 4}", f"C{top + 2}:C{top + 4}"]
    return _of(rows_xml(rows), after=_merged(merges))


def tables_of_other_headers(count: int) -> bytes:
    """Tables one below the other, each with a column that no other has."""
    rows: list[list[Cell]] = []
    for at in range(count):
        heads: list[Cell] = [*HEADERS[:-1], f"第{at}次考核得分"]
        rows += [[f"第{at}组{_TITLE}"], heads, [*_PERSON], [*_PERSON], []]
    return _of(rows_xml(rows))


def tables_of_unknown_headers(count: int) -> bytes:
    """Tables one below the other whose ledger has to be found by likeness."""
    rows: list[list[Cell]] = []
    for at in range(count):
        heads: list[Cell] = [f"{head}（第{at}次核定）" for head in HEADERS]
        rows += [[f"第{at}组{_TITLE}"], heads, [*_PERSON], [*_PERSON], []]
    return _of(rows_xml(rows))


def merged_titles(count: int) -> bytes:
    """A title merged over the columns between every two rows."""
    rows: list[list[Cell]] = [[_TITLE], [*HEADERS]]
    for at in range(count):
        rows += [[f"青{at}村"], [*_PERSON]]
    return _of(
        rows_xml(rows), after=_merged([f"A{at * 2 + 3}:I{at * 2 + 3}" for at in range(count)])
    )


def sheets_of_one_row(count: int) -> bytes:
    parts = {f"表{at}": sheet_xml(rows_xml([[*_PERSON]])) for at in range(1, count)}
    return packed(book(sheet_xml(rows_xml([[_TITLE], [*HEADERS], [*_PERSON]])), more=parts))


def wide_rows(count: int) -> bytes:
    """Rows as wide as a sheet can be."""
    top = row(0, [_TITLE]) + row(1, [*HEADERS, *(f"第{at}列" for at in range(16_375))])
    return _of(top + "".join(row(at, ["1"] * 16_384) for at in range(2, count + 2)))


def people_without_places(count: int) -> bytes:
    """Rows without the place of any cell, which pack to hardly anything."""
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in _PERSON)
    return _of(rows_xml([[_TITLE], [*HEADERS]]) + f"<row>{cells}</row>" * count)


def classes_of_one_name(count: int) -> bytes:
    """Training classes of one name, and trainees of that class."""
    classes: list[list[Cell]] = [
        ["培训班台账"],
        [
            "序号",
            "培训班名称",
            "培训工种",
            "开班日期",
            "结业日期",
            "培训人数",
            "培训机构",
            "培训地点",
        ],
    ]
    trainees: list[list[Cell]] = [
        ["学员花名册"],
        ["序号", "培训班名称", "姓名", "性别", "身份证号", "联系电话", "培训工种", "开班日期"],
    ]
    for at in range(count):
        day = f"2020-{at % 12 + 1:02}-{at % 28 + 1:02}"
        classes.append(
            [str(at + 1), "电工培训班", "电工", day, "2020-12-30", float(at % 60), "甲校", "青龙村"]
        )
        number = f"50019919{50 + at % 50}0615{at % 10_000:04}"
        trainees.append([str(at + 1), "电工培训班", f"张{at}", "男", number, "138", "电工", day])
    more = {"学员": sheet_xml(rows_xml(trainees))}
    return packed(book(sheet_xml(rows_xml(classes)), more=more))


def one_trainee(count: int) -> bytes:
    """One person in one class, again and again."""
    line: list[Cell] = [
        "电工培训班", "张三", "男", _PERSON[3], "13800000000", "电工", "2020-05-06", "2020-05-12",
    ]  # fmt: skip
    heads: list[Cell] = [
        "培训班名称", "姓名", "性别", "身份证号", "联系电话", "培训工种", "开班日期", "结业日期",
    ]  # fmt: skip
    return _of(rows_xml([["学员花名册"], heads, *[line] * count]))


def long_formulas(count: int) -> bytes:
    """A formula of thousands of characters in each row, none like another."""
    cells = "".join(
        f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>张 {at}</t></is></c>'
        f'<c r="H{at}"><f>{"+".join([f"A{at}", "SUM(B1:C9)"] * 300)}</f><v>1</v></c></row>'
        for at in range(3, count)
    )
    return _of(rows_xml([[_TITLE], [*HEADERS]]) + cells)


def outlines(count: int) -> bytes:
    """Rows and columns folded away, level in level."""
    columns = "".join(
        f'<col min="{at}" max="{at}" outlineLevel="{at % 8}" hidden="{at % 2}"/>'
        for at in range(1, 16_384)
    )
    cells = "".join(
        f'<row r="{at}" outlineLevel="{at % 8}" hidden="{at % 2}" collapsed="1"><c r="A{at}" '
        f't="inlineStr"><is><t>张 {at}</t></is></c></row>'
        for at in range(3, count)
    )
    return _of(rows_xml([[_TITLE], [*HEADERS]]) + cells, before=f"<cols>{columns}</cols>")


def far_cells(count: int) -> bytes:
    """Cells in the last column, each in a row of its own."""
    last = letter(16_384)
    cells = (f'<row r="{at}"><c r="{last}{at}"><v>1</v></c></row>' for at in range(60, count + 60))
    return _of(rows_xml([[_TITLE], [*HEADERS], [*_PERSON]]) + "".join(cells))


_COUNTS: Final[dict[Callable[[int], bytes], int]] = {
    halves_with_totals: 1_300, two_halves_with_totals: 5_000, tables_with_merges: 2_500,
    tables_of_other_headers: 3_000, tables_of_unknown_headers: 1_500, merged_titles: 8_000,
    sheets_of_one_row: 1_500, wide_rows: 12, people_without_places: 60_000,
    classes_of_one_name: 5_000, one_trainee: 20_000, long_formulas: 1_500, outlines: 40_000, far_cells: 400,
}  # fmt: skip
KINDS: Final = workbook_kinds(_COUNTS)
