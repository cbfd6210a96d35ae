"""D: steps in the order of a notice, each with its date in a row."""

from collections.abc import Iterator, Sequence

from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Ledger, Table
from ruralskills.notices import InForce, Steps
from ruralskills.values.partial_date import PartialDate


def _steps(table: Table, notices: InForce) -> Iterator[tuple[Steps, list[str]]]:
    """Yield the orders that bind a table, with the fields of its columns among them."""
    for steps in notices.steps:
        if steps.ledger == table.ledger.info.id:
            present = [name for name in steps.fields if name in table.columns]
            if len(present) > 1:
                yield steps, present


@rule(
    "D506", "办理步骤先后颠倒", carries_out="steps", by_row=True,
    remedy="请对照原件核对各环节的日期，按通知规定的先后办理",
)  # fmt: skip
def steps_reversed(table: Table, notices: InForce) -> Iterator[Answer]:
    """通知规定了先后的环节依次办理，同一天的可以。

    通知：shanxi-2021

    | 姓名 | 身份证号           | 申报日期   | 村推荐日期 | 乡镇审核日期 | 县级备案日期 | 应报         |
    | ---- | ------------------ | ---------- | ---------- | ------------ | ------------ | ------------ |
    | 张三 | 500199198506150017 | 2021-03-01 | 2021-03-05 | 2021-03-05   | 2021-04-01   |              |
    | 李四 | 500199199003020039 | 2021-03-01 | 2021-03-15 | 2021-03-10   | 2021-04-01   | 乡镇审核日期 |
    | 王五 | 500199199208110046 | 2021-03-01 | 2021-03-01 | 2021-03-01   | 2021-03-01   |              |
    """
    for steps, present in _steps(table, notices):
        for row in table.rows(table.ledger):
            earlier: tuple[str, PartialDate] | None = None
            for name in present:
                day = getattr(row, name)
                if not isinstance(day, PartialDate):
                    continue
                if earlier is not None and day.certainly_before(earlier[1]):
                    header = table.columns[earlier[0]].header
                    message = f"填{day}，早于“{header}”的{earlier[1]}"
                    related = (row.at(earlier[0]),)
                    yield row.at(name), Says(message, related=related, clause=steps.clause)
                    break
                earlier = (name, day)


def _blank_steps(row: Ledger, present: Sequence[str]) -> tuple[list[str], str]:
    """Return the blank steps before the last one with a date, and that one."""
    dated = [name for name in present if isinstance(getattr(row, name), PartialDate)]
    if not dated:
        return [], ""
    before = present[: present.index(dated[-1])]
    return [name for name in before if row.state(name) == "blank"], dated[-1]


@rule(
    "D507", "办理步骤缺项", carries_out="steps.missing", severity=Severity.WARNING, nature=Nature.DOUBT,
    remedy="请补填这一环节的日期；没有办理的补办",
)  # fmt: skip
def step_missing(table: Table, notices: InForce) -> Iterator[Answer]:
    """最后一环已有日期而前面的环节空着的，列为待核；还在办理的只作提示，没办到的环节空着没有问题。

    通知：shanxi-2021

    | 姓名 | 身份证号           | 申报日期   | 村推荐日期 | 乡镇审核日期 | 县级备案日期 | 应报         |
    | ---- | ------------------ | ---------- | ---------- | ------------ | ------------ | ------------ |
    | 张三 | 500199198506150017 | 2021-03-01 | 2021-03-05 |              |              |              |
    | 李四 | 500199199003020039 | 2021-03-01 | 2021-03-05 |              | 2021-04-01   | 乡镇审核日期 |
    | 王五 | 500199199208110046 | 2021-03-01 | 2021-03-05 | 2021-03-08   | 2021-04-01   |              |
    """
    for steps, present in _steps(table, notices):
        for row in table.rows(table.ledger) if steps.missing else ():
            blank, reached = _blank_steps(row, present)
            if not blank:
                continue
            missing = "、".join(f"“{table.columns[name].header}”" for name in blank)
            reached_header = table.columns[reached].header
            first, *related = map(row.at, blank)
            says = Says(
                f"{missing}没有填，而“{reached_header}”已填{getattr(row, reached)}",
                severity=None if reached == steps.fields[-1] else Severity.INFO,
                related=tuple(related),
                clause=steps.missing,
            )
            yield first, says
