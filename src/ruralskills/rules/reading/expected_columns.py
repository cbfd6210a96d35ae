"""R, S: columns that a notice in force expects, and the values in them."""

from collections.abc import Iterator
from typing import Final

from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Ledger, Table
from ruralskills.model.typed_column import Column, Unknown
from ruralskills.notices import Expectation, InForce
from ruralskills.notices.conditions import is_met, is_one_of
from ruralskills.values.field_type import Absent

_SOFT: Final = frozenset({"info", "manual"})


def _expected(table: Table, notices: InForce) -> Iterator[Expectation]:
    """Yield the expectations of the table's columns, without blanks in required ones."""
    for expect in notices.expects:
        column = table.columns.get(expect.name) if expect.ledger == table.ledger.info.id else None
        if column is not None and (expect.values or not column.spec.required):
            yield expect


def _soft_severity(expect: Expectation, notices: InForce) -> Severity | None:
    """Return the severity of a blank under a clause of soft wording, else None."""
    clause = notices.clause(expect.clause)
    return Severity.INFO if clause is not None and clause.severity in _SOFT else None


@rule(
    "R102", "通知要求填写的项目空白", severity=Severity.WARNING, nature=Nature.SHORTFALL, carries_out="expects",
    remedy="请补填；没有办理的抓紧办理，不涉及的填“无”",
)  # fmt: skip
def asked_for_but_blank(table: Table, notices: InForce) -> Iterator[Answer]:
    """通知要求登记或办理的事项，有这一列的要填；填“无”表示不涉及。

    通知：样例

    致富带头人台账

    | 姓名 | 身份证号           | 状态 | 创办项目 | 应报     |
    | ---- | ------------------ | ---- | -------- | -------- |
    | 张三 | 500199198506150017 | 在库 | 养鸡     |          |
    | 李四 | 500199199003020039 | 在库 |          | 创办项目 |
    | 王五 | 500199199208110046 | 退出 |          |          |
    """
    for expect in _expected(table, notices):
        column = table.columns[expect.name]
        severity = _soft_severity(expect, notices)
        blank = {code for code, value in enumerate(column.values) if value is Absent.BLANK}
        message = f"“{column.header.rpartition('/')[2]}”没有填"
        for row in _rows_at(table, column, blank):
            if is_met(row, expect.when):
                says = Says(message, severity=severity, clause=expect.clause)
                yield row.at(expect.name), says


def _rows_at(table: Table, column: Column, codes: set[int]) -> Iterator[Ledger]:
    """Yield the rows that hold certain values of a column."""
    return table.rows(table.ledger, [index for index, _ in column.rows_with(codes)])


@rule(
    "R103", "与通知要求的填法不同", severity=Severity.WARNING, nature=Nature.DOUBT, carries_out="expects.values",
    remedy="请对照通知核对；填错的更正，确实如此的写明情况",
)  # fmt: skip
def other_than_asked_for(table: Table, notices: InForce) -> Iterator[Answer]:
    """通知规定了应是什么的，填别的列为待核。

    通知：样例

    致富带头人台账

    | 姓名 | 身份证号           | 状态 | 带农协议 | 应报     |
    | ---- | ------------------ | ---- | -------- | -------- |
    | 张三 | 500199198506150017 | 在库 | 有       |          |
    | 李四 | 500199199003020039 | 在库 | 没有签订 | 带农协议 |
    | 王五 | 500199199208110046 | 退出 | 否       |          |
    """
    for expect in _expected(table, notices):
        if not expect.values:
            continue
        column = table.columns[expect.name]
        unexpected = {
            code
            for code, value in enumerate(column.values)
            if value is not Absent.BLANK
            and not isinstance(value, Unknown)
            and not is_one_of(value, expect.values)
        }
        values = "”或“".join(expect.values)
        for row in _rows_at(table, column, unexpected):
            if is_met(row, expect.when):
                message = f"填“{row.text(expect.name)}”，通知要求为“{values}”"
                yield row.at(expect.name), Says(message, clause=expect.clause)


@rule(
    "S103", "缺少通知要求的列", severity=Severity.WARNING, nature=Nature.SHORTFALL, carries_out="expects.column",
    remedy="请补上这一列；已有的，请把表头改成规定的名称", foldable=False,
)  # fmt: skip
def column_asked_for_missing(table: Table, notices: InForce) -> Iterator[Answer]:
    """通知要求台账登记的内容，要有这一列。

    通知：样例

    村名单

    | 镇街     | 村     | 村类型 | 应报 |
    | -------- | ------ | ------ | ---- |
    | 桂花街道 | 红花村 | 贫困村 |      |

    应报表头：镇街

    不应报：有这一列而空着的

    村名单

    | 镇街     | 村     | 村类型 | 有无农村人口 | 应报 |
    | -------- | ------ | ------ | ------------ | ---- |
    | 桂花街道 | 红花村 | 贫困村 |              |      |
    """
    ledger = table.ledger
    for expect in notices.expects:
        if expect.column and expect.ledger == ledger.info.id and expect.name not in table.columns:
            header = notices.fields(ledger)[expect.name].header
            says = Says(f"{ledger.info.title}没有“{header}”列", clause=expect.clause)
            yield table.at_header(""), says
