"""T3: each person counts once - those who are trained again, or counted by two departments."""

from collections.abc import Iterator
from typing import Any, Final

from ruralskills.facts.class_dates import first_day, last_day
from ruralskills.facts.class_names import certainly_other, class_key
from ruralskills.ledgers import Trainee
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Says, rule
from ruralskills.model.table import LedgerSet, Table
from ruralskills.text.normalise import normalised

Place = tuple[Table, int, str]
_WHICH: Final = ("id_number", "class_name", "starts", "ends", "held", "name")


@rule(
    "T328", "同一人再次参加培训", Trainee, at="id_number", severity=Severity.INFO, nature=Nature.HINT,
    carries_out="clauses", reads=_WHICH, remedy="不用改；完成任务的人数按1人计，不重复计算",
)  # fmt: skip
def trained_a_second_time(book: LedgerSet) -> Iterator[tuple[Place, Says]]:
    """三年内每名劳动力培训一遍；先后参加两个班的，任务数只计1人。同一个班、看不出先后的不提示。

    通知：dongxiang-2020

    | 姓名 | 身份证号           | 班次名称    | 开班日期   | 结业日期   | 应报     |
    | ---- | ------------------ | ----------- | ---------- | ---------- | -------- |
    | 马一 | 500199198506150017 | 第1期电焊班 | 2020-07-01 | 2020-07-07 |          |
    | 马一 | 500199198506150017 | 第2期养殖班 | 2020-09-01 | 2020-09-07 | 身份证号 |
    | 马二 | 500199199003020039 | 第1期电焊班 | 2020-07-01 | 2020-07-07 |          |
    """
    for table, position, before, at in _again(book):
        ended, began = last_day(before.row(at)), first_day(table.row(position))
        if ended is None or began is None:
            continue
        names = [t.value(p, "class_name") for t, p in ((before, at), (table, position))]
        if ended.certainly_before(began) and all(names) and certainly_other(names[0], names[1]):
            message = f"{ended}已从“{names[0]}”结业，本次是再次培训"
            related = (before.cell(at, "id_number"),)
            yield (
                (table, position, "id_number"),
                Says(message, severity=Severity.INFO, related=related),
            )


def _again(book: LedgerSet) -> Iterator[tuple[Table, int, Table, int]]:
    """Each further row of a person, with his first."""
    first: dict[Any, tuple[Table, int]] = {}
    for table in book.of(Trainee):
        column = table.columns.get("id_number")
        for position in range(len(table) if column is not None else 0):
            number = table.value(position, "id_number")
            if number is None:
                continue
            before = first.setdefault(number, (table, position))
            if before != (table, position):
                yield table, position, *before


@rule(
    "T329", "同一人由两个部门计数", Trainee, at="id_number", severity=Severity.WARNING,
    nature=Nature.DOUBT, carries_out="clauses", reads=(*_WHICH, "department"),
    remedy="请两个部门核对由哪个部门计数，另一份名册中删去",
)  # fmt: skip
def counted_by_two_departments(book: LedgerSet) -> Iterator[tuple[Place, Says]]:
    """各计其功：同一个班的同一个人，只在一个部门的名册里；先后参加两个部门的班，各计各的。

    通知：dongxiang-2020

    学员花名册

    | 责任部门 | 姓名 | 身份证号           | 班次名称    | 应报 |
    | -------- | ---- | ------------------ | ----------- | ---- |
    | 县职校   | 马一 | 500199198506150017 | 第1期电焊班 |      |
    | 县职校   | 马二 | 500199199003020039 | 第1期电焊班 |      |

    标题：县人社局学员花名册

    | 责任部门 | 姓名 | 身份证号           | 班次名称    | 应报     |
    | -------- | ---- | ------------------ | ----------- | -------- |
    | 县人社局 | 马一 | 500199198506150017 | 第1期电焊班 | 身份证号 |
    | 县人社局 | 马二 | 500199199003020039 | 第2期养殖班 |          |
    """
    for table, position, before, at in _again(book):
        rows = ((before, at), (table, position))
        names, departments = (
            [t.value(p, field) for t, p in rows] for field in ("class_name", "department")
        )
        if before is table or not all(names) or not all(departments):
            continue
        one, other = (normalised(department) for department in departments)
        if class_key(names[0]) == class_key(names[1]) and one not in other and other not in one:
            message = f"“{names[1]}”的同一人，“{departments[0]}”和“{departments[1]}”的名册都有"
            related = (before.cell(at, "id_number"),)
            yield (table, position, "id_number"), Says(message, related=related)
