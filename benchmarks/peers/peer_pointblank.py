"""The ledger's rules with pointblank, over polars."""

from __future__ import annotations

import sys

import in_polars
import ledger
import pointblank as pb


def main(path: str) -> None:
    records, totals = in_polars.read(path)
    plan = (
        pb.Validate(records)
        .col_vals_not_null(ledger.REQUIRED)
        .col_vals_in_set("sex", ledger.SEXES)
        .col_vals_regex("identity", ledger.IDENTITY, na_pass=True)
        .col_vals_regex("phone", ledger.PHONE, na_pass=True)
        .col_vals_in_set("education", ledger.EDUCATION)
        .rows_distinct("identity")
    )
    for name in ledger.SUMMED:
        plan = plan.col_vals_expr(in_polars.whole(name))
    for condition in in_polars.CONDITIONS.values():
        plan = plan.col_vals_expr(condition())
    for name, total in totals.items():
        plan = plan.col_sum_eq(name, total)
    # an extract holds at most 500 rows unless told
    plan = plan.interrogate(extract_limit=records.height)
    for step, extract in plan.get_data_extracts().items():
        done = plan.validation_info[step - 1]
        for place in [] if extract is None else extract["_row_num_"]:
            ledger.report(place + ledger.FIRST_ROW - 1, f"{done.assertion_type} {done.column}")
    for done in plan.validation_info:
        if done.assertion_type == "col_sum_eq" and not done.all_passed:
            ledger.report("total", done.column)


if __name__ == "__main__":
    main(sys.argv[1])
