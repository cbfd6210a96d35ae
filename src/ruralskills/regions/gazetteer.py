"""Look-up of places in an office's list of regions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from msgspec import Struct, field

from ruralskills.regions.hierarchy import Area, Level, Regions, comparison_key
from ruralskills.regions.similar_names import nearest_name
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

UPPER_AREA: Final = regex(
    r"[\u4e00-\u9fff×]{1,12}?(?:自治州|自治县|自治旗|省|市|州(?![市县区])|县|区|旗)"
)
"""The areas above a township, in the text before its name."""
_UNCLEAR: Final = regex(r"[、,，;；/和及与\ue000-\uf8ff□\ufffd?？*]")
"""Signs of several names in one cell, and characters without a glyph."""
_TOWNSHIP: Final = regex(r"(.*)(镇|乡|街道|苏木)")
_VILLAGE: Final = regex(r"(.*)(村|社区|嘎查)")
_NOT_A_NAME: Final = regex(
    r"(|[各全本外农该某×]+|其他|其它|有关|相关|所有|所属|各有关|城乡?|乡|镇|镇街|城镇|集|行政|村|.*自然"
    r"|.*[外本各全](?:乡|镇|村|县|市|区|地)*|.*(?:安置|搬迁)(?:点|区|小区)?)"
)
"""Words before 镇, 乡, 村 in texts that name no single place."""


class PlaceMatch(Struct, frozen=True):
    """The areas that have or had a name."""

    areas: tuple[Area, ...] = ()
    key: str = ""
    """Without such an area, the name in the form that is compared."""
    candidates: Mapping[str, list[Area]] = field(default_factory=dict)
    """Without such an area, the areas by name that it may be a slip of."""

    @property
    def suggestion(self) -> Area | None:
        """The one area whose name is a slip of the pen away."""
        present = {area.key for areas in self.candidates.values() for area in areas}
        near = nearest_name(self.key, present)
        if not near and present != self.candidates.keys():
            near = nearest_name(self.key, self.candidates)
        areas = self.candidates.get(near, ())
        return areas[0] if len(areas) == 1 else None


class Gazetteer:
    """A list of regions, by name."""

    def __init__(self, regions: Regions) -> None:
        self.regions = regions
        self.townships = _by_name(regions.at_level(Level.TOWNSHIP))
        self.villages = _by_name(regions.at_level(Level.VILLAGE))

    @cached_property
    def counties(self) -> frozenset[str]:
        """The counties and the areas above them, without 县, 市 and the like."""
        return frozenset(map(bare_area, self.regions.counties))

    def township(self, name: str, county: str = "") -> PlaceMatch | None:
        """Return the townships that a name may mean, None if it names no single place."""
        word = normalised(name)
        key = comparison_key(word, Level.TOWNSHIP)
        prefix = word.partition(key)[0] if key in word else ""
        counties = [bare_area(part) for part in UPPER_AREA.findall(county or prefix)]
        if counties and self.counties and not self.counties.intersection(counties):
            return None  # a place in another county
        found = self._in_counties(counties, _matching(key, self.townships, _TOWNSHIP))
        if found:
            return PlaceMatch(found)
        if not _is_a_name(key, _TOWNSHIP) or (prefix and not self.counties):
            return None
        if _all_names(name, Level.TOWNSHIP) & self.townships.keys():
            return None
        return PlaceMatch((), key, self.townships)

    def _in_counties(self, counties: list[str], areas: tuple[Area, ...]) -> tuple[Area, ...]:
        """Return the townships in one of the counties, all if none is."""
        return tuple(area for area in areas if bare_area(area.county) in counties) or areas

    def village(self, name: str, townships: Iterable[Area]) -> PlaceMatch | None:
        """Return the villages that a name may mean, None if it names no single place."""
        candidates = _by_name(area for township in townships for area in township.members)
        key = comparison_key(name, Level.VILLAGE)
        found = _matching(key, candidates, _VILLAGE)
        if found:
            return PlaceMatch(found)
        if not candidates or not _is_a_name(key, _VILLAGE):
            return None
        if _all_names(name, Level.VILLAGE) & candidates.keys():
            return None
        return PlaceMatch((), key, candidates)

    def key(self, name: str, area: Area) -> str:
        """Return a name in the form that is compared at an area's level."""
        return comparison_key(name, area.level)

    def villages_named(self, name: str) -> tuple[Area, ...]:
        """Return the villages of exactly that name, in any township."""
        return tuple(self.villages.get(comparison_key(name, Level.VILLAGE), ()))


def _all_names(name: str, level: Level) -> set[str]:
    """Return all names in a cell such as 双桥村（现红花村） or 原双桥村."""
    parts = re.split("[()/]", normalised(name))
    return {comparison_key(part.lstrip("原现"), level) for part in parts if part}


def _is_a_name(key: str, kind: re.Pattern[str]) -> bool:
    """Return True if a name is that of one single place."""
    found = kind.fullmatch(key)
    return bool(found) and not _UNCLEAR.search(key) and not _NOT_A_NAME.fullmatch(_stem(key, kind))


def bare_area(county: str) -> str:
    """Return the name of an area above the townships without its kind."""
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
    """Return the areas of a name, else the one area of its stem, as for 红花 and 红花社区."""
    if key in named:
        return tuple(named[key])
    if kind is _TOWNSHIP and kind.fullmatch(key):
        return ()  # 双江镇 is another place than 双江街道
    stem = _stem(key, kind)
    same = {id(a): a for name, areas in named.items() for a in areas if _stem(name, kind) == stem}
    return tuple(same.values()) if len(same) == 1 else ()
