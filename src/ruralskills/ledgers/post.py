"""公益性岗位台账: who holds which public-service post, one a row."""

from typing import ClassVar

from ruralskills.ledgers.person import Person
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.values.account import Account
from ruralskills.values.amount import Amount
from ruralskills.values.date_range import Dates
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import Date
from ruralskills.values.person_name import Name
from ruralskills.values.quantity import Quantity
from ruralskills.values.text import Text


class Post(Person):
    """A 公益性岗位 and who holds it: which post, from when to when, paid how, made public when.

    Offices state the same pay by the month and by the year; which it is stands in the header, and a
    header that says neither is not taken for either.
    """

    info: ClassVar = LedgerInfo(
        "post",
        "公益性岗位台账",
        also=("公益岗位台账", "公益性岗位花名册", "公益岗位花名册", "公益性岗位人员", "公益岗位人员",
              "公益岗台账", "公益性岗位名册", "公益性岗位安置", "公益专岗", "公益性岗位登记",
              "公益岗花名册", "公益性岗位名单"),
    )  # fmt: skip

    name: Name = column("姓名", "在岗人员", "人员姓名", "上岗人员", required=True)
    id_number: IdentityNumber = column(
        "身份证号", "身份证号码", "公民身份号码", "18位身份证号", "身份证", "证件号码",
        "在岗人员身份证号", required=True,
    )  # fmt: skip
    post: Text = column("岗位名称", "岗位", "公益性岗位名称", "公益岗位名称")
    kind: Text = column("岗位类型", "岗位类别", "公益性岗位类型", "公益岗位类型", codes="post_kind")
    area: Text = column("责任片区", "责任区域", "工作区域", "服务区域", "工作地点")
    department: Text = column("主管部门", "行业主管部门", "开发部门", "开发单位", "行业部门")
    fund_source: Text = column("资金来源", "补贴资金来源", "经费来源")
    starts: Date = column(
        "上岗时间", "上岗日期", "合同开始", "合同开始时间", "安置时间", "聘用时间", "合同开始日期",
        "合同期/起", "合同期限/起", "上岗年月",
    )  # fmt: skip
    ends: Date = column(
        "合同到期", "合同到期时间", "合同结束", "到期时间", "合同终止时间", "离岗时间", "合同到期日期",
        "合同期/止", "合同期限/止",
    )  # fmt: skip
    held: Dates = column("合同期", "合同期限", "合同起止时间", "聘用期限")
    month: Text = column("月份", "所属月份", "发放月份")
    attendance_due: Quantity = column("规定出勤天数", "应出勤天数", "应出勤", unit="天")
    attendance: Text = column(
        "在岗考勤", "考勤情况", "考勤", "实际出勤天数", "出勤天数", "出勤情况"
    )
    monthly_pay: Amount = column("月补贴标准", "月工资", "月补贴", "月岗位补贴", unit="元")
    yearly_pay: Amount = column("年补贴标准", "年工资", "年补贴", unit="元")
    pay: Amount = column("补贴标准", "工资", "工资标准", "岗位补贴", "补贴金额", "报酬", unit="元")
    announced: Text = column("公示时间", "公示情况", "公示起止时间", "公示起止", "是否公示")
    bank: Text = column("开户行", "开户银行", "开户银行名称")
    account: Account = column("社保卡号", "银行卡号", "银行账号", "账号", "一卡通账号", "卡号")
    status: Text = column("状态", "在岗状态", "是否在岗", codes="post_status")
    remark: Text = column("备注", "说明")
