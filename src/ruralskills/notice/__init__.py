"""Notices: what a government document asks for, as data.

A notice is a TOML file (and a CSV of targets) with its own words: limits with unit and clause,
code lists, targets by unit and indicator, and the clauses that rules cite.  Packs shipped with the
program lie in ``ruralskills/notices``; a workspace may bring its own.
"""

from ruralskills.notice.load import PACKS, NoticeError, load, packs
from ruralskills.notice.model import (
    COMMON,
    Ask,
    CodeList,
    Cover,
    Duty,
    Expect,
    Indicator,
    InForce,
    Limit,
    Notice,
    Side,
    Steps,
    Target,
    Where,
    fields_read,
    in_force,
)

__all__ = [
    "COMMON", "PACKS", "Ask", "CodeList", "Cover", "Duty", "Expect", "InForce", "Indicator",
    "Limit", "Notice", "NoticeError", "Side", "Steps", "Target", "Where", "fields_read", "in_force",
    "load", "packs",
]  # fmt: skip
