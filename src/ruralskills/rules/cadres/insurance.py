"""J2: insurance of reserve cadres in the months of their office."""

from datetime import date

from ruralskills.facts.cadre_terms import LEFT, TermOfOffice
from ruralskills.facts.period_texts import months_text
from ruralskills.ledgers import ReserveCadre
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.months import Months
from ruralskills.model.rule import rule
from ruralskills.values.date_range import DateRange
from ruralskills.values.partial_date import PartialDate


@rule(
    "J206", "保险期限没有覆盖任职月份", ReserveCadre, at="insured", carries_out="clauses",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    remedy="请核对保单：已续保的改填新的保险期限，没有续保的及时办理",
)  # fmt: skip
def not_insured_in_every_month(
    insured: DateRange,
    appointed: PartialDate,
    as_of: date,
    year: int | None,
    left: PartialDate | None = None,
    status: str | None = None,
) -> str | None:
    """人身意外伤害保险要覆盖任职的月份；只看名册所属年度内、已经结束的整月，当月投保的不算缺。

    通知：qingliu-2022
    截至：2024-01-10
    标题：2023年村级后备干部名册

    | 姓名 | 身份证号           | 聘任日期   | 保险期限              | 应报     |
    | ---- | ------------------ | ---------- | --------------------- | -------- |
    | 张三 | 500199198506150017 | 2022-12-15 | 2023.1.1-2023.12.31   |          |
    | 李四 | 500199199003020039 | 2022-12-15 | 2022.12.20-2023.10.31 | 保险期限 |
    | 王五 | 500199199208110046 | 2023-06-20 | 2023.7.1-2024.6.30    |          |
    """
    if year is None or (left is None and status == LEFT):
        return None
    covered, of_year = Months.of_range(insured).numbers, range(year * 12, year * 12 + 12)
    months = TermOfOffice(appointed, left).whole_months(as_of)
    missing = [month for month in months if month in of_year and month not in covered]
    if not missing:
        return None
    return f"保险期限{insured}，任职的{months_text(missing)}没有覆盖，缺{len(missing)}个月"
