"""L2: leaders of two periods and of two offices."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from ruralskills.facts.leader_status import in_stock, lists_whole_stock
from ruralskills.facts.table_periods import is_copy, table_period
from ruralskills.facts.townships import township_of, townships_in
from ruralskills.ledgers import Leader
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table

_NUMBERS: Final = ("poor_households_led", "households_led")


def _field_of_zero(leader: Leader) -> str:
    """Return the field by which a leader in stock leads no household, else ``""``."""
    columns = leader.table.columns
    name = next((name for name in _NUMBERS if name in columns), "")
    return name if name and getattr(leader, name) == 0 and in_stock(leader) else ""


@rule(
    "L216", "连续两期没有带动户", Leader, carries_out="clauses", reference="previous", at="status",
    severity=Severity.WARNING, nature=Nature.DOUBT, reads=("id_number", "status", *_NUMBERS),
    needs=("leader.poor_households_led|households_led",),
    remedy="请核对是否仍在带动；不再履行带贫义务的，改为退出并写明原因和时间",
)  # fmt: skip
def leads_nobody_for_a_whole_period(book: LedgerSet) -> Iterator[Answer]:
    """上一期和本期都没有带动一户而仍在库的，请核对是否应当退出；上一期还没有的人不问。

    通知：tongnan-2020

    致富带头人台账

    | 姓名 | 身份证号           | 状态 | 带动户数 | 应报     |
    | ---- | ------------------ | ---- | -------- | -------- |
    | 张三 | 500199198506150017 | 在库 | 0        | 带动户数 |
    | 李四 | 500199199003020039 | 在库 | 0        |          |
    | 王五 | 500199199208110046 | 退出 | 0        |          |

    上期：致富带头人台账

    | 姓名 | 身份证号           | 状态 | 带动户数 | 应报 |
    | ---- | ------------------ | ---- | -------- | ---- |
    | 张三 | 500199198506150017 | 在库 | 0        |      |
    | 李四 | 500199199003020039 | 在库 | 3        |      |
    | 王五 | 500199199208110046 | 在库 | 0        |      |
    """
    before = {
        leader.id_number
        for leader in book.rows(Leader, "previous")
        if leader.id_number and _field_of_zero(leader)
    }
    for leader in book.rows(Leader):
        name = _field_of_zero(leader)
        if name and leader.id_number in before:
            yield leader.at(name), "上一期和本期都填0户，状态仍为在库"


def _in_stock(table: Table, township: str) -> dict[str, Leader] | None:
    """Return the leaders in stock of a township by number, None if not certain."""
    leaders: dict[str, Leader] = {}
    for leader in table.rows(Leader):
        if township_of(leader) != township:
            continue
        counts = in_stock(leader)
        if counts is None or (counts and not leader.id_number):
            return None
        if counts and leader.id_number:
            leaders[leader.id_number] = leader
    return leaders


@rule(
    "L217", "区镇两级台账的带头人不一致", Leader, carries_out="clauses", at="id_number",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("id_number", "name", "township", "status"),
    remedy="请区、镇核对：漏登的补登，已退出的两级同时改",
)  # fmt: skip
def leader_in_one_ledger_only(book: LedgerSet) -> Iterator[Answer]:
    """区里和镇街的台账应当是同一批人；只比同一时期的两级台账，区台账里没有这个镇街的、有人的号码读不出的不比。

    通知：tongnan-2020

    致富带头人台账

    标题：云潼区2020年致富带头人台账

    | 镇街     | 姓名 | 身份证号           | 状态 | 应报 |
    | -------- | ---- | ------------------ | ---- | ---- |
    | 桂花街道 | 张三 | 500199198506150017 | 在库 |      |
    | 双河镇   | 李四 | 500199199003020039 | 在库 |      |

    致富带头人台账

    标题：桂花街道2020年致富带头人台账

    | 镇街     | 姓名 | 身份证号           | 状态 | 应报     |
    | -------- | ---- | ------------------ | ---- | -------- |
    | 桂花街道 | 张三 | 500199198506150017 | 在库 |          |
    | 桂花街道 | 王五 | 500199199208110046 | 在库 | 身份证号 |
    """
    ledgers = list(filter(lists_whole_stock, book.of(Leader)))
    by_township: dict[str, list[Table]] = defaultdict(list)
    for table in ledgers:
        if len(units := townships_in(table)) == 1:
            by_township[units.pop()].append(table)
    for district in (table for table in ledgers if len(townships_in(table)) > 1):
        for township in sorted(townships_in(district)):
            tables = by_township.get(township, ())
            if len(tables) == 1 and table_period(tables[0]) == table_period(district):
                yield from _differences(district, tables[0], township)


def _differences(district: Table, table: Table, township: str) -> Iterator[Answer]:
    """Yield the leaders who stand in only one of two ledgers of a township."""
    of_district, of_township = _in_stock(district, township), _in_stock(table, township)
    if not of_district or not of_township:
        return
    if not is_copy(district, table, set(of_district), set(of_township)):
        return
    for leaders, numbers, compared, level in (
        (of_township, of_district, district, "区级"),
        (of_district, of_township, table, "镇街"),
    ):
        cell = compared.cell(0, "id_number")
        for number, leader in leaders.items():
            if number not in numbers:
                message = f"在库，{level}台账（{cell.file}!{cell.sheet}）中没有查到"
                yield leader.at("id_number"), Says(message, related=(cell,))
