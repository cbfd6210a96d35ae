"""Reading the ledger with polars, and the conditions that no tool has built in, vectorised.

Every condition holds for a row unless it is known to be wrong: what has the wrong shape is left to
the rule about shapes.
"""

from __future__ import annotations

from pathlib import Path

import ledger
import polars as pl

ID = pl.col("identity")
SHAPED = ID.str.contains(ledger.IDENTITY)


def read(path: str | Path) -> tuple[pl.DataFrame, dict[str, float]]:
    """Return the records with their row in Excel, and the figures of the 合计 row."""
    text = [name for name in ledger.COLUMNS if name not in ledger.SUMMED]
    sheet = pl.read_excel(
        path,
        engine="calamine",
        has_header=False,
        read_options={
            "header_row": None,
            "skip_rows": ledger.FIRST_ROW - 1,
            "column_names": ledger.COLUMNS,
        },
        schema_overrides=dict.fromkeys(text, pl.String) | dict.fromkeys(ledger.SUMMED, pl.Float64),
    )
    end = sheet["number"].index_of(ledger.TOTAL)
    total = sheet.row(end, named=True)
    records = sheet.head(end).with_row_index("row", ledger.FIRST_ROW)
    return records, {name: total[name] for name in ledger.SUMMED}


def birth_date() -> pl.Expr:
    return ~SHAPED | ID.str.slice(6, 8).str.to_date("%Y%m%d", strict=False).is_not_null()


def checksum() -> pl.Expr:
    first17 = ID.str.head(17).cast(pl.Int64, strict=False)
    total = pl.sum_horizontal(
        first17 // 10 ** (16 - place) % 10 * weight for place, weight in enumerate(ledger.WEIGHTS)
    )
    due = (total % 11).replace_strict(dict(enumerate(ledger.CHARACTERS)), return_dtype=pl.String)
    return ~SHAPED | (ID.str.tail(1) == due)


def sex() -> pl.Expr:
    odd = ID.str.slice(16, 1).cast(pl.Int8, strict=False) % 2 == 1
    return ~SHAPED | (odd == (pl.col("sex") == "男"))


def date_exists() -> pl.Expr:
    recognised = pl.col("recognised")
    dates = [recognised.str.to_date(form, strict=False) for form in ledger.DATE_FORMATS]
    return recognised.is_null() | pl.coalesce(dates).is_not_null()


def whole(name: str) -> pl.Expr:
    return pl.col(name).is_null() | ((pl.col(name) >= 0) & (pl.col(name) % 1 == 0))


def part_of_whole() -> pl.Expr:
    return (pl.col("poor") <= pl.col("households")) | (pl.col("households") < 0)


CONDITIONS = {
    "id_birth_date": birth_date,
    "id_checksum": checksum,
    "sex_against_id": sex,
    "impossible_date": date_exists,
    "part_over_whole": part_of_whole,
}
