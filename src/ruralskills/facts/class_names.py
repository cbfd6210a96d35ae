"""Names of classes, as ledgers, timetables and attendance sheets write them.

A name is compared by its key; two keys with one number in them may still be one class, named at
length and in short.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from ruralskills.ledgers import TrainingClass
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import is_part_of_other, normalised
from ruralskills.values.numeral import han_number

_YEAR: Final = regex(r"^.*?20\d\d年度?")
"""A year, and the place before it."""
_OWNER: Final = regex(
    r"^.*?(?:县|区|市|镇|乡|街道|学校|职校|中心|公司|机构)(?=第?\d+期|.{0,200}第\d)"
)
"""Place or agency before the number of a class."""
_NUMBERED: Final = regex(r"第?\d[\d期第、,和及至到~—-]{0,60}期|第?\d期")
_HAN_NUMBER: Final = regex(
    r"(?:第|(?<![一二三四五六七八九十]))([一二三四五六七八九十]+)期|(?<![\d第至到~、,—-])(\d+)期"
)
_SEVERAL: Final = regex(r"\d期?[-—~至到、,和及]+第?\d")
_IDLE: Final = regex(r"培训|学员|[“”\"'()（）]")
_NUMBER_OF_CLASS: Final = regex(r"[\d一二三四五六七八九十]期")
_FIGURES: Final = regex(r"\d+")


@lru_cache(maxsize=4096)  # a roster has the name on each of its rows
def class_key(name: str) -> str:
    """Return a class's name without place, year and idle words, its number in front.

    >>> class_key("第三期养殖班"), class_key("养殖班3期"), class_key("双河镇3期养殖班")
    ('第3期养殖', '第3期养殖', '第3期养殖')
    >>> class_key("东乡县2020年第1期电焊培训班"), class_key("电焊第1期"), class_key("电焊培训班")
    ('第1期电焊', '第1期电焊', '电焊')
    """
    word = _HAN_NUMBER.sub(_with_digits, _YEAR.sub("", normalised(name)))
    word = _IDLE.sub("", _OWNER.sub("", word))
    number = _NUMBERED.search(word)
    if number is None:
        return word.removesuffix("班")
    before, after = word[: number.start()], word[number.end() :]
    return f"{number[0]}{before.removesuffix('班')}{after.removesuffix('班')}"


def _with_digits(number: re.Match[str]) -> str:
    return f"第{han_number(number[1]) if number[1] else number[2]}期"


def class_in_title(title: str) -> str:
    """Return the key of the class that a title names by number, or empty.

    >>> class_in_title("双河镇2020年第1期电焊培训班学员花名册"), class_in_title("2020年学员花名册")
    ('第1期电焊', '')
    """
    text = normalised(title)
    number = _NUMBER_OF_CLASS.search(text)
    name = text[: text.find("班", number.end()) + 1] if number else ""
    return class_key(name) if name and not _SEVERAL.search(name) else ""


def can_be_same_class(first: str, second: str) -> bool:
    """Return True if two names may mean one class: no number in them says otherwise.

    >>> can_be_same_class("第1期", "第一期电焊班"), can_be_same_class("第2期", "第1期电焊班")
    (True, False)
    >>> can_be_same_class("电焊", "第1期"), can_be_same_class("第1至3期", "第2期")
    (True, True)
    >>> can_be_same_class("第1期、第2期", "第2期")
    True
    """
    keys = class_key(first), class_key(second)
    numbers = [set(_FIGURES.findall(key)) for key in keys]
    if not all(numbers) or numbers[0] & numbers[1]:
        return True
    return any(_SEVERAL.search(key) for key in keys)


def is_another_class(first: str, second: str) -> bool:
    """Return True if two names certainly mean two classes.

    >>> is_another_class("第1期电焊班", "第2期"), is_another_class("第1期", "第1期电焊班")
    (True, False)
    >>> is_another_class("第1期电焊班", "养殖班第1期"), is_another_class("电焊第1期", "第1期电焊班")
    (True, False)
    """
    if not can_be_same_class(first, second):
        return True
    return not is_part_of_other(class_key(first), class_key(second))


def is_of_leaders(class_name: str | None, category: str | None) -> bool:
    """Return True for a class of leaders, by its category, else by its name.

    >>> is_of_leaders("第1期", "致富带头人培训班"), is_of_leaders("致富带头人培训班第1期", None)
    (True, True)
    >>> is_of_leaders("致富带头人培训班第1期", "电焊")
    False
    """
    return "带头人" in (category or class_name or "")


def agency_key(name: str | None) -> str:
    """Return an agency's name as it is compared."""
    return re.sub(r"[()（）“”\"]", "", normalised(name or ""))


def is_same_agency(first: str | None, second: str | None) -> bool:
    """Return True if two names may be one agency, at length and in short.

    >>> is_same_agency("青龙县职校", "县职校"), is_same_agency("县职校", "农广校")
    (True, False)
    """
    keys = agency_key(first), agency_key(second)
    return keys[0] == keys[1] or (all(keys) and is_part_of_other(*keys))


class Classes:
    """The classes of ledgers, in reading order and to be looked up by name."""

    def __init__(self, rows: Iterable[TrainingClass]) -> None:
        self.rows: list[TrainingClass] = list(rows)
        self._by_name: dict[str, list[TrainingClass]] = defaultdict(list)
        self._by_key: dict[str, list[TrainingClass]] = defaultdict(list)
        for row in self.rows:
            if row.class_name:
                self._by_name[normalised(row.class_name)].append(row)
                self._by_key[class_key(row.class_name)].append(row)

    def find(
        self, name: str | None, agency: str | None = None, year: int | None = None
    ) -> TrainingClass | None:
        """Return the class of a name, of several that of the agency.

        None where no class or more than one has the name.  A year leaves out the classes in
        ledgers of another year.
        """
        if not name:
            return None
        rows = self._by_name.get(normalised(name)) or self._by_key.get(class_key(name)) or []
        rows = [row for row in rows if year is None or row.table.year in (year, None)]
        if len(rows) > 1 and agency:
            key = agency_key(agency)
            rows = [row for row in rows if agency_key(row.agency) == key]
        return rows[0] if len(rows) == 1 else None
