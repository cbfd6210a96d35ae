"""The unknown never convicts: no row is at fault by what a sheet ceases to say.

Each rule's own sample is the sheet. Each of its columns in turn is blanked, unknown, 无 or merged
away, and every row that then has a mistake or a shortfall had one in the whole sheet too.
"""

from __future__ import annotations

import re
from typing import Final

import pytest

from builders.rule_samples import (
    Sample,
    book_of,
    findings_of,
    read_tables,
    sample,
    samples,
    setting_of,
)
from ruralskills import rules
from ruralskills.model.findings import Nature

WAYS: Final = {"blank": "", "unknown": "不详", "none": "无", "merged": "<"}
ABOUT_BLANKS: Final = {"R101", "R102", "S103", "K120", "L210"}
"""Rules that say of a cell that it ought to be filled in."""
MEANS_SOMETHING: Final = {
    "状态": "blank or 无 in a ledger of leaders means in stock",
    "离任日期": "blank or 无 means still in office",
    "备注": "a remark excuses, and without one there is no excuse",
}
"""Headers whose blank is a statement."""
ANOTHER_REASON: Final = {
    ("L202", "带动贫困户数"): "the link sheet is counted where the ledger gives no number",
    ("P122", "就读学校"): "a row that stands twice does so however little it says",
    ("P118", "开班日期"): "the two names of a number are told where the rows are no longer one",
}
OWN_LISTS: Final = {"O101", "O102"}
"""Rules about waivers, whose list an office writes itself and is refused when it is not clear."""

Row = tuple[str, int]


def at_fault(told: Sample, code: str) -> set[Row]:
    """Return the rows of a sample that have a mistake or a shortfall."""
    setting = setting_of(rules.all_rules()[code], told)
    tables = [table for table, _, _ in read_tables(told, setting)]
    return {
        (one.sheet or "", one.cell.row)
        for one in findings_of(book_of(told, tables), setting)
        if one.nature in (Nature.DATA, Nature.SHORTFALL)
        and one.cell
        and one.code not in ABOUT_BLANKS
    }


def without(told: Sample, number: int, column: int, word: str) -> Sample:
    """Return a sample whose column says one word in every row."""
    title, (header, *rows) = told.tables[number]
    changed = [[*row[:column], word, *row[column + 1 :]] for row in rows]
    tables = [*told.tables]
    tables[number] = title, [header, *changed]
    return Sample(**{**vars(told), "tables": tables})


def is_meant(code: str, header: str, way: str) -> bool:
    return (code, header) in ANOTHER_REASON or (header in MEANS_SOMETHING and way != "unknown")


@pytest.mark.parametrize("code", sorted(rules.all_rules().keys() - OWN_LISTS))
def test_a_column_of_which_nothing_is_known(code: str) -> None:
    told = sample(rules.all_rules()[code])
    before = at_fault(told, code)
    for number, (_, (header, *_)) in enumerate(told.tables):
        for column, name in enumerate(header[:-1]):
            for way, word in WAYS.items():
                if is_meant(code, name, way) or (way == "merged" and not column):
                    continue
                try:
                    after = at_fault(without(told, number, column, word), code)
                except AssertionError:  # it is no longer the table of a ledger
                    continue
                assert after <= before, (name, way)


def with_one_unknown(told: Sample, seed: int) -> tuple[Sample, int, int] | None:
    """Return a sample with one cell that nobody can read, and the table and row of it."""
    filled = [
        (number, row, column)
        for number, (_, (_, *rows)) in enumerate(told.tables)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells[:-1])
        if cell not in ("", "<") and not re.search("合计|小计", cell)
    ]
    if not filled:
        return None
    number, row, column = filled[seed % len(filled)]
    title, lines = told.tables[number]
    changed = [list(line) for line in lines]
    changed[row + 1][column] = WAYS["unknown"]
    tables = [*told.tables]
    tables[number] = title, changed
    return Sample(**{**vars(told), "tables": tables}), number, row


@pytest.mark.parametrize("code", sorted(rules.all_rules().keys() - OWN_LISTS))
def test_one_cell_that_nobody_can_read(code: str) -> None:
    """Other rows, tables and reference lists stay as they were, whichever cell it is."""
    for told in samples(rules.all_rules()[code]):
        before = at_fault(told, code)
        for seed in (3, 1009):
            spoiled = with_one_unknown(told, seed + sum(map(ord, code)))
            if spoiled is None:
                continue
            changed, number, row = spoiled
            try:
                after = at_fault(changed, code)
            except AssertionError:  # it is no longer the table of a ledger
                continue
            own = {(sheet, line) for sheet, line in after if sheet == f"表{number}"}
            assert after - own <= before
            assert len(own - before) <= 1, (told.tables[number][0], row)
