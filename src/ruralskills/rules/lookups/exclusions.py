"""I: people on subsidised rosters who stand on a list of those a subsidy is not for."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from ruralskills.facts.register_dates import register_date_text
from ruralskills.facts.subsidies import AMOUNTS, is_subsidised
from ruralskills.ledgers import ExcludedPerson, Trainee
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Says, rule
from ruralskills.model.table import LedgerSet, Table
from ruralskills.values.date_range import DateRange
from ruralskills.values.partial_date import PartialDate

Place = tuple[Table, int, str]
_RESIDENTS: Final = ("居民", "城乡", "新农保")
"""The pension that everybody of 60 draws: it excludes nobody."""
_OWN: Final = ("id_number", "name", "starts", "ends", "held", *AMOUNTS)
_LISTED: Final = ("id_number", "name", "category", "since", "data_date")


@rule(
    "I101", "补贴人员在排除名单中", Trainee, at="id_number", reference="excluded",
    severity=Severity.WARNING, nature=Nature.DOUBT, reads=(*_OWN, *_LISTED),
    remedy="请对照名单核对本人在培训时的情况；确属不予补贴的，不列入补贴",
)  # fmt: skip
def subsidised_though_excluded(book: LedgerSet) -> Iterator[tuple[Place, Says]]:
    """财政供养人员、在校学生、已死亡、服刑、领取职工养老待遇的，一般不享受培训补贴，列出供核对。

    只看补贴名册，只按号码比；城乡居民养老不是职工养老，不算；培训结束以后才发生的不算。

    学员花名册

    | 姓名 | 身份证号           | 结业日期   | 补贴金额 | 应报     |
    | ---- | ------------------ | ---------- | -------- | -------- |
    | 张三 | 500199198506150017 | 2020-07-12 | 1000     | 身份证号 |
    | 李四 | 500199199003020039 | 2020-07-12 | 1000     |          |
    | 王五 | 500199199208110046 | 2020-07-12 | 0        |          |
    | 赵六 | 500199197811200119 | 2020-07-12 | 1000     |          |

    排除名单：排除人员名单

    | 姓名 | 身份证号           | 人员类别     | 起始时间   | 应报 |
    | ---- | ------------------ | ------------ | ---------- | ---- |
    | 张三 | 500199198506150017 | 财政供养人员 | 2015-09-01 |      |
    | 李四 | 500199199003020039 | 城乡居民养老 |            |      |
    | 王五 | 500199199208110046 | 财政供养人员 |            |      |
    | 赵六 | 500199197811200119 | 死亡         | 2020-11-02 |      |
    """
    listed = _listed(book)
    for table in book.of(Trainee) if listed else ():
        if "id_number" not in table.columns:
            continue
        for position in range(len(table)):
            entries = listed.get(table.value(position, "id_number"), ())
            last = _last_day(table, position)
            told = [_in_words(*entry) for entry in entries if not _afterwards(*entry, last)]
            if told and is_subsidised(table.row(position)):
                here = table.value(position, "name")
                names = {of.value(at, "name") for of, at in entries} - {here}
                other = f"，名单上的姓名是“{names.pop()}”" if names else ""
                message = f"号码在{'、'.join(dict.fromkeys(told))}中{other}"
                yield (table, position, "id_number"), Says(message)


def _listed(book: LedgerSet) -> dict[Any, list[tuple[Table, int]]]:
    listed: dict[Any, list[tuple[Table, int]]] = defaultdict(list)
    for table in book.of(ExcludedPerson, "excluded"):
        for position in range(len(table)):
            category = str(table.value(position, "category") or "")
            number = table.value(position, "id_number")
            if number and not any(word in category for word in _RESIDENTS):
                listed[number].append((table, position))
    return listed


def _in_words(table: Table, position: int) -> str:
    category = table.value(position, "category") or table.ledger.info.title
    return f"“{category}”名单（{register_date_text(table)}）"


def _last_day(table: Table, position: int) -> PartialDate | None:
    held = table.value(position, "held")
    day = table.value(position, "ends") or (held.end if isinstance(held, DateRange) else None)
    return day if isinstance(day, PartialDate) else None


def _afterwards(table: Table, position: int, last: PartialDate | None) -> bool:
    """Whether somebody came to be listed only after the training."""
    since = table.value(position, "since")
    return isinstance(since, PartialDate) and last is not None and last.certainly_before(since)
