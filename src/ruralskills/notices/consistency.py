"""Whether what a pack says fits together: clauses that are cited, words given twice, soft words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from ruralskills.model.clause import Clause, softness
from ruralskills.notices.problems import Problem, meant
from ruralskills.notices.schema import clauses_of
from ruralskills.notices.source import NoticeSource
from ruralskills.notices.toml_lines import Path

LONGEST_PHRASE: Final = 20
"""Characters of a notice's wording that a finding can carry."""


def mistakes(source: NoticeSource, bases: Mapping[str, Clause]) -> Iterator[Problem]:
    """Yield what does not fit; ``bases`` are the clauses of the notices on which it stands."""
    own: dict[str, int] = {}
    for number, name in clauses_of(source.raw):
        if name in own:
            told = "条款编号不能重复，请改其中一个"
            yield source.wrong(("clauses", number, "id"), f"条款“{name}”写了两次", told)
        own.setdefault(name, number)
    yield from _of_clauses(source)
    yield from _words_twice(source)
    for entry, cited in _citations(source.data):
        if cited not in own and cited not in bases:
            yield source.wrong(entry, *_no_such(cited, [*own, *bases]))
    for row in source.targets:
        cited = row.target.clause
        if cited not in own and cited not in bases:
            yield Problem(source.table.name, row.line, *_no_such(cited, [*own, *bases]))


def _no_such(clause: str, known: Iterable[str]) -> tuple[str, str]:
    told = meant(clause, known, "请先写这一条款，或改成已有的条款编号")
    return f"没有编号为“{clause}”的条款", told


def _citations(data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Every place where a clause is cited."""
    for section in ("expects", "covers", "steps", "duties"):
        for number, row in enumerate(data.get(section, ())):
            for key in ("clause", "missing"):
                if key in row:
                    yield (section, number, key), row[key]
    for section in ("limits", "lists", "indicators", "pairs"):
        for name, row in data.get(section, {}).items():
            if row.get("clause"):
                yield (section, name, "clause"), row["clause"]


def _of_clauses(source: NoticeSource) -> Iterator[Problem]:
    """Clauses that weigh more than their words allow, or quote too much."""
    for number, row in enumerate(source.data.get("clauses", ())):
        if len(phrase := row.get("phrase", "")) > LONGEST_PHRASE:
            message = f"“phrase”有{len(phrase)}个字，多于{LONGEST_PHRASE}个"
            yield source.wrong(("clauses", number, "phrase"), message, "请只摘录最要紧的几个字")
        words = phrase + row.get("says", "")
        why = softness(words, row.get("basis", "原文"))
        if row.get("severity") in ("error", "target") and why:
            entry = ("clauses", number, "severity")
            yield source.wrong(
                entry, f"条款“{row['id']}”{why}，不能作为错误", "请改为 warning 或 info"
            )


def _words_twice(source: NoticeSource) -> Iterator[Problem]:
    """Spellings that stand for two official words of one list."""
    for name, row in source.data.get("lists", {}).items():
        seen: dict[str, str] = {}
        for word, others in row["words"].items():
            for spelling in (word, *others):
                if seen.get(spelling, word) != word:
                    message = f"“{spelling}”既归到“{seen[spelling]}”，又归到“{word}”"
                    entry = ("lists", name, "words", word)
                    yield source.wrong(entry, message, "一种写法只能归到一个词，请删去一处")
                seen.setdefault(spelling, word)
