"""The page for the leader: one sheet of lights, charts, red lines and changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from ruralskills.bulletin.content import Material, period_words
from ruralskills.bulletin.leader_charts import charts, trend_statements
from ruralskills.bulletin.leader_lines import (
    Light,
    MoneyLines,
    NamedLine,
    RankLine,
    change_lines,
    lights,
    money_lines,
    rank_lines,
    red_line_lines,
)
from ruralskills.bulletin.number_marks import plain_name
from ruralskills.bulletin.search_entries import search_data
from ruralskills.bulletin.statement import Statement
from ruralskills.bulletin.unit_words import units_word
from ruralskills.notices import COMMON
from ruralskills.reports.templates import content_policy, fill, source

SECTION: Final = "领导页"


class LeaderPage(Struct, frozen=True):
    """The page with its lines, which are statements too."""

    material: Material
    lights: tuple[Light, ...]
    ranks: tuple[RankLine, ...]
    money: MoneyLines
    red_lines: tuple[NamedLine, ...]
    changes: tuple[NamedLine, ...]

    @property
    def statements(self) -> Iterator[Statement]:
        """The lines as statements with their numbers."""
        for light in self.lights:
            yield _statement(light.title, light.lines)
        for rank in self.ranks:
            yield _statement(rank.title, (rank.front, rank.last))
        for line in (*self.money.received, *self.money.spent, *self.red_lines, *self.changes):
            yield _statement("", (line,))
        yield from trend_statements(self.material.rollup, self.lights, SECTION)

    def text(self) -> str:
        """Return the page."""
        rollup = self.material.rollup
        style, script = source("leader.css"), source("leader.js")
        return fill(
            "leader.html.j2", page=self, style=style, script=script,
            policy=content_policy(style, script), period=period_words(rollup.period),
            place=plain_name(rollup.units[0].name) if rollup.units else "", as_of=rollup.as_of,
            charts=list(charts(rollup, self.lights)),
            data=search_data(self.material), level=units_word(rollup),
            notices=[each.title for each in rollup.notices if each.id != COMMON],
        )  # fmt: skip


def leader_page(material: Material) -> LeaderPage:
    """Return the page of a roll-up."""
    rollup = material.rollup
    return LeaderPage(
        material, tuple(lights(rollup)), tuple(rank_lines(rollup)), money_lines(rollup),
        tuple(red_line_lines(material)), tuple(change_lines(rollup)),
    )  # fmt: skip


def _statement(title: str, lines: Iterable[NamedLine]) -> Statement:
    lines = list(lines)
    text = "　".join(filter(None, (title, *(line.text for line in lines))))
    numbers = (number for line in lines for part in line.parts for number in part.numbers)
    return Statement(SECTION, text, tuple(numbers))
