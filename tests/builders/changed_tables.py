"""Findings of rules in their own tables with one cell, column or row changed.

PYTHONPATH=tests python -m builders.changed_tables (or make.py docs)

writes it below tests/rules/changed_tables, a file a letter. A line has a change that makes a
difference, and the cells that the rule then reports, each with its weight and the cells beside it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from msgspec.structs import replace

from builders.rule_samples import Sample, book_of, findings_of, read_tables, samples, setting_of
from ruralskills import rules
from ruralskills.model.cell import Cell
from ruralskills.model.findings import Finding
from ruralskills.model.rule import Rule
from ruralskills.validation.mend_hints import MEND_CODES

KEPT: Final = Path(__file__).resolve().parents[1] / "rules" / "changed_tables"
RULES: Final = {code: rule for code, rule in rules.all_rules().items() if rule.scope != "cell"}
_READERS: Final = {code: rule for code, rule in rules.all_rules().items() if code[0] in "CRS"}
_NUMBER: Final = re.compile(r"\d{1,7}(?:\.\d)?")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")

Rows = list[list[str]]


class Changed(NamedTuple):
    """A table of a sample that is not as the rule shows it."""

    told: str
    number: int
    rows: Rows
    without: str = ""
    """The header of the column that is left out."""


def changes(example: Sample) -> Iterator[Changed]:
    """Yield the tables of a sample, each with one change at a time."""
    for number, (_, (header, *rows)) in enumerate(example.tables):
        if example.roles[number] == "regions":
            continue  # a list of places that contradicts itself is refused before any rule runs
        where = f"表{number + 1} " if len(example.tables) > 1 else ""
        yield Changed(f"{where}各行再来一遍", number, [header, *rows, *rows])
        for at, head in enumerate(header[:-1]):
            yield Changed(f"{where}没有“{head}”", number, [header, *rows], head)
            for told, changed in _of_column(rows, at):
                yield Changed(f"{where}“{head}”{told}", number, [header, *changed])


def _of_column(rows: Rows, at: int) -> Iterator[tuple[str, Rows]]:
    """Yield the rows with blanks in a column, then with other values there."""
    hit = [index for index, row in enumerate(rows) if row[-1]] or [0]
    yield "空着", [_with(row, at, "") if i in hit else row for i, row in enumerate(rows)]
    yield "空着的一行在前", [_with(rows[hit[0]], at, ""), *rows]
    for index, row in enumerate(rows):
        for told, value in _others(row[at], rows[index - 1][at]):
            yield (
                f"第{index + 1}行{told}",
                [*rows[:index], _with(row, at, value), *rows[index + 1 :]],
            )


def _others(value: str, above: str) -> Iterator[tuple[str, str]]:
    """Yield the numbers or days beside a value, or else what stands in the row above."""
    bare = value.strip("{}")
    braces = "{}" if bare != value else ""
    if _NUMBER.fullmatch(bare):
        number = float(bare)
        for told, other in (("加1", number + 1), ("减1", number - 1), ("为0", 0)):
            text = f"{other:.7g}"
            yield told, f"{{{text}}}" if braces else text
    elif _DAY.fullmatch(value):
        day = date.fromisoformat(value)
        yield "晚一天", f"{day + timedelta(days=1)}"
        yield "早一天", f"{day - timedelta(days=1)}"
    elif above != value:
        yield "同上一行", above


def _with(row: list[str], at: int, value: str) -> list[str]:
    return [*row[:at], value, *row[at + 1 :]]


def told(rule: Rule, example: Sample, changed: Changed | None = None) -> str:
    """Return the cells that a rule reports, in the order of the cells."""
    if changed:
        tables = [*example.tables]
        tables[changed.number] = tables[changed.number][0], changed.rows
        example = Sample(**{**vars(example), "tables": tables})
    setting = setting_of(rule, example, {**_READERS, rule.code: rule})
    tables_read = [table for table, _, _ in read_tables(example, setting)]
    if changed and changed.without:
        whole = tables_read[changed.number]
        kept = {n: c for n, c in whole.columns.items() if c.header != changed.without}
        tables_read[changed.number] = replace(whole, columns=kept)
    found = findings_of(book_of(example, tables_read), setting, hints=rule.code in MEND_CODES)
    return "  ".join(sorted(_told(each) for each in found if each.code == rule.code)) or "-"


def _told(finding: Finding) -> str:
    beside = ",".join(_address(cell) for cell in finding.related)
    where = _address(finding.cell) if finding.cell else finding.sheet or ""
    return f"{where} {finding.severity[0]}{f'→{beside}' if beside else ''}"


def _address(cell: Cell) -> str:
    return f"{(cell.sheet or '').removeprefix('表')}!{cell.address}"


def lines(code: str) -> list[str]:
    """Return what a rule finds after each change that matters, under its code."""
    rule = RULES[code]
    found = [f"# {code}"]
    for example in samples(rule):
        as_shown = told(rule, example)
        after = {each.told: told(rule, example, each) for each in changes(example)}
        differing = {change: cells for change, cells in after.items() if cells != as_shown}
        found.append(f"原样：{as_shown}（另有{len(after) - len(differing)}处改动与此相同）")
        found += [f"{change}：{cells}" for change, cells in differing.items()]
    return found


def pages(codes: Iterable[str] = RULES) -> dict[str, list[str]]:
    """Return the lines of rules by letter."""
    found: dict[str, list[str]] = defaultdict(list)
    for code in sorted(codes):
        found[code[0]] += lines(code)
    return found


def write() -> None:
    """Write what rules find now."""
    KEPT.mkdir(exist_ok=True)
    for letter, found in pages().items():
        (KEPT / f"{letter}.txt").write_text("\n".join([*found, ""]), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
