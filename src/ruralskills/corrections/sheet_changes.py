"""Changes of a returned workbook in sheets, columns, sums and its unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.corrections.merge_changes import SheetMerges
from ruralskills.model.appended_sheets import is_appended
from ruralskills.model.masking import mask_name, mask_text
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column
from ruralskills.readers.grid import Grid
from ruralskills.readers.open import Workbook
from ruralskills.text.addresses import cell_address, column_index
from ruralskills.text.normalise import normalised

ChangeKind = Literal[
    "sheet_added", "sheet_removed", "sheet_renamed", "sheet_hidden", "unit", "period",
    "column_added", "column_removed", "unknown_cell", "total", "outside_cell", "rows_hidden",
    "signer", "same_rows_hidden", "table_added", "table_removed", "merged", "same_merged",
    "note", "columns_hidden", "format", "formula", "page", "rows_struck",
]  # fmt: skip


_ONLY_TOLD: Final = frozenset(
    {"signer", "same_rows_hidden", "same_merged", "columns_hidden", "formula", "page"}
)


class SheetChange(Struct, frozen=True):
    """A change that no finding asked for, told in Chinese."""

    kind: ChangeKind
    sheet: str
    says: str

    @property
    def is_open(self) -> bool:
        """True for what somebody has to look at, False for what is only told.

        Who signs below a table may be another person on another day, rows that a filter hides are
        the rows that were sent, which are checked all the same, as columns that are hidden and
        formulas are.  Cells that show what they showed before may be merged or not.
        """
        return self.kind not in _ONLY_TOLD

    def masked(self) -> SheetChange:
        """Return the change with personal numbers hidden."""
        return replace(self, sheet=mask_name(self.sheet), says=mask_text(self.says))


class OpenBook(Struct, dict=True):
    """A workbook with its own sheets, those of this program, and its tables."""

    grids: dict[str, Grid]
    appended: list[Grid]
    """The sheets that this program appended."""
    hidden: frozenset[str]
    tables: Sequence[Table]

    def tables_on(self, sheet: str) -> Sequence[Table]:
        """Return the tables of one sheet."""
        return self._by_sheet.get(sheet, ())

    def first_text(self, sheet: str, row: int) -> str:
        """Return the first text of a row of a sheet, whatever table it is of."""
        if (sheet, row) not in self._first_texts:
            grid = self.grids[sheet]
            texts = (normalised(grid.words(row, column)) for column in range(grid.width))
            self._first_texts[sheet, row] = next(filter(None, texts), "")
        return self._first_texts[sheet, row]

    @cached_property
    def _first_texts(self) -> dict[tuple[str, int], str]:
        return {}

    @cached_property
    def merges(self) -> dict[str, SheetMerges]:
        """The merges of each sheet."""
        return {name: SheetMerges(grid) for name, grid in self.grids.items()}

    @cached_property
    def _by_sheet(self) -> dict[str, list[Table]]:
        found: dict[str, list[Table]] = {}
        for table in self.tables:
            found.setdefault(table.sheet, []).append(table)
        return found


def open_book(book: Workbook, tables: Sequence[Table]) -> OpenBook:
    """Read the sheets of a workbook.  Raises CannotRead when one is damaged."""
    grids = {name: book.read(name) for name in book.names}
    own = {name: grid for name, grid in grids.items() if not is_appended(grid.at(0, 0))}
    appended = [grid for name, grid in grids.items() if name not in own]
    return OpenBook(own, appended, book.hidden & own.keys(), tables)


def sheet_changes(
    old: OpenBook, new: OpenBook, pairs: Sequence[tuple[Table, Table]]
) -> Iterator[SheetChange]:
    """Yield what changed in sheets as a whole, then in each pair of tables."""
    renamed = renamed_sheets(old, new, pairs)
    for name, given in renamed.items():
        yield SheetChange("sheet_renamed", given, f"工作表“{name}”改名为“{given}”")
    for name in old.grids:
        if name not in new.grids and name not in renamed:
            yield SheetChange("sheet_removed", name, f"工作表“{name}”删去了")
    for name in new.grids:
        if name not in old.grids and name not in renamed.values():
            yield SheetChange("sheet_added", name, _of_added(name, new))
    for name in sorted(new.hidden - old.hidden):
        if name in old.grids:
            yield SheetChange("sheet_hidden", name, f"工作表“{name}”隐藏起来了")
    for before, after in pairs:
        yield from _table_changes(before, after)


def table_changes(
    old: OpenBook, new: OpenBook, gone: Sequence[Table], come: Sequence[Table]
) -> Iterator[SheetChange]:
    """Yield the tables that only one workbook has, on sheets that both have."""
    for table in come:
        if table.sheet in old.grids:
            says = f"{_place(table)}起新增“{_title(table)}”表，有数据{len(table)}行"
            yield SheetChange("table_added", table.sheet, says)
    for table in gone:
        if table.sheet in new.grids:
            says = f"原在{_place(table)}起的“{_title(table)}”表没有了，原有数据{len(table)}行"
            yield SheetChange("table_removed", table.sheet, says)


def _place(table: Table) -> str:
    first = min(table.layout.header_rows, default=table.layout.first_row)
    return cell_address(first, table.first_column)


def _title(table: Table) -> str:
    return table.layout.title or table.layout.ledger_title


def _of_added(name: str, book: OpenBook) -> str:
    hidden = "（隐藏的）" if name in book.hidden else ""
    rows = sum(len(table) for table in book.tables_on(name))
    if not rows:
        rows = sum(map(any, _texts(book.grids[name])))
        return f"新增工作表“{name}”{hidden}，有内容的{rows}行"
    return f"新增工作表“{name}”{hidden}，有数据{rows}行，核对后并入原表"


def _texts(grid: Grid) -> Iterator[list[str]]:
    for row in range(grid.height):
        yield [normalised(grid.text(row, column)) for column in range(grid.width)]


def renamed_sheets(
    old: OpenBook, new: OpenBook, pairs: Sequence[tuple[Table, Table]]
) -> dict[str, str]:
    """Return the new names of renamed sheets, known by their tables or content."""
    return dict(_renamed(old, new, pairs))


def _renamed(
    old: OpenBook, new: OpenBook, pairs: Sequence[tuple[Table, Table]]
) -> Iterator[tuple[str, str]]:
    named = {(a.sheet, b.sheet) for a, b in pairs if a.sheet != b.sheet}
    yield from sorted(p for p in named if p[0] not in new.grids and p[1] not in old.grids)
    taken = {name for pair in named for name in pair}
    added = {
        str(list(_texts(new.grids[name]))): name
        for name in new.grids
        if name not in old.grids and name not in taken
    }
    for name in old.grids:
        if name not in new.grids and name not in taken:
            content = str(list(_texts(old.grids[name])))
            if content in added:
                yield name, added[content]


def _table_changes(before: Table, after: Table) -> Iterator[SheetChange]:
    was, now = before.unit_name(before.layout.unit), after.unit_name(after.layout.unit)
    if was and now and was != now:
        yield SheetChange("unit", after.sheet, f"原表是“{was}”的，报回的是“{now}”的")
    if before.period and after.period and before.period != after.period:
        says = f"原表是{before.period}的，报回的是{after.period}的"
        yield SheetChange("period", after.sheet, says)
    headers, changed = _headers(before), _headers(after)
    for header in (headers - changed).elements():
        yield SheetChange("column_removed", after.sheet, f"“{header}”列删去了，或改了表头")
    for header in (changed - headers).elements():
        yield SheetChange("column_added", after.sheet, f"新增“{header}”列，或改了表头")


def _headers(table: Table) -> Counter[str]:
    return Counter(header for column in table.layout.columns if (header := column.header.strip()))


def unknown_cells(
    before: Table, after: Table, rows: Sequence[tuple[int, int]], old: OpenBook, new: OpenBook
) -> Iterator[tuple[int, SheetChange]]:
    """Yield the changes in columns of no field, in rows of both, with their row."""
    theirs = _by_header(after)
    for key, column in _by_header(before).items():
        if key not in theirs:
            continue
        for one, other in rows:
            row, index = after.row_numbers[other], theirs[key].index
            was = normalised(
                old.grids[before.sheet].words(before.row_numbers[one] - 1, column.index)
            )
            now = normalised(new.grids[after.sheet].words(row - 1, index))
            if was != now:
                says = f"{cell_address(row, index)}“{column.header}”由“{was}”改为“{now}”"
                yield row, SheetChange("unknown_cell", after.sheet, says)


def _by_header(table: Table) -> dict[tuple[str, int], Column]:
    """Return the columns of no field, by header and by its number among equals."""
    seen: Counter[str] = Counter()
    found: dict[tuple[str, int], Column] = {}
    for column in table.unmapped:
        seen[column.header] += 1
        found[column.header, seen[column.header]] = column
    return found


def changed_sums(
    before: Table, after: Table, explained: Collection[str], old: OpenBook, new: OpenBook
) -> Iterator[SheetChange]:
    """Yield the changed figures of sum rows, by the row's label and the header.

    Columns in ``explained`` have changed rows, from which another sum follows.
    """
    stated = dict(_sums(before, old))
    for key, (place, now) in _sums(after, new):
        label, header, _ = key
        if header not in explained and key in stated and (was := stated[key][1]) != now:
            says = f"{place}“{label}”行“{header}”由“{was}”改为“{now}”"
            yield SheetChange("total", after.sheet, says)


SumKey = tuple[str, str, int]
"""Label of the row, header of the column, and the number among rows of that label."""


def _sums(table: Table, book: OpenBook) -> Iterator[tuple[SumKey, tuple[str, str]]]:
    """Yield each cell of the sum rows with its address and text."""
    grid = book.grids[table.sheet]
    columns = [(each.header, column_index(each.column)) for each in table.layout.columns]
    seen: Counter[str] = Counter()
    for number in table.layout.total_rows:
        label = book.first_text(table.sheet, number - 1)
        seen[label] += 1
        for header, index in columns:
            if (text := normalised(grid.words(number - 1, index))) != label:
                yield (label, header, seen[label]), (cell_address(number, index), text)
