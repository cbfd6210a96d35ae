"""N: hours, class size and attendance, within the limits of an office."""

from decimal import Decimal
from typing import Final

from ruralskills.facts.class_dates import ClassDates, calendar_days
from ruralskills.ledgers import SubsidyClaim, Trainee, TrainingClass
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Says, rule
from ruralskills.notices import Number
from ruralskills.text.numbers import format_number
from ruralskills.values.date_range import DateRange
from ruralskills.values.partial_date import PartialDate
from ruralskills.values.skill_level import LEVELS, level_of

_PERCENT: Final = 100


@rule(
    "N407", "每天课时超过规定", TrainingClass, Trainee, at="hours", limit="hours_per_day",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    any_of=("days", "starts ends", "held"),
    remedy="请核对课时、天数和起止日期",
)  # fmt: skip
def too_many_hours_a_day(
    hours: Decimal,
    limit: Number,
    days: Decimal | None = None,
    starts: PartialDate | None = None,
    ends: PartialDate | None = None,
    held: DateRange | None = None,
) -> str | None:
    """总课时除以培训天数，不超过规定的每天课时；没有天数的按起止日期（首尾都算）。

    通知：样例

    培训班台账

    | 班次名称 | 总课时 | 培训天数 | 开班日期   | 结业日期   | 应报   |
    | -------- | ------ | -------- | ---------- | ---------- | ------ |
    | 第1期    | 80     | 10       | 2020-07-06 | 2020-07-17 |        |
    | 第2期    | 80     | 7        | 2020-07-06 | 2020-07-12 | 总课时 |
    | 第3期    | 80     |          |            |            |        |
    """
    counted = days if days is not None else calendar_days(ClassDates(starts, ends, held))
    if counted is None or counted <= 0 or hours <= limit * counted:
        return None
    most = limit * counted
    return (
        f"填{format_number(hours)}课时，{format_number(counted)}天按每天{limit}课时最多{format_number(most)}课时，"
        f"多{format_number(hours - most)}课时"
    )


@rule(
    "N408", "课时少于等级的最低课时", TrainingClass, Trainee, at="hours", limit="least_hours_by_level",
    severity=Severity.WARNING, nature=Nature.DOUBT, remedy="请核对课时和培训等级",
)  # fmt: skip
def too_few_hours_for_the_level(
    hours: Decimal, level: str, limit: tuple[Number, ...]
) -> str | None:
    """各等级的最低课时由各地规定，从初级工到高级技师；没有写等级、没有规定的不核对。

    通知：样例

    学员花名册

    | 姓名 | 身份证号           | 课时 | 培训等级 | 应报 |
    | ---- | ------------------ | ---- | -------- | ---- |
    | 张三 | 500199198506150017 | 105  | 初级工   |      |
    | 李四 | 500199199003020039 | 60   | 初级工   | 课时 |
    | 王五 | 500199199208110046 | 60   | 专项能力 |      |
    """
    digit = level_of(level)
    if digit is None:
        return None
    index = len(LEVELS) - int(digit)
    if index >= len(limit) or hours >= limit[index]:
        return None
    least = limit[index]
    return f"填{format_number(hours)}课时，{LEVELS[digit]}最低{least}课时，少{format_number(least - hours)}课时"


@rule(
    "N409", "理论或实操课时占比偏低", TrainingClass, at="theory_hours", limit="least_share_of_hours",
    severity=Severity.INFO, nature=Nature.HINT, remedy="请对照课程表核对",
)  # fmt: skip
def share_of_hours_too_small(
    theory_hours: Decimal, practice_hours: Decimal, limit: Number
) -> Says | None:
    """有的地方规定理论、实操各不少于一定比例，与7∶3不能同时要求；没有规定的不核对。

    通知：样例

    | 班次名称 | 理论课时 | 实操课时 | 应报     |
    | -------- | -------- | -------- | -------- |
    | 第1期    | 28       | 42       |          |
    | 第2期    | 12       | 28       | 理论课时 |
    | 第3期    | 30       | 30       |          |
    """
    total = theory_hours + practice_hours
    if total <= 0:
        return None
    part, hours, field = min(
        ("理论", theory_hours, "theory_hours"), ("实操", practice_hours, "practice_hours"),
        key=lambda part: part[1],
    )  # fmt: skip
    share = (_PERCENT * hours / total).quantize(Decimal("0.01"))
    if share >= limit:
        return None
    gap = f"少于{limit}%，差{format_number(limit - share)}个百分点"
    return Says(f"{part}{format_number(hours)}课时占{format_number(share)}%，{gap}", field)


@rule(
    "N410", "班级人数超过规定", TrainingClass, SubsidyClaim, at="trained", limit="class_size",
    severity=Severity.WARNING, nature=Nature.DOUBT, remedy="请核对人数；几个班合填一行的，请分行填写",
)  # fmt: skip
def class_too_large(trained: int | Decimal, limit: int) -> str | None:
    """每班人数不超过规定；没有规定的不核对。

    通知：样例

    培训班台账

    | 班次名称 | 培训人数 | 应报     |
    | -------- | -------- | -------- |
    | 第1期    | 50       |          |
    | 第2期    | 63       | 培训人数 |
    | 第3期    | 49       |          |
    """
    return None if trained <= limit else f"填{trained}人，超过{limit}人，多{trained - limit}人"


@rule(
    "N411", "出勤率不足而列入补贴", Trainee, at="attendance_rate", limit="attendance_rate",
    remedy="请核对考勤表；出勤达不到的，不列入补贴",
)  # fmt: skip
def subsidised_with_low_attendance(
    attendance_rate: tuple[Decimal, ...], subsidy: Decimal, limit: Number
) -> str | None:
    """享受补贴的学员，出勤率不低于规定；没有规定、没有补贴金额的不核对。

    通知：样例

    | 姓名 | 身份证号           | 出勤率 | 补贴金额 | 应报   |
    | ---- | ------------------ | ------ | -------- | ------ |
    | 张三 | 500199198506150017 | 80%    | 1000     |        |
    | 李四 | 500199199003020039 | 75%    | 1000     | 出勤率 |
    | 王五 | 500199199208110046 | 75%    | 0        |        |
    """
    rate = max(attendance_rate)
    if subsidy <= 0 or rate >= limit:
        return None
    return (
        f"填{format_number(rate)}%，低于{limit}%，差{format_number(limit - rate)}个百分点，列有补贴"
    )
