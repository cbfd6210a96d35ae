"""培训班台账: the classes held, one a row."""

from typing import Any, ClassVar, Final

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import (
    RateOf,
    Relations,
    part_of,
    usually_in_order,
    usually_part_of,
)
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
"""Words of a title that names other classes than those of leaders."""


class TrainingClass(Ledger):
    """One training class: time, place, hours, days, and numbers of people."""

    info: ClassVar = LedgerInfo(
        "training_class",
        "培训班台账",
        also=("培训班次台账", "培训班情况", "培训班统计", "开班台账", "班次台账", "培训班一览",
              "培训班明细", "开班情况", "培训班汇总", "培训班登记", "办班情况", "培训班级"),
        name="class_name",
        village="",
        kind="event",
    )  # fmt: skip
    relations: ClassVar = Relations(
        own_repeats=("class_name", "starts", "ends"),
        orders=(
            usually_in_order("plan_approved", "starts"),
            usually_in_order("plan_approved", "held"),
            usually_in_order("starts", "exam"),
            usually_in_order("held", "exam"),
        ),
        parts=(
            part_of("poor_trained", "trained"),
            part_of("completed", "trained"),
            part_of("examined", "trained"),
            usually_part_of("present", "expected"),
            part_of("passed", "examined"),
            part_of("passed", "trained"),
            part_of("employed", "trained"),
            usually_part_of("passed", "completed"),
            usually_part_of("employed", "completed"),
        ),
        rates=(
            RateOf("completion_rate", "completed", ("trained", "planned")),
            RateOf("pass_rate", "passed", ("examined", "completed", "trained")),
            RateOf("employment_rate", "employed", ("completed", "trained", "passed")),
        ),
    )

    seq: Text = shared.SEQ
    township: Text = column(
        *shared.TOWNSHIP_HEADERS, "承办乡镇", label=True,
        own_meaning="a township or another unit that holds the class",
        weak=("举办单位", "责任单位", "主办单位"),
    )  # fmt: skip
    department: Text = column(
        *shared.DEPARTMENT_HEADERS, "审批部门", "组织单位", "实施部门", "主管部门", label=True
    )
    class_name: Text = column(
        *shared.CLASS_NAME_HEADERS,
        "班次全称",
        "培训班全称",
        "班级全称",
        required=True,
        weak=shared.CLASS_NUMBERS,
    )
    category: Text = column(
        *shared.CATEGORY_HEADERS, "培训对象类别",
        own_meaning="a class is named for the people it is for",
    )  # fmt: skip
    business_kind: Text = column(
        *shared.BUSINESS_KIND_HEADERS, "培训内容类别", "创业类型", codes="business_training"
    )
    mode: Text = column("培训模式", codes="training_mode", weak=("培训方式",))
    trade: Text = shared.TRADE
    level: Text = shared.LEVEL
    agency: Text = column(
        *shared.AGENCY_HEADERS,
        "承办机构",
        "办学机构",
        "委托机构",
        "承训单位",
        "定点培训机构",
        "承训学校",
        "实施机构",
        "培训承办机构",
        weak=("承办单位",),
    )
    place: Text = shared.PLACE
    practice_place: Text = column(
        "实训地点",
        "实操地点",
        "实操实训地点",
        "实训基地",
        "实习基地",
        "实操基地",
        "实训场地",
        "实习地点",
        "实践基地",
    )
    held: Dates = shared.HELD
    starts: Date = shared.STARTS
    ends: Date = shared.ENDS
    days: Quantity = shared.DAYS
    lecture_days: Quantity = column(
        "集中教学天数", "培训天数/集中教学", "天数/集中教学", "理论教学天数",
        "培训天数/集中教学天数", unit="天", weak=("集中教学",),
    )  # fmt: skip
    visit_days: Quantity = column(
        "观摩天数", "现场示范观摩天数", "现场观摩天数",
        "培训天数/现场观摩", "培训天数/现场示范观摩", "天数/现场观摩", "培训天数/观摩天数",
        "示范观摩天数", "培训天数/观摩", "天数/现场示范观摩", unit="天",
        weak=("现场观摩", "现场示范观摩"),
    )  # fmt: skip
    hours: Quantity = column(*shared.HOURS_HEADERS, unit="课时")
    theory_hours: Quantity = column(
        "理论课时", "课时/理论", "课时/理论课时", "课时安排/理论", "课时安排/理论课时",
        "理论学时", "理论课时数", "课时数/理论", "培训课时/理论", "其中理论课时", unit="课时",
        weak=("理论",),
    )  # fmt: skip
    practice_hours: Quantity = column(
        "实操课时", "课时/实操", "课时/实操课时", "课时安排/实操", "课时安排/实操课时",
        "实践课时", "实操学时", "实训课时", "实操课时数", "课时数/实操", "培训课时/实操",
        "其中实操课时", unit="课时", weak=("实操", "实践"),
    )  # fmt: skip
    planned: Count = column(
        "计划人数",
        "计划培训人数",
        "人数/计划",
        "应训人数",
        "备案人数",
        "计划数",
        "拟培训人数",
        "任务人数",
        unit="人",
    )
    trained: Count = column(
        *shared.TRAINED_HEADERS,
        "人数/合计",
        "报名人数",
        "开班人数",
        "实训人数",
        "实际参训人数",
        "在训人数",
        unit="人",
        weak=("人数", "参训"),
    )
    expected: Count = column("应到人数", "应到学员数", unit="人", weak=("应到",))
    present: Count = column("实到人数", "实到学员数", "到课人数", unit="人", weak=("实到",))
    poor_trained: Count = column(
        "其中贫困人口", "其中贫困户", "其中脱贫人口", "其中建档立卡", "培训人数/其中贫困人口",
        "人数/其中贫困人口", "人数/其中脱贫人口", "贫困人口", "脱贫人口", "其中建档立卡贫困人口",
        "其中脱贫户", "培训人数/其中脱贫人口", unit="人", own_meaning="of the people trained",
    )  # fmt: skip
    completed: Count = column("结业人数", "人数/结业", "人数/结业人数", unit="人", weak=("结业",))
    exam: Date = shared.EXAM
    examined: Count = column("参加鉴定人数", *shared.EXAMINED_HEADERS, unit="人")
    passed: Count = column(*shared.PASSED_HEADERS, "取证人数", unit="人")
    employed: Count = column(
        "就业人数",
        "培训后就业人数",
        "人数/就业",
        "人数/就业人数",
        "上岗人数",
        "就业上岗人数",
        "结业后就业人数",
        "实现就业人数",
        unit="人",
    )
    completion_rate: Rate = column("结业率", unit="%")
    pass_rate: Rate = column("合格率", "鉴定合格率", unit="%")
    employment_rate: Rate = column("就业率", "培训后就业率", unit="%")
    plan_approved: Date = column(
        "教学计划审定日期", "审定日期", "计划审定日期", "大纲审定日期", "教材审定日期",
        "教学大纲审定日期",
    )  # fmt: skip
    bid: Text = column("招标编号", "中标通知书编号", "采购编号", "招标项目编号", "中标编号")
    outside: YesNo = column(
        "是否县域外培训",
        "是否县外培训",
        "是否外出培训",
        "是否外出办班",
        weak=("县域外培训", "县外培训"),
    )
    outside_reason: Text = column(
        "县域外培训理由", "县域外培训原因", "县外培训原因", "县外培训理由"
    )
    order_employer: Text = column(
        "订单单位", "用工单位", "用人单位", "合作企业", "委托企业",
        own_meaning="the employer that ordered the class",
    )  # fmt: skip
    teacher: Text = column("授课老师", *shared.TEACHER_HEADERS, weak=shared.TEACHER_WEAK)
    head_teacher: Text = column(
        "班主任", "带班教师", "负责人", own_meaning="the person in charge of one class"
    )
    phone: Phone = shared.PHONE
    plan_kept: Text = column(
        "档案/计划", "档案/培训计划", "班级档案/培训计划", "教学计划", "培训计划表",
        own_meaning="whether the plan is on file",
    )  # fmt: skip
    roster_kept: Text = column("档案/名册", "班级档案/学员名册", "档案/学员名册", "学员名册")
    attendance_kept: Text = column("档案/考勤", "班级档案/考勤", "档案/考勤表", "考勤表", "签到表")
    assessment_kept: Text = column("档案/考核", "班级档案/考核", "考核资料", "考核成绩表")
    settlement_kept: Text = column("档案/报账", "班级档案/报账", "报账资料", "报账凭证")
    form: Text = shared.TRAINING_FORM
    remark: Text = shared.REMARK

    @classmethod
    def from_title(cls, title: str) -> dict[str, Any]:
        """Return the category of a sheet whose title speaks of leader classes alone."""
        if "带头人" in title and not _OTHER_CLASSES.search(title):
            return {"category": "致富带头人培训班"}
        return {}
