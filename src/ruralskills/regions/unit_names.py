"""The one name of a unit, and the township that a text names.

A township that the list of regions has under another name, a former one or one without 镇 and 乡,
has the list's present name.  Whatever the list does not know stays a name of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from msgspec import Struct

from ruralskills.regions.gazetteer import UPPER_AREA, bare_area
from ruralskills.regions.hierarchy import Level, Regions, comparison_key
from ruralskills.regions.names import (
    COUNTY,
    KINDS,
    STEM,
    is_township,
    township_name,
    without_numbers,
)
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import half_width, normalised
from ruralskills.values.field_type import beginning

_LONGEST: Final = 100
"""The characters of a text that are searched for a township."""
_SEAL: Final = regex(r"[(\[【〔](?:盖章|公章|签章|章|印章|签字|签名)[)\]】〕]")
_NO_UNIT: Final = regex(
    r"[\W_]*|.{0,8}(?:合计|总计|共计|小计|累计|总数)|全[省市州县区旗乡镇]|[各全本有关]*(?:乡镇|镇街|乡镇街道|县区|单位|部门)"
    r"|[(\[]?(?:盖章|公章|签章|单位公章|公章处|章)[)\]]?|无|暂无|同上"
)
"""Texts where a unit should stand, and none does."""
_APART: Final = regex(
    r"(?<!\d)\d+(?:年度?|月份?|季度|期|号|日)|第?[一二三四五六七八九十]{1,9}(?:季度|期|月份?)|[上下]半年|年度|附[件表]|关于|报送|上报|填报|[补迟重]报|收到|退回|更正|最[新终]|单位(?:名称)?"
)
"""Words of time and of letters, beside which a name begins."""
_NAMED: Final = regex(
    r"(?:(?<![\u4e00-\u9fff×])|(?<=[账表册单库]))"  # no name goes on to its left
    rf"(?:中共)?(?P<above>{COUNTY})(?P<name>{STEM}(?:街道|镇街道"
    r"|镇(?!街|级|化|域|[市县区州])|乡(?!村(?!级|两)|镇|土|情|亲|贤|居|级|县|族|规|域)|苏木))"
    r"(?P<more>、(?!党|政府|人民政府)|[,，/和及与等]|(?:中心)?(?:小学|中学|学校|校)|职中|幼儿园|卫生院|医院|有限公司)?"
)
_OTHER_WORDS: Final = regex(
    "就业|失业|创业|培训|技能|人员|人口|劳动|农村|城乡|贫困|脱贫|扶贫|帮扶|振兴|产业|致富|带头|干部|学员|学徒|公益|岗位|补贴"
    "|资金|任务|年度|季度|新增|重点|示范|特色|建设|所有|有关|相关|部分|少数|建制|中心$|[各全该辖]|[返入回下还离归故异]$|[小型]城$"
)
"""Words that are in no name: what ends with them and 镇 or 乡 is no township."""
_KIND: Final = regex(rf"(?:{KINDS})$")
_COUNTY_ENDS: Final = frozenset("县市区州旗盟")
_HAN_RUN: Final = regex(r"[\u4e00-\u9fff×]+")


class UnitNames(Struct, frozen=True, dict=True):
    """The names that a list of regions gives to townships, none without a list."""

    listed: Mapping[str, str] = {}
    """By present or former name the present one, of townships that are unique."""
    short: Mapping[str, str] = {}
    """By a name without its kind (桂花) the present one."""
    of_several: frozenset[str] = frozenset()
    """Names that townships of several counties have."""
    counties: frozenset[str] = frozenset()
    """The areas above them, without 县, 市 and the like."""

    @classmethod
    def of(cls, regions: Regions) -> UnitNames:
        """Return the names that a list gives."""
        named: dict[str, set[str]] = defaultdict(set)
        owners: dict[str, set[str]] = defaultdict(set)
        townships = regions.at_level(Level.TOWNSHIP)
        for area in townships:
            owners[area.key].add(area.county)
            for name in area.names[1:]:
                named[name].add(area.key)
        named.update({key: {key} for key in owners})
        short: dict[str, set[str]] = defaultdict(set)
        for name, keys in named.items():
            short[_KIND.sub("", name)] |= keys
        several = frozenset(key for key, counties in owners.items() if len(counties) > 1)
        return cls(
            _of_one(named, several),
            _of_one(short, several),
            several,
            frozenset(map(bare_area, regions.counties)),
        )

    def name(self, text: str) -> str:
        """Return the name by which a unit is known, empty for a text that is none.

        >>> names = UnitNames()
        >>> names.name("临江县青龙镇"), names.name("青龙镇乡村振兴办"), names.name("青龙镇人民政府（盖章）")
        ('青龙镇', '青龙镇', '青龙镇')
        >>> names.name("临江县乡村振兴局（盖章）"), names.name("（盖章）"), names.name("合计")
        ('临江县乡村振兴局', '', '')
        """
        known = self._known
        if text not in known:
            known[text] = self._name(without_numbers(beginning(text)))
        return known[text]

    @cached_property
    def _known(self) -> dict[str, str]:
        """The units by the texts that were asked for. Few texts name many rows."""
        return {"": ""}

    def _name(self, text: str) -> str:
        plain = _SEAL.sub("", text.replace("（", "(").replace("）", ")")).strip(" _:：—-\u3000")
        word = township_name(plain)
        if _NO_UNIT.fullmatch(word) or _NO_UNIT.fullmatch(normalised(plain)):
            return ""
        key = comparison_key(plain, Level.TOWNSHIP)
        whole = normalised(plain).removeprefix("中共")
        above = whole.partition(word)[0] if is_township(word) and word in whole else ""
        areas = [bare_area(area) for area in UPPER_AREA.findall(above)]
        if areas and self.counties and self.counties.isdisjoint(areas):
            return f"{above}{word}"  # of another county
        if key in self.of_several:
            return f"{above}{word}"
        if present := self.listed.get(key) or self.short.get(key):
            return present
        return key if is_township(word) else whole

    def is_told(self, text: str) -> bool:
        """Return True if a text names one unit whatever county it lies in."""
        name = self.name(text)
        return not is_township(name) or name in self.listed

    def placed(self, text: str, county: str = "") -> str:
        """Return the name of a unit, a township's behind its county if it may matter.

        It does not for the one township of that name on the list.

        >>> names = UnitNames()
        >>> names.placed("临江县青龙镇人民政府"), names.placed("青龙镇", "云州市临江县"), names.placed("青龙镇")
        ('临江县青龙镇', '临江县青龙镇', '青龙镇')
        """
        name = self.name(text)
        if self.is_told(text):
            return name
        word = township_name(name)
        for beside in (normalised(text).partition(word)[0], normalised(county)):
            if areas := UPPER_AREA.findall(beside):
                return f"{areas[-1]}{word}"
        return name

    def township_in(self, text: str) -> str | None:
        """Return the township that a title or the name of a file or folder is about.

        None if it names no township, and an empty text if it names several.

        >>> names = UnitNames()
        >>> names.township_in("青龙镇2021年致富带头人台账"), names.township_in("2021年青龙镇带头人台账(最终)")
        ('青龙镇', '青龙镇')
        >>> names.township_in("临江县2021年乡村振兴带头人台账"), names.township_in("青龙镇、双河镇台账")
        (None, '')
        """
        spaced = _APART.sub("|", half_width(text[:_LONGEST]))
        for line in dict.fromkeys((spaced, normalised(spaced))):
            found = {name for name in (*self._named(line), *self._listed_in(line)) if name}
            if len(found) > 1 or _is_list(line):
                return ""
            if found:
                return found.pop()
        return None

    def _named(self, line: str) -> Iterator[str]:
        """Yield the townships that a text names in full."""
        for match in _named_in(line):
            yield self.name(f"{match['above']}{match['name']}")

    def _listed_in(self, line: str) -> Iterator[str]:
        """Yield listed townships without a usual ending, or alone in short."""
        if not self.listed:
            return
        for word in _HAN_RUN.findall(line):
            if word in self.short:
                yield self.short[word]
            for name, present in self.listed.items():
                if not _KIND.search(name) and len(name) > 2 and word.startswith(name):
                    yield present


def _of_one(named: Mapping[str, set[str]], several: frozenset[str]) -> dict[str, str]:
    """Return the names that mean one township, with its present name."""
    return {
        name: next(iter(keys))
        for name, keys in named.items()
        if name and len(keys) == 1 and several.isdisjoint(keys)
    }


def _named_in(line: str) -> Iterator[re.Match[str]]:
    """Yield the places of townships in a text."""
    for match in _NAMED.finditer(line):
        stem = _KIND.sub("", match["name"])
        follows = line[match.end() : match.end() + 1]
        if _OTHER_WORDS.search(stem) or not is_township(match["name"]):
            continue
        if stem[-1] in _COUNTY_ENDS and (len(stem) > 2 or follows in ("村", "干")):
            continue  # 旧县镇 is one, 临江县镇村干部 names none
        yield match


def _is_list(line: str) -> bool:
    """Return True if a text goes on to other units, or to a body within the township."""
    return any(match["more"] for match in _named_in(line))
