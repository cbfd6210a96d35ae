"""One header means one field in every ledger, unless a ledger says that it means another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest

from ruralskills.ledgers import LEDGERS, RegisterPerson
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.table import Ledger

each_ledger = pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.info.id)


def columns() -> Iterator[tuple[type[Ledger], FieldSpec]]:
    for ledger in LEDGERS:
        for spec in field_specs(ledger).values():
            yield ledger, spec


def common_fields() -> dict[str, dict[str, list[str]]]:
    """By header, the fields that claim it without a meaning of their own, and in which ledgers."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for ledger, spec in columns():
        if not spec.own_meaning:
            for header in spec.headers:
                found[header][spec.field].append(ledger.info.id)
    return found


def test_a_header_is_one_field_in_every_ledger() -> None:
    several = {
        header: dict(fields) for header, fields in common_fields().items() if len(fields) > 1
    }
    assert not several, "take the shared field of ledgers/shared_fields.py, or give own_meaning="


def test_a_shared_column_is_read_alike_in_every_ledger() -> None:
    kinds: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for ledger, spec in columns():
        if (ledger, spec.field) != (RegisterPerson, "head_id"):  # a key there, of whatever form
            kinds[spec.field, spec.headers].add(spec.reads.name)
    assert {key: names for key, names in kinds.items() if len(names) > 1} == {}


@each_ledger
def test_a_header_is_one_field_within_a_ledger(ledger: type[Ledger]) -> None:
    claims: dict[str, list[str]] = defaultdict(list)
    for spec in field_specs(ledger).values():
        for header in spec.headers:
            claims[header].append(spec.field)
    assert not {header: names for header, names in claims.items() if len(names) > 1}


def test_the_exceptions_are_needed() -> None:
    common = common_fields()
    others: dict[str, set[str]] = defaultdict(set)
    for _, spec in columns():
        for header in spec.headers:
            others[header].add(spec.field)
    print("\n| field | headers that are another field elsewhere | why |")
    for ledger, spec in columns():
        if not spec.own_meaning:
            continue
        name = f"{ledger.info.id}.{spec.field}"
        apart = [h for h in spec.headers if common.get(h, {spec.field: []}).keys() != {spec.field}]
        apart = apart or [h for h in spec.headers if len(others[h]) > 1]
        print(f"| {name} | {'、'.join(apart)} | {spec.own_meaning} |")
        assert apart, f"{name} says own_meaning, and its headers are no other field anywhere"


@each_ledger
def test_a_shared_header_is_understood_by_every_ledger_with_the_field(
    ledger: type[Ledger],
) -> None:
    """A township of a leader ledger is written as one of a trainee roster may be."""
    township = {"镇街", "乡镇", "乡(镇)", "镇(街道)", "乡镇(街道)", "所在乡镇", "所属乡镇"}
    specs = field_specs(ledger)
    if "township" in specs:
        assert township <= set(specs["township"].headers)
    if (phone := specs.get("phone")) is not None:
        assert {"联系电话", "手机号码", "联系方式", "手机号", "电话"} <= set(phone.headers)
