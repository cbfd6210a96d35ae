"""The rows of a ledger from which documents are filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import Struct

from ruralskills.catalogue import available_notices
from ruralskills.forms.form_notice import notices_of_form
from ruralskills.forms.form_run import FormError, FormOptions, naming
from ruralskills.ledgers import Application
from ruralskills.model.table import Ledger, Table
from ruralskills.model.typed_column import NO_VALUES
from ruralskills.text.normalise import normalised
from ruralskills.text.numbers import format_number
from ruralskills.validation.context import CheckContext
from ruralskills.validation.file_check import CheckOptions, tables_in_context
from ruralskills.validation.input_file import InputFile
from ruralskills.validation.notice_choice import named_notices
from ruralskills.values import person_name
from ruralskills.workspace.settings import Settings


class RosterRow(Struct, frozen=True):
    """A row of a table, with its number among all rows of the file, from 1."""

    number: int
    table: Table
    index: int

    def text(self, name: str) -> str:
        """Return what stands in a field, a number in the unit of the ledger."""
        return row_text(self.table, self.index, name)


class Roster(Struct, frozen=True):
    """The rows of a ledger file, and the context in which the rules look at them."""

    rows: tuple[RosterRow, ...]
    tables: tuple[Table, ...]
    context: CheckContext


def row_text(table: Table, index: int, name: str) -> str:
    """Return what stands in a field of a row, numbers in the unit of the ledger."""
    column = table.columns.get(name)
    if column is None:
        return ""
    value = column[index]
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | Decimal) and column.index >= 0:
        return format_number(value)
    if column.index < 0:
        return "" if value is None or isinstance(value, NO_VALUES) else str(value)
    return table.text(index, name).strip()


def read_roster(path: Path, settings: Settings, options: FormOptions) -> Roster:
    """Return the rows of the application ledger of a file, or of any ledger.

    With a template of the office's own every ledger will do, the one with most rows.  Raises
    FormError where there is none, ChoiceError.
    """
    library = available_notices.load(settings.folder)
    names: Sequence[str] = options.notices or settings.notices
    if options.template is None:
        names = notices_of_form(options.notices, settings, library)
    check_options = CheckOptions(
        library,
        options.as_of or _today(),
        named_notices(names, library.headings, "") if names else None,
        settings.hints,
        options.password,
    )
    with naming(path):
        tables, context = tables_in_context(InputFile(path, path.name), check_options)
    ledger = _ledger(tables, options, path)
    kept = [table for table in tables if table.ledger is ledger and len(table)]
    if not kept:
        raise FormError(f"{path.name}：“{ledger.info.title}”里没有一行数据")
    return Roster(tuple(_numbered(kept)), tuple(kept), context)


def _today() -> Any:
    from datetime import date

    return date.today()


def _ledger(tables: Sequence[Table], options: FormOptions, path: Path) -> type[Ledger]:
    rows: dict[type[Ledger], int] = {}
    for table in tables:
        rows[table.ledger] = rows.get(table.ledger, 0) + len(table)
    if options.template is None:
        if Application not in rows:
            raise FormError(
                f"{path.name}：没有认出{Application.info.title}，"
                "请核对表头，或用 rs validate --show-layout 查看识别情况"
            )
        return Application
    if not rows:
        raise FormError(f"{path.name}：没有认出任何台账或名册，请核对表头")
    return max(rows, key=rows.__getitem__)


def _numbered(tables: Sequence[Table]) -> Iterator[RosterRow]:
    number = 0
    for table in tables:
        for index in range(len(table)):
            number += 1
            yield RosterRow(number, table, index)


class Wanted(Struct, frozen=True):
    """The people that were asked for, by identity number or name."""

    ids: Sequence[str]
    names: Sequence[str]

    def is_wanted(self, id_number: str, name: str) -> bool:
        """Return True for one of them, and for everybody where nobody was named."""
        if not self.ids and not self.names:
            return True
        return _key(id_number) in map(_key, self.ids) or _name(name) in map(_name, self.names)

    def check(self, people: Sequence[tuple[str, str]]) -> list[str]:
        """Return remarks on names that several people bear.  Raises FormError for nobody."""
        ids = [_key(id_number) for id_number, _ in people]
        names = [_name(name) for _, name in people]
        for id_number in self.ids:
            if _key(id_number) not in ids:
                raise FormError(f"没有身份证号为“{id_number}”的人")
        for name in self.names:
            if _name(name) not in names:
                raise FormError(f"没有名叫“{name}”的人")
        counts = {name: names.count(_name(name)) for name in self.names}
        return [
            f"名叫“{name}”的有{count}人，都写了；只要一人的请用 --id"
            for name, count in counts.items()
            if count > 1
        ]


def _key(id_number: str) -> str:
    return normalised(id_number).upper()


def _name(name: str) -> str:
    value = person_name.read(name)
    return value if isinstance(value, str) else ""
