"""A clause of a notice: the wording that a check rests on and a finding cites."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from ruralskills.text.lazy_regex import regex

Basis = Literal["原文", "推断", "口径", "通用"]
"""The basis of a clause: the notice's words, an inference, a reading, or law."""

ClauseSeverity = Literal["", "error", "warning", "info", "target", "duty", "manual"]
"""The severity that a notice gives a clause, or empty for the rule's own.

``target`` is a warning until the period closes and an error after, ``duty`` a warning, ``manual`` a
hint where a column that a person has to fill is blank.
"""

INFERRED: Final = ("推断", "口径")
"""Bases of a clause that the notice does not state in so many words."""

SOFT_WORDS: Final = (
    "原则上", "一般", "力争", "左右", "主要", "适当", "逐步", "努力", "争取", "视情况", "可以", "鼓励",
    "指导计划",
)  # fmt: skip
"""Words of a recommendation, which never yields an error."""

_ORDINARY: Final = regex("一般(?=(贫困|脱贫|农)?户|村|公共|纳税)")
"""The word for what is ordinary, which softens nothing: 一般户, 一般村."""


class Clause(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A requirement of a notice: where it stands, its wording and its severity."""

    id: str
    notice: str
    document: str = ""
    section: str = ""
    phrase: str = ""
    """At most 30 characters of the notice's own wording."""
    says: str
    """The requirement in our words."""
    severity: ClauseSeverity = ""
    basis: Basis = "原文"
    rules: tuple[str, ...] = ()
    """Codes of the rules that report under it."""
    by_hand: str = ""
    """The reason why no spreadsheet can show it. Empty where one can."""

    source: str = ""
    """The source of our words, where the wording of the notice is not at hand."""
    reference: bool = False
    """True if it is the law of another place, which ledgers here may be held against."""

    @property
    def place(self) -> str:
        """The document and the section."""
        return f"{self.document}{self.section}"

    @property
    def citation(self) -> str:
        """The citation in Chinese: document, section and words, marked if inferred."""
        return f"{'参照' if self.reference else ''}{self.document}{self.passage}"

    @property
    def passage(self) -> str:
        """The citation without its document: section and words, marked if inferred."""
        words = f"“{self.phrase}”" if self.phrase else f"（{self.source}）" if self.source else ""
        inferred = "（推断）" if self.basis in INFERRED else ""
        return f"{self.section}{words}{inferred}"

    @property
    def softness(self) -> str:
        """The reason in Chinese why it never yields an error. Empty where it may.

        >>> clause = Clause(id="CQ-24", notice="tongnan-2020", says="原则上不少于7天")
        >>> clause.softness
        '写的是“原则上”'
        """
        if self.basis in INFERRED:
            return f"是{self.basis}"
        if self.reference:
            return "只是参照"
        return f"写的是“{self.soft_word}”" if self.soft_word else ""

    @property
    def soft_word(self) -> str:
        """The word that makes it a recommendation, empty for a firm requirement."""
        words = _ORDINARY.sub("", self.phrase + self.says)
        return next((word for word in SOFT_WORDS if word in words), "")
