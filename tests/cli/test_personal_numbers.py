"""No command shows a whole personal number, in no format, wherever and however it was typed."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builders import command_line
from builders.personal_numbers import leaked, mobile_numbers, texts
from builders.proof import amount
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import leaders, number

Text = tuple[str, tuple[str, ...]]


def rs(*arguments: str | Path) -> str:
    """What a command prints, on both streams."""
    done = command_line.rs(*arguments)
    assert done.exit_code in (0, 1, 2, 3), done.output
    return done.stdout + done.stderr


def mistyped(*arguments: str | Path) -> str:
    """What the program itself prints of a command line that it does not take."""
    command = [sys.executable, "-m", "ruralskills", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, timeout=60)
    assert done.returncode == 2
    return done.stderr.decode()


def ledger(folder: Path, made: list[Text]) -> Path:
    """A workbook with these texts in its title, unit, header, cells, and names."""
    title, unit, header, name, identity, phone, remark, village, sheet, file, *_ = (
        text for text, _ in made
    )
    sound = number()
    cells = re.sub(r"\n", " ", f"| {name} | {village} | {identity} | {phone} | 破产 {remark} |")
    head = re.sub(r"[\n|]", " ", header)
    table = Sheet(
        f"2020年致富带头人台账{title}",
        f"| 姓名 | 村 | 身份证号 | 联系电话 | {head} |\n{cells}\n| 张　三 | 青松村 | {sound} | 138 | |\n"
        f"| 张三 | 青松村 | {sound} | 138 | |",
        re.sub(r"[\\\[\]/?*:\r\n\t]", "", sheet)[:31] or "表",
        unit=f"桂林街道{unit}",
    )
    usual = leaders("| x |", head="| 带动贫困户数 |", name="带头人")
    return write(folder / f"台账{re.sub('[/]', '', file)}.xlsx", table, usual)


def cells_of(path: Path) -> str:
    """The texts of a workbook; its links must lead to the true names."""
    book = openpyxl.load_workbook(path)
    cells = (cell.value for page in book for row in page.iter_rows() for cell in row)
    return "\n".join([*book.sheetnames, *(str(value) for value in cells if value is not None)])


def answered(copy: Path, text: str) -> Path:
    """A copy that came back with the text as answer, reason, number and code, and in a cell."""
    book = openpyxl.load_workbook(copy)
    problems = book["问题清单"]
    for column in "AIJL":
        problems[f"{column}5"] = text
    book.worksheets[0]["A4"] = text
    back = copy.with_name(f"改{copy.name}")
    book.save(back)
    return back


def outputs(folder: Path, path: Path, answer: str) -> Iterator[tuple[str, str]]:
    """What every command says of a workbook."""
    common = ("--notice", "common", "--as-of", "2020-07-10")
    validate = ("validate", path, *common, "--jobs", "1")
    for form in ("console", "json", "csv", "html"):
        yield form, rs(*validate, "--format", form)
        yield f"{form} to a file", rs(*validate, "--format", form, "-o", folder / f"报告.{form}")
        yield f"{form} in a file", (folder / f"报告.{form}").read_text("utf-8")
    yield "xlsx", rs(*validate, "--format", "xlsx", "-o", folder / "清单.xlsx")
    yield "the list", cells_of(folder / "清单.xlsx")
    yield "layout", rs(*validate, "--show-layout")
    yield "statistics", rs(*validate, "--statistics")
    yield "settings", rs("validate", path, "--show-settings", "--register", path)
    yield "difference", rs("correct", path, *common, "--diff")
    yield "plan", rs("correct", path, *common, "--plan", folder / f"{path.name}.json")
    yield "refusal", rs("correct", path, *common, "--plan", path)
    yield "missing", rs("validate", path.with_name(f"没有{path.name}"))
    yield "mistyped", mistyped("validate", path, "--format", path.name)
    yield "copies", rs("correct", path, *common)
    copy = next(folder.glob("*.校正.xlsx"))
    back = answered(copy, answer)
    yield "recheck", rs("recheck", copy, back, *common)
    yield "recheck as json", rs("recheck", copy, back, *common, "--format", "json")


def test_links_of_a_list_lead_to_the_true_names(tmp_path: Path) -> None:
    name, page = f"张三{number()}.xlsx", f"表{number()}"
    write(tmp_path / name, leaders("| x |", head="| 带动贫困户数 |", name=page))
    target = tmp_path / "清单.xlsx"
    rs("validate", tmp_path / name, "--notice", "common", "--format", "xlsx", "-o", target)
    sheet = openpyxl.load_workbook(target).worksheets[2]
    links = [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert {(link.target, link.location) for link in links} == {(name, f"'{page}'!C3")}
    assert not leaked(cells_of(target), (number(),))


@given(st.lists(texts(), min_size=12, max_size=12), mobile_numbers())
@settings(
    max_examples=amount(3, 90),
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_command_shows_a_number(made: list[Text], answer: str) -> None:
    numbers = (*(number for _, several in made for number in several), answer)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = ledger(folder, made)
        for what, text in outputs(folder, path, f"见{answer}"):
            shown = re.sub(r"[0-9a-f]{16,64}", "", text)  # digests tell of nobody
            assert not leaked(shown, numbers), (what, leaked(shown, numbers), made)
