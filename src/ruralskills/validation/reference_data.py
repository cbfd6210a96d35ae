"""What is handed in beside the files to check: last period's ledgers, registers, lists.

It is read by the same reader, looked up, and never checked.  A line that cannot be read ends the
check: of a register that is half read nobody can say who is not in it.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from ruralskills.detection.hints import Hint
from ruralskills.errors import CannotRead
from ruralskills.facts.register_dates import register_date_text
from ruralskills.ledgers import (
    ExcludedPerson,
    Region,
    RegisterHousehold,
    RegisterPerson,
    Village,
    WaiverLine,
)
from ruralskills.model.fields import field_specs
from ruralskills.model.table import Ledger, Role, Table
from ruralskills.model.typed_column import Unknown
from ruralskills.validation.file_check import CheckOptions, read_tables
from ruralskills.validation.inputs import InputFile, find_inputs
from ruralskills.validation.supplied_regions import ReferenceDataError, one_list
from ruralskills.values.field_type import Absent
from ruralskills.values.person_name import read as read_name

Given = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]


class ReferenceData(Struct):
    """The tables to look up by what they were handed in as, and what is to be said of them."""

    tables: dict[Role, list[Table]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    complete: frozenset[Role] = frozenset()
    """Which lists name everything there is, as the office declares."""


_CALLED: Final[dict[Role, str]] = {
    "previous": "上期",
    "register": "名册",
    "excluded": "排除名单",
    "regions": "区划名单",
    "waivers": "豁免清单",
}
_KINDS: Final[dict[Role, tuple[type[Ledger], ...]]] = {
    "register": (RegisterPerson, RegisterHousehold),
    "excluded": (ExcludedPerson,),
    "regions": (Region, Village),
    "waivers": (WaiverLine,),
}
"""Which ledgers serve as what; any serves as the last period's."""
_DISPENSABLE: Final[dict[Role, frozenset[str]]] = {"regions": frozenset({"kind"})}
"""Required columns without which a table serves all the same."""
_COLUMNS: Final[dict[Role, str]] = {
    "regions": "有没有“级别”“名称”“所属”三列，或“镇街”“村”两列",
    "waivers": "有没有“规则”和“豁免理由”两列",
}
_MOST_LINES: Final = 10


def handed_in(
    named: Mapping[Role, Given], settings: Mapping[Role, Sequence[Path]]
) -> dict[Role, list[Path]]:
    """The paths of each role: those named, else those of the workspace."""
    paths = {
        role: [given] if isinstance(given, str | os.PathLike) else list(given)
        for role, given in named.items()
    }
    found = {role: list(map(Path, paths.get(role) or settings.get(role, ()))) for role in _CALLED}
    return {role: given for role, given in found.items() if given}


def read_reference_data(
    paths: Mapping[Role, Sequence[Path]],
    options: CheckOptions,
    checked: Mapping[str, str],
    scratch: Path,
) -> ReferenceData:
    """Read what was handed in; ``checked`` are the files that are checked, by their digest.

    Raises ReferenceDataError for a file that cannot be read, holds nothing of the kind, or has a bad line.
    """
    beside = ReferenceData()
    for role, given in paths.items():
        for number, path in enumerate(given):
            for source in _sources(role, path, scratch / f"{role}{number}"):
                digest, tables = _tables(role, source, options)
                if role == "previous" and digest in checked:
                    beside.remarks.append(_same(source, checked[digest]))
                    continue
                for table in tables:
                    _refuse_bad_lines(role, table)
                    beside.remarks.append(_named(role, table))
                beside.tables.setdefault(role, []).extend(tables)
    if lists := beside.tables.get("regions"):
        beside.tables["regions"] = one_list(lists)
    return beside


def _sources(role: Role, path: Path, scratch: Path) -> list[InputFile]:
    gathered = find_inputs([path], scratch)
    for status in gathered.set_aside:
        if status.status == "unreadable":
            raise ReferenceDataError(f"{_CALLED[role]}“{status.path}”：{status.reason}")
    if not gathered.sources:
        raise ReferenceDataError(f"{_CALLED[role]}“{path}”中没有电子表格，请核对路径")
    return gathered.sources


def _tables(role: Role, source: InputFile, options: CheckOptions) -> tuple[str, list[Table]]:
    """The tables of a file that serve; a bare list of names is read as what it was handed in as."""
    kinds = _KINDS.get(role, ())
    hints = [options.hints, *((*options.hints, Hint(ledger=kind.info.id)) for kind in kinds)]
    for told in hints:
        try:
            digest, tables = read_tables(source, replace(options, hints=told))
        except CannotRead as problem:
            raise ReferenceDataError(f"{_CALLED[role]}“{source.name}”：{problem}") from None
        if serving := [t for t in tables if not kinds or _serves(role, t)]:
            return digest, serving
    wanted = "或".join(kind.info.title for kind in kinds) or "台账"
    raise ReferenceDataError(
        f"{_CALLED[role]}“{source.name}”：没有认出{wanted}的表头，请核对是否给错文件、"
        f"{_COLUMNS.get(role, '有没有“姓名”和“证件号码”两列')}"
    )


def _serves(role: Role, table: Table) -> bool:
    """Whether a table is one of those wanted, with all its columns."""
    missing = {name for name, _ in table.missing} - _DISPENSABLE.get(role, frozenset())
    return table.ledger in _KINDS[role] and not missing


def _refuse_bad_lines(role: Role, table: Table) -> None:
    lines = sorted(_bad_lines(table))
    if not lines:
        return
    (row, what), others = lines[0], sorted({row for row, _ in lines[1:]} - {lines[0][0]})
    more = "、".join(map(str, others[:_MOST_LINES]))
    rest = f"；第{more}行{'等' if len(others) > _MOST_LINES else ''}也有问题" if others else ""
    raise ReferenceDataError(
        f"{_CALLED[role]}“{table.file}”工作表“{table.sheet}”第{row}行：{what}{rest}。"
        "请在这份文件中改正或删去后再检查，本次没有检查任何台账"
    )


def _bad_lines(table: Table) -> Iterator[tuple[int, str]]:
    """The rows that nobody can be found by: a number that cannot be read, no name."""
    specs = field_specs(table.ledger)
    for name, column in table.columns.items():
        if not specs[name].required or column.index < 0:
            continue
        values = column.values
        if column.spec.reads.private == "identity":
            wrong = {
                code: v.message
                for code, v in enumerate(values)
                if isinstance(v, Unknown) and v.code
            }
        elif column.spec.reads.read is read_name:
            wrong = {code: "没有姓名" for code, v in enumerate(values) if v is Absent.BLANK}
        else:
            continue
        for position, code in column.rows_with(wrong):
            yield table.row_numbers[position], wrong[code]


def _named(role: Role, table: Table) -> str:
    about = f"{_CALLED[role]}：“{table.file}”（{table.ledger.info.title}，{len(table)}行）"
    if role == "previous":
        return f"{about}，只作比对，没有检查"
    if role == "regions":
        return f"{about}，乡镇和村按它核对"
    if role == "waivers":
        return f"{about}，相符的问题另列"
    kind = "导出" if role == "register" else "名单"
    return f"{about}，{kind}日期{register_date_text(table)}，只作查对"


def _same(source: InputFile, checked: str) -> str:
    return (
        f"上期：“{source.name}”与要检查的“{checked}”内容完全相同，没有比对；"
        "请核对是不是把本期的当作上期的，或把上期的当作本期的"
    )


def all_paths(paths: Mapping[Role, Collection[Path]]) -> list[Path]:
    """Every path handed in, whatever as."""
    return [path for given in paths.values() for path in given]


__all__ = [
    "Given",
    "ReferenceData",
    "ReferenceDataError",
    "all_paths",
    "handed_in",
    "read_reference_data",
]
