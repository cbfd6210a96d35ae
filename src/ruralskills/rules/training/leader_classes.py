"""T3: the days of classes of leaders, in their ledger or in a roster alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from ruralskills.facts.class_dates import calendar_days
from ruralskills.facts.class_names import class_key, is_another_class, is_of_leaders
from ruralskills.ledgers import Trainee, TrainingClass
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.notices import Number
from ruralskills.text.lazy_regex import regex
from ruralskills.text.numbers import format_number

_OF_A_CLASS: Final = regex(r"带头人[^，。、（(]{0,12}(?:班|第?[\d一二三四五六七八九十]+期)")
"""A class of leaders that the title of a roster names."""


@rule(
    "T301", "带头人培训班天数不足", at="days", limit="min_class_days", foldable=False,
    severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("class_name", "category", "days", "starts", "ends", "held"),
    needs=("training_class.class_name", "training_class.days|starts|held",
           "training_class.days|ends|held", "trainee.days|starts|held", "trainee.days|ends|held"),
    remedy="请核对起止日期和实际天数；确需压缩的，在备注写明原因",
)  # fmt: skip
def leader_class_too_short(book: LedgerSet, limit: Number) -> Iterator[Answer]:
    """带头人培训班每期原则上不少于规定天数；有天数列的按天数列，没有的按起止日期（首尾都算）。

    班次类别写明是带头人班的算，没有写类别的按班次名称认。没有报培训班台账的班，按花名册看，一个班只列一次，
    各行不一的按最长的一行。

    通知：tongnan-2020

    培训班台账

    | 班次名称 | 班次类别           | 开班日期   | 结业日期   | 培训天数 | 应报     |
    | -------- | ------------------ | ---------- | ---------- | -------- | -------- |
    | 第1期    | 致富带头人培训班   | 2020-07-06 | 2020-07-12 | 7        |          |
    | 第2期    | 致富带头人培训班   | 2020-07-06 | 2020-07-10 | 5        | 培训天数 |
    | 第3期    | 致富带头人培训班   | 2020-07-06 | 2020-07-10 |          | 开班日期 |
    | 第4期    | 农村实用技能培训班 | 2020-07-06 | 2020-07-08 | 3        |          |
    | 第5期    |                    | 2020-07-06 | 2020-07-08 | 3        |          |

    培训班台账

    | 班次名称              | 开班日期   | 结业日期   | 培训天数 | 应报     |
    | --------------------- | ---------- | ---------- | -------- | -------- |
    | 致富带头人培训班第6期 | 2020-07-06 | 2020-07-08 | 3        | 培训天数 |
    | 电焊培训班            | 2020-07-06 | 2020-07-08 | 3        |          |

    学员花名册

    | 姓名 | 身份证号           | 班次名称              | 开班日期   | 结业日期   | 应报     |
    | ---- | ------------------ | --------------------- | ---------- | ---------- | -------- |
    | 张三 | 500199198506150017 | 致富带头人培训班第7期 | 2020-07-06 | 2020-07-08 | 开班日期 |
    | 李四 | 500199199003020039 | 致富带头人培训班第7期 | 2020-07-06 | 2020-07-08 |          |
    | 王五 | 500199199208110046 | 致富带头人培训班第8期 | 2020-08-03 | 2020-08-09 |          |
    | 赵六 | 500199197811200119 | 电焊培训班            | 2020-07-06 | 2020-07-08 |          |
    | 孙七 | 500199196510090062 | 致富带头人培训班第6期 | 2020-07-06 | 2020-07-08 |          |
    """
    known = []
    for row in book.rows(TrainingClass):
        if row.class_name:
            known.append(row.class_name)
            if is_of_leaders(row.class_name, row.category):
                yield from _too_short(row, limit)
    for trainee, name in _of_rosters(book.of(Trainee)):
        if all(is_another_class(name, each) for each in known):
            yield from _too_short(trainee, limit)


def _of_rosters(tables: Iterable[Table]) -> Iterator[tuple[Trainee, str]]:
    """Yield the longest row of each class of leaders in rosters, and its name."""
    longest: dict[str, tuple[Decimal, Trainee, str]] = {}
    for table in tables:
        titled = _titled(table)
        for row in table.rows(Trainee) if titled or _speaks_of_leaders(table) else ():
            name, days = row.class_name or titled, _days(row)
            if days is None or not is_of_leaders(name, row.category):
                continue
            key = class_key(name)
            if key not in longest or days > longest[key][0]:
                longest[key] = days, row, name
    for _, row, name in longest.values():
        yield row, name


def _titled(table: Table) -> str:
    """Return the class of leaders that a title names, empty for none."""
    found = _OF_A_CLASS.search(table.layout.title)
    return found[0] if found and "class_name" not in table.columns else ""


def _speaks_of_leaders(table: Table) -> bool:
    """Return True if a word of the columns by which classes are told is about leaders."""
    columns = (table.columns.get(name) for name in ("class_name", "category"))
    words = (value for column in columns if column for value in column.values)
    return any(isinstance(word, str) and is_of_leaders(word, None) for word in words)


def _days(row: TrainingClass | Trainee) -> Decimal | None:
    days = row.days if row.days is not None else calendar_days(row)
    return None if days is None else Decimal(days)


def _too_short(row: TrainingClass | Trainee, limit: Number) -> Iterator[Answer]:
    """Yield what is said of a class of too few days."""
    days = _days(row)
    if days is None or not 0 < days < limit:
        return
    source = "填" if row.days is not None else "按起止日期计"
    gap = format_number(limit - days)
    at = "days" if row.days is not None else "starts" if row.starts is not None else "held"
    yield (
        row.at(at),
        Says(f"{source}{format_number(days)}天，少于原则要求的{limit}天，差{gap}天"),
    )
