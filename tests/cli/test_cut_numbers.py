"""A number is hidden before a name is cut out of the text in which it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Final

import pytest

from builders.command_line import rs
from builders.leaks.made_texts import made_texts
from builders.leaks.outputs import searched
from builders.leaks.scene import Scene
from builders.leaks.search import found
from builders.personal_numbers import leaked
from builders.workbook_fixture import number
from ruralskills.readers.sheet_names import sheet_name

FORMATS: Final = ("console", "json", "csv", "html", "markdown")
BASIS: Final = ("--notice", "tongnan-2020", "--as-of", "2020-12-31")
CUT: Final = (
    "(160)1995)1179",
    "160(1995)1179",
    "138〔1234〕5678",
    "13【81】2345678",
    "138（2021）5678",
    "(138)12345678",
    "1381234（5678）盖章",
    "(500199)19850615(0017)",
    "500199[19850615]0017",
    "500199(1985)06150017",
    "6222(0212)3456(7890)12",
    "138-2021-5678",
    "138 2021 5678",
    "138/1234/5678",
)
"""Numbers that would be cut where a remark, a year or a seal is taken off a name."""


People = Iterator[str]


def of_a_unit(text: str, people: People) -> list[str]:
    """A ledger whose unit line and villages hold a text."""
    villages = (text, f"青龙村{text}", f"{text}青龙村", f"红花村（{text}）")
    rows = [f"{village},贫困村,张三,{next(people)},在库" for village in villages]
    head = "村,村类型,姓名,身份证号,状态"
    return ["2020年致富带头人台账", f"填报单位：桂林街道{text}", head, *rows]


def of_classes(text: str, people: People) -> list[str]:
    """A roster whose title, townships and classes hold a text."""
    classes = (text, f"{text}第1期电工班", f"第1期{text}电工班", f"电工班{text}")
    rows = [
        f"桂林街道{text},{name},张三{text},{next(people)},电工,2020-05-06,2020-05-02"
        for name in classes
    ]
    head = "镇街,培训班名称,姓名,身份证号,培训工种,开班日期,结业日期"
    return [f"{text}2020年培训学员花名册{text}", f"填报单位：{text}（盖章）", head, *rows]


def under_a_seal(text: str, _: People) -> list[str]:
    """A ledger of classes whose unit stands over its seal."""
    head = "培训班名称,培训机构,开班日期,结业日期,培训人数,合格人数"
    row = f"第1期{text},{text}职校,2020-05-06,2020-05-02,8,9"
    return ["2020年培训班台账", f"{text}（盖章）2020年1月1日", head, row]


@pytest.mark.parametrize("sheet", [of_a_unit, of_classes, under_a_seal])
def test_no_piece_of_a_number_stands_beside_the_next(
    tmp_path: Path, sheet: Callable[[str, People], list[str]]
) -> None:
    people = (number(sequence=2 * at + 1) for at in count())
    for at, text in enumerate(CUT):
        (tmp_path / f"{'甲乙丙丁戊己庚辛壬癸子丑寅卯'[at]}.csv").write_text(
            "\n".join(sheet(text, people)), "utf-8"
        )
    numbers = tuple("".join(filter(str.isdigit, text)) for text in CUT)
    for form in FORMATS:
        shown = rs("validate", tmp_path, *BASIS, "--format", form).stdout
        assert not leaked(searched(shown), numbers), form


def test_pieces_that_a_search_has_found(tmp_path: Path) -> None:
    scene = Scene(tmp_path, made_texts(900, 7)[800:])
    assert "16019951179" in scene.numbers
    folder = scene.ledgers().parent
    for form in FORMATS:
        shown = rs("validate", folder, *BASIS, "--format", form).stdout
        assert list(found(scene, form, shown)) == []


def test_the_name_of_a_sheet_is_cut_beside_a_number(tmp_path: Path) -> None:
    name = f"{'村' * 22}１５０１６２３２２５２第3行"
    assert sheet_name(name) == "村" * 22
    assert sheet_name(f"{'村' * 25}138 1234 5678") == "村" * 25
    assert sheet_name(f"{'村' * 25}500198-19850607-0715") == "村" * 25
    assert sheet_name(f"{'村' * 30}2020") == "村" * 30
    assert sheet_name(f"第3期{'村' * 40}138") == f"第3期{'村' * 28}"
