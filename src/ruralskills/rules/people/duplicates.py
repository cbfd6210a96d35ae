"""P1: the same person again - in one ledger, in one class, in two classes at once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, combinations
from typing import Any

from ruralskills.facts.class_dates import exact_days
from ruralskills.facts.leader_status import in_stock
from ruralskills.facts.lessons import LESSON_COLUMNS, Sittings, sittings
from ruralskills.facts.table_periods import copies, edition
from ruralskills.ledgers import Leader, Trainee
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Says, rule
from ruralskills.model.table import Ledger, LedgerSet, Table
from ruralskills.model.typed_column import Unknown
from ruralskills.text.normalise import normalised

Place = tuple[Table, int, str]
Pair = frozenset[int]
"""Two tables, by their identity."""


def _numbers(table: Table) -> list[str]:
    """The identity number of each row that has one."""
    column = table.columns["id_number"]
    held = map(column.values.__getitem__, column.codes)
    return [value for value in held if isinstance(value, str)]


def _editions(book: LedgerSet, ledger: type[Ledger]) -> Iterable[list[Table]]:
    """The tables of a ledger that can be held against each other."""
    found: dict[Any, list[Table]] = defaultdict(list)
    for table in book.of(ledger):
        if "id_number" in table.columns:
            found[edition(table)].append(table)
    return found.values()


def _copied(tables: Sequence[Table]) -> list[tuple[Table, Table, set[str]]]:
    """Pairs of tables that are one ledger twice, with the numbers that both have."""
    if len(tables) < 2:
        return []
    numbers = [set(_numbers(table)) for table in tables]
    return [
        (tables[one], tables[other], numbers[one] & numbers[other])
        for one, other in sorted(_sharing(numbers))
        if copies(tables[one], tables[other], numbers[one], numbers[other])
    ]


def _sharing(numbers: Sequence[set[str]]) -> set[tuple[int, int]]:
    """The pairs that have a number in common: few, however many townships there are."""
    first: dict[str, int] = {}
    more: dict[str, list[int]] = {}
    for place, held in enumerate(numbers):
        for number in held:
            if first.setdefault(number, place) != place:
                more.setdefault(number, [first[number]]).append(place)
    return {pair for places in more.values() for pair in combinations(places, 2)}


def _all_differ(tables: Sequence[Table]) -> bool:
    """Whether no identity number stands twice: quickly told, and so of most ledgers."""
    numbers = [_numbers(table) for table in tables]
    return len(set().union(*numbers)) == sum(map(len, numbers))


def _again(tables: Sequence[Table]) -> Iterator[list[Place]]:
    """The places of each identity number that stands more than once in these tables."""
    counts = Counter(chain.from_iterable(map(_numbers, tables)))
    wanted = {number for number, times in counts.items() if times > 1}
    groups: dict[str, list[Place]] = defaultdict(list)
    for table in tables if wanted else ():
        column = table.columns["id_number"]
        codes = {code for code, value in enumerate(column.values) if value in wanted}
        for position, code in column.positions(codes):
            if in_stock(table.row(position)):
                groups[column.values[code]].append((table, position, "id_number"))
    yield from (places for places in groups.values() if len(places) > 1)


def _members(places: Iterable[Place], home: Place) -> str:
    """The other members of a group, by place and name, as seen from one of them."""
    here = home[0].cell(home[1], home[2])
    return "、".join(
        f"{table.cell(position, name).seen_from(here)}（{table.subject(position).name or '未填姓名'}）"
        for table, position, name in places
    )


def _twice(places: Sequence[Place], severity: Severity | None = None) -> tuple[Place, Says]:
    names = {table.subject(position).name for table, position, _ in places}
    others = [places[0], *places[2:]]
    differ = "，姓名却不同" if len(names - {""}) > 1 else ""
    message = f"同一身份证号共登记{len(places)}次{differ}，其余在：{_members(others, places[1])}"
    related = tuple(t.cell(p, n) for t, p, n in others)
    nature = Nature.DOUBT if severity else None
    return places[1], Says(message, related=related, severity=severity, nature=nature)


@rule(
    "P102", "同一身份证号登记两次", Leader, at="id_number", reads=("id_number", "name", "status"),
    remedy="请核对是否重复登记：同一人只保留一行；不是同一人的，更正号码", foldable=False,
)  # fmt: skip
def same_leader_twice(book: LedgerSet) -> Iterator[tuple[Place, Says]]:
    """一名带头人在同一期台账里只登记一次，跨乡镇也一样；不同季度、不同年度的台账不互相比。

    已退出的不算。两张表大半是同一批人的（存量表和新增表、同一台账的两份），只问一次。

    | 姓名 | 身份证号           | 应报     |
    | ---- | ------------------ | -------- |
    | 张三 | 500199198506150017 |          |
    | 李四 | 500199199003020039 |          |
    | 张三 | 500199198506150017 | 身份证号 |
    """
    for tables in _editions(book, Leader):
        if _all_differ(tables):
            continue
        copied = _copied(tables)
        for one, other, shared in copied:
            yield _copy_of(one, other, shared)
        pairs = {frozenset((id(one), id(other))) for one, other, _ in copied}
        for places in _again(tables):
            rest: list[Place] = []
            for place in places:
                if not any(frozenset((id(place[0]), id(p[0]))) in pairs for p in rest):
                    rest.append(place)
            if len(rest) > 1:
                yield _twice(rest)


def _copy_of(one: Table, other: Table, shared: set[str]) -> tuple[Place, Says]:
    column = other.columns["id_number"]
    codes = {code for code, value in enumerate(column.values) if value in shared}
    position = next(position for position, _ in column.positions(codes))
    here, there = other.cell(position, "id_number"), one.cell(0, "id_number")
    where = f"{there.file}!{there.sheet}" if there.file != here.file else f"工作表“{there.sheet}”"
    return (other, position, "id_number"), Says(
        f"本表{len(other)}行中有{len(shared)}人也在{where}，疑为同一台账的两份，或存量表与新增表",
        severity=Severity.WARNING,
        nature=Nature.DOUBT,
        remedy="同一台账的两份，请只检查一份；总表与分表，不用改",
        related=(there,),
    )


_WHICH_CLASS = ("class_name", "trade", "agency", "held", "starts", "ends")


@rule(
    "P103", "同一班次登记两次", Trainee, at="id_number",
    remedy="请核对是否重复登记：同一人在一个班只保留一行", foldable=False,
)  # fmt: skip
def same_trainee_twice_in_a_class(table: Table) -> Iterator[tuple[tuple[int, str], Says]]:
    """一人在一个班只登记一次；参加两个班是两人次，不算重复。名册与补贴表等不同的表不互相比。

    | 姓名 | 身份证号           | 班次名称 | 应报     |
    | ---- | ------------------ | -------- | -------- |
    | 张三 | 500199198506150017 | 第1期    |          |
    | 张三 | 500199198506150017 | 第2期    |          |
    | 李四 | 500199199003020039 | 第1期    |          |
    | 李四 | 500199199003020039 | 第1期    | 身份证号 |
    """
    told = [table.columns[name] for name in _WHICH_CLASS if name in table.columns]
    of_one_class = bool(told) or any(w in table.layout.title + table.sheet for w in "班期")
    for places in _again([table]) if "id_number" in table.columns else ():
        classes: dict[Any, list[Place]] = defaultdict(list)
        for place in places:
            which = tuple(column[place[1]] for column in told)
            if not any(isinstance(value, Unknown) for value in which):
                classes[which].append(place)
        for members in classes.values():
            if len(members) > 1:
                place, says = _twice(members, None if of_one_class else Severity.WARNING)
                yield place[1:], says


@rule(
    "P109", "同一人同时在两个班", Trainee, at="id_number", severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("id_number", "name", "class_name", "starts", "ends", "held", *LESSON_COLUMNS),
    remedy="请核对两班的签到表，保留实际参训的一条；核清前按1人计", foldable=False,
)  # fmt: skip
def in_two_classes_at_once(book: LedgerSet) -> Iterator[tuple[Place, Says]]:
    """同一人的两个班日期重叠；一班结束当天另一班开班的不算，起止相同、看不出是两个班的也不算。

    两个班都有课程表的，按半天核对。

    | 姓名 | 身份证号           | 班次名称 | 开班日期   | 结业日期   | 应报     |
    | ---- | ------------------ | -------- | ---------- | ---------- | -------- |
    | 张三 | 500199198506150017 | 第1期    | 2020-07-01 | 2020-07-07 |          |
    | 张三 | 500199198506150017 | 第2期    | 2020-07-05 | 2020-07-11 | 身份证号 |
    | 李四 | 500199199003020039 | 第1期    | 2020-07-01 | 2020-07-07 |          |
    | 李四 | 500199199003020039 | 第3期    | 2020-07-07 | 2020-07-13 |          |
    """
    sits = sittings(book)
    for places in _again([t for t in book.of(Trainee) if "id_number" in t.columns]):
        held = [(*span, place) for place in places if (span := exact_days(place[0].row(place[1])))]
        held.sort(key=lambda one: one[:2])
        for index, (start, end, place) in enumerate(held):
            clash = next(
                (e for e in held[:index] if start < e[1] and _differ(e, held[index])), None
            )
            if clash is None or _sit_apart(clash[2], place, sits):
                continue
            overlap = (min(end, clash[1]) - start).days + 1
            message = (
                f"与另一班重叠{overlap}天：另一班{clash[0]}至{clash[1]}，本班{start}至{end}；"
                f"另一班在{_members([clash[2]], place)}"
            )
            there = clash[2]
            yield place, Says(message, related=(there[0].cell(there[1], there[2]),))


def _sit_apart(one: Place, other: Place, sits: Sittings) -> bool:
    """Whether timetables settle the matter: they sit apart, or P110 tells of the half-day."""
    names = [str(table.value(at, "class_name") or "") for table, at, _ in (one, other)]
    return all(names) and sits.shared(*names) is not None


def _differ(one: tuple[date, date, Place], other: tuple[date, date, Place]) -> bool:
    """Whether two entries are certainly of two classes: another name, or other dates.

    Dates of a class without a name may have been put right from one quarter's roster to the next.
    """
    names = [normalised(str(t.value(p, "class_name") or "")) for t, p, _ in (one[2], other[2])]
    if all(names):
        return names[0] != names[1] and (one[:2] != other[:2] or one[2][0] is other[2][0])
    return one[:2] != other[:2] and edition(one[2][0]) == edition(other[2][0])
