"""A ledger, whose instances are rows, and a table that holds them by columns.

A :class:`Ledger` is a pydantic model: its class is the schema of a ledger, an instance is one row.
A :class:`Table` is one ledger found on one sheet, and :meth:`Table.rows` makes its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, Self, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace
from pydantic import BaseModel, ConfigDict

from ruralskills.model.cell import Cell
from ruralskills.model.fields import LedgerInfo, field_specs
from ruralskills.model.findings import Subject
from ruralskills.model.layout import TableLayout
from ruralskills.model.period import Period
from ruralskills.model.relations import Relations
from ruralskills.model.typed_column import NO_VALUES, Column, StatedTotal, Unknown
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import Absent, beginning

if TYPE_CHECKING:
    import pandas as pd

_ID_TAIL: Final = regex(r"""^['"`‘’]?[0-9]{10,}?([0-9]{3}[0-9Xx])['"`‘’]?$""")
"""The last four of a number, even a digit short, if Excel has not rounded it."""

State = Literal["value", "blank", "none", "unknown", "missing"]
"""The state of a field of a row.

It holds a value, is blank, says 无, could not be read, or has no column.
"""


class UndeclaredField(LookupError):
    """A field that a rule reads without naming it in ``reads=``."""


class Place(Struct, frozen=True):
    """A place that a rule reports at: a field of a row, or a cell of no row."""

    table: Table
    cell: Cell
    index: int | None = None
    """The index of the row in its table, from 0."""
    field: str = ""

    def relative_to(self, other: Place) -> str:
        """Return the place without the file and sheet that it shares with ``other``."""
        return self.cell.relative_to(other.cell)


class Ledger(BaseModel):
    """One row of a ledger. Subclasses give ``info``, fields and perhaps ``relations``.

    A field is None where its cell is blank, says 无 or could not be read, and where the sheet has
    no such column; :meth:`state` tells these apart.  Two rows are equal only if they are the same
    row of the same table.
    """

    __slots__ = ("_index", "_table")
    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid")

    info: ClassVar[LedgerInfo]
    relations: ClassVar[Relations] = Relations()

    if TYPE_CHECKING:
        _table: Table
        _index: int
    else:

        def __getattr__(self, name: str) -> Any:
            """Return None for a column that the sheet does not have."""
            if name not in field_specs(type(self)):
                return super().__getattr__(name)
            self._require(name)
            return None

    @classmethod
    def from_title(cls, title: str) -> dict[str, Any]:
        """Return the values that a table's title gives for all its rows, by field."""
        return {}

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Ledger) and self._key is not None and self._key == other._key
        )

    def __hash__(self) -> int:
        return hash(self._key or id(self))

    def __copy__(self) -> Self:
        return self

    @property
    def _key(self) -> tuple[int, int] | None:
        """The table and index. None for a row that was written by hand."""
        return (id(self._table), self._index) if hasattr(self, "_index") else None

    @property
    def table(self) -> Table:
        """The table that the row stands in."""
        return self._table

    @property
    def index(self) -> int:
        """The index in the table, from 0."""
        return self._index

    @property
    def sheet_row(self) -> int:
        """The row number of the sheet, from 1 as Excel shows it."""
        return self._table.row_numbers[self._index]

    @property
    def subject(self) -> Subject:
        """The person, household or class that the row is about."""
        return self._table.subject(self._index)

    def _require(self, field: str) -> None:
        if field in field_specs(type(self)) and not self._table.can_read(field):
            raise UndeclaredField(f"{type(self).__name__}.{field} is not in reads=")

    def at(self, field: str) -> Place:
        """Return the place of a field, or of the row's first cell if it has no column.

        Raises KeyError for a field that the ledger does not have.
        """
        if field not in field_specs(type(self)) and field not in self._table.columns:
            raise KeyError(f"{type(self).__name__} has no field {field!r}")
        self._require(field)
        return self._table.at_field(self._index, field)

    def state(self, field: str) -> State:
        """Return the state of a field, which tells why its value is None."""
        self._require(field)
        return self._table.state(self._index, field)

    def is_unknown(self, field: str) -> bool:
        """Return True if the cell of a field could not be read."""
        return self.state(field) == "unknown"

    def text(self, field: str) -> str:
        """Return the text that the sheet shows in the cell of a field."""
        self._require(field)
        return self._table.text(self._index, field)


L = TypeVar("L", bound=Ledger)


def _rows(table: Table, ledger: type[L], indexes: Sequence[int] | None) -> Iterator[L]:
    """Make rows from typed columns, without validating their values a second time.

    It sets the slots that pydantic reads, so that ``==``, ``copy`` and ``model_dump`` work.
    """
    names = [name for name in table.columns if table.can_read(name)]
    values: list[Iterable[Any]] = []
    for name in names:
        column = table.columns[name]
        if indexes is None:
            known = [None if isinstance(value, NO_VALUES) else value for value in column.values]
            values.append(map(known.__getitem__, column.codes))
        else:
            taken = map(column.__getitem__, indexes)
            values.append(None if isinstance(value, NO_VALUES) else value for value in taken)
    count = range(len(table)) if indexes is None else indexes
    records = zip(*values, strict=True) if values else (() for _ in count)
    new, put = ledger.__new__, object.__setattr__
    for index, record in zip(count, records, strict=True):
        row = new(ledger)
        put(row, "__dict__", dict(zip(names, record, strict=True)))
        put(row, "__pydantic_fields_set__", set())
        put(row, "__pydantic_extra__", None)
        put(row, "__pydantic_private__", None)
        put(row, "_table", table)
        put(row, "_index", index)
        yield row


class Table(Struct, eq=False):
    """A ledger found on a sheet, column by column."""

    ledger: type[Ledger]
    layout: TableLayout
    period: Period | None
    """The year, quarter or month that its title mentions."""
    row_numbers: Sequence[int]
    """The sheet's row number of each row of data, from 1."""
    columns: dict[str, Column]
    """The recognised columns by field."""
    unmapped: tuple[Column, ...] = ()
    """The columns that are no field, for the checks that need none."""
    stated_totals: list[StatedTotal] = field(default_factory=list)
    missing: tuple[tuple[str, str], ...] = ()
    """Required fields without a column, each with the unknown header that may be it."""
    doubled: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Fields that two or more columns claim, with those columns."""
    reads: frozenset[str] | None = None
    """The fields that its rows carry. None for all."""
    text_formulas: frozenset[tuple[int, int]] = frozenset()
    """The cells, by row and column from 0, whose text is the result of a formula."""
    places: str = ""
    """The text that may name a notice's place: title, unit and region columns."""
    unit_name: Callable[[str], str] = str.strip
    """Returns the name by which a unit is known, empty for a text that is none."""

    @property
    def year(self) -> int | None:
        """The year that its title mentions."""
        return self.period.year if self.period else None

    @property
    def file(self) -> str:
        """The file it was found in."""
        return self.layout.file

    @property
    def sheet(self) -> str:
        """The sheet it was found on."""
        return self.layout.sheet

    def __len__(self) -> int:
        return len(self.row_numbers)

    def cell(self, index: int, name: str) -> Cell:
        """Return the cell of a field in a row, or the row's first if it has no column."""
        column = self.columns.get(name)
        if column is not None and column.cell_columns is not None:
            sheet_column = column.cell_columns[index]
        else:
            sheet_column = self._sheet_column(name)
        return Cell(self.file, self.sheet, self.row_numbers[index], sheet_column)

    def header_cell(self, name: str) -> Cell:
        """Return the cell of a field's header, or the first header if it has no column."""
        last = self.layout.header_rows[-1] if self.layout.header_rows else 1
        return Cell(self.file, self.sheet, last, self._sheet_column(name))

    def _sheet_column(self, name: str) -> int:
        column = self.columns.get(name)
        return column.index if column and column.index >= 0 else self.first_column

    @property
    def first_column(self) -> int:
        """The sheet's leftmost recognised column, from 0."""
        return min((c.index for c in self.columns.values() if c.index >= 0), default=0)

    def can_read(self, name: str) -> bool:
        """Return True if rows of this table carry a field."""
        return self.reads is None or name in self.reads

    def rows(self, ledger: type[L], indexes: Sequence[int] | None = None) -> Iterator[L]:
        """Yield the rows as instances of a ledger, all or those at some indexes.

        A table of another ledger yields none.
        """
        return _rows(self, ledger, indexes) if self.ledger is ledger else iter(())

    def row(self, index: int) -> Any:
        """Return the row at an index."""
        return next(_rows(self, self.ledger, (index,)))

    def limited_to(self, fields: Iterable[str]) -> Table:
        """Return the table with rows limited to some fields and those of the subject."""
        info = self.ledger.info
        return replace(self, reads=frozenset((*fields, info.unit, info.village, info.name)))

    def at(self, cell: Cell) -> Place:
        """Return the place of a cell that belongs to no row, such as a total."""
        return Place(self, cell)

    def at_field(self, index: int, name: str) -> Place:
        """Return the place of a field in the row at an index."""
        return Place(self, self.cell(index, name), index, name)

    def at_unmapped(self, index: int, column: Column) -> Place:
        """Return the place of a column without a field in the row at an index."""
        return Place(
            self, Cell(self.file, self.sheet, self.row_numbers[index], column.index), index
        )

    def at_column(self, index: int, column: Column) -> Place:
        """Return the place of a column in the row at an index, with a field or without."""
        name = column.spec.field
        return self.at_field(index, name) if name else self.at_unmapped(index, column)

    def at_header(self, name: str) -> Place:
        """Return the place of a field's header."""
        return Place(self, self.header_cell(name))

    def state(self, index: int, name: str) -> State:
        """Return the state of a field in a row."""
        column = self.columns.get(name)
        if column is None:
            return "missing"
        value = column[index]
        if isinstance(value, Unknown):
            return "unknown"
        return value.value if isinstance(value, Absent) else "value"

    def value(self, index: int, name: str) -> Any:
        """Return the value of a field in a row. None where absent or unreadable."""
        column = self.columns.get(name)
        value = column[index] if column else None
        return None if isinstance(value, NO_VALUES) else value

    def text(self, index: int, name: str) -> str:
        """Return the text that the sheet shows for a field in a row."""
        column = self.columns.get(name)
        if column is None or column.index < 0:
            return ""
        return column.text(index)

    def subject(self, index: int) -> Subject:
        """Return the person, household or class that a row is about."""
        info = self.ledger.info
        written = self.unit_name(str(self.value(index, info.unit) or ""))
        own = self.own_subject
        return Subject(
            written or own.unit,
            str(self.value(index, info.village) or ""),
            str(self.value(index, info.name) or ""),
            self._id_tail(index),
            own.is_unit_of_file and not written,
        )

    @property
    def own_subject(self) -> Subject:
        """The unit that the table belongs to, for what is about no row of it."""
        layout = self.layout
        of_file = layout.unit_source in ("file", "folder", "settings")
        return Subject(layout.unit_name or layout.unit, is_unit_of_file=of_file)

    def identity_text(self, index: int) -> str | None:
        """Return the identity number of a row as written. None without such a column."""
        name = self.ledger.info.id_field
        return normalised(beginning(self.text(index, name))) if name in self.columns else None

    def _id_tail(self, index: int) -> str:
        """Return the last four characters of the identity number, or nothing."""
        tail = _ID_TAIL.search(self.identity_text(index) or "")
        return tail[1].upper() if tail else ""

    def take(self, indexes: Sequence[int]) -> Table:
        """Return the table of the rows at some indexes, without the stated totals."""
        columns = {name: column.take(indexes) for name, column in self.columns.items()}
        rows = [self.row_numbers[index] for index in indexes]
        return replace(self, row_numbers=rows, columns=columns, unmapped=(), stated_totals=[])

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield each row as a mapping of field to value, None where there is none."""
        for index in range(len(self)):
            yield {name: self.value(index, name) for name in self.columns}

    def to_pandas(self) -> pd.DataFrame:
        """Return a data frame: official headers as columns, the sheet's rows as index."""
        import pandas as pd

        data = {
            column.spec.header: [self.value(index, name) for index in range(len(self))]
            for name, column in self.columns.items()
        }
        return pd.DataFrame(data, index=pd.Index(self.row_numbers, name="行"))
