"""Notices: what a government document asks for, as data.

A notice is a TOML file (and a CSV of targets) with its own words: limits with unit and clause,
code lists, targets by unit and indicator, and the clauses that rules cite.  Packs shipped with the
program lie in ``ruralskills/notices``; a workspace may bring its own.
"""

from ruralskills.notices.library import PACKS, Shelf, packs
from ruralskills.notices.loader import load
from ruralskills.notices.model import (
    COMMON,
    CodeList,
    Cover,
    Duty,
    Expect,
    Indicator,
    InForce,
    Limit,
    Notice,
    NoticeHeading,
    Number,
    Side,
    Steps,
    Target,
    Where,
    WordPairs,
    Years,
    fields_read,
    in_force,
)
from ruralskills.notices.problems import NoticeError, Problem

__all__ = [
    "COMMON",
    "PACKS",
    "CodeList",
    "Cover",
    "Duty",
    "Expect",
    "InForce",
    "Indicator",
    "Limit",
    "Notice",
    "NoticeError",
    "NoticeHeading",
    "Number",
    "Problem",
    "Shelf",
    "Side",
    "Steps",
    "Target",
    "Where",
    "WordPairs",
    "Years",
    "fields_read",
    "in_force",
    "load",
    "packs",
]  # fmt: skip
