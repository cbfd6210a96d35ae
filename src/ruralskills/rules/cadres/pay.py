"""J2: the pay of reserve cadres against what the notice grants and the months in office."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from ruralskills.facts.cadre_terms import OFFICE_COLUMNS, Office, office_of
from ruralskills.facts.duty_terms import Months, in_words, spoken
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import CadrePay, ReserveCadre
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import LedgerSet, Table
from ruralskills.notices import Number
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.text.numbers import format_number

_PARTS: Final = ("county_pay", "township_pay")
_PAY_COLUMNS: Final = ("month", "remark", "total", *_PARTS)
_EXPLAINED: Final = regex("补|扣|停|假|减|追|退|病|离|聘|调整")
"""Words of a remark that say why a month's pay is not the usual one."""
_OTHER_MONEY: Final = regex("奖|补|贴|险|扣|应发|实发|工资|金额|绩效|考核")


def months_paid(row: CadrePay) -> Months | None:
    """Return the months that a row pays: its own column's, else the month in the title."""
    table = row.table
    if row.month:
        return spoken(row.month, table.year, table.columns["month"].header or "月份")
    period = table.period
    return Months.of_period(period) if period and period.month else None


class Offices:
    """Everybody's time in office, by identity number, from all rosters."""

    def __init__(self, book: LedgerSet) -> None:
        self._terms: dict[str, list[Office | None]] = defaultdict(list)
        for cadre in book.rows(ReserveCadre):
            if cadre.id_number:
                self._terms[cadre.id_number].append(office_of(cadre))

    def of(self, row: CadrePay) -> list[Office] | None:
        """Return the terms of somebody who is paid; None where the rosters do not tell."""
        terms = self._terms.get(row.id_number or "")
        known = [term for term in terms or () if term is not None]
        return known if terms and len(known) == len(terms) else None


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
    offices = Offices(book)
    for row in book.rows(CadrePay):
        months = months_paid(row)
        wrong = list(_wrong_parts(row, months, limit))
        if wrong:
            field, _ = wrong[0]
            message = "；".join(part for _, part in wrong)
            says = _weighed(message, offices.of(row), months)
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
        gap = amount - standard * count
        times = f"{count}个月" if count > 1 else "每月"
        side = "多" if gap > 0 else "少"
        yield (
            name,
            f"{title}填{format_number(amount)}元，{times}应为{standard * count}元，{side}{format_number(abs(gap))}元",
        )


def _weighed(message: str, terms: list[Office] | None, months: Months | None) -> Says:
    """Return an error only if somebody was certainly in office for the whole of every month."""
    if terms is not None and months is not None:
        paid = range(months.first, months.last + 1)
        if all(any(term.whole(month) for term in terms) for month in paid):
            return Says(message)
        message += "（不是整月在职）"
    return Says(message, severity=Severity.WARNING, nature=Nature.DOUBT)


@rule(
    "J202", "补助合计与分项不符", CadrePay, at="total", carries_out="clauses",
    remedy="请核对分项和合计，把填错的一处改正",
)  # fmt: skip
def total_is_not_the_sum(table: Table) -> Iterator[Answer]:
    """合计等于县级补助加乡镇补助；表里另有奖金、扣款等列的不查。

    通知：qingliu-2022

    | 月份 | 姓名 | 县级补助 | 乡镇补助 | 合计 | 应报 |
    | ---- | ---- | -------- | -------- | ---- | ---- |
    | 1月  | 张三 | 1000     | 1000     | 2000 |      |
    | 1月  | 李四 | 1000     | 1000     | 1000 | 合计 |
    """
    unknown = [c.header for c in table.layout.columns if not c.field]
    if any(_OTHER_MONEY.search(normalised(header)) for header in unknown):
        return
    for row in table.rows(CadrePay):
        county, township, total = row.county_pay, row.township_pay, row.total
        if county is None or township is None or total is None:
            continue
        if gap := total - county - township:
            yield (
                row.at("total"),
                f"填{format_number(total)}元，两项相加为{format_number(county + township)}元，"
                f"{'多' if gap > 0 else '少'}{format_number(abs(gap))}元",
            )


class _Paid:
    """The months that pay sheets speak of, by township, and those that each person was paid."""

    def __init__(self, book: LedgerSet) -> None:
        self.spoken: dict[str, Months] = {}
        self._by_number: dict[str, list[Months | None]] = defaultdict(list)
        self._by_name: dict[tuple[str, str], list[Months | None]] = defaultdict(list)
        for row in book.rows(CadrePay):
            self._enter(row)

    def _enter(self, row: CadrePay) -> None:
        months, town = months_paid(row), township_of(row)
        if row.id_number:
            self._by_number[row.id_number].append(months)
        self._by_name[town, normalised(str(row.name))].append(months)
        if months is not None:
            known = self.spoken.get(town, months)
            first, last = min(known.first, months.first), max(known.last, months.last)
            self.spoken[town] = Months(first, last)

    def to(self, number: str, town: str, name: str) -> set[int] | None:
        """Return the months paid to somebody, by number or name; None if one is not certain."""
        rows = self._by_number.get(number, []) + self._by_name.get((town, normalised(name)), [])
        if any(months is None for months in rows):
            return None
        return {m for months in rows if months for m in range(months.first, months.last + 1)}


_UNLISTED: Final[dict[str, Any]] = {
    "severity": Severity.WARNING, "nature": Nature.DOUBT,
    "remedy": "发放表中没有此人，请核对是否另有发放表；确未发放的，尽快补发",
}  # fmt: skip
"""The weight of a finding about somebody whom no pay sheet names: another sheet may."""


@rule(
    "J203", "在职月份没有发放补助", ReserveCadre, CadrePay, at="name", carries_out="clauses",
    nature=Nature.SHORTFALL, reads=(*OFFICE_COLUMNS, *_PAY_COLUMNS),
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
    paid, reported = _Paid(book), set[str]()
    for cadre in book.rows(ReserveCadre):
        number, office, town = cadre.id_number, office_of(cadre), township_of(cadre)
        if number is None or number in reported or office is None or town not in paid.spoken:
            continue
        received = paid.to(number, town, cadre.name or "")
        if received is None:
            continue
        span = paid.spoken[town]
        due = {m for m in office.months(as_of) if span.first <= m <= span.last}
        if missing := sorted(due - received):
            reported.add(number)
            names = in_words(Months(month, month) for month in missing)
            message = f"整月在职{len(due)}个月，发放表缺{len(missing)}个月：{names}"
            yield cadre.at("name"), Says(message, **({} if received else _UNLISTED))


@rule(
    "J204", "补助月份不在任职期间", CadrePay, ReserveCadre, at="name", carries_out="clauses",
    severity=Severity.WARNING, nature=Nature.DOUBT, reads=(*OFFICE_COLUMNS, *_PAY_COLUMNS),
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
    offices = Offices(book)
    for rows in _paid_outside(book, offices).values():
        (row, _), *others = rows
        last = (offices.of(row) or [])[-1]
        until = f"至{last.left}" if last.left else "起"
        months = sorted({month for _, outside in rows for month in outside})
        names = in_words(Months(month, month) for month in months)
        message = f"发{names}的补助，名册任职{last.appointed}{until}"
        yield row.at("name"), Says(message, related=tuple(r.at("name") for r, _ in others))


def _paid_outside(book: LedgerSet, offices: Offices) -> dict[str, list[tuple[CadrePay, list[int]]]]:
    """Return by number the rows of pay for months out of office, with these months."""
    found: dict[str, list[tuple[CadrePay, list[int]]]] = defaultdict(list)
    for row in book.rows(CadrePay):
        months, terms = months_paid(row), offices.of(row)
        if months is None or not terms or row.id_number is None:
            continue
        paid = range(months.first, months.last + 1)
        if outside := [m for m in paid if all(term.outside(m) for term in terms)]:
            found[row.id_number].append((row, outside))
    return found


@rule(
    "J205", "同一个月发放两次", CadrePay, at="month", carries_out="clauses", severity=Severity.WARNING,
    nature=Nature.DOUBT, remedy="请核对月份；属补发的在备注写明，重复发放的退回", foldable=False,
)  # fmt: skip
def month_paid_twice(table: Table) -> Iterator[Answer]:
    """一张发放表里一人一个月只发一次；备注写明补发的不算，没有身份证号的不查。

    通知：qingliu-2022
    标题：2023年村级后备干部补助发放表

    | 月份 | 姓名 | 身份证号           | 县级补助 | 乡镇补助 | 备注 | 应报 |
    | ---- | ---- | ------------------ | -------- | -------- | ---- | ---- |
    | 1月  | 张三 | 500199198506150017 | 1000     | 1000     |      |      |
    | 2月  | 张三 | 500199198506150017 | 1000     | 1000     |      |      |
    | 2月  | 张三 | 500199198506150017 | 1000     | 1000     |      | 月份 |
    | 1月  | 张三 | 500199198506150017 | 200      | 200      | 补发 |      |
    """
    seen: dict[str, list[tuple[Months, CadrePay]]] = defaultdict(list)
    for row in table.rows(CadrePay) if "month" in table.columns else ():
        months = months_paid(row)
        if row.id_number is None or months is None or _EXPLAINED.search(row.remark or ""):
            continue
        before = next((r for m, r in seen[row.id_number] if m.touches(months)), None)
        if before is not None:
            there = before.at("month").cell.address
            yield row.at("month"), f"同一人{in_words([months])}的补助已在{there}发放"
        seen[row.id_number].append((months, row))
