"""A feature of a workbook, and what a corrected copy cannot do because of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from builders.features.draft import Draft


@dataclass(frozen=True)
class Feature:
    """One feature of workbooks."""

    name: str
    put: Callable[[Draft], None] = field(repr=False)
    alone: Mapping[str, str] = field(default_factory=dict)
    """By address: a cell left as it is, and a word of the recorded reason."""
    unfilled: frozenset[str] = frozenset()
    """Cells that get a note and keep their fill."""
    suffix: str = "xlsx"
    said: str = ""
    """A word that the console must say of such a workbook."""
    refused: str = ""
    """A word of the line in which such a workbook is refused."""

    def content(self) -> bytes:
        """The ledger with the feature, as a file."""
        draft = Draft()
        self.put(draft)
        return draft.packed()


FEATURES: Final[dict[str, Feature]] = {}


def feature(
    *,
    alone: Mapping[str, str] | None = None,
    unfilled: tuple[str, ...] = (),
    suffix: str = "xlsx",
    said: str = "",
    refused: str = "",
) -> Callable[[Callable[[Draft], None]], Callable[[Draft], None]]:
    """Declare a feature by the function that puts it into a draft, by its name."""

    def declare(put: Callable[[Draft], None]) -> Callable[[Draft], None]:
        FEATURES[put.__name__] = Feature(
            put.__name__, put, alone or {}, frozenset(unfilled), suffix, said, refused
        )
        return put

    return declare
