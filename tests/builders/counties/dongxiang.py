"""A county of training classes under the Dongxiang notice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from builders.county import SUM, CountySheet, Example, Slip
from builders.people import People, Person

COUNTY: Final = "云川县"
OFFICE: Final = "云川县人力资源和社会保障局"
SCHOOL, FARMING, SHOPS = "云川职业技术学校", "云川农业广播学校", "云川电子商务学校"
FILLED: Final = date(2020, 12, 20)
_DAY: Final = date(2020, 7, 1)
_PEOPLE: Final = People(2020, distinct_names=True)

CLASSES: Final[tuple[tuple[Any, ...], ...]] = (
    ("第1期电焊班", "县职校", "实操性", "电焊", SCHOOL, "柳湾镇", date(2020, 7, 6), 12),
    ("第2期电焊班", "县职校", "实操性", "电焊", SCHOOL, "石桥镇", date(2020, 8, 3), 12),
    ("第3期烹饪班", "县职校", "实操性", "中式烹饪", SCHOOL, "柳湾镇", date(2020, 8, 10), 6),
    ("第4期电商班", "县商务局", "互联网+", "电商", SHOPS, "县城", date(2020, 8, 17), 4),
    ("第5期养殖班", "县农业农村局", "实操性", "养殖", FARMING, "石桥镇", date(2020, 9, 1), 4),
    ("第6期编织班", "县妇联", "培训券式", "手工编织", SCHOOL, "柳湾镇", date(2020, 9, 7), 6),
    ("第7期家政班", "县职校", "订单式", "家政服务", SCHOOL, "县城", date(2020, 9, 14), 6),
    ("第8期护林班", "县林草中心", "实操性", "护林员", FARMING, "石桥镇", date(2020, 10, 12), 4),
)  # fmt: skip
"""Name, department, mode, trade, agency, place, first of three days, people."""
EMPLOYER: Final = "兰州安家家政公司"
GROUPS: Final = [
    [_PEOPLE.aged(20, 50, _DAY, "女" if one[1] == "县妇联" else None) for _ in range(one[-1])]
    for one in CLASSES
]
STRANGER, UNTRAINED = (_PEOPLE.aged(20, 50, _DAY) for _ in range(2))


def _end(first: date) -> date:
    return first + timedelta(days=2)


def _class(number: int) -> list[Any]:
    name, department, mode, trade, agency, place, first, people = CLASSES[number]
    return [
        number + 1, name, department, mode, trade, agency, place, f"{place}实训基地",
        first - timedelta(days=10), first, _end(first), 3, 24, 8, 16, people, people, people, people,
        people, people // 2, "100%", "100%", "50%", f"ZB2020-{number + 1:02}", "否", None,
        EMPLOYER if mode == "订单式" else None,
    ]  # fmt: skip


CLASS_SHEET: Final = CountySheet(
    "培训班台账.xlsx", "培训班", f"{COUNTY}2020年培训班台账",
    ("序号", "班次名称", "责任部门", "培训模式", "培训工种", "培训机构", "培训地点", "实操地点",
     "教学计划审定日期", "开班日期", "结业日期", "培训天数", "课时/总课时", "课时/理论课时", "课时/实操课时",
     "人数/计划", "人数/参训", "人数/结业", "人数/鉴定", "人数/合格", "人数/就业", "结业率", "合格率", "就业率",
     "招标编号", "是否县域外培训", "县域外培训理由", "订单单位"),
    [_class(n) for n in range(len(CLASSES))],
    unit=OFFICE, filled=FILLED, sums=("人数/计划", "人数/参训", "人数/结业"),
    slips=(
        Slip("R102", 1, "招标编号", {"招标编号": None}),
        Slip("D506", 2, "开班日期", {"教学计划审定日期": date(2020, 8, 4)}),
        Slip("T307", 3, "结业率", {"结业率": "80%"}),
        Slip("K110", 3, "班次名称"),
        Slip("T304", 4, "课时/实操课时", {"课时/理论课时": 12, "课时/实操课时": 12}),
        Slip("K102", 4, "班次名称", {"培训机构": SCHOOL}),
        Slip("K112", 4, "班次名称"),
        Slip("T305", 5, "课时/实操课时", {"课时/理论课时": 17, "课时/实操课时": 7}),
        Slip("B102", 5, "人数/参训"),
        Slip("B103", 5, "培训机构"),
        Slip("K121", 5, "开班日期"),
        Slip("T322", 6, "培训工种", {"责任部门": "县商务局"}),
        Slip("C603", 6, "培训模式", {"培训模式": "集中讲座"}),
        Slip("T321", 7, "实操地点", {"实操地点": "县政府会议室"}),
        Slip("R102", 7, "县域外培训理由", {"是否县域外培训": "是"}),
        Slip("B101", 8, "培训机构", {"培训机构": "致远学校"}),
        Slip("T323", 8, "培训工种", {"培训工种": "无人机植保"}),
        Slip("T313", 8, "人数/参训"),
        Slip("T320", 2, "课时/实操课时"),
    ),
)  # fmt: skip

ROSTER_HEADS: Final = (
    "序号", "乡镇", "责任部门", "班次名称", "姓名", "性别", "身份证号", "文化程度", "对象类别", "培训工种",
    "开班日期", "结业日期", "学员档案编号", "就业单位",
)  # fmt: skip


def _trainee(number: int, at: int, person: Person) -> list[Any]:
    name, department, mode, trade, _, _, first, _ = CLASSES[number]
    return [
        at, "柳湾镇" if at % 2 else "石桥镇", department, name, person.name, person.sex, person.identity,
        "初中", "劳动力", trade, first, _end(first), f"YC2020{number + 1}{at:02}",
        EMPLOYER if mode == "订单式" and at % 2 else None,
    ]  # fmt: skip


def _roster(*numbers: int) -> list[list[Any]]:
    members = [(number, person) for number in numbers for person in GROUPS[number]]
    return [_trainee(number, at, person) for at, (number, person) in enumerate(members, 1)]


def _as(person: Person) -> dict[str, Any]:
    return {"姓名": person.name, "性别": person.sex, "身份证号": person.identity}


ROSTER: Final = CountySheet(
    "报到册.xlsx", "报到册", f"{COUNTY}2020年培训学员报到册", ROSTER_HEADS,
    _roster(0, 1, 2, 3, 4, 6, 7),
    unit=OFFICE, filled=FILLED, text=("身份证号", "学员档案编号"),
    slips=(
        Slip("R102", 2, "学员档案编号", {"学员档案编号": None}),
        Slip("K101", 14, "姓名", _as(STRANGER)),
        Slip("R103", 31, "文化程度", {"对象类别": "两后生", "文化程度": "大学本科"}),
        Slip("T328", 35, "身份证号", _as(GROUPS[0][4])),
        Slip("T326", 39, "就业单位", {"就业单位": "县城某酒店"}),
        Slip("T329", 48, "身份证号", _as(GROUPS[5][1]) | {
            "班次名称": "第6期编织班", "责任部门": "县职校", "开班日期": date(2020, 9, 7),
            "结业日期": date(2020, 9, 9), "培训工种": "手工编织"}),
        Slip("T322", 48, "培训工种"),
    ),
)  # fmt: skip
WOMEN: Final = CountySheet(
    "县妇联报到册.xlsx", "报到册", f"{COUNTY}妇联2020年培训学员报到册", ROSTER_HEADS, _roster(5),
    unit="云川县妇联", filled=FILLED, text=("身份证号", "学员档案编号"),
)  # fmt: skip


def _attendance(number: int, away: Sequence[tuple[int, int]], *slips: Slip) -> CountySheet:
    """Return a class's attendance sheet. ``away``: person and half-day of leave."""
    name, _, _, _, agency, place, first, _ = CLASSES[number]
    days = [first + timedelta(days=n) for n in range(3)]
    heads = [f"{day.month}月{day.day}日/{half}" for day in days for half in ("上午", "下午")]
    return CountySheet(
        "考勤表.xlsx", name, f"{COUNTY}2020年{name}考勤表", ("序号", "姓名", "身份证号", *heads),
        [
            [at, one.name, one.identity, *("△" if (at, half) in away else "√" for half in range(6))]
            for at, one in enumerate(GROUPS[number], 1)
        ],
        unit=f"{agency}          培训地点：{place}", filled=_end(first), text=("身份证号",),
        notes=("注：出勤√ 请假△ 缺勤×",), slips=slips,
    )  # fmt: skip


ATTENDANCE: Final = (
    _attendance(
        0, [(1, 0), (2, 0), (3, 0), (1, 2), (2, 2), (4, 2)],
        Slip("", 3, "7月7日/上午", {"7月7日/上午": "△"}),
        Slip("", 4, "7月7日/上午", {"7月7日/上午": "√"}),
        Slip("K104", 1, "7月7日/上午"),
    ),
    _attendance(
        1, [(3, 3)], Slip("K103", 1, "姓名"), Slip("", 3, "姓名", {"8月4日/下午": "√"}),
        Slip("K101", 2, "姓名"),
    ),
    _attendance(2, [(2, 1)]),
    _attendance(5, [(1, 4)]),
    _attendance(
        6, [(3, 0)], Slip("", 0, "序号", {"9月16日/上午": "10月1日/上午"}), Slip("K105", 1, "9月16日/上午")
    ),
)  # fmt: skip

VOUCHERS: Final = CountySheet(
    "培训券台账.xlsx", "培训券", f"{COUNTY}2020年培训券台账",
    ("序号", "券号", "发放日期", "乡镇", "领券人姓名", "领券人身份证号", "参训人姓名", "参训人身份证号",
     "班次名称", "交券日期", "结算日期", "结算金额（元）"),
    [
        [n, f"YC{n:05}", date(2020, 8, 20), "柳湾镇", one.name, one.identity, one.name, one.identity,
         "第6期编织班", date(2020, 9, 9), date(2020, 10, 15), 600]
        for n, one in enumerate(GROUPS[5], 1)
    ],
    unit=OFFICE, measures="元", filled=FILLED, text=("领券人身份证号", "参训人身份证号", "券号"),
    sums=("结算金额（元）",),
    slips=(
        Slip("V101", 1, "交券日期", {"交券日期": date(2020, 9, 8)}),
        Slip("V103", 2, "参训人身份证号", {"参训人姓名": STRANGER.name, "参训人身份证号": STRANGER.identity}),
        Slip("V104", 3, "领券人身份证号", {
            "领券人姓名": STRANGER.name, "领券人身份证号": STRANGER.identity,
            "参训人姓名": STRANGER.name, "参训人身份证号": STRANGER.identity}),
        Slip("V102", 5, "券号", {"券号": "YC00004"}),
        Slip("D506", 6, "结算日期", {"结算日期": date(2020, 9, 1)}),
    ),
)  # fmt: skip

CHECKS: Final = CountySheet(
    "抽查回访整改.xlsx", "抽查", f"{COUNTY}2020年培训班抽查记录",
    ("序号", "抽查日期", "班次名称", "应到人数", "实到人数", "存在问题"),
    [[n, one[6] + timedelta(days=1), one[0], one[7], one[7], "无"] for n, one in enumerate(CLASSES, 1)],
    unit=OFFICE, filled=FILLED,
    slips=(Slip("", 3, "抽查日期", {"抽查日期": date(2020, 8, 20)}),),
)  # fmt: skip
FOLLOWED: Final = CountySheet(
    "抽查回访整改.xlsx", "回访", f"{COUNTY}2020年培训学员回访台账",
    ("序号", "乡镇", "班次名称", "姓名", "身份证号", "回访日期", "回访方式", "是否就业"),
    [
        [n, "柳湾镇", one[0], who.name, who.identity, date(2020, 12, n), "电话", "是"]
        for n, (one, (who, *_)) in enumerate(zip(CLASSES, GROUPS, strict=True), 1)
    ],
    unit=OFFICE, filled=FILLED, text=("身份证号",),
    slips=(Slip("", 4, "回访日期", {"回访日期": date(2020, 8, 10)}),),
)  # fmt: skip
SANCTIONS: Final = CountySheet(
    "抽查回访整改.xlsx", "整改", f"{COUNTY}2020年整改与处理台账",
    ("序号", "被处理单位", "问题描述", "处理措施", "处理日期", "整改期限", "整改完成日期"),
    [
        [1, SCHOOL, "考勤表填写不全", "限期整改", date(2020, 8, 5), date(2020, 8, 20), date(2020, 8, 18)],
        [2, FARMING, "实操课时不足", "限期整改", date(2020, 8, 25), date(2020, 9, 10), date(2020, 9, 8)],
        [3, SHOPS, "教材没有审定", "限期整改", date(2020, 8, 26), date(2020, 9, 10), date(2020, 9, 9)],
    ],
    unit=OFFICE, filled=FILLED,
    slips=(
        Slip("K120", 1, "整改期限", {"整改完成日期": None}),
        Slip("", 2, "处理措施", {"处理措施": "吊销办学许可证"}),
        Slip("R103", 3, "处理措施", {"处理措施": "口头提醒"}),
    ),
)  # fmt: skip


def _lessons(number: int, teacher: str) -> list[list[Any]]:
    name, _, _, _, _, place, first, _ = CLASSES[number]
    halves = [(first + timedelta(days=n), half) for n in range(3) for half in ("上午", "下午")]
    return [
        [name, day, half, 4, "焊接常识" if n < 2 else "平焊", "理论" if n < 2 else "实操", teacher,
         f"{place}培训点" if n < 2 else f"{place}实训车间"]
        for n, (day, half) in enumerate(halves)
    ]  # fmt: skip


TIMETABLE: Final = CountySheet(
    "课程表.xlsx", "课程表", f"{COUNTY}2020年电焊课程表",
    ("班次名称", "授课日期", "时段", "课时", "授课内容", "课程类型", "授课教师", "授课地点"),
    [*_lessons(0, "史云柏"), *_lessons(1, "陶远芳")],
    unit=SCHOOL, filled=FILLED,
    slips=(
        Slip("P111", 7, "授课教师", {"授课日期": date(2020, 7, 6), "授课教师": "史云柏"}),
        Slip("", 12, "课时", {"课时": 2}),
        Slip("T321", 3, "授课地点", {"授课地点": "柳湾镇会议室"}),
    ),
)  # fmt: skip

BODIES: Final = CountySheet(
    "培训机构名录.xlsx", "机构名录", f"{COUNTY}2020年培训机构名录",
    ("序号", "机构名称", "年度", "核定规模", "办学许可证号", "许可证有效期"),
    [
        [n, name, 2020, 60, f"云人社办{n:03}号", date(2022, 12, 31)]
        for n, name in enumerate((SCHOOL, FARMING, SHOPS), 1)
    ],
    unit=OFFICE, filled=FILLED,
    slips=(Slip("", 2, "核定规模", {"核定规模": 3, "许可证有效期": date(2020, 9, 2)}),),
)  # fmt: skip

INCOME: Final = CountySheet(
    "资金台账.xlsx", "收入", f"{COUNTY}2020年劳动力培训资金收入台账",
    ("序号", "文号", "资金来源", "到账日期", "收入金额（元）", "用于公用经费（元）"),
    [
        [1, "云财农〔2020〕3号", "扶贫资金", date(2020, 6, 20), 60000, None],
        [2, "云财社〔2020〕8号", "就业资金", date(2020, 6, 28), 40000, 20000],
    ],
    unit=OFFICE, measures="元", filled=FILLED, sums=("收入金额（元）",),
    slips=(Slip("F104", 2, "用于公用经费（元）", {"用于公用经费（元）": 24000}),),
)  # fmt: skip
SPENDING: Final = CountySheet(
    "资金台账.xlsx", "支出", f"{COUNTY}2020年劳动力培训资金支出台账",
    ("凭证号", "支付日期", "支出项目", "收款单位", "班次", "人数", "标准", "支出金额（元）", "资金来源",
     "原凭证号"),
    [
        ["12", date(2020, 9, 10), "培训补贴", SCHOOL, "第1期电焊班", 12, 1200, 14400, "扶贫资金", None],
        ["13", date(2020, 9, 11), "培训补贴", SCHOOL, "第2期电焊班", 12, 1200, 14400, "扶贫资金", None],
        ["15", date(2020, 10, 9), "追回补贴", SCHOOL, "第2期电焊班", 1, 1200, -1200, "扶贫资金", "13"],
        ["18", date(2020, 11, 9), "培训补贴", FARMING, "第5期养殖班", 4, 1200, 4800, "就业资金", None],
        ["19", date(2020, 11, 9), "培训补贴", SHOPS, "第4期电商班", 4, 1200, 4800, "就业资金", None],
    ],
    unit=OFFICE, measures="元", filled=FILLED, text=("凭证号", "原凭证号"), sums=("支出金额（元）",),
    slips=(
        Slip("F105", 3, "原凭证号", {"原凭证号": None}),
        Slip("F101", 1, "资金来源", {"资金来源": "东西协作"}),
        Slip("F103", 4, "支出金额（元）", {"支出金额（元）": 44800}),
        Slip("F102", 5, "支出金额（元）"),
        Slip("A101", SUM, "支出金额（元）"),
    ),
)  # fmt: skip

NEEDS: Final = CountySheet(
    "劳动力名单.xlsx", "名单", f"{COUNTY}2020年应培训人员名单",
    ("序号", "乡镇", "姓名", "身份证号", "需求类别"),
    [[n, "柳湾镇", one.name, one.identity, "劳动力"] for n, one in enumerate(GROUPS[0][::2], 1)],
    unit=OFFICE, filled=FILLED, text=("身份证号",),
    slips=(Slip("X101", 2, "身份证号", {"姓名": UNTRAINED.name, "身份证号": UNTRAINED.identity}),),
)  # fmt: skip

DUTIES: Final = CountySheet(
    "工作记录.xlsx", "工作记录", f"{COUNTY}2020年培训工作记录台账",
    ("序号", "事项", "日期", "主要内容"),
    [
        *([n, "月调度", date(2020, 5 + n, 28), "各部门培训进展和资金使用"] for n in range(1, 8)),
        [8, "季度巡查", date(2020, 9, 25), "课堂和考勤"],
        [9, "季度巡查", date(2020, 12, 18), "课堂和考勤"],
        [10, "培训进展情况通报", date(2020, 10, 8), "通报进展和滞后部门"],
        [11, "滞后部门通报", date(2020, 10, 8), "通报滞后部门"],
    ],
    unit=OFFICE, filled=FILLED,
    slips=(Slip("U101", 0, "事项"), Slip("", 3, "日期", {"日期": date(2020, 7, 29)})),
)  # fmt: skip

TASKS: Final = CountySheet(
    "附表-2020年培训任务分解表.xlsx", "任务分解表", f"{COUNTY}2020年劳动力培训任务分解表",
    ("序号", "部门", "培训任务（人）", "备注"),
    [
        [1, "县人社局", 9039, None], [2, "县农业农村局", 4000, None], [3, "县职校", 3000, None],
        [4, "县商务局", 1000, None], [5, "县妇联", 1000, None],
    ],
    unit=OFFICE, filled=date(2020, 6, 20), sums=("培训任务（人）",),
    slips=(
        Slip("", 1, "培训任务（人）", {"培训任务（人）": 9000}),
        Slip("Q601", SUM, "培训任务（人）", {"培训任务（人）": 18000}),
    ),
)  # fmt: skip

EXAMPLE: Final = Example(
    "dongxiang-2020",
    OFFICE,
    (
        CLASS_SHEET, ROSTER, WOMEN, *ATTENDANCE, VOUCHERS, CHECKS, FOLLOWED, SANCTIONS, TIMETABLE,
        BODIES, INCOME, SPENDING, NEEDS, DUTIES, TASKS,
    ),
    as_of=date(2021, 1, 10),
)  # fmt: skip
