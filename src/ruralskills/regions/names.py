"""Names of townships and villages in the form that is compared."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

_COMMITTEE: Final = regex(
    r"(村民委员会|村委会|居民委员会|社区居民委员会|社区居委会|居委会|党支部|党总支)$"
)
_GROUP: Final = regex(r"(?<=[村区])(第?[0-9一二三四五六七八九十]{1,3})(组|社|村民小组|小组)$")
_REMARK: Final = regex(r"\([^()]*\)")
_OFFICE: Final = regex(
    r"(?:人民政府|政府|党委|党工委|办事处)$|(?<=[镇乡道])(?:[、，,和]|人民政府|政府|党委|党工委|办事处"
    r"|党政办公室|党政办|(?:乡村振兴|扶贫开发|扶贫|脱贫攻坚|巩固拓展脱贫攻坚成果)(?:工作)?(?:领导小组)?(?:办公室|办))+$"
)
"""Offices of a township, those of counties as well only behind its name."""
_COUNTY: Final = regex(r"^(?:[\u4e00-\u9fff×]+?[县区市])+(?=[\u4e00-\u9fff×]{2,}(?:镇|乡|街道)$)")
_TOWNSHIP: Final = regex(r"^[\u4e00-\u9fff×]{2,5}?(?:镇|乡|街道)(?=[\u4e00-\u9fff×]{2,}$)")


def village_name(name: str) -> str:
    """Return a village's name without township, committee, group and remarks.

    >>> village_name("青龙村村民委员会"), village_name("青龙村"), village_name("城南社区居委会")
    ('青龙村', '青龙村', '城南社区')
    >>> village_name("桂花街道红花村3组"), village_name("红花村（原双桥村）"), village_name("新镇村")
    ('红花村', '红花村', '新镇村')
    """
    word = _REMARK.sub("", normalised(name))
    word = _GROUP.sub("", word)
    found = _COMMITTEE.search(word)
    if found:
        bare = word[: found.start()]
        kind = "社区" if "社区" in found[0] or "居" in found[0] else "村"
        word = bare if bare.endswith(("村", "社区")) else f"{bare}{kind}"
    alone = _TOWNSHIP.sub("", word)
    return alone if alone.endswith(("村", "社区")) and len(alone) > 2 else word


def _stem(name: str) -> str:
    return name.removesuffix("社区").removesuffix("村")


def full_name(name: str, names: Collection[str]) -> str:
    """Return the one full name of a short name, itself if none or several match.

    >>> full_name("红花", ["红花村", "青龙村"]), full_name("红花", ["红花村", "红花社区"])
    ('红花村', '红花')
    """
    if name in names:
        return name
    same_stem = [other for other in names if _stem(other) == _stem(name)]
    return same_stem[0] if len(same_stem) == 1 else name


def township_name(name: str) -> str:
    """Return a township's name without county and office.

    >>> township_name("潼南区桂林街道办事处"), township_name("桂林街道"), township_name("双江镇人民政府")
    ('桂林街道', '桂林街道', '双江镇')
    >>> township_name("重庆市潼南区桂林街道"), township_name("新市镇")
    ('桂林街道', '新市镇')
    >>> township_name("青龙镇党委、政府"), township_name("临江县青龙镇乡村振兴办公室")
    ('青龙镇', '青龙镇')
    """
    word = _OFFICE.sub("", _REMARK.sub("", normalised(name)))
    return _COUNTY.sub("", word)
