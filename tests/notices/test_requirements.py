"""Requirements that a notice declares itself: what they report, and what nobody can tell."""

from __future__ import annotations

import pickle
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import ruralskills as rs
from builders.command_line import rs as cli
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import TODAY, number
from ruralskills.catalogue import available_notices
from ruralskills.model.findings import Finding
from ruralskills.model.outcome import Outcome
from ruralskills.rules import RuleError
from ruralskills.validation.file_check import check_file
from ruralskills.validation.input_file import InputFile
from ruralskills.validation.preparation import check_options
from ruralskills.workspace.settings import find_settings

HEAD = """
id = "our-2020"
title = "某县2020年培训办法"
document = "某政办〔2020〕9号"
places = ["某县"]
years = [2020, 2020]
extends = "common"

[[clauses]]
id = "C-1"
section = "二"
phrase = "必须达到"
says = "达到规定的数"
severity = "error"
"""
CATEGORIES = """
[columns.trainee.farmer_kind]
headers = ["培育类型"]
kind = "text"

[columns.trainee.online_hours]
headers = ["线上学时"]
kind = "number"
unit = "学时"

[[requirements]]
code = "NP101"
title = "天数、线上学时或补贴标准不符"
clause = "C-1"
ledger = "trainee"
by = "farmer_kind"
each."经营管理型" = { days = { min = 12 }, online_hours = { min = 30 }, subsidy_standard = { is = 3500 } }
each."专业生产型" = { days = { min = 5 }, online_hours = { min = 8 }, subsidy_standard = { is = 1000 } }
hit = { farmer_kind = "经营管理型", days = 11 }
miss = { farmer_kind = "专业生产型", days = 5, online_hours = 8, subsidy_standard = 1000 }
"""
ALTERNATIVES = """
[[requirements]]
code = "NP102"
title = "带动户数不足"
clause = "C-1"
ledger = "leader"
when = { status = ["在库"] }
any = [{ households_led = { min = 5 } }, { poor_households_led = { min = 3 } }]
must = { income = { min = 500000, unit = "元" } }
hit = { status = "在库", households_led = 4, poor_households_led = 2 }
miss = [{ status = "在库", households_led = 2, poor_households_led = 3, income = 50 }, { status = "退出", income = 1 }]
"""


def checked(
    tmp_path: Path, pack: str, *sheets: Sheet, settings: str = "", **options: Any
) -> Outcome:
    (tmp_path / "notices").mkdir(exist_ok=True)
    (tmp_path / "rs.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "notices" / "our.toml").write_text(HEAD + pack, encoding="utf-8")
    paths = [write(tmp_path / f"{n}.xlsx", sheet) for n, sheet in enumerate(sheets)]
    found = rs.validate(paths, as_of=TODAY, **options)
    assert not found.rules_broken
    return found


def about(outcome: Outcome, code: str) -> list[Finding]:
    return [finding for finding in outcome.findings if finding.code == code]


def trainees(*rows: tuple[str, ...]) -> Sheet:
    heads = "| 姓名 | 身份证号 | 培育类型 | 培训天数 | 线上学时 | 补贴标准 |"
    lines = [
        f"| 学员{'甲乙丙丁戊己庚辛'[n]} | {number(sequence=2 * n + 1)} | {' | '.join(row)} |"
        for n, row in enumerate(rows)
    ]
    return Sheet("某县2020年高素质农民培训学员花名册", "\n".join((heads, *lines)))


def test_limits_by_category(tmp_path: Path) -> None:
    sheet = trainees(
        ("经营管理型", "12", "30", "3500"),
        ("经营管理型", "11", "30", "3500"),
        ("经营管理型", "12", "8", "3500"),
        ("专业生产型", "5", "8", "1000"),
        ("专业生产型", "5", "8", "3500"),
        ("专业技能型", "1", "1", "1"),
        ("", "1", "1", "1"),
    )
    found = about(checked(tmp_path, CATEGORIES, sheet), "NP101")
    assert [(f.cell.address if f.cell else "", f.message) for f in found] == [
        ("D4", "经营管理型培训天数11天，要求不少于12天，差1天"),
        ("E5", "经营管理型线上学时8学时，要求不少于30学时，差22学时"),
        ("F7", "专业生产型补贴标准3500元，要求为1000元，多2500元"),
    ]
    assert {f.severity.value for f in found} == {"error"}
    assert all(f.clause and f.clause.id == "C-1" for f in found)


@pytest.mark.parametrize(
    ("limit", "unit", "value", "sheets", "said"),
    [
        ("checks_a_class", "次", 2,
         ("培训班台账 | 班次名称 | 培训机构 | 开班日期 | 结业日期",
          " | 电焊班 | 县职校 | 2020-07-06 | 2020-07-12",
          "培训班抽查记录 | 抽查日期 | 班次名称 | 存在问题", " | 2020-07-08 | 电焊班 | 无",
          " | 2020-12-08 | 家政班 | 无"), ("K110", "抽查1次，要求不少于2次，差1次")),
        ("years_trained_once", "年", 2,
         ("学员花名册 | 姓名 | 身份证号 | 班次名称 | 开班日期 | 结业日期",
          f" | 张三 | {number()} | 电焊班 | 2019-07-06 | 2019-07-12",
          f" | 张三 | {number()} | 养殖班 | 2020-07-06 | 2020-07-12"), ("T328", "本次是再次培训")),
        ("years_trained_once", "年", 1,
         ("学员花名册 | 姓名 | 身份证号 | 班次名称 | 开班日期 | 结业日期",
          f" | 张三 | {number()} | 电焊班 | 2019-07-06 | 2019-07-12",
          f" | 张三 | {number()} | 养殖班 | 2020-07-06 | 2020-07-12"), None),
        ("roles_a_helper", "项", 1,
         ("农村产业发展带头人名册 | 姓名 | 身份证号 | 挂钩乡镇领导 | 结对实用人才",
          f" | 张三 | {number()} | 陈一 | 陈一"), ("J103", "实用人才与乡镇领导是同一人：陈一")),
        ("roles_a_helper", "项", 2,
         ("农村产业发展带头人名册 | 姓名 | 身份证号 | 挂钩乡镇领导 | 结对实用人才",
          f" | 张三 | {number()} | 陈一 | 陈一"), None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_pack_sets_the_number_of_a_rule(
    tmp_path: Path,
    limit: str,
    unit: str,
    value: int,
    sheets: tuple[str, ...],
    said: tuple[str, str] | None,
) -> None:
    tables: list[list[str]] = []
    for line in sheets:
        title, _, row = line.partition(" | ")
        if title:
            tables.append([title])
        tables[-1].append(f"| {row} |")
    pack = f'\n[limits.{limit}]\nvalue = {value}\nunit = "{unit}"\nclause = "C-1"\n'
    found = checked(
        tmp_path, pack, *(Sheet(f"某县2020年{title}", "\n".join(rows)) for title, *rows in tables)
    ).findings
    codes = {"checks_a_class": "K110", "years_trained_once": "T328", "roles_a_helper": "J103"}
    told = [one for one in found if one.code == codes[limit]]
    assert [one.code for one in told] == ([said[0]] if said else [])
    assert all(said and said[1] in one.message for one in told)


def leaders(*rows: tuple[str, ...], heads: str = "带动户数 | 其中脱贫户 | 年收入 | 状态") -> Sheet:
    lines = [
        f"| 带头{'甲乙丙丁戊己庚辛'[n]} | {number(sequence=2 * n + 1)} | {' | '.join(row)} |"
        for n, row in enumerate(rows)
    ]
    heads = f"| 姓名 | 身份证号 | {heads} |"
    return Sheet("某县2020年致富带头人台账", "\n".join((heads, *lines)))


def test_one_of_several_and_an_amount_in_another_unit(tmp_path: Path) -> None:
    sheet = leaders(
        ("5", "0", "50", "在库"),
        ("3", "3", "50", "在库"),
        ("4", "2", "50", "在库"),
        ("5", "0", "49.5", "在库"),
        ("1", "0", "1", "退出"),
    )
    found = about(checked(tmp_path, ALTERNATIVES, sheet), "NP102")
    assert [(f.cell.address if f.cell else "", f.message) for f in found] == [
        (
            "C5",
            "带动户数4户，要求不少于5户，差1户；带动贫困户数2户，要求不少于3户，差1户；"
            "达到其中一项即可，现两项都没有达到",
        ),
        ("E6", "年经营收入49.5万元，要求不少于500000元，差0.5万元"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        ("4", "", "50", "在库"),
        ("", "2", "50", "在库"),
        ("4", "待定", "50", "在库"),
        ("5", "0", "无", "在库"),
        ("1", "0", "1", ""),
    ],
    ids=str,
)
def test_what_nobody_can_tell_is_not_reported(tmp_path: Path, row: tuple[str, ...]) -> None:
    assert about(checked(tmp_path, ALTERNATIVES, leaders(row)), "NP102") == []


def test_one_failed_part_is_enough_and_a_missing_column_is_said(tmp_path: Path) -> None:
    sheet = leaders(("1", "49", "在库"), heads="带动户数 | 年收入 | 状态")
    found = checked(tmp_path, ALTERNATIVES, sheet)
    assert [f.message for f in about(found, "NP102")] == [
        "年经营收入49万元，要求不少于500000元，差1万元"
    ]
    [gap] = [gap for gap in found.column_gaps if "NP102" in gap.codes]
    assert gap.missing == ("带动贫困户数",)


def test_without_any_of_its_columns_it_does_not_run(tmp_path: Path) -> None:
    sheet = leaders(("1", "在库"), heads="带动户数 | 状态")
    found = checked(tmp_path, ALTERNATIVES, sheet)
    [status] = [status for status in found.rules_skipped if status.code == "NP102"]
    assert "带动贫困户数" in status.reason
    assert "年经营收入" in status.reason


def test_codes_are_selected_and_ignored_like_others(tmp_path: Path) -> None:
    sheet = leaders(("1", "0", "1", "在库"))

    def codes(**options: Any) -> set[str]:
        return {f.code for f in checked(tmp_path, ALTERNATIVES, sheet, **options).findings}

    assert "NP102" in codes()
    assert "NP102" not in codes(select=["N"])
    assert codes(select=["NP"]) == {"NP102"}
    assert codes(select=["np102"]) == {"NP102"}
    assert "NP102" not in codes(ignore=["NP102"])
    assert "NP102" in codes(ignore=["N"])
    with pytest.raises(RuleError):
        codes(select=["NP9"])


def test_waiver_of_a_requirement(tmp_path: Path) -> None:
    settings = '[[waivers]]\ncode = "NP102"\nname = "带头甲"\nreason = "已核实"\n'
    found = checked(tmp_path, ALTERNATIVES, leaders(("1", "0", "1", "在库")), settings=settings)
    assert about(found, "NP102") == []
    assert [f.code for f in found.waived] == ["NP102"]


def test_a_notice_that_is_not_in_force_asks_for_nothing(tmp_path: Path) -> None:
    sheet = leaders(("1", "0", "1", "在库"))
    elsewhere = Sheet(sheet.title.replace("某县", "他县"), sheet.table)
    found = checked(tmp_path, ALTERNATIVES, elsewhere)
    assert about(found, "NP102") == []
    [status] = [status for status in found.rules_skipped if status.code == "NP102"]
    assert status.reason == "适用的通知没有这一要求"


RATIO = """
[columns.leader.leader_kind]
headers = ["带头人类型"]
kind = "text"

[[requirements]]
code = "NP103"
title = "两类带头人比例偏离"
clause = "C-1"
ledger = "leader"
ratio = { field = "leader_kind", words = ["种养型", "经营型"], is = [1, 1], tolerance = 20 }
hit = { "种养型" = 6, "经营型" = 2 }
miss = [{ "种养型" = 5, "经营型" = 5 }, { "种养型" = 2, "经营型" = 1 }]
"""


@pytest.mark.parametrize(
    ("kinds", "message"),
    [
        (["种养型"] * 4 + ["经营型"] * 4, ""),
        (
            ["种养型"] * 6 + ["经营型"] * 2,
            "种养型6、经营型2，要求1∶1，上下可差20%，按此种养型应为4，多2",
        ),
        (["种养型"] * 4 + ["经营型"] * 2 + ["", ""], ""),
        (["种养型"] * 2 + ["经营型"], ""),
        ([], ""),
    ],
    ids=str,
)
def test_proportion_of_two_kinds(tmp_path: Path, kinds: list[str], message: str) -> None:
    sheet = leaders(*((kind, "在库") for kind in kinds or ["无"]), heads="带头人类型 | 状态")
    found = about(checked(tmp_path, RATIO, sheet), "NP103")
    assert [f.message for f in found] == ([message] if message else [])


def test_the_page_of_a_proportion_shows_how_many_rows_of_each_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked(tmp_path, RATIO, leaders(("种养型", "在库"), heads="带头人类型 | 状态"))
    monkeypatch.chdir(tmp_path)
    page = cli("rule", "NP103").stdout
    assert "下表是各填多少行的致富带头人台账" in page
    assert [" ".join(line.split()) for line in page.splitlines() if re.match(r"\s*\d+\s+\d+", line)] == [
        "6 2 行数", "5 5", "2 1",
    ]  # fmt: skip


OTHERS = """
[[requirements]]
code = "NP104"
title = "认定时间不在期限内"
clause = "C-1"
ledger = "leader"
must = { recognised = { after = 2020-01-01, max = 2020-06-30 } }
hit = { recognised = 2020-07-01 }
miss = { recognised = 2020-06-30 }

[[requirements]]
code = "NP105"
title = "脱贫户占比偏低"
clause = "C-1"
ledger = "leader"
must = { poor_households_led = { share_of = "households_led", min = 30 } }
hit = { poor_households_led = 2, households_led = 10 }
miss = { poor_households_led = 3, households_led = 10 }

[[requirements]]
code = "NP106"
title = "年龄不在范围内"
clause = "C-1"
ledger = "leader"
must = { id_number = { age = [18, 65], on = "recognised" } }
hit = { id_number = "500199195401010057", recognised = 2020-07-06 }
miss = { id_number = "500199198506150017", recognised = 2020-07-06 }
instead_of = ["L201"]

[[requirements]]
code = "NP107"
title = "没有签订协议"
clause = "C-1"
ledger = "leader"
must = { agreement = { is = ["是"] }, project = { filled = true } }
hit = [{ agreement = false, project = "养鸡" }, { agreement = true, project = "" }]
miss = { agreement = true, project = "无" }
"""


def test_days_shares_ages_words_and_blanks(tmp_path: Path) -> None:
    heads = "带动户数 | 带动贫困户数 | 认定时间 | 带农协议 | 创办项目"
    sheet = leaders(
        ("10", "3", "2020-06-30", "是", "养鸡"),
        ("10", "2", "2020-07-02", "否", ""),
        ("10", "3", "2020年6月", "待签", "无"),
        ("0", "0", "2020-01-01", "是", "养鸡"),
        heads=heads,
    )
    found = checked(tmp_path, OTHERS, sheet)
    assert [(f.code, f.message) for f in found.findings if f.code.startswith("NP")] == [
        ("NP105", "带动贫困户数2，占带动户数10的20%，要求不少于30%，差10个百分点"),
        ("NP104", "认定时间2020-07-02，要求不晚于2020-06-30，晚2天"),
        ("NP107", "带农协议填“否”，要求填“是”；创办项目没有填"),
        ("NP104", "认定时间2020-01-01，要求晚于2020-01-01，正好是这一天"),
    ]
    [status] = [status for status in found.rules_skipped if status.code == "L201"]
    assert status.reason == "由NP106（年龄不在范围内）代替"


def test_rule_is_switched_off_with_a_reason(tmp_path: Path) -> None:
    sheet = leaders(("1", "0", "1", "在库"))
    pack = ALTERNATIVES + '\n[off]\nL201 = "本县另有规定"\n'
    found = checked(tmp_path, pack, sheet)
    assert about(found, "L201") == []
    reasons = {status.code: status.reason for status in found.rules_skipped}
    assert reasons["L201"] == "本地通知停用：本县另有规定"
    found = checked(tmp_path, ALTERNATIVES, sheet, settings='[off]\nNP102 = "试行"\n')
    assert about(found, "NP102") == []
    reasons = {status.code: status.reason for status in found.rules_skipped}
    assert reasons["NP102"] == "设置中停用：试行"
    with pytest.raises(RuleError, match="L999"):
        checked(tmp_path, ALTERNATIVES, sheet, settings='[off]\nL999 = "试行"\n')


def problems(tmp_path: Path, pack: str, head: str = HEAD) -> list[str]:
    """The problems that the check of a pack names, without the file."""
    path = tmp_path / "our.toml"
    path.write_text(head + pack, encoding="utf-8")
    return [f"{p.line}：{p.message}" for p in available_notices.proofread(path)[1]]


FIRST = HEAD.count("\n") + 1
"""The line of the pack's first line."""
ENTRY = """[[requirements]]
code = "NP101"
title = "天数不足"
clause = "C-1"
ledger = "trainee"
must = {must}
hit = {hit}
miss = {{ days = 8 }}
"""


def entry(must: str = "{ days = { min = 7 } }", hit: str = "{ days = 6 }") -> str:
    return ENTRY.format(must=must, hit=hit)


def test_sound_pack_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, entry()) == []
    for pack in (CATEGORIES, ALTERNATIVES, RATIO, OTHERS):
        assert problems(tmp_path, pack) == []


@pytest.mark.parametrize(
    ("must", "line", "message"),
    [
        ("{ day = { min = 7 } }", 4, "学员花名册没有名为“day”的字段"),
        ("{ days = { min = 7, max = 5 } }", 5, "没有哪一行能又在7以上、又在5以下"),
        ("{ days = { above = 7, max = 7 } }", 5, "没有哪一行能又在7以上、又在7以下"),
        ("{ age = { between = [65, 18] } }", 5, "between 的前一个（65）比后一个（18）大"),
        ("{ days = { min = -7 } }", 5, "“培训天数”的数不能是负数"),
        ('{ days = { min = 7, unit = "元" } }', 5, "“培训天数”的单位是“天”，不是“元”"),
        ('{ days = { is = ["七天"] } }', 5, "“培训天数”是数字，不会是文字"),
        ("{ category = { min = 7 } }", 5, "“班次类别”是文字，不能同数字比大小"),
        ("{ category = { is = 7 } }", 5, "“班次类别”是文字，不会是数字"),
        ("{ category = { before = 2022-01-31 } }", 5, "“班次类别”是文字，不能同日期比先后"),
        ("{ starts = { after = 2022-01-31, before = 2021-01-31 } }", 5,
         "没有哪一行能又在2022-01-31以上、又在2021-01-31以下"),
        ('{ sex = { is = ["男子"] } }', 5, "学员花名册“性别”不会是“男子”"),
        ("{ days = {} }", 5, "“days”没有写条件"),
        ("{ days = { least = 7 } }", 5, "没有“least”这一项"),
        ('{ days = { min = "7" } }', 5, "“min”填的不对"),
        ('{ id_number = { age = [65, 18], on = "starts" } }', 5,
         "年龄写的是65至18岁，前一个比后一个大"),
        ("{ id_number = { age = [18, 65] } }", 5, "按哪一天的年龄没有写对"),
        ('{ days = { share_of = "hours", min = 120 } }', 5, "占比不会超过100%，没有哪一行能符合"),
        ('{ days = { share_of = "hours" } }', 5, "share_of 没有写占多少"),
    ],
    ids=str,
)  # fmt: skip
def test_condition_that_is_wrong_is_named_with_its_line(
    tmp_path: Path, must: str, line: int, message: str
) -> None:
    assert f"{FIRST + line}：{message}" in problems(tmp_path, entry(must))


@pytest.mark.parametrize(
    ("pack", "line", "message"),
    [
        (entry(hit="{ days = 7 }"), 6, "NP101的 hit 没有被报出"),
        (entry(hit="{ days = 6 }").replace("days = 8", "days = 3"), 7,
         "NP101的 miss 被报出：培训天数3天，要求不少于7天，差4天"),
        (entry(hit='{ days = "几天" }'), 6, "“hit”里“培训天数”填“几天”读不出"),
        (entry(hit="{ dayz = 6 }"), 6, "“hit”里没有名为“dayz”的字段"),
        (entry().replace("NP101", "N101"), 1, "编号“N101”不能用"),
        (entry().replace("NP101", "NP1"), 1, "编号“NP1”不能用"),
        (entry() + entry(), 9, "编号NP101在“our-2020”里已经有了"),
        (entry().replace("C-1", "C-2"), 3, "没有编号为“C-2”的条款"),
        (entry().replace('"trainee"', '"trainees"'), 4, "没有编号为“trainees”的台账"),
        (entry().replace("hit =", "hits ="), 6, "没有“hits”这一项"),
        (entry().replace("must = { days = { min = 7 } }", "when = { days = [] }"), 0,
         "NP101没有写要求什么"),
        (entry('{ sex = { is = ["男"] } }').replace("must", 'when = { sex = ["女"] }\nmust'), 6,
         "when 和 must 对同一列要求不同的词，没有哪一行能符合"),
        (entry() + 'instead_of = ["L299"]\n', 8, "没有编号为“L299”的规则"),
        (entry() + '[off]\nL201 = ""\n', 9, "停用L201没有写理由"),
        (entry() + '[off]\nC205 = "不用"\n', 9, "C205在读取单元格时核查，不能停用"),
        (entry() + '[columns.trainee.days]\nheaders = ["天数"]\nkind = "number"\n', 8,
         "学员花名册已经有名为“days”的字段"),
        (entry() + '[columns.trainee.class_days]\nheaders = ["培训天数"]\nkind = "number"\n', 9,
         "“培训天数”已是学员花名册的“days”列"),
        (entry() + '[columns.trainee.own]\nheaders = ["类型"]\nkind = "word"\n', 10,
         "“kind”填的不对"),
        (entry() + '[columns.trainee.own]\nheaders = ["类型甲"]\nkind = "text"\nlist = "our_kind"\n',
         11, "没有名为“our_kind”的选项"),
    ],
    ids=str,
)  # fmt: skip
def test_entry_that_is_wrong_is_named_with_its_line(
    tmp_path: Path, pack: str, line: int, message: str
) -> None:
    assert f"{FIRST + line}：{message}" in problems(tmp_path, pack)


def test_what_is_declared_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked(tmp_path, CATEGORIES + '\n[off]\nL208 = "另文规定"\n', trainees(("", "", "", "")))
    monkeypatch.chdir(tmp_path)

    def said(*arguments: str) -> str:
        result = cli(*arguments, "--format", "markdown")
        assert result.exit_code == 0
        return result.stdout

    rule = said("rule", "NP101")
    assert "天数、线上学时或补贴标准不符" in rule
    assert "C-1" in rule
    assert "| 经营管理型 | 11" in rule
    assert said("rule", "our-2020-np101") == rule
    assert "NP101" in said("rules", "NP")
    assert "NP101" not in said("rules", "N")
    ledger = said("ledgers", "trainee")
    assert "online_hours" in ledger
    assert "线上学时" in ledger
    notice = said("notices", "our-2020")
    assert "规则NP101" in notice
    assert "培育类型为经营管理型的，培训天数不少于12天、线上学时不少于30学时" in notice
    assert "另文规定" in notice


def test_own_columns_are_read_in_worker_processes(tmp_path: Path) -> None:
    sheet = trainees(("经营管理型", "11", "30", "3500"))
    found = checked(tmp_path, CATEGORIES, sheet)
    options = check_options(find_settings([tmp_path / "0.xlsx"]), (), TODAY, "")
    again = pickle.loads(pickle.dumps(options))
    check = check_file(InputFile(tmp_path / "0.xlsx", "0.xlsx"), again)
    assert [f.message for f in check.run.findings if f.code == "NP101"] == [
        f.message for f in about(found, "NP101")
    ]


def test_own_column_can_be_expected_and_has_a_list(tmp_path: Path) -> None:
    pack = """
[columns.leader.leader_kind]
headers = ["带头人类型"]
kind = "text"
list = "our_leader_kind"

[lists.our_leader_kind]
clause = "C-1"
words = { "种养型" = ["种养殖型"], "经营型" = [] }

[[expects]]
clause = "C-1"
ledger = "leader"
field = "leader_kind"
column = true
"""
    assert problems(tmp_path, pack) == []
    sheet = leaders(("种养殖型",), ("",), ("加工",), heads="带头人类型")
    found = checked(tmp_path, pack, sheet)
    places = [(f.code, f.cell.address if f.cell else "") for f in found.findings]
    assert ("R102", "C4") in places
    assert ("C601", "C5") in places
    assert not [code for code, cell in places if cell == "C3"]
    without = checked(tmp_path, pack, leaders(("在库",), heads="状态"))
    assert [f.message for f in about(without, "S103")] == ["致富带头人台账没有“带头人类型”列"]


BY_CATEGORY = """
[limits.class_size]
unit = "人"
clause = "C-1"
by = "category"
value = 60
each."致富带头人培训班" = 40
each."电焊班" = 20
"""


def test_limit_of_a_rule_by_category(tmp_path: Path) -> None:
    assert problems(tmp_path, BY_CATEGORY) == []
    heads = "| 班次名称 | 班次类别 | 培训人数 |"
    kinds = [
        ("致富带头人培训班", 41),
        ("电焊班", 21),
        ("焊工班", 60),
        ("月嫂班", 61),
        ("", 99),
        ("电焊班", 20),
    ]
    rows = [f"| 第{n}期 | {kind} | {people} |" for n, (kind, people) in enumerate(kinds, 1)]
    sheet = Sheet("某县2020年培训班台账", "\n".join((heads, *rows)))
    found = about(checked(tmp_path, BY_CATEGORY, sheet), "N410")
    assert [f.cell.address for f in found if f.cell] == ["C3", "C4", "C6"]
    assert ["40" in found[0].message, "20" in found[1].message, "60" in found[2].message] == [
        True
    ] * 3


@pytest.mark.parametrize(
    ("pack", "line", "message"),
    [
        (BY_CATEGORY.replace("= 20", "= -20"), 7, "限额“class_size”是负数"),
        (BY_CATEGORY.replace('by = "category"', 'by = "kind"'), 4, "N410适用的台账没有“kind”字段"),
        (BY_CATEGORY.replace('by = "category"\n', ""), 1, "“by”和“each”要一起写"),
        (BY_CATEGORY.replace('"人"', '"元"'), 2, "限额“class_size”的单位是“人”，不是“元”"),
        ('\n[limits.attendance_rate]\nclause = "C-1"\nunit = "%"\nvalue = 130\n', 4,
         "限额“attendance_rate”超过100%"),
        ('\n[limits.selection_age]\nclause = "C-1"\nunit = "岁"\nvalue = [65, 18]\n', 4,
         "限额“selection_age”的第一个数（65）比后面的（18）大"),
        ("\n[limits.min_households_led]\nvalue = 5\n", 1,
         "限额“min_households_led”原有的条款GEN-LEAD是别处的，只作参照"),
    ],
    ids=str,
)  # fmt: skip
def test_limit_that_is_wrong_is_named_with_its_line(
    tmp_path: Path, pack: str, line: int, message: str
) -> None:
    assert f"{FIRST + line}：{message}" in problems(tmp_path, pack)


def test_clause_that_nothing_checks_is_named(tmp_path: Path) -> None:
    assert problems(tmp_path, "") == ["10：条款“C-1”没有什么来核查"]
    by_hand = HEAD + 'by_hand = "看现场"\n'
    assert problems(tmp_path, "", by_hand) == []
    assert problems(tmp_path, 'rules = ["L210"]\n') == []


def test_everything_that_is_wrong_is_named_at_once(tmp_path: Path) -> None:
    heads = "unit,indicator,year,value,measure,clause,deadline"
    rows = "合计,培训人素,2020,100,人,C-1,\n合计,培训人数,2020,-100,人,C-1,"
    (tmp_path / "our.csv").write_text(f"{heads}\n{rows}\n", encoding="utf-8")
    clause = '\n[[clauses]]\nid = "C-2"\nsection = "二"\nsays = "没有人查"\nseverity = "error"\n'
    wrong = entry("{ days = { min = 7, max = 5 } }") + entry(
        '{ id_number = { age = [65, 18], on = "starts" } }'
    ).replace("NP101", "NP102")
    limit = '\n[limits.class_size]\nclause = "C-1"\nunit = "元"\nvalue = -50\n'
    said = problems(tmp_path, INDICATOR + clause + wrong + limit)
    for words in (
        "没有名为“培训人素”的统计指标", "任务数填“-100”，是负数", "条款“C-2”没有什么来核查",
        "没有哪一行能又在7以上、又在5以下", "年龄写的是65至18岁", "限额“class_size”是负数",
        "限额“class_size”的单位是“人”，不是“元”",
    ):  # fmt: skip
        assert any(words in each for each in said), words


INDICATOR = """
[indicators.trained]
clause = "C-1"
title = "培训人数"
also = ["技能培训"]
ledger = "trainee"
unit = "人"
period = "ends"
distinct = "id_number"
"""


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("合计,培训人数,2020,100,人,C-1,2021-01-31", []),
        ("合计,培训人数|培训,2020,100,人,C-1,", []),
        ("合计,培训人素,2020,100,人,C-1,", ["2：没有名为“培训人素”的统计指标"]),
        ("合计,技能陪训,2020,100,人,C-1,", ["2：没有名为“技能陪训”的统计指标"]),
        ("合计,养鸡户数,2020,100,人,C-1,", ["2：没有名为“养鸡户数”的统计指标"]),
        ("合计,培训人数,2020,100,户,C-1,", ["2：“培训人数”的单位是“人”，不是“户”"]),
        ("合计,培训人数,2020,100,人,C-1,2019-12-31", ["2：期限2019-12-31早于任务的年度2020年"]),
        ("合计,培训人数,2020,-100,人,C-1,", ["2：任务数填“-100”，是负数"]),
        ("合计,培训人数,2020,100,人,C-1,2021年1月", ["2：期限填“2021年1月”，不是日期"]),
        ("合计,培训人数,2020,100,人,C-1,2021-02-30", ["2：期限填“2021-02-30”，不是日期"]),
    ],
    ids=str,
)
def test_targets_are_read_strictly(tmp_path: Path, row: str, said: list[str]) -> None:
    heads = "unit,indicator,year,value,measure,clause,deadline"
    (tmp_path / "our.csv").write_text(f"{heads}\n{row}\n", encoding="utf-8")
    assert problems(tmp_path, INDICATOR) == said


PROGRESS = Sheet(
    "某县2020年培训完成情况统计表",
    "| 乡镇 | 完成培训人数（人） |\n| 甲镇 | 60 |\n| 乙镇 | 39 |\n| 合计 | 99 |",
)


@pytest.mark.parametrize(
    ("as_of", "severity"),
    [(date(2021, 1, 31), "warning"), (date(2021, 2, 1), "error")],
    ids=str,
)
def test_severity_of_a_target_turns_on_its_day(tmp_path: Path, as_of: date, severity: str) -> None:
    (tmp_path / "notices").mkdir()
    (tmp_path / "notices" / "our.csv").write_text(
        "unit,indicator,year,value,measure,clause,deadline\n合计,培训人数,2020,100,人,C-1,2021-01-31\n",
        encoding="utf-8",
    )
    pack = HEAD.replace('severity = "error"', 'severity = "target"') + INDICATOR
    (tmp_path / "notices" / "our.toml").write_text(pack, encoding="utf-8")
    (tmp_path / "rs.toml").touch()
    write(tmp_path / "进度.xlsx", PROGRESS)
    found = rs.validate([tmp_path], as_of=as_of)
    assert [status.path for status in found.files] == ["进度.xlsx"]
    [finding] = about(found, "Q606")
    assert finding.message == "完成99人，2021-01-31前应完成100人，差1人"
    assert finding.severity.value == severity
    assert finding.cell is not None
    assert finding.cell.address == "B5"


@pytest.mark.parametrize(
    "sheet",
    [
        Sheet(PROGRESS.title, PROGRESS.table.replace("39", "40").replace("99", "100")),
        Sheet(PROGRESS.title, PROGRESS.table.replace("完成培训", "本季完成培训")),
        Sheet(PROGRESS.title, PROGRESS.table.replace("完成培训人数", "计划培训人数")),
        Sheet(
            "某县双河镇2020年培训完成情况统计表",
            PROGRESS.table.replace("甲镇", "甲村").replace("乙镇", "乙村"),
        ),
        Sheet(PROGRESS.title.replace("2020", "2019"), PROGRESS.table),
    ],
    ids=["reached", "a quarter", "a plan", "a township's", "another year"],
)
def test_honest_progress_is_not_reported(tmp_path: Path, sheet: Sheet) -> None:
    (tmp_path / "notices").mkdir()
    (tmp_path / "notices" / "our.csv").write_text(
        "unit,indicator,year,value,measure,clause,deadline\n合计,培训人数,2020,100,人,C-1,2021-01-31\n",
        encoding="utf-8",
    )
    found = checked(tmp_path, INDICATOR, sheet)
    assert about(found, "Q606") == []


def test_limit_of_a_rule_over_all_tables_by_an_own_column(tmp_path: Path) -> None:
    pack = """
[columns.trainee.farmer_kind]
headers = ["培育类型"]
kind = "text"

[limits.subsidies_per_year]
unit = "次"
clause = "C-1"
by = "farmer_kind"
each."经营管理型" = 2
each."专业生产型" = 1
"""
    assert problems(tmp_path, pack) == []
    heads = "| 姓名 | 身份证号 | 培育类型 | 班次名称 | 培训工种 | 结业日期 | 补贴金额 |"
    rows = [
        f"| 学员{name} | {number(sequence=n)} | {kind} | 第{month}期 | 工种{month} | 2020-0{month}-06 | 1000 |"
        for name, n, kind in (("甲", 1, "经营管理型"), ("乙", 3, "专业生产型"), ("丙", 5, ""))
        for month in (3, 5)
    ]
    sheet = Sheet("某县2020年学员花名册", "\n".join((heads, *rows)))
    found = about(checked(tmp_path, pack, sheet), "P114")
    assert [f.subject.name for f in found] == ["学员乙"]
    without = Sheet(sheet.title, sheet.table.replace("培育类型", "备注"))
    assert about(checked(tmp_path, pack, without), "P114") == []


CONDITIONS = [
    ("leader", "households_led", "带动户数", "min = 5"),
    ("leader", "households_led", "带动户数", "between = [5, 9]"),
    ("leader", "income", "年收入", "above = 50"),
    ("leader", "recognised", "认定时间", "before = 2020-01-01"),
    ("leader", "recognised", "认定时间", "min = 2021-01-01"),
    ("leader", "agreement", "带农协议", 'is = ["是"]'),
    ("leader", "raised", "户均增收", "is = 3500"),
]


@pytest.mark.parametrize(("ledger", "field", "header", "words"), CONDITIONS, ids=str)
@pytest.mark.parametrize("cell", ["", "待定？", "#REF!"])
def test_no_condition_convicts_what_cannot_be_read(
    tmp_path: Path, ledger: str, field: str, header: str, words: str, cell: str
) -> None:
    pack = f"""
[[requirements]]
code = "NP101"
title = "不符"
clause = "C-1"
ledger = "{ledger}"
must = {{ {field} = {{ {words} }} }}
hit = {{ {field} = {HITS[words]} }}
miss = {{}}
"""
    sheet = leaders(("在库", cell), heads=f"状态 | {header}")
    assert about(checked(tmp_path, pack, sheet), "NP101") == []


def test_nothing_is_no_number(tmp_path: Path) -> None:
    sheet = leaders(("在库", "/", "无", "50"), heads="状态 | 带动户数 | 带动贫困户数 | 年收入")
    assert about(checked(tmp_path, ALTERNATIVES, sheet), "NP102") == []


HITS = {
    "min = 5": "4",
    "between = [5, 9]": "10",
    "above = 50": "50",
    "before = 2020-01-01": "2020-01-01",
    "min = 2021-01-01": "2020-12-31",
    'is = ["是"]': "false",
    "is = 3500": "1000",
}


def test_reports_say_what_was_switched_off(tmp_path: Path) -> None:
    checked(
        tmp_path, ALTERNATIVES, leaders(("5", "3", "50", "在库")), settings='[off]\nL201 = "试行"\n'
    )
    result = cli("validate", str(tmp_path / "0.xlsx"))
    assert "停用的规则：带动户数不足（L201）：设置中停用：试行" in result.stdout
