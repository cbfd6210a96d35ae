"""The parts of the files that nobody has checked, or that were read by a guess.

One block at the end of each report for people says them: columns whose field is a guess, columns
and sheets that were not recognised, rules that did not run for want of a column.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import partial
from typing import Final, TypeVar

from msgspec import Struct

from ruralskills.ledgers import LEDGERS
from ruralskills.model.fields import field_specs
from ruralskills.model.layout import ColumnLayout, SheetStatus, TableLayout
from ruralskills.model.outcome import Outcome, quoted_headers
from ruralskills.rules import all_rules
from ruralskills.text.lazy_regex import regex

_T = TypeVar("_T")
TITLE: Final = "识别情况"
"""The title of the block."""
MOST_LINES: Final = 12
"""The most lines that a screen, or the list of one workbook, shows of the block."""
_LEAST_OF_EACH: Final = 2
_WORTH_NO_LINE: Final = frozenset({"empty", "appended"})
"""Causes why a sheet is skipped that nobody needs to hear of."""
PEOPLE_LIST: Final = "people_list"
"""The ledger of a list of people that is none of ours. It has no unknown columns."""
_REMARKS: Final = regex(
    r"序号$|编号$|备注\d*$|说明$|其[他它]$|签[字名章收]|盖章|手印|照片|附件$|^（无表头）$"
)
"""Headers of columns that serve people alone, where no field is near."""


class Section(Struct, frozen=True):
    """Lines of one kind."""

    title: str
    lines: tuple[str, ...]
    brief: tuple[str, ...] = ()
    """The lines where there is little room, if they are others."""
    label: str = ""
    """The beginning of each line where no title stands over it."""

    @property
    def labelled(self) -> tuple[str, ...]:
        """The lines where there is little room, each to be read by itself."""
        return tuple(f"{self.label}{line}" for line in self.brief or self.lines)


class _PlacedColumn(Struct, frozen=True):
    """A column of a table."""

    table: TableLayout
    column: ColumnLayout

    @property
    def key(self) -> Hashable:
        """The place on the sheet. Two ledgers may share a header."""
        table = self.table
        return table.file, table.sheet, table.header_rows, self.column.column

    @property
    def sheet(self) -> str:
        """File and sheet."""
        return _place(self.table)

    @property
    def field_header(self) -> str:
        """The official header of its field."""
        return official_header(self.table.ledger, self.column.field or "")

    @property
    def is_remark(self) -> bool:
        """True for a column that no rule could use: a remark, or nothing under the header."""
        column = self.column
        if column.suggestion:
            return _REMARKS.search(column.suggestion) is not None
        return column.is_empty or _REMARKS.search(column.header) is not None


def _place(on: TableLayout | SheetStatus) -> str:
    """Return the names of file and sheet, of the sheet alone within one workbook."""
    return f"{on.file}!{on.sheet}" if on.file else on.sheet


def official_header(ledger: str, field: str) -> str:
    """Return the official header of a field, the field itself where it is unknown."""
    found = next((one for one in LEDGERS if one.info.id == ledger), None)
    specs = field_specs(found) if found else {}
    return specs[field].header if field in specs else field


def sections(outcome: Outcome) -> list[Section]:
    """Return the lines of the block by kind, kinds without a line left out."""
    found = (
        Section("按相近的表头或内容理解的列（请核对）", tuple(_guessed_columns(outcome))),
        Section("没有认出的列", tuple(_unknown(_unread_columns(outcome))), label="没有认出的列："),
        Section("没有检查的表", *_skipped_sheets(outcome), label="没有检查的表："),
        Section("不是认得的台账、按人员名单检查的表", *_people_lists(outcome)),
        Section("缺少所需的列、没有运行的规则", *_gaps(outcome)),
        Section("停用的规则", *_switched_off(outcome), label="停用的规则："),
        Section(
            "不需要检查的列",
            tuple(_remark_columns(_unknown_columns(outcome))),
            label="不需要检查的列：",
        ),
    )
    return [section for section in found if section.lines]


def calls_for_a_look(outcome: Outcome) -> bool:
    """Return True if a person should look at how a column or a sheet was read."""
    return bool(
        next(_guessed_columns(outcome), "")
        or _unread_columns(outcome)
        or any(sheet.cause == "no_table" for sheet in outcome.sheets)
        or any(table.ledger == PEOPLE_LIST for table in outcome.tables)
    )


def advice(outcome: Outcome) -> str:
    """Return how an office says what a column is, empty where every column is known."""
    if not next(_guessed_columns(outcome), "") and not _unread_columns(outcome):
        return ""
    return "rs validate --show-layout --write 把列写进 rs.toml，改好后再查"


def headed(outcome: Outcome, elsewhere: str = "") -> list[str]:
    """Return the lines of ``brief`` under their title, a single line behind it."""
    lines, how = brief(outcome, elsewhere=elsewhere), advice(outcome)
    if len(lines) == 1 and not how:
        return [f"{TITLE}：{lines[0]}"]
    title = f"{TITLE}（{how}）：" if how else f"{TITLE}："
    return [title, *(f"  {line}" for line in lines)] if lines else []


def brief(outcome: Outcome, most: int = MOST_LINES, elsewhere: str = "") -> list[str]:
    """Return at most so many lines, each kind among them, and the number of the rest.

    ``elsewhere`` says where all lines stand.
    """
    found = [section.labelled for section in sections(outcome)]
    total = sum(map(len, found))
    if total <= most:
        return [line for lines in found for line in lines]
    room = most - 1
    shares = [min(len(lines), _LEAST_OF_EACH) for lines in found]
    for position, lines in enumerate(found):
        shares[position] += max(0, min(len(lines) - shares[position], room - sum(shares)))
    shown = [line for lines, share in zip(found, shares, strict=True) for line in lines[:share]]
    return [*shown, f"另有{total - len(shown)}条{elsewhere}"]


def counts(outcome: Outcome) -> str:
    """Return how much was not recognised or not read, empty if all was."""
    columns = len(_unread_columns(outcome))
    sheets = sum(sheet.cause == "no_table" for sheet in outcome.sheets)
    lists = sum(table.ledger == PEOPLE_LIST for table in outcome.tables)
    files = sum(status.status == "unreadable" for status in outcome.files)
    numbers = (
        (columns, f"{columns}列没有认出"),
        (sheets, f"{sheets}张表没有认出"),
        (lists, f"{lists}张表只按人员名单检查"),
        (files, f"{files}个文件未能读取"),
    )
    return "、".join(words for number, words in numbers if number)


def _columns(outcome: Outcome) -> Iterator[_PlacedColumn]:
    return (_PlacedColumn(table, one) for table in outcome.tables for one in table.columns)


def _guessed_columns(outcome: Outcome) -> Iterator[str]:
    """Yield a line for each header that was taken for a field's by a guess."""
    guessed = (c for c in _columns(outcome) if c.column.is_guessed)
    for first, times in _alike(guessed, lambda c: (c.column.header, c.field_header)):
        column = first.column
        place = f"{first.sheet} {column.column}列“{column.header}”{_and_more(times, '处')}"
        yield f"按“{first.field_header}”理解 {place}，请核对"


def _unknown_columns(outcome: Outcome) -> list[_PlacedColumn]:
    """Return the columns that no table on their sheet has a field for, each once."""
    known = {one.key for one in _columns(outcome) if one.column.field}
    unknown: dict[Hashable, _PlacedColumn] = {}
    for one in _columns(outcome):
        if one.table.ledger == PEOPLE_LIST:
            continue
        if one.key not in known and (one.key not in unknown or one.column.suggestion):
            unknown[one.key] = one
    return list(unknown.values())


def _unread_columns(outcome: Outcome) -> list[_PlacedColumn]:
    """Return the unknown columns that a rule might have used."""
    return [one for one in _unknown_columns(outcome) if not one.is_remark]


def _unknown(columns: Iterable[_PlacedColumn]) -> Iterator[str]:
    """Yield a line for each header, those with a suggestion first."""
    found = list(_alike(columns, lambda c: (c.column.header, c.column.suggestion)))
    for first, times in sorted(found, key=lambda item: not item[0].column.suggestion):
        column = first.column
        place = f"{first.sheet} {column.column}“{column.header}”{_and_more(times, '处')}"
        guess = f"，是不是“{column.suggestion}”？写进 rs.toml 后再查" if column.suggestion else ""
        yield f"{place}{guess}"


def _remark_columns(columns: Iterable[_PlacedColumn]) -> Iterator[str]:
    """Yield one line for all columns that no rule could use."""
    remarks = [one for one in columns if one.is_remark]
    if remarks:
        first = remarks[0]
        place = f"{first.sheet} {first.column.column}“{first.column.header}”"
        yield f"{place}{_and_more(len(remarks), '列')}"


def _skipped_sheets(outcome: Outcome) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a line for each sheet that was not checked, and a line for each reason."""
    skipped = [
        sheet
        for sheet in outcome.sheets
        if (sheet.status == "skipped" or sheet.cause) and sheet.cause not in _WORTH_NO_LINE
    ]
    lines = tuple(f"{_place(sheet)}（{sheet.reason}）" for sheet in skipped)
    brief = tuple(
        f"{_place(first)}{_and_more(times, '张')}（{first.reason}）"
        for first, times in _alike(skipped, lambda sheet: sheet.reason)
    )
    return lines, brief


def _people_lists(outcome: Outcome) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a line for each list of people that is no ledger, and one for all."""
    lists = [table for table in outcome.tables if table.ledger == PEOPLE_LIST]
    if not lists:
        return (), ()
    what = "不是认得的台账，按人员名单只查身份证号、电话、账号、重复和合计"
    lines = tuple(f"{_place(table)} {what}" for table in lists)
    return lines, (f"{_place(lists[0])}{_and_more(len(lists), '张表')} {what}",)


def _gaps(outcome: Outcome) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a line for each gap, and one for all of them."""
    gaps, rule = outcome.column_gaps, partial(_rule, outcome)
    if not gaps:
        return (), ()
    lines = tuple(
        f"{gap.ledger}（{gap.tables[0]}{_and_more(len(gap.tables), '张表')}）"
        f"没有{quoted_headers(gap.missing)}列，没有查：{'、'.join(map(rule, gap.codes))}"
        for gap in gaps
    )
    codes = {code for gap in gaps for code in gap.codes}
    first = gaps[0]
    missing = f"{first.ledger}没有{quoted_headers(first.missing)}列"
    more = f"等{len(gaps)}种情况" if len(gaps) > 1 else ""
    return lines, (f"有{len(codes)}条规则因表中缺列没有运行：{missing}{more}",)


def _switched_off(outcome: Outcome) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a line for each reason why rules were switched off, and a short one."""
    groups = _by_reason(outcome, is_off=True)
    lines = tuple(f"{reason}：{'、'.join(rules)}" for reason, rules in groups.items())
    brief = tuple(
        f"{rules[0]}{_and_more(len(rules), '条')}：{reason}" for reason, rules in groups.items()
    )
    return lines, brief


def not_run(outcome: Outcome) -> list[Section]:
    """Return the rules that ran on no table and were not switched off, by reason."""
    groups = _by_reason(outcome, is_off=False)
    return [Section(reason, tuple(rules)) for reason, rules in groups.items()]


def _by_reason(outcome: Outcome, *, is_off: bool) -> dict[str, list[str]]:
    """Return titles and codes of rules that did not run, by the reason."""
    groups: dict[str, list[str]] = {}
    for status in outcome.rules_skipped:
        if status.is_off is is_off:
            groups.setdefault(status.reason, []).append(_rule(outcome, status.code))
    return groups


def _rule(outcome: Outcome, code: str) -> str:
    rule = all_rules().get(code)
    title = rule.title if rule else outcome.own_titles.get(code, "")
    return f"{title}（{code}）" if title else code


def _alike(items: Iterable[_T], key: Callable[[_T], Hashable]) -> Iterator[tuple[_T, int]]:
    """Yield the first of the items that share a key, and the number of them."""
    groups: dict[Hashable, list[_T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return ((group[0], len(group)) for group in groups.values())


def _and_more(number: int, measure: str) -> str:
    """Return the words for the number of things of which the first is named."""
    return f"等{number}{measure}" if number > 1 else ""
