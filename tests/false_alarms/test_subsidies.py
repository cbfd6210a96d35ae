"""Rosters, claims and certificates that are sound, and the limits that an office may set."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import ruralskills as rs
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import Office, number

A, B, C, D = (number(sequence=n) for n in (1, 3, 5, 7))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def roster(*rows: str, head: str = "", title: str = "2020年学员花名册") -> Sheet:
    lines = [f"| 姓名 | 身份证号{head} |", *(f"| {row} |" for row in rows)]
    return Sheet(title, "\n".join(lines))


def claim(row: str, head: str = "培训人数 | 合格人数 | 补贴标准 | 申请金额") -> Sheet:
    return Sheet(
        "2020年培训补贴申请汇总表",
        f"| 申请单位 | 班次名称 | {head} |\n| 县职校 | 电焊第1期 | {row} |",
    )


# Two classes at once.

CLASS = " | 班次名称 | 开班日期 | 结业日期"


def timetable(name: str, *lessons: str) -> Sheet:
    rows = "\n".join(f"| {name} | {lesson} | 课程 | 某某中心 |" for lesson in lessons)
    return Sheet(
        f"{name}课程表", f"| 班次名称 | 授课日期 | 时段 | 授课内容 | 授课地点 |\n{rows}", name
    )


OVERLAP = roster(
    f"张三 | {A} | 电焊第1期 | 2020-07-01 | 2020-07-07",
    f"张三 | {A} | 家政第1期 | 2020-07-05 | 2020-07-11",
    head=CLASS,
)


def test_overlapping_ranges_are_a_question(office: Office) -> None:
    assert office.codes(OVERLAP) == ["P109"]


def test_overlapping_ranges_in_two_files_and_quarters(office: Office) -> None:
    one = roster(
        f"张三 | {A} | 电焊第1期 | 2020-06-25 | 2020-07-02",
        head=CLASS,
        title="2020年二季度学员花名册",
    )
    two = roster(
        f"张三 | {A} | 家政第1期 | 2020-07-01 | 2020-07-07",
        head=CLASS,
        title="2020年三季度学员花名册",
    )
    assert office.codes(one, two) == ["P109"]


def test_a_cumulative_roster_repeats_its_classes(office: Office) -> None:
    row = f"张三 | {A} | 电焊第1期 | 2020-06-20 | 2020-06-26"
    one = roster(row, head=CLASS, title="2020年二季度学员花名册")
    two = roster(row, head=CLASS, title="2020年三季度学员花名册")
    put_right = roster(
        f"张三 | {A} | 电焊第1期 | 2020-06-20 | 2020-06-27",
        head=CLASS,
        title="2020年四季度学员花名册",
    )
    assert office.codes(one, two, put_right) == []


def test_timetables_settle_whether_two_classes_meet(office: Office) -> None:
    apart = [
        timetable("电焊第1期", "2020-07-06 | 上午"),
        timetable("家政第1期", "2020-07-06 | 下午"),
    ]
    assert office.codes(OVERLAP, *apart) == []
    together = [
        timetable("电焊第1期", "2020-07-06 | 上午"),
        timetable("家政第1期", "2020-07-06 | 全天"),
    ]
    assert office.codes(OVERLAP, *together) == ["P110"]
    one_only = timetable("电焊第1期", "2020-07-06 | 上午")
    assert office.codes(OVERLAP, one_only) == ["P109"]


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ("2020-07-01 | 2020-07-07 | 王建国、李秀英 | 县职校", "王建国 | 县职校", []),
        ("2020-07-01 | 2020-07-05 | 王建国 | 县职校", "王建国 | 县职校", []),
        ("2020-07-01 | 2020-07-07 | 县农广校教师团队 | 镇政府", "县农广校教师团队 | 镇政府", []),
        ("2020-07-01 | 2020-07-07 | 王建国 | 县职校", "王建国 | 县职校", ["P112"]),
        ("2020年7月 | 2020年7月 | 王建国 | 县职校", "王建国 | 县职校", []),
    ],
)
def test_teachers_of_two_classes(office: Office, first: str, second: str, codes: list[str]) -> None:
    sheet = Sheet(
        "2020年培训班台账",
        "| 班次名称 | 开班日期 | 结业日期 | 授课老师 | 培训地点 |\n"
        f"| 电焊第1期 | {first} |\n| 家政第1期 | 2020-07-05 | 2020-07-11 | {second} |",
    )
    outcome = office.outcome(sheet)
    assert [f.code for f in outcome.findings] == codes
    assert all(f.severity == "info" for f in outcome.findings)


# Certificates and cards.


@pytest.mark.parametrize(
    "row",
    [
        "职业技能等级证书 | Y000050000001205000001 | 2020-08-01 | 五级",
        "职业技能等级证书 | y0000 5000 0001 2050 0000 1 | 2020-08-01 | 初级工",
        "职业技能等级证书 | Y000050000001195000001 | 2020-01-15 | 初级工",
        "职业技能等级证书 | Y000050000001205000001 | 2020年8月 | 初级工/五级",
        "职业技能等级证书 | AB00005000000120000001 | 2021-08-01 | 特级技师",
        "职业技能等级证书 |  |  | 初级工",
        "职业技能等级证书 | 正在办理 |  | 初级工",
        "专项职业能力证书 | 5001202000012 | 2020-08-01 | 专项能力",
        "培训合格证书 | 潼培〔2020〕12号 | 2019-08-01 | ",
        " | 20500030015 | 2020-08-01 | ",
        "职业资格证书 | 2050003001500001 | 2020-08-01 | 国家职业资格五级",
    ],
)
def test_certificates_that_are_sound(office: Office, row: str) -> None:
    sheet = roster(f"张三 | {A} | {row}", head=" | 证书类别 | 证书编号 | 发证日期 | 培训等级")
    found = [code for code in office.codes(sheet) if code != "D503"]
    assert found == (["C710"] if "正在办理" in row else [])


def test_one_number_for_a_whole_class_is_no_certificate_of_two(office: Office) -> None:
    sheet = roster(f"张三 | {A} | 培字01号", f"李四 | {B} | 培字01号", head=" | 证书编号")
    assert office.codes(sheet) == []


def test_the_same_certificate_in_two_files(office: Office) -> None:
    row, head = f"张三 | {A} | Y000050000001205000001", " | 证书编号"
    paid = roster(row, head=head, title="2020年补贴名册")
    assert office.codes(roster(row, head=head), paid) == []


@pytest.mark.parametrize("header", ["银行账号", "一卡通账号", "社保卡号"])
def test_passbooks_have_no_check_digit(office: Office, header: str) -> None:
    sheet = roster(f"张三 | {A} | 1000480000000000008", head=f" | {header}")
    assert office.codes(sheet) == []


# Claims.


@pytest.mark.parametrize(
    ("row", "head"),
    [
        ("50 | 48 | 1000 | 48000", "培训人数 | 合格人数 | 补贴标准 | 申请金额"),
        ("50 | 45 | 1000 | 45000", "培训人数 | 取证人数 | 补贴标准 | 申请金额"),
        ("50 | 1000 | 50000", "培训人数 | 补贴标准 | 申请金额"),
        ("50 | 48 | 1000 | 4.8", "培训人数 | 合格人数 | 补贴标准(元/人) | 申请金额（万元）"),
        ("50 | 47 | 1150 | 5.41", "培训人数 | 合格人数 | 补贴标准 | 申请金额（万元）"),
        ("50 | 48 | 800、1000 | 44000", "培训人数 | 合格人数 | 补贴标准 | 申请金额"),
        ("50 | 48 |  | 44000", "培训人数 | 合格人数 | 补贴标准 | 申请金额"),
        ("50 | 48 | 333.33 | 15999.84", "培训人数 | 合格人数 | 补贴标准 | 申请金额"),
    ],
)
def test_claims_that_come_out(office: Office, row: str, head: str) -> None:
    found = office.codes(claim(row, head))
    assert [code for code in found if code.startswith("N")] == []


def test_a_claim_that_does_not_come_out(office: Office) -> None:
    finding = office.only(claim("50 | 48 | 1000 | 47500"))
    assert (finding.code, finding.severity) == ("N405", "error")
    assert "少500元" in finding.message


def test_a_claim_for_everybody_trained_is_a_question(office: Office) -> None:
    finding = office.only(claim("50 | 48 | 1000 | 50000"))
    assert (finding.code, finding.severity) == ("N405", "warning")


# Limits are off until an office sets them.

PAID = " | 班次名称 | 培训工种 | 培训等级 | 开班日期 | 结业日期 | 补贴金额"
TWICE = roster(
    f"张三 | {A} | 第1期 | 焊工 | 五级 | 2020-03-01 | 2020-03-07 | 1000",
    f"张三 | {A} | 第2期 | 焊工 | 五级 | 2020-06-01 | 2020-06-07 | 1000",
    head=PAID,
)


def found(tmp_path: Path, sheet: Sheet, **limits: Any) -> list[str]:
    """Check a sheet in a workspace whose own notice sets limits."""
    (tmp_path / "notices").mkdir(exist_ok=True)
    (tmp_path / "rs.toml").write_text('notices = ["our-2020"]', encoding="utf-8")
    own = "\n".join(f"[limits.{name}]\nvalue = {value}" for name, value in limits.items())
    head = (
        'id = "our-2020"\ntitle = "本县规定"\ndocument = "某人社〔2020〕9号"\nextends = "common"\n'
    )
    (tmp_path / "notices" / "our.toml").write_text(head + own, encoding="utf-8")
    outcome = rs.validate(write(tmp_path / "名册.xlsx", sheet))
    assert not outcome.rules_broken
    return [finding.code for finding in outcome.findings]


def test_nothing_is_asked_before_it_is_set(tmp_path: Path) -> None:
    assert found(tmp_path, TWICE) == []


@pytest.mark.parametrize(
    ("limits", "codes"),
    [
        ({"subsidies_per_level": 1}, ["P113"]),
        ({"subsidies_per_year": 2}, []),
        ({"subsidies_per_year": 1}, ["P114"]),
        ({"subsidies_in_all": 1}, ["P115"]),
        ({"same_training_per_year": 1}, ["P116"]),
        ({"subsidy_age": [16, 60, 55]}, []),
        ({"subsidy_age": [16, 30, 30]}, ["P118", "P118"]),
    ],
)
def test_what_is_set_is_asked(tmp_path: Path, limits: dict[str, Any], codes: list[str]) -> None:
    assert found(tmp_path, TWICE, **limits) == codes


POSTS = "姓名 | 身份证号 | 岗位名称 | 合同开始 | 合同到期"


@pytest.mark.parametrize(
    ("most", "third", "codes"),
    [
        (1, "2020-01-01 | 2020-12-31", ["W201", "W201"]),
        (2, "2020-03-01 | 2020-05-31", ["W201"]),
        (2, "2020-10-01 | 2020-12-31", []),
        (3, "2020-01-01 | 2020-12-31", []),
    ],
)
def test_posts_that_one_may_hold_at_once(
    tmp_path: Path, most: int, third: str, codes: list[str]
) -> None:
    rows = (
        "保洁员 | 2020-01-01 | 2020-09-30",
        "护林员 | 2020-03-01 | 2020-12-31",
        f"护路员 | {third}",
    )
    sheet = Sheet(
        "2020年公益性岗位台账",
        "\n".join((f"| {POSTS} |", *(f"| 张三 | {A} | {row} |" for row in rows))),
    )
    said = found(tmp_path, sheet, posts_a_person=most)
    assert [code for code in said if code == "W201"] == codes


@pytest.mark.parametrize(
    ("share", "codes"), [([1, 2], ["T311"]), ([1, 10], []), ([1, 4], ["T311"])]
)
def test_days_beside_the_calendar_that_are_enough(
    tmp_path: Path, share: list[int], codes: list[str]
) -> None:
    head = "班次名称 | 开班日期 | 结业日期 | 培训天数"
    sheet = Sheet("2020年培训班台账", f"| {head} |\n| 电焊班 | 2020-07-01 | 2020-07-30 | 5 |")
    assert found(tmp_path, sheet, least_share_of_span=share) == codes


def test_a_class_in_two_quarters_is_one_training(tmp_path: Path) -> None:
    row = f"张三 | {A} | 第1期 | 焊工 | 五级 | 2020-03-01 | 2020-03-07 | 1000"
    put_right = row.replace("2020-03-07", "2020-03-08")
    sheet = roster(row, put_right, head=PAID)
    assert "P114" not in found(tmp_path, sheet, subsidies_per_year=1)


def test_a_higher_level_after_a_lower_is_what_is_wanted(tmp_path: Path) -> None:
    sheet = roster(
        f"张三 | {A} | 第1期 | 焊工 | 五级 | 2020-03-01 | 2020-03-07 | 1000",
        f"张三 | {A} | 第2期 | 焊工 | 四级 | 2020-06-01 | 2020-06-07 | 1000",
        head=PAID,
    )
    assert found(tmp_path, sheet, subsidies_per_level=1) == []


# Years in names.


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("2020年台账.xlsx", []),
        ("台账20200630.xlsx", []),
        ("2021年1月报送台账.xlsx", []),
        ("2019年台账.xlsx", ["D513"]),
        ("2019-2020年台账.xlsx", []),
    ],
)
def test_the_name_of_a_file_is_a_hint(office: Office, name: str, codes: list[str]) -> None:
    sheet = roster(f"张三 | {A}", title="2020年学员花名册")
    outcome = office.outcome(sheet, names=[name])
    assert [f.code for f in outcome.findings] == codes
    assert all(f.severity == "info" for f in outcome.findings)


def test_last_years_file_is_told_of_once(office: Office) -> None:
    rows = [f"张三{n} | {number(sequence=2 * n + 1)} | 2019-07-{n + 10}" for n in range(4)]
    rows = [
        row.replace("张三0", "张三").replace("张三", "赵" + "一二三四"[i])
        for i, row in enumerate(rows)
    ]
    sheet = roster(*rows, head=" | 结业日期", title="2020年学员花名册")
    assert office.codes(sheet, names=["2019年名册.xlsx"]) == ["D504"]
