"""Entries of ``rs.toml`` by which an office settles how tables are read.

What was guessed becomes an entry.  What was not recognised, and what needs no entry, becomes a
comment to edit.  Columns are known by their letters, so an entry is for one file alone.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from ruralskills.detection.hints import Hint, hint_for
from ruralskills.ledgers import LEDGERS
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.layout import ColumnLayout, SheetStatus, TableLayout
from ruralskills.model.outcome import Outcome
from ruralskills.outputs import output_file
from ruralskills.outputs.owner import Ownership
from ruralskills.reports.unchecked import PEOPLE_LIST
from ruralskills.workspace.settings import FILE_NAME, Settings, WorkspaceError, parse_settings

_HEAD: Final = (
    "# 由 rs validate --show-layout --write 写出，请核对、修改。去掉行首的“#”才生效；字段名见 rs ledgers 台账编号。",
    "# 列按字母指定，表中插入、删去列以后要改。别的设置请写在这些内容的上面。",
)


def entries(outcome: Outcome, hints: Sequence[Hint] = (), present: str = "") -> list[str]:
    """Return an entry for each table and sheet that is not settled.

    ``hints`` are the settings that there are, and ``present`` is their text: what they speak of,
    be it in a comment, gets no second entry.
    """
    made: dict[tuple[str, ...], list[str]] = {}
    on_sheet = Counter((table.file, table.sheet) for table in outcome.tables)
    for table in outcome.tables:
        is_alone = on_sheet[table.file, table.sheet] == 1
        if table.ledger == PEOPLE_LIST:
            made.setdefault(_names(table), list(_sheet_entry(table, "按人员名单检查")))
        elif table.has_record_rows and is_alone and _is_open(table):
            made.setdefault(_names(table), list(_table_entry(table)))
    for sheet in outcome.sheets:
        if sheet.cause == "no_table" and sheet.status == "skipped":
            made.setdefault(_names(sheet), list(_sheet_entry(sheet, "没有认出")))
    told = present.replace("\r", "").replace("\n# ", "\n")
    listed: tuple[TableLayout | SheetStatus, ...] = (*outcome.tables, *outcome.sheets)
    settled = {_names(on) for on in listed if hint_for(hints, on.file, on.sheet) is not None}
    return [
        "\n".join(lines) + "\n"
        for names, lines in made.items()
        if names not in settled and "\n".join(names) not in told
    ]


def add_to_settings(added: Sequence[str], path: Path) -> None:
    """Add entries to a file of settings, or make it.

    Raises WorkspaceError where they cannot be added behind what is there, OSError where the file
    cannot be written.
    """
    old = settings_text(path)
    end = "" if not old else "\n" if old.endswith("\n") else "\n\n"
    new = end + "\n".join(("\n".join(_HEAD) + "\n", *added))
    try:
        parse_settings(f"{old}{new}", path)
    except WorkspaceError as error:
        raise WorkspaceError(f"{path}：接不上原有的内容，没有写。请把上面的内容抄进去") from error
    if "\r\n" in old:
        new = new.replace("\n", "\r\n")
    present = path.read_bytes() if path.exists() else b""
    target = Path(os.path.realpath(path))  # settings may be shared by a link, and are added to
    output_file.write(present + new.encode(), target, judge=lambda _: Ownership.OURS)


def settings_text(path: Path) -> str:
    """Return the text of a file of settings, empty without one."""
    return path.read_bytes().decode("utf-8-sig") if path.exists() else ""


def settings_file(settings: Settings, paths: Sequence[str]) -> Path:
    """Return the file of the workspace's settings, else one beside the paths."""
    if settings.folder is not None:
        return settings.folder / FILE_NAME
    first = Path(paths[0])
    return (first if first.is_dir() else first.parent) / FILE_NAME


def _is_open(table: TableLayout) -> bool:
    return any(not column.chosen_by or column.is_guessed for column in table.columns)


def _table_entry(table: TableLayout) -> Iterator[str]:
    yield "[[layouts]]"
    yield from _names(table)
    yield f"ledger = {_quoted(table.ledger)}  # {table.ledger_title}"
    rows = ", ".join(map(str, table.header_rows))
    yield f"# header_rows = [{rows}]  # 表头的行号，认错了才写"
    yield "[layouts.columns]"
    specs = _specs(table.ledger)
    for column in table.columns:
        yield _column_line(column, specs)


def _column_line(column: ColumnLayout, specs: dict[str, FieldSpec]) -> str:
    header = _comment(column.header)
    if column.field is None:
        near = (spec.field for spec in specs.values() if spec.header == column.suggestion)
        guess = f"，是不是“{column.suggestion}”？" if column.suggestion else ""
        return f"# {column.column} = {_quoted(next(near, ''))}  # “{header}”没有认出{guess}"
    entry = f"{column.column} = {_quoted(column.field)}"
    if column.is_guessed:
        official = specs[column.field].header if column.field in specs else column.field
        return f"{entry}  # “{header}”按“{official}”理解，请核对"
    return f"# {entry}  # “{header}”认得，不用写"


def _sheet_entry(sheet: TableLayout | SheetStatus, state: str) -> Iterator[str]:
    yield f"# {_comment(sheet.sheet)}：{state}。是台账的，写明台账编号（见 rs ledgers）；不是的写 skip = true"
    for line in (
        "[[layouts]]",
        *_names(sheet),
        'ledger = ""',
        "# header_rows = [1]",
        "# skip = true",
    ):
        yield line if line.startswith("#") else f"# {line}"


def _names(on: TableLayout | SheetStatus) -> tuple[str, ...]:
    """Return the lines that say which sheet an entry is for."""
    return (
        f"file = {_quoted(_pattern(_base(on.file)))}",
        f"sheet = {_quoted(_pattern(on.sheet))}",
    )


def _specs(ledger: str) -> dict[str, FieldSpec]:
    found = next((one for one in LEDGERS if one.info.id == ledger), None)
    return dict(field_specs(found)) if found else {}


def _base(file: str) -> str:
    return file.replace("\\", "/").rpartition("/")[2]


def _pattern(name: str) -> str:
    """Return a pattern that fits a name and nothing else.

    >>> _pattern("台账[1].xlsx")
    '台账[[]1].xlsx'
    """
    return re.sub(r"[*?\[]", r"[\g<0>]", name)


def _quoted(text: str) -> str:
    r"""Return a text as TOML writes it.

    >>> print(_quoted('a"\\b' + chr(127)))
    "a\"\\b\u007f"
    """
    plain = text.encode("utf-8", errors="replace").decode()
    return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(text: str) -> str:
    """Return a text that ends no line of comment."""
    return "".join(c if c.isprintable() else " " for c in text)
