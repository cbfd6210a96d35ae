"""T3: training to order, and the employers of its trainees."""

from collections.abc import Iterator
from typing import Final

from ruralskills.facts.class_names import Classes
from ruralskills.ledgers import Trainee, TrainingClass
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, rule
from ruralskills.text.normalise import is_part_of_other, normalised

_TO_ORDER: Final = frozenset({"订单式", "嵌入式"})


@rule(
    "T326", "就业单位不是订单单位", Trainee, TrainingClass, at="employer", severity=Severity.INFO,
    nature=Nature.HINT, carries_out="clauses",
    reads=("class_name", "agency", "mode", "order_employer", "employer"),
    needs=("trainee.class_name", "trainee.employer", "training_class.mode",
           "training_class.order_employer"),
    remedy="请核对单位名称；确到别处就业的不用改",
)  # fmt: skip
def employed_elsewhere_than_ordered(book: LedgerSet) -> Iterator[Answer]:
    """订单式、嵌入式培训的学员到用工单位就业；到别处就业的只作提示，没有填的不提示。

    通知：dongxiang-2020

    培训班台账

    | 班次名称    | 培训模式 | 订单单位       | 应报 |
    | ----------- | -------- | -------------- | ---- |
    | 第1期电焊班 | 订单式   | 临夏某机械公司 |      |
    | 第2期养殖班 | 实操性   |                |      |

    学员花名册

    | 班次名称    | 姓名 | 身份证号           | 就业单位       | 应报     |
    | ----------- | ---- | ------------------ | -------------- | -------- |
    | 第1期电焊班 | 马一 | 500199198506150017 | 某机械公司     |          |
    | 第1期电焊班 | 马二 | 500199199003020039 | 兰州某酒店     | 就业单位 |
    | 第2期养殖班 | 马三 | 500199199208110046 | 兰州某酒店     |          |
    """
    classes = Classes(book.rows(TrainingClass))
    for trainee in book.rows(Trainee):
        employer = trainee.employer
        training_class = classes.find(trainee.class_name, trainee.agency) if employer else None
        if employer is None or training_class is None or training_class.mode not in _TO_ORDER:
            continue
        ordering = training_class.order_employer
        if ordering and not is_part_of_other(normalised(ordering), normalised(employer)):
            yield trainee.at("employer"), f"填“{employer}”，本班的订单单位为“{ordering}”"
