"""H: leader ledgers against those of the last period."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from msgspec import Struct, field

from ruralskills.facts.leader_status import REMOVED, in_stock
from ruralskills.facts.person_columns import is_of_two_names, may_be_renamed
from ruralskills.facts.table_periods import table_period
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import Leader
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.period import Period
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table

_READS: Final = ("id_number", "name", "township", "status", "recognised", "removed")
_PARTIAL_LIST: Final = ("新增", "退出", "调出", "删除")
"""Words in titles of lists that do not hold the whole stock."""
_SEVERAL: Final = 3


class _Township(Struct):
    """This period's leaders of a township."""

    table: Table
    numbers: set[str] = field(default_factory=set)
    names: dict[str, bool] = field(default_factory=dict)
    """By name, True if all rows of that name have a readable number."""
    has_whole_stock: bool = False
    """True if a ledger of the township lists the whole stock."""
    period: Period | None = None


def _this_period(book: LedgerSet) -> dict[str, _Township]:
    townships: dict[str, _Township] = {}
    for table in book.of(Leader):
        if "id_number" not in table.columns:
            continue
        is_partial = any(word in table.layout.title + table.sheet for word in _PARTIAL_LIST)
        for leader in table.rows(Leader):
            township = townships.setdefault(township_of(leader), _Township(table))
            if not is_partial and not township.has_whole_stock:
                township.table, township.has_whole_stock = table, True
                township.period = table_period(table)
            if leader.id_number:
                township.numbers.add(leader.id_number)
            if name := leader.name:
                township.names[name] = bool(leader.id_number) and township.names.get(name, True)
    return townships


def _last_period(book: LedgerSet) -> dict[str, dict[str, Leader]]:
    """Return the leaders in stock of the last period, by township and number."""
    townships: dict[str, dict[str, Leader]] = defaultdict(dict)
    for leader in book.rows(Leader, "previous"):
        if leader.id_number and in_stock(leader):
            townships[township_of(leader)].setdefault(leader.id_number, leader)
    return townships


def _may_be_earlier(table: Table, period: Period | None) -> bool:
    """Return False if a ledger is certainly of the same time or later."""
    before = table_period(table)
    return before is None or period is None or before < period or before.year == period.year


def _row_text(leader: Leader) -> str:
    return f"{leader.table.file}第{leader.sheet_row}行"


@rule(
    "H101", "上期的带头人本期没有", Leader, reference="previous", carries_out="clauses", severity=Severity.WARNING,
    nature=Nature.DOUBT, reads=_READS,
    remedy="请核对是否漏登；已退出的保留一行，状态填“退出”并写明原因；迁到别处的写明去向",
)  # fmt: skip
def leader_of_last_period_missing(book: LedgerSet) -> Iterator[Answer]:
    """名单每年动态调整：上期在库的，本期应当在库，或者列为退出并写明原因；人数减少本身不是问题。

    本期没有报送台账、只报新增名单的乡镇不比；同一人转到另一乡镇的不算缺。

    通知：shanxi-2021

    致富带头人台账

    | 镇街   | 姓名 | 身份证号           | 状态 | 应报 |
    | ------ | ---- | ------------------ | ---- | ---- |
    | 双河镇 | 张三 | 500199198506150017 | 在库 |      |
    | 双河镇 | 李四 | 500199199003020039 | 退出 |      |
    | 双河镇 | 孙七 | 500199196510090062 | 在库 |      |

    应报表头：镇街

    上期：致富带头人台账

    | 镇街   | 姓名 | 身份证号           | 状态 | 应报 |
    | ------ | ---- | ------------------ | ---- | ---- |
    | 双河镇 | 张三 | 500199198506150017 | 在库 |      |
    | 双河镇 | 李四 | 500199199003020039 | 在库 |      |
    | 双河镇 | 王五 | 500199199208110046 | 在库 |      |
    | 双河镇 | 赵六 | 500199197811200119 | 退出 |      |
    | 桂花镇 | 周八 | 500199198808080122 | 在库 |      |

    不应报：转到另一个乡镇的

    致富带头人台账

    | 镇街   | 姓名 | 身份证号           | 状态 | 应报 |
    | ------ | ---- | ------------------ | ---- | ---- |
    | 双河镇 | 张三 | 500199198506150017 | 在库 |      |
    | 桂花镇 | 王五 | 500199199208110046 | 在库 |      |

    上期：致富带头人台账

    | 镇街   | 姓名 | 身份证号           | 状态 | 应报 |
    | ------ | ---- | ------------------ | ---- | ---- |
    | 双河镇 | 张三 | 500199198506150017 | 在库 |      |
    | 双河镇 | 王五 | 500199199208110046 | 在库 |      |
    """
    townships = _this_period(book)
    numbers = set[str]().union(*(township.numbers for township in townships.values()))
    for name, before in _last_period(book).items():
        township = townships.get(name)
        if township is None or not township.has_whole_stock:
            continue
        earlier = [o for o in before.values() if _may_be_earlier(o.table, township.period)]
        missing = [
            leader
            for leader in earlier
            if leader.id_number not in numbers and not _may_be_present(leader, township)
        ]
        header = township.table.at_header("township")
        if len(missing) == len(earlier) >= _SEVERAL:
            message = f"上期{len(missing)}人本期一人也没有，上期是“{missing[0].table.file}”"
            remedy = "请核对是不是给错了文件，或本期只报了一部分"
            yield header, Says(message, remedy=remedy)
            continue
        for leader in missing:
            message = f"上期在库的{leader.name}（{_row_text(leader)}）本期没有，也没有列为退出"
            if leader.name in township.names:
                message += "；本期有同名的，号码不同"
            yield header, Says(message, subject=leader.subject)


def _may_be_present(leader: Leader, township: _Township) -> bool:
    """Return True if the name stands here with a number that could not be read."""
    return leader.name is not None and township.names.get(leader.name, True) is False


def _pairs(book: LedgerSet) -> Iterator[tuple[Leader, Leader]]:
    """Yield this period's leaders, with the last period's row of the same number."""
    before: dict[str, Leader] = {}
    for leader in book.rows(Leader, "previous"):
        if leader.id_number:
            before.setdefault(leader.id_number, leader)
    for leader in book.rows(Leader):
        if leader.id_number in before:
            yield leader, before[leader.id_number]


@rule(
    "H102", "同一号码与上期姓名不同", Leader, at="name", reference="previous", severity=Severity.WARNING,
    nature=Nature.DOUBT, reads=(*_READS, "remark"),
    remedy="请对照身份证核对姓名和号码；改名的在备注说明",
)  # fmt: skip
def other_name_than_last_period(book: LedgerSet) -> Iterator[Answer]:
    """同一身份证号上期和本期姓名不同的，多半有一期填错了人或号码；间隔点不计，备注写明曾用名的不报。

    致富带头人台账

    | 姓名   | 身份证号           | 应报 |
    | ------ | ------------------ | ---- |
    | 张三   | 500199198506150017 |      |
    | 李小四 | 500199199003020039 | 姓名 |
    | 马·哈三 | 500199199208110046 |      |

    上期：致富带头人台账

    | 姓名   | 身份证号           | 应报 |
    | ------ | ------------------ | ---- |
    | 张三   | 500199198506150017 |      |
    | 李四   | 500199199003020039 |      |
    | 马哈三 | 500199199208110046 |      |
    """
    for leader, before in _pairs(book):
        if may_be_renamed(leader.table, leader.index):
            continue
        if is_of_two_names(leader.name, before.name):
            message = f"填“{leader.name}”，上期同一号码是“{before.name}”（{_row_text(before)}）"
            yield leader.at("name"), Says(message)


@rule(
    "H103", "上期退出的本期又在库", Leader, at="status", reference="previous", severity=Severity.INFO,
    nature=Nature.HINT, reads=_READS,
    needs=("leader.status", "leader.recognised"),
    remedy="请核对状态；重新认定的，认定时间填重新认定的日期",
)  # fmt: skip
def back_in_stock_after_removal(book: LedgerSet) -> Iterator[Answer]:
    """上期已经退出的，本期填在库而没有重新认定，可能是沿用了旧表。

    致富带头人台账

    | 姓名 | 身份证号           | 状态 | 认定时间   | 应报 |
    | ---- | ------------------ | ---- | ---------- | ---- |
    | 张三 | 500199198506150017 | 在库 | 2019-03-05 | 状态 |
    | 李四 | 500199199003020039 | 在库 | 2020-05-06 |      |
    | 王五 | 500199199208110046 | 退出 | 2019-03-05 |      |

    上期：致富带头人台账

    | 姓名 | 身份证号           | 状态 | 退出时间   | 应报 |
    | ---- | ------------------ | ---- | ---------- | ---- |
    | 张三 | 500199198506150017 | 退出 | 2019-11-05 |      |
    | 李四 | 500199199003020039 | 退出 | 2019-11-05 |      |
    | 王五 | 500199199208110046 | 退出 | 2019-11-05 |      |
    """
    for leader, before in _pairs(book):
        if before.status != REMOVED or leader.status in (None, REMOVED):
            continue
        recognised, removed = leader.recognised, before.removed
        if recognised is None or removed is None or not recognised.certainly_before(removed):
            continue
        last = f"上期已于{removed}退出（{_row_text(before)}）"
        yield leader.at("status"), Says(f"{last}，本期在库，认定时间仍填{recognised}")
