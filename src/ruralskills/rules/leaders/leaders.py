"""L2: leaders - how many households, entry into the system, removal."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from ruralskills.facts.leader_status import REMOVED, is_newly_added, open_year_note
from ruralskills.ledgers import Leader
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.period import Period
from ruralskills.model.rule import Says, rule
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.partial_date import PartialDate

_POOR_VILLAGE: Final = "贫困村"
_ONLY_OTHER: Final = regex("(其他|其它)(原因|情况)?")


_POOR_HOUSEHOLDS: Final = regex(r"(建档立卡)?(贫困|脱贫)(\(贫困\))?户(及监测户)?")


def poor_households_noun(header: str) -> str:
    """Return the ledger's own word for poor households.

    >>> poor_households_noun("带动贫困户/户数（户）"), poor_households_noun("其中脱贫户")
    ('带动贫困户', '带动脱贫户')
    >>> poor_households_noun("带动脱贫户及监测户")
    '带动脱贫户及监测户'
    """
    match = _POOR_HOUSEHOLDS.search(normalised(header))
    return f"带动{match[0]}" if match else "带动贫困户"


@rule(
    "L201", "带动户数不足", Leader, limit="min_households_led", at="poor_households_led",
    nature=Nature.SHORTFALL,
    any_of=("poor_households_led", "households_led"),
    remedy="请先核对带动户明细是否漏登；确未达到的，年底前补足",
)  # fmt: skip
def too_few_households_led(
    limit: int,
    as_of: date,
    year: int | None,
    period: Period | None,
    headers: Mapping[str, str],
    poor_households_led: int | Decimal | None = None,
    households_led: int | Decimal | None = None,
    status: str | None = None,
    recognised: PartialDate | None = None,
) -> Says | str | None:
    """每名在库带头人带动的贫困户不得少于通知规定的户数；没有贫困户一列的，按带动户数看。

    年度未结束时是进度提醒，年度结束后才列为错误；本季度新增的只作提示。

    | 姓名 | 身份证号           | 状态 | 带动户数 | 带动贫困户数 | 应报         |
    | ---- | ------------------ | ---- | -------- | ------------ | ------------ |
    | 张三 | 500199198506150017 | 在库 | 5        | 3            |              |
    | 李四 | 500199199003020039 | 在库 | 5        | 2            | 带动贫困户数 |
    | 王五 | 500199199208110046 | 退出 | 0        | 0            |              |
    | 赵六 | 500199197811200119 | 在库 |          |              |              |
    | 钱七 | 500199196510090062 | 在库 |          | 若干         | 带动贫困户数 |
    """
    led = poor_households_led if poor_households_led is not None else households_led
    if led is None or status == REMOVED or led < 0 or led != int(led) or led >= limit:
        return None
    field, noun = "households_led", "带动户（台账未单列贫困户、脱贫户）"
    if poor_households_led is not None:
        field = "poor_households_led"
        noun = poor_households_noun(headers[field])
    message = f"{noun}{led}户，距要求的{limit}户差{limit - led}户"
    if is_newly_added(recognised, as_of, period):
        return Says(
            f"本季度新增，{message}", field, severity=Severity.INFO, nature=Nature.HINT,
            remedy="请在年底前补足",
        )  # fmt: skip
    is_closed = year is not None and as_of > date(year, 12, 31)
    remedy = "请先核对带动户明细是否漏登；年度已结束仍未达到的，说明原因并列入整改"
    message += open_year_note(as_of, year)
    return Says(message, field, remedy=remedy if is_closed else "")


_CAUSE: Final = regex(
    r"去世|病故|死亡|身故|已故|亡故|服刑|入狱|判刑|破产|未履行|外出|搬|辞|转|因|不再|年龄|重复"
)


@rule(
    "L210", "退出未写原因", Leader, at="removal_cause", carries_out="clauses", needs=("removal_cause",),
    remedy="请填写退出原因：自身经营破产、病故、入狱、未履行带贫义务，或其他（写明）",
)  # fmt: skip
def removal_without_cause(
    status: str,
    removal_cause: str | None = None,
    remark: str | None = None,
    village_kind: str | None = None,
) -> Says | str | None:
    """退出的带头人要写明原因；原因不限于通知列举的几种，写在备注里的也算。

    通知说的是贫困村带头人；非贫困村和社区的只列待核。

    通知：tongnan-2020

    | 姓名 | 身份证号           | 状态 | 退出原因 | 应报     |
    | ---- | ------------------ | ---- | -------- | -------- |
    | 张三 | 500199198506150017 | 在库 |          |          |
    | 李四 | 500199199003020039 | 退出 | 病故     |          |
    | 王五 | 500199199208110046 | 退出 |          | 退出原因 |
    """
    if status != REMOVED or removal_cause or (remark and _CAUSE.search(remark)):
        return None
    message = "状态为退出，没有写退出原因"
    if village_kind not in (None, _POOR_VILLAGE):
        return Says(message, severity=Severity.WARNING, nature=Nature.DOUBT)
    return message


@rule(
    "L218", "退出原因只写其他", Leader, at="removal_cause", severity=Severity.WARNING, nature=Nature.DOUBT,
    remedy="请写明具体原因，如自身经营破产、病故、迁出；写在备注里也可以",
)  # fmt: skip
def removal_for_another_cause(
    removal_cause: str, status: str | None = None, remark: str | None = None
) -> str | None:
    """只写“其他”等于没有写原因；写明是什么的、备注里写明的不报。

    | 姓名 | 身份证号           | 状态 | 退出原因       | 备注     | 应报     |
    | ---- | ------------------ | ---- | -------------- | -------- | -------- |
    | 张三 | 500199198506150017 | 退出 | 其他           |          | 退出原因 |
    | 李四 | 500199199003020039 | 退出 | 其他（迁出）   |          |          |
    | 王五 | 500199199208110046 | 退出 | 其他           | 外出经商 |          |
    | 赵六 | 500199197811200119 | 退出 | 病故           |          |          |
    """
    if status not in (None, REMOVED) or remark or not _ONLY_OTHER.fullmatch(removal_cause):
        return None
    return f"只写“{removal_cause}”，没有写明是什么原因"


@rule(
    "L211", "退出未写时间", Leader, at="removed", carries_out="clauses", needs=("removed",),
    severity=Severity.WARNING, nature=Nature.DOUBT,
    remedy="请填写退出时间，至少写到年月",
)  # fmt: skip
def removal_without_date(status: str, removed: PartialDate | None = None) -> Says | None:
    """退出时间决定从哪一期起不再计数。

    通知：tongnan-2020

    | 姓名 | 身份证号           | 状态 | 退出原因 | 退出时间 | 应报     |
    | ---- | ------------------ | ---- | -------- | -------- | -------- |
    | 张三 | 500199198506150017 | 在库 |          |          |          |
    | 李四 | 500199199003020039 | 退出 | 病故     | 2020.5   |          |
    | 王五 | 500199199208110046 | 退出 | 病故     |          | 退出时间 |
    """
    if status != REMOVED or removed is not None:
        return None
    return Says("状态为退出，没有写退出时间", severity=Severity.WARNING)


_GONE: Final = regex(r"去世|病故|死亡|身故|已故|亡故|服刑|入狱|判刑|破产")


@rule(
    "L212", "备注与在库状态不一致", Leader, at="remark", carries_out="clauses", severity=Severity.WARNING,
    nature=Nature.DOUBT, remedy="请核对是否本人的情况；是本人的，把状态改为退出并写明原因和时间",
)  # fmt: skip
def remark_speaks_of_leaving(remark: str, status: str | None = None) -> str | None:
    """备注里写有去世、服刑、破产等字样而状态仍为在库的，请核对；可能说的是家人。

    通知：tongnan-2020

    | 姓名 | 身份证号           | 状态 | 备注     | 应报 |
    | ---- | ------------------ | ---- | -------- | ---- |
    | 张三 | 500199198506150017 | 在库 | 2020新增 |      |
    | 李四 | 500199199003020039 | 在库 | 已病故   | 备注 |
    | 王五 | 500199199208110046 | 退出 | 已病故   |      |
    """
    word = _GONE.search(remark)
    if word is None or status == REMOVED:
        return None
    return f"备注写有“{word[0]}”，状态仍为在库"


@rule(
    "L214", "贫困村带头人未录入系统", Leader, at="in_system", carries_out="clauses", severity=Severity.WARNING,
    nature=Nature.DOUBT, remedy="请及时录入；已经录入的，把本列改为“是”并填录入时间",
)  # fmt: skip
def poor_village_leader_not_entered(
    village_kind: str,
    in_system: bool,
    as_of: date,
    period: Period | None,
    status: str | None = None,
    recognised: PartialDate | None = None,
) -> Says | str | None:
    """贫困村新增的带头人要及时录入国扶系统；通知没有定天数，本季度新增的只作提示。

    通知：tongnan-2020

    | 姓名 | 身份证号           | 村类型   | 是否录入国扶系统 | 应报             |
    | ---- | ------------------ | -------- | ---------------- | ---------------- |
    | 张三 | 500199198506150017 | 贫困村   | 是               |                  |
    | 李四 | 500199199003020039 | 贫困村   | 否               | 是否录入国扶系统 |
    | 王五 | 500199199208110046 | 非贫困村 | 否               |                  |
    """
    if village_kind != _POOR_VILLAGE or in_system or status == REMOVED:
        return None
    if is_newly_added(recognised, as_of, period):
        message = "本季度新增的贫困村带头人，填未录入系统"
        return Says(message, severity=Severity.INFO, nature=Nature.HINT)
    return "贫困村的在库带头人，填未录入系统"


@rule(
    "L215", "非贫困村带头人录入了系统", Leader, at="in_system", carries_out="clauses",
    remedy="请核对村类型；确为非贫困村的，从系统中删除，只在区镇台账登记",
)  # fmt: skip
def other_village_leader_entered(village_kind: str, in_system: bool) -> str | None:
    """非贫困村带头人不录入国扶系统，只建区镇数据库和明细台账。

    通知：tongnan-2020

    | 姓名 | 身份证号           | 村类型   | 是否录入国扶系统 | 应报             |
    | ---- | ------------------ | -------- | ---------------- | ---------------- |
    | 张三 | 500199198506150017 | 非贫困村 | 否               |                  |
    | 李四 | 500199199003020039 | 非贫困村 | 是               | 是否录入国扶系统 |
    | 王五 | 500199199208110046 | 贫困村   | 是               |                  |
    """
    if village_kind != _POOR_VILLAGE and in_system:
        return f"{village_kind}的带头人，填已录入系统"
    return None
