"""P12: one person everywhere - one number, one name, in all ledgers and townships."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, islice
from typing import Any, Final

from ruralskills.facts.class_dates import exact_days
from ruralskills.facts.class_names import class_key
from ruralskills.facts.payers import are_different_payers, payer_of
from ruralskills.facts.person_columns import (
    PERSON_COLUMNS,
    PersonColumns,
    person_columns,
    plain_name,
)
from ruralskills.facts.repeated_people import MOST_COMPARED, repeated_people
from ruralskills.facts.semesters import semester_key
from ruralskills.ledgers import (
    ExcludedPerson,
    RegisterHousehold,
    RegisterPerson,
    Trainee,
)
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.relations import PaidOnce
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Ledger, Place, Table
from ruralskills.model.typed_column import Unknown
from ruralskills.text.enumeration import enumerated
from ruralskills.text.normalise import normalised
from ruralskills.text.numbers import format_number

_REFERENCE: Final = (RegisterPerson, RegisterHousehold, ExcludedPerson)
_MOST_NAMED: Final = 8
_TWO: Final = 2
_DOUBT: Final[dict[str, Any]] = {"severity": Severity.WARNING, "nature": Nature.DOUBT}


@rule(
    "P127", "同一身份证号在几份台账中姓名不同", at="", foldable=False,
    reads=(*PERSON_COLUMNS, "remark"),
    remedy="请对照身份证核对：号码填错的更正号码，姓名写错的更正姓名；改过名的在备注写明曾用名",
)  # fmt: skip
def number_with_two_names_in_the_book(book: LedgerSet) -> Iterator[Answer]:
    """一个身份证号只属于一个人：各乡镇、各种台账里号码相同而姓名不同的，一个号码报一次，写出所有地方。

    间隔点、空格不计；备注、曾用名列写明更名的不报；同一列里的两个姓名由另一条规则报。15位旧号码按推算的18位比，
    只列待核。

    致富带头人台账

    | 姓名 | 身份证号           | 备注         | 应报 |
    | ---- | ------------------ | ------------ | ---- |
    | 张三 | 500199198506150017 |              |      |
    | 李四 | 500199199003020039 |              |      |
    | 王五 | 500199199208110046 | 曾用名王小五 |      |

    学员花名册

    | 姓名   | 身份证号           | 班次名称 | 应报 |
    | ------ | ------------------ | -------- | ---- |
    | 张 三  | 500199198506150017 | 第1期    |      |
    | 李小四 | 500199199003020039 | 第1期    | 姓名 |
    | 王小五 | 500199199208110046 | 第1期    |      |
    """
    groups = [
        columns
        for table in book.tables
        if table.ledger not in _REFERENCE
        for columns in person_columns(table)
    ]
    if len(groups) < 2:
        return
    names: dict[str, str] = {}
    conflicting: set[str] = set()
    people = [columns.people() for columns in groups]
    for pairs in people:
        for number, name in pairs:
            if names.setdefault(number, name) != name:
                conflicting.add(number)
    if not conflicting:
        return
    by_number: dict[str, list[tuple[PersonColumns, int]]] = defaultdict(list)
    for columns in groups:
        numbers = columns.number
        codes = {code for code, value in enumerate(numbers.values) if value in conflicting}
        for index, _ in numbers.rows_with(codes) if codes else ():
            by_number[numbers[index]].append((columns, index))
    for found in by_number.values():
        yield from _names_of_number(found)


def _names_of_number(found: list[tuple[PersonColumns, int]]) -> Iterator[Answer]:
    """Yield the answer about a number, at the rarest of its names."""
    if any(columns.may_be_renamed(index) for columns, index in found):
        return
    places: dict[str, list[Place]] = defaultdict(list)
    columns_of: dict[str, set[int]] = defaultdict(set)
    asked_of = {id(columns) for columns, _ in found if _is_of_the_row(columns)}
    for columns, index in sorted(found, key=_subject_key):
        for name in _plain_names(columns, index):
            places[name].append(columns.table.at_field(index, columns.name_field))
            columns_of[name].add(id(columns))
    everywhere = set.intersection(*columns_of.values()) if columns_of else set()
    is_of_one_column = len(set().union(*columns_of.values())) < 2
    if len(places) < 2 or is_of_one_column or everywhere & asked_of:
        return  # a rule over each table tells of names that stand in one column
    rarest = min(reversed(list(places)), key=lambda name: len(places[name]))
    place = places[rarest][0]
    others = [one for group in places.values() for one in group if one is not place]
    told = "；".join(
        f"“{name}”：{'、'.join(one.relative_to(place) for one in group[:_MOST_NAMED])}"
        for name, group in places.items()
    )
    message = f"同一身份证号有{len(places)}个姓名——{told}"
    if any(columns.is_old(index) for columns, index in found):
        yield place, Says(f"{message}；15位号码按推算的18位比", related=tuple(others), **_DOUBT)
    else:
        yield place, Says(message, related=tuple(others))


def _is_of_the_row(columns: PersonColumns) -> bool:
    """Return True for the number and name of the person of whom each row is."""
    info = columns.table.ledger.info
    return (columns.number_field, columns.name_field) == (info.id_field, info.name)


def _subject_key(found: tuple[PersonColumns, int]) -> tuple[int, str, str]:
    """Return an order of places that the order of rows does not change."""
    columns, index = found
    subject = columns.table.subject(index)
    rank = PERSON_COLUMNS.index(columns.number_field)
    return rank, f"{columns.table.file}!{columns.table.sheet}", f"{subject.unit}{subject.name}"


def _plain_names(columns: PersonColumns, index: int) -> Iterator[str]:
    value = columns.name[index]
    if isinstance(value, str) and (name := plain_name(value)):
        yield name


@rule(
    "P128", "同一人同一项补助领取两次", at="id_number", foldable=False,
    severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("id_number", "name", "class_name", "trade", "level", "subsidy", "subsidy_standard",
           "semester", "programme", "amount", "standard", "paid", "held", "starts", "ends"),
    remedy="请核对发放凭证：重复发放的追回；分次发放、补发的在备注写明",
)  # fmt: skip
def paid_twice(book: LedgerSet) -> Iterator[Answer]:
    """同一工种同一等级的培训补贴、同一学期同一项目的资助，一人只领一次；两镇、两个部门各发一次的也算。

    几次合计不超过标准的是分次发放，不报；没有写学期的不比，没有写工种等级的，班次名称、起止日期都相同才比。同一班次
    列在几张表里的，多半是同一笔，只有两镇、两个部门各自的表里都有，而该班其他人大多只在一张表里的才报。

    培训补贴在同一个乡镇、部门之内能领几次，由通知规定，这里不报。

    教育资助台账

    | 学生姓名 | 身份证号           | 资助项目 | 学期       | 补助标准 | 发放金额 | 发放时间   | 应报     |
    | -------- | ------------------ | -------- | ---------- | -------- | -------- | ---------- | -------- |
    | 张三     | 500199200205060018 | 雨露计划 | 2020年秋季 | 1500     | 1500     | 2020-11-01 |          |
    | 张三     | 500199200205060018 | 雨露计划 | 2020年秋季 | 1500     | 1500     | 2020-12-01 | 身份证号 |
    | 李四     | 500199200403020033 | 雨露计划 | 2020年秋季 | 1500     | 750      | 2020-11-01 |          |
    | 李四     | 500199200403020033 | 雨露计划 | 2020年秋季 | 1500     | 750      | 2020-12-01 |          |
    """
    for ledger in dict.fromkeys(table.ledger for table in book.tables):
        declared = ledger.relations.paid_once
        if declared is None:
            continue
        groups: dict[tuple[object, ...], list[Ledger]] = defaultdict(list)
        for row in _payments(book, ledger, declared.amount):
            for key in _payment_keys(row, declared):
                groups[(_number(row), *key)].append(row)
        several = [rows for rows in groups.values() if len(rows) > 1 and _agree(rows, declared.by)]
        listed = {(_number(rows[0]), pair) for rows in several for pair in _table_pairs(rows)}
        shared = Counter(pair for _, pair in listed)
        reported: set[Ledger] = set()
        for rows in several:
            if not reported.issuperset(rows) and not _is_one_payment(rows, declared, shared):
                reported.update(rows)
                yield _paid_twice(rows, declared.amount)


def _payment_keys(row: Ledger, declared: PaidOnce) -> Iterator[tuple[object, ...]]:
    """Yield keys of one payment: the fields declared, and the class with its days."""
    key = [_compared(row, name) for name in declared.by if getattr(row, name)]
    if len(key) == len(declared.by):
        yield tuple(key)
    if declared.for_class and isinstance(row, Trainee) and row.class_name:
        days = exact_days(row)
        if days is not None:
            yield class_key(row.class_name), days


def _agree(rows: list[Ledger], names: tuple[str, ...]) -> bool:
    """Return True unless a field that parts payments has two values."""
    return all(
        len({_compared(row, name) for row in rows if getattr(row, name)}) < _TWO for name in names
    )


def _compared(row: Ledger, name: str) -> str:
    text = row.text(name)
    return semester_key(text) if name == "semester" else normalised(text)


def _number(row: Ledger) -> str:
    """Return the identity number of a row, the new one for an old one."""
    value = row.table.columns["id_number"][row.index]
    return value.candidate if isinstance(value, Unknown) else str(value)


def _payments(book: LedgerSet, ledger: type[Ledger], amount: str) -> Iterator[Ledger]:
    """Yield the rows with an amount of people who stand more than once."""
    tables = [t for t in book.of(ledger) if amount in t.columns]
    for people in repeated_people(tables, ledger, old_numbers=True):
        yield from (row for row in people if (getattr(row, amount) or 0) > 0)


def _table_pairs(rows: list[Ledger]) -> Iterator[tuple[Table, Table, str]]:
    """Yield the pairs of tables that list a person for one class."""
    listed = dict.fromkeys((row.table, class_key(row.text("class_name"))) for row in rows)
    for (one, name), (other, its) in combinations(islice(listed, MOST_COMPARED), 2):
        if one is not other and name == its:
            yield one, other, name


def _is_one_payment(
    rows: list[Ledger], declared: PaidOnce, shared: Counter[tuple[Table, Table, str]]
) -> bool:
    """Return True if rows are instalments of one payment, or one that is listed twice.

    ``shared`` counts the people whom two tables list for one class.
    """
    wholes = [getattr(row, declared.standard) for row in rows] if declared.standard else []
    if wholes and all(wholes) and sum(getattr(r, declared.amount) for r in rows) <= min(wholes):
        return True
    tables = {row.table for row in rows}
    if declared.between_units and len({payer_of(table) for table in tables}) < 2:
        return True
    if not isinstance(rows[0], Trainee):
        return False
    names = {class_key(row.text("class_name")) for row in rows if row.text("class_name")}
    if len(names) > 1:
        return False
    # one class in two lists is mostly one payment; a list that was handed in twice has all in both
    return not are_different_payers(tables) or any(
        2 * shared[pair] > min(_listed(pair[0], pair[2]), _listed(pair[1], pair[2]))
        for pair in _table_pairs(rows)
    )


def _listed(table: Table, name: str) -> int:
    """Return the number of rows of a table that are of a class."""
    column = table.columns.get("class_name")
    if column is None:
        return len(table)
    keys = [class_key(value) if isinstance(value, str) else "" for value in column.values]
    return sum(keys[code] == name for code in column.codes)


def _paid_twice(rows: list[Ledger], amount: str) -> Answer:
    place = rows[1].at("id_number")
    others = [row for row in rows if row is not rows[1]]
    where = enumerated(
        (
            f"{row.at('id_number').relative_to(place)}（{format_number(getattr(row, amount))}元）"
            for row in others
        ),
        "处",
    )
    message = f"本人同一项补助共{len(rows)}笔，本行{format_number(getattr(rows[1], amount))}元，其余在：{where}"
    return place, Says(message, related=tuple(row.at("id_number") for row in others))
