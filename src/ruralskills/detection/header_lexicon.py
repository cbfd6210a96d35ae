"""The lexicon of header words: parts that mean the same, and sets of meanings.

It is read from header_lexicon.toml when the first header is met that no ledger declares.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, Final

from msgspec import Struct

from ruralskills.text.lazy_regex import regex

_ANYWHERE: Final = "拟未非不"
"""Single characters that are parts wherever they stand."""
_NOT_AFTER_PREFIX: Final = "份度龄级月"
"""The characters after which 月 and 年 at the start are no period: 月份, 年级."""

_CHOICE: Final = regex(r"([\u4e00-\u9fff])[没不]\1(?!\1)")
"""A question of one word said twice: 是不是, 录没录, 想不想."""
_DONE_OR_NOT: Final = regex("(?:了没有?|没有|了吗|吗)$")
"""A question at the end of a header: 发放了没有."""


class HeaderLexicon(Struct, frozen=True):
    """The meanings of parts, and sets of meanings."""

    meanings: dict[str, str]
    """The meaning of each part, empty for one that says nothing."""
    prefixes: dict[str, str]
    """The meanings of single characters at the start of a header."""
    units: dict[str, str]
    """The meanings of units of measure."""
    nouns: frozenset[str]
    own_person: frozenset[str]
    """The meaning of words for the person that a row is about."""
    other_persons: frozenset[str]
    contacts: frozenset[str]
    """The persons to ask about a row that is no person."""
    vague: frozenset[str]
    """Meanings that say too little by themselves."""
    contrasts: frozenset[str]
    """Meanings that tell two columns of one thing apart."""
    events: frozenset[str]
    """Meanings of events, each of which has its own day."""
    heads: frozenset[str]
    """Meanings that a header is about where they stand behind its noun: 岗位补贴, 县备案."""
    faint: frozenset[str]
    """Meanings that seldom tell two columns of a ledger apart, but for its dates."""
    counted: frozenset[str]
    """Meanings of what the programmes count, by which a table of figures is of theirs."""
    of_programmes: frozenset[str]
    """Meanings that belong to the programmes whose ledgers are read."""
    other_business: re.Pattern[str]
    """A word for what else offices keep lists of: 差旅, 危房."""
    own_business: re.Pattern[str]
    """A word for what the ledgers are about."""
    opposites: tuple[frozenset[str], ...]
    """Sets of meanings of which one excludes the others."""
    compounds: dict[str, str]
    """Words that say two things, and the words that say them apart."""
    families: dict[str, frozenset[str]]
    """The families of near meanings that a meaning belongs to."""
    decisive: frozenset[str]
    """Meanings that a header has or has not: without them it is another column."""
    part: re.Pattern[str]
    """The pattern of a part, the longest first."""

    def kin(self, meaning: str, others: Iterable[str]) -> str:
        """Return a meaning of the same family, empty without one."""
        mine = self.families.get(meaning, frozenset())
        return next(
            (one for one in sorted(others) if mine & self.families.get(one, frozenset())), ""
        )

    def with_compounds_apart(self, word: str) -> str:
        """Return a word in which words that say two things are said apart.

        A question for yes or no is one however it is asked: 签没签协议, 发了没有.
        """
        word = _CHOICE.sub(r"是否\1", word)
        if asked := _DONE_OR_NOT.search(word):
            word = f"是否{word[: asked.start()]}"
        for compound, apart in self.compounds.items():  # the longest first
            if compound in word:
                word = word.replace(compound, apart)
        return word


@cache
def header_lexicon() -> HeaderLexicon:
    """Return the lexicon."""
    path = files("ruralskills.detection") / "header_lexicon.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    sets = {name: frozenset(words.split()) for name, words in _texts(data["sets"])}
    meanings = dict.fromkeys(data["sets"]["fillers"].split(), "")
    for table in ("own_person", "qualifiers", "nouns"):
        for meaning, words in data[table].items():
            meanings |= dict.fromkeys(words.split(), meaning)
    opposites = tuple(frozenset(line.split()) for line in data["sets"]["opposites"])
    return HeaderLexicon(
        meanings=meanings,
        prefixes=data["prefixes"],
        units=data["units"],
        nouns=frozenset(data["nouns"]),
        own_person=frozenset(data["own_person"]),
        other_persons=sets["other_persons"],
        contacts=sets["contacts"],
        vague=sets["vague"],
        contrasts=sets["contrasts"],
        events=sets["events"],
        heads=sets["events"] | sets["heads"] | sets["other_persons"],
        faint=sets["faint"],
        counted=sets["counted"],
        of_programmes=sets["of_programmes"] | sets["counted"] - sets["contrasts"],
        other_business=re.compile("|".join(sorted(sets["other_business"]))),
        own_business=re.compile("|".join(sorted(sets["own_business"]))),
        opposites=opposites,
        compounds=dict(sorted(data["compounds"].items(), key=lambda pair: -len(pair[0]))),
        families=_families(data["families"]),
        decisive=sets["decisive"] | sets["other_persons"],
        part=_part(meanings, data["prefixes"]),
    )


def _texts(table: dict[str, Any]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in table.items() if isinstance(value, str)]


def _families(table: dict[str, str]) -> dict[str, frozenset[str]]:
    """Return the names of the families of each meaning."""
    names: dict[str, set[str]] = {}
    for name, meanings in table.items():
        for meaning in meanings.split():
            names.setdefault(meaning, set()).add(name)
    return {meaning: frozenset(of) for meaning, of in names.items()}


def _part(meanings: dict[str, str], prefixes: dict[str, str]) -> re.Pattern[str]:
    """Return the pattern of a part.

    A single character is a part only at the end, where it is the noun (率, 户, 止), and at the
    start in 月工资, 年收入 and 户类型.  One that says nothing is passed over anywhere.
    """
    words = sorted(meanings, key=len, reverse=True)
    long = "|".join(re.escape(word) for word in words if len(word) > 1)
    single = [word for word in words if len(word) == 1]
    passed = "".join(re.escape(word) for word in single if not meanings[word]) + _ANYWHERE
    last = "".join(word for word in single if meanings[word] and word not in _ANYWHERE)
    at_the_start = f"^[{''.join(prefixes)}](?!$|[{_NOT_AFTER_PREFIX}])"
    at_the_end = f"[{last}](?=$|[(/%])"
    return re.compile(f"({long}|{at_the_start}|{at_the_end}|[{passed}])")
