"""Normalisation: cells that can be rewritten in proper form with the same meaning.

Only the form changes: characters that nobody sees, blanks that align, full-width signs, a small x, a
number or a date kept as text where its column keeps numbers or dates.  A word is replaced by another only where a code list
says that both are the same.  Lost digits, amounts and names are never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

from msgspec import Struct

from ruralskills.model.outcome import Normalisation
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column
from ruralskills.notices import InForce
from ruralskills.text.invisible import INVISIBLE, visible
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import has_footnote, normalised
from ruralskills.values import certificate
from ruralskills.values.field_type import Absent, display_text
from ruralskills.values.money_unit import MONEY, money_of, unit_ratio
from ruralskills.values.numeral import unit_step
from ruralskills.values.partial_date import PartialDate

_NUMBER: Final = regex(r"-?\d{1,15}(?:\.\d{1,6})?|-?\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?")
_WITH_UNIT: Final = regex(r"-?[¥￥]?\d[\d,]*(?:\.\d+)?[^\d,.]+")
_MONEY_WORD: Final = regex("[百千万亿]?元")
_MAYBE_THOUSANDS: Final = regex(r"-?\d{1,3}\.\d{3}")
"""An amount of 元 with a point where others write the comma of thousands."""
_DATE: Final = regex(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}[日号]?|\d{4}[-./年]\d{1,2}[-./月]\d{1,2}[日号]|\d{4}[./年]\d{1,2}[-./月]\d{2}"
)
"""A whole day: behind 年 or 月, a figure alone may have lost its second."""
_HIDDEN: Final = regex(f"[{INVISIBLE}\u00a0]")
_GROUPED: Final = frozenset({"account", "credit_code", "identity"})
"""Types of numbers of which a cell holds one."""
_WORDS_OF_TWO_NAMES: Final = 4
_MAX_LENGTH: Final = 40
"""Longer text is prose, in which blanks and line ends are the writer's."""
_UNSEEN: Final = "去掉看不见的字符"
_NO_BREAK_SPACE: Final = "\u00a0"
_BLANKS: Final = "去掉多余的空格"
_WIDTH: Final = "改为半角、去掉多余的空格"
_AS_NUMBER: Final = "文本数字改为数值"
_AS_DATE: Final = "文本日期改为日期"
_LISTED_WORD: Final = "改为规定的写法"

ProperForm = tuple[str | int | Decimal | date, str]
"""The value to write, and the reason in Chinese."""
UNSEEN: Final = "C801"
KINDS: Final = {
    _UNSEEN: UNSEEN, _BLANKS: "C802", _WIDTH: "C802", _AS_NUMBER: "C803", _AS_DATE: "C804",
    _LISTED_WORD: "C805",
}  # fmt: skip
"""The hint that tells of a mend, by the first part of its reason."""


class ColumnMends(Struct, frozen=True):
    """The cells of one column that can be rewritten in the proper form."""

    field: str
    column: Column
    forms: dict[int, ProperForm]
    """The proper forms, by code of the column."""
    rows: list[tuple[int, int]]
    """Index and code of the rows to rewrite."""


def find_mends(table: Table, in_force: InForce) -> Iterator[ColumnMends]:
    """Yield the columns of a table in which cells can be rewritten in the proper form.

    A text that a formula makes is none of them: it is the formula that would have to change.
    """
    for name, column in table.columns.items():
        if column.index < 0 or not (forms := _ColumnNormaliser(column, in_force).forms()):
            continue
        rows = list(column.rows_with(forms))
        if table.text_formulas:
            cells = ((table.cell(index, name), index, code) for index, code in rows)
            made = table.text_formulas
            rows = [(i, code) for cell, i, code in cells if (cell.row - 1, cell.column) not in made]
        if rows:
            yield ColumnMends(name, column, forms, rows)


def find_normalisations(table: Table, in_force: InForce) -> Iterator[Normalisation]:
    """Yield each cell of a table that can be rewritten in the proper form."""
    for mends in find_mends(table, in_force):
        column = mends.column
        for index, code in mends.rows:
            new, reason = mends.forms[code]
            yield Normalisation(
                cell=table.cell(index, mends.field),
                header=column.header or column.spec.header,
                field=mends.field,
                old=display_text(column.raws[code]),  # type: ignore[arg-type]  # forms has texts only
                new=new,
                reason=reason,
                subject=table.subject(index),
            )


class _ColumnNormaliser:
    """The proper form of the cells of one column."""

    def __init__(self, column: Column, in_force: InForce) -> None:
        self._column = column
        codes = column.spec.codes
        self._list = in_force.code_list(codes) if codes else None

    @cached_property
    def _has_dates(self) -> bool:
        return self._column.keeps_days()

    @cached_property
    def _has_numbers(self) -> bool:
        return self._column.keeps_numbers()

    def forms(self) -> dict[int, ProperForm]:
        """Return the proper forms of the texts that have another one, by code."""
        raws, values = self._column.raws, self._column.values
        texts = [raw for raw in raws if isinstance(raw, str)]
        is_unseen = _HIDDEN.search("\n".join(texts)) is not None
        return {
            code: form
            for code, (raw, value) in enumerate(zip(raws, values, strict=True))
            # most texts are their own value
            if isinstance(raw, str)
            and raw
            and (is_unseen or (raw != value and (raw,) != value))
            and (form := self.proper_form(raw, value))
        }

    def proper_form(self, raw: str, value: Any) -> ProperForm | None:
        """Return the proper form of a text. None if it is proper or if it is uncertain.

        A number with a footnote mark stays, for the note below the table belongs to it.
        """
        if has_footnote(raw):
            return None
        seen = visible(raw)
        form = self._form_of_visible(seen, value)
        if seen == raw and (form is not None or _NO_BREAK_SPACE not in raw):
            return form
        if form is not None:
            return form[0], f"{_UNSEEN}，{form[1]}"
        plain = seen.replace(_NO_BREAK_SPACE, " ").strip()
        return (plain, _UNSEEN) if plain else None

    def _form_of_visible(self, raw: str, value: Any) -> ProperForm | None:
        if isinstance(value, Absent | bool) or len(raw) > _MAX_LENGTH:
            return None
        if isinstance(value, int | Decimal):
            return self._number(raw, value)
        if isinstance(value, PartialDate):
            return self._date(raw, value)
        if isinstance(value, str):
            return self._text(raw, value)
        if isinstance(value, tuple) and len(value) == 1 and normalised(raw) == value[0] != raw:
            return value[0], _WIDTH  # one telephone number
        return None

    def _number(self, raw: str, value: int | Decimal) -> ProperForm | None:
        """Return the number that a text holds, if the column keeps numbers.

        It is the value that rules see, in the unit of the column.  Who writes 8万元 beside numbers
        of 元 means it; who writes 5元 beside numbers of 万元 may not, and is asked.
        """
        text = normalised(raw)
        column = self._column
        unit = column.stated_unit or column.spec.unit
        is_plain = _NUMBER.fullmatch(text) is not None
        has_unit = not is_plain and _WITH_UNIT.fullmatch(text) and unit_step(text, unit) in (0, 1)
        if not self._has_numbers or not (is_plain or has_unit):
            return None
        if money_of(unit) == "元" and _MAYBE_THOUSANDS.match(text):
            return None
        number = value * unit_ratio(column.spec.unit, unit)
        if has_unit and not self._is_stated(unit) and not self._is_among_numbers(number):
            return None
        return (int(number) if number == int(number) else Decimal(number).normalize()), _AS_NUMBER

    def _is_stated(self, unit: str) -> bool:
        """Return True if the sheet states the unit, or the column counts no money."""
        if money_of(unit) not in MONEY:
            return True
        named = _MONEY_WORD.findall(self._column.header)
        return money_of(unit) in named if named else bool(self._column.stated_unit)

    def _is_among_numbers(self, number: int | Decimal) -> bool:
        """Return True if other cells of the column hold numbers as small and as great."""
        least, most = self._extent
        return least <= number <= most

    @cached_property
    def _extent(self) -> tuple[int | float, int | float]:
        """The least and the most of the numbers in the column."""
        raws = [self._column.raws[code] for code in set(self._column.codes)]
        numbers = [raw for raw in raws if isinstance(raw, int | float)]
        return min(numbers), max(numbers)

    def _date(self, raw: str, value: PartialDate) -> ProperForm | None:
        """Return the date that a text holds, if the column keeps dates."""
        if self._has_dates and value.exact and _DATE.fullmatch(normalised(raw)):
            return value.earliest, _AS_DATE
        return None

    def _text(self, raw: str, value: str) -> ProperForm | None:
        if value == raw or "\n" in raw:
            return None
        if self._list is not None:
            if normalised(raw) == normalised(value):
                return value, _BLANKS
            is_same = self._list.same and normalised(raw) in self._list.words
            return (value, _LISTED_WORD) if is_same else None
        if self._column.spec.reads.private == "identity":
            return (value, _WIDTH) if normalised(raw).upper() == value else None
        # 张　三 becomes 张三; other differences between cell and value are the writer's own
        is_same = _without_blanks(raw) == _without_blanks(value)
        return (value, _BLANKS) if is_same and not self._parts_words(raw, value) else None

    def _parts_words(self, raw: str, value: str) -> bool:
        """Return True if a blank may part the words of a list, as in 电工 焊工.

        Beside a single character it aligns, as in 袁 素芬, but four of them may be two names.
        Among the digits of an account it groups them, in other numbers it may part two.
        """
        words = raw.split()
        kind = self._column.spec.reads.name
        if kind == "name" and len(words) >= _WORDS_OF_TWO_NAMES:
            return True
        is_grouped = kind in _GROUPED or certificate.kind(value) is not None
        return any(
            len(one) > 1 < len(other) and not (is_grouped and f"{one}{other}".isalnum())
            for one, other in pairwise(words)
        )


def _without_blanks(text: str) -> str:
    return re.sub(r"\s+", "", text)
