"""B1: providers of classes - their recognition, capacity and licence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from ruralskills.facts.class_dates import first_day, last_day
from ruralskills.facts.class_names import agency_key
from ruralskills.ledgers import TrainingBody, TrainingClass
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

_NO_YEAR: Final = 0


class _RecognisedBodies:
    """Bodies of the lists of recognised ones, by year and name."""

    def __init__(self, book: LedgerSet) -> None:
        self.of_year: dict[int, dict[str, list[TrainingBody]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for row in book.rows(TrainingBody):
            if row.name:
                year = int(row.year or row.table.year or _NO_YEAR)
                self.of_year[year][agency_key(row.name)].append(row)

    def find(self, year: int, agency: str) -> list[TrainingBody]:
        """Return the rows of an agency in the list of a year."""
        return self.of_year.get(year, {}).get(agency_key(agency), [])

    def is_missing(self, year: int, agency: str) -> bool:
        """Return True if the list of a year has no form of an agency's name."""
        names = self.of_year.get(year, {})
        key = agency_key(agency)
        return bool(names) and not any(_can_be_short_for(key, name) for name in names)


_NO_AGENCY: Final = regex("(局|政府|委员会|委|办公室|办|妇联|镇|乡|街道|村|社区)$|[、,;和及]")
"""Endings of departments and townships, and signs between several agencies."""


def _can_be_short_for(first: str, second: str) -> bool:
    """Return True if the longer name has the characters of the other, in their order.

    >>> _can_be_short_for("县职校", "东乡县职业技术学校")
    True
    >>> _can_be_short_for("致远学校", "东乡县职业技术学校")
    False
    """
    short, long = sorted((first, second), key=len)
    rest = iter(long)
    return all(character in rest for character in short)


def _year_held(row: TrainingClass) -> int | None:
    day = first_day(row) or last_day(row)
    return day.year if day else None


@rule(
    "B101", "承训机构不在当年名录", TrainingClass, TrainingBody, at="agency", carries_out="clauses",
    nature=Nature.DOUBT, reads=("agency", "starts", "ends", "held", "name", "year"),
    needs=("training_class.agency", "training_class.starts|ends|held"),
    remedy="请核对机构名称与当年认定名录；当年没有认定的，不能承担培训",
)  # fmt: skip
def agency_not_recognised_that_year(book: LedgerSet) -> Iterator[Answer]:
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
    recognised = _RecognisedBodies(book)
    for row in book.rows(TrainingClass):
        agency, year = row.agency, _year_held(row)
        if not agency or year is None or _NO_AGENCY.search(normalised(agency)):
            continue
        if recognised.is_missing(year, agency):
            yield row.at("agency"), f"{year}年的认定名录中没有“{agency}”"


@rule(
    "B102", "培训人数超过核定规模", TrainingClass, TrainingBody, at="trained", carries_out="clauses",
    nature=Nature.DOUBT,
    reads=("agency", "starts", "ends", "held", "name", "year", "capacity", "trained"),
    needs=("training_class.agency", "training_class.starts|ends|held", "training_class.trained",
           "training_body.capacity"),
    remedy="请核对人数和核定规模；确实超过的，分班举办或重新核定",
)  # fmt: skip
def class_larger_than_the_capacity(book: LedgerSet) -> Iterator[Answer]:
    """一个班的人数不能超过机构当年核定的培训规模；名录按机构全称对应。

    通知：dongxiang-2020

    培训班台账

    | 班次名称    | 培训机构 | 开班日期   | 培训人数 | 应报     |
    | ----------- | -------- | ---------- | -------- | -------- |
    | 第1期电焊班 | 县职校   | 2020-07-06 | 50       |          |
    | 第2期电焊班 | 县职校   | 2020-08-06 | 70       | 培训人数 |
    | 第3期电焊班 | 县职校   | 2020-09-06 | 60       |          |

    培训机构和基地名录

    | 机构名称 | 年度 | 核定规模 | 应报 |
    | -------- | ---- | -------- | ---- |
    | 县职校   | 2020 | 60       |      |
    """
    recognised = _RecognisedBodies(book)
    for row in book.rows(TrainingClass):
        year, trained = _year_held(row), row.trained
        if not row.agency or year is None or not isinstance(trained, int):
            continue
        entries = recognised.find(year, row.agency)
        capacities = [c for entry in entries if isinstance(c := entry.capacity, int) and c > 0]
        if not entries or len(capacities) < len(entries):
            continue
        if any(_counts_classes(entry.table) for entry in entries):
            continue
        most = max(capacities)
        if trained > most:
            related = tuple(entry.at("capacity") for entry in entries)
            message = f"本班{trained}人，{year}年核定规模{most}人，多{trained - most}人"
            yield row.at("trained"), Says(message, related=related)


def _counts_classes(table: Table) -> bool:
    """Return True if the capacity is counted in classes and not in people."""
    column = table.columns.get("capacity")
    return column is not None and any(word in column.header for word in "班期")


@rule(
    "B103", "办学许可证在培训期间到期", TrainingClass, TrainingBody, at="agency", carries_out="clauses",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("agency", "ends", "held", "name", "licence_until"),
    needs=("training_class.agency", "training_class.ends|held", "training_body.licence_until"),
    remedy="请核对许可证有效期；已经换证的更新名录",
)  # fmt: skip
def licence_runs_out_before_the_class_ends(book: LedgerSet) -> Iterator[Answer]:
    """承训机构的办学许可证在整个培训期间都要有效；名录里同一机构有几张许可证的，看最晚的一张。

    通知：dongxiang-2020

    培训班台账

    | 班次名称    | 培训机构 | 开班日期   | 结业日期   | 应报     |
    | ----------- | -------- | ---------- | ---------- | -------- |
    | 第1期电焊班 | 县职校   | 2020-07-06 | 2020-07-20 |          |
    | 第2期电焊班 | 县职校   | 2020-08-06 | 2020-09-06 | 培训机构 |
    | 第3期电焊班 | 县职校   | 2020-08-17 | 2020-08-31 |          |

    培训机构和基地名录

    | 机构名称 | 年度 | 核定规模 | 许可证有效期 | 应报 |
    | -------- | ---- | -------- | ------------ | ---- |
    | 县职校   | 2020 | 60       | 2020-08-31   |      |
    """
    until: dict[str, list[date | None]] = defaultdict(list)
    for body in book.rows(TrainingBody):
        if body.state("licence_until") != "missing":
            day = body.licence_until
            until[agency_key(body.name)].append(day.latest if day else None)
    for row in book.rows(TrainingClass):
        ends = last_day(row)
        licences = until.get(agency_key(row.agency), [])
        days = [day for day in licences if day is not None]
        if not row.agency or ends is None or len(days) < len(licences) or not days:
            continue
        if ends.earliest > max(days):
            message = f"本班{ends}结业，“{row.agency}”的办学许可证{max(days)}到期"
            yield row.at("agency"), message
