"""Ledgers, their columns, and the tables and books that hold them.

A :class:`Ledger` is a schema: its fields carry kind of value, official header and synonyms, and
:func:`row_model` makes a pydantic model of it for whoever fills in a row by hand.  A
:class:`Table` is one ledger found on one sheet, column by column: the distinct values of a column
once, and for each row a code into them.  A :class:`LedgerSet` is all tables of one check.
"""

from __future__ import annotations

from abc import ABC
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import compress
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from ruralskills.model.cell import Cell
from ruralskills.model.findings import Subject
from ruralskills.model.layout import TableLayout
from ruralskills.model.period import Period
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import Absent, CellError, FieldType, Raw, display_text

if TYPE_CHECKING:
    import pandas as pd
    from pydantic import BaseModel

_ID_TAIL: Final = regex(r"""^['"`‘’]?[0-9]{10,}?([0-9]{3}[0-9Xx])['"`‘’]?$""")
"""Of a number written out, be it a digit short; one that Excel has rounded has no tail."""


class Unknown(Struct, frozen=True):
    """The value of a cell that could not be read: it never convicts.

    ``code`` is the reader's finding about it, reported once; empty where nothing is to be reported.
    """

    code: str
    message: str
    candidate: str = ""


class LedgerInfo(Struct, frozen=True):
    """What a ledger is called and how its rows are told apart."""

    id: str
    title: str
    also: tuple[str, ...] = ()
    """Other names in titles and sheet names."""
    unit: str = "township"
    village: str = "village"
    name: str = "name"
    """The fields that say whom a row concerns."""
    id_field: str = "id_number"
    """The field with that person's identity number, where the ledger has one."""
    kind: Literal["stock", "event"] = "stock"
    """A stock lists what exists, whenever it began; an event ledger belongs to a year."""
    titled: bool = False
    """Known only by title or sheet name: its columns alone could be another ledger's."""
    note: str = ""
    """What an office should know of its layout, such as on what it rests."""


class Ledger(ABC):
    """One row of a ledger.  Subclasses give ``ledger`` and their columns."""

    ledger: ClassVar[LedgerInfo]

    @classmethod
    def from_title(cls, title: str) -> dict[str, Any]:
        """Return what the table's title says of all its rows, by field."""
        return {}


L = TypeVar("L", bound=Ledger)


class _Declared(Struct, frozen=True):
    """What a ledger says of one of its columns."""

    headers: tuple[str, ...]
    required: bool
    unit: str
    codes: str
    several: bool
    label: bool
    own_meaning: str


def column(
    *headers: str,
    required: bool = False,
    unit: str = "",
    codes: str = "",
    several: bool = False,
    label: bool = False,
    own_meaning: str = "",
) -> Any:
    """Describe a column: its official header first, then the headers offices write instead.

    ``A/B`` is a header B under the group head A; a header given twice counts where it stands
    first.  ``codes`` names a code list of the notices in force; ``several`` allows several of its
    values in a cell; ``label`` marks a column that sections a sheet (township, village), so a row
    with nothing else is no row.  ``own_meaning`` says why a header is another field here than in
    other ledgers.
    """
    unique = tuple(dict.fromkeys(headers))
    return _Declared(unique, required, unit, codes, several, label, own_meaning)


class FieldSpec(Struct, frozen=True):
    """A column of a ledger, as its class declares it."""

    field: str
    kind: Any
    """The annotated type, by which pydantic validates a single row."""
    headers: tuple[str, ...]
    reads: FieldType
    required: bool
    unit: str
    codes: str
    several: bool
    label: bool
    own_meaning: str

    @property
    def header(self) -> str:
        """The official header."""
        return self.headers[0]


def _spec(name: str, kind: Any, told: _Declared) -> FieldSpec:
    reads = next(mark for mark in kind.__metadata__ if isinstance(mark, FieldType))
    return FieldSpec(
        name,
        kind,
        told.headers,
        reads,
        told.required,
        told.unit,
        told.codes,
        told.several,
        told.label,
        told.own_meaning,
    )


@cache
def field_specs(ledger: type[Ledger]) -> dict[str, FieldSpec]:
    """Return the columns of a ledger by field, in order."""
    return {
        name: _spec(name, kind, told)
        for base in reversed(ledger.__mro__)
        for name, kind in vars(base).get("__annotations__", {}).items()
        if isinstance(told := vars(base).get(name), _Declared)
    }


@cache
def row_model(ledger: type[Ledger]) -> type[BaseModel]:
    """Return the pydantic model of one row, read as a sheet is read; built when first asked for."""
    from pydantic import ConfigDict, Field, create_model

    fields: dict[str, Any] = {
        name: (spec.kind, Field(default=None, title=spec.header))
        for name, spec in field_specs(ledger).items()
    }
    config = ConfigDict(frozen=True, extra="forbid")
    return create_model(ledger.__name__, __config__=config, __doc__=ledger.__doc__, **fields)


_NO_VALUES: Final = (Absent, Unknown)
_FEW: Final = 3
"""So few codes are sought one by one."""


class Column(Struct):
    """A column of a table: distinct values, and a code for each row."""

    spec: FieldSpec
    header: str
    index: int
    """The sheet's column, from 0; -1 when the value comes from the title and not from a cell."""
    raws: list[Raw | CellError]
    values: list[Any]
    codes: Sequence[int]
    filled: frozenset[int] = frozenset()
    """Positions that take their value from a merged range that begins above them."""
    at: Sequence[int] | None = None
    """The sheet's column of each position, where they differ (a table read across)."""

    def __getitem__(self, position: int) -> Any:
        return self.values[self.codes[position]]

    def only(self, positions: Sequence[int]) -> Column:
        """The same column with only these of its rows."""
        return replace(
            self,
            codes=[self.codes[position] for position in positions],
            filled=frozenset(n for n, position in enumerate(positions) if position in self.filled),
            at=self.at and [self.at[position] for position in positions],
        )

    def positions(self, wanted: Collection[int]) -> Iterator[tuple[int, int]]:
        """Yield position and code of the rows whose code is wanted and that are not filled down."""
        used = set(wanted)
        if len(used) <= _FEW:
            used = {code for code in used if code in self.codes}
        if used:
            found = compress(enumerate(self.codes), map(used.__contains__, self.codes))
            yield from found if not self.filled else (f for f in found if f[0] not in self.filled)

    def repeated(self, more_than: int = 1) -> set[Any]:
        """The values that stand in more rows than that, without regard to how they are written."""
        counts = Counter(map(self.values.__getitem__, self.codes))
        often = {value for value, times in counts.items() if times > more_than}
        return {value for value in often if not isinstance(value, _NO_VALUES)}


class StatedTotal(Struct, frozen=True):
    """A figure that a sheet states, beside the figures on the sheet from which it follows.

    ``total`` and ``subtotal`` are sums down a column, ``across`` and ``formula`` sums along a row,
    ``part`` is a figure that its whole must not fall short of, ``rate`` a percentage of two.
    """

    kind: Literal["total", "subtotal", "across", "formula", "part", "rate"]
    cell: Cell
    label: str
    header: str
    unit: str
    stated: Any
    parts: Sequence[Any]
    times: Sequence[int] | None = None
    """How often each part counts; None when each counts once."""
    field: str = ""
    terms: str = ""
    """In words, what the parts are."""


class Table(Struct):
    """A ledger found on a sheet."""

    ledger: type[Ledger]
    layout: TableLayout
    period: Period | None
    """The year, quarter or month that its heading speaks of."""
    rows: Sequence[int]
    """The sheet's row number of each row of data."""
    columns: dict[str, Column]
    stated_totals: list[StatedTotal] = field(default_factory=list)
    missing: tuple[tuple[str, str], ...] = ()
    """Required fields without a column, each with the unknown header that may be it."""
    doubled: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Fields that two or more columns claim, with those columns."""
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
        return len(self.rows)

    def cell(self, position: int, name: str) -> Cell:
        """The place of a field in a row; of the row's first column when it has no cell."""
        column = self.columns.get(name)
        if column is not None and column.at is not None:
            index = column.at[position]
        else:
            index = column.index if column and column.index >= 0 else self.first_column
        return Cell(self.file, self.sheet, self.rows[position], index)

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

    def value(self, position: int, name: str) -> Any:
        """The value of a field in a row, None when absent or not readable."""
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
        about = self.ledger.ledger
        return Subject(
            str(self.value(position, about.unit) or self.layout.unit),
            str(self.value(position, about.village) or ""),
            str(self.value(position, about.name) or ""),
            self._id_tail(position),
        )

    def identity_text(self, position: int) -> str | None:
        """Return the written identity number of a row's person; None without such a column."""
        name = self.ledger.ledger.id_field
        return normalised(self.text(position, name)) if name in self.columns else None

    def _id_tail(self, position: int) -> str:
        """Return the last four characters of that number, or nothing where it has no tail."""
        tail = _ID_TAIL.search(self.identity_text(position) or "")
        return tail[1].upper() if tail else ""

    def only(self, positions: Sequence[int]) -> Table:
        """The same table with only these of its rows, and without what it states of all."""
        columns = {name: column.only(positions) for name, column in self.columns.items()}
        rows = [self.rows[position] for position in positions]
        return replace(self, rows=rows, columns=columns, stated_totals=[])

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
        return pd.DataFrame(data, index=pd.Index(self.rows, name="行"))


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

    def holding(self, *names: str) -> list[Table]:
        """The tables that have all these fields."""
        return [table for table in self.tables if all(name in table.columns for name in names)]


__all__ = [
    "Cell",
    "Column",
    "FieldSpec",
    "Ledger",
    "LedgerInfo",
    "LedgerSet",
    "Role",
    "StatedTotal",
    "Table",
    "Unknown",
    "column",
    "field_specs",
    "row_model",
]  # fmt: skip
