"""L2: households - the link sheet against the leader ledger, each household once."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from typing import Any, Final

from ruralskills.diagnostic import Nature, Severity
from ruralskills.ledgers import HouseholdLink, Leader
from ruralskills.rule import Says, rule
from ruralskills.rules.leaders import REMOVED, village_name
from ruralskills.table import Book, Table, Unknown
from ruralskills.values import folded

Place = tuple[Table, int, str]
_NOT_POOR: Final = "一般"


def _household(table: Table, position: int) -> Hashable | None:
    """What tells a household: the head's number, the household's number, or name and village."""
    for name in ("head_id", "household_number"):
        column = table.columns.get(name)
        if column is not None and isinstance(column[position], Unknown):
            return None
        if value := table.value(position, name):
            return str(value)
    head, village = table.value(position, "head_name"), table.value(position, "village")
    return (head, village_name(village)) if head and village else None


def _leader(table: Table, position: int, number: str, name: str) -> Hashable | None:
    """What tells a leader in either ledger: the identity number, or unit and name."""
    column = table.columns.get(number)
    if column is not None:
        if isinstance(column[position], Unknown):
            return None
        if value := table.value(position, number):
            return str(value)
    who = table.value(position, name)
    unit = folded(str(table.value(position, "township") or table.layout.unit))
    return (unit, who) if who else None


def _links(book: Book) -> dict[Any, dict[Hashable, list[Place]]]:
    """The rows of each period's link sheets, by leader."""
    found: dict[Any, dict[Hashable, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for table in book.of(HouseholdLink):
        for position in range(len(table)):
            leader = _leader(table, position, "leader_id", "leader_name")
            if leader is not None:
                found[table.period][leader].append((table, position, "head_name"))
    return found


@rule(
    "L202", "带动户数与明细不符", Leader, HouseholdLink, at="poor_households_led",
    reads=("id_number", "name", "township", "poor_households_led", "households_led"),
    remedy="请对照带动户明细：漏登的补登，多登的核减，改到两处一致",
)  # fmt: skip
def stated_households_against_link_sheet(book: Book) -> Iterator[tuple[Place, Says]]:
    """台账所填带动户数，应等于带动户明细中该带头人名下不重复的户数。

    致富带头人台账

    | 姓名 | 身份证号           | 带动贫困户数 | 应报         |
    | ---- | ------------------ | ------------ | ------------ |
    | 张三 | 500199198506150017 | 2            |              |
    | 李四 | 500199199003020039 | 3            | 带动贫困户数 |

    带动户明细

    | 带头人姓名 | 带头人身份证号     | 户主姓名 | 户主身份证号       | 应报 |
    | ---------- | ------------------ | -------- | ------------------ | ---- |
    | 张三       | 500199198506150017 | 王甲     | 500199199208110046 |      |
    | 张三       | 500199198506150017 | 王乙     | 500199197811200119 |      |
    | 李四       | 500199199003020039 | 王丙     | 500199196510090062 |      |
    | 李四       | 500199199003020039 | 王丁     | 500199198808080122 |      |
    """
    links = _links(book)
    for table in book.of(Leader):
        by_leader = links.get(table.period)
        if not by_leader:
            continue
        units = {_unit_of(place) for places in by_leader.values() for place in places}
        by_name = _by_name(by_leader)
        for position in range(len(table)):
            if table.value(position, "status") == REMOVED:
                continue
            rows = by_leader.get(_leader(table, position, "id_number", "name"))
            if rows is None:
                rows = by_name.get(_named(table, position), [])
            if not rows and _named(table, position)[0] not in units:
                continue
            yield from _compared(table, position, rows)


def _unit_of(place: Place) -> str:
    table, position, _ = place
    return folded(str(table.value(position, "township") or table.layout.unit))


def _named(table: Table, position: int) -> tuple[str, Any]:
    unit = folded(str(table.value(position, "township") or table.layout.unit))
    return unit, table.value(position, "name")


def _by_name(by_leader: dict[Hashable, list[Place]]) -> dict[tuple[str, Any], list[Place]]:
    """The same rows by unit and name, for a leader whose number is missing in one of the ledgers."""
    found: dict[tuple[str, Any], list[Place]] = defaultdict(list)
    for places in by_leader.values():
        for place in places:
            found[_unit_of(place), place[0].value(place[1], "leader_name")].append(place)
    return found


def _compared(table: Table, position: int, rows: list[Place]) -> Iterator[tuple[Place, Says]]:
    households = [_household(t, p) for t, p, _ in rows]
    if None in households:
        return
    distinct = len(set(households))
    poor_known = bool(rows) and all("household_kind" in t.columns for t, _, _ in rows)
    poor = {
        household
        for household, (t, p, _) in zip(households, rows, strict=True)
        if (kind := t.value(p, "household_kind")) and _NOT_POOR not in str(kind).removeprefix("一般脱贫户").removeprefix("一般贫困户")
    }  # fmt: skip
    for name, counts in (
        ("poor_households_led", {len(poor), distinct} if poor_known else {distinct}),
        ("households_led", {distinct}),
    ):
        column = table.columns.get(name)
        if column is None or isinstance(column[position], Unknown):
            continue
        stated = table.value(position, name)
        if stated is None:
            continue
        if stated in counts or (name == "households_led" and stated > distinct):
            return
        related = tuple(t.cell(p, n) for t, p, n in rows[:20])
        twice = f"（共{len(rows)}行，去重后）" if len(rows) != distinct else ""
        message = f"填{stated}户，带动户明细登记{distinct}户{twice}，相差{abs(stated - distinct)}户"
        yield (table, position, name), Says(message, related=related)
        return


@rule(
    "L203", "明细登记的带动户不足", Leader, HouseholdLink, at="name", limit="min_households_led",
    nature=Nature.SHORTFALL, reads=("id_number", "name", "township", "poor_households_led"),
    remedy="请先核对是否漏登；确未达到的，年底前补足",
)  # fmt: skip
def too_few_households_in_link_sheet(book: Book, limit: int) -> Iterator[tuple[Place, Says]]:
    """台账没有填带动户数的，按带动户明细中不重复的户数看是否达到要求。

    致富带头人台账

    | 姓名 | 身份证号           | 状态 | 应报 |
    | ---- | ------------------ | ---- | ---- |
    | 张三 | 500199198506150017 | 在库 | 姓名 |

    带动户明细

    | 带头人姓名 | 带头人身份证号     | 户主姓名 | 户主身份证号       | 应报 |
    | ---------- | ------------------ | -------- | ------------------ | ---- |
    | 张三       | 500199198506150017 | 王甲     | 500199199208110046 |      |
    | 张三       | 500199198506150017 | 王乙     | 500199197811200119 |      |
    """
    links = _links(book)
    for table in book.of(Leader):
        for position in range(len(table)):
            stated = [
                column[position]
                for name in ("poor_households_led", "households_led")
                if (column := table.columns.get(name)) is not None
            ]
            if any(isinstance(v, Unknown | int) for v in stated):
                continue
            leader = _leader(table, position, "id_number", "name")
            rows = links.get(table.period, {}).get(leader, [])
            households = {_household(t, p) for t, p, _ in rows}
            led = len(households)
            if not rows or None in households or led >= limit:
                continue
            if table.value(position, "status") != REMOVED:
                message = f"带动户明细登记{led}户，距要求的{limit}户差{limit - led}户"
                related = tuple(t.cell(p, n) for t, p, n in rows)
                yield (table, position, "name"), Says(message, related=related)


def _shared(book: Book) -> Iterator[list[tuple[Place, Hashable]]]:
    """Rows that name one household, with the leader of each."""
    groups: dict[Any, list[tuple[Place, Hashable]]] = defaultdict(list)
    for table in book.of(HouseholdLink):
        for position in range(len(table)):
            household = _household(table, position)
            leader = _leader(table, position, "leader_id", "leader_name")
            if household is not None and leader is not None:
                at = "head_id" if table.value(position, "head_id") else "head_name"
                groups[table.period, household].append(((table, position, at), leader))
    yield from (group for group in groups.values() if len(group) > 1)


@rule(
    "L204", "一户登记在两名带头人名下", HouseholdLink, at="head_id", severity=Severity.WARNING,
    nature=Nature.DOUBT, reads=("leader_id", "leader_name", "head_id", "head_name"), foldable=False,
    remedy="请核对由谁带动，只保留一处；确由两人带动的，汇总时按1户计",
)  # fmt: skip
def household_under_two_leaders(book: Book) -> Iterator[tuple[Place, Says]]:
    """一户只计一次。

    | 带头人姓名 | 带头人身份证号     | 户主姓名 | 户主身份证号       | 应报         |
    | ---------- | ------------------ | -------- | ------------------ | ------------ |
    | 张三       | 500199198506150017 | 王甲     | 500199199208110046 |              |
    | 李四       | 500199199003020039 | 王甲     | 500199199208110046 | 户主身份证号 |
    | 李四       | 500199199003020039 | 王乙     | 500199197811200119 |              |
    """
    for group in _shared(book):
        first: dict[Hashable, Place] = {}
        for place, leader in group:
            first.setdefault(leader, place)
        places = list(first.values())
        if len(places) > 1:
            others = [places[0], *places[2:]]
            here = places[1][0].cell(places[1][1], places[1][2])
            who = "、".join(
                f"{t.value(p, 'leader_name') or '未填姓名'}（{t.cell(p, n).seen_from(here)}）"
                for t, p, n in others
            )
            message = f"这一户还登记在带头人{who}名下"
            yield places[1], Says(message, related=tuple(t.cell(p, n) for t, p, n in others))


@rule(
    "L205", "一户在同一带头人名下登记两次", HouseholdLink, at="head_id", foldable=False,
    reads=("leader_id", "leader_name", "head_id", "head_name"),
    remedy="请删去重复的一行，并核对带动户数",
)  # fmt: skip
def household_twice_under_one_leader(book: Book) -> Iterator[tuple[Place, Says]]:
    """同一带头人名下同一户只登记一行。

    | 带头人姓名 | 带头人身份证号     | 户主姓名 | 户主身份证号       | 应报         |
    | ---------- | ------------------ | -------- | ------------------ | ------------ |
    | 张三       | 500199198506150017 | 王甲     | 500199199208110046 |              |
    | 张三       | 500199198506150017 | 王乙     | 500199197811200119 |              |
    | 张三       | 500199198506150017 | 王甲     | 500199199208110046 | 户主身份证号 |
    """
    for group in _shared(book):
        by_leader: dict[Hashable, list[Place]] = defaultdict(list)
        for place, leader in group:
            by_leader[leader].append(place)
        for places in by_leader.values():
            if len(places) > 1:
                rest = [places[0], *places[2:]]
                here = places[1][0].cell(places[1][1], places[1][2])
                where = "、".join(t.cell(p, n).seen_from(here) for t, p, n in rest)
                message = f"与{where}是同一户"
                yield places[1], Says(message, related=tuple(t.cell(p, n) for t, p, n in rest))


@rule(
    "L207", "带头人把自己家算作带动户", HouseholdLink, at="head_id", severity=Severity.WARNING,
    nature=Nature.DOUBT, remedy="请核对户主身份证号；确是带头人自己家的，不计入带动户",
)  # fmt: skip
def leader_as_own_household(leader_id: str, head_id: str) -> str | None:
    """带头人自己家不算被带动的户。

    | 带头人姓名 | 带头人身份证号     | 户主姓名 | 户主身份证号       | 应报         |
    | ---------- | ------------------ | -------- | ------------------ | ------------ |
    | 张三       | 500199198506150017 | 王甲     | 500199199208110046 |              |
    | 李四       | 500199199003020039 | 李四     | 500199199003020039 | 户主身份证号 |
    """
    return "户主身份证号就是带头人本人的号码" if leader_id == head_id else None
