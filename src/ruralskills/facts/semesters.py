"""Semesters, as schools and offices write them."""

from typing import Final

from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

_OF_SCHOOL_YEAR: Final = regex(
    r"(20\d\d)(?:年)?[-—~至/](?:20)?(\d\d)(?:学?年度?)*第?([上下一二12秋春])(?:学期|季|期)*(?:学期)?"
)
_OF_YEAR: Final = regex(r"(20\d\d)年?度?(春|秋)季?(?:学期)?")


def semester_key(text: str) -> str:
    """Return a semester as it is compared: its year, and 春 or 秋.

    >>> semester_key("2020-2021学年上学期"), semester_key("2020秋"), semester_key("2020年秋季学期")
    ('2020秋', '2020秋', '2020秋')
    >>> semester_key("2020—2021学年第二学期"), semester_key("2020/21学年春季"), semester_key("上学期")
    ('2021春', '2021春', '上学期')
    """
    word = normalised(text)
    if found := _OF_SCHOOL_YEAR.fullmatch(word):
        year = int(found[1])
        if (year + 1) % 100 != int(found[2]):
            return word
        return f"{year}秋" if found[3] in "上一1秋" else f"{year + 1}春"
    if found := _OF_YEAR.fullmatch(word):
        return f"{found[1]}{found[2]}"
    return word
