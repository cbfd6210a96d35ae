"""Ledgers, the tables that hold their rows, and the set of tables of one check.

A :class:`Ledger` is a pydantic model: its class is the schema of a ledger, an instance is one row.
A :class:`Table` is one ledger found on one sheet, column by column; :meth:`Table.rows` makes its
rows.  A :class:`LedgerSet` is all tables of one check.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, Self, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace
from pydantic import BaseModel, ConfigDict

from ruralskills.model.cell import Cell
from ruralskills.model.fields import LedgerInfo, field_specs
from ruralskills.model.findings import Subject
from ruralskills.model.layout import TableLayout
from ruralskills.model.period import Period
from ruralskills.model.typed_column import NO_VALUES, Column, StatedTotal, Unknown
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import Absent, CellError, display_text

if TYPE_CHECKING:
    import pandas as pd

_ID_TAIL: Final = regex(r"""^['"`‘’]?[0-9]{10,}?([0-9]{3}[0-9Xx])['"`‘’]?$""")
"""Of a number written out, be it a digit short; one that Excel has rounded has no tail."""

State = Literal["value", "blank", "none", "unknown", "missing"]
"""What a field of a row holds: a value, nothing, 无, something unreadable, or no column at all."""


class UndeclaredField(LookupError):
    """A field that a rule reads without naming it in ``reads=``."""


class Place(Struct, frozen=True):
    """A place that a rule points at: a field of a row, or a cell that belongs to no row."""

    table: Table
    cell: Cell
    index: int | None = None
    """The row's position in its table."""
    field: str = ""

    def seen_from(self, other: Place) -> str:
        """Return the place as one says it when standing at another."""
        return self.cell.seen_from(other.cell)


class Ledger(BaseModel):
    """One row of a ledger. Subclasses give ``info`` and their fields.

    A field is None where its cell is blank, says that there is none, or could not be read;
    :meth:`state` tells these apart.  Two rows are equal only if they are the same row.
    """

    __slots__ = ("_index", "_table")
    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid")

    info: ClassVar[LedgerInfo]

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
        """Return what the table's title says of all its rows, by field."""
        return {}

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Ledger)
            and self._standing is not None
            and self._standing == other._standing
        )

    def __hash__(self) -> int:
        return hash(self._standing or id(self))

    def __copy__(self) -> Self:
        return self

    @property
    def _standing(self) -> tuple[int, int] | None:
        """The table and position; None for a row that was written by hand."""
        return (id(self._table), self._index) if hasattr(self, "_index") else None

    @property
    def table(self) -> Table:
        """The table that the row stands in."""
        return self._table

    @property
    def index(self) -> int:
        """The position in the table, from 0."""
        return self._index

    @property
    def sheet_row(self) -> int:
        """The number of the sheet's row, as Excel shows it."""
        return self._table.row_numbers[self._index]

    @property
    def subject(self) -> Subject:
        """The person, household or class that the row is about."""
        return self._table.subject(self._index)

    def _require(self, field: str) -> None:
        if field in field_specs(type(self)) and not self._table.may_read(field):
            raise UndeclaredField(f"{type(self).__name__}.{field} is not in reads=")

    def at(self, field: str) -> Place:
        """Return the place of a field, for a finding; its row's first cell where it has no column.

        Raises KeyError for a field that the ledger does not have.
        """
        if field not in field_specs(type(self)):
            raise KeyError(f"{type(self).__name__} has no field {field!r}")
        self._require(field)
        return self._table.at_field(self._index, field)

    def state(self, field: str) -> State:
        """Return what a field holds, also where its value is None."""
        self._require(field)
        return self._table.state(self._index, field)

    def is_unknown(self, field: str) -> bool:
        """Return True if the cell of a field could not be read."""
        return self.state(field) == "unknown"

    def text(self, field: str) -> str:
        """Return what the sheet shows in the cell of a field."""
        self._require(field)
        return self._table.text(self._index, field)


L = TypeVar("L", bound=Ledger)


def _rows(table: Table, ledger: type[L], indexes: Sequence[int] | None) -> Iterator[L]:
    """Make rows from typed columns, without validating their values once more."""
    names = [name for name in table.columns if table.may_read(name)]
    values: list[Iterable[Any]] = []
    for name in names:
        column = table.columns[name]
        if indexes is None:
            known = [None if isinstance(value, NO_VALUES) else value for value in column.values]
            values.append(map(known.__getitem__, column.codes))
        else:
            found = map(column.__getitem__, indexes)
            values.append(None if isinstance(value, NO_VALUES) else value for value in found)
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
    """A ledger found on a sheet."""

    ledger: type[Ledger]
    layout: TableLayout
    period: Period | None
    """The year, quarter or month that its heading speaks of."""
    row_numbers: Sequence[int]
    """The sheet's row number of each row of data."""
    columns: dict[str, Column]
    stated_totals: list[StatedTotal] = field(default_factory=list)
    missing: tuple[tuple[str, str], ...] = ()
    """Required fields without a column, each with the unknown header that may be it."""
    doubled: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Fields that two or more columns claim, with those columns."""
    reads: frozenset[str] | None = None
    """The fields that its rows carry; None for all."""
    places: str = ""
    """The words in which the notices' places are looked for: title, unit, region columns."""

    @property
    def year(self) -> int | None:
        """The year that its heading speaks of."""
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

    def cell(self, position: int, name: str) -> Cell:
        """The place of a field in a row; of the row's first column when it has no cell."""
        column = self.columns.get(name)
        if column is not None and column.at is not None:
            index = column.at[position]
        else:
            index = column.index if column and column.index >= 0 else self.first_column
        return Cell(self.file, self.sheet, self.row_numbers[position], index)

    def header_cell(self, name: str) -> Cell:
        """The place of a field's header."""
        column = self.columns.get(name)
        index = column.index if column and column.index >= 0 else self.first_column
        last = self.layout.header_rows[-1] if self.layout.header_rows else 1
        return Cell(self.file, self.sheet, last, index)

    @property
    def first_column(self) -> int:
        """The leftmost recognised column."""
        return min((c.index for c in self.columns.values() if c.index >= 0), default=0)

    def may_read(self, name: str) -> bool:
        """Return True if rows of this table carry a field."""
        return self.reads is None or name in self.reads

    def rows(self, ledger: type[L], indexes: Sequence[int] | None = None) -> Iterator[L]:
        """Yield the rows of a table of that ledger, all or those at some positions, top down.

        A table of another ledger has none.
        """
        return _rows(self, ledger, indexes) if self.ledger is ledger else iter(())

    def row(self, index: int) -> Any:
        """Return the row at a position."""
        return next(_rows(self, self.ledger, (index,)))

    def reading(self, fields: Iterable[str]) -> Table:
        """Return the same table, its rows limited to some fields and what says whom they concern."""
        info = self.ledger.info
        return replace(self, reads=frozenset((*fields, info.unit, info.village, info.name)))

    def at(self, cell: Cell) -> Place:
        """Return the place of a cell that belongs to no row: a total, a header."""
        return Place(self, cell)

    def at_field(self, index: int, name: str) -> Place:
        """Return the place of a field of the row at a position."""
        return Place(self, self.cell(index, name), index, name)

    def at_header(self, name: str) -> Place:
        """Return the place of a field's header."""
        return Place(self, self.header_cell(name))

    def state(self, position: int, name: str) -> State:
        """Return what a field of a row holds."""
        column = self.columns.get(name)
        if column is None:
            return "missing"
        value = column[position]
        if isinstance(value, Unknown):
            return "unknown"
        return value.value if isinstance(value, Absent) else "value"

    def value(self, position: int, name: str) -> Any:
        """Return the value of a field in a row; None where absent or not readable."""
        column = self.columns.get(name)
        value = column[position] if column else None
        return None if isinstance(value, Absent | Unknown) else value

    def text(self, position: int, name: str) -> str:
        """What the sheet shows in a field of a row."""
        column = self.columns.get(name)
        if column is None or column.index < 0:
            return ""
        raw = column.raws[column.codes[position]]
        return raw.text if isinstance(raw, CellError) else display_text(raw)

    def subject(self, position: int) -> Subject:
        """Whom a row is about."""
        about = self.ledger.info
        return Subject(
            str(self.value(position, about.unit) or self.layout.unit),
            str(self.value(position, about.village) or ""),
            str(self.value(position, about.name) or ""),
            self._id_tail(position),
        )

    def identity_text(self, position: int) -> str | None:
        """Return the written identity number of a row's person; None without such a column."""
        name = self.ledger.info.id_field
        return normalised(self.text(position, name)) if name in self.columns else None

    def _id_tail(self, position: int) -> str:
        """Return the last four characters of that number, or nothing where it has no tail."""
        tail = _ID_TAIL.search(self.identity_text(position) or "")
        return tail[1].upper() if tail else ""

    def only(self, positions: Sequence[int]) -> Table:
        """The same table with only these of its rows, and without what it states of all."""
        columns = {name: column.only(positions) for name, column in self.columns.items()}
        rows = [self.row_numbers[position] for position in positions]
        return replace(self, row_numbers=rows, columns=columns, stated_totals=[])

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield each row as a mapping of field to value, None where there is none."""
        for position in range(len(self)):
            yield {name: self.value(position, name) for name in self.columns}

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a data frame: official headers as columns, sheet rows as index."""
        import pandas as pd

        data = {
            column.spec.header: [self.value(i, name) for i in range(len(self))]
            for name, column in self.columns.items()
        }
        return pd.DataFrame(data, index=pd.Index(self.row_numbers, name="行"))


Role = Literal["", "previous", "register", "excluded", "regions", "waivers"]
"""What a table was handed in as: to be checked, or to be looked up beside those that are."""


class LedgerSet(Struct):
    """The tables of one check, and those that were handed in beside them."""

    tables: list[Table]
    reference: dict[Role, list[Table]] = field(default_factory=dict)
    complete: frozenset[Role] = frozenset()
    """Which of the lists handed in name everything there is, as the office declares."""

    def in_role(self, role: Role) -> list[Table]:
        """The tables that were handed in as that."""
        return self.reference.get(role, []) if role else self.tables

    def of(self, ledger: type[Ledger], role: Role = "") -> list[Table]:
        """The tables of a ledger, in reading order."""
        return [table for table in self.in_role(role) if table.ledger is ledger]

    def rows(self, ledger: type[L], role: Role = "") -> Iterator[L]:
        """Yield the rows of all tables of a ledger, in reading order."""
        for table in self.of(ledger, role):
            yield from table.rows(ledger)

    def reading(self, fields: Collection[str]) -> LedgerSet:
        """Return the same tables, their rows limited to some fields."""
        everything = [
            *self.tables,
            *(table for tables in self.reference.values() for table in tables),
        ]
        limited = {table: table.reading(fields) for table in everything}
        return replace(
            self,
            tables=[limited[table] for table in self.tables],
            reference={
                role: [limited[table] for table in tables]
                for role, tables in self.reference.items()
            },
        )

    def holding(self, *names: str) -> list[Table]:
        """The tables that have all these fields."""
        return [table for table in self.tables if all(name in table.columns for name in names)]
