"""Owners of rows: the leaders to whom the households of a link sheet belong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from msgspec import Struct, field

from ruralskills.facts.leader_status import in_stock
from ruralskills.facts.townships import township_of
from ruralskills.model.table import Ledger
from ruralskills.notices import Owner
from ruralskills.notices.conditions import is_met


class OwnerVerdict(Struct, frozen=True):
    """The answer whether a row counts by its owner."""

    counts: bool | None
    reason: str = ""


class Owners(Struct):
    """Rows of owners by identity number, and by township and name."""

    by_number: dict[str, list[Ledger]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[tuple[str, str], list[Ledger]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, rows: Iterable[Ledger]) -> Owners:
        """Return the owners that rows of their ledger list."""
        owners = cls()
        for row in rows:
            number, name = getattr(row, row.info.id_field), getattr(row, row.info.name)
            if number:
                owners.by_number[number].append(row)
            if name:
                owners.by_name[township_of(row), name].append(row)
        return owners

    def verdict(self, owner: Owner, row: Ledger) -> OwnerVerdict:
        """Return if a row counts by its owner, None where that cannot be told.

        A row whose owner nobody lists counts, unless the owner has to meet a condition.
        """
        found = self._owners_of(owner, row)
        if not found:
            return OwnerVerdict(None, "没有查到带头人") if owner.where else OwnerVerdict(True)
        answers = {_answer(each, owner) for each in found}
        if len(answers) == 1:
            return answers.pop()
        return OwnerVerdict(None, "带头人登记不一致，不能确定")

    def _owners_of(self, owner: Owner, row: Any) -> list[Ledger]:
        """Return the rows of an owner: by the number, else by the name in one township."""
        number, name = getattr(row, owner.key), getattr(row, owner.name)
        if number and number in self.by_number:
            return self.by_number[number]
        if not name:
            return []
        named = self.by_name.get((township_of(row), name), [])
        numbers = {getattr(each, each.info.id_field) for each in named}
        if number:
            named = [each for each in named if getattr(each, each.info.id_field) is None]
        return named if len(numbers) <= 1 else []


def _answer(owner_row: Ledger, owner: Owner) -> OwnerVerdict:
    stays = in_stock(owner_row)
    if stays is False:
        return OwnerVerdict(False, "带头人已退出")
    meets = is_met(owner_row, owner.where)
    if meets is False:
        return OwnerVerdict(False, "带头人不在统计口径内")
    if stays is None or meets is None:
        return OwnerVerdict(None, "带头人的情况不能确定")
    return OwnerVerdict(True)
