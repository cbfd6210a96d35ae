"""Fields of a ledger: how a class declares them, and what detection and rules ask of them."""

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


class ColumnInfo(Struct, frozen=True):
    """A field's column as offices head it; part of the metadata of its annotation."""

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
    info: Any = Field(default=None, title=unique[0])
    info.metadata.append(ColumnInfo(unique, required, unit, codes, several, label, own_meaning))
    return info


class FieldSpec(Struct, frozen=True):
    """A field of a ledger, as its class declares it."""

    field: str
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
    )


@cache
def field_specs(ledger: type[BaseModel]) -> dict[str, FieldSpec]:
    """Return the fields of a ledger by name, in the order of its columns."""
    return {name: _spec(name, info.metadata) for name, info in ledger.model_fields.items()}
