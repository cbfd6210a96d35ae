"""应培应助名单: who wants something, or is entitled to it, one person a row."""

from typing import ClassVar

from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.table import Ledger
from ruralskills.values.count import Count
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import Date
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.text import Text


class Need(Ledger):
    """Somebody with a need: who, of which kind, of which household."""

    info: ClassVar = LedgerInfo(
        "need",
        "应培应助名单",
        also=("应培尽培名单", "应培训人员名单", "应参训人员名单", "应培人员名单", "应助名单",
              "应资助名单", "应助尽助名单", "培训需求名单", "培训需求台账", "培训需求清单",
              "培训需求摸底", "培训意愿名单", "培训意愿台账", "培训意愿摸底", "就读意愿名单",
              "有培训需求人员", "有就读意愿", "有需求人员名单", "返乡入乡创业人员名单", "两后生名单"),
        titled=True,
    )  # fmt: skip

    seq: Text = column("序号", "编号", "No.")
    county: Text = column("区县", "县", "县(市、区)", "所在县", "县区", label=True)
    township: Text = column(
        "镇街", "乡镇", "乡(镇)", "镇(街)", "镇(街道)", "乡镇(街道)", "所在乡镇", "乡", "镇", label=True
    )  # fmt: skip
    village: Text = column(
        "村(社区)", "村", "行政村", "所在村", "村名", "村居", "村(居)", label=True
    )
    name: Name = column("姓名", "人员姓名", "劳动力姓名", "学生姓名", "学员姓名", required=True)
    sex: Text = column("性别", codes="sex")
    id_number: IdentityNumber = column(
        "身份证号", "身份证号码", "公民身份号码", "18位身份证号", "身份证", "证件号码",
        "劳动力身份证号", "学生身份证号", required=True,
    )  # fmt: skip
    age: Count = column("年龄", "周岁")
    phone: Phone = column("联系电话", "手机号码", "联系方式", "手机号", "手机", "电话", "电话号码")
    kind: Text = column(
        "需求类别", "名单类别", "人员类别", "对象类别", "需求类型", "名单类型", "人员类型", "对象类型",
        "意愿类别", codes="need_kind",
    )  # fmt: skip
    wish: Text = column("培训意愿", "就读意愿", "培训需求", "就读意愿院校", "意愿工种", "需求工种")
    household_number: Text = column("户编号", "户号")
    household_kind: Text = column(
        "户类型", "户属性", "贫困户属性", "脱贫户属性", "贫困户类型", codes="household_kind"
    )
    settlement: Text = column("安置区", "安置点", "所在安置区", "安置区名称", "易地搬迁安置区")
    since: Date = column("登记日期", "摸底日期", "登记时间", "摸底时间")
    remark: Text = column("备注", "说明")
