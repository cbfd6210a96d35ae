"""Cells of plain text that break what all other cells of their column are.

A register keeps telephones, cards and days as text, and so does a column that is no field.  Where
nearly all cells are sound numbers of one kind, the odd one is a mistake whatever the header says.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import Any, Final

from ruralskills.detection.cell_kinds import ContentKind
from ruralskills.detection.column_profile import ColumnProfile, holds_numbers
from ruralskills.detection.header_parts import header_parts
from ruralskills.model.fields import FieldSpec
from ruralskills.model.typed_column import Unknown
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values import (
    account,
    amount,
    credit_code,
    identity,
    partial_date,
    person_name,
    phone,
)
from ruralskills.values.field_type import (
    NO_CONTEXT,
    CellError,
    FieldType,
    Raw,
    Unreadable,
    absent,
    field_type,
)

_SOUND: Final = 0.6
"""The share of sound numbers that a column of such numbers has."""
_CARDS: Final = 0.8
"""The share of bank cards from which other accounts of a column are odd."""
_FEWEST: Final = 4
"""The sound cells beside which another one is odd."""
TYPES: Final[dict[ContentKind, FieldType]] = {
    "identity": field_type(identity.IdentityNumber),
    "phone": field_type(phone.Phone),
    "account": field_type(account.Account),
    "credit_code": field_type(credit_code.CreditCode),
    "number": field_type(amount.Amount),
    "day": field_type(partial_date.Date),
    "name": field_type(person_name.Name),
}
"""The types that read the kinds of cells."""
_CARD: Final = field_type(account.PersonalAccount)
CERTAIN: Final[dict[str, frozenset[str]]] = {
    "amount": frozenset({"C502"}),  # 三十余户
    "day": frozenset({"C402"}),  # 30 February
    "name": frozenset(),
}
"""By type, the defects that are told in a column that may hold other things."""
_NOUNS: Final[dict[str, ContentKind]] = {
    "证件": "identity", "电话": "phone", "账号": "account", "信用代码": "credit_code",
}  # fmt: skip
"""The kinds of cells that the nouns of headers promise."""
_DAY: Final = regex(r"(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?")
"""The look of a day, whether it exists or not."""
_TIMES: Final = frozenset({"时间", "期限", "生日"})
"""The nouns of headers over days."""


@cache
def kind_of_text(spec: FieldSpec) -> ContentKind:
    """Return the kind of a field whose type does not say it, empty for words.

    The accounts of bodies may be of any length, unless all others of the column are cards.
    """
    if spec.reads is TYPES["account"]:
        return "account"
    if spec.reads.name != "text":
        return ""
    noun = header_parts(spec.header).noun
    if noun in _NOUNS:
        return _NOUNS[noun]
    if noun in _TIMES:
        return "day"
    return "number" if holds_numbers(spec) else ""


def type_of(profile: ColumnProfile, nouns: Collection[str]) -> FieldType | None:
    """Return the type that reads a column of one kind of cells, None for words.

    A long number may be anything: it is an account by its header, or by the check digits of cards.
    """
    kind = profile.kind or ("day" if _are_days(profile) else "")
    reads = TYPES.get(kind)
    if kind == "account":
        is_account = "账号" in nouns
        cards = sum(account.has_valid_check_digit(str(raw)) for raw in profile.cells)
        if not is_account and cards < _SOUND * len(profile.cells):
            return None
        return _CARD if is_account and has_cards(profile) else reads
    if reads is not None and kind in ("identity", "credit_code"):
        return reads if _is_sound(profile, reads) else None
    return reads


def _are_days(profile: ColumnProfile) -> bool:
    """Return True if cells are days by their look, of which most are some."""
    days = sum(isinstance(raw, date) or _is_day_like(raw) for raw in profile.cells)
    return days == len(profile.cells) > 2 and _is_sound(profile, TYPES["day"])


def _is_day_like(raw: object) -> bool:
    return isinstance(raw, str) and _DAY.fullmatch(normalised(raw)) is not None


def has_cards(profile: ColumnProfile) -> bool:
    """Return True if nearly all accounts of a column are bank cards."""
    cards = sum(_is_card(raw) for raw in profile.cells)
    return cards >= max(_FEWEST, _CARDS * len(profile.cells))


def _is_card(raw: Raw | CellError) -> bool:
    return (
        isinstance(raw, str)
        and raw.startswith(account.CARD)
        and raw.isdecimal()
        and len(raw) in account.CARD_DIGITS
    )


def _is_sound(profile: ColumnProfile, reads: FieldType) -> bool:
    """Return True if most cells are sound numbers of their kind."""
    sound = sum(_defect(raw, reads) is None for raw in profile.cells)
    return sound >= _SOUND * len(profile.cells)


def odd_cells(
    profile: ColumnProfile, raws: Sequence[Raw | CellError], kind: ContentKind
) -> dict[int, Unknown]:
    """Return the defects of the distinct cells of a column that is of a kind."""
    reads = type_of(profile, {"账号"}) if kind and profile.kind == kind else None
    if reads is None or len(profile.cells) <= _FEWEST:
        return {}
    kept = CERTAIN.get(reads.name)
    plain = reads.read_many(raws) if reads.read_many else [None] * len(raws)
    defects = {
        code: _defect(raw, reads)
        for code, raw in enumerate(raws)
        if plain[code] is None and not (reads is _CARD and _is_card(raw))
    }
    return {
        code: defect
        for code, defect in defects.items()
        if defect is not None and (kept is None or defect.code in kept)
    }


def _defect(raw: Raw | CellError, reads: FieldType) -> Any:
    if isinstance(raw, CellError) or absent(raw) is not None:
        return None
    try:
        reads.read(raw, NO_CONTEXT)
    except Unreadable as problem:
        return Unknown(problem.code, problem.message, problem.candidate)
    return None
