"""师资库: the teachers of training classes, one a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import Relations, one_row_by
from ruralskills.model.table import Ledger
from ruralskills.values.count import Count
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import BirthDate
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.text import Text


class Teacher(Ledger):
    """One teacher: subjects, employer, and the marks for the teaching."""

    info: ClassVar = LedgerInfo(
        "teacher",
        "师资库",
        also=("师资名册", "师资台账", "师资花名册", "师资名单", "师资信息", "师资考核", "师资考评",
              "教师名册", "教师名单", "授课教师名单", "讲师团", "讲师名单", "专家库", "创业导师"),
        village="",
        titled=True,
    )  # fmt: skip
    relations: ClassVar = Relations(people=one_row_by("teaches"))

    seq: Text = shared.SEQ
    county: Text = shared.COUNTY
    township: Text = shared.TOWNSHIP
    name: Name = column(
        *shared.NAME_HEADERS, "教师姓名", "师资姓名", "讲师姓名", "专家姓名", required=True
    )
    sex: Text = shared.SEX
    id_number: IdentityNumber = column(*shared.ID_NUMBER_HEADERS)
    age: Count = shared.AGE
    born: BirthDate = shared.BORN
    political: Text = shared.POLITICAL
    education: Text = shared.EDUCATION
    rank: Text = column(
        "职称", "专业技术职务", "职称等级", "职务职称", "职务", own_meaning="the teacher's title"
    )
    employer: Text = column(
        "工作单位", "所在单位", "所属机构", "培训机构",
        own_meaning="the teacher's own employer", weak=("单位",),
    )  # fmt: skip
    kind: Text = column("师资类别", "教师类别", "师资类型", "教师类型")
    teaches: Text = column(
        "授课专业", "所教专业", "授课方向", "研究方向", "专业领域", "专业特长", "专业", "授课内容",
        "授课工种", "主讲课程", "授课课程", "擅长领域", "可讲专题", "可授课程", "讲授内容",
        own_meaning="what the teacher teaches in general",
    )  # fmt: skip
    certificate: Text = column("教师资格证", "资格证书", "证书编号", "资格证书编号", "教师资格证号")
    teaching_mark: Text = column(
        "教学能力水平考核", "教学能力考核", "教学水平考核", "教学能力水平考核得分", "教学考核"
    )
    service_mark: Text = column(
        "跟踪服务成效考评", "跟踪服务考评", "服务成效考评", "跟踪服务成效考评得分", "跟踪考评"
    )
    satisfaction: Text = column(
        "学员满意度评价", "学员满意度", "满意度评价", "满意度", "学员评价",
        own_meaning="what all trainees think of the teacher",
    )  # fmt: skip
    phone: Phone = shared.PHONE
    remark: Text = shared.REMARK
