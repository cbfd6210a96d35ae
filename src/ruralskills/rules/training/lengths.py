"""T3, N4: days and months held against the first and the last day, in any ledger."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from ruralskills.facts.class_dates import ClassDates, calendar_days, first_day, last_day
from ruralskills.facts.class_lengths import overlong_days
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Says, rule
from ruralskills.notices import InForce
from ruralskills.text.lazy_regex import regex
from ruralskills.text.numbers import format_number
from ruralskills.values.date_range import DateRange
from ruralskills.values.partial_date import PartialDate

_DOUBT: Final[dict[str, Any]] = {"severity": Severity.WARNING, "nature": Nature.DOUBT}


@rule(
    "T308", "天数多于起止日期", at="days", any_of=("starts ends", "held"),
    remedy="请核对开班、结业日期和天数",
)  # fmt: skip
def more_days_than_the_calendar(
    days: Decimal,
    starts: PartialDate | None = None,
    ends: PartialDate | None = None,
    held: DateRange | None = None,
) -> str | None:
    """培训天数不能多于从开班到结业的天数（首尾都算）；少于的可能是中间休息。

    | 班次名称 | 开班日期   | 结业日期   | 培训天数 | 应报     |
    | -------- | ---------- | ---------- | -------- | -------- |
    | 第1期    | 2020-07-06 | 2020-07-12 | 7        |          |
    | 第2期    | 2020-07-06 | 2020-07-12 | 9        | 培训天数 |
    | 第3期    | 2020-07-06 | 2020-07-17 | 10       |          |

    干部培训名册

    | 姓名 | 职务 | 培训班名称 | 培训时间            | 培训天数 | 应报     |
    | ---- | ---- | ---------- | ------------------- | -------- | -------- |
    | 张三 | 主任 | 轮训班     | 2020.7.6-2020.7.8   | 3        |          |
    | 李四 | 主任 | 轮训班     | 2020.7.6-2020.7.8   | 5        | 培训天数 |
    """
    most = calendar_days(ClassDates(starts, ends, held))
    if most is None or days <= most:
        return None
    return f"填{format_number(days)}天，从开班到结业只有{most}天，多{format_number(days - most)}天"


_WITH_BREAKS: Final = regex("休|放假|分[段期散批]|周[末六日]|夜|晚|农闲|间隔|停课|延期|隔")
"""Remarks on a class with days between its days."""
_SHORT: Final = 4
"""The calendar days up to which a class with a day off is not asked about."""


@rule(
    "T311", "天数远少于起止日期", at="days", limit="least_share_of_span", severity=Severity.WARNING, nature=Nature.DOUBT,
    any_of=("starts ends", "held"),
    remedy="请核对开班、结业日期和天数；中间休息、分段上课的在备注写明",
)  # fmt: skip
def far_fewer_days_than_the_calendar(
    days: Decimal,
    limit: tuple[int, int],
    notices: InForce,
    starts: PartialDate | None = None,
    ends: PartialDate | None = None,
    held: DateRange | None = None,
    class_name: str | None = None,
    category: str | None = None,
    form: str | None = None,
    remark: str | None = None,
) -> str | None:
    """培训天数远少于起止日期之间的天数，占不到规定的比例，多半有一个日期写错；备注写明休息、分段、周末上课的不算。

    起止跨度长得不可能的、年份不可能的，由别的规则报一次，这里不再报。

    | 班次名称 | 开班日期   | 结业日期   | 培训天数 | 备注     | 应报     |
    | -------- | ---------- | ---------- | -------- | -------- | -------- |
    | 第1期    | 2020-07-06 | 2020-07-17 | 10       |          |          |
    | 第2期    | 2020-07-06 | 2020-09-12 | 7        |          | 培训天数 |
    | 第3期    | 2020-07-06 | 2020-09-12 | 20       | 周末上课 |          |
    """
    dates = ClassDates(starts, ends, held)
    most = calendar_days(dates)
    part, whole = limit
    if most is None or most <= _SHORT or not 0 < days * whole < most * part:
        return None
    if remark and _WITH_BREAKS.search(remark):
        return None
    longest = notices.limit("longest_class_days")
    most_days = longest.value if longest else None
    if isinstance(most_days, int) and overlong_days(
        dates, most_days, class_name, category, form, remark
    ):
        return None  # the span itself is what is asked about
    return f"填{format_number(days)}天，从开班到结业有{most}天，少{format_number(most - days)}天"


@rule(
    "N418", "月数多于起止日期", at="months", any_of=("starts ends", "held"),
    remedy="请核对起止日期和月数",
)  # fmt: skip
def more_months_than_the_calendar(
    months: Decimal,
    headers: Mapping[str, str],
    starts: PartialDate | None = None,
    ends: PartialDate | None = None,
    held: DateRange | None = None,
) -> Says | str | None:
    """务工、培养的月数不能多于起止日期之间的月数（首尾都算）；表头写“累计”的可能含以前的，只列待核。

    转移就业台账

    | 姓名 | 身份证号           | 务工单位 | 就业时间   | 返乡时间   | 务工月数 | 应报     |
    | ---- | ------------------ | -------- | ---------- | ---------- | -------- | -------- |
    | 张三 | 500199198506150017 | 甲厂     | 2020-03-05 | 2020-09-10 | 7        |          |
    | 李四 | 500199199003020039 | 甲厂     | 2020-03-05 | 2020-09-10 | 10       | 务工月数 |
    | 王五 | 500199199208110046 | 甲厂     | 2020-03-05 |            | 12       |          |
    """
    dates = ClassDates(starts, ends, held)
    first, last = first_day(dates), last_day(dates)
    if first is None or last is None or first == last or last.certainly_before(first):
        return None
    begin, end = first.earliest, last.latest
    most = (end.year - begin.year) * 12 + end.month - begin.month + 1
    if months <= most:
        return None
    gap = format_number(months - most)
    message = f"填{format_number(months)}个月，{first}至{last}只有{most}个月，多{gap}个月"
    return Says(message, **_DOUBT) if "累计" in headers["months"] else message
