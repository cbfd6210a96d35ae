"""The payer of what a table lists, and payees under two spellings."""

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

from msgspec import Struct

from ruralskills.facts.townships import sender_of
from ruralskills.model.table import Table
from ruralskills.regions import is_township
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

_DEPARTMENT: Final = regex(
    r"(人力资源|人社|农业农村|农业|扶贫|乡村振兴|教育|教体|民政|林业|商务|住建|水利|文旅|移民|就业)"
    r"[^0-9年()（）]{0,10}?(?:局|委员会|办公室|办(?!理)|委(?!托))|(妇女?联|残联|总工会|工商联|团委)"
)
"""A department, by the word that tells it from others."""
_OTHER_NAMES: Final = {"人力资源": "人社", "农业农村": "农业", "教体": "教育", "妇女联": "妇联"}


_COMPANY: Final = regex(r"(?:有限责任|股份有限)公司")
_BRACKETS: Final = regex(r"\([^()]*\)")
_PLACE: Final = regex(r"^[^省市县区镇乡]{1,6}(?:省|市|自治县|县|区|镇|乡|街道)(?=.{4})")


class Payer(Struct, frozen=True):
    """A unit that pays, comparable with others of its kind alone."""

    kind: str
    """``township``, ``department``, or empty where nobody can tell."""
    name: str


def payer_of(table: Table) -> Payer:
    """Return the payer of a table: its township, or the department in its title.

    A department's list may be of the people of one township, whom a column names.
    """
    sender, layout = sender_of(table), table.layout
    if is_township(sender) and layout.unit_source != "column":
        return Payer("township", sender)
    for text in (layout.unit, layout.title, table.sheet, PurePath(table.file).stem):
        if found := _DEPARTMENT.search(normalised(text)):
            word = found[1] or found[2]
            return Payer("department", _OTHER_NAMES.get(word, word))
    if is_township(sender):
        return Payer("township", sender)
    return Payer("", sender)


def are_different_payers(tables: set[Table]) -> bool:
    """Return True if tables are certainly of several units of one kind.

    A county's list repeats those of its townships.
    """
    payers = {payer_of(table) for table in tables}
    return (
        len(payers) > 1
        and len({payer.kind for payer in payers}) == 1
        and all(payer.kind for payer in payers)
    )


def is_same_payee(first: str | None, second: str | None) -> bool:
    """Return True if two names differ in their spelling alone.

    >>> is_same_payee("阳光培训学校（潼南）", "阳光 培训学校(潼南)"), is_same_payee("甲有限公司", "甲有限责任公司")
    (True, True)
    >>> is_same_payee("潼南区阳光培训学校", "阳光培训学校"), is_same_payee("阳光学校一分校", "阳光学校二分校")
    (True, False)
    >>> is_same_payee("阳光学校（一分校）", "阳光学校（二分校）"), is_same_payee("甲县职校分校", "乙县职校分校")
    (False, False)
    """
    names = [_COMPANY.sub("有限公司", normalised(name or "")) for name in (first, second)]
    if names[0] == names[1]:
        return bool(names[0])
    bare = [_BRACKETS.sub("", name) for name in names]
    plain = [re.sub("[()]", "", name) for name in names]
    if plain[0] == plain[1] or (bare[0] == bare[1] and "" in _in_brackets(names)):
        return True
    short = [_PLACE.sub("", name) for name in plain]
    return short[0] == short[1] and (short[0] == plain[0] or short[1] == plain[1])


def _in_brackets(names: Iterable[str]) -> list[str]:
    return ["".join(_BRACKETS.findall(name)) for name in names]
