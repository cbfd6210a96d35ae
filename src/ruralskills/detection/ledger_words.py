"""The words of one ledger: the parts of its headers, and what each weighs there."""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from typing import Final

from msgspec import Struct

from ruralskills.detection.field_matching import is_of_people
from ruralskills.detection.header_lexicon import header_lexicon
from ruralskills.detection.header_parts import (
    HeaderParts,
    header_parts,
    path_parts,
    unit_meaning,
    with_meaning,
)
from ruralskills.detection.likely_fields import ANYWHERE
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.table import Ledger

_NEAR: Final = 0.5
"""The share that two meanings of a family have in common, one the ledger's theme."""
_NEAR_OTHER: Final = 0.4
"""That share where none of both is the ledger's theme."""
_RARITY: Final = 0.8
"""The share of its weight that a part loses if every field of the ledger has it."""
_THEME: Final = 0.3
"""The share of its weight that a meaning keeps which names the ledger."""
_FAINT: Final = 0.3
"""The share of its weight that a meaning keeps which seldom tells columns apart."""
_YES_NO: Final = 0.2
"""The weight of 是否, which tells two columns of one ledger seldom apart."""
_CONTRAST: Final = 1.6
"""The weight of 计划 and the like, which do."""
_OWN_PERSON: Final = 0.15
"""The weight of the person that a row is about."""
_BARE: Final = 0.7
"""The share of a likeness to a mere noun of a header that says more."""
_NO_NOUN: Final = 0.85
"""The share of a likeness where one of both has no noun."""
_NOUNS_OF_TYPES: Final = {
    "day": "时间", "span": "时间", "name": "姓名", "phone": "电话", "identity": "证件",
    "account": "账号", "credit_code": "信用代码", "rate": "比例",
}  # fmt: skip
"""The nouns of types of fields, for headers without one."""
TIMES: Final = frozenset({"时间", "起止", "期限", "年度"})
"""Nouns of dates, of which every event has its own."""
OWN_CONTACTS: Final = frozenset({"班主任"})
"""Contacts that are not anybody whom to ask."""


class LedgerWords(Struct, frozen=True):
    """The headers of one ledger, and the weight of their parts."""

    headers: dict[str, tuple[HeaderParts, ...]]
    counts: Counter[str]
    """By part the number of fields that have it."""
    themes: frozenset[str]
    """The meanings that name the ledger."""

    def weight(self, part: str) -> float:
        """Return the weight of a part among the fields of this ledger."""
        lexicon = header_lexicon()
        if part in lexicon.own_person:
            return _OWN_PERSON
        if part == "是否":
            return _YES_NO
        base = _CONTRAST if part in lexicon.contrasts else 1.0
        if len(part) == 1 and part not in lexicon.families and part not in lexicon.nouns:
            base = 0.5
        if part in self.themes:
            return base * _THEME
        fields = self.counts[part]
        return base * (1 - _RARITY * math.log(fields or 1) / math.log(len(self.headers) + 1))

    def likeness(self, own: HeaderParts, declared: HeaderParts) -> tuple[float, bool]:
        """Return how near two headers come, and whether the first says more."""
        lexicon = header_lexicon()
        mine, wanted = own.meanings | own.rest, declared.meanings | declared.rest
        if mine - {"是否"} <= self.themes < wanted | self.themes:
            return 0.0, False  # 期次 says no more of a column than the name of the ledger
        common, apart = sum(map(self.weight, mine & wanted)), 0.0
        lacking, surplus = set(wanted - mine), []
        for part in sorted(mine - wanted, key=self.weight, reverse=True):
            if not (kin := lexicon.kin(part, lacking)):
                surplus.append(part)
            else:
                lacking.discard(kin)
                weight = (self.weight(part) + self.weight(kin)) / 2
                near = _NEAR if kin in self.themes or part in self.themes else _NEAR_OTHER
                common += near * weight
                apart += 2 * (1 - near) * weight
        apart += sum(map(self.weight, lacking))
        faint = lexicon.faint if own.noun not in TIMES else frozenset()
        apart += sum(self.weight(part) * (_FAINT if part in faint else 1) for part in surplus)
        says_more = any(
            part in own.meanings
            and part != own.noun
            and part not in self.themes | faint | lexicon.own_person | lexicon.vague | {"是否"}
            for part in surplus
        ) or (own.noun == "编号" and not own.rest <= declared.rest)
        likeness = 2 * common / (2 * common + apart or 1.0)
        if says_more and declared.meanings == {declared.noun}:
            likeness *= _BARE  # 单位 and 人数 are not every 拨款单位 and 取证人数
        if bool(own.noun) != bool(declared.noun):
            likeness *= _NO_NOUN
        return likeness, says_more


@cache
def words_of(ledger: type[Ledger]) -> LedgerWords:
    """Return the words of a ledger."""
    of_people = is_of_people(ledger)
    headers = {
        name: tuple(
            dict.fromkeys(_declared(one, spec, of_people=of_people) for one in spec.headers)
        )
        for name, spec in field_specs(ledger).items()
        if name not in ANYWHERE
    }
    counts = Counter(
        part
        for of_field in headers.values()
        for part in {part for one in of_field for part in one.meanings | one.rest}
    )
    titles = (ledger.info.title, *ledger.info.also)
    said = Counter(meaning for title in titles for meaning in header_parts(title).meanings)
    own = header_parts(ledger.info.title).meanings
    themes = {meaning for meaning, n in said.items() if meaning in own or n * 3 >= len(titles)}
    return LedgerWords(headers, counts, frozenset(themes) - header_lexicon().contrasts)


def _declared(header: str, spec: FieldSpec, *, of_people: bool) -> HeaderParts:
    """Return the parts of a declared header, its noun by unit or type if need be."""
    parts = path_parts(tuple(header.split("/")))
    if not of_people and not header_parts(spec.header).meanings & OWN_CONTACTS:
        parts = of_a_thing(parts)
    noun = unit_meaning(spec.unit) or _NOUNS_OF_TYPES.get(spec.reads.name, "")
    return parts if parts.noun or not noun else with_meaning(parts, noun)


def of_a_thing(parts: HeaderParts) -> HeaderParts:
    """Return the parts of a header of rows that are no persons.

    负责人, 联系人 and 法人 are one there, whom to ask, and a 住址 is a 地点.
    """
    noun = "地点" if parts.noun == "住址" else parts.noun
    meanings = {"地点" if one == "住址" else one for one in parts.meanings}
    if contacts := meanings & header_lexicon().contacts:
        meanings = meanings - contacts | {"联系人"}
    return HeaderParts(frozenset(meanings), parts.rest, noun)
