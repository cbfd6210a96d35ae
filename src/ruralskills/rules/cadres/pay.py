"""J2: pay of reserve cadres, its amounts and its months."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from ruralskills.facts.cadre_terms import OFFICE_COLUMNS, TermOfOffice, term_of_office
from ruralskills.facts.period_texts import months_text
from ruralskills.facts.row_months import row_months
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import CadrePay, ReserveCadre
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.months import Months
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.notices import Number
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.text.numbers import format_gap, format_number

_PARTS: Final = ("county_pay", "township_pay")
_PAY_COLUMNS: Final = ("month", "remark", "total", *_PARTS)
_EXPLAINED: Final = regex("补|扣|停|假|减|追|退|病|离|聘|调整")
"""Words of a remark that explain an unusual month's pay."""
_OTHER_MONEY: Final = regex("奖|补|贴|险|扣|应发|实发|工资|金额|绩效|考核")


class _Rosters:
    """Terms in office by identity number, from all rosters."""

    def __init__(self, book: LedgerSet) -> None:
        self._terms: dict[str, list[TermOfOffice | None]] = defaultdict(list)
        for cadre in book.rows(ReserveCadre):
            if cadre.id_number:
                self._terms[cadre.id_number].append(term_of_office(cadre))

    def terms_of(self, row: CadrePay) -> list[TermOfOffice] | None:
        """Return the terms of a person who is paid, None where they are not certain."""
        terms = self._terms.get(row.id_number or "")
        certain = [term for term in terms or () if term is not None]
        return certain if terms and len(certain) == len(terms) else None


@rule(
    "J201", "月补助与标准不符", CadrePay, limit="reserve_cadre_month_pay",
    reads=(*OFFICE_COLUMNS, *_PAY_COLUMNS),
    remedy="请核对发放标准和在岗天数；少发的补发，属补发、扣减的在备注写明",
)  # fmt: skip
def month_pay_differs(book: LedgerSet, limit: tuple[Number, Number]) -> Iterator[Answer]:
    """整月在职的，县级、乡镇补助各按通知规定的标准发放；聘任、离任当月按天折算的只列待核。

    一行发几个月的按月数乘。名册里查不到任职时间的列待核；备注写明补发、扣减的只作提示。

    通知：qingliu-2022

    村级后备干部名册

    | 姓名 | 身份证号           | 聘任日期   | 应报 |
    | ---- | ------------------ | ---------- | ---- |
    | 张三 | 500199198506150017 | 2022-12-15 |      |
    | 李四 | 500199199003020039 | 2022-12-15 |      |

    村级后备干部补助发放表
    标题：2023年村级后备干部补助发放表

    | 月份  | 姓名 | 身份证号           | 县级补助 | 乡镇补助 | 应报     |
    | ----- | ---- | ------------------ | -------- | -------- | -------- |
    | 1月   | 张三 | 500199198506150017 | 1000     | 1000     |          |
    | 2-3月 | 张三 | 500199198506150017 | 2000     | 2000     |          |
    | 1月   | 李四 | 500199199003020039 | 1000     | 800      | 乡镇补助 |
    """
    rosters = _Rosters(book)
    for row in book.rows(CadrePay):
        months = row_months(row)
        wrong_parts = list(_wrong_parts(row, months, limit))
        if wrong_parts:
            field, _ = wrong_parts[0]
            message = "；".join(part for _, part in wrong_parts)
            says = _weighed(message, rosters.terms_of(row), months)
            if _EXPLAINED.search(row.remark or ""):
                says = Says(message, severity=Severity.INFO, nature=Nature.HINT)
            yield row.at(field), says


def _wrong_parts(
    row: CadrePay, months: Months | None, limit: tuple[Number, Number]
) -> Iterator[tuple[str, str]]:
    """Yield each field with a wrong amount, with the message about it."""
    columns = row.table.columns
    parts = dict(zip(_PARTS, limit, strict=True))
    if not parts.keys() & columns.keys():
        parts = {"total": sum(limit)}
    for name, standard in parts.items():
        amount = getattr(row, name)
        if amount is None:
            continue
        amount, title = Decimal(amount), columns[name].spec.header
        count = months.last - months.first + 1 if months else 1
        if amount == standard * count or (months is None and amount % standard == 0):
            continue
        gap = format_gap(amount - standard * count, "元")
        times = f"{count}个月" if count > 1 else "每月"
        message = f"{title}填{format_number(amount)}元，{times}应为{standard * count}元，{gap}"
        yield name, message


def _weighed(message: str, terms: list[TermOfOffice] | None, months: Months | None) -> Says:
    """Return an error if every month was certainly wholly in office, else a doubt."""
    if terms is not None and months is not None:
        if all(any(term.covers(month) for term in terms) for month in months.numbers):
            return Says(message)
        message += "（不是整月在职）"
    return Says(message, severity=Severity.WARNING, nature=Nature.DOUBT)


@rule(
    "J202", "补助合计与分项不符", CadrePay, at="total", by_row=True,
    needs=("county_pay", "township_pay", "total"),
    remedy="请核对分项和合计，把填错的一处改正",
)  # fmt: skip
def total_is_not_the_sum(table: Table) -> Iterator[Answer]:
    """合计等于县级补助加乡镇补助；表里另有奖金、扣款等列的不查。

    通知：qingliu-2022

    | 月份 | 姓名 | 县级补助 | 乡镇补助 | 合计 | 应报 |
    | ---- | ---- | -------- | -------- | ---- | ---- |
    | 1月  | 张三 | 1000     | 1000     | 2000 |      |
    | 1月  | 李四 | 1000     | 1000     | 1000 | 合计 |
    | 1月  | 王五 | 1000     | 0        | 1000 |      |
    """
    other_headers = [column.header for column in table.layout.columns if not column.field]
    if any(_OTHER_MONEY.search(normalised(header)) for header in other_headers):
        return
    for row in table.rows(CadrePay):
        county, township, total = row.county_pay, row.township_pay, row.total
        if county is None or township is None or total is None:
            continue
        if gap := total - county - township:
            amounts = f"填{format_number(total)}元，两项相加为{format_number(county + township)}元"
            yield row.at("total"), f"{amounts}，{format_gap(gap, '元')}"


class _PaySheets:
    """The months of pay sheets, by township and by person."""

    def __init__(self, book: LedgerSet) -> None:
        self.months: dict[str, Months] = {}
        """The first to the last month of a township's sheets."""
        self._by_number: dict[str, list[Months | None]] = defaultdict(list)
        self._by_name: dict[tuple[str, str], list[Months | None]] = defaultdict(list)
        for row in book.rows(CadrePay):
            self._enter(row)

    def _enter(self, row: CadrePay) -> None:
        months, township = row_months(row), township_of(row)
        if row.id_number:
            self._by_number[row.id_number].append(months)
        self._by_name[township, normalised(str(row.name))].append(months)
        if months is not None:
            span = self.months.get(township, months)
            first, last = min(span.first, months.first), max(span.last, months.last)
            self.months[township] = Months(first, last)

    def paid_to(self, number: str, township: str, name: str) -> set[int] | None:
        """Return the months paid to a number or a name, None if one is not certain."""
        rows = self._by_number.get(number, [])
        rows = rows + self._by_name.get((township, normalised(name)), [])
        if any(months is None for months in rows):
            return None
        return {month for months in rows if months for month in months.numbers}


_UNLISTED: Final[dict[str, Any]] = {
    "severity": Severity.WARNING, "nature": Nature.DOUBT,
    "remedy": "发放表中没有此人，请核对是否另有发放表；确未发放的，尽快补发",
}  # fmt: skip
"""The weight of a finding about a person whom another pay sheet may name."""


@rule(
    "J203", "在职月份没有发放补助", ReserveCadre, CadrePay, at="name", carries_out="clauses",
    nature=Nature.SHORTFALL, reads=(*OFFICE_COLUMNS, *_PAY_COLUMNS),
    needs=("reserve_cadre.appointed",),
    remedy="请核对有无漏登、并月发放；确未发放的，尽快补发",
)  # fmt: skip
def month_in_office_not_paid(book: LedgerSet, as_of: date) -> Iterator[Answer]:
    """整月在职的每个月都要发放；只看本乡镇发放表起止月份以内、已经结束的月份。

    通知：qingliu-2022
    截至：2023-12-31

    村级后备干部名册

    | 姓名 | 身份证号           | 聘任日期   | 应报 |
    | ---- | ------------------ | ---------- | ---- |
    | 张三 | 500199198506150017 | 2022-12-15 |      |
    | 李四 | 500199199003020039 | 2023-01-10 | 姓名 |

    村级后备干部补助发放表
    标题：2023年村级后备干部补助发放表

    | 月份 | 姓名 | 身份证号           | 县级补助 | 乡镇补助 | 应报 |
    | ---- | ---- | ------------------ | -------- | -------- | ---- |
    | 1月  | 张三 | 500199198506150017 | 1000     | 1000     |      |
    | 2月  | 张三 | 500199198506150017 | 1000     | 1000     |      |
    | 3月  | 张三 | 500199198506150017 | 1000     | 1000     |      |
    | 3月  | 李四 | 500199199003020039 | 1000     | 1000     |      |
    """
    sheets, reported = _PaySheets(book), set[str]()
    for cadre in book.rows(ReserveCadre):
        number, term, township = cadre.id_number, term_of_office(cadre), township_of(cadre)
        if number is None or number in reported or term is None or township not in sheets.months:
            continue
        paid = sheets.paid_to(number, township, cadre.name or "")
        if paid is None:
            continue
        on_sheets = sheets.months[township].numbers
        due = {month for month in term.whole_months(as_of) if month in on_sheets}
        if missing := sorted(due - paid):
            reported.add(number)
            counts = f"整月在职{len(due)}个月，发放表缺{len(missing)}个月"
            message = f"{counts}：{months_text(missing)}"
            yield cadre.at("name"), Says(message, **({} if paid else _UNLISTED))


@rule(
    "J204", "补助月份不在任职期间", CadrePay, ReserveCadre, at="name", carries_out="clauses",
    severity=Severity.WARNING, nature=Nature.DOUBT, reads=(*OFFICE_COLUMNS, *_PAY_COLUMNS),
    needs=("reserve_cadre.appointed",),
    remedy="请核对聘任、离任日期和补助月份，改正填错的一处；多发的退回",
)  # fmt: skip
def paid_for_a_month_outside_office(book: LedgerSet) -> Iterator[Answer]:
    """聘任以前、离任以后的月份不发补助；名册没有写任职时间的不查，一人只报一次。

    通知：qingliu-2022

    村级后备干部名册

    | 姓名 | 身份证号           | 聘任日期   | 离任日期   | 应报 |
    | ---- | ------------------ | ---------- | ---------- | ---- |
    | 张三 | 500199198506150017 | 2022-12-15 | 2023-02-10 |      |

    村级后备干部补助发放表
    标题：2023年村级后备干部补助发放表

    | 月份 | 姓名 | 身份证号           | 县级补助 | 乡镇补助 | 应报 |
    | ---- | ---- | ------------------ | -------- | -------- | ---- |
    | 1月  | 张三 | 500199198506150017 | 1000     | 1000     |      |
    | 2月  | 张三 | 500199198506150017 | 400      | 400      |      |
    | 3月  | 张三 | 500199198506150017 | 1000     | 1000     | 姓名 |
    """
    rosters = _Rosters(book)
    for payments in _payments_outside_office(book, rosters).values():
        (row, _), *later = payments
        last = (rosters.terms_of(row) or [])[-1]
        until = f"至{last.left}" if last.left else "起"
        months = sorted({month for _, outside in payments for month in outside})
        message = f"发{months_text(months)}的补助，名册任职{last.appointed}{until}"
        yield row.at("name"), Says(message, related=tuple(r.at("name") for r, _ in later))


def _payments_outside_office(
    book: LedgerSet, rosters: _Rosters
) -> dict[str, list[tuple[CadrePay, list[int]]]]:
    """Return by number the rows that pay months out of office, with these months."""
    payments: dict[str, list[tuple[CadrePay, list[int]]]] = defaultdict(list)
    for row in book.rows(CadrePay):
        months, terms = row_months(row), rosters.terms_of(row)
        if months is None or not terms or row.id_number is None:
            continue
        outside = [m for m in months.numbers if all(term.excludes(m) for term in terms)]
        if outside:
            payments[row.id_number].append((row, outside))
    return payments
