"""Z: townships and villages against the office's list of regions."""

from collections.abc import Iterable, Iterator
from typing import Any

from ruralskills.facts.region_list import REGION_COLUMNS, regions_of
from ruralskills.facts.table_periods import table_period
from ruralskills.facts.townships import sender_of
from ruralskills.facts.written_places import WrittenPlace, missing_places, written_places
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.period import Period
from ruralskills.model.rule import Answer, rule
from ruralskills.regions import Area, Gazetteer, PlaceMatch

_READS = ("county", "township", "village", *REGION_COLUMNS)


def _gazetteer(book: LedgerSet) -> Gazetteer:
    return Gazetteer(regions_of(book.in_role("regions")))


def _weight(book: LedgerSet) -> dict[str, Any]:
    """Return the severity and nature of a missing place, if the list is complete."""
    if "regions" in book.complete:
        return {"severity": Severity.ERROR, "nature": Nature.DATA}
    return {}


def _townships(book: LedgerSet, gazetteer: Gazetteer) -> Iterator[tuple[WrittenPlace, PlaceMatch]]:
    """Yield the townships that tables name, with their match in the list."""
    for place in written_places(book, gazetteer, "township"):
        match = gazetteer.township(place.township, place.county) if place.township else None
        if match:
            yield place, match


@rule(
    "Z101", "乡镇不在区划名单中", severity=Severity.WARNING, nature=Nature.DOUBT, reference="regions",
    reads=_READS, foldable=False, proposes=True,
    remedy="请核对名称；名称没有错的（如更名、新设），请在区划名单中补上",
)  # fmt: skip
def township_not_listed(book: LedgerSet) -> Iterator[Answer]:
    """各表的乡镇按区划名单核对，曾用名也算；外地的、写成部门的不比。名单未声明完整的，只列待核。

    区划：区划名单

    | 级别 | 名称     | 所属   | 曾用名 | 应报 |
    | ---- | -------- | ------ | ------ | ---- |
    | 县   | 云潼区   |        |        |      |
    | 乡镇 | 桂花街道 | 云潼区 | 桂花镇 |      |
    | 乡镇 | 双河镇   | 云潼区 |        |      |

    致富带头人台账

    | 镇街           | 姓名 | 身份证号           | 应报 |
    | -------------- | ---- | ------------------ | ---- |
    | 桂花街道办事处 | 张三 | 500199198506150017 |      |
    | 桂花镇         | 李四 | 500199199003020039 |      |
    | 桂华街道       | 王五 | 500199199208110046 | 镇街 |
    | 邻水县城北镇   | 赵六 | 500199198803120017 |      |
    | 区就业局       | 钱七 | 500199197905230036 |      |
    """
    missing = (
        (place, f"“{place.township}”不在区划名单中", match)
        for place, match in _townships(book, _gazetteer(book))
        if not match.areas
    )
    yield from missing_places(missing, "township", "乡镇", _weight(book))


def _villages(
    book: LedgerSet, gazetteer: Gazetteer
) -> Iterator[tuple[WrittenPlace, tuple[Area, ...], PlaceMatch]]:
    """Yield the villages that tables name, with their townships and their match."""
    for place in written_places(book, gazetteer, "township", "village"):
        if place.village:
            unit = place.township or sender_of(place.table)
            township = gazetteer.township(unit, place.county) if unit else None
            townships = township.areas if township else ()
            if match := gazetteer.village(place.village, townships):
                yield place, townships, match


def _names(areas: Iterable[Area]) -> str:
    return "、".join(dict.fromkeys(area.name for area in areas))


def _townships_with(
    place: WrittenPlace, townships: tuple[Area, ...], gazetteer: Gazetteer
) -> tuple[Area, ...]:
    """Return the townships of these counties that have a village of just this name."""
    parents = [area.parent for area in gazetteer.villages_named(place.village) if area.parent]
    counties = {area.county for area in townships}
    return tuple(area for area in dict.fromkeys(parents) if area.county in counties)


@rule(
    "Z102", "村（社区）不在区划名单中", severity=Severity.WARNING, nature=Nature.DOUBT, reference="regions",
    reads=_READS, foldable=False, proposes=True,
    remedy="请核对名称；名称没有错的（如更名、合并、新设），请在区划名单中补上",
)  # fmt: skip
def village_not_listed(book: LedgerSet) -> Iterator[Answer]:
    """村（社区）在所填乡镇的范围内核对；村委会、居委会、曾用名、村民小组都算这个村。

    自然村、集中安置点和名单没有列出村的乡镇不比。

    区划：村名单

    | 镇街     | 村       | 村类型   | 应报 |
    | -------- | -------- | -------- | ---- |
    | 桂花街道 | 红花村   | 贫困村   |      |
    | 桂花街道 | 城南社区 | 社区     |      |
    | 双河镇   | 白云村   | 非贫困村 |      |

    致富带头人台账

    | 镇街     | 村             | 姓名 | 身份证号           | 应报 |
    | -------- | -------------- | ---- | ------------------ | ---- |
    | 桂花街道 | 红花村村委会   | 张三 | 500199198506150017 |      |
    | 桂花街道 | 城南社区居委会 | 李四 | 500199199003020039 |      |
    | 桂花街道 | 红化村         | 王五 | 500199199208110046 | 村   |
    | 桂花街道 | 大湾           | 赵六 | 500199198803120017 |      |
    """
    gazetteer = _gazetteer(book)
    missing = (
        (place, f"“{place.village}”不在区划名单{_names(townships)}的村（社区）中", match)
        for place, townships, match in _villages(book, gazetteer)
        if not match.areas and not _townships_with(place, townships, gazetteer)
    )
    yield from missing_places(missing, "village", "村（社区）", _weight(book))


@rule(
    "Z103", "村（社区）与乡镇对不上", severity=Severity.WARNING, nature=Nature.DOUBT, reference="regions",
    reads=_READS, foldable=False, remedy="请核对是乡镇填错还是村填错；区划已调整的，请更新区划名单",
)  # fmt: skip
def village_of_another_township(book: LedgerSet) -> Iterator[Answer]:
    """所填乡镇没有这个村、别的乡镇有的，请核对；两个乡镇各有一个同名村的，各算各的。

    区划：村名单

    | 镇街     | 村     | 村类型   | 应报 |
    | -------- | ------ | -------- | ---- |
    | 桂花街道 | 红花村 | 贫困村   |      |
    | 桂花街道 | 白云村 | 非贫困村 |      |
    | 双河镇   | 白云村 | 非贫困村 |      |
    | 双河镇   | 青龙村 | 非贫困村 |      |

    致富带头人台账

    | 镇街     | 村     | 姓名 | 身份证号           | 应报 |
    | -------- | ------ | ---- | ------------------ | ---- |
    | 桂花街道 | 白云村 | 张三 | 500199198506150017 |      |
    | 双河镇   | 白云村 | 李四 | 500199199003020039 |      |
    | 桂花街道 | 青龙村 | 王五 | 500199199208110046 | 村   |
    """
    gazetteer = _gazetteer(book)
    for place, townships, match in _villages(book, gazetteer):
        owners = () if match.areas else _townships_with(place, townships, gazetteer)
        if owners:
            listing = f"“{place.village}”在区划名单中属{_names(owners)}"
            yield place.answer("village", f"{listing}，这里填在{_names(townships)}", None)


def _is_outdated(area: Area, key: str, period: Period) -> bool:
    """Return True if a name had gone out of use before a period began."""
    last_day = area.since if key in area.names[1:] else area.until
    return last_day is not None and last_day.latest < period.first_day


def _old_name_message(text: str, match: PlaceMatch, gazetteer: Gazetteer, period: Period) -> str:
    """Return the message about a name that had gone out of use, else an empty text."""
    current = [a for a in match.areas if gazetteer.key(text, a) not in a.names[1:]]
    renamed = [a for a in match.areas if a not in current and _is_outdated(a, a.names[-1], period)]
    areas = current or list(match.areas)
    if not all(_is_outdated(a, gazetteer.key(text, a), period) for a in areas):
        return ""
    since = areas[0].until if current else areas[0].since
    new_names = _names(renamed)
    return f"“{text}”{since}起已停用" + (f"，区划名单中现为“{new_names}”" if new_names else "")


@rule(
    "Z104", "用了已停用的旧名", severity=Severity.INFO, nature=Nature.HINT, reference="regions",
    reads=_READS, foldable=False, remedy="核对后可改用现名；沿用旧名不影响汇总",
)  # fmt: skip
def name_out_of_use(book: LedgerSet) -> Iterator[Answer]:
    """台账所属时期以前就已更名、撤并的，提示现名；区划名单没有写日期的不提示。

    区划：区划名单

    | 级别 | 名称     | 所属   | 曾用名 | 启用日期  | 停用日期  | 应报 |
    | ---- | -------- | ------ | ------ | --------- | --------- | ---- |
    | 县   | 云潼区   |        |        |           |           |      |
    | 乡镇 | 桂花街道 | 云潼区 | 桂花镇 | 2019-05-01 |           |      |
    | 乡镇 | 石滩乡   | 云潼区 |        |           | 2020-11-01 |      |

    致富带头人台账

    标题：2020年致富带头人台账

    | 镇街     | 姓名 | 身份证号           | 应报 |
    | -------- | ---- | ------------------ | ---- |
    | 桂花街道 | 张三 | 500199198506150017 |      |
    | 桂花镇   | 李四 | 500199199003020039 | 镇街 |
    | 石滩乡   | 王五 | 500199199208110046 |      |
    """
    gazetteer = _gazetteer(book)
    for place, name, match in _matched_places(book, gazetteer):
        period = table_period(place.table)
        if period and period.year:
            message = _old_name_message(getattr(place, name), match, gazetteer, period)
            if message:
                yield place.answer(name, message, None)


def _matched_places(
    book: LedgerSet, gazetteer: Gazetteer
) -> Iterator[tuple[WrittenPlace, str, PlaceMatch]]:
    """Yield the townships and villages that are in the list, by any of their names."""
    for place, match in _townships(book, gazetteer):
        if match.areas:
            yield place, "township", match
    for place, _, match in _villages(book, gazetteer):
        if match.areas:
            yield place, "village", match
