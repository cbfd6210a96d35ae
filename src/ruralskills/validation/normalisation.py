"""Cells that say in another form what they should say: safe to write properly, for nothing changes.

Only form is put right: blanks that align, full-width signs, a small x, a number or a date kept as
text where its column keeps numbers or dates.  A word that a code list takes for another is as good as
that other only where the list says so; digits that are lost, amounts and names are nobody's guess.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from ruralskills.model.outcome import Normalisation
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column
from ruralskills.notices import InForce
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import Absent, display_text
from ruralskills.values.partial_date import PartialDate

_NUMBER: Final = regex(r"-?\d{1,15}(?:\.\d{1,6})?|-?\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?")
_DATE: Final = regex(r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}[日号]?")
_LONGEST: Final = 40
"""Longer text is written in sentences, whose blanks and line ends are the writer's."""
_BLANKS: Final = "去掉多余的空格"
_WIDTH: Final = "改为半角、去掉多余的空格"
_AS_NUMBER: Final = "文本数字改为数值"
_AS_DATE: Final = "文本日期改为日期"
_BY_THE_LIST: Final = "改为规定的写法"


def normalisations(table: Table, in_force: InForce) -> Iterator[Normalisation]:
    """Yield each cell of a table that can be written properly without a change of what it says."""
    for name, column in table.columns.items():
        if column.index < 0:
            continue
        proper = _Proper(column, in_force)
        better = {
            code: new
            for code, (raw, value) in enumerate(zip(column.raws, column.values, strict=True))
            if isinstance(raw, str) and raw and (new := proper.of(raw, value)) is not None
        }
        for position, code in column.rows_with(better):
            proper_form, reason = better[code]
            yield Normalisation(
                cell=table.cell(position, name),
                header=column.header or column.spec.header,
                field=name,
                old=display_text(column.raws[code]),  # type: ignore[arg-type]  # only texts are looked at
                new=proper_form,
                reason=reason,
                subject=table.subject(position),
            )


class _Proper:
    """How the cells of one column are properly written."""

    def __init__(self, column: Column, in_force: InForce) -> None:
        self._column = column
        codes = column.spec.codes
        self._list = in_force.code_list(codes) if codes else None
        used = Counter(column.codes)
        kinds = Counter[type]()
        for code, times in used.items():
            kinds[type(column.raws[code])] += times if column.raws[code] != "" else 0
        texts = kinds[str]
        self._dates = (kinds[date] + kinds[datetime]) > texts
        self._numbers = (kinds[float] + kinds[int]) > texts

    def of(self, raw: str, value: Any) -> tuple[str | int | Decimal | date, str] | None:
        """The proper form of a text and what it mends; None where it is proper or not certain."""
        if isinstance(value, Absent) or len(raw) > _LONGEST:
            return None
        if isinstance(value, bool):
            return None
        if isinstance(value, int | Decimal):
            return self._number(raw)
        if isinstance(value, PartialDate):
            return self._day(raw, value)
        if isinstance(value, str):
            return self._word(raw, value)
        if isinstance(value, tuple) and len(value) == 1 and normalised(raw) == value[0] != raw:
            return value[0], _WIDTH  # one telephone number
        return None

    def _number(self, raw: str) -> tuple[int | Decimal, str] | None:
        """A number that a text holds, where the column keeps numbers."""
        text = normalised(raw)
        unit = self._column.spec.unit
        plain = text.removesuffix(unit) if unit else text
        if not self._numbers or not _NUMBER.fullmatch(plain):
            return None
        number = Decimal(plain.replace(",", ""))
        return (int(number) if number == int(number) else number), _AS_NUMBER

    def _day(self, raw: str, value: PartialDate) -> tuple[date, str] | None:
        if self._dates and value.exact and _DATE.fullmatch(normalised(raw)):
            return value.earliest, _AS_DATE
        return None

    def _word(self, raw: str, value: str) -> tuple[str, str] | None:
        if value == raw or "\n" in raw:
            return None
        if self._list is not None:
            if normalised(raw) == normalised(value):
                return value, _BLANKS
            same = self._list.same and normalised(raw) in self._list.words
            return (value, _BY_THE_LIST) if same else None
        if self._column.spec.reads.private == "identity":
            return (value, _WIDTH) if normalised(raw).upper() == value else None
        # 张　三 and 张三 are one; what else a text reader folds is the writer's own
        return (value, _BLANKS) if _bare(raw) == _bare(value) else None


def _bare(text: str) -> str:
    return re.sub(r"[\s\u3000\u200b\ufeff]+", "", text)
