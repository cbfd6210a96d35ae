"""干部培训名册: which cadre was trained where in what, one a row."""

from typing import ClassVar

from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.date_range import Dates
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import Date
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.quantity import Quantity
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo


class CadreTraining(Ledger):
    """A cadre in one class: of which unit, in what office, which class on what, with what score."""

    info: ClassVar = LedgerInfo(
        "cadre_training",
        "干部培训名册",
        also=("干部培训花名册", "扶贫干部培训", "干部轮训名册", "干部轮训花名册", "干部轮训台账",
              "干部培训台账", "干部教育培训名册", "村干部培训", "基层干部培训", "干部参训名册",
              "干部培训名单", "干部参训人员", "干部轮训"),
        unit="organisation",
        village="",
        kind="event",
        titled=True,
    )  # fmt: skip

    seq: Text = column("序号", "编号", "No.")
    township: Text = column(
        "镇街", "乡镇", "乡(镇)", "镇(街)", "镇(街道)", "乡镇(街道)", "所在乡镇", label=True
    )
    organisation: Text = column(
        "工作单位", "单位", "所在单位", "单位名称", "派出单位", "单位及职务", "单位职务", "部门",
        label=True,
    )  # fmt: skip
    name: Name = column("姓名", "干部姓名", "学员姓名", "参训人员", "参训干部", required=True)
    sex: Text = column("性别", codes="sex")
    id_number: IdentityNumber = column(
        "身份证号", "身份证号码", "公民身份号码", "18位身份证号", "身份证"
    )
    position: Text = column("职务", "现任职务", "职务职级", "现任职务(职级)")
    cadre_kind: Text = column("干部类别", "人员类别", "人员类型", "干部类型", "培训对象类别")
    phone: Phone = column("联系电话", "手机号码", "联系方式", "手机号", "电话")
    class_name: Text = column(
        "培训班名称", "班次名称", "班次", "培训班", "期次", "培训班次", "培训期次", label=True
    )
    theme: Text = column("培训主题", "培训专题", "培训内容", "培训课程", "专题")
    organiser: Text = column("主办单位", "举办单位", "组织单位", "办班单位", "培训单位")
    place: Text = column("培训地点", "地点", "办班地点")
    held: Dates = column("培训时间", "培训起止时间", "起止时间", "起止日期", "培训日期")
    starts: Date = column("开班日期", "开班时间", "开始日期", "开始时间", "培训开始时间")
    ends: Date = column("结业日期", "结业时间", "结束日期", "结束时间", "培训结束时间")
    days: Quantity = column("培训天数", "天数", "实际天数", unit="天")
    pilot: YesNo = column("是否试点班", "试点班", "是否结业测试试点")
    score: Text = column("结业测试成绩", "测试成绩", "考试成绩", "结业成绩", "成绩", "结业测试")
    remark: Text = column("备注", "说明")
