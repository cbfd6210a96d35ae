"""T3: training classes - days, hours, and their proportions."""

from datetime import date
from decimal import Decimal
from math import gcd
from typing import Final

from ruralskills.facts.class_dates import ClassDates, last_day
from ruralskills.facts.class_names import is_of_leaders
from ruralskills.ledgers import TrainingClass
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Says, rule
from ruralskills.text.numbers import format_gap, format_number
from ruralskills.values.date_range import DateRange
from ruralskills.values.partial_date import PartialDate

_ARRIVAL: Final = 1
"""The day of a class on which nobody teaches yet, or any more."""
_ONE_DAY: Final = 8
"""The hours of theory in a day, of which a lecture has no more."""


@rule(
    "T302", "集中教学与现场观摩不是5∶2", TrainingClass, at="lecture_days", limit="lecture_to_visit",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    remedy="请核对课程表；填错的更正，安排确有不同的在备注说明",
)  # fmt: skip
def lecture_and_visit_out_of_proportion(
    class_name: str,
    lecture_days: Decimal,
    visit_days: Decimal,
    limit: tuple[int, int],
    category: str | None = None,
) -> str | None:
    """带头人培训班的集中教学和现场观摩按5∶2安排，按整天取舍，相差不到1天的都可以。

    通知：tongnan-2020

    | 班次名称 | 班次类别         | 集中教学天数 | 观摩天数 | 应报         |
    | -------- | ---------------- | ------------ | -------- | ------------ |
    | 第1期    | 致富带头人培训班 | 5            | 2        |              |
    | 第2期    | 致富带头人培训班 | 4            | 3        | 集中教学天数 |
    | 第3期    | 致富带头人培训班 | 6            | 2        |              |
    | 第4期    | 致富带头人培训班 | 5            | 3        |              |
    | 第5期    | 致富带头人培训班 | 8            | 2        |              |
    | 第6期    | 电焊培训班       | 1            | 9        |              |

    | 班次名称              | 集中教学天数 | 观摩天数 | 应报         |
    | --------------------- | ------------ | -------- | ------------ |
    | 致富带头人培训班第1期 | 2            | 5        | 集中教学天数 |
    | 电焊培训班            | 2            | 5        |              |
    """
    lecture, visit = limit
    total = lecture_days + visit_days
    if not is_of_leaders(class_name, category) or total <= 0:
        return None
    if abs(lecture_days - total * lecture / (lecture + visit)) < 1:
        return None
    expected = (total * lecture / (lecture + visit)).quantize(Decimal(1))
    return (
        f"集中教学{format_number(lecture_days)}天、现场观摩{format_number(visit_days)}天，"
        f"按{lecture}∶{visit}集中教学应为{format_number(expected)}天左右，"
        f"{format_gap(lecture_days - expected, '天')}"
    )


@rule(
    "T303", "天数合计不符", TrainingClass, at="days", severity=Severity.INFO, nature=Nature.HINT,
    remedy="报到、结业另计的不用改；填错的请更正",
)  # fmt: skip
def days_do_not_add_up(days: Decimal, lecture_days: Decimal, visit_days: Decimal) -> str | None:
    """集中教学加现场观摩一般等于培训天数；报到、结业可以在两者之外，只多出1天的不提示。

    | 班次名称 | 培训天数 | 集中教学天数 | 观摩天数 | 应报     |
    | -------- | -------- | ------------ | -------- | -------- |
    | 第1期    | 7        | 5            | 2        |          |
    | 第2期    | 9        | 5            | 2        | 培训天数 |
    | 第3期    | 7.5      | 5            | 2.5      |          |
    | 第4期    | 8        | 5            | 2        |          |
    | 第5期    | 6        | 5            | 2        | 培训天数 |
    """
    total = lecture_days + visit_days
    if 0 <= days - total <= _ARRIVAL:
        return None
    return (
        f"填{format_number(days)}天，集中教学与现场观摩相加为{format_number(total)}天，"
        f"相差{format_number(abs(total - days))}天"
    )


def _tolerance(practice: Decimal, theory: Decimal) -> Decimal:
    """Return the deviation from the share that whole hours allow."""
    if practice != int(practice) or theory != int(theory):
        return Decimal("0.5")
    unit = gcd(int(practice), int(theory), 4)
    return max(Decimal("0.5"), Decimal(unit) / 2)


def _has_ratio(first: Decimal, second: Decimal, ratio: tuple[int, int]) -> bool:
    """Return True if first : second is the ratio, as near as whole hours allow."""
    exact = (first + second) * ratio[0] / (ratio[0] + ratio[1])
    return abs(first - exact) <= _tolerance(first, second)


@rule(
    "T304", "实操与理论课时不是7∶3", TrainingClass, at="practice_hours", limit="practice_to_theory",
    nature=Nature.DOUBT, remedy="请对照课程表核对；确为如此安排的，请调整教学计划",
)  # fmt: skip
def practice_out_of_proportion(
    practice_hours: Decimal,
    theory_hours: Decimal,
    limit: tuple[int, int],
    as_of: date,
    ends: PartialDate | None = None,
    held: DateRange | None = None,
) -> Says | str | None:
    """实操课时∶理论课时＝7∶3（实操7、理论3）；按整课时、半天排课的误差不算，实操更多的只作提示，一天以内的宣讲不算。

    | 班次名称 | 理论课时 | 实操课时 | 应报     |
    | -------- | -------- | -------- | -------- |
    | 第1期    | 18       | 42       |          |
    | 第2期    | 8        | 16       |          |
    | 第3期    | 8        | 24       |          |
    | 第4期    | 7        | 17       |          |
    | 第5期    | 12       | 20       | 实操课时 |
    | 第6期    | 12       | 12       | 实操课时 |
    | 第7期    | 16       | 40       |          |
    | 第8期    | 10       | 50       | 实操课时 |
    | 第9期    | 40       | 0        | 实操课时 |
    | 第10期   | 0        | 0        |          |
    | 宣讲     | 8        | 0        |          |
    """
    total = practice_hours + theory_hours
    is_lecture = practice_hours == 0 and total <= _ONE_DAY
    if (
        is_lecture
        or min(practice_hours, theory_hours) < 0
        or total <= 0
        or _has_ratio(practice_hours, theory_hours, limit)
    ):
        return None
    if practice_hours < theory_hours and _has_ratio(theory_hours, practice_hours, limit):
        return None
    practice, theory = limit
    hours = f"实操{format_number(practice_hours)}课时、理论{format_number(theory_hours)}课时"
    expected = (total * practice / (practice + theory)).quantize(Decimal(1))
    has_too_much = practice_hours * theory > theory_hours * practice
    side, gap = "多" if has_too_much else "少", abs(practice_hours - expected)
    message = (
        f"{hours}，按{practice}∶{theory}共{format_number(total)}课时的实操应为"
        f"{format_number(expected)}课时左右，{side}{format_number(gap)}课时"
    )
    if has_too_much:
        return Says(
            message, severity=Severity.INFO, nature=Nature.HINT, remedy="实操多于要求，供参考"
        )
    last = last_day(ClassDates(ends=ends, held=held))
    if last is not None and last.latest >= as_of:
        return Says(f"{message}；尚未结业", severity=Severity.WARNING)
    return message


@rule(
    "T305", "疑似理论与实操两列填反", TrainingClass, at="practice_hours", limit="practice_to_theory",
    nature=Nature.DOUBT,
    remedy="请对照课程表：填反的对调两格；确为如此安排的，请调整教学计划",
)  # fmt: skip
def practice_and_theory_swapped(
    practice_hours: Decimal, theory_hours: Decimal, limit: tuple[int, int]
) -> str | None:
    """理论∶实操正好是7∶3，与要求相反，多半是两列填反。

    | 班次名称 | 理论课时 | 实操课时 | 应报     |
    | -------- | -------- | -------- | -------- |
    | 第1期    | 18       | 42       |          |
    | 第2期    | 42       | 18       | 实操课时 |
    | 第3期    | 30       | 30       |          |
    """
    if not 0 < practice_hours < theory_hours:
        return None
    if _has_ratio(practice_hours, theory_hours, limit):
        return None
    if not _has_ratio(theory_hours, practice_hours, limit):
        return None
    practice, theory = limit
    return (
        f"理论{format_number(theory_hours)}课时、实操{format_number(practice_hours)}课时，"
        f"与“实操∶理论＝{practice}∶{theory}”正好相反"
    )


@rule(
    "T306", "课时合计不符", TrainingClass, at="hours", severity=Severity.WARNING, nature=Nature.DOUBT,
    remedy="请核对课程表；另有考核等课时的，在备注说明",
)  # fmt: skip
def hours_do_not_add_up(
    hours: Decimal, theory_hours: Decimal, practice_hours: Decimal
) -> str | None:
    """理论课时加实操课时应等于总课时。

    | 班次名称 | 总课时 | 理论课时 | 实操课时 | 应报   |
    | -------- | ------ | -------- | -------- | ------ |
    | 第1期    | 60     | 18       | 42       |        |
    | 第2期    | 64     | 18       | 42       | 总课时 |
    | 第3期    | 60     | 18       | 42       |        |
    """
    total = theory_hours + practice_hours
    if total == hours:
        return None
    return (
        f"填{format_number(hours)}课时，理论与实操相加为{format_number(total)}课时，"
        f"相差{format_number(abs(total - hours))}课时"
    )
