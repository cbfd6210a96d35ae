"""Reference data: last period's ledgers, registers and lists to compare with.

They are read by the same reader and never checked themselves.  A row of a system's export that
cannot be read is unknown, and a remark says so; in the office's own lists of regions and waivers it
ends the check.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
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
from ruralskills.model.ledger_set import Role
from ruralskills.model.table import Ledger, Table
from ruralskills.model.typed_column import Unknown
from ruralskills.validation.file_check import CheckOptions, read_tables
from ruralskills.validation.input_file import InputFile
from ruralskills.validation.inputs import find_inputs
from ruralskills.validation.supplied_regions import ReferenceDataError, region_list
from ruralskills.values.field_type import Absent
from ruralskills.values.person_name import read as read_name

OneOrMorePaths = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]


class ReferenceData(Struct):
    """The tables of reference data by role, and remarks on them."""

    tables: dict[Role, list[Table]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    complete: frozenset[Role] = frozenset()
    """Roles whose lists are complete, as the office declares."""


_ROLE_NAMES: Final[dict[Role, str]] = {
    "previous": "上期",
    "register": "名册",
    "excluded": "排除名单",
    "regions": "区划名单",
    "waivers": "豁免清单",
}
_LEDGERS: Final[dict[Role, tuple[type[Ledger], ...]]] = {
    "register": (RegisterPerson, RegisterHousehold),
    "excluded": (ExcludedPerson,),
    "regions": (Region, Village),
    "waivers": (WaiverLine,),
}
"""The ledgers suitable for each role. For ``previous`` any is."""
_OPTIONAL_FIELDS: Final[dict[Role, frozenset[str]]] = {"regions": frozenset({"kind"})}
"""Required fields of a ledger that reference data can do without."""
_EXPECTED_COLUMNS: Final[dict[Role, str]] = {
    "regions": "有没有“级别”“名称”“所属”三列，或“镇街”“村”两列",
    "waivers": "有没有“规则”和“豁免理由”两列",
}
_MAX_ROWS_NAMED: Final = 10
_STRICT: Final[frozenset[Role]] = frozenset({"regions", "waivers"})
"""Lists that an office writes itself, of which no row may be bad."""
_STRICT_REMEDY: Final = "请在这份文件中改正或删去后再检查，本次没有检查任何台账"
_LENIENT_REMEDY: Final = "按不明处理，不据此判断；能改正的请在来源处改正"


def reference_paths(
    arguments: Mapping[Role, OneOrMorePaths], settings: Mapping[Role, Sequence[Path]]
) -> dict[Role, list[Path]]:
    """Return the paths of each role: those of the arguments, else the workspace's."""
    given = {
        role: [paths] if isinstance(paths, str | os.PathLike) else list(paths)
        for role, paths in arguments.items()
    }
    by_role = {
        role: list(map(Path, given.get(role) or settings.get(role, ()))) for role in _ROLE_NAMES
    }
    return {role: paths for role, paths in by_role.items() if paths}


def all_paths(paths: Mapping[Role, Collection[Path]]) -> list[Path]:
    """Return the paths of all roles."""
    return list(chain.from_iterable(paths.values()))


def read_reference_data(
    paths: Mapping[Role, Sequence[Path]],
    options: CheckOptions,
    checked_files: Mapping[str, str],
    scratch: Path,
) -> ReferenceData:
    """Read the reference data.

    Last period's ledgers that are in ``checked_files``, which gives the names of the input files by
    digest, are left out with a remark.  Raises ReferenceDataError for a file that cannot be read or
    holds nothing suitable, and for a list of the office's own with a bad row.
    """
    reference = ReferenceData()
    for role, role_paths in paths.items():
        for number, path in enumerate(role_paths):
            for file in _input_files(role, path, scratch / f"{role}{number}"):
                digest, tables = _read_file(role, file, options)
                if role == "previous" and digest in checked_files:
                    reference.remarks.append(_same_file_remark(file, checked_files[digest]))
                    continue
                for table in tables:
                    reference.remarks.append(_table_remark(role, table))
                    if told := _bad_rows_text(role, table):
                        if role in _STRICT:
                            raise ReferenceDataError(f"{told}。{_STRICT_REMEDY}")
                        reference.remarks.append(f"{told}。{_LENIENT_REMEDY}")
                reference.tables.setdefault(role, []).extend(tables)
    if regions := reference.tables.get("regions"):
        reference.tables["regions"] = region_list(regions)
    return reference


def _input_files(role: Role, path: Path, scratch: Path) -> list[InputFile]:
    inputs = find_inputs([path], scratch)
    for status in inputs.not_checked:
        if status.status == "unreadable":
            raise ReferenceDataError(f"{_ROLE_NAMES[role]}“{status.path}”：{status.reason}")
    if not inputs.files:
        raise ReferenceDataError(f"{_ROLE_NAMES[role]}“{path}”中没有电子表格，请核对路径")
    return inputs.files


def _read_file(role: Role, file: InputFile, options: CheckOptions) -> tuple[str, list[Table]]:
    """Return the digest and the suitable tables of a file.

    A list whose ledger is not recognised is read as each ledger that is suitable for its role.
    """
    ledgers = _LEDGERS.get(role, ())
    as_ledger = ((*options.hints, Hint(ledger=ledger.info.id)) for ledger in ledgers)
    for hints in (options.hints, *as_ledger):
        try:
            digest, tables = read_tables(file, replace(options, hints=hints))
        except CannotRead as error:
            raise ReferenceDataError(f"{_ROLE_NAMES[role]}“{file.name}”：{error}") from None
        if suitable := [table for table in tables if not ledgers or _is_suitable(role, table)]:
            return digest, suitable
    titles = "或".join(ledger.info.title for ledger in ledgers) or "台账"
    raise ReferenceDataError(
        f"{_ROLE_NAMES[role]}“{file.name}”：没有认出{titles}的表头，请核对是否给错文件、"
        f"{_EXPECTED_COLUMNS.get(role, '有没有“姓名”和“证件号码”两列')}"
    )


def _is_suitable(role: Role, table: Table) -> bool:
    """Return True if a table is of a ledger for the role and has its required columns."""
    missing = {name for name, _ in table.missing} - _OPTIONAL_FIELDS.get(role, frozenset())
    return table.ledger in _LEDGERS[role] and not missing


def _bad_rows_text(role: Role, table: Table) -> str:
    """Return in words which rows of a table are bad, empty if none is."""
    bad_rows = sorted(_bad_rows(table))
    if not bad_rows:
        return ""
    (first, problem), others = bad_rows[0], sorted({row for row, _ in bad_rows} - {bad_rows[0][0]})
    named = "、".join(map(str, others[:_MAX_ROWS_NAMED]))
    etc = "等" if len(others) > _MAX_ROWS_NAMED else ""
    rest = f"；第{named}行{etc}也有问题" if others else ""
    place = f"{_ROLE_NAMES[role]}“{table.file}”工作表“{table.sheet}”第{first}行"
    return f"{place}：{problem}{rest}"


def _bad_rows(table: Table) -> Iterator[tuple[int, str]]:
    """Yield row number and problem of rows without a readable identity number or name."""
    specs = field_specs(table.ledger)
    for name, column in table.columns.items():
        if not specs[name].required or column.index < 0:
            continue
        values = column.values
        if column.spec.reads.private == "identity":
            problems = {
                code: value.message
                for code, value in enumerate(values)
                if isinstance(value, Unknown) and value.code
            }
        elif column.spec.reads.read is read_name:
            problems = {c: "没有姓名" for c, value in enumerate(values) if value is Absent.BLANK}
        else:
            continue
        for index, code in column.rows_with(problems):
            yield table.row_numbers[index], problems[code]


def _table_remark(role: Role, table: Table) -> str:
    name = f"{_ROLE_NAMES[role]}：“{table.file}”（{table.ledger.info.title}，{len(table)}行）"
    if role == "previous":
        return f"{name}，只作比对，没有检查"
    if role == "regions":
        return f"{name}，乡镇和村按它核对"
    if role == "waivers":
        return f"{name}，相符的问题另列"
    kind = "导出" if role == "register" else "名单"
    return f"{name}，{kind}日期{register_date_text(table)}，只作查对"


def _same_file_remark(file: InputFile, checked: str) -> str:
    return (
        f"上期：“{file.name}”与要检查的“{checked}”内容完全相同，没有比对；"
        "请核对是不是把本期的当作上期的，或把上期的当作本期的"
    )
