"""Which listed name a misspelt one may have meant: one slip of the pen, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ruralskills.text.lazy_regex import regex

_GROUPS: Final = [
    "花华化画",
    "红洪宏鸿",
    "河合何禾荷和",
    "石十实时拾",
    "龙隆垅垄陇笼",
    "林临琳淋",
    "坪平萍屏评",
    "沙砂莎纱",
    "湾弯塆",
    "塘唐糖堂棠",
    "桥乔侨",
    "岭岺玲令灵苓",
    "桂贵",
    "青清卿",
    "柏白百伯",
    "梓子紫",
    "溪西希犀",
    "泉全荃",
    "坝把霸垻",
    "园元源原圆",
    "峰丰风枫锋",
    "星兴",
    "新心鑫辛",
    "云芸",
    "双霜",
    "古谷",
    "柳刘",
    "杨扬阳洋羊",
    "李里理礼",
    "黄皇煌",
    "王旺汪",
    "明名铭",
    "光广",
    "永勇咏",
    "福富复",
    "安庵",
    "胜圣盛",
    "前钱",
    "太泰",
    "梅枚",
    "玉渔鱼",
    "金锦今",
    "银寅",
    "水税",
    "井景",
    "家加佳",
    "坡破",
    "沟勾",
    "岩严",
    "洞冻",
    "堡保宝",
    "营迎",
    "楼娄",
    "庙妙",
    "寺四",
    "店甸",
    "岗冈港",
    "湖胡",
    "浦铺甫",
    "江姜",
    "治冶",
    "土士",
    "日曰",
    "未末",
    "己已巳",
    "戊戌",
    "栋拣",
    "天夫",
    "候侯",
    "陈阵",
    "坛垃",
    "垭丫桠",
    "仙先",
    "檀坛",
    "樟漳",
    "榆渝",
    "槐怀",
    "竹朱",
    "桃陶",
    "葛各",
    "栗粟",
    "蒲莆",
    "幸辛",
]
_ALIKE: Final[dict[str, frozenset[str]]] = {
    character: frozenset().union(*(g for g in _GROUPS if character in g))
    for character in {c for group in _GROUPS for c in group}
}
"""Characters that sound or look alike, of those that names of places are made of."""
_TELLING: Final = frozenset(
    "上下东西南北中前后左右大小新老旧内外高低长短一二三四五六七八九十0123456789甲乙丙丁"
)
"""Characters by which neighbours are told apart: 上河村 is not 下河村 misspelt."""
_KIND: Final = regex("(村|社区|镇|乡|街道|苏木|嘎查)$")
_ENOUGH: Final = 3
"""In a shorter name, another character is another name, unless it sounds or looks alike."""


def _stem(name: str) -> str:
    return _KIND.sub("", name)


def _slip(one: str, other: str) -> int | None:
    """How far two stems are apart: 0 the same, 1 alike, 2 one character; None for more."""
    if one == other:
        return 0
    if len(one) == len(other):
        return _other_character(one, other)
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if len(longer) - len(shorter) != 1 or len(shorter) < _ENOUGH - 1:
        return None
    at = next((i for i, c in enumerate(shorter) if c != longer[i]), len(shorter))
    same = longer[:at] + longer[at + 1 :] == shorter
    return 2 if same and longer[at] not in _TELLING else None


def _other_character(one: str, other: str) -> int | None:
    differ = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    pair = {one[i] for i in differ} | {other[i] for i in differ}
    if pair & _TELLING or len(differ) > 2:
        return None
    if len(differ) == 2:
        first, second = differ
        turned = one[first] == other[second] and one[second] == other[first]
        return 1 if turned and second == first + 1 else None
    if one[differ[0]] in _ALIKE.get(other[differ[0]], ()):
        return 1
    return 2 if len(one) >= _ENOUGH else None


def nearest(name: str, listed: Iterable[str]) -> str:
    """The one listed name that is a slip of the pen away; empty where none or several are.

    >>> nearest("桂华街道", ["桂花街道", "双河镇"]), nearest("下河村", ["上河村"])
    ('桂花街道', '')
    >>> nearest("青山村", ["青龙村"]), nearest("花红村", ["红花村"]), nearest("双江镇", ["双江街道"])
    ('', '红花村', '双江街道')
    """
    stem = _stem(name)
    found: dict[int, set[str]] = {}
    for other in listed:
        slip = _slip(stem, _stem(other))
        if slip is not None:
            found.setdefault(slip, set()).add(other)
    best = found[min(found)] if found else set()
    return next(iter(best)) if len(best) == 1 else ""
