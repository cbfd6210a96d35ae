"""A county's own notice, from the folder of its workspace: no Python, and nothing of the shipped ones lost."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from pathlib import Path

import pytest

import ruralskills as rs
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import TODAY, number
from ruralskills import notices
from ruralskills.model.outcome import Outcome
from ruralskills.notices import NoticeError, NoticeLibrary

HEAD = """
id = "our-2020"
title = "某县2020年带头人培育办法"
document = "某政办〔2020〕9号"
places = ["某县"]
years = [2020, 2020]
extends = "common"
"""
LEADERS = Sheet(
    "某县2020年致富带头人台账",
    f"""
    | 带头人名称 | 身份证号 | 带动贫困户数 | 状态 |
    | 张三 | {number()} | 4 | 在库 |
    | 李四 | {number(sequence=3)} | 5 | 在库 |
    """,
)
OF_TRADES = Sheet(
    "某县2020年致富带头人台账",
    f"""
    | 姓名 | 身份证号 | 带动贫困户数 | 产业类型 |
    | 张三 | {number()} | 1 | 养殖 |
    | 李四 | {number(sequence=3)} | 1 | 种植 |
    | 王五 | {number(sequence=5)} | 1 |  |
    """,
)


def outcome(tmp_path: Path, pack: str, *sheets: Sheet, head: str = HEAD) -> Outcome:
    """Check sheets in a workspace with a notice of its own."""
    (tmp_path / "notices").mkdir(exist_ok=True)
    (tmp_path / "rs.toml").write_text("", encoding="utf-8")
    (tmp_path / "notices" / "our.toml").write_text(head + pack, encoding="utf-8")
    paths = [write(tmp_path / f"{n}.xlsx", sheet) for n, sheet in enumerate(sheets)]
    found = rs.validate(paths, as_of=TODAY)
    assert not found.rules_broken
    return found


def said(outcome: Outcome, *codes: str) -> list[tuple[str, str, str]]:
    return [
        (f.code, f.cell.address if f.cell else "", f.severity.value)
        for f in outcome.findings
        if not codes or f.code in codes
    ]


def test_it_is_recognised_and_comes_first(tmp_path: Path) -> None:
    found = outcome(tmp_path, "", LEADERS)
    assert [n.id for n in found.notices] == ["our-2020", "common"]
    assert "某县" in found.notices[0].chosen_by


def test_headers_reach_the_reader_and_no_other_check(tmp_path: Path) -> None:
    without = outcome(tmp_path, "", LEADERS)
    assert "exact" not in [table.columns[0].chosen_by for table in without.tables]
    pack = '[headers.leader]\nname = ["带头人名称"]\n'
    found = outcome(tmp_path, pack, LEADERS)
    assert said(found) == []
    [table] = found.tables
    assert [c.field for c in table.columns][:2] == ["name", "id_number"]
    assert table.columns[0].chosen_by == "exact"
    assert said(outcome(tmp_path, "", LEADERS)) == said(without)


LIMIT = """
[headers.leader]
name = ["带头人名称"]

[[clauses]]
id = "OUR-1"
section = "二"
phrase = "每人带动5户以上"
says = "每名带头人至少带动5户"
severity = "error"

[limits.min_households_led]
value = 5
unit = "户"
clause = "OUR-1"
"""


def test_limit_of_its_own(tmp_path: Path) -> None:
    found = outcome(tmp_path, LIMIT, LEADERS)
    assert said(found) == [("L201", "C3", "error")]
    [finding] = found.findings
    assert finding.clause is not None
    assert finding.clause.citation == "某政办〔2020〕9号二“每人带动5户以上”"


def test_limit_under_the_clause_of_the_notice_behind_it(tmp_path: Path) -> None:
    pack = "[limits.people_per_household]\nvalue = 2\n"
    sheet = Sheet(
        "某县2020年致富带头人台账",
        f"| 姓名 | 身份证号 | 带动贫困户数 | 带动户数 | 带动人数 |\n| 张三 | {number()} | 5 | 5 | 15 |",
    )
    [finding] = outcome(tmp_path, pack, sheet).findings
    assert finding.clause is not None
    assert finding.clause.id == "GEN-SEQ"


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_what_a_rule_weighs(tmp_path: Path, severity: str) -> None:
    found = outcome(tmp_path, f'{LIMIT}\n[severities]\nL201 = "{severity}"\n', LEADERS)
    assert said(found) == [("L201", "C3", severity)]


def test_no_word_of_an_office_makes_an_error_of_soft_words(tmp_path: Path) -> None:
    soft = LIMIT.replace("每人带动", "原则上带动").replace('"error"', '"warning"')
    loose = HEAD.replace("our-2020", "a-other") + LIMIT + '[severities]\nL201 = "error"\n'
    (tmp_path / "notices").mkdir()
    (tmp_path / "notices" / "a.toml").write_text(loose, encoding="utf-8")
    found = outcome(tmp_path, soft, LEADERS)
    assert {n.id for n in found.notices} == {"a-other", "our-2020", "common"}
    assert said(found) == [("L201", "C3", "warning")]


def test_scope_keeps_a_rule_to_the_rows_that_match(tmp_path: Path) -> None:
    assert len(said(outcome(tmp_path, LIMIT, OF_TRADES), "L201")) == 3
    scope = '[scopes.L201]\nindustry = ["养殖"]\n'
    assert said(outcome(tmp_path, LIMIT + scope, OF_TRADES)) == [("L201", "C3", "error")]


def test_rule_whose_scope_has_no_column_does_not_run(tmp_path: Path) -> None:
    scope = '[scopes.L201]\nstage = ["初创"]\n'
    found = outcome(tmp_path, LIMIT + scope, OF_TRADES)
    assert said(found) == []
    [status] = [s for s in found.rules_skipped if s.code == "L201"]
    assert status.is_column_missing
    assert "没有“创业状态”列" in status.reason


def test_scope_of_a_rule_over_all_tables(tmp_path: Path) -> None:
    people = "\n".join(
        f"| {kind} | 张三 | {number()} |" for kind in ("技能班", "技能班", "带头人班", "带头人班")
    )
    trainees = Sheet(
        "某县2020年学员花名册", f"| 班次类别 | 姓名 | 身份证号 |\n{people}", name="学员"
    )
    whole = said(outcome(tmp_path, "", trainees))
    assert whole
    code = whole[0][0]
    scope = f'[scopes.{code}]\ncategory = ["带头人班"]\n'
    kept = said(outcome(tmp_path, scope, trainees), code)
    assert [cell for _, cell, _ in kept] == ["C6"]


def test_expected_column_and_list_of_its_own(tmp_path: Path) -> None:
    pack = f"""
{LIMIT.replace("5", "3")}
[[expects]]
clause = "OUR-1"
ledger = "leader"
field = "project"
column = true

[lists.leader_status]
clause = "OUR-1"
[lists.leader_status.words]
"在册" = []
"""
    found = outcome(tmp_path, pack, LEADERS)
    assert {code for code, _, _ in said(found)} == {"S103", "C601"}


def test_targets_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "notices").mkdir()
    (tmp_path / "notices" / "our.csv").write_text(
        "unit,indicator,year,value,measure,clause\n合计,培训任务|培训,2020,300,人,OUR-1\n",
        encoding="utf-8",
    )
    clause = '[[clauses]]\nid = "OUR-1"\nsays = "全年培训300人"\nseverity = "error"\n'
    plan = Sheet(
        "某县2020年培训任务分解表",
        "| 乡镇 | 培训任务（人） |\n| 甲镇 | 100 |\n| 乙镇 | 150 |\n| 合计 | 250 |",
    )
    assert ("Q601", "B5", "error") in said(outcome(tmp_path, clause, plan))


def test_a_target_of_a_township_in_the_words_of_its_office(tmp_path: Path) -> None:
    (tmp_path / "notices").mkdir()
    (tmp_path / "notices" / "our.csv").write_text(
        "unit,indicator,year,value,measure,clause\n"
        "甲子镇,培训任务|培训,2020,100,人,OUR-1\n乙丑镇,培训任务|培训,2020,150,人,OUR-1\n",
        encoding="utf-8",
    )
    clause = '[[clauses]]\nid = "OUR-1"\nsays = "各镇任务"\nseverity = "info"\n'
    plan = Sheet(
        "某县2020年培训任务分解表",
        "| 乡镇 | 培训任务（人） |\n| 某县甲子镇人民政府 | 90 |\n| 新乙丑镇 | 20 |\n| 乙丑镇 | 150 |",
    )
    assert said(outcome(tmp_path, clause, plan), "Q602") == [("Q602", "B3", "info")]


def test_two_notices_one_on_the_other(tmp_path: Path) -> None:
    (tmp_path / "notices").mkdir()
    later = HEAD.replace("our-2020", "a-later").replace('"common"', '"our-2020"')
    (tmp_path / "notices" / "a.toml").write_text(
        later + "[limits.min_households_led]\nvalue = 6\n", encoding="utf-8"
    )
    found = outcome(tmp_path, LIMIT, LEADERS)
    assert [n.id for n in found.notices] == ["a-later", "our-2020", "common"]
    assert said(found) == [("L201", "C3", "error"), ("L201", "C4", "error")]
    assert {f.clause.id for f in found.findings if f.clause} == {"OUR-1"}


def test_the_notice_on_which_it_stands_is_named_and_in_force(tmp_path: Path) -> None:
    head = HEAD.replace('"common"', '"tongnan-2020"')
    found = outcome(tmp_path, "", OF_TRADES, head=head)
    assert [n.id for n in found.notices] == ["our-2020", "tongnan-2020", "common"]
    assert found.notices[1].chosen_by == "our-2020以它为基础"
    assert {f.clause.id for f in found.findings if f.clause} == {"CQ-18"}


def test_mistakes_of_all_its_notices_stop_the_check(tmp_path: Path) -> None:
    (tmp_path / "notices").mkdir()
    (tmp_path / "notices" / "a.toml").write_text(HEAD, encoding="utf-8")
    with pytest.raises(NoticeError) as raised:
        outcome(tmp_path, "x = 1\n", LEADERS)
    assert [m.message for m in raised.value.problems] == ["编号“our-2020”已经有了", "没有“x”这一项"]


def test_a_shelf_reads_only_what_is_taken_down(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []
    whole = notices.load

    def load(path: Path, others: Mapping[str, notices.Notice]) -> notices.Notice:
        taken.append(path.stem)
        return whole(path, others)

    monkeypatch.setattr("ruralskills.notices.library.load", load)
    paths = {name: notices.SHIPPED_FOLDER / f"{name}.toml" for name in notices.shipped_notices()}
    fresh = NoticeLibrary(paths, notices.shipped_notices().headings)
    assert len(fresh) == len(notices.shipped_notices()) == len(list(fresh))
    assert "common" in fresh
    assert {about.id for about in fresh.headings.values() if about.everywhere} <= set(fresh)
    assert taken == []
    assert fresh["tongnan-2020"].limits
    assert taken == ["tongnan-2020"]
    assert pickle.loads(pickle.dumps(fresh))["tongnan-2020"] == fresh["tongnan-2020"]
