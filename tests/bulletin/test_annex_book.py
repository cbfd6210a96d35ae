"""The workbook beside the bulletin: annexes that are formulas, links, charts, problems."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from builders import example_inboxes
from builders.libreoffice import convert
from builders.whole_district import many_problems, whole_district
from ruralskills.bulletin.annex_book import annex_book
from ruralskills.bulletin.annexes import annexes
from ruralskills.bulletin.summarize import Summary, SummaryOptions, summarize
from ruralskills.model.period import Period


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    folder = example_inboxes.tongnan(tmp_path_factory.mktemp("tongnan"))
    return summarize([folder / "收件"], Period(2020, 4), SummaryOptions(as_of=date(2021, 1, 6)))


@pytest.fixture(scope="module")
def content(made: Summary) -> bytes:
    return made.files(["xlsx"])["附表.xlsx"]


def test_annexes_come_first(content: bytes) -> None:
    names = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    assert names[:3] == ["附件1", "附件2-1", "附件2-2"]
    assert {"附件3-1", "附件3-2", "图表", "报送情况", "来源"} <= set(names)


def test_figures_are_formulas_that_come_to_those_of_the_roll_up(
    made: Summary, content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "附表.xlsx"
    path.write_bytes(content)
    formulas = openpyxl.load_workbook(path)["附件1"]
    assert formulas["C4"].value.startswith("='")
    changes = [
        formulas.cell(row, 8).value for row in range(4, 4 + len(made.annexes[0].tables[0].rows))
    ]
    assert {str(each)[:7] for each in changes if each != "—"} == {"=ROUND("}
    convert([path], "ods", tmp_path)
    (tmp_path / "again").mkdir()
    convert([tmp_path / "附表.ods"], "xlsx", tmp_path / "again")
    sheets = openpyxl.load_workbook(tmp_path / "again" / "附表.xlsx", data_only=True)
    checked = 0
    for annex in made.annexes:
        for number, table in enumerate(annex.tables, 1):
            part = f"-{number}" if len(annex.tables) > 1 else ""
            first = 5 if table.groups else 4
            for row, cells in enumerate(table.rows, first):
                for column, cell in enumerate(cells, 1):
                    found = sheets[f"附件{annex.number}{part}"].cell(row, column).value
                    if cell.numbers:
                        assert found == pytest.approx(cell.numbers[0].value), (annex.title, row)
                        checked += 1
                    else:
                        assert found == (cell.text or None)
    assert checked > 100


def test_figures_lead_to_their_rows(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for row in book["附件1"].iter_rows() for cell in row]
    links = [str(cell.hyperlink.location) for cell in cells if cell.hyperlink]
    assert len(links) > 10
    for link in links:
        sheet, _, place = link.partition("!")
        assert sheet.strip("'") == "来源"
        assert book["来源"][place.partition(":")[0]].value


def test_native_charts(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        charts = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
        assert len(charts) > 5
        text = package.read(charts[0]).decode()
    assert "'图表'!" in text or "图表!" in text
    assert "序时进度" in text


def test_problems_by_kind_with_their_clause(made: Summary, content: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["附件3-2"]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    kinds = made.material.problems.kinds
    rows = rows[: len(kinds)]
    assert [row[1] for row in rows] == [each.title for each in kinds]
    assert sum(int(str(row[2])) for row in rows) == sum(each.count for each in kinds)
    assert any("潼扶组发〔2020〕4号" in str(row[3]) for row in rows)


def test_numbers_of_problems_lead_to_their_places(made: Summary, content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    places = list(book["问题位置"].iter_rows(min_row=4, values_only=True))
    for row, kind in enumerate(made.material.problems.kinds, 4):
        cell = book["附件3-2"].cell(row, 3)
        assert str(cell.value).startswith("=COUNTA('问题位置'!")
        first, last = re.findall(r"\$A\$(\d+)", str(cell.value))
        own = places[int(first) - 4 : int(last) - 3]
        assert {each[:2] for each in own} == {(kind.nature.label, kind.title)}
        assert cell.hyperlink is not None
        assert cell.hyperlink.location == f"'问题位置'!A{first}:G{last}"
    assert str(book["附件3-1"]["B4"].value).startswith("=COUNTIFS('问题位置'!")


def test_a_whole_district() -> None:
    made, problems = whole_district(), many_problems()
    content = annex_book(made, annexes(made, problems))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book["附件3-1"].max_row >= 3 + 23
    assert book["附件2-2"]["A5"].value == "桂林街道"
