"""Notices: what a government document asks for, as data.

A notice is a TOML file (and a CSV of targets) with its own words: limits with unit and clause,
code lists, targets by unit and indicator, and the clauses that rules cite.  Packs shipped with the
program lie in ``ruralskills/notices``; a workspace may bring its own.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from ruralskills.diagnostic import Clause

PACKS: Final = Path(__file__).parent / "notices"
COMMON: Final = "common"


class NoticeError(ValueError):
    """A notice pack that is wrong in itself; the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A clause of a notice, how much it weighs and which rules check it."""

    clause: Clause
    severity: str
    """error, warning, info, target (a warning until the period closes, an error after); or empty,
    where the rule's own weight stands."""
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that a notice sets, with its unit and clause."""

    name: str
    value: Any
    unit: str
    ask: Ask


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that a notice asks of a unit."""

    unit: str
    indicator: str
    year: int | None
    value: Decimal
    measure: str
    clause: str


@dataclass(frozen=True, slots=True)
class CodeList:
    """The words a column may hold, each with what offices write instead."""

    name: str
    words: Mapping[str, str]
    """Every accepted spelling, and the official word it stands for."""
    open: bool
    """An open list (等) gives at most a hint."""
    ask: Ask | None

    @property
    def official(self) -> tuple[str, ...]:
        """The official words, in the order of the notice."""
        return tuple(dict.fromkeys(self.words.values()))


@dataclass(frozen=True, slots=True)
class Notice:
    """A document in force: where, when, and what it asks."""

    id: str
    title: str
    document: str
    places: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    """First and last year in force, both included; None for always."""
    everywhere: bool = False
    """A notice of the state: it binds beside that of any place."""
    asks: Mapping[str, Ask] = field(default_factory=dict)
    limits: Mapping[str, Limit] = field(default_factory=dict)
    lists: Mapping[str, CodeList] = field(default_factory=dict)
    targets: tuple[Target, ...] = ()

    def binds(self, year: int | None) -> bool:
        """Whether it is in force in a year (an unknown year is given the benefit)."""
        return self.years is None or year is None or self.years[0] <= year <= self.years[1]


def _ask(notice_id: str, document: str, row: dict[str, Any]) -> Ask:
    clause = Clause(
        id=row["id"],
        notice=notice_id,
        document=row.get("document", document),
        section=row.get("section", ""),
        phrase=row.get("phrase", ""),
        says=row["says"],
        basis=row.get("basis", "原文"),
    )
    return Ask(clause, row.get("severity", ""), tuple(row.get("rules", ())))


def _targets(path: Path) -> tuple[Target, ...]:
    if not path.exists():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return tuple(
            Target(
                unit=row["unit"],
                indicator=row["indicator"],
                year=int(row["year"]) if row["year"] else None,
                value=Decimal(row["value"]),
                measure=row["measure"],
                clause=row["clause"],
            )
            for row in csv.DictReader(stream)
        )


def load(path: Path) -> Notice:
    """Read one pack.

    Raises NoticeError when an entry is missing, or a limit cites a clause that the pack lacks.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        document = data["document"]
        asks = {row["id"]: _ask(data["id"], document, row) for row in data.get("clauses", ())}
        limits = {
            name: Limit(name, row["value"], row.get("unit", ""), asks[row["clause"]])
            for name, row in data.get("limits", {}).items()
        }
        lists = {
            name: CodeList(
                name,
                {
                    spelling: word
                    for word, others in row["words"].items()
                    for spelling in (word, *others)
                },
                row.get("open", False),
                asks.get(row.get("clause", "")),
            )
            for name, row in data.get("lists", {}).items()
        }
        years = data.get("years")
        return Notice(
            id=data["id"],
            title=data["title"],
            document=document,
            places=tuple(data.get("places", ())),
            years=(years[0], years[-1]) if years else None,
            everywhere=data.get("everywhere", False),
            asks=asks,
            limits=limits,
            lists=lists,
            targets=_targets(path.with_suffix(".csv")),
        )
    except (KeyError, tomllib.TOMLDecodeError, ValueError) as error:
        raise NoticeError(f"{path.name}: {error}") from error


@cache
def packs(folder: Path = PACKS) -> Mapping[str, Notice]:
    """Return the packs of a folder by their ids."""
    return {notice.id: notice for notice in map(load, sorted(folder.glob("*.toml")))}


@dataclass(frozen=True, slots=True)
class InForce:
    """The notices that bind a check, the most particular first and ``common`` last."""

    notices: tuple[Notice, ...]

    def limit(self, name: str) -> Limit | None:
        """The first notice's limit of that name."""
        return next((n.limits[name] for n in self.notices if name in n.limits), None)

    def code_list(self, name: str) -> CodeList | None:
        """The first notice's code list of that name."""
        return next((n.lists[name] for n in self.notices if name in n.lists), None)

    def ask_for(self, code: str) -> Ask | None:
        """The clause under which a rule's findings are reported, the most particular first."""
        return next(
            (ask for n in self.notices for ask in n.asks.values() if code in ask.rules), None
        )

    @property
    def targets(self) -> tuple[Target, ...]:
        """The targets of all notices in force."""
        return tuple(target for notice in self.notices for target in notice.targets)


def in_force(chosen: Iterable[Notice], available: Mapping[str, Notice]) -> InForce:
    """Return the chosen notices with ``common`` behind them."""
    particular = tuple(notice for notice in chosen if notice.id != COMMON)
    common = (available[COMMON],) if COMMON in available else ()
    return InForce(particular + common)
