"""N4: parts that exceed their whole, in any ledger that declares them."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from operator import gt
from typing import Any, Final

from ruralskills.facts.row_pairs import rows_where
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.relations import PartOf
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column
from ruralskills.notices import InForce
from ruralskills.text.normalise import normalised
from ruralskills.text.numbers import format_number

_NONE, _ENDLESS = Decimal(-1), Decimal("Infinity")


@rule("N401", "部分大于总数", at="", by_row=True, remedy="请核对两格，改到部分不大于总数")
def part_greater_than_whole(table: Table, notices: InForce) -> Iterator[Answer]:
    """其中数不能大于总数，实到不能多于应到，合格不能多于考核。

    | 姓名 | 身份证号           | 带动户数 | 其中贫困户 | 应报       |
    | ---- | ------------------ | -------- | ---------- | ---------- |
    | 张三 | 500199198506150017 | 5        | 3          |            |
    | 李四 | 500199199003020039 | 4        | 6          | 其中贫困户 |
    | 王五 | 500199199208110046 |          | 6          |            |

    表头看不出是包含关系的（带动农户数、带动贫困户数），只列待核；就业与结业、合格与结业也是。

    标题：培训班抽查记录

    | 抽查日期   | 班次名称    | 存在问题 | 应到人数 | 实到人数 | 应报     |
    | ---------- | ----------- | -------- | -------- | -------- | -------- |
    | 2020-07-08 | 第1期电焊班 | 无       | 50       | 48       |          |
    | 2020-07-09 | 第2期电焊班 | 无       | 48       | 50       | 实到人数 |
    """
    reported: set[tuple[int, str]] = set()
    for pair in table.ledger.relations.parts:
        part, whole = table.columns.get(pair.part), table.columns.get(pair.whole)
        if part is None or whole is None or (pair.limit and notices.limit(pair.limit)):
            continue
        if pair.unless in table.columns:
            continue
        parts = [_NONE if (n := _figure(value)) is None else n for value in part.values]
        wholes = [n if (n := _figure(v)) is not None and n >= 0 else _ENDLESS for v in whole.values]
        weight = {} if _is_certainly_part(pair, part, whole) else _MAYBE
        for index in rows_where(gt, (part, parts), (whole, wholes)):
            if (index, pair.part) not in reported:
                reported.add((index, pair.part))
                numbers = parts[part.codes[index]], wholes[whole.codes[index]]
                message = _excess(part, whole, *numbers)
                related = (table.at_field(index, pair.whole),)
                yield table.at_field(index, pair.part), Says(message, related=related, **weight)


_MAYBE: Final[dict[str, Any]] = {
    "severity": Severity.WARNING,
    "nature": Nature.DOUBT,
    "remedy": "请核对两格，改到前者不大于后者；两列互不包含的，请在表头写明",
}


def _figure(value: Any) -> Decimal | None:
    """Return a number, in words of one number too, such as 22天. None where it is none."""
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if not isinstance(value, str):
        return None
    try:
        return Decimal(normalised(value).rstrip("天人日"))
    except InvalidOperation:
        return None


def _excess(part: Column, whole: Column, number: Decimal, most: Decimal) -> str:
    header, unit = whole.header or whole.spec.header, part.spec.unit or whole.spec.unit
    return (
        f"填{format_number(number)}{unit}，大于“{header}”的{format_number(most)}{unit}，"
        f"多{format_number(number - most)}{unit}"
    )


def _is_certainly_part(pair: PartOf, part: Column, whole: Column) -> bool:
    """Return True if one counts within the other, as 带动贫困户数 in 带动农户数 need not."""
    if part.spec.field != "poor_households_led":
        return not pair.customary
    return "其中" in part.header or bool(
        re.search("总|合计|^带动户数|/带动户数|/户数", whole.header)
    )
