"""P12: people too young or too old for what their row says they did."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from ruralskills.facts.ages import completed_years
from ruralskills.facts.leader_status import REMOVED
from ruralskills.facts.row_pairs import rows_where, start_of
from ruralskills.facts.table_days import table_days
from ruralskills.ledgers import Application, EducationAid, Leader
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Place, Table
from ruralskills.model.typed_column import Column
from ruralskills.notices import InForce
from ruralskills.values import identity

_DOUBT: Final[dict[str, Any]] = {"severity": Severity.WARNING, "nature": Nature.DOUBT}


@rule(
    "P126", "年龄与所办的事不相配", at="", limit="possible_age",
    remedy="请对照身份证核对号码；号码无误的，核对日期和本人情况",
)  # fmt: skip
def age_that_cannot_be(
    table: Table, limit: tuple[int, int], as_of: date, notices: InForce
) -> Iterator[Answer]:
    """出生在办事之后的，号码或日期必有一错；培训、上岗、认定时不满14岁或超过85岁的，列待核。

    没有日期的按台账的年度看，一年里哪一天都不可能才报；名册、资助台账的老人和小孩不看年龄。通知规定了遴选年龄的，
    年龄由遴选的规则报一次。

    学员花名册

    | 姓名 | 身份证号           | 开班日期   | 应报     |
    | ---- | ------------------ | ---------- | -------- |
    | 张三 | 500199198506150017 | 2020-07-06 |          |
    | 李四 | 500199199003020039 | 1985-07-06 | 身份证号 |
    | 王五 | 500199199208110046 | 2000-07-06 | 身份证号 |
    | 赵六 | 500199195401010057 | 2020-07-06 |          |
    """
    field = table.ledger.info.id_field
    number = table.columns.get(field)
    if number is None:
        return
    births = identity.birth_dates(number.values)
    days = [name for name in table.ledger.relations.acts if name in table.columns]
    told: dict[int, Says] = {}
    selected_by = _SELECTED_BY if table.ledger in (Leader, Application) else ()
    is_judged = bool(notices.limit("selection_age"))
    for name in days:
        for index in _unlikely(number, births, table.columns[name], limit):
            start, born = start_of(table.columns[name][index]), births[number.codes[index]]
            if start is not None and born is not None:
                age = completed_years(born, start.latest)
                if age >= 0 and is_judged and name in selected_by and not _is_kept(table, index):
                    continue
                told.setdefault(index, _says(age, str(start), table.at_field(index, name)))
    for index, code in number.rows_with(ages := _by_table(table, births, limit, as_of)):
        told.setdefault(index, ages[code])
    for index, says in sorted(told.items()):
        if index not in number.filled:
            yield table.at_field(index, field), says


_SELECTED_BY: Final = ("applied", "recognised")
"""The acts at which a notice judges the age of a leader."""


def _is_kept(table: Table, index: int) -> bool:
    """Return True if a row is kept for the record alone, as one who was turned down."""
    return "status" in table.columns and table.value(index, "status") in (REMOVED, "未通过")


def _unlikely(
    number: Column, births: list[date | None], days: Column, limit: tuple[int, int]
) -> Iterator[int]:
    """Yield the rows whose person is outside the ages on the day of a column."""
    known = [born or date.max for born in births]
    starts = [start_of(value) for value in days.values]
    too_young = [_years_before(day.latest, limit[0]) if day else date.max for day in starts]
    too_old = [_years_before(day.earliest, limit[1] + 1) if day else date.min for day in starts]
    young = rows_where(
        lambda born, latest: latest < born < date.max, (number, known), (days, too_young)
    )
    old = rows_where(lambda born, first: born <= first, (number, known), (days, too_old))
    yield from sorted({*young, *old})


def _years_before(day: date, years: int) -> date:
    """Return the day of birth of somebody who completes some years on a day."""
    year = max(day.year - years, 1)
    return (
        day.replace(year=year, day=28)
        if (day.month, day.day) == (2, 29)
        else day.replace(year=year)
    )


def _says(age: int, day: str, *related: Place) -> Says:
    if age < 0:
        return Says(f"身份证号中的出生日期在{day}以后", related=related)
    return Says(f"按身份证号{day}时{age}周岁", related=related, **_DOUBT)


def _by_table(
    table: Table, births: list[date | None], limit: tuple[int, int], as_of: date
) -> dict[int, Says]:
    """Return by code what is told of people by the days of the table alone."""
    period = table_days(table, as_of)
    is_written = period is not None and period.is_written
    first, last = (period.first, period.last) if period and is_written else (as_of, as_of)
    acts = table.ledger.relations.acts
    looks_at_ages = is_written and bool(acts) and not any(name in table.columns for name in acts)
    low, high = limit
    told: dict[date, Says] = {}
    for born in set(births) - {None}:
        if born is None or (born <= last and not looks_at_ages):
            continue
        youngest, oldest = completed_years(born, first), completed_years(born, last)
        if oldest < 0 or oldest < low or youngest > high:
            told[born] = _says(oldest, str(last))
    return {code: told[born] for code, born in enumerate(births) if born in told} if told else {}


@rule(
    "P130", "学生年龄与资助不相配", EducationAid, at="id_number", limit="pupil_age", **_DOUBT,
    remedy="请对照户口簿核对号码，看是不是填了家长的；确是本人的，在备注写明",
)  # fmt: skip
def pupil_of_another_age(table: Table, limit: tuple[int, int], as_of: date) -> Iterator[Answer]:
    """受资助的学生太小或太大的，多半把家长、弟妹的号码填成了学生的；按台账的年度看，哪一天都不可能才报。

    标题：2020年秋季教育资助台账

    | 学生姓名 | 身份证号           | 就读学校   | 资助金额 | 应报     |
    | -------- | ------------------ | ---------- | -------- | -------- |
    | 张三     | 50019920040615001X | 县中学     | 1000     |          |
    | 李四     | 500199198003020034 | 县中学     | 1000     | 身份证号 |
    | 王五     | 500199198808110045 | 县职业学院 | 1500     |          |
    | 赵六     | 50019920160101005X | 城关幼儿园 | 500      |          |
    """
    number, period = table.columns.get("id_number"), table_days(table, as_of)
    if number is None or period is None or not period.is_written:
        return
    low, high = limit
    ages: dict[int, int] = {}
    for code, born in enumerate(identity.birth_dates(number.values)):
        if born is None or born > period.last:
            continue
        youngest, oldest = (completed_years(born, day) for day in (period.first, period.last))
        if oldest < low or youngest > high:
            ages[code] = oldest if oldest < low else youngest
    for index, code in number.rows_with(ages):
        yield (
            table.at_field(index, "id_number"),
            f"按身份证号{ages[code]}周岁，学生一般{low}至{high}周岁",
        )
