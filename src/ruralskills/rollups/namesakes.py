"""Townships of one name in several counties, told apart by these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from ruralskills.regions import UPPER_AREA, UnitNames, bare_area, is_township
from ruralskills.rollups.submissions import SentTable, texts_beside, units_of_rows
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

_APART: Final = regex(r"\d+年?度?|[^\u4e00-\u9fff×]+")
_NO_COUNTY: Final = regex(
    r"(?:社|园|小|地|城|片|辖|景|山|库|矿|灾|安置|管理|示范)区$|[镇乡村街]|城市$"
)
_FOLLOWED: Final = regex(r"(?:\d|年|乡镇|各|$)")
_PLAIN: Final = UnitNames()


def namesakes(tables: Iterable[SentTable]) -> dict[str, list[str]]:
    """Return by the name of a township its counties, of those that lie in several.

    It is for offices without a list of regions. A city and a county may be one above the other,
    so that only two counties or two cities are known to be two.
    """
    counties: dict[str, set[str]] = defaultdict(set)
    for sent in tables:
        own, rows = _PLAIN.name(sent.table.unit), units_of_rows(sent)
        for text in {sent.table.unit, *rows} - {""}:
            name = _PLAIN.name(text)
            if is_township(name) and (county := _county(text, name, sent)):
                counties[name].add(county)
            elif is_township(own) and (county := _area_at_the_end(normalised(text))):
                counties[own].add(county)
    return {
        name: sorted(found) for name, all_of in counties.items() if (found := _of_one_kind(all_of))
    }


def _of_one_kind(counties: Iterable[str]) -> list[str]:
    """Return counties, or else cities, of which there are several by different names."""
    by_kind: dict[bool, list[str]] = {False: [], True: []}
    for county in sorted(counties, key=len):
        known = by_kind[county.endswith("市")]
        if not any(county.endswith(each) or bare_area(county) == bare_area(each) for each in known):
            known.append(county)
    return next((sorted(each) for each in by_kind.values() if len(each) > 1), [])


def _county(text: str, name: str, sent: SentTable) -> str:
    """Return the county right before a township, else that of the title or a folder."""
    own = _area_at_the_end(normalised(text).partition(name)[0])
    return own or next(filter(None, _counties_beside(sent, name)), "")


def _counties_beside(sent: SentTable, name: str) -> Iterator[str]:
    for each in texts_beside(sent):
        text = normalised(each)
        if name in text:
            yield _area_at_the_end(text.partition(name)[0])
        areas = UPPER_AREA.match(text)
        if areas and _FOLLOWED.match(text, areas.end()):
            yield _area_at_the_end(areas[0])


def _area_at_the_end(text: str) -> str:
    """Return the county or city that a text ends with, empty for none.

    >>> _area_at_the_end("2020年重庆市甲县"), _area_at_the_end("安置区"), _area_at_the_end("甲县2020年")
    ('甲县', '', '')
    """
    areas = UPPER_AREA.findall(_APART.split(text)[-1])
    if not areas or not text.endswith(areas[-1]) or _NO_COUNTY.search(areas[-1]):
        return ""
    return str(areas[-1])
