"""Find the tables of a sheet: title, unit line, header rows, data, totals, footers, notes.

Nothing is told beforehand.  A header row is known by the words that ledgers use; how far the
header reaches by what is merged over it; what kind of row follows by what stands in its cells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ruralskills.table import CellError
from ruralskills.values import Raw, absent, folded, shown
from ruralskills.workbook import words
from ruralskills.workbook.grid import Grid

_TOP: Final = 300
"""Rows from the top in which a header may be written in any way; further down it must begin with
a letter that headers begin with, which spares folding every name of a long ledger."""
_MOST_HEADER_ROWS: Final = 4
_LABEL_COLUMNS: Final = 8
"""合计 stands in one of the first columns."""


@dataclass(slots=True)
class HeaderColumn:
    """A column of a table under its header path, such as 带动贫困户/户数."""

    index: int
    path: tuple[str, ...]
    unit: str
    words: tuple[str, ...]
    """The path as it is written, for people."""

    @property
    def header(self) -> str:
        """The path as reports print it."""
        return "/".join(self.words)


@dataclass(slots=True)
class SumRow:
    """A 合计 or 小计 row and the rows it sums."""

    row: int
    label: str
    kind: str
    members: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Region:
    """A table as it lies on the sheet; rows and columns count from 0."""

    title: str
    unit_line: str
    header_rows: tuple[int, ...]
    columns: list[HeaderColumn]
    rows: list[int] = field(default_factory=list)
    sums: list[SumRow] = field(default_factory=list)
    footer_rows: list[int] = field(default_factory=list)
    footer: list[str] = field(default_factory=list)
    numbers: dict[int, str] = field(default_factory=dict)
    """What a row of column numbers says of each column, such as ①=②+③."""
    filled: dict[int, set[int]] = field(default_factory=dict)
    """By column, the rows that a merged cell above covers."""
    first_row: int = 0
    last_row: int = 0


class _Sheet:
    """A grid with its merges laid out for looking up."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.cover: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        for merge in grid.merges:
            top, left, bottom, right = merge
            if (bottom - top + 1) * (right - left + 1) > 20_000:
                bottom = min(bottom, top + _TOP)
                right = min(right, left + 255)
            if top >= grid.height or left >= grid.width:
                continue
            for row in range(top, min(bottom, grid.height - 1) + 1):
                for column in range(left, min(right, grid.width - 1) + 1):
                    self.cover[row, column] = merge

    def text(self, row: int, column: int) -> str:
        """The text of a cell, or of the merged range that covers it."""
        merge = self.cover.get((row, column))
        value = self.grid.at(*merge[:2]) if merge else self.grid.at(row, column)
        return value.strip() if isinstance(value, str) else _plain(value)

    def own(self, row: int) -> list[tuple[int, Raw | CellError]]:
        """The cells of a row that hold something, with their columns."""
        return [
            (index, value)
            for index, value in enumerate(self.grid.row(row))
            if value != "" and (not isinstance(value, str) or value.strip())
        ]


def _plain(value: Raw | CellError) -> str:
    return "" if value is None or isinstance(value, CellError) else shown(value)


def _is_figure(value: object) -> bool:
    return isinstance(value, int | float | date) and not isinstance(value, bool)


def _header_hits(sheet: _Sheet, vocabulary: frozenset[str]) -> Counter[int]:
    """How many cells of each row are words that headers use."""
    initials = {word[0] for word in vocabulary}
    finals = {word[-1] for word in vocabulary} | set(")）*＊ \n")
    hits: Counter[int] = Counter()
    for column in sheet.grid.columns:
        top = set(column.codes[:_TOP])
        wanted = {
            code
            for code, value in enumerate(column.values)
            if isinstance(value, str)
            and value
            and len(value) <= 40
            and (code in top or (value[0] in initials and value[-1] in finals))
            and words.header_word(value)[0] in vocabulary
        }
        if wanted:
            hits.update(row for row, code in enumerate(column.codes) if code in wanted)
    return hits


def _is_header_row(sheet: _Sheet, row: int, hits: int) -> bool:
    if hits < 2:
        return False
    cells = sheet.own(row)
    texts = [value for _, value in cells if isinstance(value, str)]
    if len(texts) < len(cells) or any(words.is_unit_row(text) for text in texts):
        return False
    return hits >= 3 or (hits >= 2 and hits * 2 >= len(cells))


def _joined_by_merge(sheet: _Sheet, upper: int, lower: int) -> bool:
    """Whether a vertical merge binds two neighbouring rows into one header."""
    return any(
        (merge := sheet.cover.get((upper, column))) is not None
        and merge[0] <= upper
        and merge[2] >= lower
        for column in range(sheet.grid.width)
    )


def _reads_as_subheads(sheet: _Sheet, upper: int, lower: int) -> bool:
    """Whether the lower row only names parts of groups that the upper row heads."""
    cells = sheet.own(lower)
    if not cells or any(not isinstance(value, str) for _, value in cells):
        return False
    under_groups = 0
    for column, value in cells:
        merge = sheet.cover.get((upper, column))
        if (merge is not None and merge[3] > merge[1] and merge[2] == upper) or (
            merge is None and sheet.grid.at(upper, column) == ""
        ):
            under_groups += 1
        elif not (
            sheet.grid.at(upper, column + 1) == "" and sheet.grid.at(lower, column + 1) != ""
        ):
            return False
        if (
            absent(value) is not None
            or len(str(value)) > 20
            or (words.is_total(str(value)) and column == 0)
        ):
            return False
    return under_groups > 0


def _is_title_like(sheet: _Sheet, row: int) -> bool:
    cells = sheet.own(row)
    return len(cells) <= 1 or any(
        isinstance(value, str) and words.is_unit_row(value) for _, value in cells
    )


def _header_block(sheet: _Sheet, anchor: int, hits: Mapping[int, int]) -> tuple[int, int]:
    """How far the header around a row of header words reaches."""
    top = bottom = anchor
    limit = sheet.grid.height - 1
    while bottom < limit and bottom - top + 1 < _MOST_HEADER_ROWS:
        below = bottom + 1
        if not (
            (_joined_by_merge(sheet, bottom, below) and _only_texts(sheet, below))
            or _reads_as_subheads(sheet, bottom, below)
            or (
                hits.get(below, 0) >= 2
                and _only_texts(sheet, below)
                and not _repeats(sheet, bottom, below)
            )
        ):
            break
        bottom = below
    while top > 0 and bottom - top + 1 < _MOST_HEADER_ROWS:
        above = top - 1
        if _joined_by_merge(sheet, above, top):
            top = above
        elif _is_title_like(sheet, above) or not _only_texts(sheet, above):
            break
        elif _reads_as_subheads(sheet, above, top) or _heads_groups(sheet, above):
            top = above
        else:
            break
    return top, bottom


def _heads_groups(sheet: _Sheet, row: int) -> bool:
    """Whether a row holds merged group heads."""
    return any(
        (merge := sheet.cover.get((row, column))) is not None and merge[3] > merge[1]
        for column, _ in sheet.own(row)
    )


def _only_texts(sheet: _Sheet, row: int) -> bool:
    cells = sheet.own(row)
    return bool(cells) and all(
        isinstance(value, str) and len(value) <= 60 for _, value in cells
    ) and not all(words.is_column_number(str(value)) for _, value in cells)  # fmt: skip


def _repeats(sheet: _Sheet, upper: int, lower: int) -> bool:
    """Whether a row says again what the other says."""
    texts = {folded(str(value)) for _, value in sheet.own(upper)}
    return all(folded(str(value)) in texts for _, value in sheet.own(lower))


def _paths(sheet: _Sheet, top: int, bottom: int) -> list[HeaderColumn]:
    """The header path of each column."""
    grid = sheet.grid
    columns: list[HeaderColumn] = []
    groups: dict[int, str] = {}
    for index in range(grid.width):
        written: list[str] = []
        for row in range(top, bottom + 1):
            text = sheet.text(row, index)
            if text or (row, index) in sheet.cover:
                groups[row] = text
            elif row < bottom and any(sheet.text(r, index) for r in range(row + 1, bottom + 1)):
                # A group head that was not merged over its columns: it reaches as far as there
                # are sub-heads under a blank.
                text = groups.get(row, "") if _is_group(sheet, row, bottom, index) else ""
            else:
                groups[row] = ""
            if text and (not written or folded(written[-1]) != folded(text)):
                written.append(text)
        pairs = [words.header_word(text) for text in written]
        unit = next((unit for _, unit in reversed(pairs) if unit), "")
        columns.append(
            HeaderColumn(
                index,
                tuple(word for word, _ in pairs if word),
                unit,
                tuple(re.sub(r"\s+", "", text) for text in written),
            )
        )
    while columns and not columns[-1].path:
        if _holds_figures(grid, columns[-1].index, bottom):
            break
        columns.pop()
    return columns


def _is_group(sheet: _Sheet, row: int, bottom: int, index: int) -> bool:
    """Whether the text to the left in this row heads the blank column too."""
    left = index - 1
    while left >= 0 and not sheet.text(row, left):
        left -= 1
    return left >= 0 and any(sheet.text(r, left) for r in range(row + 1, bottom + 1))


def _holds_figures(grid: Grid, index: int, bottom: int) -> bool:
    column = grid.columns[index]
    codes = column.codes[bottom + 1 : bottom + 1 + _TOP]
    return sum(_is_figure(column.values[code]) for code in codes) >= 2


def _number_row(sheet: _Sheet, row: int) -> dict[int, str] | None:
    """What each cell of a row of column numbers (甲 乙 1 2 ①=②+③) says; None if it is no such row."""
    if row >= sheet.grid.height:
        return None
    cells = sheet.own(row)
    texts = [(column, _plain(value).strip()) for column, value in cells]
    if len(texts) < 2 or not all(words.is_column_number(text) for _, text in texts):
        return None
    numbers = [int(n) for _, t in texts if (n := folded(t).strip("()")).isdigit()]
    if numbers and numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return None
    if all(_is_figure(value) for _, value in cells) and (numbers[:1] != [1] or len(numbers) < 3):
        return None
    return dict(texts)


def _structural_header(sheet: _Sheet) -> int | None:
    """A row of texts over rows of figures: the header of a table whose words nobody knows."""
    for row in range(min(sheet.grid.height - 1, 20)):
        cells = sheet.own(row)
        if len(cells) < 2 or not _only_texts(sheet, row) or _is_title_like(sheet, row):
            continue
        below = [sheet.own(r) for r in range(row + 1, min(row + 6, sheet.grid.height))]
        figures = [sum(_is_figure(v) for _, v in r) for r in below if len(r) >= 2]
        if figures and max(figures) >= max(1, len(cells) // 3) and min(figures) >= 1:
            return row
    return None


def find_regions(
    grid: Grid, vocabulary: frozenset[str], header_rows: Sequence[int] = ()
) -> list[Region]:
    """Return the tables of a sheet, from top to bottom.

    ``header_rows`` (from 1) are told by hand where an office knows better.
    """
    sheet = _Sheet(grid)
    blocks = (
        [(min(header_rows) - 1, max(header_rows) - 1)]
        if header_rows and max(header_rows) <= grid.height
        else _header_blocks(sheet, vocabulary)
    )
    regions: list[Region] = []
    for position, (top, bottom) in enumerate(blocks):
        end = blocks[position + 1][0] if position + 1 < len(blocks) else grid.height
        columns = _paths(sheet, top, bottom)
        same = next((r for r in regions[-1:] if _same_header(r.columns, columns)), None)
        before = regions[-1].last_row + 1 if regions else 0
        title, unit_line = _heading(sheet, max(before, top - 8), top)
        if same is not None and (not title or title == same.title) and _same_unit(same, unit_line):
            # the header again after a page break: the same table goes on
            _classify(sheet, same, bottom + 1, end)
            continue
        region = Region(title, unit_line, tuple(range(top, bottom + 1)), columns)
        _classify(sheet, region, bottom + 1, end)
        regions.append(region)
    for region in regions:
        _fill_down(sheet, region)
        _assign_members(region)
    return regions


def _header_blocks(sheet: _Sheet, vocabulary: frozenset[str]) -> list[tuple[int, int]]:
    """First and last row of each header on the sheet."""
    hits = _header_hits(sheet, vocabulary)
    blocks: list[tuple[int, int]] = []
    for row in sorted(hits):
        if (not blocks or row > blocks[-1][1]) and _is_header_row(sheet, row, hits[row]):
            top, bottom = _header_block(sheet, row, hits)
            blocks.append((max(top, blocks[-1][1] + 1) if blocks else top, bottom))
    if not blocks and (anchor := _structural_header(sheet)) is not None:
        blocks.append(_header_block(sheet, anchor, hits))
    return blocks


def _same_header(one: Sequence[HeaderColumn], other: Sequence[HeaderColumn]) -> bool:
    return [c.path for c in one if c.path] == [c.path for c in other if c.path]


def _same_unit(region: Region, unit_line: str) -> bool:
    other = words.reporting_unit(unit_line)
    return not other or other == words.reporting_unit(region.unit_line)


def _heading(sheet: _Sheet, first: int, top: int) -> tuple[str, str]:
    """The title and the unit line over a header."""
    title = ""
    unit_parts: list[str] = []
    for row in range(top - 1, first - 1, -1):
        cells = [_plain(value).strip() for _, value in sheet.own(row)]
        if not cells:
            continue
        if any(words.is_unit_row(text) for text in cells) and not (
            len(cells) == 1 and _names_a_table(cells[0])
        ):
            unit_parts = cells + unit_parts
        elif len(cells) <= 2 and not any(
            words.is_footer(t) or words.is_note(t) or words.is_numbered(t) for t in cells
        ):
            text = re.sub(r"\s+", "", max(cells, key=len))
            if re.fullmatch(r"附[件表]?\d*[:：]?", text):
                continue
            title = text + title if len(title) < 80 and not title.startswith(text) else title
        elif title or unit_parts:
            break
    return title, "  ".join(unit_parts)


def _names_a_table(text: str) -> bool:
    word = folded(text)
    return ":" not in word and word.endswith(("表", "册", "台账", "名单"))


def _classify(sheet: _Sheet, region: Region, first: int, end: int) -> None:
    """Tell the rows under a header apart: data, sums, footer, notes, blanks."""
    grid = sheet.grid
    numbers = _number_row(sheet, first)
    if numbers is not None:
        region.numbers.update(numbers)
        first += 1
    region.first_row = region.first_row or first
    indexes = [c.index for c in region.columns if c.path and c.index < grid.width]
    if not indexes:
        indexes = list(range(grid.width))
    suspects = _suspects(grid, indexes, first, end)
    closed = False
    for row in range(first, end):
        if row not in suspects:
            region.rows.append(row)
            continue
        cells = sheet.own(row)
        kind, label = _kind_of_row(sheet, region, row, cells)
        if kind == "data" and not (closed and len(cells) < 3):
            region.rows.append(row)
        elif kind == "sum":
            region.sums.append(SumRow(row, label, words.is_total(label)))
        elif kind == "footer":
            region.footer_rows.append(row)
            region.footer += [_plain(v) for _, v in cells]
            closed = True
    last = max((*region.rows[-1:], *(s.row for s in region.sums[-1:]), first - 1))
    region.last_row = max(region.last_row, last)


def _suspects(grid: Grid, indexes: Sequence[int], first: int, end: int) -> set[int]:
    """The rows that may be something other than data: all others are not looked at singly.

    A row of data has something in each of the two fullest columns, and no word in its first
    columns that totals, footers and notes begin or end with.
    """
    suspects: set[int] = set()
    fullest = sorted(indexes, key=lambda index: grid.columns[index].codes[first:end].count(0))[:2]
    for index in fullest:
        column = grid.columns[index]
        empty = {code for code, value in enumerate(column.values) if _is_blank(value)}
        suspects |= _rows_with(column.codes, empty, first, end)
    for column in grid.columns[: max(indexes[:_LABEL_COLUMNS], default=0) + 1]:
        labels = {
            code
            for code, value in enumerate(column.values)
            if isinstance(value, str) and value and _may_be_label(value)
        }
        suspects |= _rows_with(column.codes, labels, first, end)
    return suspects


def _is_blank(value: Raw | CellError) -> bool:
    return value == "" or (isinstance(value, str) and value.isspace())


def _rows_with(codes: Sequence[int], wanted: set[int], first: int, end: int) -> set[int]:
    if not wanted:
        return set()
    return {row for row, code in enumerate(codes[first:end], start=first) if code in wanted}


_LABEL_TAILS: Final = frozenset("计数)）:： 　")


def _may_be_label(text: str) -> bool:
    """Whether a row that begins with this text may be no row of data; quick, and rather yes."""
    if len(text) <= 24 and text[-1] in _LABEL_TAILS and words.is_total(text):
        return True
    if ":" in text or "：" in text:
        return words.is_footer(text) or words.is_note(text) or words.is_unit_row(text)
    if len(text) <= 12:
        return (
            text[:2] == "其中"
            or (not text.isdigit() and not text[-1].isalpha() and words.is_column_number(text))
            or (len(text) == 1 and words.is_column_number(text) and not text.isdigit())
        )
    return False


def _kind_of_row(
    sheet: _Sheet, region: Region, row: int, cells: Sequence[tuple[int, Raw | CellError]]
) -> tuple[str, str]:
    """What a row is: data, sum, footer, or nothing (blank, note, section head, repeated title)."""
    if not cells:
        return "blank", ""
    texts = [(column, value) for column, value in cells if isinstance(value, str)]
    labels = [value for column, value in texts[:3] if words.is_total(value)]
    if labels and _leads(region, texts, labels[0]):
        return "sum", re.sub(r"\s+", "", labels[0])
    if (
        any(words.is_footer(value) for _, value in texts)
        and len(texts) == len(cells)
        and len(cells) <= 12
    ):
        return "footer", ""
    if (
        any(words.is_unit_row(value) for _, value in texts)
        and len(cells) <= 4
        and len(texts) == len(cells)
    ):
        return "unit", ""
    if _number_row(sheet, row) is not None and not region.rows:
        return "number", ""
    if texts and words.is_note(texts[0][1]):
        return "note", ""
    if len(cells) == 1 and texts:
        return _lonely_text(region, *texts[0]), ""
    if len(cells) == 1:
        return _lonely_figure(region, cells[0][0]), ""
    return "data", ""


def _lonely_text(region: Region, column: int, value: str) -> str:
    """A row with one text is a note or a section head, unless it is a name under 姓名."""
    under = next((c.path[-1] for c in region.columns if c.index == column and c.path), "")
    if len(value.strip()) <= 20 and (
        under.endswith(("姓名", "身份证号", "身份证号码")) or under == "户主"
    ):
        return "data"
    return "note"


def _lonely_figure(region: Region, column: int) -> str:
    """A row with nothing but its 序号 was numbered beforehand and never filled in."""
    first = next((c for c in region.columns if c.path), None)
    return "blank" if first is not None and column == first.index else "data"


def _leads(region: Region, texts: Sequence[tuple[int, str]], label: str) -> bool:
    """Whether a 合计 label stands where a row's own label stands, not in a remark."""
    position = next(column for column, value in texts if value == label)
    ordered = [c.index for c in region.columns]
    if position not in ordered:
        return position < min(ordered, default=0)
    others = [value for _, value in texts if value != label and absent(value) is None]
    return ordered.index(position) < _LABEL_COLUMNS and len(others) <= 2


def _fill_down(sheet: _Sheet, region: Region) -> None:
    """Give the cells under a vertical merge the value of its top, only where the sheet merges."""
    grid = sheet.grid
    if not region.rows:
        return
    inside = set(region.rows)
    first, last = region.rows[0], region.rows[-1]
    used = {c.index for c in region.columns}
    for top, left, bottom, _right in grid.merges:
        if bottom <= top or top < first or top > last or left not in used or left >= grid.width:
            continue
        codes = grid.columns[left].codes
        for row in range(top + 1, min(bottom, grid.height - 1) + 1):
            if row in inside:
                codes[row] = codes[top]
                region.filled.setdefault(left, set()).add(row)


def _assign_members(region: Region) -> None:
    """Decide which rows each sum row sums.

    A 合计 sums all rows of data.  A 小计 sums the rows up to the next sum row: those above it when
    subtotals follow their rows, those below it when they lead them.
    """
    if not region.sums:
        return
    subtotals = [s for s in region.sums if s.kind == "小计"]
    totals = [s for s in region.sums if s.kind == "合计"]
    first_data = region.rows[0] if region.rows else 0
    leads = bool(subtotals) and subtotals[0].row < first_data
    marks = sorted(s.row for s in region.sums)
    for total in totals:
        total.members = list(region.rows)
    for subtotal in subtotals:
        if leads:
            stop = next((m for m in marks if m > subtotal.row), region.last_row + 1)
            total_members = [r for r in region.rows if subtotal.row < r < stop]
        else:
            start = max((m for m in marks if m < subtotal.row), default=-1)
            total_members = [r for r in region.rows if start < r < subtotal.row]
        subtotal.members = total_members
    if len(totals) > 1 and not subtotals:
        _nested_totals(region, totals)


def _nested_totals(region: Region, totals: Sequence[SumRow]) -> None:
    """Several 合计 rows and no 小计: all but the one over everything sum their own block."""
    whole = totals[0] if totals[0].row < region.rows[0] else totals[-1]
    marks = sorted(s.row for s in totals)
    leads = whole is totals[0]
    for total in totals:
        if total is whole:
            continue
        if leads:
            stop = next((m for m in marks if m > total.row), region.last_row + 1)
            total.members = [r for r in region.rows if total.row < r < stop]
        else:
            start = max((m for m in marks if m < total.row), default=-1)
            total.members = [r for r in region.rows if start < r < total.row]


def only_explains(grid: Grid) -> bool:
    """Whether a sheet is all sentences (说明, 填表须知) and no table."""
    rows = (sum(1 for value in grid.row(row) if value != "") for row in range(min(grid.height, 60)))
    return not any(count >= 3 for count in rows)
