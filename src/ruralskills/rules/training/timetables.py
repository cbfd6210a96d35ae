"""T3: timetables - the hours they add up to, and where practice is taught."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ruralskills.facts.class_dates import first_day, last_day
from ruralskills.facts.class_names import Classes, ClassRow
from ruralskills.facts.class_records import records
from ruralskills.ledgers import Timetable, TrainingClass
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Says, rule
from ruralskills.model.table import LedgerSet, Table
from ruralskills.notices import InForce
from ruralskills.text.normalise import normalised
from ruralskills.text.numbers import format_number

Place = tuple[Table, int, str]
_PRACTICE: Final = "lesson_of_practice"
_THEORY: Final = "lesson_of_theory"


def _speaks_of(text: object, notices: InForce, name: str) -> bool:
    """Whether a cell has one of the words of a list in it."""
    words = notices.code_list(name)
    return bool(text) and words is not None and any(word in str(text) for word in words.words)


def _kind(table: Table, position: int, notices: InForce) -> str:
    """Whether a lesson is practice or theory, as far as its row says."""
    told = table.value(position, "kind") or table.value(position, "content")
    practice, theory = (_speaks_of(told, notices, name) for name in (_PRACTICE, _THEORY))
    if practice == theory:
        return ""
    return _PRACTICE if practice else _THEORY


@rule(
    "T320", "课程表课时与台账不符", TrainingClass, Timetable, at="hours", severity=Severity.WARNING,
    nature=Nature.DOUBT, carries_out="clauses",
    reads=("class_name", "agency", "hours", "theory_hours", "practice_hours", "day", "half",
           "content", "kind", "starts", "ends", "held"),
    remedy="请对照课程表核对总课时；课程有调整的，两处一并更正",
)  # fmt: skip
def timetable_against_declared_hours(
    book: LedgerSet, notices: InForce
) -> Iterator[tuple[Place, Says]]:
    """一个班课程表的课时相加，应等于台账申报的课时；课程表有没写课时的、有重复行的、没有排到结业的不比。

    通知：dongxiang-2020

    培训班台账

    | 班次名称    | 总课时 | 应报   |
    | ----------- | ------ | ------ |
    | 第1期电焊班 | 8      |        |
    | 第2期养殖班 | 12     | 总课时 |

    课程表

    | 班次名称    | 授课日期   | 时段 | 课时 | 授课内容 | 课程类型 | 应报 |
    | ----------- | ---------- | ---- | ---- | -------- | -------- | ---- |
    | 第1期电焊班 | 2020-07-06 | 上午 | 4    | 安全常识 | 理论     |      |
    | 第1期电焊班 | 2020-07-06 | 下午 | 4    | 平焊     | 实操     |      |
    | 第2期养殖班 | 2020-07-06 | 上午 | 4    | 饲料配制 | 理论     |      |
    | 第2期养殖班 | 2020-07-06 | 下午 | 4    | 圈舍管理 | 实操     |      |
    """
    classes = Classes(book.of(TrainingClass))
    recorded = records(classes, book.of(Timetable), "agency")
    for table, position in classes.rows:
        lessons = recorded.rows((table, position))
        hours = _hours(lessons) if _whole((table, position), lessons) else None
        for name, kind, word in (
            ("practice_hours", _PRACTICE, "实操"),
            ("theory_hours", _THEORY, "理论"),
            ("hours", "", ""),
        ):
            declared = table.value(position, name)
            if hours is None or not isinstance(declared, Decimal):
                continue
            kinds = [_kind(*lesson, notices) for lesson in lessons]
            if kind and not all(kinds):
                continue
            total = sum(
                (h for h, k in zip(hours, kinds, strict=True) if kind in ("", k)), Decimal()
            )
            if total != declared:
                related = (lessons[0][0].cell(lessons[0][1], "hours"),)
                message = (
                    f"填{word}{format_number(declared)}课时，课程表{word}相加为{format_number(total)}课时，"
                    f"相差{format_number(abs(total - declared))}课时"
                )
                yield (table, position, name), Says(message, related=related)
                break


def _whole(of: ClassRow, lessons: list[ClassRow]) -> bool:
    """Whether a timetable reaches from the first day of a class to its last, as far as it is told."""
    days = [day for t, p in lessons if (day := t.value(p, "day")) is not None]
    row = of[0].row(of[1])
    starts, ends = first_day(row), last_day(row)
    if not days or len(days) < len(lessons):
        return False
    late = starts is not None and all(starts.certainly_before(day) for day in days)
    short = ends is not None and all(day.certainly_before(ends) for day in days)
    return not late and not short


def _hours(lessons: list[ClassRow]) -> list[Decimal] | None:
    """The hours of each lesson; None when one has none, or when lessons stand there twice."""
    hours = [t.value(p, "hours") for t, p in lessons]
    which = {tuple(t.value(p, n) for n in ("day", "half", "content", "kind")) for t, p in lessons}
    if not lessons or len(which) < len(lessons):
        return None
    return [h for h in hours if isinstance(h, Decimal)] if None not in hours else None


@rule(
    "T321", "实操课安排在教室", Timetable, TrainingClass, at="", severity=Severity.INFO,
    nature=Nature.HINT, carries_out="clauses",
    remedy="确有实训条件的不用改；能安排到车间、工地、基地的请调整",
)  # fmt: skip
def practice_in_a_classroom(
    table: Table, notices: InForce
) -> Iterator[tuple[tuple[int, str], str]]:
    """实操课写明在教室、会议室上的，只作提示；实训教室、车间等不提示，看不出是实操课的不提示。

    通知：dongxiang-2020

    课程表

    | 班次名称    | 授课日期   | 时段 | 授课内容 | 课程类型 | 授课地点     | 应报     |
    | ----------- | ---------- | ---- | -------- | -------- | ------------ | -------- |
    | 第1期电焊班 | 2020-07-06 | 上午 | 安全常识 | 理论     | 职校一教室   |          |
    | 第1期电焊班 | 2020-07-06 | 下午 | 平焊     | 实操     | 职校一教室   | 授课地点 |
    | 第1期电焊班 | 2020-07-07 | 上午 | 平焊     | 实操     | 焊接实训教室 |          |
    | 第1期电焊班 | 2020-07-07 | 下午 | 平焊     | 实操     | 扶贫车间     |          |
    """
    lessons = table.ledger is Timetable
    name = "place" if lessons else "practice_place"
    for position in range(len(table) if name in table.columns else 0):
        place = table.value(position, name)
        if not _speaks_of(place, notices, "indoor_place"):
            continue
        if lessons and _kind(table, position, notices) != _PRACTICE:
            continue
        if not any(_speaks_of(place, notices, each) for each in ("practice_place", _PRACTICE)):
            yield (position, name), f"实操课安排在“{normalised(place)}”"
