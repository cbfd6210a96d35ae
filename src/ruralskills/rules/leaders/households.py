"""L2: households - the link sheet against the leader ledger, each household once."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from datetime import date
from typing import Any, Final

from ruralskills.facts.household_links import (
    LINK_COLUMNS,
    Counted,
    Place,
    counted,
    household_of,
    is_unknown,
    leader_of,
    links_for,
    read_links,
)
from ruralskills.facts.leader_status import in_stock
from ruralskills.facts.table_periods import edition
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import HouseholdLink, Leader
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Says, rule
from ruralskills.model.table import LedgerSet, Table
from ruralskills.rules.leaders.leaders import newly_added, still_open

_LEADER: Final = (
    "id_number", "name", "township", "status", "recognised", "poor_households_led", "households_led",
)  # fmt: skip
"""What is read of leader ledgers."""


def _leaders(book: LedgerSet) -> Iterator[tuple[Table, int, list[Place]]]:
    """The leaders in stock of each ledger, with their rows in the link sheet."""
    for table in book.of(Leader):
        links = links_for(table, book)
        if links is None:
            continue
        names = Counter(
            (township_of(table.row(p)), table.value(p, "name")) for p in range(len(table))
        )
        for position in range(len(table)):
            rows = links.of(table, position, names) if in_stock(table.row(position)) else None
            if rows is not None:
                yield table, position, rows


@rule(
    "L202", "带动户数与明细不符", Leader, HouseholdLink, at="poor_households_led",
    reads=(*LINK_COLUMNS, *_LEADER),
    remedy="请对照带动户明细：漏登的补登，多登的核减，改到两处一致",
)  # fmt: skip
def stated_households_against_link_sheet(book: LedgerSet) -> Iterator[tuple[Place, Says]]:
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
    for table, position, rows in _leaders(book):
        if is_unknown(table, position, "id_number"):
            continue
        found = counted(rows, table.value(position, "id_number"))
        if found is None:
            continue
        if wrong := _contradicted(table, position, found):
            name, stated, listed = wrong
            kind = (
                "贫困（脱贫）户" if name == "poor_households_led" and found.poor_most >= 0 else ""
            )
            twice = f"（共{len(rows)}行，去重后）" if len(rows) > found.most else ""
            gap = "少" if stated < listed else "多"
            message = f"填{stated}户，带动户明细登记{kind}{listed}户{twice}，{gap}{abs(stated - listed)}户"
            related = tuple(t.cell(p, n) for t, p, n in rows[:20])
            yield (table, position, name), Says(message, related=related)


def _contradicted(table: Table, position: int, found: Counted) -> tuple[str, int, int] | None:
    """The stated number that the link sheet excludes, with what the sheet has."""
    poor = table.value(position, "poor_households_led")
    whole = table.value(position, "households_led")
    if any(is_unknown(table, position, n) for n in ("poor_households_led", "households_led")):
        return None
    if isinstance(poor, int):
        low, high = found.least, found.most
        fits = low <= poor <= high
        if found.poor_most >= 0 and not fits:
            low, high = found.poor_least, found.poor_most
            fits = low <= poor <= high
        if not fits and found.poor_most < 0 and not found.all_poor:
            fits = poor <= high  # the sheet may list households that are not poor
        if not fits:
            return "poor_households_led", poor, high if poor > high else low
    if isinstance(whole, int) and whole < found.least:
        return "households_led", whole, found.least
    if isinstance(whole, int) and poor is None and whole > found.most and not found.all_poor:
        return "households_led", whole, found.most
    return None


@rule(
    "L203", "明细登记的带动户不足", Leader, HouseholdLink, at="name", limit="min_households_led",
    nature=Nature.SHORTFALL, reads=(*LINK_COLUMNS, *_LEADER),
    remedy="请先核对是否漏登；确未达到的，年底前补足",
)  # fmt: skip
def too_few_households_in_link_sheet(
    book: LedgerSet, limit: int, as_of: date
) -> Iterator[tuple[Place, Says]]:
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
    stated = ("poor_households_led", "households_led")
    for table, position, rows in _leaders(book):
        if not rows or any(
            is_unknown(table, position, n) or table.value(position, n) is not None for n in stated
        ):
            continue
        found = counted(rows)
        if found is None or found.most >= limit:
            continue
        message = f"带动户明细登记{found.most}户，距要求的{limit}户差{limit - found.most}户"
        related = tuple(t.cell(p, n) for t, p, n in rows)
        new = is_unknown(table, position, "recognised") or newly_added(
            table.value(position, "recognised"), as_of, edition(table)
        )
        says = Says(f"{message}{still_open(as_of, table.year)}", related=related)
        if new:
            says = Says(
                f"本季度新增，{message}", related=related, severity=Severity.INFO,
                nature=Nature.HINT, remedy="请在年底前补足",
            )  # fmt: skip
        yield (table, position, "name"), says


def _shared(book: LedgerSet) -> Iterator[list[tuple[Place, Hashable]]]:
    """Rows that name one household in one edition, with the leader of each."""
    by_edition: dict[Any, list[Table]] = defaultdict(list)
    for table in book.of(HouseholdLink):
        by_edition[edition(table)].append(table)
    for tables in by_edition.values():
        links = read_links(tables)
        groups: dict[Hashable, list[tuple[Place, Hashable]]] = defaultdict(list)
        for table in tables:
            for position in range(len(table)):
                household = household_of(table, position)
                leader = leader_of(table, position, links)
                if household is not None and leader is not None:
                    at = "head_id" if household[0] == "head_id" else "head_name"
                    groups[household].append(((table, position, at), leader))
        yield from (group for group in groups.values() if len(group) > 1)


def _removed(book: LedgerSet) -> set[Hashable]:
    """The numbers of leaders who have left the stock: their households are free."""
    return {
        table.value(position, "id_number")
        for table in book.of(Leader)
        if "status" in table.columns
        for position in range(len(table))
        if not in_stock(table.row(position))
    }


@rule(
    "L204", "一户登记在两名带头人名下", HouseholdLink, at="head_id", severity=Severity.WARNING,
    nature=Nature.DOUBT, reads=(*LINK_COLUMNS, *_LEADER), foldable=False,
    remedy="请核对由谁带动，只保留一处；确由两人带动的，汇总时按1户计",
)  # fmt: skip
def household_under_two_leaders(book: LedgerSet) -> Iterator[tuple[Place, Says]]:
    """一户只计一次。

    | 带头人姓名 | 带头人身份证号     | 户主姓名 | 户主身份证号       | 应报         |
    | ---------- | ------------------ | -------- | ------------------ | ------------ |
    | 张三       | 500199198506150017 | 王甲     | 500199199208110046 |              |
    | 李四       | 500199199003020039 | 王甲     | 500199199208110046 | 户主身份证号 |
    | 李四       | 500199199003020039 | 王乙     | 500199197811200119 |              |
    """
    removed = _removed(book)
    for group in _shared(book):
        first: dict[Hashable, Place] = {}
        for place, leader in group:
            if leader not in removed:
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
    reads=LINK_COLUMNS,
    remedy="请删去重复的一行，并核对带动户数",
)  # fmt: skip
def household_twice_under_one_leader(book: LedgerSet) -> Iterator[tuple[Place, Says]]:
    """同一张表里，同一带头人名下同一户只登记一行；只有户主姓名相同的不算同一户。

    | 带头人姓名 | 带头人身份证号     | 户主姓名 | 户主身份证号       | 应报         |
    | ---------- | ------------------ | -------- | ------------------ | ------------ |
    | 张三       | 500199198506150017 | 王甲     | 500199199208110046 |              |
    | 张三       | 500199198506150017 | 王乙     | 500199197811200119 |              |
    | 张三       | 500199198506150017 | 王甲     | 500199199208110046 | 户主身份证号 |
    """
    for group in _shared(book):
        by_leader: dict[Hashable, list[Place]] = defaultdict(list)
        for place, leader in group:
            by_leader[leader, id(place[0])].append(place)
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
