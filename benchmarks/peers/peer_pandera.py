"""The ledger's rules with pandera, on its polars side.

It loads pandas all the same wherever pandas is installed, so it runs where pandas is not.
"""

from __future__ import annotations

import sys

import in_polars
import ledger
import pandera.polars as pa
import polars as pl


def holding(name: str, condition: pl.Expr) -> pa.Check:
    """Return a check over rows."""
    return pa.Check(lambda data: data.lazyframe.select(condition.alias(name)), name=name)


def summing(name: str, total: float) -> pa.Check:
    """Return a check of the 合计 row."""
    condition = pl.col(name).sum() == total
    return pa.Check(lambda data: data.lazyframe.select(condition), name=f"total of {name}")


def schema(totals: dict[str, float]) -> pa.DataFrameSchema:
    text = {
        "name": [],
        "sex": [pa.Check.isin(ledger.SEXES)],
        "identity": [pa.Check.str_matches(ledger.IDENTITY)],
        "phone": [pa.Check.str_matches(ledger.PHONE)],
        "education": [pa.Check.isin(ledger.EDUCATION)],
        "recognised": [],
    }
    columns = {name: pa.Column(pl.String, checks) for name, checks in text.items()}
    for name in ledger.SUMMED:
        columns[name] = pa.Column(pl.Float64, holding(f"whole {name}", in_polars.whole(name)))
    checks = [holding(name, condition()) for name, condition in in_polars.CONDITIONS.items()]
    checks.append(holding("duplicate_id", in_polars.ID.is_null() | in_polars.ID.is_unique()))
    checks += [summing(name, total) for name, total in totals.items()]
    return pa.DataFrameSchema(columns, checks=checks)


def main(path: str) -> None:
    records, totals = in_polars.read(path)
    try:
        schema(totals).validate(records, lazy=True)
    except pa.errors.SchemaErrors as errors:
        found = errors.failure_cases
        for index, check in found.select("index", "check").iter_rows():
            row = "total" if index is None else index + ledger.FIRST_ROW
            ledger.report(row, check)


if __name__ == "__main__":
    main(sys.argv[1])
