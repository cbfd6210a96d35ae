"""Which ledger a sheet is taken for, by its title and its header."""

from __future__ import annotations

import pytest

from ruralskills.detection.tables import find_tables
from ruralskills.readers.grid import build_grid
from ruralskills.values.field_type import Raw

PERSON = "序号 乡镇 村 姓名 性别 年龄 身份证号 联系电话"


def recognised(title: str, header: str) -> tuple[str, list[str]]:
    """The ledger of a sheet with one row, and the headers that it does not know."""
    heads = header.split()
    lines = [[title, *[""] * (len(heads) - 1)], heads, [f"甲{n}" for n in range(len(heads))]]
    [found] = find_tables(build_grid("Sheet1", lines, [(0, 0, 0, len(heads) - 1)]), "台账.xlsx")
    assert found.match is not None
    return found.match.ledger.info.id, [column.header for column, _ in found.match.unknown]


@pytest.mark.parametrize(
    ("title", "header", "ledger"),
    [
        ("2021年乡村振兴致富带头人培训对象申报名册",
         f"{PERSON} 政治面貌 身份类别 (拟)创业项目 申报日期 村推荐日期", "application"),
        ("", f"{PERSON} 籍贯 QQ号 微信号 有无创业经历 是否有贷款意向 贷款意向金额", "application"),
        ("2021年致富带头人台账", f"{PERSON} 身份类别 (拟)创业项目 申报日期 村推荐日期", "leader"),
        ("", f"{PERSON} 身份类别 创业项目 申报日期 带动户数", "leader"),
        ("2021年有培训需求人员名单", f"{PERSON} 需求类别 户类型", "need"),
        ("2021年返乡入乡创业人员名单", "序号 姓名 身份证号 需求类别", "need"),
        ("2021年致富带头人学员花名册", f"{PERSON} 班次名称 培训机构", "trainee"),
        ("2021年省级示范培训基地名录", "序号 基地名称 级别 年度 考核结果 负责人 联系电话", "training_body"),
        ("2021年培训班台账", "序号 班次名称 培训机构 培训地点 开班日期 结业日期 培训人数", "training_class"),
        ("创业培训师资库", "序号 姓名 性别 职称 工作单位 授课专业 学员满意度 联系电话", "teacher"),
        ("2022年企业新型学徒制培训学徒花名册", "序号 企业名称 姓名 身份证号 培训工种 补贴金额", "apprentice"),
        ("2022年职业技能培训学员花名册", "序号 姓名 身份证号 培训工种 培训机构 补贴金额", "trainee"),
    ],
)  # fmt: skip
def test_ledger(title: str, header: str, ledger: str) -> None:
    assert recognised(title, header) == (ledger, [])


def test_a_ledger_known_by_its_title_alone_does_not_take_others_sheets() -> None:
    sheet: list[list[Raw]] = [
        ["序号", "姓名", "性别", "职务", "联系电话", "备注"],
        [1, "甲", "男", "主任", "1", ""],
    ]
    assert find_tables(build_grid("Sheet1", sheet), "台账.xlsx") == []
