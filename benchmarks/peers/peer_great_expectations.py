"""The ledger's rules with Great Expectations, over pandas (its other engines are SQL and Spark).

What no expectation says becomes a column of its own, as its users do.
"""

from __future__ import annotations

import os
import sys

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # no network in a measurement

import great_expectations as gx
import great_expectations.expectations as gxe
import in_pandas
import ledger


def expectations(totals: dict[str, float]) -> list[gxe.Expectation]:
    rules = [gxe.ExpectColumnValuesToNotBeNull(column=name) for name in ledger.REQUIRED]
    rules += [
        gxe.ExpectColumnValuesToBeInSet(column="sex", value_set=ledger.SEXES),
        gxe.ExpectColumnValuesToBeInSet(column="education", value_set=ledger.EDUCATION),
        gxe.ExpectColumnValuesToMatchRegex(column="phone", regex=ledger.PHONE),
        gxe.ExpectColumnValuesToMatchRegex(column="id_text", regex=ledger.IDENTITY),
        gxe.ExpectColumnValuesToBeUnique(column="identity"),
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="households",
            column_B="poor",
            or_equal=True,
            ignore_row_if="either_value_is_missing",
        ),
    ]
    for name in in_pandas.CONDITIONS:
        rules.append(gxe.ExpectColumnValuesToBeInSet(column=name, value_set=[True]))
    for name, total in totals.items():
        rules.append(gxe.ExpectColumnValuesToBeBetween(column=name, min_value=0))
        rules.append(gxe.ExpectColumnSumToBeBetween(column=name, min_value=total, max_value=total))
    return rules


def main(path: str) -> None:
    records, totals = in_pandas.read(path)
    records["id_text"] = records["identity"].astype(str)
    for name, condition in in_pandas.CONDITIONS.items():
        records[name] = condition(records)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("ledgers").add_dataframe_asset("leaders")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": records})
    suite = gx.ExpectationSuite("leaders", expectations=expectations(totals))
    wanted = {"result_format": "COMPLETE", "unexpected_index_column_names": ["row"]}
    for result in batch.validate(suite, result_format=wanted).results:
        rule = f"{result.expectation_config.type} {result.expectation_config.kwargs.get('column')}"
        if result.exception_info.get("raised_exception"):
            raise SystemExit(f"{rule}: {result.exception_info}")
        if "unexpected_index_list" in result.result:
            for place in result.result["unexpected_index_list"] or ():
                ledger.report(place["row"], rule)
        elif not result.success:
            ledger.report("total", rule)


if __name__ == "__main__":
    main(sys.argv[1])
