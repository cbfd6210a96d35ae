"""Rows and sheets that no figure counts, each with its place and the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from ruralskills.model.period import Period
from ruralskills.notices import Indicator
from ruralskills.rollups.aggregates import Aggregates, CountedRow
from ruralskills.rollups.arrival_register import NAME as REGISTER
from ruralskills.rollups.arrivals import Arrivals
from ruralskills.rollups.counts import Count, CountKey
from ruralskills.rollups.entries import LeftOut
from ruralskills.rollups.loading import county_of_rows, unit_of_rows
from ruralskills.rollups.periods import lies_in
from ruralskills.rollups.records import NO_COLUMN
from ruralskills.rollups.sources import ReadSource
from ruralskills.rollups.spans import CountedSpan
from ruralskills.rollups.submissions import FIGURE, SentTable, texts_beside
from ruralskills.rollups.table_records import variants
from ruralskills.rollups.unit_tree import UnitTree


def strays(
    sent: Sequence[SentTable], tree: UnitTree, indicators: Sequence[Indicator]
) -> Iterator[LeftOut]:
    """Yield a line for each unit that rows name and that is not theirs or unknown."""
    counted = {each.ledger for each in indicators} - {FIGURE}
    of_townships = {each.ledger for each in indicators if not each.level}
    for each in sent:
        if not each.counts or each.ledger not in counted:
            continue
        has_townships = each.ledger in of_townships
        owner = unit_of_rows if has_townships else county_of_rows
        for named, count in each.table.units.items():
            cell = each.table.first_cells.get(named, "")
            place = "!".join(part for part in (each.file, each.table.sheet, cell) if part)
            if named and each.unit not in tree.below:
                if has_townships and tree.find(named, texts_beside(each)) != each.unit:
                    yield LeftOut(
                        place, f"{count}行写的是“{named}”，表是{each.unit}报的，按{each.unit}计"
                    )
            elif not owner(each, named, tree):
                yield LeftOut(place, f"{count}行{_unknown(named, tree)}，没有计入")


def _unknown(named: str, tree: UnitTree) -> str:
    if not named:
        return "没有写单位"
    if counties := "、".join(tree.namesakes(named)):
        return f"写的“{named}”{counties}都有，看不出是哪个县的"
    return f"写的“{named}”不在区划名单中" if tree.is_listed else f"写的“{named}”不是乡镇"


def unknown_sheets(
    arrivals: Arrivals, sources: Mapping[int, ReadSource], period: Period
) -> Iterator[LeftOut]:
    """Yield a line for each sheet of the period with a table that nobody knows."""
    for number, reading in sources.items():
        arrival = arrivals.files[number]
        is_register = PurePosixPath(arrival.below).name.startswith(REGISTER)
        if arrival.is_reference or is_register:
            continue
        if arrival.period is None or lies_in(arrival.period, period):
            for each in reading.content.unknown:
                yield LeftOut(f"{arrival.file.name}!{each.sheet}", each.reason)


def doubtful_rows(
    aggregates: Aggregates,
    counts: Iterable[tuple[CountedSpan, Mapping[CountKey, Count]]],
    sent: Sequence[SentTable],
) -> Iterator[LeftOut]:
    """Yield a line for each row in error or pending, one for many of a kind."""
    concerned: dict[CountedRow, dict[str, None]] = defaultdict(dict)
    for span, own in counts:
        titles = {name: each for each in span.indicators for name, _ in variants(each)}
        for row, unit, found in aggregates.doubtful_rows(span.cumulative):
            names = dict.fromkeys(
                titles[name].title
                for name in found
                if name in titles
                and (count := own.get((titles[name].id, unit)))
                and count.variant == name
            )
            if names:
                concerned[row] |= names
    groups: dict[tuple[int, str, str], list[CountedRow]] = defaultdict(list)
    for row, names in concerned.items():
        groups[row.tab, row.reason, "、".join(names)].append(row)
    for (tab, reason, titles_of_rows), rows in groups.items():
        each = sent[tab]
        cells = dict.fromkeys(f"{row.letter}{row.row}" for row in rows)
        why = f"{reason or _ACROSS}，{'不计入' if reason.startswith(_ERROR) else '列为待核'}"
        if len(cells) > (1 if reason.startswith(NO_COLUMN) else _MOST_OF_A_KIND):
            why = f"等{len(cells)}行{why}"
            cells = dict.fromkeys([next(iter(cells))])
        for cell in cells:
            yield LeftOut(f"{each.file}!{each.table.sheet}!{cell}", f"{why}：{titles_of_rows}")


_ACROSS: Final = "日期可能在这一期，也可能不在"
_ERROR: Final = "有错误"
_MOST_OF_A_KIND: Final = 20
