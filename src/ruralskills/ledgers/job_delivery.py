"""送工送岗台账: people brought to a job by their township, one a row."""

from typing import Any, ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import Relations, in_order, one_row_by, usually_in_order
from ruralskills.model.table import Ledger
from ruralskills.values.amount import Amount
from ruralskills.values.count import Count
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import BirthDate, Date
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.text import Text


class JobDelivery(Ledger):
    """One person brought to a job: employer, dates, present state and visits."""

    info: ClassVar = LedgerInfo(
        "job_delivery",
        "送工送岗台账",
        also=("送工送岗花名册", "送工送岗名册", "送工送岗人员", "送工送岗情况", "送岗台账", "送岗花名册",
              "送岗人员", "推荐就业台账", "推荐就业花名册", "送工送岗登记", "送工送岗名单"),
    )  # fmt: skip
    relations: ClassVar = Relations(
        acts=("delivered", "starts"),
        people=one_row_by("delivered", "starts"),
        orders=(
            in_order("delivered", "left"),
            in_order("starts", "left"),
            in_order("delivered", "followed_up"),
            usually_in_order("delivered", "starts"),
        ),
    )

    seq: Text = shared.SEQ
    county: Text = shared.COUNTY
    township: Text = shared.TOWNSHIP
    village: Text = shared.VILLAGE
    name: Name = column(*shared.NAME_HEADERS, "劳动力姓名", required=True)
    sex: Text = shared.SEX
    id_number: IdentityNumber = column(
        *shared.ID_NUMBER_HEADERS, "劳动力身份证号", "劳动力身份证号码", required=True
    )
    age: Count = shared.AGE
    born: BirthDate = shared.BORN
    phone: Phone = shared.PHONE
    head_name: Name = shared.HEAD_NAME
    head_id: IdentityNumber = shared.HEAD_ID
    household_number: Text = shared.HOUSEHOLD_NUMBER
    household_kind: Text = shared.PERSONS_HOUSEHOLD_KIND
    employer: Text = column(
        "送岗企业", *shared.EMPLOYER_HEADERS, "接收企业", "推荐企业", "送岗单位", "务工单位",
        weak=shared.EMPLOYER_WEAK,
    )  # fmt: skip
    job: Text = column(
        "送岗岗位", *shared.JOB_HEADERS, "推荐岗位",
        own_meaning="work that is done, not a trade that is taught",
    )  # fmt: skip
    delivered: Date = column(
        "送岗时间",
        "送岗日期",
        "送工时间",
        "推荐时间",
        "送工送岗时间",
        "送达时间",
        planned=True,
    )
    starts: Date = column("上岗时间", "到岗时间", "入职时间", planned=True)
    monthly_pay: Amount = column(
        "月工资", *shared.MONTHLY_PAY_HEADERS, unit="元", weak=("工资待遇",)
    )
    status: Text = column(
        "在岗状态", "是否在岗", "在岗情况", "目前状态", codes="job_status", blank_says_no=True
    )
    left: Date = column("脱岗时间", "离岗时间", "离职时间", own_meaning="left one employer")
    leaving_cause: Text = column("脱岗原因", "离岗原因", "未在岗原因", "离职原因")
    followed_up: Date = column(
        "回访时间", "回访日期", "跟踪回访时间", own_meaning="a visit after the delivery"
    )
    follow_up: Text = column("回访情况", "跟踪回访情况", "回访结果")
    remark: Text = shared.REMARK

    @classmethod
    def from_title(cls, title: str) -> dict[str, Any]:
        """Return the kind of household of a sheet that is of poor people alone."""
        return shared.poor_by_title(title)
