"""Ledgers kept in another way: a required column is not missed where another does as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.sheet_text import Sheet
from builders.workbook_fixture import Office, number

A, B = (number(sequence=n) for n in (1, 3))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def sheet(title: str, head: str, *rows: str) -> Sheet:
    return Sheet(title, "\n".join(f"| {line} |" for line in (head, *rows)))


KEPT_OTHERWISE = {
    "vouchers by class": sheet(
        "东乡县2020年培训券结算台账", "培训机构 | 班次名称 | 张数 | 结算金额 | 结算日期",
        "县职校 | 第1期电焊班 | 30 | 18000 | 2020-08-01", "县职校 | 第2期电焊班 | 20 | 12000 | 2020-09-01",
    ),
    "vouchers by person": sheet(
        "东乡县2020年培训券结算台账", "姓名 | 身份证号 | 培训机构 | 结算金额 | 结算日期",
        f"张三 | {A} | 县职校 | 600 | 2020-08-01", f"李四 | {B} | 县职校 | 600 | 2020-09-01",
    ),
    "vouchers by agency": sheet(
        "2020年培训券兑付汇总表", "序号 | 培训机构 | 交券张数 | 面值 | 结算金额 | 结算日期",
        "1 | 甲校 | 20 | 600 | 12000 | 2020-08-01", "2 | 乙校 | 10 | 600 | 6000 | 2020-09-01",
    ),
    "claims by agency": sheet(
        "2020年培训补贴汇总表", "申请单位 | 培训人数 | 补贴人数 | 补贴金额", "甲校 | 30 | 28 | 16800",
        "乙校 | 20 | 20 | 12000",
    ),
    "claims as approved": sheet(
        "2020年职业培训补贴申请汇总表", "申请单位 | 班次名称 | 补贴人数 | 核定金额", "甲校 | 电焊1班 | 28 | 16800",
        "乙校 | 家政1班 | 20 | 12000",
    ),
    "spending by class": sheet(
        "2020年资金拨付明细", "班次名称 | 收款单位 | 拨付金额 | 拨付日期", "电焊1班 | 甲校 | 16800 | 2020-09-01",
        "家政1班 | 乙校 | 12000 | 2020-09-01",
    ),
    "income as assigned": sheet(
        "2020年资金下达台账", "文号 | 资金名称 | 下达日期 | 下达金额",
        "财农〔2020〕1号 | 扶贫专项资金 | 2020-03-01 | 168000", "财农〔2020〕2号 | 就业补助资金 | 2020-05-01 | 120000",
    ),
    "pay in one sum": sheet(
        "2022年后备干部补助发放表", "乡镇 | 姓名 | 月份 | 合计", "龙津镇 | 张三 | 2022年1月 | 800",
        "龙津镇 | 李四 | 2022年1月 | 800",
    ),
    "checks of agencies": sheet(
        "2020年培训班抽查记录", "检查日期 | 检查单位 | 被检查单位 | 应到 | 实到 | 存在问题",
        "2020-06-01 | 县人社局 | 甲校 | 30 | 28 | 无", "2020-06-02 | 县人社局 | 乙校 | 30 | 30 | 无",
    ),
    "visits to persons": sheet(
        "2020年学员回访台账", "学员姓名 | 联系电话 | 回访日期 | 回访方式 | 满意度",
        "张三 | 13812345678 | 2020-07-01 | 电话 | 满意", "李四 | 13912345678 | 2020-07-01 | 电话 | 满意",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KEPT_OTHERWISE)
def test_a_column_that_another_makes_up_for(office: Office, kind: str) -> None:
    assert "S102" not in office.codes(KEPT_OTHERWISE[kind])


@pytest.mark.parametrize(
    ("title", "head", "row", "said"),
    [
        ("2020年培训券结算台账", "结算日期 | 结算金额 | 面值", "2020-06-01 | 600 | 600", 2),
        ("2020年致富带头人台账", "姓名 | 联系电话 | 带动贫困户数", "张三 | 13812345678 | 3", 1),
        ("2020年培训补贴申请汇总表", "申请单位 | 补贴人数 | 补贴标准", "甲校 | 28 | 600", 1),
        ("2022年后备干部补助发放表", "乡镇 | 姓名 | 月份 | 县级补助", "龙津镇 | 张三 | 2022年1月 | 400", 1),
    ],
)  # fmt: skip
def test_a_column_that_nothing_makes_up_for(
    office: Office, title: str, head: str, row: str, said: int
) -> None:
    assert office.codes(sheet(title, head, row)).count("S102") == said
