"""Rows in error: what they are left out of, and what an office's waiver lets count all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.inbox import Inbox, figure_of, sheet
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import number
from ruralskills.rollups.rollup import Rollup
from ruralskills.validation.supplied_regions import ReferenceDataError

A, B = number(sequence=1), number(sequence=3)


def sent(folder: Path, settings: str = "") -> Inbox:
    """Two leaders of 双江镇 whose removal is dated before their recognition."""
    inbox = Inbox(folder, more=settings)
    inbox.send("2020Q1", "双江镇", "带头人", sheet(
        "双江镇2020年致富带头人台账", "村 | 姓名 | 身份证号 | 认定时间 | 状态 | 退出时间 | 退出原因",
        f"石桥村 | 甲一 | {A} | 2020-03-05 | 退出 | 2020-02-01 | 病故",
        f"石桥村 | 乙一 | {B} | 2020-03-05 | 退出 | 2020-02-01 | 病故",
    ))  # fmt: skip
    return inbox


def removed(made: Rollup) -> int | float | None:
    return figure_of(made, "双江镇", "removed_leaders").cumulative


def waiver(**parts: str) -> str:
    lines = [f"{name} = {value}" for name, value in parts.items()]
    return "\n".join(["[[waivers]]", 'reason = "已核对"', *lines])


def test_an_error_on_what_an_indicator_reads_takes_the_row_out_of_it_alone(tmp_path: Path) -> None:
    made = sent(tmp_path).rolled_up(quarter=1)
    assert removed(made) == 0
    assert figure_of(made, "双江镇", "new_leaders").cumulative == 2
    said = [each.reason for each in made.left_out if each.place.endswith("!C3")]
    assert said == ["有错误（D515），不计入：致富带头人/退出"]


WAIVERS = {
    waiver(code='"D515"', name='"甲一"'): 1,
    waiver(code='"D515"', unit='"双江镇人民政府"'): 2,
    waiver(code='"d515"', village='"石桥村"', name='"乙一"'): 1,
    waiver(code='"D515"', unit='"柏梓镇"'): 0,
    waiver(code='"P102"', name='"甲一"'): 0,
    waiver(code='"D515"', name='"甲一"', until="2020-04-01"): 0,
    waiver(code='"D515"', name='"甲一"', until="2099-12-31"): 1,
}


@pytest.mark.parametrize("given", WAIVERS)
def test_a_row_that_the_office_lets_stand_counts(tmp_path: Path, given: str) -> None:
    assert removed(sent(tmp_path, given).rolled_up(quarter=1)) == WAIVERS[given]


def test_a_waiver_by_fingerprint(tmp_path: Path) -> None:
    import ruralskills as rs

    inbox = sent(tmp_path)
    [first, _] = [f for f in rs.validate(inbox.folder / "收件").findings if f.code == "D515"]
    settings = inbox.folder / "rs.toml"
    text = settings.read_text(encoding="utf-8") + waiver(fingerprint=f'"{first.fingerprint}"')
    settings.write_text(text, encoding="utf-8")
    assert removed(inbox.rolled_up(quarter=1)) == 1


def test_a_waiver_is_heard_although_nothing_else_has_changed(tmp_path: Path) -> None:
    """Records that were kept before the waiver do not serve."""
    inbox = sent(tmp_path)
    assert removed(inbox.rolled_up(quarter=1)) == 0
    settings = inbox.folder / "rs.toml"
    plain = settings.read_text(encoding="utf-8")
    settings.write_text(plain + waiver(code='"D515"', name='"甲一"'), encoding="utf-8")
    assert removed(inbox.rolled_up(quarter=1)) == 1
    settings.write_text(plain, encoding="utf-8")
    assert removed(inbox.rolled_up(quarter=1)) == 0


def test_a_list_of_waivers(tmp_path: Path) -> None:
    write(tmp_path / "豁免.xlsx", Sheet("豁免清单", "\n".join([
        "| 规则 | 单位 | 姓名 | 豁免理由", "| D515 | 双江镇 | 甲一 | 已核对",
    ])))  # fmt: skip
    assert removed(sent(tmp_path, 'waivers = "豁免.xlsx"').rolled_up(quarter=1)) == 1


def test_a_waiver_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(ReferenceDataError, match="没有编号为“Z999”的规则"):
        sent(tmp_path, waiver(code='"Z999"', name='"甲一"')).rolled_up(quarter=1)


AMOUNTS = {"3": 3, "0": 0, "-3": 0, "2.5": 0}


@pytest.mark.parametrize("amount", AMOUNTS)
def test_an_amount_that_cannot_be_is_not_added(tmp_path: Path, amount: str) -> None:
    inbox = Inbox(tmp_path)
    inbox.send("2020Q1", "双江镇", "带头人", sheet(
        "双江镇2020年致富带头人台账", "村 | 姓名 | 身份证号 | 认定时间 | 带动贫困户数",
        f"石桥村 | 甲一 | {A} | 2020-03-05 | {amount}",
    ))  # fmt: skip
    made = inbox.rolled_up(quarter=1)
    assert figure_of(made, "双江镇", "households_led").current == AMOUNTS[amount]
    assert figure_of(made, "双江镇", "leaders").current == 1


def test_a_class_that_ends_before_it_begins(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    head = "姓名 | 身份证号 | 培训班名称 | 班次类别 | 培训时间"
    inbox.send("2020Q2", "双江镇", "花名册", sheet(
        "双江镇2020年学员花名册", head,
        f"甲一 | {A} | 一班 | 技能培训 | 2020.5.12-2020.5.6", f"乙一 | {B} | 二班 | 技能培训 | 2020.5.6-2020.5.12",
    ))  # fmt: skip
    made = inbox.rolled_up(quarter=2)
    assert figure_of(made, "双江镇", "skills_trained").cumulative == 1


WRONG = A[:-1] + ("2" if A[-1] != "2" else "3")
"""A number whose check character is wrong."""


@pytest.mark.parametrize(
    ("given", "count", "pending"),
    [
        ("", 1, 2),
        (waiver(code='"C205"', name='"甲一"'), 2, 1),
        (waiver(code='"C205"', unit='"双江镇"'), 3, 0),
    ],
)
def test_a_number_that_cannot_be_read_and_that_the_office_lets_stand(
    tmp_path: Path, given: str, count: int, pending: int
) -> None:
    inbox = Inbox(tmp_path, more=given)
    inbox.send("2020Q1", "双江镇", "带头人", sheet(
        "双江镇2020年致富带头人台账", "村 | 姓名 | 身份证号 | 认定时间 | 状态",
        f"石桥村 | 甲一 | {WRONG} | 2020-03-05 | 在库", f"石桥村 | 乙一 | {B} | 2020-03-05 | 在库",
        f"石桥村 | 丙一 | {WRONG[:-1]}{'4' if A[-1] != '4' else '5'} | 2020-03-05 | 在库",
    ))  # fmt: skip
    figure = figure_of(inbox.rolled_up(quarter=1), "双江镇", "leaders")
    assert (figure.current, figure.pending) == (count, pending)
