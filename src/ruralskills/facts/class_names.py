"""Which class a name means: ledgers, timetables and attendance sheets name the same one in their ways."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from ruralskills.model.table import Table
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.numeral import han_number

ClassRow = tuple[Table, int]
"""A row of a ledger of classes."""

_BEFORE: Final = regex(r"^.*?20\d\d年度?")
_WHOSE: Final = regex(r"^.*?(?:县|区|市|镇|乡|街道|学校|职校|中心|公司|机构)(?=第?\d+期|.*第\d)")
"""Place or agency before the number of a class."""
_NUMBERED: Final = regex(r"第?\d[\d期第、,和及至到~—-]*期|第?\d期")
_HAN_NUMBER: Final = regex(r"第?([一二三四五六七八九十]+)期|(?<![第\d至到~、,—-])(\d+)期")
_SEVERAL: Final = regex(r"\d期?[-—~至到、,和及]+第?\d")
_IDLE: Final = regex(r"培训|学员|[“”\"'()（）]")
_FIGURES: Final = regex(r"\d+")


def class_key(name: str) -> str:
    """A class's name without place, year and idle words, its number in front.

    >>> class_key("第三期养殖班"), class_key("养殖班3期"), class_key("双河镇3期养殖班")
    ('第3期养殖', '第3期养殖', '第3期养殖')
    >>> class_key("东乡县2020年第1期电焊培训班"), class_key("电焊第1期"), class_key("电焊培训班")
    ('第1期电焊', '第1期电焊', '电焊')
    """
    word = _HAN_NUMBER.sub(_in_figures, _BEFORE.sub("", normalised(name)))
    word = _IDLE.sub("", _WHOSE.sub("", word))
    found = _NUMBERED.search(word)
    if found is None:
        return word.removesuffix("班")
    rest = (word[: found.start()].removesuffix("班"), word[found.end() :].removesuffix("班"))
    return f"{found[0]}{''.join(rest)}"


def _in_figures(found: re.Match[str]) -> str:
    return f"第{han_number(found[1]) if found[1] else found[2]}期"


def may_be(name: str, other: str) -> bool:
    """Whether two names may mean one class: no number in them says otherwise.

    >>> may_be("第1期", "第一期电焊班"), may_be("第2期", "第1期电焊班"), may_be("电焊", "第1期")
    (True, False, True)
    >>> may_be("第1至3期", "第2期"), may_be("第1期、第2期", "第2期")
    (True, True)
    """
    keys = class_key(name), class_key(other)
    one, two = (set(_FIGURES.findall(key)) for key in keys)
    return not one or not two or bool(one & two) or any(_SEVERAL.search(key) for key in keys)


def certainly_other(name: str, other: str) -> bool:
    """Whether two names are certainly of two classes, not one named at length and in short.

    >>> certainly_other("第1期电焊班", "第2期"), certainly_other("第1期", "第1期电焊班")
    (True, False)
    >>> certainly_other("第1期电焊班", "养殖班第1期"), certainly_other("电焊第1期", "第1期电焊班")
    (True, False)
    """
    if not may_be(name, other):
        return True
    one, two = class_key(name), class_key(other)
    return not (one in two or two in one)


def agency_key(name: object) -> str:
    """An agency's name as it is compared."""
    return re.sub(r"[()（）“”\"]", "", normalised(str(name or "")))


class Classes:
    """The classes of ledgers, to be looked up by name."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self.rows: list[ClassRow] = [(t, p) for t in tables for p in range(len(t))]
        self._by_name: dict[str, list[ClassRow]] = defaultdict(list)
        self._by_key: dict[str, list[ClassRow]] = defaultdict(list)
        for table, position in self.rows:
            name = table.value(position, "class_name")
            if name:
                self._by_name[normalised(name)].append((table, position))
                self._by_key[class_key(name)].append((table, position))

    def named(
        self, name: object, agency: object = None, year: int | None = None
    ) -> ClassRow | None:
        """The one class of that name; of several, that of the agency; None where it is not clear."""
        if not isinstance(name, str) or not name:
            return None
        found = self._by_name.get(normalised(name)) or self._by_key.get(class_key(name)) or []
        found = [row for row in found if year is None or row[0].year in (year, None)]
        if len(found) > 1 and agency:
            wanted = agency_key(agency)
            found = [row for row in found if agency_key(row[0].value(row[1], "agency")) == wanted]
        return found[0] if len(found) == 1 else None
