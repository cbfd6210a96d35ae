"""The units of a roll-up, each below another: townships, counties, cities."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.regions import (
    UPPER_AREA,
    Area,
    Level,
    Regions,
    UnitNames,
    bare_area,
    is_township,
    village_name,
)
from ruralskills.rollups.entries import LevelName, RollupUnit
from ruralskills.text.normalise import normalised

LEVELS: Final[tuple[LevelName, ...]] = ("province", "city", "county", "township", "village")
"""The levels, the highest first."""
_LEVEL_OF: Final[dict[Level, LevelName]] = {
    Level.PROVINCE: "province",
    Level.CITY: "city",
    Level.COUNTY: "county",
    Level.TOWNSHIP: "township",
}
_MUNICIPALITIES: Final = frozenset({"北京市", "天津市", "上海市", "重庆市"})
_PLAIN: Final = UnitNames()
_WHOLE: Final = "全部"
"""The name of the unit above those that are sent, where nothing names it."""


class UnitTree(Struct, frozen=True, dict=True):
    """The units, the highest first, and the names of townships."""

    units: tuple[RollupUnit, ...] = ()
    names: UnitNames = UnitNames()
    is_listed: bool = False
    """True if an office's list names the units."""
    former: Mapping[str, str] = {}
    """By a former name without 县, 市 and the like the unit above townships that had it."""
    villages: Mapping[tuple[str, str], str] = {}
    """By a township and the former name of a village in it the present one."""

    @cached_property
    def by_name(self) -> dict[str, RollupUnit]:
        """The units by name."""
        return {unit.name: unit for unit in self.units}

    @cached_property
    def below(self) -> dict[str, list[RollupUnit]]:
        """The units directly below each unit, in the order of the list."""
        below: dict[str, list[RollupUnit]] = defaultdict(list)
        for unit in self.units:
            if unit.parent:
                below[unit.parent].append(unit)
        return below

    @property
    def leaves(self) -> list[RollupUnit]:
        """The units with none below them, which send the submissions."""
        return [unit for unit in self.units if unit.name not in self.below]

    @property
    def counties(self) -> list[RollupUnit]:
        """The counties, and the units above of which the list has none below."""
        return [unit for unit in self.units if self.is_county(unit)]

    def is_county(self, unit: RollupUnit) -> bool:
        """Return True for a county, and for a unit above with none below it."""
        return unit.level == "county" or (unit.level != "township" and unit.name not in self.below)

    @property
    def top(self) -> RollupUnit | None:
        """The highest unit."""
        return self.units[0] if self.units else None

    def above(self, name: str) -> Iterator[RollupUnit]:
        """Yield the units above a unit, the nearest first."""
        unit = self.by_name.get(name)
        while unit is not None and unit.parent:
            unit = self.by_name.get(unit.parent)
            if unit is not None:
                yield unit

    def with_below(self, name: str) -> list[str]:
        """Return the name of a unit and of all units below it."""
        below = self.below.get(name, ())
        return [name, *(each for part in below for each in self.with_below(part.name))]

    def find(self, text: str, beside: Iterable[str] = ()) -> str:
        """Return the name of the unit that a text names, empty for none.

        Of several townships of one name it is that in the county that the text itself names, or
        else the first of the texts that stand beside it and name one.

        >>> tree = grown(UnitTree(), ["青龙镇", "双河镇"], "云潼区扶贫开发办公室")
        >>> tree.find("云潼区青龙镇人民政府"), tree.find("云潼区乡村振兴局"), tree.find("林业局")
        ('青龙镇', '云潼区', '')
        """
        if not text:
            return ""
        known = self._found
        if text not in known:
            known[text] = self._find(text)
        return known[text] or self._told_apart(text, beside)

    def find_place(self, text: str) -> str:
        """Return the unit that a text names, or the village behind its unit and a stroke."""
        above, stroke, village = text.partition("/")
        unit, name = self.find(above), village_name(village)
        return f"{unit}/{self.villages.get((unit, name), village)}" if unit and stroke else unit

    def namesakes(self, text: str) -> Mapping[str, str]:
        """Return the townships of several counties whose name a text has, by their county."""
        return self._by_county.get(_PLAIN.name(text), {}) if self._by_county else {}

    @cached_property
    def _by_county(self) -> Mapping[str, dict[str, str]]:
        return units_by_county((unit.name for unit in self.units), self.names.of_several)

    def _told_apart(self, text: str, beside: Iterable[str]) -> str:
        counties = self.namesakes(text)
        for each in (text, *beside) if counties else ():
            plain = normalised(each)
            found = [
                unit
                for county, unit in counties.items()
                if county in plain or bare_area(county) == bare_area(plain)
            ]
            if found:
                return found[0] if len(found) == 1 else ""
        return ""

    @cached_property
    def _found(self) -> dict[str, str]:
        return {}

    def _find(self, text: str) -> str:
        name = self.names.name(text)
        if name in self.by_name:
            return name
        if is_township(name):
            return ""
        bare = self._bare
        areas = [area for area in UPPER_AREA.findall(normalised(text)) if bare_area(area) in bare]
        return bare[bare_area(areas[-1])] if areas else bare.get(bare_area(normalised(text)), "")

    @cached_property
    def _bare(self) -> dict[str, str]:
        """The units above townships by name without 县, 市 and the like."""
        uppers = (unit for unit in reversed(self.units) if unit.level != "township")
        return {**self.former, **{bare_area(unit.name): unit.name for unit in uppers}}


def listed(regions: Regions, names: UnitNames, day: date, office: str) -> UnitTree:
    """Return the units of an office's list that are in force on a day.

    The unit above those of the list, where only its name is known, is one of them if it has
    several below it. Without a name it has that of the area of the office's own unit.
    """
    present = [area for area in regions.areas if _is_in_force(area, day)]
    areas = [area for area in present if area.level is not Level.VILLAGE]
    roots = [area for area in areas if area.parent is None]
    crowns = Counter((area.level, area.parent_name) for area in roots if area.parent_name)
    units = [
        RollupUnit(name, _level_above(level, name))
        for (level, name), count in crowns.items()
        if count > 1
    ]
    known = {unit.name for unit in units}
    for area in areas:
        parent = _name(area.parent, names) if area.parent else area.parent_name
        is_root = area.parent is None and parent not in known
        units.append(
            RollupUnit(_name(area, names), _LEVEL_OF[area.level], "" if is_root else parent)
        )
    units.sort(key=lambda unit: LEVELS.index(unit.level))
    tree = _with_one_top(units, names, _area_of(office), is_listed=True)
    return replace(tree, former=_former_names(areas), villages=_former_villages(present, names))


def _former_villages(areas: Iterable[Area], names: UnitNames) -> dict[tuple[str, str], str]:
    """Return by township and former name the present one, where it is sure."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for area in areas:
        if area.level is Level.VILLAGE and area.parent is not None:
            unit = _name(area.parent, names)
            for name in (area.name, *area.entry.aliases):
                found[unit, village_name(name)].add(village_name(area.name))
    return {
        (unit, name): present
        for (unit, name), owners in found.items()
        if len(owners) == 1 and (present := next(iter(owners))) != name
    }


def _former_names(areas: Iterable[Area]) -> dict[str, str]:
    """Return by its bare former name the one area above townships that had it."""
    found: dict[str, set[str]] = defaultdict(set)
    for area in areas:
        for name in area.names[1:] if area.level is not Level.TOWNSHIP else ():
            found[bare_area(name)].add(area.name)
    return {name: owners.pop() for name, owners in found.items() if len(owners) == 1}


def _level_above(level: Level, name: str) -> LevelName:
    if name in _MUNICIPALITIES:
        return "province"
    return LEVELS[LEVELS.index(_LEVEL_OF[level]) - 1]


def _name(area: Area, names: UnitNames) -> str:
    if area.level is not Level.TOWNSHIP:
        return area.name
    return f"{area.county}{area.key}" if area.key in names.of_several else area.key


def _is_in_force(area: Area, day: date) -> bool:
    has_begun = area.since is None or area.since.earliest <= day
    return has_begun and (area.until is None or area.until.earliest > day)


def grown(
    tree: UnitTree,
    sent: Iterable[str],
    office: str,
    namesakes: Mapping[str, Iterable[str]] | None = None,
) -> UnitTree:
    """Return the units that sent something, under the area of the office's own unit.

    It is for offices without a list of regions.  ``namesakes`` gives townships of one name in
    several counties, each with these.
    """
    several = namesakes or {}
    known = dict.fromkeys(sent)
    names = [
        unit
        for name in known
        for unit in ([f"{county}{name}" for county in several[name]] if name in several else [name])
    ]
    tree = replace(tree, names=replace(tree.names, of_several=frozenset(several)))
    townships = [RollupUnit(name, "township") for name in names if is_township(name)]
    cities = [RollupUnit(name, "city") for name in names if name.endswith("市")]
    units = [*cities, *townships]
    return _with_one_top(units, tree.names, _area_of(office), is_listed=False)


def units_by_county(units: Iterable[str], several: Iterable[str]) -> Mapping[str, dict[str, str]]:
    """Return by the name of a township its units, each by its county.

    >>> units_by_county(["甲县青龙镇", "乙县青龙镇", "双河镇"], ["青龙镇"])
    {'青龙镇': {'甲县': '甲县青龙镇', '乙县': '乙县青龙镇'}}
    """
    found: dict[str, dict[str, str]] = {}
    names = list(several)
    for unit in units if names else ():
        for name in names:
            county = unit.removesuffix(name)
            if county not in ("", unit):
                found.setdefault(name, {})[county] = unit
    return found


def _area_of(office: str) -> str:
    area = UPPER_AREA.match(normalised(office))
    return area[0] if area else ""


def _with_one_top(
    units: list[RollupUnit], names: UnitNames, top: str, *, is_listed: bool
) -> UnitTree:
    """Return the tree, with a unit above those that have none above them."""
    roots = [unit for unit in units if not unit.parent]
    if len(roots) > 1 or (roots and roots[0].level == "township"):
        level = LEVELS[max(0, LEVELS.index(roots[0].level) - 1)]
        crown = RollupUnit(top or _WHOLE, level)
        roots_by_name = {unit.name for unit in roots}
        units = [
            crown,
            *(
                RollupUnit(u.name, u.level, crown.name) if u.name in roots_by_name else u
                for u in units
            ),
        ]
    return UnitTree(tuple(units), names, is_listed)
