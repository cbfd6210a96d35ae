"""Make a notice of a pack, once everything in it is as it should be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from ruralskills.model.clause import Clause
from ruralskills.notices import consistency
from ruralskills.notices.model import (
    COMMON,
    CodeList,
    Cover,
    Duty,
    Expect,
    Indicator,
    Limit,
    Notice,
    NoticeHeading,
    Side,
    Steps,
    Where,
    WordPairs,
)
from ruralskills.notices.problems import NoticeError, Problem, meant
from ruralskills.notices.source import NoticeSource, head, read

_NONE: Final[Mapping[str, Notice]] = MappingProxyType({})


def _clause(notice_id: str, document: str, row: dict[str, Any]) -> Clause:
    return Clause(
        id=row["id"],
        notice=notice_id,
        document=row.get("document", document),
        section=row.get("section", ""),
        phrase=row.get("phrase", ""),
        says=row["says"],
        basis=row.get("basis", "原文"),
        severity=row.get("severity", ""),
        rules=tuple(row.get("rules", ())),
        by_hand=row.get("by_hand", ""),
    )


def _cited(row: Mapping[str, Any], clauses: Mapping[str, Clause], entry: str = "clause") -> str:
    """The clause that an entry cites: one of the pack's own, or of those on which it stands."""
    return clauses[row[entry]].id


def _where(row: Mapping[str, Any], entry: str = "where") -> Where:
    return {name: tuple(words) for name, words in row.get(entry, {}).items()}


def _listed(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _expects(data: Mapping[str, Any], clauses: Mapping[str, Clause]) -> Iterator[Expect]:
    """An entry may speak of several ledgers and fields at once."""
    for row in data.get("expects", ()):
        for ledger in _listed(row["ledger"]):
            for name in _listed(row["field"]):
                yield Expect(
                    ledger,
                    name,
                    _cited(row, clauses),
                    tuple(row.get("values", ())),
                    _where(row, "when"),
                    row.get("column", False),
                )


def _side(row: Mapping[str, Any]) -> Side:
    return Side(row["ledger"], row["key"], _where(row), row.get("role", ""))


def _cover(row: Mapping[str, Any], clauses: Mapping[str, Clause]) -> Cover:
    among = row["among"] if isinstance(row["among"], list) else [row["among"]]
    return Cover(_side(row["every"]), tuple(map(_side, among)), _cited(row, clauses))


def _duty(row: Mapping[str, Any], clauses: Mapping[str, Clause]) -> Duty:
    return Duty(
        row["what"],
        tuple(row.get("also", ())),
        row["every"],
        _cited(row, clauses),
        tuple(row.get("units", ())),
        row.get("since", ""),
    )


def _steps(row: Mapping[str, Any], clauses: Mapping[str, Clause]) -> Steps:
    missing = _cited(row, clauses, "missing") if "missing" in row else ""
    return Steps(row["ledger"], tuple(row["fields"]), _cited(row, clauses), missing)


def _pairing(name: str, row: Mapping[str, Any], clauses: Mapping[str, Clause]) -> WordPairs:
    return WordPairs(
        name,
        _listed(row["ledger"]),
        row["by"],
        row["field"],
        _where(row, "words"),
        _cited(row, clauses),
        row.get("only", False),
    )


def _indicator(name: str, row: Mapping[str, Any], clauses: Mapping[str, Clause]) -> Indicator:
    return Indicator(
        id=name,
        title=row["title"],
        also=tuple(row.get("also", ())),
        ledger=row["ledger"],
        clause=_cited(row, clauses),
        unit=row.get("unit", ""),
        sum=row.get("sum", ""),
        distinct=row.get("distinct", ""),
        period=row.get("period", ""),
        where=_where(row),
        kind=row.get("kind", "flow"),
    )


def heading(path: Path) -> NoticeHeading:
    """What a pack says of itself before its first table.  Raises NoticeError when that is wrong."""
    data = head(path)
    if not {"id", "title", "document"} <= data.keys():
        raise NoticeError(read(path).mistakes)
    return NoticeHeading(**_about(data))


def load(path: Path, others: Mapping[str, Notice] = _NONE) -> Notice:
    """Read one pack; ``others`` are the notices on which it may stand.

    Raises NoticeError, which names every mistake with its line and remedy.
    """
    source = read(path)
    if found := [*source.mistakes, *mistakes(source, others)]:
        raise NoticeError(found)
    return build(source, others)


def mistakes(source: NoticeSource, others: Mapping[str, Notice]) -> Iterator[Problem]:
    """What does not fit together in a pack, and with the notices on which it stands."""
    base = source.data.get("extends", "")
    if base and base not in others:
        told = meant(base, others, f"可用的有：{'、'.join(others)}")
        yield source.wrong(("extends",), f"没有名为“{base}”的通知", told)
    yield from consistency.mistakes(source, _Clauses({}, lambda: bases(source, others)))


def bases(source: NoticeSource, others: Mapping[str, Notice]) -> list[Notice]:
    """The notices on which a pack stands, the nearest first and ``common`` last."""
    found: dict[str, Notice] = {}
    name = source.data.get("extends", "")
    while name in others and name not in found and name != source.data.get("id"):
        found[name] = others[name]
        name = found[name].extends
    if COMMON in others and source.data.get("id") != COMMON:
        found.setdefault(COMMON, others[COMMON])
    return list(found.values())


class _Clauses(Mapping[str, Clause]):
    """The clauses of a pack; those of its bases are only looked up when it has not got one."""

    def __init__(self, own: Mapping[str, Clause], behind: Callable[[], list[Notice]]) -> None:
        self._own = own
        self._behind = behind

    def __getitem__(self, name: str) -> Clause:
        if name in self._own:
            return self._own[name]
        for notice in self._behind():
            if name in notice.clauses:
                return notice.clauses[name]
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        yield from self._own
        for notice in self._behind():
            yield from notice.clauses

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, name: object) -> bool:
        return name in self._own or any(name in notice.clauses for notice in self._behind())


def _about(data: Mapping[str, Any]) -> dict[str, Any]:
    years = data.get("years")
    return {
        "id": data["id"],
        "title": data["title"],
        "document": data["document"],
        "places": tuple(data.get("places", ())),
        "years": (years[0], years[-1]) if years else None,
        "everywhere": data.get("everywhere", False),
        "extends": data.get("extends", ""),
    }


def build(source: NoticeSource, others: Mapping[str, Notice]) -> Notice:
    """Make a notice of a pack without mistakes."""
    data = source.data
    own = {row["id"]: _clause(data["id"], data["document"], row) for row in data.get("clauses", ())}

    def behind() -> list[Notice]:
        return bases(source, others)

    clauses = _Clauses(own, behind)
    return Notice(
        **_about(data),
        clauses=own,
        limits={
            name: _limit(name, row, clauses, behind) for name, row in data.get("limits", {}).items()
        },
        lists={name: _list(name, row, clauses) for name, row in data.get("lists", {}).items()},
        targets=tuple(row.target for row in source.targets),
        expects=tuple(_expects(data, clauses)),
        covers=tuple(_cover(row, clauses) for row in data.get("covers", ())),
        duties=tuple(_duty(row, clauses) for row in data.get("duties", ())),
        steps=tuple(_steps(row, clauses) for row in data.get("steps", ())),
        indicators=tuple(
            _indicator(name, row, clauses) for name, row in data.get("indicators", {}).items()
        ),
        pairs=tuple(_pairing(name, row, clauses) for name, row in data.get("pairs", {}).items()),
        headers={name: _where(data["headers"], name) for name in data.get("headers", ())},
        severities=data.get("severities", {}),
        scopes={code: _where(data["scopes"], code) for code in data.get("scopes", ())},
    )


def _limit(
    name: str,
    row: Mapping[str, Any],
    clauses: Mapping[str, Clause],
    behind: Callable[[], list[Notice]],
) -> Limit:
    """A limit; unit and clause are those of the notice behind it where it does not say."""
    base = None
    if not ("unit" in row and "clause" in row):
        base = next((n.limits[name] for n in behind() if name in n.limits), None)
    unit = row.get("unit", base.unit if base else "")
    clause = clauses[row["clause"]] if "clause" in row or base is None else base.clause
    return Limit(name, row.get("value"), unit, clause)


def _list(name: str, row: Mapping[str, Any], clauses: Mapping[str, Clause]) -> CodeList:
    words = {s: word for word, others in row["words"].items() for s in (word, *others)}
    clause = clauses[row["clause"]] if row.get("clause") else None
    return CodeList(name, words, row.get("open", False), clause, row.get("same", False))
