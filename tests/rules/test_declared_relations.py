"""What ledgers declare of their fields is checked in each of them, once, and in no sound row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from builders.ledger_sheets import findings_in, told
from builders.workbook_fixture import number
from ruralskills.ledgers import ROW_LEDGERS, Trainee
from ruralskills.model.fields import field_specs
from ruralskills.model.findings import Severity
from ruralskills.model.relations import DateOrder, PartOf, Product
from ruralskills.model.table import Ledger
from ruralskills.rules import all_rules

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
    parts = [field for pair in ledger.relations.parts for field in (pair.part, pair.whole)]
    assert {kind(ledger, field) for field in parts} <= {"count", "quantity", "amount", "text"}
    factors = [f for one in ledger.relations.products for f in (one.result, *one.factors)]
    assert {kind(ledger, field) for field in factors} <= {"count", "quantity", "amount"}
    assert {kind(ledger, one.rate) for one in ledger.relations.rates} <= {"rate"}
    wholes = [f for one in ledger.relations.rates for f in (one.part, *one.wholes)]
    assert {kind(ledger, field) for field in wholes} <= {"count"}


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


PARTS = [(ledger, pair) for ledger in ROW_LEDGERS for pair in ledger.relations.parts]


@pytest.mark.parametrize(("ledger", "pair"), PARTS, ids=str)
def test_a_part_over_its_whole(ledger: type[Ledger], pair: PartOf) -> None:
    part, whole = pair.part, pair.whole
    found = findings_in(
        ledger,
        {part: "30", whole: "30"},
        {part: "31", whole: "30"},
        {part: "31"},
        {part: "0", whole: "0"},
        {part: "/", whole: "30"},
    )
    [finding] = [one for one in found if one.code == "N401"]
    assert told([finding])[0][1:] == (part, FIRST_ROW + 1)
    if part != "poor_households_led":  # its headers decide
        assert finding.severity is (Severity.WARNING if pair.customary else Severity.ERROR)
    assert "多1" in finding.message


NUMBERS = [
    (ledger, name)
    for ledger in ROW_LEDGERS
    for name, spec in field_specs(ledger).items()
    if spec.reads.name in ("count", "quantity", "amount", "rate")
]


@pytest.mark.parametrize(("ledger", "field"), NUMBERS, ids=str)
def test_a_negative_number(ledger: type[Ledger], field: str) -> None:
    found = findings_in(ledger, {field: "3"}, {field: "-3"})
    codes = told(found, "N402", "N415", "N416")
    spec = field_specs(ledger)[field]
    may_be = field in ledger.relations.refunds or not spec.unit or "增收" in spec.header
    if spec.reads.name == "amount" and may_be:
        assert codes == []
    else:
        [(_, reported, row)] = codes
        assert (reported, row) == (field, FIRST_ROW + 1)


def test_money_taken_back_with_a_remark() -> None:
    rows = (
        {"subsidy": "-1200", "remark": "冲减上月多发"},
        {"subsidy": "-1200", "remark": "电焊班"},
    )
    assert told(findings_in(Trainee, *rows), "N415") == [("N415", "subsidy", FIRST_ROW + 1)]


RATES = [
    (ledger, name)
    for ledger in ROW_LEDGERS
    for name, spec in field_specs(ledger).items()
    if spec.reads.name == "rate"
]


@pytest.mark.parametrize(("ledger", "field"), RATES, ids=str)
def test_a_rate_over_the_whole(ledger: type[Ledger], field: str) -> None:
    found = findings_in(ledger, *({field: text} for text in ("100%", "101%", "0.98", "1", "108")))
    assert told(found, "N416") == [
        ("N416", field, FIRST_ROW + 1), ("N416", field, FIRST_ROW + 4),
    ]  # fmt: skip


PRODUCTS = [(ledger, one) for ledger in ROW_LEDGERS for one in ledger.relations.products]


@pytest.mark.parametrize(("ledger", "product"), PRODUCTS, ids=str)
def test_an_amount_unlike_those_of_the_other_rows(ledger: type[Ledger], product: Product) -> None:
    factor = 1200
    value = int(product.times * factor * 12 ** (len(product.factors) - 1))
    factors = {product.factors[0]: str(factor), **dict.fromkeys(product.factors[1:], "12")}
    sound = factors | {product.result: str(value)}
    rows = [*[sound] * 5, sound | {product.result: str(value - 100)}]
    assert told(findings_in(ledger, *rows), "N417") == [("N417", product.result, FIRST_ROW + 5)]
    assert told(findings_in(ledger, *rows[2:]), "N417") == []  # too few rows to know
    half = [sound | {product.result: str(value - 100 - n)} for n in range(3)]
    assert told(findings_in(ledger, *rows[:5], *half), "N417") == []
    explained = rows[-1] | {"remark": "中途离岗，扣发"}
    assert told(findings_in(ledger, *rows[:5], explained), "N417") == []


WITH_DAYS = [one for one in ROW_LEDGERS if {"days", "starts", "ends"} <= field_specs(one).keys()]


@pytest.mark.parametrize("ledger", WITH_DAYS, ids=str)
def test_days_beside_the_calendar(ledger: type[Ledger]) -> None:
    days = {"starts": "2020-07-06", "ends": "2020-07-17"}
    found = findings_in(ledger, *(days | {"days": n} for n in ("12", "13", "6", "5")))
    assert told(found, "T308", "T311") == [
        ("T308", "days", FIRST_ROW + 1), ("T311", "days", FIRST_ROW + 3),
    ]  # fmt: skip
    span = [{"held": "2020.7.6-2020.7.17", "days": n} for n in ("12", "13", "5")]
    assert told(findings_in(ledger, *span), "T308", "T311") == [
        ("T308", "days", FIRST_ROW + 1), ("T311", "days", FIRST_ROW + 2),
    ]  # fmt: skip


PEOPLE = [one for one in ROW_LEDGERS if one.relations.people and not one.relations.people.rule]
A, B = number(sequence=1), number(sequence=3)


def person(ledger: type[Ledger], row: int, **fields: str) -> dict[str, str]:
    """A row of a person of whom everything that parts his rows is given."""
    specs, people = field_specs(ledger), ledger.relations.people
    apart = people.apart_by if people else ()
    days = {"day": "2020-05-10", "span": "2020.5.10-2020.5.20"}
    given = {name: days.get(specs[name].reads.name, "甲") for name in apart}
    usual = {"position": "主任"} if "position" in specs and "theme" in specs else {}
    return usual | given | {ledger.info.id_field: A, ledger.info.name: "张三"} | fields


@pytest.mark.parametrize("ledger", PEOPLE, ids=str)
def test_a_person_who_stands_twice(ledger: type[Ledger]) -> None:
    sound = person(ledger, 0)
    other = person(ledger, 1, **{ledger.info.id_field: B, ledger.info.name: "李四"})
    found = findings_in(ledger, sound, other, sound)
    [finding] = [one for one in found if one.code in ("P122", "P123")]
    assert told([finding]) == [("P122", ledger.info.id_field, FIRST_ROW + 2)]
    assert finding.severity is Severity.ERROR
    assert told(findings_in(ledger, sound, other), "P122", "P123") == []


@pytest.mark.parametrize("ledger", PEOPLE, ids=str)
def test_a_person_twice_with_something_else(ledger: type[Ledger]) -> None:
    if "phone" not in field_specs(ledger):
        return
    rows = (person(ledger, 0, phone="13812345678"), person(ledger, 1, phone="13912345678"))
    [finding] = [one for one in findings_in(ledger, *rows) if one.code == "P122"]
    people = ledger.relations.people
    assert finding.severity is (Severity.WARNING if people and people.apart_by else Severity.ERROR)
    assert f"“{field_specs(ledger)['phone'].header}”不同" in finding.message


@pytest.mark.parametrize("ledger", PEOPLE, ids=str)
def test_a_person_in_another_class_month_or_term(ledger: type[Ledger]) -> None:
    specs, people = field_specs(ledger), ledger.relations.people
    other = {"day": "2020-06-10", "span": "2020.6.10-2020.6.20"}
    for name in people.apart_by if people else ():
        rows = (
            person(ledger, 0),
            person(ledger, 1, **{name: other.get(specs[name].reads.name, "乙")}),
        )
        assert told(findings_in(ledger, *rows), "P122", "P123") == []


NAMED = [
    one for one in ROW_LEDGERS
    if one.info.id_field in field_specs(one) and kind(one, one.info.name) == "name"
]  # fmt: skip


@pytest.mark.parametrize("ledger", NAMED, ids=str)
def test_a_number_with_two_names(ledger: type[Ledger]) -> None:
    rows = [person(ledger, 0), person(ledger, 1, **{ledger.info.name: "王五"})]
    people = ledger.relations.people
    assert len(told(findings_in(ledger, *rows), "P102", "P103", "P122", "P123")) <= 1
    if people is not None and people.apart_by:
        rows[1][people.apart_by[0]] = (
            "2020-06-10" if kind(ledger, people.apart_by[0]) == "day" else "乙"
        )
    if people is None or people.apart_by:
        found = told(findings_in(ledger, *rows), "P103", "P122", "P123")
        assert found == [("P123", ledger.info.name, FIRST_ROW + 1)]
    dotted = [
        row | {ledger.info.name: name}
        for row, name in zip(rows, ("买买提·吐尔逊", "买买提吐尔逊"), strict=True)
    ]
    assert told(findings_in(ledger, *dotted), "P123") == []


def test_rules_of_their_own_are_there() -> None:
    rules = {one.relations.people.rule for one in ROW_LEDGERS if one.relations.people}
    assert rules - {""} <= all_rules().keys()


COUNTS = [(ledger, name) for ledger, name in NUMBERS if kind(ledger, name) != "rate"]


@pytest.mark.parametrize(("ledger", "field"), COUNTS, ids=str)
def test_numbers_in_words(ledger: type[Ledger], field: str) -> None:
    unit = field_specs(ledger)[field].unit
    texts = ("三十余", "几十", "一二十", "四", "五百", "一千二百", "5", "1,200")
    found = findings_in(ledger, *({field: f"{text}{unit}"} for text in texts))
    said = [(code[:2], row - FIRST_ROW) for code, name, row in told(found) if name == field]
    assert [row for code, row in said if code == "C5"] == [0, 1, 2]
    hints = [one for one in found if one.code == "N419"]
    assert [one.cell.row - FIRST_ROW for one in hints if one.cell] == [3, 4, 5]
    assert {one.severity for one in hints} == {Severity.INFO}
