"""Rows that no figure counts, each with its place and the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ruralskills.rollups.aggregates import Aggregates
from ruralskills.rollups.entries import LeftOut
from ruralskills.rollups.loading import unit_of_rows
from ruralskills.rollups.periods import Window
from ruralskills.rollups.submissions import FIGURE, SentTable
from ruralskills.rollups.unit_tree import UnitTree


def strays(sent: Sequence[SentTable], tree: UnitTree) -> Iterator[LeftOut]:
    """Yield a line for each unit that rows name and that is not theirs or unknown."""
    for each in sent:
        if not each.counts or each.ledger == FIGURE:
            continue
        for named, count in each.table.units.items():
            cell = each.table.first_cells.get(named, "")
            place = "!".join(part for part in (each.file, each.table.sheet, cell) if part)
            if named and each.unit not in tree.below:
                if tree.find(named) != each.unit:
                    yield LeftOut(
                        place, f"{count}行写的是“{named}”，表是{each.unit}报的，按{each.unit}计"
                    )
            elif not unit_of_rows(each, named, tree):
                yield LeftOut(place, f"{count}行{_unknown(named, tree)}，没有计入")


def _unknown(named: str, tree: UnitTree) -> str:
    if not named:
        return "没有写单位"
    return f"写的“{named}”不在区划名单中" if tree.is_listed else f"写的“{named}”不是乡镇"


def left_out_rows(
    aggregates: Aggregates, window: Window, sent: Sequence[SentTable]
) -> Iterator[LeftOut]:
    """Yield a line for each row in error, and for each that is pending."""
    for row, titles in aggregates.doubtful_rows(window):
        each = sent[row.tab]
        place = f"{each.file}!{each.table.sheet}!{row.letter}{row.row}"
        why = f"有错误（{row.reason}），未计入" if row.reason else "不能确定，列为待核"
        yield LeftOut(place, f"{why}：{titles}")
