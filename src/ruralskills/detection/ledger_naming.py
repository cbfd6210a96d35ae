"""The ledgers that a title and the name of a sheet speak of.

A name is one that the ledger has (致富带头人台账); a subject is a name without the kind of sheet
(致富带头人), which other titles have too: 致富带头人公示表.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

from ruralskills.ledgers import ROW_LEDGERS
from ruralskills.model.table import Ledger
from ruralskills.text.lazy_regex import regex

_KIND_OF_SHEET: Final = regex(
    "(?:登记|发放|使用|管理|统计|汇总|明细|信息|情况|基本){0,9}(?:台账|花名册|名册|名单|登记表|登记|统计表|统计|汇总表|汇总|明细表|明细"
    "|信息库|信息|情况表|情况|一览表|一览|档案|表|库|清单|目录|名录|记录|人员)$"
)
"""The end of a ledger's name that says what kind of sheet it is."""
_PERIOD: Final = regex(r"(?:19|20)\d\d(?:年度?)?(?:\d{1,2}月份?|第[一二三四]季度|[上下]半年)?")
"""A period in a title, which parts the words of a name: 后备干部2022年12月补助发放表."""
_BEGINNING: Final = 2
"""The first characters of a name, which stand together in any text that has it."""
_MOST_BETWEEN: Final = 6
"""The most characters that stand between the two parts of a subject."""
_LONG_NAME: Final = 6
"""A name so long may have other words in it."""
_LONG_SUBJECT: Final = 4
"""A subject so long says something wherever it stands in a title."""


class LedgerNaming(Struct, frozen=True):
    """The name and the subject of a ledger in title and sheet name."""

    named: int = 0
    """The length of the longest of its names in them, 0 without one."""
    subject: int = 0
    """The length of its subject, 致富带头人 of 致富带头人台账, if none stands further behind."""

    @property
    def bonus(self) -> int:
        """The score that it adds."""
        return 9 + self.named if self.named else 3 + self.subject if self.subject else 0


@cache
def _subjects() -> Mapping[str, tuple[type[Ledger], ...]]:
    """Return the subjects of ledgers: their names without 台账, 花名册, 登记表 and the like."""
    ledgers: dict[str, list[type[Ledger]]] = {}
    for ledger in ROW_LEDGERS:
        for name in (ledger.info.title, *ledger.info.also):
            subject = _KIND_OF_SHEET.sub("", name)
            if len(subject) >= 2:
                ledgers.setdefault(subject, []).append(ledger)
    return {subject: tuple(dict.fromkeys(of)) for subject, of in ledgers.items()}


@cache
def _names() -> Mapping[str, tuple[type[Ledger], ...]]:
    """Return the ledgers of each name."""
    ledgers: dict[str, list[type[Ledger]]] = {}
    for ledger in ROW_LEDGERS:
        for name in (ledger.info.title, *ledger.info.also):
            ledgers.setdefault(name, []).append(ledger)
    return {name: tuple(of) for name, of in ledgers.items()}


@lru_cache(maxsize=256)
def ledgers_named(title: str, sheet: str) -> Mapping[type[Ledger], LedgerNaming]:
    """Return by ledger what a title and the sheet's name say, the title first."""
    title, sheet = _PERIOD.sub("", title), _PERIOD.sub("", sheet)
    said: dict[type[Ledger], LedgerNaming] = {}
    for text in (sheet, title):
        words = _begun_in(text, _subjects_by_beginning())
        found = [(at.end, word) for word in words if (at := _place_of(word, text))]
        last = max((end for end, _ in found), default=0)
        for end, word in sorted(found, key=lambda pair: len(pair[1])):
            for ledger in _subjects()[word]:
                if end == last or len(word) >= _LONG_SUBJECT:
                    said[ledger] = LedgerNaming(0, len(word) if end == last else 1)
    for text in (sheet, title):
        named: dict[type[Ledger], int] = {}
        for name in _begun_in(text, _names_by_beginning()):
            if length := _length_in(name, text):
                for ledger in _names()[name]:
                    named[ledger] = max(length, named.get(ledger, 0))
        said |= {ledger: LedgerNaming(length) for ledger, length in named.items()}
    return said


_Words = Mapping[str, Sequence[tuple[int, str]]]
"""By the characters with which they begin, words with their numbers."""


def _by_beginning(words: Iterable[str]) -> _Words:
    found: dict[str, list[tuple[int, str]]] = {}
    for number, word in enumerate(words):
        found.setdefault(word[:_BEGINNING], []).append((number, word))
    return found


@cache
def _subjects_by_beginning() -> _Words:
    return _by_beginning(_subjects())


@cache
def _names_by_beginning() -> _Words:
    return _by_beginning(_names())


def _begun_in(text: str, words: _Words) -> list[str]:
    """Return the words whose beginning stands in a text, in their order.

    Titles differ from township to township, so that each has to be looked through.
    """
    beginnings = {text[at : at + _BEGINNING] for at in range(len(text) - _BEGINNING + 1)}
    found = [pair for each in beginnings & words.keys() for pair in words[each]]
    return [word for _, word in sorted(found)]


class _Place(Struct, frozen=True):
    """The place of a subject in a text."""

    end: int
    between: int = 0
    """The number of characters that stand between its parts."""


def _place_of(subject: str, text: str) -> _Place | None:
    """Return the place of a subject in a text, None if it is not there.

    Other words may stand in it: 干部轮训 in 扶贫干部业务轮训花名册.
    """
    if subject in text:
        return _Place(text.rfind(subject) + len(subject))
    for cut in range(_BEGINNING, len(subject) - 1):
        first, second = text.find(subject[:cut]), text.rfind(subject[cut:])
        if first >= 0 and first + cut <= second <= first + cut + _MOST_BETWEEN:
            return _Place(second + len(subject) - cut, second - first - cut)
    return None


def _length_in(name: str, text: str) -> int:
    """Return the length of a name of a ledger in a text, 0 where it is not there.

    Words between the parts of a long name make it less.
    """
    place = _place_of(name, text)
    if place is None or (place.between and len(name) < _LONG_NAME):
        return 0
    return max(1, len(name) - place.between)
