"""Consistency of a notice file: cited clauses, repeated and soft words, bases."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from ruralskills.notices.notice import Notice
from ruralskills.notices.problems import Problem, suggestion
from ruralskills.notices.schema import NoticeFile
from ruralskills.notices.source import NoticeSource
from ruralskills.notices.toml_lines import EntryPath

LONGEST_PHRASE: Final = 30
"""Characters of a notice's wording that a finding can carry."""


def problems(source: NoticeSource, available: Mapping[str, Notice]) -> Iterator[Problem]:
    """Yield what does not fit together in a file, or with the notices behind it."""
    base = source.entries.extends
    if base and base not in available:
        remedy = suggestion(base, available, f"可用的有：{'、'.join(available)}")
        yield source.problem(("extends",), f"没有名为“{base}”的通知", remedy)
    yield from _repeated_clauses(source)
    yield from _clause_problems(source)
    yield from _words_twice(source)
    yield from _unknown_clauses(source, available)
    yield from _unknown_indicators(source, available)
    yield from _plans_without_years(source)


def _repeated_clauses(source: NoticeSource) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, name in source.clause_ids:
        if name in seen:
            entry, remedy = ("clauses", number, "id"), "条款编号不能重复，请改其中一个"
            yield source.problem(entry, f"条款“{name}”写了两次", remedy)
        seen.add(name)


def _clause_problems(source: NoticeSource) -> Iterator[Problem]:
    """Yield clauses that are more severe than their words allow, or quote too much."""
    for number, clause in source.entries.clauses.items():
        if (length := len(clause.phrase)) > LONGEST_PHRASE:
            message = f"“phrase”有{length}个字，多于{LONGEST_PHRASE}个"
            yield source.problem(("clauses", number, "phrase"), message, "请只摘录最要紧的几个字")
        if clause.severity in ("error", "target") and clause.softness:
            message = f"条款“{clause.id}”{clause.softness}，不能作为错误"
            entry = ("clauses", number, "severity")
            yield source.problem(entry, message, "请改为 warning 或 info")


def _words_twice(source: NoticeSource) -> Iterator[Problem]:
    """Yield spellings that stand for two official words of one list."""
    for name, codes in source.entries.lists.items():
        seen: dict[str, str] = {}
        for word, synonyms in codes.words.items():
            for spelling in (word, *synonyms):
                if seen.get(spelling, word) != word:
                    message = f"“{spelling}”既归到“{seen[spelling]}”，又归到“{word}”"
                    entry = ("lists", name, "words", word)
                    yield source.problem(entry, message, "一种写法只能归到一个词，请删去一处")
                seen.setdefault(spelling, word)


def _unknown_clauses(source: NoticeSource, available: Mapping[str, Notice]) -> Iterator[Problem]:
    own = dict.fromkeys(name for _, name in source.clause_ids)
    for entry, cited in _citations(source.entries):
        if cited not in own and not _is_in(cited, bases := source.bases(available)):
            yield source.problem(entry, *_no_such(cited, own, bases))
    for line, target in source.targets.items():
        if target.clause not in own and not _is_in(target.clause, bases := source.bases(available)):
            yield Problem(source.table.name, line, *_no_such(target.clause, own, bases))


def _citations(entries: NoticeFile) -> Iterator[tuple[EntryPath, str]]:
    """Yield every clause that is cited, with its place."""
    for section in (
        "expects",
        "covers",
        "steps",
        "duties",
        "indicators",
        "ratios",
        "pairs",
        "requirements",
    ):
        for key, entry in getattr(entries, section).items():
            yield (section, key, "clause"), entry.clause
    for section in ("limits", "lists"):
        for key, entry in getattr(entries, section).items():
            if entry.clause:
                yield (section, key, "clause"), entry.clause
    for key, steps in entries.steps.items():
        if steps.missing:
            yield ("steps", key, "missing"), steps.missing


def _unknown_indicators(source: NoticeSource, available: Mapping[str, Notice]) -> Iterator[Problem]:
    """Yield ratios of indicators that neither the file nor a notice behind it has."""
    own = source.entries.indicators
    for key, ratio in source.entries.ratios.items():
        for end, name in (("part", ratio.part), ("whole", ratio.whole)):
            if name in own:
                continue
            bases = source.bases(available)
            known = [*own, *(each.id for base in bases for each in base.indicators)]
            if name not in known:
                remedy = suggestion(name, known, "请先写这一统计指标，或改成已有的编号")
                yield source.problem(("ratios", key, end), f"没有编号为“{name}”的统计指标", remedy)


def _plans_without_years(source: NoticeSource) -> Iterator[Problem]:
    """Yield figures over all years of a notice that does not say which these are."""
    years = source.entries.years
    for name, indicator in source.entries.indicators.items():
        if "plan" in indicator.spans and (years is None or years.first == years.last):
            message, remedy = (
                "没有几个年度，不能统计各年合计",
                "请写起止年度，如 years = [2021, 2025]",
            )
            yield source.problem(("indicators", name, "spans"), message, remedy)


def _is_in(clause: str, notices: Collection[Notice]) -> bool:
    return any(clause in notice.clauses for notice in notices)


def _no_such(clause: str, own: Collection[str], bases: Collection[Notice]) -> tuple[str, str]:
    known = [*own, *(name for base in bases for name in base.clauses)]
    remedy = suggestion(clause, known, "请先写这一条款，或改成已有的条款编号")
    return f"没有编号为“{clause}”的条款", remedy
