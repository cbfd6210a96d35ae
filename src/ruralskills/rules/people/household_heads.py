"""P12: households whose number has two heads, in any ledger."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from ruralskills.facts.person_columns import plain_name
from ruralskills.ledgers import RegisterHousehold, RegisterPerson
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Place, Table
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

_REGISTERS: Final = (RegisterPerson, RegisterHousehold)
"""Exports of one day each, between which a head may change."""
_LONG_NUMBER: Final = 8
"""The length from which a number is not counted anew in each village."""
_SELF: Final = ("本人", "自己", "户主", "户主本人")
_HEADS: Final = frozenset({"head_name", "relation"})
"""The fields that tell who is the head."""
_CHANGED: Final = regex("变更|更换|换户主|原户主|现户主|去世|死亡|亡故|分户|并户|曾用名|更名|改名")
"""Words of a remark that explain another head."""


@rule(
    "P129", "同一户编号有两个户主", at="household_number", foldable=False,
    severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("household_number", "head_name", "name", "relation", "remark"),
    remedy="请对照名册核对户编号和户主；户主已变更的统一填现户主",
)  # fmt: skip
def household_number_with_two_heads(book: LedgerSet) -> Iterator[Answer]:
    """一个户编号就是一户，户主只有一个；几份台账之间只比8位以上的户编号，间隔点、空格不计。

    户主填“本人”的、与户主关系填“户主”的按本人姓名；没有写户主的、备注写明户主变更或分户的不比。名册只在本册里比。

    公益性岗位台账

    | 姓名 | 身份证号           | 户主 | 户编号       | 岗位名称 | 备注             | 应报   |
    | ---- | ------------------ | ---- | ------------ | -------- | ---------------- | ------ |
    | 张三 | 500199198506150017 | 张大 | 500152100101 | 保洁员   |                  |        |
    | 张小 | 500199199003020039 | 张大 | 500152100101 | 护林员   |                  |        |
    | 李四 | 500199199208110046 | 李大 | 500152100102 | 保洁员   |                  |        |
    | 王五 | 500199197811200119 | 王大 | 500152100102 | 护林员   |                  | 户编号 |
    | 赵六 | 500199196510090062 | 本人 | 500152100103 | 护林员   |                  |        |
    | 赵七 | 500199198808080122 | 赵六 | 500152100103 | 保洁员   |                  |        |
    | 孙八 | 500199195401010057 | 孙大 | 500152100104 | 保洁员   |                  |        |
    | 孙九 | 500199197303030045 | 孙八 | 500152100104 | 保洁员   | 户主已变更为孙八 |        |

    人口信息名册

    | 户编号       | 姓名 | 证件号码           | 与户主关系 | 应报   |
    | ------------ | ---- | ------------------ | ---------- | ------ |
    | 500152100105 | 周大 | 500199198506150017 | 户主       |        |
    | 500152100105 | 周小 | 500199199003020039 | 之子       |        |
    | 500152100106 | 吴大 | 500199199208110046 | 户主       |        |
    | 500152100106 | 吴二 | 500199197811200119 | 户主       | 户编号 |
    """
    tables = [
        table
        for table in (*book.tables, *book.in_role("register"))
        if "household_number" in table.columns and table.columns.keys() & _HEADS
    ]
    repeated = _repeated(tables)
    first: dict[tuple[Any, ...], tuple[Place, str, str]] = {}
    for table in tables if repeated else ():
        numbers = table.columns["household_number"]
        for index in _rows_with_a_head(table, repeated):
            head = _head(table, index)
            plain = plain_name(head or "")
            if not plain or _CHANGED.search(table.text(index, "remark")):
                continue
            number = normalised(numbers[index])
            is_of_all = len(number) >= _LONG_NUMBER and table.ledger not in _REGISTERS
            key = (number,) if is_of_all else (number, table.file, table.sheet)
            place = table.at_field(index, "household_number")
            at_head = table.at_field(index, "head_name" if _is_named(table) else "name")
            other, known, told = first.setdefault(key, (at_head, plain, head or ""))
            if known != plain:
                message = f"户主填“{head}”，同一户编号在{other.relative_to(place)}是“{told}”"
                yield place, Says(message, related=(other, at_head))


def _rows_with_a_head(table: Table, repeated: Collection[Any]) -> Iterable[int]:
    """Return the rows of some numbers that tell who is the head.

    In a register without a column for that they are the rows of heads.
    """
    numbers = table.columns["household_number"]
    if _is_named(table):
        wanted = {code for code, value in enumerate(numbers.values) if value in repeated}
        return (index for index, _ in numbers.rows_with(wanted))
    return (index for index in _rows_of_heads(table) if numbers[index] in repeated)


def _rows_of_heads(table: Table) -> Iterable[int]:
    relation = table.columns["relation"]
    codes = {code for code, value in enumerate(relation.values) if value in _SELF}
    return (index for index, _ in relation.rows_with(codes))


def _repeated(tables: list[Table]) -> set[Any]:
    """Return the numbers that stand in several rows, of a register those of heads."""
    counts: Counter[Any] = Counter()
    for table in tables:
        column = table.columns["household_number"]
        is_named = _is_named(table)
        codes = column.codes if is_named else (column.codes[i] for i in _rows_of_heads(table))
        for code, times in Counter(codes).items():
            counts[column.values[code]] += times
    return {value for value, times in counts.items() if times > 1 and isinstance(value, str)}


def _head(table: Table, index: int) -> str | None:
    """Return the head of a row's household, by name."""
    person: str | None = table.value(index, "name")
    if not _is_named(table):
        return person if table.value(index, "relation") in _SELF else None
    head: str | None = table.value(index, "head_name")
    return person if head in _SELF else head


def _is_named(table: Table) -> bool:
    """Return True if a column names the head of each row's household."""
    is_by_relation = table.ledger is RegisterPerson and "relation" in table.columns
    return "head_name" in table.columns and not is_by_relation
