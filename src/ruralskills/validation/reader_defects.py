"""Findings about cells that could not be read, and columns missing or doubled."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec.structs import replace

from ruralskills.detection.columns import UNPLACED
from ruralskills.model.cell import Cell
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.findings import Finding, Fix, FixKind, Nature, Severity
from ruralskills.model.rule import Says
from ruralskills.model.table import Place, Table
from ruralskills.model.typed_column import Column, Unknown
from ruralskills.text.addresses import column_letters
from ruralskills.text.lazy_regex import regex
from ruralskills.validation.context import CheckContext
from ruralskills.validation.rule_findings import finding_at
from ruralskills.values.field_type import Absent

_NOT_LISTED: Final = "C601"


def read_defects(table: Table, context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each cell that is unreadable, or blank in a required column.

    A word on no list is a question where the column was not known by its exact header: the list may
    be another's.  A column of which most cells are of another kind is one question: it may be another
    field, though its header is that of this one.
    """
    told = {c.field for c in table.layout.columns if c.chosen_by == "told"}
    guessed = {c.field for c in table.layout.columns if c.is_guessed}
    for name, column in table.columns.items():
        if column.index < 0:
            continue
        kinds = list(map(type, column.values))
        unknown = [(code, column.values[code]) for code in _indexes_of(Unknown, kinds)]
        defects: dict[int, Unknown] = {code: value for code, value in unknown if _is_own(value)}
        if column.spec.required:
            absent = _indexes_of(Absent, kinds)
            blank = [code for code in absent if column.values[code] is Absent.BLANK]
            if blank and not (column.spec.label and _stands_in_first_rows(column)):
                defects |= dict.fromkeys(blank, _BLANK)
        if name not in told and (others := _of_another_kind(column, defects)):
            yield _column_of_another_kind(table, name, others, context)
            defects = {code: value for code, value in defects.items() if code not in others}
        for index, code in column.rows_with(defects):
            value = defects[code]
            fix = _proposal(column, value.candidate) if value.candidate else None
            if value.code == "R101":
                clause = _clause_of_column(table, name, context)
            else:
                clause = _clause_of_list(column, value.code, context)
            nature = Nature.DOUBT if value.code == _NOT_LISTED and name in guessed else None
            says = Says(_message(column, value.message), fix=fix, nature=nature, **clause)
            place = table.at_field(index, name)
            yield finding_at(context.bound[value.code], context, place, says)


_WHOLE_DAY: Final = regex(r"\d{4}-\d{2}-\d{2}")
_WHOLE_NUMBER: Final = regex(r"-?\d{1,15}(?:\.\d{1,9})?")


def _proposal(column: Column, value: str) -> Fix:
    """Return a value that may have been meant, of the kind that the column keeps."""
    kind: FixKind = "text"
    if column.spec.reads.name == "day" and _WHOLE_DAY.fullmatch(value) and column.keeps_days():
        kind = "day"
    elif not column.spec.reads.private and _WHOLE_NUMBER.fullmatch(value):
        kind = "number" if column.keeps_numbers() else "text"
    return Fix(value, "review", "只是可能的写法，请对照原件核实", kind)


_OF_A_KIND: Final = {"C401": "日期", "C501": "数字"}
"""Defects of cells of another kind than their field, and the words for its kind.

Numbers that are damaged are of their kind still: a whole column of them is a true mistake.
"""
_FEWEST: Final = 3


def _of_another_kind(column: Column, defects: Mapping[int, Unknown]) -> frozenset[int]:
    """Return the codes of cells of another kind, none unless most filled cells are."""
    others = {code for code, value in defects.items() if value.code in _OF_A_KIND}
    if not others or column.cell_columns is not None:
        return frozenset()  # of a table read across, whose columns are another's
    filled = sum(not isinstance(column.values[code], Absent) for code in column.codes)
    strange = sum(1 for _ in column.rows_with(others))
    return frozenset(others) if strange >= _FEWEST and 2 * strange > filled else frozenset()


def _column_of_another_kind(
    table: Table, name: str, others: Collection[int], context: CheckContext
) -> Finding:
    """Return the question whether a column is the field that its header says."""
    column = table.columns[name]
    places = [(table.at_field(index, name), code) for index, code in column.rows_with(others)]
    first, code = places[0]
    wrong = column.values[code].code
    header, kind = column.header or column.spec.header, _OF_A_KIND[wrong]
    says = Says(
        f"“{header}”按“{column.spec.header}”理解，但有{len(places)}格不是{kind}，"
        f"例如第{first.cell.row}行填“{table.text(first.index or 0, name)}”",
        related=tuple(place for place, _ in places[1:]),
        severity=Severity.WARNING,
        nature=Nature.DOUBT,
        remedy=f"请核对这一列是什么：是“{column.spec.header}”的，改填{kind}；不是的，在 rs.toml 里写明",
    )
    return finding_at(context.bound[wrong], context, first, says)


def _stands_in_first_rows(column: Column) -> bool:
    """Return True if each value stands once, above blank or merged rows of its own.

    So offices write a leader beside the first of several households.
    """
    if column.spec.reads.name != "name" or not len(column.codes):
        return False
    values, filled = column.values, column.filled
    rest = [
        values[code] is Absent.BLANK or index in filled for index, code in enumerate(column.codes)
    ]
    neighbours = zip(column.codes, column.codes[1:], rest[1:], strict=False)
    return (
        not rest[0]
        and 3 * sum(rest) >= len(rest)
        and not any(code == after for code, after, is_rest in neighbours if not is_rest)
    )


def nameless_rows(table: Table, context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each row with an identity number in which nobody is named."""
    info = table.ledger.info
    names, numbers = table.columns.get(info.name), table.columns.get(info.id_field)
    if names is None or numbers is None or names.spec.required or names.spec.reads.name != "name":
        return
    blank = [code for code, value in enumerate(names.values) if value is Absent.BLANK]
    for index, _ in names.rows_with(blank):
        if not isinstance(numbers[index], Absent):
            says = Says(_message(names, _BLANK.message))
            place = table.at_field(index, info.name)
            yield finding_at(context.bound[_BLANK.code], context, place, says)


def defects_without_field(table: Table, context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each unreadable cell of the columns that are no field.

    A blank among names of persons is asked about: such a column is filled in every row.
    """
    for column in table.unmapped:
        values = enumerate(column.values)
        defects = {c: v for c, v in values if isinstance(v, Unknown) and _is_own(v)}
        blanks = _few_blanks(column)
        weight: dict[str, Any] = {"severity": Severity.WARNING, "nature": Nature.DOUBT}
        for index, code in column.rows_with(defects | blanks):
            value = defects.get(code) or _BLANK
            says = Says(_message(column, value.message), **(weight if code in blanks else {}))
            place = table.at_unmapped(index, column)
            yield finding_at(context.bound[value.code], context, place, says)


def _few_blanks(column: Column) -> dict[int, Unknown]:
    """Return the codes of blanks among names of persons, if they are one of twenty."""
    if column.spec.reads.name != "name":
        return {}
    blanks = {code: _BLANK for code, value in enumerate(column.values) if value is Absent.BLANK}
    rows = sum(1 for _ in column.rows_with(blanks))
    is_few = len(column.codes) >= _FEWEST_NAMES and rows <= max(1, len(column.codes) // 20)
    return blanks if is_few else {}


_FEWEST_NAMES: Final = 10


def _is_own(value: Unknown) -> bool:
    """Return True for a defect of the cell itself, and not of its row."""
    return value.code not in ("", UNPLACED)


def unplaced_rows(table: Table, context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each row of whose cells nobody can tell the column."""
    places: dict[int, tuple[int, Place, str]] = {}
    columns = [*table.columns.items(), *(("", column) for column in table.unmapped)]
    for name, column in columns:
        kinds = list(map(type, column.values))
        unplaced = {
            code: column.values[code]
            for code in _indexes_of(Unknown, kinds)
            if column.values[code].code == UNPLACED
        }
        for index, code in column.rows_with(unplaced):
            place = table.at_field(index, name) if name else table.at_unmapped(index, column)
            first = places.get(place.cell.row)
            if first is None or place.cell.column < first[0]:
                places[place.cell.row] = place.cell.column, place, unplaced[code].message
    for _, place, message in places.values():
        yield finding_at(context.bound[UNPLACED], context, place, Says(message))


def _indexes_of(kind: type, kinds: Sequence[type]) -> Iterator[int]:
    """Yield the indexes of a rare kind, faster than by looking at each."""
    index = -1
    for _ in range(kinds.count(kind)):
        index = kinds.index(kind, index + 1)
        yield index


def _clause_of_list(column: Column, code: str, context: CheckContext) -> dict[str, Any]:
    """Return the clause and severity of a code list that lacks a word, if it has any."""
    codes = context.in_force.code_list(column.spec.codes) if column.spec.codes else None
    if codes is None or codes.clause is None or code != codes.code:
        return {}
    return {"clause": codes.clause.id, "severity": context.rules[code].severity}


def _clause_of_column(table: Table, name: str, context: CheckContext) -> dict[str, Any]:
    """Return the clause that asks for a column, if any."""
    field = (table.ledger.info.id, name)
    expects = (e for e in context.in_force.expects if (e.ledger, e.name) == field and not e.when)
    expect = next(expects, None)
    return {"clause": expect.clause} if expect else {}


def _message(column: Column, message: str) -> str:
    """Return a reader's message with its header, unless it names its subject itself."""
    if message.startswith(("身份证号", "手机号码", "证件号码")):
        return message
    return f"“{column.heading}”{message}"


_BLANK = Unknown("R101", "是空的")


def column_defects(table: Table, context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each required column missing and each field claimed twice."""
    for name, indexes in table.doubled:
        cells = tuple(
            Cell(table.file, table.sheet, table.layout.header_rows[-1], index) for index in indexes
        )
        letters = [column_letters(index) for index in indexes]
        headers = [c.header for c in table.layout.columns if c.column in letters]
        pairs = zip(cells, headers, strict=False)
        message = (
            f"{'、'.join(f'{cell.address}“{header}”' for cell, header in pairs)}"
            f"两列都是“{table.columns[name].spec.header}”，已按前一列检查"
        )
        says = Says(message, related=cells[1:])
        yield finding_at(context.bound["S101"], context, table.at(cells[0]), says)
    for name, candidate in table.missing:
        spec = field_specs(table.ledger)[name]
        message = f"{table.ledger.info.title}没有“{spec.header}”列"
        if candidate:
            message += f"；“{candidate}”列是不是它"
        says = Says(message)
        if candidate or any(_may_be(column, spec) for column in table.unmapped):
            says = replace(says, severity=Severity.WARNING, nature=Nature.DOUBT)
        yield finding_at(context.bound["S102"], context, table.at_header(""), says)


def _may_be(column: Column, spec: FieldSpec) -> bool:
    """Return True if a column that was not understood may be a field by its content."""
    kind = column.spec.reads.name
    return kind == spec.reads.name or (
        kind in ("text", "name") and spec.reads.name in ("text", "name")
    )
