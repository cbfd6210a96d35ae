"""One township workbook in every format gives the same findings, but for what a format cannot hold."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import python_calamine

import ruralskills as rs
from builders import libreoffice
from builders.township import make_township

NOTICES = ("tongnan-2020", "shanxi-2021")
OF_MERGES = {"L202", "L204", "L205", "L207", "L208", "L214", "L215", "R101"}
"""What is checked through a village, a kind of village or a leader that stands in a merged cell."""

Place = tuple[str, str]


@pytest.fixture(scope="module")
def township(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("township") / "云岭镇.xlsx"
    make_township(path, planted=True)
    return path


def places(path: Path) -> set[Place]:
    outcome = rs.validate(path, notices=NOTICES, as_of=date(2021, 3, 1))
    assert not outcome.rules_broken
    assert {status.status for status in outcome.files} == {"read"}
    return {(f.code, f.cell.address) for f in outcome.findings if f.cell}


def converted(path: Path, kind: str, folder: Path) -> Path:
    libreoffice.convert([path], kind, folder)
    return folder / f"{path.stem}.{kind}"


@pytest.mark.parametrize("kind", ["xls", "ods", "xlsx", "html"])
def test_a_converted_workbook_gives_the_same_findings(
    township: Path, kind: str, tmp_path: Path
) -> None:
    assert places(converted(township, kind, tmp_path)) == places(township)


def test_an_xls_by_the_name_of_wps_gives_the_same_findings(township: Path, tmp_path: Path) -> None:
    xls = converted(township, "xls", tmp_path)
    assert places(xls.rename(xls.with_suffix(".et"))) == places(township)


def as_csv(path: Path, folder: Path, encoding: str) -> Iterator[Path]:
    """Each sheet as an office exports it: dates with slashes, numbers as they are shown."""
    book = python_calamine.CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        target = folder / f"{name}.csv"
        with target.open("w", encoding=encoding, newline="") as stream:
            for row in book.get_sheet_by_name(name).iter_rows():
                csv.writer(stream).writerow([shown(value) for value in row])
        yield target


def shown(value: object) -> str:
    if isinstance(value, date):
        return f"{value.year}/{value.month}/{value.day}"
    return f"{value:g}" if isinstance(value, float) else str(value)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_csv_misses_only_what_hangs_on_merged_cells_and_says_so(
    township: Path, encoding: str, tmp_path: Path
) -> None:
    expected = places(township)
    list(as_csv(township, tmp_path, encoding))
    outcome = rs.validate(tmp_path, notices=NOTICES, as_of=date(2021, 3, 1))
    found = {(f.code, f.cell.address) for f in outcome.findings if f.cell}
    assert found <= expected
    assert {code for code, _ in expected - found} <= OF_MERGES
    assert len(expected - found) < len(expected) / 2
    assert sum("不保存合并单元格" in remark for remark in outcome.remarks) == 2
