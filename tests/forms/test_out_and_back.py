"""Out and back is the identity: data to forms, forms to the roster, LibreOffice between them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from builders.applicants import applicants, as_json, expected
from builders.application_data import data_file
from builders.command_line import rs
from builders.libreoffice import convert
from ruralskills.ledgers import Application
from ruralskills.model.fields import field_specs
from ruralskills.validation.validate import read

COUNT = 200
LINES = ("leading_way", "prospects")


def rendered(folder: Path, data: list[dict[str, Any]], *options: str) -> list[Path]:
    path = data_file(folder, as_json(data), "applicants.json")
    result = rs("render-form", path, *options)
    assert result.exit_code == 0, result.output[-2000:]
    return [Path(line) for line in result.stdout.splitlines()]


def collected(folder: Path, *paths: Path) -> list[dict[str, str]]:
    """The rows of the roster that the forms give, as text by field."""
    target = folder / "名册.xlsx"
    result = rs("collect-forms", *paths, "-o", target)
    assert result.exit_code == 0, result.output[-2000:]
    page = openpyxl.load_workbook(target).worksheets[0]
    fields = {spec.header: name for name, spec in field_specs(Application).items()}
    names = [fields[str(cell.value)] for cell in page[2]]
    return [
        {name: shown(cell.value) for name, cell in zip(names, row, strict=True)}
        for row in page.iter_rows(min_row=3)
    ]


def shown(value: Any) -> str:
    if value is None:
        return ""
    return format(Decimal(str(value)).normalize(), "f") if isinstance(value, int | float) else value


def assert_same(rows: list[dict[str, str]], data: list[dict[str, Any]]) -> None:
    assert len(rows) == len(data)
    for row, one in zip(rows, data, strict=True):
        wanted = expected(one)
        assert {name: row[name] for name in wanted} == wanted


def test_forms_give_back_their_data(tmp_path: Path) -> None:
    data = applicants(COUNT, seed=1)
    paths = rendered(tmp_path, data)
    assert len(paths) == COUNT
    rows = collected(tmp_path, paths[0].parent)
    assert_same(rows, data)
    assert [row["form"] for row in rows] == [path.name for path in paths]
    [table] = read(tmp_path / "名册.xlsx", notices=["shanxi-2021"])
    assert table.ledger is Application
    assert len(table) == COUNT
    for index, one in enumerate(data):
        for name in LINES:
            lines = [line.strip() for line in one[name].splitlines()]
            value = table.value(index, name)
            assert (value or "").count("\n") == "\n".join(lines).strip("\n").count(
                "\n"
            ) or not value


def test_merged_forms_give_back_their_data(tmp_path: Path) -> None:
    data = applicants(40, seed=2)
    assert_same(collected(tmp_path, *rendered(tmp_path, data, "--merged")), data)


def test_drafts_give_back_their_data(tmp_path: Path) -> None:
    data = applicants(20, seed=3)
    assert_same(collected(tmp_path, *rendered(tmp_path, data, "--draft")), data)


def test_libreoffice_between_changes_nothing(tmp_path: Path) -> None:
    data = applicants(COUNT, seed=4)
    paths = rendered(tmp_path, data)
    convert(paths, "docx", tmp_path / "saved")
    again = sorted((tmp_path / "saved").glob("*.docx"))
    assert_same(collected(tmp_path, *again), data)


def test_an_old_word_document_between_changes_nothing(tmp_path: Path) -> None:
    data = applicants(10, seed=6)
    convert(rendered(tmp_path, data), "doc", tmp_path / "old")
    old = sorted((tmp_path / "old").glob("*.doc"))
    assert len(old) == 10
    assert_same(collected(tmp_path, *old), data)


def test_libreoffice_saves_a_merged_document(tmp_path: Path) -> None:
    data = applicants(40, seed=5)
    convert(rendered(tmp_path, data, "--merged"), "docx", tmp_path / "saved")
    assert_same(collected(tmp_path, tmp_path / "saved" / "applicants.申报表.docx"), data)
