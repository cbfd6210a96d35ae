"""N4: numbers within a row - households and people, amounts."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final

from ruralskills.facts.amounts import outliers, written_in_a_smaller_unit
from ruralskills.ledgers import Leader
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Answer, rule
from ruralskills.model.table import Table
from ruralskills.text.numbers import format_number
from ruralskills.values import amount


@rule(
    "N403", "带动人数少于带动户数", Leader, at="people_led", severity=Severity.INFO, nature=Nature.HINT,
    any_of=("households_led", "poor_households_led"),
    remedy="请核对是否填反，或两列填的不是同一口径",
)  # fmt: skip
def fewer_people_than_households(
    people_led: int | Decimal,
    headers: Mapping[str, str],
    households_led: int | Decimal | None = None,
    poor_households_led: int | Decimal | None = None,
) -> str | None:
    """一户至少一人；带动贫困人口与贫困户比，带动人数与带动户数比。

    | 姓名 | 身份证号           | 带动户数 | 带动人数 | 应报     |
    | ---- | ------------------ | -------- | -------- | -------- |
    | 张三 | 500199198506150017 | 5        | 17       |          |
    | 李四 | 500199199003020039 | 17       | 5        | 带动人数 |
    | 王五 | 500199199208110046 | 5        | 0        |          |
    """
    households = poor_households_led if _is_of_poor(headers["people_led"]) else households_led
    if households is None or not 0 < people_led < households:
        return None
    return f"填{people_led}人，少于所带{households}户，差{households - people_led}"


@lru_cache(maxsize=64)
def _is_of_poor(header: str) -> bool:
    return re.search("贫困|脱贫", header) is not None


@rule(
    "N414", "户均人口偏大", Leader, at="people_led", limit="people_per_household",
    severity=Severity.INFO, nature=Nature.HINT,
    any_of=("households_led", "poor_households_led"),
    remedy="请核对人数、户数是否填错，或两列不是同一口径",
)  # fmt: skip
def too_many_people_per_household(
    people_led: int | Decimal,
    headers: Mapping[str, str],
    limit: int,
    households_led: int | Decimal | None = None,
    poor_households_led: int | Decimal | None = None,
) -> str | None:
    """带动人数除以带动户数，一般在10人以内。

    | 姓名 | 身份证号           | 带动户数 | 带动人数 | 应报     |
    | ---- | ------------------ | -------- | -------- | -------- |
    | 张三 | 500199198506150017 | 5        | 27       |          |
    | 李四 | 500199199003020039 | 5        | 170      | 带动人数 |
    | 王五 | 500199199208110046 | 5        | 50       |          |
    """
    households = poor_households_led if _is_of_poor(headers["people_led"]) else households_led
    if households is None or households <= 0 or people_led <= households * limit:
        return None
    average = (Decimal(people_led) / households).quantize(Decimal("0.1"))
    return f"填{people_led}人、{households}户，户均{average}人，超过{limit}人"


_MONEY: Final = ("元", "万元")


@rule(
    "N404", "金额单位可能混用", at="", severity=Severity.WARNING, nature=Nature.DOUBT, foldable=False,
    remedy="请核对这一格填的是元还是万元，改成与表头一致的单位",
)  # fmt: skip
def amount_in_another_unit(table: Table) -> Iterator[Answer]:
    """同一列金额中，与中间值相差约一万倍的，可能把元填成了万元，或把万元填成了元。

    | 姓名 | 身份证号           | 年收入 | 应报           |
    | ---- | ------------------ | -------------- | -------------- |
    | 张三 | 500199198506150017 | {12}           |                |
    | 李四 | 500199199003020039 | {8}            |                |
    | 王五 | 500199199208110046 | {15.5}         |                |
    | 赵六 | 500199197811200119 | {100000}       | 年收入 |
    | 钱七 | 500199196510090062 | {10}           |                |
    """
    for name, column in table.columns.items():
        if column.spec.reads.read is not amount.read or column.spec.unit not in _MONEY:
            continue
        middle, amounts_apart = outliers(column)
        if amounts_apart and column.keeps_numbers():  # a rule of their own asks about these
            for code in amounts_apart.keys() & written_in_a_smaller_unit(column):
                del amounts_apart[code]
        for index, code in column.rows_with(amounts_apart):
            ratio = max(amounts_apart[code] / middle, middle / amounts_apart[code])
            message = (
                f"填{table.text(index, name)}，与本列中间值{format_number(middle)}{column.spec.unit}"
                f"相差约{ratio:.0f}倍"
            )
            yield table.at_field(index, name), message
