"""Forms from a ledger: a row each, sound ones only, chosen by number or name, or in one file."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import docx
import pytest

from builders.application_data import SOUND, after, changed, data_file
from builders.command_line import rs
from builders.people import identity_number
from builders.sheet_text import Sheet, write
from ruralskills.forms import libreoffice

EXAMPLE = Path(__file__).parents[2] / "examples" / "shanxi-2021-clean" / "培训对象申报名册.xlsx"


def roster(folder: Path, *rows: str) -> Path:
    header = (
        "姓名 | 身份证号 | 手机号码 | 身份类别 | 有无创业经历 | (拟)创业项目 | 是否有贷款意向"
        " | 贷款意向金额（元） | 申报日期"
    )
    return write(folder / "名册.xlsx", Sheet("培训对象申报名册", "\n".join((header, *rows))))


def row(name: str, number: str, phone: str = "13800000001", loan: str = "200000") -> str:
    return f"| {name} | {number} | {phone} | 种养大户 | 有 | 养蜂 | 是 | {loan} | 2021-05-06 |"


def number(sequence: int) -> str:
    return identity_number("500199", date(1985, 6, 15), sequence)


def test_a_form_for_each_row(tmp_path: Path) -> None:
    path = roster(tmp_path, row("张三", number(1)), row("李/四:*", number(3)))
    result = rs("render-form", "--from-ledger", path)
    assert result.exit_code == 0, result.output
    folder = tmp_path / "名册.申报表"
    names = ["001-张三.docx", "002-李_四__.docx"]
    assert result.stdout.split() == [str(folder / name) for name in names]
    assert sorted(each.name for each in folder.iterdir()) == names
    assert after(folder / names[0], "贷款意向金额") == "20万元"
    assert after(folder / names[0], "年龄") == "35"


def test_wrong_rows_are_named_and_sound_ones_written(tmp_path: Path) -> None:
    path = roster(tmp_path, row("张三", number(1)), row("李四", "500199198506150018"))
    result = rs("render-form", "--from-ledger", path)
    assert result.exit_code == 1
    assert result.stdout.split() == [str(tmp_path / "名册.申报表" / "001-张三.docx")]
    assert re.search(r"名册\.xlsx!\S+!B\d+: 身份证号：", result.stderr)
    draft = rs("render-form", "--from-ledger", path, "--draft")
    assert draft.exit_code == 0
    assert len(draft.stdout.split()) == 2


def test_rules_over_several_rows_are_run_too(tmp_path: Path) -> None:
    path = roster(tmp_path, row("张三", number(1)), row("张三", number(3)))
    result = rs("render-form", "--from-ledger", path)
    assert result.exit_code == 0
    assert "名册.xlsx!Sheet1!B4: 身份证号：" in result.stderr
    assert "[P107]" in result.stderr


def test_merged_is_one_file_with_a_page_for_each(tmp_path: Path) -> None:
    path = roster(tmp_path, row("张三", number(1)), row("李四", number(3)))
    result = rs("render-form", "--from-ledger", path, "--merged")
    assert result.stdout.split() == [str(tmp_path / "名册.申报表.docx")]
    document = docx.Document(str(tmp_path / "名册.申报表.docx"))
    assert len(document.tables) == 2
    assert document.element.xml.count('w:type="page"') == 1
    assert after(tmp_path / "名册.申报表.docx", "姓名", 1) == "李四"


def test_people_are_chosen_by_number_and_name(tmp_path: Path) -> None:
    rows = (row("张三", number(1)), row("李四", number(3)), row("张三", number(5)))
    path = roster(tmp_path, *rows)
    out = tmp_path / "out"
    one = rs("render-form", "--from-ledger", path, "--id", number(3).lower(), "-o", out)
    assert [Path(each).name for each in one.stdout.split()] == ["002-李四.docx"]
    both = rs("render-form", "--from-ledger", path, "--name", "张三", "-o", out)
    assert [Path(each).name for each in both.stdout.split()] == ["001-张三.docx", "003-张三.docx"]
    assert "名叫“张三”的有2人" in both.stderr
    several = rs(
        "render-form", "--from-ledger", path, "--name", "李四", "--id", number(1), "-o", out
    )
    assert len(several.stdout.split()) == 2


@pytest.mark.parametrize("words", [("--name", "王五"), ("--id", number(9)), ("--id", "1")])
def test_nobody_is_one_line(tmp_path: Path, words: tuple[str, str]) -> None:
    path = roster(tmp_path, row("张三", number(1)))
    result = rs("render-form", "--from-ledger", path, *words)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert number(9) not in result.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["名册.xlsx"]


def test_several_applicants_of_a_data_file(tmp_path: Path) -> None:
    wrong = changed(name="李四", id_number="500199199003020038")
    path = data_file(tmp_path, f"{SOUND}---\n{wrong}")
    result = rs("render-form", path)
    assert result.exit_code == 1
    assert re.search(r"applicant\.yaml:\d+: \[2\]\.id_number（身份证号）：", result.stderr)
    assert not result.stdout
    assert "有1份没有写，同一文件的其余1份也没有写" in result.stderr
    drafts = rs("render-form", path, "--draft")
    folder = tmp_path / "applicant.申报表"
    assert drafts.stdout.split() == [str(folder / n) for n in ("001-张三.docx", "002-李四.docx")]


def test_no_personal_digits_in_names_of_files_nor_on_the_screen(tmp_path: Path) -> None:
    path = roster(tmp_path, row(f"张三{number(1)}", number(1), phone="1380000000"))
    result = rs("render-form", "--from-ledger", path, "--draft")
    assert Path(result.stdout.strip()).name == "001-张三_.docx"
    assert number(1) not in result.output


@pytest.mark.parametrize("name", ["../../../外", "..", "C:\\x", "CON", "a" * 300, "x\ny"])
def test_files_stay_in_the_folder(tmp_path: Path, name: str) -> None:
    text = changed(name=f'"{name}"'.replace("\\", "\\\\").replace("\n", "\\n"))
    path = data_file(tmp_path, f"{text}---\n{SOUND}")
    result = rs("render-form", path, "--draft", "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    written = [Path(each) for each in result.stdout.splitlines()]
    assert all(each.parent == tmp_path / "out" and each.is_file() for each in written)


def test_a_ledger_of_something_else_is_one_line(tmp_path: Path) -> None:
    path = EXAMPLE.with_name("学员花名册.xlsx")
    result = rs("render-form", "--from-ledger", path, "-o", tmp_path / "out")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert list(tmp_path.iterdir()) == []


def test_the_example_roster_gives_all_its_forms(tmp_path: Path) -> None:
    result = rs("render-form", "--from-ledger", EXAMPLE, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert len(result.stdout.split()) == 16


def test_pdf_without_libreoffice_writes_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    result = rs("render-form", data_file(tmp_path, SOUND), "--to", "pdf", "-q")
    assert result.exit_code == 2
    assert result.stdout.split() == [str(tmp_path / "applicant.docx")]
    assert len(result.stderr.splitlines()) == 1


def need_pages() -> None:
    if libreoffice.program() is None or shutil.which("pdftotext") is None:
        assert not os.environ.get("CI"), "LibreOffice and poppler must be there to test the project"
        pytest.skip("LibreOffice or poppler is not installed: pages are NOT counted here")


def pages_of(pdf: Path) -> list[str]:
    shown = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
    return shown.stdout.decode().split("\f")[:-1]


def test_forty_forms_are_forty_pages(tmp_path: Path) -> None:
    need_pages()
    path = roster(tmp_path, *(row(f"张{n}", number(2 * n + 1)) for n in range(40)))
    result = rs("render-form", "--from-ledger", path, "--merged", "--to", "pdf")
    assert result.exit_code == 0, result.output
    pages = pages_of(tmp_path / "名册.申报表.pdf")
    assert len(pages) == 40
    assert all("乡村振兴致富带头人培训对象申报表" in page and "审定意见" in page for page in pages)


def test_a_batch_is_one_page_each(tmp_path: Path) -> None:
    need_pages()
    long = changed(address="临县白文镇" * 30, prospects="很长的内容。" * 150, photo=None)
    path = data_file(tmp_path, "---\n".join((SOUND, long, changed(name="李四"))))
    result = rs("render-form", path, "--merged", "--draft", "--to", "pdf")
    assert result.exit_code == 0, result.output
    pdf = tmp_path / "applicant.申报表.pdf"
    pages = pages_of(pdf)
    heads = [page.split("乡村振兴致富带头人培训对象申报表")[0].split() for page in pages]
    assert len(pages) == 4
    assert [head[:1] for head in heads] == [["草稿"], ["草稿"], ["附页"], ["草稿"]]
    again = rs("render-form", path, "--merged", "--draft", "--to", "pdf")
    assert again.exit_code == 0, again.output


def test_an_output_without_a_suffix_is_a_folder(tmp_path: Path) -> None:
    result = rs("render-form", data_file(tmp_path, SOUND), "-o", tmp_path / "表")
    assert result.stdout.split() == [str(tmp_path / "表" / "applicant.docx")]
    several = data_file(tmp_path, f"{SOUND}---\n{changed(name='李四')}", "两人.yaml")
    refused = rs("render-form", several, "-o", tmp_path / "x.docx")
    assert (refused.exit_code, len(refused.stderr.splitlines()[-1:])) == (2, 1)
    assert not (tmp_path / "x.docx").exists()
