"""Numbers on their way through a template, so that none gets into a text unseen.

A number turns into a mark of private characters when it becomes text, whatever the template does
with it.  Afterwards each mark is read back: as the digits, and as the number behind them.
"""

from __future__ import annotations

from typing import Final

from ruralskills.bulletin.statement import StatedNumber
from ruralskills.rollups.entries import Amount
from ruralskills.text.lazy_regex import regex
from ruralskills.text.numbers import format_number

_MARK: Final = regex("\ue000([0-9]+)\ue001")
_PRIVATE: Final = regex("[\ue000\ue001]")
_NO_FIGURE: Final = regex(
    r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日|附件\d+"
    r"|〔\d{4}〕\d+号|《[^》]{0,200}》|“[^”]{0,200}”|\d{1,2}:\d{2}"
    r"|(?<!\d)\d{4}-\d{1,2}(?:-\d{1,2})?(?![\d-])"
)
"""Days, periods, annexes, documents and quotations."""
_DIGITS: Final = regex(r"\d+(?:\.\d+)?")
TYPED: Final = "typed"
"""The indicator of a number that the template or the settings hold."""


class NumberMarks:
    """The numbers of one text, by the marks that stand for them."""

    def __init__(self, period: str) -> None:
        self._period = period
        self._numbers: list[tuple[str, StatedNumber]] = []

    def mark(
        self,
        value: Amount,
        indicator: str,
        unit: str,
        field: str,
        digits: str = "",
        period: str = "",
    ) -> MarkedNumber:
        """Return a number that a template can print and compare."""
        shown = digits or plain_digits(value)
        number = StatedNumber(value, indicator, unit, period or self._period, field)
        self._numbers.append((shown, number))
        return MarkedNumber(value, len(self._numbers) - 1)

    def read(self, text: str) -> tuple[str, tuple[StatedNumber, ...]]:
        """Return a text with its digits, and the numbers in the order of the text."""
        shown: list[str] = []
        numbers: list[StatedNumber] = []
        end = 0
        for found in _MARK.finditer(text):
            shown.append(self._typed(text[end : found.start()], numbers))
            digits, number = self._numbers[int(found[1])]
            shown.append(digits)
            numbers.append(number)
            end = found.end()
        shown.append(self._typed(text[end:], numbers))
        return "".join(shown), tuple(numbers)

    def _typed(self, text: str, numbers: list[StatedNumber]) -> str:
        """Note the numbers that somebody has typed into the template."""
        for found in _DIGITS.finditer(_NO_FIGURE.sub("", text)):
            value = float(found[0])
            amount = int(value) if value.is_integer() else value
            numbers.append(StatedNumber(amount, TYPED, "", self._period, "current"))
        return text


class MarkedNumber:
    """A number that turns into its mark when it is printed."""

    def __init__(self, value: Amount, index: int) -> None:
        self.value = value
        self._index = index

    def __str__(self) -> str:
        return f"\ue000{self._index}\ue001"

    def __bool__(self) -> bool:
        return bool(self.value)


def plain_name(text: str) -> str:
    """Return a name from a workbook without the characters that marks are made of."""
    return _PRIVATE.sub("", text)


def plain_digits(value: Amount) -> str:
    """Return a figure as it is printed, without an exponent.

    >>> plain_digits(1388), plain_digits(17.5)
    ('1388', '17.5')
    """
    from decimal import Decimal

    return format_number(Decimal(str(value)))


def rate_digits(value: float) -> str:
    """Return a rate with its two decimals.

    >>> rate_digits(45.0)
    '45.00'
    """
    return f"{value:.2f}"
