"""What offices read: plain words, both numbers and the difference, never a conviction."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

import pytest

from builders.rule_samples import book_of, findings_of, read_tables, sample, setting_of
from ruralskills import notices, rules
from ruralskills.model.findings import Finding, Nature
from ruralskills.model.outcome import Outcome
from ruralskills.reports.console import lines
from ruralskills.reports.screen_lines import plain
from ruralskills.rules.leaders.leaders import poor_households_noun

RULES = rules.all_rules()
CONVICTING = (
    "违规",
    "违纪",
    "违法",
    "造假",
    "作假",
    "套取",
    "倒卖",
    "代签",
    "虚报",
    "瞒报",
    "骗取",
    "非法",
)
OF_PROGRAMMERS = re.compile(
    "字段|校验失败|校验不通过|非法的值|空值|异常值|null|NaN|None|True|False|nan|Unknown|Decimal|Error"
    "|Absent|Day\\(|[a-z]+_[a-z]+|\\[\\]|\\{|\\}|datetime",
)
NUMBERS = re.compile(r"(?<!\d)(\d{15}|\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")
COMMAS = re.compile(r"\d,\d{3}")
HAN_COUNTS = re.compile("[二三四五六七八九十百]+(户|人|天|课时|行)")

each_rule = pytest.mark.parametrize("code", sorted(RULES))


@cache
def said(code: str) -> tuple[Finding, ...]:
    """What a rule says of its own table."""
    rule = RULES[code]
    told = sample(rule)
    setting = setting_of(rule, told)
    tables = [table for table, _, _ in read_tables(told, setting)]
    return tuple(
        f for f in findings_of(book_of(told, tables), setting, hints=True) if f.code == code
    )


@each_rule
def test_words(code: str) -> None:
    rule = RULES[code]
    texts = chain((rule.title, rule.remedy), *((f.message, f.remedy, f.title) for f in said(code)))
    for text in texts:
        assert not any(word in text for word in CONVICTING), text
        assert not OF_PROGRAMMERS.search(text.replace("{", "").replace("}", "")), text
        assert not NUMBERS.search(text), text
        assert not COMMAS.search(text), text
        assert not HAN_COUNTS.search(text), text
        assert not text.endswith(("。", "；", "，")), text


@each_rule
def test_page_convicts_nobody(code: str) -> None:
    assert not any(word in RULES[code].doc for word in CONVICTING)


@each_rule
def test_lengths(code: str) -> None:
    rule = RULES[code]
    assert 4 <= len(rule.title) <= 20
    assert 4 <= len(rule.remedy) <= 60
    for finding in said(code):
        assert len(finding.message) <= 120, finding.message


@each_rule
def test_at_most_three_lines_on_the_screen(code: str) -> None:
    for finding in said(code):
        outcome = Outcome(findings=(finding,))
        shown = [plain(line) for line in lines(outcome)]
        assert not any("\n" in line for line in shown)
        assert sum(finding.remedy in line or finding.message in line for line in shown) <= 3


WITH_DIFFERENCE = (
    "L201", "L202", "L203", "L208", "L209", "T301", "T302", "T303", "T304", "T306", "T307", "T308",
    "N401", "N403", "A101", "A102", "A103", "A104", "A105", "A106", "P104", "P105", "Q601", "Q602",
)  # fmt: skip


@pytest.mark.parametrize("code", WITH_DIFFERENCE)
def test_both_numbers_and_the_difference(code: str) -> None:
    for finding in said(code):
        if "不能大于100%" in finding.message or (code, finding.nature) == ("P105", Nature.HINT):
            continue
        figures = re.findall(r"\d+(?:\.\d+)?", finding.message)
        assert len(figures) >= 3, finding.message
        assert re.search("差|多|少|缺|大|小", finding.message), finding.message


@each_rule
def test_every_finding_cites_a_clause(code: str) -> None:
    for finding in said(code):
        assert finding.clause is not None, (
            f'no clause names {code}: put rules = ["{code}"] into a clause of the notice that asks'
            " for it, or of notices/common.toml where it holds everywhere"
        )
        assert finding.clause.citation, f"{finding.clause.id} has no document that could be cited"


@each_rule
def test_nature_fits_severity(code: str) -> None:
    for finding in said(code):
        assert (finding.severity == "info") == (finding.nature is Nature.HINT), finding.message


def test_clauses_convict_nobody() -> None:
    for pack in notices.shipped_notices().values():
        for clause in pack.clauses.values():
            assert not any(word in clause.says for word in CONVICTING)
            assert not OF_PROGRAMMERS.search(clause.says)


def test_ledgers_own_word_for_households() -> None:
    assert poor_households_noun("带动情况/其中脱贫户（户）") == "带动脱贫户"
    assert poor_households_noun("其中脱贫(贫困)户") == "带动脱贫(贫困)户"
    assert poor_households_noun("带动建档立卡贫困户数") == "带动建档立卡贫困户"
