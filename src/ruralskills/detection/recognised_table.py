"""A table whose ledger is known and whose cells are not yet read."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from ruralskills.detection.detected_table import DetectedTable
from ruralskills.detection.field_matching import LedgerMatch
from ruralskills.model.period import Period, find_period
from ruralskills.model.table import Table
from ruralskills.notices import InForce
from ruralskills.text.normalise import normalised

TableReader = Callable[["RecognisedTable", InForce], Table]
"""Reads the cells of one kind of table, by the code lists in force."""


class RecognisedTable(Struct, frozen=True):
    """A detected table of a file, with the reader of its kind."""

    file: str
    detected: DetectedTable
    match: LedgerMatch | None
    """The field of each column, None for a table whose columns are no fields."""
    reader: TableReader

    @property
    def sheet(self) -> str:
        """The name of its sheet."""
        return self.detected.grid.name

    @property
    def heading(self) -> str:
        """Title and unit line."""
        return self.detected.heading

    @property
    def year(self) -> int | None:
        """The year that title, sheet name or file name speaks of."""
        period = first_period(self.detected.title, self.sheet, self.file)
        return period.year if period else None

    @property
    def places(self) -> str:
        """The text in which the places of notices are looked for."""
        detected = self.detected
        if self.match is None:
            columns = [column.index for column in detected.columns[:3] if column.path]
        else:
            columns = [
                found.column.index
                for name in ("county", "township")
                if (found := self.match.fields.get(name))
            ]
        texts = [detected.heading, *detected.footer]
        for index in columns:
            values = detected.grid.columns[index].values
            texts += [value for value in values[:500] if isinstance(value, str)]
        return normalised(" ".join(texts))


def first_period(*texts: str) -> Period | None:
    """Return the period that the first of some texts speaks of."""
    return next((period for text in texts if (period := find_period(text))), None)
