"""A county of leaders under the Shanxi notice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from builders.county import CountySheet, Example, Slip
from builders.people import People, Person

COUNTY: Final = "云岭县"
OFFICE: Final = "云岭县扶贫开发办公室"
WILLOW, PINE = "柳河镇", "松林镇"
FILLED: Final = date(2021, 12, 15)
_DAY: Final = date(2021, 3, 1)
_PEOPLE: Final = People(2021, distinct_names=True)
APPLICANTS: Final = [_PEOPLE.aged(26, 55, _DAY) for _ in range(16)]
LEADERS: Final = [_PEOPLE.aged(30, 58, _DAY) for _ in range(8)]
RETURNED: Final = [_PEOPLE.aged(24, 45, _DAY) for _ in range(2)]
YOUNG: Final = _PEOPLE.person(date(2004, 6, 2))
STRANGER: Final = _PEOPLE.aged(30, 50, _DAY)
_KINDS: Final = ("种养大户", "农民合作社骨干", "村两委干部", "外出务工返乡青年", "退伍军人")
_PROJECTS: Final = ("肉羊养殖", "核桃加工", "食用菌种植", "蜜蜂养殖", "小杂粮加工")
_VILLAGES: Final = {WILLOW: ("上庄村", "河湾村"), PINE: ("松坡村", "石沟村")}


def _age(person: Person, day: date) -> int:
    return (
        day.year - person.born.year - ((day.month, day.day) < (person.born.month, person.born.day))
    )


def _township(number: int) -> str:
    return WILLOW if number < 8 else PINE


APPLICATION_HEADS: Final = (
    "序号", "县类别", "镇街", "村", "基本情况/姓名", "基本情况/性别", "基本情况/年龄",
    "基本情况/身份证号", "基本情况/政治面貌", "基本情况/文化程度", "基本情况/籍贯", "基本情况/家庭地址",
    "基本情况/手机号码", "照片", "身份类别", "遴选类别", "创业情况/有无创业经历", "创业情况/创业状态",
    "创业情况/(拟)创业项目", "创业情况/是否入库", "贷款/是否有贷款意向", "贷款/贷款意向金额（万元）",
    "承诺带动脱贫户规模", "申请人承诺签字", "推荐主体", "政审情况", "征信情况", "有无违法违纪",
    "办理环节/申报日期", "办理环节/村推荐日期", "办理环节/乡镇审核日期", "办理环节/县级备案日期",
    "村委会推荐意见", "乡(镇)推荐意见", "县级审定意见", "办理状态",
)  # fmt: skip
SELECTION: Final = (
    "种养业大户",
    "农民专业合作社负责人",
    "村两委成员",
    "返乡入乡创业农民工",
    "退役军人",
)


def _application(number: int, person: Person) -> list[Any]:
    township = _township(number)
    village = _VILLAGES[township][number % 2]
    wants = number % 3 == 0
    return [
        number + 1, "先行示范县", township, village, person.name, person.sex, _age(person, _DAY),
        person.identity, "群众", person.education, "山西", f"{township}{village}", person.phone, "有",
        _KINDS[number % 5], SELECTION[number % 5], "有", "初创", _PROJECTS[number % 5],
        "是" if number % 2 else "否", "是" if wants else "否", 5 + number if wants else None,
        f"{2 + number % 4}户{6 + number}人", "是", "村两委", "合格", "良好", "无", date(2021, 3, 1),
        date(2021, 3, 5), date(2021, 3, 12), date(2021, 3, 26), "同意推荐", "同意", "同意备案", "已备案",
    ]  # fmt: skip


def _without(row: Sequence[Any], head: str, value: Any) -> list[Any]:
    return [
        value if name == head else old for name, old in zip(APPLICATION_HEADS, row, strict=True)
    ]


FILED: Final = CountySheet(
    "培训对象申报名册.xlsx", "县级备案名册", f"{COUNTY}2021年乡村振兴致富带头人培训对象申报名册",
    APPLICATION_HEADS, [_application(n, one) for n, one in enumerate(APPLICANTS)],
    unit=OFFICE, measures="万元", filled=FILLED, text=("基本情况/身份证号", "基本情况/手机号码"),
    down=("镇街",),
    slips=(
        Slip("R103", 1, "县类别", {"县类别": "一般县"}),
        Slip("P105", 16, "基本情况/身份证号", {
            "基本情况/身份证号": YOUNG.identity, "基本情况/姓名": YOUNG.name, "基本情况/年龄": 16,
            "基本情况/性别": YOUNG.sex}),
        Slip("M106", 6, "基本情况/身份证号"),
        Slip("M101", 3, "身份类别", {"身份类别": "其他"}),
        Slip("M102", 4, "承诺带动脱贫户规模", {"承诺带动脱贫户规模": "若干"}),
        Slip("M103", 5, "贷款/贷款意向金额（万元）", {"贷款/是否有贷款意向": "是", "贷款/贷款意向金额（万元）": None}),
        Slip("M104", 7, "贷款/贷款意向金额（万元）", {"贷款/贷款意向金额（万元）": 1100}),
        Slip("M105", 8, "创业情况/(拟)创业项目", {"创业情况/(拟)创业项目": None}),
        Slip("D506", 9, "办理环节/乡镇审核日期", {"办理环节/乡镇审核日期": date(2021, 3, 2)}),
        Slip("D507", 10, "办理环节/村推荐日期", {"办理环节/村推荐日期": None}),
        Slip("R102", 11, "基本情况/家庭地址", {"基本情况/家庭地址": None}),
        Slip("R103", 12, "申请人承诺签字", {"申请人承诺签字": "否"}),
        Slip("C603", 13, "遴选类别", {"遴选类别": "在校学生"}),
        Slip("C601", 14, "推荐主体", {"推荐主体": "县农业农村局"}),
        Slip("R101", 15, "基本情况/姓名", {"基本情况/姓名": None}),
    ),
)  # fmt: skip

PASSED: Final = replace(
    FILED,
    file="柳河镇申报名册.xlsx",
    name="申报名册",
    title=f"{WILLOW}2021年乡村振兴致富带头人培训对象申报名册",
    unit=f"{WILLOW}人民政府",
    rows=[_without(row, "办理状态", "已审核") for row in FILED.rows[:8]],
    slips=(Slip("", 6, "办理状态", {"办理状态": "未通过"}),),
)

ARCHIVE_HEADS: Final = (
    "序号", "镇街", "村", "姓名", "性别", "身份证号", "创业状态", "主体名称", "创办项目", "培训时间",
    "享受政策", "带动情况/带动户数（户）", "带动情况/带动人数（人）", "带动方式", "带农协议", "状态",
    "退出原因", "更新日期",
)  # fmt: skip


def _archived(number: int, person: Person) -> list[Any]:
    left = number == 7
    return [
        number + 1, _township(2 * number), _VILLAGES[_township(2 * number)][number % 2], person.name,
        person.sex, person.identity, "成功", f"{person.name[0]}家养殖专业合作社", _PROJECTS[number % 5],
        "2021年5月", "创业担保贷款", 0 if left else 3 + number, 0 if left else 10 + 3 * number,
        "务工联结", "有", "退出" if left else "在库", "外出务工" if left else None, date(2021, 11, 20),
    ]  # fmt: skip


ARCHIVE: Final = CountySheet(
    "致富带头人信息档案库.xlsx", "档案库", f"{COUNTY}2021年乡村振兴致富带头人信息档案库",
    ARCHIVE_HEADS, [_archived(n, one) for n, one in enumerate(LEADERS)],
    unit=OFFICE, measures="户、人", filled=FILLED, text=("身份证号",),
    sums=("带动情况/带动户数（户）", "带动情况/带动人数（人）"),
    slips=(
        Slip("M203", 0, "序号", {"享受政策": "联系人"}),
        Slip("M204", 2, "带动方式", {"带动方式": None}),
        Slip("M205", 3, "带农协议", {"带农协议": "无"}),
        Slip("M206", 4, "更新日期", {"更新日期": date(2020, 11, 20)}),
        Slip("L210", 8, "退出原因", {"退出原因": None}),
        Slip("X101", 6, "身份证号"),
        Slip("H101", 0, "镇街"),
        Slip("", 5, "姓名", {"姓名": STRANGER.name, "性别": STRANGER.sex, "身份证号": STRANGER.identity}),
    ),
)  # fmt: skip

LAST_YEAR: Final = replace(
    ARCHIVE,
    file="上年/2020年致富带头人台账.xlsx",
    name="台账",
    title=f"{COUNTY}2020年致富带头人台账",
    filled=date(2020, 12, 15),
    rows=[[*_archived(n, one)[:-1], date(2020, 11, 20)] for n, one in enumerate(LEADERS[:7])],
    slips=(),
)

FOLLOWED: Final = CountySheet(
    "带头人回访台账.xlsx", "回访", f"{COUNTY}2021年致富带头人跟踪回访台账",
    ("序号", "镇街", "班次名称", "姓名", "身份证号", "回访日期", "回访方式", "回访人"),
    [
        [n + 1, _township(2 * n), "致富带头人培训班第1期", one.name, one.identity, date(2021, 9, 1 + n),
         "入户", "周某某"]
        for n, one in enumerate(LEADERS[:7])
    ],
    unit=OFFICE, filled=FILLED, text=("身份证号",),
    slips=(
        Slip("", 6, "姓名", {"姓名": STRANGER.name, "身份证号": STRANGER.identity}),
    ),
)  # fmt: skip

ROSTER_HEADS: Final = (
    "序号", "镇街", "班次类别", "班次名称", "姓名", "身份证号", "培训机构", "开班日期", "结业日期",
    "证书类别",
)  # fmt: skip
LEADER_CLASS: Final = "致富带头人培训班"


def _trainee(number: int, person: Person) -> list[Any]:
    return [
        number + 1, _township(number), LEADER_CLASS, "致富带头人培训班第1期", person.name,
        person.identity, "云岭职业中学", date(2021, 5, 10), date(2021, 5, 16), "专项职业能力证书",
    ]  # fmt: skip


ROSTER: Final = CountySheet(
    "学员花名册.xlsx", "花名册", f"{COUNTY}2021年致富带头人培训学员花名册", ROSTER_HEADS,
    [_trainee(n, one) for n, one in enumerate(APPLICANTS[4:15], 4)],
    unit=OFFICE, filled=FILLED, text=("身份证号",),
    slips=(
        Slip("X101", 1, "身份证号", {"姓名": LEADERS[0].name, "身份证号": LEADERS[0].identity}),
        Slip("M107", 3, "身份证号", {
            "姓名": APPLICANTS[9].name, "身份证号": APPLICANTS[9].identity, "镇街": PINE,
            "班次名称": "致富带头人培训班第3期", "开班日期": date(2021, 9, 6), "结业日期": date(2021, 9, 12)}),
        Slip("C603", 11, "证书类别", {"证书类别": "荣誉证书"}),
    ),
)  # fmt: skip

NEEDS: Final = CountySheet(
    "返乡入乡创业人员名单.xlsx", "名单", f"{COUNTY}2021年有需求的返乡入乡创业人员名单",
    ("序号", "镇街", "村", "姓名", "身份证号", "联系电话", "需求类别"),
    [
        [n + 1, WILLOW, "上庄村", one.name, one.identity, one.phone, "返乡入乡创业人员"]
        for n, one in enumerate(APPLICANTS[2:5])
    ],
    unit=OFFICE, filled=FILLED, text=("身份证号", "联系电话"),
    slips=(
        Slip("X101", 2, "身份证号", {
            "姓名": RETURNED[0].name, "身份证号": RETURNED[0].identity, "联系电话": RETURNED[0].phone}),
    ),
)  # fmt: skip

CLASSES: Final = CountySheet(
    "培训班和基地.xlsx", "培训班", f"{COUNTY}2021年致富带头人培训班台账",
    ("序号", "班次名称", "培训机构", "培训地点", "开班日期", "结业日期", "培训天数", "培训人数",
     "档案/计划", "档案/名册", "档案/考勤", "档案/考核", "档案/报账"),
    [
        [1, "第1期", "云岭职业中学", "县城", date(2021, 5, 10), date(2021, 5, 16), 7, 12, "有", "有", "有", "有", "有"],
        [2, "第2期", "松林农业学校", "松林镇", date(2021, 6, 7), date(2021, 6, 13), 7, 30, "有", "有", "有", "有", "有"],
    ],
    unit=OFFICE, filled=FILLED, sums=("培训人数",),
    slips=(
        Slip("M202", 2, "培训机构", {"培训机构": "城关电商公司"}),
        Slip("R102", 1, "档案/报账", {"档案/报账": None}),
    ),
)  # fmt: skip

BASES: Final = CountySheet(
    "培训班和基地.xlsx", "基地名录", f"{COUNTY}培训基地名录",
    ("序号", "基地名称", "级别", "年度", "培训计划", "培训档案", "考核结果", "负责人"),
    [
        [1, "云岭职业中学", "省级示范培训基地", 2020, "有", "有", "合格", "李某"],
        [2, "松林农业学校", "市级", 2020, "有", "有", "合格", "王某"],
        [3, "云岭职业中学", "省级示范培训基地", 2021, "有", "有", "合格", "李某"],
        [4, "松林农业学校", "市级", 2021, "有", "有", "合格", "王某"],
    ],
    unit=OFFICE, measures="个", filled=FILLED,
    slips=(
        Slip("", 1, "考核结果", {"考核结果": "不合格"}),
        Slip("M201", 3, "基地名称"),
        Slip("R102", 2, "培训计划", {"培训计划": None}),
    ),
)  # fmt: skip

TEACHERS: Final = CountySheet(
    "培训班和基地.xlsx", "师资库", f"{COUNTY}创业培训师资库",
    ("序号", "姓名", "职称", "工作单位", "授课专业", "教学能力水平考核", "跟踪服务成效考评", "学员满意度"),
    [
        [1, "史云柏", "讲师", "云岭职业中学", "养殖技术", "优秀", "良好", "98%"],
        [2, "陶远芳", "农艺师", "松林农业学校", "食用菌种植", "良好", "良好", "95%"],
    ],
    unit=OFFICE, filled=FILLED,
    slips=(Slip("R102", 2, "学员满意度", {"学员满意度": None}),),
)  # fmt: skip

SPENDING: Final = CountySheet(
    "资金支出台账.xlsx", "支出", f"{COUNTY}2021年培训资金支出台账",
    ("序号", "支付日期", "支出项目", "收款单位", "支出金额（元）", "资金来源", "备注"),
    [
        [1, date(2021, 6, 30), "致富带头人培训补贴", "云岭职业中学", 60000, "衔接资金", None],
        [2, date(2021, 7, 30), "致富带头人培训补贴", "松林农业学校", 45000, "中央衔接推进乡村振兴补助资金", None],
    ],
    unit=OFFICE, measures="元", filled=FILLED, sums=("支出金额（元）",),
    slips=(Slip("M301", 2, "资金来源", {"资金来源": "县级财政资金"}),),
)  # fmt: skip

DUTIES: Final = CountySheet(
    "工作记录台账.xlsx", "工作记录", f"{COUNTY}2021年致富带头人培训工作记录台账",
    ("序号", "事项", "单位", "日期", "主要内容"),
    [
        [1, "第三方绩效评估", OFFICE, date(2021, 11, 8), "委托第三方评估两期培训班"],
        [2, "培训工作例会", OFFICE, date(2021, 4, 6), "研究培训计划"],
    ],
    unit=OFFICE, measures="次", filled=FILLED,
)  # fmt: skip

CITIES: Final = (
    ("太原市", 100), ("大同市", 800), ("朔州市", 300), ("忻州市", 800), ("吕梁市", 1000), ("晋中市", 600),
    ("阳泉市", 100), ("长治市", 800), ("晋城市", 300), ("临汾市", 800), ("运城市", 600),
)  # fmt: skip
PLAN: Final = CountySheet(
    "任务计划表.xlsx", "全省", "2021年各市乡村振兴致富带头人培训任务指导计划表", ("市", "指导计划（人）"),
    [*([city, plan] for city, plan in CITIES), ["全省合计", 6200]],
    footer=False,
    slips=(
        Slip("Q602", 2, "指导计划（人）", {"指导计划（人）": 700}),
        Slip("Q601", 12, "指导计划（人）", {"指导计划（人）": 6100}),
    ),
)  # fmt: skip
CITY_PLAN: Final = CountySheet(
    "任务计划表.xlsx", "忻州", "忻州市2021年致富带头人培训任务指导计划表", ("县（市、区）", "指导计划（人）"),
    [["忻府区", 170], ["定襄县", 330], ["五台县", 300], ["全市合计", 800]],
    footer=False,
    slips=(
        Slip("", 3, "指导计划（人）", {"指导计划（人）": 200}),
        Slip("M303", 4, "指导计划（人）", {"指导计划（人）": 700}),
    ),
)  # fmt: skip

EXAMPLE: Final = Example(
    "shanxi-2021",
    OFFICE,
    (
        FILED, PASSED, ARCHIVE, LAST_YEAR, FOLLOWED, ROSTER, NEEDS, CLASSES, BASES, TEACHERS, SPENDING,
        DUTIES, PLAN, CITY_PLAN,
    ),
    as_of=date(2022, 3, 1),
    settings='previous = ["上年/2020年致富带头人台账.xlsx"]\n',
)  # fmt: skip
