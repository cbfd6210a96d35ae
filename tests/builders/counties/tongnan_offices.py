"""The district offices' ledgers: work, posts, workshops, aid, cadres, reports."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from builders.counties.tongnan_records import DISTRICT, FILLED, GUIHUA, GUJING, SHUANGHE, District
from builders.county import CountySheet, Slip
from builders.people import People, Person

OFFICE: Final = f"{DISTRICT}扶贫开发办公室"
JOBS: Final = "区就业扶贫台账.xlsx"
LESSONS: Final = "区培训资助台账.xlsx"
REPORTS: Final = "附件2至7-2020年双扶工作季报表.xlsx"
_DAY: Final = date(2020, 6, 1)
_PEOPLE: Final = People(2022, distinct_names=True)
_WHERE: Final = (
    (GUIHUA, "红花村"), (GUIHUA, "石桥村"), (SHUANGHE, "双河村"), (SHUANGHE, "大坪村"),
    (GUJING, "青松村"), (GUJING, "玉峰村"),
)  # fmt: skip
_PERSON: Final = ("序号", "镇街", "村（社区）", "姓名", "性别", "身份证号", "户类型")
_ID: Final = ("身份证号",)


def _grown(count: int) -> list[Person]:
    return [_PEOPLE.aged(22, 55, _DAY) for _ in range(count)]


def _who(number: int, person: Person, kind: str = "一般贫困户") -> list[Any]:
    township, village = _WHERE[number % len(_WHERE)]
    return [number + 1, township, village, person.name, person.sex, person.identity, kind]


WORKERS: Final = _grown(12)
SENT: Final = WORKERS[:6]
HOLDERS: Final = _grown(9)
PUPILS: Final = [_PEOPLE.person(date(2001 + n, 3, 9)) for n in range(6)]
CADRES: Final = _grown(8)
FIRMS: Final = ("云潼区红花制衣有限公司", "云潼区青龙电子有限公司", "云潼区石桥食品有限公司")

WORKSHOPS: Final = CountySheet(
    JOBS, "扶贫车间", f"{DISTRICT}2020年扶贫车间台账",
    ("序号", "镇街", "村（社区）", "车间名称", "负责人", "创办时间", "认定时间", "财政补助资金（万元）",
     "资产归属", "用工/用工总数（人）", "用工/其中贫困人口（人）", "运行状态"),
    [
        [1, GUIHUA, "红花村", "红花制衣车间", "周某", date(2020, 2, 18), date(2020, 4, 1), 20, "村集体", 42, 13, "正常"],
        [2, GUIHUA, "石桥村", "石桥食品车间", "吴某", date(2020, 5, 6), date(2020, 7, 2), 15, "村集体", 30, 12, "正常"],
        [3, SHUANGHE, "双河村", "双河电子车间", "郑某", date(2020, 3, 9), date(2020, 5, 8), 20, "村集体", 20, 6, "正常"],
        [4, SHUANGHE, "大坪村", "大坪竹编车间", "冯某", date(2020, 8, 3), date(2020, 9, 1), 10, "村集体", 16, 8, "正常"],
        [5, GUJING, "青松村", "青松家具车间", "陈某", date(2020, 6, 15), date(2020, 8, 20), 12, "村集体", 24, 9, "正常"],
    ],
    unit=OFFICE, filled=FILLED, measures="个、人、万元",
    slips=(
        Slip("W101", 1, "用工/其中贫困人口（人）", {"用工/其中贫困人口（人）": 12}),
        Slip("W103", 4, "用工/用工总数（人）", {"用工/用工总数（人）": 0, "用工/其中贫困人口（人）": 0}),
        Slip("R103", 3, "资产归属", {"资产归属": "企业"}),
    ),
)  # fmt: skip

POSTS: Final = CountySheet(
    JOBS, "公益性岗位", f"{DISTRICT}2020年公益性岗位台账",
    (*_PERSON, "岗位名称", "岗位类型", "主管部门", "资金来源", "上岗时间", "合同到期", "补贴标准（元/月）",
     "公示时间", "在岗考勤", "状态"),
    [
        [*_who(n, one), post, kind, department, "财政专项扶贫资金", date(2020, 3 + n, 1), date(2021, 12, 31),
         500, f"2020.{2 + n}.10-2020.{2 + n}.16", "按月考勤", "在岗"]
        for n, (one, (post, kind, department)) in enumerate(
            zip(HOLDERS, (("保洁员", "保洁", "人社"), ("护林员", "护林", "林业"), ("护路员", "护路", "交通")) * 3,
                strict=True)
        )
    ],
    unit=OFFICE, filled=FILLED, text=_ID,
    slips=(
        Slip("W201", 7, "身份证号",
             {"姓名": HOLDERS[0].name, "性别": HOLDERS[0].sex, "身份证号": HOLDERS[0].identity,
              "岗位名称": "护林员"}),
        Slip("C603", 3, "岗位类型", {"岗位类型": "计生宣传"}),
        Slip("R102", 4, "资金来源", {"资金来源": None}),
        Slip("", 5, "镇街", {"镇街": SHUANGHE, "村（社区）": "大坪村"}),
        Slip("", 6, "镇街", {"镇街": SHUANGHE, "村（社区）": "大坪村"}),
    ),
)  # fmt: skip

TRANSFERS: Final = CountySheet(
    JOBS, "转移就业", f"{DISTRICT}2020年贫困劳动力转移就业台账",
    (*_PERSON, "务工单位", "务工地点", "就业时间", "联系电话"),
    [
        [*_who(n, one), "某某实业公司", "广东省东莞市", date(2020, 1 + n, 20), one.phone]
        for n, one in enumerate(WORKERS[6:])
    ],
    unit=OFFICE, filled=FILLED, text=(*_ID, "联系电话"),
)  # fmt: skip

NEEDS: Final = CountySheet(
    JOBS, "务工需求", f"{DISTRICT}2020年贫困人口务工需求台账",
    (*_PERSON, "联系电话", "意向岗位", "意向地点", "登记时间"),
    [
        [*_who(n, one), one.phone, "普工", "区内", date(2020, 2, 20)]
        for n, one in enumerate(WORKERS)
    ],
    unit=OFFICE, filled=FILLED, text=(*_ID, "联系电话"),
)  # fmt: skip

FIRM_NEEDS: Final = CountySheet(
    JOBS, "用工需求", f"{DISTRICT}2020年企业用工需求信息库",
    ("序号", "企业名称", "联系人", "联系电话", "岗位名称", "需求人数（人）", "工资待遇", "登记时间"),
    [
        [n, firm, "李某", "023-44550000", "普工", 20, "3000元/月", date(2020, 2, 25)]
        for n, firm in enumerate(FIRMS, 1)
    ],
    unit=OFFICE, filled=FILLED, text=("联系电话",),
)  # fmt: skip

DELIVERIES: Final = CountySheet(
    JOBS, "送工送岗", f"{DISTRICT}2020年送工送岗台账",
    (*_PERSON, "用工企业", "岗位名称", "送岗时间", "在岗状态", "脱岗原因", "回访时间", "回访情况"),
    [
        [*_who(n, one), FIRMS[n % 3], "普工", date(2020, 4, 2 + n), "在岗", "无", date(2020, 5, 6), "稳定"]
        for n, one in enumerate(SENT)
    ],
    unit=OFFICE, filled=FILLED, text=_ID,
    slips=(Slip("W301", 2, "用工企业", {"用工企业": "外地五金厂"}),),
)  # fmt: skip

_STAGES: Final = ("高中", "大学", "大学", "高中", "大学", "高中")
AID: Final = CountySheet(
    LESSONS, "教育资助", f"{DISTRICT}2020年教育资助台账",
    ("序号", "镇街", "村（社区）", "学生姓名", "性别", "身份证号", "户类型", "学段", "就读学校", "资助项目",
     "发放金额（元）", "发放时间"),
    [
        [*_who(n, one), stage, "某某学校", "助学金", 1000, date(2020, 9, 25)]
        for n, (one, stage) in enumerate(zip(PUPILS, _STAGES, strict=True))
    ],
    unit=OFFICE, filled=FILLED, measures="元", text=_ID, slips=(Slip("W304", 5, "镇街"),),
)  # fmt: skip

STUDENTS: Final = CountySheet(
    LESSONS, "应资助名单", f"{DISTRICT}2020年应资助名单",
    ("序号", "镇街", "村（社区）", "姓名", "性别", "身份证号", "户类型", "名单类别"),
    [
        [*_who(n, one), "贫困大学生"]
        for n, (one, stage) in enumerate(zip(PUPILS, _STAGES, strict=True))
        if stage == "大学"
    ],
    unit=OFFICE, filled=FILLED, text=_ID,
    slips=(
        Slip("X101", 2, "身份证号",
             {"姓名": WORKERS[0].name, "性别": WORKERS[0].sex, "身份证号": WORKERS[0].identity}),
    ),
)  # fmt: skip

COURSE: Final = CountySheet(
    LESSONS, "技能培训", f"{DISTRICT}2020年技能培训学员花名册",
    ("序号", "镇街", "村（社区）", "姓名", "性别", "身份证号", "户类型", "班次名称", "培训类别", "创业状态",
     "培训类型", "开班日期", "结业日期"),
    [
        [*_who(n, one), "第1期技能培训", "技能培训", "拟创业", "创业意识培训", date(2020, 10, 12), date(2020, 10, 18)]
        for n, one in enumerate(SENT)
    ],
    unit=OFFICE, filled=FILLED, text=_ID,
    slips=(Slip("T309", 4, "培训类型", {"培训类型": "改善企业培训"}),),
)  # fmt: skip

CLASSES: Final = (
    ("第1期扶贫干部轮训班", "扶贫政策", date(2020, 5, 11), date(2020, 5, 15)),
    ("第2期扶贫干部轮训班", "驻村工作", date(2020, 8, 17), date(2020, 8, 21)),
)
TRAINED: Final = CountySheet(
    LESSONS, "干部培训", f"{DISTRICT}2020年扶贫干部培训名册",
    ("序号", "姓名", "性别", "身份证号", "工作单位", "职务", "培训班名称", "培训主题", "主办单位", "开班日期",
     "结业日期", "是否试点班", "结业测试成绩"),
    [
        [n + 1, one.name, one.sex, one.identity, _WHERE[n % 6][0], "第一书记", *CLASSES[n % 2][:2], "区扶贫办",
         *CLASSES[n % 2][2:], "是", 90 + n]
        for n, one in enumerate(CADRES)
    ],
    unit=OFFICE, filled=FILLED, text=_ID,
    slips=(
        Slip("G101", 6, "姓名",
             {"姓名": CADRES[0].name, "性别": CADRES[0].sex, "身份证号": CADRES[0].identity,
              "培训主题": "扶贫政策"}),
    ),
)  # fmt: skip

DUTIES: Final = CountySheet(
    REPORTS, "工作记录", f"{DISTRICT}2020年扶志扶智工作记录",
    ("序号", "日期", "事项", "责任单位", "内容"),
    [
        [1, date(2020, 4, 8), "送工送岗工作方案", "区扶贫办", "印发送工送岗工作方案"],
        [2, date(2020, 7, 8), "季度通报", "区扶贫办", "第二季度工作进展通报"],
        [3, date(2020, 10, 12), "季度通报", "区扶贫办", "第三季度工作进展通报"],
        [4, date(2020, 12, 30), "季度通报", "区扶贫办", "第四季度工作进展通报"],
    ],
    unit=OFFICE, filled=FILLED,
    slips=(Slip("U101", 0, "事项"), Slip("", 3, "事项", {"事项": "座谈调研", "内容": "到镇街座谈"}),),
)  # fmt: skip

_JOB_FIGURES: Final = (
    "镇街",
    "扶贫车间（个）/本季",
    "扶贫车间（个）/累计",
    "送工送岗（人）/本季",
    "送工送岗（人）/累计",
)
SECOND: Final = CountySheet(
    REPORTS, "二季度", f"{DISTRICT}2020年第二季度就业扶贫情况统计表",
    (*_JOB_FIGURES, "招聘会（场）/本季"),
    [[GUIHUA, 1, 2, 2, 2, 1], [SHUANGHE, 0, 1, 2, 2, 2], [GUJING, 1, 1, 2, 2, 1]],
    unit=OFFICE, filled=date(2020, 6, 30), measures="个、人",
    slips=(
        Slip("Q603", 1, "送工送岗（人）/累计", {"送工送岗（人）/累计": 3}),
        Slip("Q605", 1, "招聘会（场）/本季"),
    ),
)  # fmt: skip
THIRD: Final = CountySheet(
    REPORTS, "三季度", f"{DISTRICT}2020年第三季度就业扶贫情况统计表", _JOB_FIGURES,
    [[GUIHUA, 0, 2, 0, 2], [SHUANGHE, 1, 2, 0, 2], [GUJING, 0, 1, 0, 2]],
    unit=OFFICE, filled=date(2020, 9, 30), measures="个、人",
    slips=(Slip("Q604", 1, "送工送岗（人）/累计"),),
)  # fmt: skip

TASKS: Final = CountySheet(
    REPORTS, "附件6", f"{DISTRICT}2020年扶志扶智任务责任清单",
    ("序号", "工作任务", "目标值", "牵头单位", "责任单位", "完成时限"),
    [
        [1, "新创办扶贫车间", "20个", "区扶贫办", "各镇街", "12月底"],
        [2, "送工送岗", "150人", "区人力社保局", "各镇街", "12月底"],
        [3, "技能培训", "150人", "区人力社保局", "各镇街", "12月底"],
    ],
    unit=OFFICE, filled=FILLED,
    slips=(Slip("R102", 2, "完成时限", {"完成时限": None}),),
)  # fmt: skip

MEANINGS: Final = CountySheet(
    REPORTS, "附件7", f"{DISTRICT}“双扶”工作季报表指标解释",
    ("序号", "指标名称", "计量单位", "口径解释", "数据来源"),
    [
        [1, "扶贫车间", "个", "当年新创办的扶贫车间", "扶贫车间台账"],
        [2, "送工送岗", "人", "当年送到岗位上的贫困群众，一人计一次", "送工送岗台账"],
        [3, "招聘会", "场", "当季举办的招聘会", "工作记录"],
    ],
    footer=False, slips=(Slip("", 3, "指标名称", {"指标名称": "劳务协作"}),),
)  # fmt: skip


def bases(district: District) -> CountySheet:
    """The list of bases: it has every place where a class was held."""
    places = sorted({one.place for classes in district.classes.values() for one in classes})
    return CountySheet(
        LESSONS, "基地名录", f"{DISTRICT}2020年创业致富带头人培育基地和培训点名录",
        ("序号", "机构名称", "级别"),
        [[n, place, "区级" if n <= 2 else "镇街"] for n, place in enumerate(places, 1)],
        unit=OFFICE, filled=FILLED, slips=(Slip("G102", 3, "机构名称", {"级别": "区级"}),),
    )  # fmt: skip


def offices(district: District) -> list[CountySheet]:
    """All of them."""
    return [
        WORKSHOPS, POSTS, TRANSFERS, NEEDS, FIRM_NEEDS, DELIVERIES, AID, STUDENTS, COURSE, TRAINED,
        bases(district), SECOND, THIRD, DUTIES, TASKS, MEANINGS,
    ]  # fmt: skip
