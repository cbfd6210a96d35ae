"""Every problem of a pack is named at once, with its line and its remedy."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from builders.command_line import rs
from ruralskills import notices
from ruralskills.catalogue import available_notices
from ruralskills.notices import NoticeError, load
from ruralskills.notices.toml_lines import TomlLines

HEAD = 'id = "our-2024"\ntitle = "某县办法"\ndocument = "某政办〔2024〕1号"\nextends = "tongnan-2020"\n'
CLAUSE = '[[clauses]]\nid = "OUR-1"\nsays = "每期不少于10天"\nseverity = "error"\n'


def found(tmp_path: Path, text: str, head: str = HEAD) -> list[tuple[int, str]]:
    path = tmp_path / "our.toml"
    path.write_text(head + text, encoding="utf-8")
    read, problems = available_notices.proofread(path)
    assert (read is None) == bool(problems)
    for problem in problems:
        assert problem.remedy
        assert str(problem).startswith(f"{problem.file}第{problem.line}行：")
    return [(m.line, f"{m.message}。{m.remedy}") for m in problems]


INDICATOR = CLAUSE + '[indicators.x]\nclause = "OUR-1"\ntitle = "人数"\nledger = "trainee"\n'

PROBLEMS = [
    ("[limit.min_class_days]\nvalue = 1", 5, "没有“limit”这一项。是不是“limits”"),
    ("[limits.min_class_days]\n\nvale = 1", 7, "没有“vale”这一项。是不是“value”"),
    ('[limits.min_class_days]\nvalue = "七"', 6, "数字不加引号"),
    ("[limits.min_clas_days]\nvalue = 1", 5, "没有规则用到名为“min_clas_days”的限额。是不是“min_class_days”"),
    ('[limits.min_class_days]\nvalue = 1\nclause = "OUR-2"', 7, "没有编号为“OUR-2”的条款"),
    ("[limits.voucher_days]\nvalue = 60", 5, "缺少“clause”"),
    ("[limits.subsidy_age]\nvalue = 60", 6, "限额“subsidy_age”要写几个数字"),
    ("[limits.class_size]\nvalue = [50, 60]", 6, "限额“class_size”要写一个数字"),
    ("[limits.class_size]\nvalue = 50.5", 6, "限额“class_size”要写整数"),
    ("[limits.lecture_to_visit]\nvalue = [5, 2, 1]", 6, "限额“lecture_to_visit”要写2个数字"),
    (CLAUSE + CLAUSE, 10, "条款“OUR-1”写了两次"),
    ('[[clauses]]\nid = "OUR-1"', 5, "缺少“says”"),
    (CLAUSE.replace("error", "hard"), 8, "应是error、warning"),
    (CLAUSE.replace("每期", "每期原则上"), 8, "写的是“原则上”，不能作为错误"),
    (CLAUSE + f'phrase = "{"原文字" * 11}"', 9, "“phrase”有33个字，多于30个"),
    (CLAUSE + 'basis = "推断"', 8, "是推断，不能作为错误"),
    (CLAUSE + 'rules = ["L2010"]', 9, "没有编号为“L2010”的规则。是不是“L2"),
    ('[severities]\nL201 = "grave"', 6, "应是error、warning、info、target之一"),
    ('[severities]\nL2O8 = "info"', 6, "没有编号为“L2O8”的规则。是不是“L208”"),
    ('[severities]\nL209 = "info"\nT301 = "error"', 7, "T301依据的条款CQ-24写的是“原则上”，不能作为错误"),
    ('[headers.leadr]\nname = ["带头人名称"]', 5, "没有编号为“leadr”的台账。是不是“leader”"),
    ('[headers.leader]\nnames = ["带头人名称"]', 5, "没有名为“names”的字段。是不是“name”"),
    ('[headers.leader]\nname = "带头人名称"', 6, "应是一列文字"),
    ('[scopes.T301]\ncategories = ["甲"]', 5, "没有“categories”字段。是不是“category”"),
    ('[scopes.C205]\nname = ["甲"]', 5, "不能限定范围"),
    ('[lists.sexes.words]\n"男" = []', 5, "没有哪一列或哪条规则用到名为“sexes”的选项"),
    ('[lists.sex.words]\n"男" = ["M"]\n"女" = ["M"]', 7, "“M”既归到“男”，又归到“女”"),
    ('[[expects]]\nledger = "leader"\nfield = "project"', 5, "缺少“clause”"),
    (CLAUSE + '[[expects]]\nclause = "OUR-1"\nledger = "leader"\nfield = "projct"', 11, "没有名为“projct”的字段"),
    (CLAUSE + '[[covers]]\nclause = "OUR-1"\nevery = { ledger = "leader", key = "id" }\namong = []', 11, "没有名为“id”的字段"),
    (CLAUSE + '[[steps]]\nclause = "OUR-1"\nledger = "leader"\nfields = ["applied", "filed"]', 12, "没有名为“filed”的字段"),
    (CLAUSE + '[[duties]]\nclause = "OUR-1"\nwhat = "通报"\nevery = "week"', 12, "应是year、"),
    (CLAUSE + '[indicators.x]\nclause = "OUR-1"\ntitle = "人数"\nledger = "trainees"', 9, "没有编号为“trainees”的台账"),
    (INDICATOR + 'distinct = ["id_number", "clas_name"]', 9, "学员花名册没有名为“clas_name”的字段。是不是“class_name”"),
    (INDICATOR + 'distinct = 1', 13, "应是文字，如 \"name\"，或一列文字"),
    (INDICATOR + 'any_of = [{ level = ["高级工"] }, { levl = ["技师"] }]', 9, "没有名为“levl”的字段。是不是“level”"),
    (INDICATOR + 'any_of = { level = ["高级工"] }', 13, "有一个符合就行"),
    (INDICATOR + 'sum = "village"', 13, "“村(社区)”不是数字，不能相加"),
    (INDICATOR + 'period = "subsidy"', 13, "不是日期，不能按它归期"),
    (INDICATOR + 'level = "county_wide"', 13, "应是county之一"),
    (INDICATOR + 'spans = ["years"]', 13, "应是 [\"year\"]、[\"plan\"]"),
    (INDICATOR + 'spans = ["year", "plan"]', 13, "没有几个年度，不能统计各年合计"),
    (INDICATOR + 'owner = { ledger = "leader", key = "id_number" }', 13, "缺少“name”"),
    (INDICATOR + 'owner = { ledger = "leadr", key = "id_number", name = "name" }', 13, "没有编号为“leadr”的台账。是不是“leader”"),
    (INDICATOR + 'owner = { ledger = "leader", key = "id_number", name = "name", where = { village_kind = ["贫困"] } }', 13, "“村类型”不会是“贫困”。是不是“贫困村”"),
    (INDICATOR + 'otherwise = { ledger = "training_class", summ = "trained" }', 13, "没有“summ”这一项。是不是“sum”"),
    (INDICATOR + 'otherwise = { ledger = "training_class", sum = "traned" }', 13, "培训班台账没有名为“traned”的字段。是不是“trained”"),
    (INDICATOR + 'otherwise = { ledger = "training_class", sum = "trade" }', 13, "“培训工种”不是数字，不能相加"),
    (INDICATOR + '[ratios.y]\nclause = "OUR-1"\ntitle = "率"\npart = "x"\nwhole = "xx"', 17, "没有编号为“xx”的统计指标。是不是“x”"),
    (INDICATOR + '[ratios.y]\nclause = "OUR-1"\ntitle = "率"\npart = "x"', 13, "缺少“whole”"),
    (INDICATOR + '[ratios.y]\nclause = "OUR-9"\ntitle = "率"\npart = "x"\nwhole = "x"', 14, "没有编号为“OUR-9”的条款"),
    (CLAUSE + '[[expects]]\nclause = "OUR-1"\nledger = "leader"\nfield = "project"\nwhen = { status = ["在册"] }', 13, "致富带头人台账“状态”不会是“在册”。可填：在库、退出"),
    (CLAUSE + '[[expects]]\nclause = "OUR-1"\nledger = "leader"\nfield = "agreement"\nvalues = ["有"]', 13, "“带农协议”不会是“有”。可填：是、否"),
    ('[scopes.L201]\nvillage_kind = ["贫困"]', 5, "“村类型”不会是“贫困”。是不是“贫困村”"),
    ('years = "2024"', 5, "如 [2021, 2025]"),
    ("years = [2025, 2024]", 5, "如 [2021, 2025]"),
    ("places = [某县]", 5, "写法不符合TOML格式"),
    ('places = ["甲"]\nplaces = ["乙"]', 6, "前面已经写过"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "said"), PROBLEMS, ids=[said for _, _, said in PROBLEMS])
def test_problem(tmp_path: Path, text: str, line: int, said: str) -> None:
    [(at, words)] = found(tmp_path, text)
    assert at == line
    assert said in words


def test_all_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = f'[limits.min_class_days]\nvale = 1\n{CLAUSE}rules = ["L20X"]\n[severities]\nT301 = "error"\n'
    assert [line for line, _ in found(tmp_path, text)] == [6, 11, 13]
    path = tmp_path / "our.toml"
    with pytest.raises(NoticeError) as raised:
        load(path, notices.shipped_notices())
    assert len(raised.value.problems) == 1  # what needs no rules


def test_head_that_is_wrong(tmp_path: Path) -> None:
    by_hand = f'{CLAUSE}by_hand = "看现场"\n'
    assert [line for line, _ in found(tmp_path, by_hand, 'id = "x"\n')] == [1, 1]
    [(line, said)] = found(tmp_path, "", HEAD.replace("tongnan-2020", "tongnan"))
    assert (line, "是不是“tongnan-2020”" in said) == (4, True)
    [(line, said)] = found(tmp_path, "", HEAD.replace("our-2024", "common"))
    assert (line, "已经有了" in said) == (1, True)


def test_file_that_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "our.toml"
    path.write_bytes(HEAD.encode("gb18030"))
    [problem] = available_notices.proofread(path)[1]
    assert "UTF-8" in problem.message


TARGETS = ["unit", "indicator", "year", "value", "measure", "clause"]


def targets(tmp_path: Path, *rows: str, encoding: str = "utf-8") -> list[tuple[int, str]]:
    with (tmp_path / "our.csv").open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows([TARGETS, *(row.split(",") for row in rows)])
    return found(tmp_path, CLAUSE)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("合计,培训,2024,100,,OUR-1", "“measure”是空的"),
        ("合计,培训,2024,百,人,OUR-1", "任务数填“百”，不是数字"),
        ("合计,培训,今年,100,人,OUR-1", "年度填“今年”"),
        ("合计,培训,2024,100,人,OUR-9", "没有编号为“OUR-9”的条款。是不是“OUR-1”"),
    ],
)
def test_problem_in_a_target(tmp_path: Path, row: str, said: str) -> None:
    [(line, words)] = targets(tmp_path, "甲镇,培训,2024,100,人,OUR-1", row)
    assert line == 3
    assert said in words


def test_targets_as_a_spreadsheet_saves_them(tmp_path: Path) -> None:
    assert targets(tmp_path, "合计,培训,2024,100,人,OUR-1", encoding="gb18030") == []
    (tmp_path / "our.csv").write_text("单位,任务\n甲,3\n", encoding="utf-8")
    [(line, said)] = found(tmp_path, CLAUSE)
    assert (line, "第一行应是" in said) == (1, True)


def test_lines_of_entries() -> None:
    text = '''a = "#"
b = ["[x]",
  "c = 1", # ]
]
d = """
[e]
"""
f.g = 1
[[h]]
i = 1
[[h]]
"i" = { j = 2 }
[h.k]
l = 1
['m n'.o]
'''
    lines = TomlLines(text)
    wanted = {
        ("b",): 2, ("d",): 5, ("f", "g"): 8, ("h", 0, "i"): 10, ("h", 1, "i", "j"): 12,
        ("h", 1, "k", "l"): 14, ("m n", "o"): 15, ("e",): 1, ("h", 2): 9,
    }  # fmt: skip
    assert {path: lines.at(path) for path in wanted} == wanted


def check(path: Path, *options: str) -> tuple[int, str]:
    result = rs("notices", "--check", path, *options)
    return result.exit_code, result.stdout


def test_command(tmp_path: Path) -> None:
    by_hand = 'by_hand = "看现场"\n'
    (tmp_path / "our.toml").write_text(f"{HEAD}{CLAUSE}{by_hand}", encoding="utf-8")
    code, said = check(tmp_path / "our.toml")
    assert (code, "没有发现写错的地方。1条条款" in said) == (0, True)
    assert targets(tmp_path, "合计,培训,2024,30,人,OUR-1", "甲,培训,2024,10,人,OUR-1",
                   "乙,培训,2024,19,人,OUR-1") == []  # fmt: skip
    code, said = check(tmp_path / "our.toml")
    assert code == 1
    assert "2024年培训30人：2个单位相加29人，少1人，请与通知原文核对" in said
    (tmp_path / "our.toml").write_text(f"{HEAD}x = 1\n", encoding="utf-8")
    code, said = check(tmp_path / "our.toml", "--format", "json")
    assert code == 1
    assert json.loads(said)["mistakes"][-1]["line"] == 5
    assert check(tmp_path / "nothing.toml") == (2, "")


@pytest.mark.parametrize("name", notices.shipped_notices())
def test_shipped_notices_have_no_problems(name: str) -> None:
    read, problems = available_notices.proofread(notices.SHIPPED_FOLDER / f"{name}.toml")
    assert problems == []
    assert read == notices.shipped_notices()[name]


def test_lines_are_looked_for_only_when_something_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody_asks(text: str) -> TomlLines:
        raise AssertionError(text)

    monkeypatch.setattr("ruralskills.notices.source.TomlLines", nobody_asks)
    assert load(notices.SHIPPED_FOLDER / "tongnan-2020.toml").targets
