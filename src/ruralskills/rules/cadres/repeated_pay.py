"""J2: one month of a reserve cadre paid twice, in one sheet or by two townships."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ruralskills.facts.period_texts import terms_text
from ruralskills.facts.repeated_people import repeated_people
from ruralskills.facts.row_months import row_months
from ruralskills.facts.table_copies import Copies
from ruralskills.ledgers import CadrePay
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.months import Months
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.text.lazy_regex import regex

_EXPLAINED: Final = regex("补|扣|停|假|减|追|退|病|离|聘|调整")
"""Words of a remark that explain a second payment."""
_SUPPLEMENT: Final = regex("补发|补差|追补|扣发")
"""Words of the title of a sheet that pays what another one left out."""
_PARTS: Final = ("county_pay", "township_pay", "total")


@rule(
    "J205", "同一个月发放两次", CadrePay, at="month", severity=Severity.WARNING,
    nature=Nature.DOUBT, reads=("id_number", "month", "remark", *_PARTS),
    needs=("cadre_pay.id_number",),
    remedy="请核对月份；属补发的在备注写明，重复发放的退回", foldable=False,
)  # fmt: skip
def month_paid_twice(book: LedgerSet) -> Iterator[Answer]:
    """一人一个月只发一次，两个乡镇各发一次的也算；备注写明补发的不算，没有身份证号的不查。

    同一份发放表的几个版本、县级和乡镇分开造表的、两镇各按天折算一部分的不报。

    通知：qingliu-2022

    村级后备干部补助发放表
    标题：青龙镇2023年村级后备干部补助发放表

    | 月份 | 姓名 | 身份证号           | 县级补助 | 乡镇补助 | 备注 | 应报 |
    | ---- | ---- | ------------------ | -------- | -------- | ---- | ---- |
    | 1月  | 张三 | 500199198506150017 | 1000     | 1000     |      |      |
    | 2月  | 张三 | 500199198506150017 | 1000     | 1000     |      |      |
    | 2月  | 张三 | 500199198506150017 | 1000     | 1000     |      | 月份 |
    | 1月  | 张三 | 500199198506150017 | 200      | 200      | 补发 |      |
    | 1月  | 李四 | 500199199003020039 | 1000     | 1000     |      |      |
    | 2月  | 王五 | 500199199208110046 | 400      | 400      |      |      |
    | 1月  | 赵六 | 500199197811200119 | 1000     | 1000     |      |      |

    村级后备干部补助发放表
    标题：红花镇2023年村级后备干部补助发放表

    | 月份 | 姓名 | 身份证号           | 县级补助 | 乡镇补助 | 备注 | 应报 |
    | ---- | ---- | ------------------ | -------- | -------- | ---- | ---- |
    | 1月  | 李四 | 500199199003020039 | 1000     | 1000     |      | 月份 |
    | 2月  | 王五 | 500199199208110046 | 600      | 600      |      |      |
    | 1月  | 孙七 | 500199196510090062 | 1000     | 1000     |      |      |
    | 1月  | 周八 | 500199198808080122 | 1000     | 1000     |      |      |
    | 1月  | 吴九 | 500199199208110062 | 1000     | 1000     |      |      |
    """
    tables = [t for t in book.of(CadrePay) if not _SUPPLEMENT.search(t.layout.title + t.sheet)]
    pairs = _Pairs()
    for rows in repeated_people(tables, CadrePay, old_numbers=True):
        payments: list[tuple[Months, CadrePay]] = []
        for row in rows:
            months = row_months(row)
            if months is None or _EXPLAINED.search(row.remark or ""):
                continue
            earlier = (r for m, r in payments if m.touches(months) and pairs.pay_twice(r, row))
            first = next(earlier, None)
            if first is not None:
                place = row.at("month" if "month" in row.table.columns else "id_number")
                paid = first.at("month" if "month" in first.table.columns else "id_number")
                where = f"同一人{terms_text([months])}的补助已在{paid.relative_to(place)}发放"
                yield place, Says(where, related=(paid,))
            payments.append((months, row))


class _Pairs:
    """Tells two payments from two views of one."""

    def __init__(self) -> None:
        self._copies = Copies()
        self._usual: dict[Table, Decimal] = {}

    def pay_twice(self, first: CadrePay, second: CadrePay) -> bool:
        """Return True if two rows pay the same part of one month."""
        amounts = [[(getattr(row, name) or 0) > 0 for name in _PARTS] for row in (first, second)]
        if all(map(any, amounts)) and not any(map(all, zip(*amounts, strict=True))):
            return False
        if first.table is second.table:
            return True
        if (first.table, second.table) in self._copies:
            return False
        return not (self._is_pro_rata(first) and self._is_pro_rata(second))

    def _is_pro_rata(self, row: CadrePay) -> bool:
        """Return True if a row pays less than others of its sheet."""
        table = row.table
        if table not in self._usual:
            self._usual[table] = max(map(_sum, table.rows(CadrePay)))
        return 0 < _sum(row) < self._usual[table]


def _sum(row: CadrePay) -> Decimal:
    parts = (row.county_pay or 0) + (row.township_pay or 0)
    return Decimal(row.total or parts)
