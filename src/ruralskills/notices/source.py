"""A pack as it is written: its entries with their lines, and its table of targets."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field

from ruralskills.notices import schema
from ruralskills.notices.model import Target
from ruralskills.notices.problems import Problem
from ruralskills.notices.toml_lines import Lines
from ruralskills.notices.toml_lines import Path as Entry
from ruralskills.text.lazy_regex import regex

_AT: Final = regex(r"\(at line (\d+)|\(at end of document")
_TWICE: Final = regex("overwrite|twice|already|mutate|Duplicate", re.IGNORECASE)
_COLUMNS: Final = ("unit", "indicator", "year", "value", "measure", "clause")


class TargetRow(Struct):
    """A line of the table of targets."""

    line: int
    target: Target


class NoticeSource(Struct, dict=True):
    """One pack: what is sound of it, and what is wrong."""

    path: Path
    text: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    """Without the entries that are wrong in themselves."""
    targets: list[TargetRow] = field(default_factory=list)
    mistakes: list[Problem] = field(default_factory=list)

    @cached_property
    def lines(self) -> Lines:
        """Where each entry stands; looked for only when something is to be said."""
        return Lines(self.text)

    def wrong(self, entry: Entry, message: str, remedy: str) -> Problem:
        """A mistake in an entry."""
        return Problem(self.path.name, self.lines.at(entry), message, remedy)

    @property
    def table(self) -> Path:
        """The table of targets beside it."""
        return self.path.with_suffix(".csv")


def read(path: Path) -> NoticeSource:
    """Read a pack and its table of targets; mistakes are collected, none is raised."""
    source = NoticeSource(path)
    try:
        source.text = path.read_bytes().decode("utf-8-sig")
        source.raw = tomllib.loads(source.text)
    except UnicodeDecodeError:
        told = "请用记事本打开，另存为时编码选UTF-8"
        source.mistakes.append(Problem(path.name, 1, "不是UTF-8编码", told))
        return source
    except tomllib.TOMLDecodeError as error:
        source.mistakes.append(_syntax(path, source.text, str(error)))
        return source
    wrong: list[schema.Wrong] = []
    source.data = schema.sound(source.raw, wrong)
    source.mistakes += [source.wrong(*one) for one in wrong]
    if source.table.exists():
        source.targets = list(_targets(source))
    return source


def head(path: Path) -> dict[str, Any]:
    """What stands before the first table: enough to know a notice by.  Empty if it cannot be read."""
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    before = re.split(r"^\s*\[", text, maxsplit=1, flags=re.MULTILINE)[0]
    try:
        return tomllib.loads(before)
    except tomllib.TOMLDecodeError:
        return dict(read(path).data)


def _syntax(path: Path, text: str, error: str) -> Problem:
    found = _AT.search(error)
    line = int(found[1]) if found and found[1] else len(text.splitlines())
    if _TWICE.search(error):
        return Problem(path.name, line, "这一项在前面已经写过", "请合并成一处")
    return Problem(
        path.name,
        max(line, 1),
        "写法不符合TOML格式",
        '请核对引号、等号、方括号是否成对、是否用了半角，文字要加引号，如 title = "……"',
    )


def _targets(source: NoticeSource) -> Iterator[TargetRow]:
    path = source.table
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")
    reader = csv.DictReader(text.splitlines())
    missing = [name for name in _COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        told = f"第一行应是：{','.join(_COLUMNS)}"
        source.mistakes.append(Problem(path.name, 1, f"缺少“{'”“'.join(missing)}”列", told))
        return
    for row in reader:
        if not any(row.values()):
            continue
        line = reader.line_num
        wrong = list(_wrong_in(row))
        source.mistakes += [Problem(path.name, line, *one) for one in wrong]
        if not wrong:
            yield TargetRow(line, _target(row))


def _wrong_in(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is wrong in a line of targets, each with its remedy."""
    for name, told in (
        ("unit", "请写单位，合计行写“合计”"),
        ("indicator", "请写指标名称，几种叫法用 | 隔开"),
        ("measure", "请写计量单位，如 人、户、万元"),
        ("clause", "请写依据的条款编号"),
    ):
        if not row[name]:
            yield f"“{name}”是空的", told
    if row["year"] and not row["year"].isdigit():
        yield f"年度填“{row['year']}”", "请写四位数字的年度，不分年度的空着"
    try:
        Decimal(row["value"] or "")
    except InvalidOperation:
        yield f"任务数填“{row['value'] or ''}”，不是数字", "请只写数字，单位写在 measure 列"


def _target(row: Mapping[str, str]) -> Target:
    return Target(
        unit=row["unit"],
        indicator=row["indicator"],
        year=int(row["year"]) if row["year"] else None,
        value=Decimal(row["value"]),
        measure=row["measure"],
        clause=row["clause"],
    )
