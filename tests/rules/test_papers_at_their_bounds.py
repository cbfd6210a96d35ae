"""Certificates, cards, timetables and hours at bounds: one digit, one half-day, one hour beside."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builders.rule_messages import found_in, told, told_of
from builders.workbook_fixture import number
from ruralskills.model.findings import Severity

A, B, C, D, E, F = (number(sequence=n) for n in (1, 3, 5, 7, 9, 11))
SKILL, TRADE = "Y000050000001205000001", "2050003001500001"


def papers(code: str, head: str, *rows: str) -> list[str]:
    people = zip("甲乙丙丁戊己", (A, B, C, D, E, F), rows, strict=False)
    return told(
        code, "", "学员花名册", f"姓名|身份证号|{head}", *(f"{n}|{i}|{row}" for n, i, row in people)
    )


@pytest.mark.parametrize(
    ("row", "hits"),
    [
        (f"职业技能等级证书|{SKILL}", 0), (f"职业技能等级证书|{SKILL[:-1]}", 1), (f"职业技能等级证书|{TRADE}", 1), (f"职业资格证书|{TRADE}", 0), (f"职业资格证书|{TRADE[:-1]}", 1), (f"职业资格证书|{SKILL}", 1),
        ("培训合格证书|12号", 0), ("|12号", 0), ("职业技能等级证书|", 0),
    ],
)  # fmt: skip
def test_numbers_of_certificates(row: str, hits: int) -> None:
    assert len(papers("C710", "证书类别|证书编号", row, f"职业技能等级证书|{SKILL}")) == hits


@pytest.mark.parametrize(
    ("row", "hits"),
    [
        (f"{SKILL}|2020-08-01", 0), (f"{SKILL}|2021-03-31", 0), (f"{SKILL}|2021-04-01", 1), (f"{SKILL}|2019-08-01", 1), (f"{SKILL}|2022-01-01", 1), (f"{SKILL}|2021年", 0), (f"{SKILL}|", 0),
        (f"{TRADE}|2020-08-01", 0), (f"{TRADE}|2021-04-01", 1), ("12号|2015-01-01", 0),
    ],
)  # fmt: skip
def test_the_year_in_a_certificate(row: str, hits: int) -> None:
    assert len(papers("C711", "证书编号|发证日期", row, f"{SKILL}|2020-08-01")) == hits


@pytest.mark.parametrize(
    ("row", "hits"),
    [(f"{SKILL}|初级工", 0), (f"{SKILL}|中级工", 1), (f"{SKILL}|专项能力", 0), (f"{TRADE}|初级工", 0), (f"{TRADE}|高级工", 1), ("12号|高级工", 0), (f"{SKILL}|", 0), (f"{SKILL[:15]}9{SKILL[16:]}|高级工", 0)],
)  # fmt: skip
def test_the_level_in_a_certificate(row: str, hits: int) -> None:
    assert len(papers("C712", "证书编号|培训等级", row, f"{SKILL}|初级工")) == hits


def test_certificates_of_two_people() -> None:
    assert len(papers("C713", "证书编号", SKILL, SKILL, SKILL)) == 2
    assert papers("C713", "证书编号", "12号", "12号") == []
    assert len(papers("C713", "证书编号", "", "12号", SKILL, SKILL)) == 1
    rows = (
        f"甲|{A}|{SKILL}|第1期",
        f"甲|{A}|{SKILL}|第2期",
        f"乙||{SKILL}|第1期",
        f"丙|{C}|{SKILL}|第1期",
    )
    assert len(told("C713", "", "学员花名册", "姓名|身份证号|证书编号|班次名称", *rows)) == 1


@pytest.mark.parametrize(
    ("row", "hits"),
    [
        ("电焊工|焊工", 0),
        ("电焊工|烹调师", 1),
        ("家政|家政服务员", 0),
        ("焊工|工", 0),
        ("工|焊工", 0),
        ("|焊工", 0),
        ("电焊（初级）|保育（初级）", 1),
    ],
)
def test_trades_of_a_certificate(row: str, hits: int) -> None:
    assert len(papers("C714", "培训工种|证书工种", row, "焊工|焊工")) == hits


CARD = "6228480000000000000"


@pytest.mark.parametrize(
    ("head", "card", "hits"),
    [("银行卡号", CARD, 0), ("银行卡号", CARD[:-1] + "8", 1), ("银行账号", CARD[:-1] + "8", 0), ("银行卡号", "1" + CARD[1:], 0), ("银行卡号", CARD[:14], 0), ("银行卡号", "", 0)],
)  # fmt: skip
def test_check_digits_of_cards(head: str, card: str, hits: int) -> None:
    assert len(papers("C715", head, card, "6228480000000000018")) == hits


CARDS = (
    "6228480000000000000",
    "6228480000000000018",
    "6228480000000000026",
    "6228480000000000042",
    "6228480000000000059",
)


@pytest.mark.parametrize(
    ("cards", "hits"),
    [
        ((*CARDS, "622848000000000003"), 1), ((*CARDS, "62284800000000003"), 1), ((*CARDS, "6228480000000003"), 0), ((*CARDS[:4], "622848000000000003"), 0), ((*CARDS[:4], "622848000000000003", "622848000000000011"), 0),
        ((*CARDS, "12345678901234567890"), 1), ((*CARDS, CARDS[0]), 0), ((*CARDS, ""), 0),
    ],
)  # fmt: skip
def test_cards_of_another_length(cards: tuple[str, ...], hits: int) -> None:
    assert len(papers("C718", "银行账号", *cards)) == hits
    assert len(papers("C718", "银行账号", *cards[::-1])) == hits


@pytest.mark.parametrize(("holder", "hits"), [("甲", 0), ("本人", 0), ("", 0), ("张大", 1)])
def test_holders_of_cards(holder: str, hits: int) -> None:
    assert len(papers("C716", "银行卡号|持卡人", f"{CARD}|{holder}", f"{CARDS[1]}|乙")) == hits


TIMES = "班次名称|授课日期|时段|授课内容|授课教师|授课地点"


@pytest.mark.parametrize(
    ("row", "hits"),
    [
        ("家政第1期|2020-07-06|上午|礼仪|王建国|县职校202室", 1), ("家政第1期|2020-07-06|上午|礼仪|赵明|县职校201室", 1), ("家政第1期|2020-07-06|上午|礼仪|王建国|县职校201室", 2), ("家政第1期|2020-07-06|下午|礼仪|王建国|县职校201室", 0),
        ("家政第1期|2020-07-07|上午|礼仪|王建国|县职校201室", 0), ("电焊第1期|2020-07-06|上午|礼仪|王建国|县职校201室", 0), ("家政第1期|2020-07-06|上午|礼仪||县职校", 0), ("|2020-07-06|上午|礼仪|王建国|县职校201室", 0),
        ("家政第1期|2020-07-06||礼仪|王建国|县职校201室", 0), ("家政第1期|2020-07-06|全天|礼仪|王建国|县职校202室", 1),
    ],
)  # fmt: skip
def test_one_teacher_or_room_in_two_classes(row: str, hits: int) -> None:
    rows = (
        "电焊第1期|2020-07-06|上午|焊接安全|王建国|县职校201室",
        "花木第1期|2020-07-09|上午|花木||",
        row,
    )
    assert len(told("P111", "", "课程表", TIMES, *rows)) == hits


ROOMS = "班次名称|开班日期|结业日期|授课老师|培训地点"


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("家政第1期|2020-07-07|2020-07-11|王建国|3楼会议室", []), ("家政第1期|2020-07-06|2020-07-11|王建国|3楼会议室", [Severity.INFO, Severity.WARNING]), ("家政第1期|2020-06-25|2020-07-01|王建国|3楼会议室", []),
        ("家政第1期|2020-06-25|2020-07-02|王建国|县职校", [Severity.INFO]), ("家政第1期|2020-06-25|2020-07-02|赵明|3楼会议室", [Severity.WARNING]), ("电焊第1期|2020-07-01|2020-07-07|王建国|3楼会议室", []),
        ("家政第1期|2020-07-06||王建国|3楼会议室", []), ("家政第1期|2020-07-03|2020-07-05|王建国、赵明|3楼会议室、4楼会议室", []), ("|2020-07-03|2020-07-05|王建国|县职校", [Severity.INFO]),
    ],
)  # fmt: skip
def test_classes_of_one_teacher_or_room(row: str, found: list[Severity]) -> None:
    rows = (
        "电焊第1期|2020-07-01|2020-07-07|王建国|3楼会议室",
        "花木第1期|2020-07-01|2020-07-07||",
        row,
    )
    findings = found_in("P112", "", ("培训班台账", ROOMS, *rows))
    assert [each.severity for each in findings] == found
    two_days = [each for each in findings if "重叠2天" in each.message]
    assert len(two_days) == (len(found) if "07-06|" in row or "06-25" in row else 0)


LESSON = "班次名称|授课日期|时段|授课内容"


@pytest.mark.parametrize(
    ("halves", "says"),
    [
        (("2020-07-06|上午",), "2020-07-06上午也在"), (("2020-07-06|下午",), ""), (("2020-07-06|上午", "2020-07-07|上午"), "2020-07-06上午等2个半天也在"), (("2020-07-08|上午",), ""), (("2020-07-06|全天",), "2020-07-06上午也在"),
    ],
)  # fmt: skip
def test_half_days_in_two_classes(halves: tuple[str, ...], says: str) -> None:
    roster = (
        "学员花名册",
        "姓名|身份证号|班次名称",
        f"张三|{A}|电焊第1期",
        "某人||电焊第1期",
        f"李四|{B}|",
        f"张三|{A}|烹饪第1期",
        f"张三|{A}|家政第1期",
        f"李四|{B}|家政第1期",
    )
    first = ("课程表", LESSON, "电焊第1期|2020-07-06|上午|安全", "电焊第1期|2020-07-07|上午|平焊")
    second = ("课程表", LESSON, *(f"家政第1期|{half}|礼仪" for half in halves))
    found = told_of("P110", "", roster, first, second)
    assert [words.partition("“")[0] for words in found] == [says] * bool(says)


@pytest.mark.parametrize(
    ("mark", "head", "hits"),
    [("√", "2020-07-06上午", 1), ("请假", "2020-07-06上午", 0), ("√", "2020-07-06下午", 0), ("√", "2020-07-07上午", 0), ("", "2020-07-06上午", 0), ("迟到", "2020-07-06上午", 1)],
)  # fmt: skip
def test_present_in_two_classes(mark: str, head: str, hits: int) -> None:
    first = (
        "电焊第1期学员考勤表",
        "姓名|身份证号|2020-07-06上午|2020-07-10上午",
        f"张三|{A}|√|√",
        f"李四|{B}|√|√",
    )
    second = (
        "家政第1期学员考勤表",
        f"姓名|身份证号|{head}|2020-07-09上午",
        f"某人||{mark}|√",
        f"张三|{A}|{mark}|√",
    )
    assert len(told_of("P119", "", first, second)) == hits


SHARES = "班次名称|班次类别|集中教学天数|观摩天数|培训天数"


@pytest.mark.parametrize(
    ("row", "out", "sums"),
    [
        ("致富带头人培训班|5|2|7", 0, 0), ("致富带头人培训班|6|1|7", 1, 0), ("致富带头人培训班|4|3|7", 1, 0), ("致富带头人培训班|5.9|1.1|7", 0, 0), ("致富带头人培训班|0|0|0", 0, 0), ("电焊培训班|1|6|7", 0, 0),
        ("致富带头人培训班|5|2|8", 0, 0), ("致富带头人培训班|5|2|8.5", 0, 1), ("致富带头人培训班|5|2|6.5", 0, 1), ("致富带头人培训班|5||7", 0, 0), ("致富带头人培训班|-1|1|0", 0, 0),
    ],
)  # fmt: skip
def test_days_of_lectures_and_visits(row: str, out: int, sums: int) -> None:
    rows = (f"第1期|{row}", "第2期|致富带头人培训班|5|2|7")
    assert len(told("T302", "tongnan-2020", "培训班台账", SHARES, *rows)) == out
    assert len(told("T303", "", "培训班台账", SHARES, *rows)) == sums


@pytest.mark.parametrize(
    ("theory", "practice", "found"),
    [
        (18, 42, []), (19, 41, [Severity.ERROR]), (17, 43, [Severity.INFO]), (18.5, 41.5, []), (18.6, 41.4, [Severity.ERROR]), (42, 18, []), (8, 0, []), (9, 0, [Severity.ERROR]), (0, 0, []), (0, 10, [Severity.INFO]), (-1, 5, []), (5, -1, []),
        (20, 40, []), (16, 44, []), (24, 36, [Severity.ERROR]),
    ],
)  # fmt: skip
def test_hours_of_practice(theory: float, practice: float, found: list[Severity]) -> None:
    rows = (f"第1期|{theory}|{practice}", "第2期|18|42")
    findings = found_in(
        "T304", "dongxiang-2020", ("培训班台账", "班次名称|理论课时|实操课时", *rows)
    )
    assert [each.severity for each in findings] == found


@pytest.mark.parametrize(
    ("ends", "severity"),
    [
        ("2020-12-31", Severity.WARNING),
        ("2020-12-30", Severity.ERROR),
        ("", Severity.ERROR),
        ("2021-01-05", Severity.WARNING),
    ],
)
def test_hours_of_a_class_that_still_runs(ends: str, severity: Severity) -> None:
    rows = (f"第1期|30|30|{ends}", "第2期|18|42|2020-07-12")
    [one] = found_in(
        "T304", "dongxiang-2020", ("培训班台账", "班次名称|理论课时|实操课时|结业日期", *rows)
    )
    assert one.severity == severity


@pytest.mark.parametrize(
    ("theory", "practice", "hits"),
    [
        (42, 18, 1),
        (18, 42, 0),
        (30, 30, 0),
        (7, 0, 0),
        (41, 19, 0),
        (7, 3, 1),
        (1, 1, 0),
        (43, 18, 1),
    ],
)
def test_hours_in_the_wrong_columns(theory: int, practice: int, hits: int) -> None:
    rows = (f"第1期|{theory}|{practice}", "第2期|18|42")
    assert len(told("T305", "", "培训班台账", "班次名称|理论课时|实操课时", *rows)) == hits


@pytest.mark.parametrize(
    ("hours", "gap"), [("60", ""), ("60.5", "0.5"), ("59", "1"), ("0", "60"), ("", "")]
)
def test_sums_of_hours(hours: str, gap: str) -> None:
    rows = (f"第1期|{hours}|18|42", "第2期|60|18|42")
    found = told("T306", "", "培训班台账", "班次名称|总课时|理论课时|实操课时", *rows)
    assert [words.rpartition("相差")[2] for words in found] == ([f"{gap}课时"] if gap else [])
    assert not gap or Decimal(gap) > 0
