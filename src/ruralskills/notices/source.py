"""Notice files as they are written: entries with lines, and tables of targets."""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, ValidationError, convert, field

from ruralskills.notices.model import COMMON, NoticeHeading, Target
from ruralskills.notices.notice import Notice
from ruralskills.notices.problems import NoticeError, Problem, syntax_problem
from ruralskills.notices.schema import NoticeFile, convert_file
from ruralskills.notices.toml_lines import EntryPath as Entry
from ruralskills.notices.toml_lines import TomlLines
from ruralskills.text.toml_text import toml_data

_COLUMNS: Final = ("unit", "indicator", "year", "value", "measure", "clause")
_DEADLINE: Final = "deadline"
"""The column that may be left out."""


class NoticeSource(Struct, dict=True):
    """A notice file: its valid entries, and the problems of the available."""

    path: Path
    text: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict)
    entries: NoticeFile = NoticeFile("", "", "")
    targets: dict[int, Target] = field(default_factory=dict)
    """By the line of the table of targets."""
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def lines(self) -> TomlLines:
        """The line of each entry, found only when a problem is to be reported."""
        return TomlLines(self.text)

    @property
    def table(self) -> Path:
        """The table of targets that belongs to the file."""
        return self.path.with_suffix(".csv")

    @property
    def sha256(self) -> str:
        """The digest of the file and its table, by which its version is known."""
        parts = (self.path, self.table) if self.table.exists() else (self.path,)
        return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()

    @property
    def clause_ids(self) -> list[tuple[int, str]]:
        """The number and id of each clause, even of one that lacks something."""
        rows = self.raw.get("clauses")
        numbered = enumerate(rows if isinstance(rows, list) else ())
        ids = ((number, row.get("id")) for number, row in numbered if isinstance(row, dict))
        return [(number, name) for number, name in ids if isinstance(name, str)]

    def bases(self, available: Mapping[str, Notice]) -> list[Notice]:
        """Return the notices that it stands on, the nearest first and ``common`` last."""
        found: dict[str, Notice] = {}
        name = self.entries.extends
        while name in available and name not in found and name != self.entries.id:
            found[name] = available[name]
            name = found[name].extends
        if COMMON in available and self.entries.id != COMMON:
            found.setdefault(COMMON, available[COMMON])
        return list(found.values())

    def problem(self, entry: Entry, message: str, remedy: str) -> Problem:
        """Return a problem in an entry, with its line."""
        return Problem(self.path.name, self.lines.at(entry), message, remedy)


def read(path: Path) -> NoticeSource:
    """Read a notice file and its table of targets, and collect their problems."""
    source = NoticeSource(path)
    try:
        source.text = path.read_bytes().decode("utf-8-sig")
        source.raw = toml_data(source.text)
    except UnicodeDecodeError:
        remedy = "请用记事本打开，另存为时编码选UTF-8"
        source.problems.append(Problem(path.name, 1, "不是UTF-8编码", remedy))
        return source
    except tomllib.TOMLDecodeError as error:
        source.problems.append(syntax_problem(path.name, source.text, str(error)))
        return source
    source.entries, misfits = convert_file(source.raw)
    source.problems += [source.problem(*misfit) for misfit in misfits]
    if source.table.exists():
        source.targets = dict(_targets(source))
    return source


def heading(path: Path) -> NoticeHeading:
    """Read what stands before the first table of a notice file.  Raises NoticeError."""
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    before = re.split(r"^\s*\[", text, maxsplit=1, flags=re.MULTILINE)[0]
    try:
        return convert(toml_data(before), NoticeHeading)
    except (tomllib.TOMLDecodeError, ValidationError):
        raise NoticeError(read(path).problems) from None


def _targets(source: NoticeSource) -> Iterator[tuple[int, Target]]:
    path = source.table
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")
    reader = csv.DictReader(text.splitlines())
    missing = [name for name in _COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        remedy = f"第一行应是：{','.join(_COLUMNS)}"
        source.problems.append(Problem(path.name, 1, f"缺少“{'”“'.join(missing)}”列", remedy))
        return
    for row in reader:
        if not any(row.values()):
            continue
        problems = [Problem(path.name, reader.line_num, *each) for each in _target_problems(row)]
        source.problems += problems
        if not problems:
            yield reader.line_num, _target(row)


def _target_problems(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong in a line of targets, each with its remedy."""
    for name, remedy in (
        ("unit", "请写单位，合计行写“合计”"),
        ("indicator", "请写指标名称，几种叫法用 | 隔开"),
        ("measure", "请写计量单位，如 人、户、万元"),
        ("clause", "请写依据的条款编号"),
    ):
        if not row[name]:
            yield f"“{name}”是空的", remedy
    if row["year"] and not row["year"].isdigit():
        yield f"年度填“{row['year']}”", "请写四位数字的年度，不分年度的空着"
    try:
        Decimal(row["value"] or "")
    except InvalidOperation:
        yield f"任务数填“{row['value'] or ''}”，不是数字", "请只写数字，单位写在 measure 列"
    else:
        if Decimal(row["value"]) < 0:
            yield f"任务数填“{row['value']}”，是负数", "请核对正负号"
    if row.get(_DEADLINE):
        try:
            date.fromisoformat(row[_DEADLINE])
        except ValueError:
            yield f"期限填“{row[_DEADLINE]}”，不是日期", "请写作 2022-01-31，没有期限的空着"


def _target(row: Mapping[str, str]) -> Target:
    return Target(
        unit=row["unit"],
        indicator=row["indicator"],
        year=int(row["year"]) if row["year"] else None,
        value=Decimal(row["value"]),
        measure=row["measure"],
        clause=row["clause"],
        deadline=date.fromisoformat(row[_DEADLINE]) if row.get(_DEADLINE) else None,
    )
