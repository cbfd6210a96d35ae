"""D: days between the steps of subsidy claims."""

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from ruralskills.facts.class_dates import ClassDates, first_day, last_day
from ruralskills.ledgers import SubsidyClaim
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import rule
from ruralskills.notices import Number
from ruralskills.values.date_range import DateRange
from ruralskills.values.partial_date import PartialDate

_WORKING: Final = 5
"""Days from Monday to Friday.  Saturdays worked for a holiday are not known here."""


def weekdays(first: date, last: date) -> int:
    """Return the number of days from Monday to Friday between two days, both included.

    >>> weekdays(date(2020, 7, 6), date(2020, 7, 12))
    5
    >>> weekdays(date(2020, 7, 11), date(2020, 7, 10))
    0
    """
    days = max(0, (last - first).days + 1)
    weeks, rest = divmod(days, 7)
    return weeks * _WORKING + sum((first + timedelta(n)).weekday() < _WORKING for n in range(rest))


def months_later(day: date, months: int) -> date:
    """Return the same day of a later month, its last day where that month is shorter.

    >>> months_later(date(2020, 1, 31), 1), months_later(date(2020, 7, 6), 12)
    (datetime.date(2020, 2, 29), datetime.date(2021, 7, 6))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@rule(
    "D508", "申请补贴超过期限", SubsidyClaim, at="claimed", limit="months_to_claim",
    remedy="请核对发证日期和申请日期；确已超过期限的不再申请",
)  # fmt: skip
def claimed_too_late(issued: PartialDate, claimed: PartialDate, limit: int) -> str | None:
    """取得证书后，应在规定的月数内申请补贴；期限由各地规定，没有规定的不核对。

    通知：样例

    | 班次名称  | 补贴标准 | 申请金额 | 发证日期   | 申请日期   | 应报     |
    | --------- | -------- | -------- | ---------- | ---------- | -------- |
    | 电焊第1期 | 1000     | 47000    | 2019-07-06 | 2020-07-06 |          |
    | 电焊第2期 | 1000     | 47000    | 2019-06-06 | 2020-07-06 | 申请日期 |
    | 电焊第3期 | 1000     | 47000    | 2019-07    | 2020-07-31 |          |
    """
    last = months_later(issued.latest, limit)
    if claimed.earliest <= last:
        return None
    late = (claimed.earliest - last).days
    return f"{claimed}申请，发证{issued}，期限{limit}个月到{last}，超过{late}天"


@rule(
    "D509", "公示时间不足", SubsidyClaim, at="published", limit="working_days_public",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    any_of=("published published_until", "notice_period"),
    remedy="请核对公示起止日期；遇调休的在备注写明",
)  # fmt: skip
def published_too_briefly(
    limit: int,
    published: PartialDate | None = None,
    published_until: PartialDate | None = None,
    notice_period: DateRange | None = None,
) -> str | None:
    """拨付前的公示不少于规定的工作日（首尾都算，按周一至周五计）；没有规定的不核对。

    通知：样例

    | 班次名称  | 补贴标准 | 申请金额 | 公示开始日期 | 公示结束日期 | 应报         |
    | --------- | -------- | -------- | ------------ | ------------ | ------------ |
    | 电焊第1期 | 1000     | 47000    | 2020-07-06   | 2020-07-10   |              |
    | 电焊第2期 | 1000     | 47000    | 2020-07-09   | 2020-07-13   | 公示开始日期 |
    | 电焊第3期 | 1000     | 47000    | 2020-07-03   | 2020-07-09   |              |
    """
    dates = ClassDates(published, published_until, notice_period)
    first, last = first_day(dates), last_day(dates)
    if first is None or last is None or last.certainly_before(first) or first == last:
        return None
    days = weekdays(first.earliest, last.latest)
    if days >= limit:
        return None
    return f"公示{first}至{last}，按周一至周五计{days}天，少于{limit}个工作日，差{limit - days}天"


@rule(
    "D510", "开班申请提前天数不足", SubsidyClaim, at="class_applied", limit="working_days_before_class",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    any_of=("starts", "held"),
    remedy="请核对申请日期和开班日期；遇调休的在备注写明",
)  # fmt: skip
def class_applied_for_too_late(
    class_applied: PartialDate,
    limit: int,
    starts: PartialDate | None = None,
    held: DateRange | None = None,
) -> str | None:
    """开班前规定的工作日内要提出开班申请（按周一至周五计）；没有规定的不核对。

    通知：样例

    | 班次名称  | 补贴标准 | 申请金额 | 开班申请日期 | 开班日期   | 应报         |
    | --------- | -------- | -------- | ------------ | ---------- | ------------ |
    | 电焊第1期 | 1000     | 47000    | 2020-06-29   | 2020-07-06 |              |
    | 电焊第2期 | 1000     | 47000    | 2020-07-02   | 2020-07-06 | 开班申请日期 |
    | 电焊第3期 | 1000     | 47000    | 2020-06-28   | 2020-07-06 |              |
    """
    first = first_day(ClassDates(starts, held=held))
    if first is None or first.certainly_before(class_applied):
        return None  # the dates are out of order
    days = weekdays(class_applied.earliest, first.latest - timedelta(1))
    if days >= limit:
        return None
    return (
        f"{class_applied}申请，{first}开班，提前{days}个工作日，少于{limit}个，差{limit - days}个"
    )


@rule(
    "D511", "考核名册报送过晚", SubsidyClaim, at="exam_filed", limit="days_before_exam",
    severity=Severity.WARNING, nature=Nature.DOUBT, remedy="请核对报送日期和考核日期",
)  # fmt: skip
def exam_filed_too_late(exam_filed: PartialDate, exam: PartialDate, limit: int) -> str | None:
    """考核名册在考核前规定的天数报送；没有规定的不核对。

    通知：样例

    | 班次名称  | 补贴标准 | 申请金额 | 考核名册报送日期 | 考核日期   | 应报             |
    | --------- | -------- | -------- | ---------------- | ---------- | ---------------- |
    | 电焊第1期 | 1000     | 47000    | 2020-07-06       | 2020-07-13 |                  |
    | 电焊第2期 | 1000     | 47000    | 2020-07-10       | 2020-07-13 | 考核名册报送日期 |
    | 电焊第3期 | 1000     | 47000    | 2020-07          | 2020-07-13 |                  |
    """
    days = (exam.latest - exam_filed.earliest).days
    if days >= limit or exam.certainly_before(exam_filed):
        return None
    return f"{exam_filed}报送，{exam}考核，提前{days}天，少于{limit}天，差{limit - days}天"


@rule(
    "D512", "申请材料报送过晚", SubsidyClaim, at="claimed", limit="working_days_to_hand_in",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    any_of=("ends", "held"),
    remedy="请核对结业日期和申请日期，遇节假日的在备注写明",
)  # fmt: skip
def handed_in_too_late(
    claimed: PartialDate, limit: int, ends: PartialDate | None = None, held: DateRange | None = None
) -> str | None:
    """培训结束后规定的工作日内报送申请材料（按周一至周五计）；没有规定的不核对。

    通知：样例

    | 班次名称  | 补贴标准 | 申请金额 | 结业日期   | 申请日期   | 应报     |
    | --------- | -------- | -------- | ---------- | ---------- | -------- |
    | 电焊第1期 | 1000     | 47000    | 2020-07-03 | 2020-07-14 |          |
    | 电焊第2期 | 1000     | 47000    | 2020-07-03 | 2020-07-24 | 申请日期 |
    | 电焊第3期 | 1000     | 47000    | 2020-07-03 | 2020-07-12 |          |
    """
    last = last_day(ClassDates(ends=ends, held=held))
    if last is None:
        return None
    days = weekdays(last.latest + timedelta(1), claimed.earliest)
    if days <= limit:
        return None
    return f"{last}结业，{claimed}申请，隔{days}个工作日，超过{limit}个，多{days - limit}个"


@rule(
    "N412", "电话核查人数不足", SubsidyClaim, at="phoned", limit="phone_check_share",
    severity=Severity.WARNING, nature=Nature.DOUBT, remedy="请补做电话核查，记录核查结果",
)  # fmt: skip
def too_few_telephoned(phoned: int | Decimal, trained: int | Decimal, limit: int) -> str | None:
    """每班按规定的比例电话核查学员；没有规定的不核对。

    通知：样例

    | 班次名称  | 培训人数 | 补贴标准 | 申请金额 | 电话核查人数 | 应报         |
    | --------- | -------- | -------- | -------- | ------------ | ------------ |
    | 电焊第1期 | 50       | 1000     | 50000    | 5            |              |
    | 电焊第2期 | 50       | 1000     | 50000    | 4            | 电话核查人数 |
    | 电焊第3期 | 41       | 1000     | 41000    | 5            |              |
    """
    least = -(-trained * limit // 100)
    if trained <= 0 or phoned >= least:
        return None
    return f"填{phoned}人，培训{trained}人的{limit}%为{least}人，差{least - phoned}人"


@rule(
    "N413", "档案保存年限不足", SubsidyClaim, at="years_kept", limit="years_kept",
    severity=Severity.WARNING, nature=Nature.DOUBT, remedy="请按规定的年限保存",
)  # fmt: skip
def files_kept_too_briefly(years_kept: Decimal, limit: Number) -> str | None:
    """补贴档案按规定的年限保存；没有规定的不核对。

    通知：样例

    | 班次名称  | 补贴标准 | 申请金额 | 档案保存年限 | 应报         |
    | --------- | -------- | -------- | ------------ | ------------ |
    | 电焊第1期 | 1000     | 50000    | 10           |              |
    | 电焊第2期 | 1000     | 50000    | 3            | 档案保存年限 |
    | 电焊第3期 | 1000     | 50000    | 10年         |              |
    """
    if years_kept >= limit:
        return None
    return f"填{years_kept}年，少于{limit}年，差{limit - years_kept}年"
