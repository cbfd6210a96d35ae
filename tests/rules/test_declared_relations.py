"""What ledgers declare of their fields is checked in each of them, once, and in no sound row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from builders.ledger_sheets import findings_in, told
from ruralskills.ledgers import ROW_LEDGERS
from ruralskills.model.fields import field_specs
from ruralskills.model.findings import Severity
from ruralskills.model.relations import DateOrder
from ruralskills.model.table import Ledger

FIRST_ROW = 3
"""The sheet's row of the first row of data, under a title and one line of headers."""


def kind(ledger: type[Ledger], field: str) -> str:
    return field_specs(ledger)[field].reads.name


def dated(ledger: type[Ledger], field: str, day: str) -> str:
    return f"{day}至{day}" if kind(ledger, field) == "span" else day


def orders() -> Iterator[tuple[type[Ledger], DateOrder, str, str]]:
    for ledger in ROW_LEDGERS:
        yield from (
            (ledger, order, earlier, later)
            for order in ledger.relations.orders
            for earlier, later in pairwise(order.steps)
        )


each_order = pytest.mark.parametrize(
    ("ledger", "order", "earlier", "later"), list(orders()), ids=str
)


@each_order
def test_a_date_before_the_one_before_it(
    ledger: type[Ledger], order: DateOrder, earlier: str, later: str
) -> None:
    sound = {
        earlier: dated(ledger, earlier, "2020-05-10"), later: dated(ledger, later, "2020-05-10"),
    }  # fmt: skip
    found = findings_in(ledger, sound, sound | {later: dated(ledger, later, "2019-05-09")})
    [finding] = [one for one in found if one.code == "D515"]
    assert told([finding])[0][1] == later
    assert finding.severity is (Severity.WARNING if order.customary else Severity.ERROR)
    assert "2019-05-09" in finding.message
    assert "2020-05-10" in finding.message


@each_order
def test_months_that_may_be_in_order(
    ledger: type[Ledger], order: DateOrder, earlier: str, later: str
) -> None:
    if "span" in (kind(ledger, earlier), kind(ledger, later)):
        return
    found = findings_in(
        ledger,
        {earlier: "2020-05-10", later: "2020年5月"},
        {earlier: "2020年", later: "2020-03-01"},
    )
    assert told(found, "D515") == []


@pytest.mark.parametrize("ledger", ROW_LEDGERS, ids=lambda ledger: ledger.info.id)
def test_declared_fields_are_those_of_the_ledger(ledger: type[Ledger]) -> None:
    days = [field for order in ledger.relations.orders for field in order.steps]
    assert {kind(ledger, field) for field in days} <= {"day", "span"}
    assert {kind(ledger, field) for field in ledger.relations.spans} <= {"text"}


@pytest.mark.parametrize(
    "ledger",
    [one for one in ROW_LEDGERS if {"starts", "ends"} <= field_specs(one).keys()],
    ids=lambda ledger: ledger.info.id,
)
def test_an_end_before_the_start(ledger: type[Ledger]) -> None:
    found = findings_in(
        ledger,
        {"starts": "2020-05-10", "ends": "2020-05-10"},
        {"starts": "2020-05-10", "ends": "2020-05-09"},
        {"starts": "2020年5月", "ends": "2020-05-09"},
    )
    assert told(found, "D501", "D515") == [("D501", "ends", FIRST_ROW + 1)]


SPANS = [
    (ledger, name)
    for ledger in ROW_LEDGERS
    for name, spec in field_specs(ledger).items()
    if spec.reads.name == "span" or name in ledger.relations.spans
]


@pytest.mark.parametrize(("ledger", "field"), SPANS, ids=str)
def test_a_span_that_runs_backwards(ledger: type[Ledger], field: str) -> None:
    rows = ("2021.2.1-2022.2.1", "2023.01.31-2022.02.01", "2021年2月至2021年5月", "2021.2.1")
    found = findings_in(ledger, *({field: text} for text in rows))
    assert told(found, "D502") == [("D502", field, FIRST_ROW + 1)]


@pytest.mark.parametrize("ledger", ROW_LEDGERS, ids=lambda ledger: ledger.info.id)
def test_an_act_in_the_future(ledger: type[Ledger]) -> None:
    specs = field_specs(ledger)
    days = [name for name, spec in specs.items() if spec.reads.name == "day"]
    for name in days:
        found = findings_in(ledger, {name: "2022-12-31"}, {name: "2032-12-31"}, {name: "2022年"})
        expected = [] if specs[name].planned else [("D503", name, FIRST_ROW + 1)]
        assert told(found, "D503") == expected
