"""T3: timetables - their hours, and the places of practice."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ruralskills.facts.class_dates import first_day, last_day
from ruralskills.facts.class_names import Classes
from ruralskills.facts.class_records import agency_of, records
from ruralskills.ledgers import Timetable, TrainingClass
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.notices import InForce
from ruralskills.text.normalise import normalised
from ruralskills.text.numbers import format_number

_PRACTICE: Final = "lesson_of_practice"
_THEORY: Final = "lesson_of_theory"


def _has_word_of(text: str | None, notices: InForce, name: str) -> bool:
    """Return True if a text has one of the words of a code list in it."""
    codes = notices.code_list(name)
    return bool(text) and codes is not None and any(word in (text or "") for word in codes.words)


def _kind(lesson: Timetable, notices: InForce) -> str:
    """Return the code list of a lesson's words, practice or theory, else ``""``."""
    words = lesson.kind or lesson.content
    practice, theory = (_has_word_of(words, notices, name) for name in (_PRACTICE, _THEORY))
    if practice == theory:
        return ""
    return _PRACTICE if practice else _THEORY


@rule(
    "T320", "课程表课时与台账不符", TrainingClass, Timetable, at="hours", severity=Severity.WARNING,
    nature=Nature.DOUBT, carries_out="clauses",
    reads=("class_name", "agency", "hours", "theory_hours", "practice_hours", "day", "half",
           "content", "kind", "starts", "ends", "held"),
    needs=("training_class.hours|theory_hours|practice_hours", "timetable.hours"),
    remedy="请对照课程表核对总课时；课程有调整的，两处一并更正",
)  # fmt: skip
def timetable_against_declared_hours(book: LedgerSet, notices: InForce) -> Iterator[Answer]:
    """一个班课程表的课时相加，应等于台账申报的课时；课程表有没写课时的、有重复行的、没有排到结业的不比。

    通知：dongxiang-2020

    培训班台账

    | 班次名称    | 总课时 | 应报   |
    | ----------- | ------ | ------ |
    | 第1期电焊班 | 8      |        |
    | 第2期养殖班 | 12     | 总课时 |
    | 第3期养殖班 | 20     |        |

    课程表

    | 班次名称    | 授课日期   | 时段 | 课时 | 授课内容 | 课程类型 | 应报 |
    | ----------- | ---------- | ---- | ---- | -------- | -------- | ---- |
    | 第1期电焊班 | 2020-07-06 | 上午 | 4    | 安全常识 | 理论     |      |
    | 第1期电焊班 | 2020-07-06 | 下午 | 4    | 平焊     | 实操     |      |
    | 第2期养殖班 | 2020-07-06 | 上午 | 4    | 饲料配制 | 理论     |      |
    | 第2期养殖班 | 2020-07-06 | 下午 | 4    | 圈舍管理 | 实操     |      |
    """
    classes = Classes(book.rows(TrainingClass))
    recorded = records(classes, book, Timetable, agency_of)
    for row in classes.rows:
        lessons = recorded.rows(row)
        hours = _hours(lessons) if _is_complete(row, lessons) else None
        if hours is None:
            continue
        kinds = [_kind(lesson, notices) for lesson in lessons]
        for field, declared, kind, word in (
            ("practice_hours", row.practice_hours, _PRACTICE, "实操"),
            ("theory_hours", row.theory_hours, _THEORY, "理论"),
            ("hours", row.hours, "", ""),
        ):
            if declared is None or (kind and not all(kinds)):
                continue
            counted = (h for h, k in zip(hours, kinds, strict=True) if kind in ("", k))
            total = sum(counted, Decimal())
            if total != declared:
                gap = format_number(abs(total - declared))
                message = (
                    f"填{word}{format_number(declared)}课时，"
                    f"课程表{word}相加为{format_number(total)}课时，相差{gap}课时"
                )
                yield row.at(field), Says(message, related=(lessons[0].at("hours"),))
                break


def _is_complete(row: TrainingClass, lessons: list[Timetable]) -> bool:
    """Return True if a timetable reaches from the first day of a class to the last."""
    days = [lesson.day for lesson in lessons if lesson.day is not None]
    starts, ends = first_day(row), last_day(row)
    if not days or len(days) < len(lessons):
        return False
    begins_late = starts is not None and all(starts.certainly_before(day) for day in days)
    ends_early = ends is not None and all(day.certainly_before(ends) for day in days)
    return not begins_late and not ends_early


def _hours(lessons: list[Timetable]) -> list[Decimal] | None:
    """Return the hours of each lesson, None if one lacks them or stands twice."""
    hours = [lesson.hours for lesson in lessons if lesson.hours is not None]
    distinct = {(lesson.day, lesson.half, lesson.content, lesson.kind) for lesson in lessons}
    return hours if len(hours) == len(distinct) == len(lessons) else None


@rule(
    "T321", "实操课安排在教室", Timetable, TrainingClass, at="", severity=Severity.INFO,
    nature=Nature.HINT, carries_out="clauses", reads=("kind", "content", "place", "practice_place"),
    remedy="确有实训条件的不用改；能安排到车间、工地、基地的请调整",
)  # fmt: skip
def practice_in_a_classroom(table: Table, notices: InForce) -> Iterator[Answer]:
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
    for lesson in table.rows(Timetable):
        if _is_classroom(lesson.place, notices) and _kind(lesson, notices) == _PRACTICE:
            yield lesson.at("place"), _classroom_message(lesson.place)
    for row in table.rows(TrainingClass):
        if _is_classroom(row.practice_place, notices):
            yield row.at("practice_place"), _classroom_message(row.practice_place)


def _is_classroom(place: str | None, notices: InForce) -> bool:
    """Return True if a place is indoors and not fit for practice."""
    return _has_word_of(place, notices, "indoor_place") and not any(
        _has_word_of(place, notices, name) for name in ("practice_place", _PRACTICE)
    )


def _classroom_message(place: str | None) -> str:
    return f"实操课安排在“{normalised(place or '')}”"
