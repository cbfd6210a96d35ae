"""P1: people who stand twice in one table, and numbers with two names."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import compress
from typing import Any, Final

from ruralskills.facts.person_columns import plain_name
from ruralskills.facts.repeated_people import is_filled_in, repeated_people
from ruralskills.model.fields import field_specs
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Ledger, Table
from ruralskills.model.typed_column import Column
from ruralskills.text.enumeration import enumerated
from ruralskills.text.lazy_regex import regex
from ruralskills.values.field_type import Absent

_GONE: Final = regex("退|离|注销|终止|解聘|辞|未通过|不合格")
"""States of a row that is kept for the record."""
_LEAVING: Final = ("left", "removed")
"""Fields with the day on which a row ceased to count."""
_BESIDE: Final = frozenset({"seq", "remark"})
"""Fields that do not tell two rows apart."""
_MOST_NAMED: Final = 3
_DOUBT: Final[dict[str, Any]] = {
    "severity": Severity.WARNING,
    "nature": Nature.DOUBT,
    "remedy": "请核对：确是两件事的不用改；重复的只保留一行，号码填错的更正",
}


@rule(
    "P122", "同一身份证号在表中重复", at="", foldable=False,
    remedy="请核对是否重复登记：同一人只保留一行；不是同一人的，更正号码",
)  # fmt: skip
def person_twice_in_a_table(table: Table) -> Iterator[Answer]:
    """一张表里同一人只登记一次；可以登记几次的（岗位、月份、学期、班次、日期不同），这些都相同才报。

    整行相同的是重复登记；其他列还有不同的列待核，写出是哪几列不同。已退出、离岗的不算。

    村级后备干部名册

    | 姓名 | 身份证号           | 聘任日期   | 应报     |
    | ---- | ------------------ | ---------- | -------- |
    | 张三 | 500199198506150017 | 2022-12-15 |          |
    | 李四 | 500199199003020039 | 2022-12-15 |          |
    | 张三 | 500199198506150017 | 2022-12-15 | 身份证号 |

    教育资助台账

    | 学生姓名 | 身份证号           | 就读学校 | 学期       | 发放金额 | 应报     |
    | -------- | ------------------ | -------- | ---------- | -------- | -------- |
    | 张三     | 500199198506150017 | 县一中   | 2020年春季 | 1000     |          |
    | 张三     | 500199198506150017 | 县一中   | 2020年秋季 | 1000     |          |
    | 李四     | 500199199003020039 | 县一中   | 2020年春季 | 1000     |          |
    | 李四     | 500199199003020039 | 县二中   | 2020年春季 | 1000     | 身份证号 |
    """
    declared, field = table.ledger.relations.people, table.ledger.info.id_field
    if declared is None or declared.rule:
        return
    for people in repeated_people([table], table.ledger, field=field, old_numbers=True):
        groups: dict[Any, list[Ledger]] = defaultdict(list)
        for row in people:
            if not _is_gone(row) and (key := _key(row, declared.apart_by)) is not None:
                groups[key].append(row)
        for key, rows in groups.items():
            if len(rows) > 1:
                is_doubt = declared.several and not is_filled_in(key)
                is_doubt = is_doubt or any(row.is_unknown(field) for row in rows)
                yield _repeated(rows, field, may_be_several=declared.several, is_doubt=is_doubt)


def _is_gone(row: Ledger) -> bool:
    """Return True if a row is kept for the record alone."""
    columns = row.table.columns
    if any(name in columns and row.state(name) == "value" for name in _LEAVING):
        return True
    return "status" in columns and bool(_GONE.search(row.text("status")))


def _key(row: Ledger, names: Sequence[str]) -> tuple[Any, ...] | None:
    """Return the values that part the rows of a person, None where one is not known."""
    present = [name for name in names if name in row.table.columns]
    states = [row.state(name) for name in present]
    if "unknown" in states:
        return None
    return tuple(zip(states, (getattr(row, name) for name in present), strict=True))


def _repeated(
    rows: Sequence[Ledger], field: str, *, may_be_several: bool, is_doubt: bool
) -> Answer:
    first, second, *_ = rows
    table = second.table
    different = [
        column.header or column.spec.header
        for name, column in table.columns.items()
        if name not in _BESIDE and column.index >= 0 and first.text(name) != second.text(name)
    ]
    place = second.at(field)
    others = enumerated(
        (row.at(field).relative_to(place) for row in rows if row is not second), "处"
    )
    message = f"同一身份证号共登记{len(rows)}次，其余在：{others}"
    if different:
        more = f"等{len(different)}列" if len(different) > _MOST_NAMED else ""
        message += f"；“{'”“'.join(different[:_MOST_NAMED])}”{more}不同"
    else:
        message += "；各列都相同"
    related = tuple(row.at(field) for row in rows if row is not second)
    has_one_name = not _have_two_names(first, second, table.ledger.info.name)
    is_doubt = is_doubt or bool(different and may_be_several and has_one_name)
    return place, Says(message, related=related, **(_DOUBT if is_doubt else {}))


_FEWEST_CELLS: Final = 3
"""The filled cells from which two rows can be told to be one."""


@rule(
    "P124", "整行重复", at="", severity=Severity.WARNING, nature=Nature.DOUBT, foldable=False,
    remedy="请核对是否重复登记；确是两笔、两期的，在备注写明",
)  # fmt: skip
def whole_row_twice(table: Table) -> Iterator[Answer]:
    """没有身份证号的台账（车间、收支、用工需求），除序号外各列都相同的两行，可能重复登记。

    班次、补贴申请、支出按班次和凭证号查重，由各自的规则报。

    扶贫车间台账

    | 车间名称 | 负责人 | 用工总数 | 其中贫困人口 | 应报     |
    | -------- | ------ | -------- | ------------ | -------- |
    | 红花车间 | 张三   | 42       | 20           |          |
    | 青龙车间 | 张三   | 42       | 20           |          |
    | 红花车间 | 张三   | 42       | 20           | 车间名称 |
    """
    name, told_apart = table.ledger.info.name, table.ledger.relations.own_repeats
    if told_apart and all(field in table.columns for field in told_apart):
        return
    if not name or table.ledger.info.id_field in field_specs(table.ledger):
        return
    columns = [c for field, c in table.columns.items() if field != "seq" and c.index >= 0]
    first: dict[tuple[int, ...], int] = {}
    for index, key in enumerate(zip(*(column.codes for column in columns), strict=True)):
        earlier = first.setdefault(key, index)
        if earlier != index and _is_filled(columns, index):
            place, first_place = table.at_field(index, name), table.at_field(earlier, name)
            message = f"与第{first_place.cell.row}行除序号外各列都相同"
            yield place, Says(message, related=(first_place,))


def _is_filled(columns: Sequence[Column], index: int) -> bool:
    """Return True if enough cells of a row say something of their own."""
    own = [column for column in columns if index not in column.filled]
    return sum(not isinstance(column[index], Absent) for column in own) >= _FEWEST_CELLS


@rule(
    "P123", "同一身份证号有两个姓名", at="", foldable=False,
    remedy="请对照身份证核对：号码填错的更正号码，姓名写错的更正姓名；改名的在备注写明",
)  # fmt: skip
def number_with_two_names(table: Table) -> Iterator[Answer]:
    """一个身份证号只属于一个人；同一张表里号码相同而姓名不同的，号码和姓名总有一个填错。

    学员花名册

    | 姓名 | 身份证号           | 班次名称 | 应报 |
    | ---- | ------------------ | -------- | ---- |
    | 张三 | 500199198506150017 | 第1期    |      |
    | 张三 | 500199198506150017 | 第2期    |      |
    | 李四 | 500199199003020039 | 第1期    |      |
    | 王五 | 500199199003020039 | 第2期    | 姓名 |
    """
    info, declared = table.ledger.info, table.ledger.relations.people
    if declared is not None and not (declared.apart_by or declared.several):
        return  # a person has one row, and another one is told of as a repetition
    number, name = table.columns.get(info.id_field), table.columns.get(info.name)
    if number is None or name is None or name.spec.reads.name != "name":
        return
    repeated = number.repeated()
    codes = {code for code, value in enumerate(number.values) if value in repeated}
    pairs = zip(number.codes, name.codes, strict=True)
    names: dict[str, set[str]] = defaultdict(set)
    for code, name_code in set(compress(pairs, map(codes.__contains__, number.codes))):
        written = name.values[name_code]
        if isinstance(written, str):
            names[number.values[code]].add(plain_name(written))
    shared = {value for value, written in names.items() if len(written) > 1}
    codes = {code for code, value in enumerate(number.values) if value in shared}
    people: dict[str, list[Ledger]] = defaultdict(list)
    for index, _ in number.rows_with(codes):
        people[number[index]].append(table.row(index))
    for rows in people.values():
        first, *others = _by_commonness(rows, info.name)
        for row in others:
            if _have_two_names(first, row, info.name) and not _are_of_one_key(first, row):
                yield _two_names(first, row, info.name)


def _by_commonness(rows: Sequence[Ledger], name: str) -> list[Ledger]:
    """Return the rows of a number, the commonest name first, whatever their order."""
    written = [getattr(row, name) or "" for row in rows]
    times = Counter(written)
    order = sorted(
        range(len(rows)), key=lambda at: (not written[at], -times[written[at]], written[at])
    )
    return [rows[at] for at in order]


def _are_of_one_key(first: Ledger, row: Ledger) -> bool:
    """Return True if two rows are one that stands twice, of which other rules tell."""
    declared = row.table.ledger.relations.people
    if declared is None:
        return False
    key = _key(row, declared.apart_by)
    return key is not None and key == _key(first, declared.apart_by)


def _have_two_names(first: Ledger, second: Ledger, field: str) -> bool:
    names = [plain_name(getattr(row, field) or "") for row in (first, second)]
    return all(names) and names[0] != names[1]


def _two_names(first: Ledger, row: Ledger, field: str) -> Answer:
    place, first_place = row.at(field), first.at(field)
    message = (
        f"填“{getattr(row, field)}”，同一身份证号在{first_place.relative_to(place)}"
        f"是“{getattr(first, field)}”"
    )
    number = row.table.ledger.info.id_field
    return place, Says(message, related=(first_place, row.at(number), first.at(number)))
