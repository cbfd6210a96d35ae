"""V1: training vouchers - their dates, settlement, holders and value."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Final

from msgspec import Struct, field

from ruralskills.facts.class_dates import last_day
from ruralskills.facts.class_names import Classes, class_key
from ruralskills.facts.person_columns import is_of_two_names
from ruralskills.facts.townships import township_named
from ruralskills.ledgers import Trainee, TrainingClass, Voucher
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.notices import Number
from ruralskills.values.partial_date import PartialDate

_LONG_NUMBER: Final = 6
"""The length from which a number is not counted anew in each township."""


@rule(
    "V101", "交券早于结业", Voucher, TrainingClass, at="handed_in", carries_out="clauses",
    reads=("class_name", "agency", "ends", "held", "handed_in"),
    needs=("voucher.class_name", "voucher.handed_in", "training_class.ends|held"),
    remedy="请核对交券日期和结业日期；培训完成后再收券",
)  # fmt: skip
def handed_in_before_the_class_ends(book: LedgerSet) -> Iterator[Answer]:
    """群众完成培训后交付培训券；券上没有结业日期的，按培训班台账的结业日期看。

    通知：dongxiang-2020

    培训券台账

    | 券号   | 领券人姓名 | 班次名称    | 交券日期   | 应报     |
    | ------ | ---------- | ----------- | ---------- | -------- |
    | DX0001 | 马一       | 第1期电焊班 | 2020-07-20 |          |
    | DX0002 | 马二       | 第1期电焊班 | 2020-07-15 | 交券日期 |
    | DX0003 | 马三       | 第2期电焊班 | 2020-07-01 |          |

    培训班台账

    | 班次名称        | 开班日期   | 结业日期   | 应报 |
    | --------------- | ---------- | ---------- | ---- |
    | 第1期电焊培训班 | 2020-07-06 | 2020-07-20 |      |
    """
    classes = Classes(book.rows(TrainingClass))
    for voucher in book.rows(Voucher):
        day = voucher.handed_in
        if day is None or voucher.ends is not None:
            continue
        training_class = classes.find(voucher.class_name, voucher.agency, voucher.table.year)
        ends = last_day(training_class) if training_class else None
        if training_class and ends and day.certainly_before(ends):
            message = f"{day}交券，早于本班结业的{ends}"
            yield voucher.at("handed_in"), Says(message, related=(training_class.at("ends"),))


@rule(
    "V102", "同一券号结算两次", Voucher, at="number", foldable=False,
    reads=("number", "settled", "settled_amount", "name"),
    needs=("voucher.settled",),
    remedy="请核对凭证；重复结算的只保留一笔，券号填错的更正",
)  # fmt: skip
def voucher_settled_twice(book: LedgerSet) -> Iterator[Answer]:
    """一张培训券只结算一次；没有结算的、冲销的、两份台账里领券人和结算日期都相同的不算。

    各乡镇、各年度的券号可能各从1编起：两张表之间，券号少于6位而领券人不同的不比，年度不同的不比。

    通知：dongxiang-2020

    | 券号   | 领券人姓名 | 结算日期   | 应报 |
    | ------ | ---------- | ---------- | ---- |
    | DX0001 | 马一       | 2020-08-01 |      |
    | DX0002 | 马二       | 2020-08-01 |      |
    | DX0001 | 马三       | 2020-09-01 | 券号 |
    | DX0002 | 马二       |            |      |
    """
    settled: dict[tuple[str, int | None], Voucher] = {}
    for row in book.rows(Voucher):
        if row.number is None or row.settled is None or (row.settled_amount or 0) < 0:
            continue
        first = settled.setdefault((row.number, row.table.year), row)
        if first is row or _may_be_settled_once(first, row):
            continue
        place, first_place = row.at("number"), first.at("number")
        settlement = f"该券{first.settled}已结算一次（{first_place.relative_to(place)}）"
        message = f"{settlement}，本行{row.settled}又结算"
        yield place, Says(message, related=(first_place,))


def _may_be_settled_once(first: Voucher, second: Voucher) -> bool:
    """Return True if a number may be of two vouchers, or one entry in two tables."""
    if first.table is second.table:
        return False
    is_short = len(second.number or "") < _LONG_NUMBER
    is_same_person = first.name == second.name
    return (first.settled == second.settled and is_same_person) or (is_short and not is_same_person)


@rule(
    "V103", "领券人与参训人不同", Voucher, at="trainee_name", severity=Severity.WARNING,
    nature=Nature.DOUBT, carries_out="clauses",
    any_of=("trainee_name", "id_number trainee_id"),
    remedy="请与领券人、参训人核对；填错的更正，确由他人参训的写明情况",
)  # fmt: skip
def holder_is_not_the_trainee(
    name: str,
    trainee_name: str | None = None,
    id_number: str | None = None,
    trainee_id: str | None = None,
) -> Says | None:
    """培训券由领券人本人参训后交付；两个身份证号不同的，或者没有号码而姓名不同的，请核对。

    通知：dongxiang-2020

    | 券号   | 领券人姓名 | 领券人身份证号     | 参训人姓名 | 参训人身份证号     | 应报           |
    | ------ | ---------- | ------------------ | ---------- | ------------------ | -------------- |
    | DX0001 | 马一       | 500199198506150017 | 马一       | 500199198506150017 |                |
    | DX0002 | 马二       | 500199199003020039 | 马三       | 500199199208110046 | 参训人身份证号 |
    | DX0003 | 马四       |                    | 马五       |                    | 参训人姓名     |
    | DX0004 | 马六       |                    |            |                    |                |
    """
    if id_number and trainee_id:
        if id_number == trainee_id:
            return None
        return Says("领券人与参训人的身份证号不同", "trainee_id")
    if not is_of_two_names(name, trainee_name):
        return None
    return Says(f"领券人为{name}，参训人为{trainee_name}", "trainee_name")


@rule(
    "V104", "交券人不在本班名册", Voucher, Trainee, at="id_number", severity=Severity.WARNING,
    nature=Nature.DOUBT, carries_out="clauses",
    reads=("class_name", "id_number", "trainee_id", "handed_in", "township"),
    needs=("voucher.class_name", "voucher.handed_in", "voucher.id_number", "trainee.class_name"),
    remedy="请与本班学员花名册核对；名册漏登的补登，班次填错的更正",
)  # fmt: skip
def holder_not_on_the_roster(book: LedgerSet) -> Iterator[Answer]:
    """已交券的，应在所写班次的学员花名册里查得到；没有该班、该乡镇名册的不比，名册有号码读不出的不比。

    通知：dongxiang-2020

    培训券台账

    | 券号   | 领券人姓名 | 领券人身份证号     | 班次名称    | 交券日期   | 应报           |
    | ------ | ---------- | ------------------ | ----------- | ---------- | -------------- |
    | DX0001 | 马一       | 500199198506150017 | 第1期电焊班 | 2020-07-20 |                |
    | DX0002 | 马二       | 500199199003020039 | 第1期电焊班 | 2020-07-20 | 领券人身份证号 |
    | DX0003 | 马三       | 500199199208110046 | 第2期电焊班 | 2020-07-20 |                |

    学员花名册

    | 班次名称    | 姓名 | 身份证号           | 应报 |
    | ----------- | ---- | ------------------ | ---- |
    | 第1期电焊班 | 马一 | 500199198506150017 |      |
    """
    rosters = _rosters(book)
    for row in book.rows(Voucher):
        if not row.class_name or row.handed_in is None or row.id_number is None:
            continue
        if row.trainee_id not in (None, row.id_number):
            continue
        roster = rosters.get(class_key(row.class_name))
        if (
            roster
            and roster.covers(township_named(row, row.township))
            and row.id_number not in roster.numbers
        ):
            yield row.at("id_number"), f"“{row.class_name}”的学员花名册中没有查到领券人"


class _Roster(Struct):
    """Numbers and townships of the trainees of a class."""

    numbers: set[str] = field(default_factory=set)
    townships: set[str] = field(default_factory=set)

    def covers(self, township: str) -> bool:
        """Return True if it may hold trainees of a township.

        Rosters may come township by township.
        """
        return not township or not self.townships or township in self.townships


def _rosters(book: LedgerSet) -> dict[str, _Roster]:
    """Return the roster of each class, where all numbers can be read."""
    rosters: dict[str, _Roster] = defaultdict(_Roster)
    unreadable: set[str] = set()
    for row in book.rows(Trainee):
        key = class_key(row.class_name or "")
        if row.id_number is not None:
            rosters[key].numbers.add(row.id_number)
            if row.township:
                rosters[key].townships.add(township_named(row, row.township))
        elif row.is_unknown("id_number"):
            unreadable.add(key)
    return {key: roster for key, roster in rosters.items() if key not in unreadable}


@rule(
    "V105", "结算金额与面值不符", Voucher, at="settled_amount", limit="voucher_value",
    remedy="请对照管理办法核对结算金额；经批准另有标准的，在备注写明",
)  # fmt: skip
def settled_for_another_sum(settled_amount: Decimal, limit: Number) -> str | None:
    """每张培训券按管理办法规定的面值结算；面值由县里设定后才检查。

    通知：样例

    | 券号   | 领券人姓名 | 结算日期   | 结算金额 | 应报     |
    | ------ | ---------- | ---------- | -------- | -------- |
    | DX0001 | 马一       | 2020-08-01 | {600}    |          |
    | DX0002 | 马二       | 2020-08-01 | {800}    | 结算金额 |
    | DX0003 | 马三       | 2020-08-01 | {600.00} |          |
    """
    if settled_amount == limit:
        return None
    gap = abs(settled_amount - limit)
    side = "多" if settled_amount > limit else "少"
    return f"结算{settled_amount}元，面值{limit}元，{side}{gap}元"


@rule(
    "V106", "培训券超过有效期", Voucher, at="handed_in", limit="voucher_days",
    remedy="请核对发放和交券日期；确已超期的，按管理办法处理",
)  # fmt: skip
def voucher_handed_in_too_late(
    issued: PartialDate, handed_in: PartialDate, limit: int
) -> str | None:
    """培训券在管理办法规定的有效期内使用；有效天数由县里设定后才检查。

    通知：样例

    | 券号   | 领券人姓名 | 发放日期   | 交券日期   | 应报     |
    | ------ | ---------- | ---------- | ---------- | -------- |
    | DX0001 | 马一       | 2020-01-01 | 2020-12-30 |          |
    | DX0002 | 马二       | 2019-01-01 | 2020-12-30 | 交券日期 |
    | DX0003 | 马三       | 2020-01    | 2020-12-31 |          |
    """
    last = issued.latest + timedelta(days=limit)
    if handed_in.earliest <= last:
        return None
    over = (handed_in.earliest - last).days
    return f"有效期{limit}天，至{last}止，{handed_in}交券，超过{over}天"
