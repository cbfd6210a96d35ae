"""The marks that stand in cells of a form, as they are written and read back."""

from __future__ import annotations

from typing import Final

from ruralskills.readers.word_marks import EMPTY_BOX, TICK

SEE_ANNEX: Final = "见附页"
"""A cell whose text stands in full on the 附页."""
GAP: Final = "〔待填〕"
"""A cell of a draft that is still to be filled in."""
DOUBT: Final = "〔待核〕"
"""A value of a draft that is wrong or in doubt."""


def without_draft_marks(text: str) -> str:
    """Return the text of a cell without the marks of a draft.

    >>> without_draft_marks("〔待填〕"), without_draft_marks("张三〔待核〕")
    ('', '张三')
    """
    return text.removesuffix(DOUBT).removesuffix(GAP).strip()


__all__ = ["DOUBT", "EMPTY_BOX", "GAP", "SEE_ANNEX", "TICK", "without_draft_marks"]
