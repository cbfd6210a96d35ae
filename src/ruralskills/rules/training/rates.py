"""T3: rates held against the numbers of their row, in any ledger."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ruralskills.model.findings import Nature, Severity
from ruralskills.model.relations import RateOf
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Ledger, Table
from ruralskills.text.numbers import format_number
from ruralskills.values.rate import agrees

_PERCENT: Final = 100


@rule(
    "T307", "比率与人数不符", at="",
    remedy="请按人数重算比率；结业率＝结业÷参训，合格率＝合格÷参加鉴定，就业率＝就业÷结业",
)  # fmt: skip
def rate_against_its_parts(table: Table) -> Iterator[Answer]:
    """比率应等于两个人数相除；分母有几种口径的，符合其中一种即可。

    表中没有通常作分母的人数时，可能按别的口径计算，只列待核。

    | 班次名称 | 培训人数 | 结业人数 | 结业率 | 应报   |
    | -------- | -------- | -------- | ------ | ------ |
    | 第1期    | 50       | 48       | 96%    |        |
    | 第2期    | 50       | 48       | 98%    | 结业率 |
    | 第3期    | 30       | 10       | 33.3%  |        |
    | 第5期    | 6        | 5        | {0.83} |        |
    | 第6期    | 6        | 5        | {0.84} | 结业率 |
    | 第7期    | 30       | 27       | 27/30  |        |

    扶贫车间台账

    | 车间名称 | 用工总数 | 其中贫困人口 | 占比  | 应报 |
    | -------- | -------- | ------------ | ----- | ---- |
    | 红花车间 | 42       | 13           | 31%   |      |
    | 青龙车间 | 42       | 13           | 42%   | 占比 |
    """
    rates = [rate for rate in table.ledger.relations.rates if rate.rate in table.columns]
    for row in table.rows(table.ledger) if rates else ():
        for rate in rates:
            if deviation := _deviation(row, rate, getattr(row, rate.rate)):
                yield row.at(rate.rate), deviation


def _deviation(row: Ledger, rate: RateOf, values: tuple[Decimal, ...] | None) -> Says | None:
    """Return the finding about a rate that no denominator of its row gives."""
    if values is None or min(values) > _PERCENT or max(values) < 0:
        return None  # no rate at all
    part = getattr(row, rate.part)
    if not isinstance(part, int) or any(row.is_unknown(name) for name in rate.wholes):
        return None
    wholes = [getattr(row, name) for name in rate.wholes]
    counts = [n if isinstance(n, int) and n > 0 else None for n in wholes]
    ratios = [_PERCENT * Decimal(part) / count for count in counts if count]
    if not ratios or any(agrees(value, ratio) for value in values for ratio in ratios):
        return None
    gap = min(abs(value - ratios[0]) for value in values)
    computed = f"按人数算为{_percent(ratios[0])}%，相差{_percent(gap)}个百分点"
    message = f"填{row.text(rate.rate)}，{computed}"
    if counts[0]:
        return Says(message)
    return Says(message, severity=Severity.WARNING, nature=Nature.DOUBT)


def _percent(value: Decimal) -> str:
    return format_number(value.quantize(Decimal("0.01")))
