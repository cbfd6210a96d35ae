"""D5: dates in order, in their year, and not in the future."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from ruralskills.facts.class_dates import EARLIEST_DAY, ClassDates, first_day, last_day
from ruralskills.ledgers import Trainee, TrainingClass
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.period import find_year
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column
from ruralskills.values.date_range import DateRange, span_in_text
from ruralskills.values.partial_date import PartialDate


@rule("D501", "结束早于开始", at="ends", remedy="请核对两个日期，填反的对调")
def end_before_start(starts: PartialDate, ends: PartialDate) -> str | None:
    """开班、合同、务工的开始都不能晚于结束；只写到月或年的，看得出先后才判断。

    | 班次名称 | 开班日期   | 结业日期   | 应报     |
    | -------- | ---------- | ---------- | -------- |
    | 第1期    | 2020-07-06 | 2020-07-12 |          |
    | 第2期    | 2020-07-16 | 2020-07-12 | 结业日期 |
    | 第3期    | 2020年7月  | 2020-07-12 |          |

    公益性岗位台账

    | 姓名 | 身份证号           | 岗位名称 | 合同开始   | 合同到期   | 应报     |
    | ---- | ------------------ | -------- | ---------- | ---------- | -------- |
    | 张三 | 500199198506150017 | 保洁员   | 2020-01-01 | 2020-12-31 |          |
    | 李四 | 500199199003020039 | 护林员   | 2020-06-01 | 2020-05-31 | 合同到期 |
    """
    return f"{ends}早于开始的{starts}" if ends.certainly_before(starts) else None


@rule("D502", "起止日期颠倒", at="", by_row=True, remedy="请核对起止日期")
def period_runs_backwards(table: Table) -> Iterator[Answer]:
    """写在一格里的起止日期（培训、合同、公示、保险），先后不能颠倒。

    | 班次名称 | 培训时间               | 应报     |
    | -------- | ---------------------- | -------- |
    | 第1期    | 2020.7.6-2020.7.12     |          |
    | 第2期    | 2020.7.16-2020.7.12    | 培训时间 |

    公益性岗位台账

    | 姓名 | 身份证号           | 岗位名称 | 合同期                | 公示时间           | 应报     |
    | ---- | ------------------ | -------- | --------------------- | ------------------ | -------- |
    | 张三 | 500199198506150017 | 保洁员   | 2020.1.31-2021.2.1    | 2020.1.3-2020.1.9  |          |
    | 李四 | 500199199003020039 | 护林员   | 2023.01.31-2022.02.01 | 2020.1.3-2020.1.9  | 合同期   |
    | 王五 | 500199199208110046 | 护林员   | 2020.1.31-2021.2.1    | 2020.1.13-2020.1.9 | 公示时间 |
    | 赵六 | 500199197811200119 | 护林员   |                       | 已公示             |          |
    """
    for name, column in table.columns.items():
        spans = _spans(column, name in table.ledger.relations.spans)
        backwards = {
            code: f"从{span.start}到{span.end}，先后颠倒"
            for code, span in spans
            if span.end.certainly_before(span.start)
        }
        for index, code in column.rows_with(backwards):
            yield table.at_field(index, name), backwards[code]


def _spans(column: Column, is_declared: bool) -> Iterator[tuple[int, DateRange]]:
    """Yield the codes with a span, those of text too where it may hold one."""
    if not is_declared and column.spec.reads.name != "span":
        return  # no value of another type is a span
    for code, value in enumerate(column.values):
        if is_declared and isinstance(value, str):
            value = span_in_text(value)
        if isinstance(value, DateRange):
            yield code, value


Class = TrainingClass | Trainee


@rule("D503", "日期在今天以后", at="", remedy="请核对年、月、日")
def act_in_the_future(table: Table, as_of: date) -> Iterator[Answer]:
    """申报、认定、退出、发证、到账、结算、回访都是已经办完的事，日期不能在检查之日以后；开班、期限可以预定。

    截至：2020-12-31

    | 姓名 | 身份证号           | 认定时间   | 应报     |
    | ---- | ------------------ | ---------- | -------- |
    | 张三 | 500199198506150017 | 2020-03-05 |          |
    | 李四 | 500199199003020039 | 2021-03-05 | 认定时间 |
    | 王五 | 500199199208110046 | 2020年     |          |

    资金收入台账

    | 资金来源 | 下达日期   | 到账日期   | 收入金额（元） | 应报     |
    | -------- | ---------- | ---------- | -------------- | -------- |
    | 扶贫资金 | 2020-04-01 | 2020-05-01 | {100000}       |          |
    | 就业资金 | 2020-04-01 | 2030-05-01 | {100000}       | 到账日期 |
    """
    for name, column in table.columns.items():
        if column.spec.planned or column.spec.reads.name != "day":
            continue
        future = {
            code
            for code, value in enumerate(column.values)
            if isinstance(value, PartialDate) and value.earliest > as_of
        }
        for index, code in column.rows_with(future):
            yield table.at_field(index, name), f"填{column.values[code]}，在检查日期{as_of}以后"


@rule(
    "D504", "不在台账年度内", TrainingClass, Trainee, at="ends", severity=Severity.WARNING,
    nature=Nature.DOUBT, remedy="请核对日期；跨年的班计入结业年度，不属本年度的移到相应年度的台账",
)  # fmt: skip
def outside_the_year_of_the_ledger(table: Table) -> Iterator[Answer]:
    """培训按结业日期计入年度；标题没有年度的台账不核对，只有文件名写年度的只作提示。

    全表都在另一个年度的，多半是上年的台账改了标题，只问一次。

    标题：2020年培训班台账

    | 班次名称 | 开班日期   | 结业日期   | 应报     |
    | -------- | ---------- | ---------- | -------- |
    | 第1期    | 2020-07-06 | 2020-07-12 |          |
    | 第2期    | 2019-12-28 | 2020-01-05 |          |
    | 第3期    | 2019-07-06 | 2019-07-12 | 结业日期 |
    """
    if table.year is None:
        return
    rows: list[Class] = [*table.rows(TrainingClass), *table.rows(Trainee)]
    ends = [(row, *end) for row in rows if (end := _dated_end(row)) is not None]
    outside = [(row.at(field), day) for row, field, day in ends if not _is_of_year(row, day)]
    years = {day.year for _, day in outside}
    is_named = any(find_year(text) == table.year for text in (table.layout.title, table.sheet))
    hint: dict[str, Any] = {} if is_named else {"severity": Severity.INFO, "nature": Nature.HINT}
    if len(outside) == len(ends) >= _SEVERAL and len(years) == 1:
        first, *related = (place for place, _ in outside)
        message = (
            f"全表{len(ends)}行的结业日期都在{years.pop()}年，台账年度是{table.year}年，"
            "疑为上年台账改了标题"
        )
        remedy = "请核对标题和文件名中的年度；报错文件的，请换成本年度的"
        yield first, Says(message, related=tuple(related), remedy=remedy, **hint)
        return
    for place, day in outside:
        yield place, Says(f"填{day}，台账年度是{table.year}年", **hint)


_SEVERAL: Final = 3


def _dated_end(row: Class) -> tuple[str, PartialDate] | None:
    """Return the field and the day of a class's end, None where its year is unknown."""
    field = "held" if row.ends is None and row.held is not None else "ends"
    last = last_day(row)
    if last is None or last.year is None or last.latest < EARLIEST_DAY:
        return None
    return field, last


def _is_of_year(row: Class, last: PartialDate) -> bool:
    """Return True if a class belongs to the ledger's year: it ended or began in it."""
    year, first = row.table.year, first_day(row)
    return last.year == year or (
        last.year == (year or 0) + 1 and first is not None and first.year == year
    )


@rule(
    "D505", "发证早于结业", Trainee, at="issued", severity=Severity.WARNING, nature=Nature.DOUBT,
    any_of=("ends", "held", "starts"),
    remedy="请核对发证日期和结业日期",
)  # fmt: skip
def certificate_before_the_end(
    issued: PartialDate,
    ends: PartialDate | None = None,
    held: DateRange | None = None,
    starts: PartialDate | None = None,
    exam: PartialDate | None = None,
) -> str | None:
    """证书在培训结束后才发；没有结业日期的，看开班日期。早于考试的由日期先后的规则报一次。

    | 姓名 | 身份证号           | 结业日期   | 发证日期   | 应报     |
    | ---- | ------------------ | ---------- | ---------- | -------- |
    | 张三 | 500199198506150017 | 2020-07-12 | 2020-08-01 |          |
    | 李四 | 500199199003020039 | 2020-07-12 | 2020-07-01 | 发证日期 |
    | 王五 | 500199199208110046 | 2020-07-12 | 2020-07-12 |          |
    | 赵六 | 500199197811200119 | 2020年7月  | 2020-07-01 |          |

    | 姓名 | 身份证号           | 开班日期   | 发证日期   | 应报     |
    | ---- | ------------------ | ---------- | ---------- | -------- |
    | 张三 | 500199198506150017 | 2020-07-06 | 2020-07-01 | 发证日期 |
    | 李四 | 500199199003020039 | 2020-07-06 | 2020-07-06 |          |
    """
    dates = ClassDates(starts, ends, held)
    first, last = first_day(dates), last_day(ClassDates(ends=ends, held=held))
    day, event = (last, "结业") if last is not None else (starts, "开班")
    if day is None or not issued.certainly_before(day):
        return None
    is_held_first = exam is not None and not (first and exam.certainly_before(first))
    if exam is not None and is_held_first and issued.certainly_before(exam):
        return None
    return f"填{issued}，早于{event}的{day}"
