"""Phrases and numbers of clauses, held against the wording of the notices themselves."""

from __future__ import annotations

import re

import pytest

from builders.notice_texts import section_text, wording
from ruralskills import notices
from ruralskills.model.clause import INFERRED, SOFT_WORDS, Clause
from ruralskills.notices import COMMON

PACKS = notices.shipped_notices()
DOCUMENTS = {pack.document: pack.id for pack in PACKS.values()}
CLAUSES = [
    (DOCUMENTS[clause.document], clause)
    for pack in PACKS.values()
    for clause in pack.clauses.values()
    if clause.phrase and DOCUMENTS[clause.document] != COMMON
]
ANNEXES = frozenset({"附件1", "附件", "附表"})
"""Annexes of which the notice prints the title alone, at its end."""

each_quotation = pytest.mark.parametrize(
    ("notice", "clause"), CLAUSES, ids=[clause.id for _, clause in CLAUSES]
)


@each_quotation
def test_a_phrase_stands_in_the_section_that_is_cited(notice: str, clause: Clause) -> None:
    phrase = re.sub(r"\s+", "", clause.phrase)
    assert len(clause.phrase) <= 30
    if clause.section in ANNEXES:
        assert phrase in wording(notice)
    else:
        assert phrase in section_text(notice, clause.section)


@each_quotation
def test_a_number_stands_in_the_phrase_or_its_section(notice: str, clause: Clause) -> None:
    if clause.basis in INFERRED:
        return
    text = clause.phrase
    if clause.section not in ANNEXES:
        text += section_text(notice, clause.section)
    text = re.sub(r"[:：︰]", "∶", text)
    for number in re.findall(r"\d+(?:\.\d+)?", re.sub(r"附件\d+", "", clause.says)):
        written = {"1": "1|一", "2": "2|二|两"}.get(number, re.escape(number))
        assert re.search(rf"(?<!\d)({written})(?!\d)", text), number


@pytest.mark.parametrize(
    ("notice", "target"),
    [(pack.id, target) for pack in PACKS.values() for target in pack.targets],
    ids=lambda value: value if isinstance(value, str) else f"{value.unit}-{value.indicator[:12]}",
)
def test_a_target_cites_words_that_hold_its_number(notice: str, target: notices.Target) -> None:
    clause = PACKS[notice].clauses[target.clause]
    if clause.basis in INFERRED or clause.section in ANNEXES:
        return
    value = int(target.value)
    written = {
        1: "1|一",
        10000 * (value // 10000): rf"{value}|{value // 10000}万",
    }.get(value, str(value))
    assert re.search(rf"(?<!\d)({written})(?!\d)", clause.phrase), clause.phrase


@each_quotation
def test_no_soft_word_is_cut_off_a_phrase(notice: str, clause: Clause) -> None:
    """A soft word that stands right before the phrase, in its own part of the sentence, is in it."""
    text, phrase = wording(notice), re.sub(r"\s+", "", clause.phrase)
    before = re.split("[，。；、）]", text[: text.index(phrase)])[-1][-12:]
    cut = [word for word in SOFT_WORDS if word in before]
    assert cut == [] or clause.softness or clause.severity not in {"error", "target"}, before
