"""Z: townships and villages against the list of regions that the office hands in."""

from collections.abc import Iterator
from typing import Any

from ruralskills.facts.region_list import REGION_COLUMNS, regions_of
from ruralskills.facts.table_periods import table_period
from ruralskills.facts.written_places import WrittenPlace, missing_places, written_places
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.period import Period
from ruralskills.model.rule import Answer, rule
from ruralskills.model.table import LedgerSet
from ruralskills.regions import Area, Gazetteer, PlaceMatch

_READS = ("county", "township", "village", *REGION_COLUMNS)


def _listed(book: LedgerSet) -> Gazetteer:
    return Gazetteer(regions_of(book.in_role("regions")))


def _weight(book: LedgerSet) -> dict[str, Any]:
    """Return severity and nature: what a complete list lacks is wrong, else it is in doubt."""
    if "regions" in book.complete:
        return {"severity": Severity.ERROR, "nature": Nature.DATA}
    return {}


def _townships(book: LedgerSet, listed: Gazetteer) -> Iterator[tuple[WrittenPlace, PlaceMatch]]:
    """Yield the townships that tables name, with what the list knows of them."""
    for place in written_places(book, listed, "township"):
        found = listed.township(place.township, place.county) if place.township else None
        if found:
            yield place, found


@rule(
    "Z101", "乡镇不在区划名单中", severity=Severity.WARNING, nature=Nature.DOUBT, reference="regions",
    reads=_READS, foldable=False,
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
        (place, f"“{place.township}”不在区划名单中", found)
        for place, found in _townships(book, _listed(book))
        if not found.areas
    )
    yield from missing_places(missing, "township", "乡镇", _weight(book))


def _villages(
    book: LedgerSet, listed: Gazetteer
) -> Iterator[tuple[WrittenPlace, tuple[Area, ...], PlaceMatch]]:
    """Yield the villages that tables name, with their townships and what the list has."""
    for place in written_places(book, listed, "township", "village"):
        if place.village:
            unit = place.township or place.table.layout.unit
            within = listed.township(unit, place.county) if unit else None
            townships = within.areas if within else ()
            if found := listed.village(place.village, townships):
                yield place, townships, found


def _named(townships: tuple[Area, ...]) -> str:
    return "、".join(dict.fromkeys(area.name for area in townships))


def _others(
    place: WrittenPlace, townships: tuple[Area, ...], listed: Gazetteer
) -> tuple[Area, ...]:
    """Return the other townships of the list that have a village of just this name."""
    parents = [area.parent for area in listed.villages_named(place.village) if area.parent]
    counties = {area.county for area in townships}
    return tuple(area for area in dict.fromkeys(parents) if area.county in counties)


@rule(
    "Z102", "村（社区）不在区划名单中", severity=Severity.WARNING, nature=Nature.DOUBT, reference="regions",
    reads=_READS, foldable=False,
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
    listed = _listed(book)
    missing = (
        (place, f"“{place.village}”不在区划名单{_named(townships)}的村（社区）中", found)
        for place, townships, found in _villages(book, listed)
        if not found.areas and not _others(place, townships, listed)
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
    listed = _listed(book)
    for place, townships, found in _villages(book, listed):
        others = () if found.areas else _others(place, townships, listed)
        if others:
            where = f"“{place.village}”在区划名单中属{_named(others)}"
            yield place.answer("village", f"{where}，这里填在{_named(townships)}", None)


def _is_outdated(area: Area, key: str, period: Period) -> bool:
    """Return True if a name had gone out of use before a period began."""
    gone = area.since if key in area.names[1:] else area.until
    return gone is not None and gone.latest < period.first_day


def _old_name(written_as: str, found: PlaceMatch, listed: Gazetteer, period: Period) -> str:
    """Return the message about a name that had gone out of use; empty if it had not."""
    own = [a for a in found.areas if listed.key(written_as, a) not in a.names[1:]]
    renamed = [a for a in found.areas if a not in own and _is_outdated(a, a.names[-1], period)]
    judged = own or list(found.areas)
    if not all(_is_outdated(a, listed.key(written_as, a), period) for a in judged):
        return ""
    since = judged[0].until if own else judged[0].since
    now = "、".join(dict.fromkeys(area.name for area in renamed))
    return f"“{written_as}”{since}起已停用" + (f"，区划名单中现为“{now}”" if now else "")


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
    listed = _listed(book)
    for place, name, found in _recognised(book, listed):
        period = table_period(place.table)
        if period and period.year:
            message = _old_name(getattr(place, name), found, listed, period)
            if message:
                yield place.answer(name, message, None)


def _recognised(
    book: LedgerSet, listed: Gazetteer
) -> Iterator[tuple[WrittenPlace, str, PlaceMatch]]:
    """Yield the townships and villages that are in the list, under whatever name."""
    for place, found in _townships(book, listed):
        if found.areas:
            yield place, "township", found
    for place, _, found in _villages(book, listed):
        if found.areas:
            yield place, "village", found
