"""K1: attendance sheets - against the roster, by class, and their marks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, TypeVar

from ruralskills.facts.class_dates import is_finished, last_day
from ruralskills.facts.class_names import Classes, class_key
from ruralskills.facts.class_records import agency_of, records
from ruralskills.facts.public_holidays import public_holidays
from ruralskills.ledgers import Attendance, Trainee, TrainingClass
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.text.normalise import normalised
from ruralskills.values.partial_date import PartialDate

P = TypeVar("P", bound=Trainee | Attendance)
PRESENT: Final = "出勤"
_CAME: Final = frozenset({PRESENT, "迟到", "早退"})
_FEWEST_PEOPLE: Final = 10
_FEWEST_SESSIONS: Final = 4
_MOST_NAMED: Final = 5


def _first_rows(rows: Iterable[P]) -> dict[str, P]:
    """Return the people of some rows by name, each at the first row."""
    people: dict[str, P] = {}
    for row in rows:
        if row.name:
            people.setdefault(_person_key(row.name), row)
    return people


def _person_key(name: str) -> str:
    """Return a name without the dot, which rosters may leave out."""
    return normalised(name).replace("·", "")


def _rosters(rows: Iterable[Trainee]) -> dict[str, list[Trainee]]:
    """Return the trainees by the key of their class."""
    rosters: dict[str, list[Trainee]] = defaultdict(list)
    for row in rows:
        if row.class_name:
            rosters[class_key(row.class_name)].append(row)
    return rosters


def _class_of(table: Table) -> str | None:
    """Return the class of a sheet, None for a sheet of people on posts."""
    return next((row.class_name for row in table.rows(Attendance, range(len(table))[:1])), None)


@rule(
    "K101", "报到册与考勤表人员不一致", Trainee, Attendance, at="name", severity=Severity.WARNING,
    nature=Nature.DOUBT, carries_out="clauses", foldable=False, reads=("class_name", "name"),
    remedy="请逐人核对报到册和考勤表；漏填的补填，姓名写错的更正",
)  # fmt: skip
def roster_and_attendance_differ(book: LedgerSet) -> Iterator[Answer]:
    """同一班的报到册（花名册）与考勤表应是同一批人；相差2人以上又超过两成的，看作不是同一个班，或名册不全，不比。

    通知：dongxiang-2020

    学员花名册

    | 班次名称    | 姓名 | 身份证号           | 应报 |
    | ----------- | ---- | ------------------ | ---- |
    | 第1期电焊班 | 马一 | 500199198506150017 |      |
    | 第1期电焊班 | 马二 | 500199199003020039 | 姓名 |
    | 第1期电焊班 | 马三 | 500199199208110046 |      |

    标题：2020年第1期电焊班考勤表

    | 序号 | 姓名 | 7月6日上午 | 7月6日下午 | 应报 |
    | ---- | ---- | ---------- | ---------- | ---- |
    | 1    | 马一 | √          | √          |      |
    | 2    | 马三 | √          | √          |      |
    """
    sheets: dict[str, list[Table]] = defaultdict(list)
    for table in book.of(Attendance):
        if name := _class_of(table):
            sheets[class_key(name)].append(table)
    for key, roster in _rosters(book.rows(Trainee)).items():
        on_roster = _first_rows(roster)
        on_sheets: dict[str, Attendance] = {}
        for table in sheets.get(key, ()):
            on_sheets |= _first_rows(table.rows(Attendance))
        shared = on_roster.keys() & on_sheets.keys()
        larger = max(len(on_roster), len(on_sheets))
        if shared and larger - len(shared) <= max(2, larger // 5):
            sheet = f"考勤表（{sheets[key][0].cell(0, 'name')}）"
            yield from _missing(on_roster, on_sheets, sheet)
            yield from _missing(on_sheets, on_roster, "报到册")


def _missing(
    people: Mapping[str, Trainee | Attendance], compared: Mapping[str, object], title: str
) -> Iterator[Answer]:
    """Yield one finding about the people whom the compared list of their class lacks."""
    names = [name for name in people if name not in compared]
    if names:
        first, *related = [people[name].at("name") for name in names]
        examples = "、".join(names[:_MOST_NAMED]) + ("等" if len(names) > _MOST_NAMED else "")
        message = f"{examples}共{len(names)}人，在本班{title}中没有查到"
        yield first, Says(message, related=tuple(related))


@rule(
    "K102", "结业的班没有考勤表", TrainingClass, Attendance, at="class_name", carries_out="clauses",
    reads=("class_name", "agency", "ends", "held", "day"), nature=Nature.SHORTFALL,
    needs=("training_class.ends|held",),
    remedy="请补报本班的考勤表；考勤表上的班次名称与台账不一致的，改为一致",
)  # fmt: skip
def finished_class_without_attendance(book: LedgerSet, as_of: date) -> Iterator[Answer]:
    """每个结业的班都要有考勤表；只看同一培训机构已经报送考勤表的，比最早的考勤表还早的班不看。

    通知：dongxiang-2020

    培训班台账

    | 班次名称    | 培训机构 | 结业日期   | 应报     |
    | ----------- | -------- | ---------- | -------- |
    | 第1期电焊班 | 县职校   | 2020-07-10 |          |
    | 第2期电焊班 | 县职校   | 2020-08-10 | 班次名称 |
    | 第3期电焊班 | 县职校   | 2021-01-10 |          |
    | 第4期养殖班 | 农广校   | 2020-08-10 |          |

    标题：2020年第1期电焊班考勤表

    | 序号 | 姓名 | 7月6日上午 | 7月6日下午 | 应报 |
    | ---- | ---- | ---------- | ---------- | ---- |
    | 1    | 马一 | √          | √          |      |
    """
    classes = Classes(book.rows(TrainingClass))
    recorded = records(classes, book, Attendance, agency_of)
    days = (row.day.earliest for row in book.rows(Attendance) if row.day is not None)
    first = min(days, default=date.max)
    for row in classes.rows:
        ends = last_day(row)
        if ends is None or ends.latest < first or not is_finished(row, as_of):
            continue
        if recorded.is_unrecorded(row):
            yield row.at("class_name"), f"本班{ends}结业，没有查到考勤表"


@rule(
    "K103", "全班全程全勤", Attendance, at="name", severity=Severity.INFO, nature=Nature.HINT, carries_out="clauses",
    remedy="确属全勤的不用改；事后统一补填的，请按实际出勤更正",
)  # fmt: skip
def everybody_always_there(table: Table) -> Iterator[Answer]:
    """10人以上、4个时段以上全部出勤的，只作提示。

    通知：dongxiang-2020
    标题：2020年第1期电焊班考勤表

    | 序号 | 姓名   | 7月6日上午 | 7月6日下午 | 7月7日上午 | 7月7日下午 | 应报 |
    | ---- | ------ | ---------- | ---------- | ---------- | ---------- | ---- |
    | 1    | 马一   | √          | √          | √          | √          | 姓名 |
    | 2    | 马二   | √          | √          | √          | √          |      |
    | 3    | 马三   | √          | √          | √          | √          |      |
    | 4    | 马四   | √          | √          | √          | √          |      |
    | 5    | 马五   | √          | √          | √          | √          |      |
    | 6    | 马六   | √          | √          | √          | √          |      |
    | 7    | 马七   | √          | √          | √          | √          |      |
    | 8    | 马八   | √          | √          | √          | √          |      |
    | 9    | 马九   | √          | √          | √          | √          |      |
    | 10   | 马十   | √          | √          | √          | √          |      |
    """
    people, sessions = _size(table)
    mark = table.columns.get("mark") if _class_of(table) else None
    if mark is None or people < _FEWEST_PEOPLE or sessions < _FEWEST_SESSIONS:
        return
    if {mark.values[code] for code in set(mark.codes)} == {PRESENT}:
        first = next(table.rows(Attendance, range(1)))
        yield first.at("name"), f"{people}人在{sessions}个时段全部出勤，没有一次请假或缺勤"


def _size(table: Table) -> tuple[int, int]:
    """Return the number of people and that of sessions."""
    people = len(set(table.row_numbers))
    return people, len(table) // people if people else 0


@rule(
    "K104", "两个时段的考勤完全相同", Attendance, at="mark", severity=Severity.INFO, nature=Nature.HINT,
    carries_out="clauses", reads=("class_name", "day", "mark"),
    remedy="请核对是否照抄；确实如此的不用改",
)  # fmt: skip
def same_people_away_every_time(table: Table) -> Iterator[Answer]:
    """不同日期的两个时段，有3人以上未到，且每个人的记录都一样的，提示核对；同一天上下午一样的常见，不提示。

    通知：dongxiang-2020
    标题：2020年第1期电焊班考勤表

    | 序号 | 姓名 | 7月6日 | 7月7日 | 7月8日 | 应报   |
    | ---- | ---- | ------ | ------ | ------ | ------ |
    | 1    | 马一 | √      | √      | √      | 7月7日 |
    | 2    | 马二 | ×      | ×      | √      |        |
    | 3    | 马三 | △      | △      | √      |        |
    | 4    | 马四 | ×      | ×      | √      |        |
    """
    _, sessions = _size(table)
    rows = list(table.rows(Attendance)) if _class_of(table) else []
    first_sessions: dict[tuple[str | None, ...], Attendance] = {}
    for session, row in enumerate(rows[:sessions]):
        marks = tuple(person.mark for person in rows[session::sessions])
        away = sum(mark in ("请假", "缺勤") for mark in marks)
        if away < 3 or None in marks:
            continue
        earlier = first_sessions.setdefault(marks, row)
        if earlier.day is not None and row.day is not None and earlier.day != row.day:
            column = earlier.at("mark").cell.address
            message = f"与{earlier.day}（{column}列）的记录完全相同，都是同样的{away}人未到"
            yield row.at("mark"), message
            return


@rule(
    "K105", "法定节假日有出勤记录", Attendance, at="mark", severity=Severity.INFO, nature=Nature.HINT,
    carries_out="clauses", reads=("class_name", "day", "mark"),
    remedy="确在节假日上课的不用改；日期写错的更正",
)  # fmt: skip
def present_on_a_holiday(table: Table) -> Iterator[Answer]:
    """按国务院公布的2020至2026年放假安排，放假的日子记有出勤的提示核对；周末、调休上班的日子不提示。

    通知：dongxiang-2020
    标题：2020年第5期电焊班考勤表

    | 序号 | 姓名 | 9月27日 | 10月1日 | 10月9日 | 应报    |
    | ---- | ---- | ------- | ------- | ------- | ------- |
    | 1    | 马一 | √       | √       | √       | 10月1日 |
    | 2    | 马二 | √       | √       | √       |         |
    | 3    | 马三 | √       | ×       | √       |         |
    """
    holidays = public_holidays()
    first: dict[PartialDate, Attendance] = {}
    present: Counter[PartialDate] = Counter()
    for row in table.rows(Attendance) if _class_of(table) else ():
        day = row.day
        if day is not None and day.exact and day.earliest in holidays:
            first.setdefault(day, row)
            present[day] += row.mark in _CAME
    for day, row in first.items():
        if present[day]:
            yield row.at("mark"), f"{day}是法定节假日放假的日子，记有{present[day]}人出勤"
