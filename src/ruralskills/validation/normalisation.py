"""Normalisation: cells that can be rewritten in proper form with the same meaning.

Only the form changes: characters that nobody sees, blanks that align, full-width signs, a small x, a
number or a date kept as text where its column keeps numbers or dates.  A word is replaced by another only where a code list
says that both are the same.  Lost digits, amounts and names are never guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from ruralskills.model.outcome import Normalisation
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column
from ruralskills.notices import InForce
from ruralskills.text.invisible import visible
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import Absent, display_text
from ruralskills.values.partial_date import PartialDate

_NUMBER: Final = regex(r"-?\d{1,15}(?:\.\d{1,6})?|-?\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?")
_DATE: Final = regex(r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}[日号]?")
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


def find_normalisations(table: Table, in_force: InForce) -> Iterator[Normalisation]:
    """Yield each cell of a table that can be rewritten in the proper form."""
    for name, column in table.columns.items():
        if column.index < 0:
            continue
        normaliser = _ColumnNormaliser(column, in_force)
        forms = {
            code: form
            for code, (raw, value) in enumerate(zip(column.raws, column.values, strict=True))
            if isinstance(raw, str) and raw and (form := normaliser.proper_form(raw, value))
        }
        for index, code in column.rows_with(forms):
            new, reason = forms[code]
            yield Normalisation(
                cell=table.cell(index, name),
                header=column.header or column.spec.header,
                field=name,
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
        used = Counter(column.codes)
        kinds = Counter[type]()
        for code, times in used.items():
            kinds[type(column.raws[code])] += times if column.raws[code] != "" else 0
        texts = kinds[str]
        self._has_dates = (kinds[date] + kinds[datetime]) > texts
        self._has_numbers = (kinds[float] + kinds[int]) > texts

    def proper_form(self, raw: str, value: Any) -> ProperForm | None:
        """Return the proper form of a text. None if it is proper or if it is uncertain."""
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
            return self._number(raw)
        if isinstance(value, PartialDate):
            return self._date(raw, value)
        if isinstance(value, str):
            return self._text(raw, value)
        if isinstance(value, tuple) and len(value) == 1 and normalised(raw) == value[0] != raw:
            return value[0], _WIDTH  # one telephone number
        return None

    def _number(self, raw: str) -> ProperForm | None:
        """Return the number that a text holds, if the column keeps numbers."""
        text = normalised(raw)
        unit = self._column.spec.unit
        digits = text.removesuffix(unit) if unit else text
        if not self._has_numbers or not _NUMBER.fullmatch(digits):
            return None
        number = Decimal(digits.replace(",", ""))
        return (int(number) if number == int(number) else number), _AS_NUMBER

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
        return (value, _BLANKS) if is_same and not _parts_words(raw) else None


def _without_blanks(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _parts_words(text: str) -> bool:
    """Return True if a blank may part the words of a list, as in 电工 焊工.

    Beside a single character it aligns, as in 袁 素芬, and among digits it groups them.
    """
    return any(
        len(one) > 1 < len(other) and not f"{one}{other}".isdigit()
        for one, other in pairwise(text.split())
    )
