"""The cells of a column read into values, once for each distinct value."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from ruralskills.detection import vocabulary
from ruralskills.detection.code_lists import official_word
from ruralskills.detection.detected_table import DetectedTable
from ruralskills.detection.field_matching import FieldMatch
from ruralskills.model.fields import FieldSpec
from ruralskills.model.typed_column import Unknown
from ruralskills.notices import InForce
from ruralskills.text.lazy_regex import regex
from ruralskills.values.field_type import (
    Absent,
    CellError,
    Context,
    Raw,
    Unplaced,
    Unreadable,
    beginning,
)
from ruralskills.values.money_unit import MONEY
from ruralskills.values.open_answers import UNKNOWN_WORDS, leaves_open

NOT_SUMMED: Final = regex(
    r"代码|编号|编码|率|占比|比例|%|人均|户均|均|标准|单价|年龄|天数|序号|年限"
)
"""Headers of figures that do not add up."""
_FEW_OTHERS: Final = 300
"""Contents of other rows of a sheet that may be read with those of a table."""
UNPLACED: Final = "C103"
"""The defect of a cell whose column is not certain, of which a row has one."""


def read_error(error: CellError) -> Unknown:
    """Return the value of a cell with an error, no result, or no certain column."""
    if isinstance(error, Unplaced):
        return Unknown(
            UNPLACED, "这一行比表头多出几格，多半是内容里的逗号没有加引号，分不清哪一格属于哪一列"
        )
    if error.text:
        return Unknown("C101", f"显示为错误值“{error.text}”，公式引用的内容已经丢失或不能计算")
    return Unknown("C102", "公式没有保存计算结果，读不出数值")


def parse_values(
    raws: Sequence[Raw | CellError],
    spec: FieldSpec,
    context: Context,
    in_force: InForce,
    codes: Sequence[int] | None = None,
) -> list[Any]:
    """Return the values of the distinct contents of a column.

    Words of a code list become official, only those that the rows use if ``codes`` are given.
    """
    reads = spec.reads
    values = reads.read_many(raws) if reads.read_many else [None] * len(raws)
    for code in [code for code, value in enumerate(values) if value is None]:
        raw = raws[code]
        if raw == "" or raw is None:
            values[code] = Absent.BLANK
        elif isinstance(raw, CellError):
            values[code] = read_error(raw)
        else:
            if isinstance(raw, str) and reads.name != "text":
                raw = beginning(raw)
            try:
                values[code] = reads.read(raw, context)
            except Unreadable as problem:
                is_open = isinstance(raw, str) and leaves_open(raw, reads.name)
                reason = "" if is_open else problem.code
                values[code] = Unknown(reason, problem.message, problem.candidate)
    if not UNKNOWN_WORDS.isdisjoint(raws):
        for code, raw in enumerate(raws):
            if raw in UNKNOWN_WORDS:
                values[code] = Unknown("", f"填“{raw}”")
    code_list = in_force.code_list(spec.codes) if spec.codes else None
    if code_list is not None:
        for code in range(len(values)) if codes is None else set(codes):
            if isinstance(value := values[code], str):
                values[code] = official_word(value, code_list, several=spec.several)
    return values


def codes_of(
    detected: DetectedTable, index: int, rows: Sequence[int]
) -> tuple[Sequence[int], frozenset[int]]:
    """Return the codes of a column in some rows, and the rows that a merge fills.

    These are indexes of ``rows``.
    """
    codes = detected.grid.columns[index].codes
    unbroken = bool(rows) and rows[-1] - rows[0] + 1 == len(rows)
    taken = codes[rows[0] : rows[-1] + 1] if unbroken else [codes[row] for row in rows]
    filled = detected.filled.get(index, ())
    if not filled:
        return taken, frozenset()
    return taken, frozenset(i for i, row in enumerate(rows) if row in filled)


def own_cells(
    detected: DetectedTable, index: int, rows: Sequence[int]
) -> tuple[list[Raw | CellError], Sequence[int], frozenset[int]]:
    """Return the contents of a column in some rows, their codes, and filled rows.

    Of a sheet with hundreds of tables each takes its own contents, and not those of all.
    """
    values = detected.grid.columns[index].values
    codes, filled = codes_of(detected, index, rows)
    if len(values) <= _FEW_OTHERS + 4 * len(rows):
        return values, codes, filled
    used = sorted({0, *codes})  # 0 is the blank
    places = {code: at for at, code in enumerate(used)}
    return [values[code] for code in used], [places[code] for code in codes], filled


def column_unit(matched: FieldMatch, unit_line: str) -> str:
    """Return the unit in a column's header, else the unit line's or the ledger's.

    A unit line applies to columns of money only.
    """
    return stated_unit(matched, unit_line) or matched.spec.unit


def stated_unit(matched: FieldMatch, unit_line: str) -> str:
    """Return the unit that a column's header or the unit line states, else nothing."""
    if matched.column.unit:
        return matched.column.unit
    return vocabulary.unit_of_money(unit_line) if matched.spec.unit in MONEY else ""


def scaled(value: Any, ratio: Decimal) -> Any:
    """Return a number multiplied by a ratio, any other value unchanged."""
    return value * ratio if isinstance(value, int | Decimal) else value
