"""Notices: what a government document asks for, as data.

A notice is a TOML file (and a CSV of targets) with its own words: limits with unit and clause,
code lists, targets by unit and indicator, and the clauses that rules cite.  Packs shipped with the
program lie in ``ruralskills/notices``; a workspace may bring its own.
"""

from ruralskills.notice.load import load
from ruralskills.notice.mistake import Mistake, NoticeError
from ruralskills.notice.model import (
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
from ruralskills.notice.shelf import PACKS, Shelf, packs

__all__ = [
    "COMMON", "PACKS", "Ask", "CodeList", "Cover", "Duty", "Expect", "Heading", "InForce",
    "Indicator", "Limit", "Mistake", "Notice", "NoticeError", "Pairing", "Shelf", "Side",
    "Steps", "Target", "Where", "fields_read", "in_force", "load", "packs",
]  # fmt: skip
