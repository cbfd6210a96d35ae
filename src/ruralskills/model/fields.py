"""Fields of a ledger: their declaration, and their specification."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from msgspec import Struct
from pydantic import BaseModel, Field

from ruralskills.values.field_type import FieldType


class LedgerInfo(Struct, frozen=True):
    """The name of a ledger and the fields that tell its rows apart."""

    id: str
    title: str
    also: tuple[str, ...] = ()
    """Other names in titles and sheet names."""
    unit: str = "township"
    """The field that names the unit or township of a row."""
    village: str = "village"
    """The field that names its village."""
    name: str = "name"
    """The field that names its person, household or class."""
    id_field: str = "id_number"
    """The field with that person's identity number, where the ledger has one."""
    kind: Literal["stock", "event"] = "stock"
    """A stock lists what exists, whenever it began. An event ledger belongs to a year."""
    titled: bool = False
    """True if only its title or sheet name tells it, its columns being ambiguous."""
    note: str = ""
    """A remark for offices on its layout, such as the document that prescribes it."""


class ColumnInfo(Struct, frozen=True):
    """A column as a ledger declares it, kept in the metadata of its annotation."""

    headers: tuple[str, ...]
    required: bool
    unit: str
    codes: str
    several: bool
    label: bool
    own_meaning: str
    weak: frozenset[str]
    planned: bool
    unless: tuple[str, ...]
    blank_says_no: bool


def column(
    *headers: str,
    required: bool = False,
    unit: str = "",
    codes: str = "",
    several: bool = False,
    label: bool = False,
    own_meaning: str = "",
    weak: tuple[str, ...] = (),
    planned: bool = False,
    unless: tuple[str, ...] = (),
    blank_says_no: bool = False,
) -> Any:
    """Describe a column by its official header, then those that offices write instead.

    ``A/B`` is a header B under the group head A; a header given twice counts where it stands
    first.  ``codes`` names a code list of the notices in force; ``several`` allows several of its
    values in a cell; ``label`` marks a column that sections a sheet (township, village), so a row
    with nothing else is no row.  ``own_meaning`` says why a header is another field here than in
    other ledgers.  ``weak`` are further headers, behind the others, that fit more than this field
    in the sheets of offices: bare nouns (单位, 状态), and words for two kinds of value (务工时间 is
    a number of months or a date).  ``planned`` is a date that may be set in advance, such as the
    end of a term: it may lie in the future.  ``unless`` names fields of which one is enough: a table
    with it can be checked without this required column.  ``blank_says_no`` marks a column that is filled
    in only for some rows, such as a kind of certificate: a blank there is none of the kinds.
    """
    unique = tuple(dict.fromkeys((*headers, *weak)))
    info: Any = Field(default=None, title=unique[0])
    info.metadata.append(
        ColumnInfo(
            unique,
            required,
            unit,
            codes,
            several,
            label,
            own_meaning,
            frozenset(weak),
            planned,
            unless,
            blank_says_no,
        )
    )
    return info


class FieldSpec(Struct, frozen=True):
    """A field of a ledger: the arguments of :func:`column`, its name and its reader."""

    field: str
    headers: tuple[str, ...]
    reads: FieldType
    required: bool
    unit: str
    codes: str
    several: bool
    label: bool
    own_meaning: str
    weak: frozenset[str] = frozenset()
    """Those of the headers that fit more than this field, never the official one."""
    planned: bool = False
    unless: tuple[str, ...] = ()
    """Fields of which one makes up for a required column that is not there."""
    blank_says_no: bool = False
    """True if a blank cell is none of the kinds that the column tells apart."""

    @property
    def header(self) -> str:
        """The official header."""
        return self.headers[0]


def _spec(name: str, metadata: list[Any]) -> FieldSpec:
    reads = next(mark for mark in metadata if isinstance(mark, FieldType))
    info = next(mark for mark in metadata if isinstance(mark, ColumnInfo))
    return FieldSpec(
        name,
        info.headers,
        reads,
        info.required,
        info.unit,
        info.codes,
        info.several,
        info.label,
        info.own_meaning,
        info.weak,
        info.planned,
        info.unless,
        info.blank_says_no,
    )


@cache
def field_specs(ledger: type[BaseModel]) -> dict[str, FieldSpec]:
    """Return the fields of a ledger by name, in the order of its columns."""
    return {name: _spec(name, info.metadata) for name, info in ledger.model_fields.items()}
