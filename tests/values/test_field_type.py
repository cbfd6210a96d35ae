"""Values of fields as pydantic takes them and describes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from ruralskills.values.amount import Amount
from ruralskills.values.count import Count
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.partial_date import Date, single_day
from ruralskills.values.person_name import Name
from ruralskills.values.rate import Rate
from ruralskills.values.yesno import YesNo


@pytest.mark.parametrize(
    ("kind", "types", "title"),
    [
        (Name, ["string", "null"], "姓名"), (IdentityNumber, ["string", "null"], "身份证号"), (Date, ["string", "null"], "日期"),
        (YesNo, ["boolean", "string", "null"], "是或否"), (Count, ["number", "string", "null"], "数量"),
        (Amount, ["number", "string", "null"], "金额"), (Rate, ["number", "string", "null"], "比率"),
    ],
)  # fmt: skip
def test_schema_says_what_the_reader_takes(kind: Any, types: list[str], title: str) -> None:
    assert TypeAdapter(kind).json_schema() == {"type": types, "description": title}


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (Name, "张　三", "张三"), (Name, "无", None), (Name, "", None), (Name, None, None), (Count, "３户", 3),
        (Amount, "1.5", Decimal("1.5")), (YesNo, "√", True), (YesNo, False, False),
    ],
)  # fmt: skip
def test_a_row_by_hand_is_read_as_a_cell(kind: Any, raw: object, value: object) -> None:
    assert TypeAdapter(kind).validate_python(raw) == value


def test_what_is_a_value_stays_one() -> None:
    day = single_day(date(2020, 3, 5))
    assert TypeAdapter(Date).validate_python(day) is day


def test_what_no_reader_takes_is_refused() -> None:
    with pytest.raises(ValidationError, match="末位校验码不符"):
        TypeAdapter(IdentityNumber).validate_python("500152199001010001")
