"""Parts of header words: their meanings, their noun and what else they say.

A header is composed of qualifiers and a noun: 学员 + 身份证号, 带动 + 贫困 + 户数.  Offices swap one
part for another of the same meaning (带农户数, 公民身份证号码), so a header is compared by the
meanings of its parts.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import lru_cache
from itertools import pairwise
from typing import Final

from msgspec import Struct

from ruralskills.detection.header_lexicon import header_lexicon
from ruralskills.detection.vocabulary import header_word
from ruralskills.text.lazy_regex import regex

_OVERRULING: Final = frozenset({"时间", "证件", "电话", "账号"})
"""Nouns that content proves whatever the words say: 乡镇推荐 over days is a day."""
_DATED: Final = frozenset({"生日", "年龄"})
"""Nouns that are days, or told by one, and no other day."""
_ENDS: Final = frozenset({"开始", "结束"})
_SPANS: Final = frozenset({"起止", "期限", "时间", ""})
"""Nouns of groups over a start and an end."""
_BRACKET: Final = regex(r"\([^()]*\)$")
_MONEY_PER: Final = regex(
    r"[百千万]?元(?:.*[/每·.*]([天日月])|.*[/每·.*](户).*|.*[/每·.*]([人亩年]))"
)
"""A unit such as 元/人·月 or 元/户·年, and the part of it that tells sums apart."""
_PLAN: Final = regex(
    "(?:指导|任务|年度|目标|招生|季度|全年)计划|计划(?:数|任务|人数|指标|目标|完成)"
)
"""A plan of numbers, as notices give them."""
_WHOSE: Final = frozenset({"省", "市", "县", "乡镇", "村", "组", "岗位", "机构", "工种", "户数"})
"""Nouns that also tell whose the thing behind them, or over them, is."""
_THINGS: Final = frozenset(
    {"金额", "时间", "起止", "人数", "人次", "标准", "费用", "天数", "课时", "意见", "收入"}
)
"""Nouns of groups over words that tell whose it is: 补助金额 over 县级, 意见 over 村."""
MONEY: Final = frozenset(
    {
        "金额",
        "收入",
        "纯收入",
        "增收",
        "工资",
        "费用",
        "余额",
        "标准",
        "面值",
        "补贴",
        "支出",
        "奖励",
    }
)
"""Meanings that are sums of money."""
_LEVELS: Final = frozenset({"村", "乡镇", "县", "省"})
_COUNTS: Final = frozenset({"天数", "课时", "月数", "人数", "户数", "人次"})
_TIMES: Final = frozenset({"时间", "起止", "期限", "时长"})
_UNCOUNTED: Final = _TIMES | {"电话", "证书", "岗位", "工种", "课程", "地点", "就业", "状态"}
"""Nouns that a unit of counts overrules: 培训时间（天）, 电话抽查（人）."""
_YEAR: Final = regex(r"(?:19|20)\d\d年?(?:度|底|末)?|(?:19|20)\d\d")
_LONGEST_HEADER: Final = 24
_PLACES: Final = frozenset({"", "村", "镇", "乡", "县", "区"})
"""The ends of names of places, 某某村, by which no text is like a header."""


class HeaderParts(Struct, frozen=True):
    """The parts of a header: its meanings, its other characters, and its noun."""

    meanings: frozenset[str]
    rest: frozenset[str]
    """The characters of no known meaning, and their pairs."""
    noun: str
    """The meaning of the last noun, empty without one."""

    @property
    def is_vague(self) -> bool:
        """True for a header such as 单位 or 时间, which may be many things."""
        lexicon = header_lexicon()
        return not self.rest and self.meanings <= lexicon.vague | lexicon.contrasts

    def conflicts_with(self, other: HeaderParts) -> bool:
        """Return True if nouns or qualifiers say that these are different columns."""
        if self.noun and other.noun and self.noun != other.noun:
            return True
        return self.excludes(other)

    def excludes(self, other: HeaderParts) -> bool:
        """Return True if qualifiers say that these are different columns."""
        return _exclude(self.meanings, other.meanings)


@lru_cache(maxsize=1 << 14)  # headers of many words have few meanings
def _exclude(meanings: frozenset[str], others: frozenset[str]) -> bool:
    lexicon = header_lexicon()
    if meanings & lexicon.decisive != others & lexicon.decisive:
        return True
    pairs = ((meanings & group, others & group) for group in lexicon.opposites)
    return any(one and another and not (one <= another or another <= one) for one, another in pairs)


def without_year(word: str) -> str:
    """Return a word without the year in front, which says nothing of its column."""
    return _YEAR.sub("", word) or word


@lru_cache(maxsize=1 << 13)
def header_parts(word: str) -> HeaderParts:
    """Return the parts of one header word.

    >>> sorted(header_parts("带农户数").meanings), header_parts("公民身份证号码").noun
    (['带动', '户数'], '证件')
    """
    lexicon = header_lexicon()
    if "/" in word and (meaning := unit_meaning(word)):
        return HeaderParts(frozenset({meaning}), frozenset(), "")
    word = lexicon.with_compounds_apart(without_year(word))
    meanings: list[str] = []
    rest: set[str] = set()
    for number, piece in enumerate(lexicon.part.split(word)):
        if number % 2:
            is_prefix = number == 1 and word.startswith(piece) and piece != word
            prefix = lexicon.prefixes.get(piece, "") if is_prefix else ""
            if meaning := prefix or lexicon.meanings.get(piece, ""):
                meanings.append(meaning)
        elif piece:
            rest.update(piece)
            rest.update(a + b for a, b in pairwise(piece))
    noun = _noun(meanings)
    if noun == "户名":  # the head who holds a card is its holder
        meanings = [one for one in meanings if one == noun or one not in lexicon.other_persons]
    return HeaderParts(frozenset(meanings), frozenset(rest), noun)


def _noun(meanings: Sequence[str]) -> str:
    """Return the last noun, empty if it tells whose the rest is: 县备案 is no county."""
    lexicon = header_lexicon()
    for number, meaning in enumerate(reversed(meanings)):
        if meaning in lexicon.nouns:
            behind = lexicon.heads.intersection(meanings[len(meanings) - number :])
            return "" if behind and meaning in _WHOSE else meaning
    return ""


@lru_cache(maxsize=1 << 12)
def path_parts(path: tuple[str, ...], unit: str = "") -> HeaderParts:
    """Return the parts of a path, of which a leaf overrules its groups.

    ``unit`` is the meaning of the leaf's unit, its noun if the words give none.

    >>> sorted(path_parts(("培训起止时间", "开始")).meanings)
    ['培训', '开始', '时间']
    >>> path_parts(("培训期限", "共"), "天数").noun, path_parts(("带动情况", "人")).noun
    ('天数', '人数')
    """
    lexicon = header_lexicon()
    parts, opposites = header_parts(path[-1]), lexicon.opposites
    if len(path) > 1 and path[-1] in lexicon.units:
        unit = unit_meaning(path[-1])
        parts = HeaderParts(frozenset(), frozenset(), "")
    if unit in _COUNTS and parts.noun in _UNCOUNTED:
        parts = HeaderParts(parts.meanings - _TIMES | {unit}, parts.rest, unit)
    elif (
        unit
        and (not parts.noun or unit in lexicon.contrasts)
        and (unit != "金额" or not _is_of_money(path[:-1]))
    ):
        parts = with_meaning(parts, unit)  # 元/月 is no yearly pay
    for group in reversed(path[:-1]):
        outer = header_parts(group)
        overruled = {meaning for one in opposites if parts.meanings & one for meaning in one}
        is_whose = parts.noun in _WHOSE and outer.noun in _THINGS
        noun = outer.noun if is_whose else parts.noun or outer.noun
        if not parts.noun and parts.meanings & _ENDS and noun in _SPANS:
            noun, overruled = "时间", overruled | _SPANS
        parts = HeaderParts(
            parts.meanings | (outer.meanings - overruled) | ({noun} if noun else set()),
            parts.rest | outer.rest,
            noun,
        )
    return parts


def _is_of_money(groups: tuple[str, ...]) -> bool:
    """Return True if the nearest group says what kind of sum its columns are: 收入."""
    return bool(groups) and header_parts(groups[-1]).noun in MONEY - {"金额"}


@lru_cache(maxsize=1 << 12)
def field_meanings(headers: tuple[str, ...]) -> frozenset[str]:
    """Return all meanings of the headers of a field."""
    return frozenset().union(*(path_parts(tuple(one.split("/"))).meanings for one in headers))


def is_of_another_day(path: tuple[str, ...], meanings: frozenset[str]) -> bool:
    """Return True if a header tells of another day than a field of these meanings.

    The day of 申报 is no day of 认定, and the end of a term (聘用期满日) is no field that elsewhere
    is its start.
    """
    lexicon, parts = header_lexicon(), path_parts(path)
    told = (_last_event(path[-1]) or parts.meanings) & lexicon.events - meanings
    if told and not (
        _is_of_one_level(parts.meanings, meanings)
        and all(lexicon.kin(one, meanings) for one in told)
    ):
        return True
    return is_opposite(path, meanings)


def is_opposite(path: tuple[str, ...], meanings: frozenset[str]) -> bool:
    """Return True if a header says the opposite of a field of these meanings."""
    parts = path_parts(path)
    return any(
        parts.meanings & group and meanings & group and not parts.meanings & meanings & group
        for group in header_lexicon().opposites
    )


def _is_of_one_level(told: frozenset[str], meanings: frozenset[str]) -> bool:
    """Return True if two headers name the same of village, township and county."""
    levels = told & _LEVELS
    return bool(levels) and levels == meanings & _LEVELS


@lru_cache(maxsize=1 << 12)
def _last_event(word: str) -> frozenset[str]:
    """Return the event that a word names last, which is the one it is about.

    >>> sorted(_last_event("批准认定时间")), sorted(_last_event("结业后上岗日期"))
    (['认定'], ['上岗'])
    """
    lexicon = header_lexicon()
    pieces = lexicon.part.findall(lexicon.with_compounds_apart(word))
    events = [one for piece in pieces if (one := lexicon.meanings.get(piece)) in lexicon.events]
    return frozenset(events[-1:])


def without(parts: HeaderParts, meanings: Set[str]) -> HeaderParts:
    """Return parts without some meanings."""
    return HeaderParts(parts.meanings - meanings, parts.rest, parts.noun)


def is_of_other_person(parts: HeaderParts) -> bool:
    """Return True for a header about another person than the row's: 户主, 联系人."""
    return bool(parts.meanings & header_lexicon().other_persons)


def with_meaning(parts: HeaderParts, meaning: str) -> HeaderParts:
    """Return the parts of a header, and what its unit or its content says besides."""
    is_noun = meaning in header_lexicon().nouns
    overrules = meaning in _OVERRULING and parts.noun not in _DATED
    noun = meaning if is_noun and (not parts.noun or overrules) else parts.noun
    return HeaderParts(parts.meanings | {meaning}, parts.rest, noun)


def unit_meaning(unit: str) -> str:
    """Return what a unit says about a column, such as 户数 for 户, empty for others.

    >>> unit_meaning("户"), unit_meaning("元/人·月"), unit_meaning("头")
    ('户数', '月均', '')
    """
    units = header_lexicon().units
    if per := _MONEY_PER.fullmatch(unit):
        return units.get(f"元/{per[1] or per[2] or per[3]}", "")
    return units.get(unit, "")


def is_qualifier(meaning: str) -> bool:
    """Return True for a meaning that tells columns of one noun apart."""
    lexicon = header_lexicon()
    return meaning not in lexicon.nouns and meaning not in lexicon.own_person


def other_qualifiers(path: tuple[str, ...], header: str) -> frozenset[str]:
    """Return the known qualifiers of a path's leaf that a header lacks."""
    wanted = path_parts(tuple(header.split("/"))).meanings
    return frozenset(filter(is_qualifier, header_parts(path[-1]).meanings - wanted))


def is_of_programmes(header: str) -> bool:
    """Return True for a header that speaks of training, jobs, leading or aid."""
    return bool(path_parts(tuple(header.split("/"))).meanings & header_lexicon().of_programmes)


def speaks_of_programmes(text: str) -> bool:
    """Return True for a title or label that names what the programmes count.

    >>> speaks_of_programmes("2021年春季集训情况"), speaks_of_programmes("办公用品采购清单")
    (True, False)
    """
    told = header_parts(text.replace("工作", "")).meanings & header_lexicon().counted
    is_any_plan = "计划" in text and not _PLAN.search(text)  # 养护工作计划 is anybody's
    return bool(told - {"计划"} if is_any_plan else told)


@lru_cache(maxsize=1 << 10)
def is_of_other_business(title: str) -> bool:
    """Return True for a title that names only what other lists of an office are about.

    >>> is_of_other_business("2021年差旅费报销汇总表"), is_of_other_business("农机驾驶培训班名单")
    (True, False)
    """
    lexicon = header_lexicon()
    return bool(lexicon.other_business.search(title)) and not lexicon.own_business.search(title)


@lru_cache(maxsize=1 << 14)  # a sheet is searched for headers in several ways
def is_like_header(text: str) -> bool:
    """Return True for a short text that ends in a part of headers and holds no figure.

    >>> is_like_header("公民身份证号码"), is_like_header("青龙镇"), is_like_header("2020年6月")
    (True, False, False)
    """
    word = header_word(text)[0]
    return (
        0 < len(word) <= _LONGEST_HEADER
        and not any(character.isdigit() for character in word)
        and any(map(_ends_in_part, (word, _BRACKET.sub("", word))))
    )


def _ends_in_part(word: str) -> bool:
    """Return True if a word ends in a part of headers that ends no name of a place."""
    *_, part, rest = ["", *header_lexicon().part.split(word)]
    return not rest and part not in _PLACES
