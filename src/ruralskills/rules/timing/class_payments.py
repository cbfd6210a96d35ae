"""D5: claims, payments and certificates against their class in other ledgers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeVar

from ruralskills.facts.class_dates import first_day, last_day
from ruralskills.facts.class_names import Classes, class_key, is_same_agency
from ruralskills.facts.townships import are_of_two_townships
from ruralskills.ledgers import FundSpending, SubsidyClaim, Trainee, TrainingClass
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.text.lazy_regex import regex
from ruralskills.values.partial_date import PartialDate

Dated = TypeVar("Dated", SubsidyClaim, Trainee)
_DOUBT: Final[dict[str, Any]] = {"severity": Severity.WARNING, "nature": Nature.DOUBT}
_CLASS: Final = ("class_name", "agency", "starts", "ends", "held")
_AFTER_THE_END: Final = ("issued", "claimed", "paid")
"""The days of steps that follow a class."""
_OF_TRAINING: Final = regex("培训.{0,6}补贴|补贴.{0,4}培训|^补贴$|职业技能提升补贴")
"""Spending that follows a class. Teachers and meals are paid while it runs."""
_IN_ADVANCE: Final = regex("预付|预拨|预支|首批|首期|启动|定金|分[期批次]|生活|交通|食宿|伙食")


@rule(
    "D520", "发证、申请、支付早于结业（各表之间）", TrainingClass, at="", foldable=False,
    reads=("township", *_CLASS, *_AFTER_THE_END, "exam", "item", "amount", "remark"), **_DOUBT,
    needs=("training_class.class_name", "training_class.starts|held", "training_class.ends|held"),
    remedy="请对照原件核对两处日期，把填错的一处改正；预付、分期的在备注写明",
)  # fmt: skip
def before_the_class_is_over(book: LedgerSet) -> Iterator[Answer]:
    """名册、补贴申请表、支出台账没有写起止日期的，按培训班台账同名班次的日期看：考核不早于开班，发证、申请、支付不早于结业。

    台账里没有这个班、班名有重、是另一个乡镇的不比；支出只看培训补贴，预付、分期的不算。表内写有起止日期的由别的规则核对。

    培训班台账

    | 班次名称    | 培训机构 | 开班日期   | 结业日期   | 应报 |
    | ----------- | -------- | ---------- | ---------- | ---- |
    | 第1期电焊班 | 县职校   | 2020-07-06 | 2020-07-12 |      |
    | 第2期家政班 | 县职校   | 2020-08-03 | 2020-08-09 |      |

    资金支出台账

    | 支付日期   | 支出项目   | 班次名称    | 收款单位 | 支出金额 | 应报     |
    | ---------- | ---------- | ----------- | -------- | -------- | -------- |
    | 2020-08-20 | 培训补贴   | 第1期电焊班 | 县职校   | {40000}  |          |
    | 2020-08-05 | 培训补贴   | 第2期家政班 | 县职校   | {40000}  | 支付日期 |
    | 2020-08-01 | 授课教师费 | 第2期家政班 | 县职校   | {2000}   |          |

    学员花名册

    | 姓名 | 身份证号           | 班次名称    | 发证日期   | 应报     |
    | ---- | ------------------ | ----------- | ---------- | -------- |
    | 张三 | 500199198506150017 | 第1期电焊班 | 2020-08-01 |          |
    | 李四 | 500199199003020039 | 第1期电焊班 | 2020-07-01 | 发证日期 |
    """
    classes = Classes(book.rows(TrainingClass))
    yield from _early_in(book, classes, SubsidyClaim)
    yield from _early_in(book, classes, Trainee)
    for row in book.rows(FundSpending):
        if row.paid is not None and _is_subsidy_of_a_class(row):
            training_class = classes.find(row.class_name, row.payee, row.table.year)
            if training_class is not None:
                yield from _early(row, ("paid",), training_class)


def _early_in(book: LedgerSet, classes: Classes, ledger: type[Dated]) -> Iterator[Answer]:
    """Yield the dates before the end of a class in tables without days of their own."""
    for table in book.of(ledger):
        names = [name for name in (*_AFTER_THE_END, "exam") if name in table.columns]
        if not names or table.columns.keys() & {"starts", "ends", "held"}:
            continue
        found: dict[tuple[str | None, str | None], TrainingClass | None] = {}
        for row in table.rows(ledger):
            key = row.class_name, row.agency
            if key not in found:
                found[key] = classes.find(row.class_name, row.agency, table.year)
            if (training_class := found[key]) is not None:
                yield from _early(row, names, training_class)


def _early(
    row: FundSpending | Dated, names: Iterable[str], training_class: TrainingClass
) -> Iterator[Answer]:
    if are_of_two_townships(row, training_class):
        return
    start, end = first_day(training_class), last_day(training_class)
    for name in names:
        day: PartialDate | None = getattr(row, name)
        limit, word = (start, "开班") if name == "exam" else (end, "结业")
        if day is None or limit is None or not day.certainly_before(limit):
            continue
        if _IN_ADVANCE.search(row.text("remark")):
            continue
        place, at_class = row.at(name), training_class.at("class_name")
        message = f"填{day}，早于本班{word}的{limit}（{at_class.relative_to(place)}）"
        yield place, Says(message, related=(at_class,))


def _is_subsidy_of_a_class(row: FundSpending) -> bool:
    words = row.item or ""
    is_paid = row.amount is not None and row.amount > 0
    return is_paid and bool(_OF_TRAINING.search(words)) and not _IN_ADVANCE.search(words)


@rule(
    "D521", "支付早于补贴申请", SubsidyClaim, FundSpending, at="paid", foldable=False,
    reads=("class_name", "agency", "starts", "ends", "held", "claimed", "paid", "item", "amount",
           "payee", "remark"),
    needs=("subsidy_claim.class_name", "fund_spending.class_name", "fund_spending.paid"), **_DOUBT,
    remedy="请核对申请日期和支付凭证，把填错的一处改正；预付、分期的在备注写明",
)  # fmt: skip
def paid_before_the_claim(book: LedgerSet) -> Iterator[Answer]:
    """培训补贴先申请、后支付：支出台账的支付日期不早于补贴申请表同名班次的申请日期、结业日期。

    申请表里没有这个班、一个班申请了几次的不比；预付、分期的不算。

    培训补贴申请表

    | 申请单位 | 班次名称    | 结业日期   | 补贴标准 | 申请金额 | 申请日期   | 应报 |
    | -------- | ----------- | ---------- | -------- | -------- | ---------- | ---- |
    | 县职校   | 第1期电焊班 | 2020-07-12 | 1000     | 40000    | 2020-08-10 |      |
    | 县职校   | 第2期家政班 | 2020-08-09 | 1000     | 40000    | 2020-09-10 |      |

    资金支出台账

    | 支付日期   | 支出项目 | 班次名称    | 收款单位 | 支出金额 | 应报     |
    | ---------- | -------- | ----------- | -------- | -------- | -------- |
    | 2020-08-20 | 培训补贴 | 第1期电焊班 | 县职校   | {40000}  |          |
    | 2020-08-20 | 培训补贴 | 第2期家政班 | 县职校   | {40000}  | 支付日期 |
    | 2020-07-02 | 教材费   | 第1期电焊班 | 县职校   | {900}    |          |
    """
    claims: dict[str, list[SubsidyClaim]] = defaultdict(list)
    for claim in book.rows(SubsidyClaim):
        if claim.class_name:
            claims[class_key(claim.class_name)].append(claim)
    for row in book.rows(FundSpending):
        if row.paid is None or not row.class_name or not _is_subsidy_of_a_class(row):
            continue
        if _IN_ADVANCE.search(row.text("remark")):
            continue
        of_class = claims.get(class_key(row.class_name), ())
        found = [claim for claim in of_class if is_same_agency(claim.agency, row.payee)] or of_class
        if len(found) != 1:
            continue
        for name, word, day in (
            ("claimed", "申请", found[0].claimed),
            ("ends" if found[0].ends else "held", "结业", last_day(found[0])),
        ):
            if day is not None and row.paid.certainly_before(day):
                at_claim, place = found[0].at(name), row.at("paid")
                where = at_claim.relative_to(place)
                yield (
                    place,
                    Says(f"填{row.paid}，早于{word}的{day}（{where}）", related=(at_claim,)),
                )
                break
