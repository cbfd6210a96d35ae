"""L2: leaders in the national system, by the list of villages."""

from collections.abc import Iterator

from ruralskills.facts.leader_status import REMOVED
from ruralskills.facts.townships import township_of, village_name
from ruralskills.facts.village_list import VILLAGE_COLUMNS, village_lines
from ruralskills.ledgers import Leader
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, rule

_POOR_VILLAGE = "贫困村"


@rule(
    "L220", "录入系统与村名单的村类型不符", Leader, at="in_system", carries_out="clauses",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("in_system", "status", "village_kind", *VILLAGE_COLUMNS),
    needs=("leader.in_system", "leader.village"),
    remedy="请对照村名单核对：贫困村的及时录入，非贫困村的只在区镇台账登记",
)  # fmt: skip
def entry_against_the_village_list(book: LedgerSet) -> Iterator[Answer]:
    """台账没有村类型一列的，按村名单看：贫困村的在库带头人要录入国扶系统，非贫困村的不录入。

    村名单里没有的村、一个村名有两种类型的不比；有村类型一列的按那一列看。

    通知：tongnan-2020

    致富带头人台账

    | 镇街   | 村     | 姓名 | 身份证号           | 是否录入国扶系统 | 应报             |
    | ------ | ------ | ---- | ------------------ | ---------------- | ---------------- |
    | 双河镇 | 红花村 | 张三 | 500199198506150017 | 是               |                  |
    | 双河镇 | 红花村 | 李四 | 500199199003020039 | 否               | 是否录入国扶系统 |
    | 双河镇 | 青龙村 | 王五 | 500199199208110046 | 是               | 是否录入国扶系统 |
    | 双河镇 | 白云村 | 赵六 | 500199197811200119 | 是               |                  |

    村名单

    | 镇街   | 村     | 村类型   | 应报 |
    | ------ | ------ | -------- | ---- |
    | 双河镇 | 红花村 | 贫困村   |      |
    | 双河镇 | 青龙村 | 非贫困村 |      |
    """
    tables = [
        table
        for table in book.of(Leader)
        if "village_kind" not in table.columns and "in_system" in table.columns
    ]
    kinds: dict[tuple[str, str], set[str | None]] = {}
    for line in village_lines(book) if tables else ():
        for name in line.names:
            kinds.setdefault((line.township, name), set()).add(line.kind)
    for table in tables if kinds else ():
        for row in table.rows(Leader):
            if row.village is None or row.in_system is None or row.status == REMOVED:
                continue
            known = kinds.get((township_of(row), village_name(row.village)), set())
            kind = next(iter(known)) if len(known) == 1 else None
            if kind is None or row.is_unknown("status"):
                continue
            if (kind == _POOR_VILLAGE) is not row.in_system:
                entered = "已录入" if row.in_system else "未录入"
                yield row.at("in_system"), f"村名单上{row.village}是{kind}，填{entered}系统"
