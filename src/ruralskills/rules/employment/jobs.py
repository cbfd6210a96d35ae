"""W3: people brought to work - the enterprises and the follow-up."""

from collections.abc import Iterator
from typing import Final

from ruralskills.ledgers import EmployerNeed, JobDelivery
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, rule
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import is_part_of_other, normalised
from ruralskills.values.partial_date import PartialDate

_FORM: Final = regex(
    r"\([^()]*\)|(股份|责任)?有限(责任)?公司|(总|分)?公司|集团|[^省市县区]{2,3}[省市县区](?=.{2})"
)
_SHORTEST: Final = 2


def _firm(name: str) -> str:
    """Return an enterprise's name without its legal form and its place.

    >>> _firm("云潼区红花制衣有限公司"), _firm("红花制衣厂（总店）"), _firm("红花公司"), _firm("花公司")
    ('红花制衣', '红花制衣厂', '红花', '花公司')
    """
    word = normalised(name)
    bare = _FORM.sub("", word)
    return bare if len(bare) >= _SHORTEST else word


@rule(
    "W301", "送岗企业不在用工需求库", JobDelivery, EmployerNeed, carries_out="clauses", at="employer",
    severity=Severity.WARNING, nature=Nature.DOUBT, reads=("employer", "openings"),
    needs=("job_delivery.employer", "employer_need.employer"),
    remedy="请把企业的用工需求登记到信息库；名称写法不同的，改成一致",
)  # fmt: skip
def employer_not_in_the_base(book: LedgerSet) -> Iterator[Answer]:
    """送工送岗要以企业用工需求信息库为依据；简称、有无“有限公司”的不算不同。没有报送信息库的不比。

    通知：tongnan-2020

    送工送岗台账

    | 姓名 | 身份证号           | 用工企业           | 应报     |
    | ---- | ------------------ | ------------------ | -------- |
    | 张三 | 500199198506150017 | 红花制衣           |          |
    | 李四 | 500199199003020039 | 青龙电子有限公司   | 用工企业 |
    | 王五 | 500199199208110046 | 红花制衣公司       |          |

    企业用工需求台账

    | 企业名称           | 岗位名称 | 需求人数 | 应报 |
    | ------------------ | -------- | -------- | ---- |
    | 红花制衣有限公司   | 缝纫工   | 12       |      |
    """
    firms = {_firm(need.employer) for need in book.rows(EmployerNeed) if need.employer}
    for row in book.rows(JobDelivery) if firms else ():
        name = row.employer
        if name and not any(is_part_of_other(_firm(name), firm) for firm in firms):
            yield row.at("employer"), f"“{name}”在企业用工需求台账中没有查到"


@rule(
    "W302", "送岗后没有及时回访", JobDelivery, limit="follow_up_days", at="followed_up",
    severity=Severity.INFO, nature=Nature.HINT, remedy="请及时回访，了解是否适应，帮助解决困难",
)  # fmt: skip
def followed_up_late(delivered: PartialDate, followed_up: PartialDate, limit: int) -> str | None:
    """送岗后要跟踪回访；几天内回访由各地自定，没有定的不查。

    通知：样例

    | 姓名 | 身份证号           | 送岗时间   | 回访时间   | 应报     |
    | ---- | ------------------ | ---------- | ---------- | -------- |
    | 张三 | 500199198506150017 | 2020-03-01 | 2020-03-20 |          |
    | 李四 | 500199199003020039 | 2020-03-01 | 2020-05-01 | 回访时间 |
    | 王五 | 500199199208110046 | 2020-03    | 2020-03-31 |          |
    """
    days = (followed_up.earliest - delivered.latest).days
    if days <= limit:
        return None
    return f"送岗{days}天后回访，要求{limit}天内，晚{days - limit}天"
