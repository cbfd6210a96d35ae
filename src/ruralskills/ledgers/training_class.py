"""培训班台账: the classes held, one a row."""

from typing import Any, ClassVar, Final

from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.text.lazy_regex import regex
from ruralskills.values.count import Count
from ruralskills.values.date_range import Dates
from ruralskills.values.partial_date import Date
from ruralskills.values.phone import Phone
from ruralskills.values.quantity import Quantity
from ruralskills.values.rate import Rate
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo

_OTHER_CLASSES: Final = regex("实用技能|精气神|技能培训|劳动力|干部|职业农民|各类|及|、")
"""A sheet that lists other classes too says in its title which."""


class TrainingClass(Ledger):
    """A training class: when, where, how many hours and days of what, how many people."""

    info: ClassVar = LedgerInfo(
        "training_class",
        "培训班台账",
        also=("培训班次台账", "培训班情况", "培训班统计", "开班台账", "班次台账", "培训班一览",
              "培训班明细", "开班情况", "培训班汇总", "培训班登记", "办班情况", "培训班级"),
        name="class_name",
        village="",
        kind="event",
    )  # fmt: skip

    seq: Text = column("序号", "编号", "No.")
    township: Text = column(
        "镇街", "乡镇", "镇(街道)", "乡镇(街道)", "承办乡镇", "所在乡镇", "举办单位", "责任单位",
        "主办单位", label=True,
    )  # fmt: skip
    department: Text = column(
        "责任部门", "牵头部门", "培训部门", "主办部门", "组织部门", "审批部门", label=True
    )
    class_name: Text = column(
        "班次名称", "培训班名称", "班级名称", "班次", "培训班", "班名", "培训班次", "期次", "班期",
        "培训期次", required=True,
    )  # fmt: skip
    category: Text = column(
        "班次类别", "培训班类别", "培训类别", "班次类型", "培训对象类别", "培训班类型"
    )
    business_kind: Text = column("培训类型", "创业培训类型", codes="business_training")
    mode: Text = column("培训模式", "培训方式", codes="training_mode")
    trade: Text = column("培训工种", "工种", "培训专业", "专业", "培训项目", "培训内容")
    level: Text = column("培训等级", "技能等级", "等级", "培训层次", "工种等级")
    agency: Text = column(
        "培训机构", "培训基地", "承办机构", "培训单位", "承训机构", "培训学校", "承办单位"
    )
    place: Text = column("培训地点", "办班地点", "授课地点", "地点")
    practice_place: Text = column("实训地点", "实操地点", "实操实训地点")
    held: Dates = column("培训时间", "培训起止时间", "起止时间", "起止日期", "培训日期", "办班时间")
    starts: Date = column(
        "开班日期", "开班时间", "开始日期", "开始时间", "培训开始日期", "培训起始日期", "起始日期",
        "培训时间/起", "培训时间/开始", "培训时间/开班日期", "起止时间/起", "起止时间/开始",
        "培训时间/开始日期", "培训时间/开班", "起止日期/开班", "起止日期/开始",
    )  # fmt: skip
    ends: Date = column(
        "结业日期", "结业时间", "结束日期", "结束时间", "结班日期", "结课时间", "培训结束日期",
        "培训终止日期", "终止日期", "培训时间/止", "培训时间/结束", "培训时间/结业日期", "起止时间/止",
        "起止时间/结束", "培训时间/结束日期", "培训时间/结业", "起止日期/结业", "起止日期/结束",
    )  # fmt: skip
    days: Quantity = column(
        "培训天数", "实际天数", "实际培训天数", "天数", "培训天数/合计", "总天数", "培训天数/小计",
        "天数/合计", "培训天数/总天数", unit="天",
    )  # fmt: skip
    lecture_days: Quantity = column(
        "集中教学天数", "集中教学", "培训天数/集中教学", "天数/集中教学", "理论教学天数",
        "培训天数/集中教学天数", unit="天",
    )  # fmt: skip
    visit_days: Quantity = column(
        "观摩天数", "现场示范观摩天数", "现场观摩天数", "现场观摩", "现场示范观摩", "培训天数/现场观摩",
        "培训天数/现场示范观摩", "天数/现场观摩", "培训天数/观摩天数", "示范观摩天数", "培训天数/观摩",
        "天数/现场示范观摩", unit="天",
    )  # fmt: skip
    hours: Quantity = column(
        "总课时", "课时", "课时数", "课时合计", "课时/合计", "培训课时", "课时/总课时", "课时安排/合计",
        "课时数/合计", "课时/小计", "培训课时/合计", unit="课时",
    )  # fmt: skip
    theory_hours: Quantity = column(
        "理论课时", "理论", "课时/理论", "课时/理论课时", "课时安排/理论", "课时安排/理论课时",
        "理论学时", "理论课时数", "课时数/理论", "培训课时/理论", "其中理论课时", unit="课时",
    )  # fmt: skip
    practice_hours: Quantity = column(
        "实操课时", "实操", "课时/实操", "课时/实操课时", "课时安排/实操", "课时安排/实操课时",
        "实践课时", "实操学时", "实训课时", "实操课时数", "课时数/实操", "培训课时/实操", "实践",
        "其中实操课时", unit="课时",
    )  # fmt: skip
    planned: Count = column("计划人数", "计划培训人数", "人数/计划", unit="人")
    trained: Count = column(
        "培训人数", "参训人数", "参加人数", "学员人数", "人数", "人数/参训", "人数/培训人数",
        "培训人数/合计", "人数/参训人数", "参训", "人数/合计", unit="人",
    )  # fmt: skip
    poor_trained: Count = column(
        "其中贫困人口", "其中贫困户", "其中脱贫人口", "其中建档立卡", "培训人数/其中贫困人口",
        "人数/其中贫困人口", "人数/其中脱贫人口", "贫困人口", "脱贫人口", "其中建档立卡贫困人口",
        "其中脱贫户", "培训人数/其中脱贫人口", unit="人",
    )  # fmt: skip
    completed: Count = column("结业人数", "人数/结业", "人数/结业人数", "结业", unit="人")
    examined: Count = column("参加鉴定人数", "鉴定人数", "考核人数", "人数/鉴定", unit="人")
    passed: Count = column(
        "合格人数",
        "鉴定合格人数",
        "取证人数",
        "人数/合格",
        "人数/合格人数",
        "考核合格人数",
        unit="人",
    )
    employed: Count = column("就业人数", "培训后就业人数", "人数/就业", "人数/就业人数", unit="人")
    completion_rate: Rate = column("结业率", unit="%")
    pass_rate: Rate = column("合格率", "鉴定合格率", unit="%")
    employment_rate: Rate = column("就业率", "培训后就业率", unit="%")
    plan_approved: Date = column(
        "教学计划审定日期",
        "审定日期",
        "计划审定日期",
        "大纲审定日期",
        "教材审定日期",
        "教学大纲审定日期",
    )
    bid: Text = column("招标编号", "中标通知书编号", "采购编号", "招标项目编号", "中标编号")
    outside: YesNo = column("是否县域外培训", "是否县外培训", "县域外培训", "县外培训")
    outside_reason: Text = column(
        "县域外培训理由", "县域外培训原因", "县外培训原因", "县外培训理由"
    )
    order_employer: Text = column("订单单位", "用工单位", "用人单位", "合作企业", "委托企业")
    teacher: Text = column("授课老师", "授课教师", "培训教师", "教师", "师资", "任课教师")
    head_teacher: Text = column("班主任", "带班教师", "负责人")
    phone: Phone = column("联系电话", "联系方式", "电话", "手机号码")
    plan_kept: Text = column(
        "档案/计划", "档案/培训计划", "班级档案/培训计划", "教学计划", "培训计划表"
    )
    roster_kept: Text = column("档案/名册", "班级档案/学员名册", "档案/学员名册", "学员名册")
    attendance_kept: Text = column("档案/考勤", "班级档案/考勤", "档案/考勤表", "考勤表", "签到表")
    assessment_kept: Text = column("档案/考核", "班级档案/考核", "考核资料", "考核成绩表")
    settlement_kept: Text = column("档案/报账", "班级档案/报账", "报账资料", "报账凭证")
    form: Text = column("培训形式", "培训组织形式", codes="training_form")
    remark: Text = column("备注", "说明")

    @classmethod
    def from_title(cls, title: str) -> dict[str, Any]:
        """A sheet of leader classes says so in its title, and its rows need no category."""
        if "带头人" in title and not _OTHER_CLASSES.search(title):
            return {"category": "致富带头人培训班"}
        return {}
