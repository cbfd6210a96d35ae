"""N4: amounts that break the product that the other rows of their table show."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import compress, groupby
from math import prod
from operator import attrgetter
from typing import Final

from msgspec import Struct

from ruralskills.facts.shown_products import (
    FEWEST,
    SHARE,
    SLACK,
    MoneyProduct,
    per_yuan,
    positive,
    shown_products,
)
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.relations import Product
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column
from ruralskills.notices import InForce
from ruralskills.text.lazy_regex import regex
from ruralskills.text.numbers import format_gap, format_number

_EXPLAINED: Final = regex("补|扣|停|假|减|追|退|病|离|预|分[期批次]|调整|首[批期]|尾款|余款|折")
"""Words of a remark that explain an amount of its own."""


@rule(
    "N417", "金额与标准不符", at="", severity=Severity.WARNING, nature=Nature.DOUBT, foldable=False,
    remedy="请核对标准、数量和金额，把填错的一处改正；另有扣减、补发的在备注写明",
)  # fmt: skip
def amount_breaks_the_rule_of_its_table(table: Table, notices: InForce) -> Iterator[Answer]:
    """同一张表里，至少5行且八成以上的金额等于标准（或标准乘人数、天数、月数），其余的列待核；备注写明扣减、补发的不算。

    哪一列是标准、哪一列是人数，看表头和数字，不认得的列也算在内。

    不到5行的，金额大于标准又不是标准的整数倍的才列。

    | 姓名 | 身份证号           | 补贴标准 | 补贴金额 | 应报     |
    | ---- | ------------------ | -------- | -------- | -------- |
    | 张三 | 500199198506150017 | 1000     | 1000     |          |
    | 李四 | 500199199003020039 | 1000     | 1000     |          |
    | 王五 | 500199199208110046 | 1200     | 1200     |          |
    | 赵六 | 500199197811200119 | 1000     | 100      | 补贴金额 |
    | 钱七 | 500199196510090062 | 1000     | 1000     |          |
    | 孙八 | 500199198808080122 | 1000     |          |          |
    | 周九 | 500199195401010057 | 1000     | 1000     |          |

    公益性岗位台账

    | 姓名 | 身份证号           | 岗位名称 | 月补贴标准 | 年补贴标准 | 应报       |
    | ---- | ------------------ | -------- | ---------- | ---------- | ---------- |
    | 张三 | 500199198506150017 | 保洁员   | 500        | 6000       |            |
    | 李四 | 500199199003020039 | 保洁员   | 500        | 6000       |            |
    | 王五 | 500199199208110046 | 护林员   | 600        | 7200       |            |
    | 赵六 | 500199197811200119 | 护林员   | 600        | 7200       |            |
    | 钱七 | 500199196510090062 | 护林员   | 600        | 6000       | 年补贴标准 |
    """
    relations = table.ledger.relations
    products = relations.products
    for _, shown in groupby(shown_products(table), lambda one: one.result.index):
        if not _is_looked_at(table, found := list(shown)):
            yield from _unlike_the_rest(table, found)
    for result, candidates in groupby(products, attrgetter("result")):
        usable = [
            one
            for one in candidates
            if {result, *one.factors} <= table.columns.keys()
            and not (one.limit and notices.limit(one.limit))
        ]
        yield from _exceptions(table, result, usable) if usable else ()


def _is_looked_at(table: Table, found: Sequence[MoneyProduct]) -> bool:
    """Return True if a declared product, or a rule of its own, looks at an amount."""
    relations, result = table.ledger.relations, found[0].result.spec.field
    own = relations.own_product
    if result in own and own <= table.columns.keys():
        return True
    factors = [{factor.spec.field for factor in one.factors} for one in found]
    return any(one.result == result and set(one.factors) in factors for one in relations.products)


class _Row(Struct, frozen=True):
    """An amount with its factors, and the value of each product."""

    amount: Decimal
    expected: tuple[Decimal | None, ...]
    """By product, None where a factor is missing."""

    def agrees(self, number: int) -> bool:
        """Return True if a product gives the amount."""
        value = self.expected[number]
        return value is not None and abs(value - self.amount) < SLACK


def _exceptions(table: Table, result: str, products: Sequence[Product]) -> Iterator[Answer]:
    """Yield the rows that break the product of most rows, and every other one."""
    names = list(dict.fromkeys((result, *(name for one in products for name in one.factors))))
    codes = list(zip(*(table.columns[name].codes for name in names), strict=True))
    times = Counter(codes)
    rows = {key: row for key in times if (row := _row(table, names, key, products)) is not None}
    usual, share = _usual(rows, times, len(products))
    if share < SHARE and sum(times[key] for key in rows) >= FEWEST:
        return
    if share < SHARE:
        yield from _excesses(table, codes, rows, products)
        return
    wholes = [
        names.index(pair.whole)
        for pair in table.ledger.relations.parts
        if pair.part == result and pair.whole in names and pair.unless not in table.columns
    ]
    wrong = {
        key: expected
        for key, row in rows.items()
        if (expected := row.expected[usual]) is not None
        and not any(_exceeds(table, names, key, whole) for whole in wholes)
        and not any(map(row.agrees, range(len(products))))
    }
    for index, key in compress(enumerate(codes), map(wrong.__contains__, codes)):
        if not _EXPLAINED.search(table.text(index, "remark")):
            used = _of_columns(table, products[usual])
            yield _answer(table, index, used, rows[key].amount, wrong[key])


def _excesses(
    table: Table,
    codes: Sequence[tuple[int, ...]],
    rows: Mapping[tuple[int, ...], _Row],
    products: Sequence[Product],
) -> Iterator[Answer]:
    """Yield the rows of a short table that exceed every product.

    A multiple of one is none: a standard may be by the day or the month, and what is less may be a part of the payment.
    """
    for index, key in enumerate(codes):
        if key not in rows:
            continue
        pairs = zip(products, rows[key].expected, strict=True)
        known = [value for one, value in pairs if value is not None and not one.loose]
        if not known or rows[key].amount < max(known) + SLACK:
            continue
        greatest = max(known)
        is_multiple = any(value > 0 and rows[key].amount % value == 0 for value in known)
        if not is_multiple and not _EXPLAINED.search(table.text(index, "remark")):
            number = rows[key].expected.index(greatest)
            used = _of_columns(table, products[number])
            yield _answer(table, index, used, rows[key].amount, greatest, "")


def _exceeds(table: Table, names: Sequence[str], key: Sequence[int], whole: int) -> bool:
    """Return True if an amount exceeds its declared whole, which another rule tells."""
    part, most = (table.columns[names[n]].values[key[n]] for n in (0, whole))
    return isinstance(most, int | Decimal) and part > most


def _row(
    table: Table, names: Sequence[str], key: Sequence[int], products: Sequence[Product]
) -> _Row | None:
    """Return a combination of codes as numbers, None without an amount that is paid."""
    values = {name: table.columns[name].values[code] for name, code in zip(names, key, strict=True)}
    numbers = {n: Decimal(v) for n, v in values.items() if isinstance(v, int | Decimal) and v > 0}
    if names[0] not in numbers:
        return None
    expected = [
        prod((numbers[name] for name in one.factors), start=one.times)
        if numbers.keys() >= set(one.factors)
        else None
        for one in products
    ]
    return _Row(numbers[names[0]], tuple(expected))


def _usual(
    rows: Mapping[tuple[int, ...], _Row], times: Mapping[tuple[int, ...], int], products: int
) -> tuple[int, float]:
    """Return the product that explains the largest share of rows, with that share.

    The share is 0 where fewer rows than five can be told.
    """
    shares = []
    for number in range(products):
        able = sum(times[key] for key, row in rows.items() if row.expected[number] is not None)
        fitting = sum(times[key] for key, row in rows.items() if row.agrees(number))
        shares.append(fitting / able if able >= FEWEST else 0.0)
    usual = max(range(products), key=shares.__getitem__)
    return usual, shares[usual]


def _unlike_the_rest(table: Table, products: Sequence[MoneyProduct]) -> Iterator[Answer]:
    """Yield the rows whose amount is none of the products that the sheet shows."""
    result = products[0].result
    others = {factor.index: factor for one in products for factor in one.factors}
    columns = {result.index: result, **others}
    codes = list(zip(*(column.codes for column in columns.values()), strict=True))
    times = Counter(codes)
    able, fitting = Counter[int](), Counter[int]()
    rows: dict[tuple[int, ...], list[Decimal | None]] = {}
    for key, count in times.items():
        figures = dict(zip(columns, map(_positive_at, columns.values(), key), strict=True))
        amount = figures[result.index]
        if amount is None:
            continue
        rows[key] = [one.value([figures[f.index] for f in one.factors]) for one in products]
        for number, value in enumerate(rows[key]):
            able[number] += count * (value is not None)
            fitting[number] += count * _is_near(value, amount, result)
    usual = max(able, key=lambda number: fitting[number] / max(able[number], 1), default=None)
    if usual is None or able[usual] < FEWEST or fitting[usual] < SHARE * able[usual]:
        return
    for index, key in enumerate(codes):
        values = rows.get(key)
        expected = values[usual] if values else None
        amount = positive(result[index])
        if values is None or expected is None or amount is None:
            continue
        if not any(_is_near(value, amount, result) for value in values) and not _EXPLAINED.search(
            table.text(index, "remark")
        ):
            yield _answer(table, index, products[usual], amount, expected)


def _positive_at(column: Column, code: int) -> Decimal | None:
    return positive(column.values[code])


def _is_near(value: Decimal | None, amount: Decimal, column: Column) -> bool:
    return value is not None and abs(value - amount) * per_yuan(column) < SLACK


def _answer(
    table: Table,
    index: int,
    used: MoneyProduct,
    amount: Decimal,
    value: Decimal,
    others: str = "；本表其他行大多相符",
) -> Answer:
    terms = "×".join(f"{c.spec.header}{format_number(c[index])}" for c in used.factors)
    if used.times > 1:
        terms += f"×{format_number(used.times)}"
    elif used.times < 1:
        terms += f"÷{format_number((1 / used.times).quantize(Decimal(1)))}"
    unit = used.result.spec.unit
    expected = value.quantize(Decimal("0.01"))
    is_calculated = len(used.factors) > 1 or used.times != 1
    equals = "＝" + format_number(expected) if is_calculated else ""
    message = (
        f"填{format_number(amount)}{unit}，{terms}{equals}{unit}，"
        f"{format_gap(amount - expected, unit)}{others}"
    )
    related = tuple(table.at_column(index, column) for column in used.factors)
    return table.at_column(index, used.result), Says(message, related=related)


def _of_columns(table: Table, declared: Product) -> MoneyProduct:
    """Return a declared product as columns of a table."""
    factors = tuple(table.columns[name] for name in declared.factors)
    return MoneyProduct(table.columns[declared.result], factors, declared.times)
