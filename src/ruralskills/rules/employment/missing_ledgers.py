"""W3: ledgers that a township has not sent although others have."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ruralskills.facts.townships import is_township, sender_of, township_of, townships_in
from ruralskills.model.findings import Nature, Severity, Subject
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Ledger, Place, Table
from ruralskills.notices import InForce

_LEDGERS_LIST: Final = "township_ledgers"
_OTHERS: Final = 2
"""Other townships that must have sent a ledger before a missing one is reported."""


def _named_townships(table: Table) -> set[str]:
    """Return the townships that a table names, in its rows and for itself.

    Those that say in it that there is nothing to report have sent it as well.
    """
    without_data = set(map(table.unit_name, table.layout.places_without_data))
    units = townships_in(table) | {sender_of(table)} | without_data
    return {unit for unit in units if is_township(unit)}


def _senders(tables: Sequence[Table]) -> list[set[str]]:
    """Return the townships that sent each table.

    They are those that it names, else those of the other tables of its file.
    """
    named = [_named_townships(table) for table in tables]
    by_file: dict[str, set[str]] = defaultdict(set)
    for table, units in zip(tables, named, strict=True):
        by_file[table.file] |= units
    return [units or by_file[table.file] for table, units in zip(tables, named, strict=True)]


def _first_row(table: Table, unit: str) -> Ledger:
    rows = table.rows(table.ledger)
    return next((row for row in rows if township_of(row) == unit), table.row(0))


def _kinds(notices: InForce) -> Mapping[str, str]:
    """Return the notice's kind of ledger by the title of a ledger."""
    codes = notices.code_list(_LEDGERS_LIST)
    return codes.words if codes else {}


@rule(
    "W304", "乡镇缺报台账", carries_out="clauses", severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("township",), foldable=False, remedy="请补报这份台账；没有发生的，报一份写明“零报告”的空表",
)  # fmt: skip
def ledger_not_sent(book: LedgerSet, notices: InForce) -> Iterator[Answer]:
    """通知要求各镇街都纳入台账管理的内容，别的镇街都报了而本镇街没有的，列为待核。

    一次检查里至少有另外两个镇街报了同一种台账才问；零报告算报了，区里汇总的台账里有的也算。

    通知：tongnan-2020

    公益性岗位台账

    | 镇街     | 姓名 | 身份证号           | 岗位名称 | 应报 |
    | -------- | ---- | ------------------ | -------- | ---- |
    | 桂花街道 | 张三 | 500199198506150017 | 保洁员   |      |
    | 双河镇   | 李四 | 500199199003020039 | 护林员   |      |

    致富带头人台账

    | 镇街   | 村     | 姓名 | 身份证号           | 应报 |
    | ------ | ------ | ---- | ------------------ | ---- |
    | 古井镇 | 青松村 | 王五 | 500199199208110046 | 镇街 |
    | 双河镇 | 白云村 | 赵六 | 500199197811200119 |      |
    | 桂花街道 | 红花村 | 钱七 | 500199197905230036 |      |
    """
    kinds = _kinds(notices)
    tables = [table for table in book.tables if table.ledger.info.title in kinds]
    sent: dict[str, list[set[str]]] = defaultdict(list)
    first: dict[str, Place] = {}
    for table, units in zip(tables, _senders(tables), strict=True):
        sent[kinds[table.ledger.info.title]].append(units)
        for unit in sorted(units) if len(table) else ():
            first.setdefault(unit, table.at_field(_first_row(table, unit).index, "township"))
    for unit, place in first.items():
        for kind, senders in sent.items():
            units = set().union(*senders)
            if all(senders) and len(units) >= _OTHERS and unit not in units:
                message = f"{unit}没有“{kind}”台账，其他{len(units)}个镇街已报"
                yield place, Says(message, subject=Subject(unit))
