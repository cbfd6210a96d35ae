"""The ledger's rules with dataframely, in its own way: a schema class over polars."""

from __future__ import annotations

import sys

import dataframely as dy
import in_polars
import ledger
import polars as pl


def count() -> dy.Float64:
    return dy.Float64(nullable=False, min=0, check={"whole": lambda column: column % 1 == 0})


class Leader(dy.Schema):
    row = dy.UInt32()
    name = dy.String(nullable=False, min_length=1)
    sex = dy.String(nullable=False, check={"listed": lambda column: column.is_in(ledger.SEXES)})
    identity = dy.String(nullable=False, regex=ledger.IDENTITY)
    phone = dy.String(nullable=False, regex=ledger.PHONE)
    education = dy.String(
        nullable=False, check={"listed": lambda column: column.is_in(ledger.EDUCATION)}
    )
    recognised = dy.String(nullable=False)
    households = count()
    poor = count()
    people = count()

    @dy.rule()
    def id_birth_date(cls) -> pl.Expr:  # noqa: N805
        return in_polars.birth_date()

    @dy.rule()
    def id_checksum(cls) -> pl.Expr:  # noqa: N805
        return in_polars.checksum()

    @dy.rule()
    def sex_against_id(cls) -> pl.Expr:  # noqa: N805
        return in_polars.sex()

    @dy.rule()
    def impossible_date(cls) -> pl.Expr:  # noqa: N805
        return in_polars.date_exists()

    @dy.rule()
    def part_over_whole(cls) -> pl.Expr:  # noqa: N805
        return in_polars.part_of_whole()

    @dy.rule()
    def duplicate_id(cls) -> pl.Expr:  # noqa: N805
        return in_polars.ID.is_null() | in_polars.ID.is_unique()


def main(path: str) -> None:
    records, totals = in_polars.read(path)
    _, failure = Leader.filter(records, cast=True)
    details = failure.details()
    rules = [name for name in details.columns if name not in Leader.column_names()]
    wrong = (
        details.select("row", *rules)
        .unpivot(index="row", variable_name="rule", value_name="outcome")
        .filter(pl.col("outcome") == "invalid")
    )
    for row, rule, _ in wrong.iter_rows():
        ledger.report(row, rule)
    for name, total in totals.items():  # a schema speaks of rows, not of a sum
        if records[name].sum() != total:
            ledger.report("total", name)


if __name__ == "__main__":
    main(sys.argv[1])
