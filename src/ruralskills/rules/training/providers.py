"""B1: who may hold a class - recognised in its year, large enough, with a licence that still runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from ruralskills.facts.class_dates import first_day, last_day
from ruralskills.facts.class_names import Classes, agency_key
from ruralskills.ledgers import TrainingBody, TrainingClass
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Says, rule
from ruralskills.model.table import LedgerSet, Table
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

Place = tuple[Table, int, str]
Row = tuple[Table, int]


class _Recognised:
    """The bodies of the lists, by year and name; year 0 is a list that names none."""

    def __init__(self, book: LedgerSet) -> None:
        self.of_year: dict[int, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for table in book.of(TrainingBody):
            for position in range(len(table)):
                name = table.value(position, "name")
                year = table.value(position, "year") or table.year or 0
                if name:
                    self.of_year[int(year)][agency_key(name)].append((table, position))

    def named(self, year: int, agency: str) -> list[Row]:
        """The entries of an agency in the list of a year."""
        return self.of_year.get(year, {}).get(agency_key(agency), [])

    def certainly_lacks(self, year: int, agency: str) -> bool:
        """Whether the list of a year has no such agency, under no shorter or longer name."""
        names = self.of_year.get(year)
        return bool(names) and not any(_may_be(agency_key(agency), name) for name in names or ())


_NO_AGENCY: Final = regex("(局|政府|委员会|委|办公室|办|妇联|镇|乡|街道|村|社区)$|[、,;和及]")
"""Departments and townships that hold a class themselves; several agencies in one cell."""


def _may_be(one: str, other: str) -> bool:
    """Whether one name may be the short form of the other: its characters in their order.

    >>> _may_be("县职校", "东乡县职业技术学校"), _may_be("致远学校", "东乡县职业技术学校")
    (True, False)
    """
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(character in rest for character in short)


def _year_of(table: Table, position: int) -> int | None:
    """The year in which a class begins."""
    row = table.row(position)
    starts, ends = first_day(row), last_day(row)
    return next((day.year for day in (starts, ends) if day is not None), None)


@rule(
    "B101", "承训机构不在当年名录", TrainingClass, TrainingBody, at="agency", carries_out="clauses",
    nature=Nature.DOUBT, reads=("agency", "starts", "ends", "held", "name", "year", "class_name"),
    remedy="请核对机构名称与当年认定名录；当年没有认定的，不能承担培训",
)  # fmt: skip
def agency_not_recognised_that_year(book: LedgerSet) -> Iterator[tuple[Place, str]]:
    """承担培训的机构每年认定；没有当年名录的不比，可能是简称的、部门和乡镇自己办的不列。

    通知：dongxiang-2020

    培训班台账

    | 班次名称    | 培训机构 | 开班日期   | 应报     |
    | ----------- | -------- | ---------- | -------- |
    | 第1期电焊班 | 县职校   | 2020-07-06 |          |
    | 第2期电焊班 | 致远学校 | 2020-07-06 | 培训机构 |
    | 第3期电焊班 | 致远学校 | 2021-07-06 |          |

    培训机构和基地名录

    | 机构名称           | 年度 | 核定规模 | 应报 |
    | ------------------ | ---- | -------- | ---- |
    | 东乡县职业技术学校 | 2020 | 60       |      |
    """
    recognised = _Recognised(book)
    for table, position in Classes(book.of(TrainingClass)).rows:
        agency, year = table.value(position, "agency"), _year_of(table, position)
        if not agency or year is None or _NO_AGENCY.search(normalised(agency)):
            continue
        if recognised.certainly_lacks(year, agency):
            yield (table, position, "agency"), f"{year}年的认定名录中没有“{agency}”"


@rule(
    "B102", "培训人数超过核定规模", TrainingClass, TrainingBody, at="trained", carries_out="clauses",
    nature=Nature.DOUBT,
    reads=("agency", "starts", "ends", "held", "name", "year", "capacity", "trained", "class_name"),
    remedy="请核对人数和核定规模；确实超过的，分班举办或重新核定",
)  # fmt: skip
def class_larger_than_the_capacity(book: LedgerSet) -> Iterator[tuple[Place, Says]]:
    """一个班的人数不能超过机构当年核定的培训规模；名录按机构全称对应。

    通知：dongxiang-2020

    培训班台账

    | 班次名称    | 培训机构 | 开班日期   | 培训人数 | 应报     |
    | ----------- | -------- | ---------- | -------- | -------- |
    | 第1期电焊班 | 县职校   | 2020-07-06 | 50       |          |
    | 第2期电焊班 | 县职校   | 2020-08-06 | 70       | 培训人数 |

    培训机构和基地名录

    | 机构名称 | 年度 | 核定规模 | 应报 |
    | -------- | ---- | -------- | ---- |
    | 县职校   | 2020 | 60       |      |
    """
    recognised = _Recognised(book)
    for table, position in Classes(book.of(TrainingClass)).rows:
        agency, year = table.value(position, "agency"), _year_of(table, position)
        trained = table.value(position, "trained")
        if not agency or year is None or not isinstance(trained, int):
            continue
        entries = recognised.named(year, agency)
        capacities = [t.value(p, "capacity") for t, p in entries]
        if any(_counts_classes(t) for t, _ in entries):
            continue
        if not capacities or not all(isinstance(c, int) and c > 0 for c in capacities):
            continue
        most = max(capacities)
        if trained > most:
            related = tuple(t.cell(p, "capacity") for t, p in entries)
            message = f"本班{trained}人，{year}年核定规模{most}人，多{trained - most}人"
            yield (table, position, "trained"), Says(message, related=related)


def _counts_classes(table: Table) -> bool:
    """Whether the capacity is told in classes and not in people."""
    column = table.columns.get("capacity")
    return column is not None and any(word in column.header for word in "班期")


@rule(
    "B103", "办学许可证在培训期间到期", TrainingClass, TrainingBody, at="agency", carries_out="clauses",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("agency", "starts", "ends", "held", "name", "licence_until", "class_name"),
    remedy="请核对许可证有效期；已经换证的更新名录",
)  # fmt: skip
def licence_runs_out_before_the_class_ends(book: LedgerSet) -> Iterator[tuple[Place, Says]]:
    """承训机构的办学许可证在整个培训期间都要有效；名录里同一机构有几张许可证的，看最晚的一张。

    通知：dongxiang-2020

    培训班台账

    | 班次名称    | 培训机构 | 开班日期   | 结业日期   | 应报     |
    | ----------- | -------- | ---------- | ---------- | -------- |
    | 第1期电焊班 | 县职校   | 2020-07-06 | 2020-07-20 |          |
    | 第2期电焊班 | 县职校   | 2020-08-06 | 2020-09-06 | 培训机构 |

    培训机构和基地名录

    | 机构名称 | 年度 | 核定规模 | 许可证有效期 | 应报 |
    | -------- | ---- | -------- | ------------ | ---- |
    | 县职校   | 2020 | 60       | 2020-08-31   |      |
    """
    until: dict[str, list[date | None]] = defaultdict(list)
    for table in book.of(TrainingBody):
        for position in range(len(table) if "licence_until" in table.columns else 0):
            day = table.value(position, "licence_until")
            key = agency_key(table.value(position, "name"))
            until[key].append(day.latest if day is not None else None)
    for table, position in Classes(book.of(TrainingClass)).rows:
        agency = table.value(position, "agency")
        ends = last_day(table.row(position))
        days = [day for day in until.get(agency_key(agency), []) if day is not None]
        if not agency or ends is None or len(days) < len(until[agency_key(agency)]) or not days:
            continue
        if ends.earliest > max(days):
            message = f"本班{ends}结业，“{agency}”的办学许可证{max(days)}到期"
            yield (table, position, "agency"), Says(message)
