"""P: the same person, teacher or room in two classes at the same time."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from ruralskills.facts.class_dates import exact_days
from ruralskills.facts.class_names import is_another_class
from ruralskills.facts.lessons import LESSON_COLUMNS, Half, halves_of, lessons, sittings
from ruralskills.ledgers import Attendance, Timetable, Trainee, TrainingClass
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.person_name import has_broken_character

_PRESENT: Final = frozenset({"出勤", "迟到", "早退"})


@rule(
    "P110", "同一人同一半天在两个班", Trainee, Timetable, at="id_number",
    reads=("id_number", "name", *LESSON_COLUMNS),
    needs=("trainee.class_name", "timetable.class_name", "timetable.day", "timetable.half"),
    remedy="请核对两班的签到表，保留实际参训的一条；核清前按1人计", foldable=False,
)  # fmt: skip
def in_two_classes_the_same_half_day(book: LedgerSet) -> Iterator[Answer]:
    """两个班都有课程表、课程表有同一天同一半天的课，一人不能都在；没有课程表的按起止日期列待核。

    学员花名册

    | 姓名 | 身份证号           | 班次名称   | 应报     |
    | ---- | ------------------ | ---------- | -------- |
    | 张三 | 500199198506150017 | 电焊第1期  |          |
    | 张三 | 500199198506150017 | 家政第1期  | 身份证号 |
    | 李四 | 500199199003020039 | 电焊第1期  |          |
    | 李四 | 500199199003020039 | 烹饪第1期  |          |

    课程表

    | 班次名称   | 授课日期   | 时段 | 授课内容 | 应报 |
    | ---------- | ---------- | ---- | -------- | ---- |
    | 电焊第1期  | 2020-07-06 | 上午 | 焊接安全 |      |
    | 电焊第1期  | 2020-07-07 | 上午 | 平焊     |      |
    | 烹饪第1期  | 2020-07-06 | 下午 | 刀工     |      |

    课程表

    | 班次名称   | 授课日期   | 时段 | 授课内容 | 应报 |
    | ---------- | ---------- | ---- | -------- | ---- |
    | 家政第1期  | 2020-07-06 | 上午 | 家政礼仪 |      |
    """
    sits = sittings(book)
    people: dict[str, list[Trainee]] = defaultdict(list)
    for row in book.rows(Trainee) if sits.timetables else ():
        number, name = row.id_number, row.class_name
        if number is None or name is None or normalised(name) not in sits.timetables:
            continue
        for earlier in people[number]:
            earlier_class = earlier.class_name or ""
            if halves := sits.shared(name, earlier_class):
                place, earlier_place = row.at("id_number"), earlier.at("id_number")
                source = earlier_place.relative_to(place)
                message = f"{_halves_text(halves)}也在“{earlier_class}”上课（{source}）"
                yield place, Says(message, related=(earlier_place,))
                break
        people[number].append(row)


@rule(
    "P119", "同一人同一半天在两个班签到", Attendance, at="mark", foldable=False,
    reads=("id_number", "name", "class_name", "day", "half", "mark"),
    remedy="请核对两班的签到表，保留实际参训的一处",
)  # fmt: skip
def present_in_two_classes_the_same_half_day(book: LedgerSet) -> Iterator[Answer]:
    """考勤表上同一人同一天同一半天只能在一个班出勤；请假、缺勤的不算，没有身份证号的不比。

    标题：电焊第1期学员考勤表

    | 姓名 | 身份证号           | 2020-07-06上午 | 2020-07-06下午 | 应报 |
    | ---- | ------------------ | -------------- | -------------- | ---- |
    | 张三 | 500199198506150017 | √              | √              |      |
    | 李四 | 500199199003020039 | √              | √              |      |

    标题：家政第1期学员考勤表

    | 姓名 | 身份证号           | 2020-07-06上午 | 2020-07-07上午 | 应报           |
    | ---- | ------------------ | -------------- | -------------- | -------------- |
    | 张三 | 500199198506150017 | √              | √              | 2020-07-06上午 |
    | 李四 | 500199199003020039 | 请假           | √              |                |
    """
    first_rows: dict[tuple[str, Half], Attendance] = {}
    reported: set[tuple[str, str]] = set()
    for row, number, half in _presences(book):
        earlier = first_rows.setdefault((number, half), row)
        class_name, earlier_class = row.class_name or "", earlier.class_name or ""
        if is_another_class(class_name, earlier_class) and (number, class_name) not in reported:
            reported.add((number, class_name))
            place, earlier_place = row.at("mark"), earlier.at("mark")
            source = earlier_place.relative_to(place)
            message = f"{half[0]}{half[1]}在“{earlier_class}”也记为出勤（{source}）"
            yield place, Says(message, related=(earlier_place,))


def _presences(book: LedgerSet) -> Iterator[tuple[Attendance, str, Half]]:
    """Yield rows of presence with number and half-day, where all of them are certain."""
    for row in book.rows(Attendance):
        if row.id_number is None or row.class_name is None or row.mark not in _PRESENT:
            continue
        if row.day is not None and row.day.exact:
            for half in halves_of(row.half):
                yield row, row.id_number, (row.day.earliest, half)


def _halves_text(halves: Sequence[Half]) -> str:
    day, half = halves[0]
    return f"{day}{half}" + (f"等{len(halves)}个半天" if len(halves) > 1 else "")


_SINGLE: Final = regex(r"[\u3400-\u9fff·]{2,4}(老师|教师)?")
_ROOM: Final = regex(r"室|厅|楼|教室|礼堂|车间|机房|\d号")


def _teacher(row: Timetable | TrainingClass) -> str:
    """Return the teacher, ``""`` unless the cell names one person and no body."""
    word = normalised(row.teacher or "")
    return word if _SINGLE.fullmatch(word) and not has_broken_character(word) else ""


def _room(row: Timetable | TrainingClass) -> str:
    """Return the room, ``""`` for several and for a school or a township."""
    word = normalised(row.place or "")
    return word if _ROOM.search(word) and not re.search("[、,;和及]", word) else ""


_KINDS: Final = (("teacher", "教师", _teacher), ("place", "地点", _room))


@rule(
    "P111", "同一教师或教室同时有两个班的课", Timetable, at="teacher", reads=("class_name", "day", "half", "teacher", "place"),
    severity=Severity.WARNING, nature=Nature.DOUBT,
    needs=("timetable.class_name", "timetable.day", "timetable.half", "timetable.teacher|place"),
    remedy="请核对两班的课程表；两班合上一堂课的，在备注写明",
)  # fmt: skip
def teacher_or_room_taken_twice(book: LedgerSet) -> Iterator[Answer]:
    """按课程表，同一天同一半天，同一教师（同一教室）只能上一个班的课；晚到早走、半天里先后上两班的请写明。

    课程表

    | 班次名称   | 授课日期   | 时段 | 授课内容 | 授课教师 | 授课地点     | 应报     |
    | ---------- | ---------- | ---- | -------- | -------- | ------------ | -------- |
    | 电焊第1期  | 2020-07-06 | 上午 | 焊接安全 | 王建国   | 县职校201室  |          |
    | 家政第1期  | 2020-07-06 | 上午 | 家政礼仪 | 王建国   | 县职校202室  | 授课教师 |
    | 烹饪第1期  | 2020-07-06 | 下午 | 刀工     | 王建国   | 县职校201室  |          |
    | 保洁第1期  | 2020-07-06 | 下午 | 保洁常识 | 李秀英   | 县职校201室  | 授课地点 |
    """
    for field, title, read in _KINDS:
        first: dict[tuple[str, Half], Timetable] = {}
        for row, half in lessons(book):
            word, class_name = read(row), row.class_name
            if not word or not class_name:
                continue
            earlier = first.setdefault((word, half), row)
            earlier_class = earlier.class_name or ""
            if normalised(earlier_class) != normalised(class_name):
                place, earlier_place = row.at(field), earlier.at(field)
                source = f"“{earlier_class}”（{earlier_place.relative_to(place)}）"
                message = f"{title}“{word}”{half[0]}{half[1]}同时在{source}"
                yield place, Says(message, related=(earlier_place,))


@rule(
    "P112", "两个班日期重叠而教师或教室相同", TrainingClass, at="teacher", severity=Severity.WARNING,
    nature=Nature.DOUBT, reads=("class_name", "teacher", "place", "starts", "ends", "held"),
    needs=("training_class.starts|held", "training_class.ends|held",
           "training_class.teacher|place"),
    remedy="请对照课程表核对；分时段错开的不用改",
)  # fmt: skip
def classes_overlap_in_teacher_or_room(book: LedgerSet) -> Iterator[Answer]:
    """两个班的起止日期重叠，用同一间教室的请核对；同一教师可以分半天给两个班上课，只作提示。

    一班结束当天另一班开班的不算；教师或地点写了几个的、地点只写到学校或乡镇的不比。

    | 班次名称  | 开班日期   | 结业日期   | 授课老师 | 培训地点         | 应报     |
    | --------- | ---------- | ---------- | -------- | ---------------- | -------- |
    | 电焊第1期 | 2020-07-01 | 2020-07-07 | 王建国   | 县职校           |          |
    | 家政第1期 | 2020-07-05 | 2020-07-11 | 王建国   | 县职校           | 授课老师 |
    | 烹饪第1期 | 2020-07-07 | 2020-07-13 | 李秀英   | 镇政府3楼会议室  |          |
    | 保洁第1期 | 2020-07-08 | 2020-07-14 | 赵明     | 镇政府3楼会议室  | 培训地点 |
    | 养殖第1期 | 2020-07-14 | 2020-07-20 | 赵明     | 镇政府3楼会议室  |          |
    """
    for field, title, read in _KINDS:
        taken: dict[str, list[tuple[date, date, TrainingClass]]] = defaultdict(list)
        for row in book.rows(TrainingClass):
            word, days = read(row), exact_days(row)
            if not word or days is None:
                continue
            for start, end, earlier in taken[word]:
                if _has_other_name(earlier, row) and start < days[1] and days[0] < end:
                    overlap = (min(days[1], end) - max(days[0], start)).days + 1
                    place, earlier_place = row.at(field), earlier.at(field)
                    source = f"“{earlier.class_name}”（{earlier_place.relative_to(place)}）"
                    message = f"{title}“{word}”与{source}相同，两班日期重叠{overlap}天"
                    weight = _HINT if field == "teacher" else {}
                    yield place, Says(message, related=(earlier_place,), **weight)
                    break
            taken[word].append((*days, row))


_HINT: Final[dict[str, Any]] = {"severity": Severity.INFO, "nature": Nature.HINT}
"""The weight of classes that share a teacher, who may teach both in half-days."""


def _has_other_name(earlier: TrainingClass, later: TrainingClass) -> bool:
    return normalised(earlier.class_name or "") != normalised(later.class_name or "")
