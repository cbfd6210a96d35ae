"""Nearness of a header to the phrases of one ledger.

A header is compared with phrases and declared headers by its characters, their pairs, and the meanings
of its parts.  What few fields of the ledger have weighs most.  Besides the nearest phrase of a field
all of its phrases have a vote: how often each character and each pair of the header stands in them.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from heapq import nlargest
from itertools import pairwise
from typing import Final

from msgspec import Struct

from ruralskills.detection.header_parts import header_parts, without_year
from ruralskills.detection.header_phrases import NO_FIELD, phrases_of
from ruralskills.detection.ledger_headers import VAGUE_HEADERS, headers_of
from ruralskills.detection.ledger_words import words_of
from ruralskills.ledgers import ROW_LEDGERS
from ruralskills.model.fields import field_specs
from ruralskills.model.table import Ledger

_GROUP: Final = 0.4
"""The weight of what a group says against what the leaf says."""
_CHARACTER: Final = 0.35
_PAIR: Final = 0.6
_MEANING: Final = 1.0
_NOUN: Final = 0.7
"""The weights of a character, of a pair, of a part's meaning, of the noun besides."""
_LEAST_RARITY: Final = 0.15
"""The weight that is left to what every field says."""
_LEAF_ALONE: Final = 0.9
"""The share of the nearness that a leaf has without its groups."""
_MOST_FIELDS: Final = 8
_PHRASES_OF_FIELD: Final = 3
"""The phrases that are compared in full, those that share most characters."""
_VOTE: Final = 0.2
"""The share of all phrases of a field in its strength, against the nearest phrase."""
_UNSEEN: Final = 0.01
"""The share of phrases that is taken for a character which none of a field has."""
_DECISIVENESS: Final = 4.0
"""The power by which the vote of one field grows against the others."""
_SILENT: Final = frozenset("()/、的^$")
OF_PERSONS: Final = frozenset({"name", "phone", "identity", "account"})
"""Types of fields that are one person's, and in another ledger another person's."""
_NEVER: Final[Counter[str]] = Counter()
_MARKED: Final = "=#"
"""The marks of meanings and of nouns among features."""


class NearPhrase(Struct, frozen=True):
    """The phrase of a field that comes nearest to a header."""

    nearness: float
    """1 for the same words."""
    phrase: str
    vote: float = 0.0
    """The share of all phrases of the field in the vote of the ledger's fields."""

    @property
    def strength(self) -> float:
        """The nearness, and the vote's weight."""
        return self.nearness + _VOTE * self.vote


@lru_cache(maxsize=1 << 13)
def _features(path: tuple[str, ...]) -> Mapping[str, float]:
    """Return the weights of a header's characters, pairs, meanings and noun.

    A group says more than a leaf such as 户数.
    """
    found: dict[str, float] = {}
    is_said_by_group = len(path) > 1 and path[-1] in VAGUE_HEADERS
    leaf, outer = (_GROUP, 1.0) if is_said_by_group else (1.0, _GROUP)
    for word, share in ((path[-1], leaf), *((group, outer) for group in path[:-1])):
        for feature, weight in _features_of_word(word):
            found[feature] = max(found.get(feature, 0.0), weight * share)
    return found


def _features_of_word(word: str) -> Iterator[tuple[str, float]]:
    """Yield the characters of a word, their pairs, its marked meanings and noun."""
    for character in word:
        if character not in _SILENT:
            yield character, _CHARACTER
    for first, second in pairwise(f"^{word}$"):
        yield first + second, _PAIR
    parts = header_parts(word)
    for meaning in parts.meanings:
        yield f"={meaning}", _MEANING
    if parts.noun:
        yield f"#{parts.noun}", _NOUN


class _PhraseIndex:
    """The phrases of a ledger by their characters."""

    def __init__(self, examples: Mapping[str, str], ledger: type[Ledger]) -> None:
        self._phrases = list(examples)
        self._owners = list(examples.values())
        self._ends = [f"^{phrase.replace('/', '$^')}$" for phrase in self._phrases]
        self._fields_with = words_of(ledger).counts
        self._most = len(field_specs(ledger)) + 1
        self._rarities: dict[str, float] = {}
        self._with: defaultdict[str, list[int]] = defaultdict(list)
        self._seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for number, phrase in enumerate(self._phrases):
            for character in set(phrase):
                self._with[character].append(number)
            for written in _written(phrase.split("/")):
                self._seen[written][self._owners[number]] += 1
        self._numbers = Counter(self._owners)

    def _rarity(self, feature: str) -> float:
        """Return the weight of a feature, less the more fields of the ledger have it."""
        if (known := self._rarities.get(feature)) is not None:
            return known
        if feature[0] in _MARKED:
            owners = self._fields_with[feature[1:]] or 1
        else:
            first = next((c for c in feature if c not in "^$"), "")
            numbers = self._with.get(first, ())
            if len(feature) > 1:
                numbers = [n for n in numbers if feature in self._ends[n]]
            named = {self._owners[n] for n in numbers} - {NO_FIELD}
            owners = len(named) + sum(self._owners[n] == NO_FIELD for n in numbers)
        rarity = math.log1p(self._most / (owners or 1)) / math.log1p(self._most)
        self._rarities[feature] = rarity = max(_LEAST_RARITY, rarity)
        return rarity

    def _size(self, features: Mapping[str, float]) -> float:
        return sum(weight * self._rarity(feature) for feature, weight in features.items())

    def _alike(self, path: tuple[str, ...]) -> Iterator[int]:
        """Yield the phrases that share most characters with a path, some of each field."""
        word = "".join(path)
        shared: defaultdict[int, float] = defaultdict(float)
        for character in set(word) - _SILENT:
            rarity = self._rarity(character)
            for number in self._with.get(character, ()):
                shared[number] += rarity
        by_field: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
        for number, common in shared.items():
            share = common / (len(word) + len(self._phrases[number]))
            by_field[self._owners[number]].append((share, number))
        best = [nlargest(_PHRASES_OF_FIELD, pairs) for pairs in by_field.values()]
        for pairs in nlargest(_MOST_FIELDS, best):
            yield from (number for _, number in pairs)

    def nearest(self, path: tuple[str, ...]) -> dict[str, NearPhrase]:
        """Return by field its nearest phrase."""
        features = _features(path)
        size = self._size(features)
        best: dict[str, NearPhrase] = {}
        for number in self._alike(path):
            phrase, field = self._phrases[number], self._owners[number]
            other = _features(tuple(phrase.split("/")))
            common = sum(
                min(weight, other[feature]) * self._rarity(feature)
                for feature, weight in features.items()
                if feature in other
            )
            nearness = 2 * common / (size + self._size(other))
            if field not in best or nearness > best[field].nearness:
                best[field] = NearPhrase(nearness, phrase)
        votes = self._votes(path)
        return {
            field: NearPhrase(one.nearness, one.phrase, votes[field]) for field, one in best.items()
        }

    def _votes(self, path: Sequence[str]) -> dict[str, float]:
        """Return by field the share that its phrases have in the vote on a path."""
        seen = [self._seen.get(written, _NEVER) for written in _written(path)]
        power = _DECISIVENESS / (len(seen) or 1)
        support = {
            field: math.prod((counts[field] / number + _UNSEEN) ** power for counts in seen)
            for field, number in self._numbers.items()
        }
        total = sum(support.values())
        return {field: one / total for field, one in support.items()}


def _written(path: Sequence[str]) -> set[str]:
    """Return the characters of a path, and their pairs within each word."""
    pairs = {first + second for word in path for first, second in pairwise(f"^{word}$")}
    return pairs.union(*path) - _SILENT


@cache
def _index(ledger: type[Ledger]) -> _PhraseIndex:
    """Return the phrases and declared headers of a ledger and of shared fields."""
    declared = {header: spec.field for header, spec in headers_of(ledger, ()).items()}
    examples = {**_shared_phrases(ledger), **phrases_of(ledger.info.id), **declared}
    return _PhraseIndex(examples, ledger)


@cache
def _phrases_of_none() -> frozenset[str]:
    """Return the phrases that are no field of some ledger, and the field of none."""
    pairs = [pair for ledger in ROW_LEDGERS for pair in phrases_of(ledger.info.id).items()]
    fields = {phrase for phrase, field in pairs if field != NO_FIELD}
    return frozenset(phrase for phrase, field in pairs if field == NO_FIELD) - fields


def _shared_phrases(ledger: type[Ledger]) -> dict[str, str]:
    """Return the phrases of other ledgers for fields of the same name and header."""
    official = {name: spec.header for name, spec in field_specs(ledger).items()}
    found: dict[str, str] = {}
    for other in ROW_LEDGERS:
        specs = field_specs(other)
        same = {
            name
            for name in specs.keys() & official
            if specs[name].header == official[name] and specs[name].reads.name not in OF_PERSONS
        }
        for phrase, field in phrases_of(other.info.id).items():
            if field in same and found.setdefault(phrase, field) != field:
                found[phrase] = ""  # 日期 is one thing here and another there
    return {phrase: field for phrase, field in found.items() if field}


@lru_cache(maxsize=1 << 12)
def near_phrases(path: tuple[str, ...], ledger: type[Ledger]) -> Mapping[str, NearPhrase]:
    """Return by field of a ledger the phrase that comes nearest to a path."""
    path = tuple(map(without_year, path))
    best = _index(ledger).nearest(path)
    if len(path) > 1 and path[-1] not in VAGUE_HEADERS:
        for field, near in _index(ledger).nearest(path[-1:]).items():
            nearness = near.nearness * _LEAF_ALONE
            if field not in best or nearness > best[field].nearness:
                vote = best[field].vote if field in best else near.vote * _LEAF_ALONE
                best[field] = NearPhrase(nearness, near.phrase, vote)
    whole = "/".join(path)
    if whole in _phrases_of_none() and all(near.nearness < 1 for near in best.values()):
        best[NO_FIELD] = NearPhrase(1.0, whole)  # 发证机构 is no 机构 here either
    return best
