"""专项职业能力项目台账: the narrow skills that a county examines, one a row."""

from typing import ClassVar

from ruralskills.ledgers import shared_fields as shared
from ruralskills.model.fields import LedgerInfo, column
from ruralskills.model.relations import Relations, part_of
from ruralskills.model.table import Ledger
from ruralskills.values.amount import Amount
from ruralskills.values.count import Count
from ruralskills.values.partial_date import Date
from ruralskills.values.text import Text


class SkillProject(Ledger):
    """One project: skill, origin, examination norm, and the people who took it."""

    info: ClassVar = LedgerInfo(
        "skill_project",
        "专项职业能力项目台账",
        also=("专项职业能力项目", "专项职业能力考核规范", "专项职业能力考核项目",
              "专项职业能力培训考核", "专项职业能力台账"),
        unit="county",
        village="",
        name="project",
        titled=True,
    )  # fmt: skip
    relations: ClassVar = Relations(
        parts=(
            part_of("examined", "trained"),
            part_of("passed", "examined"),
            part_of("passed", "trained"),
        ),
    )

    seq: Text = shared.SEQ
    county: Text = column(*shared.COUNTY_HEADERS, "实施县", label=True)
    project: Text = column(
        "项目名称", "专项职业能力项目", "专项职业能力名称", "专项能力名称", required=True
    )
    source: Text = column(
        "项目来源",
        "来源",
        "规范来源",
        "项目产生方式",
        "产生方式",
        "开发方式",
        "开发来源",
        "项目形成方式",
        codes="skill_project_source",
    )
    norm: Text = column(
        "考核规范",
        "考核规范名称",
        "考核规范编号",
        "规范编号",
        "规范文号",
        "考核标准",
        "规范名称",
        "考核规范文号",
    )
    filed: Date = column(
        "备案日期", "备案时间", "开发日期", "发布日期", "发布时间",
        own_meaning="a project, not a leader, is filed",
    )  # fmt: skip
    agency: Text = column(
        "承担机构", *shared.AGENCY_HEADERS, "考核机构", "实施机构", "培训考核机构"
    )
    trained: Count = column(*shared.TRAINED_HEADERS, "培训人次", unit="人")
    examined: Count = column(*shared.EXAMINED_HEADERS, unit="人")
    passed: Count = column(*shared.PASSED_HEADERS, "取证人数", unit="人")
    training_subsidy: Amount = column(
        "培训补贴", "职业培训补贴", "培训补贴金额", unit="元",
        own_meaning="for all who took the project",
    )  # fmt: skip
    appraisal_subsidy: Amount = shared.APPRAISAL_SUBSIDY
    remark: Text = shared.REMARK
