"""A county under the Qingliu notice: leaders, cadres and their pay."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from builders.county import CountySheet, Example, Slip
from builders.people import People, Person

COUNTY: Final = "云溪县"
OFFICE: Final = "云溪县委人才办"
TOWNSHIPS: Final = ("柳河镇", "松坪镇", "石桥乡", "白鹭乡")
FILLED: Final = date(2023, 12, 29)
_DAY: Final = date(2022, 11, 1)
_PEOPLE: Final = People(2022, distinct_names=True)
_SCHOOLS: Final = ("高中", "中专", "大专", "职高", "本科")
LEADERS: Final = [_PEOPLE.aged(28, 58, _DAY) for _ in range(100)]
CADRES: Final = [_PEOPLE.aged(22, 42, _DAY) for _ in range(100)]
HELPERS: Final = [_PEOPLE.aged(30, 55, _DAY).name for _ in range(40)]
STRANGER: Final = _PEOPLE.aged(25, 40, _DAY)


def _township(number: int) -> str:
    return TOWNSHIPS[number // 25]


def _village(number: int) -> str:
    return f"{'上下东西南北'[number % 6]}{'坪湾岭田'[number // 25]}村"


def _who(number: int, person: Person) -> list[Any]:
    return [
        number + 1, _township(number), _village(number), person.name, person.sex, person.identity,
        "中共党员" if number % 3 else "群众", _SCHOOLS[number % 5], person.phone,
    ]  # fmt: skip


_WHO: Final = (
    "序号", "乡镇", "所在村", "姓名", "性别", "身份证号", "政治面貌", "文化程度", "联系电话",
)  # fmt: skip

_KINDS: Final = (
    "合作社理事长", "家庭农场主", "农村集体经济组织负责人", "社会化服务组织负责人", "种养大户",
)  # fmt: skip
_TRADES: Final = ("烤烟种植", "肉兔养殖", "笋竹加工", "莲子种植", "电商销售")
_ALLIANCES: Final = ("种植", "养殖", "加工", "种植", "电子商务")


def _leader(number: int, person: Person) -> list[Any]:
    return [
        *_who(number, person), _KINDS[number % 5], _TRADES[number % 5], f"{20 + number}亩",
        f"{_village(number)}{number % 8 + 1}组", "是" if number % 4 == 0 else "否",
        date(2022, 10, 12), date(2022, 10, 14), date(2022, 10, 20), date(2022, 10, 26),
        date(2022, 11, 2), date(2022, 11, 10), 2022, HELPERS[number % 10],
        HELPERS[10 + number % 10], HELPERS[20 + number % 10], HELPERS[30 + number % 10],
        f"{_ALLIANCES[number % 5]}产业联盟", "已参加", "已参加", "已参加",
        "是" if number % 5 == 0 else "否", 10 if number % 5 == 0 else None, "在册",
    ]  # fmt: skip


LEADER_HEADS: Final = (
    *_WHO, "主体类型", "从事产业", "产业规模", "地点", "上轮入选", "选拔程序/发布公告日期",
    "选拔程序/个人申请日期", "选拔程序/乡镇推荐日期", "选拔程序/主管部门甄选日期", "选拔程序/部门协审日期",
    "选拔程序/研究决定日期", "入选年度", "挂钩联系/乡镇领导", "挂钩联系/实用人才", "挂钩联系/工作人员",
    "挂钩联系/科技特派员", "产业联盟", "培训情况/政治理论", "培训情况/创新创业", "培训情况/参观考察",
    "是否金融支持", "贷款金额（万元）", "状态",
)  # fmt: skip

ROSTER_OF_LEADERS: Final = CountySheet(
    "双百计划名册.xlsx", "带头人名册", f"{COUNTY}2023年农村产业发展带头人名册", LEADER_HEADS,
    [_leader(number, one) for number, one in enumerate(LEADERS)],
    unit=OFFICE, measures="万元", filled=FILLED, text=("身份证号", "联系电话"), down=("乡镇",),
    slips=(
        Slip("J102", 2, "文化程度", {"文化程度": "初中"}),
        Slip("C603", 3, "主体类型", {"主体类型": "农村经纪人"}),
        Slip("R102", 4, "产业规模", {"产业规模": None}),
        Slip("D506", 5, "选拔程序/乡镇推荐日期", {"选拔程序/乡镇推荐日期": date(2022, 10, 13)}),
        Slip("D507", 6, "选拔程序/部门协审日期", {"选拔程序/部门协审日期": None}),
        Slip("R102", 7, "挂钩联系/实用人才", {"挂钩联系/实用人才": None}),
        Slip("J103", 8, "挂钩联系/科技特派员", {"挂钩联系/科技特派员": HELPERS[27]}),
        Slip("C603", 9, "产业联盟", {"产业联盟": "乡村旅游产业联盟"}),
        Slip("R102", 10, "培训情况/参观考察", {"培训情况/参观考察": None}),
        Slip("J104", 0, "姓名"),
        Slip("", 12, "状态", {"状态": "退出"}),
        Slip("J106", 14, "选拔程序/研究决定日期", {"选拔程序/研究决定日期": date(2023, 9, 5)}),
        Slip("", 13, "选拔程序/研究决定日期", {"选拔程序/研究决定日期": date(2023, 3, 6)}),
    ),
)  # fmt: skip

_POSITIONS: Final = ("村党组织书记助理", "村委文书", "党群工作者")


def _cadre(number: int, person: Person) -> list[Any]:
    return [
        *_who(number, person), "是" if number % 5 == 0 else "否", date(2022, 10, 12),
        date(2022, 10, 14), date(2022, 10, 20), date(2022, 10, 28), 60 + number % 35,
        date(2022, 11, 4), 70 + number % 25, date(2022, 11, 8), date(2022, 11, 10), 2022,
        _POSITIONS[number % 3], date(2022, 11, 15), None, f"{_village(number)}党支部", "无",
        HELPERS[number % 10], HELPERS[10 + number % 10], f"第{number // 25 + 1}片区", "是",
        f"PA{20230000 + number}", "2023-01-01至2023-12-31", "在职",
    ]  # fmt: skip


CADRE_HEADS: Final = (
    *_WHO, "上轮入选", "选拔程序/发布公告日期", "选拔程序/个人申请日期", "选拔程序/党委初审日期",
    "选拔程序/笔试日期", "选拔程序/笔试成绩", "选拔程序/面试日期", "选拔程序/面试成绩",
    "选拔程序/部门协审日期", "选拔程序/研究决定日期", "入选年度", "聘任岗位", "聘任日期", "离任日期",
    "聘任单位", "兼任职务", "联系乡镇领导", "结对村干部", "片区", "“清雁竞飞”擂台比武", "保单号",
    "保险期限", "状态",
)  # fmt: skip

ROSTER_OF_CADRES: Final = CountySheet(
    "双百计划名册.xlsx", "后备干部名册", f"{COUNTY}2023年村级后备干部名册", CADRE_HEADS,
    [_cadre(number, one) for number, one in enumerate(CADRES)],
    unit=OFFICE, filled=FILLED, text=("身份证号", "联系电话"), down=("乡镇",),
    slips=(
        Slip("J102", 30, "文化程度", {"文化程度": "小学"}),
        Slip("D506", 31, "选拔程序/面试日期", {"选拔程序/面试日期": date(2022, 10, 27)}),
        Slip("D507", 32, "选拔程序/笔试日期", {"选拔程序/笔试日期": None}),
        Slip("R102", 33, "选拔程序/面试成绩", {"选拔程序/面试成绩": None}),
        Slip("C601", 34, "聘任岗位", {"聘任岗位": "村会计"}),
        Slip("R103", 35, "兼任职务", {"兼任职务": "村保洁员"}),
        Slip("R102", 36, "联系乡镇领导", {"联系乡镇领导": None}),
        Slip("R102", 37, "聘任单位", {"聘任单位": None}),
        Slip("R102", 38, "片区", {"片区": None}),
        Slip("R102", 39, "保单号", {"保单号": None}),
        Slip("J206", 40, "保险期限", {"保险期限": "2023-01-01至2023-06-30"}),
        Slip("J101", 41, "身份证号", {"身份证号": LEADERS[41].identity, "姓名": LEADERS[41].name,
                                   "性别": LEADERS[41].sex}),
        Slip("J108", 35, "身份证号"),
        Slip("J105", 0, "姓名"),
        Slip("", 3, "状态", {"状态": "离任", "离任日期": date(2023, 6, 12)}),
        Slip("J203", 4, "姓名"),
        Slip("J203", 5, "姓名"),
    ),
)  # fmt: skip

_PAID: Final = CADRES[:25]
_MONTHS: Final = range(1, 13)
_LONG: Final = [(month, number) for month in _MONTHS for number in range(len(_PAID))]


def _line(month: int, number: int) -> int:
    """The row of a person's month."""
    return _LONG.index((month, number)) + 1


PAY_OF_LIUHE: Final = CountySheet(
    "柳河镇补助发放表.xlsx", "发放表", "柳河镇2023年村级后备干部补助发放表",
    ("序号", "月份", "姓名", "身份证号", "县级补助（元）", "乡镇补助（元）", "合计（元）", "发放日期", "备注"),
    [
        [index, f"{month}月", _PAID[number].name, _PAID[number].identity, 1000, 1000, 2000,
         date(2023, month, 25), None]
        for index, (month, number) in enumerate(_LONG, 1)
    ],
    unit="柳河镇人民政府", measures="元", filled=FILLED, text=("身份证号",),
    slips=(
        Slip("J201", _line(2, 0), "乡镇补助（元）", {"乡镇补助（元）": 800, "合计（元）": 1800}),
        Slip("J202", _line(3, 1), "合计（元）", {"合计（元）": 1000}),
        Slip("J204", _line(7, 2), "姓名"),
        Slip("J205", _line(5, 3), "月份", {"月份": "4月"}),
        Slip("X101", _line(6, 4), "身份证号", {"身份证号": STRANGER.identity, "姓名": STRANGER.name}),
        Slip("J201", _line(6, 4), "县级补助（元）", {"县级补助（元）": 500, "合计（元）": 1500}),
    ),
)  # fmt: skip

PAY_OF_SHIQIAO: Final = CountySheet(
    "石桥乡补助发放表.xlsx", "发放表", "石桥乡2023年村级后备干部补助发放表",
    ("序号", "姓名", "身份证号", *(f"{month}月" for month in _MONTHS), "全年"),
    [
        [index, one.name, one.identity, *(2000 for _ in _MONTHS), 24000]
        for index, one in enumerate(CADRES[50:75], 1)
    ],
    unit="石桥乡人民政府", measures="元", filled=FILLED, text=("身份证号",), footer=False,
    slips=(Slip("J201", 3, "7月", {"7月": 1500, "全年": 23500}),),
)  # fmt: skip

_MEETINGS: Final = ("云溪县农业农村局", "云溪县林业局", "云溪县畜牧水产中心", *TOWNSHIPS)

LOG: Final = CountySheet(
    "工作记录台账.xlsx", "工作记录", f"{COUNTY}2023年“双百计划”工作记录台账",
    ("序号", "事项", "单位", "日期", "主题", "文号", "备注"),
    [
        [1, "工作方案", OFFICE, date(2023, 1, 12), "2023年工作安排", "云人才〔2023〕2号", None],
        *(
            [index, "“双百计划”工作会议", unit, date(2023, 3 + index % 6, 8), "研究解决具体问题", None, None]
            for index, unit in enumerate(_MEETINGS, 2)
        ),
        *(
            [index, "后备干部跟班锻炼", township, date(2023, 7, 3), "跟班学习两周", None, None]
            for index, township in enumerate(TOWNSHIPS, 9)
        ),
    ],
    unit=OFFICE, filled=FILLED,
    slips=(
        Slip("U101", 0, "事项"),
        Slip("", 3, "单位", {"单位": "云溪县农业农村局"}),
    ),
)  # fmt: skip

TASKS: Final = CountySheet(
    "任务分解.xlsx", "任务责任清单", f"{COUNTY}2023年“双百计划”任务责任清单",
    ("序号", "工作任务", "牵头单位", "责任单位", "完成时限"),
    [
        [1, "结对帮扶", "县委人才办、农业农村局、林业局、畜牧水产中心、工信局", "各乡镇", "2023年12月"],
        [2, "培训培育", "县委人才办", "农业农村局、林业局、畜牧水产中心、工信局、各乡镇", "2023年12月"],
        [3, "综合支持", "金融办、农业农村局、林业局", "各金融机构、各乡镇", "2023年12月"],
        [4, "学习培训", "县委组织部", "民政局、人社局、农业农村局、各乡镇", "2023年12月"],
    ],
    footer=False, slips=(Slip("C603", 4, "责任单位", {"责任单位": "民政局、县供销社"}),),
)  # fmt: skip

TARGETS: Final = CountySheet(
    "任务分解.xlsx", "选拔任务", f"{COUNTY}2023年“双百计划”选拔任务分解表",
    ("乡镇", "农村产业发展带头人（人）", "村级后备干部（人）"),
    [[township, 25, 25] for township in TOWNSHIPS],
    sums=("农村产业发展带头人（人）", "村级后备干部（人）"), footer=False,
    slips=(
        Slip("", 4, "村级后备干部（人）", {"村级后备干部（人）": 22}),
        Slip("Q601", -1, "村级后备干部（人）", {"村级后备干部（人）": 97}),
    ),
)  # fmt: skip

POSTS: Final = CountySheet(
    "公益性岗位台账.xlsx", "公益性岗位", "松坪镇2023年公益性岗位台账",
    ("序号", "乡镇", "姓名", "身份证号", "岗位名称", "上岗时间", "状态"),
    [
        [index, "松坪镇", one.name, one.identity, "村保洁员", date(2023, 2, 1), "在岗"]
        for index, one in enumerate([_PEOPLE.aged(45, 58, _DAY) for _ in range(4)], 1)
    ],
    unit="松坪镇人民政府", filled=FILLED, text=("身份证号",),
    slips=(Slip("", 2, "身份证号", {"身份证号": CADRES[34].identity, "姓名": CADRES[34].name}),),
)  # fmt: skip

EXAMPLE: Final = Example(
    "qingliu-2022",
    OFFICE,
    (ROSTER_OF_LEADERS, ROSTER_OF_CADRES, PAY_OF_LIUHE, PAY_OF_SHIQIAO, LOG, TASKS, TARGETS, POSTS),
    as_of=date(2024, 1, 10),
)
