"""F1: money taken back - which payment is meant, and whether it was paid at all."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from msgspec import Struct, field

from ruralskills.facts.class_names import is_another_class, is_same_agency
from ruralskills.facts.townships import sender_of
from ruralskills.ledgers import FundSpending
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.text.numbers import format_number

_REFERS: Final = regex(r"冲|退|追|红|更正|调账|收回|\d{2,}")
_NAMES_ONE: Final = regex(
    r"\d|上年|去年|往年|前年|以前年度|上月|上季|上期|凭证|更正|调账|错账|红字"
)
"""Words of a remark that tells which payment is meant, or speaks of books alone."""
_MOST_PAIRS: Final = 200_000
"""Refunds and payments of a unit that are held against one another."""
_READS: Final = ("payee", "class_name", "amount", "refund_of", "remark", "item")


class _Payee(Struct):
    """The payments to one payee, and what was taken back of them so far."""

    payments: list[FundSpending] = field(default_factory=list)
    refunds: list[FundSpending] = field(default_factory=list)


def _excessive(book: LedgerSet) -> dict[FundSpending, Says]:
    """Return the refunds of more than their payees were paid, by row."""
    units: dict[str, list[FundSpending]] = defaultdict(list)
    for table in book.of(FundSpending):
        if "amount" in table.columns and "payee" in table.columns:
            units[sender_of(table)].extend(table.rows(FundSpending))
    found: dict[FundSpending, Says] = {}
    for rows in units.values():
        if {(row.amount or 0) < 0 for row in rows} == {True, False}:  # no list of refunds alone
            found |= _of_unit(rows)
    return found


def _of_unit(rows: list[FundSpending]) -> dict[FundSpending, Says]:
    payees: dict[str, _Payee] = defaultdict(_Payee)
    for row in rows:
        if row.payee is None and not (row.amount or 0) < 0:
            return {}  # a payment to nobody knows whom
        payee = payees[normalised(row.payee or "")]
        (payee.refunds if (row.amount or 0) < 0 else payee.payments).append(row)
    taking_back = sum(bool(payee.refunds) for payee in payees.values())
    if taking_back * len(payees) > _MOST_PAIRS:
        return {}  # nobody reads that many, and a payee by another name would be accused
    found: dict[FundSpending, Says] = {}
    for name, payee in payees.items():
        payments = [
            row
            for other, one in (payees.items() if payee.refunds else ())
            if is_same_agency(name, other)
            for row in one.payments
        ]
        if len(payee.refunds) * (len(payments) + len(payee.refunds)) > _MOST_PAIRS:
            continue
        refunds = sorted(payee.refunds, key=_size)
        for number, row in enumerate(refunds):
            if name and not _names_its_payment(row):
                says = _weighed(row, payments, refunds[:number])
                found |= {row: says} if says else {}
    return found


def _size(refund: FundSpending) -> Decimal:
    """Return how much is taken back: the largest ones are those in excess."""
    return -(refund.amount or Decimal(0))


def _names_its_payment(row: FundSpending) -> bool:
    """Return True if a row says which payment it takes back, here or elsewhere."""
    if row.refund_of is not None or row.is_unknown("refund_of"):
        return True
    return any(text and _NAMES_ONE.search(text) for text in (row.remark, row.item))


def _weighed(
    row: FundSpending, payments: list[FundSpending], before: list[FundSpending]
) -> Says | None:
    """Return what is said of a refund, None where its payee was paid as much."""
    meant = [one for one in payments if _may_be_of(row, one)]
    if any(one.amount is None and one.state("amount") == "unknown" for one in meant):
        return None
    paid = sum((one.amount or Decimal(0) for one in meant), Decimal(0))
    taken = [one for one in (*before, row) if _may_be_of(row, one)]
    back = -sum((one.amount or Decimal(0) for one in taken), Decimal(0))
    if back <= paid:
        return None
    whose = f"“{row.payee}”" + (f"“{row.class_name}”" if row.class_name else "")
    if not meant:
        return Says(f"追回、冲销{format_number(back)}元，本台账没有付给{whose}的款")
    related = tuple(one.at("amount") for one in meant)
    message = (
        f"{whose}追回、冲销{format_number(back)}元，本台账只付过{format_number(paid)}元，"
        f"多{format_number(back - paid)}元"
    )
    return Says(message, related=related)


def _may_be_of(row: FundSpending, other: FundSpending) -> bool:
    names = row.class_name, other.class_name
    return not (names[0] and names[1] and is_another_class(names[0], names[1]))


@rule(
    "F105", "负数支出未写明原凭证", FundSpending, at="refund_of", severity=Severity.WARNING,
    nature=Nature.DOUBT, carries_out="clauses", reads=_READS,
    needs=("fund_spending.refund_of|remark",),
    remedy="请填写所冲销、追回的原支付凭证号",
)  # fmt: skip
def refund_without_its_payment(book: LedgerSet) -> Iterator[Answer]:
    """负数是冲销或追回，要写明对应哪一笔；备注写明的也算，没有原凭证号一列的看备注，报在金额上；两列都没有的不查。

    从没付过、追回多于已付的，由那条规则报一次。

    通知：dongxiang-2020

    | 支出项目 | 收款单位 | 支出金额 | 原凭证号 | 备注           | 应报     |
    | -------- | -------- | -------- | -------- | -------------- | -------- |
    | 培训补贴 | 县职校   | {60000}  |          |                |          |
    | 培训补贴 | 县职校   | {-1200}  | 12       |                |          |
    | 培训补贴 | 县职校   | {-2400}  |          |                | 原凭证号 |
    | 培训补贴 | 县职校   | {-2400}  |          | 冲7月第12号凭证 |          |

    | 支出项目 | 收款单位 | 支出金额 | 备注           | 应报     |
    | -------- | -------- | -------- | -------------- | -------- |
    | 培训补贴 | 县职校   | {60000}  |                |          |
    | 培训补贴 | 县职校   | {-1200}  | 冲7月第12号凭证 |          |
    | 培训补贴 | 县职校   | {-2400}  |                | 支出金额 |
    """
    told = _excessive(book)
    for row in book.rows(FundSpending):
        columns = row.table.columns
        if row.amount is None or row.amount >= 0 or row in told:
            continue
        if not {"refund_of", "remark"} & columns.keys() or row.is_unknown("refund_of"):
            continue
        if row.refund_of or (row.remark and _REFERS.search(row.remark)):
            continue
        message = f"支出{format_number(row.amount)}元，没有写明冲销、追回的是哪一笔"
        yield row.at("refund_of" if "refund_of" in columns else "amount"), message


@rule(
    "F107", "追回、冲销多于已付", FundSpending, at="amount", severity=Severity.WARNING,
    nature=Nature.DOUBT, foldable=False, reads=_READS,
    needs=("fund_spending.amount", "fund_spending.payee"),
    remedy="请核对收款单位、班次和金额，填写原支付凭证号；原支付在另一本台账的，在备注写明",
)  # fmt: skip
def more_taken_back_than_paid(book: LedgerSet) -> Iterator[Answer]:
    """追回、冲销的钱必先付过：同一单位的台账里没有付给这个收款单位（这个班）的，或者多于已付的，请核对。

    填了原凭证号、备注写明是哪一笔或往年的不报；备注只写“追回”看不出是哪一笔。有一笔收款单位空着的台账不比。

    资金支出台账

    | 支出项目 | 收款单位   | 班次名称 | 支出金额 | 备注         | 应报     |
    | -------- | ---------- | -------- | -------- | ------------ | -------- |
    | 培训补贴 | 县职校     | 电焊班   | {45000}  |              |          |
    | 培训补贴 | 县职校     | 电焊班   | {-5000}  | 追回         |          |
    | 培训补贴 | 县职校     | 电焊班   | {-90000} | 追回         | 支出金额 |
    | 培训补贴 | 宏远学校   | 叉车班   | {-43200} | 冲销         | 支出金额 |
    | 培训补贴 | 农广校     | 烹饪班   | {-30000} | 追回2019年款 |          |
    """
    for row, says in _excessive(book).items():
        yield row.at("amount"), says
