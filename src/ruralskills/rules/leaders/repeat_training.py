"""M1: leaders who are trained a second time within a year."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from ruralskills.facts.repeated_people import repeated_people
from ruralskills.ledgers import Trainee
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.text.lazy_regex import regex
from ruralskills.values.partial_date import PartialDate

_ADVANCED: Final = regex("提升|进阶|高级|提高|二期|复训|轮训")


class _Training(NamedTuple):
    """The days of a class, and the row of a person in it."""

    first: PartialDate
    last: PartialDate
    row: Trainee


def _kind_and_name(row: Trainee) -> str:
    return f"{row.category or ''}{row.class_name or ''}"


def _training(row: Trainee) -> _Training | None:
    """Return the days of a row's class, None unless both are stated."""
    if row.held:
        return _Training(row.held.start, row.held.end, row)
    return _Training(row.starts, row.ends, row) if row.starts and row.ends else None


def _leader_trainings(rows: Iterable[Trainee]) -> list[_Training]:
    """Return the trainings that are certainly of leaders, in the order of their days."""
    trainings = [
        training for row in rows if "带头人" in _kind_and_name(row) and (training := _training(row))
    ]
    return sorted(trainings, key=lambda training: (training.first.earliest, training.last.earliest))


@rule(
    "M107", "当年再次参训而非再提升班", Trainee, at="id_number", carries_out="clauses", severity=Severity.INFO,
    nature=Nature.HINT, foldable=False,
    reads=("id_number", "category", "class_name", "held", "starts", "ends"),
    needs=("trainee.starts|held", "trainee.ends|held"),
    remedy="再提升班请在班次类别写明；不是的，核对是否重复安排",
)  # fmt: skip
def trained_again_in_an_ordinary_class(book: LedgerSet) -> Iterator[Answer]:
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
        for earlier, later in pairwise(_leader_trainings(rows)):
            first = later.first
            is_apart = earlier.last.certainly_before(first) and first.year == earlier.first.year
            if is_apart and not _ADVANCED.search(_kind_and_name(later.row)):
                message = f"当年已参加过{earlier.first}开班的带头人培训"
                related = (earlier.row.at("id_number"),)
                yield later.row.at("id_number"), Says(message, related=related)
