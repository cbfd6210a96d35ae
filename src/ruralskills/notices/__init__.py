"""Notices: what a government document asks for, as data.

A notice is a TOML file (and a CSV of targets) with its own words: limits with unit and clause,
code lists, targets by unit and indicator, and the clauses that rules cite.  Packs shipped with the
program lie in ``ruralskills/notices``; a workspace may bring its own.
"""

from ruralskills.notices.library import PACKS, Shelf, packs
from ruralskills.notices.loader import load
from ruralskills.notices.model import (
    COMMON,
    Ask,
    CodeList,
    Cover,
    Duty,
    Expect,
    Heading,
    Indicator,
    InForce,
    Limit,
    Notice,
    Pairing,
    Side,
    Steps,
    Target,
    Where,
    fields_read,
    in_force,
)
from ruralskills.notices.problems import Mistake, NoticeError

__all__ = [
    "COMMON", "PACKS", "Ask", "CodeList", "Cover", "Duty", "Expect", "Heading", "InForce",
    "Indicator", "Limit", "Mistake", "Notice", "NoticeError", "Pairing", "Shelf", "Side",
    "Steps", "Target", "Where", "fields_read", "in_force", "load", "packs",
]  # fmt: skip
