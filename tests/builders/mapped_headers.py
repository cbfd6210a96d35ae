"""Headers above cells, and the fields that a ledger finds in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ruralskills.detection.column_profile import ColumnProfile
from ruralskills.detection.detected_table import HeaderColumn
from ruralskills.detection.field_matching import match_fields
from ruralskills.detection.likely_fields import with_likely_fields
from ruralskills.detection.near_fields import with_near_fields
from ruralskills.detection.paired_days import with_paired_days
from ruralskills.detection.remaining_fields import with_remaining_fields
from ruralskills.detection.vocabulary import header_word
from ruralskills.ledgers import by_id
from ruralskills.values.field_type import Raw

DAYS = [date(2021, 4, 5), date(2021, 6, 1), date(2021, 8, 2)]
COUNTS = [12, 30, 25]
COMPANIES = ["某某制衣有限公司", "某某农业开发有限公司", "某某电子厂"]
OFFICES = ["县农业农村局", "县妇联", "县人社局"]
SCHOOLS = ["某某职业培训学校", "某某技工学校", "某某技师学院"]


def fields_of(ledger: str, columns: Mapping[str, Sequence[Raw]]) -> dict[str, str]:
    """Return the field of each header, above these cells."""
    found = []
    for index, header in enumerate(columns):
        pairs = [header_word(part) for part in header.split("|")]
        path = tuple(word for word, _ in pairs)
        found.append(HeaderColumn(index, path, pairs[-1][1], path))
    profiles = [ColumnProfile(cells) for cells in columns.values()]
    match = match_fields(found, by_id(ledger))
    match = with_likely_fields(match, (), profiles.__getitem__)
    match = with_near_fields(match, profiles.__getitem__)
    match = with_paired_days(match, profiles.__getitem__)
    match = with_remaining_fields(match, profiles.__getitem__)
    names = list(columns)
    return {names[one.column.index]: one.spec.field for one in match.fields.values()}
