"""L2: households - the link sheet against the leader ledger, each household once."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from datetime import date
from typing import Final

from ruralskills.facts.household_links import (
    LINK_COLUMNS,
    HouseholdCount,
    count_households,
    household_key,
    leader_key,
    links_for,
    read_links,
)
from ruralskills.facts.leader_status import in_stock, is_newly_added, open_year_note
from ruralskills.facts.table_periods import table_period
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import HouseholdLink, Leader
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Place, Table
from ruralskills.text.enumeration import enumerated
from ruralskills.text.numbers import format_gap

_LEADER_COLUMNS: Final = (
    "id_number", "name", "township", "status", "recognised", "poor_households_led", "households_led",
)  # fmt: skip


def _leaders(book: LedgerSet) -> Iterator[tuple[Leader, list[HouseholdLink]]]:
    """Yield the leaders in stock of each ledger, with their rows in the link sheet."""
    for table in book.of(Leader):
        links = links_for(table, book)
        if links is None:
            continue
        leaders = list(table.rows(Leader))
        namesakes = Counter[Hashable]((township_of(leader), leader.name) for leader in leaders)
        for leader in leaders:
            rows = links.rows_of(leader, namesakes) if in_stock(leader) else None
            if rows is not None:
                yield leader, rows


@rule(
    "L202", "带动户数与明细不符", Leader, HouseholdLink, at="poor_households_led",
    reads=(*LINK_COLUMNS, *_LEADER_COLUMNS),
    needs=("leader.poor_households_led|households_led",),
    remedy="请对照带动户明细：漏登的补登，多登的核减，改到两处一致",
)  # fmt: skip
def stated_households_against_link_sheet(book: LedgerSet) -> Iterator[Answer]:
    """台账所填带动户数，应等于带动户明细中该带头人名下不重复的户数。

    致富带头人台账

    | 姓名 | 身份证号           | 带动贫困户数 | 应报         |
    | ---- | ------------------ | ------------ | ------------ |
    | 张三 | 500199198506150017 | 2            |              |
    | 李四 | 500199199003020039 | 3            | 带动贫困户数 |
    | 王五 | 500199197303030045 | 1            |              |

    带动户明细

    | 带头人姓名 | 带头人身份证号     | 户主姓名 | 户主身份证号       | 应报 |
    | ---------- | ------------------ | -------- | ------------------ | ---- |
    | 张三       | 500199198506150017 | 王甲     | 500199199208110046 |      |
    | 张三       | 500199198506150017 | 王乙     | 500199197811200119 |      |
    | 李四       | 500199199003020039 | 王丙     | 500199196510090062 |      |
    | 李四       | 500199199003020039 | 王丁     | 500199198808080122 |      |
    | 王五       | 500199197303030045 | 王戊     | 500199195401010057 |      |
    """
    for leader, rows in _leaders(book):
        if leader.is_unknown("id_number"):
            continue
        count = count_households(rows, leader.id_number)
        if count is None:
            continue
        if difference := _difference(leader, count):
            name, households, linked = difference
            is_poor = name == "poor_households_led" and count.poor_most >= 0
            kind = "贫困（脱贫）户" if is_poor else ""
            row_count = f"（共{len(rows)}行，去重后）" if len(rows) > count.most else ""
            link_sheet = f"带动户明细登记{kind}{linked}户{row_count}"
            message = f"填{households}户，{link_sheet}，{format_gap(households - linked, '户')}"
            related = tuple(row.at("head_name") for row in rows[:20])
            yield leader.at(name), Says(message, related=related)


def _difference(leader: Leader, count: HouseholdCount) -> tuple[str, int, int] | None:
    """Return a field whose number the link sheet excludes, its number and the sheet's."""
    if leader.is_unknown("poor_households_led") or leader.is_unknown("households_led"):
        return None
    poor, households = leader.poor_households_led, leader.households_led
    if isinstance(poor, int):
        low, high = count.least, count.most
        fits = low <= poor <= high
        if count.poor_most >= 0 and not fits:
            low, high = count.poor_least, count.poor_most
            fits = low <= poor <= high
        if not fits and count.poor_most < 0 and not count.all_poor:
            fits = poor <= high  # the sheet may list households that are not poor
        if not fits:
            return "poor_households_led", poor, high if poor > high else low
    if not isinstance(households, int):
        return None
    if households < count.least:
        return "households_led", households, count.least
    if poor is None and households > count.most and not count.all_poor:
        return "households_led", households, count.most
    return None


@rule(
    "L203", "明细登记的带动户不足", Leader, HouseholdLink, at="name", limit="min_households_led",
    nature=Nature.SHORTFALL, reads=(*LINK_COLUMNS, *_LEADER_COLUMNS),
    remedy="请先核对是否漏登；确未达到的，年底前补足",
)  # fmt: skip
def too_few_households_in_link_sheet(book: LedgerSet, limit: int, as_of: date) -> Iterator[Answer]:
    """台账没有填带动户数的，按带动户明细中不重复的户数看是否达到要求。

    致富带头人台账

    | 姓名 | 身份证号           | 状态 | 应报 |
    | ---- | ------------------ | ---- | ---- |
    | 张三 | 500199198506150017 | 在库 | 姓名 |
    | 李四 | 500199199003020039 | 退出 |      |
    | 王五 | 500199197303030045 | 在库 |      |

    带动户明细

    | 带头人姓名 | 带头人身份证号     | 户主姓名 | 户主身份证号       | 应报 |
    | ---------- | ------------------ | -------- | ------------------ | ---- |
    | 张三       | 500199198506150017 | 王甲     | 500199199208110046 |      |
    | 张三       | 500199198506150017 | 王乙     | 500199197811200119 |      |
    | 王五       | 500199197303030045 | 王丙     | 500199196510090062 |      |
    | 王五       | 500199197303030045 | 王丁     | 500199198808080122 |      |
    | 王五       | 500199197303030045 | 王戊     | 500199195401010057 |      |
    """
    for leader, rows in _leaders(book):
        states = leader.state("poor_households_led"), leader.state("households_led")
        if not rows or {"value", "unknown"}.intersection(states):
            continue
        count = count_households(rows)
        if count is None or count.most >= limit:
            continue
        message = f"带动户明细登记{count.most}户，距要求的{limit}户差{limit - count.most}户"
        related = tuple(row.at("head_name") for row in rows)
        says = Says(f"{message}{open_year_note(as_of, leader.table.year)}", related=related)
        period = table_period(leader.table)
        if leader.is_unknown("recognised") or is_newly_added(leader.recognised, as_of, period):
            says = Says(
                f"本季度新增，{message}", related=related, severity=Severity.INFO,
                nature=Nature.HINT, remedy="请在年底前补足",
            )  # fmt: skip
        yield leader.at("name"), says


def _shared_households(book: LedgerSet) -> Iterator[list[tuple[HouseholdLink, Hashable]]]:
    """Yield the rows of households named several times in a period, with the leaders."""
    by_period: dict[Hashable, list[Table]] = defaultdict(list)
    for table in book.of(HouseholdLink):
        by_period[table_period(table)].append(table)
    for tables in by_period.values():
        links = read_links(tables)
        groups: dict[Hashable, list[tuple[HouseholdLink, Hashable]]] = defaultdict(list)
        for table in tables:
            for row in table.rows(HouseholdLink):
                household, leader = household_key(row), leader_key(row, links)
                if household is not None and leader is not None:
                    groups[household].append((row, leader))
        yield from (group for group in groups.values() if len(group) > 1)


def _place(row: HouseholdLink) -> Place:
    """Return the cell with the household's number, else with its name."""
    return row.at("head_id" if row.head_id else "head_name")


def _removed_leaders(book: LedgerSet) -> set[Hashable]:
    """Return the numbers of leaders not in stock: their households are free."""
    return {leader.id_number for leader in book.rows(Leader) if not in_stock(leader)}


@rule(
    "L204", "一户登记在两名带头人名下", HouseholdLink, at="head_id", severity=Severity.WARNING,
    nature=Nature.DOUBT, reads=(*LINK_COLUMNS, *_LEADER_COLUMNS), foldable=False,
    remedy="请核对由谁带动，只保留一处；确由两人带动的，汇总时按1户计",
)  # fmt: skip
def household_under_two_leaders(book: LedgerSet) -> Iterator[Answer]:
    """一户只计一次。

    | 带头人姓名 | 带头人身份证号     | 户主姓名 | 户主身份证号       | 应报         |
    | ---------- | ------------------ | -------- | ------------------ | ------------ |
    | 张三       | 500199198506150017 | 王甲     | 500199199208110046 |              |
    | 李四       | 500199199003020039 | 王甲     | 500199199208110046 | 户主身份证号 |
    | 李四       | 500199199003020039 | 王乙     | 500199197811200119 |              |
    """
    removed = _removed_leaders(book)
    for group in _shared_households(book):
        first_rows: dict[Hashable, HouseholdLink] = {}
        for row, leader in group:
            if leader not in removed:
                first_rows.setdefault(leader, row)
        rows = list(first_rows.values())
        if len(rows) > 1:
            place, related = _place(rows[1]), [rows[0], *rows[2:]]
            named = (
                f"{row.leader_name or '未填姓名'}（{_place(row).relative_to(place)}）"
                for row in related
            )
            leaders = enumerated(named, "人")
            message = f"这一户还登记在带头人{leaders}名下"
            yield place, Says(message, related=tuple(map(_place, related)))


@rule(
    "L205", "一户在同一带头人名下登记两次", HouseholdLink, at="head_id", foldable=False,
    reads=(*LINK_COLUMNS, "relation"),
    remedy="请删去重复的一行，并核对带动户数",
)  # fmt: skip
def household_twice_under_one_leader(book: LedgerSet) -> Iterator[Answer]:
    """同一张表里，同一带头人名下同一户只登记一行；只有户主姓名相同的不算同一户，一行一个家庭成员的表不比。

    | 带头人姓名 | 带头人身份证号     | 户主姓名 | 户主身份证号       | 应报         |
    | ---------- | ------------------ | -------- | ------------------ | ------------ |
    | 张三       | 500199198506150017 | 王甲     | 500199199208110046 |              |
    | 张三       | 500199198506150017 | 王乙     | 500199197811200119 |              |
    | 张三       | 500199198506150017 | 王甲     | 500199199208110046 | 户主身份证号 |
    """
    for group in _shared_households(book):
        by_leader: dict[Hashable, list[HouseholdLink]] = defaultdict(list)
        for row, leader in group:
            if "relation" not in row.table.columns:  # else it has a row for each member
                by_leader[leader, row.table].append(row)
        for rows in by_leader.values():
            if len(rows) > 1:
                place, *related = map(_place, (rows[1], rows[0], *rows[2:]))
                rows_text = enumerated((each.relative_to(place) for each in related), "处")
                yield place, Says(f"与{rows_text}是同一户", related=tuple(related))


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
    | 张三       | 500199198506150017 | 张三     | 500199197811200119 |              |
    """
    return "户主身份证号就是带头人本人的号码" if leader_id == head_id else None
