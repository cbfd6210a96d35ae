"""A1: arithmetic within a table - totals, subtotals, parts, formulas and rates."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any, Final

from msgspec import Struct

from ruralskills.facts.leader_status import in_stock
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Ledger, Table
from ruralskills.model.typed_column import StatedTotal
from ruralskills.text.lazy_regex import regex
from ruralskills.text.numbers import format_number
from ruralskills.values.field_type import Absent
from ruralskills.values.rate import agrees, readings


def _figure(value: Any) -> Decimal | None:
    """Return a figure as a number: blank and 无 are 0, an unreadable cell is None."""
    if isinstance(value, Absent):
        return Decimal(0)
    return Decimal(value) if isinstance(value, int | Decimal) else None


def _figures(values: Sequence[Any]) -> list[Decimal] | None:
    """Return all figures, or None if one is unknown, so that the sum is unknown too."""
    figures = [_figure(value) for value in values]
    return None if None in figures else [f for f in figures if f is not None]


def _tolerance(figures: Sequence[Decimal], times: Sequence[int], value: Decimal) -> Decimal:
    """Return half a unit of the last printed digit for each part, 0 for whole numbers."""
    digits = max((_digits(f) for f in (*figures, value)), default=0)
    if not digits:
        return Decimal(0)
    return sum(times) * Decimal(5).scaleb(-min(digits, 4) - 1)


def _digits(figure: Decimal) -> int:
    return max(0, -int(figure.normalize().as_tuple().exponent))


def _rounded(figure: Decimal) -> str:
    """Return a sum as an office writes it: whole, or with two decimals."""
    return format_number(figure.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _sums(
    table: Table, kinds: tuple[str, ...]
) -> Iterator[tuple[StatedTotal, Decimal, Decimal, int]]:
    """Yield the totals that do not add up, with their value, the sum, and the count."""
    for stated in table.stated_totals:
        if stated.kind not in kinds or isinstance(stated.stated, Absent):
            continue
        value, figures = _figure(stated.stated), _figures(stated.parts)
        if value is None or figures is None or not figures:
            continue
        times = stated.times or [1] * len(figures)
        total = sum((f * n for f, n in zip(figures, times, strict=True)), Decimal(0))
        if abs(value - total) > _tolerance(figures, times, value):
            yield stated, value, total, sum(times)


def _gap(value: Decimal, total: Decimal, unit: str) -> str:
    return f"{'少' if total > value else '多'}{_rounded(abs(total - value))}{unit}"


def _quoted(stated: StatedTotal, value: Decimal, unit: str = "") -> str:
    return f"“{stated.label}”行“{stated.header}”填{_rounded(value)}{unit}"


def _totals_down(table: Table, kind: str) -> Iterator[Answer]:
    removed = _Removed(table)
    for stated, value, total, rows in _sums(table, (kind,)):
        is_distinct = _DISTINCT.search(stated.label + stated.header)
        if is_distinct or removed.may_be_left_out(stated, total - value):
            continue
        unit = stated.unit if len(stated.unit) <= 2 else ""
        sum_text = f"所列{rows}行相加为{_rounded(total)}{unit}"
        message = f"{_quoted(stated, value, unit)}，{sum_text}，{_gap(value, total, unit)}"
        weight = _PRESUMED if stated.is_presumed else {}
        yield table.at(stated.cell), Says(message, **weight)


_PRESUMED: Final[dict[str, Any]] = {"severity": Severity.WARNING, "nature": Nature.DOUBT}
_DISTINCT: Final = regex("去重|不重复|实有")


class _Removed(Struct, dict=True):
    """The leaders of a table who are no longer in stock, or may not be."""

    table: Table

    def may_be_left_out(self, stated: StatedTotal, gap: Decimal) -> bool:
        """Return True if a sum may be right because it leaves out removed leaders."""
        column = self.table.columns.get(stated.field)
        if column is None or "status" not in self.table.columns:
            return False
        row, sums = stated.cell.row, self._sums[stated.field, stated.kind]
        at, end = bisect_left(sums, row), bisect_right(sums, row)
        before = sums[at - 1] if at else 0
        after = sums[end] if end < len(sums) else 1 << 30
        for low, high in ((before, row), (row, after)):
            first = bisect_right(self._rows, low)
            outside = self._leaders[first : bisect_left(self._rows, high)]
            figures = _figures([column[leader.index] for leader in outside])
            is_uncertain = figures is None or any(in_stock(leader) is None for leader in outside)
            if outside and (is_uncertain or sum(figures or ()) == gap):
                return True
        return False

    @cached_property
    def _leaders(self) -> list[Ledger]:
        leaders = (leader for leader in self.table.rows(self.table.ledger) if not in_stock(leader))
        return sorted(leaders, key=lambda leader: leader.sheet_row)

    @cached_property
    def _rows(self) -> list[int]:
        return [leader.sheet_row for leader in self._leaders]

    @cached_property
    def _sums(self) -> dict[tuple[str, str], list[int]]:
        """By field and kind, the rows of all sums in order."""
        found: dict[tuple[str, str], list[int]] = {}
        for total in self.table.stated_totals:
            found.setdefault((total.field, total.kind), []).append(total.cell.row)
        return {key: sorted(rows) for key, rows in found.items()}


_CHECK_ROWS = "请先查有无漏行、重行，再改合计；本工具不代改上报数"


@rule("A101", "合计与各行之和不符", remedy=_CHECK_ROWS, foldable=False)
def total_does_not_add_up(table: Table) -> Iterator[Answer]:
    """合计行应等于所列各行之和；比率、人均、去重数不相加（标准只在合计看来是其和时待核），不含已退出的也可以，有读不出的数时不判断。

    任务与统计表

    标题：2021年培训任务分解表

    | 乡镇   | 任务数（人） | 应报         |
    | ------ | ------------ | ------------ |
    | 甲镇   | {100}        |              |
    | 乙镇   | {200}        |              |
    | 丙镇   | {300}        |              |
    | 合计   | {610}        | 任务数（人） |

    致富带头人台账

    | 序号 | 姓名 | 身份证号           | 带动贫困户数 | 应报 |
    | ---- | ---- | ------------------ | ------------ | ---- |
    | 1    | 张三 | 500199198506150017 | 3            |      |
    | 2    | 李四 | 500199199003020039 | 4            |      |
    | 合计 |      |                    | 7            |      |
    """
    yield from _totals_down(table, "total")


@rule("A102", "小计与各行之和不符", remedy=_CHECK_ROWS, foldable=False)
def subtotal_does_not_add_up(table: Table) -> Iterator[Answer]:
    """小计在后的，等于它上面一段之和；小计在前的，等于它下面一段之和。

    致富带头人台账

    | 序号 | 姓名 | 身份证号           | 带动贫困户数 | 应报         |
    | ---- | ---- | ------------------ | ------------ | ------------ |
    | 1    | 张三 | 500199198506150017 | 3            |              |
    | 2    | 李四 | 500199199003020039 | 4            |              |
    | 小计 |      |                    | 7            |              |
    | 3    | 王五 | 500199199208110046 | 5            |              |
    | 小计 |      |                    | 6            | 带动贫困户数 |
    | 合计 |      |                    | 12           |              |
    """
    yield from _totals_down(table, "subtotal")


@rule("A103", "分项之和不等于小计", remedy="请核对本行各分项和小计", foldable=False)
def parts_across_do_not_add_up(table: Table) -> Iterator[Answer]:
    """同一大项下各分项横向相加，应等于该项的小计或合计。

    任务与统计表

    标题：2020年任务分解表

    | 镇街 | 存量/贫困村 | 存量/非贫困村 | 存量/小计 | 应报      |
    | ---- | ----------- | ------------- | --------- | --------- |
    | 甲镇 | {4}         | {6}           | {10}      |           |
    | 乙镇 | {8}         | {6}           | {14}      |           |
    | 丙镇 | {4}         | {5}           | {8}       | 存量/小计 |
    """
    for stated, value, total, _ in _sums(table, ("across",)):
        sum_text = f"{stated.terms}相加为{_rounded(total)}"
        message = f"{_quoted(stated, value)}，{sum_text}，{_gap(value, total, '')}"
        yield table.at(stated.cell), Says(message)


@rule("A104", "与表头公式不符", remedy="请按表头所列公式核对本行", foldable=False)
def formula_in_the_header_does_not_hold(table: Table) -> Iterator[Answer]:
    """表头写明①＝②＋③的，每一行都应成立。

    任务与统计表

    标题：2020年培训情况统计表

    | 镇街 | 合计人数①=②+③ | 男② | 女③  | 应报          |
    | ---- | ---------------- | ----- | ------ | ------------- |
    | 甲镇 | {10}             | {4}   | {6}    |               |
    | 乙镇 | {15}             | {8}   | {6}    | 合计人数①=②+③ |
    | 丙镇 | {6}              |       | {6}    |               |
    """
    for stated, value, total, _ in _sums(table, ("formula",)):
        sum_text = f"按{stated.terms}应为{_rounded(total)}"
        message = f"{_quoted(stated, value)}，{sum_text}，{_gap(value, total, '')}"
        yield table.at(stated.cell), Says(message)


@rule("A105", "其中数大于总数", remedy="请核对两格，改到其中数不大于总数", foldable=False)
def part_over_its_whole(table: Table) -> Iterator[Answer]:
    """统计表中的其中数不能大于它前面的总数。

    任务与统计表

    标题：2020年就业情况统计表

    | 镇街 | 用工人数（人） | 其中：贫困人口（人） | 应报                 |
    | ---- | -------------- | -------------------- | -------------------- |
    | 甲镇 | {42}           | {12}                 |                      |
    | 乙镇 | {10}           | {12}                 | 其中：贫困人口（人） |
    | 丙镇 | {12}           | {12}                 |                      |
    """
    for stated in table.stated_totals:
        if stated.kind != "part" or isinstance(stated.parts[0], Absent):
            continue
        part, total = _figure(stated.stated), _figure(stated.parts[0])
        if part is not None and total is not None and part > total:
            excess = f"大于“{stated.terms}”的{_rounded(total)}，多{_rounded(part - total)}"
            yield table.at(stated.cell), Says(f"{_quoted(stated, part)}，{excess}")


@rule(
    "A106", "完成率与数字不符", severity=Severity.WARNING, nature=Nature.DOUBT, foldable=False,
    remedy="请按任务数和完成数重算完成率；口径不同的在表下注明",
)  # fmt: skip
def completion_rate_does_not_follow(table: Table) -> Iterator[Answer]:
    """完成率应等于累计完成除以年度任务；百分数写成小数的一样看，取舍的误差不算。

    任务与统计表

    标题：2020年培训进展情况表

    | 镇街 | 年度任务（人） | 累计完成（人） | 完成率（%） | 应报        |
    | ---- | -------------- | -------------- | ----------- | ----------- |
    | 甲镇 | {150}          | {81}           | {54.00}     |             |
    | 乙镇 | {300}          | {100}          | {33.3}      |             |
    | 丙镇 | {300}          | {100}          | {0.3333}    |             |
    | 戊镇 | {300}          | {100}          | {0.33}      |             |
    | 己镇 | {300}          | {100}          | {34}        | 完成率（%） |
    | 庚镇 | {30}           | {27}           | 27/30       |             |
    | 辛镇 | {30}           | {27}           | 26/30       | 完成率（%） |
    | 丁镇 | {300}          | {171}          | {67.00}     | 完成率（%） |
    """
    for stated in table.stated_totals:
        if stated.kind != "rate" or isinstance(stated.stated, Absent):
            continue
        value, figures = _figure(stated.stated), _figures(stated.parts)
        if value is None or figures is None or figures[1] <= 0:
            continue
        rate = figures[0] / figures[1] * 100
        shown = readings(value)
        if any(agrees(each, rate) for each in shown):
            continue
        points = _rounded(min(abs(each - rate) for each in shown))
        message = f"按{stated.terms}算为{_rounded(rate)}%，相差{points}个百分点"
        yield table.at(stated.cell), Says(f"{_quoted(stated, value)}，{message}")
