"""Notices: the requirements of government documents, as data.

A notice is a TOML file (and a CSV of targets) with its own words: limits with unit and clause,
code lists, targets by unit and indicator, and the clauses that rules cite.  The notices shipped
with the program lie in this package. A workspace may bring its own.
"""

from ruralskills.notices.in_force import InForce, fields_read, notices_in_force
from ruralskills.notices.library import SHIPPED_FOLDER, NoticeLibrary, shipped_notices
from ruralskills.notices.loader import load
from ruralskills.notices.model import (
    COMMON,
    CodeList,
    Cover,
    Duty,
    Expectation,
    Indicator,
    Limit,
    LimitValue,
    NoticeHeading,
    Number,
    Owner,
    Ratio,
    Side,
    Steps,
    Target,
    Where,
    WordPairs,
    Years,
)
from ruralskills.notices.notice import Notice  # fmt: skip
from ruralskills.notices.problems import NoticeError, Problem

__all__ = [
    "COMMON", "SHIPPED_FOLDER", "CodeList", "Cover", "Duty", "Expectation", "InForce", "Indicator",
    "Limit", "LimitValue", "Notice", "NoticeError", "NoticeHeading", "NoticeLibrary", "Number",
    "Owner", "Problem", "Ratio", "Side", "Steps", "Target", "Where", "WordPairs", "Years", "fields_read", "load",
    "notices_in_force", "shipped_notices",
]  # fmt: skip
