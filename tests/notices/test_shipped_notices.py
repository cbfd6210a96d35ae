"""The notices as data: every phrase is a quotation, every number has its clause, soft words stay soft."""

from __future__ import annotations

import re

import pytest

from builders.rule_samples import SAMPLE_NOTICE
from ruralskills import notices, rules
from ruralskills.model.clause import Clause
from ruralskills.model.findings import Severity
from ruralskills.notices import Notice, notices_in_force

PACKS = notices.shipped_notices()
RULES = rules.all_rules()
CLAUSES = [(pack, clause) for pack in PACKS.values() for clause in pack.clauses.values()]

SOFT = (
    "原则上", "一般", "力争", "左右", "主要", "适当", "逐步", "努力", "争取", "视情况", "可以", "鼓励",
    "指导计划",
)  # fmt: skip
INFERRED = {"推断", "口径"}

each_clause = pytest.mark.parametrize(
    ("pack", "clause"), CLAUSES, ids=[f"{pack.id}-{clause.id}" for pack, clause in CLAUSES]
)


@each_clause
def test_words_of_a_clause_are_known(pack: Notice, clause: Clause) -> None:
    assert clause.severity in {"", "error", "warning", "info", "target", "duty", "manual"}
    assert clause.basis in {"原文", "通用", *INFERRED}
    assert clause.says
    assert clause.document
    assert bool(clause.phrase) == (clause.basis in {"原文"} or pack.id != "common")


@each_clause
def test_cited_rules_exist(pack: Notice, clause: Clause) -> None:
    assert set(clause.rules) <= RULES.keys()


@each_clause
def test_soft_words_and_inferences_give_no_error(pack: Notice, clause: Clause) -> None:
    soft = [word for word in SOFT if word in clause.phrase + clause.says]
    if not soft and clause.basis not in INFERRED:
        return
    assert clause.severity not in {"error", "target"}, soft
    if not clause.severity:
        assert all(RULES[code].severity is not Severity.ERROR for code in clause.rules)


@pytest.mark.parametrize("name", PACKS)
def test_every_number_has_its_clause(name: str) -> None:
    pack = PACKS[name]
    for limit in pack.limits.values():
        assert limit.clause.id in pack.clauses
        assert limit.unit
        assert any(rule.limit == limit.name for rule in RULES.values()), limit.name
    assert {target.clause for target in pack.targets} <= pack.clauses.keys()
    assert all(target.measure for target in pack.targets)


@pytest.mark.parametrize("code", RULES)
def test_every_rule_is_asked_for_by_some_clause(code: str) -> None:
    rule = RULES[code]
    if rule.limit:
        assert any(rule.limit in pack.limits for pack in PACKS.values())
        return
    if rule.carries_out and rule.carries_out != "clauses":
        assert any(getattr(pack, rule.section) for pack in (*PACKS.values(), SAMPLE_NOTICE))
        return
    citing = [pack.id for pack, clause in CLAUSES if code in clause.rules]
    assert citing, f'no clause names {code}: put rules = ["{code}"] into one of a notice'
    if rule.carries_out == "clauses":
        assert notices.COMMON not in citing


@pytest.mark.parametrize("name", PACKS)
def test_what_runs_under_a_notice_cites_a_clause(name: str) -> None:
    bound = notices_in_force([PACKS[name]], PACKS)
    for code, rule in RULES.items():
        if rule.limit or rule.carries_out or code.startswith("Q"):
            continue
        assert bound.clause_for(code) is not None, code


def test_the_targets_of_a_notice_add_up() -> None:
    shanxi = PACKS["shanxi-2021"].targets
    cities = [target.value for target in shanxi if target.unit != "合计"]
    assert len(cities) == 11
    assert sum(cities) == next(t.value for t in shanxi if t.unit == "合计") == 6200
    tongnan = {t.indicator.split("|")[0]: t.value for t in PACKS["tongnan-2020"].targets}
    assert tongnan["致富带头人/存量/贫困村"] + tongnan["致富带头人/存量/非贫困村和社区"] == 460
    assert tongnan["带动贫困户/贫困村"] + tongnan["带动贫困户/非贫困村和社区"] == 1380 == 460 * 3
    years = [t.value for t in PACKS["dongxiang-2020"].targets if t.year]
    assert sum(years) == 54115


def test_laws_and_standards_are_cited_as_they_are_called() -> None:
    cited = {clause.document for _, clause in CLAUSES}
    standards = {document for document in cited if document.startswith("GB")}
    assert standards == {"GB 11643—1999", "GB 32100—2015"}
    for document in cited:
        assert re.search(r"〔20\d\d〕\d+号$|^GB|^《|通用核查|表内平衡关系", document), document


def test_places_of_different_notices_are_apart() -> None:
    seen: dict[str, str] = {}
    for pack in PACKS.values():
        for place in pack.places:
            assert seen.setdefault(place, pack.id) == pack.id
