"""N4: numbers written in Chinese numerals."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Answer, rule
from ruralskills.model.table import Table
from ruralskills.text.lazy_regex import regex
from ruralskills.text.numbers import format_number
from ruralskills.values import amount, count, quantity

_READERS: Final = (amount.read, count.read, quantity.read)
_IN_NUMERALS: Final = regex(
    "^(?=[^0-9０-９]*$)[^一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]*[一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]"
)


@rule(
    "N419", "数字用汉字书写", at="", severity=Severity.INFO, nature=Nature.HINT,
    remedy="已按所示数字检查；填阿拉伯数字便于汇总",
)  # fmt: skip
def number_in_chinese_numerals(table: Table) -> Iterator[Answer]:
    """五百元、四口人读得出，只作提示；三十余户、几个人不是确数，读取时就会指出。

    | 姓名 | 身份证号           | 带动贫困户数 | 户均增收 | 应报         |
    | ---- | ------------------ | ------------ | -------- | ------------ |
    | 张三 | 500199198506150017 | 4            | 2千元    |              |
    | 李四 | 500199199003020039 | 四户         | 2000     | 带动贫困户数 |
    | 王五 | 500199199208110046 | 5            | 两千元   | 户均增收     |
    | 赵六 | 500199197811200119 | 三十余户     | 2000     | 带动贫困户数 |
    | 孙八 | 500199198808080122 | 5户          | 2000元   |              |
    """
    for name, column in table.columns.items():
        if column.spec.reads.read not in _READERS or column.index < 0:
            continue
        written = {
            code: f"用汉字填的数，按{format_number(value)}{_measure(column.spec.unit)}检查"
            for code, (raw, value) in enumerate(zip(column.raws, column.values, strict=True))
            if isinstance(raw, str)
            and isinstance(value, int | Decimal)
            and _IN_NUMERALS.search(raw)
        }
        for index, code in column.rows_with(written):
            yield table.at_field(index, name), written[code]


def _measure(unit: str) -> str:
    return "个月" if unit == "月" else unit
