"""The layout of what was read: files, sheets, tables, columns."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.model.masking import mask_name, mask_text


class FileStatus(Struct, frozen=True):
    """An input file with its status: read, unreadable or skipped, and the reason."""

    path: str
    status: Literal["read", "unreadable", "skipped"]
    reason: str = ""
    sha256: str = ""
    location: str = ""
    """The path on this computer, for links. No machine-readable report carries it."""

    def masked(self) -> FileStatus:
        """Return the status with personal numbers hidden."""
        return replace(self, path=mask_name(self.path), reason=mask_text(self.reason))


SkipCause = Literal["", "empty", "appended", "told", "hidden", "sentences", "no_cells", "no_table"]
"""The cause why a sheet was skipped.

There is nothing in it (``empty``), this program appended it, the settings say so (``told``), it is
hidden and no ledger, it has sentences or no cells at all. ``no_table``: there is a table, but none
that is known, or another one beside those that are.
"""


class SheetStatus(Struct, frozen=True):
    """A sheet with its status: read or skipped, and the reason."""

    file: str
    sheet: str
    status: Literal["read", "skipped"]
    reason: str = ""
    cause: SkipCause = ""

    def masked(self) -> SheetStatus:
        """Return the status with personal numbers hidden."""
        return replace(
            self,
            file=mask_name(self.file),
            sheet=mask_name(self.sheet),
            reason=mask_text(self.reason),
        )


ChosenBy = Literal["exact", "likeness", "content", "told", ""]
"""The evidence by which a column got its field.

``exact``: its header is one that the ledger declares. ``likeness``: its words are like one.
``content``: what stands under it decided. ``told``: the office's settings say so. Empty: no field.
"""


class ColumnLayout(Struct, frozen=True):
    """A column as it was recognised: its letter, its header and its field."""

    column: str
    header: str
    field: str | None
    """The field of the ledger. None for an unknown column."""
    suggestion: str = ""
    """For an unknown column the header of a field that it may be."""
    chosen_by: ChosenBy = ""
    """The evidence for its field. Empty for an unknown column."""
    is_empty: bool = False
    """True for an unknown column under whose header nothing stands."""

    @property
    def is_guessed(self) -> bool:
        """True if its field was taken by likeness or content, not by an exact header."""
        return self.chosen_by in ("likeness", "content")


UnitSource = Literal[
    "line",
    "column",
    "title",
    "sheet",
    "file",
    "folder",
    "workbook",
    "settings",
    "several",
    "disputed",
]
"""The place that names the unit of a table.

It stands in the line of the reporting unit, in the township column of all rows, in the title, in
the name of the sheet, the file or a folder, in other tables of the workbook, or in the settings.
Where one of these names several townships, the table has no unit, and where line, title and rows
name different ones, the unit of the line is disputed.
"""


class TableLayout(Struct, frozen=True):
    """A table as it was recognised, for people who check the recognition.

    Rows count from 1, as the sheet shows them.
    """

    file: str
    sheet: str
    ledger: str
    ledger_title: str
    title: str
    unit: str
    """The unit that reports it, as written. Empty where nothing names it."""
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    rows: int
    total_rows: tuple[int, ...]
    footer_rows: tuple[int, ...]
    columns: tuple[ColumnLayout, ...]
    remarks: tuple[str, ...] = ()
    unit_name: str = ""
    """The name by which that unit is known: 青龙镇 for 临江县青龙镇党委、政府."""
    unit_source: UnitSource | None = None
    has_record_rows: bool = False
    """True for a record a row, so that the settings can say what a column is."""
    places_without_data: tuple[str, ...] = ()
    """The places, mostly townships, of rows that say that there is nothing to report."""
    is_unchanged: bool = False
    """True if it lists nothing and says that nothing was added or has changed since."""

    def masked(self) -> TableLayout:
        """Return the layout with personal numbers in names, titles and headers hidden."""
        return replace(
            self,
            file=mask_name(self.file),
            sheet=mask_name(self.sheet),
            title=mask_name(self.title),
            unit=mask_name(self.unit),
            unit_name=mask_name(self.unit_name),
            columns=tuple(replace(c, header=mask_name(c.header)) for c in self.columns),
            remarks=tuple(map(mask_text, self.remarks)),
            places_without_data=tuple(map(mask_name, self.places_without_data)),
        )
