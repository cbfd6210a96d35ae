"""K1: records of classes - spot checks, later visits, rectification."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ruralskills.facts.class_dates import first_day, is_finished, last_day
from ruralskills.facts.class_names import Classes, agency_key
from ruralskills.facts.class_records import department_of, recorded_until, records
from ruralskills.ledgers import FollowUp, Sanction, SpotCheck, TrainingClass
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.text.lazy_regex import regex
from ruralskills.values.partial_date import PartialDate

_DONE: Final = regex("已|完成|到位|销号|办结|^是$")
_NOT_DONE: Final = regex("未|没|尚|正在|部分|不")


@rule(
    "K110", "培训班抽查次数不足", TrainingClass, SpotCheck, at="class_name", limit="checks_a_class",
    reads=("class_name", "agency", "department", "starts", "ends", "held", "checked"),
    nature=Nature.SHORTFALL,
    needs=("training_class.starts|held", "training_class.ends|held"),
    remedy="请核对抽查记录是否漏登、日期是否填错；没有抽查的写明情况",
)  # fmt: skip
def class_checked_too_seldom(book: LedgerSet, as_of: date, limit: int) -> Iterator[Answer]:
    """每期培训班在开班期间的抽查不少于通知规定的次数；抽查记录还没有登到那一天的不列，还没有结业的只作提示。

    通知：dongxiang-2020
    截至：2021-01-10

    培训班台账

    | 班次名称    | 开班日期   | 结业日期   | 应报     |
    | ----------- | ---------- | ---------- | -------- |
    | 第1期电焊班 | 2020-07-06 | 2020-07-20 |          |
    | 第2期电焊班 | 2020-08-06 | 2020-08-20 | 班次名称 |
    | 第3期电焊班 | 2020-09-06 | 2020-09-20 | 班次名称 |
    | 第4期电焊班 | 2020-08-06 | 2020-08-20 |          |

    标题：2020年培训班抽查记录

    | 抽查日期   | 班次名称    | 存在问题 | 应报 |
    | ---------- | ----------- | -------- | ---- |
    | 2020-07-08 | 第1期电焊班 | 无       |      |
    | 2020-08-25 | 第2期电焊班 | 无       |      |
    | 2020-08-20 | 第4期电焊班 | 无       |      |
    """
    classes = Classes(book.rows(TrainingClass))
    recorded = records(classes, book, SpotCheck, department_of)
    until = recorded_until(book, SpotCheck, lambda check: check.checked, as_of)
    for row in classes.rows:
        starts, ends = first_day(row), last_day(row)
        if starts is None or ends is None or ends.earliest > until:
            continue
        checks = recorded.rows(row)
        days = [check.checked for check in checks if check.checked is not None]
        if any(check.is_unknown("checked") for check in checks) or (checks and not days):
            continue
        inside = sum(_can_lie_between(starts, day, ends) for day in days)
        if inside >= limit or any(check.checked is None for check in checks):
            continue
        if checks or recorded.is_unrecorded(row):
            yield row.at("class_name"), _too_seldom(starts, ends, days, inside, limit, as_of)


def _can_lie_between(starts: PartialDate, day: PartialDate, ends: PartialDate) -> bool:
    return not day.certainly_before(starts) and not ends.certainly_before(day)


def _too_seldom(
    starts: PartialDate,
    ends: PartialDate,
    days: list[PartialDate],
    inside: int,
    limit: int,
    as_of: date,
) -> Says:
    """Return the finding about a class that was checked too seldom on its days."""
    if inside:
        checks = f"抽查{inside}次，要求不少于{limit}次，差{limit - inside}次"
    elif days:
        checks = f"{'、'.join(map(str, days[:3]))}的抽查不在开班期间"
    else:
        checks = "抽查记录中没有查到"
    message = f"本班{starts}至{ends}，{checks}"
    if ends.latest >= as_of:
        return Says(f"{message}；尚未结业", severity=Severity.INFO, nature=Nature.HINT)
    return Says(message)


@rule(
    "K112", "结业后没有回访", TrainingClass, FollowUp, at="class_name", carries_out="clauses",
    reads=("class_name", "agency", "department", "ends", "held", "followed"),
    severity=Severity.WARNING, nature=Nature.SHORTFALL,
    needs=("training_class.ends|held", "follow_up.followed"),
    remedy="请核对回访台账是否漏登；没有回访的，由责任部门安排回访",
)  # fmt: skip
def class_never_followed_up(book: LedgerSet, as_of: date) -> Iterator[Answer]:
    """培训班结束后由责任部门回访；回访台账登到结业以后仍没有这个班的才列。

    通知：dongxiang-2020

    培训班台账

    | 班次名称    | 开班日期   | 结业日期   | 应报     |
    | ----------- | ---------- | ---------- | -------- |
    | 第1期电焊班 | 2020-07-06 | 2020-07-20 |          |
    | 第2期电焊班 | 2020-08-06 | 2020-08-20 | 班次名称 |
    | 第3期电焊班 | 2020-11-06 | 2020-12-20 |          |
    | 第4期电焊班 | 2020-08-06 | 2020-08-20 |          |

    标题：回访台账

    | 班次名称    | 姓名 | 回访日期   | 应报 |
    | ----------- | ---- | ---------- | ---- |
    | 第1期电焊班 | 马一 | 2020-09-20 |      |
    | 第4期电焊班 | 马二 | 2020-08-20 |      |
    """
    classes = Classes(book.rows(TrainingClass))
    recorded = records(classes, book, FollowUp, department_of)
    until = recorded_until(book, FollowUp, lambda visit: visit.followed, as_of)
    for row in classes.rows:
        ends = last_day(row)
        if ends is None or ends.latest >= until or not is_finished(row, as_of):
            continue
        visits = recorded.rows(row)
        days = [visit.followed for visit in visits if visit.followed is not None]
        if any(visit.is_unknown("followed") for visit in visits):
            continue
        if any(not day.certainly_before(ends) for day in days):
            continue
        if days or recorded.is_unrecorded(row):
            reason = f"{days[0]}的回访早于结业" if days else "回访台账中没有查到"
            yield row.at("class_name"), f"本班{ends}结业，{reason}"


def _is_done(text: str | None) -> bool:
    """Return True if a text says that a problem is mended.

    >>> _is_done("已整改到位"), _is_done("正在整改"), _is_done("未完成"), _is_done(None)
    (True, False, False, False)
    """
    return text is not None and bool(_DONE.search(text)) and not _NOT_DONE.search(text)


@rule(
    "K120", "整改逾期未销号", Sanction, at="due", severity=Severity.WARNING, nature=Nature.SHORTFALL,
    carries_out="clauses",
    any_of=("closed", "status", "remark"),
    remedy="请督促整改并填写完成日期；已经整改的补填",
)  # fmt: skip
def rectification_overdue(
    due: PartialDate,
    as_of: date,
    closed: PartialDate | None = None,
    status: str | None = None,
    remark: str | None = None,
) -> str | None:
    """整改通知书规定了期限的，按期整改销号；整改情况写明已整改的、没到期的不列。

    通知：dongxiang-2020

    | 被处理单位 | 问题描述     | 整改期限   | 整改完成日期 | 整改情况 | 应报     |
    | ---------- | ------------ | ---------- | ------------ | -------- | -------- |
    | 县职校     | 考勤表不全   | 2020-08-01 | 2020-07-30   |          |          |
    | 农广校     | 实操课时不足 | 2020-08-01 |              |          | 整改期限 |
    | 致远学校   | 教材未审定   | 2020-08-01 |              | 已整改   |          |
    | 宏达学校   | 档案不全     | 2021-02-01 |              |          |          |
    """
    is_done = closed is not None or _is_done(status) or _is_done(remark)
    if due.latest >= as_of or is_done:
        return None
    over = (as_of - due.latest).days
    return f"整改期限{due}，至{as_of}已过{over}天，没有完成日期"


@rule(
    "K121", "吊销许可证后仍有开班", TrainingClass, Sanction, at="starts", severity=Severity.INFO,
    nature=Nature.HINT, carries_out="clauses",
    reads=("agency", "starts", "held", "measure", "issued"),
    needs=("training_class.agency", "training_class.starts|held", "sanction.measure",
           "sanction.issued"),
    remedy="请核对机构名称和日期；处理决定已撤销的不用改",
)  # fmt: skip
def class_after_the_licence_was_revoked(book: LedgerSet) -> Iterator[Answer]:
    """整改与处理台账记有吊销办学许可证的机构，处理日期之后又开班的，提示核对。

    通知：dongxiang-2020

    培训班台账

    | 班次名称    | 培训机构 | 开班日期   | 应报     |
    | ----------- | -------- | ---------- | -------- |
    | 第1期电焊班 | 致远学校 | 2020-07-06 |          |
    | 第2期电焊班 | 致远学校 | 2020-09-06 | 开班日期 |
    | 第3期电焊班 | 致远学校分校 | 2020-09-06 |          |

    标题：整改与处理台账

    | 被处理单位 | 问题描述   | 处理措施       | 处理日期   | 应报 |
    | ---------- | ---------- | -------------- | ---------- | ---- |
    | 致远学校   | 课时不足   | 吊销办学许可证 | 2020-08-15 |      |
    """
    revoked: dict[str, tuple[PartialDate, Sanction]] = {}
    for sanction in book.rows(Sanction):
        if "吊销" in (sanction.measure or "") and sanction.issued is not None:
            revoked.setdefault(agency_key(sanction.agency), (sanction.issued, sanction))
    for row in book.rows(TrainingClass):
        revocation, starts = revoked.get(agency_key(row.agency)), first_day(row)
        if revocation is None or starts is None:
            continue
        day, sanction = revocation
        if day.certainly_before(starts):
            message = f"本班{starts}开班，该机构{day}已吊销办学许可证"
            yield row.at("starts"), Says(message, related=(sanction.at("issued"),))
