"""What a pack can say, and what its check names, in further ledgers and words.

Each sound pack brings the row that it hits and the row that it misses, which the check tries.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest

import ruralskills as rs
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import TODAY, number
from ruralskills.catalogue import available_notices
from ruralskills.model.findings import Nature, Severity

HEAD: Final = """
id = "our-2020"
title = "某县2020年培训办法"
document = "某政办〔2020〕9号"
places = ["某县"]
years = [2020, 2021]
extends = "common"

[[clauses]]
id = "C-1"
section = "二"
phrase = "必须达到"
says = "达到规定的数"
severity = "error"

"""
LINES: Final = HEAD.count("\n")


def requirement(ledger: str, asks: str, hit: str, miss: str) -> str:
    return (
        '[[requirements]]\ncode = "NP101"\ntitle = "没有达到"\nclause = "C-1"\n'
        f'ledger = "{ledger}"\nhit = {hit}\nmiss = {miss}\n{asks}\n'
    )


def limit(name: str, value: str, unit: str, more: str = "") -> str:
    return f'[limits.{name}]\nclause = "C-1"\nunit = "{unit}"\nvalue = {value}\n{more}'


INDICATOR: Final = (
    '[indicators.trained]\nclause = "C-1"\ntitle = "培训人数"\nledger = "trainee"\nunit = "人"\n'
    'period = "ends"\ndistinct = "id_number"\n'
)
RATIO: Final = (
    'ratio = { field = "entity_kind", words = ["甲", "乙"], is = [1, 1], tolerance = 10 }'
)
COUNTED: Final = '{ "甲" = 8, "乙" = 4 }', '{ "甲" = 6, "乙" = 6 }'


def named(tmp_path: Path, pack: str, targets: str = "") -> list[str]:
    """The problems that the check names, each with its line."""
    path = tmp_path / "our-2020.toml"
    path.write_text(HEAD + pack, encoding="utf-8")
    if targets:
        heads = "unit,indicator,year,value,measure,clause\n"
        path.with_suffix(".csv").write_text(heads + targets, encoding="utf-8")
    return [f"{p.line}：{p.message}" for p in available_notices.proofread(path)[1]]


OWN_COLUMN: Final = '[columns.leader.own]\nheaders = ["自加列"]\nkind = "{kind}"\n'
KINDS: Final = {
    "text": ('is = ["合格"]', '"差"', '"合格"'),
    "count": ("min = 3", "2", "3"),
    "number": ("above = 2.5", "2.5", "2.6"),
    "money": ("max = 5000", "5001", "5000"),
    "percent": ("min = 30", '"29%"', '"30%"'),
    "day": ("after = 2020-01-01", "2020-01-01", "2020-01-02"),
    "yes/no": ('is = ["是"]', '"否"', '"是"'),
}
SOUND: Final = {
    "hours by category": requirement(
        "trainee", 'by = "category"\neach."甲" = { hours = { min = 30 } }\neach."乙" = { hours = { min = 8 } }',
        '{ category = "甲", hours = 29 }', '{ category = "乙", hours = 8 }'),
    "households by the kind of village": requirement(
        "leader", 'by = "village_kind"\neach."贫困村" = { households_led = { min = 5 } }\n'
        'each."非贫困村" = { households_led = { min = 3 } }',
        '{ village_kind = "贫困村", households_led = 4 }', '{ village_kind = "非贫困村", households_led = 3 }'),
    "the sum by the level": requirement(
        "trainee", 'by = "level"\neach."五级" = { subsidy = { is = 1500 } }\neach."四级" = { subsidy = { is = 2000 } }',
        '{ level = "五级", subsidy = 2000 }', '{ level = "四级", subsidy = 2000 }'),
    "days of a rule by category": limit("min_class_days", "7", "天", 'by = "category"\neach."带头人提升班" = 3\n'),
    "one of three": requirement(
        "leader", "any = [{ households_led = { min = 5 } }, { poor_households_led = { min = 3 } }, "
        '{ income = { min = 100000, unit = "元" } }]',
        "{ households_led = 4, poor_households_led = 2, income = 5 }",
        "{ households_led = 1, poor_households_led = 1, income = 10 }"),
    "days or hours": requirement(
        "training_class", "any = [{ days = { min = 5 } }, { hours = { min = 40 } }]",
        "{ days = 4, hours = 32 }", "{ days = 4, hours = 40 }"),
    "one of two groups": requirement(
        "workshop", "any = [{ workers = { min = 10 }, poor_workers = { min = 3 } }, { workers = { min = 30 } }]",
        "{ workers = 10, poor_workers = 2 }", "{ workers = 30, poor_workers = 0 }"),
    "a count and a share": requirement(
        "workshop", 'must = { workers = { min = 10 }, poor_workers = { share_of = "workers", min = 30 } }',
        "{ workers = 10, poor_workers = 2 }", "{ workers = 10, poor_workers = 3 }"),
    "sales and households": requirement(
        "leader", 'must = { income = { min = 500000, unit = "元" }, households_led = { between = [3, 50] } }',
        "{ income = 49, households_led = 3 }", "{ income = 50, households_led = 3 }"),
    "one of two and a third": requirement(
        "leader", "any = [{ households_led = { min = 5 } }, { poor_households_led = { min = 3 } }]\n"
        "must = { income = { above = 10 } }",
        "{ households_led = 5, income = 10 }", "{ households_led = 5, income = 11 }"),
    "before a day": requirement(
        "leader", "must = { recognised = { before = 2020-07-01 } }", "{ recognised = 2020-07-01 }",
        "{ recognised = 2020-06-30 }"),
    "between two days": requirement(
        "training_class", "must = { starts = { between = [2020-03-01, 2020-11-30] } }",
        "{ starts = 2020-12-01 }", "{ starts = 2020-11-30 }"),
    "a share of money": requirement(
        "subsidy_claim", 'must = { paid_amount = { share_of = "amount", min = 60 } }',
        "{ amount = 100, paid_amount = 59 }", "{ amount = 100, paid_amount = 60 }"),
    "1 to 1": requirement("leader", RATIO, *COUNTED),
    "7 to 3": requirement(
        "leader", RATIO.replace("[1, 1]", "[7, 3]"), '{ "甲" = 5, "乙" = 5 }', '{ "甲" = 7, "乙" = 3 }'),
    "three kinds": requirement(
        "leader", 'ratio = { field = "entity_kind", words = ["甲", "乙", "丙"], is = [5, 3, 2], tolerance = 10 }',
        '{ "甲" = 1, "乙" = 1, "丙" = 8 }', '{ "甲" = 5, "乙" = 3, "丙" = 2 }'),
    "switched off": limit("class_size", "50", "人") + '[off]\nL209 = "另文规定"\nT301 = "本县不办"\n',
    "several posts": limit("posts_a_person", "2", "个"),
    "ages of pupils": limit("pupil_age", "[3, 30]", "岁"),
    "days of a span": limit("least_share_of_span", "[1, 3]", "比"),
    **{
        f"a column of {kind}": OWN_COLUMN.format(kind=kind) + requirement(
            "leader", f"must = {{ own = {{ {asks} }} }}", f"{{ own = {hit} }}", f"{{ own = {miss} }}")
        for kind, (asks, hit, miss) in KINDS.items()
    },
}  # fmt: skip
DAYS: Final = "{ days = 6 }", "{ days = 7 }"
WRONG: Final[dict[str, tuple[str, int, str]]] = {
    "a unit of another kind": (limit("posts_a_person", "2", "户"), 3, "限额“posts_a_person”的单位是“个”，不是“户”"),
    "years of money": (limit("pupil_age", "[3, 30]", "元"), 3, "限额“pupil_age”的单位是“岁”，不是“元”"),
    "days as a share": (limit("least_share_of_span", "[1, 3]", "%"), 3, "限额“least_share_of_span”的单位是“比”，不是“%”"),
    "posts below nought": (limit("posts_a_person", "-1", "个"), 4, "限额“posts_a_person”是负数"),
    "a share below nought": (limit("least_share_of_span", "[-1, 3]", "比"), 4, "限额“least_share_of_span”是负数"),
    "income below nought": (
        requirement("leader", "must = { income = { min = -5 } }", "{ income = -6 }", "{ income = 1 }"), 8,
        "“年经营收入”的数不能是负数"),
    "a share over the whole": (
        limit("least_share_of_span", "[3, 2]", "比"), 4, "限额“least_share_of_span”的前一个数（3）比后一个（2）大"),
    "pupils of 30 to 3": (limit("pupil_age", "[30, 3]", "岁"), 4, "限额“pupil_age”的第一个数（30）比后面的（3）大"),
    "people of 85 to 14": (limit("possible_age", "[85, 14]", "岁"), 4, "限额“possible_age”的第一个数（85）比后面的（14）大"),
    "men over and women under": (
        limit("subsidy_age", "[60, 16, 55]", "岁"), 4, "限额“subsidy_age”的第一个数（60）比后面的（16）大"),
    "days turned round": (
        requirement("training_class", "must = { starts = { between = [2020-11-30, 2020-03-01] } }",
                    "{ starts = 2020-12-01 }", "{ starts = 2020-11-30 }"), 8,
        "between 的前一个（2020-11-30）比后一个（2020-03-01）大"),
    "after the end": (
        requirement("leader", "must = { recognised = { after = 2020-07-01, before = 2020-06-01 } }",
                    "{ recognised = 2020-07-01 }", "{ recognised = 2020-06-30 }"), 8,
        "没有哪一行能又在2020-07-01以上、又在2020-06-01以下"),
    "a number and more than it": (
        requirement("trainee", "must = { days = { is = 5, min = 7 } }", *DAYS), 8,
        "is 和 min、max 要求不同的数，没有哪一行能符合"),
    "nothing between 3 and 4": (
        requirement("leader", "must = { households_led = { above = 3, below = 4 } }", "{ households_led = 3 }",
                    "{ households_led = 3 }"), 8, "“带动户数”是整数，3和4之间没有"),
    "half a household": (
        requirement("leader", "must = { households_led = { is = 3.5 } }", "{ households_led = 3 }",
                    "{ households_led = 3 }"), 8, "“带动户数”是整数，没有哪一行能符合"),
    "one word and another": (
        requirement("trainee", 'when = { category = ["甲"] }\nmust = { category = { is = ["乙"] } }',
                    '{ category = "甲" }', '{ category = "丙" }'), 9,
        "when 和 must 对同一列要求不同的词，没有哪一行能符合"),
    "a word that is on no list": (
        requirement("leader", 'by = "village_kind"\neach."特殊村" = { households_led = { min = 5 } }',
                    '{ village_kind = "特殊村", households_led = 4 }',
                    '{ village_kind = "特殊村", households_led = 5 }'), 8, "致富带头人台账“村类型”不会是“特殊村”"),
    "one of one": (
        requirement("leader", "any = [{ households_led = { min = 5 } }]", "{ households_led = 4 }",
                    "{ households_led = 5 }"), 8, "“any”只有一项"),
    "a proportion with nought": (requirement("leader", RATIO.replace("[1, 1]", "[0, 1]"), *COUNTED), 8, "比例里的数要大于0"),
    "a proportion below nought": (requirement("leader", RATIO.replace("[1, 1]", "[1, -1]"), *COUNTED), 8, "比例里的数要大于0"),
    "a tolerance of 150": (
        requirement("leader", RATIO.replace("= 10", "= 150"), *COUNTED), 8, "tolerance 是百分之几，应在0至100之间"),
    "off what it asks itself": (
        requirement("trainee", "must = { days = { min = 7 } }", *DAYS) + '[off]\nNP101 = "不用"\n', 10,
        "NP101是这份通知自己的要求，又把它停用"),
    "off for no reason": (limit("class_size", "50", "人") + '[off]\nL209 = "  "\n', 6, "停用L209没有写理由"),
    "off what the reader finds": (
        limit("class_size", "50", "人") + '[off]\nR101 = "不用"\n', 6, "R101在读取单元格时核查，不能停用"),
    "a misspelt part of a rate": (
        INDICATOR + '[ratios.share]\nclause = "C-1"\ntitle = "占比"\npart = "traned"\nwhole = "trained"\n', 11,
        "没有编号为“traned”的统计指标"),
    "a misspelt key": (INDICATOR.replace("distinct", "distinkt"), 7, "没有“distinkt”这一项"),
    "a clause that nothing checks": (
        limit("class_size", "50", "人")
        + '[[clauses]]\nid = "C-2"\nsection = "三"\nphrase = "好"\nsays = "好"\nseverity = "error"\n', 6,
        "条款“C-2”没有什么来核查"),
}  # fmt: skip
WRONG_TARGETS: Final = {
    "a misspelt indicator": ("合计,陪训人数,2020,7270,人,C-1", "没有名为“陪训人数”的统计指标"),
    "people in money": ("合计,培训人数,2020,7270,万元,C-1", "“培训人数”的单位是“人”，不是“万元”"),
    "fewer than none": ("合计,培训人数,2020,-5,人,C-1", "任务数填“-5”，是负数"),
}


@pytest.mark.parametrize("kind", SOUND)
def test_a_pack_can_say(tmp_path: Path, kind: str) -> None:
    assert named(tmp_path, SOUND[kind]) == []


@pytest.mark.parametrize("kind", WRONG)
def test_the_check_names(tmp_path: Path, kind: str) -> None:
    pack, line, message = WRONG[kind]
    assert f"{LINES + line}：{message}" in named(tmp_path, pack)


@pytest.mark.parametrize("kind", WRONG_TARGETS)
def test_the_check_names_of_targets(tmp_path: Path, kind: str) -> None:
    line, message = WRONG_TARGETS[kind]
    assert f"2：{message}" in named(tmp_path, INDICATOR, f"{line}\n")


# What another place asks for, and what this one says of it.

LEADER: Final = Sheet(
    "某县2020年致富带头人台账",
    f"| 姓名 | 身份证号 | 状态 | 带动贫困户数 |\n| 张三 | {number()} | 在库 | 2 |",
)
HOURS: Final = Sheet(
    "某县2020年培训班台账", "| 班次名称 | 理论课时 | 实操课时 |\n| 电焊班 | 60 | 40 |"
)
ELSEWHERE: Final = [("L201", LEADER), ("T304", HOURS)]


def of(tmp_path: Path, code: str, sheet: Sheet, pack: str | None, settings: str = "") -> list[Any]:
    (tmp_path / "rs.toml").write_text(settings, encoding="utf-8")
    if pack is not None:
        (tmp_path / "notices").mkdir(exist_ok=True)
        (tmp_path / "notices" / "our.toml").write_text(HEAD + pack, encoding="utf-8")
    found = rs.validate([write(tmp_path / "台账.xlsx", sheet)], as_of=TODAY)
    return [finding for finding in found.findings if finding.code == code]


@pytest.mark.parametrize(("code", "sheet"), ELSEWHERE)
@pytest.mark.parametrize(
    ("pack", "why"),
    [(None, "没有识别出本地通知"), (limit("class_size", "50", "人"), "本地通知未作要求")],
)
def test_what_another_place_asks_for_is_a_question(
    tmp_path: Path, code: str, sheet: Sheet, pack: str | None, why: str
) -> None:
    [found] = of(tmp_path, code, sheet, pack)
    assert (found.nature, found.severity) == (Nature.DOUBT, Severity.WARNING)
    assert "参照" in found.message
    assert why in found.message


@pytest.mark.parametrize(
    ("code", "sheet", "pack", "is_found"),
    [
        ("L201", LEADER, limit("min_households_led", "5", "户"), True),
        ("L201", LEADER, limit("min_households_led", "2", "户"), False),
        ("T304", HOURS, limit("practice_to_theory", "[5, 5]", "课时"), True),
        ("T304", HOURS, limit("practice_to_theory", "[4, 6]", "课时"), False),
    ],
)
def test_the_local_number_counts_alone(
    tmp_path: Path, code: str, sheet: Sheet, pack: str, is_found: bool
) -> None:
    found = of(tmp_path, code, sheet, pack)
    assert bool(found) == is_found
    assert not any("参照" in one.message for one in found)


@pytest.mark.parametrize(("code", "sheet"), ELSEWHERE)
def test_the_workspace_switches_it_off(tmp_path: Path, code: str, sheet: Sheet) -> None:
    assert of(tmp_path, code, sheet, None, f'[off]\n{code} = "本县不作要求"\n') == []


# A limit by category of a rule that looks at all tables together.

BY_WORD: Final = limit("min_class_days", "7", "天", 'by = "category"\neach."提升班" = 3\n')


@pytest.mark.parametrize(
    ("pack", "cells"),
    [
        (BY_WORD, ["D4", "D5"]),
        (BY_WORD.replace("value = 7\n", ""), ["D5"]),
        (BY_WORD.replace("= 3", "= 2"), ["D4"]),
    ],
)
def test_a_limit_by_category_over_all_tables(tmp_path: Path, pack: str, cells: list[str]) -> None:
    rows = (
        "带头人第1期 | 带头人初训班 | 7", "带头人第2期 | 带头人初训班 | 5", "带头人第3期 | 带头人提升班 | 2",
        "带头人第4期 | 带头人提升班 | 3", "带头人第5期 | | 1",
    )  # fmt: skip
    table = "\n".join(f"| {n} | {row} |" for n, row in enumerate(rows, 1))
    sheet = Sheet("某县2020年培训班台账", f"| 序号 | 班次名称 | 班次类别 | 培训天数 |\n{table}")
    found = of(tmp_path, "T301", sheet, pack.replace('"提升班"', '"带头人提升班"'))
    assert [one.cell.address for one in found] == cells
