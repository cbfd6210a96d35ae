"""H: this period's leader ledgers against the last period's, as they were handed in."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct, field

from ruralskills.facts.leader_status import REMOVED, in_stock
from ruralskills.facts.table_periods import edition
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import Leader
from ruralskills.model.cell import Cell
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.period import Period
from ruralskills.model.rule import Says, rule
from ruralskills.model.table import LedgerSet, Table

_READ: Final = ("id_number", "name", "township", "status", "recognised", "removed")
_PART: Final = ("新增", "退出", "调出", "删除")
"""Titles of lists that do not hold the whole stock."""
_SEVERAL: Final = 3


class _Now(Struct):
    """This period's leaders of a township."""

    table: Table
    numbers: set[str] = field(default_factory=set)
    names: dict[str, bool] = field(default_factory=dict)
    """Whether a name stands with a number that could be read."""
    whole: bool = False
    """Whether some ledger of the township lists the whole stock."""
    period: Period | None = None


def _this_period(book: LedgerSet) -> dict[str, _Now]:
    found: dict[str, _Now] = {}
    for table in book.of(Leader):
        if "id_number" not in table.columns:
            continue
        part = any(word in table.layout.title + table.sheet for word in _PART)
        for position in range(len(table)):
            now = found.setdefault(township_of(table.row(position)), _Now(table))
            if not part and not now.whole:
                now.table, now.whole, now.period = table, True, edition(table)
            number = table.value(position, "id_number")
            if number:
                now.numbers.add(number)
            if name := table.value(position, "name"):
                now.names[name] = bool(number) and now.names.get(name, True)
    return found


def _last_period(book: LedgerSet) -> dict[str, dict[str, tuple[Table, int]]]:
    """The leaders in stock of the last period, by township and number."""
    found: dict[str, dict[str, tuple[Table, int]]] = defaultdict(dict)
    for table in book.of(Leader, "previous"):
        for position in range(len(table)):
            number = table.value(position, "id_number")
            if number and in_stock(table.row(position)):
                found[township_of(table.row(position))].setdefault(number, (table, position))
    return found


def _earlier(table: Table, now: Period | None) -> bool:
    """Whether a ledger is not certainly of the same time or later."""
    before = edition(table)
    return before is None or now is None or before < now or before.year == now.year


@rule(
    "H101", "上期的带头人本期没有", Leader, reference="previous", carries_out="clauses", severity=Severity.WARNING,
    nature=Nature.DOUBT, reads=_READ,
    remedy="请核对是否漏登；已退出的保留一行，状态填“退出”并写明原因；迁到别处的写明去向",
)  # fmt: skip
def leader_of_last_period_missing(book: LedgerSet) -> Iterator[tuple[tuple[Table, Cell], Says]]:
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
    """
    now = _this_period(book)
    anywhere: set[str] = set().union(*(one.numbers for one in now.values()))
    for township, before in _last_period(book).items():
        here = now.get(township)
        if here is None or not here.whole:
            continue
        known = {n: at for n, at in before.items() if _earlier(at[0], here.period)}
        gone = {n: at for n, at in known.items() if n not in anywhere}
        gone = {n: at for n, at in gone.items() if not _may_be_here(at, here)}
        first = here.table.header_cell("township")
        if len(gone) == len(known) >= _SEVERAL:
            table, _ = next(iter(gone.values()))
            message = f"上期{len(gone)}人本期一人也没有，上期是“{table.file}”"
            remedy = "请核对是不是给错了文件，或本期只报了一部分"
            yield (here.table, first), Says(message, remedy=remedy)
            continue
        for table, position in gone.values():
            cell = table.cell(position, "id_number")
            name = table.value(position, "name")
            message = f"上期在库的{name}（{table.file}第{cell.row}行）本期没有，也没有列为退出"
            if name in here.names:
                message += "；本期有同名的，号码不同"
            subject = table.subject(position)
            yield (here.table, first), Says(message, subject=subject)


def _may_be_here(at: tuple[Table, int], here: _Now) -> bool:
    """Whether somebody of the name stands here with a number that could not be read."""
    return here.names.get(at[0].value(at[1], "name"), True) is False


def _both(book: LedgerSet) -> Iterator[tuple[Table, int, Table, int]]:
    """The rows of this period's leaders, each with the same number's row of the last period."""
    before: dict[Any, tuple[Table, int]] = {}
    for table in book.of(Leader, "previous"):
        for position in range(len(table)):
            before.setdefault(table.value(position, "id_number"), (table, position))
    before.pop(None, None)
    for table in book.of(Leader):
        for position in range(len(table)):
            if found := before.get(table.value(position, "id_number")):
                yield table, position, *found


@rule(
    "H102", "同一号码与上期姓名不同", Leader, at="name", reference="previous", severity=Severity.WARNING,
    nature=Nature.DOUBT, reads=_READ,
    remedy="请对照身份证核对姓名和号码；改名的在备注说明",
)  # fmt: skip
def other_name_than_last_period(book: LedgerSet) -> Iterator[tuple[tuple[Table, int, str], Says]]:
    """同一身份证号上期和本期姓名不同的，多半有一期填错了人或号码。

    致富带头人台账

    | 姓名   | 身份证号           | 应报 |
    | ------ | ------------------ | ---- |
    | 张三   | 500199198506150017 |      |
    | 李小四 | 500199199003020039 | 姓名 |

    上期：致富带头人台账

    | 姓名   | 身份证号           | 应报 |
    | ------ | ------------------ | ---- |
    | 张三   | 500199198506150017 |      |
    | 李四   | 500199199003020039 |      |
    """
    for table, position, old, at in _both(book):
        here, there = table.value(position, "name"), old.value(at, "name")
        if here and there and here != there:
            row = old.cell(at, "name").row
            message = f"填“{here}”，上期同一号码是“{there}”（{old.file}第{row}行）"
            yield (table, position, "name"), Says(message)


@rule(
    "H103", "上期退出的本期又在库", Leader, at="status", reference="previous", severity=Severity.INFO,
    nature=Nature.HINT, reads=_READ,
    remedy="请核对状态；重新认定的，认定时间填重新认定的日期",
)  # fmt: skip
def back_in_stock_after_removal(book: LedgerSet) -> Iterator[tuple[tuple[Table, int, str], Says]]:
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
    for table, position, old, at in _both(book):
        if old.value(at, "status") != REMOVED or table.value(position, "status") in (None, REMOVED):
            continue
        again, left = table.value(position, "recognised"), old.value(at, "removed")
        if again is None or left is None or not again.certainly_before(left):
            continue
        row = old.cell(at, "name").row
        message = f"上期已于{left}退出（{old.file}第{row}行），本期在库，认定时间仍填{again}"
        yield (table, position, "status"), Says(message)
