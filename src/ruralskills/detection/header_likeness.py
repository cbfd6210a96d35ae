"""Likeness of the headers of a sheet to those that ledgers declare.

Parts that few headers have weigh more than those that many have: 身份证号 stands in a hundred
headers, 被带动户主 in two.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Final

from ruralskills.detection.header_lexicon import header_lexicon
from ruralskills.detection.header_parts import (
    HeaderParts,
    header_parts,
    path_parts,
    with_meaning,
    without,
)
from ruralskills.detection.hints import AddedHeaders
from ruralskills.detection.ledger_headers import headers_of
from ruralskills.ledgers import ROW_LEDGERS
from ruralskills.text.lazy_regex import regex

LEAST: Final = 0.38
"""A smaller likeness is none."""
_OWN_PERSON_WEIGHT: Final = 0.15
"""The share of its weight that 学员 has in 学员身份证号, where the field does not say it."""
_GROUP_WEIGHT: Final = 0.35
"""The weight of a group's part that the field does not say."""
_RARITY: Final = 0.7
"""The share of a weight that a part loses if every header has it."""
_NOUN_FACTOR: Final = 0.88
"""The share of a likeness that is left where one of both has no noun."""
_VAGUE_FACTOR: Final = 0.75
"""The share of its likeness that a header of several meanings keeps."""
_ANYTHING: Final = frozenset({"机构", "项目", "时间", "数量", "金额", "编号", "人数", "内容", ""})
"""Nouns that say nothing by themselves."""
_ANYTHING_FACTOR: Final = 0.6
"""The share that a header of nothing but such a noun keeps."""
_CONTRAST_WEIGHT: Final = 1.6
"""The weight of 计划 and the like, which tell two columns of one thing apart."""
_VAGUE_WEIGHT: Final = 0.6
"""The share of its weight that a noun such as 时间 keeps, which tells little."""
_GROUP_SHARE: Final = 0.85
"""The share of its weight that a part of a group has, where the field says it too."""
_BRACKET: Final = regex(r"\(([^()]{2,}|[县乡镇村])\)(?=$|[\u4e00-\u9fff])")
_BRACKET_FACTOR: Final = 0.95
_TWO_THINGS: Final = regex(r"(.{2,})[及和与、].{2,}")


class _Weights(dict[str, float]):
    """The weight of each part, the full one for a part of no declared header."""

    def __missing__(self, part: str) -> float:
        return _unknown_weight(part)


class _HeaderIndex:
    """The parts of all declared headers, and the weight of each part."""

    def __init__(self, added: AddedHeaders) -> None:
        headers = {header for ledger in ROW_LEDGERS for header in headers_of(ledger, added)}
        self.parts = {header: path_parts(tuple(header.split("/"))) for header in headers}
        counts = Counter(part for parts in self.parts.values() for part in _all(parts))
        most = math.log(len(headers) + 1)
        self._weights = _Weights(
            (part, _unknown_weight(part) * (1 - _RARITY * math.log(n) / most))
            for part, n in counts.items()
        )
        self._headers: defaultdict[str, list[str]] = defaultdict(list)
        for header, parts in self.parts.items():
            for part in _all(parts):
                self._headers[part].append(header)

    def weight(self, parts: Iterable[str]) -> float:
        """Return the weight of parts."""
        return sum(map(self._weights.__getitem__, parts))

    def near(self, parts: HeaderParts) -> Iterator[str]:
        """Yield the headers that share a part, each once."""
        found: set[str] = set()
        for part in _all(parts):
            found.update(self._headers.get(part, ()))
        return iter(found)


def _unknown_weight(part: str) -> float:
    """Return the weight of a part that no declared header has."""
    if part in header_lexicon().vague:
        return _VAGUE_WEIGHT
    if part in header_lexicon().contrasts:
        return _CONTRAST_WEIGHT
    return 0.5 if len(part) == 1 else 1.0  # a character's pairs are counted too


def _all(parts: HeaderParts) -> frozenset[str]:
    return parts.meanings | parts.rest


@cache
def _index(added: AddedHeaders) -> _HeaderIndex:
    return _HeaderIndex(added)


@lru_cache(maxsize=1 << 10)
def like_headers(
    path: tuple[str, ...],
    added: AddedHeaders,
    unit: str = "",
    kind: str = "",
    own_persons: frozenset[str] = frozenset(),
) -> Mapping[str, float]:
    """Return the declared headers that a path is like, each with its likeness.

    ``unit`` and ``kind`` are what unit and content mean, where the words are silent.  Of
    ``own_persons`` are the rows themselves, or nobody else can be asked about them.
    """
    found: dict[str, float] = {}
    for variant, factor in path_variants(path):
        is_whole = unit not in header_lexicon().contrasts
        if is_whole and (declared := "/".join(variant)) in _index(added).parts:
            found[declared] = factor
        leaf, whole = header_parts(variant[-1]), path_parts(variant, unit)
        if unit in header_lexicon().contrasts:
            leaf = with_meaning(leaf, unit)
        readings = [(leaf, whole)]
        readings += [
            (with_meaning(leaf, meaning), with_meaning(whole, meaning))
            for meaning in (unit, kind)
            if meaning and meaning not in whole.meanings
        ]
        if whole.meanings & own_persons:
            readings += [(without(a, own_persons), without(b, own_persons)) for a, b in readings]
        for one, other in readings:
            for header, likeness in _likeness(one, other, added):
                found[header] = max(found.get(header, 0.0), likeness * factor)
    return found


def path_variants(path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], float]]:
    """Yield a path, and other ways to say it.

    Such are the leaf without its bracket and the bracket alone, the first of two things (工种 of
    工种及等级), and a leaf before the noun that its group gives: 审核日期 for 日期 over 审核.
    """
    yield path, 1.0
    if both := _TWO_THINGS.fullmatch(path[-1]):
        first = header_parts(both[1])
        if first.noun and not first.rest:
            yield (*path[:-1], both[1]), _BRACKET_FACTOR
    if len(path) > 1 and _is_noun(path[-2]):
        yield (*path[:-2], path[-1] + path[-2]), 1.0
    if len(path) > 1:
        yield ("".join(path),), _BRACKET_FACTOR
    if bracket := _BRACKET.search(path[-1]):
        before, behind = path[-1][: bracket.start()], path[-1][bracket.end() :]
        for leaf in (before + behind, bracket[1] + behind):
            if leaf:
                yield (*path[:-1], leaf), _BRACKET_FACTOR


def _is_noun(word: str) -> bool:
    """Return True for a word that says no more than the kind of its cells: 日期, 金额."""
    parts = header_parts(word)
    return bool(parts.noun) and not parts.rest and parts.meanings == {parts.noun}


def _likeness(
    leaf_parts: HeaderParts, whole: HeaderParts, added: AddedHeaders
) -> Iterator[tuple[str, float]]:
    index = _index(added)
    leaf, parts = _all(leaf_parts), _all(whole)
    groups = parts - leaf
    for header in index.near(whole):
        declared = index.parts[header]
        if whole.conflicts_with(declared):
            continue
        wanted = _all(declared)
        own = (leaf & header_lexicon().own_person) - wanted
        unmatched = (
            index.weight(leaf - wanted - own)
            + _OWN_PERSON_WEIGHT * index.weight(own)
            + _GROUP_WEIGHT * index.weight(groups - wanted)
        )
        common = index.weight(leaf & wanted) + _GROUP_SHARE * index.weight(groups & wanted)
        lacking = index.weight(wanted - parts) + index.weight(groups & wanted) * (1 - _GROUP_SHARE)
        likeness = 2 * common / (2 * common + unmatched + lacking or 1.0)
        if whole.is_vague:
            likeness *= _VAGUE_FACTOR if whole.noun not in _ANYTHING else _ANYTHING_FACTOR
        elif declared.is_vague and declared.meanings != whole.meanings:
            likeness *= _VAGUE_FACTOR
        if bool(whole.noun) != bool(declared.noun):
            likeness *= _NOUN_FACTOR
        if likeness >= LEAST:
            yield header, likeness
