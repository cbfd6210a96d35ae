"""The tables in rules' docstrings, read through the real reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from builders.sheet_text import drawn, header_lines
from ruralskills import notices as notice
from ruralskills import rules
from ruralskills.detection.tables import find_tables, to_table
from ruralskills.ledgers import LEDGERS
from ruralskills.model.fields import field_specs
from ruralskills.model.findings import Finding
from ruralskills.model.ledger_set import LedgerSet, Role
from ruralskills.model.rule import Rule
from ruralskills.model.table import Table
from ruralskills.notices import fields_read, notices_in_force
from ruralskills.readers.grid import Grid
from ruralskills.regions import UnitNames
from ruralskills.rules.docstring import APART, ROLES, ExampleTable, parse
from ruralskills.validation.context import CheckContext
from ruralskills.validation.engine import run_on_book, run_on_table
from ruralskills.validation.mend_hints import mend_hints
from ruralskills.validation.waivers import CheckExtent, read_waivers
from ruralskills.workspace.settings import Settings

SAMPLE_NOTICE = notice.load(Path(__file__).with_name("样例.toml"))
"""A made-up notice, for rules that are about more of a notice than its numbers."""


@dataclass
class Sample:
    """The tables of one rule's docstring."""

    notice: str = ""
    as_of: date = date(2020, 12, 31)
    tables: list[tuple[str, list[list[str]]]] = field(default_factory=list)
    headers_hit: list[str] = field(default_factory=list)
    file: str = "样例.xlsx"
    roles: list[Role] = field(default_factory=list)
    """The role in which each table was handed in."""


def sample(rule: Rule) -> Sample:
    """The tables that a rule is shown with: hits, misses and near-misses."""
    return samples(rule)[0]


def samples(rule: Rule) -> list[Sample]:
    """The tables of a rule, and those apart in which it reports nothing."""
    told = [Sample()]
    ledger = title = ""
    role: Role = ""
    for example in parse(rule).examples:
        sample = told[-1]
        if isinstance(example, ExampleTable):
            rows = [list(example.header), *map(list, example.rows)]
            sample.tables.append((title or ledger or _default_title(rule, rows[0]), rows))
            sample.roles.append(role)
        elif example.key == APART:
            told.append(Sample(notice=sample.notice, as_of=sample.as_of))
            ledger, title, role = "", "", ""
        elif example.key == "通知":
            sample.notice = example.value
        elif example.key == "截至":
            sample.as_of = date.fromisoformat(example.value)
        elif example.key == "文件":
            sample.file = example.value
        elif example.key == "标题":
            title = example.value
        elif example.key == "应报表头":
            sample.headers_hit.append(example.value)
        elif example.key in ROLES:
            ledger, title, role = example.value, "", ROLES[example.key]
        elif not example.text.endswith("。"):
            ledger, title, role = example.text, "", ""
    return told


def _default_title(rule: Rule, header: list[str]) -> str:
    if rule.ledgers:
        return rule.ledgers[0].info.title
    for ledger in LEDGERS:
        known = {h for spec in field_specs(ledger).values() for h in spec.headers}
        if set(header[:-1]) <= known:
            return ledger.info.title
    raise AssertionError(f"{rule.code}: no ledger has {header}")


def _grid(title: str, rows: list[list[str]], number: int) -> Grid:
    """Return a sheet with a title, one or two header rows, and the rows of the sample."""
    header = rows[0][:-1]
    grouped = "任务与统计表" in title or "年" in title
    tops = header_lines(header) if grouped else ["|".join(header)]
    lines = [*tops, *("|".join(row[:-1]) for row in rows[1:])]
    title_line = "|".join([title, *["<"] * (len(header) - 1)])
    return drawn("\n".join([title_line, *lines]), f"表{number}")


def read_tables(
    sample: Sample, setting: CheckContext
) -> Iterator[tuple[Table, list[list[str]], int]]:
    for number, (title, rows) in enumerate(sample.tables):
        grid = _grid(title, rows, number)
        found = find_tables(grid, sample.file)
        assert len(found) == 1, f"found {len(found)} tables under {title!r}"
        table = to_table(found[0], setting.in_force)
        yield table, rows, grid.height - len(rows) + 2


def notices(rule: Rule, sample: Sample) -> tuple[notice.Notice, ...]:
    packs = {**notice.shipped_notices(), SAMPLE_NOTICE.id: SAMPLE_NOTICE}
    return (packs[sample.notice],) if sample.notice else ()


def setting_of(
    rule: Rule, sample: Sample, catalogue: Mapping[str, Rule] | None = None
) -> CheckContext:
    """The notices and the day of a sample."""
    bound = notices_in_force(notices(rule, sample), notice.shipped_notices())
    return CheckContext(catalogue or rules.all_rules(), bound, sample.as_of)


def book_of(sample: Sample, tables: list[Table]) -> LedgerSet:
    """The tables of a sample, each in its role."""
    beside: dict[Role, list[Table]] = {}
    for table, role in zip(tables, sample.roles, strict=True):
        beside.setdefault(role, []).append(table)
    return LedgerSet(beside.pop("", []), beside)


def findings_of(book: LedgerSet, setting: CheckContext, *, hints: bool = False) -> list[Finding]:
    """Everything that is said of a sample, with hints about form if asked."""
    found: list[Finding] = []
    for table in book.tables:
        ran = run_on_table(table, setting)
        assert not ran.broken, ran.broken
        found += ran.findings
        if hints:
            found += mend_hints(table, setting)
    over_all = run_on_book(book, setting)
    assert not over_all.broken, over_all.broken
    found += over_all.findings
    waivers = read_waivers(Settings(), book.in_role("waivers"), setting, UnitNames())
    return waivers.apply(found, (), CheckExtent(setting.rules, book.tables))[0]


def only_declared(rule: Rule, tables: list[Table], setting: CheckContext) -> list[Table]:
    """The tables with no more columns than rules over the book say that they read."""
    kept = []
    for table in tables:
        about = table.ledger.info
        read = fields_read(setting.in_force.notices)
        wanted = {*rule.reads, *read, about.unit, about.village, about.name}
        columns = {name: c for name, c in table.columns.items() if name in wanted}
        kept.append(replace(table, columns=columns, stated_totals=[]))
    return kept
