"""N4: numbers that cannot be - negative ones, parts of a person, rates over 100 %."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from ruralskills.ledgers import Figure
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column
from ruralskills.text.lazy_regex import regex
from ruralskills.text.numbers import format_number
from ruralskills.values import amount, count, quantity, rate

_NUMBERS: Final = (int, Decimal)
_MOST_OVER: Final = 2
"""The greatest figure that is a fraction over 1 and no percentage."""
_WHOLE_UNITS: Final = frozenset({"人", "户", "个", "期", "人次"})


def _counts_whole_things(column: Column) -> bool:
    return column.spec.reads.read is count.read and column.spec.unit in _WHOLE_UNITS


@rule(
    "N402", "人数、户数为负数或小数", at="", by_row=True,
    remedy="请核对后填整数；没有的填0",
)  # fmt: skip
def count_not_a_whole_number(table: Table) -> Iterator[Answer]:
    """人、户、个、期只能是0或正整数；天数、课时、年限、金额不在此列。

    | 姓名 | 身份证号           | 带动贫困户数 | 带动人数 | 应报                  |
    | ---- | ------------------ | ------------ | -------- | --------------------- |
    | 张三 | 500199198506150017 | 3            | 10       |                       |
    | 李四 | 500199199003020039 | -3           | 10       | 带动贫困户数          |
    | 王五 | 500199199208110046 | 4            | 12.5     | 带动人数              |
    | 赵六 | 500199197811200119 | 0            | 12.0     |                       |
    """
    for name, column in table.columns.items():
        if not _counts_whole_things(column):
            continue
        wrong = {
            code: f"填“{value}”，{'不能是负数' if value < 0 else '不能有小数'}"
            for code, value in enumerate(column.values)
            if isinstance(value, _NUMBERS) and (value < 0 or value != int(value))
        }
        for index, code in column.rows_with(wrong):
            yield table.at_field(index, name), wrong[code]
    for column in table.unmapped:
        if column.spec.unit in _WHOLE_UNITS:
            yield from _negative_among_others(table, column, "不能是负数")


_ASKED: Final[dict[str, Any]] = {"severity": Severity.WARNING, "nature": Nature.DOUBT}
_LEAST_SOUND: Final = 5


def _negative_among_others(table: Table, column: Column, why: str) -> Iterator[Answer]:
    """Yield the figures below nought of a column without a field, if they are few."""
    if not column.spec.reads.additive or _CHANGE.search(column.header):
        return
    figures = [v for v in map(column.values.__getitem__, column.codes) if isinstance(v, _NUMBERS)]
    negative = sum(figure < 0 for figure in figures)
    if not 0 < _LEAST_SOUND * negative <= len(figures) - negative:
        return
    wrong = {c for c, v in enumerate(column.values) if isinstance(v, _NUMBERS) and v < 0}
    for index, code in column.rows_with(wrong):
        message = f"填{format_number(column.values[code])}{column.spec.unit}，{why}"
        if not _TAKEN_BACK.search(table.text(index, "remark")):
            yield table.at_unmapped(index, column), Says(message, **_ASKED)


_DIFFERENCE: Final = regex("净|利润|盈|增|结余|余额|差")
"""Headers of figures that may be below nought."""
_TAKEN_BACK: Final = regex("冲|退|追|红字|更正|调账|扣|抵")
"""Remarks on money that is taken back."""


@rule(
    "N415", "金额、天数为负数", at="", by_row=True,
    remedy="请核对后改正；冲销、追回的在备注写明",
)  # fmt: skip
def negative_figure(table: Table) -> Iterator[Answer]:
    """收入、补贴、工资、贷款、天数、课时、年龄不能是负数；增收、利润可以，资金台账的冲销、追回和备注写明冲减的不算。

    | 姓名 | 身份证号           | 年收入 | 贷款金额 | 带动户均增收 | 应报     |
    | ---- | ------------------ | ------ | -------- | ------------ | -------- |
    | 张三 | 500199198506150017 | {12}   | {5}      | {2000}       |          |
    | 李四 | 500199199003020039 | {-8}   | {5}      | {1500}       | 年收入   |
    | 王五 | 500199199208110046 | {15.5} | {-5}     | {-500}       | 贷款金额 |
    | 赵六 | 500199197811200119 | {0}    | {5}      | {-100}       |          |

    资金支出台账

    | 支出项目 | 收款单位 | 补贴标准 | 支出金额 | 应报     |
    | -------- | -------- | -------- | -------- | -------- |
    | 培训补贴 | 县职校   | {1200}   | {60000}  |          |
    | 培训补贴 | 县职校   | {1200}   | {-1200}  |          |
    | 培训补贴 | 农广校   | {-1200}  | {0}      | 补贴标准 |
    """
    for name, column in table.columns.items():
        if name in table.ledger.relations.refunds or not _cannot_be_negative(column):
            continue
        unit = column.spec.unit
        wrong = {
            code: f"填{format_number(value)}{unit}，不能是负数"
            for code, value in enumerate(column.values)
            if isinstance(value, _NUMBERS) and value < 0
        }
        for index, code in column.rows_with(wrong):
            if not _TAKEN_BACK.search(table.text(index, "remark")):
                yield table.at_field(index, name), wrong[code]
    for column in () if table.ledger.relations.refunds else table.unmapped:
        is_money = column.spec.unit.endswith("元") or _MONEY.search(column.header)
        if is_money and not _DIFFERENCE.search(column.header):
            yield from _negative_among_others(table, column, "不能是负数")


_MONEY: Final = regex("补贴|补助|金额|工资|奖补|费$")


def _cannot_be_negative(column: Column) -> bool:
    read, unit = column.spec.reads.read, column.spec.unit
    if read is amount.read:
        return unit.endswith("元") and not _DIFFERENCE.search(column.header)
    return read is quantity.read or (read is count.read and not _counts_whole_things(column))


_COUNTED: Final = regex("人数|户数|人次|期数|个数|学员|劳动力|[(（](?:人|户|期|个|人次)[)）]")
"""Indicators that count persons or things."""
_CHANGE: Final = regex("净|增减|增长|变化|差|降|率|比上|同比|环比|较")
"""Indicators that may be below nought."""


@rule(
    "N422", "统计表的人数、户数为负数", Figure, at="value",
    remedy="请核对后填0或正数；是净增减数的，在指标名称里写明",
)  # fmt: skip
def negative_count_in_figures(value: Decimal, indicator: str) -> str | None:
    """进度表、统计表里的人数、户数、期数不能是负数；净增减、同比、率可以。

    任务与统计表

    标题：2021年培训任务分解表

    | 乡镇 | 培训人数 | 净增人数 | 应报     |
    | ---- | -------- | -------- | -------- |
    | 甲镇 | {30}     | {-2}     |          |
    | 乙镇 | {-5}     | {3}      | 培训人数 |
    | 丙镇 | {20}     | {4}      |          |
    """
    if value >= 0 or _CHANGE.search(indicator) or not _COUNTED.search(indicator):
        return None
    return f"填{format_number(value)}，人数、户数不能是负数"


_PERCENT: Final = 100


@rule("N416", "比率大于100%或为负数", at="", remedy="请按人数重算比率")
def rate_out_of_range(table: Table) -> Iterator[Answer]:
    """出勤率、合格率、就业率、占比在0到100%之间。

    | 班次名称 | 培训人数 | 结业人数 | 结业率 | 应报   |
    | -------- | -------- | -------- | ------ | ------ |
    | 第1期    | 50       | 48       | 96%    |        |
    | 第2期    |          |          | 120%   | 结业率 |
    | 第3期    |          |          | -5%    | 结业率 |

    学员花名册

    | 姓名 | 身份证号           | 出勤率 | 应报   |
    | ---- | ------------------ | ------ | ------ |
    | 张三 | 500199198506150017 | 100%   |        |
    | 李四 | 500199199003020039 | 108%   | 出勤率 |

    | 姓名 | 身份证号           | 出勤率 | 应报   |
    | ---- | ------------------ | ------ | ------ |
    | 张三 | 500199198506150017 | {0.95} |        |
    | 李四 | 500199199003020039 | {1.2}  | 出勤率 |
    | 王五 | 500199199208110046 | {0.9}  |        |
    | 赵六 | 500199197811200119 | {1}    |        |
    """
    for name, column in table.columns.items():
        if column.spec.reads.read is not rate.read:
            continue
        wrong = {
            code
            for code, value in enumerate(column.values)
            if isinstance(value, tuple) and (min(value) > _PERCENT or max(value) < 0)
        }
        wrong |= _among_fractions(column)
        for index, _ in column.rows_with(wrong):
            text = table.text(index, name)
            side = "不能是负数" if max(column[index]) < 0 else f"不能大于{_PERCENT}%"
            yield table.at_field(index, name), f"填{text}，比率{side}"


def _among_fractions(column: Column) -> set[int]:
    """Return the codes of figures over 1 among rates that are fractions of 1."""
    used = {code for code in set(column.codes) if isinstance(column.values[code], tuple)}
    figures = {code: f for code in used if isinstance(f := column.raws[code], int | float)}
    over = {code for code, figure in figures.items() if 1 < figure <= _MOST_OVER}
    rest = [figure for code, figure in figures.items() if code not in over]
    is_fraction = all(abs(figure) <= 1 for figure in rest) and any(0 < f < 1 for f in rest)
    return over if is_fraction and len(figures) == len(used) else set()
