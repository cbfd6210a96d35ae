"""Which place of the list a row means, if that can be told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from msgspec import Struct, field

from ruralskills.regions.hierarchy import Area, Level, Regions, compared
from ruralskills.regions.similar_names import nearest
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

_UPPER: Final = regex(r"[\u4e00-\u9fff×]{1,12}?(?:自治州|自治县|自治旗|省|市|州|县|区|旗)")
_UNSURE: Final = regex(r"[、,，;；/和及与\ue000-\uf8ff□\ufffd?？*]")
"""Several names in one cell, or characters that are not shown."""
_TOWNSHIP: Final = regex(r"(.*)(镇|乡|街道|苏木)")
_VILLAGE: Final = regex(r"(.*)(村|社区|嘎查)")
_NOT_A_NAME: Final = regex(
    r"(|[各全本外农该某×]+|其他|其它|有关|相关|所有|所属|各有关|城乡?|乡|镇|镇街|城镇|集|行政|村|.*自然"
    r"|.*[外本各全](?:乡|镇|村|县|市|区|地)*|.*(?:安置|搬迁)(?:点|区|小区)?)"
)
"""What stands before 镇, 乡, 村 where no single place is named."""


class PlaceMatch(Struct, frozen=True):
    """What the list knows of a name: the areas that bear or bore it."""

    areas: tuple[Area, ...] = ()
    key: str = ""
    among: Mapping[str, list[Area]] = field(default_factory=dict)
    """Where there is no such area: the name as it is compared, and the names that there are."""

    @property
    def guess(self) -> Area | None:
        """The one area whose name is a slip of the pen away."""
        present = {area.key for areas in self.among.values() for area in areas}
        near = nearest(self.key, present)
        if not near and present != self.among.keys():
            near = nearest(self.key, self.among)
        areas = self.among.get(near, ())
        return areas[0] if len(areas) == 1 else None


class Gazetteer:
    """The list by name."""

    def __init__(self, regions: Regions) -> None:
        self.regions = regions
        self.townships = _by_name(regions.at(Level.TOWNSHIP))
        self.villages = _by_name(regions.at(Level.VILLAGE))

    @cached_property
    def counties(self) -> frozenset[str]:
        """The counties and what they lie in, without the word for their kind."""
        return frozenset(map(_bare, self.regions.counties))

    def township(self, name: str, county: str = "") -> PlaceMatch | None:
        """The townships that a name may mean; None where that cannot be told."""
        word = normalised(name)
        key = compared(word, Level.TOWNSHIP)
        prefix = word.partition(key)[0] if key in word else ""
        counties = [_bare(part) for part in _UPPER.findall(county or prefix)]
        if counties and self.counties and not self.counties.intersection(counties):
            return None  # another county's
        found = self._of(counties, _matching(key, self.townships, _TOWNSHIP))
        if found:
            return PlaceMatch(found)
        if not _is_a_name(key, _TOWNSHIP) or (prefix and not self.counties):
            return None
        if _parts(name, Level.TOWNSHIP) & self.townships.keys():
            return None
        return PlaceMatch((), key, self.townships)

    def _of(self, counties: list[str], areas: tuple[Area, ...]) -> tuple[Area, ...]:
        """Of townships of one name, those of the county that is named."""
        own = tuple(area for area in areas if _bare(area.county) in counties)
        return own or areas

    def village(self, name: str, townships: Iterable[Area]) -> PlaceMatch | None:
        """The villages of some townships that a name may mean; None where that cannot be told."""
        among = _by_name(area for township in townships for area in township.members)
        key = compared(name, Level.VILLAGE)
        found = _matching(key, among, _VILLAGE)
        if found:
            return PlaceMatch(found)
        if not among or not _is_a_name(key, _VILLAGE):
            return None
        if _parts(name, Level.VILLAGE) & among.keys():
            return None
        return PlaceMatch((), key, among)

    def key(self, name: str, area: Area) -> str:
        """A name as it is compared with those of an area's level."""
        return compared(name, area.level)

    def elsewhere(self, name: str) -> tuple[Area, ...]:
        """The villages of exactly that name, wherever they lie."""
        return tuple(self.villages.get(compared(name, Level.VILLAGE), ()))


def _parts(name: str, level: Level) -> set[str]:
    """The names that a cell may hold beside its first: 双桥村（现红花村）, 原双桥村."""
    parts = re.split("[()/]", normalised(name))
    return {compared(part.lstrip("原现"), level) for part in parts if part}


def _is_a_name(key: str, kind: re.Pattern[str]) -> bool:
    """Whether one place, and a whole one, is named."""
    found = kind.fullmatch(key)
    return bool(found) and not _UNSURE.search(key) and not _NOT_A_NAME.fullmatch(_stem(key, kind))


def _bare(county: str) -> str:
    return re.sub("(?<=..)(自治州|自治县|自治旗|省|市|州|县|区|旗)$", "", normalised(county))


def _by_name(areas: Iterable[Area]) -> dict[str, list[Area]]:
    named: dict[str, list[Area]] = defaultdict(list)
    for area in areas:
        for name in area.names:
            named[name].append(area)
    return dict(named)


def _stem(name: str, kind: re.Pattern[str]) -> str:
    found = kind.fullmatch(name)
    return found[1] if found else name


def _matching(key: str, named: Mapping[str, list[Area]], kind: re.Pattern[str]) -> tuple[Area, ...]:
    """The areas of that name; failing that, of its stem if it is one area's and 村 or 社区 differ."""
    if key in named:
        return tuple(named[key])
    if kind is _TOWNSHIP and kind.fullmatch(key):
        return ()  # 双江镇 is not 双江街道 unless the list says so
    stem = _stem(key, kind)
    alike = {id(a): a for name, areas in named.items() for a in areas if _stem(name, kind) == stem}
    return tuple(alike.values()) if len(alike) == 1 else ()
