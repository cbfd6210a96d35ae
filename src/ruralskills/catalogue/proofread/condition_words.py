"""Words of conditions that their columns can never hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ruralskills.catalogue.proofread.ledger_fields import fields_with_own
from ruralskills.ledgers import LEDGERS
from ruralskills.model.table import Ledger
from ruralskills.notices import Indicator, Notice, Problem, Where
from ruralskills.notices.conditions import ANY_CONTENT
from ruralskills.notices.model import texts
from ruralskills.notices.problems import suggestion
from ruralskills.notices.schema import NoticeFile
from ruralskills.notices.source import NoticeSource
from ruralskills.notices.toml_lines import EntryPath
from ruralskills.rules import all_rules

_FOR_ALL_COLUMNS = ("无", "", ANY_CONTENT)
"""The word for nothing, a blank cell, and any content."""

_LEDGERS = {ledger.info.id: ledger for ledger in LEDGERS}


def problems(source: NoticeSource, available: Mapping[str, Notice]) -> Iterator[Problem]:
    """Yield each word that its column can never hold."""
    lists = _official_words(source, available)
    for entry, ledger, where in _conditions(source.entries):
        for name, words in where.items():
            spec = fields_with_own(source, available, ledger.info.id).get(name)
            if spec is None:
                continue
            known = ["是", "否"] if spec.reads.name == "yesno" else lists.get(spec.codes, [])
            for word in words:
                if known and word not in (*known, *_FOR_ALL_COLUMNS):
                    remedy = suggestion(word, known, f"可填：{'、'.join(known)}")
                    message = f"{ledger.info.title}“{spec.header}”不会是“{word}”"
                    yield source.problem(entry, message, remedy)


def _official_words(source: NoticeSource, available: Mapping[str, Notice]) -> dict[str, list[str]]:
    """Return the official words of each code list as this notice has it."""
    lists = {
        name: list(codes.official)
        for notice in reversed(source.bases(available))
        for name, codes in notice.lists.items()
    }
    return lists | {name: list(codes.words) for name, codes in source.entries.lists.items()}


def _conditions(entries: NoticeFile) -> Iterator[tuple[EntryPath, type[Ledger], Where]]:
    """Yield each condition with its place and the ledger that it is about."""
    for number, expect in entries.expects.items():
        filled = dict.fromkeys(texts(expect.field), expect.values)
        for ledger in _known(texts(expect.ledger)):
            yield ("expects", number, "values"), ledger, filled
            yield ("expects", number, "when"), ledger, expect.when
    for number, cover in entries.covers.items():
        for key, sides in (("every", (cover.every,)), ("among", cover.sides)):
            for side in sides:
                for ledger in _known([side.ledger]):
                    yield ("covers", number, key), ledger, side.where
    for name, indicator in entries.indicators.items():
        for at, ledger_id, where in _of_indicator(indicator):
            yield from ((("indicators", name, *at), known, where) for known in _known([ledger_id]))
    for number, requirement in entries.requirements.items():
        for ledger in _known([requirement.ledger]):
            yield ("requirements", number, "when"), ledger, requirement.when
            if requirement.by:
                each = {requirement.by: tuple(requirement.each)}
                yield ("requirements", number, "by"), ledger, each
            if ratio := requirement.ratio:
                yield ("requirements", number, "ratio"), ledger, {ratio.field: ratio.words}
            for at, group in requirement.groups:
                for name, condition in group.items():
                    words = tuple(each for each in condition.wanted if isinstance(each, str))
                    yield ("requirements", number, *at, name), ledger, {name: words}
    limited = {rule.limit: rule for rule in all_rules().values() if rule.limit}
    for name, limit in entries.limits.items():
        if limit.by and name in limited:
            serving = [each for each in LEDGERS if limited[name].applies_to(each)]
            for ledger in serving[:1]:
                yield ("limits", name, "each"), ledger, {limit.by: tuple(limit.each)}
    for code, where in entries.scopes.items():
        rule = all_rules().get(code)
        serving = [each for each in LEDGERS if rule and rule.applies_to(each)]
        for ledger in serving[:1]:
            yield ("scopes", code), ledger, where


def _of_indicator(indicator: Indicator) -> Iterator[tuple[EntryPath, str, Where]]:
    """Yield each condition of an indicator with its place in the entry and its ledger."""
    for each in indicator.alternatives:
        at = () if each is indicator else ("otherwise",)
        yield (*at, "where"), each.ledger, each.where
        yield from (((*at, "any_of"), each.ledger, where) for where in each.any_of)
        if each.owner:
            yield (*at, "owner"), each.owner.ledger, each.owner.where


def _known(names: Iterable[str]) -> Iterator[type[Ledger]]:
    return (_LEDGERS[name] for name in names if name in _LEDGERS)
