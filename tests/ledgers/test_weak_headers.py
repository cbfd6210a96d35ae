"""Headers that fit more than one thing are declared as such."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from ruralskills.ledgers import LEDGERS, Transfer
from ruralskills.model.fields import FieldSpec, column, field_specs
from ruralskills.model.table import Ledger
from ruralskills.values.count import Count

each_ledger = pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.info.id)

BARE_NOUNS = (
    "时间", "日期", "人数", "单位", "单位名称", "部门", "金额", "补贴", "标准", "状态", "类型", "类别", "等级", "名称", "项目",
)  # fmt: skip
"""Words that say neither whose column it is nor what for."""
KINDS = {
    "partial_date": "day", "date_range": "day", "half_day": "hours", "count": "number", "quantity": "number",
    "amount": "number", "rate": "number", "identity": "identity", "phone": "phone", "account": "account",
    "yesno": "yes or no", "person_name": "name", "text": "", "paragraphs": "", "certificate": "", "credit_code": "code",
    "skill_level": "",
}  # fmt: skip
"""By the module of a reader what it reads. Text takes anything, so it contradicts nothing."""


def columns() -> Iterator[tuple[type[Ledger], FieldSpec]]:
    for ledger in LEDGERS:
        for spec in field_specs(ledger).values():
            yield ledger, spec


def kind_of(spec: FieldSpec) -> str:
    return KINDS[spec.reads.read.__module__.rpartition(".")[2]]


class Row(BaseModel):
    taught: Count = column("培训人数", "参训人数", "人数/培训", weak=("人数", "参训"))
    passed: Count = column("合格人数")


def test_weak_headers_stand_behind_the_others() -> None:
    taught, passed = field_specs(Row).values()
    assert taught.headers == ("培训人数", "参训人数", "人数/培训", "人数", "参训")
    assert (taught.header, taught.weak) == ("培训人数", frozenset({"人数", "参训"}))
    assert (passed.headers, passed.weak) == (("合格人数",), frozenset())


@each_ledger
def test_weak_headers_are_no_others(ledger: type[Ledger]) -> None:
    """The official header is never weak, and none is declared both ways."""
    for spec in field_specs(ledger).values():
        plain = spec.headers[: len(spec.headers) - len(spec.weak)]
        assert plain, spec.field
        assert spec.weak == set(spec.headers[len(plain) :]), spec.field


@each_ledger
def test_a_bare_noun_is_official_or_weak(ledger: type[Ledger]) -> None:
    plain = [
        (spec.field, header)
        for spec in field_specs(ledger).values()
        for header in spec.headers[1:]
        if header in BARE_NOUNS and header not in spec.weak
    ]
    assert not plain


def test_a_header_of_two_kinds_of_value_is_weak_or_explained() -> None:
    """Only one kind may claim it outright."""
    claims: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for ledger, spec in columns():
        if (kind := kind_of(spec)) and not spec.own_meaning:
            for header in set(spec.headers) - spec.weak:
                claims[header][kind].append(f"{ledger.info.id}.{spec.field}")
    assert not {header: dict(kinds) for header, kinds in claims.items() if len(kinds) > 1}


@pytest.mark.parametrize(
    ("header", "ledger", "field"),
    [
        ("务工时间", "transfer", "months"),
        ("外出务工时间", "transfer", "starts"),
        ("结业", "training_class", "completed"),
        ("参训", "training_class", "trained"),
        ("理论", "training_class", "theory_hours"),
        ("主办单位", "training_class", "township"),
        ("时间", "timetable", "half"),
        ("上课时间", "timetable", "half"),
        ("带动贫困户", "leader", "poor_households_led"),
        ("协议", "leader", "agreement"),
        ("人员类别", "transfer", "household_kind"),
        ("培训补贴", "trainee", "subsidy"),
        ("聘用期限", "post", "held"),
        ("限期", "sanction", "due"),
        ("单位", "cadre_training", "organisation"),
    ],
)
def test_words_of_offices_for_several_things(header: str, ledger: str, field: str) -> None:
    specs = {each.info.id: field_specs(each) for each in LEDGERS}[ledger]
    assert header in specs[field].weak


def test_a_word_for_one_thing_is_not_weak() -> None:
    specs = field_specs(Transfer)
    assert not specs["id_number"].weak
    assert not specs["phone"].weak
    assert "务工月数" not in specs["months"].weak
