"""M2: training bases - in the list of the year, and fit to be a model."""

import difflib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from ruralskills.ledgers import Leader, Trainee, TrainingBody, TrainingClass
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Place, Table
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import is_part_of_other, normalised
from ruralskills.values.partial_date import PartialDate

_MODEL: Final = regex("省级示范")
_PARTIAL_LIST: Final = regex("省级|市级|县级|示范|拟|申报|推荐")
"""Words in titles of lists that hold some of a year's bases, or applicants."""
_UNFIT: Final = "不合格"
_REMARK: Final = regex(r"\([^()]*\)")


def _base_key(name: str) -> str:
    """Return a base's name as it is compared.

    >>> _base_key("古县职业中学（实训基地）"), _base_key("古县 职业中学")
    ('古县职业中学', '古县职业中学')
    """
    return _REMARK.sub("", normalised(name))


def _year_of(row: TrainingBody) -> int | None:
    """Return the year of a row of the list, by its own column, else by the title."""
    if row.state("year") == "missing":
        return row.table.year
    return int(row.year) if row.year is not None else None


def _is_model(row: TrainingBody) -> bool:
    """Return True if a base is listed as a provincial model and was not struck off."""
    level = row.level or row.table.layout.title + row.table.sheet
    is_revoked = "取消" in (row.status or row.remark or "")
    return bool(_MODEL.search(level)) and not is_revoked


@rule(
    "M201", "上年不合格的仍列为示范基地", TrainingBody, at="name", carries_out="clauses",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("name", "level", "year", "result", "status", "remark"),
    needs=("training_body.level", "training_body.result"),
    remedy="请核对上年考评结果；认定不合格的取消示范基地资格，已恢复的写明文件",
)  # fmt: skip
def unfit_base_still_a_model(book: LedgerSet) -> Iterator[Answer]:
    """年度考评认定不合格的省级示范培训基地取消资格，下一年度不应仍列为示范基地。

    通知：shanxi-2021

    | 基地名称     | 级别         | 年度 | 考核结果 | 应报     |
    | ------------ | ------------ | ---- | -------- | -------- |
    | 云山职业学校 | 省级示范基地 | 2020 | 不合格   |          |
    | 云山职业学校 | 省级示范基地 | 2021 | 合格     | 基地名称 |
    | 松林农广校   | 省级示范基地 | 2020 | 合格     |          |
    | 松林农广校   | 省级示范基地 | 2021 | 合格     |          |
    """
    unfit: dict[tuple[str, int], TrainingBody] = {}
    for row in chain(book.rows(TrainingBody), book.rows(TrainingBody, "previous")):
        year = _year_of(row)
        if year and row.name and row.result == _UNFIT:
            unfit[_base_key(row.name), year] = row
    for row in book.rows(TrainingBody):
        year = _year_of(row)
        before = unfit.get((_base_key(row.name), year - 1)) if year and row.name else None
        if before is not None and year and _is_model(row):
            message = f"{year - 1}年考核结果为不合格，{year}年仍列为省级示范培训基地"
            yield row.at("name"), Says(message, related=(before.at("result"),))


def _lists(book: LedgerSet) -> dict[int, set[str]]:
    """Return the names of each year's bases, from lists that hold all of them."""
    lists: dict[int, set[str]] = {}
    for table in book.of(TrainingBody):
        if _PARTIAL_LIST.search(table.layout.title + table.sheet):
            continue
        for row in table.rows(TrainingBody):
            year = _year_of(row)
            if year and row.name:
                lists.setdefault(year, set()).add(_base_key(row.name))
    return lists


def _uses(book: LedgerSet) -> Iterator[tuple[Place, str, int | None]]:
    """Yield place, name and year of each base used for a class certainly of leaders."""
    rows: Iterable[TrainingClass | Trainee] = chain(book.rows(TrainingClass), book.rows(Trainee))
    for row in rows:
        if row.agency and "带头人" in (row.category or "") + (row.class_name or ""):
            yield row.at("agency"), row.agency, _year_held(row.table, row.ends or row.starts)
    for leader in book.rows(Leader):
        if leader.training_base:
            yield leader.at("training_base"), leader.training_base, leader.table.year


def _year_held(table: Table, day: PartialDate | None) -> int | None:
    return day.year if day else table.year


def _is_listed(name: str, names: set[str]) -> bool:
    """Return True if a list has a name, or one so near that it may be the same base."""
    if any(is_part_of_other(name, listed) for listed in names):
        return True
    return bool(difflib.get_close_matches(name, names, 1, 0.7))


@rule(
    "M202", "培训基地不在当年名录中", TrainingBody, carries_out="clauses", severity=Severity.WARNING,
    nature=Nature.DOUBT, foldable=False,
    reads=("name", "year", "agency", "training_base", "category", "class_name", "starts", "ends"),
    remedy="请核对基地名称与名录是否一致；新增的基地补入当年名录",
)  # fmt: skip
def base_not_in_the_list_of_the_year(book: LedgerSet) -> Iterator[Answer]:
    """培训基地实行动态管理：办带头人班的基地应在当年的基地名录里；每个基地只问一次。

    没有当年名录的不比；只列省级、示范等一部分基地的名录也不比。

    通知：shanxi-2021

    标题：2021年培训基地名录

    | 基地名称     | 级别 | 年度 | 应报 |
    | ------------ | ---- | ---- | ---- |
    | 云山职业学校 | 省级 | 2021 |      |

    标题：2021年致富带头人培训班台账

    | 班次名称 | 培训机构         | 培训地点 | 应报     |
    | -------- | ---------------- | -------- | -------- |
    | 第1期    | 松林农广校       | 云山县   | 培训机构 |
    | 第2期    | 云山职业学校本部 | 云山县   |          |
    | 第3期    | 云山职业学校     | 云山县   |          |
    """
    lists = _lists(book)
    reported: set[tuple[int, str]] = set()
    for place, name, year in _uses(book) if lists else ():
        if year is None or year not in lists:
            continue
        key = year, _base_key(name)
        if key not in reported and not _is_listed(key[1], lists[year]):
            reported.add(key)
            yield place, f"填“{name}”，{year}年的基地名录中没有查到"
