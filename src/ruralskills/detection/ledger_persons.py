"""The person that a row of a ledger is about, and the others that it names.

教师电话 is nobody else's in a list of teachers, and 带头人手机 is no number of the household that a
row of 带动户明细 is about.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from ruralskills.detection.header_lexicon import header_lexicon
from ruralskills.detection.header_parts import field_meanings, path_parts
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.table import Ledger

_ANYBODY: Final = frozenset({"人员"})
"""Words for whomever a row is about."""


@cache
def own_persons(ledger: type[Ledger]) -> frozenset[str]:
    """Return the persons, others elsewhere, that the rows of a ledger are about."""
    lexicon = header_lexicon()
    if ledger.info.id_field not in field_specs(ledger):
        return lexicon.contacts
    return _persons_named(ledger) & lexicon.other_persons


@cache
def _persons_named(ledger: type[Ledger]) -> frozenset[str]:
    lexicon = header_lexicon()
    spec = field_specs(ledger).get(ledger.info.name)
    named = field_meanings(spec.headers) if spec is not None else frozenset[str]()
    return named & (lexicon.other_persons | lexicon.own_person)


@cache
def _other_persons(ledger: type[Ledger]) -> frozenset[str]:
    """Return the words for persons of which only other fields speak."""
    named, lexicon = _persons_named(ledger), header_lexicon()
    others = {
        meaning
        for spec in field_specs(ledger).values()
        if spec.reads.name in ("name", "identity")
        for meaning in field_meanings(spec.headers) & lexicon.own_person
    }
    if not named & lexicon.own_person:  # a 带头人 is no 户主 and no 教师
        others |= lexicon.own_person - _ANYBODY
    return frozenset(others - named) if named else frozenset()


def is_anothers(path: tuple[str, ...], spec: FieldSpec, ledger: type[Ledger]) -> bool:
    """Return True for a column of a person of which a field does not speak."""
    told = path_parts(path).meanings & _other_persons(ledger)
    return bool(told - field_meanings(spec.headers))
