"""The clause gives the weight; a target weighs more when its year has closed."""

from __future__ import annotations

from datetime import date

import pytest

from builders.sheet_text import Sheet
from builders.workbook_fixture import Office, leaders
from ruralskills.model.findings import Nature, Severity

OPEN, LAST_DAY, CLOSED = date(2020, 6, 30), date(2020, 12, 31), date(2021, 1, 1)


@pytest.mark.parametrize(
    ("as_of", "severity"),
    [(OPEN, Severity.WARNING), (LAST_DAY, Severity.WARNING), (CLOSED, Severity.ERROR)],
)
def test_target(office: Office, as_of: date, severity: Severity) -> None:
    sheet = leaders("| 2019-05-01 | 2 |", head="| 认定时间 | 带动贫困户数 |")
    finding = office.only(sheet, notice=["tongnan-2020"], as_of=as_of)
    assert finding.severity is severity
    assert ("年度未结束" in finding.message) == (severity is Severity.WARNING)


@pytest.mark.parametrize("as_of", [OPEN, CLOSED])
@pytest.mark.parametrize(
    ("notice", "why"),
    [("common", "没有识别出本地通知"), ("shanxi-2021", "本地通知未作要求")],
)
def test_the_law_of_another_place_is_a_reference(
    office: Office, as_of: date, notice: str, why: str
) -> None:
    sheet = leaders("| 2019-05-01 | 2 |", head="| 认定时间 | 带动贫困户数 |")
    found = office.outcome(sheet, notice=[notice], as_of=as_of).findings
    [finding] = [each for each in found if each.code == "L201"]
    assert (finding.severity, finding.nature) == (Severity.WARNING, Nature.DOUBT)
    assert finding.message.endswith(f"；参照潼扶组发〔2020〕4号三（三），{why}")
    assert finding.clause is not None
    assert finding.clause.citation.startswith("参照")


def test_target_of_a_ledger_without_a_year_never_becomes_an_error(office: Office) -> None:
    sheet = leaders("| 2 |", head="| 带动贫困户数 |", title="桂林街道致富带头人台账")
    assert office.only(sheet, as_of=CLOSED).severity is Severity.WARNING


def test_in_principle_is_never_an_error(office: Office) -> None:
    sheet = Sheet(
        "2020年致富带头人培训班台账",
        "| 班次名称 | 培训天数 | 集中教学天数 | 观摩天数 |\n| 第1期 | 5 | 2 | 3 |",
    )
    found = office.outcome(sheet, notice=["tongnan-2020"], as_of=CLOSED).findings
    assert {f.code for f in found} == {"T301", "T302"}
    assert {f.severity for f in found} == {Severity.WARNING}


def test_limit_that_no_notice_in_force_sets_is_not_run(office: Office) -> None:
    outcome = office.outcome(leaders("| 3 |", head="| 带动贫困户数 |"))
    why = {status.code: status.reason for status in outcome.rules_skipped}
    assert why["P105"] == "适用的通知没有规定这一限额"
    assert why["L215"] == "适用的通知没有这一要求"
    assert "T301" in why


def test_word_outside_the_list_of_a_notice_cites_it(office: Office) -> None:
    sheet = leaders("| 转行中 |", head="| 创业状态 |")
    finding = office.only(sheet, notice=["tongnan-2020"])
    assert (finding.code, finding.severity) == ("C603", Severity.INFO)
    assert finding.clause is not None
    assert finding.clause.id == "CQ-26"


@pytest.mark.parametrize(
    ("header", "word", "nature"),
    [
        ("文化程度", "念过几年私塾", Nature.DATA),
        ("最高学历", "念过几年私塾", Nature.DOUBT),
        ("受教育程度情况", "念过几年私塾", Nature.DOUBT),
        ("政治面貌情况", "少先队员", Nature.DOUBT),
    ],
)
def test_a_list_convicts_only_under_its_own_header(
    office: Office, header: str, word: str, nature: Nature
) -> None:
    right = "群众" if "政治" in header else "高中"
    sheet = leaders(f"| {word} |", *(f"| {right} |" for _ in range(4)), head=f"| {header} |")
    found = office.outcome(sheet, as_of=CLOSED).findings
    assert {each.nature for each in found if each.code == "C601"} == {nature}
