"""The search for whole numbers in the outputs of scenes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from builders.leaks.made_texts import made_texts
from builders.leaks.outputs import list_of, outputs, searched
from builders.leaks.scene import Scene
from builders.personal_numbers import shown_digits

PACKED: Final = 100
"""Texts in a scene."""


def leaks(count: int, seed: int = 0, first: int = 0) -> Iterator[str]:
    """Yield a line for each output that shows a number of the texts whole."""
    made = made_texts(count, seed)
    for at in range(first, count, PACKED):
        with tempfile.TemporaryDirectory() as name:
            scene = Scene(Path(name), made[at : at + PACKED])
            for what, text in outputs(scene):
                yield from found(scene, what, text)
            for copy in Path(name).rglob("*.校正.xlsx"):
                yield from found(scene, f"the list in {copy.name}", list_of(copy))


def found(scene: Scene, what: str, text: str) -> Iterator[str]:
    """Yield a line for each number that stands whole in an output."""
    digits = shown_digits(searched(text))
    for made in scene.made:
        for number in made.numbers:
            if number.rstrip("Xx") in digits:
                yield f"{number} of {made.text!r} in {what}"
