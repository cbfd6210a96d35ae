"""M3: subsidies of apprentices of enterprises."""

from decimal import Decimal
from typing import Final

from ruralskills.ledgers import Apprentice
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Says, rule
from ruralskills.notices import Number
from ruralskills.text.lazy_regex import regex
from ruralskills.values.date_range import DateRange

_YEAR: Final = 12
_PARTLY: Final = regex(
    "预拨|预支|首批|首期|第[一二三1-3]批|分期|尾款|余款|剩余|退出|离职|中止|终止"
)
"""Remarks on a part of a payment, or on an apprentice who left."""


def _months(months: Decimal | int | None, held: DateRange | None) -> Decimal | None:
    """Return the months that a row is paid for, as given, else by its days."""
    if months is not None:
        return Decimal(months)
    if held is None or held.days is None:
        return None
    return min(Decimal(_YEAR), Decimal(round(held.days / 30.4)))


@rule(
    "M311", "学徒补贴低于每年标准", Apprentice, at="subsidy", limit="least_apprentice_subsidy",
    nature=Nature.SHORTFALL,
    any_of=("months", "held"),
    remedy="请核对金额、单位和培训月数；分次拨付的在备注写明",
)  # fmt: skip
def apprentice_subsidy_below_standard(
    subsidy: Decimal,
    limit: Number,
    months: Decimal | None = None,
    held: DateRange | None = None,
    remark: str | None = None,
) -> Says | str | None:
    """企业新型学徒制每人每年补贴5000元以上：按培训月数折算到一年来比。

    不满一年的只列待核；看不出培训多少个月、写明分次拨付或中途退出的不比。

    通知：national-2021

    | 企业名称 | 姓名 | 身份证号           | 培训月数 | 补贴金额 | 备注     | 应报     |
    | -------- | ---- | ------------------ | -------- | -------- | -------- | -------- |
    | 云山纺织 | 张三 | 500199198506150017 | 12       | 5000     |          |          |
    | 云山纺织 | 李四 | 500199199003020039 | 12       | 4000     |          | 补贴金额 |
    | 云山纺织 | 王五 | 500199199208110046 | 6        | 2500     |          |          |
    | 云山纺织 | 赵六 | 500199197811200119 | 6        | 2000     |          | 补贴金额 |
    | 云山纺织 | 钱七 | 500199196510090062 | 12       | 2500     | 预拨50%  |          |
    """
    duration = _months(months, held)
    if not duration or duration <= 0 or subsidy <= 0 or (remark and _PARTLY.search(remark)):
        return None
    yearly = subsidy * _YEAR / duration
    if yearly >= limit:
        return None
    gap = (limit - yearly).quantize(Decimal(1))
    message = f"{duration:f}个月{subsidy:f}元，折合每年{yearly:.0f}元，要求{limit}元以上，少{gap}元"
    if duration < _YEAR:
        return Says(message, severity=Severity.WARNING, nature=Nature.DOUBT)
    return message
