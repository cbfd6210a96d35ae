"""The hierarchy of administrative areas, with former areas and former names.

A list with a problem is refused as a whole: with half a list, the rows of the other half would
look wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Final

from msgspec import Struct, field

from ruralskills.errors import OfficeError
from ruralskills.regions.names import township_name, village_name
from ruralskills.regions.similar_names import nearest_name
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.partial_date import PartialDate

_MOST_LISTED: Final = 10


class Level(IntEnum):
    """Levels of government, the highest first."""

    PROVINCE = 1
    CITY = 2
    COUNTY = 3
    TOWNSHIP = 4
    VILLAGE = 5


_LEVELS: Final = {
    word: level
    for level, words in (
        (Level.PROVINCE, "省 省级 自治区 直辖市"),
        (Level.CITY, "市 市级 地市 地级 地级市 市州 州 盟"),
        (Level.COUNTY, "县 县级 区 区县 区县级 县区 县市区 县(市、区) 县(区) 县级市 旗"),
        (Level.TOWNSHIP, "乡镇 乡镇级 乡 镇 街道 乡级 镇级 镇街 乡镇街道 乡镇(街道) 镇(街道) 街道办事处 苏木"),
        (Level.VILLAGE, "村 村级 社区 行政村 村(社区) 村社区 村居 居委会 村委会 嘎查"),
    )
    for word in words.split()
}  # fmt: skip


def level_of(word: str) -> Level | None:
    """Return the level that a word means, None if it is unknown.

    >>> level_of("社区"), level_of("镇街"), level_of("组")
    (<Level.VILLAGE: 5>, <Level.TOWNSHIP: 4>, None)
    """
    return _LEVELS.get(normalised(word))


class RegionError(OfficeError):
    """A list with problems: the message has a sentence for each of the first ten."""

    def __init__(self, problems: Sequence[str]) -> None:
        more = [f"另有{len(problems) - _MOST_LISTED}处"] if len(problems) > _MOST_LISTED else []
        super().__init__("\n".join([*problems[:_MOST_LISTED], *more]))


class AreaLine(Struct, frozen=True):
    """A line of an office's list, as written."""

    sheet: str
    """File and sheet, as messages name them."""
    line: int
    """Row number on the sheet, from 1."""
    level: str
    name: str
    parent: str = ""
    aliases: tuple[str, ...] = ()
    code: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None


class Area(Struct, eq=False):
    """An administrative area, from province to village."""

    level: Level
    name: str
    names: tuple[str, ...]
    """Its present and former names in the form that is compared."""
    entry: AreaLine
    since: PartialDate | None = None
    until: PartialDate | None = None
    parent: Area | None = None
    parent_name: str = ""
    """The parent's name if the list has no line for the parent."""
    members: list[Area] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Its present name in the form that is compared."""
        return self.names[0]

    @property
    def county(self) -> str:
        """The name of the area above."""
        return self.parent.name if self.parent else self.parent_name


def comparison_key(name: str, level: Level) -> str:
    """Return a name in the form that is compared with others of its level.

    >>> comparison_key("潼南区桂林街道办事处", Level.TOWNSHIP), comparison_key("先锋一村", Level.VILLAGE)
    ('桂林街道', '先锋1村')
    >>> comparison_key("石柱土家族乡", Level.TOWNSHIP), comparison_key("红星民族乡", Level.TOWNSHIP)
    ('石柱乡', '红星乡')
    """
    if level is Level.VILLAGE:
        return village_name(name).translate(_DIGITS)
    if level is Level.TOWNSHIP:
        return _ETHNIC.sub("", township_name(name))
    return normalised(name)


_ETHNIC: Final = regex(r"(?<=[\u4e00-\u9fff]{2})(?:(?:(?!族)[\u4e00-\u9fff]){1,4}族){1,6}(?=乡$)")
"""The people in 石柱土家族乡, which is written 石柱乡 too."""
_DIGITS: Final = str.maketrans("一二三四五六七八九", "123456789")
"""Numerals of villages, which are written either way."""


_MOST_SUGGESTED: Final = 50
"""Wrong lines of a list for which a name is proposed."""


class Regions(Struct):
    """A list of areas without problems."""

    areas: list[Area]

    @classmethod
    def from_lines(cls, lines: Iterable[AreaLine]) -> Regions:
        """Build the hierarchy. Raises RegionError if a line has a problem."""
        return _built(tuple(lines))

    def at_level(self, level: Level) -> list[Area]:
        """Return the areas of a level, in the order of the list."""
        return [area for area in self.areas if area.level is level]

    @property
    def counties(self) -> frozenset[str]:
        """The names of all areas above the townships, as far as the list has them."""
        upper = {area.name for area in self.areas if area.level < Level.TOWNSHIP}
        return frozenset(
            upper | {a.parent_name for a in self.at_level(Level.TOWNSHIP) if a.parent_name}
        )


@lru_cache(maxsize=4)
def _built(lines: tuple[AreaLine, ...]) -> Regions:
    """Build a hierarchy once for all rules that ask for it."""
    return _Builder().build(list(lines))


class _Builder:
    """The construction of the hierarchy, from the highest level down."""

    def __init__(self) -> None:
        self.names: dict[Level, list[str]] = {}
        """By level, the names of its areas."""
        self.suggested = 0
        self.problems: dict[AreaLine, str] = {}
        self.areas: list[Area] = []
        self.by_name: dict[tuple[Level, str], list[Area]] = defaultdict(list)
        self.by_position: dict[tuple[Level, int, str, str], list[Area]] = defaultdict(list)
        """Areas by level, parent and name."""

    def build(self, entries: list[AreaLine]) -> Regions:
        """Return the hierarchy, adding the lines level by level."""
        levels = {entry: level_of(entry.level) for entry in entries}
        self.problems = {e: p for e, level in levels.items() if (p := _problem_of_line(e, level))}
        for level in Level:
            self._add([e for e in entries if levels[e] is level and e not in self.problems], level)
        if self.problems:
            raise RegionError(
                [
                    f"{e.sheet}第{e.line}行：{self.problems[e]}"
                    for e in entries
                    if e in self.problems
                ]
            )
        return Regions(self.areas)

    def _add(self, entries: list[AreaLine], level: Level) -> None:
        for entry in entries:
            names = dict.fromkeys(comparison_key(n, level) for n in (entry.name, *entry.aliases))
            area = Area(level, entry.name, tuple(names), entry, entry.since, entry.until)
            problem = self._set_parent(area, entry) or self._duplicate(area)
            if problem:
                self.problems[entry] = problem
                continue
            self.areas.append(area)
            self.names.setdefault(level, []).append(area.name)
            self.by_position[_position(area)].append(area)
            for name in area.names:
                self.by_name[level, name].append(area)
            if area.parent is not None:
                area.parent.members.append(area)

    def _set_parent(self, area: Area, entry: AreaLine) -> str:
        """Find the area's parent. Returns the problem with it, or nothing."""
        is_village = area.level is Level.VILLAGE
        if not entry.parent:
            return f"“{area.name}”没有写所属乡镇，请补上" if is_village else ""
        upper = [level for level in Level if level < area.level]
        upper = [Level.TOWNSHIP] if is_village else upper[::-1]
        if not is_village and self.names.keys().isdisjoint(upper):
            area.parent_name = entry.parent
            return ""
        found = self._parents(entry.parent, upper)
        if len(found) == 1:
            area.parent = found[0]
            return ""
        if found:
            return f"所属“{entry.parent}”在名单中有{len(found)}个，请写成“县名＋乡镇名”"
        similar = self._similar(entry.parent, upper)
        question = f"，是不是“{similar}”" if similar else ""
        return f"所属“{entry.parent}”不在名单中{question}。请改正，或在名单中补上这一行"

    def _similar(self, parent: str, upper: Sequence[Level]) -> str:
        """Return the name that is meant, for as many lines as somebody reads."""
        self.suggested += 1
        if self.suggested > _MOST_SUGGESTED:
            return ""
        names = [name for level in Level if level in upper for name in self.names.get(level, ())]
        return nearest_name(normalised(parent), names) or ""

    def _parents(self, name: str, levels: Sequence[Level]) -> list[Area]:
        """Return the areas that a parent's name may mean, of the nearest level with any."""
        for level in levels:
            key = comparison_key(name, level)
            named = self.by_name.get((level, key), [])
            found = [area for area in named if area.key == key] or named
            if len(found) > 1:
                found = [area for area in found if area.until is None] or found
            if len(found) > 1:
                whole = normalised(name)
                found = [a for a in found if a.county and normalised(a.county) in whole] or found
            if found:
                return found
        return []

    def _duplicate(self, area: Area) -> str:
        """Return the problem of a name that occurs twice in one place at one time."""
        for other in self.by_position[_position(area)]:
            if not _is_successive(other, area):
                where = f"{area.county}的" if area.county else ""
                sheet = other.entry.sheet if other.entry.sheet != area.entry.sheet else ""
                return f"{where}“{area.name}”与{sheet}第{other.entry.line}行重复，请删去一行，或写明停用、启用日期"
        return ""


def _position(area: Area) -> tuple[Level, int, str, str]:
    return area.level, id(area.parent), area.parent_name, area.key


def _is_successive(one: Area, other: Area) -> bool:
    """Return True if one area ends before the other begins."""
    pairs = ((one.until, other.since), (other.until, one.since))
    return any(end and start and end.earliest <= start.latest for end, start in pairs)


def _problem_of_line(entry: AreaLine, level: Level | None) -> str:
    if not entry.name:
        return "没有写名称，请补上或删去这一行"
    if level is None:
        problem = f"级别“{entry.level}”不认识" if entry.level else "没有写级别"
        return f"“{entry.name}”{problem}，请填省、市、县、乡镇或村"
    if entry.since and entry.until and entry.until.certainly_before(entry.since):
        return f"“{entry.name}”停用日期{entry.until}早于启用日期{entry.since}，请核对两个日期"
    if entry.code and (problem := problem_of_code(entry.code, level)):
        return f"“{entry.name}”{problem}，请对照统计用区划代码改正"
    return ""


def problem_of_code(code: str, level: Level) -> str:
    """Return the problem with a statistical area code, empty if it is well-formed.

    A code (统计用区划代码) has twelve digits, and a village's last three are not 000.

    >>> problem_of_code("500152103201", Level.VILLAGE), problem_of_code("50015210320", Level.VILLAGE)
    ('', '区划代码11位，应为12位数字')
    >>> problem_of_code("500152103000", Level.VILLAGE)
    '区划代码末三位是000，不是村级代码'
    """
    digits = normalised(code)
    if not (digits.isascii() and digits.isdigit() and len(digits) == 12):
        return f"区划代码{len(digits)}位，应为12位数字"
    if level is Level.VILLAGE and digits.endswith("000"):
        return "区划代码末三位是000，不是村级代码"
    return ""
