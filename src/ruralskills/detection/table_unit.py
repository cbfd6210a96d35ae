"""The unit that a table belongs to, by the nearest text that names one.

The line of the reporting unit, which may be an office above, is believed where the title names no other
township, and is disputed where title, line and most rows name three.  Without a line come the one
township of all rows, the title, the sheet's name, the file's, the folder's, and last the office's own
settings.  A row's own column is believed before all of these, see
:meth:`ruralskills.model.table.Table.unit`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.model.layout import UnitSource
from ruralskills.model.table import Table
from ruralskills.regions import UnitNames, is_township

_TOWNSHIP: Final = "township"
_OF_A_TABLE: Final = frozenset({"line", "column", "title", "sheet"})


class UnitSources(Struct, frozen=True):
    """The texts beside a workbook that may name its unit."""

    names: UnitNames = UnitNames()
    folders: Sequence[str] = ()
    """The folders that it lies in, the nearest first."""
    office: str = ""
    """The unit of the settings."""


def set_unit(table: Table, sources: UnitSources) -> None:
    """Give a table the names of units, and its own unit with the source of it."""
    table.unit_name = sources.names.name
    townships = _townships(table)
    text, source = _found(table, sources, townships)
    name = table.unit_name(text)
    table.layout = replace(table.layout, unit=text, unit_name=name, unit_source=source)


def _found(
    table: Table, sources: UnitSources, townships: Counter[str]
) -> tuple[str, UnitSource | None]:
    """Return the text of the unit and its source."""
    if line := sources.names.name(table.layout.unit):
        titled = sources.names.township_in(table.layout.title)
        if titled and titled != line:
            if not _is_of_others(townships, titled):
                return titled, "title"
            if is_township(line) and _is_of_others(townships, line):
                return table.layout.unit, "disputed"
        return table.layout.unit, "line"
    column = table.columns.get(_TOWNSHIP)
    if column and len(townships) == 1 and townships.total() == len(table):
        return next(iter(townships)), "column"
    for text, source in _texts(table, sources):
        township = sources.names.township_in(text)
        if township is None:
            continue
        if not township or _is_of_others(townships, township):
            return "", "several"
        return township, source
    return (sources.office, "settings") if sources.office else ("", None)


def _is_of_others(townships: Counter[str], township: str) -> bool:
    """Return True if most rows are of other townships."""
    return townships.total() > 2 * townships[township]


def _texts(table: Table, sources: UnitSources) -> Iterator[tuple[str, UnitSource]]:
    """Yield the texts that may name the township of a table, the nearest first."""
    yield table.layout.title, "title"
    yield table.sheet, "sheet"
    path = PurePath(table.file)
    yield path.stem, "file"
    for folder in dict.fromkeys((*reversed(path.parts[:-1]), *sources.folders)):
        yield folder, "folder"


def _townships(table: Table) -> Counter[str]:
    """Return the townships of the rows, each with its number of rows."""
    found: Counter[str] = Counter()
    column = table.columns.get(_TOWNSHIP) or table.columns.get(table.ledger.info.unit)
    if column is None:
        return found
    for code, count in Counter(column.codes).items():
        value = column.values[code]
        if isinstance(value, str) and is_township(name := table.unit_name(value)):
            found[name] += count
    return found


def share_unit(tables: Sequence[Table]) -> None:
    """Give the one township of a workbook to its tables that have no unit."""
    named = {t.layout.unit_name for t in tables if t.layout.unit_source in _OF_A_TABLE}
    township = next(iter(named), "")
    if len(named) != 1 or not is_township(township):
        return
    if any(_townships(table).keys() - {township} for table in tables):
        return
    for table in tables:
        if table.layout.unit_source in (None, "settings"):
            table.layout = replace(
                table.layout, unit=township, unit_name=township, unit_source="workbook"
            )
