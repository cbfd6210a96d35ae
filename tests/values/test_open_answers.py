"""Answers that leave a cell open."""

import pytest

from ruralskills.values.open_answers import leaves_open


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("amount", "待核定 未核 尚未核定 审核中 待 审 暂未发放 计件 面议 按实际"),
        ("quantity", "待统计 未统计 核定中"),
        ("count", "未统计 待上报 统计中"),
        ("rate", "未测算 待定"),
        ("day", "未返乡 尚未返乡 仍在务工 在外 在岗 还在岗 继续务工 待定 办理中 另行通知"),
        ("span", "未开班 待开班 正在培训 培训中"),
    ],
)
def test_what_is_still_to_come(kind: str, texts: str) -> None:
    assert all(leaves_open(text, kind) for text in texts.split() if len(text) > 1)


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("amount", "若干 三万多 在外 高中 一般 已发放 不少 转账"),
        ("count", "三十余户 若干 计件 高中 其中 全部"),
        ("day", "春节以后 已返乡 去年 面议 年中 月中 农忙时"),
        ("text", "待核定 未统计"),
        ("phone", "未办理 待补"),
        ("identity", "未办理 办理中"),
    ],
)
def test_what_says_something_else(kind: str, texts: str) -> None:
    assert not any(leaves_open(text, kind) for text in texts.split())
