"""The fast grammar of a kind gives what the plain one gives, or nothing."""

import importlib
import math
import pkgutil
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Annotated, Any, get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import ruralskills.values
from builders.proof import amount
from ruralskills.values.field_type import NONE_WORDS, CellError, Context, FieldType
from ruralskills.values.identity import check_character

CELLS = 100
"""Cells of one example, which are read at once: 200 examples a kind are 80,000 cells in all."""
FAST = {
    name: kind
    for module in pkgutil.iter_modules(ruralskills.values.__path__)
    for name, alias in vars(importlib.import_module(f"ruralskills.values.{module.name}")).items()
    if type(alias) is type(Annotated[int, 0])
    and isinstance(kind := get_args(alias)[-1], FieldType)
    and kind.read_many
}
OFFICIAL = {
    "IdentityNumber": "50015219900101000X",
    "Name": "张三",
    "Phone": "13800138000",
    "Text": "养猪大户",
    "Paragraphs": "养猪大户",
}

SIGNS = " 　\n\r\0\u200b\u2028xXＸ·•.-/*张１①0"
OTHERS: Sequence[Any] = (
    None, True, False, 0, 3, 13800138000, -(10**20), 0.5, 3.0, -2.0, 1e11, -1e11, 1e15, 5e17, math.inf, math.nan,
    date(2020, 3, 5), datetime(2020, 3, 5), datetime(2020, 3, 5, 8, 30), time(8, 30), timedelta(hours=1),
    CellError(""), CellError("#REF!"), "", "马·穆罕默德",
)  # fmt: skip


def official(dice: Random) -> str:
    """A number, a phone, a name or a word as they should be written, or nearly so."""
    match dice.randrange(5):
        case 0:
            day = date(1895, 1, 1) + timedelta(dice.randrange(77_000))
            digits = f"{day:%Y%m%d}" if dice.random() < 0.9 else f"19{dice.randrange(10**6):06}"
            first17 = (
                f"{dice.choice(('500152', '110101', '990101'))}{digits}{dice.randrange(1000):03}"
            )
            return first17 + dice.choice((check_character(first17), dice.choice("0123456789X")))
        case 1:
            return f"1{dice.randrange(10**10):010}"
        case 2:
            return dice.choice(sorted(NONE_WORDS))
        case 3:
            return str(dice.randrange(10 ** dice.randint(1, 20)))
        case _:
            return "".join(chr(dice.randint(0x4E00, 0x9FFF)) for _ in range(dice.randint(1, 6)))


def cell(dice: Random) -> Any:
    kind = dice.random()
    if kind < 0.1:
        return dice.choice(OTHERS)
    text = official(dice)
    if kind < 0.7:
        return text
    at = dice.randint(0, len(text))
    return text[:at] + dice.choice(SIGNS) + text[at + dice.randrange(2) :]


def test_every_kind_has_an_official_form() -> None:
    assert FAST.keys() == OFFICIAL.keys()


@pytest.mark.parametrize("name", FAST)
def test_official_form_is_read_fast(name: str) -> None:
    kind = FAST[name]
    assert kind.read_many is not None
    assert kind.read_many([OFFICIAL[name]]) == [kind.read(OFFICIAL[name], Context())]


@pytest.mark.parametrize("kind", FAST.values(), ids=FAST)
@settings(max_examples=amount(200, 4000), deadline=None)
@given(seed=st.integers(0, 2**64))
@example(seed=None)
def test_fast_grammar_gives_what_the_plain_one_gives(kind: FieldType, seed: int | None) -> None:
    dice = Random(seed)
    raws = [] if seed is None else [cell(dice) for _ in range(CELLS)]
    assert kind.read_many is not None
    fast = kind.read_many(raws)
    assert len(fast) == len(raws)
    for raw, value in zip(raws, fast, strict=True):
        if value is not None:
            plain = kind.read(raw, Context())
            assert (type(value), value) == (type(plain), plain)
