"""The report for programs: it fits its own schema, and any name can stand in it."""

from __future__ import annotations

import json as plain_json

import msgspec
from msgspec.structs import replace

from builders.outcomes import FILE, finding, mixed, outcome
from ruralskills.model.findings import Fix, Waived
from ruralskills.model.outcome import ColumnGap
from ruralskills.reports import json
from ruralskills.text.terminal import escaped_json


def test_the_report_is_read_back_by_its_records() -> None:
    made = mixed()
    some = replace(made.findings[0], fix=Fix("3", "review", "明细合计"), clause=None)
    made = replace(made, waived=(some, replace(some, waiver=Waived("已核实", "王主任"))))
    text = json.text(made)
    record = msgspec.json.decode(text, type=json.OutcomeRecord)
    assert record == json.record(made)
    assert [one.waiver for one in record.waived] == [
        None,
        json.WaiverRecord("已核实", "王主任", None),
    ]


def test_the_text_is_what_the_standard_library_writes() -> None:
    odd = "".join(map(chr, range(0x300))) + "“\u2028\U00020000"
    text = json.text(outcome(finding(message=odd), finding(name=odd)))
    written = plain_json.dumps(plain_json.loads(text), ensure_ascii=False, indent=2)
    assert text == escaped_json(written) + "\n"
    assert plain_json.loads(text)["findings"][0]["message"] == odd


def test_a_file_named_by_bytes_that_are_no_text() -> None:
    [first] = plain_json.loads(json.text(outcome(finding(file=f"\udcff{FILE}"))))["findings"]
    assert first["file"] == f"?{FILE}"


def test_the_schema_describes_every_field_that_is_printed() -> None:
    schema = json.schema()
    printed = plain_json.loads(json.text(mixed()))
    assert schema["required"] == list(schema["properties"]) == list(printed)
    finding_schema = schema["$defs"]["FindingRecord"]
    assert list(finding_schema["properties"]) == list(printed["findings"][0])
    column = schema["$defs"]["ColumnRecord"]["properties"]["chosen_by"]
    assert column["enum"] == ["content", "exact", "likeness", "told"]
    assert schema["$defs"]["Severity"]["enum"] == ["error", "info", "warning"]


def test_a_rule_that_lacked_a_column_on_one_table_alone_is_told() -> None:
    gap = ColumnGap("致富带头人台账", ("年龄",), (f"{FILE}!带头人",), ("P104",))
    printed = plain_json.loads(json.text(replace(outcome(), column_gaps=(gap,))))
    assert printed["rules"]["column_gaps"] == [
        {
            "ledger": "致富带头人台账",
            "missing": ["年龄"],
            "tables": [f"{FILE}!带头人"],
            "codes": ["P104"],
        }
    ]
