"""Ages and birthdays beside the identity number, in every ledger that has them."""

from __future__ import annotations

from datetime import date

import pytest

from builders.ledger_sheets import findings_in, told
from builders.workbook_fixture import Office, leaders, number
from ruralskills.ledgers import ROW_LEDGERS, CadreTraining, Leader, Post, Trainee, Transfer
from ruralskills.model.fields import field_specs
from ruralskills.model.findings import Severity
from ruralskills.model.table import Ledger

FIRST_ROW = 3
BORN = number("1994-06-24")
"""26 years old from 24 June 2020 on."""

with_age = pytest.mark.parametrize(
    "ledger", [one for one in ROW_LEDGERS if "age" in field_specs(one)], ids=str
)
with_birthday = pytest.mark.parametrize(
    "ledger", [one for one in ROW_LEDGERS if "born" in field_specs(one)], ids=str
)


def usual(ledger: type[Ledger]) -> dict[str, str]:
    """What tells a list of cadres from other lists of people."""
    return {"position": "主任", "theme": "乡村治理"} if ledger is CadreTraining else {}


def ages(ledger: type[Ledger], *texts: str, title: str = "", **row: str) -> list[str]:
    """The weight of what is said of each age, blank where nothing is said."""
    rows = [{"id_number": BORN, "age": text, **usual(ledger), **row} for text in texts]
    found = findings_in(ledger, *rows, title=title or ledger.info.title, as_of=date(2021, 1, 20))
    said = {one.cell.row: str(one.severity) for one in found if one.code == "P104" and one.cell}
    return [said.get(FIRST_ROW + n, "") for n in range(len(texts))]


@with_age
def test_an_age_in_a_ledger_of_a_year(ledger: type[Ledger]) -> None:
    title = f"青龙镇2020年{ledger.info.title}"
    low = "warning" if ledger.info.kind == "stock" else "error"
    assert ages(ledger, "26", "25", "27", "24", "36", "16", "22", title=title) == [
        "", "", "", "", "error", "error", low,
    ]  # fmt: skip


@with_age
def test_an_age_without_any_date(ledger: type[Ledger]) -> None:
    assert ages(ledger, "26", "20", "27", "19", "28", "18", "62") == [
        "", "", "", "", "error", "error", "error",
    ]  # fmt: skip


def test_an_age_on_the_day_of_the_act() -> None:
    days = {"starts": "2018-05-02"}
    assert ages(Trainee, "23", "22", "24", "27", "13", **days) == ["", "info", "", "info", "error"]
    assert ages(Post, "23", "26", "36", starts="2018-05-02") == ["", "", "error"]
    assert ages(Transfer, "23", "26", "36", starts="2018-05") == ["", "", "error"]
    assert ages(Post, "26", "36", held="2020.1.1-2022.12.31") == ["", "error"]


def test_an_age_in_a_quarter_or_under_a_date() -> None:
    title = "2020年第一季度公益性岗位台账"
    assert ages(Post, "25", "26", "28", title=title) == ["", "", "error"]


def test_an_age_under_a_line_with_a_date(office: Office) -> None:
    rows = ("| 35 |", "| 36 |", "| 46 |")  # all three born in June 1985
    sheet = leaders(*rows, head="| 年龄 |", title="致富带头人台账", unit="桂林街道")
    found = office.outcome(sheet).findings
    assert [(one.code, one.severity, "2020-06-30" in one.message) for one in found] == [
        ("P104", Severity.ERROR, True)
    ]


def test_a_year_that_the_name_of_the_file_alone_gives(office: Office) -> None:
    sheet = leaders("| 66 |", head="| 年龄 |", title="致富带头人台账")
    [finding] = office.outcome(sheet, names=["台账2020.xlsx"]).findings
    assert (finding.code, finding.severity) == ("P104", Severity.WARNING)


def test_a_negative_age_is_said_once() -> None:
    found = findings_in(Leader, {"id_number": BORN, "age": "-26"}, title="2020年致富带头人台账")
    assert told(found) == [("N415", "age", FIRST_ROW)]


@with_birthday
def test_a_birthday(ledger: type[Ledger]) -> None:
    texts = (
        "19940624", "1994.6", "1994年6月", "1994-06-24", "199406", "1994", "", "/",
        "19940625", "1994.7", "1984年6月", "1995-06-24", "199606", "1995",
    )  # fmt: skip
    found = findings_in(
        ledger, *({"id_number": BORN, "born": text, **usual(ledger)} for text in texts)
    )
    rows = [row for _, field, row in told(found, "P121") if field == "born"]
    assert rows == list(range(FIRST_ROW + 8, FIRST_ROW + len(texts)))
    assert not [one for one in found if one.field == "born" and one.code != "P121"]
