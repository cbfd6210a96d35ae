"""What the check of several files says about each of them."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from ruralskills import validate
from ruralskills.corrections.file_outcomes import FileOutcomes
from ruralskills.model.layout import SheetStatus
from ruralskills.model.outcome import ColumnGap, Outcome

_COUNTY = Path(__file__).parents[2] / "examples" / "tongnan-2020"


@pytest.fixture(scope="module")
def whole() -> Outcome:
    return validate([_COUNTY], normalise=True)


def test_each_file_has_the_findings_that_name_a_cell_of_it(whole: Outcome) -> None:
    outcomes = FileOutcomes(whole)
    compared = 0
    for file in whole.files:
        found = outcomes.of(Path(file.location))
        assert found.files == (file,)
        assert found.findings == tuple(
            each
            for each in whole.findings
            if file.path in {each.file, *(cell.file for cell in each.related)}
        )
        assert found.tables == tuple(each for each in whole.tables if each.file == file.path)
        assert found.sheets == tuple(each for each in whole.sheets if each.file == file.path)
        assert found.normalisations == tuple(
            each for each in whole.normalisations if each.cell.file == file.path
        )
        compared += len(found.findings)
    assert compared >= len([each for each in whole.findings if each.file]) > 0


def test_a_file_is_found_by_any_path_to_it(whole: Outcome, tmp_path: Path) -> None:
    link = tmp_path / "别处.xlsx"
    link.symlink_to(whole.files[0].location)
    assert FileOutcomes(whole).of(link) == FileOutcomes(whole).of(Path(whole.files[0].location))


def test_nothing_is_said_of_a_file_that_was_not_checked(whole: Outcome, tmp_path: Path) -> None:
    found = FileOutcomes(whole).of(tmp_path / "没有.xlsx")
    nothing = (found.findings, found.files, found.tables, found.rules_skipped)
    assert nothing == ((), (), (), ())


def test_the_layout_of_a_file_names_its_own_sheets_alone() -> None:
    """Names of files and sheets may have an exclamation mark themselves."""
    gap = ColumnGap(
        "带头人台账", ("状态",), ("甲.xlsx!表1", "乙!.xlsx!表!2", "甲.xlsx!表3"), ("L101",)
    )
    other = ColumnGap("带头人台账", ("村",), ("乙!.xlsx!表!2",), ("L102",))
    outcome = Outcome(
        column_gaps=(gap, other),
        sheets=(
            SheetStatus(file="甲.xlsx", sheet="表1", status="read"),
            SheetStatus(file="乙!.xlsx", sheet="表!2", status="read"),
        ),
    )
    outcomes = FileOutcomes(outcome)
    one, two = outcomes.layout_of("甲.xlsx"), outcomes.layout_of("乙!.xlsx")
    assert [(each.file, each.sheet) for each in (*one.sheets, *two.sheets)] == [
        ("", "表1"), ("", "表!2"),
    ]  # fmt: skip
    assert one.column_gaps == (replace(gap, tables=("表1", "表3")),)
    assert two.column_gaps == (replace(gap, tables=("表!2",)), replace(other, tables=("表!2",)))
    assert outcomes.layout_of("丙.xlsx") == Outcome()
