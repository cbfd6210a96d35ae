"""T3, X1: classes against their rosters - days, heads, and who is paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import PurePath
from typing import Final

from msgspec import Struct, field

from ruralskills.facts.class_dates import calendar_days, exact_days
from ruralskills.facts.class_names import Classes, class_in_title, class_key
from ruralskills.facts.person_columns import plain_name
from ruralskills.facts.townships import are_of_two_townships, is_township, township_of
from ruralskills.ledgers import Trainee, TrainingClass
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Place, Table
from ruralskills.text.lazy_regex import regex
from ruralskills.text.numbers import format_gap, format_number

_CLASS_READS: Final = ("class_name", "agency", "held", "starts", "ends", "days")
_PERSON_READS: Final = ("id_number", "name")
_AMOUNTS: Final = ("subsidy", "subsidy_standard", "living_allowance", "travel_allowance")
_ANY: Final = "*"
"""The key of all classes together."""
_MOST_LISTED: Final = (3, 5)
"""The share of a list from which the rosters of its classes are taken to be there."""
_PAID_DAYS: Final = ("paid_days", "attendance", "days")
_PAYING: Final = regex("发放|领取|领款|兑付|打卡|补贴|补助|申领|拨付")
_LISTING: Final = regex("花名册|名册|名单|台账|学员|签到|报到")


class _Roster(Struct):
    """The people listed for a class."""

    rows: list[Trainee] = field(default_factory=list)

    def people(self) -> set[object]:
        """Return each person once, one without a number for each row."""
        return {row.id_number or row for row in self.rows}

    def days(self) -> tuple[tuple[date, date], Trainee] | None:
        """Return the first and last day on which all rows agree, with a row."""
        known = {days: row for row in self.rows if (days := exact_days(row))}
        return next(iter(known.items())) if len(known) == 1 else None


def _rosters(book: LedgerSet, classes: Classes) -> dict[TrainingClass, _Roster]:
    """Return the rows of rosters by class, as far as the class is certain."""
    rosters: dict[TrainingClass, _Roster] = defaultdict(_Roster)
    for table in book.of(Trainee):
        found: dict[tuple[str | None, str | None], TrainingClass | None] = {}
        titled = "" if "class_name" in table.columns else class_in_title(table.layout.title)
        for row in table.rows(Trainee):
            key = row.class_name or titled, row.agency
            if key not in found:
                found[key] = classes.find(key[0], row.agency, table.year)
            training_class = found[key]
            if training_class is not None and not are_of_two_townships(row, training_class):
                rosters[training_class].rows.append(row)
    return rosters


@rule(
    "T313", "班次台账与花名册不一致", TrainingClass, Trainee, at="trained", foldable=False,
    severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("township", *_CLASS_READS, *_PERSON_READS, "trained"),
    needs=("training_class.class_name",),
    remedy="请对照签到表核对两处，改到一致；花名册不全的补齐",
)  # fmt: skip
def class_against_its_roster(book: LedgerSet) -> Iterator[Answer]:
    """一个班的人数、天数、起止日期，班次台账与花名册应当一致；花名册里没有这个班、班名有重、是另一个乡镇的不比。

    号码相同的只算1人；各行日期不一的不比日期；花名册没有班次列的看标题。花名册不到一半、只有一个乡镇而班次台账
    是全县的，多半只是一部分，在话里写明。

    培训班台账

    | 班次名称 | 开班日期   | 结业日期   | 培训天数 | 培训人数 | 应报     |
    | -------- | ---------- | ---------- | -------- | -------- | -------- |
    | 电焊班   | 2020-07-06 | 2020-07-12 | 7        | 2        |          |
    | 家政班   | 2020-08-03 | 2020-08-09 | 7        | 3        | 培训人数 |
    | 烹饪班   | 2020-09-07 | 2020-09-13 | 7        | 1        | 开班日期 |
    | 养殖班   | 2020-10-12 | 2020-10-18 | 7        | 9        |          |
    | 编织班   | 2020-11-09 | 2020-11-15 | 7        | 50       | 培训人数 |
    | 月嫂班   | 2020-08-03 | 2020-08-09 | 7        | 2        |          |

    学员花名册

    | 班次名称 | 姓名 | 身份证号           | 开班日期   | 结业日期   | 应报 |
    | -------- | ---- | ------------------ | ---------- | ---------- | ---- |
    | 电焊班   | 张三 | 500199198506150017 | 2020-07-06 | 2020-07-12 |      |
    | 电焊班   | 李四 | 500199199003020039 | 2020-07-06 | 2020-07-12 |      |
    | 家政班   | 王五 | 500199199208110046 | 2020-08-03 | 2020-08-09 |      |
    | 家政班   | 赵六 | 500199197811200119 | 2020-08-03 | 2020-08-09 |      |
    | 烹饪班   | 孙七 | 500199196510090062 | 2020-09-07 | 2020-09-11 |      |
    | 编织班   | 周八 | 500199198808080122 | 2020-11-09 | 2020-11-15 |      |
    | 月嫂班   | 吴九 | 500199197905230036 | 2020-08-03 | 2020-08-09 |      |
    | 月嫂班   | 郑十 | 500199198803120017 | 2020-08-03 | 2020-08-09 |      |
    """
    classes = Classes(book.rows(TrainingClass))
    rosters = _rosters(book, classes)
    tables = [t for t in book.of(Trainee) if not class_in_title(t.layout.title)]
    has_unnamed = any(row.class_name is None for table in tables for row in table.rows(Trainee))
    for training_class, roster in rosters.items():
        if not has_unnamed:
            yield from _other_heads(training_class, roster)
        yield from _other_days(training_class, roster)


def _other_heads(row: TrainingClass, roster: _Roster) -> Iterator[Answer]:
    people = len(roster.people())
    if not isinstance(row.trained, int) or row.trained == people:
        return
    message = f"填{row.trained}人，花名册该班{people}人，{format_gap(row.trained - people, '人')}"
    if people * 2 < row.trained and (township := _only_township(row, roster)):
        message += f"；花名册只有{township}的，其余的一并核对"
    yield row.at("trained"), Says(message, related=(roster.rows[0].at("class_name"),))


def _only_township(row: TrainingClass, roster: _Roster) -> str:
    """Return the one township of a roster of a class that may have several."""
    townships = {township_of(person) for person in roster.rows}
    only = townships.pop() if len(townships) == 1 else ""
    return only if is_township(only) and not is_township(township_of(row)) else ""


def _other_days(row: TrainingClass, roster: _Roster) -> Iterator[Answer]:
    days, told = exact_days(row), roster.days()
    if days is not None and told is not None and told[0] != days:
        name = "starts" if row.starts else "held"
        first, last = told[0]
        message = f"{days[0]}至{days[1]}，花名册该班是{first}至{last}"
        related = told[1].at("starts" if told[1].starts else "held")
        yield row.at(name), Says(message, related=(related,))
        return
    counts = {trainee.days for trainee in roster.rows}
    count = counts.pop() if len(counts) == 1 else None
    if row.days is not None and count is not None and count != row.days:
        message = f"填{format_number(row.days)}天，花名册该班{format_number(count)}天"
        yield row.at("days"), Says(message, related=(roster.rows[0].at("days"),))


@rule(
    "X102", "发放名单中的人不在花名册", Trainee, at="name", foldable=False,
    severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("class_name", "township", "account", *_PERSON_READS, *_AMOUNTS),
    needs=("trainee.subsidy|subsidy_standard|living_allowance|travel_allowance",),
    remedy="请对照花名册和签到表核对：没有参训的不发放，漏登的补登",
)  # fmt: skip
def paid_but_not_on_the_roster(book: LedgerSet) -> Iterator[Answer]:
    """补贴发放名单上的人，应在该班的花名册里；只比班次相同的，没有报花名册的班、乡镇不比。

    没有班次列的看标题；标题也没有写班次的，大半的人在所报的花名册里才比。
    花名册里有人的号码看不出的，姓名相同就不报；花名册也可以有补贴列，名称写明发放、领取的才是发放名单。

    学员花名册

    | 班次名称 | 姓名 | 身份证号           | 应报 |
    | -------- | ---- | ------------------ | ---- |
    | 第1期    | 张三 | 500199198506150017 |      |
    | 第1期    | 李四 | 500199199003020039 |      |

    学员花名册

    标题：培训补贴发放花名册

    | 班次名称 | 姓名 | 身份证号           | 补贴金额 | 应报 |
    | -------- | ---- | ------------------ | -------- | ---- |
    | 第1期    | 张三 | 500199198506150017 | 1000     |      |
    | 第1期    | 王五 | 500199199208110046 | 1000     | 姓名 |
    | 第2期    | 赵六 | 500199197811200119 | 1000     |      |
    """
    paid = [table for table in book.of(Trainee) if _is_payment_list(table)]
    rosters = [table for table in book.of(Trainee) if table not in paid]
    listed = _listed(rosters) if paid and rosters else {}
    for table in paid if listed else ():
        named = _names_a_class(table)
        if not named and not _is_mostly_of(table, listed[_ANY]):
            continue
        for row in table.rows(Trainee):
            roster = listed.get(_class_of(row) if named else _ANY)
            if roster is None or row.id_number is None or not _is_paid(row):
                continue
            if not roster.covers(township_of(row)):
                continue
            if {row.id_number, plain_name(row.name or "")} & roster.people:
                continue
            where = next(iter(rosters)).sheet if len(rosters) == 1 else "花名册"
            yield (
                row.at("name"),
                f"{row.name or '未填姓名'}有补贴，{'该班' if named else '各班'}的花名册（{where}）中没有这个号码",
            )


@rule(
    "X103", "发放名单的天数多于参训天数", Trainee, at="days", foldable=False,
    severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("class_name", "account", "held", "starts", "ends", "days", "attendance", "paid_days",
           *_PERSON_READS, *_AMOUNTS),
    needs=("trainee.days|paid_days|attendance",),
    remedy="请对照签到表核对天数；多发的追回，花名册填错的更正",
)  # fmt: skip
def paid_for_more_days_than_trained(book: LedgerSet) -> Iterator[Answer]:
    """按天发放的补贴，天数不能多于花名册上本人在该班的天数（有天数列的按天数列，没有的按起止日期，首尾都算）。

    只比班次、号码都相同的；花名册里同一人在该班有几行的不比。

    学员花名册

    | 班次名称 | 姓名 | 身份证号           | 开班日期   | 结业日期   | 应报 |
    | -------- | ---- | ------------------ | ---------- | ---------- | ---- |
    | 第1期    | 张三 | 500199198506150017 | 2020-07-06 | 2020-07-12 |      |
    | 第1期    | 李四 | 500199199003020039 | 2020-07-06 | 2020-07-12 |      |
    | 第1期    | 王五 | 500199199208110046 | 2020-07-06 | 2020-07-12 |      |

    学员花名册

    标题：培训补贴发放花名册

    | 班次名称 | 姓名 | 身份证号           | 补贴天数 | 补贴金额 | 应报     |
    | -------- | ---- | ------------------ | -------- | -------- | -------- |
    | 第1期    | 张三 | 500199198506150017 | 7        | 350      |          |
    | 第1期    | 李四 | 500199199003020039 | 9        | 450      | 补贴天数 |
    | 第1期    | 王五 | 500199199208110046 | 5        | 250      |          |
    """
    paid = [table for table in book.of(Trainee) if _is_payment_list(table)]
    rosters = [table for table in book.of(Trainee) if table not in paid]
    trained: dict[tuple[str, str], list[Trainee]] = defaultdict(list)
    for table in rosters if paid else ():
        for row in table.rows(Trainee):
            if row.id_number and (name := _class_of(row)):
                trained[name, row.id_number].append(row)
    for table in paid if trained else ():
        field = next((name for name in _PAID_DAYS if name in table.columns), "")
        for row in table.rows(Trainee) if field else ():
            found = trained.get((_class_of(row), row.id_number or ""), [])
            told = getattr(row, field)
            most = _days(found[0]) if len(found) == 1 else None
            if told is not None and most is not None and told > most:
                yield row.at(field), _too_many_days(row.at(field), told, found[0], most)


def _days(row: Trainee) -> Decimal | int | None:
    """Return the days of a person in a class by its roster."""
    return row.attendance or row.days or calendar_days(row)


def _too_many_days(place: Place, told: Decimal, row: Trainee, most: Decimal | int) -> Says:
    other = row.at("id_number")
    message = (
        f"填{format_number(told)}天，花名册（{other.relative_to(place)}）"
        f"本人该班{format_number(most)}天，{format_gap(told - most, '天')}"
    )
    return Says(message, related=(other,))


def _class_of(row: Trainee) -> str:
    """Return the key of a row's class, which the title names where there is no column."""
    if "class_name" in row.table.columns:
        return class_key(row.class_name or "")
    return class_in_title(row.table.layout.title)


def _names_a_class(table: Table) -> bool:
    return "class_name" in table.columns or bool(class_in_title(table.layout.title))


def _is_mostly_of(table: Table, roster: _People) -> bool:
    """Return True if most people of a list without classes are on the rosters.

    Of the others a roster may be missing.
    """
    numbers = {row.id_number for row in table.rows(Trainee) if row.id_number}
    return len(numbers & roster.people) * _MOST_LISTED[1] > len(numbers) * _MOST_LISTED[0]


def _is_payment_list(table: Table) -> bool:
    """Return True for a list of payments: it has amounts, and its name says so.

    A roster may have amounts too.  Where no name tells, they do.
    """
    if not any(name in table.columns for name in _AMOUNTS):
        return False
    names = f"{table.layout.title}{table.sheet}{PurePath(table.file).stem}"
    return bool(_PAYING.search(names)) or not _LISTING.search(names) or "account" in table.columns


def _is_paid(row: Trainee) -> bool:
    return any((getattr(row, name) or 0) > 0 for name in _AMOUNTS)


class _People(Struct):
    """The people of a class, by number or else by name, and their townships."""

    people: set[str] = field(default_factory=set)
    townships: set[str] = field(default_factory=set)

    def covers(self, township: str) -> bool:
        """Return True if a roster of all, or of this township, is there.

        Each township may count its classes from 1.
        """
        return not township or "" in self.townships or township in self.townships


def _listed(rosters: Sequence[Table]) -> dict[str, _People]:
    """Return by class who is on its rosters."""
    listed: dict[str, _People] = defaultdict(_People)
    for table in rosters:
        for row in table.rows(Trainee):
            for name in {_class_of(row), _ANY} - {""}:
                roster = listed[name]
                roster.people.add(row.id_number or plain_name(row.name or ""))
                roster.townships.add(township_of(row))
    return listed
