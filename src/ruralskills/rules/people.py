"""P: persons - sex, age, duplicates, telephones, in whatever ledger they stand."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from ruralskills.diagnostic import Nature, Severity
from ruralskills.ledgers import HouseholdLink, Leader, Trainee
from ruralskills.rule import Says, rule
from ruralskills.table import Book, Ledger, Table
from ruralskills.values import identity
from ruralskills.values.day import Day
from ruralskills.values.name import looks_broken

Place = tuple[Table, int, str]


@rule(
    "P101", "性别与身份证号不符", at="sex",
    remedy="请对照身份证核对：性别填错的改性别，号码填错的改号码",
)  # fmt: skip
def sex_against_identity_number(id_number: str, sex: str) -> str | None:
    """身份证号第17位单数为男、双数为女（GB 11643—1999）。

    | 姓名 | 性别 | 身份证号           | 应报 |
    | ---- | ---- | ------------------ | ---- |
    | 张三 | 男   | 500199198506150017 |      |
    | 李四 | 男   | 500199198506150025 | 性别 |
    | 王五 | 女   | 500199********0039 | 身份证号 |
    """
    male = identity.is_male(id_number)
    if male is None or sex not in ("男", "女") or (sex == "男") == male:
        return None
    return f"性别填“{sex}”，身份证号第17位表示“{'男' if male else '女'}”"


def _members(places: list[Place], home: Place) -> str:
    """The other members of a group, by place and name, as seen from one of them."""
    here = home[0].cell(home[1], home[2])
    return "、".join(
        f"{table.cell(position, name).seen_from(here)}（{table.subject(position).name or '未填姓名'}）"
        for table, position, name in places
    )


def _same_number(book: Book, ledger: type[Ledger], name: str) -> Iterator[list[Place]]:
    """Places that bear one identity number in the ledgers of one period."""
    tables = [table for table in book.of(ledger) if name in table.columns]
    repeated = _repeated(tables, name)
    groups: dict[Any, list[Place]] = defaultdict(list)
    for table in tables:
        column = table.columns[name]
        wanted = {code for code, value in enumerate(column.values) if value in repeated}
        for position, code in column.positions(wanted):
            groups[table.period, column.values[code]].append((table, position, name))
    yield from (places for places in groups.values() if len(places) > 1)


def _repeated(tables: Sequence[Table], name: str) -> set[Any]:
    """The values that stand twice in a table or in two tables."""
    seen: set[Any] = set()
    twice: set[Any] = set()
    for table in tables:
        column = table.columns[name]
        here = {column.values[code] for code in set(column.codes)}
        twice |= column.repeated() | (seen & here)
        seen |= here
    return {value for value in twice if isinstance(value, str)}


@rule(
    "P102", "同一身份证号登记两次", Leader, at="id_number", reads=("id_number", "name"),
    remedy="请核对是否重复登记：同一人只保留一行；不是同一人的，更正号码", foldable=False,
)  # fmt: skip
def same_leader_twice(book: Book) -> Iterator[tuple[Place, Says]]:
    """一名带头人在同一期台账里只登记一次，跨乡镇也一样；不同季度的台账不互相比。

    | 姓名 | 身份证号           | 应报     |
    | ---- | ------------------ | -------- |
    | 张三 | 500199198506150017 |          |
    | 李四 | 500199199003020039 |          |
    | 张三 | 500199198506150017 | 身份证号 |
    """
    for places in _same_number(book, Leader, "id_number"):
        yield _twice(places)


def _twice(places: list[Place]) -> tuple[Place, Says]:
    names = {table.subject(position).name for table, position, _ in places}
    others = [places[0], *places[2:]]
    differ = "，姓名却不同" if len(names - {""}) > 1 else ""
    message = f"同一身份证号共登记{len(places)}次{differ}，其余在：{_members(others, places[1])}"
    return places[1], Says(message, related=tuple(t.cell(p, n) for t, p, n in others))


@rule(
    "P103", "同一班次登记两次", Trainee, at="id_number", reads=("id_number", "name", "class_name"),
    remedy="请核对是否重复登记：同一人在一个班只保留一行", foldable=False,
)  # fmt: skip
def same_trainee_twice_in_a_class(book: Book) -> Iterator[tuple[Place, Says]]:
    """一人在一个班只登记一次；参加两个班是两人次，不算重复。

    | 姓名 | 身份证号           | 班次名称 | 应报     |
    | ---- | ------------------ | -------- | -------- |
    | 张三 | 500199198506150017 | 第1期    |          |
    | 张三 | 500199198506150017 | 第2期    |          |
    | 李四 | 500199199003020039 | 第1期    |          |
    | 李四 | 500199199003020039 | 第1期    | 身份证号 |
    """
    for places in _same_number(book, Trainee, "id_number"):
        classes: dict[Any, list[Place]] = defaultdict(list)
        for table, position, name in places:
            in_class = table.value(position, "class_name") or (table.file, table.layout.title)
            classes[in_class].append((table, position, name))
        for members in classes.values():
            if len(members) > 1:
                yield _twice(members)


@rule(
    "P104", "年龄与身份证号不符", Leader, Trainee, at="age", severity=Severity.WARNING,
    nature=Nature.DOUBT, remedy="请按周岁核对年龄；号码填错的改号码",
)  # fmt: skip
def stated_age_against_identity_number(
    id_number: str,
    age: int,
    applied: Day | None = None,
    recognised: Day | None = None,
    starts: Day | None = None,
) -> Says | str | None:
    """年龄按办理之日（申报、认定、开班）的周岁算；没有日期的不核对，相差1岁可能是虚岁，只作提示。

    | 姓名 | 身份证号           | 年龄 | 认定时间   | 应报 |
    | ---- | ------------------ | ---- | ---------- | ---- |
    | 张三 | 500199198506150017 | 34   | 2020-03-05 |      |
    | 李四 | 500199199003020039 | 31   | 2020-03-05 | 年龄 |
    | 王五 | 500199199208110046 | 35   | 2020-03-05 | 年龄 |
    | 赵六 | 500199197811200119 | 20   |            |      |
    """
    born = identity.birth_date(id_number)
    day = applied or recognised or starts
    if born is None or day is None:
        return None
    least, most = completed_years(born, day.earliest), completed_years(born, day.latest)
    if least <= age <= most:
        return None
    gap = least - age if age < least else age - most
    message = f"填{age}岁，按身份证号至{day}为{least}周岁，相差{gap}岁"
    if gap <= 1:
        return Says(
            message, severity=Severity.INFO, nature=Nature.HINT, remedy="填虚岁的请改为周岁"
        )
    return message


def completed_years(born: date, day: date) -> int:
    """Age in completed years; who is born on 29 February completes a year on 28 February.

    >>> completed_years(date(2000, 2, 29), date(2018, 2, 28)), completed_years(date(1955, 6, 30), date(2021, 6, 29))
    (18, 65)
    """
    month, last = (born.month, born.day)
    if (month, last) == (2, 29) and day.year % 4:
        last = 28
    return day.year - born.year - ((day.month, day.day) < (month, last))


@rule(
    "P105", "年龄超出遴选范围", Leader, at="id_number", limit="selection_age", nature=Nature.SHORTFALL,
    remedy="请核对身份证号和日期；确实超出的，不列入培训对象",
)  # fmt: skip
def age_outside_selection(
    id_number: str,
    limit: list[int],
    applied: Day | None = None,
    village_recommended: Day | None = None,
    recognised: Day | None = None,
) -> Says | str | None:
    """遴选时的周岁，上下限都包括在内；没有申报、推荐或认定日期的不核对，不按今天算。

    通知：shanxi-2021

    | 姓名 | 身份证号           | 申报日期   | 应报     |
    | ---- | ------------------ | ---------- | -------- |
    | 张三 | 500199198506150017 | 2021-03-05 |          |
    | 李四 | 500199195401010057 | 2021-03-05 | 身份证号 |
    | 王五 | 500199200307010070 | 2021-06-30 | 身份证号 |
    | 赵六 | 500199195506300093 | 2021-06-29 | 身份证号 |
    | 钱七 | 500199195401010057 |            |          |
    """
    born = identity.birth_date(id_number)
    day = applied or village_recommended or recognised
    if born is None or day is None:
        return None
    youngest, oldest = completed_years(born, day.earliest), completed_years(born, day.latest)
    low, high = limit
    if oldest < low or youngest > high:
        return f"{day}时{youngest}周岁，应在{low}周岁至{high}周岁之间"
    if youngest == high:
        message = f"{day}时按周岁{high}岁计，在范围内；未满{high + 1}周岁"
        return Says(
            message, severity=Severity.INFO, nature=Nature.HINT, remedy="不用改，供审核时参考"
        )
    return None


@rule(
    "P106", "多人同一电话", at="phone", severity=Severity.INFO, nature=Nature.HINT,
    limit="people_per_phone", remedy="请确认是否代填；本人有电话的填本人的",
)  # fmt: skip
def phone_shared_by_many(table: Table, limit: int) -> Iterator[tuple[tuple[int, str], Says]]:
    """一家人共用电话很常见，超过5人才提示，可能是村干部代填。

    | 姓名 | 身份证号           | 联系电话    | 应报     |
    | ---- | ------------------ | ----------- | -------- |
    | 张三 | 500199198506150017 | 13812345678 | 联系电话 |
    | 李四 | 500199199003020039 | 13812345678 |          |
    | 王五 | 500199199208110046 | 13812345678 |          |
    | 赵六 | 500199197811200119 | 13812345678 |          |
    | 钱七 | 500199196510090062 | 13812345678 |          |
    | 孙八 | 500199198808080122 | 13812345678 |          |
    """
    column = table.columns.get("phone")
    if column is None or table.ledger is HouseholdLink:
        return
    counts: Counter[str] = Counter()
    for code, times in Counter(column.codes).items():
        if isinstance(column.values[code], tuple):
            counts.update(dict.fromkeys(column.values[code], times))
    many = {number for number, times in counts.items() if times > limit}
    users: dict[str, list[int]] = defaultdict(list)
    wanted = {
        code
        for code, value in enumerate(column.values)
        if isinstance(value, tuple) and not many.isdisjoint(value)
    }
    for position, code in column.positions(wanted):
        for number in many.intersection(column.values[code]):
            users[number].append(position)
    for positions in users.values():
        people = {table.value(p, "id_number") or table.value(p, "name") for p in positions}
        if len(people) > limit:
            rest = tuple(table.cell(p, "phone") for p in positions[1:])
            yield (positions[0], "phone"), Says(f"有{len(people)}人填同一个电话", related=rest)


@rule(
    "P107", "同名同电话而身份证号不同", at="id_number", severity=Severity.INFO, nature=Nature.HINT,
    remedy="请核对是否同一人的号码填错",
)  # fmt: skip
def same_name_and_phone_with_another_number(
    table: Table,
) -> Iterator[tuple[tuple[int, str], Says]]:
    """姓名和电话都相同的两行，多半是同一人，其中一个号码可能填错。

    | 姓名 | 身份证号           | 联系电话    | 应报     |
    | ---- | ------------------ | ----------- | -------- |
    | 张三 | 500199198506150017 | 13812345678 |          |
    | 张三 | 500199199003020039 | 13812345678 | 身份证号 |
    | 张三 | 500199199208110046 | 13912345678 |          |
    """
    if not all(name in table.columns for name in ("name", "phone", "id_number")):
        return
    phone = table.columns["phone"]
    shared = phone.repeated()
    wanted = {code for code, value in enumerate(phone.values) if value in shared}
    first: dict[tuple[str, Any], tuple[int, str]] = {}
    for position, _ in phone.positions(wanted):
        who = table.columns["name"][position], phone[position]
        number = table.columns["id_number"][position]
        if not (isinstance(who[0], str) and isinstance(who[1], tuple) and isinstance(number, str)):
            continue
        earlier = first.setdefault(who, (position, number))
        if earlier[1] != number:
            cell = table.cell(earlier[0], "id_number")
            yield (
                (position, "id_number"),
                Says(f"与第{cell.row}行姓名、电话都相同，身份证号不同", related=(cell,)),
            )


@rule(
    "P108", "姓名显示异常", at="name", severity=Severity.INFO, nature=Nature.HINT,
    remedy="请换用能显示这个字的字体或输入法重新录入",
)  # fmt: skip
def name_not_displayed(name: str) -> str | None:
    """生僻字可能显示成方框或问号。

    | 姓名 | 身份证号           | 应报 |
    | ---- | ------------------ | ---- |
    | 张三 | 500199198506150017 |      |
    | 李□  | 500199199003020039 | 姓名 |
    """
    return f"“{name}”中有显示不出来的字" if looks_broken(name) else None


@rule(
    "P109", "同一人同时在两个班", Trainee, at="id_number", severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("id_number", "name", "class_name", "starts", "ends", "held"),
    remedy="请核对两班的签到表，保留实际参训的一条；核清前按1人计", foldable=False,
)  # fmt: skip
def in_two_classes_at_once(book: Book) -> Iterator[tuple[Place, Says]]:
    """同一人的两个班日期重叠；一班结束当天另一班开班的不算。

    | 姓名 | 身份证号           | 班次名称 | 开班日期   | 结业日期   | 应报     |
    | ---- | ------------------ | -------- | ---------- | ---------- | -------- |
    | 张三 | 500199198506150017 | 第1期    | 2020-07-01 | 2020-07-07 |          |
    | 张三 | 500199198506150017 | 第2期    | 2020-07-05 | 2020-07-11 | 身份证号 |
    | 李四 | 500199199003020039 | 第1期    | 2020-07-01 | 2020-07-07 |          |
    | 李四 | 500199199003020039 | 第3期    | 2020-07-07 | 2020-07-13 |          |
    """
    for places in _same_number(book, Trainee, "id_number"):
        spans = [
            (start, end, place)
            for place in places
            for start, end in [_span(place[0], place[1])]
            if start is not None and end is not None
        ]
        spans.sort(key=lambda s: (s[0], s[1]))
        for (start, end, one), (start2, end2, other) in pairwise(spans):
            same_class = _class_of(one) is not None and _class_of(one) == _class_of(other)
            if start2 < end and not same_class:
                overlap = (min(end, end2) - start2).days + 1
                message = f"{start}至{end}与{start2}至{end2}两班重叠{overlap}天，另一班在{_members([one], other)}"
                yield other, Says(message, related=(one[0].cell(one[1], one[2]),))


def _class_of(place: Place) -> Any:
    return place[0].value(place[1], "class_name")


def _span(table: Table, position: int) -> tuple[date | None, date | None]:
    """First and last day of a trainee's class, where both are exact."""
    held = table.value(position, "held")
    start = table.value(position, "starts") or (held.start if held else None)
    end = table.value(position, "ends") or (held.end if held else None)
    if start is None or end is None or not (start.exact and end.exact):
        return None, None
    return start.earliest, end.latest
