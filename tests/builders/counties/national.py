"""A county helped by the national programme."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from builders.county import SUM, CountySheet, Example, Slip
from builders.people import People, Person

COUNTY: Final = "云山县"
OFFICE: Final = "云山县人力资源和社会保障局"
FILLED: Final = date(2022, 12, 10)
_PEOPLE: Final = People(2022, distinct_names=True)
TRAINEES: Final = [_PEOPLE.aged(20, 52, FILLED) for _ in range(8)]
APPRENTICES: Final = [_PEOPLE.aged(20, 45, FILLED) for _ in range(5)]
PUPILS: Final = [_PEOPLE.aged(16, 19, FILLED) for _ in range(4)]
STRANGER: Final = _PEOPLE.aged(20, 40, FILLED)
MISSED: Final = _PEOPLE.aged(16, 18, FILLED)

ROSTER_HEADS: Final = (
    "序号", "乡镇", "村", "班次名称", "姓名", "性别", "身份证号", "户类型", "对象类别", "培训工种", "培训形式",
    "开班日期", "结业日期", "个人缴费（元）", "补贴/补贴金额（元）", "补贴/鉴定补贴（元）",
)  # fmt: skip


def _trainee(number: int, person: Person) -> list[Any]:
    later = number >= 4
    return [
        number + 1, "青石镇", ("上河村", "下河村")[number % 2],
        "专项职业能力培训第2期" if later else "专项职业能力培训第1期", person.name, person.sex,
        person.identity, "脱贫户", "帮扶家庭劳动者", "刺绣" if later else "拉面制作", "就业技能培训",
        date(2022, 6, 1) if later else date(2022, 4, 11), date(2022, 6, 10) if later else date(2022, 4, 20),
        0, 800, 200,
    ]  # fmt: skip


ROSTER: Final = CountySheet(
    "培训学员花名册.xlsx", "花名册", f"{COUNTY}2022年职业技能培训学员花名册", ROSTER_HEADS,
    [_trainee(n, one) for n, one in enumerate(TRAINEES)],
    unit=OFFICE, measures="人、元", filled=FILLED, text=("身份证号",), down=("乡镇",),
    sums=("补贴/补贴金额（元）", "补贴/鉴定补贴（元）"),
    slips=(
        Slip("M310", 1, "个人缴费（元）", {"个人缴费（元）": 150}),
        Slip("C603", 2, "培训形式", {"培训形式": "夜校"}),
        Slip("C603", 3, "对象类别", {"对象类别": "个体户"}),
        Slip("M315", 4, "培训形式", {"对象类别": "转岗农民工", "培训形式": "创业培训"}),
        Slip("M312", 6, "身份证号", {
            "姓名": TRAINEES[0].name, "性别": TRAINEES[0].sex, "身份证号": TRAINEES[0].identity,
            "村": "上河村", "培训工种": "拉面制作"}),
    ),
)  # fmt: skip

NEED_HEADS: Final = (
    "序号", "乡镇", "村", "姓名", "身份证号", "联系电话", "户类型", "需求类别", "登记日期",
)  # fmt: skip


def _need(number: int, person: Person, kind: str) -> list[Any]:
    return [
        number, "青石镇", "上河村", person.name, person.identity, person.phone, "脱贫户", kind,
        date(2022, 2, 10),
    ]  # fmt: skip


NEEDS: Final = CountySheet(
    "培训需求名单.xlsx", "劳动力", f"{COUNTY}2022年有培训需求人员名单", NEED_HEADS,
    [_need(n, one, "帮扶家庭劳动力") for n, one in enumerate(TRAINEES[:3], 1)],
    unit=OFFICE, filled=FILLED, text=("身份证号", "联系电话"),
    slips=(
        Slip("X101", 2, "身份证号", {
            "姓名": STRANGER.name, "身份证号": STRANGER.identity, "联系电话": STRANGER.phone}),
    ),
)  # fmt: skip
SCHOOL_NEEDS: Final = CountySheet(
    "培训需求名单.xlsx", "两后生", f"{COUNTY}2022年两后生就读意愿名单", NEED_HEADS,
    [_need(n, one, "两后生") for n, one in enumerate(PUPILS[:2], 1)],
    unit=OFFICE, filled=FILLED, text=("身份证号", "联系电话"),
    slips=(
        Slip("X101", 2, "身份证号", {
            "姓名": MISSED.name, "身份证号": MISSED.identity, "联系电话": MISSED.phone}),
    ),
)  # fmt: skip

PUPIL_HEADS: Final = (
    "序号", "乡镇", "村", "学生姓名", "身份证号", "户类型", "学段", "就读学校", "资助项目", "补助标准（元）",
    "发放金额（元）", "优先招生", "优先安排订单班", "优先落实助学政策", "优先安排实习", "优先推荐就业",
)  # fmt: skip


def _pupil(number: int, person: Person) -> list[Any]:
    return [
        number + 1, "青石镇", "上河村", person.name, person.identity, "脱贫户", "中职", "云山县技工学校",
        "雨露计划", 1500, 1500, "是", "是", "是", "是", "是",
    ]  # fmt: skip


AIDED: Final = CountySheet(
    "教育资助台账.xlsx", "台账", f"{COUNTY}2022年雨露计划台账", PUPIL_HEADS,
    [_pupil(n, one) for n, one in enumerate(PUPILS)],
    unit=OFFICE, measures="元", filled=FILLED, text=("身份证号",), sums=("发放金额（元）",),
    slips=(
        Slip("M313", 3, "补助标准（元）", {"补助标准（元）": 1200}),
        Slip("R102", 4, "优先推荐就业", {"优先推荐就业": None}),
    ),
)  # fmt: skip
AIDED_BEFORE: Final = replace(
    AIDED, file="上年/2021年教育资助台账.xlsx", title=f"{COUNTY}2021年雨露计划台账",
    filled=date(2021, 12, 10), slips=(),
)  # fmt: skip

APPRENTICED: Final = CountySheet(
    "学徒花名册.xlsx", "学徒", f"{COUNTY}2022年企业新型学徒制学徒花名册",
    ("序号", "企业名称", "姓名", "性别", "身份证号", "培训工种", "培训机构", "培训月数", "补贴金额（元）", "备注"),
    [
        [n + 1, "云山纺织有限公司", one.name, one.sex, one.identity, "缝纫工", "云山县技工学校",
         12 if n < 3 else 6, 5000 if n < 3 else 2500, None]
        for n, one in enumerate(APPRENTICES)
    ],
    unit=OFFICE, measures="元", filled=FILLED, text=("身份证号",), sums=("补贴金额（元）",),
    slips=(
        Slip("M311", 2, "补贴金额（元）", {"补贴金额（元）": 4000}),
        Slip("M311", 4, "补贴金额（元）", {"补贴金额（元）": 2000}),
        Slip("", 5, "备注", {"补贴金额（元）": 4000}),
    ),
)  # fmt: skip

SPENDING: Final = CountySheet(
    "资金支出台账.xlsx", "支出", f"{COUNTY}2022年培训资金支出台账",
    ("序号", "支付日期", "支出项目", "收款单位", "支出金额（元）", "资金来源"),
    [
        [1, date(2022, 7, 5), "职业培训补贴", "云山县技工学校", 6400, "就业补助资金"],
        [2, date(2022, 12, 1), "学徒培训补贴", "云山纺织有限公司", 20000, "职业技能提升行动专账资金"],
    ],
    unit=OFFICE, measures="元", filled=FILLED, sums=("支出金额（元）",),
    slips=(Slip("C603", 2, "资金来源", {"资金来源": "彩票公益金"}),),
)  # fmt: skip

PAIRS: Final = CountySheet(
    "结对帮扶.xlsx", "结对", f"{COUNTY}职业技能结对帮扶表",
    ("序号", "受援县", "帮扶方", "结对院校", "目标任务"),
    [[1, COUNTY, "东江市高新区", "东江技师学院", "联合办学2个专业，培训300人次"]],
    measures="个", filled=FILLED,
    slips=(
        Slip("R102", 1, "帮扶方", {"帮扶方": None}),
        Slip("S103", 0, "序号", {"目标任务": "联系人"}),
    ),
)  # fmt: skip

PROJECTS: Final = CountySheet(
    "结对帮扶.xlsx", "专项职业能力项目", f"{COUNTY}专项职业能力项目台账",
    ("序号", "县", "项目名称", "项目来源", "考核规范", "考核机构", "培训人数", "合格人数"),
    [
        [1, COUNTY, "拉面制作", "围绕当地特色产业开发", "已发布", "云山县技工学校", 4, 4],
        [2, COUNTY, "刺绣", "已备案项目遴选", "已发布", "云山县技工学校", 4, 4],
    ],
    unit=OFFICE, filled=FILLED, sums=("培训人数", "合格人数"),
    slips=(Slip("C603", 2, "项目来源", {"项目来源": "县长提议"}),),
)  # fmt: skip

FIGURES: Final = CountySheet(
    "工程统计表.xlsx", "分县情况", "2022年职业技能提升工程分县情况统计表",
    ("县", "专项职业能力项目（个）", "劳务品牌（个）", "技工学校（所）"),
    [["云山县", 2, 1, 1], ["松林县", 1, 1, 1], ["柳河县", 3, 1, 1]],
    measures="个", sums=("专项职业能力项目（个）", "劳务品牌（个）", "技工学校（所）"), footer=False,
    slips=(
        Slip("M314", 2, "专项职业能力项目（个）", {"专项职业能力项目（个）": 0}),
        Slip("", SUM, "专项职业能力项目（个）", {"专项职业能力项目（个）": 5}),
    ),
)  # fmt: skip
PLAN: Final = CountySheet(
    "工程统计表.xlsx", "总任务", "国家乡村振兴重点帮扶地区职业技能提升工程“十四五”任务表",
    ("地区", "职业技能培训（人次）", "技能大师工作室（个）", "劳务品牌（个）"),
    [["全国", 3000000, 100, 100]],
    measures="人次、个", footer=False,
    slips=(Slip("M316", 1, "技能大师工作室（个）", {"技能大师工作室（个）": 90}),),
)  # fmt: skip

DUTIES: Final = CountySheet(
    "工作记录台账.xlsx", "工作记录", f"{COUNTY}2022年职业技能提升工程工作记录台账",
    ("序号", "事项", "单位", "日期", "主要内容"),
    [
        [1, "乡村振兴职业技能大赛", OFFICE, date(2022, 9, 16), "组队参加"],
        [2, "四送活动", OFFICE, date(2022, 3, 18), "送政策、送信息、送技能、送岗位"],
        [3, "工程实施情况总结", OFFICE, date(2022, 12, 5), "全年工作总结"],
    ],
    unit=OFFICE, measures="次", filled=FILLED,
)  # fmt: skip

EXAMPLE: Final = Example(
    "national-2021",
    OFFICE,
    (
        ROSTER, NEEDS, SCHOOL_NEEDS, AIDED, AIDED_BEFORE, APPRENTICED, SPENDING, PAIRS, PROJECTS, FIGURES,
        PLAN, DUTIES,
    ),
    as_of=date(2023, 2, 1),
    settings='previous = ["上年/2021年教育资助台账.xlsx"]\n',
)  # fmt: skip
