"""A clause of a notice: the wording that a check rests on and a finding cites."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

Basis = Literal["原文", "推断", "口径", "通用"]
"""The notice's own words, inferred from them, our reading of them, or law and common practice."""

ClauseSeverity = Literal["", "error", "warning", "info", "target", "duty", "manual"]
"""``target`` is a warning until the period closes and an error after, ``duty`` a warning,
``manual`` a hint where a column for somebody's word is blank.  Empty: the rule's own severity."""

INFERRED: Final = ("推断", "口径")
"""The bases of a clause that the notice does not state in so many words."""

SOFT_WORDS: Final = (
    "原则上", "一般", "力争", "左右", "主要", "适当", "逐步", "努力", "争取", "视情况", "可以", "鼓励",
    "指导计划",
)  # fmt: skip


class Clause(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence of a notice that asks for something: where it stands, its words, its severity."""

    id: str
    notice: str
    document: str = ""
    section: str = ""
    phrase: str = ""
    """At most 20 characters of the notice's own wording."""
    says: str
    """The requirement in our words."""
    severity: ClauseSeverity = ""
    basis: Basis = "原文"
    rules: tuple[str, ...] = ()
    """Codes of the rules that report under it."""
    by_hand: str = ""
    """Why no spreadsheet can show it. Empty where one can."""

    @property
    def citation(self) -> str:
        """The clause as an office cites it: document, section and words, marked when inferred."""
        words = f"“{self.phrase}”" if self.phrase else ""
        inferred = "（推断）" if self.basis in INFERRED else ""
        return f"{self.document}{self.section}{words}{inferred}"

    @property
    def softness(self) -> str:
        """Why it can never yield an error. Empty where it can.

        >>> clause = Clause(id="CQ-24", notice="tongnan-2020", says="原则上不少于7天")
        >>> clause.softness
        '写的是“原则上”'
        """
        if self.basis in INFERRED:
            return f"是{self.basis}"
        word = next((word for word in SOFT_WORDS if word in self.phrase + self.says), "")
        return f"写的是“{word}”" if word else ""
