"""T3: courses - by the stage of a business, and at recognised places."""

from collections.abc import Iterator
from typing import Final

from ruralskills.ledgers import Trainee, TrainingBody, TrainingClass
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.notices import InForce
from ruralskills.text.normalise import is_part_of_other, normalised

_COURSE_OF: Final = {"拟创业": "创业意识培训", "初创": "创办企业培训", "成功": "改善企业培训"}
"""The course for each stage of a business."""
_SUCCESS: Final = "成功"


@rule(
    "T309", "培训类型与创业阶段不符", Trainee, carries_out="clauses", at="business_kind",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    remedy="请核对创业状态和培训类型；确因需要混编的，在备注说明",
)  # fmt: skip
def course_unfit_for_the_stage(stage: str, business_kind: str, notices: InForce) -> Says | None:
    """准备创业的培训创业意识，创业初期的培训创办企业；创业成功的重点培训改善企业，不同的只作提示。

    通知：tongnan-2020

    | 姓名 | 身份证号           | 创业状态 | 培训类型     | 应报     |
    | ---- | ------------------ | -------- | ------------ | -------- |
    | 张三 | 500199198506150017 | 拟创业   | 创业意识培训 |          |
    | 李四 | 500199199003020039 | 拟创业   | 改善企业培训 | 培训类型 |
    | 王五 | 500199199208110046 | 成功     | 创办企业培训 | 培训类型 |
    | 赵六 | 500199197811200119 | 成功     | 电焊         |          |
    """
    codes = notices.code_list("business_training")
    course = codes.words.get(normalised(business_kind)) if codes else None
    fitting = _COURSE_OF.get(stage)
    if course is None or fitting is None or course == fitting:
        return None
    message = f"创业状态为“{stage}”，培训类型填“{course}”，对应的是“{fitting}”"
    if stage == _SUCCESS:
        return Says(message, severity=Severity.INFO, nature=Nature.HINT)
    return Says(message)


@rule(
    "T310", "带头人班不在认定的教学点", TrainingClass, TrainingBody, carries_out="clauses", at="place",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("category", "place", "agency", "name", "address"),
    needs=("training_class.category", "training_class.place|agency"),
    remedy="请核对培训地点、培训机构的名称；名录有缺漏的，补充名录",
)  # fmt: skip
def held_at_no_recognised_place(book: LedgerSet) -> Iterator[Answer]:
    """带头人培训在集中教学点和现场示范观摩点进行；地点和机构都不在名录中的列为待核，没有名录的不比。

    通知：tongnan-2020

    培训班台账

    | 班次名称 | 班次类别           | 培训地点       | 应报     |
    | -------- | ------------------ | -------------- | -------- |
    | 第1期    | 致富带头人培训班   | 红花培训基地   |          |
    | 第2期    | 致富带头人培训班   | 某某宾馆       | 培训地点 |
    | 第3期    | 农村实用技能培训班 | 村委会         |          |

    培训机构和基地名录

    | 序号 | 机构名称           | 级别 | 应报 |
    | ---- | ------------------ | ---- | ---- |
    | 1    | 潼南区红花培训基地 | 区级 |      |
    """
    bodies = [(row.name, row.address) for row in book.rows(TrainingBody)]
    recognised = [normalised(text) for texts in bodies for text in texts if text]
    for row in book.rows(TrainingClass) if recognised else ():
        if "带头人" not in (row.category or ""):
            continue
        names = [normalised(text) for text in (row.place, row.agency) if text]
        if names and not any(is_part_of_other(a, b) for a in names for b in recognised):
            field = "place" if row.place else "agency"
            yield row.at(field), f"“{row.text(field)}”在培训机构和基地名录中没有查到"
