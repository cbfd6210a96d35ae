"""The columns of a blank ledger: their fields, headers, widths and formats."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from msgspec import Struct

from ruralskills.forms.fields_in_use import fields_in_use
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.table import Ledger
from ruralskills.notices import CodeList
from ruralskills.text.lazy_regex import regex
from ruralskills.text.width import width
from ruralskills.validation.context import CheckContext

SEQ: Final = "seq"
_REMARK: Final = "remark"
TEXT_FORMAT: Final = "@"
DATE_FORMAT: Final = "yyyy-mm-dd"
_TEXT_KINDS: Final = frozenset({"identity", "phone", "account", "credit_code", "certificate"})
_NUMBER_OF_PAPER: Final = regex(r"(编号|证号|号码|代码|卡号|账号|文号|凭证号|[QＱ]{2}号|微信号)$")
"""Ends of headers of numbers that are names and no quantities."""
_WIDTHS: Final = {
    "identity": 21, "phone": 14, "account": 23, "credit_code": 22, "certificate": 20, "day": 12,
    "span": 24, "name": 10, "yesno": 8, "count": 9, "amount": 11, "quantity": 10, "rate": 9,
}  # fmt: skip


class BlankColumn(Struct, frozen=True):
    """A column of a blank ledger."""

    spec: FieldSpec
    codes: CodeList | None = None
    """The code list in force, None where any words will do."""

    @property
    def kind(self) -> str:
        """The kind of its values, such as ``day``."""
        return self.spec.reads.name

    @property
    def header(self) -> str:
        """The official header, with the unit in brackets."""
        unit = f"({self.spec.unit})" if self.spec.unit else ""
        return f"{self.spec.header}{unit}"

    @property
    def format(self) -> str:
        """The number format of its cells."""
        if self.kind in _TEXT_KINDS or self._is_numbered_text:
            return TEXT_FORMAT
        return DATE_FORMAT if self.kind == "day" else "General"

    @property
    def _is_numbered_text(self) -> bool:
        is_text = self.kind == "text" and self.spec.field != SEQ
        return is_text and _NUMBER_OF_PAPER.search(self.spec.header) is not None

    @property
    def choices(self) -> tuple[str, ...]:
        """The words to choose from, none for free content."""
        if self.codes is not None:
            return self.codes.official
        if self.kind == "yesno":
            return ("有", "无") if self.spec.header.startswith("有无") else ("是", "否")
        return ()

    @property
    def is_closed(self) -> bool:
        """True if another word than those to choose from is refused."""
        if self.codes is not None:
            return not self.codes.open and not self.spec.several
        return self.kind == "yesno"

    @property
    def width(self) -> float:
        """The width in characters."""
        if self.spec.field == SEQ:
            return 6
        words = max((width(word) for word in self.choices), default=0)
        least = _WIDTHS.get(self.kind, 14)
        head = -(-width(self.header) // 2)  # a header may take two lines
        return min(40, max(least, words + 3, head + 2))


def blank_columns(
    ledger: type[Ledger], context: CheckContext, *, everything: bool
) -> list[BlankColumn]:
    """Return the columns: the required ones and those in use, or all.

    The number of the row is always there, and what notices add.  A period that two dates beside it
    say is left out.
    """
    specs = _with_own_columns(ledger, context)
    added = specs.keys() - field_specs(ledger).keys()
    used = specs.keys() if everything else fields_in_use(ledger, context) | added
    chosen = [s for s in specs.values() if s.required or s.field in used or s.field == SEQ]
    names = {spec.field for spec in chosen}
    return [
        BlankColumn(spec, context.in_force.code_list(spec.codes) if spec.codes else None)
        for spec in chosen
        if spec.required or not _is_said_by_two_dates(spec, tuple(specs.values()), names)
    ]


def _with_own_columns(ledger: type[Ledger], context: CheckContext) -> dict[str, FieldSpec]:
    """Return the fields of a ledger, those that notices add in front of the remark."""
    specs = context.in_force.fields(ledger)
    last = [name for name in (_REMARK,) if name in field_specs(ledger)]
    return {name: specs[name] for name in (*(n for n in specs if n not in last), *last)}


def _is_said_by_two_dates(
    spec: FieldSpec, specs: Sequence[FieldSpec], chosen: Collection[str]
) -> bool:
    """Return True for a period next to which two dates stand."""
    if spec.reads.name != "span":
        return False
    at = specs.index(spec)
    pairs = (specs[max(0, at - 2) : at], specs[at + 1 : at + 3])
    return any(
        len(pair) == 2 and all(s.reads.name == "day" and s.field in chosen for s in pair)
        for pair in pairs
    )
