"""I: people on subsidised rosters who are excluded from subsidies."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from ruralskills.facts.class_dates import last_day
from ruralskills.facts.register_dates import register_date_text
from ruralskills.facts.subsidies import AMOUNTS, is_subsidised
from ruralskills.ledgers import ExcludedPerson, Trainee
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.values.partial_date import PartialDate

_RESIDENTS: Final = ("居民", "城乡", "新农保")
"""Words for the pension that everybody of 60 draws: it excludes nobody."""
_ROSTER_COLUMNS: Final = ("id_number", "name", "starts", "ends", "held", *AMOUNTS)
_LIST_COLUMNS: Final = ("id_number", "name", "category", "since", "data_date")


@rule(
    "I101", "补贴人员在排除名单中", Trainee, at="id_number", reference="excluded",
    severity=Severity.WARNING, nature=Nature.DOUBT, reads=(*_ROSTER_COLUMNS, *_LIST_COLUMNS),
    remedy="请对照名单核对本人在培训时的情况；确属不予补贴的，不列入补贴",
)  # fmt: skip
def subsidised_though_excluded(book: LedgerSet) -> Iterator[Answer]:
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
    excluded = _excluded(book)
    for row in book.rows(Trainee) if excluded else ():
        entries = excluded.get(row.id_number or "", ())
        last = last_day(row)
        lists = [_list_text(entry) for entry in entries if not _is_later(entry, last)]
        if lists and is_subsidised(row):
            names = {entry.name for entry in entries} - {row.name}
            differs = f"，名单上的姓名是“{names.pop()}”" if names else ""
            message = f"号码在{'、'.join(dict.fromkeys(lists))}中{differs}"
            yield row.at("id_number"), Says(message)


def _excluded(book: LedgerSet) -> dict[str, list[ExcludedPerson]]:
    """Return the entries of the lists by identity number."""
    entries: dict[str, list[ExcludedPerson]] = defaultdict(list)
    for entry in book.rows(ExcludedPerson, "excluded"):
        if entry.id_number and not any(word in (entry.category or "") for word in _RESIDENTS):
            entries[entry.id_number].append(entry)
    return entries


def _list_text(entry: ExcludedPerson) -> str:
    category = entry.category or entry.info.title
    return f"“{category}”名单（{register_date_text(entry.table)}）"


def _is_later(entry: ExcludedPerson, last: PartialDate | None) -> bool:
    """Return True if a person was excluded only after the training."""
    return entry.since is not None and last is not None and last.certainly_before(entry.since)
