"""L2: leaders over time and between offices - those who lead nobody, ledgers that differ."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from ruralskills.facts.leader_status import in_stock
from ruralskills.facts.table_periods import copies, edition
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import Leader
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Says, rule
from ruralskills.model.table import LedgerSet, Table
from ruralskills.text.lazy_regex import regex

Place = tuple[Table, int, str]
_PARTIAL: Final = regex("新增|退出|移出|删除|申报|拟|推荐|公示|候选|参训|轮训")
"""Lists of some leaders and not of all."""
_NUMBERS: Final = ("poor_households_led", "households_led")


def _leads_nobody(table: Table, position: int) -> str:
    """The column in which a leader in stock is said to lead no household; nothing otherwise."""
    name = next((n for n in _NUMBERS if n in table.columns), "")
    nobody = bool(name) and table.value(position, name) == 0 and in_stock(table.row(position))
    return name if nobody else ""


@rule(
    "L216", "连续两期没有带动户", Leader, carries_out="clauses", reference="previous", at="status",
    severity=Severity.WARNING, nature=Nature.DOUBT, reads=("id_number", "status", *_NUMBERS),
    remedy="请核对是否仍在带动；不再履行带贫义务的，改为退出并写明原因和时间",
)  # fmt: skip
def leads_nobody_for_a_whole_period(book: LedgerSet) -> Iterator[tuple[Place, str]]:
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
        number
        for table in book.of(Leader, "previous")
        for position in range(len(table))
        if (number := table.value(position, "id_number")) and _leads_nobody(table, position)
    }
    for table in book.of(Leader):
        for position in range(len(table)):
            name = _leads_nobody(table, position)
            if name and table.value(position, "id_number") in before:
                yield (table, position, name), "上一期和本期都填0户，状态仍为在库"


def _townships(table: Table) -> set[str]:
    return {township_of(table.row(position)) for position in range(len(table))}


def _in_stock(table: Table, township: str) -> dict[str, int] | None:
    """The leaders in stock of a township, by number; None when somebody cannot be told."""
    found: dict[str, int] = {}
    for position in range(len(table)):
        if township_of(table.row(position)) != township:
            continue
        counts, number = in_stock(table.row(position)), table.value(position, "id_number")
        if counts is None or (counts and not number):
            return None
        if counts:
            found[str(number)] = position
    return found


@rule(
    "L217", "区镇两级台账的带头人不一致", Leader, carries_out="clauses", at="id_number",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("id_number", "name", "township", "status"),
    remedy="请区、镇核对：漏登的补登，已退出的两级同时改",
)  # fmt: skip
def leader_in_one_ledger_only(book: LedgerSet) -> Iterator[tuple[Place, Says]]:
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
    ledgers = [t for t in book.of(Leader) if not _PARTIAL.search(t.layout.title + t.sheet)]
    own: dict[str, list[Table]] = defaultdict(list)
    for table in ledgers:
        if len(units := _townships(table)) == 1:
            own[units.pop()].append(table)
    for district in (t for t in ledgers if len(_townships(t)) > 1):
        for township in sorted(_townships(district)):
            for table in own.get(township, ()):
                if edition(table) == edition(district) and len(own[township]) == 1:
                    yield from _differences(district, table, township)


def _differences(district: Table, table: Table, township: str) -> Iterator[tuple[Place, Says]]:
    """Who stands in one of two ledgers of a township and not in the other."""
    theirs, ours = _in_stock(district, township), _in_stock(table, township)
    if not theirs or not ours or not copies(district, table, set(theirs), set(ours)):
        return
    for one, mine, others in ((table, ours, theirs), (district, theirs, ours)):
        other = district if one is table else table
        where = other.cell(0, "id_number")
        for number, position in mine.items():
            if number not in others:
                level = "区级" if other is district else "镇街"
                message = f"在库，{level}台账（{where.file}!{where.sheet}）中没有查到"
                yield (one, position, "id_number"), Says(message, related=(where,))
