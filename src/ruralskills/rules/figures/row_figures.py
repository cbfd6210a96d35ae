"""N4: numbers within a row - parts and totals, households and people, amounts."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from ruralskills.facts.amounts import outliers
from ruralskills.ledgers import Leader
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column
from ruralskills.text.numbers import format_number
from ruralskills.values import amount, count

_NUMBERS: Final = (int, Decimal)
_PARTS: Final = (
    ("poor_households_led", "households_led"),
    ("poor_trained", "trained"),
    ("completed", "trained"),
    ("passed", "examined"),
    ("passed", "trained"),
    ("certified", "trained"),
    ("eligible", "trained"),
    ("employed", "trained"),
    ("poor_workers", "workers"),
)
"""Counts that are a part of another, by field."""


@rule("N401", "部分大于总数", at="", remedy="请核对两格，改到部分不大于总数")
def part_greater_than_whole(table: Table) -> Iterator[Answer]:
    """其中数不能大于总数。

    | 姓名 | 身份证号           | 带动户数 | 其中贫困户 | 应报       |
    | ---- | ------------------ | -------- | ---------- | ---------- |
    | 张三 | 500199198506150017 | 5        | 3          |            |
    | 李四 | 500199199003020039 | 4        | 6          | 其中贫困户 |
    | 王五 | 500199199208110046 |          | 6          |            |

    表头看不出是包含关系的（带动农户数、带动贫困户数），只列待核。
    """
    reported: set[tuple[int, str]] = set()
    for part, total in _PARTS:
        if part not in table.columns or total not in table.columns:
            continue
        columns = table.columns[part], table.columns[total]
        pairs = list(zip(columns[0].codes, columns[1].codes, strict=True))
        wrong = {
            (a, b)
            for a, b in set(pairs)
            if isinstance(columns[0].values[a], int)
            and isinstance(columns[1].values[b], int)
            and columns[0].values[a] > columns[1].values[b] >= 0
        }
        if not wrong:
            continue
        weight = {} if _is_certainly_part(*columns) else _MAYBE
        for index, pair in enumerate(pairs):
            if pair in wrong and (index, part) not in reported:
                reported.add((index, part))
                values = columns[0].values[pair[0]], columns[1].values[pair[1]]
                header = columns[1].header or columns[1].spec.header
                unit = columns[0].spec.unit
                message = (
                    f"填{values[0]}{unit}，大于“{header}”的{values[1]}{unit}，"
                    f"多{values[0] - values[1]}{unit}"
                )
                related = (table.at_field(index, total),)
                yield table.at_field(index, part), Says(message, related=related, **weight)


_MAYBE: Final[dict[str, Any]] = {
    "severity": Severity.WARNING,
    "nature": Nature.DOUBT,
    "remedy": "请核对两格；两列分开计数、互不包含的，请在表头写明",
}


def _is_certainly_part(part: Column, total: Column) -> bool:
    """Return True if one counts within the other, as 带动贫困户数 in 带动农户数 need not."""
    if part.spec.field != "poor_households_led":
        return True
    return "其中" in part.header or bool(
        re.search("总|合计|^带动户数|/带动户数|/户数", total.header)
    )


_WHOLE_UNITS: Final = frozenset({"人", "户", "个", "期", "人次"})


@rule("N402", "人数、户数为负数或小数", at="", remedy="请核对后填整数；没有的填0")
def count_not_a_whole_number(table: Table) -> Iterator[Answer]:
    """人、户、个、期只能是0或正整数；天数、课时、年限、金额不在此列。

    | 姓名 | 身份证号           | 带动贫困户数 | 带动人数 | 应报                  |
    | ---- | ------------------ | ------------ | -------- | --------------------- |
    | 张三 | 500199198506150017 | 3            | 10       |                       |
    | 李四 | 500199199003020039 | -3           | 10       | 带动贫困户数          |
    | 王五 | 500199199208110046 | 4            | 12.5     | 带动人数              |
    """
    for name, column in table.columns.items():
        if column.spec.reads.read is not count.read or column.spec.unit not in _WHOLE_UNITS:
            continue
        wrong = {
            code: f"填“{value}”，{'不能是负数' if value < 0 else '不能有小数'}"
            for code, value in enumerate(column.values)
            if isinstance(value, _NUMBERS) and (value < 0 or value != int(value))
        }
        for index, code in column.rows_with(wrong):
            yield table.at_field(index, name), wrong[code]


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
        for index, code in column.rows_with(amounts_apart):
            ratio = max(amounts_apart[code] / middle, middle / amounts_apart[code])
            message = (
                f"填{table.text(index, name)}，与本列中间值{format_number(middle)}{column.spec.unit}"
                f"相差约{ratio:.0f}倍"
            )
            yield table.at_field(index, name), message
