"""The type of a field: how its cells are read.

A reader takes the raw content of a cell (text, number, truth value or date, as the workbook holds
it) and a :class:`Context`, and returns

* the value, in the one form that rules compare,
* :data:`Absent.BLANK` for an empty cell,
* :data:`Absent.NONE` for a word that says there is none (``/``, ``无``, ``—``, ``零报告``),

or raises :class:`Unreadable` with the code of the defect. A reader never guesses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Literal

from msgspec import Struct

from ruralskills.text.invisible import is_blank
from ruralskills.text.normalise import normalised

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

Raw = str | float | int | bool | date | datetime | time | timedelta | None


class CellError(Struct, frozen=True):
    """A cell with an error value, or with a formula that was never computed."""

    text: str
    """The error value, such as ``#REF!``, empty for a formula."""

    @property
    def shown(self) -> str:
        """The words by which a sentence names it."""
        return self.text or "没有结果的公式"


class Unplaced(CellError, frozen=True):
    """A cell of a text file of which nobody can tell the column."""


class Absent(Enum):
    """The reason why a sound cell has no value."""

    BLANK = "blank"
    NONE = "none"


class Context(Struct, frozen=True):
    """The surroundings of a cell that its reading depends on."""

    year: int | None = None
    """The ledger's year, for dates written without one."""
    unit: str = ""
    """The column's unit, such as 万元."""


NO_CONTEXT: Final = Context()


class Unreadable(ValueError):
    """A cell whose content is not a value of its kind.

    ``code`` is the defect's in the catalogue, ``message`` its description in Chinese,
    ``candidate`` a value for a person to consider, empty without one.
    """

    def __init__(self, code: str, message: str, candidate: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.candidate = candidate


Reader = Callable[[Raw, Context], Any]
ManyReader = Callable[[Sequence[Any]], list[Any]]
Private = Literal["", "identity", "phone", "account"]


class FieldType(Struct, frozen=True):
    """The mark of a field's type.

    It is used as in ``Annotated[str | None, FieldType("text", "文字", read)]``.

    pydantic validates with the same reader, so a row is read in one way by hand, from YAML and
    from a sheet.
    """

    name: str
    """The name in data for programs, such as ``day``."""
    title: str
    """The name that people read, such as 日期."""
    read: Reader
    read_many: ManyReader | None = None
    """A faster grammar for many cells: a value as by ``read``, None to ask ``read``."""
    private: Private = ""
    additive: bool = False
    """True if a 合计 row sums values of this kind."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core import core_schema

        def value_or_none(raw: Any) -> Any:
            if not isinstance(raw, str | float | int | date | time | timedelta | None):
                return raw  # already a value
            value = self.read(raw, NO_CONTEXT)
            return None if isinstance(value, Absent) else value

        return core_schema.no_info_plain_validator_function(value_or_none)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return what the reader takes, not what it makes of it."""
        return {
            "type": [*_JSON_TYPES.get(self.name, ()), "string", "null"],
            "description": self.title,
        }


_JSON_TYPES: Final = {
    "yesno": ("boolean",),
    "count": ("number",),
    "amount": ("number",),
    "rate": ("number",),
}
"""The types of JSON for a value, besides text, by the name of its type."""


def field_type(alias: Any) -> FieldType:
    """Return the mark of an alias such as ``Phone``."""
    found: FieldType = next(mark for mark in alias.__metadata__ if isinstance(mark, FieldType))
    return found


NONE_WORDS: Final = frozenset(
    {"/", "//", "\\", "-", "--", "---", "—", "——", "–", "无", "〇无", "N/A", "NA", "n/a", "na",
     "无此项", "不涉及", "零报告", "暂无", "没有", "空"}
)  # fmt: skip
"""The words that say there is none."""
_NONE_INITIALS: Final = frozenset("Ｎｎ\u115f\u1160\u3164\uffa0").union(w[0] for w in NONE_WORDS)
"""The letters that words for nothing begin with, and the letters that nobody sees."""
_LONGEST_NONE: Final = 12
_LONGEST_VALUE: Final = 1000
"""Characters of the longest number, date, name or list of them."""
LOST_DIGITS: Final = 10**15
"""From here on numbers have lost their last digits: a spreadsheet keeps fifteen."""


def absent(raw: object) -> Absent | None:
    """Return the kind of emptiness of a cell, None if it holds something.

    >>> absent(""), absent("  "), absent(" / "), absent("无"), absent(0)
    (<Absent.BLANK: 'blank'>, <Absent.BLANK: 'blank'>, <Absent.NONE: 'none'>, <Absent.NONE: 'none'>, None)
    """
    if raw is None or raw == "":
        return Absent.BLANK
    if not isinstance(raw, str):
        return None
    if raw[0].isalnum() and raw[0] not in _NONE_INITIALS:
        return None
    if len(raw) > _LONGEST_NONE:
        return Absent.BLANK if is_blank(raw) else None
    text = normalised(raw)
    if not text:
        return Absent.BLANK
    return Absent.NONE if text in NONE_WORDS else None


def beginning(raw: str) -> str:
    """Return a text as far as one is looked at that is no prose.

    A longer one has a mark at its end, so that nobody takes its beginning for the whole.

    >>> beginning("张三" + " " * 5000), len(beginning("张三" * 5000))
    ('张三', 1001)
    """
    if len(raw) <= _LONGEST_VALUE:
        return raw
    text = raw.strip()
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"


def display_text(raw: Raw) -> str:
    """Return a cell's content as a spreadsheet displays it, numbers in all digits.

    >>> display_text(3.0), display_text(0.5), display_text(date(2020, 3, 5))
    ('3', '0.5', '2020-03-05')
    >>> display_text(500199001001.0), display_text(500152199001011000.0)
    ('500199001001', '5.00152E+17')
    """
    if type(raw) is str:
        return raw
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float):
        if abs(raw) >= LOST_DIGITS:
            return f"{raw:.5E}"
        return str(int(raw)) if raw.is_integer() else repr(raw)
    if isinstance(raw, datetime) and raw.time() != time.min:
        return raw.strftime("%Y-%m-%d %H:%M")
    if isinstance(raw, date):
        return raw.isoformat()[:10]
    if isinstance(raw, timedelta):
        minutes, seconds = divmod(round(raw.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(raw)
