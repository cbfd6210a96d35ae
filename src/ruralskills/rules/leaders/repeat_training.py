"""M1: leaders who are trained a second time within a year."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from ruralskills.facts.repeated_people import repeated_people
from ruralskills.ledgers import Trainee
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Says, rule
from ruralskills.model.table import LedgerSet, Table
from ruralskills.text.lazy_regex import regex
from ruralskills.values.date_range import DateRange
from ruralskills.values.partial_date import PartialDate

Place = tuple[Table, int, str]

_AGAIN: Final = regex("提升|进阶|高级|提高|二期|复训|轮训")


def _words(table: Table, position: int) -> str:
    return "".join(str(table.value(position, name) or "") for name in ("category", "class_name"))


def _held(table: Table, position: int) -> tuple[PartialDate, PartialDate] | None:
    """First and last day of a row's class, where both are told."""
    held = table.value(position, "held")
    if isinstance(held, DateRange):
        return held.start, held.end
    first, last = table.value(position, "starts"), table.value(position, "ends")
    return (
        (first, last) if isinstance(first, PartialDate) and isinstance(last, PartialDate) else None
    )


def _of_leaders(rows: Iterable[Trainee]) -> list[tuple[PartialDate, PartialDate, Table, int]]:
    """Those rows that are certainly of classes of leaders, by the days of the class."""
    found = [
        (*held, row.table, row.index)
        for row in rows
        if (held := _held(row.table, row.index)) and "带头人" in _words(row.table, row.index)
    ]
    return sorted(found, key=lambda one: (one[0].earliest, one[1].earliest))


@rule(
    "M107", "当年再次参训而非再提升班", Trainee, at="id_number", carries_out="clauses", severity=Severity.INFO,
    nature=Nature.HINT, foldable=False,
    reads=("id_number", "category", "class_name", "held", "starts", "ends"),
    remedy="再提升班请在班次类别写明；不是的，核对是否重复安排",
)  # fmt: skip
def trained_again_in_an_ordinary_class(book: LedgerSet) -> Iterator[tuple[Place, Says]]:
    """对带动能力强的带头人开展再提升培训：同一人当年第二次参加带头人班，班次应看得出是再提升。

    同时参加两个班、在同一班登记两次的，由别的规则核对；时间看不清的不比。

    通知：shanxi-2021

    | 姓名 | 身份证号           | 班次类别         | 班次名称     | 培训时间            | 应报     |
    | ---- | ------------------ | ---------------- | ------------ | ------------------- | -------- |
    | 张三 | 500199198506150017 | 致富带头人培训班 | 第1期        | 2021.5.10-2021.5.16 |          |
    | 李四 | 500199199003020039 | 致富带头人培训班 | 第1期        | 2021.5.10-2021.5.16 |          |
    | 张三 | 500199198506150017 | 致富带头人培训班 | 第3期        | 2021.9.6-2021.9.12  | 身份证号 |
    | 李四 | 500199199003020039 | 致富带头人培训班 | 再提升第1期  | 2021.9.6-2021.9.12  |          |
    """
    for rows in repeated_people(book.of(Trainee), Trainee):
        for earlier, later in pairwise(_of_leaders(rows)):
            first, table, position = later[0], later[2], later[3]
            apart = earlier[1].certainly_before(first) and first.year == earlier[0].year
            if apart and not _AGAIN.search(_words(table, position)):
                related = (earlier[2].cell(earlier[3], "id_number"),)
                message = f"当年已参加过{earlier[0]}开班的带头人培训"
                yield (table, position, "id_number"), Says(message, related=related)
