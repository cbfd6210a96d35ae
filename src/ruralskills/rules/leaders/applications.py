"""M1: applications - the fields of the form, and the review."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ruralskills.facts.amounts import outliers
from ruralskills.facts.townships import township_of, townships_in
from ruralskills.ledgers import Application
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, rule
from ruralskills.model.table import Table
from ruralskills.notices import Number
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.text.numbers import format_number
from ruralskills.values.yesno import TICKS

_OTHER: Final = "其他"
_BARE_OTHER: Final = regex(rf"[{TICKS}■]?其他[_＿:：]*")


@rule(
    "M101", "身份类别“其他”没有写明", Application, at="identity_kind", carries_out="clauses",
    severity=Severity.WARNING, nature=Nature.DOUBT, remedy="请写明是什么身份，如“其他：小微企业主”",
)  # fmt: skip
def other_identity_without_words(table: Table) -> Iterator[Answer]:
    """申报表身份类别选“其他”的要在横线上写明；写在同一格、说明列或备注里都可以，可以同时选几项。

    通知：shanxi-2021

    培训对象申报名册

    | 姓名 | 身份证号           | (拟)创业项目 | 身份类别         | 应报     |
    | ---- | ------------------ | ------------ | ---------------- | -------- |
    | 张三 | 500199198506150017 | 养鸡         | 其他：小微企业主 |          |
    | 李四 | 500199199003020039 | 养猪         | 其他             | 身份类别 |
    | 王五 | 500199199208110046 | 核桃加工     | 种养大户、脱贫户 |          |
    """
    column = table.columns.get("identity_kind")
    if column is None:
        return
    bare = {c for c, value in enumerate(column.values) if value == _OTHER}
    indexes = [index for index, _ in column.rows_with(bare)]
    for row in table.rows(Application, indexes):
        is_explained = row.identity_text or row.remark
        if not is_explained and _BARE_OTHER.fullmatch(normalised(row.text("identity_kind"))):
            yield row.at("identity_kind"), "选“其他”，没有写明是什么身份"


_PLEDGED: Final = regex(r"(?:(\d+)|[一二两三四五六七八九十百]+)(户|人|口)?")


@rule(
    "M102", "承诺带动规模看不出户数", Application, at="pledge", carries_out="clauses", severity=Severity.INFO,
    nature=Nature.HINT, remedy="请写成户数或人数，如“5户18人”",
)  # fmt: skip
def pledge_without_a_number(pledge: str) -> str | None:
    """承诺带动脱贫户规模应看得出户数；“5户18人”“5”“五户”都可以。

    通知：shanxi-2021

    | 姓名 | 身份证号           | 承诺带动脱贫户规模 | 应报               |
    | ---- | ------------------ | ------------------ | ------------------ |
    | 张三 | 500199198506150017 | 5户18人            |                    |
    | 李四 | 500199199003020039 | 若干               | 承诺带动脱贫户规模 |
    | 王五 | 500199199208110046 | 0                  | 承诺带动脱贫户规模 |
    | 赵六 | 500199197811200119 | 带动三户           |                    |
    """
    numbers = list(_PLEDGED.finditer(normalised(pledge)))
    if not numbers:
        return f"填“{pledge}”，看不出承诺带动几户"
    if all(number[1] is not None and int(number[1]) == 0 for number in numbers):
        return f"填“{pledge}”，承诺带动应不少于1户"
    return None


@rule(
    "M103", "贷款意向与金额不一致", Application, at="loan_amount", carries_out="clauses", needs=("loan_amount",),
    severity=Severity.WARNING, nature=Nature.DOUBT,
    remedy="请核对：有意向的填金额，没有意向的金额不填",
)  # fmt: skip
def loan_wanted_against_amount(wants_loan: bool, loan_amount: Decimal | None = None) -> str | None:
    """有贷款意向的填意向金额，没有的不填或填0；金额待定的写“待定”。

    通知：shanxi-2021

    | 姓名 | 身份证号           | 是否有贷款意向 | 贷款意向金额 | 应报         |
    | ---- | ------------------ | -------------- | ------------ | ------------ |
    | 张三 | 500199198506150017 | 是             | 10           |              |
    | 李四 | 500199199003020039 | 是             |              | 贷款意向金额 |
    | 王五 | 500199199208110046 | 否             | 5            | 贷款意向金额 |
    | 赵六 | 500199197811200119 | 否             | 0            |              |
    """
    if wants_loan and not loan_amount:
        return "填有贷款意向，没有填意向金额"
    if not wants_loan and loan_amount:
        return f"填没有贷款意向，意向金额却填{format_number(loan_amount)}万元"
    return None


@rule(
    "M104", "贷款意向金额过大", Application, at="loan_amount", limit="loan_amount_in_doubt",
    severity=Severity.WARNING, nature=Nature.DOUBT, remedy="请核对单位：本列按万元填，填成元的请换算",
)  # fmt: skip
def loan_amount_likely_in_another_unit(table: Table, limit: Number) -> Iterator[Answer]:
    """意向金额按万元填；特别大的多半填成了元。与同列其他人相差万倍的，由金额单位的规则提示一次。

    通知：shanxi-2021

    | 姓名 | 身份证号           | 是否有贷款意向 | 贷款意向金额 | 应报         |
    | ---- | ------------------ | -------------- | ------------ | ------------ |
    | 张三 | 500199198506150017 | 是             | 10           |              |
    | 李四 | 500199199003020039 | 是             | 100000       | 贷款意向金额 |
    | 王五 | 500199199208110046 | 是             | 5万          |              |
    """
    column = table.columns.get("loan_amount")
    if column is None:
        return
    _, amounts_apart = outliers(column)
    large = {
        code
        for code, value in enumerate(column.values)
        if code not in amounts_apart and isinstance(value, Decimal) and value > limit
    }
    for index, code in column.rows_with(large):
        amount = column.values[code]
        excess = f"超过{limit}万元，多{format_number(amount - limit)}万元"
        message = f"填{format_number(amount)}万元，{excess}，疑为按元填写"
        yield table.at_field(index, "loan_amount"), message


@rule(
    "M105", "有创业经历而没有项目", Application, at="project", carries_out="clauses", needs=("project",),
    severity=Severity.WARNING, nature=Nature.DOUBT, remedy="请补填创业项目；没有创业经历的改为“无”",
)  # fmt: skip
def experience_without_project(experience: bool, project: str | None = None) -> str | None:
    """有创业经历的，要写明做过或正在做的项目；没有经历的写拟创业项目，空着只按通知要求提示。

    通知：shanxi-2021

    | 姓名 | 身份证号           | 有无创业经历 | (拟)创业项目 | 应报         |
    | ---- | ------------------ | ------------ | ------------ | ------------ |
    | 张三 | 500199198506150017 | 有           | 养鸡         |              |
    | 李四 | 500199199003020039 | 有           |              | (拟)创业项目 |
    | 王五 | 500199199208110046 | 无           | 核桃加工     |              |
    """
    return "填有创业经历，没有填创业项目" if experience and not project else None


_FILED: Final = ("已备案", "已培训")
_FAILED: Final = "未通过"


class _Reviews:
    """Reviews by townships: the numbers passed and failed in their own rosters."""

    def __init__(self, tables: list[Table]) -> None:
        self.passed: dict[str, set[str]] = {}
        self.failed: set[str] = set()
        self.uncertain: set[str] = set()
        """Townships with an unreadable number: it may be anybody's."""
        for table in tables:
            for row in table.rows(Application):
                self._enter(row)

    def _enter(self, row: Application) -> None:
        township = township_of(row)
        if row.id_number is None:
            self.uncertain.add(township)
        elif row.status == _FAILED:
            self.failed.add(row.id_number)
        else:
            self.passed.setdefault(township, set()).add(row.id_number)


def _is_filed(row: Application) -> bool:
    """Return True if a row is certainly on the county's list."""
    if row.status is not None:
        return row.status in _FILED
    return row.state("status") in ("missing", "blank") and row.county_filed is not None


@rule(
    "M106", "已备案而乡镇没有审核通过", Application, at="id_number", carries_out="clauses",
    reads=("id_number", "township", "status", "county_filed"), foldable=False,
    remedy="请与乡镇核对审核结果；乡镇漏报的补报，没有通过的从备案名册中调出",
)  # fmt: skip
def filed_though_not_passed_by_township(book: LedgerSet) -> Iterator[Answer]:
    """乡镇审核通过的才报县级备案：县级名册中已备案的，应在该乡镇自己的名册里，且不是“未通过”。

    没有单独报送名册的乡镇不比；乡镇名册有号码看不清的，只比写明“未通过”的。

    通知：shanxi-2021

    培训对象申报名册

    | 镇街   | 姓名 | 身份证号           | (拟)创业项目 | 办理状态 | 应报     |
    | ------ | ---- | ------------------ | ------------ | -------- | -------- |
    | 柳河镇 | 张三 | 500199198506150017 | 养鸡         | 已备案   |          |
    | 柳河镇 | 李四 | 500199199003020039 | 养猪         | 已备案   | 身份证号 |
    | 柳河镇 | 王五 | 500199199208110046 | 核桃加工     | 已备案   | 身份证号 |
    | 松林镇 | 赵六 | 500199197811200119 | 养蜂         | 已备案   |          |

    培训对象申报名册

    | 镇街   | 姓名 | 身份证号           | (拟)创业项目 | 办理状态 | 应报 |
    | ------ | ---- | ------------------ | ------------ | -------- | ---- |
    | 柳河镇 | 张三 | 500199198506150017 | 养鸡         | 已审核   |      |
    | 柳河镇 | 李四 | 500199199003020039 | 养猪         | 未通过   |      |
    """
    tables = [table for table in book.of(Application) if "id_number" in table.columns]
    reviews = _Reviews([table for table in tables if len(townships_in(table)) == 1])
    for table in (table for table in tables if len(townships_in(table)) > 1):
        for row in table.rows(Application):
            number = row.id_number
            if number is None or not _is_filed(row):
                continue
            township = township_of(row)
            passed = reviews.passed.get(township)
            if passed is not None and number in passed:
                continue
            if number in reviews.failed:
                yield row.at("id_number"), f"{township}的名册填“未通过”，本表填已备案"
            elif passed is not None and township not in reviews.uncertain:
                yield row.at("id_number"), f"本表填已备案，{township}的名册中没有此人"
