"""No pattern of the package takes more time than its text has characters."""

from __future__ import annotations

import pytest

from builders.hostile.pattern_growth import worst
from builders.hostile.pattern_texts import built
from builders.hostile.patterns import METHODS, Use, uses
from builders.watchdog import Hung, watchdog
from ruralskills.text.lazy_regex import regex

LONG = 200_000
FLOORS = sorted({use.where.split(".")[1] for use in uses()})


def run_each(use: Use, texts: list[str]) -> None:
    for text in texts:
        use.run(text)


def test_all_patterns_are_found() -> None:
    found = {(use.where, use.method) for use in uses()}
    assert len(found) > 500
    assert ("ruralskills.rules.people.unlikely_names._REMARK", "sub") in found
    assert {method for _, method in found} == METHODS


@pytest.mark.parametrize("pattern", [r"\d+x", "“[^”]*”", "(?:a?b+)+$"])
def test_a_pattern_that_begins_again_at_each_character_is_told(pattern: str) -> None:
    slow = Use("", regex(pattern).compiled(), "search")  # type: ignore[attr-defined]  # a proxy
    texts = worst(slow, 3, most=50)  # a busy machine may make another text look the worst
    with pytest.raises(Hung), watchdog(0.2):
        run_each(slow, [built(text, LONG // 4) for text in texts])


@pytest.mark.parametrize("floor", FLOORS)
def test_a_long_text_of_its_own_characters(floor: str) -> None:
    hung = []
    for use in uses():
        if use.where.split(".")[1] == floor:
            [text] = worst(use, 1, most=50)
            try:
                with watchdog(20):
                    use.run(built(text, LONG))
            except Hung:
                hung.append((use.where, use.method, text))
    assert hung == []
