"""K1: attendance sheets - against the roster, for each class, and marks that ask for a look."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from ruralskills.facts.class_dates import is_finished, last_day
from ruralskills.facts.class_names import Classes, class_key
from ruralskills.facts.class_records import days_in, owner_of, records
from ruralskills.ledgers import Attendance, Trainee, TrainingClass
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Says, rule
from ruralskills.model.table import LedgerSet, Table
from ruralskills.notices import InForce
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.partial_date import PartialDate

Place = tuple[Table, int, str]
PRESENT: Final = "出勤"
_THERE: Final = frozenset({PRESENT, "迟到", "早退"})
_FEWEST_PEOPLE: Final = 10
_FEWEST_SESSIONS: Final = 4
_SHOWN: Final = 5


def _people(table: Table) -> dict[str, int]:
    """Everybody on a sheet by name, each at his first row."""
    found: dict[str, int] = {}
    for position in range(len(table)):
        name = table.value(position, "name")
        if name:
            found.setdefault(_as_compared(name), position)
    return found


def _as_compared(name: str) -> str:
    """A name without the dot, which rosters leave out at will."""
    return normalised(name).replace("·", "")


def _by_class(tables: list[Table]) -> dict[str, list[tuple[Table, int]]]:
    """The rows of tables by the key of their class."""
    found: dict[str, list[tuple[Table, int]]] = defaultdict(list)
    for table in tables:
        for position in range(len(table)):
            name = table.value(position, "class_name")
            if name:
                found[class_key(name)].append((table, position))
    return found


@rule(
    "K101", "报到册与考勤表人员不一致", Trainee, Attendance, at="name", severity=Severity.WARNING,
    nature=Nature.DOUBT, carries_out="clauses", foldable=False, reads=("class_name", "name"),
    remedy="请逐人核对报到册和考勤表；漏填的补填，姓名写错的更正",
)  # fmt: skip
def roster_and_attendance_differ(book: LedgerSet) -> Iterator[tuple[Place, Says]]:
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
        name = table.value(0, "class_name") if len(table) else None
        if name:
            sheets[class_key(name)].append(table)
    for key, rows in _by_class(book.of(Trainee)).items():
        listed: dict[str, tuple[Table, int]] = {}
        for table, position in rows:
            if name := table.value(position, "name"):
                listed.setdefault(_as_compared(name), (table, position))
        marked = {name: (t, p) for t in sheets.get(key, ()) for name, p in _people(t).items()}
        both = listed.keys() & marked.keys()
        more = max(len(listed), len(marked))
        if both and more - len(both) <= max(2, more // 5):
            yield from _differences(listed, marked, sheets[key][0])


def _differences(
    listed: dict[str, tuple[Table, int]], marked: dict[str, tuple[Table, int]], sheet: Table
) -> Iterator[tuple[Place, Says]]:
    """One finding on each side that has people whom the other lacks."""
    for mine, theirs, where in (
        (listed, marked, f"考勤表（{sheet.cell(0, 'name')}）"),
        (marked, listed, "报到册"),
    ):
        only = [name for name in mine if name not in theirs]
        if only:
            table, position = mine[only[0]]
            names = "、".join(only[:_SHOWN]) + ("等" if len(only) > _SHOWN else "")
            related = tuple(t.cell(p, "name") for t, p in (mine[name] for name in only[1:]))
            message = f"{names}共{len(only)}人，在本班{where}中没有查到"
            yield (table, position, "name"), Says(message, related=related)


@rule(
    "K102", "结业的班没有考勤表", TrainingClass, Attendance, at="class_name", carries_out="clauses",
    reads=("class_name", "agency", "starts", "ends", "held", "name", "day"), nature=Nature.SHORTFALL,
    remedy="请补报本班的考勤表；考勤表上的班次名称与台账不一致的，改为一致",
)  # fmt: skip
def finished_class_without_attendance(book: LedgerSet, as_of: date) -> Iterator[tuple[Place, str]]:
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
    classes = Classes(book.of(TrainingClass))
    sheets = book.of(Attendance)
    recorded = records(classes, sheets, "agency")
    first = min((day.earliest for day in days_in(sheets, "day")), default=None)
    for table, position in classes.rows:
        whose = owner_of(table, position, "agency")
        ends = last_day(table.row(position))
        if ends is None or first is None or ends.latest < first:
            continue
        if is_finished(table.row(position), as_of) and recorded.certainly_none(
            (table, position), whose
        ):
            yield (table, position, "class_name"), f"本班{ends}结业，没有查到考勤表"


@rule(
    "K103", "全班全程全勤", Attendance, at="name", severity=Severity.INFO, nature=Nature.HINT, carries_out="clauses",
    remedy="确属全勤的不用改；事后统一补填的，请按实际出勤更正",
)  # fmt: skip
def everybody_always_there(table: Table) -> Iterator[tuple[tuple[int, str], str]]:
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
    mark = table.columns.get("mark") if _of_a_class(table) else None
    if mark is None or people < _FEWEST_PEOPLE or sessions < _FEWEST_SESSIONS:
        return
    if {mark.values[code] for code in set(mark.codes)} == {PRESENT}:
        yield (0, "name"), f"{people}人在{sessions}个时段全部出勤，没有一次请假或缺勤"


def _of_a_class(table: Table) -> bool:
    """Whether it is a class's sheet: people on posts are marked as well."""
    return len(table) > 0 and table.value(0, "class_name") is not None


def _size(table: Table) -> tuple[int, int]:
    """How many people, how many sessions."""
    people = len(set(table.row_numbers))
    return people, len(table) // people if people else 0


@rule(
    "K104", "两个时段的考勤完全相同", Attendance, at="mark", severity=Severity.INFO, nature=Nature.HINT,
    carries_out="clauses", remedy="请核对是否照抄；确实如此的不用改",
)  # fmt: skip
def same_people_away_every_time(table: Table) -> Iterator[tuple[tuple[int, str], str]]:
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
    mark, day = table.columns.get("mark"), table.columns.get("day")
    if mark is None or day is None or not _of_a_class(table):
        return
    seen: dict[tuple[object, ...], int] = {}
    for session in range(sessions):
        marks = tuple(mark[p] for p in range(session, len(table), sessions))
        away = sum(m in ("请假", "缺勤") for m in marks)
        if away < 3 or not all(isinstance(m, str) for m in marks):
            continue
        first = seen.setdefault(marks, session)
        if (
            isinstance(day[first], PartialDate)
            and isinstance(day[session], PartialDate)
            and day[first] != day[session]
        ):
            before = table.cell(first, "mark").address
            yield (
                (session, "mark"),
                f"与{day[first]}（{before}列）的记录完全相同，都是同样的{away}人未到",
            )
            return


_DAY_OF_YEAR: Final = regex(r"(\d{1,2})月(\d{1,2})日")


@rule(
    "K105", "法定节假日有出勤记录", Attendance, at="mark", severity=Severity.INFO, nature=Nature.HINT,
    carries_out="clauses", remedy="确在节假日上课的不用改；日期写错的更正",
)  # fmt: skip
def present_on_a_holiday(table: Table, notices: InForce) -> Iterator[tuple[tuple[int, str], str]]:
    """元旦、劳动节、国庆节当天记有出勤的，提示核对；周末上课很常见，不提示。

    通知：dongxiang-2020
    标题：2020年第5期电焊班考勤表

    | 序号 | 姓名 | 9月30日 | 10月1日 | 应报    |
    | ---- | ---- | ------- | ------- | ------- |
    | 1    | 马一 | √       | √       | 10月1日 |
    | 2    | 马二 | √       | √       |         |
    """
    listed = notices.code_list("holiday")
    found = (_DAY_OF_YEAR.fullmatch(word) for word in (listed.words if listed else ()))
    holidays = {(int(m[1]), int(m[2])) for m in found if m}
    first: dict[PartialDate, int] = {}
    there: Counter[PartialDate] = Counter()
    for position in range(len(table) if _of_a_class(table) else 0):
        day = table.value(position, "day")
        if day is not None and (day.earliest.month, day.earliest.day) in holidays:
            first.setdefault(day, position)
            there[day] += table.value(position, "mark") in _THERE
    for day, position in first.items():
        if there[day]:
            yield (position, "mark"), f"{day}是法定节假日，记有{there[day]}人出勤"
