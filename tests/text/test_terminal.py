"""Text for a terminal: no hidden character is left, whether Python calls it printable or not."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from typing import Final

import pytest

from ruralskills.text.invisible import INVISIBLE
from ruralskills.text.terminal import clean_text, escaped_json, terminal_line, without_hidden

HIDDEN: Final = [
    c for c in map(chr, range(sys.maxunicode + 1)) if re.match(f"[{INVISIBLE}\u2028\u2029]", c)
]


@pytest.mark.parametrize("shown", [clean_text, terminal_line, without_hidden, escaped_json])
def test_every_hidden_character_is_left_out(shown: Callable[[str], str]) -> None:
    left = {hex(ord(c)) for c in HIDDEN if c in shown(f"张{c}三")}
    assert not left


def test_some_hidden_characters_count_as_printable() -> None:
    assert {"\u3164", "\u2800", "\ufffc"} <= {c for c in HIDDEN if c.isprintable()}


def test_escapes_mean_the_same() -> None:
    assert json.loads(escaped_json(json.dumps(HIDDEN, ensure_ascii=False))) == HIDDEN
