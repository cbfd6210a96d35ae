"""M2: training bases - in the list of the year in which they are used, and judged fit for it."""

import difflib
from collections.abc import Iterator
from typing import Final

from ruralskills.ledgers import Leader, Trainee, TrainingBody, TrainingClass
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Says, rule
from ruralskills.model.table import Ledger, LedgerSet, Table
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.partial_date import PartialDate

Place = tuple[Table, int, str]

_MODEL: Final = regex("省级示范")
_PART: Final = regex("省级|市级|县级|示范|拟|申报|推荐")
"""Titles of lists that hold some of a year's bases, or those that would like to be one."""
_UNFIT: Final = "不合格"
_REMARK: Final = regex(r"\([^()]*\)")


def _called(name: str) -> str:
    """A base's name as it is compared.

    >>> _called("古县职业中学（实训基地）"), _called("古县 职业中学")
    ('古县职业中学', '古县职业中学')
    """
    return _REMARK.sub("", normalised(name))


def _year(table: Table, position: int) -> int | None:
    """The year of a row of the list: its own column's, else the title's."""
    if "year" in table.columns:
        value = table.value(position, "year")
        return int(value) if value is not None else None
    return table.year


def _is_model(table: Table, position: int) -> bool:
    level = table.value(position, "level")
    words = str(level) if level else table.layout.title + table.sheet
    revoked = "取消" in str(
        table.value(position, "status") or table.value(position, "remark") or ""
    )
    return bool(_MODEL.search(words)) and not revoked


@rule(
    "M201", "上年不合格的仍列为示范基地", TrainingBody, at="name", carries_out="clauses",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("name", "level", "year", "result", "status", "remark"),
    remedy="请核对上年考评结果；认定不合格的取消示范基地资格，已恢复的写明文件",
)  # fmt: skip
def unfit_base_still_a_model(book: LedgerSet) -> Iterator[tuple[Place, Says]]:
    """年度考评认定不合格的省级示范培训基地取消资格，下一年度不应仍列为示范基地。

    通知：shanxi-2021

    | 基地名称     | 级别         | 年度 | 考核结果 | 应报     |
    | ------------ | ------------ | ---- | -------- | -------- |
    | 云山职业学校 | 省级示范基地 | 2020 | 不合格   |          |
    | 云山职业学校 | 省级示范基地 | 2021 | 合格     | 基地名称 |
    | 松林农广校   | 省级示范基地 | 2020 | 合格     |          |
    | 松林农广校   | 省级示范基地 | 2021 | 合格     |          |
    """
    unfit: dict[tuple[str, int], Place] = {}
    tables = [
        t for t in book.of(TrainingBody) + book.of(TrainingBody, "previous") if "name" in t.columns
    ]
    for table in tables:
        for position in range(len(table)):
            year, name = _year(table, position), table.value(position, "name")
            if year and name and table.value(position, "result") == _UNFIT:
                unfit[_called(name), year] = table, position, "result"
    for table in book.of(TrainingBody):
        for position in range(len(table)):
            year, name = _year(table, position), table.value(position, "name")
            judged = unfit.get((_called(name), year - 1)) if year and name else None
            if judged is not None and year and _is_model(table, position):
                cell = judged[0].cell(judged[1], judged[2])
                message = f"{year - 1}年考核结果为不合格，{year}年仍列为省级示范培训基地"
                yield (table, position, "name"), Says(message, related=(cell,))


_USES: Final[tuple[tuple[type[Ledger], str], ...]] = (
    (TrainingClass, "agency"),
    (Trainee, "agency"),
    (Leader, "training_base"),
)


def _lists(book: LedgerSet) -> dict[int, set[str]]:
    """The names of each year's bases, from lists that hold all of them."""
    found: dict[int, set[str]] = {}
    for table in book.of(TrainingBody):
        if _PART.search(table.layout.title + table.sheet):
            continue
        for position in range(len(table)):
            year, name = _year(table, position), table.value(position, "name")
            if year and name:
                found.setdefault(year, set()).add(_called(name))
    return found


def _used_in(table: Table, position: int) -> int | None:
    """The year in which a row's class was held."""
    for name in ("ends", "starts"):
        day = table.value(position, name)
        if isinstance(day, PartialDate):
            return day.year
    return table.year


def _of_leaders(table: Table, position: int) -> bool:
    """Whether a row is certainly about a class of leaders."""
    words = (table.value(position, name) for name in ("category", "class_name"))
    return table.ledger is Leader or "带头人" in "".join(str(word or "") for word in words)


def _alike(name: str, listed: set[str]) -> bool:
    """Whether a list has a name, or one that may be meant by it."""
    within = any(name in other or other in name for other in listed)
    return within or bool(difflib.get_close_matches(name, listed, 1, 0.7))


@rule(
    "M202", "培训基地不在当年名录中", TrainingBody, carries_out="clauses", severity=Severity.WARNING,
    nature=Nature.DOUBT, foldable=False,
    reads=("name", "year", "agency", "training_base", "category", "class_name", "starts", "ends"),
    remedy="请核对基地名称与名录是否一致；新增的基地补入当年名录",
)  # fmt: skip
def base_not_in_the_list_of_the_year(book: LedgerSet) -> Iterator[tuple[Place, str]]:
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
    """
    lists = _lists(book)
    asked: set[tuple[int, str]] = set()
    for ledger, field in _USES:
        for table in book.of(ledger):
            for position in range(len(table)) if field in table.columns else ():
                used, year = table.value(position, field), _used_in(table, position)
                if not used or year not in lists or not _of_leaders(table, position):
                    continue
                name = _called(used)
                if not _alike(name, lists[year]) and (year, name) not in asked:
                    asked.add((year, name))
                    yield (table, position, field), f"填“{used}”，{year}年的基地名录中没有查到"
