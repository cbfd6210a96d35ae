"""No command shows a whole personal number, in no format, wherever and however it was typed."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from builders.command_line import rs
from builders.leaks import outputs
from builders.leaks.made_texts import Made, made_texts
from builders.leaks.scene import Scene
from builders.leaks.search import found, leaks
from builders.personal_numbers import leaked
from builders.proof import amount
from builders.sheet_text import write
from builders.workbook_fixture import leaders, number


def test_no_output_of_any_command_shows_a_number() -> None:
    """A sample: ``make.py leaks`` and ``make.py proof`` take a thousand texts."""
    assert list(leaks(amount(24, 1_000))) == []


def test_texts_hold_their_numbers_and_are_of_all_kinds() -> None:
    made = made_texts(400)
    assert all(len(leaked(each.text, each.numbers)) >= 11 for each in made)
    assert {len(number) for each in made for number in each.numbers} == {*range(11, 20)} - {15}
    assert made == made_texts(400)
    assert made != made_texts(400, seed=1)


@pytest.mark.parametrize(
    "shown", ["电话13812345678", "13812345678", "138－1234 5678。", "a3813812345678"]
)
def test_a_number_that_is_shown_is_found(tmp_path: Path, shown: str) -> None:
    scene = Scene(tmp_path, [Made("x13812345678", ("13812345678",))])
    assert list(found(scene, "rs", f"共1户 {shown} 0.1234567890123"))
    assert not list(found(scene, "rs", "138****5678 12138 1234567a"))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("xl/workbook.xml", f'<sheets><sheet name="{shown}" id="1"/></sheets>')
    (tmp_path / "a.xlsx").write_bytes(target.getvalue())
    assert list(found(scene, "rs", outputs.inside(tmp_path / "a.xlsx")))


def test_a_card_is_no_digest(tmp_path: Path) -> None:
    for card in ("6222021234567890", "6222021234567890123", "500152199001011234"):
        scene = Scene(tmp_path, [Made(card, (card,))])
        assert list(found(scene, "rs", f"“{card}”"))
    scene = Scene(tmp_path, [Made("", ("13812345678",))])
    assert not list(found(scene, "rs", f"{'0a' * 20}13812345678{'bc' * 4}"[:40]))


def test_a_mistyped_line_shows_no_number() -> None:
    command = [
        sys.executable,
        "-m",
        "ruralskills",
        "validate",
        "a",
        "--format",
        "电话138-1234\u200b5678",
    ]
    done = subprocess.run(command, capture_output=True, timeout=60)
    assert done.returncode == 2
    assert not leaked(done.stderr.decode(), ("13812345678",))


def test_links_of_a_list_lead_to_the_true_names(tmp_path: Path) -> None:
    name, page = f"张三{number()}.xlsx", f"表{number()}"
    write(tmp_path / name, leaders("| x |", head="| 带动贫困户数 |", name=page))
    target = tmp_path / "清单.xlsx"
    rs("validate", tmp_path / name, "--notice", "common", "--format", "xlsx", "-o", target)
    book = openpyxl.load_workbook(target)
    links = [c.hyperlink for row in book.worksheets[2].iter_rows() for c in row if c.hyperlink]
    assert {(link.target, link.location) for link in links} == {(name, f"'{page}'!C3")}
    assert not leaked(outputs.inside(target), (number(),))


def test_the_list_in_a_copy_hides_the_name_of_a_sheet_and_its_links_do_not(tmp_path: Path) -> None:
    page = f"表{number()}"
    write(tmp_path / "台账.xlsx", leaders("| x |", head="| 带动贫困户数 |", name=page))
    rs("correct", tmp_path / "台账.xlsx", "--notice", "common")
    copy = tmp_path / "台账.校正.xlsx"
    problems = openpyxl.load_workbook(copy)["问题清单"]
    assert not leaked(outputs.list_of(copy), (number(),))
    links = [c.hyperlink for row in problems.iter_rows() for c in row if c.hyperlink]
    assert links[0].location == f"'{page}'!C3"
    again = rs("recheck", tmp_path / "台账.xlsx", copy, "--notice", "common").stdout
    assert "没有要求改" not in again
