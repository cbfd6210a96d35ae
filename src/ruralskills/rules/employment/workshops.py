"""W1: workshops - the share of poor workers, and workers lost."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from ruralskills.ledgers import Workshop
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Says, rule
from ruralskills.values.partial_date import PartialDate

_STOPPED: Final = "停产"


def _percent(part: int | Decimal, total: int | Decimal) -> str:
    """Return a share as bulletins print it.

    >>> _percent(12, 42), _percent(1, 4)
    ('28.57%', '25.00%')
    """
    share = (Decimal(part) * 100 / total).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{share}%"


@rule(
    "W101", "扶贫车间贫困人口占比不足", Workshop, limit="poor_share", at="poor_workers",
    nature=Nature.SHORTFALL, remedy="请核对用工名单；人数无误的，请督促车间补足",
)  # fmt: skip
def too_few_poor_workers(
    workers: int | Decimal,
    poor_workers: int | Decimal,
    limit: tuple[int, int],
    headers: Mapping[str, str],
    recognised: PartialDate | None = None,
    status: str | None = None,
    running: bool | None = None,
) -> Says | str | None:
    """已认定的扶贫车间，用工中建档立卡贫困人口要占规定的比例；按整数人计算，刚好达到的算达到。

    有认定时间一列而没有填的、停产的不判断；没有这一列的，按已认定的算，列待核。

    通知：tongnan-2020

    | 镇街   | 车间名称 | 认定时间 | 用工总数 | 其中贫困人口 | 应报         |
    | ------ | -------- | -------- | -------- | ------------ | ------------ |
    | 柏梓镇 | 红花车间 | 2020.3   | 42       | 12           | 其中贫困人口 |
    | 柏梓镇 | 青龙车间 | 2020.3   | 42       | 13           |              |
    | 柏梓镇 | 石桥车间 | 2020.3   | 10       | 3            |              |
    | 柏梓镇 | 筹建车间 |          | 10       | 1            |              |

    | 镇街   | 车间名称 | 用工总数 | 其中贫困人口 | 应报         |
    | ------ | -------- | -------- | ------------ | ------------ |
    | 柏梓镇 | 红花车间 | 42       | 12           | 其中贫困人口 |
    | 柏梓镇 | 青龙车间 | 42       | 13           |              |
    """
    if recognised is None and "recognised" in headers:
        return None
    part, total = limit
    if status == _STOPPED or running is False or not 0 <= poor_workers <= workers:
        return None
    if workers != int(workers) or total * poor_workers >= part * workers:
        return None
    fewest = -(-part * workers // total)
    message = (
        f"用工{workers}人，其中贫困人口{poor_workers}人，占{_percent(poor_workers, workers)}，"
        f"低于{_percent(part, total)}；应不少于{fewest}人，差{fewest - poor_workers}人"
    )
    if recognised is None:
        message += "；没有认定时间一列，请先核对是否已认定"
        return Says(message, severity=Severity.WARNING, nature=Nature.DOUBT)
    return message


@rule(
    "W102", "车间用工比验收时明显减少", Workshop, limit="workers_kept", at="workers",
    severity=Severity.INFO, nature=Nature.HINT, remedy="请了解车间现状；确实停产、减员的，写明原因和打算",
)  # fmt: skip
def fewer_workers_than_at_acceptance(
    workers: int | Decimal, workers_at_acceptance: int | Decimal, limit: tuple[int, int]
) -> str | None:
    """防止验收后冷冷清清：现有用工不到验收时的规定比例的，提示了解情况；比例由各地自定，没有定的不查。

    通知：样例

    | 镇街   | 车间名称 | 验收时用工人数 | 用工总数 | 应报     |
    | ------ | -------- | -------------- | -------- | -------- |
    | 柏梓镇 | 红花车间 | 42             | 20       | 用工总数 |
    | 柏梓镇 | 青龙车间 | 42             | 21       |          |
    | 柏梓镇 | 新胜车间 | 42             | 50       |          |
    """
    part, total = limit
    if workers < 0 or workers * total >= workers_at_acceptance * part:
        return None
    gap = workers_at_acceptance - workers
    return f"现有用工{workers}人，验收时{workers_at_acceptance}人，少{gap}人"


@rule(
    "W103", "车间没有用工", Workshop, carries_out="clauses", at="workers", severity=Severity.WARNING,
    nature=Nature.DOUBT, remedy="请核对：停产的在运行状态中写明；漏填用工的补填",
)  # fmt: skip
def workshop_without_workers(
    workers: int | Decimal,
    recognised: PartialDate,
    status: str | None = None,
    running: bool | None = None,
    remark: str | None = None,
) -> str | None:
    """已认定的车间用工为0，可能已经停产，请核对；写明停产的不再问。

    通知：tongnan-2020

    | 镇街   | 车间名称 | 认定时间 | 用工总数 | 其中贫困人口 | 运行状态 | 应报     |
    | ------ | -------- | -------- | -------- | ------------ | -------- | -------- |
    | 柏梓镇 | 红花车间 | 2020.3   | 0        | 0            |          | 用工总数 |
    | 柏梓镇 | 青龙车间 | 2020.3   | 0        | 0            | 停产     |          |
    | 柏梓镇 | 石桥车间 | 2020.3   | 10       | 4            | 正常     |          |
    """
    is_stopped = status == _STOPPED or running is False or "停" in (remark or "")
    return "已认定，用工总数填0，没有写停产" if workers == 0 and not is_stopped else None
