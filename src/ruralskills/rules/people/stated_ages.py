"""P1: stated ages and birthdays against the identity number, in any ledger."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import chain
from operator import gt, lt
from typing import Any, Final

from msgspec import Struct

from ruralskills.facts.ages import age_outside, completed_years
from ruralskills.facts.leader_status import REMOVED
from ruralskills.facts.row_pairs import rows_where
from ruralskills.facts.table_days import table_days
from ruralskills.ledgers import Application, Leader
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column
from ruralskills.values import identity
from ruralskills.values.date_range import DateRange
from ruralskills.values.partial_date import PartialDate

_EARLIEST: Final = date(2015, 1, 1)
"""The first day on which an age may have been told where nothing says a date."""
_STALE: Final = 5
"""The years for which an age of a stock ledger may have been left as it was."""
_NOBODY_SO_YOUNG, _NOBODY_SO_OLD = -1000, 1000
_BEFORE_ALL, _AFTER_ALL = 0, 1 << 40
"""Ordinals before and after every day."""


class _Told(Struct, frozen=True):
    """The days on which the age of a row may have been told."""

    first: date
    last: date
    is_dated: bool = False
    """True if the row has a date of its own."""
    is_of_table: bool = False
    """True if the days are those of the table."""
    is_certain: bool = True
    """False if only the name of the file says the year."""


class _Ages:
    """The ages of a table, with the birthdays in the identity numbers."""

    def __init__(self, table: Table, age: Column, number: Column, as_of: date) -> None:
        self._table, self._age, self._number, self._as_of = table, age, number, as_of
        self._days = table_days(table, as_of)
        self._dates = [
            column
            for name, column in table.columns.items()
            if column.spec.reads.name in ("day", "span") and name != "born"
        ]
        self._births = [
            identity.birth_date(value) if isinstance(value, str) else None
            for value in number.values
        ]

    def suspects(self) -> Iterator[int]:
        """Yield the rows whose age is none of the days of the table itself."""
        last = self._days.last if self._days else self._as_of
        first = self._days.first if self._days else last
        days = set(self._births)
        youngest = {b: completed_years(b, first) if b else _NOBODY_SO_YOUNG for b in days}
        oldest = {b: completed_years(b, last) if b else _NOBODY_SO_OLD for b in days}
        least = list(map(youngest.__getitem__, self._births))
        most = list(map(oldest.__getitem__, self._births))
        known = [isinstance(age, int | Decimal) and age >= 0 for age in self._age.values]
        ages = list(zip(self._age.values, known, strict=True))
        low = [age if is_known else _NOBODY_SO_OLD for age, is_known in ages]
        high = [age if is_known else _NOBODY_SO_YOUNG for age, is_known in ages]
        yield from sorted(
            chain(
                rows_where(lt, (self._age, low), (self._number, least)),
                rows_where(gt, (self._age, high), (self._number, most)),
            )
        )

    def told(self, index: int) -> _Told:
        """Return the days on which the age of a row may have been told."""
        dates = [column[index] for column in self._dates]
        spans = [(d.start, d.end) if isinstance(d, DateRange) else (d, d) for d in dates]
        days = [pair for pair in spans if isinstance(pair[0], PartialDate)]
        past = [(a.earliest, b.latest) for a, b in days if a.earliest <= self._as_of]
        table_last = self._days.last if self._days else self._as_of
        if past:
            last = max(min(self._as_of, max(late for _, late in past)), table_last)
            return _Told(min(early for early, _ in past), last, is_dated=True)
        if self._days:
            first, is_certain = self._days.first, self._days.is_written
            return _Told(first, table_last, is_of_table=True, is_certain=is_certain)
        return _Told(_EARLIEST, self._as_of)

    def answer(self, index: int) -> Says | None:
        """Return the finding about the age of a row, None if some day explains it."""
        born, age, told = (
            self._births[self._number.codes[index]],
            self._age[index],
            self.told(index),
        )
        if born is None:
            return None
        least, most = completed_years(born, told.first), completed_years(born, told.last)
        gap = max(least - age, age - most)
        if gap <= (0 if told.is_dated else 1):
            return None
        years = f"{least}" if least == most else f"{least}至{most}"
        days = f"{told.first}至{told.last}" if told.first != told.last else f"{told.first}"
        message = f"填{age}岁，按身份证号{days}为{years}周岁，相差{gap}岁"
        if gap <= 1:
            return Says(message, **_MAYBE_COUNTED_OTHERWISE)
        is_stock = self._table.ledger.info.kind == "stock"
        is_stale = is_stock and told.is_of_table and age < least and gap <= _STALE
        return Says(message, **(_DOUBT if is_stale or not told.is_certain else {}))


_MAYBE_COUNTED_OTHERWISE: Final[dict[str, Any]] = {
    "severity": Severity.INFO, "nature": Nature.HINT, "remedy": "填虚岁的请改为周岁",
}  # fmt: skip
_DOUBT: Final[dict[str, Any]] = {"severity": Severity.WARNING, "nature": Nature.DOUBT}


@rule("P104", "年龄与身份证号不符", at="", remedy="请按周岁核对年龄；号码填错的改号码")
def stated_age_against_identity_number(table: Table, as_of: date) -> Iterator[Answer]:
    """年龄是办理之日（申报、认定、开班、上岗）到填报时的周岁都可以；差1岁可能是虚岁，只作提示。

    没有办理日期的按标题的年度、季度和填报日期，差1岁的不报；都没有的，2015年以来哪一天都不可能才报。
    现有人员的台账没有日期、年龄偏小几岁的，可能多年没有更新，列待核。

    | 姓名 | 身份证号           | 年龄 | 认定时间   | 应报 |
    | ---- | ------------------ | ---- | ---------- | ---- |
    | 张三 | 500199198506150017 | 34   | 2020-03-05 |      |
    | 李四 | 500199199003020039 | 31   | 2020-03-05 | 年龄 |
    | 王五 | 500199199208110046 | 35   | 2020-03-05 | 年龄 |
    | 赵六 | 500199197811200119 | 40   |            |      |
    | 钱七 | 500199196510090062 | 20   |            | 年龄 |

    标题：2020年公益性岗位台账

    | 姓名 | 身份证号           | 年龄 | 岗位名称 | 应报 |
    | ---- | ------------------ | ---- | -------- | ---- |
    | 张三 | 500199198506150017 | 35   | 保洁员   |      |
    | 李四 | 500199199003020039 | 40   | 护林员   | 年龄 |
    """
    age, number = table.columns.get("age"), table.columns.get(table.ledger.info.id_field)
    if age is None or number is None:
        return
    ages = _Ages(table, age, number, as_of)
    for index in ages.suspects():
        if says := ages.answer(index):
            yield table.at_field(index, "age"), says


@rule(
    "P121",
    "出生日期与身份证号不符",
    at="",
    remedy="请对照身份证核对：日期填错的改日期，号码填错的改号码",
)
def birthday_against_identity_number(table: Table) -> Iterator[Answer]:
    """身份证号第7至14位是出生日期；只写到年月的，只比年月。

    | 姓名 | 身份证号           | 出生日期   | 应报     |
    | ---- | ------------------ | ---------- | -------- |
    | 张三 | 500199198506150017 | 1985-06-15 |          |
    | 李四 | 500199199003020039 | 1990年3月  |          |
    | 王五 | 500199199208110046 | 1992-08-01 | 出生日期 |
    | 赵六 | 500199197811200119 | 1978.12    | 出生日期 |
    """
    born, number = table.columns.get("born"), table.columns.get(table.ledger.info.id_field)
    if born is None or number is None:
        return
    births = [identity.birth_date(v) if isinstance(v, str) else None for v in number.values]
    known = [(day.toordinal() if day else None) for day in births]
    days = [_days(value) for value in born.values]
    wrong = chain(
        rows_where(
            lt, (number, [n or _AFTER_ALL for n in known]), (born, [first for first, _ in days])
        ),
        rows_where(
            gt, (number, [n or _BEFORE_ALL for n in known]), (born, [last for _, last in days])
        ),
    )
    for index in sorted(wrong):
        if index not in born.filled:
            birth = births[number.codes[index]]
            message = f"填{table.text(index, 'born')}，身份证号第7至14位是{birth}"
            yield table.at_field(index, "born"), message


def _days(value: Any) -> tuple[int, int]:
    """Return the first and the last day on which somebody may be born, as ordinals."""
    if not isinstance(value, PartialDate):
        return _BEFORE_ALL, _AFTER_ALL
    return value.earliest.toordinal(), value.latest.toordinal()


_NOT_PASSED: Final = "未通过"
"""The status of an applicant turned down: his age is no defect of the roster."""


@rule(
    "P105", "年龄超出遴选范围", Leader, Application, at="id_number", limit="selection_age", nature=Nature.SHORTFALL,
    any_of=("applied", "village_recommended", "recognised", "filled"),
    remedy="请核对身份证号和日期；确实超出的，不列入培训对象",
)  # fmt: skip
def age_outside_selection(
    id_number: str,
    limit: tuple[int, int],
    applied: PartialDate | None = None,
    village_recommended: PartialDate | None = None,
    recognised: PartialDate | None = None,
    filled: PartialDate | None = None,
    status: str | None = None,
) -> Says | str | None:
    """遴选时的周岁，上下限都包括在内；没有申报、推荐、填报或认定日期的不核对，不按今天算。

    通知：shanxi-2021

    | 姓名 | 身份证号           | 申报日期   | 应报     |
    | ---- | ------------------ | ---------- | -------- |
    | 张三 | 500199198506150017 | 2021-03-05 |          |
    | 李四 | 500199195401010057 | 2021-03-05 | 身份证号 |
    | 王五 | 500199200307010070 | 2021-06-30 | 身份证号 |
    | 赵六 | 500199195506300093 | 2021-06-29 | 身份证号 |
    | 钱七 | 500199195401010057 |            |          |
    """
    born = identity.birth_date(id_number)
    day = applied or village_recommended or recognised or filled
    if born is None or day is None or status in (REMOVED, _NOT_PASSED):
        return None
    if completed_years(born, day.latest) < 0:
        return None  # the number is wrong, and tells no age
    low, high = limit
    if outside := age_outside(born, day, low, high):
        return f"{day}时{outside}"
    if completed_years(born, day.earliest) == high:
        message = f"{day}时按周岁{high}岁计，在范围内；未满{high + 1}周岁"
        return Says(
            message, severity=Severity.INFO, nature=Nature.HINT, remedy="不用改，供审核时参考"
        )
    return None
