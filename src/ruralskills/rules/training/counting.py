"""T3: people who count once - trained again, or counted by two departments."""

from collections.abc import Iterator

from ruralskills.facts.class_dates import first_day, last_day
from ruralskills.facts.class_names import class_key, is_another_class
from ruralskills.facts.repeated_people import repeated_people
from ruralskills.ledgers import Trainee
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.text.normalise import is_part_of_other, normalised


@rule(
    "T328", "同一人再次参加培训", Trainee, at="id_number", severity=Severity.INFO, nature=Nature.HINT,
    limit="years_trained_once", reads=("id_number", "class_name", "starts", "ends", "held"),
    needs=("trainee.class_name", "trainee.starts|held", "trainee.ends|held"),
    remedy="不用改；完成任务的人数按1人计，不重复计算",
)  # fmt: skip
def trained_a_second_time(book: LedgerSet, limit: int) -> Iterator[Answer]:
    """通知规定的几年内每名劳动力培训一遍；先后参加两个班的，任务数只计1人。同一个班、看不出先后的不提示。

    通知：dongxiang-2020

    | 姓名 | 身份证号           | 班次名称    | 开班日期   | 结业日期   | 应报     |
    | ---- | ------------------ | ----------- | ---------- | ---------- | -------- |
    | 马一 | 500199198506150017 | 第1期电焊班 | 2020-07-01 | 2020-07-07 |          |
    | 马一 | 500199198506150017 | 第2期养殖班 | 2020-09-01 | 2020-09-07 | 身份证号 |
    | 马二 | 500199199003020039 | 第1期电焊班 | 2020-07-01 | 2020-07-07 |          |
    | 马二 | 500199199003020039 | 第2期养殖班 | 2023-09-01 | 2023-09-07 |          |
    """
    for first, row in _further_rows(book):
        ends, starts = last_day(first), first_day(row)
        if ends is None or starts is None or not (first.class_name and row.class_name):
            continue
        if starts.year is None or ends.year is None or starts.year - ends.year >= limit:
            continue
        if ends.certainly_before(starts) and is_another_class(first.class_name, row.class_name):
            message = f"{ends}已从“{first.class_name}”结业，本次是再次培训"
            related = (first.at("id_number"),)
            yield row.at("id_number"), Says(message, severity=Severity.INFO, related=related)


def _further_rows(book: LedgerSet) -> Iterator[tuple[Trainee, Trainee]]:
    """Yield each further row of a person, with the first."""
    for first, *rows in repeated_people(book.of(Trainee), Trainee, merged=True):
        yield from ((first, row) for row in rows)


@rule(
    "T329", "同一人由两个部门计数", Trainee, at="id_number", severity=Severity.WARNING,
    nature=Nature.DOUBT, carries_out="clauses", reads=("id_number", "class_name", "department"),
    needs=("trainee.class_name", "trainee.department"),
    remedy="请两个部门核对由哪个部门计数，另一份名册中删去",
)  # fmt: skip
def counted_by_two_departments(book: LedgerSet) -> Iterator[Answer]:
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
    for first, row in _further_rows(book):
        if first.table is row.table or not (first.class_name and row.class_name):
            continue
        if not (first.department and row.department):
            continue
        if is_part_of_other(normalised(first.department), normalised(row.department)):
            continue
        if class_key(first.class_name) == class_key(row.class_name):
            departments = f"“{first.department}”和“{row.department}”"
            message = f"“{row.class_name}”的同一人，{departments}的名册都有"
            yield row.at("id_number"), Says(message, related=(first.at("id_number"),))
