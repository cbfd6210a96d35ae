"""M2: the county's archive of leaders - its content and its updates."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from ruralskills.facts.leader_status import REMOVED
from ruralskills.ledgers import Leader
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.values.field_type import Absent
from ruralskills.values.partial_date import PartialDate

_FOLLOWED: Final = {
    "参加培训": ("trained", "training_base", "training_days", "certificate"),
    "创办企业": ("entity_name", "entity_kind", "credit_code"),
    "实施项目": ("project", "industry", "scale"),
    "享受政策扶持": ("support", "loan"),
    "带动能力": ("households_led", "poor_households_led", "people_led", "leading_way"),
}
_ARCHIVE: Final = "档案"


def _has_any(table: Table, names: tuple[str, ...]) -> bool:
    """Return True if any of some columns has a cell that is not blank."""
    columns = [table.columns[name] for name in names if name in table.columns]
    return any(
        column.values[code] is not Absent.BLANK for column in columns for code in set(column.codes)
    )


@rule(
    "M203", "信息档案库缺少跟踪的内容", Leader, at="", carries_out="clauses", severity=Severity.INFO,
    nature=Nature.HINT, foldable=False, remedy="请补充这些内容的列；另有专门台账登记的不用改",
)  # fmt: skip
def archive_follows_too_little(table: Table) -> Iterator[Answer]:
    """县级信息档案库要跟踪参加培训、创办企业、实施项目、享受政策扶持、带动能力等情况。

    只看标题写明“档案”的表；乡镇的台账、只报几项的统计表不看。

    通知：shanxi-2021
    标题：2021年致富带头人信息档案库

    | 姓名 | 身份证号           | 培训时间 | 创办项目 | 带动户数 | 应报 |
    | ---- | ------------------ | -------- | -------- | -------- | ---- |
    | 张三 | 500199198506150017 | 2021年   | 养鸡     | 5        |      |

    应报表头：姓名

    不应报：不是档案的台账

    标题：2021年致富带头人台账

    | 姓名 | 身份证号           | 培训时间 | 创办项目 | 带动户数 | 应报 |
    | ---- | ------------------ | -------- | -------- | -------- | ---- |
    | 张三 | 500199198506150017 | 2021年   | 养鸡     | 5        |      |
    """
    if _ARCHIVE not in table.layout.title + table.sheet:
        return
    missing = [group for group, names in _FOLLOWED.items() if not _has_any(table, names)]
    if missing:
        message = f"没有登记{'、'.join(missing)}的情况"
        yield table.at_header(""), Says(message, severity=Severity.INFO, nature=Nature.HINT)


def _led_text(households_led: Decimal | int | None, poor: Decimal | int | None) -> str:
    """Return the number of households led in words, else an empty text."""
    led = max(households_led or 0, poor or 0)
    return f"带动{led}户" if led > 0 else ""


@rule(
    "M204", "有带动户而没有带动方式", Leader, at="leading_way", carries_out="clauses", needs=("leading_way",),
    severity=Severity.WARNING, nature=Nature.DOUBT,
    any_of=("households_led", "poor_households_led"),
    remedy="请填写带动方式，如务工联结、订单联结、入股分红",
)  # fmt: skip
def leads_households_in_no_way(
    households_led: int | Decimal | None = None,
    poor_households_led: int | Decimal | None = None,
    leading_way: str | None = None,
    status: str | None = None,
) -> str | None:
    """与脱贫户的利益联结要说得出方式：填了带动户数的，带动方式不应空着。

    通知：shanxi-2021

    | 姓名 | 身份证号           | 带动户数 | 带动方式 | 应报     |
    | ---- | ------------------ | -------- | -------- | -------- |
    | 张三 | 500199198506150017 | 5        | 务工     |          |
    | 李四 | 500199199003020039 | 5        |          | 带动方式 |
    | 王五 | 500199199208110046 | 0        |          |          |
    """
    led = _led_text(households_led, poor_households_led)
    if not led or leading_way or status == REMOVED:
        return None
    return f"{led}，没有填带动方式"


@rule(
    "M205", "有带动户而没有协议", Leader, at="agreement", carries_out="clauses", needs=("agreement",),
    severity=Severity.INFO, nature=Nature.HINT,
    any_of=("households_led", "poor_households_led"),
    remedy="已签协议的补填；没有签订的可以补签",
)  # fmt: skip
def leads_households_without_agreement(
    households_led: int | Decimal | None = None,
    poor_households_led: int | Decimal | None = None,
    agreement: bool | None = None,
    status: str | None = None,
) -> str | None:
    """带动户与带头人签有协议的，利益联结更实；通知没有规定必须签，只作提示。

    通知：shanxi-2021

    | 姓名 | 身份证号           | 带动户数 | 带农协议 | 应报     |
    | ---- | ------------------ | -------- | -------- | -------- |
    | 张三 | 500199198506150017 | 5        | 有       |          |
    | 李四 | 500199199003020039 | 5        | 无       | 带农协议 |
    | 王五 | 500199199208110046 | 0        |          |          |
    """
    led = _led_text(households_led, poor_households_led)
    if not led or agreement or status == REMOVED:
        return None
    return f"{led}，没有带动协议"


@rule(
    "M206", "本年度没有更新", Leader, at="updated", carries_out="clauses", severity=Severity.WARNING,
    nature=Nature.DOUBT, remedy="请按本年情况核对、更新，并填写更新日期",
)  # fmt: skip
def not_updated_this_year(
    updated: PartialDate, year: int | None, as_of: date, status: str | None = None
) -> Says | str | None:
    """信息档案库每年动态调整，更新日期应在台账年度内或以后；年度未结束时只作提示。

    通知：shanxi-2021
    标题：2021年致富带头人台账

    | 姓名 | 身份证号           | 更新日期   | 应报     |
    | ---- | ------------------ | ---------- | -------- |
    | 张三 | 500199198506150017 | 2021-11-20 |          |
    | 李四 | 500199199003020039 | 2020-11-20 | 更新日期 |
    | 王五 | 500199199208110046 | 2021       |          |
    """
    if year is None or updated.latest >= date(year, 1, 1) or status == REMOVED:
        return None
    message = f"填{updated}，台账年度是{year}年"
    if as_of <= date(year, 12, 31):
        return Says(message, severity=Severity.INFO, nature=Nature.HINT)
    return message
