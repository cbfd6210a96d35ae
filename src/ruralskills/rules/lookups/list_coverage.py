"""X: lists that ledgers must cover, by the notices in force."""

from collections.abc import Iterator
from typing import Any

from ruralskills.facts.leader_status import in_stock
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import Leader, by_id
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Ledger, Table
from ruralskills.notices import InForce, Side
from ruralskills.notices.conditions import is_met
from ruralskills.text.normalise import normalised


def _tables(book: LedgerSet, side: Side) -> list[Table]:
    return [t for t in book.of(by_id(side.ledger), side.role) if side.key in t.columns]


def _key(row: Ledger, name: str) -> Any:
    value = getattr(row, name)
    return normalised(value) if isinstance(value, str) else value


def _leaves_township_open(row: Ledger) -> bool:
    """Return True if a table says the townships of its rows, but not that of this one."""
    return "township" in row.table.columns and row.state("township") != "value"


class _Covering:
    """Persons in the covering ledgers, and the townships with such ledgers."""

    def __init__(self, book: LedgerSet, sides: tuple[Side, ...]) -> None:
        self.titles = list(dict.fromkeys(by_id(side.ledger).info.title for side in sides))
        self.keys: set[Any] = set()
        self.townships: set[str] = set()
        self.is_certain = True
        """False if a number cannot be read: it may be anybody's."""
        for side in sides:
            for table in _tables(book, side):
                for row in table.rows(table.ledger):
                    self._enter(row, side)

    def _enter(self, row: Ledger, side: Side) -> None:
        counts = is_met(row, side.where)
        if counts is False:
            return
        key = _key(row, side.key)
        if key is None:
            self.is_certain = False
        else:
            self.keys.add(key)
        if counts and not _leaves_township_open(row):
            self.townships.add(township_of(row))

    def lacks(self, key: Any, township: str) -> bool:
        """Return True if the ledgers of a township certainly do not list a key."""
        has_ledgers = bool(self.townships & {"", township})
        return self.is_certain and has_ledgers and key not in self.keys


def _rows_to_cover(table: Table, side: Side) -> Iterator[Ledger]:
    """Yield the rows that must be covered, without leaders who have left the stock."""
    for row in table.rows(table.ledger):
        if is_met(row, side.where) and (not isinstance(row, Leader) or in_stock(row)):
            yield row


@rule(
    "X101", "名单所列在台账中没有查到", severity=Severity.WARNING, nature=Nature.DOUBT, carries_out="covers",
    reads=("township", "status"), remedy="请核对是否漏登、号码是否一致；确未办理的，安排办理或写明原因",
)  # fmt: skip
def listed_but_not_found(book: LedgerSet, notices: InForce) -> Iterator[Answer]:
    """通知要求全部纳入的，名单上的每一个都应在相应台账里查到；没有报送台账的乡镇不比。

    通知：样例

    致富带头人台账

    | 镇街     | 姓名 | 身份证号           | 村类型   | 状态 | 应报     |
    | -------- | ---- | ------------------ | -------- | ---- | -------- |
    | 桂花街道 | 张三 | 500199198506150017 | 贫困村   | 在库 |          |
    | 桂花街道 | 李四 | 500199199003020039 | 贫困村   | 在库 | 身份证号 |
    | 桂花街道 | 王五 | 500199199208110046 | 非贫困村 | 在库 |          |
    | 桂花街道 | 赵六 | 500199198803120017 | 贫困村   | 退出 |          |
    | 双河镇   | 孙七 | 500199197905230036 | 贫困村   | 在库 |          |

    学员花名册

    | 镇街     | 班次名称  | 姓名 | 身份证号           | 应报 |
    | -------- | --------- | ---- | ------------------ | ---- |
    | 桂花街道 | 第1期培训 | 张三 | 500199198506150017 |      |
    """
    for cover in notices.covers:
        covering = _Covering(book, cover.sides)
        clause = notices.clause(cover.clause)
        is_target = clause is not None and clause.severity == "target"
        nature = Nature.SHORTFALL if is_target else Nature.DOUBT
        message = f"“{'”“'.join(covering.titles)}”中没有查到"
        for table in _tables(book, cover.every):
            for row in _rows_to_cover(table, cover.every):
                if _leaves_township_open(row) and "" not in covering.townships:
                    continue
                key = _key(row, cover.every.key)
                if key is not None and covering.lacks(key, township_of(row)):
                    says = Says(message, nature=nature, clause=cover.clause, year=table.year)
                    yield row.at(cover.every.key), says
