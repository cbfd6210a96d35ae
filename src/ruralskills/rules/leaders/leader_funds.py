"""M3: funds for classes of leaders - their source and their standard."""

from decimal import Decimal

from ruralskills.ledgers import FundSpending
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import rule
from ruralskills.notices import InForce, Number
from ruralskills.text.normalise import normalised


def _names_leaders(*texts: str | None) -> bool:
    return any("带头人" in text for text in texts if text)


@rule(
    "M301", "带头人培训用了其他资金", FundSpending, at="source", carries_out="clauses",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    any_of=("item", "class_name"),
    remedy="请核对资金来源；确由其他资金安排的，在备注说明",
)  # fmt: skip
def leader_training_paid_from_elsewhere(
    source: str,
    notices: InForce,
    item: str | None = None,
    class_name: str | None = None,
    remark: str | None = None,
) -> str | None:
    """带头人培训资金从衔接推进乡村振兴补助资金中安排；用其他资金的，备注有说明就可以。

    通知：shanxi-2021

    | 支出项目       | 收款单位     | 支出金额 | 资金来源     | 备注           | 应报     |
    | -------------- | ------------ | -------- | ------------ | -------------- | -------- |
    | 带头人培训补贴 | 云山职业学校 | 60000    | 衔接资金     |                |          |
    | 带头人培训补贴 | 松林农广校   | 60000    | 就业补助资金 |                | 资金来源 |
    | 带头人培训补贴 | 柳河农技校   | 60000    | 县级财政资金 | 县政府专题会议定 |          |
    | 保洁员培训补贴 | 云山职业学校 | 60000    | 就业补助资金 |                |          |
    """
    fund = notices.code_list("leader_training_fund")
    if fund is None or remark or not _names_leaders(item, class_name):
        return None
    if any(word in normalised(source) for word in fund.words):
        return None
    return f"填“{source}”，通知要求从{fund.official[0]}中安排"


@rule(
    "M302", "补贴金额与人数乘标准不符", FundSpending, at="amount", limit="leader_training_subsidy",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    any_of=("item", "class_name"),
    remedy="请核对人数、标准和金额；按实际结算的在备注说明",
)  # fmt: skip
def subsidy_other_than_people_times_standard(
    people: int | Decimal,
    amount: Decimal,
    limit: Number,
    item: str | None = None,
    class_name: str | None = None,
    remark: str | None = None,
) -> str | None:
    """培训补贴按有关规定的标准落实，标准由本地在设置中填写，没有填写的不核对。

    通知：样例

    | 支出项目       | 收款单位     | 人数 | 支出金额 | 应报     |
    | -------------- | ------------ | ---- | -------- | -------- |
    | 带头人培训补贴 | 云山职业学校 | 40   | 60000    |          |
    | 带头人培训补贴 | 松林农广校   | 40   | 64000    | 支出金额 |
    | 保洁员培训补贴 | 云山职业学校 | 40   | 20000    |          |
    """
    due = people * limit
    if amount <= 0 or amount == due or remark or not _names_leaders(item, class_name):
        return None
    side, gap = ("多", amount - due) if amount > due else ("少", due - amount)
    return f"{people}人、每人{limit}元应为{due}元，填{amount:f}元，{side}{gap:f}元"
