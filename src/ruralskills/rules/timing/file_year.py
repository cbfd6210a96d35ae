"""D: years in file names, and classes on days off - hints of a copied file."""

from collections.abc import Iterator

from ruralskills.facts.class_dates import (
    ClassDates,
    first_day,
    has_end_in_another_year,
    last_day,
)
from ruralskills.facts.table_periods import file_name
from ruralskills.ledgers import Trainee, TrainingClass
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.period import find_year
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.values.date_range import DateRange
from ruralskills.values.partial_date import PartialDate


@rule(
    "D513", "文件名与标题年度不同", at="", severity=Severity.INFO, nature=Nature.HINT,
    remedy="请核对是否沿用了旧文件名，或交错了文件",
)  # fmt: skip
def file_named_for_another_year(table: Table) -> Iterator[Answer]:
    """文件名只作参考：标题写的年度与文件名不同的，提示一次；次年年初报上年台账的不提示。

    文件：2019年台账.xlsx

    标题：2020年带头人台账

    | 姓名 | 身份证号           | 应报 |
    | ---- | ------------------ | ---- |
    | 张三 | 500199198506150017 |      |

    应报表头：姓名

    不应报：次年年初报的上年台账

    文件：2021年1月报.xlsx

    标题：2020年带头人台账

    | 姓名 | 身份证号           | 应报 |
    | ---- | ------------------ | ---- |
    | 张三 | 500199198506150017 |      |
    """
    title_year = find_year(table.layout.title)
    name_year = find_year(file_name(table).rpartition(".")[0])
    if title_year is None or name_year in (None, title_year, title_year + 1):
        return
    if not has_end_in_another_year(table):
        yield table.at_header(""), f"标题是{title_year}年，文件名是{name_year}年"


@rule(
    "D514", "开班或结业在休息日", TrainingClass, Trainee, at="starts", limit="no_class_days",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    any_of=("starts", "ends", "held"),
    remedy="请核对日期；确在节假日上课的，在备注写明",
)  # fmt: skip
def class_on_a_day_off(
    limit: tuple[int, ...],
    starts: PartialDate | None = None,
    ends: PartialDate | None = None,
    held: DateRange | None = None,
) -> Says | None:
    """办公室列出不上课的日期（如20201001）后，开班、结业正好在那一天的请核对；没有列出的不核对，中间经过的不算。

    通知：样例

    | 班次名称 | 开班日期   | 结业日期   | 应报     |
    | -------- | ---------- | ---------- | -------- |
    | 第1期    | 2020-09-25 | 2020-10-09 |          |
    | 第2期    | 2020-10-01 | 2020-10-09 | 开班日期 |
    | 第3期    | 2020-09-30 | 2020-10-12 |          |
    """
    days_off = set(map(str, limit))
    dates = ClassDates(starts, ends, held)
    for word, day, field in (
        ("开班", first_day(dates), "starts" if starts else "held"),
        ("结业", last_day(dates), "ends" if ends else "held"),
    ):
        if day is not None and day.exact and str(day).replace("-", "") in days_off:
            return Says(f"{day}{word}，列为不上课的日期", field)
    return None
