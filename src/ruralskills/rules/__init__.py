"""The rules, a family a module; this is their list."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from ruralskills.fault import Fault
from ruralskills.rule import Rule, collect
from ruralskills.rules import (
    adjusted,
    applications,
    apprentices,
    archives,
    asked,
    attendance,
    balance,
    bases,
    cadre_pay,
    cadres,
    cells,
    certificates,
    certified,
    claim_dates,
    claims,
    clashes,
    class_checks,
    classes,
    counted_once,
    counties,
    courses,
    covered,
    dates,
    definitions,
    departments,
    duties,
    excluded,
    file_year,
    funds,
    helped,
    hours,
    households,
    insured,
    jobs,
    leader_funds,
    leaders,
    numbers,
    orders,
    people,
    posts,
    previous,
    quarters,
    recounts,
    regions,
    registered,
    repeats,
    selected,
    shape,
    skilled,
    standing,
    steps,
    subsidies,
    tasks,
    timetables,
    trained_again,
    training_bodies,
    unsent,
    villages,
    vouchers,
    waivers,
    workshops,
)

FAMILIES = (
    shape,  # S: columns missing or doubled
    cells,  # C: what the reader finds in a cell; R: blanks
    certificates,  # C: certificates and cards beside what they say
    people,  # P: persons in any ledger
    repeats,  # P: the same person again
    subsidies,  # P: how often and at what age a subsidy is paid
    clashes,  # P: person, teacher or room in two classes at once
    leaders,  # L: leaders
    villages,  # L: how many of them a village has
    regions,  # Z: townships and villages against the list of regions
    waivers,  # O: the office's own waivers
    households,  # L: the households they lead
    classes,  # T: training classes
    numbers,  # N: counts and parts
    claims,  # N: amounts and heads of claims
    hours,  # N: hours, class size, attendance
    dates,  # D: order and year
    file_year,  # D: the file's name, days off
    claim_dates,  # D, N: what an office sets for claims
    steps,  # D: steps that a notice puts in an order
    balance,  # A: totals and rates
    tasks,  # Q: tasks against the notice
    asked,  # R, S: what a notice expects of single columns
    covered,  # X: lists that other ledgers must cover
    registered,  # Y: against the registers handed in
    excluded,  # I: against the lists of exclusion handed in
    applications,  # M: applications to be trained as a leader
    archives,  # M: the county's archive of leaders
    bases,  # M: training bases and their year
    leader_funds,  # M: the money for classes of leaders
    helped,  # M: people of helped families
    apprentices,  # M: apprentices of enterprises
    counties,  # M: what every county is to have
    certified,  # M: leaders with certificates
    trained_again,  # M: leaders trained twice in a year
    previous,  # H: against the last period's ledgers handed in
    selected,  # J: leaders of trades and reserve cadres, as selected
    adjusted,  # J: how often a year they are changed
    cadre_pay,  # J: what reserve cadres are paid
    insured,  # J: how they are insured
    duties,  # U: what has to be held or sent out each quarter, month or year
    vouchers,  # V: training vouchers
    attendance,  # K: attendance sheets
    class_checks,  # K: what must be recorded of each class
    training_bodies,  # B: who may hold a class
    funds,  # F: money for training
    timetables,  # T: the hours and places of lessons
    counted_once,  # T: people who are trained again
    orders,  # T: classes held to order
    departments,  # T: the tasks of departments
    standing,  # L: leaders over time and between offices
    courses,  # T: what a course is for and where it is held
    workshops,  # W: workshops
    posts,  # W: public-service posts
    jobs,  # W: people brought to work
    unsent,  # W: ledgers that a township has not sent
    cadres,  # G: cadres and training bases
    skilled,  # E: households in which nobody has been trained
    recounts,  # Q: statistical tables against the ledgers
    quarters,  # Q: a quarter against the one before
    definitions,  # Q: indicators and what they mean
)

RETIRED: Mapping[str, str] = {"K106": "P119"}
"""Codes that are no longer used, each with its successor; a code is never used twice."""


@cache
def all_rules() -> Mapping[str, Rule]:
    """Return every rule by its code."""
    return collect(FAMILIES)


class RuleError(Fault):
    """A code that no rule has; the message names it and says where the codes are listed."""


def beginnings(told: Iterable[str]) -> tuple[str, ...]:
    """Return beginnings of rule codes as somebody wrote them, in any case, one or several a word.

    Raises RuleError for one with which no code begins: what is asked for in vain looks like nothing
    found.

    >>> beginnings(["p101", "C2,C301、L"])
    ('P101', 'C2', 'C301', 'L')
    """
    wanted = tuple(part.upper() for word in told for part in re.split(r"[,，、\s]+", word) if part)
    known = (*all_rules(), *RETIRED)
    for beginning in wanted:
        if not any(code.startswith(beginning) for code in known):
            raise RuleError(f"没有编号以“{beginning}”开头的规则，全部编号可用 rs rules 查看")
    return wanted
