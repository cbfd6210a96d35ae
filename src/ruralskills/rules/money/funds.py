"""F1: funds for training - sources, spending and standards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final, NamedTuple, TypeVar

from ruralskills.facts.townships import sender_of
from ruralskills.ledgers import FundIncome, FundSpending
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Ledger, Table
from ruralskills.notices import Number
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.text.numbers import format_number

Fund = TypeVar("Fund", FundIncome, FundSpending)
_CARRIED_OVER: Final = regex("结余|结转|上年")


def _by_unit(book: LedgerSet, ledger: type[Ledger]) -> dict[tuple[int | None, str], list[Table]]:
    """Return the tables by year and unit: departments keep their own books."""
    tables: dict[tuple[int | None, str], list[Table]] = defaultdict(list)
    for table in book.of(ledger):
        tables[table.year, sender_of(table)].append(table)
    return tables


def _by_source(rows: Iterable[Fund]) -> dict[str, list[Fund]] | None:
    """Return the rows of each source, None where a row has none."""
    sources: dict[str, list[Fund]] = defaultdict(list)
    for row in rows:
        if row.source is None:
            return None
        sources[normalised(row.source)].append(row)
    return sources


class _Accounts(NamedTuple):
    """The income and the spending of one unit in one year."""

    income: list[Table]
    spending: list[Table]

    @property
    def received(self) -> Iterator[FundIncome]:
        """The rows of income."""
        return (row for table in self.income for row in table.rows(FundIncome))

    @property
    def spent(self) -> Iterator[FundSpending]:
        """The rows of spending."""
        return (row for table in self.spending for row in table.rows(FundSpending))

    @property
    def has_units(self) -> bool:
        """True if every table says that its amounts are 元 or 万元."""
        return all(
            (column := table.columns.get("amount")) is not None
            and ("元" in column.header or "元" in table.places)
            for table in (*self.income, *self.spending)
        )


def _accounts(book: LedgerSet) -> Iterator[_Accounts]:
    """Yield the accounts of each year and unit that has both ledgers."""
    income, spending = _by_unit(book, FundIncome), _by_unit(book, FundSpending)
    for key, tables in spending.items():
        if key in income:
            yield _Accounts(income[key], tables)


@rule(
    "F101", "支出的资金来源未列入收入", FundIncome, FundSpending, at="source", carries_out="clauses",
    nature=Nature.DOUBT, reads=("source", "item", "voucher", "fund", "payee"),
    needs=("fund_spending.source", "fund_income.source"),
    remedy="请核对资金来源；收入台账漏登的补登，列错渠道的更正",
)  # fmt: skip
def spending_from_a_source_without_income(book: LedgerSet) -> Iterator[Answer]:
    """支出写明的资金来源，应在同一年的收入台账里有；上年结余的、来源读不出的、两本台账不是同一单位的不比。

    通知：dongxiang-2020

    资金收入台账

    | 资金来源 | 到账日期   | 收入金额（元） | 应报 |
    | -------- | ---------- | -------------- | ---- |
    | 扶贫资金 | 2020-05-01 | {100000}       |      |

    资金支出台账

    | 支出项目 | 收款单位 | 支出金额（元） | 资金来源   | 应报     |
    | -------- | -------- | -------------- | ---------- | -------- |
    | 培训补贴 | 县职校   | {60000}        | 专项扶贫资金 |          |
    | 培训补贴 | 农广校   | {30000}        | 东西协作   | 资金来源 |
    """
    for accounts in _accounts(book):
        sources = _by_source(accounts.received)
        if sources is None or any(_CARRIED_OVER.search(source) for source in sources):
            continue
        for row in accounts.spent:
            source = row.source
            if source and normalised(source) not in sources and not _CARRIED_OVER.search(source):
                yield row.at("source"), f"收入台账中没有“{source}”这一来源"


@rule(
    "F102", "支出大于同一来源的收入", FundIncome, FundSpending, at="amount", carries_out="clauses",
    reads=("source", "amount", "item", "voucher", "fund", "payee"),
    needs=("fund_spending.source", "fund_spending.amount", "fund_income.source",
           "fund_income.amount"),
    remedy="请核对两本台账有无漏登、来源有无列错；结余资金支出的，在收入台账登记结余",
)  # fmt: skip
def more_spent_than_received(book: LedgerSet) -> Iterator[Answer]:
    """同一来源的支出合计不能大于收入合计；冲销、追回是负数，照样相加；没有写明金额单位的不比。

    通知：dongxiang-2020

    资金收入台账

    | 资金来源 | 到账日期   | 收入金额（万元） | 应报 |
    | -------- | ---------- | ---------------- | ---- |
    | 扶贫资金 | 2020-05-01 | {10}             |      |
    | 就业资金 | 2020-05-01 | {10}             |      |

    资金支出台账

    | 支出项目 | 收款单位 | 支出金额（元） | 资金来源 | 应报           |
    | -------- | -------- | -------------- | -------- | -------------- |
    | 培训补贴 | 县职校   | {120000}       | 扶贫资金 |                |
    | 培训补贴 | 县职校   | {-10000}       | 扶贫资金 | 支出金额（元） |
    | 培训补贴 | 农广校   | {90000}        | 就业资金 |                |
    """
    for accounts in _accounts(book):
        received, spent = _by_source(accounts.received), _by_source(accounts.spent)
        if received is None or spent is None or not accounts.has_units:
            continue
        for source, rows in spent.items():
            spending, income = _total(rows), _total(received.get(source, []))
            if spending is None or income is None or source not in received or spending <= income:
                continue
            related = tuple(row.at("amount") for row in received[source])
            message = (
                f"{source}支出合计{format_number(spending)}元，收入合计{format_number(income)}元，"
                f"多支{format_number(spending - income)}元"
            )
            yield rows[-1].at("amount"), Says(message, related=related)


def _total(rows: Iterable[FundIncome | FundSpending]) -> Decimal | None:
    """Return the sum of amounts, None where one is not known."""
    amounts = [row.amount for row in rows]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None


@rule(
    "F103", "金额不等于标准乘人数", FundSpending, at="amount", severity=Severity.WARNING,
    nature=Nature.DOUBT, remedy="请核对人数、标准和金额；另有扣减的在备注写明",
)  # fmt: skip
def amount_against_standard_and_people(
    amount: Decimal,
    standard: Decimal,
    people: int | Decimal,
    item: str | None = None,
    remark: str | None = None,
) -> str | None:
    """培训补贴金额＝补贴标准×人数；负数是冲销，按绝对值比；不足1元的尾差、按天计的生活交通补贴不算。

    备注写明分次支付、首付尾款的，不逐笔比。

    通知：dongxiang-2020

    | 支出项目 | 收款单位 | 人数 | 标准   | 支出金额 | 应报     |
    | -------- | -------- | ---- | ------ | -------- | -------- |
    | 培训补贴 | 县职校   | 50   | {1200} | {60000}  |          |
    | 培训补贴 | 农广校   | 50   | {1200} | {66000}  | 支出金额 |
    | 冲销     | 县职校   | 2    | {1200} | {-2400}  |          |

    | 支出项目 | 收款单位 | 人数 | 标准   | 支出金额 | 备注               | 应报     |
    | -------- | -------- | ---- | ------ | -------- | ------------------ | -------- |
    | 培训补贴 | 县职校   | 40   | {1500} | {36000}  | 分次支付，首付60%  |          |
    | 培训补贴 | 县职校   | 40   | {1500} | {24000}  | 尾款               |          |
    | 培训补贴 | 县职校   | 40   | {1500} | {36000}  | 转账               | 支出金额 |
    """
    expected = standard * people
    gap = abs(abs(amount) - expected)
    if people <= 0 or standard <= 0 or gap < 1 or abs(amount) % expected == 0:
        return None  # a multiple is paid for several days, or for several classes
    if (item and _BY_DAY.search(item)) or (remark and _IN_PARTS.search(remark)):
        return None
    return (
        f"填{format_number(amount)}元，标准{format_number(standard)}元×{people}人＝{format_number(expected)}元，"
        f"相差{format_number(gap)}元"
    )


@rule(
    "F104", "公用经费列支超过比例", FundIncome, at="public_spent", limit="public_share",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    remedy="请核对培训收入和列支金额；超过部分调整用途",
)  # fmt: skip
def too_much_for_running_costs(amount: Decimal, public_spent: Decimal, limit: Number) -> str | None:
    """职业院校开展培训所得收入，用于学校公用经费的不超过规定比例。

    通知：dongxiang-2020

    | 资金来源 | 到账日期   | 培训收入 | 公用经费列支 | 应报         |
    | -------- | ---------- | -------- | ------------ | ------------ |
    | 就业资金 | 2020-05-01 | {100000} | {50000}      |              |
    | 就业资金 | 2020-06-01 | {100000} | {60000}      | 公用经费列支 |
    | 就业资金 | 2020-07-01 | {99999}  | {49999.5}    |              |
    """
    most = amount * limit / 100
    if amount <= 0 or public_spent <= most:
        return None
    return (
        f"列支{format_number(public_spent)}元，收入{format_number(amount)}元的{limit}%为{format_number(most)}元，"
        f"多{format_number(public_spent - most)}元"
    )


_IN_PARTS: Final = regex(
    "分[次期批两三]|首[付款期笔]|尾款|余款|预[付拨支]|先[付拨]|第[一二三四1-4][次笔批]|质保|扣"
)
_BY_DAY: Final = regex("生活|交通|伙食|误工|住宿|食宿")
