"""D51: days that no class has - too early, too long, on a public holiday."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Final

from ruralskills.facts.class_dates import EARLIEST_DAY, ClassDates, exact_days, first_day, last_day
from ruralskills.facts.class_lengths import overlong_days
from ruralskills.facts.public_holidays import public_holidays
from ruralskills.facts.row_pairs import start_of
from ruralskills.ledgers import (
    CadreTraining,
    SubsidyClaim,
    Timetable,
    Trainee,
    TrainingClass,
    Voucher,
)
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.text.lazy_regex import regex
from ruralskills.text.numbers import format_number
from ruralskills.values.date_range import DateRange
from ruralskills.values.partial_date import PartialDate

_WEEKS: Final = 30
"""The length from which no class is held in holidays alone."""
_TWO_WEEKS: Final = 14
"""The length from which a class may well have days off in its midst."""
_MOST_NAMED: Final = 3
_ON_HOLIDAYS: Final = regex("节假日|假期|假日|放假|节日|调休|春节|国庆|五一")
"""Words of a remark about a class on days off."""


@rule(
    "D516",
    "日期早得不可能",
    at="",
    by_row=True,
    remedy="请对照原件核对年份；1900年多半是单元格格式造成的",
)
def date_before_these_times(table: Table) -> Iterator[Answer]:
    """1970年以前办不了这些事；1900年左右的，多半是空格、序号被当成了日期。出生日期不看。

    | 班次名称 | 开班日期   | 结业日期   | 应报     |
    | -------- | ---------- | ---------- | -------- |
    | 第1期    | 2020-07-06 | 2020-07-12 |          |
    | 第2期    | 1900-01-10 | 2020-07-12 | 开班日期 |
    | 第3期    | 2012-07-06 | 2012-07-12 |          |
    """
    for name, column in table.columns.items():
        if column.spec.reads.name not in ("day", "span") or name == "born":
            continue
        early = {
            code: start
            for code, value in enumerate(column.values)
            if (start := start_of(value)) is not None and start.latest < EARLIEST_DAY
        }
        for index, code in column.rows_with(early):
            yield table.at_field(index, name), f"填{early[code]}，年份不可能这样早"


@rule(
    "D517", "培训起止跨度过长", TrainingClass, Trainee, SubsidyClaim, Voucher, CadreTraining,
    at="starts", limit="longest_class_days", severity=Severity.WARNING, nature=Nature.DOUBT,
    any_of=("starts ends", "held"),
    remedy="请对照开班通知核对起止日期；确是长期班的，在备注写明",
)  # fmt: skip
def class_of_many_months(
    limit: int,
    starts: PartialDate | None = None,
    ends: PartialDate | None = None,
    held: DateRange | None = None,
    class_name: str | None = None,
    category: str | None = None,
    form: str | None = None,
    remark: str | None = None,
) -> Says | None:
    """短期班的起止相隔半年以上的，多半是年份填错；学徒制、两后生、预备制等长期班不算，颠倒的不在这里报。

    备注写明是长期班的也不算。

    | 班次名称       | 开班日期   | 结业日期   | 备注     | 应报     |
    | -------------- | ---------- | ---------- | -------- | -------- |
    | 第1期          | 2021-07-06 | 2021-07-12 |          |          |
    | 第2期          | 2012-07-06 | 2021-07-12 |          | 开班日期 |
    | 两后生培训班   | 2020-09-01 | 2021-06-30 |          |          |
    | 第3期          | 2020-09-01 | 2021-06-30 | 长期班   |          |
    """
    dates = ClassDates(starts, ends, held)
    days = overlong_days(dates, limit, class_name, category, form, remark)
    if days is None:
        return None
    first, last = first_day(dates), last_day(dates)
    return Says(f"从{first}到{last}共{days}天，超过{limit}天", "starts" if starts else "held")


@rule(
    "D518", "培训在法定节假日", TrainingClass, Trainee, SubsidyClaim, CadreTraining, at="starts",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    any_of=("starts ends", "held"),
    remedy="请核对日期；确在节假日上课的，在备注写明",
)  # fmt: skip
def class_on_public_holidays(
    starts: PartialDate | None = None,
    ends: PartialDate | None = None,
    held: DateRange | None = None,
    days: Decimal | None = None,
    remark: str | None = None,
) -> Says | None:
    """按国务院公布的2020至2026年放假安排，一半以上的天数在放假的日子的，列待核；周末、调休上班的日子不算放假。

    两周以内的班，三分之一以上在放假的日子，培训天数把它们算了进去的也列；天数已扣除放假的，备注写明在节假日
    上课的不报。

    | 班次名称 | 开班日期   | 结业日期   | 培训天数 | 备注             | 应报     |
    | -------- | ---------- | ---------- | -------- | ---------------- | -------- |
    | 第1期    | 2020-09-21 | 2020-10-10 | 12       |                  |          |
    | 第2期    | 2020-10-01 | 2020-10-05 | 5        |                  | 开班日期 |
    | 第3期    | 2020-09-27 | 2020-09-30 | 4        |                  |          |
    | 第4期    | 2020-09-28 | 2020-10-03 | 6        |                  | 开班日期 |
    | 第5期    | 2020-10-01 | 2020-10-05 | 5        | 利用国庆假期办班 |          |
    | 第6期    | 2020-09-28 | 2020-10-03 | 3        |                  |          |
    """
    if remark and _ON_HOLIDAYS.search(remark):
        return None
    span = exact_days(ClassDates(starts, ends, held))
    if span is None or (span[1] - span[0]).days >= _WEEKS:
        return None
    every = [span[0] + timedelta(n) for n in range((span[1] - span[0]).days + 1)]
    off = [day for day in every if day in public_holidays()]
    message = f"{span[0]}至{span[1]}共{len(every)}天，其中{len(off)}天是法定节假日放假"
    at = "starts" if starts else "held"
    if not off or (days is not None and 0 < days <= len(every) - len(off)):
        return None
    if len(off) * 2 > len(every):
        return Says(message, at)
    if days is None or days > len(every):
        return None
    if len(every) > _TWO_WEEKS or 3 * len(off) < len(every):
        return None
    return Says(f"{message}，培训天数{format_number(days)}天把它们也算了进去", at)


@rule(
    "D522", "课程排在法定节假日", Timetable, at="day", severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("day", "content", "remark"),
    remedy="请核对日期；确在节假日上课的，在备注写明",
)  # fmt: skip
def lessons_on_public_holidays(table: Table) -> Iterator[Answer]:
    """按国务院公布的2020至2026年放假安排，课程表里排在放假日子的课请核对，一张表只问一次。

    周末、调休上班的日子不算；写明休息、放假的，备注写明在节假日上课的不报。

    | 班次名称 | 授课日期   | 时段 | 授课内容 | 备注           | 应报     |
    | -------- | ---------- | ---- | -------- | -------------- | -------- |
    | 第1期    | 2020-09-30 | 上午 | 焊接安全 |                |          |
    | 第1期    | 2020-10-01 | 上午 | 平焊     |                | 授课日期 |
    | 第1期    | 2020-10-02 | 上午 | 国庆放假 |                |          |
    | 第1期    | 2020-10-03 | 上午 | 立焊     | 利用假期上课   |          |
    | 第1期    | 2020-09-27 | 上午 | 横焊     |                |          |
    """
    holidays = public_holidays()
    days: list[tuple[PartialDate, Timetable]] = []
    for row in table.rows(Timetable):
        day = row.day
        if day is None or not day.exact or day.earliest not in holidays:
            continue
        if not any(word and _ON_HOLIDAYS.search(word) for word in (row.content, row.remark)):
            days.append((day, row))
    if days:
        first, *others = (row.at("day") for _, row in days)
        named = "、".join(sorted({str(day) for day, _ in days})[:_MOST_NAMED])
        message = f"{named}是法定节假日放假，本表有{len(days)}节课排在放假的日子"
        yield first, Says(message, related=tuple(others))
