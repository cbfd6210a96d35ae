"""F1, N4: what is paid or claimed twice - one voucher number, one class."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ruralskills.facts.class_dates import exact_days
from ruralskills.facts.class_names import agency_key, class_key, is_same_agency
from ruralskills.facts.payers import are_different_payers, is_same_payee
from ruralskills.facts.repeated_people import MOST_COMPARED
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import FundSpending, SubsidyClaim, TrainingClass
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.text.numbers import format_number

_NUMBERED: Final = regex(r"\d期")
_IDLE_IN_NUMBERS: Final = regex(r"[字第号]|(?<![0-9])[-—_]+")
_LEADING_NOUGHTS: Final = regex(r"(?<![0-9])0+(?=[0-9])")
_LONG_NUMBER: Final = 6
"""The digits from which the number of a voucher is not counted anew each month."""


@rule(
    "F106", "同一凭证同一笔支出登记两次", FundSpending, at="voucher", foldable=False,
    severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("voucher", "paid", "item", "payee", "class_name", "amount"),
    needs=("fund_spending.voucher", "fund_spending.amount"),
    remedy="请核对凭证：重复登记或重复支付的只保留一笔；一张凭证几笔的写明各是什么",
)  # fmt: skip
def one_payment_entered_twice(book: LedgerSet) -> Iterator[Answer]:
    """凭证号、收款单位、金额都相同的两行，是同一笔支出；两个部门、两份台账各登记一次的也算。

    收款单位写法不同（括号、空格、有限公司与有限责任公司、前面的地名）的，凭证号加不加“字”“号”和横线的，算相同。
    一张凭证几个班次、几个项目的，以及正负相抵的，不报；凭证号不到6位的多半按月编，没有写班次而月份不同的不比。

    资金支出台账

    | 凭证号 | 支付日期   | 支出项目 | 收款单位 | 班次名称 | 支出金额 | 应报   |
    | ------ | ---------- | -------- | -------- | -------- | -------- | ------ |
    | 记011  | 2020-07-01 | 培训补贴 | 县职校   | 第1期    | {60000}  |        |
    | 记011  | 2020-07-01 | 培训补贴 | 县职校   | 第2期    | {60000}  |        |
    | 记012  | 2020-07-02 | 培训补贴 | 农广校   | 第3期    | {30000}  |        |
    | 记012  | 2020-07-02 | 培训补贴 | 农广校   | 第3期    | {30000}  | 凭证号 |
    | 记013  | 2020-07-02 | 公示费   | 县报社   |          | {300}    |        |
    | 记013  | 2020-08-03 | 公示费   | 县报社   |          | {300}    |        |
    | 记014  | 2020-08-03 | 培训费   | 阳光培训有限公司 |   | {500}    |        |
    | 记-014 | 2020-08-03 | 培训费   | 清溪县阳光培训有限责任公司 |   | {500}    | 凭证号 |
    | 记015  | 2020-08-03 | 培训费   | 县职校一分校 |        | {500}    |        |
    | 记015  | 2020-08-03 | 培训费   | 县职校二分校 |        | {500}    |        |
    """
    entered: dict[tuple[object, ...], list[FundSpending]] = defaultdict(list)
    for row in book.rows(FundSpending):
        if row.voucher is None or row.amount is None or row.amount <= 0 or row.payee is None:
            continue
        known = normalised(row.item or ""), normalised(row.class_name or "")
        key = (row.table.year, _month(row), _voucher_key(row.voucher), *known, row.amount)
        payee = row.payee
        earlier = next((one for one in entered[key] if is_same_payee(one.payee, payee)), None)
        entered[key].append(row)
        if earlier is not None:
            place, other = row.at("voucher"), earlier.at("voucher")
            message = (
                f"凭证{row.voucher}支付{row.payee}{format_number(row.amount)}元，"
                f"{other.relative_to(place)}已登记一次"
            )
            yield place, Says(message, related=(other,))


def _voucher_key(number: str) -> str:
    """Return the number of a voucher as it is compared.

    >>> _voucher_key("记字第0012号"), _voucher_key("记-12"), _voucher_key("2020-0712")
    ('记12', '记12', '2020-712')
    """
    plain = _IDLE_IN_NUMBERS.sub("", normalised(number))
    return _LEADING_NOUGHTS.sub("", plain) or plain


def _month(row: FundSpending) -> tuple[int, int] | None:
    """Return the month of a payment, where it tells two of one number apart.

    Accounts count their vouchers anew each month.  A class that is named is paid once.
    """
    day = row.paid
    if (
        day is None
        or row.class_name is not None
        or sum(map(str.isdigit, row.voucher or "")) >= _LONG_NUMBER
    ):
        return None
    first, last = ((each.year, each.month) for each in (day.earliest, day.latest))
    return first if first == last else None


@rule(
    "N421", "同一班次申请两次补贴", SubsidyClaim, at="class_name", foldable=False,
    severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("class_name", "agency", "trade", "level", "held", "starts", "ends", "amount", "standard",
           "eligible", "township"),
    remedy="请核对是否重复申请；分等级、分期申请的，在备注写明",
)  # fmt: skip
def class_claimed_twice(book: LedgerSet) -> Iterator[Answer]:
    """一个班只申请一次补贴；班次名称、培训机构和起止日期都相同的算同一班，两批、两镇各申请一次的也算。

    同一班分工种、等级或标准申请的不报；没有起止日期列的，只比写明第几期，而人数、金额也相同的。

    培训补贴申请表

    | 申请单位 | 班次名称 | 开班日期   | 结业日期   | 补贴人数 | 补贴标准 | 申请金额 | 应报     |
    | -------- | -------- | ---------- | ---------- | -------- | -------- | -------- | -------- |
    | 县职校   | 电焊班   | 2020-07-06 | 2020-07-12 | 40       | 1000     | 40000    |          |
    | 县职校   | 电焊班   | 2020-09-06 | 2020-09-12 | 40       | 1000     | 40000    |          |
    | 县职校   | 电焊班   | 2020-07-06 | 2020-07-12 | 10       | 800      | 8000     |          |
    | 县职校   | 电焊班   | 2020-07-06 | 2020-07-12 | 40       | 1000     | 40000    | 班次名称 |
    """
    first: dict[tuple[object, ...], SubsidyClaim] = {}
    for row in book.rows(SubsidyClaim):
        if (key := _claim_key(row)) is None:
            continue
        earlier = first.setdefault(key, row)
        if earlier is not row:
            place, other = row.at("class_name"), earlier.at("class_name")
            message = f"这个班在{other.relative_to(place)}已申请一次"
            yield place, Says(message, related=(other,))


def _claim_key(row: SubsidyClaim) -> tuple[object, ...] | None:
    """Return what makes two claims one, None where that is not known.

    Without days it is the number of the class in its township's year, with heads and amount.
    """
    days = exact_days(row)
    if row.class_name is None or (row.amount or Decimal(0)) <= 0:
        return None
    name = class_key(row.class_name)
    kinds = (normalised(row.trade or ""), normalised(row.level or ""), row.standard)
    if days is not None:
        return (name, agency_key(row.agency), days, *kinds)
    if not _NUMBERED.search(name) or row.agency is None or row.eligible is None:
        return None
    if any(name in row.table.columns for name in ("starts", "ends", "held")):
        return None
    whose = row.table.year, township_of(row)
    return (name, agency_key(row.agency), *whose, row.eligible, row.amount, *kinds)


@rule(
    "T312", "同一班次列了两次", TrainingClass, at="class_name", foldable=False,
    severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("class_name", "agency", "trade", "level", "held", "starts", "ends", "trained", "place"),
    remedy="请核对是否重复登记：同一个班只保留一行",
)  # fmt: skip
def class_listed_twice(book: LedgerSet) -> Iterator[Answer]:
    """班次名称、培训机构和起止日期都相同的两行，是同一个班；区镇两级台账各列一次的不报。

    工种、等级、地点不同的不报，没有起止日期的不比；两个乡镇、两个部门各列一次的，人数也相同才报（联办的各列各的人数）。

    培训班台账

    | 班次名称 | 培训机构 | 开班日期   | 结业日期   | 培训人数 | 应报     |
    | -------- | -------- | ---------- | ---------- | -------- | -------- |
    | 第1期    | 县职校   | 2020-07-06 | 2020-07-12 | 50       |          |
    | 第2期    | 县职校   | 2020-07-06 | 2020-07-12 | 50       |          |
    | 第1期    | 县职校   | 2020-07-06 | 2020-07-12 | 48       | 班次名称 |

    培训班台账

    | 班次名称 | 培训机构 | 培训地点 | 开班日期   | 结业日期   | 培训人数 | 应报     |
    | -------- | -------- | -------- | ---------- | ---------- | -------- | -------- |
    | 家政班   | 县职校   | 四开镇   | 2021-04-12 | 2021-04-21 | 40       |          |
    | 家政班   | 县职校   | 竹核镇   | 2021-04-12 | 2021-04-21 | 40       |          |
    | 保洁班   | 县职校   | 四开镇   | 2021-04-12 | 2021-04-21 | 40       |          |
    | 保洁班   | 县职校   |          | 2021-04-12 | 2021-04-21 | 40       | 班次名称 |
    """
    classes: dict[tuple[object, ...], list[TrainingClass]] = defaultdict(list)
    for row in book.rows(TrainingClass):
        days = exact_days(row)
        if row.class_name is not None and days is not None:
            kinds = normalised(row.trade or ""), normalised(row.level or "")
            classes[class_key(row.class_name), days, *kinds].append(row)
    for rows in classes.values():
        for number, row in enumerate(rows):
            before = rows[: min(number, MOST_COMPARED)]
            earlier = next((other for other in before if _is_listed_twice(other, row)), None)
            if earlier is not None:
                place, other = row.at("class_name"), earlier.at("class_name")
                yield place, Says(f"与{other.relative_to(place)}是同一个班", related=(other,))


def _is_listed_twice(one: TrainingClass, other: TrainingClass) -> bool:
    """Return True if two rows of one name and days are one class, counted twice."""
    places = {normalised(row.place) for row in (one, other) if row.place}
    if not is_same_agency(one.agency, other.agency) or len(places) > 1:
        return False
    if one.table is other.table:
        return True
    are_townships = are_different_payers({one.table, other.table})
    return are_townships and one.trained is not None and one.trained == other.trained
