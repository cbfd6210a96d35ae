"""The limits of entries in a blank ledger, with their prompts and errors."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from ruralskills.forms.blank_columns import BlankColumn

_LONGEST_PROMPT: Final = 250
_NUMBERS: Final = frozenset({"count", "quantity"})
_MOST: Final = "9999999999"


class EntryLimit(Struct, frozen=True):
    """A limit of the entries of a column, in the terms of a spreadsheet."""

    type: Literal["list", "date", "decimal", "any"]
    prompt: str
    first: str = ""
    """The range of a list, or the least value."""
    last: str = ""
    refuses: bool = True
    """True if a wrong entry is refused, False if it is asked about."""
    error: str = ""


def entry_limit(column: BlankColumn, choices: str) -> EntryLimit | None:
    """Return the limit of a column, None where anything may be entered.

    ``choices`` is the range or formula of its words, empty where it has none.
    """
    if choices:
        return _of_choices(column, choices)
    unit = f"，单位：{column.spec.unit}" if column.spec.unit else ""
    if column.kind == "day":
        last = "DATE(2099,12,31)" if column.spec.planned else "TODAY()"
        until = "" if column.spec.planned else "，不晚于今天"
        say = f"填日期，如2021-5-6{until}"
        return EntryLimit("date", say, "DATE(1900,1,1)", last, error=f"请{say}")
    if column.kind in _NUMBERS:
        say = f"填数字，不带单位{unit}"
        return EntryLimit("decimal", say, "0", _MOST, error=f"请{say}")
    if column.kind == "amount":
        say = f"填数字，不带单位{unit}"
        return EntryLimit("decimal", say, f"-{_MOST}", _MOST, error=f"请{say}")
    if prompt := _PROMPTS.get(column.kind, ""):
        return EntryLimit("any", prompt)
    return None


_PROMPTS: Final = {
    "identity": "填18位身份证号，末位X大写；校验码不对的变红，与别的行相同的变黄",
    "phone": "填11位手机号码，一人一个",
    "account": "填银行卡号，不加空格",
    "credit_code": "填18位统一社会信用代码",
    "span": "填起止日期，如2021.5.6-2021.5.10",
    "rate": "填百分数，如95%",
}


def _of_choices(column: BlankColumn, choices: str) -> EntryLimit:
    words = f"：{'、'.join(column.choices)}" if column.choices else ""
    if column.spec.several:
        prompt = f"可以填几项，用“、”隔开{words}"
        error = "不是名单里的一个词。填了几项、用“、”隔开的，选“是”保留"
    elif column.is_closed:
        prompt = f"从下拉名单中选{words}"
        error = f"只能从下拉名单中选{words}"
    else:
        prompt = f"从下拉名单中选，名单里没有的可以填{words}"
        error = "名单里没有这个词，确实要填的选“是”保留"
    if column.spec.field == "village" and not column.choices:
        prompt = f"先填镇街，名单里就只有它的村。{prompt}"
    return EntryLimit("list", _cut(prompt), choices, refuses=column.is_closed, error=_cut(error))


def _cut(text: str) -> str:
    """Return a prompt within what a spreadsheet shows."""
    return text if len(text) <= _LONGEST_PROMPT else f"{text[: _LONGEST_PROMPT - 2]}……"
