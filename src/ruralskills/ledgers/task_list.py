"""任务责任清单: the tasks of a year and who answers for them, one a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.text import Text


class TaskList(Ledger):
    """One task of the year: goal, leading unit, other units and deadline."""

    info: ClassVar = LedgerInfo(
        "task_list",
        "任务责任清单",
        also=("责任清单", "任务分工表", "任务分工", "责任分工表", "任务责任分工",
              "工作任务清单", "重点任务清单", "目标任务清单",),
        unit="lead",
        village="",
        name="task",
        titled=True,
        note="表样据通知附件名称整理，以本单位印发表样为准",
    )  # fmt: skip

    seq: Text = shared.SEQ
    task: Text = column(
        "工作任务", "任务名称", "重点任务", "任务内容", "目标任务", "工作内容", "任务事项",
        required=True,
    )  # fmt: skip
    goal: Text = column(
        "目标值",
        "年度目标",
        "任务数",
        "目标",
        "工作目标",
        "量化指标",
        "量化目标",
        "目标任务数",
        "任务目标",
        "目标要求",
    )
    lead: Text = column(
        "牵头单位", "牵头部门", "牵头责任单位", "牵头领导及单位", codes="responsible_unit",
        several=True, required=True, own_meaning="the unit that leads a task",
    )  # fmt: skip
    units: Text = column(
        "责任单位", "配合单位", "责任部门", "参与单位", "配合部门", "责任单位(配合单位)",
        "协同单位", "协办单位", "参加单位",
        codes="responsible_unit", several=True, own_meaning="the units that carry out a task",
    )  # fmt: skip
    deadline: Text = column(
        "完成时限",
        "完成时间",
        "时限",
        "时限要求",
        "完成期限",
        "时间节点",
        "完成时间节点",
        "时间要求",
    )
    person: Text = column(
        "责任人", "责任领导", "联系人", "负责人", own_meaning="the person in charge of one task"
    )
    progress: Text = column("进度", "进展情况", "完成情况", "工作进展")
    remark: Text = shared.REMARK
