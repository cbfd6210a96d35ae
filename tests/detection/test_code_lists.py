"""Words that are not in a code list, and what may be proposed for them."""

from __future__ import annotations

import pytest

from ruralskills import notices
from ruralskills.detection.code_lists import official_word
from ruralskills.model.typed_column import Unknown

LISTS = notices.shipped_notices()["common"].lists


@pytest.mark.parametrize(
    ("name", "word", "official"),
    [
        ("political", "非党员", "中共党员"), ("political", "不是党员", "中共党员"), ("political", "未入党", "中共党员"),
        ("leader_status", "未退出", "退出"), ("leader_status", "没有退出", "退出"), ("sex", "非男", "男"),
        ("household_kind", "不是贫困户", "贫困户"), ("household_kind", "非贫困户", "贫困户"),
        ("household_kind", "未脱贫户", "脱贫户"), ("household_kind", "不再是脱贫户", "脱贫户"),
        ("political", "不是无党派人士", "无党派人士"), ("political", "原党员", "中共党员"),
        ("political", "曾是党员", "中共党员"), ("political", "拟发展党员", "中共党员"),
        ("leader_status", "申请退出", "退出"),
        ("leader_status", "取消退出", "退出"), ("leader_status", "暂缓退出", "退出"),
        ("household_kind", "疑似贫困户", "贫困户"), ("education", "不是文盲", "文盲或半文盲"),
    ],
)  # fmt: skip
def test_a_proposal_never_turns_a_word_round(name: str, word: str, official: str) -> None:
    value = official_word(word, LISTS[name], several=False)
    assert (value.candidate if isinstance(value, Unknown) else value) != official


@pytest.mark.parametrize(
    ("name", "word", "official"),
    [
        ("political", "中共党圆", "中共党员"),
        ("political", "中共预备党圆", "中共预备党员"),
        ("household_kind", "贫困护", "贫困户"),
    ],
)
def test_a_slip_of_the_pen_has_a_proposal(name: str, word: str, official: str) -> None:
    value = official_word(word, LISTS[name], several=False)
    assert (value.candidate if isinstance(value, Unknown) else value) == official


TURNING = (
    "非",
    "未",
    "不是",
    "没有",
    "无",
    "并非",
    "尚未",
    "不属于",
    "已不是",
    "原",
    "曾是",
    "拟",
    "取消",
    "放弃",
    "疑似",
)


@pytest.mark.parametrize("name", sorted(LISTS))
def test_no_word_of_a_list_is_proposed_for_its_contrary(name: str) -> None:
    code_list = LISTS[name]
    for official in set(code_list.words.values()):
        for word in TURNING:
            value = official_word(word + official, code_list, several=False)
            assert (value.candidate if isinstance(value, Unknown) else "") != official, word


def test_a_word_without_end_is_quoted_by_its_beginning() -> None:
    value = official_word("非" * 30_000, LISTS["sex"], several=False)
    assert isinstance(value, Unknown)
    assert len(value.message) < 1_100
    assert official_word(f"男{' ' * 30_000}", LISTS["sex"], several=False) == "男"
