"""A blank table of the superior: which rows are units, which columns figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final, Literal

from msgspec import Struct

from ruralskills.detection.vocabulary import unit_of_money, units_in_title
from ruralskills.readers.grid import Grid
from ruralskills.rollups.entries import RollupIndicator
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.money_unit import MONEY, unit_ratio

Wanted = Literal["current", "cumulative", "target", "rate", "entries"]
"""The figure of an indicator that a column asks for."""

_WHOLE: Final = regex(r"(?:全([省市县区]))?(?:合计|总计|共计|总数)?")
"""The words for all rows together, perhaps with the level of their unit."""
_COUNTIES: Final = frozenset("县区旗")
_NO_UNIT: Final = regex(r"[:：\d]|表$|台账")
_LONGEST_UNIT: Final = 24
_LINE: Final = regex(r"(填报|填表|报送|编制|制表|上报|单位负责|审核).{0,8}:|^单位:|年月日")
_MEASURE: Final = regex(
    r"[(\[](人次|户次|人|户|个|名|家|期|次|天|[百千万亿]?元|%|‰|个村|人数)[)\]]$"
)
_NUMBERING: Final = regex(r"\d{1,3}|[甲乙丙丁戊己庚辛]|[A-Z]")
_SUB_HEADS: Final[dict[Wanted, re.Pattern[str]]] = {
    "current": regex(r"(本|当)(季度?|期|月)(完成|新增)?(数|人数|情况)?"),
    "cumulative": regex(
        r"(本年)?累计(完成)?(数|人数|情况)?|年初至今|全年累计|(实际)?完成(数|情况)?"
    ),
    "target": regex(r"(年度|全年|本年|\d{4}年)?(任务|计划|目标)(任务)?(数|人数)?"),
    "rate": regex(r"(年度|全年|累计)?(任务|计划|目标)?(完成率|完成比例)"),
}
_FINER: Final[dict[frozenset[Wanted], Wanted]] = {
    frozenset({"cumulative", "target"}): "target",
    frozenset({"cumulative", "rate"}): "rate",
    frozenset({"target", "rate"}): "rate",
}
"""The one figure that two sub-heads of a column name."""
_ENTRIES: Final = {"人次": "人", "户次": "户"}
_SAME: Final = {"名": "人", "人数": "人", "家": "个", "个村": "个"}


class FigureColumn(Struct, frozen=True):
    """A column to be filled: the indicator, and which of its figures."""

    indicator: str
    wanted: Wanted
    factor: Decimal = Decimal(1)
    """The multiplier of an amount in 元 where the blank asks for 万元."""


class BlankTable(Struct, frozen=True):
    """The rows and columns of a blank table, or why they are none."""

    units: Mapping[int, str]
    """By row, the unit. Rows and columns count from 0."""
    columns: Mapping[int, FigureColumn]
    unknown_rows: Mapping[int, str]
    unknown_columns: Mapping[int, str]
    """By column, the reason why it is not filled."""
    unit_column: int = 0


def blank_table(
    grid: Grid,
    find_unit: Callable[[str], str],
    top: str,
    indicators: Mapping[str, RollupIndicator | None],
) -> BlankTable | None:
    """Return the table of a sheet, None where no column holds units.

    ``indicators`` are those of the roll-up by name as compared, None for a name of several.
    """
    texts = _Texts(grid)
    by_column = {
        column: rows
        for column in range(grid.width)
        if (rows := _units(texts, column, find_unit, top))
    }
    if not by_column:
        return None
    column = max(by_column, key=lambda c: (len(set(by_column[c].values())), c))
    units = by_column[column]
    paths, money = _paths(texts, column, min(units)), _money_above(texts, min(units))
    columns: dict[int, FigureColumn] = {}
    unknown: dict[int, str] = {}
    for each, path in paths.items():
        found = column_of(path, indicators, money)
        if isinstance(found, FigureColumn):
            columns[each] = found
        else:
            unknown[each] = found
    rows = dict(_unknown_rows(texts, column, units, columns))
    return BlankTable(units, columns, rows, unknown, column)


def column_of(
    path: tuple[str, ...], indicators: Mapping[str, RollupIndicator | None], money: str = ""
) -> FigureColumn | str:
    """Return what a path of headers asks for, or the reason why that is not clear.

    ``money`` is the unit of amounts whose header states none.
    """
    shown = "/".join(path)
    measures = {match[1] for part in path if (match := _MEASURE.search(part))}
    parts = [_MEASURE.sub("", part) for part in path]
    roles = {role for part in parts if (role := _role(part))}
    name = "/".join(part for part in parts if part and not _role(part))
    wanted = _wanted(roles)
    if not name or wanted is None:
        return f"“{shown}”没有写明是哪个指标的哪个数"
    if name not in indicators:
        return f"“{shown}”没有对上指标"
    indicator = indicators[name]
    if indicator is None:
        return f"“{shown}”对上了几个指标"
    stated = measures - {"%", "‰"}
    if not stated and money and indicator.measure in MONEY:
        stated = {money}
    factor = Decimal(1)
    for measure in stated:
        measure = _SAME.get(measure, measure)
        if _ENTRIES.get(measure) == indicator.measure and wanted == "cumulative":
            wanted = "entries"
        elif measure in MONEY and indicator.measure in MONEY:
            factor = unit_ratio(indicator.measure, measure)
        elif measure != indicator.measure:
            return f"“{shown}”的计量单位不是{indicator.measure}"
    return FigureColumn(indicator.id, wanted, factor)


def _money_above(texts: _Texts, first: int) -> str:
    """Return the one unit of money that a line above the units states, else empty."""
    above = {text for row in range(first) for text in texts.row(row)}
    units = {unit_of_money(text) or unit_of_money(units_in_title(text)) for text in above} - {""}
    return units.pop() if len(units) == 1 else ""


def _role(part: str) -> Wanted | None:
    return next((role for role, words in _SUB_HEADS.items() if words.fullmatch(part)), None)


def _wanted(roles: set[Wanted]) -> Wanted | None:
    if not roles:
        return "cumulative"
    return next(iter(roles)) if len(roles) == 1 else _FINER.get(frozenset(roles))


class _Texts:
    """The texts of a grid as compared, each merged block's in all its cells."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.anchors: dict[tuple[int, int], tuple[int, int]] = {}
        self.widths: dict[tuple[int, int], int] = {}
        for top, left, bottom, right in grid.merges:
            self.widths[top, left] = right - left + 1
            for row in range(top, min(bottom, grid.height) + 1):
                for column in range(left, min(right, grid.width) + 1):
                    self.anchors[row, column] = top, left

    def at(self, row: int, column: int) -> str:
        """Return the text of a cell, that of its block if it is merged."""
        return normalised(self.grid.text(*self.anchors.get((row, column), (row, column))))

    def left(self, row: int, column: int) -> int:
        """Return the first column of a cell's block."""
        return self.anchors.get((row, column), (row, column))[1]

    def is_wide(self, row: int, column: int) -> bool:
        """Return True for a cell merged with others of its row."""
        return self.widths.get(self.anchors.get((row, column), (row, column)), 1) > 1

    def may_be_unit(self, row: int, column: int) -> bool:
        """Return False for a title, a line of words, and a text with a number."""
        text = self.at(row, column)
        is_short = len(text) <= _LONGEST_UNIT
        return is_short and not self.is_wide(row, column) and not _NO_UNIT.search(text)

    def row(self, row: int) -> set[str]:
        """Return the distinct texts of a row."""
        return {text for column in range(self.grid.width) if (text := self.at(row, column))}


def _units(texts: _Texts, column: int, find_unit: Callable[[str], str], top: str) -> dict[int, str]:
    """Return the unit that each row of a column names."""
    found: dict[int, str] = {}
    for row in range(texts.grid.height):
        text = texts.at(row, column)
        if not text:
            continue
        if whole := _WHOLE.fullmatch(text):
            if _is_of_level(whole[1], top):
                found[row] = top
        elif texts.may_be_unit(row, column) and (unit := find_unit(text)):
            found[row] = unit
    first = next((row for row, unit in found.items() if unit != top), None)
    if first is None:
        return {}
    return {row: unit for row, unit in found.items() if row >= first or unit == top}


def _is_of_level(level: str | None, unit: str) -> bool:
    """Return True if 全省, 全市 or 全县 can mean a unit.  No level means any.

    >>> [_is_of_level(level, "潼南区") for level in (None, "县", "市")]
    [True, True, False]
    """
    return level in (None, unit[-1:]) or {level, unit[-1:]} <= _COUNTIES


def _unknown_rows(
    texts: _Texts, unit_column: int, units: Mapping[int, str], columns: Iterable[int]
) -> Iterator[tuple[int, str]]:
    """Yield the rows that name no unit of the roll-up, each with what it says.

    Above the first unit stand headers too, which have a text over a figure.
    """
    first, last = min(units), max(units)
    figures = list(columns)
    for row in range(texts.grid.height):
        text = texts.at(row, unit_column)
        if row in units or not text or _LINE.search(text):
            continue
        is_between = first < row < last
        is_header = row < first and any(texts.at(row, column) for column in figures)
        if is_between or (not is_header and texts.may_be_unit(row, unit_column)):
            yield row, text


def _paths(texts: _Texts, unit_column: int, first_row: int) -> dict[int, tuple[str, ...]]:
    """Return the path of headers over each column to the right of the units."""
    rows = [
        row
        for row in range(first_row)
        if len(texts.row(row)) > 1 and not any(map(_LINE.search, texts.row(row)))
    ]
    paths: dict[int, list[str]] = defaultdict(list)
    for column in range(unit_column + 1, texts.grid.width):
        for row in rows:
            if texts.left(row, column) <= unit_column:
                continue  # a title reaches over units and figures, a header does not
            text = texts.at(row, column)
            is_new = text and not _NUMBERING.fullmatch(text) and paths[column][-1:] != [text]
            if is_new:
                paths[column].append(text)
    return {column: tuple(path) for column, path in paths.items() if path}


def names_of(
    indicators: Iterator[tuple[str, RollupIndicator]],
) -> dict[str, RollupIndicator | None]:
    """Return indicators by name as compared, None for a name of several."""
    found: dict[str, RollupIndicator | None] = {}
    for name, indicator in indicators:
        word = normalised(name)
        known = found.get(word, indicator)
        found[word] = indicator if known is not None and known.id == indicator.id else None
    return found
