"""Reading the ledger with pandas, and the conditions that no tool has built in, vectorised.

Every condition holds for a row unless it is known to be wrong: what has the wrong shape is left to
the rule about shapes.
"""

from __future__ import annotations

from pathlib import Path

import ledger
import pandas as pd


def read(path: str | Path) -> tuple[pd.DataFrame, dict[str, float]]:
    """Return the records with their row in Excel, and the figures of the 合计 row."""
    sheet = pd.read_excel(
        path,
        engine="calamine",
        header=None,
        skiprows=ledger.FIRST_ROW - 1,
        names=ledger.COLUMNS,
        dtype={"identity": object, "phone": object},  # digits in text cells would become integers
    )
    [end] = sheet.index[sheet["number"] == ledger.TOTAL]
    totals = {name: float(sheet.at[end, name]) for name in ledger.SUMMED}
    records = sheet.iloc[:end].copy()
    records["row"] = range(ledger.FIRST_ROW, ledger.FIRST_ROW + end)
    for name in ledger.SUMMED:
        records[name] = pd.to_numeric(records[name], errors="coerce")
    return records, totals


def _is_text(column: pd.Series) -> pd.Series:
    return column.map(lambda value: isinstance(value, str))


def _shaped(records: pd.DataFrame) -> pd.Series:
    """Return the identity numbers that are text of the right shape."""
    text = records["identity"].where(id_is_text(records))
    return text[text.str.fullmatch(ledger.IDENTITY, na=False)].astype("str")


def _for_all(records: pd.DataFrame, known: pd.Series) -> pd.Series:
    return known.reindex(records.index, fill_value=True).astype(bool)


def id_is_text(records: pd.DataFrame) -> pd.Series:
    """Return where the number is not stored as a number: pandas keeps the kinds of cells apart."""
    return _is_text(records["identity"])


def birth_date(records: pd.DataFrame) -> pd.Series:
    born = pd.to_datetime(_shaped(records).str[6:14], format="%Y%m%d", errors="coerce")
    return _for_all(records, born.notna())


def checksum(records: pd.DataFrame) -> pd.Series:
    numbers = _shaped(records)
    first17 = numbers.str[:17].astype("int64")
    total = sum(
        first17 // 10 ** (16 - place) % 10 * weight for place, weight in enumerate(ledger.WEIGHTS)
    )
    due = (total % 11).map(dict(enumerate(ledger.CHARACTERS)))
    return _for_all(records, numbers.str[17] == due)


def sex(records: pd.DataFrame) -> pd.Series:
    odd = _shaped(records).str[16].astype(int) % 2 == 1
    return _for_all(records, odd == (records["sex"] == "男").loc[odd.index])


def date_exists(records: pd.DataFrame) -> pd.Series:
    written = records["recognised"]
    text = written[_is_text(written)]
    exists = pd.Series(False, text.index)
    for form in ledger.DATE_FORMATS:
        exists |= pd.to_datetime(text, format=form, errors="coerce").notna()
    return _for_all(records, exists)


def whole(records: pd.DataFrame) -> pd.Series:
    figures = records[ledger.SUMMED]
    return ((figures % 1 == 0) | figures.isna()).all(axis=1)


CONDITIONS = {
    "id_stored_as_number": id_is_text,
    "id_birth_date": birth_date,
    "id_checksum": checksum,
    "sex_against_id": sex,
    "impossible_date": date_exists,
    "count_not_whole": whole,
}
