"""A ledger's name in a title, with other words between its parts."""

from __future__ import annotations

import pytest

from ruralskills.detection.ledger_naming import ledgers_named
from ruralskills.ledgers import by_id


@pytest.mark.parametrize(
    ("title", "ledger"),
    [
        ("某某县帮扶干部能力培训签到册", "cadre_training"),
        ("乡镇扶贫干部专题轮训名单", "cadre_training"),
        ("东西部协作学校结对表", "pairing"),
        ("2021年不予享受补贴人员名单", "excluded_person"),
        ("某某县不得列为培训补贴对象人员比对名单", "excluded_person"),
        ("不予纳入培训补贴范围人员", "excluded_person"),
        ("不得申领职业培训补贴人员名单", "excluded_person"),
    ],
)
def test_other_words_may_stand_in_a_name(title: str, ledger: str) -> None:
    assert by_id(ledger) in ledgers_named(title, "Sheet1")


@pytest.mark.parametrize("title", ["干部值班安排表", "村干部通讯录", "培训经费开支表"])
def test_half_a_name_is_none(title: str) -> None:
    assert by_id("cadre_training") not in ledgers_named(title, "Sheet1")


def test_a_whole_name_says_more_than_one_with_words_in_it() -> None:
    said = ledgers_named("脱贫人口参训人员名册", "Sheet1")
    assert said[by_id("trainee")].bonus > said[by_id("register_person")].bonus
