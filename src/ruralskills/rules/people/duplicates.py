"""P1: persons entered twice - in one ledger, in one class, in two classes at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from ruralskills.facts.class_dates import exact_days
from ruralskills.facts.class_names import class_in_title
from ruralskills.facts.leader_status import in_stock
from ruralskills.facts.lessons import LESSON_COLUMNS, Sittings, sittings
from ruralskills.facts.repeated_people import (
    MOST_COMPARED,
    is_filled_in,
    repeated_people,
    with_new_numbers,
)
from ruralskills.facts.table_copies import Copies, copied_tables, numbers_of
from ruralskills.facts.table_periods import table_period
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import Leader, Trainee
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Ledger, Place, Table
from ruralskills.text.enumeration import enumerated
from ruralskills.text.normalise import is_part_of_other, normalised
from ruralskills.values.half_day import WHOLE, half_of

Person = TypeVar("Person", Leader, Trainee)


def _tables_by_period(book: LedgerSet, ledger: type[Ledger]) -> Iterable[list[Table]]:
    """Return the tables of a ledger that can be compared, period by period."""
    tables: dict[Any, list[Table]] = defaultdict(list)
    for table in book.of(ledger):
        if "id_number" in table.columns:
            tables[table_period(table)].append(table)
    return tables.values()


def _are_distinct(tables: Sequence[Table]) -> bool:
    """Return True if no identity number stands twice.

    So it is with most ledgers, and this test is quick.
    """
    numbers = [numbers_of(table) for table in tables]
    return len(set().union(*numbers)) == sum(map(len, numbers))


def _repeated(tables: Sequence[Table], ledger: type[Person]) -> Iterator[list[Person]]:
    """Yield the rows in stock of each identity number that stands more than once.

    A number of fifteen digits is that of eighteen which follows from it.
    """
    for people in repeated_people(tables, ledger, old_numbers=True):
        yield [row for row in people if in_stock(row)]


def _places_text(rows: Iterable[Person], home: Place) -> str:
    """Return places and names of rows, as seen from a place."""
    places = (
        f"{row.at('id_number').relative_to(home)}（{row.name or '未填姓名'}）" for row in rows
    )
    return enumerated(places, "处")


def _repeated_answer(rows: Sequence[Person], severity: Severity | None = None) -> Answer:
    names = {row.name for row in rows if row.name}
    place = rows[1].at("id_number")
    related = [row for row in rows if row is not rows[1]]
    differ = "，姓名却不同" if len(names) > 1 else ""
    if any(row.is_unknown("id_number") for row in rows):
        severity, differ = Severity.WARNING, f"{differ}，15位号码按推算的18位比"
    message = f"同一身份证号共登记{len(rows)}次{differ}，其余在：{_places_text(related, place)}"
    return place, Says(
        message,
        related=tuple(row.at("id_number") for row in related),
        severity=severity,
        nature=Nature.DOUBT if severity else None,
    )


@rule(
    "P102", "同一身份证号登记两次", Leader, at="id_number", reads=("id_number", "name", "status"),
    remedy="请核对是否重复登记：同一人只保留一行；不是同一人的，更正号码", foldable=False,
)  # fmt: skip
def same_leader_twice(book: LedgerSet) -> Iterator[Answer]:
    """一名带头人在同一期台账里只登记一次，跨乡镇也一样；不同季度、不同年度的台账不互相比。

    已退出的不算。两张表大半是同一批人的（存量表和新增表、同一台账的两份），只问一次。15位旧号码按推算的18位比，
    只列待核。

    | 姓名 | 身份证号           | 应报     |
    | ---- | ------------------ | -------- |
    | 张三 | 500199198506150017 |          |
    | 李四 | 500199199003020039 |          |
    | 张三 | 500199198506150017 | 身份证号 |
    """
    for tables in _tables_by_period(book, Leader):
        if _are_distinct(tables):
            continue
        for first, second, shared in copied_tables(tables):
            yield _copy_answer(first, second, shared)
        copies = Copies()
        for rows in _repeated(tables, Leader):
            counted: list[Leader] = []
            kept: dict[Table, None] = {}  # few tables, and one person may have very many rows
            for row in rows:
                others = (t for t in islice(kept, MOST_COMPARED) if t is not row.table)
                if not any((row.table, table) in copies for table in others):
                    counted.append(row)
                    kept[row.table] = None
            if len(counted) > 1:
                yield _repeated_answer(counted)


def _copy_answer(first: Table, second: Table, shared: set[str]) -> Answer:
    column = second.columns["id_number"]
    codes = {code for code, value in enumerate(column.values) if value in shared}
    index = next(index for index, _ in column.rows_with(codes))
    place, first_place = second.at_field(index, "id_number"), first.at_field(0, "id_number")
    is_same_file = first_place.cell.file == place.cell.file
    sheet = f"工作表“{first.sheet}”" if is_same_file else f"{first.file}!{first.sheet}"
    return place, Says(
        f"本表{len(second)}行中有{len(shared)}人也在{sheet}，疑为同一台账的两份，或存量表与新增表",
        severity=Severity.WARNING,
        nature=Nature.DOUBT,
        remedy="同一台账的两份，请只检查一份；总表与分表，不用改",
        related=(first_place,),
    )


@rule(
    "P103", "同一班次登记两次", Trainee, at="id_number",
    remedy="请核对是否重复登记：同一人在一个班只保留一行", foldable=False,
)  # fmt: skip
def same_trainee_twice_in_a_class(table: Table) -> Iterator[Answer]:
    """一人在一个班只登记一次；参加两个班是两人次，不算重复。名册与补贴表等不同的表不互相比。

    15位旧号码按推算的18位比，只列待核；发放日期各不相同的可能是分次发放，也只列待核。

    | 姓名 | 身份证号           | 班次名称 | 应报     |
    | ---- | ------------------ | -------- | -------- |
    | 张三 | 500199198506150017 | 第1期    |          |
    | 张三 | 500199198506150017 | 第2期    |          |
    | 李四 | 500199199003020039 | 第1期    |          |
    | 李四 | 500199199003020039 | 第1期    | 身份证号 |
    """
    declared = Trainee.relations.people
    columns = [name for name in declared.apart_by if name in table.columns] if declared else []
    title = table.layout.title + table.sheet
    is_of_one_class = bool(columns) or "班" in title or "期" in title
    for rows in _repeated([table], Trainee) if "id_number" in table.columns else ():
        classes: dict[Any, list[Trainee]] = defaultdict(list)
        for row in rows:
            states = [row.state(name) for name in columns]
            if "unknown" not in states:
                key = tuple(zip(states, (getattr(row, n) for n in columns), strict=True))
                classes[key].append(row)
        for key, members in classes.items():
            if len(members) > 1:
                is_certain = is_of_one_class and is_filled_in(key) and not _are_instalments(members)
                yield _repeated_answer(members, None if is_certain else Severity.WARNING)


def _are_instalments(rows: Sequence[Trainee]) -> bool:
    """Return True if each row of a person was paid on another day."""
    return len({row.paid for row in rows if row.paid is not None}) == len(rows)


@rule(
    "P109", "同一人同时在两个班", Trainee, at="id_number", severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=(
        "id_number", "name", "township", "class_name", "trade", "starts", "ends", "held", "remark",
        *LESSON_COLUMNS,
    ),
    needs=("trainee.starts|held", "trainee.ends|held"),
    remedy="请核对两班的签到表，保留实际参训的一条；核清前按1人计", foldable=False,
)  # fmt: skip
def in_two_classes_at_once(book: LedgerSet) -> Iterator[Answer]:
    """同一人的两个班日期重叠；一班结束当天另一班开班的不算，起止相同、看不出是两个班的也不算。

    两个乡镇的名册里班次名称不同的，起止相同也是两个班；名称相同的，起止不同才是。同一乡镇的两张表（两个部门各一张）
    里起止相同的，班次名称或工种不同、两班的人大多不同才是两个班，人大多相同的是同一个班的两张表。15位旧号码按推算的
    18位比。

    两个班都有课程表的，按半天核对；班次名称或备注写明一个在上午、一个在下午或晚上的不算。

    | 姓名 | 身份证号           | 班次名称 | 开班日期   | 结业日期   | 应报     |
    | ---- | ------------------ | -------- | ---------- | ---------- | -------- |
    | 张三 | 500199198506150017 | 第1期    | 2020-07-01 | 2020-07-07 |          |
    | 张三 | 500199198506150017 | 第2期    | 2020-07-05 | 2020-07-11 | 身份证号 |
    | 李四 | 500199199003020039 | 第1期    | 2020-07-01 | 2020-07-07 |          |
    | 李四 | 500199199003020039 | 第3期    | 2020-07-07 | 2020-07-13 |          |

    | 姓名 | 身份证号           | 班次名称   | 开班日期   | 结业日期   | 备注   | 应报     |
    | ---- | ------------------ | ---------- | ---------- | ---------- | ------ | -------- |
    | 张三 | 500199198506150017 | 电焊第1期  | 2020-07-01 | 2020-07-07 | 上午班 |          |
    | 张三 | 500199198506150017 | 家政第1期  | 2020-07-01 | 2020-07-07 | 下午班 |          |
    | 李四 | 500199199003020039 | 电焊上午班 | 2020-07-01 | 2020-07-07 |        |          |
    | 李四 | 500199199003020039 | 家政全天班 | 2020-07-01 | 2020-07-07 |        | 身份证号 |
    """
    timetables, members = sittings(book), _Members()
    rosters = [table for table in book.of(Trainee) if "id_number" in table.columns]
    for rows in _repeated(rosters, Trainee):
        trainings = [_Training.of(*days, row) for row in rows if (days := exact_days(row))]
        trainings.sort(key=lambda training: (training.first, training.last))
        going_on: list[_Training] = []
        for training in trainings:
            going_on = [other for other in going_on if other.last > training.first]
            clash = next((o for o in going_on if _is_clash(o, training, members)), None)
            if len(going_on) < MOST_COMPARED and training.said not in {o.said for o in going_on}:
                going_on.append(training)
            if clash is None or _have_timetables(clash.row, training.row, timetables):
                continue
            overlap = (min(training.last, clash.last) - training.first).days + 1
            place = training.row.at("id_number")
            message = (
                f"与另一班重叠{overlap}天：另一班{clash.first}至{clash.last}，"
                f"本班{training.first}至{training.last}；"
                f"另一班在{_places_text([clash.row], place)}"
            )
            yield place, Says(message, related=(clash.row.at("id_number"),))


class _Training(NamedTuple):
    """The days of a class, and the row of a person in it."""

    first: date
    last: date
    row: Trainee
    said: tuple[Any, ...]
    """All that tells one class of a person from another."""

    @classmethod
    def of(cls, first: date, last: date, row: Trainee) -> "_Training":
        words = (row.name, row.class_name, row.trade, row.remark, township_of(row))
        return cls(first, last, row, (first, last, row.table, *words))


class _Members:
    """The people of each class of a table, by number."""

    def __init__(self) -> None:
        self._people: dict[tuple[Table, str], set[str]] = {}

    def are_mostly_others(self, *rows: Trainee) -> bool:
        """Return True if the classes of two rows have mostly other people."""
        one, other = (self._of_class(row) for row in rows)
        return 2 * len(one & other) < min(len(one), len(other))

    def _of_class(self, row: Trainee) -> set[str]:
        table, name = row.table, row.class_name or ""
        if (table, name) not in self._people:
            numbers = with_new_numbers(table.columns["id_number"])
            classes = table.columns.get("class_name")
            self._people[table, name] = {
                number
                for index, code in enumerate(numbers.codes)
                if isinstance(number := numbers.values[code], str)
                and (classes is None or not name or classes[index] == name)
            }
        return self._people[table, name]


def _is_clash(earlier: _Training, later: _Training, members: _Members) -> bool:
    """Return True if one person, by number and name, is in two classes at once."""
    names = {training.row.name for training in (earlier, later) if training.row.name}
    is_one_table = earlier.row.table is later.row.table
    if later.first >= earlier.last or (is_one_table and len(names) > 1):
        return False
    halves = {_half_of_class(training.row) for training in (earlier, later)} - {"", WHOLE}
    return len(halves) < 2 and _are_two_classes(earlier, later, members)


def _half_of_class(row: Trainee) -> str:
    """Return the half of each day that a class takes, empty if the row does not say."""
    return half_of(row.class_name or "") or half_of(row.remark or "")


def _have_timetables(first: Trainee, second: Trainee, timetables: Sittings) -> bool:
    """Return True if both classes have a timetable: P110 reports a common half-day."""
    if not first.class_name or not second.class_name:
        return False
    return timetables.shared(first.class_name, second.class_name) is not None


def _class_of(row: Trainee) -> str:
    """Return the class of a row as it is compared: its own, else that of the title."""
    return normalised(row.class_name or "") or class_in_title(row.table.layout.title)


def _are_two_classes(earlier: _Training, later: _Training, members: _Members) -> bool:
    """Return True if two rows are certainly of two classes, by name, date or people.

    Dates of a class without a name may have been put right from one quarter's roster to the next.
    """
    have_other_days = earlier[:2] != later[:2]
    names = [_class_of(training.row) for training in (earlier, later)]
    first, second = earlier.row, later.row
    if all(names):
        units = township_of(first), township_of(second)
        if names[0] == names[1]:  # each township may count its classes from 1
            return have_other_days and all(units) and units[0] != units[1]
        if have_other_days or first.table is second.table or units[0] != units[1]:
            return True
        return members.are_mostly_others(first, second)
    if have_other_days:
        return table_period(first.table) == table_period(second.table)
    trades = [normalised(row.trade or "") for row in (first, second)]
    have_other_trades = not is_part_of_other(*trades)  # a blank is a part of any word
    return have_other_trades and members.are_mostly_others(first, second)
